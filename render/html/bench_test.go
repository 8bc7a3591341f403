package html

import (
	"strings"
	"testing"

	"opframe/render/doc"
)

// long is a document whose page is about 32 KB.
func long() doc.Document {
	d := report()
	reason := strings.Repeat("Every user with access signs in with two factors & more. ", 2)
	t := doc.Table{Caption: "Findings", RowHead: true, Columns: []doc.Column{{Title: "Control"}, {Title: "Finding"}, {Title: "Reason", Wide: 4}, {Title: "Weight", Right: true}}}
	for range 90 {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T("Multi-factor authentication"), {{Text: "met", Tone: doc.Good}}, doc.T(reason), doc.T("10")}})
	}
	d.Blocks = append(d.Blocks, t)
	return d
}

func BenchmarkPage32KB(b *testing.B) {
	d, f := long(), reportFrame()
	b.ReportAllocs()
	for b.Loop() {
		page, err := Page(d, f)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(page)))
	}
}

func BenchmarkBody32KB(b *testing.B) {
	d := long()
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(Body(d))))
	}
}
