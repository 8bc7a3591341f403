package main

import (
	"fmt"
	"path"
	"slices"

	"opframe/data/audience"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/exchange"
	"opframe/render/report"
	"opframe/site"
)

// booklet is one provider's edition, printed.
type booklet struct {
	x       *binder[audience.Provider]
	sheets  []sheet[audience.Provider]
	reports []reported
}

// providers builds an edition for each provider something was received from. A provider's pages are
// printed by workers and put in the order of the register.
func (b *builder) providers(s *site.Site) ([]reported, editionCount, error) {
	var active []round.Provider
	for _, p := range b.round.Providers {
		if slices.ContainsFunc(b.cases, func(c view.Case) bool { return c.Provider.ID == p.ID }) {
			active = append(active, p)
		}
	}
	count := editionCount{name: fmt.Sprintf("%d providers", len(active)), first: "providers/"}
	var all []reported
	occasion := view.OccasionOf(b.round)
	err := inOrder(b.ctx, len(active), func(i int) (booklet, struct{}, error) {
		v := view.ForProvider(occasion, b.edition.Framework, active[i], b.cases)
		v.Contact = view.DedicatedContact(b.round, b.service, v.ID)
		k, err := b.booklet(v, view.ForProviderRegister(v, b.round, b.cases))
		return k, struct{}{}, err
	}, func(i int, k booklet, _ struct{}) error {
		b.progress.step("printing reports of providers", i+1, len(active))
		all = append(all, k.reports...)
		if err := b.provider(s, k); err != nil {
			return err
		}
		count.files += k.x.tree.Count()
		return nil
	})
	return all, count, err
}

// reportPath is where the report of a product lies in its provider's edition.
func reportPath(product string) string { return path.Join(product, "assessment.html") }

// booklet prints all pages of one provider. It changes nothing of the builder, so that workers can.
func (b *builder) booklet(v view.Provider, r view.ProviderRegister) (booklet, error) {
	k := booklet{x: newBinder(b, v.Reader, v.Name, v.Reader.Label())}
	k.x.add(report.ProviderPages(v, reportPath)...)
	k.x.add(report.RegisterPages(r)...)
	if data := exchange.Calendar(v.Name, exchange.Days(r.Events()), v.Occasion.AsOf); data != nil {
		k.x.offer(report.RegisterPath, file[audience.Provider]{"calendar.ics", "Calendar", "iCalendar", audience.Seal(v.Reader, data)})
	}
	for _, p := range v.Products {
		r, err := printProduct(v, p)
		if err != nil {
			return k, fmt.Errorf("%s: %w", p.Submission.File, err)
		}
		letters, err := b.letters(v, p)
		if err != nil {
			return k, fmt.Errorf("letters on %s: %w", p.Submission.File, err)
		}
		k.reports = append(k.reports, reported{p.ID, r, letters})
		k.x.insert(reportLeaf(reportPath(p.ID), "", p.Name, r))
	}
	k.addLetters(v)
	for i := range k.x.leaves {
		s, err := k.x.sheet(i)
		if err != nil {
			return k, err
		}
		k.sheets = append(k.sheets, s)
	}
	return k, nil
}

// reportLeaf is the page of a report that is printed already.
func reportLeaf[A audience.Reader](at, parent, title string, p printed[A]) leaf[A] {
	return leaf[A]{Page: report.Page[A]{Title: title, Path: at, Parent: parent, Formats: true, Document: p.document}, ready: p, brief: true}
}

// provider puts one provider's edition into the site.
func (b *builder) provider(s *site.Site, k booklet) error {
	own := map[string]bool{"round.yaml": true}
	for name := range b.round.Letters {
		own[name] = true
	}
	for _, c := range b.cases {
		for _, name := range c.Files {
			own["responses/"+name] = own["responses/"+name] || c.Provider.ID == k.x.reader.ID
		}
	}
	if err := k.x.begin(s, b.about(func(f site.File) bool { return own[f.Path] || b.ofBaseline(k.x.reader.ID, f.Path) })); err != nil {
		return err
	}
	for _, sheet := range k.sheets {
		if err := k.x.put(sheet); err != nil {
			return err
		}
	}
	for _, r := range k.reports {
		b.problems = append(b.problems, r.printed.missing...)
		for _, l := range r.letters {
			b.problems = append(b.problems, l.printed.missing...)
		}
	}
	b.faults(k.x.tree.Faults(), k.x.source, k.x.reader.Folder())
	return nil
}
