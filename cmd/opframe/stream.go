package main

import (
	"errors"
	"fmt"
	"slices"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/site"
	"opframe/site/search"
)

// stream works through the responses: each is read, judged, reported and forgotten. Only what cannot be finished yet
// waits: the cases of a provider with several products until all are there.
type stream struct {
	*maker
	site   *site.Site
	office *binder[audience.Office]
	sets   []workbook.Set
	// products are those registered, by provider.
	products map[string][]string
	known    map[string]bool   // providers of which the last build knows a set
	claims   map[string][]int  // the sets that are of a provider, in order
	held     map[int]view.Case // by set: waiting for others of the provider
	made     map[string]laidUnit
	packed   int            // how many units that were made are kept packed
	records  *spool[record] // of the others, without pages
	pages    *spool[unitPages]
	base     key   // of everything that all units hang on
	open     []int // the sets of which it is not known whose they are
}

// laidUnit is a provider's unit that lies in the site.
type laidUnit struct {
	sets int // of how many it was made
	at   int // the number of its record in the spool
	// packed is its record where that is in memory: of one that was used again, and of the first that were made. It is in
	// no spool then.
	packed *packed
	files  int // in the provider's edition
	rows   int // of its products
	told   key // of what the office's own pages take of it, where there is a cache
}

// unitPages are a provider's pages of the office's edition. What can be searched of each is on the shelf of its binder.
type unitPages struct {
	Pages []mentioned // without entries
	Found []kept
}

// mostHeld is how many cases may wait. Of more the first are forgotten and read a second time.
const mostHeld = 64

// mostPacked is how many records of units that were made stay in memory. Those of more are kept on disk, which takes
// longer to begin with.
const mostPacked = 64

// arrival is a submission read, or why it is refused; unit is what was made of its provider where it is known to be all
// there is.
type arrival struct {
	c       view.Case
	refused *response.Problem
	unit    *unit
}

// stream makes the unit of every provider something was received from.
func (b *builder) stream(s *site.Site, office *binder[audience.Office], m *maker) (*stream, error) {
	t := &stream{maker: m, site: s, office: office, sets: b.sets(), products: map[string][]string{}, known: map[string]bool{}, claims: map[string][]int{},
		held: map[int]view.Case{}, made: map[string]laidUnit{}}
	for _, p := range b.round.Products {
		t.products[p.Provider] = append(t.products[p.Provider], p.ID)
	}
	if err := t.run(); err != nil {
		return nil, errors.Join(err, t.close())
	}
	return t, nil
}

func (t *stream) run() error {
	dir, b := t.b.spoolFolder(), t.b
	var err error
	if t.office.searched, err = newShelf(dir); err != nil {
		return err
	}
	if t.office.said, err = newSpool[mentioned](dir); err != nil {
		return err
	}
	if t.base, err = t.baseKey(); err != nil {
		return err
	}
	if err := b.notes(t.site.Laid()); err != nil {
		return err
	}
	if err := t.remember(); err != nil {
		return err
	}
	if err := inOrder(b.ctx, len(t.open), t.read, t.take); err != nil {
		return err
	}
	if err := t.finish(); err != nil {
		return err
	}
	// What tells whose the submissions are is of no use when all units are there, and most is held after that.
	t.sets, t.open, t.products, t.known, t.claims, t.held = nil, nil, nil, nil, nil, nil
	return nil
}

// close forgets what was kept of the units.
func (t *stream) close() error {
	return errors.Join(t.records.close(), t.pages.close(), t.office.searched.close(), t.office.said.close())
}

// read reads one submission, and makes the unit of a provider that has no other product.
func (t *stream) read(k int) (arrival, error) {
	c, refused, err := t.b.received(t.sets[t.open[k]])
	a := arrival{c: c, refused: refused}
	if err == nil && refused == nil && len(t.products[c.Provider.ID]) == 1 && !t.known[c.Provider.ID] && c.Submission.Supplement == nil {
		a.unit, err = t.unit(c.Provider, []view.Case{c})
		a.c = view.Case{Provider: c.Provider}
	}
	return a, err
}

// take puts a unit into the site, unless another file of its provider has been seen: then it is made again of both.
func (t *stream) take(k int, a arrival) error {
	i, id := t.open[k], a.c.Provider.ID
	t.b.progress.step("reading and reporting", k+1, len(t.open))
	if err := t.b.cache.keep(&part{Key: t.setKey(i), Claim: &claim{id, a.refused}}); err != nil {
		return err
	}
	if a.refused != nil {
		t.b.problems = append(t.b.problems, *a.refused)
		return nil
	}
	t.claims[id] = append(t.claims[id], i)
	if a.unit == nil {
		t.hold(i, a.c)
		return nil
	}
	if len(t.claims[id]) > 1 {
		return nil
	}
	return t.lay(a.unit, t.unitKey(id), 1)
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
// Those that the last build has made of the same files are used again.
func (t *stream) finish() error {
	var open []round.Provider
	for _, p := range t.b.round.Providers {
		slices.Sort(t.claims[p.ID])
		n := len(t.claims[p.ID])
		if n == t.made[p.ID].sets {
			continue
		}
		if t.made[p.ID].sets > 0 {
			if err := t.remove(p.ID); err != nil {
				return err
			}
		}
		if again, err := t.reuse(p.ID); err != nil {
			return err
		} else if !again {
			open = append(open, p)
		}
	}
	return inOrder(t.b.ctx, len(open), func(i int) (*unit, error) {
		return t.gathered(open[i])
	}, func(i int, u *unit) error {
		t.b.progress.step("reporting on providers with several files", i+1, len(open))
		id := open[i].ID
		return t.lay(u, t.unitKey(id), len(t.claims[id]))
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

// lay puts a unit that was made of so many sets into the site.
func (t *stream) lay(u *unit, k key, sets int) error {
	if err := t.b.notes(t.site.Laid()); err != nil {
		return err
	}
	if len(u.record.Rows) > 0 { // supplements alone complete nothing, and have been told of
		if err := t.b.provider(t.site, u); err != nil {
			return err
		}
		for _, s := range u.office {
			if err := t.office.lays(s); err != nil {
				return err
			}
		}
		t.office.tree.Shelve("products")
	}
	for _, r := range u.edition.reports {
		r.done()
	}
	return t.keep(u.record, k, sets)
}

// keep keeps what lists need of a unit that lies in the site, and notes it for the next build.
func (t *stream) keep(r record, k key, sets int) error {
	u := laidUnit{sets: sets, files: r.Files, rows: len(r.Rows)}
	if c := t.b.cache; c != nil {
		files := t.site.Laid()
		p, err := c.packer.pack(r, files)
		if err != nil {
			return err
		}
		u.told = p.Told
		if err := c.made(&part{Key: k, Unit: p}, files); err != nil {
			return err
		}
		if t.packed < mostPacked && c.reads(p) {
			t.packed++
			u.packed = p
		}
	}
	var err error
	if u.packed == nil {
		u.at, err = t.spool(&r)
	}
	t.made[r.Provider] = u
	return err
}

// spool keeps a record on disk, without its pages, and these beside it.
func (t *stream) spool(r *record) (at int, err error) {
	if t.records == nil {
		dir := t.b.spoolFolder()
		if t.records, err = newSpool[record](dir); err != nil {
			return 0, err
		}
		if t.pages, err = newSpool[unitPages](dir); err != nil {
			return 0, err
		}
	}
	err = t.keepPages(r.Pages)
	r.Pages = nil
	at, err2 := t.records.add(r)
	return at, errors.Join(err, err2)
}

// keepPages keeps what the office's edition needs of its pages.
func (t *stream) keepPages(all []mentioned) error {
	var u unitPages
	for _, p := range all {
		found, err := t.office.searched.add(search.AppendEntries(nil, p.Entries))
		if err != nil {
			return err
		}
		u.Found = append(u.Found, found)
		u.Pages = append(u.Pages, mentioned{Page: p.Page, Said: p.Said})
	}
	_, err := t.pages.add(&u)
	return err
}

// notes notes files that lie in the site, for the next build.
func (b *builder) notes(files []site.Kept) error {
	if b.cache == nil || len(files) == 0 {
		return nil
	}
	laid, err := site.KeptList(files).MarshalBinary()
	return errors.Join(err, b.cache.laid.add(laid))
}

// reuse puts the unit that the last build made of the same into the site.
func (t *stream) reuse(provider string) (bool, error) {
	p, files := t.b.cache.again(t.site, t.unitKey(provider))
	if p == nil {
		return false, nil
	}
	if err := t.office.tree.Adopt(files); err != nil {
		return false, err
	}
	t.office.tree.Shelve("products")
	t.made[provider] = laidUnit{sets: len(t.claims[provider]), packed: p.Unit, told: p.Unit.Told, files: p.Unit.Files, rows: p.Unit.Rows}
	return true, t.b.cache.used(p)
}

// remove takes what was made of a provider out of the site.
func (t *stream) remove(provider string) error {
	folders := []string{audience.Provider{ID: provider}.Folder()}
	for _, product := range t.products[provider] {
		t.office.tree.Drop("products/" + product + "/")
		folders = append(folders, t.office.reader.Folder()+"/products/"+product)
	}
	delete(t.made, provider)
	if t.b.cache != nil {
		if err := t.b.cache.laid.remove(folders); err != nil {
			return err
		}
	}
	return t.site.Remove(folders...)
}

// remember takes what the last build knows of whose the submissions are; the others are open.
func (t *stream) remember() error {
	for i := range t.sets {
		p := t.b.cache.find(t.setKey(i))
		if p == nil || p.Claim == nil {
			t.open = append(t.open, i)
			continue
		}
		if p.Claim.Refused != nil {
			t.b.problems = append(t.b.problems, *p.Claim.Refused)
		} else {
			t.claims[p.Claim.Provider] = append(t.claims[p.Claim.Provider], i)
			t.known[p.Claim.Provider] = true
		}
		if err := t.b.cache.keep(p); err != nil {
			return err
		}
	}
	return nil
}

// baseKey is that of everything but its own files that a unit hangs on: the program, the framework and the editions
// answers can be carried over from, settings, register, wording, enquiries and rounds before, and which pages the
// office has. Papers and actions are in no unit.
func (t *stream) baseKey() (key, error) {
	if t.b.cache == nil {
		return key{}, nil
	}
	h := newHasher("unit base")
	if err := t.b.addFrameworks(h); err != nil {
		return key{}, err
	}
	t.b.addInputs(h, "responses", "reviews", "papers", "actions.csv", "actions.xlsx")
	for _, l := range slices.Concat(t.plan.desk, t.plan.rest) {
		h.add(l.Title, l.Path, l.Parent)
	}
	return h.key(), nil
}

// setKey is that of one submission: what it is taken for hangs on its files and on the base.
func (t *stream) setKey(i int) key {
	h := newHasher("set")
	t.addSet(h, i)
	return h.key()
}

func (t *stream) addSet(h hasher, i int) {
	h.add(string(t.base[:]), t.sets[i].Name)
	for _, name := range t.sets[i].Files {
		h.add(name, t.b.sumOf("responses/"+name))
	}
}

// unitKey is that of a provider: of its submissions and of the reviews of its products.
func (t *stream) unitKey(provider string) key {
	h := newHasher("unit")
	h.add(provider)
	for _, i := range t.claims[provider] {
		t.addSet(h, i)
	}
	for _, p := range t.products[provider] {
		if book := t.b.books[p]; book != nil {
			h.add(p, book.File, t.b.sumOf(book.File))
		}
	}
	return h.key()
}
