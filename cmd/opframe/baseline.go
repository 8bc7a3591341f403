package main

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"

	"opframe/data/compare"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/site"
)

// baseline is the round before, read and judged as the round itself is.
type baseline struct {
	at        string // its folder below the round's
	round     *round.Round
	framework *framework.Framework // that judged it
	cases     []view.Case
	inputs    []site.File              // its files, by path below the round's folder
	problems  int                      // met while reading it, which its own build lists
	sides     map[string]*compare.Side // its products as a comparison takes them, by id
	order     []string                 // of their ids in its register
}

// readBefore reads the round before, where the settings name one. One that cannot be read is a problem, and the round
// is built without it.
func (b *builder) readBefore() error {
	if b.round.Baseline == "" {
		return nil
	}
	before, err := b.readBaseline()
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if err != nil {
		b.baselineProblem(response.Error, fmt.Sprintf("The round before cannot be read, so nothing is compared with it: %v.", err),
			"Correct it, or correct baseline in round.yaml.")
		return nil
	}
	b.baseline = before
	if before.problems > 0 {
		b.baselineProblem(response.Warning, fmt.Sprintf("The round before has %s of its own; what of it could not be read is not compared.", count(before.problems, "problem")),
			"Build that round by itself to see them.")
	}
	b.inputs = append(b.inputs, before.inputs...)
	then := sidesOf(before.round, before.framework, before.cases)
	shared(then, []compare.Side{{Framework: b.edition.Framework}})
	before.sides = map[string]*compare.Side{}
	for i := range then {
		before.order = append(before.order, then[i].Product.ID)
		before.sides[then[i].Product.ID] = &then[i]
	}
	return nil
}

// since compares every case with what its product was in the round before.
func (b *builder) since() {
	if b.baseline == nil {
		return
	}
	for i := range b.cases {
		c := &b.cases[i]
		changed := b.changed(c.Product, c)
		c.Since = &changed
	}
}

// changed is what became of one product; nil is that nothing of it was received now.
func (b *builder) changed(p round.Product, c *view.Case) compare.Comparison {
	now := sideOf(b.round, b.edition.Framework, p, c)
	return compare.Of(b.baseline.sides[p.ID], &now)
}

// changes is what became of all products, those of this round first; of those that have a case it is known already.
func (b *builder) changes(known map[string]*compare.Comparison) []compare.Comparison {
	var all []compare.Comparison
	for _, p := range b.round.Products {
		if c := known[p.ID]; c != nil {
			all = append(all, *c)
		} else {
			all = append(all, b.changed(p, nil))
		}
	}
	for _, id := range b.baseline.order {
		if _, ok := b.round.Product(id); !ok {
			all = append(all, compare.Of(b.baseline.sides[id], nil))
		}
	}
	return all
}

func (b *builder) baselineProblem(sev response.Severity, what, do string) {
	b.problems = append(b.problems, response.Problem{Kind: response.Register, Severity: sev, Cell: response.Cell{File: b.round.Baseline}, What: what, Do: do})
}

// readBaseline reads the round before: on its own framework where that has rules, else on that of the round,
// to which answers are carried over.
func (b *builder) readBaseline() (*baseline, error) {
	if !fs.ValidPath(b.round.Baseline) {
		return nil, fmt.Errorf("%q is no folder below the round's own", b.round.Baseline)
	}
	before, err := b.below(b.round.Baseline)
	if err != nil {
		return nil, err
	}
	if err := before.receive(); err != nil {
		return nil, err
	}
	out := &baseline{at: b.round.Baseline, round: before.round, framework: before.edition.Framework, cases: before.cases, problems: len(before.problems) + len(before.round.Problems)}
	for _, f := range before.inputs {
		f.Path = path.Join(out.at, f.Path)
		out.inputs = append(out.inputs, f)
	}
	return out, nil
}

// below is a builder of a round below this one's folder that says nothing and builds nothing.
func (b *builder) below(at string) (*builder, error) {
	dir := filepath.Join(b.dir, filepath.FromSlash(at))
	before, err := b.app.reader(dir)
	if err != nil {
		return nil, err
	}
	if before.edition.Framework.Kind != framework.Assessment {
		before.edition = b.edition // its answers are carried over to the round's own
	}
	before.progress.quiet = true
	before.known = append(before.known, b.known...)
	return before, nil
}

// ofBaseline says whether a provider may know that a file of the round before was used: its own answers that
// its products are compared with, and that round's settings.
func (b *builder) ofBaseline(provider, file string) bool {
	if b.baseline == nil {
		return false
	}
	for _, c := range b.baseline.cases {
		for _, name := range c.Files {
			if file == path.Join(b.baseline.at, "responses", name) {
				return c.Provider.ID == provider
			}
		}
	}
	return file == path.Join(b.baseline.at, "round.yaml")
}

// before is the round before as the summary takes it: assessed by this round's framework. Nil where there is none,
// and where it was assessed by another, whose figures are not the same figures.
func (b *builder) before() *view.RoundBefore {
	if b.baseline == nil || b.baseline.framework.Ref() != b.edition.Framework.Ref() {
		return nil
	}
	return &view.RoundBefore{Round: b.baseline.round, Cases: b.baseline.cases}
}
