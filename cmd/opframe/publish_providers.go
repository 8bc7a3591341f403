package main

import (
	"fmt"
	"path"
	"slices"

	"opframe/data/audience"
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

// count is how many editions of providers there are, and files in them.
func (t *stream) count() editionCount {
	n, files := 0, 0
	for _, u := range t.made {
		if u.rows > 0 {
			n, files = n+1, files+u.files
		}
	}
	return editionCount{Name: fmt.Sprintf("%d providers", n), Files: files, First: "providers/"}
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
		r, err := printProduct(b.in, v, p)
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
	return leafOf(text[A]{Page: report.Page[A]{Title: title, Path: at, Parent: parent, Formats: true, Document: p.document}, ready: p, brief: true})
}

// inputsOf are the inputs that a provider may know of, with its responses. They are looked up: each of ten thousand
// providers would else go through what all have sent.
func (b *builder) inputsOf(provider string, responses []string) []site.File {
	var places []int
	add := func(name string) {
		if i, ok := b.inputAt(name); ok {
			places = append(places, i)
		}
	}
	add("round.yaml")
	for name := range b.round.Letters {
		add(name)
	}
	for _, name := range responses {
		add("responses/" + name)
	}
	if b.baseline != nil {
		for i, f := range b.inputs {
			if b.ofBaseline(provider, f.Path) {
				places = append(places, i)
			}
		}
	}
	slices.Sort(places)
	own := []site.File{}
	for _, i := range slices.Compact(places) {
		own = append(own, b.inputs[i])
	}
	return own
}

// provider puts one provider's edition into the site.
func (b *builder) provider(s *site.Site, u *unit) error {
	x := u.edition.x
	if err := x.begin(s, b.about(b.inputsOf(x.reader.ID, u.files))); err != nil {
		return err
	}
	for _, sheet := range u.edition.sheets {
		if err := x.put(sheet); err != nil {
			return err
		}
	}
	n := b.fresh()
	n.faults(x.tree.Faults(), x.source, x.reader.Folder())
	u.record.Printed = append(u.record.Printed, n.problems...)
	u.record.Files = x.tree.Count()
	return x.tree.Close()
}
