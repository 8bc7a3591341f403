package disclose

import "slices"

// system is all that is published, as equations and inequations over the cells that are not shown alone.
// Cells are whole numbers, and none is less than what the reader brought in themselves.
type system struct {
	cells []unknown
	rows  []row
}

// unknown is a cell a reader would like to know.
type unknown struct {
	grid, cell int
	truth      int
	tally      *tally
	// block is the row that gives the sum the cell is part of, or -1 where it is part of two: a cross.
	block int
	need  int // the width an outsider must be left
}

// row is the sum of coef × cell, which is sum or, where not equal, at most sum.
type row struct {
	cell, coef []int
	sum        int
	equal      bool
	// apart is, of a relation, how many more of each provider's products are on its right than on its left. Who
	// takes their own away from both sides knows that much more of the others.
	apart []share
}

// span is an interval of whole numbers.
type span struct{ from, to int }

func (s span) width() int { return s.to - s.from }

// system writes down what a reader has in hand.
func (p *plan) system() *system {
	s := &system{}
	at := make([]map[int]int, len(p.grids)) // place in cells, by grid and cell
	for i := range p.grids {
		at[i] = map[int]int{}
		if p.grids[i].crossed() {
			p.crossRows(s, i)
			continue
		}
		if p.grids[i].Amounts && p.layouts[i].groups() == nil {
			continue // not even its total is shown
		}
		for _, block := range p.layouts[i].blocks() {
			if len(block) == 1 && p.layouts[i][block[0]] >= 0 {
				continue // shown
			}
			r := row{equal: true}
			for _, c := range block {
				at[i][c] = len(s.cells)
				t := &p.grids[i].cells[c]
				s.cells = append(s.cells, unknown{i, c, t.n, t, len(s.rows), p.need(i, t)})
				r.cell, r.coef, r.sum = append(r.cell, at[i][c]), append(r.coef, 1), r.sum+t.n
			}
			s.rows = append(s.rows, r)
		}
	}
	for _, rel := range p.round.Relations {
		if r := p.inequation(rel, at); len(r.cell) > 0 {
			r.apart = p.apart(rel)
			s.rows = append(s.rows, r)
		}
	}
	return s
}

// need is how many whole numbers an outsider must be left beside one: floor, and of an amount so much of
// the largest contribution that nobody can estimate it.
func (p *plan) need(grid int, t *tally) int {
	n := p.floor
	if p.grids[grid].Amounts {
		for _, s := range t.by {
			n = max(n, (int(s.n)*dominanceP+99)/100)
		}
	}
	return n
}

func (p *plan) crossRows(s *system, g int) {
	c := p.crossings[g]
	if c.shown == 0 {
		return // nothing of it is published that its margins do not say
	}
	at := map[int]int{}
	for i, h := range c.hide {
		if h {
			at[i] = len(s.cells)
			t := &c.merged.cells[i]
			s.cells = append(s.cells, unknown{g, i, t.n, t, -1, p.need(g, t)})
		}
	}
	for _, line := range c.lines() {
		r := row{equal: true}
		for _, i := range line {
			if k, ok := at[i]; ok {
				r.cell, r.coef, r.sum = append(r.cell, k), append(r.coef, 1), r.sum+s.cells[k].truth
			}
		}
		if len(r.cell) > 0 {
			s.rows = append(s.rows, r)
		}
	}
}

// inequation writes a relation with what is known of it put in: whole blocks are numbers.
func (p *plan) inequation(rel Relation, at []map[int]int) row {
	r := row{}
	side := func(events []Event, sign int) {
		for _, e := range events {
			g := p.place[e.Table]
			for _, block := range p.layouts[g].blocks() {
				whole := !slices.ContainsFunc(block, func(c int) bool { return !slices.Contains(e.Categories, c) })
				for _, c := range block {
					if !slices.Contains(e.Categories, c) {
						continue
					}
					if k, unknown := at[g][c]; unknown && !whole {
						r.cell, r.coef = append(r.cell, k), append(r.coef, sign)
					} else {
						r.sum -= sign * p.grids[g].cells[c].n
					}
				}
			}
		}
	}
	side(rel.Left, 1)
	side(rel.Right, -1)
	return r
}

func (p *plan) apart(rel Relation) []share {
	sums := make([]int, len(p.providers))
	side := func(events []Event, sign int) {
		for _, e := range events {
			for _, c := range e.Categories {
				for _, b := range p.grids[p.place[e.Table]].cells[c].by {
					sums[b.provider] += sign * int(b.n)
				}
			}
		}
	}
	side(rel.Right, 1)
	side(rel.Left, -1)
	var all []share
	for provider, n := range sums {
		if n > 0 {
			all = append(all, share{int32(provider), int32(n)})
		}
	}
	return all
}

// reader is somebody who looks at the figures: what they brought in of each cell, and by how much each row is
// tighter for them. Both are nil for an outsider.
type reader struct{ own, tighter []int }

// readers are members taken together as one who brought in, of each cell, the most that any of them did: that
// reader knows more than each of them.
func (s *system) readers(group []int) reader {
	in := map[int]bool{}
	for _, m := range group {
		in[m] = true
	}
	r := reader{make([]int, len(s.cells)), make([]int, len(s.rows))}
	for c, u := range s.cells {
		for _, b := range u.tally.by {
			if in[int(b.provider)] {
				r.own[c] = max(r.own[c], int(b.n))
			}
		}
	}
	for i, row := range s.rows {
		for _, b := range row.apart {
			if in[int(b.provider)] {
				r.tighter[i] = max(r.tighter[i], int(b.n))
			}
		}
	}
	return r
}

// as is the system as it is for a reader.
func (s *system) as(r reader) *system {
	if r.tighter == nil {
		return s
	}
	x := *s
	x.rows = slices.Clone(s.rows)
	for i, n := range r.tighter {
		x.rows[i].sum -= n
	}
	return &x
}

// propagate narrows bounds by every row until nothing changes. What comes out holds for sure and is the
// tightest where a cell is part of one equation only.
func (s *system) propagate(own []int) []span {
	b := make([]span, len(s.cells))
	for i := range b {
		b[i] = span{0, 1 << 40}
		if own != nil {
			b[i].from = own[i]
		}
	}
	for changed, turns := true, 0; changed && turns < 200; turns++ {
		changed = false
		for i := range s.rows {
			changed = s.rows[i].narrow(b) || changed
		}
	}
	return b
}

// narrow bounds each cell of the row by what the others leave it.
func (r *row) narrow(b []span) bool {
	least, most := 0, 0 // of the whole sum
	for k, c := range r.cell {
		lo, hi := r.coef[k]*b[c].from, r.coef[k]*b[c].to
		least, most = least+min(lo, hi), most+max(lo, hi)
	}
	changed := false
	for k, c := range r.cell {
		f := r.coef[k]
		lo, hi := min(f*b[c].from, f*b[c].to), max(f*b[c].from, f*b[c].to)
		up := r.sum - (least - lo) // the most that f × cell can be
		down := lo
		if r.equal {
			down = max(lo, r.sum-(most-hi))
		}
		n := span{down, min(hi, up)}
		if f < 0 {
			n = span{-n.to, -n.from}
		}
		if n.from > b[c].from {
			b[c].from, changed = n.from, true
		}
		if n.to < b[c].to {
			b[c].to, changed = n.to, true
		}
	}
	return changed
}

// loose says that a row can not bind within bounds, so that nothing is lost without it.
func (r *row) loose(b []span) bool {
	if r.equal {
		return false
	}
	most := 0
	for k, c := range r.cell {
		most += max(r.coef[k]*b[c].from, r.coef[k]*b[c].to)
	}
	return most <= r.sum
}

// split parts the system, within bounds, into rows that share cells. Cells that are settled join nothing.
func (s *system) split(b []span) (of []int, rows map[int][]int) {
	of = make([]int, len(s.cells))
	for i := range of {
		of[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if of[i] != i {
			of[i] = find(of[i])
		}
		return of[i]
	}
	rows = map[int][]int{}
	var kept []int
	for i := range s.rows {
		r := &s.rows[i]
		if r.loose(b) {
			continue
		}
		first := -1
		for _, c := range r.cell {
			if b[c].width() == 0 {
				continue
			}
			if first < 0 {
				first = find(c)
			}
			of[find(c)] = first
		}
		if first >= 0 {
			kept = append(kept, i)
		}
	}
	for i := range of {
		of[i] = find(i)
	}
	for _, i := range kept {
		for _, c := range s.rows[i].cell {
			if b[c].width() > 0 {
				rows[of[c]] = append(rows[of[c]], i)
				break
			}
		}
	}
	return of, rows
}

// room is a part of the way a cell can go up or down from the truth by exchange with the others of its
// block, everything else staying: what it reaches can be reached, so the interval is at least so wide.
func (s *system) room(cell int, b []span, rows []int, up bool) int {
	u := s.cells[cell]
	if u.block < 0 {
		return 0
	}
	slack := map[int]int{}
	for _, i := range rows {
		if r := &s.rows[i]; !r.equal {
			slack[i] = r.sum
			for k, c := range r.cell {
				slack[i] -= r.coef[k] * s.cells[c].truth
			}
		}
	}
	sign, total := 1, 0
	if !up {
		sign = -1
	}
	left := b[cell].to - u.truth // rows that bind nothing within the bounds are not looked at, so stay within
	if !up {
		left = u.truth - b[cell].from
	}
	for _, other := range s.rows[u.block].cell {
		if other == cell || left == 0 {
			continue
		}
		t := min(left, b[other].to-s.cells[other].truth)
		if up {
			t = min(left, s.cells[other].truth-b[other].from)
		}
		for _, i := range rows {
			if d := sign * (s.rows[i].of(cell) - s.rows[i].of(other)); !s.rows[i].equal && d > 0 {
				t = min(t, slack[i]/d)
			}
		}
		for _, i := range rows {
			if !s.rows[i].equal {
				slack[i] -= t * sign * (s.rows[i].of(cell) - s.rows[i].of(other))
			}
		}
		total, left = total+t, left-t
	}
	return total
}

// of is the coefficient of a cell.
func (r *row) of(cell int) int {
	n := 0
	for k, c := range r.cell {
		if c == cell {
			n += r.coef[k]
		}
	}
	return n
}
