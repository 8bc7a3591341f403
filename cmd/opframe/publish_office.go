package main

import (
	"errors"
	"path"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/exchange"
	"opframe/render/report"
	"opframe/site"
)

// office is the desk: everything. The pages on products something was received of are there already; the others are
// made, or are those of the last build where what they are made of has not changed. Each takes something of all products.
func (b *builder) office(x *binder[audience.Office], t *stream, open, disclosure key) (editionCount, error) {
	l, err := t.gather()
	if err != nil {
		return editionCount{}, err
	}
	counted := func() editionCount { return editionCount{"office", x.tree.Count(), path.Join("office", home)} }
	if b.cache == nil {
		err := b.officePages(x, t, l)
		return counted(), err
	}
	k, err := t.officeKey(open, disclosure)
	if err != nil {
		return editionCount{}, err
	}
	again, err := editionAgain(b, t.site, k, func() *site.Tree[audience.Office] { return x.tree })
	if again != nil || err != nil {
		return counted(), err
	}
	before := len(b.problems)
	if err := b.officePages(x, t, l); err != nil {
		return editionCount{}, err
	}
	if x.tree.Measured() { // what is told of a link hangs on a file that no key is made of
		return counted(), b.notes(t.site.Laid())
	}
	return counted(), b.cacheEdition(t.site, k, counted(), before)
}

// officePages makes the office's own pages.
func (b *builder) officePages(x *binder[audience.Office], t *stream, l lists) error {
	c := t.plan.talk
	v := t.plan.view
	v.Problems, v.Tallied = b.problems, b.tallied
	v.Rows = l.rows.All
	v = v.Queued()
	l.rows.ForgetTasks()
	if v.Baseline != nil {
		v.Baseline = &view.Baseline{Title: v.Baseline.Title, Products: b.changes(l.known)}
	}
	reported := map[string]bool{}
	for _, id := range l.products {
		reported[id] = true
	}
	desk := report.NewDesk(v, func(product string) string {
		if reported[product] {
			return "products/" + reportPath(product)
		}
		return ""
	})
	x.leaves = slices.Grow(x.leaves, len(t.plan.desk)+len(t.plan.rest)+len(b.round.Products)+len(l.products)+len(l.sent))
	x.add(desk.Pages(c)...)
	for row := range v.Rows {
		if reported[row.Product.ID] {
			x.insert(heads(report.ProductHead(row.Product))[0])
		} else {
			x.add(desk.Product(*row))
		}
	}
	for _, p := range l.products {
		x.insert(leaf[audience.Office]{Place: report.Place{Title: reportTitle, Path: "products/" + reportPath(p), Parent: path.Join("products", p, home)}})
	}
	audit, err := b.audited()
	if err != nil {
		return err
	}
	x.add(report.Disclosure(v, audit), report.OfficeLetters(v.Occasion, l.sent))
	for _, s := range l.sent {
		x.insert(leaf[audience.Office]{Place: report.Place{Title: report.LetterTitle(s.Kind), Path: s.Path, Parent: path.Join("products", s.Product, home)}})
	}
	x.add(report.ConsultationPages(c, b.texts)...)
	x.searchFrom(v.Occasion)
	if err := t.plan.same(x.leaves); err != nil {
		return err
	}
	x.offer("calendar.html", file[audience.Office]{"calendar.ics", "Calendar", "iCalendar",
		audience.Seal(v.Reader, exchange.Calendar(v.Occasion.Title, officeEvents(v, c), v.Occasion.AsOf))})
	if err := t.findable(); err != nil {
		return err
	}
	var failed error
	x.tree.MentionLater(func(yield func(string, site.Mention) bool) {
		failed = errors.Join(failed, x.said.each(func(_ int, p *mentioned) error { yield(p.Page, p.Said); return nil }))
	})
	x.tree.MentionLater(func(yield func(string, site.Mention) bool) {
		failed = errors.Join(failed, t.mentions(func(page string, m site.Mention) { yield(page, m) }))
	})
	return errors.Join(x.bind(b), failed)
}

// officeEvents are what expires and falls due, with the meetings.
func officeEvents(v view.Office, c view.Consultation[audience.Office]) []exchange.Event {
	events := append(exchange.Events(c), exchange.Days(v.Events())...)
	slices.SortStableFunc(events, func(a, b exchange.Event) int { return a.On.Compare(b.On) })
	return events
}

// byFile compares problems by the names of their files.
func byFile(p, q response.Problem) int { return strings.Compare(p.Cell.File, q.Cell.File) }

// copyOf hands a document on as the same bytes to another reader, who may see everything.
func copyOf(p printed[audience.Provider]) printed[audience.Office] {
	return printed[audience.Office]{document: audience.ToOffice(p.document), name: p.name, label: p.label,
		pdf: audience.ToOffice(p.pdf), markdown: audience.ToOffice(p.markdown), json: audience.ToOffice(p.json), content: audience.ToOffice(p.content)}
}
