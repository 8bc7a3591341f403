package report

import (
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

// ProviderPages are the pages of one provider's edition besides its reports. Report gives the path of a
// product's report below the root of the edition.
func ProviderPages(v view.Provider, report func(product string) string) []Page[audience.Provider] {
	return []Page[audience.Provider]{{Title: "Your products", Path: "index.html", Document: ProviderHome(v, report)}}
}

// ProviderHome is the first page of one provider's edition.
func ProviderHome(v view.Provider, report func(product string) string) doc.For[audience.Provider] {
	var d draft
	d.text("These are the assessment reports on your products in %s. They are for you and %s only.", v.Occasion.Title, v.Occasion.Office.Name)
	t := doc.Table{Caption: "Your products", RowHead: true, Empty: "No questionnaire of yours could be read in this round.",
		Columns: []doc.Column{{Title: "Product", Wide: 2}, {Title: "Level of confidence", Wide: 1.4}, {Title: "Recommended", Wide: 3}, {Title: "Problems", Right: true}}}
	for _, p := range v.Products {
		a := &assessment{f: v.Framework, v: v, p: p, a: p.Assessment}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{{Text: p.Name, Link: report(p.ID)}}, doc.T(levelTitle(v.Framework, p.Assessment.Level)),
			doc.T(strings.ReplaceAll(a.headline(), "; ", "\n")), doc.T(strconv.Itoa(len(p.Check.Problems)))}})
	}
	d.add(t)
	d.heading(2, "Letters to you")
	d.add(letterTable(v))
	d.heading(2, "If something is not right")
	d.text("You can correct an answer and send the questionnaire again, or explain beside a finding why it should be seen otherwise. Nothing is decided before you had the opportunity.")
	d.add(providerContact(v))
	return seal(v.Reader, d.document(v.Occasion, "Your assessment reports", v.Name, v.Reader.Label(), "The assessment reports on the products of "+v.Name+"."))
}
