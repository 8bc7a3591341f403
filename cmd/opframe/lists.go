package main

import (
	"errors"
	"slices"

	"opframe/data/compare"
	"opframe/data/disclose"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/report"
	"opframe/site"
	"opframe/site/search"
)

// each goes through the records of the units that lie in the site, without their pages.
func (t *stream) each(do func(r *record)) error {
	err := t.records.each(func(i int, r *record) error {
		if u, ok := t.made[r.Provider]; ok && u.packed == nil && u.at == i { // else it was made again
			do(r)
		}
		return nil
	})
	return errors.Join(err, eachPacked(t, listsPiece, do))
}

// eachPacked goes through a piece of the records of units that are kept packed, in the order of the register.
func eachPacked[T any](t *stream, piece int, do func(*T)) error {
	for _, p := range t.b.round.Providers {
		u, ok := t.made[p.ID]
		if !ok || u.packed == nil {
			continue
		}
		v := new(T)
		if err := t.b.cache.read(u.packed, piece, v); err != nil {
			return err
		}
		do(v)
	}
	return nil
}

// eachPage goes through the pages of the office's edition that are in it already.
func (t *stream) eachPage(do func(mentioned, kept)) error {
	there := map[int]bool{}
	for _, u := range t.made {
		there[u.at] = u.packed == nil || there[u.at]
	}
	return t.pages.each(func(i int, u *unitPages) error {
		if there[i] {
			for k, p := range u.Pages {
				do(p, u.Found[k])
			}
		}
		return nil
	})
}

// findable has the office's binder know what can be searched of these pages.
func (t *stream) findable() error {
	find := func(page string, found kept) { t.office.finds(t.office.at[page], found) }
	err := t.eachPage(func(p mentioned, found kept) { find(p.Page, found) })
	err2 := eachPacked(t, entriesPiece, func(pages *[]searched) {
		for _, p := range *pages {
			found, failed := t.office.searched.add(search.AppendEntries(nil, p.Entries))
			err = errors.Join(err, failed)
			find(p.Page, found)
		}
	})
	return errors.Join(err, err2)
}

// mentions tells of each of these pages what it refers to.
func (t *stream) mentions(tell func(page string, m site.Mention)) error {
	err := t.eachPage(func(p mentioned, _ kept) { tell(p.Page, p.Said) })
	return errors.Join(err, eachPacked(t, mentionsPiece, func(pages *[]mentioned) {
		for _, p := range *pages {
			tell(p.Page, p.Said)
		}
	}))
}

// counted are the cases as the working group's figures count them, in the order of the register.
func (t *stream) counted() ([]disclose.Record, error) {
	of := map[string][]disclose.Record{}
	err := t.records.each(func(_ int, r *record) error {
		of[r.Provider] = r.Counted // of one that was made again the last
		return nil
	})
	var all []disclose.Record
	for _, p := range t.b.round.Providers {
		switch u, ok := t.made[p.ID]; {
		case !ok:
		case u.packed == nil:
			all = append(all, of[p.ID]...)
		default:
			var counted []disclose.Record
			err = errors.Join(err, t.b.cache.read(u.packed, countedPiece, &counted))
			all = append(all, counted...)
		}
	}
	return all, err
}

// lists are what the office's tables need of all units.
type lists struct {
	rows     *view.PackedRows               // of all products, in the order of the register
	known    map[string]*compare.Comparison // likewise
	products []string                       // that rows are of, by their providers in the register
	sent     []report.Sent                  // likewise
}

// gather makes the lists, and adds the problems of all units to those of the round, sorted by file; within a file they
// keep the order in which they were met.
func (t *stream) gather() (lists, error) {
	l := lists{rows: view.PackRows(t.b.round), known: map[string]*compare.Comparison{}}
	units, products := map[string]*record{}, map[string][]string{}
	words := interner{}
	err := t.each(func(r *record) {
		for i := range r.Rows {
			row := &r.Rows[i]
			if at, ok := t.b.round.ProductPlace(row.Product.ID); ok {
				t.share(row, words)
				l.rows.Put(at, row)
			}
			products[r.Provider] = append(products[r.Provider], row.Product.ID)
		}
		for i := range r.Compared {
			l.known[r.Compared[i].Product.ID] = &r.Compared[i]
		}
		for i := range r.Sent {
			words.share(&r.Sent[i])
		}
		for i := range r.Checked {
			r.Checked[i].File = words.of(r.Checked[i].File)
		}
		units[r.Provider] = &record{Sent: r.Sent, Received: r.Received, Printed: r.Printed, Checked: r.Checked}
	})
	b := t.b
	for i, p := range b.round.Products {
		if !l.rows.Has(i) {
			row := view.RowOf(b.round, b.edition.Framework, p, b.uses(p.ID), nil)
			l.rows.Put(i, &row)
		}
	}
	// Of their size, and no larger: there are several of each product.
	var sent, tallied, found int
	for _, r := range units {
		sent, tallied, found = sent+len(r.Sent), tallied+len(r.Checked), found+len(r.Received)+len(r.Printed)
	}
	l.sent, b.tallied, b.problems = slices.Grow(l.sent, sent), slices.Grow(b.tallied, tallied), slices.Grow(b.problems, found)
	for _, p := range b.round.Providers {
		if r := units[p.ID]; r != nil {
			l.products = append(l.products, products[p.ID]...)
			l.sent = append(l.sent, r.Sent...)
			b.problems = append(b.problems, r.Received...)
			b.tallied = append(b.tallied, r.Checked...)
			r.Sent, r.Received, r.Checked = nil, nil, nil
		}
	}
	for _, p := range b.round.Providers {
		if r := units[p.ID]; r != nil {
			b.problems = append(b.problems, r.Printed...)
		}
	}
	slices.SortStableFunc(b.problems, byFile)
	return l, err
}

// share has what a row says lie in memory once: of its tasks' product and provider in the register's own.
func (t *stream) share(row *view.OfficeRow, words interner) {
	product, _ := t.b.round.Product(row.Product.ID)
	provider, _ := t.b.round.Provider(product.Provider)
	row.Status, row.Who = view.Status(words.of(string(row.Status))), words.of(row.Who)
	if c := row.Case; c != nil {
		c.Assessment.Framework = words.of(c.Assessment.Framework)
		for i := range c.Traits {
			c.Traits[i].Kind = response.TraitKind(words.of(string(c.Traits[i].Kind)))
		}
	}
	for i := range row.Tasks {
		x := &row.Tasks[i]
		x.Product, x.Provider = product, view.NameOf(provider)
		x.Need = view.Need(words.of(string(x.Need)))
		x.Who, x.What, x.Why = words.of(x.Who), words.of(x.What), words.of(x.Why)
	}
}

// interner has texts that are the same lie in memory once.
type interner map[string]string

func (n interner) of(s string) string {
	if same, ok := n[s]; ok {
		return same
	}
	n[s] = s
	return s
}

func (n interner) share(s *report.Sent) {
	for _, text := range []*string{&s.Product, &s.Name, &s.Provider, &s.Contact, &s.Email, (*string)(&s.Kind)} {
		*text = n.of(*text)
	}
}
