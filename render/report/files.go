package report

import (
	"strconv"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
)

// files tells what each submission's file carries besides answers: who made it, what is hidden, where it
// leads. What the questionnaire itself came with is counted and left out. The whole list of each file
// stands on the page of its product.
func (o *office) files() doc.For[audience.Office] {
	var d draft
	d.text("Files tell more than answers: who wrote them, what is hidden in them, where they lead. Names and dates are what a program wrote into the file, and claims. The files themselves are never published.")
	d.heading(2, "By kind")
	d.add(o.traitCounts())
	d.heading(2, "By file")
	d.add(o.carriedTable())
	return o.page(&d, "What files carry", "What the file of each submission carries besides answers.")
}

// traitCounts counts the files that carry something of a kind.
func (o *office) traitCounts() doc.Table {
	t := doc.Table{Caption: "Files by what they carry", RowHead: true, Empty: "No file was received.",
		Columns: []doc.Column{{Title: "Kind", Wide: 3}, {Title: "Files", Right: true}}}
	files := map[response.TraitKind]int{}
	for r := range o.v.Rows {
		for _, kind := range response.TraitKinds {
			if r.Case != nil && carries(r.Case, kind) > 0 {
				files[kind]++
			}
		}
	}
	for _, kind := range response.TraitKinds {
		n := files[kind]
		word := sentence(string(kind))
		cell := doc.Span{Text: word}
		if n > 0 {
			cell.Link = filtered("files.html", "carried", "Kinds", word)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{cell}, doc.T(strconv.Itoa(n))}})
	}
	return t
}

// carries counts what a file carries of a kind, its own furniture left out.
func carries(c *view.Case, kind response.TraitKind) int {
	n := 0
	for _, x := range c.Traits {
		if x.Kind == kind && !x.Own {
			n++
		}
	}
	return n
}

func (o *office) carriedTable() doc.Table {
	t := doc.Table{Key: "carried", Caption: "What each file carries", RowHead: true, Empty: "No file was received.",
		Columns: []doc.Column{{Title: "File", Wide: 3}, {Title: "Product", Wide: 2}, {Title: "Kinds", Wide: 2, Filter: true}, {Title: "Things", Right: true}}}
	t.Late = func(yield func(doc.Row) bool) {
		for r := range o.v.Rows {
			if r.Case != nil && !yield(carriedRow(r)) {
				return
			}
		}
	}
	return t
}

func carriedRow(r *view.OfficeRow) doc.Row {
	var kinds []doc.Span
	total := 0
	for _, k := range response.TraitKinds {
		if n := carries(r.Case, k); n > 0 {
			kinds = append(kinds, doc.Span{Text: sentence(string(k))})
			total += n
		}
	}
	if kinds == nil {
		kinds = doc.T("Nothing but cells")
	}
	at := productPath(r.Product.ID)
	return doc.Row{Cells: [][]doc.Span{{link(r.Case.Submission.File, at+atCarried)},
		{link(r.Product.Name, at)}, eachLine(kinds), doc.T(strconv.Itoa(total))}}
}

func traitTable(c *view.Case) doc.Table {
	t := doc.Table{Caption: c.Submission.File, Empty: "It carries nothing but cells.",
		Columns: []doc.Column{{Title: "Kind", Wide: 1.2}, {Title: "Where", Wide: 1.2}, {Title: "What", Wide: 4}}}
	for _, x := range c.Traits {
		if x.Own {
			continue
		}
		t.Rows = append(t.Rows, cells(sentence(string(x.Kind)), orWord(x.Cell.InSheet(), "The file"), x.What))
	}
	return t
}
