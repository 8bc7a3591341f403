package report

import (
	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/review"
	"opframe/data/view"
	"opframe/render/doc"
)

// access is every API of every product, with what is open beside what was decided.
func (o *office) access() doc.For[audience.Office] {
	var d draft
	d.text("What the register says is open, beside what was decided. What does not go together stands first. A state the register does not give is not known, which is not the same as not whitelisted.")
	t := doc.Table{Key: "access", Caption: "Access by product and API", Empty: "No product uses an API.",
		Columns: append([]doc.Column{{Title: "Product", Wide: 1.6}}, accessColumns(true)...)}
	for _, x := range capped(&d, o.v.Accesses()) {
		r := accessRow(*x.Access)
		r.Cells = append([][]doc.Span{{link(x.Row.Product.Name, productPath(x.Row.Product.ID))}}, r.Cells...)
		r.Keys = append([]string{""}, r.Keys...)
		t.Rows = append(t.Rows, r)
	}
	d.add(t)
	return o.page(&d, "Access", "What is open to each product, beside what was decided, and what does not go together.")
}

func accessColumns(filter bool) []doc.Column {
	return []doc.Column{{Title: "API", Wide: 1.6}, {Title: "Environment", Wide: 1, Filter: filter}, {Title: "State", Wide: 1.1, Filter: filter}, {Title: "Since", Wide: 1},
		{Title: "Decision", Wide: 1.5, Filter: filter}, {Title: "Until", Wide: 1}, {Title: "What does not fit", Wide: 1.8, Filter: filter}}
}

func accessRow(a view.Access) doc.Row {
	gap := doc.Span{Text: "Nothing"}
	switch a.Gap {
	case view.NoGap:
	case view.NotWhitelisted:
		gap = doc.Span{Text: sentence(string(a.Gap)), Tone: doc.Caution, Strong: true}
	default:
		gap = doc.Span{Text: sentence(string(a.Gap)), Tone: doc.Bad, Strong: true}
	}
	return doc.Row{
		Cells: [][]doc.Span{doc.T(a.API), doc.T(orWord(sentence(a.Environment), "Not given")), doc.T(whitelisting(string(a.State), a.Listed)), doc.T(dayOr(a.Since)),
			doc.T(decisionWords(a.Decision, a.Verdict)), doc.T(dayOr(a.Until)), {gap}},
		Keys: []string{"", "", "", sortDay(a.Since), "", sortDay(a.Until), ""},
	}
}

func whitelisting(state string, listed bool) string {
	if !listed {
		return "Not in the register"
	}
	return orWord(sentence(state), "Not known")
}

// decisionWords says what was decided and how far that counts.
func decisionWords(s review.State, v review.Verdict) string {
	switch s {
	case review.Open:
		return "Not decided"
	case review.InForce:
		return sentence(string(v))
	}
	return sentence(string(v)) + ", " + string(s)
}

func (o *office) accessTable(r view.OfficeRow) doc.Table {
	t := doc.Table{Caption: "What is open, beside what was decided", RowHead: true, Empty: "The product uses no API.", Columns: accessColumns(false)}
	for _, a := range r.Access {
		row := accessRow(a)
		row.Keys = nil
		t.Rows = append(t.Rows, row)
	}
	return t
}

// happened is everything the files give a day for, in order.
func (o *office) happened(r view.OfficeRow) doc.Table {
	t := doc.Table{Caption: "Timeline", Empty: "No file gives a day.",
		Columns: []doc.Column{{Title: "Day", Wide: 1.1}, {Title: "What", Wide: 1.2}, {Title: "In detail", Wide: 3.4}, {Title: "Who", Wide: 1.2}, {Title: "Why", Wide: 2.4}}}
	for _, h := range o.v.Timeline(r) {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{stepDay(h.On, o.asOf)}, doc.T(sentence(string(h.Kind))), doc.T(h.What),
			doc.T(orWord(h.Who, nothingSaid)), doc.T(orWord(h.Why, nothingSaid))}})
	}
	return t
}

// stepDay is a day; what is still to come stands out.
func stepDay(on, asOf date.Date) doc.Span {
	return doc.Span{Text: doc.LongDate(on), Strong: asOf.Before(on)}
}
