package target

import (
	"math"
	"slices"
)

// route looks for the cheapest options that together fulfil a demand: a choice of one option a part, with
// the score of each dimension filled up. Dimensions are filled one after the other; those that a part
// joins, together.
type route struct {
	*try
	demand demand
	stages []stage // of all blocks, one after the other
}

// stage is one part with what it can put in.
type stage struct {
	options []option
	adds    [][]int // of each option, halves of weight by dimension of the block
	block   *block
	last    bool // of its block
	// cost is the least that fills the block from this stage on, by state; see cost.
	cost []cost
	rest cost // of the blocks after this one
}

// block are dimensions that are filled together. A state counts what is there so far, no further than
// needed, as one number with a place for each dimension.
type block struct {
	dimensions []int
	need       []int
}

// cost is a number of changes and, among equals, an effort. It fits in one number, so that costs are
// compared and added as numbers.
type cost int

const (
	oneChange cost = 1 << 20
	never     cost = math.MaxInt32 << 20
)

func costOf(o option) cost { return cost(len(o.asked))*oneChange + cost(o.effort) }

func newRoute(t *try, d demand) *route {
	r := &route{try: t, demand: d}
	for _, dims := range t.blocks() {
		r.add(dims)
	}
	rest := cost(0)
	for i := len(r.stages) - 1; i >= 0; i-- {
		s := &r.stages[i]
		if s.last {
			rest = r.restAfter(i)
		}
		s.rest = rest
	}
	return r
}

// restAfter is the least cost of all blocks after stage i, the last of its own.
func (r *route) restAfter(i int) cost {
	if i+1 == len(r.stages) {
		return 0
	}
	next := &r.stages[i+1]
	return plus(next.cost[0], next.rest)
}

func plus(a, b cost) cost {
	if a >= never || b >= never {
		return never
	}
	return a + b
}

// blocks puts dimensions together that a part joins; as a rule each is by itself.
func (t *try) blocks() [][]int {
	of := make([]int, len(t.f.Dimensions))
	for i := range of {
		of[i] = i
	}
	for _, p := range t.parts {
		first := of[t.dimension(p.controls[0])]
		for _, c := range p.controls {
			if other := of[t.dimension(c)]; other != first {
				for i := range of {
					if of[i] == max(first, other) {
						of[i] = min(first, other)
					}
				}
				first = min(first, other)
			}
		}
	}
	var all [][]int
	for i := range of {
		var dims []int
		for k := range of {
			if of[k] == i {
				dims = append(dims, k)
			}
		}
		if len(dims) > 0 {
			all = append(all, dims)
		}
	}
	return all
}

// add puts the stages of a block, and works out from the last to the first what filling it costs.
func (r *route) add(dims []int) {
	b := &block{dimensions: dims}
	for _, k := range dims {
		b.need = append(b.need, r.demand.score[k])
	}
	first := len(r.stages)
	for i, p := range r.parts {
		if !slices.Contains(dims, r.dimension(p.controls[0])) {
			continue
		}
		s := stage{block: b}
		for _, o := range r.optionsOf(i) {
			if r.demand.allows(p, o) {
				s.options = append(s.options, o)
				s.adds = append(s.adds, r.adds(b, p, o))
			}
		}
		r.stages = append(r.stages, s)
	}
	if len(r.stages) == first {
		return
	}
	r.stages[len(r.stages)-1].last = true
	for i := len(r.stages) - 1; i >= first; i-- {
		r.stages[i].fill(r.stages[i:])
	}
}

// adds is what an option puts in, dimension by dimension of the block.
func (r *route) adds(b *block, p part, o option) []int {
	all := make([]int, len(b.dimensions))
	for i, c := range p.controls {
		all[slices.Index(b.dimensions, r.dimension(c))] += r.f.Controls[c].Weight * o.halves[i]
	}
	return all
}

// fill works out the least cost by state, of this stage and all after it in the block.
func (s *stage) fill(from []stage) {
	states := 1
	for _, n := range s.block.need {
		states *= n + 1
	}
	s.cost = make([]cost, states)
	for state := range s.cost {
		least := never
		for k, o := range s.options {
			to := s.block.with(state, s.adds[k])
			after := never
			if !s.last {
				after = from[1].cost[to]
			} else if to == states-1 {
				after = 0
			}
			least = min(least, plus(costOf(o), after))
		}
		s.cost[state] = least
	}
}

// with is the state after something was put in.
func (b *block) with(state int, adds []int) int {
	if len(b.need) == 1 {
		return min(state+adds[0], b.need[0])
	}
	to, place := 0, 1
	for i, n := range b.need {
		to += min(state%(n+1)+adds[i], n) * place
		state /= n + 1
		place *= n + 1
	}
	return to
}

// best lists the cheapest choices with the least number of changes, those with less effort first, then in the
// order of the questionnaire: the options picked, without those that change nothing.
func (r *route) best(most int) [][]option {
	if len(r.stages) == 0 {
		return nil
	}
	least := plus(r.stages[0].cost[0], r.stages[0].rest)
	if least >= never {
		return nil
	}
	changes := least / oneChange
	var all [][]option
	for bound := least; len(all) < most && bound/oneChange == changes; {
		w := walk{route: r, bound: bound, most: most - len(all), next: never}
		w.through(0, 0, 0)
		all = append(all, w.found...)
		bound = w.next
	}
	return all
}

// walk goes through all choices of one cost, in order. What can only end dearer is not entered, and the
// cheapest of what was not entered is the next bound.
type walk struct {
	*route
	bound  cost
	most   int
	next   cost
	picked []option
	found  [][]option
}

func (w *walk) through(i, state int, spent cost) {
	if i == len(w.stages) {
		if spent == w.bound {
			w.found = append(w.found, slices.Clone(w.picked))
		}
		return
	}
	s := &w.stages[i]
	for k, o := range s.options {
		if len(w.found) == w.most {
			return
		}
		to, after := s.block.with(state, s.adds[k]), cost(0)
		switch {
		case !s.last:
			after = plus(w.stages[i+1].cost[to], s.rest)
		case to == len(s.cost)-1:
			to, after = 0, s.rest
		default:
			after = never
		}
		total := plus(spent+costOf(o), after)
		if total > w.bound {
			w.next = min(w.next, total)
			continue
		}
		if len(o.asked) > 0 {
			w.picked = append(w.picked, o)
		}
		w.through(i+1, to, spent+costOf(o))
		if len(o.asked) > 0 {
			w.picked = w.picked[:len(w.picked)-1]
		}
	}
}
