package main

import (
	"fmt"
	"slices"

	"opframe/data/audience"
	"opframe/data/disclose"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/site"
)

// stream works through the responses: each is read, judged, reported and forgotten. Only what cannot be finished yet
// waits: the cases of a provider with several products until all are there.
type stream struct {
	*maker
	site   *site.Site
	office *binder[audience.Office]
	sets   []workbook.Set
	// products counts those registered by provider.
	products map[string]int
	claims   map[string][]int  // the sets that are of a provider, in order
	held     map[int]view.Case // by set: waiting for others of the provider
	records  map[string]*record
	again    map[string]bool // providers whose unit was made before all was known
}

// mostHeld is how many cases may wait. Of more the first are forgotten and read a second time.
const mostHeld = 64

// arrival is a submission read; unit is what was made of its provider where it is known to be all there is.
type arrival struct {
	c    view.Case
	unit *unit
}

// stream makes the unit of every provider something was received from.
func (b *builder) stream(s *site.Site, office *binder[audience.Office], m *maker) (*stream, error) {
	t := &stream{maker: m, site: s, office: office, sets: b.sets(), products: map[string]int{}, claims: map[string][]int{},
		held: map[int]view.Case{}, records: map[string]*record{}, again: map[string]bool{}}
	for _, p := range b.round.Products {
		t.products[p.Provider]++
	}
	err := inOrder(b.ctx, len(t.sets), t.read, t.take)
	if err != nil {
		return nil, err
	}
	return t, t.finish()
}

// read reads one submission, and makes the unit of a provider that has no other product.
func (t *stream) read(i int) (arrival, *response.Problem, error) {
	c, refused, err := t.b.received(t.sets[i])
	a := arrival{c: c}
	if err == nil && refused == nil && t.products[c.Provider.ID] == 1 && c.Submission.Supplement == nil {
		a.unit, err = t.unit(c.Provider, []view.Case{c})
		a.c = view.Case{Provider: c.Provider}
	}
	return a, refused, err
}

// take puts a unit into the site, unless another file of its provider has been seen: then it is made again of both.
func (t *stream) take(i int, a arrival, refused *response.Problem) error {
	t.b.progress.step("reading and reporting", i+1, len(t.sets))
	if refused != nil {
		t.b.problems = append(t.b.problems, *refused)
		return nil
	}
	id := a.c.Provider.ID
	t.claims[id] = append(t.claims[id], i)
	if a.unit == nil {
		t.hold(i, a.c)
		return nil
	}
	if len(t.claims[id]) > 1 {
		return nil
	}
	return t.lay(a.unit)
}

func (t *stream) hold(i int, c view.Case) {
	if len(t.held) >= mostHeld {
		for first := range t.held { // any: it is read again, whichever it is
			delete(t.held, first)
			break
		}
	}
	t.held[i] = c
}

// finish makes the units that waited, and those again of which another file was seen later, in the register's order.
func (t *stream) finish() error {
	var open []round.Provider
	for _, p := range t.b.round.Providers {
		if n := len(t.claims[p.ID]); n > 1 || n == 1 && t.records[p.ID] == nil {
			open = append(open, p)
		}
	}
	return inOrder(t.b.ctx, len(open), func(i int) (*unit, struct{}, error) {
		u, err := t.gathered(open[i])
		return u, struct{}{}, err
	}, func(i int, u *unit, _ struct{}) error {
		t.b.progress.step("reporting on providers with several files", i+1, len(open))
		if t.records[open[i].ID] != nil {
			if err := t.remove(open[i].ID); err != nil {
				return err
			}
		}
		return t.lay(u)
	})
}

// gathered makes the unit of a provider from all its submissions.
func (t *stream) gathered(p round.Provider) (*unit, error) {
	var cases []view.Case
	for _, i := range t.claims[p.ID] {
		c, ok := t.held[i]
		if !ok {
			var refused *response.Problem
			var err error
			if c, refused, err = t.b.received(t.sets[i]); err != nil {
				return nil, err
			}
			if refused != nil { // the file was changed meanwhile
				return nil, fmt.Errorf("%s: it was changed while the site was built: build again", refused.Cell.File)
			}
		}
		cases = append(cases, c)
	}
	return t.unit(p, cases)
}

// lay puts a unit into the site.
func (t *stream) lay(u *unit) error {
	if len(u.record.Rows) == 0 { // supplements alone complete nothing, and have been told of
		t.keep(u.record)
		return nil
	}
	if err := t.b.provider(t.site, u); err != nil {
		return err
	}
	for _, s := range u.office {
		if err := t.office.lays(s.files); err != nil {
			return err
		}
	}
	t.keep(u.record)
	return nil
}

// keep keeps a copy, so that nothing else of the unit stays with it.
func (t *stream) keep(r record) { t.records[r.Provider] = &r }

// remove takes what was made of a provider out of the site.
func (t *stream) remove(provider string) error {
	folders := []string{audience.Provider{ID: provider}.Folder()}
	for _, r := range t.records[provider].Rows {
		t.office.tree.Drop("products/" + r.Product.ID + "/")
		folders = append(folders, t.office.reader.Folder()+"/products/"+r.Product.ID)
	}
	delete(t.records, provider)
	return t.site.Remove(folders...)
}

// inRegister are the records in the order of the register.
func (t *stream) inRegister() []*record {
	var all []*record
	for _, p := range t.b.round.Providers {
		if r := t.records[p.ID]; r != nil {
			all = append(all, r)
		}
	}
	return all
}

// counted are the cases as the working group's figures count them.
func (t *stream) counted() []disclose.Record {
	var all []disclose.Record
	for _, r := range t.inRegister() {
		all = append(all, r.Counted...)
	}
	return all
}

// gather adds the problems of all units to those of the round, sorted by file; within a file they keep the order in
// which they were met.
func (t *stream) gather() {
	b, all := t.b, t.inRegister()
	for _, kind := range []func(*record) []response.Problem{
		func(r *record) []response.Problem { return r.Received },
		func(r *record) []response.Problem { return r.Printed },
		func(r *record) []response.Problem { return r.Checked },
	} {
		for _, r := range all {
			b.problems = append(b.problems, kind(r)...)
		}
	}
	slices.SortStableFunc(b.problems, byFile)
}
