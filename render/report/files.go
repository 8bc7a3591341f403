package report

import (
	"slices"
	"strconv"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
)

// Files tells the office what each submission's file carries besides answers: who made it, what is hidden,
// where it leads. What the questionnaire itself came with is counted and left out.
func Files(v view.Office) doc.For[audience.Office] {
	var d draft
	d.text("Files tell more than answers: who wrote them, what is hidden in them, where they lead. Names and dates are what a program wrote into the file, and claims. The files themselves are never published.")
	d.heading(2, "By kind")
	d.add(traitCounts(v))
	for _, r := range v.Rows {
		if r.Case == nil {
			continue
		}
		d.heading(2, r.Product.Name)
		d.add(traitTable(r.Case))
	}
	return seal(v.Reader, d.document(v.Occasion, "What files carry", v.Occasion.Title, v.Reader.Label(),
		"What the file of each submission carries besides answers."))
}

// traitCounts counts the files that carry something of a kind.
func traitCounts(v view.Office) doc.Table {
	t := doc.Table{Caption: "Files by what they carry", RowHead: true, Empty: "No file was received.",
		Columns: []doc.Column{{Title: "Kind", Wide: 3}, {Title: "Files", Right: true}}}
	for _, kind := range response.TraitKinds {
		n := 0
		for _, r := range v.Rows {
			if r.Case != nil && slices.ContainsFunc(r.Case.Traits, func(x response.Trait) bool { return x.Kind == kind && !x.Own }) {
				n++
			}
		}
		t.Rows = append(t.Rows, cells(sentence(string(kind)), strconv.Itoa(n)))
	}
	return t
}

func traitTable(c *view.Case) doc.Table {
	t := doc.Table{Caption: c.Submission.File, Empty: "It carries nothing but cells.",
		Columns: []doc.Column{{Title: "Kind", Wide: 1.2}, {Title: "Where", Wide: 1.2}, {Title: "What", Wide: 4}}}
	for _, x := range c.Traits {
		if x.Own {
			continue
		}
		where := x.Cell.InSheet()
		if where == "" {
			where = "The file"
		}
		t.Rows = append(t.Rows, cells(sentence(string(x.Kind)), where, x.What))
	}
	return t
}
