//go:build clients

package review_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	. "opframe/data/review"
)

// A review workbook that LibreOffice Calc has opened and saved, as xlsx or as ods, is read like the one it was,
// and written anew it has every word that was typed.
func TestLibreOfficeSavesReviews(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is not installed: apt-get install libreoffice-calc")
	}
	g := harbour(t)
	typings := []typing{
		{"Findings", "Sessions and passwords", "Decision", "Override: met"},
		{"Findings", "Sessions and passwords", "Reason", "=Seen on site\nwith 3-4 devices; “quoted” & <marked>"},
		{"Findings", "Sessions and passwords", "Words for the provider", "007"},
		{"Findings", "Sessions and passwords", "Decided on", "2017-10-20"},
		{"Findings", "Sessions and passwords", "Valid until", "2018-10-20"},
		{"Findings", "Provider registered", "Decision", "Agree"},
		{"Outcomes", "AS.0004.prefill", "Outcome", "Granted with conditions"},
		{"Outcomes", "AS.0004.prefill", "Conditions", "Κανείς, кроме администратора"},
		{"Questions", "Q1", "Question", "Who holds the keys?"},
	}
	typed := typeIn(t, g.written(t, nil), typings...)
	want := read(t, typed)
	dir := t.TempDir()
	name := filepath.Join(dir, "review.xlsx")
	if err := os.WriteFile(name, typed, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"xlsx", "ods"} {
		out := filepath.Join(dir, "saved-"+form)
		cmd := exec.Command(program, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", form, "--outdir", out, name)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		saved, err := os.ReadFile(filepath.Join(out, "review."+form))
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, saved)
		if len(got.Decisions) != len(want.Decisions) || len(got.Rulings) != len(want.Rulings) || len(got.Questions) != len(want.Questions) || len(got.Problems) != len(want.Problems) {
			t.Fatalf("%s: read %d decisions, %d outcomes, %d questions and the problems %v", form, len(got.Decisions), len(got.Rulings), len(got.Questions), got.Problems)
		}
		for i, d := range got.Decisions {
			w := want.Decisions[i]
			d.Place = w.Place
			if d != w {
				t.Errorf("%s: a decision is read as %+v, want %+v", form, d, w)
			}
		}
		for _, now := range []given{g, g.with(t, "user-sessions")} {
			fresh := now.written(t, saved)
			text := everything(t, fresh)
			for _, x := range typings {
				if !strings.Contains(text, x.text) {
					t.Errorf("%s: written anew it has no %q", form, x.text)
				}
			}
			if lost := Lost(filled(t, saved), filled(t, fresh)); len(lost) > 0 {
				t.Errorf("%s: these words are lost: %q", form, lost)
			}
			if rest := filled(t, saved).Rest; len(rest) > 0 {
				t.Errorf("%s: taken for words of somebody's own: %+v", form, rest)
			}
		}
	}
}
