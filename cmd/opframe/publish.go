package main

import (
	"errors"
	"io"
	"path"
	"slices"
	"sync"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/report"
	"opframe/site"
	"opframe/site/search"
)

// editionCount is a line of the summary at the end.
type editionCount struct {
	Name  string
	Files int
	First string
}

// editions fills the trees and says how many products were assessed. The office comes last, since it lists the problems
// met while printing. From the reports on garbage is collected often: what all products leave behind lies in memory then.
func (b *builder) editions(s *site.Site) (counts []editionCount, products int, err error) {
	office, t, err := b.reports(s)
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, t.close()) }()
	b.garbage.often()
	open := sync.OnceValues(b.open)
	k, err := b.openKey()
	if err != nil {
		return nil, 0, err
	}
	public, err := b.public(s, k, open)
	if err != nil {
		return nil, 0, err
	}
	counted, err := t.counted()
	if err != nil {
		return nil, 0, err
	}
	b.summarise(t.survey, counted)
	f, err := t.figures(k, counted)
	if err != nil {
		return nil, 0, err
	}
	group, err := b.workingGroup(s, f.Group, open)
	if err != nil {
		return nil, 0, err
	}
	products = len(counted)
	desk, err := b.office(office, t, k, f.Disclosure)
	return []editionCount{public, group, t.count(), desk}, products, err
}

// reports works through what was received. Of the office's edition it lays the pages on single products.
func (b *builder) reports(s *site.Site) (*binder[audience.Office], *stream, error) {
	m := &maker{b: b, before: b.fresh(), plan: b.planOffice(), survey: view.NewSurvey(b.round, b.edition.Framework, b.before())}
	b.sortInputs()
	x := newBinder(b, m.plan.view.Reader, officeTitle, m.plan.view.Reader.Label())
	if err := x.begin(s, b.about(b.inputs)); err != nil {
		return nil, nil, err
	}
	t, err := b.stream(s, x, m)
	return x, t, err
}

// about is what a manifest says, with the inputs its reader may know of, which it keeps and does not change.
func (b *builder) about(inputs []site.File) site.About {
	return site.About{Program: program.String(), Framework: b.edition.Framework.Ref(), FrameworkSHA256: b.digest, Round: b.round.ID, AsOf: b.round.AsOf.String(), Inputs: slices.Clip(inputs)}
}

// begin makes the tree of an edition, with the assets all pages need.
func (x *binder[A]) begin(s *site.Site, about site.About) error {
	x.tree = site.NewTree(s, x.reader, about)
	files, err := assetFiles()
	if err != nil {
		return err
	}
	for _, name := range sorted(files) {
		if err := x.lay(name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// lay puts bytes that say nothing of anybody into the edition, such as assets.
func (x *binder[A]) lay(name string, data []byte) error {
	return x.tree.Put(name, audience.Seal(x.reader, data))
}

// searchFrom adds the page to search from, which lists all others, and turns search on.
func (x *binder[A]) searchFrom(o view.Occasion) {
	x.add(report.SearchPage(x.reader, o, x.common.Site, x.places()))
	x.common.Search = true
}

// bind prints all pages, puts them into the edition and looks for what is wrong between them.
func (x *binder[A]) bind(b *builder) (err error) {
	if x.searched == nil {
		if x.searched, err = newShelf(b.spoolFolder()); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, x.searched.close()) }()
	}
	if err := x.printAll(b); err != nil {
		return err
	}
	if x.common.Search {
		if err := x.index(); err != nil {
			return err
		}
	}
	b.faults(x.tree.Faults(), x.source, x.reader.Folder())
	return nil
}

// printAll prints the pages that are not in the edition yet. Those that are made late are large, and so are printed one
// at a time and forgotten.
func (x *binder[A]) printAll(b *builder) error {
	var open, late []int
	for i, l := range x.leaves {
		switch {
		case l.laid():
		case l.Late != nil:
			late = append(late, i)
		default:
			open = append(open, i)
		}
	}
	done := 0
	take := func(i int, s sheet[A]) error {
		done++
		b.progress.step("printing pages of "+x.reader.Folder(), done, len(open)+len(late))
		if x.common.Search {
			at, err := x.searchable(s)
			if err != nil {
				return err
			}
			x.finds(i, at)
		}
		b.problems = append(b.problems, s.missing...)
		return x.put(s)
	}
	err := inOrder(b.ctx, len(open), func(i int) (sheet[A], error) {
		return x.sheet(open[i])
	}, func(i int, s sheet[A]) error { return take(open[i], s) })
	if err != nil {
		return err
	}
	for _, i := range late {
		s, err := x.sheet(i)
		if err == nil {
			err = take(i, s)
		}
		if err != nil {
			return errors.Join(err, b.ctx.Err())
		}
		x.leaves[i].Late = nil
	}
	return b.ctx.Err()
}

// searchable keeps what can be searched of a page.
func (x *binder[A]) searchable(s sheet[A]) (kept, error) {
	found, err := audience.Gather(x.reader, []audience.For[A, []search.Entry]{s.entries}, func(all [][]search.Entry) (kept, error) {
		return x.searched.add(search.AppendEntries(nil, all[0]))
	})
	return found.Value(), err
}

// index puts the search index into the edition.
func (x *binder[A]) index() error {
	var failed error
	pages := func(yield func([]search.Entry) bool) {
		var b []byte
		for _, at := range x.found {
			var entries []search.Entry
			if b, failed = x.searched.read(at, b); failed == nil {
				entries, failed = search.Entries(b)
			}
			if failed != nil || !yield(entries) {
				return
			}
		}
	}
	return x.tree.PutWritten(searchIndex, audience.Seal(x.reader, func(w io.Writer) error {
		return errors.Join(search.Write(w, pages), failed)
	}))
}

// source is the file the page at path was written in, or "".
func (x *binder[A]) source(path string) string {
	if i, ok := x.at[path]; ok && !x.leaves[i].laid() {
		return x.leaves[i].Source
	}
	return ""
}

// faults makes problems of what is wrong between pages, at the line of the source where a person wrote it.
func (b *builder) faults(all []site.Fault, source func(page string) string, folder string) {
	for _, f := range all {
		at := response.Cell{File: path.Join(folder, f.Page)}
		if src := source(f.Page); src != "" {
			at = b.written(src, f.Page, f.Href)
		}
		p := response.Problem{Kind: response.Publication, Severity: response.Error, Cell: at, What: f.What + ".", Do: sentence(f.Do)}
		if f.Href == "" { // the page itself is there, only nobody finds it
			p.Severity = response.Warning
		}
		if !b.said[p] {
			b.said[p] = true
			b.problems = append(b.problems, p)
		}
	}
}

// reported is what the office needs of a printed report.
type reported struct {
	product string // id
	printed printed[audience.Provider]
	letters []lettered
}

// done says that nothing of the report and its letters is used any more.
func (r reported) done() {
	r.printed.done()
	for _, l := range r.letters {
		l.printed.done()
	}
}
