package report

import (
	"iter"
	"net/url"
	"slices"
	"strings"
	"sync"

	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/doc"
)

// Desk makes the office's own pages of what it knows of a round.
type Desk struct{ o *office }

// NewDesk prepares the pages. Report gives the path of a product's report below the root of the edition, "" where
// there is none.
func NewDesk(v view.Office, report func(product string) string) Desk {
	return Desk{newOffice(v, report)}
}

// Pages are the desk and the tables the office works with, each made when it is printed. What they say of a product is
// in its brief row.
func (k Desk) Pages(c view.Consultation[audience.Office]) []Page[audience.Office] {
	o := k.o
	pages := []Page[audience.Office]{
		{Title: "Desk", Path: "index.html", Late: o.desk},
		{Title: "Products", Path: "products.html", Late: o.products},
		{Title: "Decisions", Path: "decisions.html", Late: o.decisions},
		{Title: "Matrix", Path: "matrix.html", Late: o.matrix},
		{Title: "Evidence", Path: "evidence.html", Late: o.evidence},
		{Title: "Access", Path: "access.html", Late: o.access},
		{Title: "Calendar", Path: "calendar.html", Late: func() doc.For[audience.Office] { return o.calendar(c) }},
		{Title: "Obligations", Path: "obligations.html", Parent: "calendar.html", Late: o.obligations},
		{Title: "Enquiries", Path: enquiriesPath, Late: o.enquiries},
		{Title: "Staff", Path: staffPath, Parent: enquiriesPath, Late: o.staff},
		{Title: "Service model", Path: tiersPath, Late: o.tiers},
		{Title: "Criteria", Path: criteriaPath, Parent: tiersPath, Late: o.criteria},
		{Title: "Problems", Path: "problems.html", Late: o.problems},
		{Title: "Files", Path: "files.html", Late: o.files},
	}
	return append(pages, o.changes()...)
}

// Product is the page on one product; it needs the whole row.
func (k Desk) Product(r view.OfficeRow) Page[audience.Office] {
	p := ProductHead(r.Product)
	p.Document = k.o.product(r)
	return p
}

// ProductHead says where the page on a product lies and what it is called.
func ProductHead(p round.Product) Page[audience.Office] {
	return Page[audience.Office]{Title: p.Name, Path: productPath(p.ID), Parent: "products.html"}
}

// productPath is where the office's page on a product lies. Its report stands beside it.
func productPath(id string) string { return "products/" + id + "/index.html" }

// office is what the office's pages are made of, with what belongs to each product found beforehand.
type office struct {
	v      view.Office
	report func(product string) string
	asOf   date.Date
	// What follows is made when it is first asked for.
	byFile func() map[string][]response.Problem // by file
	tasks  func() map[string][]view.Task        // by product
}

func newOffice(v view.Office, report func(string) string) *office {
	return &office{v: v, report: report, asOf: v.Occasion.AsOf,
		byFile: sync.OnceValue(func() map[string][]response.Problem {
			return grouped(v.Problems, func(p response.Problem) string { return p.Cell.File })
		}),
		tasks: sync.OnceValue(func() map[string][]view.Task {
			return grouped(v.Queue, func(t view.Task) string { return t.Product.ID })
		})}
}

// made are the rows of a table, each made of a value when it is asked for.
func made[T any](all iter.Seq[T], row func(T) doc.Row) iter.Seq[doc.Row] {
	return func(yield func(doc.Row) bool) {
		for x := range all {
			if !yield(row(x)) {
				return
			}
		}
	}
}

// grouped are values by what they belong to.
func grouped[T any](all []T, to func(T) string) map[string][]T {
	by := map[string][]T{}
	for _, x := range all {
		by[to(x)] = append(by[to(x)], x)
	}
	return by
}

// names are those of products, by id.
func (o *office) names() map[string]string {
	names := map[string]string{}
	for r := range o.v.Rows {
		names[r.Product.ID] = r.Product.Name
	}
	return names
}

// counts are of all problems.
func (o *office) counts() []response.Tally {
	return slices.Concat(response.Tallies(o.v.Problems), o.v.Tallied)
}

// page seals a document of the office.
func (o *office) page(d *draft, title, description string) doc.For[audience.Office] {
	return seal(o.v.Reader, d.document(o.v.Occasion, title, o.v.Occasion.Title, o.v.Reader.Label(), description))
}

// nothingSaid stands in a cell that nothing can be said in.
const nothingSaid = "–"

// orWord is the word given where a text is empty, so that it can be picked in a filter.
func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}

// filtered leads to a table of a page with only the rows whose cells say so: pairs of a column's title and
// the text of a cell, or of a line of one.
func filtered(page, key string, pairs ...string) string {
	var b strings.Builder
	b.WriteString(page + "#" + key)
	for i := 0; i+1 < len(pairs); i += 2 {
		b.WriteString(map[bool]string{true: "?", false: "&"}[i == 0])
		b.WriteString(queryText(doc.Slug(pairs[i])) + "=" + queryText(pairs[i+1]))
	}
	return b.String()
}

func queryText(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// counted is a number of things, which leads to them where there are any.
func counted(n int, one, many, to string) doc.Span {
	s := doc.Span{Text: number(n, one, many)}
	if n > 0 {
		s.Link = to
	}
	return s
}

// eachLine are the spans of a cell, each on a line of its own.
func eachLine(spans []doc.Span) []doc.Span {
	var all []doc.Span
	for i, s := range spans {
		if i > 0 {
			all = append(all, doc.Span{Text: "\n"})
		}
		all = append(all, s)
	}
	return all
}

func statusSpan(s view.Status) doc.Span {
	tone := map[view.Status]doc.Tone{view.Received: doc.Good, view.Incomplete: doc.Caution, view.Asked: doc.Caution,
		view.Granted: doc.Good, view.GrantedWithConditions: doc.Good, view.Lapsed: doc.Bad}[s] // neutral otherwise
	return doc.Span{Text: sentence(string(s)), Tone: tone, Strong: true}
}

// bandSpan says how near an expiry is.
func bandSpan(b view.Band) doc.Span {
	switch b {
	case view.Expired:
		return doc.Span{Text: sentence(string(b)), Tone: doc.Bad, Strong: true}
	case view.In30Days:
		return doc.Span{Text: sentence(string(b)), Tone: doc.Caution, Strong: true}
	}
	return doc.Span{Text: sentence(string(b))}
}

// dayOr is a date as readers know it.
func dayOr(d date.Date) string { return orWord(doc.LongDate(d), nothingSaid) }

// sortDay sorts a date; one that is not known stands behind all others.
func sortDay(d date.Date) string { return orWord(d.String(), "9999-99-99") }

// problemCounts are how many problems there are, and how many of them must be put right.
func (o *office) problemCounts() (all, errors int) {
	for _, t := range o.counts() {
		all += t.N
		if t.Severity == response.Error {
			errors += t.N
		}
	}
	return all, errors
}
