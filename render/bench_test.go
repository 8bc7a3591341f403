package render_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"opframe/data/date"
	"opframe/data/intake"
	"opframe/data/sample/bulk"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
	"opframe/render/doc"
	"opframe/render/exchange"
	"opframe/render/html"
	"opframe/render/markdown"
	"opframe/render/report"
)

// bulkView is what there is to tell a provider of a round to measure with: a report of 180 answers.
func bulkView(b *testing.B) view.Provider {
	b.Helper()
	questions, provider := bulk.Questions(), bulk.Providers(2)[1]
	dir := b.TempDir()
	for name, data := range bulk.Round(questions, nil) {
		if base, ok := strings.CutPrefix(name, "framework/"); ok {
			if err := os.WriteFile(filepath.Join(dir, base), data, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	known, err := intake.Editions(dir)
	if err != nil {
		b.Fatal(err)
	}
	data, err := bulk.Workbook(questions, provider, "")
	if err != nil {
		b.Fatal(err)
	}
	shelf := intake.ShelfOf(known)
	in := shelf.Read(workbook.Set{Name: "a.xlsx", Files: []string{"a.xlsx"}}, func(string) ([]byte, error) { return data, nil }, cells.DefaultLimits())
	if in.Refused != nil {
		b.Fatal(in.Refused.What)
	}
	v, err := in.Assess(shelf, date.Date{Year: 2025, Month: 10, Day: 31})
	if err != nil {
		b.Fatal(err)
	}
	return v
}

func bulkReport(b *testing.B) doc.Document {
	v := bulkView(b)
	return report.Assessment(report.This, v, v.Products[0]).Value()
}

// siteFrame is the frame of a report in its provider's edition.
func siteFrame() html.Frame {
	files := []html.FileLink{{Label: "Assessment report", Kind: "PDF", Href: "assessment.pdf", Size: 190_000}, {Label: "Assessment report", Kind: "Markdown", Href: "assessment.md", Size: 90_000}}
	return html.Frame{Root: "../", Site: "Banksia Ledgers", Notice: "Confidential", Foot: "Everybody is fictional.", Files: files,
		Nav:    []html.Link{{Title: "Home", Href: "../index.html"}, {Title: "Register", Href: "../register.html"}, {Title: "Report", Href: "../p/assessment.html", Current: true}},
		Crumbs: []html.Link{{Title: "Banksia Ledgers", Href: "../index.html"}, {Title: "Report", Href: "../p/assessment.html", Current: true}}}
}

func BenchmarkReportHTML(b *testing.B) {
	d, f := bulkReport(b), siteFrame()
	b.ReportAllocs()
	for b.Loop() {
		page, err := html.Page(d, f)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(page)))
	}
}

func BenchmarkReportMarkdown(b *testing.B) {
	d := bulkReport(b)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(markdown.Print(d))))
	}
}

func BenchmarkReportJSON(b *testing.B) {
	v := bulkView(b)
	b.ReportAllocs()
	for b.Loop() {
		out, err := exchange.Assessment("opframe 1", v, v.Products[0])
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(out.Value())))
	}
}

// BenchmarkWalks is what a page costs besides printing it: where its links lead from there, whether it can be
// printed well, what it refers to and what can be searched.
func BenchmarkWalks(b *testing.B) {
	d := bulkReport(b)
	b.ReportAllocs()
	for b.Loop() {
		placed := doc.Rebase(d, "p/assessment.html")
		if err := doc.Check(placed); err != nil {
			b.Fatal(err)
		}
		doc.Mentioned(placed)
		doc.Sections(d)
	}
}

// BenchmarkSmallPage is a page of which the frame is most.
func BenchmarkSmallPage(b *testing.B) {
	d, f := doc.Document{Title: "Letters", Lang: "en-AU", Blocks: []doc.Block{doc.Paragraph{Text: doc.T("There are none.")}}}, siteFrame()
	b.ReportAllocs()
	for b.Loop() {
		page, err := html.Page(d, f)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(page)))
	}
}
