package report

import (
	"slices"
	"strconv"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// mostRows is how many rows a table over all products shows: a browser still sorts and filters so many at once.
// What is nearest stands first, and the rest is on the page of each product.
const mostRows = 10_000

// capped is the first of all that a table over all products shows; that some are left out is said.
func capped[T any](d *draft, all []T) []T {
	if len(all) <= mostRows {
		return all
	}
	d.text("The first %d of %d are listed here; the page of each product has all of its own.", mostRows, len(all))
	return all[:mostRows]
}

// piece is one piece of evidence with the product it is of. It points, because many are sorted.
type piece struct {
	row *view.OfficeRow
	*assess.Evidence
}

// evidence is the register of everything offered, what ends first at the top.
func (o *office) evidence() doc.For[audience.Office] {
	var d draft
	d.text("Every piece of evidence that products rest on, with the last day it counts and the rule that says so, counted from %s. Evidence still counts on its last day.", doc.LongDate(o.asOf))
	d.heading(2, "How long evidence counts")
	d.add(o.ageing())
	d.heading(2, "All evidence")
	var all []piece
	for i := range o.v.Rows {
		r := &o.v.Rows[i]
		for k := range r.Evidence {
			all = append(all, piece{r, &r.Evidence[k]})
		}
	}
	slices.SortStableFunc(all, func(a, b piece) int { return compareDays(a.Until, b.Until) })
	t := doc.Table{Key: "evidence", Caption: "Evidence by product", Empty: "No product offers evidence.",
		Columns: append([]doc.Column{{Title: "Product", Wide: 1.6}}, append(evidenceColumns(true), doc.Column{Title: "Kept by", Wide: 1.2})...)}
	for _, p := range capped(&d, all) {
		r := evidenceRow(*p.Evidence, o.asOf)
		r.Cells = append([][]doc.Span{{link(p.row.Product.Name, productPath(p.row.Product.ID))}}, append(r.Cells, doc.T(orWord(p.Owner, nothingSaid)))...)
		r.Keys = append([]string{""}, append(r.Keys, "")...)
		t.Rows = append(t.Rows, r)
	}
	d.add(t)
	return o.page(&d, "Evidence", "What each product offers as evidence, how long it counts, and by which rule.")
}

// compareDays puts days that are not known last.
func compareDays(a, b date.Date) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}

// ageing lists the framework's rules.
func (o *office) ageing() doc.Table {
	f := o.v.Framework
	t := doc.Table{Caption: "Rules of ageing", RowHead: true, Empty: "The framework has no rules: evidence counts until the day it states.",
		Columns: []doc.Column{{Title: "Evidence", Wide: 2}, {Title: "Counts", Wide: 2}, {Title: "Why", Wide: 3}, {Title: "Basis", Wide: 2}}}
	for _, a := range f.Ageing {
		what := a.Title
		if kind, ok := f.EvidenceKind(a.Kind); ok {
			what = kind.Label
		}
		long := "Until the day it states"
		switch {
		case a.Months > 0:
			long = number(a.Months, "month", "months") + " from its day"
		case a.Days > 0:
			long = number(a.Days, "day", "days") + " from its day"
		}
		t.Rows = append(t.Rows, cells(what, long, a.Reason, basis(f, a.Basis)))
	}
	return t
}

// evidenceColumns are those of a list of evidence; in a table with a key readers pick by kind and band.
func evidenceColumns(filter bool) []doc.Column {
	return []doc.Column{{Title: "Evidence", Wide: 2.6}, {Title: "Kind", Wide: 1.1, Filter: filter}, {Title: "Its day", Wide: 1.2}, {Title: "Counts until", Wide: 1.2},
		{Title: "Expiry", Wide: 0.8, Filter: filter}, {Title: "By which rule", Wide: 0.9}, {Title: "Rests on it", Wide: 0.8}, {Title: "Cell", Wide: 1.1}}
}

func evidenceRow(e assess.Evidence, asOf date.Date) doc.Row {
	rests := "No answer names it"
	if e.Questions != nil {
		rests = list(e.Questions)
	}
	until := dayOr(e.Until)
	if !e.Expires.IsZero() && e.Expires != e.Until {
		until += "\nStates " + doc.LongDate(e.Expires)
	}
	band := view.BandOf(e.Until, asOf)
	return doc.Row{
		Cells: [][]doc.Span{doc.T(e.Name()), doc.T(orWord(e.Kind.Label, "Not given")), doc.T(dayOr(e.Issued)), doc.T(until),
			{bandSpan(band)}, doc.T(byRule(e)), doc.T(rests), doc.T(orWord(e.Place.InSheet(), nothingSaid))},
		Keys: []string{"", "", sortDay(e.Issued), sortDay(e.Until), strconv.Itoa(slices.Index(view.Bands, band)), "", "", ""},
	}
}

// byRule says which rule tells how long a piece counts: that of its kind is told once beside the table.
func byRule(e assess.Evidence) string {
	if e.Rule != nil && e.Why == e.Rule.Reason {
		return "Its kind’s"
	}
	return e.Why
}

// evidenceTable lists all evidence of one product, what ends first at the top, then the rules of its kinds.
func evidenceTable(all []assess.Evidence, asOf date.Date) []doc.Block {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b assess.Evidence) int { return compareDays(a.Until, b.Until) })
	t := doc.Table{Caption: "Evidence and the last day it counts", RowHead: true, Empty: "The questionnaire offers no evidence.",
		Columns: append(evidenceColumns(false), doc.Column{Title: "Kept by", Wide: 1.2})}
	var rules doc.Facts
	for _, e := range all {
		r := evidenceRow(e, asOf)
		r.Keys = nil
		r.Cells = append(r.Cells, doc.T(orWord(e.Owner, nothingSaid)))
		t.Rows = append(t.Rows, r)
		if e.Rule != nil && e.Why == e.Rule.Reason && !slices.ContainsFunc(rules.Items, func(x doc.Fact) bool { return x.Term == e.Kind.Label }) {
			rules.Items = append(rules.Items, doc.Fact{Term: e.Kind.Label, Text: doc.T(e.Why)})
		}
	}
	if rules.Items == nil {
		return []doc.Block{t}
	}
	return []doc.Block{t, rules}
}

// offered is the heading of the evidence in a report.
const offered = "Evidence you offered and how long it counts"

// evidence tells the provider how long each piece counts.
func (a *assessment) evidence() {
	a.heading(2, offered)
	a.text("Counted from the day of this assessment, %s. Evidence still counts on its last day. Send what replaces it before then.", doc.LongDate(a.a.AsOf))
	a.add(evidenceTable(a.v.Evidence(a.p), a.a.AsOf)...)
}

// listedAsEvidence says that the table of evidence has all that the rows answering a question say.
func (a *assessment) listedAsEvidence(g assess.Ground) bool {
	if list, ok := a.f.RoleQuestion(framework.RoleEvidence); !ok || list.ID != g.Question.ID {
		return false
	}
	for _, row := range g.Answer.Value.Rows {
		for column, cell := range row.Cells {
			if cell.Raw != "" && (!cell.Understood || !slices.Contains([]string{"ref", "title", "kind", "issued", "expires", "owner"}, column)) {
				return false
			}
		}
	}
	return true
}
