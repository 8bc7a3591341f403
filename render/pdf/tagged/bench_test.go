package tagged_test

import (
	"strings"
	"testing"

	"opframe/render/pdf/tagged"
)

// longDocument has seven pages and about 700 elements, as a report with a table of all controls.
func longDocument(t testing.TB) *author {
	a := newAuthor(t, true)
	a.info.Fonts[0].Program = a.info.Fonts[0].Program[:24<<10] // as large as the subset of a report
	a.info.Fonts[0].Runes, a.info.Fonts[0].Widths = a.font.Runes[:120], a.font.Widths[:120]
	for page := range 7 {
		a.page()
		a.pdf.Bookmark("Part", min(page, 1), 40)
		a.add(a.text("H"+string(rune('1'+min(page, 1))), "A part"))
		body := group("TBody")
		for range 24 {
			row := group("TR", a.text("TH", "Control"), a.text("TD", strings.Repeat("what they say ", 5)), a.text("TD", "Yes"))
			row.Kids[0].Element.Scope = "Row"
			body.Kids = append(body.Kids, tagged.Kid{Element: row})
		}
		a.add(group("Table", body))
	}
	return a
}

func BenchmarkFinish(b *testing.B) {
	a := longDocument(b)
	raw := a.bytes(b)
	size := 0
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		done, err := tagged.Finish(raw, a.root, a.info)
		if err != nil {
			b.Fatal(err)
		}
		size = len(done)
	}
	b.ReportMetric(float64(size), "bytes/doc")
}
