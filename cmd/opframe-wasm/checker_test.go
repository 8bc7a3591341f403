package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"opframe/data/date"
	"opframe/data/sample"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

var asOf = date.Date{Year: 2017, Month: 10, Day: 31}

func responses(t *testing.T) []workbook.File {
	t.Helper()
	files, err := sample.Files()
	if err != nil {
		t.Fatal(err)
	}
	var all []workbook.File
	for name, data := range files {
		if base, ok := strings.CutPrefix(name, "responses/"); ok && fs.ValidPath(base) {
			all = append(all, workbook.File{Name: base, Data: data})
		}
	}
	return all
}

// All responses at once are shown in order, and each part says what the page must say.
func TestLookAtEveryResponse(t *testing.T) {
	c, err := newChecker()
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.look(responses(t), asOf, cells.DefaultLimits())
	if err != nil || len(all) < 25 {
		t.Fatalf("%d submissions: %v", len(all), err)
	}
	for i, s := range all {
		var check struct{ Problems []json.RawMessage }
		if err := json.Unmarshal(s.Check, &check); err != nil || len(check.Problems) != s.Problems {
			t.Errorf("%s: %d problems, said %d: %v", s.Name, len(check.Problems), s.Problems, err)
		}
		if preview := strings.Contains(s.HTML, "Preview, not a decision"); preview != (s.Assessment != nil) {
			t.Errorf("%s: preview %v, assessment %v", s.Name, preview, s.Assessment != nil)
		}
		if i > 0 && strings.Contains(s.HTML, `id="_1-`) {
			t.Errorf("%s: its ids are those of another", s.Name)
		}
	}
}

// What is kept is whole: every kind of file, and the page in one file with a policy that lets it be.
func TestKeep(t *testing.T) {
	c, err := newChecker()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range responses(t) {
		if f.Name != "cloudberry returns FINAL (2).xlsx" {
			continue
		}
		if _, err := c.look([]workbook.File{f}, asOf, cells.DefaultLimits()); err != nil {
			t.Fatal(err)
		}
		all, err := c.keep(0)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, k := range all {
			kinds = append(kinds, k.Kind)
			if k.Kind == "HTML" && (bytes.Contains(k.Data, []byte(`href="assets/`)) || !bytes.Contains(k.Data, []byte("style-src 'sha256-"))) {
				t.Error("the page kept as one file asks for others")
			}
			if k.Kind == "text" && !bytes.Contains(k.Data, []byte("Error: cloudberry returns FINAL (2).xlsx: Environment!D13: ")) {
				t.Errorf("the problems as text are %s", k.Data)
			}
		}
		if got := strings.Join(kinds, " "); got != "text CSV HTML PDF Markdown XLSX" {
			t.Errorf("kept are %s", got)
		}
		return
	}
	t.Error("the sample round has no such file")
}

// A wrong file is said and not assessed; two files of one name are an error.
func TestWrongFiles(t *testing.T) {
	c, err := newChecker()
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.look([]workbook.File{{Name: "<b>.pdf", Data: []byte("%PDF-1.7")}}, asOf, cells.DefaultLimits())
	if err != nil || len(all) != 1 || all[0].Assessment != nil || !strings.Contains(all[0].HTML, "PDF") || strings.Contains(all[0].HTML, "<b>") {
		t.Errorf("%+v, %v", all, err)
	}
	if files, err := c.keep(0); err != nil || len(files) != 2 {
		t.Errorf("%d files are kept of a wrong file: %v", len(files), err)
	}
	if _, err := c.look([]workbook.File{{Name: "a"}, {Name: "a"}}, asOf, cells.DefaultLimits()); err == nil {
		t.Error("two files of one name were checked")
	}
}

// The frameworks it judges by are those embedded, each with the digest of its files.
func TestFrameworks(t *testing.T) {
	c, err := newChecker()
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.frameworks()
	if err != nil || len(all) != len(c.known) {
		t.Fatalf("%v, %v", all, err)
	}
	for i, f := range all {
		want, err := c.known[i].Framework.Digest()
		if err != nil || f.SHA256 != want || f.Framework != c.known[i].Framework.Ref() {
			t.Errorf("%+v is not %s: %v", f, want, err)
		}
	}
}
