package pdf

import (
	"fmt"
	"strings"
	"testing"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// longReport is a report on 30 controls, a page each: what was asked and answered, and what they say of it.
func longReport() doc.Document {
	d := report()
	d.Blocks = firstPage()
	for i := range 30 {
		id := fmt.Sprintf("control-%d", i)
		t := doc.Table{Columns: []doc.Column{{Title: "Asked", Wide: 4}, {Title: "Your answer", Wide: 3}, {Title: "Cell"}}}
		blocks := []doc.Block{doc.Heading{Level: 2 + min(i%5, 1), Text: fmt.Sprintf("Governance, part %d", i+1), ID: id},
			doc.Paragraph{Text: []doc.Span{{Text: "Partly met", Tone: doc.Caution}, {Text: ". All of it has been begun; some is done in part only."}}}}
		for j := range 6 {
			cell := fmt.Sprintf("Governance!C%d", 6*i+j+2)
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{
				{{Text: fmt.Sprintf("GOV-%02d", 6*i+j+1), Strong: true}, {Text: " Do you monitor vulnerability remediation for all systems that process personal data?"}},
				doc.T(fmt.Sprintf("Yes\nEvidence: ISMS-%03d v5.%d.pdf, §3.%d (%s)", 37*i%90, j, i%9, cell)), doc.T(cell)}})
			blocks = append(blocks, doc.Quote{Source: "Your explanation, " + cell,
				Text: strings.Repeat("Under the roadmap agreed with the board; Prüfbericht liegt vor, done by 30 June. ", j%3) + fmt.Sprintf("Reviewed: 2017-%02d-%02d", j+1, i+1)})
		}
		d.Blocks = append(d.Blocks, append(blocks[:2:2], append([]doc.Block{t}, blocks[2:]...)...)...)
	}
	return d
}

// letter is a letter of two pages.
func letter() doc.Document {
	d := report()
	d.Title, d.Blocks = "Please complete your answers on Ledgerline Payroll Cloud", []doc.Block{
		doc.Facts{Items: []doc.Fact{{Term: "To", Text: doc.T("Harbour & Finch Software Pty Ltd")}, {Term: "Please answer by", Text: []doc.Span{{Text: "14 November 2017", Strong: true}}}}},
		doc.Paragraph{Text: doc.T("Dear Harbour & Finch Software Pty Ltd,")},
		doc.Heading{Level: 2, Text: "What we ask", ID: "ask"}, controls(12),
		doc.Heading{Level: 2, Text: "If you see it otherwise", ID: "otherwise"},
		doc.Paragraph{Text: doc.T(strings.Repeat("You do not have to change an answer that is right. Write in the comment beside it why it should be seen otherwise. ", 4))},
		doc.Notes{Items: []doc.Note{{N: 1, Text: doc.T("As the framework says.")}, {N: 2, Text: doc.T("As you say.")}}},
	}
	return d
}

// answered is a report on five parts of 36 questions, each with its answer and what they give: as long as those of
// a round to measure with.
func answered() doc.Document {
	d := report()
	d.Blocks = firstPage()
	for i, part := range []string{"Governance", "Access control", "Data protection", "Operations", "Continuity"} {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: part, ID: fmt.Sprintf("part-%d", i)}, controls(8))
		for j := range 6 {
			d.Blocks = append(d.Blocks, doc.Heading{Level: 3, Text: fmt.Sprintf("%s, control %d", part, j+1), ID: fmt.Sprintf("control-%d-%d", i, j)},
				doc.Paragraph{Text: []doc.Span{{Text: "Partly met", Tone: doc.Caution}, {Text: ". 2 of 6 questions are answered with no; the weight of the control is 3."}}},
				answersOf(6*i+j))
		}
	}
	return d
}

// answersOf are those to the six questions of a control.
func answersOf(control int) doc.Answers {
	var out doc.Answers
	for i := range 6 {
		n := 6*control + i
		a := doc.Answer{ID: fmt.Sprintf("GOV-%02d", n+1), Said: []doc.Span{{Text: []string{"Yes", "No", "Partial", "N/A"}[n*n%4], Strong: true}, {Text: fmt.Sprintf(" Governance!C%d", n+2)}},
			Question: "Do you monitor vulnerability remediation for all systems that process personal data in line with ISO/IEC 27001:2022 Annex A?"}
		if i%2 == 0 {
			a.Said = append(a.Said, doc.Span{Text: fmt.Sprintf("\nISMS-%03d v5.%d.pdf, §3.%d – Prüfbericht liegt vor, reviewed 2017-%02d-03. ", 37*n%90, i, n%9, i+1) + strings.Repeat("Under the roadmap agreed with the board; done by 30 June. ", n%4)})
		}
		out.Items = append(out.Items, a)
	}
	return out
}

func BenchmarkPrintLong(b *testing.B)   { benchmarkPrint(b, longReport()) }
func BenchmarkPrintLetter(b *testing.B) { benchmarkPrint(b, letter()) }

func BenchmarkPrintAnswers(b *testing.B) { benchmarkPrint(b, answered()) }

// Setting is all but what package tagged does: from the document to pages, links, bookmarks and fonts.
func BenchmarkSetAnswers(b *testing.B) { benchmarkSet(b, answered()) }
func BenchmarkSetLetter(b *testing.B)  { benchmarkSet(b, letter()) }

func benchmarkSet(b *testing.B, d doc.Document) {
	b.ReportAllocs()
	for b.Loop() {
		s := newSetter(d.Blocks)
		if _, err := write(s, d); err != nil {
			b.Fatal(err)
		}
		s.free()
	}
}

func benchmarkPrint(b *testing.B, d doc.Document) {
	p := mustPrint(b, d)
	pages := len(drawn(b, d).contents)
	b.ReportAllocs()
	for b.Loop() {
		mustPrint(b, d)
	}
	b.ReportMetric(float64(len(p.Bytes)), "bytes/doc")
	b.ReportMetric(float64(pages), "pages/doc")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
}

// BenchmarkFinish is the second pass alone: over a report, and over a letter, which is mostly fonts.
func BenchmarkFinish(b *testing.B) {
	for name, d := range map[string]doc.Document{"report": longReport(), "letter": letter()} {
		b.Run(name, func(b *testing.B) {
			w, err := write(newSetter(d.Blocks), d)
			if err != nil {
				b.Fatal(err)
			}
			size := 0
			b.ReportAllocs()
			for b.Loop() {
				done, err := tagged.Finish(w.raw, &w.root.Element, w.about(d, nil))
				if err != nil {
					b.Fatal(err)
				}
				size = len(done)
			}
			b.ReportMetric(float64(size), "bytes/doc")
		})
	}
}
