package workbook

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

func load(t testing.TB, dir string) Edition {
	t.Helper()
	f, err := framework.Load(dir, os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	l, err := LoadLayout(f)
	if err != nil {
		t.Fatal(err)
	}
	return Edition{f, l}
}

func small(t testing.TB) Edition { return load(t, "testdata/small@1.0") }

func editions(t testing.TB) []Edition { return []Edition{load(t, "testdata/small@0.9"), small(t)} }

func writeXLSX(t testing.TB, e Edition, p Prefill) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXLSX(&b, e.Framework, e.Layout, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeCSV(t testing.TB, e Edition, p Prefill) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(&b, e.Framework, e.Layout, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, known []Edition, files ...File) response.Submission {
	t.Helper()
	s, err := Read(files[0].Name, files, known)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// words are texts as providers type them, and worse.
var words = []string{"Yes", "n/a", "Münchner Straße 5", "Ελληνικά", "Tiếng Việt", "😀 done", "line one\nline two",
	"=1+1", "+61 2 5550 1234", "-", "@home", "'=quoted", "''", "'tis", "\ttab first", `"quoted", and; more`, "  blanks around  ",
	"#N/B", "2020-01-02", "007", "3-4", "TRUE", "_x000D_", "_x0007_", "a&b <c>", strings.Repeat("long ", 200), "#control", "100%"}

// made is a random valid submission to a framework, with everything a provider can fill in.
func made(r *rand.Rand, f *framework.Framework) *response.Submission {
	s := &response.Submission{Answers: map[string]response.Answer{}}
	for _, field := range []*response.Field{&s.ProviderID, &s.ProviderName, &s.ProductID, &s.ProductName, &s.CompletedBy} {
		field.Text = pick(r, []string{"Northwind", "p-01", "Ångström & Co", "x"})
	}
	s.Completed = day(r)
	for _, q := range f.Questions() {
		if r.IntN(5) == 0 {
			continue
		}
		a := response.Answer{Understood: true}
		if r.IntN(3) == 0 {
			a.Comment.Text = pick(r, words)
		}
		if r.IntN(3) == 0 {
			a.Evidence.Text = pick(r, words)
		}
		switch q.Kind {
		case framework.Rows:
			t, _ := f.Table(q.Table)
			a.Value.Rows = madeRows(r, f, t)
			if len(a.Value.Rows) == 0 {
				continue
			}
		case framework.Choices:
			a.Raw = "No"
			var chosen []string
			for _, o := range q.Options {
				if r.IntN(2) == 0 {
					a.Value.Options = append(a.Value.Options, o.ID)
					chosen = append(chosen, o.Label)
				}
			}
			if len(chosen) > 0 {
				a.Raw = strings.Join(chosen, "; ")
			}
		default:
			a.Raw, a.Value = value(r, q.Kind, q.Choosable(), q.Min, q.Max)
		}
		s.Answers[q.ID] = a
	}
	return s
}

func madeRows(r *rand.Rand, f *framework.Framework, t framework.Table) []response.Row {
	var rows []response.Row
	for range r.IntN(4) {
		row := response.Row{Cells: map[string]response.Answer{}}
		for _, c := range t.Columns {
			if r.IntN(4) == 0 && len(row.Cells) > 0 {
				continue
			}
			a := response.Answer{Understood: true}
			a.Raw, a.Value = value(r, c.Kind, c.Choosable(), c.Min, c.Max)
			if isAPI(t, c) && len(f.APIs) > 0 && r.IntN(4) > 0 {
				api := pick(r, f.APIs)
				a.Raw, a.Value.Text = apiLabel(api), api.ID
			}
			row.Cells[c.ID] = a
		}
		rows = append(rows, row)
	}
	return rows
}

func value(r *rand.Rand, kind framework.QuestionKind, options []framework.Option, low, high *float64) (string, response.Value) {
	switch kind {
	case framework.YesNo, framework.Choice:
		o := pick(r, options)
		return o.Label, response.Value{Options: []string{o.ID}}
	case framework.Number:
		n := float64(r.IntN(1000)) + float64(r.IntN(2))/2
		if low != nil {
			n = max(n, *low)
		}
		if high != nil {
			n = min(n, *high)
		}
		return plain(n), response.Value{Number: n}
	case framework.Day:
		d := day(r)
		return d.String(), response.Value{Date: d}
	}
	text := pick(r, words)
	return text, response.Value{Text: strings.TrimSpace(text)}
}

func day(r *rand.Rand) date.Date {
	return date.Date{Year: 1990, Month: 1, Day: 1}.AddDays(r.IntN(20000))
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// told leaves places and sums out of a comparison: what was said is compared, not where.
var told = cmp.Options{
	cmpopts.IgnoreTypes(response.Cell{}),
	cmpopts.IgnoreFields(response.Submission{}, "File", "SHA256", "Framework", "Places"),
	cmpopts.EquateEmpty(),
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	e := small(t)
	for seed := range uint64(30) {
		want := made(rand.New(rand.NewPCG(seed, 7)), e.Framework)
		for name, data := range map[string][]byte{
			"a.xlsx": writeXLSX(t, e, Prefill{Last: want}),
			"a.csv":  writeCSV(t, e, Prefill{Last: want}),
		} {
			got := read(t, editions(t), File{name, data})
			if diff := cmp.Diff(*want, got, told); diff != "" {
				t.Fatalf("seed %d, %s: what was read differs from what was written (-written +read):\n%s", seed, name, diff)
			}
			if got.Framework != "small@1.0" {
				t.Errorf("%s was read as %q", name, got.Framework)
			}
			if len(got.Places) != len(e.Framework.Questions()) {
				t.Errorf("%s: %d of %d questions have a place", name, len(got.Places), len(e.Framework.Questions()))
			}
		}
	}
}

func TestEveryAnswerHasItsCell(t *testing.T) {
	e := small(t)
	s := read(t, editions(t), File{"in/a.xlsx", writeXLSX(t, e, Prefill{Last: made(rand.New(rand.NewPCG(2, 2)), e.Framework)})})
	for id, a := range s.Answers {
		all := []response.Answer{a}
		for _, row := range a.Value.Rows {
			for _, c := range row.Cells {
				all = append(all, c)
			}
		}
		for _, a := range all {
			if a.Cell.File != "a.xlsx" || a.Cell.Sheet == "" || a.Cell.Ref == "" {
				t.Errorf("%s: the answer %q was read at %+v; file, sheet and cell belong there", id, a.Raw, a.Cell)
			}
		}
	}
	if got, want := s.Places["W02"], (response.Cell{File: "a.xlsx", Sheet: "Work practices", Ref: "D7"}); got != want {
		t.Errorf("W02 can be answered at %v, want %v", got, want)
	}
	if got, want := s.Places["P20"], (response.Cell{File: "a.xlsx", Sheet: "Places", Ref: "B6"}); got != want {
		t.Errorf("the table of P20 begins at %v, want %v", got, want)
	}
}

// TestReturnsSurvive is apart from the words above, because spreadsheet programs turn a return alone
// into a line break when they save.
func TestReturnsSurvive(t *testing.T) {
	e := small(t)
	want := &response.Submission{Answers: map[string]response.Answer{}}
	for i, text := range []string{"inner\rreturn", "\rfirst", "last\r"} {
		id := []string{"P10", "W03", "W04"}[i]
		want.Answers[id] = response.Answer{Raw: text, Value: response.Value{Text: strings.TrimSpace(text)}, Understood: true}
	}
	for name, data := range map[string][]byte{"a.xlsx": writeXLSX(t, e, Prefill{Last: want}), "a.csv": writeCSV(t, e, Prefill{Last: want})} {
		if diff := cmp.Diff(want.Answers, read(t, editions(t), File{name, data}).Answers, told); diff != "" {
			t.Errorf("%s: answers differ (-written +read):\n%s", name, diff)
		}
	}
}

func TestAnswersNotUnderstoodAreWrittenAsTheyWere(t *testing.T) {
	e := small(t)
	want := &response.Submission{Answers: map[string]response.Answer{
		"P01": {Raw: "nobody"}, "P02": {Raw: "a dozen"}, "W01": {Raw: "last spring"}, "P08": {Raw: "fingers; toes"},
	}}
	for name, data := range map[string][]byte{"a.xlsx": writeXLSX(t, e, Prefill{Last: want}), "a.csv": writeCSV(t, e, Prefill{Last: want})} {
		got := read(t, editions(t), File{name, data})
		if diff := cmp.Diff(want.Answers, got.Answers, told); diff != "" {
			t.Errorf("%s: answers differ (-written +read):\n%s", name, diff)
		}
		if len(got.Problems) != 4 {
			t.Errorf("%s: %d problems, want one an answer: %v", name, len(got.Problems), got.Problems)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	e := small(t)
	p := Prefill{ProviderID: "p1", Due: date.Date{Year: 2020, Month: 9, Day: 30}, Last: made(rand.New(rand.NewPCG(1, 1)), e.Framework)}
	for range 3 {
		if !bytes.Equal(writeXLSX(t, e, p), writeXLSX(t, e, p)) {
			t.Fatal("the same questionnaire was written as two different xlsx files")
		}
		if !bytes.Equal(writeCSV(t, e, p), writeCSV(t, e, p)) {
			t.Fatal("the same questionnaire was written as two different CSV files")
		}
	}
}

func TestPrefillFillsTheStartSheet(t *testing.T) {
	e := small(t)
	p := Prefill{ProviderID: "p1", ProviderName: "Northwind & Sons", ProductID: "x1", ProductName: "Ledger"}
	s := read(t, editions(t), File{"a.xlsx", writeXLSX(t, e, p)})
	got := []string{s.ProviderID.Text, s.ProviderName.Text, s.ProductID.Text, s.ProductName.Text, s.CompletedBy.Text, s.Completed.String()}
	if want := []string{"p1", "Northwind & Sons", "x1", "Ledger", "", ""}; !slices.Equal(got, want) {
		t.Errorf("the start sheet says %q, want %q", got, want)
	}
	if s.ProviderName.Cell.Sheet != "Start" || s.ProviderName.Cell.Ref == "" {
		t.Errorf("the provider's name was read at %v", s.ProviderName.Cell)
	}
	if len(s.Answers)+len(s.Problems) > 0 {
		t.Errorf("an empty questionnaire has answers %v and problems %v", s.Answers, s.Problems)
	}
}

func TestTextTooLongForACellIsAnError(t *testing.T) {
	e := small(t)
	last := &response.Submission{Answers: map[string]response.Answer{"W03": {Raw: strings.Repeat("é", 40000), Understood: true}}}
	err := WriteXLSX(&bytes.Buffer{}, e.Framework, e.Layout, Prefill{Last: last})
	if err == nil || !strings.Contains(err.Error(), "Work practices: D") {
		t.Errorf("40,000 characters were written with the error %v; the cell belongs in it", err)
	}
}

func TestCSVGuardsAgainstFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx",
		"'=1": "''=1", "''-": "'''-", "'tis": "'tis", "'": "'", "": "", "a=b": "a=b", " =1": " =1",
	} {
		got := guarded(text)
		if got != want {
			t.Errorf("%q is written as %q, want %q", text, got, want)
		}
		if back := unguarded(got); back != text {
			t.Errorf("%q comes back as %q", text, back)
		}
	}
	e := small(t)
	last := &response.Submission{Answers: map[string]response.Answer{}}
	for _, q := range e.Framework.Questions() {
		last.Answers[q.ID] = response.Answer{Raw: "=cmd|'/c calc'!A1", Comment: response.Field{Text: "+1"}}
	}
	for _, line := range strings.Split(string(writeCSV(t, e, Prefill{Last: last})), "\n") {
		if strings.Contains(line, ",=") || strings.Contains(line, `,"=`) || strings.Contains(line, ",+") {
			t.Errorf("a cell begins like a formula: %s", line)
		}
	}
}

func TestInterimIsReadBack(t *testing.T) {
	var known []Edition
	for _, v := range []string{"0.8", "1.0"} {
		known = append(known, load(t, "../frameworks/interim@"+v))
	}
	for i, e := range known {
		want := made(rand.New(rand.NewPCG(uint64(i), 3)), e.Framework)
		for name, data := range map[string][]byte{"a.xlsx": writeXLSX(t, e, Prefill{Last: want}), "a.csv": writeCSV(t, e, Prefill{Last: want})} {
			got := read(t, known, File{name, data})
			if diff := cmp.Diff(*want, got, told); diff != "" {
				t.Errorf("%s, %s: what was read differs (-written +read):\n%s", e.Framework.Ref(), name, diff)
			}
			if got.Framework != e.Framework.Ref() {
				t.Errorf("%s was read as %s", e.Framework.Ref(), got.Framework)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	e := load(b, "../frameworks/interim@1.0")
	data := writeXLSX(b, e, Prefill{Last: made(rand.New(rand.NewPCG(1, 1)), e.Framework)})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("a.xlsx", []File{{"a.xlsx", data}}, []Edition{e}); err != nil {
			b.Fatal(err)
		}
	}
}
