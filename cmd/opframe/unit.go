package main

import (
	"fmt"
	"path"
	"slices"

	"opframe/data/audience"
	"opframe/data/compare"
	"opframe/data/disclose"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/report"
	"opframe/site"
	"opframe/site/search"
)

// unit is everything a build makes of one provider: its edition, and what the office's edition has of its products.
// Units are made one by one, each by one worker, and put into the site; what lists need of them is kept as a record.
type unit struct {
	edition booklet
	files   []string // that its products were read from, below responses
	office  []sheet[audience.Office]
	checked []response.Problem // of the questionnaires
	record  record
}

// record is what is kept of a unit once it lies in the site.
type record struct {
	Provider string
	Rows     []view.OfficeRow // brief
	Counted  []disclose.Record
	Compared []compare.Comparison // with the round before, where there is one
	Sent     []report.Sent
	// Received are problems of what came in and was decided, Printed those met while printing; those of the
	// questionnaires are Checked, and told on the pages of their products.
	Received, Printed []response.Problem
	Checked           []response.Tally
	Files             int         // in the provider's edition
	Pages             []mentioned // of the office's edition
}

// mentioned is a page with what it refers to and what can be searched of it.
type mentioned struct {
	Page    string
	Said    site.Mention
	Entries []search.Entry
}

// maker makes units. Its builder gathers what is received; workers begin from what it was before, which nobody changes.
type maker struct {
	b      *builder
	before *builder
	plan   officePlan
	survey *view.Survey
}

// unit makes the unit of a provider from its cases, in the order of their files.
func (m *maker) unit(p round.Provider, cases []view.Case) (*unit, error) {
	b := m.before.fresh()
	for _, c := range cases {
		b.settle(c)
	}
	b.supplement()
	b.review()
	b.since()
	u := &unit{record: record{Provider: p.ID, Received: b.problems}}
	v := view.ForProvider(m.plan.view.Occasion, b.edition.Framework, p, b.cases)
	v.Contact = view.DedicatedContact(b.round, b.service, v.ID)
	var err error
	if u.edition, err = b.booklet(v, view.ForProviderRegister(v, b.round, b.cases)); err != nil {
		return nil, err
	}
	for i := range b.cases {
		c := &b.cases[i]
		u.files = append(u.files, c.Files...)
		u.record.Counted = append(u.record.Counted, m.survey.Record(*c))
		u.checked = append(u.checked, c.Check.Problems...)
		if c.Since != nil {
			u.record.Compared = append(u.record.Compared, *c.Since)
		}
	}
	for _, r := range u.edition.reports {
		u.record.Printed = append(u.record.Printed, r.printed.missing...)
		for _, l := range r.letters {
			u.record.Printed = append(u.record.Printed, l.printed.missing...)
		}
	}
	name := func(product string) string { p, _ := b.round.Product(product); return p.Name }
	u.record.Sent = sentOf(u.edition.reports, p.Name, name)
	u.record.Checked = response.Tallies(u.checked)
	return u, m.officePart(b, u)
}

// officePart prints the office's pages on the products of a unit.
func (m *maker) officePart(b *builder, u *unit) error {
	v := m.plan.view
	v.Problems = slices.Concat(u.record.Printed, u.checked)
	if v.Baseline != nil {
		v.Baseline = &view.Baseline{Title: v.Baseline.Title, Products: u.record.Compared}
	}
	rows := make([]view.OfficeRow, 0, len(b.cases))
	for i := range b.cases {
		c := &b.cases[i]
		rows = append(rows, view.RowOf(b.round, b.edition.Framework, c.Product, c.Uses, c))
	}
	v.Rows = view.RowsOf(rows)
	v = v.Queued()
	desk := report.NewDesk(v, func(product string) string { return "products/" + reportPath(product) })
	pages := map[string]report.Page[audience.Office]{}
	for _, r := range rows {
		pages[r.Product.ID] = desk.Product(r)
		u.record.Rows = append(u.record.Rows, r.Brief())
	}
	x := m.plan.around(b, pages)
	for _, r := range u.edition.reports {
		x.insert(officeReport(r))
	}
	for _, l := range m.plan.rest {
		x.insert(l)
	}
	for _, r := range u.edition.reports {
		for _, l := range officeLetters(r) {
			x.insert(l)
		}
	}
	for i, l := range x.leaves {
		if l.laid() {
			continue
		}
		x.leaves[i].lead = true
		s, err := x.sheet(i)
		if err != nil {
			return err
		}
		u.office = append(u.office, s)
		// What surrounds a page leads to pages that were planned, and its files are there: only its own links are kept.
		u.record.Pages = append(u.record.Pages, mentioned{s.page, s.said.Brief(), s.entries.Value()})
	}
	return nil
}

// officeReport is the page of a report, as its provider has it, in the office's edition.
func officeReport(r reported) leaf[audience.Office] {
	return reportLeaf("products/"+reportPath(r.product), path.Join("products", r.product, home), reportTitle, copyOf(r.printed))
}

// officePlan is what the pages of the office's edition have around them, known before any is made.
type officePlan struct {
	view view.Office // without rows and problems
	talk view.Consultation[audience.Office]
	// desk are the pages before those on products, rest those after them: titles and paths only.
	desk, rest []leaf[audience.Office]
}

// planOffice lists the office's pages. Which there are hangs on the round and not on what was received.
func (b *builder) planOffice() officePlan {
	v := view.OfficeOf(b.round, b.edition.Framework, view.RowsOf(nil), nil)
	v.Service = b.service
	if b.baseline != nil {
		v.Baseline = &view.Baseline{Title: b.baseline.round.Title}
	}
	p := officePlan{view: v, talk: view.OfficeConsultation(v.Occasion, b.edition.Framework, b.record)}
	none := func(string) string { return "" }
	p.desk = heads(report.NewDesk(v, none).Pages(p.talk)...)
	p.rest = heads(append(append([]report.Page[audience.Office]{report.Disclosure(v, disclose.Audit{}), report.OfficeLetters(v.Occasion, nil)},
		report.ConsultationPages(p.talk, b.texts)...), report.SearchPage(v.Reader, v.Occasion, officeTitle, nil))...)
	return p
}

const officeTitle, reportTitle = "Office", "Assessment report"

// heads are pages without what they say, for others to lead to.
func heads(pages ...report.Page[audience.Office]) []leaf[audience.Office] {
	var all []leaf[audience.Office]
	for _, p := range pages {
		all = append(all, leaf[audience.Office]{Place: p.Place()})
	}
	return all
}

// around is a binder with pages on products and what is around them. Of a long list of products only the neighbours
// are there, as navigation shows no more.
func (p officePlan) around(b *builder, pages map[string]report.Page[audience.Office]) *binder[audience.Office] {
	x := newBinder(b, p.view.Reader, officeTitle, p.view.Reader.Label())
	x.common.Search = true
	for _, l := range p.desk {
		x.insert(l)
	}
	show := make([]int, 0, 3*len(pages))
	if all := b.round.Products; len(x.below[productsPage])+len(all) <= mostListed {
		for i := range all {
			show = append(show, i)
		}
	} else {
		x.crowded = productsPage
		for id := range pages {
			at, _ := b.round.ProductPlace(id) // every product with a page is registered
			for i := max(0, at-1); i <= min(len(all)-1, at+1); i++ {
				show = append(show, i)
			}
		}
		slices.Sort(show)
		show = slices.Compact(show)
	}
	for _, i := range show {
		product := b.round.Products[i]
		if page, ok := pages[product.ID]; ok {
			x.add(page)
		} else {
			x.insert(heads(report.ProductHead(product))[0])
		}
	}
	return x
}

const productsPage = "products.html"

// same holds that the pages made are those that were planned, since the frames of pages on products rest on that.
func (p officePlan) same(made []leaf[audience.Office]) error {
	top := func(all []leaf[audience.Office]) []string {
		var titles []string
		for _, l := range all {
			if l.Parent == "" || l.Parent == productsPage && !l.laid() {
				titles = append(titles, l.Title+" "+l.Path)
			}
		}
		return titles
	}
	planned, got := append(top(p.desk), top(p.rest)...), top(made)
	for _, title := range planned {
		if !slices.Contains(got, title) {
			return fmt.Errorf("the office's page %q was planned and not made: this is a fault of the program", title)
		}
	}
	return nil
}
