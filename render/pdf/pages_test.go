package pdf

import (
	"fmt"
	"strings"
	"testing"

	"opframe/render/doc"
)

// laid is the pages of a document that has only these blocks.
func laid(blocks ...doc.Block) []page {
	d := doc.Document{Title: "Pages", Blocks: blocks}
	s := newSetter(blocks)
	return s.paginate(layout(s, d).boxes)
}

func long(words int) []doc.Span { return doc.T(strings.Repeat("word ", words)) }

func TestNothingStandsOutsideThePage(t *testing.T) {
	d := report()
	for _, blocks := range [][]doc.Block{d.Blocks, everywhere("Wordsworth über alles ", 9).Blocks} {
		for i, pg := range laid(blocks...) {
			for _, b := range pg.boxes {
				if b.y < topFirst || b.y+b.height > pg.sheet.bottom()+slack {
					t.Errorf("page %d: a box reaches from %.1f to %.1f, outside the text", i+1, b.y, b.y+b.height)
				}
				inside(t, pg.sheet, b.ink)
			}
		}
	}
}

// inside reports ink beyond the left and right edge of the text.
func inside(t *testing.T, on sheet, marks []ink) {
	t.Helper()
	check := func(from, to float64, what string) {
		if from < left-0.5 || to > left+on.textWidth()+0.5 {
			t.Errorf("%s stands from %.1f to %.1f, outside the text", what, from, to)
		}
	}
	for _, m := range marks {
		switch m := m.(type) {
		case *words:
			l := line{runs: m.runs}
			check(m.x, m.x+l.inked(), l.text())
		case area:
			check(m.x, m.x+m.w, "an area")
		case *picture:
			inside(t, on, m.shapes)
			inside(t, on, m.text)
		case *cells:
			for _, c := range m.texts {
				for _, l := range c.lines {
					check(c.x, c.x+l.width, "a cell")
					if l.width > c.w+slack && len(l.runs) > 1 {
						t.Errorf("a line of a cell is %.1f wide in a cell of %.1f", l.width, c.w)
					}
				}
			}
		}
	}
}

func TestEveryPageOfATableBeginsWithItsHead(t *testing.T) {
	pages := laid(controls(90))
	if len(pages) < 4 {
		t.Fatalf("%d pages, want at least 4", len(pages))
	}
	for i, pg := range pages[1:] {
		if !pg.boxes[0].again || len(pg.boxes) < 3 {
			t.Errorf("page %d begins without the head or has fewer than two rows below it", i+2)
		}
	}
}

func TestAHeadNeverEndsAPage(t *testing.T) {
	for filled := range 60 {
		blocks := paragraphs(filled)
		table := controls(5)
		table.Rows[0].Cells[2] = long(40)
		blocks = append(blocks, doc.Heading{Level: 2, Text: "Heading"}, table)
		for i, pg := range laid(blocks...) {
			switch last := textOf(pg.boxes[len(pg.boxes)-1]); {
			case last == "Heading", last == table.Caption, strings.HasPrefix(last, "Control Finding"):
				t.Errorf("%d lines before: page %d ends with %q", filled, i+1, last)
			case strings.Contains(last, "part 1 "):
				t.Errorf("%d lines before: page %d ends with the first row alone", filled, i+1)
			case strings.Contains(last, "part 4 "):
				t.Errorf("%d lines before: page %d leaves the last row alone", filled, i+1)
			}
		}
	}
}

// paragraphs is n paragraphs of a line each.
func paragraphs(n int) []doc.Block {
	blocks := make([]doc.Block, n)
	for i := range blocks {
		blocks[i] = doc.Paragraph{Text: doc.T("One line.")}
	}
	return blocks
}

// textOf is the text of one box.
func textOf(b placed) string {
	var parts []string
	for _, m := range b.ink {
		switch m := m.(type) {
		case *words:
			parts = append(parts, line{runs: m.runs}.text())
		case *cells:
			for _, c := range m.texts {
				for _, l := range c.lines {
					parts = append(parts, l.text())
				}
			}
		}
	}
	return strings.Join(strings.Fields(strings.Join(parts, "")), " ")
}

func TestARowTallerThanAPageIsSplitAndKeepsItsWords(t *testing.T) {
	table := doc.Table{Columns: []doc.Column{{Title: "A"}, {Title: "B", Wide: 2}},
		Rows: []doc.Row{{Cells: [][]doc.Span{doc.T("short"), doc.T("one")}}, {Cells: [][]doc.Span{doc.T("tall"), long(4000)}}, {Cells: [][]doc.Span{doc.T("last"), doc.T("row")}}}}
	pages := laid(table)
	n := 0
	for i, pg := range pages {
		for _, b := range pg.boxes {
			if b.y+b.height > pg.sheet.bottom()+slack {
				t.Errorf("page %d: a part of the row reaches %.1f, below the text", i+1, b.y+b.height)
			}
			for _, m := range b.ink {
				n += count(m, "word")
			}
		}
	}
	if end := textOf(pages[0].boxes[len(pages[0].boxes)-1]); !strings.HasPrefix(end, "tall word") {
		t.Errorf("the first page ends with %.20q; the tall row should begin there", end)
	}
	if n != 4000 {
		t.Errorf("%d words of the tall row are printed, want 4000", n)
	}
	if len(pages) > 4+2 {
		t.Errorf("%d pages; the parts of the row should fill their pages", len(pages))
	}
}

func count(m ink, word string) int {
	n := 0
	if c, ok := m.(*cells); ok {
		for _, t := range c.texts {
			for _, l := range t.lines {
				for _, r := range l.runs {
					n += strings.Count(r.text, word)
				}
			}
		}
	}
	return n
}

func TestAHeadTallerThanAPageIsNotRepeated(t *testing.T) {
	table := doc.Table{Columns: []doc.Column{{Title: strings.Repeat("head ", 3000)}}, Rows: []doc.Row{{Cells: [][]doc.Span{long(3000)}}}}
	for i, pg := range laid(table) {
		if pg.boxes[0].again {
			t.Errorf("page %d repeats a head that leaves no room for rows", i+1)
		}
	}
}

func TestParagraphsLeaveTwoLinesOnEachPage(t *testing.T) {
	split := 0
	for lines := 20; lines < 70; lines++ {
		code := doc.Code{Text: strings.Repeat("row\n", lines)} // in steps that no line of the paragraph shares
		for i, pg := range laid(code, doc.Paragraph{Text: long(120)}) {
			here := 0
			for _, b := range pg.boxes {
				if strings.HasPrefix(textOf(b), "word") {
					here++
				}
			}
			if here == 1 {
				t.Errorf("%d lines before: a single line of the paragraph stands on page %d", lines, i+1)
			}
			if here == 2 || here == 3 {
				split++
			}
		}
	}
	if split == 0 {
		t.Error("the paragraph is never split, so this proves nothing")
	}
}

func TestBarsTooManyForAPageAreDrawnInParts(t *testing.T) {
	b := doc.Bars{Subject: "Provider", Legend: []doc.Key{{Label: "n"}}}
	for i := range 120 {
		b.Bars = append(b.Bars, doc.Bar{Label: fmt.Sprint("Provider ", i), Values: []doc.Count{{N: float64(i)}}})
	}
	f := &flow{set: newSetter(nil), x: left, width: portrait.textWidth()}
	drawings := f.drawings(b)
	if len(drawings) < 3 {
		t.Errorf("%d drawings of 120 bars, want several", len(drawings))
	}
	for _, d := range drawings {
		if high := d.Height * portrait.textWidth(); high > portrait.body() {
			t.Errorf("a drawing is %.0f points high, more than a page", high)
		}
	}
}

func TestFramesReachAroundTheirBoxesOnEachPage(t *testing.T) {
	pages := laid(doc.Callout{Title: "Long", Blocks: []doc.Block{doc.Paragraph{Text: long(1500)}, doc.Quote{Text: "inner", Source: "A1"}}})
	if len(pages) < 2 {
		t.Fatal("the callout should need two pages")
	}
	for i, pg := range pages {
		found := frames(pg)
		if len(found) == 0 {
			t.Fatalf("page %d has no frame", i+1)
		}
		for _, b := range pg.boxes {
			if b.frame != nil && (b.y < found[0].from || b.y+b.height > found[0].to) {
				t.Errorf("page %d: a box from %.1f to %.1f is outside the frame from %.1f to %.1f", i+1, b.y, b.y+b.height, found[0].from, found[0].to)
			}
		}
	}
}
