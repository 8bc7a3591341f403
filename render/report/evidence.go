package report

import (
	"slices"
	"strings"

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
	d.text("Every piece of evidence that products rest on, with the last day it counts, counted from %s. Evidence still counts on its last day. The rule of its kind tells that day, where the table says nothing else.", doc.LongDate(o.asOf))
	d.heading(2, "How long evidence counts")
	d.add(o.ageing())
	d.heading(2, "All evidence")
	var all []piece
	for r := range o.v.Rows {
		for k := range r.Evidence {
			all = append(all, piece{r, &r.Evidence[k]})
		}
	}
	slices.SortStableFunc(all, func(a, b piece) int { return compareDays(a.Until, b.Until) })
	t := doc.Table{Key: "evidence", Caption: "Evidence by product", Empty: "No product offers evidence.",
		Columns: append([]doc.Column{{Title: "Product", Wide: 1.6}}, evidenceColumns()...)}
	for _, p := range capped(&d, all) {
		r := evidenceRow(*p.Evidence, o.asOf)
		r.Cells = append([][]doc.Span{{link(p.row.Product.Name, productPath(p.row.Product.ID))}}, r.Cells...)
		r.Keys = append([]string{""}, r.Keys...)
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

// evidenceColumns are those of the register of evidence; readers pick by kind and band.
func evidenceColumns() []doc.Column {
	return []doc.Column{{Title: "Evidence", Wide: 1.9}, {Title: "Kind", Wide: 1, Filter: true}, {Title: "Its day", Wide: 1.1}, {Title: "Counts until", Wide: 1.1},
		{Title: "Expiry", Wide: 1, Filter: true}, {Title: "Rests on it", Wide: 1.4}, {Title: "Cell", Wide: 1}, {Title: "Kept by", Wide: 1.2}}
}

func evidenceRow(e assess.Evidence, asOf date.Date) doc.Row {
	last := until(e)
	if e.Expires.IsZero() && (e.Rule == nil || e.Rule.Printed) {
		last = nothingSaid // the band says so already
	}
	return doc.Row{
		Cells: [][]doc.Span{doc.T(e.Name()), doc.T(kindOf(e)), doc.T(dayOr(e.Issued)), doc.T(last), {bandSpan(view.BandOf(e.Until, asOf))}, doc.T(restsOn(e)),
			doc.T(orWord(e.Place.InSheet(), nothingSaid)), doc.T(orWord(e.Owner, nothingSaid))},
		Keys: []string{"", "", sortDay(e.Issued), sortDay(e.Until), "", "", "", ""},
	}
}

func kindOf(e assess.Evidence) string { return orWord(e.Kind.Label, "Not given") }

// restsOn names the questions whose answers name a piece.
func restsOn(e assess.Evidence) string { return orWord(list(e.Questions), "No answer names it") }

// until is the last day a piece counts, the day it states where that is another, and why where its kind does
// not tell; just why where no day follows from it.
func until(e assess.Evidence) string {
	if e.Until.IsZero() {
		return e.Why
	}
	words := doc.LongDate(e.Until)
	if !e.Expires.IsZero() && e.Expires != e.Until {
		words += "\nStates " + doc.LongDate(e.Expires)
	}
	if !ofKind(e) {
		words += "\n" + e.Why
	}
	return words
}

// ofKind says that a piece counts as long as the rule of its kind says.
func ofKind(e assess.Evidence) bool { return e.Rule != nil && e.Why == e.Rule.Reason }

// evidenceTable lists all evidence of one product, what ends first at the top, then the rules of its kinds.
func evidenceTable(all []assess.Evidence, asOf date.Date) []doc.Block {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b assess.Evidence) int { return compareDays(a.Until, b.Until) })
	t := doc.Table{Caption: "Evidence and the last day it counts", RowHead: true, Empty: "The questionnaire offers no evidence.",
		Columns: []doc.Column{{Title: "Evidence", Wide: 2.6}, {Title: "Kind", Wide: 1.1}, {Title: "Its day", Wide: 1.65}, {Title: "Counts until", Wide: 1.65},
			{Title: "Rests on it", Wide: 0.7}, {Title: "Kept by, cell", Wide: 2}}}
	var rules []rule
	for _, e := range all {
		kept := strings.Trim(e.Owner+", "+e.Place.InSheet(), ", ")
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(e.Name()), doc.T(kindOf(e)), doc.T(dayOr(e.Issued)), counts(e, asOf),
			doc.T(restsOn(e)), doc.T(orWord(kept, nothingSaid))}})
		if ofKind(e) {
			rules = withKind(rules, kindOf(e), e.Why)
		}
	}
	if rules == nil {
		return []doc.Block{t}
	}
	said := doc.List{}
	for _, r := range rules {
		said.Items = append(said.Items, doc.Item{Text: []doc.Span{strong(sentence(list(r.kinds)) + ":"), {Text: " " + r.why}}})
	}
	return []doc.Block{t, doc.Paragraph{Text: doc.T("How long a kind counts, where the table says nothing else:")}, said}
}

// rule is why pieces of some kinds count as long as they do.
type rule struct {
	kinds []string
	why   string
}

// withKind adds a kind to the rules.
func withKind(rules []rule, kind, why string) []rule {
	for i, r := range rules {
		if r.why == why {
			if !slices.Contains(r.kinds, kind) {
				rules[i].kinds = append(r.kinds, kind)
			}
			return rules
		}
	}
	return append(rules, rule{[]string{kind}, why})
}

// counts is until when a piece counts, marked when that is near or past.
func counts(e assess.Evidence, asOf date.Date) []doc.Span {
	spans := doc.T(until(e))
	if band := view.BandOf(e.Until, asOf); band != view.Later && band != view.NoneStated {
		spans = append(spans, doc.Span{Text: "\n"}, bandSpan(band))
	}
	return spans
}

// offered is the heading of the evidence in a report.
const offered = "Evidence you offered and how long it counts"

// evidence tells the provider how long each piece counts.
func (a *assessment) evidence() {
	a.heading(2, offered)
	all := a.v.Evidence(a.p)
	if len(all) == 0 {
		a.text("The questionnaire offers no evidence in its list, and no answer gives a day that evidence ends.")
		return
	}
	a.text("Counted from the day of this assessment, %s. Evidence still counts on its last day. Send what replaces it before then. What ends within %d days is marked.", doc.LongDate(a.a.AsOf), view.Ahead)
	a.add(evidenceTable(all, a.a.AsOf)...)
}

// listedAsEvidence says that the table of evidence has all that the rows answering a question say.
func (a *assessment) listedAsEvidence(g *told) bool {
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
