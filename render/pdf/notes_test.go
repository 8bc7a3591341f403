package pdf

import (
	"regexp"
	"testing"

	"opframe/render/doc"
)

// A reference leads to its note, a note back to its first reference, whatever pages they are on.
func TestNotesAndReferencesLeadToEachOther(t *testing.T) {
	cell := []doc.Span{{Text: "in a cell"}, {Note: 2}}
	d := doc.Document{Title: "T", Lang: "en-AU", Blocks: []doc.Block{
		doc.Paragraph{Text: []doc.Span{{Text: "First"}, {Note: 1}, {Text: " and again"}, {Note: 1}}},
		doc.Table{Columns: []doc.Column{{Title: "A"}}, RowHead: true, Rows: []doc.Row{{Cells: [][]doc.Span{cell}}}},
		doc.Code{Text: longCode(80)},
		doc.Notes{Items: []doc.Note{{N: 1, Text: doc.T("One.")}, {N: 2}}},
	}}
	got := regexp.MustCompile(`/Subtype /Link[^>]*/Dest \[\d+ 0 R`).FindAll(drawn(t, d).raw, -1)
	if len(got) != 5 {
		t.Errorf("%d links within the document, want those of 3 references and 2 notes", len(got))
	}
	seen := map[string]int{}
	for _, dest := range got {
		seen[string(regexp.MustCompile(`\d+ 0 R`).Find(dest))]++
	}
	if len(seen) != 2 {
		t.Errorf("the links lead to %d pages (%v), want the first and the last", len(seen), seen)
	}
	diff(t, stripped(d, extract(t, d)), said(d))
}

func longCode(rows int) string {
	text := ""
	for range rows {
		text += "x\n"
	}
	return text
}
