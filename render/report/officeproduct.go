package report

import (
	"strconv"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
)

// Where on a product's page its problems and what its file carries stand; other pages lead there.
const (
	atProblems = "#problems"
	atCarried  = "#what-the-file-carries"
)

// product is all the office has of one product, besides its report.
func (o *office) product(r view.OfficeRow) doc.For[audience.Office] {
	var d draft
	d.add(o.productFacts(r))
	d.heading(2, "What it needs")
	d.add(o.taskTable(r))
	d.heading(2, "Access")
	d.add(o.accessTable(r))
	if r.Case != nil {
		o.result(&d, r.Case.Assessment)
		o.reviewed(&d, r.Case)
		d.heading(2, "Evidence")
		d.add(evidenceTable(r.Evidence, o.asOf)...)
		d.heading(2, "Obligations")
		d.add(owedTable(r.Owed))
		d.heading(2, "Problems")
		d.add(problemTables("Problems of "+r.Case.Submission.File, o.problemsOf(r), false, nil)...)
		d.heading(2, "What the file carries")
		d.add(traitTable(r.Case))
		o.changed(&d, r.Product.ID)
	}
	d.heading(2, "What happened and what is due")
	d.add(o.happened(r))
	return o.page(&d, r.Product.Name, "Everything the office has of one product: its state, what it needs, what is open, evidence, obligations, problems, what its file carries and what happened.")
}

// taskTable is the part of the queue that is of this product.
func (o *office) taskTable(r view.OfficeRow) doc.Table {
	t := doc.Table{Caption: "Needed for this product", RowHead: true, Empty: "Nothing of this product needs anybody.",
		Columns: []doc.Column{{Title: "Needed", Wide: 1.4}, {Title: "Who", Wide: 1.4}, {Title: "Since", Wide: 1}, {Title: "By", Wide: 1}, {Title: "What", Wide: 3.4}}}
	for _, x := range o.tasks()[r.Product.ID] {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{needSpan(x.Need)}, {whoSpan(x)}, doc.T(dayOr(x.Since)), doc.T(dayOr(x.By)), o.what(x)}})
	}
	return t
}

func (o *office) productFacts(r view.OfficeRow) doc.Facts {
	items := []doc.Fact{
		{Term: "Provider", Text: doc.T(r.Provider.Name)},
		{Term: "Contact", Text: contactOf(r)},
		{Term: "Tier", Text: o.tierAndContact(r.Provider.ID)},
		{Term: "Reviewer", Text: doc.T(orWord(r.Product.Reviewer, sentence(view.Nobody)))},
		{Term: "Domain", Text: doc.T(orWord(r.Product.Domain, "Not given"))},
		{Term: "Named in public", Text: doc.T(map[bool]string{true: "Yes, as registered", false: "No"}[r.Product.Listed])},
		{Term: "Status", Text: []doc.Span{statusSpan(r.Status)}},
		{Term: "With", Text: doc.T(sentence(r.Who))},
		{Term: "Since", Text: doc.T(dayOr(r.Since))},
	}
	if r.Case == nil {
		return doc.Facts{Items: append(items, doc.Fact{Term: "Due", Text: doc.T(orWord(doc.LongDate(o.v.Occasion.Due), "No day was set"))})}
	}
	report := doc.Span{Text: "Assessment report", Link: o.report(r.Product.ID)}
	return doc.Facts{Items: append(items,
		doc.Fact{Term: "File", Text: doc.T(r.Case.Submission.File)},
		doc.Fact{Term: "Completed on", Text: doc.T(orNot(doc.LongDate(r.Case.Submission.Completed)))},
		doc.Fact{Term: "Level of confidence", Text: doc.T(levelTitle(o.v.Framework, r.Case.Assessment.Level))},
		doc.Fact{Term: "Report", Text: []doc.Span{report}})}
}

func contactOf(r view.OfficeRow) []doc.Span {
	spans := doc.T(orWord(r.Provider.Contact, "Not given"))
	if r.Provider.Email != "" {
		spans = append(spans, doc.Span{Text: ", "}, link(r.Provider.Email, "mailto:"+r.Provider.Email))
	}
	return spans
}

// result is the level of each dimension and the outcome for each API, without the reasons.
func (o *office) result(d *draft, a assess.Assessment) {
	d.heading(2, "Result in short")
	levels := doc.Table{Caption: "Level by dimension", RowHead: true, Empty: "The framework has no dimensions.",
		Columns: []doc.Column{{Title: "Dimension", Wide: 2}, {Title: "Level", Wide: 2}, {Title: "Score", Right: true}}}
	for _, l := range a.Levels {
		levels.Rows = append(levels.Rows, cells(l.Dimension.Title, levelTitle(o.v.Framework, l.Level), strconv.Itoa(l.Score())+"%"))
	}
	apis := doc.Table{Caption: "Recommended for each API", RowHead: true, Empty: "No API is listed in the questionnaire.",
		Columns: []doc.Column{{Title: "API", Wide: 2}, {Title: "Risk", Wide: 1}, {Title: "Recommended", Wide: 2}}}
	for _, x := range a.APIs {
		row := cells(x.API.ID, "Not known", "Not assessed")
		if x.Known {
			row = doc.Row{Cells: [][]doc.Span{doc.T(x.API.ID), doc.T(ratingTitle(o.v.Framework, x.API.Rating)),
				{{Text: x.Outcome.Title, Tone: outcomeTone(o.v.Framework, x.Outcome), Strong: true}}}}
		}
		apis.Rows = append(apis.Rows, row)
	}
	d.add(levels, apis)
}

// problemsOf are those of the files a product's questionnaire was read from.
func (o *office) problemsOf(r view.OfficeRow) []response.Problem {
	all := o.byFile()[r.Case.Submission.File]
	for _, name := range r.Case.Files {
		if name != r.Case.Submission.File {
			all = append(all[:len(all):len(all)], o.byFile()[name]...)
		}
	}
	return all
}
