package main

import (
	"bytes"
	"path"
	"slices"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/exchange"
	"opframe/render/report"
	"opframe/site"
)

// office is the desk: everything, with every report.
func (b *builder) office(s *site.Site, reports []reported) (editionCount, error) {
	b.gather()
	v := view.ForOffice(b.round, b.edition.Framework, b.cases, b.problems)
	v.Service = b.service
	v.Baseline = b.sinceBaseline()
	c := view.OfficeConsultation(v.Occasion, b.edition.Framework, b.record)
	x := newBinder(b, v.Reader, "Office", v.Reader.Label())
	there := map[string]bool{}
	for _, r := range reports {
		there[r.product] = true
	}
	at := func(product string) string {
		if there[product] {
			return "products/" + reportPath(product)
		}
		return ""
	}
	x.add(report.OfficePages(v, c, at)...)
	for _, r := range reports {
		x.insert(reportLeaf(at(r.product), path.Join("products", r.product, home), "Assessment report", copyOf(r.printed)))
	}
	x.add(report.Disclosure(v, b.audit))
	officeLetters(x, v, reports)
	x.add(report.ConsultationPages(c, b.texts)...)
	x.searchable(v.Occasion)
	if err := x.begin(s, b.about(func(site.File) bool { return true })); err != nil {
		return editionCount{}, err
	}
	events := officeEvents(v, c)
	x.offer("calendar.html", file[audience.Office]{"calendar.ics", "Calendar", "iCalendar",
		audience.Seal(v.Reader, exchange.Calendar(v.Occasion.Title, events, v.Occasion.AsOf))})
	err := x.bind(b)
	return editionCount{"office", x.tree.Count(), path.Join("office", home)}, err
}

// officeEvents are what expires and falls due, with the meetings.
func officeEvents(v view.Office, c view.Consultation[audience.Office]) []exchange.Event {
	events := append(exchange.Events(c), exchange.Days(v.Events())...)
	slices.SortStableFunc(events, func(a, b exchange.Event) int { return a.On.Compare(b.On) })
	return events
}

// gather adds the problems of every case to those of the round, sorted by file; within a file they keep
// the order of their own check.
func (b *builder) gather() {
	for _, c := range b.cases {
		b.problems = append(b.problems, c.Check.Problems...)
	}
	slices.SortStableFunc(b.problems, func(p, q response.Problem) int { return bytes.Compare([]byte(p.Cell.File), []byte(q.Cell.File)) })
}

// copyOf hands a document on as the same bytes to another reader, who may see everything.
func copyOf(p printed[audience.Provider]) printed[audience.Office] {
	return printed[audience.Office]{document: audience.ToOffice(p.document), name: p.name, label: p.label,
		pdf: audience.ToOffice(p.pdf), markdown: audience.ToOffice(p.markdown), json: audience.ToOffice(p.json), content: audience.ToOffice(p.content)}
}
