package compare

import (
	"cmp"

	"opframe/data/framework"
)

// Kind is what became of something.
type Kind string

// The kinds. Mixed is of a whole product: some things improved and others got worse.
const (
	Improved      Kind = "improved"
	Worse         Kind = "worse"
	Mixed         Kind = "improved and worse"
	Unchanged     Kind = "unchanged"
	New           Kind = "new"
	Gone          Kind = "gone"
	NotComparable Kind = "not comparable"
)

// Kinds lists them in the order reports use.
var Kinds = []Kind{Worse, Mixed, Improved, NotComparable, New, Gone, Unchanged}

// ofResults orders two results of one control. What was not assessed stands below what is met at least in
// part, since it counts as little as what is not met; but next to what is not met nothing can be said of it,
// and nothing of a control that applies on one side only.
func ofResults(old, now framework.Result) Kind {
	switch {
	case old == now:
		return Unchanged
	case old == framework.NotApplicable || now == framework.NotApplicable || worth[old] == worth[now]:
		return NotComparable
	}
	return rising(worth[now] - worth[old])
}

var worth = map[framework.Result]int{framework.Met: 2, framework.Partly: 1, framework.NotMet: 0, framework.NotAssessed: 0}

// rising says what a difference means of which more is better.
func rising(by int) Kind {
	switch cmp.Compare(by, 0) {
	case 1:
		return Improved
	case -1:
		return Worse
	}
	return Unchanged
}

// kind puts together what became of the parts of a product.
func (c *Comparison) kind() Kind {
	n := map[Kind]int{c.Level.Kind: 1}
	for _, d := range c.Dimensions {
		n[d.Kind]++
	}
	for _, f := range c.Findings {
		n[f.Kind]++
	}
	for _, a := range c.APIs {
		n[a.Kind]++
	}
	switch {
	case n[Improved] > 0 && n[Worse] > 0:
		return Mixed
	case n[Improved] > 0:
		return Improved
	case n[Worse] > 0:
		return Worse
	case n[NotComparable]+n[New]+n[Gone] > 0:
		return NotComparable
	}
	return Unchanged
}

// GotWorse says that something of the product got worse.
func (c *Comparison) GotWorse() bool { return c.Kind == Worse || c.Kind == Mixed }
