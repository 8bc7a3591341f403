package report

import (
	"slices"
	"strconv"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

// products is the table of every registered product, to be picked from by what its columns say.
func (o *office) products() doc.For[audience.Office] {
	var d draft
	d.text("Every registered product. A product has a line for each rating of the APIs it uses and for each outcome recommended; what its page and its report say in full is left out here. " +
		"An expiry is the first of all that the product rests on.")
	d.add(o.productTable())
	d.text(sameServices)
	return o.page(&d, "Products", "Every registered product with its status, level of confidence, recommended outcomes, reviewer and next expiry.")
}

func (o *office) productTable() doc.Table {
	t := doc.Table{Key: "products", Caption: "All registered products", RowHead: true, Empty: "No product is registered.",
		Columns: []doc.Column{{Title: "Product", Wide: 1.8}, {Title: "Provider", Wide: 1.8}, {Title: "Status", Wide: 1, Filter: true},
			{Title: "Level", Wide: 1, Filter: true}, {Title: "API risk", Wide: 1, Filter: true}, {Title: "Recommended", Wide: 1.6, Filter: true},
			{Title: "Tier", Wide: 0.6, Filter: true}, {Title: "Reviewer", Wide: 1.2, Filter: true}, {Title: "Next expiry", Wide: 1.2},
			{Title: "Expiry", Wide: 1, Filter: true}, {Title: "Domain", Wide: 1.2, Filter: true}, {Title: "Problems", Right: true}}}
	t.Late = made(o.v.Rows, o.productRow)
	return t
}

func (o *office) productRow(r *view.OfficeRow) doc.Row {
	level, key := "Not assessed", "-1"
	ratings, outcomes := doc.T(nothingSaid), doc.T("Not assessed")
	problems := nothingSaid
	if r.Case != nil {
		a := r.Case.Assessment
		level, key = levelTitle(o.v.Framework, a.Level), strconv.Itoa(a.Level)
		ratings, outcomes = o.ratings(a), o.outcomes(a)
		problems = strconv.Itoa(r.Problems)
	}
	next := r.NextExpiry()
	return doc.Row{
		Cells: [][]doc.Span{{link(r.Product.Name, productPath(r.Product.ID))}, doc.T(r.Provider.Name), {statusSpan(r.Status)},
			doc.T(level), ratings, outcomes, doc.T(o.tierWord(r.Provider.ID)), doc.T(orWord(r.Product.Reviewer, sentence(view.Nobody))),
			doc.T(dayOr(next)), {bandSpan(view.BandOf(next, o.asOf))}, doc.T(orWord(r.Product.Domain, "Not given")), doc.T(problems)},
		Keys: []string{"", "", statusKey(r.Status), key, "", "", "", "", sortDay(next), sortDay(next), "", ""},
	}
}

// statusKey sorts a status by how far a product has come.
func statusKey(s view.Status) string { return strconv.Itoa(slices.Index(view.Statuses, s) + 1) }

// ratings are those of the APIs the product uses, the highest first, a line each.
func (o *office) ratings(a assess.Assessment) []doc.Span {
	var all []doc.Span
	for _, row := range slices.Backward(o.v.Framework.Matrix) {
		if slices.ContainsFunc(a.APIs, func(x assess.APIOutcome) bool { return x.Known && x.API.Rating == row.Rating }) {
			all = append(all, doc.Span{Text: ratingTitle(o.v.Framework, row.Rating)})
		}
	}
	if all == nil {
		return doc.T("No API known")
	}
	return eachLine(all)
}

// outcomes are those recommended, the best first, a line each.
func (o *office) outcomes(a assess.Assessment) []doc.Span {
	var all []doc.Span
	for _, out := range byRank(o.v.Framework) {
		if slices.ContainsFunc(a.APIs, func(x assess.APIOutcome) bool { return x.Known && x.Outcome.ID == out.ID }) {
			all = append(all, doc.Span{Text: out.Title, Tone: outcomeTone(o.v.Framework, out), Strong: true})
		}
	}
	if all == nil {
		return doc.T("No API known")
	}
	return eachLine(all)
}
