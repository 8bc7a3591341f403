package review_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
	. "opframe/data/review"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// written is the review workbook of a product as bytes, made from the earlier one where there is one.
func (g given) written(t testing.TB, earlier []byte) []byte {
	t.Helper()
	var old *workbook.Filled
	var book *Book
	if earlier != nil {
		old = filled(t, earlier)
		var err error
		if book, err = Read(old); err != nil {
			t.Fatal(err)
		}
	}
	form := Plan(Subject{Framework: g.f, Submission: &g.s, ProviderName: "Harbourline", ProviderID: "harbourline", ProductName: "Harbour Ledger",
		ProductID: "harbour-ledger", Round: "Round", AsOf: asOf, Reviewer: "Callum Pritchard"}, Lay(g.f, &g.s, g.a, book), old)
	var out bytes.Buffer
	if err := workbook.WriteForm(&out, form); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func filled(t testing.TB, data []byte) *workbook.Filled {
	t.Helper()
	f, err := workbook.ReadForm("reviews/harbour-ledger.xlsx", data, Lists(), cells.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func read(t testing.TB, data []byte) *Book {
	t.Helper()
	b, err := Read(filled(t, data))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// typing is a word typed into a cell, by the titles a person sees: the sheet, the start of what stands in the
// row's first visible cell, and the column.
type typing struct{ sheet, row, column, text string }

// typeIn does what a person does in a spreadsheet program.
func typeIn(t testing.TB, data []byte, all ...typing) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		if err := f.SetCellStr(x.sheet, cellOf(t, f, x), x.text); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func cellOf(t testing.TB, f *excelize.File, x typing) string {
	t.Helper()
	rows, err := f.GetRows(x.sheet)
	if err != nil {
		t.Fatal(err)
	}
	col := -1
	for i, row := range rows {
		if col < 0 {
			col = slices.Index(row, x.column)
		} else if len(row) > 1 && strings.HasPrefix(row[1], x.row) {
			return cells.Ref(i, col)
		}
	}
	t.Fatalf("%s has no row %q with a column %q", x.sheet, x.row, x.column)
	return ""
}

func TestWhatIsTypedIsReadBack(t *testing.T) {
	g := harbour(t)
	data := typeIn(t, g.written(t, nil),
		typing{"Findings", "Sessions and passwords", "Decision", "Override: met"},
		typing{"Findings", "Sessions and passwords", "Reason", "=Seen on site, 3-4 devices"},
		typing{"Findings", "Sessions and passwords", "Words for the provider", "We saw it."},
		typing{"Findings", "Sessions and passwords", "Decided on", "20 October 2017"},
		typing{"Findings", "Sessions and passwords", "Valid until", "2018-10-20"},
		typing{"Findings", "Provider registered", "Decision", "agree"},
		typing{"Findings", "Provider registered", "Reviewer", "Ngaio Petersen"},
		typing{"Outcomes", "AS.0004.prefill", "Outcome", "Granted with conditions"},
		typing{"Outcomes", "AS.0004.prefill", "Conditions", "Two people."},
		typing{"Outcomes", "AS.0004.prefill", "Second signature", "Ngaio Petersen"},
		typing{"Outcomes", "AS.0004.lodge", "Outcome", "Perhaps"},
		typing{"Questions", "Q1", "Question", "Who holds the keys?"},
		typing{"Questions", "Q1", "About", "E12"},
		typing{"Questions", "Q1", "Asked on", "soon"},
	)
	b := read(t, data)
	if len(b.Decisions) != 2 || len(b.Rulings) != 1 || len(b.Questions) != 1 || !b.Started || b.Product != "harbour-ledger" {
		t.Fatalf("read %+v", b)
	}
	d := b.Decisions[1]
	if d.Control != "user-sessions" || d.Choice != Override || d.Result != framework.Met || d.Reason != "=Seen on site, 3-4 devices" ||
		d.Reviewer != "Callum Pritchard" || d.On != day(10, 20) || d.Until.String() != "2018-10-20" || d.Basis != BasisOf(g.f, &g.s, g.finding(t, "user-sessions")) {
		t.Errorf("the override is read as %+v", d)
	}
	if b.Decisions[0].Choice != Agree || b.Decisions[0].Reviewer != "Ngaio Petersen" {
		t.Errorf("agreement is read as %+v", b.Decisions[0])
	}
	if r := b.Rulings[0]; r.Verdict != GrantedWithConditions || r.API != "AS.0004.prefill" || r.Second != "Ngaio Petersen" {
		t.Errorf("the outcome is read as %+v", r)
	}
	b.Settle(g.f, []string{"Callum Pritchard"})
	if q := b.Questions[0]; q.Question != "E12" || q.Control == "" {
		t.Errorf("the question is about %q below %q, want E12 and its control", q.Question, q.Control)
	}
	var told []string
	for _, p := range b.Problems {
		told = append(told, p.String())
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{`"Perhaps" is none of the outcomes`, `Q1: "soon" is not a date`, `"Ngaio Petersen" is not on the sheet Staff`} {
		if !strings.Contains(all, want) {
			t.Errorf("no problem says %q:\n%s", want, all)
		}
	}
}

// The same product gives the same bytes, and a workbook in which nothing was typed needs nothing added.
func TestReviewWorkbooksAreStable(t *testing.T) {
	g := harbour(t)
	a, b := g.written(t, nil), g.written(t, nil)
	if !bytes.Equal(a, b) {
		t.Error("the same review is written as other bytes")
	}
	again := g.written(t, a)
	if !bytes.Equal(a, again) {
		t.Error("writing anew what nobody touched should change nothing")
	}
}

// When the answer to one finding changes, its row is kept as it was with every word, a new one is added, and no
// other finding is touched.
func TestAChangedAnswerAddsOneRow(t *testing.T) {
	g := harbour(t)
	old := typeIn(t, g.written(t, nil),
		typing{"Findings", "Sessions and passwords", "Decision", "Override: met"},
		typing{"Findings", "Sessions and passwords", "Reason", "Seen on site."},
		typing{"Findings", "Sessions and passwords", "Decided on", "2017-10-20"},
		typing{"Findings", "Provider registered", "Decision", "Agree"},
		typing{"Findings", "Provider registered", "Decided on", "2017-10-20"},
	)
	changed := g.with(t, "user-sessions")
	fresh := changed.written(t, old)
	var rows []string
	for _, r := range filled(t, fresh).Lists["findings"] {
		if strings.HasPrefix(r.ID, "user-sessions|") {
			rows = append(rows, r.Cells["reason"].Text)
		}
	}
	if !slices.Equal(rows, []string{"Seen on site.", ""}) {
		t.Errorf("the rows of the finding have the reasons %q, want the earlier one and an empty one", rows)
	}
	if n := len(filled(t, fresh).Lists["findings"]); n != len(g.f.Controls)+1 {
		t.Errorf("%d rows for %d controls, want one more", n, len(g.f.Controls))
	}
	r := Lay(changed.f, &changed.s, changed.a, read(t, fresh))
	for _, f := range r.Findings {
		want := map[string]State{"user-sessions": Stale, "registration": InForce}[f.Machine.Control.ID]
		if want == "" {
			want = Open
		}
		if f.State != want {
			t.Errorf("%s is %s, want %s", f.Machine.Control.ID, f.State, want)
		}
	}
	if len(r.Again) != 1 || r.Again[0].Decision.Reason != "Seen on site." {
		t.Errorf("%d decisions are set aside, want the one on the changed finding", len(r.Again))
	}
}

// with is the same product with another word in the first answer below a control.
func (g given) with(t testing.TB, control string) given {
	t.Helper()
	q := g.finding(t, control).Said(&g.s)[0].Question.ID
	answers := map[string]response.Answer{}
	for id, a := range g.s.Answers {
		if id == q {
			a.Comment.Text = "Changed since."
		}
		answers[id] = a
	}
	g.s.Answers = answers
	g.a = assess.Assess(g.f, &g.s, asOf)
	return g
}

// Whatever is typed wherever, in cells to fill in, in locked ones, beside the lists, below them, on sheets of
// its own, is in the workbook written anew, also when every answer has changed meanwhile.
func TestNoTypedWordIsLost(t *testing.T) {
	g := harbour(t)
	blank := g.written(t, nil)
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 6))
		f, err := excelize.OpenReader(bytes.NewReader(blank))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.NewSheet("My notes"); err != nil {
			t.Fatal(err)
		}
		var words []string
		for i := range 60 {
			sheet := []string{"Review", "Findings", "Outcomes", "Questions", "My notes"}[rng.IntN(5)]
			row, col := 1+rng.IntN(55), 1+rng.IntN(16)
			ref := cells.Ref(row, col)
			word := fmt.Sprintf("word%d-%d", seed, i)
			if into, err := f.GetCellValue(sheet, ref); err != nil || strings.HasPrefix(into, "word") {
				continue // do not type over a word typed before
			}
			if merged(t, f, sheet, row, col) {
				continue
			}
			words = append(words, word)
			if err := f.SetCellStr(sheet, ref, word); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.AddComment("Findings", excelize.Comment{Cell: "G9", Author: "x", Paragraph: []excelize.RichTextRun{{Text: "word-in-a-comment"}}}); err != nil {
			t.Fatal(err)
		}
		var typed bytes.Buffer
		if err := f.Write(&typed); err != nil {
			t.Fatal(err)
		}
		now := g
		if seed%2 == 1 {
			now = g.with(t, "user-sessions")
		}
		fresh := now.written(t, typed.Bytes())
		again := now.written(t, fresh)
		for _, data := range [][]byte{fresh, again} {
			text := everything(t, data)
			for _, w := range append(words, "word-in-a-comment") {
				if !strings.Contains(text, w) {
					t.Errorf("seed %d: %q is not in the workbook written anew", seed, w)
				}
			}
		}
		if lost := Lost(filled(t, typed.Bytes()), filled(t, fresh)); len(lost) > 0 {
			t.Errorf("seed %d: Lost says %q", seed, lost)
		}
	}
}

// merged says that a cell lies hidden below a merged one: nothing can be typed there.
func merged(t *testing.T, f *excelize.File, sheet string, row, col int) bool {
	t.Helper()
	all, err := f.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		c1, r1, _ := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, _ := excelize.CellNameToCoordinates(m.GetEndAxis())
		if row+1 >= r1 && row+1 <= r2 && col+1 >= c1 && col+1 <= c2 && (row+1 != r1 || col+1 != c1) {
			return true
		}
	}
	return false
}

// everything is the text of every cell.
func everything(t *testing.T, data []byte) string {
	t.Helper()
	book, err := cells.Open("x.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, s := range book.Sheets {
		for _, c := range s.Cells {
			all.WriteString(c.Text + "\n")
		}
	}
	return all.String()
}

// Lost finds a word that is gone, or it would prove nothing.
func TestLostFindsWhatIsGone(t *testing.T) {
	g := harbour(t)
	blank := g.written(t, nil)
	old := typeIn(t, blank, typing{"Findings", "Provider registered", "Reason", "a word of mine"})
	if lost := Lost(filled(t, old), filled(t, blank)); len(lost) != 1 || !strings.Contains(lost[0], "a word of mine") {
		t.Errorf("Lost says %q", lost)
	}
}

func TestWhatIsNoReviewIsRefused(t *testing.T) {
	var out bytes.Buffer
	if err := workbook.WriteTables(&out, []workbook.TableSheet{{Name: "Findings", Rows: [][]string{{"a", "b"}, {"c", "d"}}}}, asOf); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(filled(t, out.Bytes())); err == nil || !strings.Contains(err.Error(), "no review workbook") {
		t.Errorf("got %v, want that it is no review workbook", err)
	}
}
