package consultation

import (
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/response"
)

func TestLint(t *testing.T) {
	const feb, nov, minutes, h1, h2 = "papers/2017-02-01.md", "papers/2017-11-01.md", "papers/february.md", "papers/hosting-1.md", "papers/hosting-2.md"
	action := func(row string) map[string]string {
		return map[string]string{"actions.csv": "id,text,owner,due,status,audience\n" + row + "\n"}
	}
	third := map[string]string{"papers/hosting-3.md": strings.ReplaceAll(sound[h2], "1.10", "2.0")}
	tests := []struct {
		name    string
		changes map[string]string
		want    string // "" for nothing
	}{
		{"paper without status", edited(h2, "status: final\n", ""), h2 + ":1: the paper has no status. Add status: draft,"},
		{"empty status", edited(h2, "status: final", "status: \"\""), h2 + ":10: the paper has no status."},
		{"held without minutes", map[string]string{minutes: "-"}, feb + ":8: it was held on 2017-02-01 and has no minutes. Add a paper with kind: minutes and meeting: 2017-02-01."},
		{"minutes withdrawn", edited(minutes, "final", "withdrawn"), feb + ":8: it was held on 2017-02-01 and has no minutes."},
		{"minutes for the office alone", edited(minutes, "members", "office"), feb + ":11: those who took part cannot read its minutes, which are for the office alone: papers/february.md."},
		{"meeting of the office alone", map[string]string{feb: strings.Replace(sound[feb], "public", "office", 1), minutes: strings.Replace(sound[minutes], "members", "office", 1)}, ""},
		{"planned and past", edited(nov, "date: 2017-11-01", "date: 2017-10-30"), nov + ":6: it is still planned, and its day, 2017-10-30, is past."},
		{"planned for this day", edited(nov, "date: 2017-11-01", "date: 2017-10-31"), ""},
		{"cancelled and past", edited(nov, "date: 2017-11-01\nmode: phone meeting\nstatus: planned", "date: 2017-10-30\nmode: event\nstatus: cancelled"), ""},
		{"held before its day", edited(nov, "planned", "held"), nov + ":6: it is held, and its day, 2017-11-01, is still to come."},
		{"group of another meeting", map[string]string{"papers/twg.md": sound["papers/swg.md"], minutes: strings.Replace(sound[minutes], "status:", "group: twg\nstatus:", 1)}, minutes + `:6: the meeting 2017-02-01 is of the group "swg", and the paper of the group "twg".`},
		{"superseded by nothing", map[string]string{h2: "-"}, h1 + ":7: it is superseded, and no paper says that it replaces it. Add replaces: hosting-1"},
		{"replaced and final", edited(h1, "superseded", "final"), h1 + `:7: papers/hosting-2.md replaces it, and its status is "final". Make it superseded.`},
		{"replaced and withdrawn", edited(h1, "superseded", "withdrawn"), ""},
		{"final until the draft is final", map[string]string{h1: strings.Replace(sound[h1], "superseded", "final", 1), h2: strings.Replace(sound[h2], "final", "draft", 1)}, ""},
		{"draft until the next draft", map[string]string{h1: strings.Replace(sound[h1], "superseded", "draft", 1), h2: strings.Replace(sound[h2], "final", "for comment", 1)}, h1 + `:7: papers/hosting-2.md replaces it, and its status is "draft".`},
		{"replaced by two", third, h1 + ":3: both papers/hosting-2.md and papers/hosting-3.md say that they replace it."},
		{"overdue", action("A-1,T,O,2017-10-30,open,public"), "actions.csv: D2: action A-1 was due on 2017-10-30 and is open."},
		{"due this day", action("A-1,T,O,2017-10-31,open,public"), ""},
		{"late and done", action("A-1,T,,2017-10-30,done,public"), ""},
		{"closed without an owner", action("A-1,T,,,closed,public"), ""},
		{"nobody's", action("A-1,T,,2017-11-30,open,public"), "actions.csv: C2: action A-1 is open and nobody owns it."},
		{"without a day", action("A-1,T,O,,open,public"), "actions.csv: D2: action A-1 is open and has no day by which it is due."},
		{"without the columns", map[string]string{"actions.csv": "text,id,status,audience\nT,A-1,open,public\n"}, "actions.csv: B2: action A-1 is open and nobody owns it."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, problems := load(t, with(test.changes))
			if len(problems) > 0 {
				t.Fatalf("it should be fit to publish, got %v", problems)
			}
			got := r.Lint(asOf)
			if test.want == "" {
				if len(got) > 0 {
					t.Errorf("nothing is unfinished, got %v", got)
				}
				return
			}
			has(t, got, response.Warning, test.want)
			if len(got) > 1 && test.name != "without the columns" {
				t.Errorf("one warning is enough, got %v", got)
			}
		})
	}
}

func TestLintIssues(t *testing.T) {
	r, _ := load(t, with(nil))
	if got := r.LintIssues([]string{"mfa", "hosting"}); len(got) > 0 {
		t.Errorf("hosting is an issue, got %v", got)
	}
	has(t, r.LintIssues([]string{"mfa", "cost"}), response.Error, `papers/hosting-1.md:4: the framework has no issue "hosting": it has mfa, cost. Correct the id`)
	has(t, r.LintIssues(nil), response.Error, `papers/hosting-2.md:6: the framework has no issue "hosting": it has none.`)
}

// An access reaches those that are named after it; what is none of them reaches the office.
func TestReaches(t *testing.T) {
	reach := map[Access]string{Public: "public members office", Members: "members office", Office: "office", "": "office", "publik": "office"}
	for _, a := range []Access{Public, Members, Office, "", "publik"} {
		var got []string
		for _, b := range Accesses {
			if a.Reaches(b) {
				got = append(got, string(b))
			}
		}
		if strings.Join(got, " ") != reach[a] {
			t.Errorf("%q reaches %v, want %s", a, got, reach[a])
		}
	}
}

// Whatever the bytes, reading ends without a panic, and a file is read or told of, never both left out and
// passed over.
func FuzzPaper(f *testing.F) {
	for _, text := range sound {
		f.Add([]byte(text))
	}
	for _, text := range []string{"", "---", "---\r\n---\r\n", "\ufeff---\nkind: update\n---", "---\n<<: {a: b}\n---\n", "---\nkind: &a x\ntitle: *a\n---\n",
		"---\nkind: [group]\n---\n", "---\ntitle: \"\\u202e\"\n---\n", "---\n{kind: meeting, date: 0000-00-00}\n---\n", "---\n? [a]\n: b\n---\n", "---\n\x00\n---\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := with(nil)
		dir["papers/x.md"] = &fstest.MapFile{Data: text}
		r, problems, err := Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !accounted(r, problems, "papers/x.md") {
			t.Errorf("%q is neither read nor told of", text)
		}
		lines := strings.Count(string(text), "\n") + 1
		for _, p := range append(problems, r.Lint(asOf)...) {
			if p.Cell.File == "papers/x.md" && (p.Cell.Line < 1 || p.Cell.Line > lines) {
				t.Errorf("%q has %d lines: the place of %v is none of them", text, lines, p)
			}
		}
		if len(r.Papers)+len(r.Meetings)+len(r.Groups) < len(sound)-1 {
			t.Errorf("%q keeps other files from being read", text)
		}
	})
}
