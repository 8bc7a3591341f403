package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
	"opframe/render/pdf/tagged/check"
)

// Package check decides the conditions of the Matterhorn Protocol that a machine can decide.
func TestPrintedIsPDFUA(t *testing.T) {
	crowded := doc.Document{Title: "Crowded", Lang: "en-AU", Blocks: []doc.Block{doc.Heading{Level: 2, Text: "A", ID: "a"}, broad(9, 60)}}
	for _, d := range []doc.Document{report(), chapters(30), crowded, everywhere("Wordsworth über alles ", 3)} {
		for _, p := range check.File(mustPrint(t, d).Bytes) {
			t.Errorf("%s: %s", d.Title, p)
		}
	}
}

func TestPrintWithKeepsFiles(t *testing.T) {
	data := []byte(`{"level":2}`)
	p, err := PrintWith(report(), []File{{"assessment.json", "application/json", "The assessment as data", data}})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range check.File(p.Bytes) {
		t.Error(problem)
	}
	for _, want := range []string{"<pdfaid:part>3", "<pdfaid:conformance>A"} {
		if !bytes.Contains(p.Bytes, []byte(want)) {
			t.Errorf("%q is not in the metadata", want)
		}
	}
}

// 200 documents made by 8 at once are those made one by one.
func TestDocumentsShareNothing(t *testing.T) {
	n := 200
	one := func(i int) doc.Document {
		d := report()
		d.Title = fmt.Sprintf("Report %d %c", i, 'Ā'+i)
		d.Blocks = append(d.Blocks[:len(d.Blocks)-1-i%3:len(d.Blocks)-1-i%3], doc.Paragraph{Text: doc.T(strings.Repeat(string(rune('Α'+i%20)), i%7+1))}, d.Blocks[len(d.Blocks)-1])
		return d
	}
	got := make([][]byte, n)
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for i := worker; i < n; i += 8 {
				if p, err := Print(one(i)); err == nil {
					got[i] = p.Bytes
				}
			}
		})
	}
	wg.Wait()
	for i := range n {
		if want := mustPrint(t, one(i)).Bytes; !bytes.Equal(got[i], want) {
			t.Errorf("document %d differs from the one that was made alone", i)
		}
	}
	if bytes.Equal(got[0], got[1]) {
		t.Error("all documents are alike, so this proves nothing")
	}
}

// The words of the tree, read in its order, are those of the document.
func TestTheTreeSaysTheWordsInTheirOrder(t *testing.T) {
	d := report()
	w := drawn(t, d)
	text, got := w.marked(t), ""
	var visit func(e *tagged.Element)
	visit = func(e *tagged.Element) {
		for _, k := range e.Kids {
			if k.Element != nil {
				visit(k.Element)
			} else if k.Mark != nil {
				got += text[*k.Mark]
			}
		}
	}
	visit(&w.root.Element)
	diff(t, strings.Fields(got), said(d))
}

// outline is the tree as nested words: P(…) for an element, "text" for its marks.
func outline(t *testing.T, d doc.Document) string {
	t.Helper()
	w := drawn(t, d)
	return describe(&w.root.Element, w.marked(t))
}

// marked is the text of each mark.
func (w written) marked(t *testing.T) map[tagged.Mark]string {
	t.Helper()
	text := map[tagged.Mark]string{}
	for i := range w.contents {
		w.read(t, w.page(i), func(p shown) {
			var mcid int
			if at := strings.Index(p.mark, "/MCID "); at >= 0 {
				if _, err := fmt.Sscanf(p.mark[at:], "/MCID %d", &mcid); err != nil {
					t.Fatal(err)
				}
				text[tagged.Mark{Page: i, MCID: mcid}] += p.text
			}
		})
	}
	return text
}

func describe(e *tagged.Element, text map[tagged.Mark]string) string {
	var parts []string
	for _, k := range e.Kids {
		switch {
		case k.Element != nil:
			parts = append(parts, describe(k.Element, text))
		case k.Mark != nil:
			parts = append(parts, strings.TrimSpace(text[*k.Mark]))
		default:
			parts = append(parts, "→"+k.Annot.Contents)
		}
	}
	said := ""
	if a := e.Attributes; a != nil {
		said = strings.TrimRight("."+a.ID+a.Scope+a.ListNumbering+strings.Join(a.Headers, "+"), ".")
	}
	return e.Type + said + "(" + strings.Join(parts, " ") + ")"
}

func TestStructureOfEveryBlock(t *testing.T) {
	for _, c := range []struct {
		block doc.Block
		want  string
	}{
		{doc.Paragraph{Text: []doc.Span{{Text: "See "}, {Text: "it", Link: "https://example.org/a%20b"}, {Text: "."}}},
			"P(See Link(it →https://example.org/a b) .)"},
		{doc.List{Ordered: true, Items: []doc.Item{{Text: doc.T("one"), Sub: &doc.List{Items: []doc.Item{{Text: doc.T("two")}}}}}},
			"L.Decimal(LI(Lbl(1.) LBody(P(one) L.None(LI(Lbl(–) LBody(P(two)))))))"},
		{doc.Facts{Items: []doc.Fact{{Term: "T", Text: doc.T("what")}}}, "L.None(LI(Lbl(T) LBody(what)))"},
		{doc.Quote{Text: "said", Source: "A1"}, "BlockQuote(P(said) P(A1))"},
		{doc.Answers{Items: []doc.Answer{{ID: "A1", Question: "Which?", Said: doc.T("That")}, {ID: "A2", Question: "Who?", Said: doc.T("We")}}}, "P(A1 Which? That) P(A2 Who? We)"},
		{doc.Code{Text: "a\nb"}, "P(Code(a b))"},
		{doc.Callout{Title: "Note", Blocks: []doc.Block{doc.Paragraph{Text: doc.T("well")}}}, "Div(P(Note) P(well))"},
		{doc.Table{Caption: "C", RowHead: true, Columns: []doc.Column{{Title: "A"}, {Title: "B"}}, Rows: []doc.Row{{Cells: [][]doc.Span{doc.T("x"), nil}}}},
			"Table(Caption(C) THead(TR(TH.Column(A) TH.Column(B))) TBody(TR(TH.Row(x) TD())))"},
		{doc.Table{Columns: []doc.Column{{Title: "A"}}, Empty: "None."}, "Table(THead(TR(TH.Column(A))) TBody(TR(TD(None.))))"},
		{doc.Figure{Caption: "F", Alt: "x", Plot: doc.Grid{RowTitle: "R", Rows: []string{"r"}, Cols: []string{"c"}, Cells: [][]doc.GridCell{{{Text: "t"}}}}},
			"Div(Caption(F) Figure() Table(THead(TR(TH.Column(R) TH.Column(c))) TBody(TR(TH.Row(r) TD(t)))))"},
	} {
		got := outline(t, doc.Document{Title: "D", Lang: "en-AU", Blocks: []doc.Block{c.block}})
		want := "Document(H1(D) " + c.want + ")"
		if got = strings.ReplaceAll(got, "a  b", "a b"); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestHeadingsMakeSectionsAndNotesHaveTheirOwn(t *testing.T) {
	got := outline(t, doc.Document{Title: "D", Lang: "en-AU", Blocks: []doc.Block{
		doc.Heading{Level: 2, Text: "A", ID: "a"}, doc.Heading{Level: 3, Text: "B", ID: "b"},
		doc.Paragraph{Text: []doc.Span{{Text: "x"}, {Note: 1}}},
		doc.Heading{Level: 2, Text: "C", ID: "c"},
		doc.Notes{Items: []doc.Note{{N: 1, Text: doc.T("y")}}},
	}})
	want := "Document(H1(D) Sect(H2(A) Sect(H3(B) P(x Reference(Link([1] →Note 1))))) " +
		"Sect(H2(C) Note._note-1(Lbl(Link([1] →Back to the reference to note 1) ) P(y))))"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What goes on over pages stays one element: a paragraph, a row taller than a page.
func TestWhatGoesOnOverPagesIsOneElement(t *testing.T) {
	row := doc.Row{Cells: [][]doc.Span{long(3000)}}
	w := drawn(t, doc.Document{Title: "D", Lang: "en-AU", Blocks: []doc.Block{doc.Paragraph{Text: long(3000)},
		doc.Table{Columns: []doc.Column{{Title: "A"}}, Rows: []doc.Row{row}}}})
	pages := map[string][]int{}
	var visit func(e *tagged.Element)
	visit = func(e *tagged.Element) {
		for _, k := range e.Kids {
			if k.Element != nil {
				visit(k.Element)
			} else if k.Mark != nil {
				pages[e.Type] = append(pages[e.Type], k.Mark.Page)
			}
		}
	}
	visit(&w.root.Element)
	for _, kind := range []string{"P", "TD"} {
		if p := pages[kind]; len(p) < 3 || !slices.IsSorted(p) || len(slices.Compact(slices.Clone(p))) != len(p) {
			t.Errorf("the %s is on pages %v, want one mark on each of several", kind, p)
		}
	}
	if len(pages["TH"]) != 1 {
		t.Errorf("the head has %d marks, want 1: where it is repeated it is an artifact", len(pages["TH"]))
	}
}

// chapters is a document with n sections of half a page.
func chapters(n int) doc.Document {
	d := doc.Document{Title: "Chapters", Lang: "en-AU", Label: "Public"}
	for i := range n {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: fmt.Sprintf("Chapter %d", i+1), ID: fmt.Sprintf("c%d", i+1)}, doc.Paragraph{Text: long(200)})
	}
	return d
}

// broad is a table of n columns that need room.
func broad(n, rows int) doc.Table {
	t := doc.Table{Caption: "Broad", RowHead: true}
	row := doc.Row{}
	for i := range n {
		t.Columns = append(t.Columns, doc.Column{Title: fmt.Sprintf("Responsibilities %d", i)})
		row.Cells = append(row.Cells, doc.T("Implementation of authentication"))
	}
	for range rows {
		t.Rows = append(t.Rows, row)
	}
	return t
}

// A face of which more glyphs are shown than have one first byte still says each of them.
func TestManyRunesOfAFace(t *testing.T) {
	var b strings.Builder
	for r := rune(0xa1); r < 0x587; r++ {
		if spare.has(r) && sans.has(r) {
			b.WriteRune(r)
		}
	}
	d := doc.Document{Title: "Runes", Lang: "en-AU", Blocks: []doc.Block{doc.Paragraph{Text: doc.T(b.String())}}}
	w := drawn(t, d)
	if n := len(w.fonts[0].Runes); n < 2*256 {
		t.Fatalf("%d glyphs prove nothing", n)
	}
	printed := mustPrint(t, d).Bytes
	for _, p := range check.File(printed) {
		t.Error(p)
	}
	read, err := check.Open(printed)
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, text := range read.Texts() {
		said += text.Text
	}
	if !strings.Contains(strings.ReplaceAll(said, " ", ""), b.String()) {
		t.Errorf("the tree says %q", said)
	}
}

// The encoding of our fonts is broken in one way after the other, and the checker says how.
func TestCheckerReadsEncodings(t *testing.T) {
	for _, c := range []struct{ condition, before, after string }{
		{"31-030", "<20> <7E> 1\n", "<20> <7E> 0\n"},
		{"31-011", "<20> <7E> 1\n", "<20> <7E> 9999\n"},
		{"10-001", "<20> <7E>\n", "<30> <7E>\n"},
		{"31-007", "/WMode 0", "/WMode 1"},
		{"31-006", "<20> <7E> 1\n", "<20> <7E 1\n"},
	} {
		d, err := check.Open(mustPrint(t, report()).Bytes)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, o := range d.Objects {
			if s, ok := o.(*check.Stream); ok && bytes.Contains(s.Data, []byte("/CMapName /Mixed")) {
				s.Data = bytes.Replace(s.Data, []byte(c.before), []byte(c.after), 1)
				found = true
			}
		}
		if has := func(p check.Problem) bool { return p.Condition == c.condition }; !found || !slices.ContainsFunc(d.Problems(), has) {
			t.Errorf("the checker does not find %s", c.condition)
		}
	}
}
