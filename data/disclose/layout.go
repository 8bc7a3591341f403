package disclose

import (
	"cmp"
	"slices"
)

// Dominance, of amounts: what is left when the two largest providers are taken away must be at least
// dominanceP percent of the largest, or the second could estimate it; and the two together must not hold
// more than dominanceK percent. The figures are those commonly used in official statistics.
const (
	dominanceP = 20
	dominanceK = 80
)

// guards are the protections. All of them are on outside of tests, which turn one off to see the attack
// find what it protects from.
type guards struct {
	providers  bool // contributors are providers, not products
	zero       bool // zero is no figure to be shown
	whole      bool // nor is all of it
	complement bool // what is withheld must not follow from the total
	tables     bool // nor from other tables
	rounds     bool // nor from the round before
	dominance  bool
}

var allGuards = guards{true, true, true, true, true, true, true}

// layout says how a table is published: the number of the group each cell is shown in, alone or merged with
// neighbours, or -1 where it is withheld.
type layout []int

// hidden are the cells that are withheld.
func (l layout) hidden() []int {
	var all []int
	for i, g := range l {
		if g < 0 {
			all = append(all, i)
		}
	}
	return all
}

// groups are the cells of what is shown, group by group.
func (l layout) groups() [][]int {
	var all [][]int
	for i, g := range l {
		if g < 0 {
			continue
		}
		for len(all) <= g {
			all = append(all, nil)
		}
		all[g] = append(all[g], i)
	}
	return slices.DeleteFunc(all, func(g []int) bool { return g == nil })
}

// blocks are what is known the sum of: the groups, and all that is withheld together.
func (l layout) blocks() [][]int {
	all := l.groups()
	if h := l.hidden(); h != nil {
		all = append(all, h)
	}
	return all
}

// coarsens says that nothing but sums of what other shows can be had from l.
func (l layout) coarsens(other layout) bool {
	in := make([]int, len(l)) // block of l
	for b, block := range l.blocks() {
		for _, i := range block {
			in[i] = b
		}
	}
	for _, block := range other.blocks() {
		for _, i := range block {
			if in[i] != in[block[0]] {
				return false
			}
		}
	}
	return true
}

// withheld is the layout that shows nothing.
func withheld(n int) layout {
	l := make(layout, n)
	for i := range l {
		l[i] = -1
	}
	return l
}

// planner holds the rules of one round.
type planner struct {
	floor int
	guards
}

// shows says that a figure may be shown: enough providers stand behind it, and none of them dominates.
func (p planner) shows(g *grid, cells []int) bool {
	n := contributors(g.cells, cells)
	if !p.providers {
		n = 0
		for _, i := range cells {
			n += g.cells[i].n
		}
	}
	if n == 0 && !p.zero {
		return true
	}
	if n < p.floor {
		return false
	}
	return !g.Amounts || !p.dominance || !dominated(together(g.cells, cells))
}

func dominated(t tally) bool {
	var first, second int
	for _, s := range t.by {
		if n := int(s.n); n > first {
			first, second = n, first
		} else {
			second = max(second, n)
		}
	}
	return (t.n-first-second)*100 < dominanceP*first || (first+second)*100 > dominanceK*t.n
}

// covers says that what is withheld may be known the sum of.
func (p planner) covers(g *grid, cells []int) bool {
	switch {
	case len(cells) == 0 || !p.complement:
		return true
	case len(cells) == len(g.cells):
		return true // the whole table: whether its total is shown is decided for all tables together
	}
	if !p.whole && contributors(g.cells, cells) == 0 {
		return true
	}
	return len(cells) >= 2 && p.shows(g, cells)
}

// candidate is a layout that keeps the rules by itself, with what it is worth.
type candidate struct {
	layout
	shown, hidden int
	squares       int // of what is known the sums of: the less, the more evenly spread and the more telling
}

// worth puts the better candidate first: more figures, then fewer categories withheld, then the more
// telling; what is still equal stays in the order of enumeration, merges of later categories first.
func worth(a, b candidate) int {
	return cmp.Or(b.shown-a.shown, a.hidden-b.hidden, cmp.Compare(a.squares, b.squares))
}

// mostEnumerated is how many categories a table may have for every way to merge them to be tried.
const mostEnumerated = 9

// candidates are the ways to publish a table of counts or amounts, the best first and nothing at all last.
func (p planner) candidates(g *grid) []candidate {
	n := len(g.cells)
	var all []candidate
	if g.Amounts && !p.shows(g, every(n)) { // its total is shown with any part of it
		return []candidate{{layout: withheld(n), hidden: n, squares: g.total * g.total}}
	}
	last := 1<<(n-1) - 1
	for cut := last; cut >= 1; cut-- { // bit i: there is a border after category i
		if n > mostEnumerated && cut != last {
			break // only as it is
		}
		all = append(all, p.within(g, runs(n, cut))...)
	}
	slices.SortStableFunc(all, worth)
	return append(all, candidate{layout: withheld(n), hidden: n, squares: g.total * g.total})
}

func runs(n, cut int) [][]int {
	all := [][]int{{0}}
	for i := 1; i < n; i++ {
		if cut>>(i-1)&1 == 1 {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], i)
	}
	return all
}

// within are the ways to withhold runs of categories: those that may not be shown, and one or two more where
// that is needed. More than that is never the best: merging shows as much.
func (p planner) within(g *grid, runs [][]int) []candidate {
	small := make([]bool, len(runs))
	for i, r := range runs {
		small[i] = !p.shows(g, r)
	}
	var all []candidate
	try := func(more ...int) {
		hide := slices.Clone(small)
		for _, i := range more {
			if hide[i] {
				return
			}
			hide[i] = true
		}
		if c, ok := p.candidate(g, runs, hide); ok {
			all = append(all, c)
		}
	}
	try()
	if !slices.Contains(small, true) {
		return all
	}
	for i := range runs {
		try(i)
	}
	for i := range runs {
		for j := range i {
			try(i, j)
		}
	}
	return all
}

func (p planner) candidate(g *grid, runs [][]int, hide []bool) (candidate, bool) {
	c := candidate{layout: withheld(len(g.cells))}
	for i, r := range runs {
		if hide[i] {
			if len(r) > 1 {
				return c, false // merged and withheld is withheld as it is
			}
			continue
		}
		for _, at := range r {
			c.layout[at] = c.shown
		}
		c.shown++
	}
	if c.shown == 0 {
		return c, false
	}
	h := c.layout.hidden()
	c.hidden = len(h)
	for _, b := range c.layout.blocks() {
		n := 0
		for _, i := range b {
			n += g.cells[i].n
		}
		c.squares += n * n
	}
	return c, p.covers(g, h)
}
