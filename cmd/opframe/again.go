package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/disclose"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/exchange"
	"opframe/render/report"
	"opframe/site"
)

// openEdition is what is kept of an edition that says nothing of single providers, or of the office's own pages, once it
// lies in the site.
type openEdition struct {
	Count    editionCount
	Problems []response.Problem // met while printing
}

// remembered puts an edition into the site that the last build made of the same, or else makes it. What its manifest
// says of inputs is written anew.
func remembered[A audience.Reader](b *builder, s *site.Site, k key, reader A, about site.About, make func() (editionCount, error)) (editionCount, error) {
	if b.cache == nil {
		return make()
	}
	tree := func() *site.Tree[A] { return site.NewTree(s, reader, about) }
	if e, err := editionAgain(b, s, k, tree); err != nil {
		return editionCount{}, err
	} else if e != nil {
		return e.Count, nil
	}
	before := len(b.problems)
	c, err := make()
	if err != nil {
		return c, err
	}
	return c, b.cacheEdition(s, k, c, before)
}

// editionAgain puts what the last build made of the same into a tree, and gives nil where there is none.
func editionAgain[A audience.Reader](b *builder, s *site.Site, k key, tree func() *site.Tree[A]) (*openEdition, error) {
	if err := b.notes(s.Laid()); err != nil {
		return nil, err
	}
	p, files := b.cache.again(s, k)
	if p == nil {
		return nil, nil
	}
	b.problems = append(b.problems, p.Edition.Problems...)
	for _, told := range p.Edition.Problems {
		b.said[told] = true
	}
	return p.Edition, errors.Join(tree().Adopt(files), b.cache.used(p))
}

// cacheEdition notes what was laid last for the next build, with the problems from one on that were met meanwhile.
func (b *builder) cacheEdition(s *site.Site, k key, c editionCount, before int) error {
	return b.cache.made(&part{Key: k, Edition: &openEdition{c, slices.Clone(b.problems[before:])}}, s.Laid())
}

// openKey is that of everything the open pages hang on: the program, the frameworks, the checker for browsers, and all
// of the round but what was received and decided.
func (b *builder) openKey() (key, error) {
	h := newHasher("open edition")
	if b.cache == nil {
		return key{}, nil
	}
	if err := b.addFrameworks(h); err != nil {
		return key{}, err
	}
	if b.checks() {
		h.add(string(b.checker.wasm), string(b.checker.exec))
	}
	b.addInputs(h, "responses", "reviews")
	return h.key(), nil
}

// addFrameworks adds the program, the formats it prints, and the frameworks that answers can be given to.
func (b *builder) addFrameworks(h hasher) error {
	program, err := b.program()
	if err != nil {
		return err
	}
	h.add(string(program[:]), fmt.Sprint(b.in))
	for _, e := range b.known {
		digest, err := e.Framework.Digest()
		if err != nil {
			return err
		}
		h.add(e.Framework.Ref(), digest)
	}
	return nil
}

// addInputs adds the files of the round but some, and those in some of its folders.
func (b *builder) addInputs(h hasher, but ...string) {
	for _, in := range b.inputs {
		if folder, _, _ := strings.Cut(in.Path, "/"); !slices.Contains(but, folder) {
			h.add(in.Path, in.SHA256)
		}
	}
}

// figures are what is known of the figures of the summary without counting them: the key of the working groups' edition
// that has them, and of the office's page on what they disclose.
type figures struct{ Group, Disclosure key }

// figures are those of the last build where the same was counted in the same tables, which the round before and all that
// the open pages hang on are enough to know. Else the summary is made.
func (t *stream) figures(open key, counted []disclose.Record) (figures, error) {
	if t.b.cache == nil {
		return figures{}, nil
	}
	h := newHasher("figures")
	h.add(string(open[:]))
	if err := addEach(h, counted); err != nil {
		return figures{}, err
	}
	p := t.b.cache.find(h.key())
	if p == nil || p.Figures == nil {
		f, err := t.figuresAnew(open)
		if err != nil {
			return f, err
		}
		p = &part{Key: h.key(), Figures: &f}
	}
	return *p.Figures, t.b.cache.keep(p)
}

func (t *stream) figuresAnew(open key) (f figures, err error) {
	s, err := t.b.summary()
	if err != nil {
		return f, err
	}
	if f.Disclosure, err = fingerprint(report.Disclosure(t.plan.view, s.audit).Made().Document.Value()); err != nil {
		return f, err
	}
	f.Group, err = groupKey(open, s.pages, s.view)
	return f, err
}

// groupKey is that of the working groups' edition: of the open pages, and of what members are told of the round. Answers
// from which the same figures come change nothing in it but the manifest.
func groupKey(open key, pages []report.Page[audience.WorkingGroup], v view.WorkingGroup) (key, error) {
	h := newHasher("working groups' edition")
	h.add(string(open[:]))
	for _, p := range pages {
		print, err := fingerprint(p.Made().Document.Value())
		if err != nil {
			return key{}, err
		}
		h.add(p.Path, p.Title, string(print[:]))
	}
	data, err := exchange.Summary(program.String(), v)
	h.add(string(data.Value()), string(exchange.SummaryCSV(v).Value()))
	return h.key(), err
}

// addEach adds values one by one, as they are in JSON: of a large round all at once are much.
func addEach[T any](h hasher, all []T) error {
	enc := json.NewEncoder(h)
	for i := range all {
		if err := enc.Encode(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

// officeKey is that of the office's own pages: of the open pages, of what is told of each provider in lists, of what was
// met until now, and of the figures of the summary. An answer that changes nothing of these changes none of the pages.
func (t *stream) officeKey(open, disclosure key) (key, error) {
	h := newHasher("office's own pages")
	h.add(string(open[:]))
	for _, p := range t.b.round.Providers {
		if u, ok := t.made[p.ID]; ok {
			h.add(p.ID, string(u.told[:]))
		}
	}
	if err := addEach(h, t.b.problems); err != nil {
		return key{}, err
	}
	h.add(string(disclosure[:]))
	return h.key(), nil
}
