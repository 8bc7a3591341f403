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
	if r.Case != nil {
		o.result(&d, r.Case.Assessment)
		o.reviewed(&d, r.Case)
		d.heading(2, "Expiries")
		d.add(o.expiryTable(r))
		d.heading(2, "Obligations with a day")
		d.add(dueTable(r))
		d.heading(2, "Problems")
		d.add(problemTable("Problems of "+r.Case.Submission.File, o.problemsOf(r), false))
		d.heading(2, "What the file carries")
		d.add(traitTable(r.Case))
		o.changed(&d, r.Product.ID)
	}
	return o.page(&d, r.Product.Name, "Everything the office has of one product: its state, what it needs, expiries, obligations, problems and what its file carries.")
}

// taskTable is the part of the queue that is of this product.
func (o *office) taskTable(r view.OfficeRow) doc.Table {
	t := doc.Table{Caption: "Needed for this product", RowHead: true, Empty: "Nothing of this product needs anybody.",
		Columns: []doc.Column{{Title: "Needed", Wide: 1.4}, {Title: "Who", Wide: 1.4}, {Title: "Since", Wide: 1}, {Title: "By", Wide: 1}, {Title: "What", Wide: 3.4}}}
	for _, x := range o.tasks[r.Product.ID] {
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

func (o *office) expiryTable(r view.OfficeRow) doc.Table {
	t := doc.Table{Caption: "The last day each of these holds", RowHead: true, Empty: "The questionnaire gives no day on which anything expires.",
		Columns: []doc.Column{{Title: "What", Wide: 4}, {Title: "Holds until", Wide: 1.4}, {Title: "Expiry", Wide: 1.2}, {Title: "Cell", Wide: 1.2}}}
	for _, e := range r.Expiries {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(e.What), doc.T(doc.LongDate(e.On)),
			{bandSpan(view.BandOf(e.On, o.asOf))}, doc.T(e.Where.InSheet())}})
	}
	return t
}

func dueTable(r view.OfficeRow) doc.Table {
	t := doc.Table{Caption: "Due once the outcomes are granted", RowHead: true, Empty: "The outcomes recommended bring no obligation with a day.",
		Columns: []doc.Column{{Title: "Obligation", Wide: 3}, {Title: "Owed by", Wide: 1}, {Title: "Due", Wide: 1.4}, {Title: "Because of", Wide: 3}}}
	for _, x := range r.Dues {
		t.Rows = append(t.Rows, cells(x.Title, sentence(x.Owner), doc.LongDate(x.Due), list(x.APIs)))
	}
	return t
}

// problemsOf are those of the files a product's questionnaire was read from.
func (o *office) problemsOf(r view.OfficeRow) []response.Problem {
	all := o.byFile[r.Case.Submission.File]
	for _, name := range r.Case.Files {
		if name != r.Case.Submission.File {
			all = append(all[:len(all):len(all)], o.byFile[name]...)
		}
	}
	return all
}
