// Package standalone makes the assessment report of one product in every format, for who has that report
// and nothing else of the site. Every program that makes one makes these bytes. It knows no folder: where the
// files lie is told by who writes them.
package standalone

import (
	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/exchange"
	"opframe/render/html"
	"opframe/render/markdown"
	"opframe/render/pdf"
	"opframe/render/report"
)

type reader = audience.Provider

// Report is the report on one product; the seal of the view stays on all of it. A format nobody asked for is empty.
type Report struct {
	Document doc.For[reader]
	JSON     audience.For[reader, []byte]
	PDF      audience.For[reader, pdf.Printed] // with the JSON inside
	Markdown audience.For[reader, []byte]
}

// Formats are those that a document is printed in besides its page of HTML.
type Formats struct{ PDF, Markdown, JSON bool }

// Every is all of them.
var Every = Formats{true, true, true}

// Assess prints the report on one product of a view.
func Assess(by report.Program, v view.Provider, p view.Product, in Formats) (r Report, err error) {
	r.Document = report.Assessment(by, v, p)
	var data audience.For[reader, []byte]
	if in.JSON || in.PDF {
		if data, err = exchange.Assessment(by.String(), v, p); err != nil {
			return r, err
		}
	}
	if in.JSON {
		r.JSON = data
	}
	if in.PDF {
		inside := pdf.File{Name: "assessment.json", MIME: "application/json", Description: "The assessment as data", Data: data.Value()}
		r.PDF, err = audience.Map(r.Document, func(d doc.Document) (pdf.Printed, error) { return pdf.PrintWith(d, []pdf.File{inside}) })
		if err != nil {
			return r, err
		}
	}
	if in.Markdown {
		r.Markdown, err = audience.Map(r.Document, func(d doc.Document) ([]byte, error) { return markdown.Print(d), nil })
	}
	return r, err
}

// Frame is what surrounds the page of a report that belongs to no site.
func Frame(by report.Program, v view.Provider) html.Frame {
	return html.Frame{Site: "Assessment report", Alone: true, Notice: v.Reader.Label(), Foot: "Made by " + by.String() + "."}
}

// Page is the report as one file of HTML, with the style sheet within it.
func Page(by report.Program, v view.Provider, d doc.For[reader]) (audience.For[reader, []byte], error) {
	f := Frame(by, v)
	f.Whole = true
	return audience.Map(d, func(d doc.Document) ([]byte, error) { return html.Page(d, f) })
}
