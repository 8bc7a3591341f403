package workbook

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"opframe/data/response"
)

const sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// supplementOf writes a supplement for some questions to a random submission and reads it back.
func supplementOf(t *testing.T, e Edition, last *response.Submission, only []string, csv bool) response.Submission {
	t.Helper()
	last.SHA256 = sum
	p := Prefill{ProductID: "x", Last: last, Only: only}
	if csv {
		return read(t, []Edition{e}, File{"s.csv", writeCSV(t, e, p)})
	}
	return read(t, []Edition{e}, File{"s.xlsx", writeXLSX(t, e, p)})
}

// Whatever was answered and whatever is asked again: a supplement nobody has touched says what it
// supplements, holds the questions it asks with the answers given, no other answer, and changes nothing.
func TestSupplementComesBack(t *testing.T) {
	for _, e := range []Edition{small(t), vendor(t)} {
		t.Run(e.Framework.ID, func(t *testing.T) { comesBack(t, e) })
	}
}

func comesBack(t *testing.T, e Edition) {
	var ids []string
	for _, q := range e.Framework.Questions() {
		ids = append(ids, q.ID)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 40 {
		last := made(r, e.Framework)
		only := slices.DeleteFunc(slices.Clone(ids), func(string) bool { return r.IntN(3) > 0 })
		if len(only) == 0 {
			only = ids[:1]
		}
		s := supplementOf(t, e, last, only, n%2 == 1)
		if s.Supplement == nil || s.Supplement.Of != sum[:response.DigestLength] || !s.Supplements(*last) {
			t.Fatalf("it does not say what it supplements: %+v", s.Supplement)
		}
		if want := Asking(e.Framework, last, only); !slices.Equal(s.Supplement.Asks, want) {
			t.Errorf("it asks %v, want %v", s.Supplement.Asks, want)
		}
		for _, id := range only {
			if _, ok := s.Places[id]; !ok {
				t.Errorf("%s was to be asked and has no place among %v", id, s.Held())
			}
		}
		for _, id := range s.Held() {
			_, was := last.Answers[id]
			if _, is := s.Answers[id]; was != is {
				t.Errorf("%s: answered before: %v, in the supplement: %v", id, was, is)
			}
		}
		for _, p := range s.Problems {
			if p.Kind == response.Structure {
				t.Errorf("reading it says: %s", p)
			}
		}
		if !s.Completed.IsZero() || s.CompletedBy.Text != "" {
			t.Error("who completes the supplement and when is filled in already")
		}
		if diff := cmp.Diff(last.Answers, last.With(s).Answers, told); diff != "" {
			t.Errorf("an untouched supplement to %v changes (-before +after):\n%s", only, diff)
		}
	}
}

// P08 hangs on P07, which is not answered: both are asked, and P09 and P10, which follow, are at hand.
func TestSupplementBringsWhatDecides(t *testing.T) {
	e := small(t)
	last := &response.Submission{Answers: map[string]response.Answer{}}
	s := supplementOf(t, e, last, []string{"P08"}, false)
	if got := strings.Join(s.Supplement.Asks, " "); got != "P07 P08" {
		t.Errorf("it asks %s, want P07 P08", got)
	}
	if got := strings.Join(s.Held(), " "); got != "P07 P08 P09 P10" {
		t.Errorf("it holds %s, want P07 P08 P09 P10", got)
	}
	last.Answers["P07"] = response.Answer{Raw: "Partly", Understood: true, Value: response.Value{Options: []string{"partly"}}}
	if got := strings.Join(Asking(e.Framework, last, []string{"P10"}), " "); got != "P10" {
		t.Errorf("with P07 answered it asks %s, want P10 alone", got)
	}
	s = supplementOf(t, e, last, []string{"P10"}, false)
	pages := plan(e.Framework, e.Layout, Prefill{Last: last, Only: []string{"P10"}})
	if got := statusOf(pages, "P10"); got != statusOptional {
		t.Errorf("P10 is marked %q: that P07 stands elsewhere must not leave its asking open", got)
	}
	for _, p := range pages {
		for _, ln := range p.lines {
			for _, c := range ln.cells {
				if strings.Contains(c.formula, at("", 0, 1)[:3]) {
					t.Errorf("%s: the formula %s refers to a question that is not there", p.title, c.formula)
				}
			}
		}
	}
	if len(s.Held()) != 1 {
		t.Errorf("it holds %v, want P10", s.Held())
	}
}

func statusOf(pages []page, id string) string {
	for _, p := range pages {
		for _, ln := range p.lines {
			if p.status > 0 && len(ln.cells) > p.status && ln.cells[1].text == id {
				return ln.cells[p.status].text
			}
		}
	}
	return ""
}

// The tables of a whole questionnaire have no sheet in a supplement that does not ask for them.
func TestSupplementHasOnlyItsSheets(t *testing.T) {
	e := small(t)
	data := writeXLSX(t, e, Prefill{Last: &response.Submission{SHA256: sum}, Only: []string{"W02"}})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	w, _ := e.Layout.section("practice", "")
	if diff := cmp.Diff([]string{e.Layout.Start, w.Title, listsTitle, markTitle}, f.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
}

// A program that drops the hidden column and row leaves the titles; one that drops the lines themselves
// leaves a file that does not pass for a whole questionnaire in silence.
func TestSupplementWithoutMarks(t *testing.T) {
	e := small(t)
	last := &response.Submission{SHA256: sum, Answers: map[string]response.Answer{}}
	p := Prefill{ProductID: "x", Last: last, Only: []string{"W02"}}
	change := func(do func(f *excelize.File)) response.Submission {
		f, err := excelize.OpenReader(bytes.NewReader(writeXLSX(t, e, p)))
		if err != nil {
			t.Fatal(err)
		}
		do(f)
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return read(t, editions(t), File{"s.xlsx", b.Bytes()})
	}
	row := func(f *excelize.File, mark string) int {
		rows, _ := f.GetRows(e.Layout.Start)
		for i, r := range rows {
			if len(r) > 0 && r[0] == mark {
				return i + 1
			}
		}
		t.Fatalf("no row has the mark %s", mark)
		return 0
	}
	s := change(func(f *excelize.File) {
		for _, sheet := range f.GetSheetList()[:2] {
			if err := f.RemoveCol(sheet, "A"); err != nil {
				t.Fatal(err)
			}
		}
	})
	if s.Supplement == nil || !s.Supplements(*last) || !slices.Equal(s.Supplement.Asks, []string{"W02"}) {
		t.Errorf("without marks it is read as %+v, want a supplement asking W02", s.Supplement)
	}
	s = change(func(f *excelize.File) {
		if err := f.RemoveRow(e.Layout.Start, row(f, markMeta+fieldSupplement)); err != nil {
			t.Fatal(err)
		}
	})
	if s.Supplement == nil || s.Supplement.Of != "" || !tells(s.Problems, "no longer says which questionnaire it completes") {
		t.Errorf("with its line removed it is %+v with problems %v, want a supplement to nothing and a problem", s.Supplement, s.Problems)
	}
	s = change(func(f *excelize.File) {
		for _, m := range []string{fieldSupplement, fieldAsks} {
			if err := f.RemoveRow(e.Layout.Start, row(f, markMeta+m)); err != nil {
				t.Fatal(err)
			}
		}
	})
	if s.Supplement != nil || !tells(s.Problems, "is not there: none of its questions") {
		t.Errorf("with both lines removed it is %+v with problems %v, want sheets that are not there", s.Supplement, s.Problems)
	}
	s = change(func(f *excelize.File) {
		title, _ := e.Layout.section("practice", "")
		rows, _ := f.GetRows(title.Title)
		for i, r := range rows {
			if len(r) > 1 && r[1] == "W02" {
				if err := f.RemoveRow(title.Title, i+1); err != nil {
					t.Fatal(err)
				}
			}
		}
		f.SetCellStr(title.Title, "B9", "W04")
	})
	if !tells(s.Problems, "The question W02 of the sheet") {
		t.Errorf("a question that was removed is not told of: %v", s.Problems)
	}
}

func tells(all []response.Problem, what string) bool {
	return slices.ContainsFunc(all, func(p response.Problem) bool { return strings.Contains(p.What, what) })
}

// With replaces the questions held and nothing else; an answer that was emptied is gone.
func TestWithSupplement(t *testing.T) {
	a := func(s string) response.Answer {
		return response.Answer{Raw: s, Understood: true, Value: response.Value{Text: s}}
	}
	at := func(file string) response.Cell { return response.Cell{File: file, Sheet: "S", Ref: "A1"} }
	full := response.Submission{File: "f", Answers: map[string]response.Answer{"a": a("1"), "b": a("2"), "c": a("3")},
		Places:   map[string]response.Cell{"a": at("f"), "b": at("f"), "c": at("f")},
		Problems: []response.Problem{{Question: "b", What: "old"}, {Question: "c", What: "kept"}}}
	sup := response.Submission{File: "s", Answers: map[string]response.Answer{"a": a("9")},
		Places: map[string]response.Cell{"a": at("s"), "b": at("s")}, Problems: []response.Problem{{Question: "a", What: "new"}}}
	got := full.With(sup)
	if got.Answers["a"].Raw != "9" || got.Answers["c"].Raw != "3" || len(got.Answers) != 2 || got.Places["b"].File != "s" {
		t.Errorf("the answers are %v at %v", got.Answers, got.Places)
	}
	if len(got.Problems) != 2 || got.Problems[0].What != "kept" || got.Problems[1].What != "new" || len(full.Answers) != 3 {
		t.Errorf("the problems are %v", got.Problems)
	}
	if got.Where(at("s")) != "s: S!A1" || got.Where(at("f")) != "S!A1" {
		t.Errorf("places are told as %q and %q", got.Where(at("s")), got.Where(at("f")))
	}
}
