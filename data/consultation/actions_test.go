package consultation

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/response"
	"opframe/data/workbook"
)

// Each of these is an error with its cell; the action is left out and the others are read.
func TestActionErrors(t *testing.T) {
	const good = "A-1,swg,2017-02-01,Do it,O,2017-11-01,open,,public\n"
	tests := []struct{ name, row, want string }{
		{"no id", ",swg,,T,O,,open,,public", `A3: the id "" is not made of letters, digits and single hyphens. Correct it: the action is left out until then.`},
		{"id for no address", "A/2,swg,,T,O,,open,,public", `A3: the id "A/2" is not made of`},
		{"id twice", "a-1,swg,,T,O,,open,,public", `A3: the id "a-1" stands twice. Give this action another`},
		{"nothing to do", "A-2,swg,,,O,,open,,public", "D3: it does not say what is to be done."},
		{"no status", "A-2,swg,,T,O,,,,public", `G3: the status "" is none of open, done, closed.`},
		{"unknown status", "A-2,swg,,T,O,,finished,,public", `G3: the status "finished" is none of open, done, closed.`},
		{"no date", "A-2,swg,,T,O,soon,open,,public", `F3: "soon" is not a date written YYYY-MM-DD.`},
		{"date of another form", "A-2,swg,,T,O,1/11/2017,open,,public", `F3: "1/11/2017" is not a date written YYYY-MM-DD.`},
		{"unknown audience", "A-2,swg,,T,O,,open,,everybody", `I3: the audience "everybody" is none of public, members, office.`},
		{"unknown group", "A-2,twg,,T,O,,open,,public", `B3: there is no group "twg": there are swg.`},
		{"unknown meeting", "A-2,swg,2017-02-02,T,O,,open,,public", `C3: there is no meeting "2017-02-02"`},
		{"a paper for a meeting", "A-2,swg,february,T,O,,open,,public", `C3: "february" is a paper and no meeting`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list := strings.Join(Columns, ",") + "\n" + good + test.row + "\n" + strings.Replace(good, "A-1", "A-9", 1)
			r, problems := load(t, with(map[string]string{"actions.csv": list}))
			has(t, problems, response.Error, "actions.csv: "+test.want)
			if len(problems) != 1 || len(r.Actions) != 2 || r.Actions[1].ID != "A-9" {
				t.Errorf("got %v and the problems %v, want the two other actions and one problem", r.Actions, problems)
			}
		})
	}
}

// A list that cannot be read says why, and the papers are there.
func TestListErrors(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"no column", "actions.csv", "id,text\nA-1,T\n", `actions.csv: there is no column "status": it has id, text. Add it to the first row`},
		{"column twice", "actions.csv", "id,text,status,Text\nA-1,T,open,U\n", `actions.csv: there are two columns "text". Keep one: no action is read until then.`},
		{"nothing", "actions.csv", "", "actions.csv: "},
		{"damaged", "actions.xlsx", "PK\x03\x04", "actions.xlsx: "},
		{"two lists", "actions.xlsx", "PK\x03\x04", "actions.csv: it is not read, because there is an actions.xlsx as well."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, problems := load(t, with(map[string]string{test.file: test.text}))
			has(t, problems, response.Error, test.want)
			if len(r.Actions) != 0 || len(r.Papers) != 4 {
				t.Errorf("got %d actions and %d papers, want none and all", len(r.Actions), len(r.Papers))
			}
		})
	}
}

// Columns stand in any order, others are left alone, and rows of spaces are none.
func TestListAsPeopleKeepIt(t *testing.T) {
	r, problems := load(t, with(map[string]string{"actions.csv": " \n\nStatus,Text ,notes,ID,Due,Audience\n  ,,,,,\nOPEN, Do it ,ours,A-1,2017-11-01,Public\n"}))
	if len(problems) > 0 || len(r.Actions) != 1 {
		t.Fatalf("got %v and %v", r.Actions, problems)
	}
	if a := r.Actions[0]; a.Status != Open || a.Text != "Do it" || a.Access != Public || a.Due != day("2017-11-01") || a.Place("text").Ref != "B5" {
		t.Errorf("got %+v", a)
	}
}

// A list says the same whether it is a file of text or a workbook; only its places are of a sheet.
func TestWorkbookSaysTheSame(t *testing.T) {
	rows := [][]string{Columns,
		{"A-1", "", "2017-02-01", "Say \"no pass mark\",\nin plain words", "The office", "2017-11-30", "open", "", "public"},
		{"A-2", "swg", "", "=1+1, Größe & <b>", "Members", "", "done", "Sent, 😀", "members"},
	}
	var text, book bytes.Buffer
	if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := workbook.WriteTables(&book, []workbook.TableSheet{{Name: "Actions", Rows: rows}, {Name: "Notes", Rows: [][]string{{"id"}, {"A-9"}}}}, asOf); err != nil {
		t.Fatal(err)
	}
	fromText, problems := load(t, with(map[string]string{"actions.csv": text.String()}))
	fromBook, others := load(t, with(map[string]string{"actions.csv": "-", "actions.xlsx": book.String()}))
	if len(problems)+len(others) > 0 {
		t.Fatalf("got the problems %v and %v", problems, others)
	}
	plain := func(all []Action) []Action {
		out := slices.Clone(all)
		for i := range out {
			out[i].at = row{}
		}
		return out
	}
	a, b := plain(fromText.Actions), plain(fromBook.Actions)
	if len(a) != 2 || len(b) != 2 {
		t.Fatalf("got %d and %d actions", len(a), len(b))
	}
	for i := range a {
		if !same(a[i], b[i]) || a[i].Text != rows[i+1][3] || a[i].Answer != rows[i+1][7] {
			t.Errorf("the text says %+v, the workbook %+v, want %q", a[i], b[i], rows[i+1])
		}
	}
	if got := fromBook.Actions[1].Place("due").String(); got != "actions.xlsx: Actions!F3" {
		t.Errorf("the place is %s", got)
	}
}

func same(a, b Action) bool {
	return a.ID == b.ID && a.Group == b.Group && a.Meeting == b.Meeting && a.Access == b.Access && a.Text == b.Text &&
		a.Owner == b.Owner && a.Due == b.Due && a.Status == b.Status && a.Answer == b.Answer
}

// Whatever the bytes, reading a list ends without a panic and keeps no papers from being read.
func FuzzActions(f *testing.F) {
	f.Add([]byte(sound["actions.csv"]))
	f.Add([]byte("id;text;status\nA-1;T;open\n"))
	f.Add([]byte("\ufeffid\ttext\tstatus\n\t\t\n"))
	f.Fuzz(func(t *testing.T, list []byte) {
		r, problems, err := Load(fstest.MapFS{"actions.csv": {Data: list}, "papers/swg.md": {Data: []byte(sound["papers/swg.md"])}})
		if err != nil || len(r.Groups) != 1 {
			t.Fatalf("got %v and %d groups", err, len(r.Groups))
		}
		for _, p := range append(problems, r.Lint(asOf)...) {
			if p.Cell.File != "actions.csv" {
				t.Errorf("%v is not of the list", p)
			}
		}
		seen := map[string]bool{}
		for _, a := range r.Actions {
			if key := strings.ToLower(a.ID); seen[key] || !idForm.MatchString(key) || a.Text == "" {
				t.Errorf("%+v should not be in the record", a)
			} else {
				seen[key] = true
			}
		}
	})
}
