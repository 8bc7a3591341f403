package disclose

import "slices"

// program is a part of a system as a linear program that stands at a solution. It is solved exactly, in whole
// numbers over one common denominator (Edmonds), by Bland's rule: the same system takes the same steps to the
// same answer on every machine. gonum's simplex was tried first. It works in floating point, which needs a
// margin of its own in a proof, starts anew for every cell, and made the attack some forty times slower.
type program struct {
	// t has a line an equation, the sum last; each is over d, and basic has the variable it gives.
	t     [][]int64
	basic []int
	d     int64
	width int // of variables
	place map[int]int
	from  []span
}

// tooLarge is where a product of two might no longer fit; the program gives up before.
const tooLarge = 1 << 30

// program writes the rows of a part as equations over variables that are not negative, each cell counted from
// its lower bound and each inequation with what is left as a variable, and goes to a first solution. It is
// nil where numbers grow too large.
func (s *system) program(b []span, part []int) *program {
	p := &program{d: 1, place: map[int]int{}, from: b}
	var lines []row
	for _, i := range part {
		lines = append(lines, s.rows[i])
		for _, c := range s.rows[i].cell {
			if _, there := p.place[c]; there || b[c].width() == 0 {
				continue
			}
			p.place[c] = len(p.place)
			if b[c].to < s.most(c, b) { // a row that only said so is not in the part
				lines = append(lines, row{cell: []int{c}, coef: []int{1}, sum: b[c].to})
			}
		}
	}
	slack := len(p.place)
	p.width = slack
	for _, r := range lines {
		if !r.equal {
			p.width++
		}
	}
	made := p.width // from here on, a variable a line that has to be 0 in the end
	for _, r := range lines {
		line, sum := make([]int64, p.width+len(lines)+1), r.sum
		for k, c := range r.cell {
			sum -= r.coef[k] * b[c].from
			if at, ok := p.place[c]; ok {
				line[at] += int64(r.coef[k])
			}
		}
		if !r.equal {
			line[slack] = 1
			slack++
		}
		line[len(line)-1] = int64(sum)
		if sum < 0 {
			for k := range line {
				line[k] = -line[k]
			}
		}
		if !r.equal && sum >= 0 {
			p.basic = append(p.basic, slack-1)
		} else {
			line[made] = 1
			p.basic = append(p.basic, made)
			made++
		}
		p.t = append(p.t, line)
	}
	if !p.begin(made) {
		return nil
	}
	return p
}

// most is what the block of a cell leaves it.
func (s *system) most(cell int, b []span) int {
	u := s.cells[cell]
	if u.block < 0 {
		return 1 << 40
	}
	n := s.rows[u.block].sum
	for _, c := range s.rows[u.block].cell {
		if c != cell {
			n -= b[c].from
		}
	}
	return n
}

// begin brings the made variables to 0 and out of the program.
func (p *program) begin(made int) bool {
	cost := make([]int64, made)
	for k := p.width; k < made; k++ {
		cost[k] = 1
	}
	at, ok := p.least(cost, made)
	if !ok || at != 0 {
		return false
	}
	for i := 0; i < len(p.t); i++ {
		if p.basic[i] < p.width {
			continue
		}
		k := slices.IndexFunc(p.t[i][:p.width], func(x int64) bool { return x != 0 })
		if k < 0 { // the equation followed from the others
			p.t = slices.Delete(p.t, i, i+1)
			p.basic = slices.Delete(p.basic, i, i+1)
			i--
			continue
		}
		if p.t[i][k] < 0 { // its sum is 0, so signs may be turned
			for j := range p.t[i] {
				p.t[i][j] = -p.t[i][j]
			}
		}
		if !p.pivot(i, k, nil) {
			return false
		}
	}
	for i := range p.t {
		p.t[i] = append(p.t[i][:p.width:p.width], p.t[i][len(p.t[i])-1])
	}
	return true
}

// span is the least and the most a cell can be, in whole numbers. Ok is false where numbers grow too large.
func (p *program) span(cell int) (out span, ok bool) {
	at := p.place[cell]
	cost := make([]int64, p.width)
	cost[at] = 1
	least, ok := p.least(cost, p.width)
	if !ok {
		return out, false
	}
	out.from = p.from[cell].from + int((least+p.d-1)/p.d) // rounded up
	cost[at] = -1
	most, ok := p.least(cost, p.width)
	out.to = p.from[cell].from + int(-most/p.d) // rounded down
	return out, ok
}

// least goes on to a solution at which the cost is least and returns it, times the denominator. Variables
// from limit on stay out.
func (p *program) least(cost []int64, limit int) (int64, bool) {
	// The line of what a step along each variable would cost.
	width := len(p.t[0])
	z := make([]int64, width)
	for k := range cost {
		z[k] = cost[k] * p.d
	}
	for i, b := range p.basic {
		if b < len(cost) && cost[b] != 0 {
			for k := range z {
				z[k] -= cost[b] * p.t[i][k]
			}
		}
	}
	for steps := 0; steps < 100000; steps++ {
		in := -1
		for k := range limit {
			if z[k] < 0 {
				in = k
				break
			}
		}
		if in < 0 {
			return -z[width-1], true
		}
		out := -1
		for i, line := range p.t {
			if line[in] <= 0 {
				continue
			}
			if out < 0 {
				out = i
				continue
			}
			a, b := line[width-1]*p.t[out][in], p.t[out][width-1]*line[in]
			if a < b || a == b && p.basic[i] < p.basic[out] {
				out = i
			}
		}
		if out < 0 || !p.pivot(out, in, z) {
			return 0, false
		}
	}
	return 0, false
}

// pivot makes variable in the one that line out gives.
func (p *program) pivot(out, in int, z []int64) bool {
	line := p.t[out]
	by := line[in]
	ok := true
	step := func(other []int64) {
		f := other[in]
		if f == 0 && by == p.d {
			return
		}
		if by == 1 && p.d == 1 { // nearly always: the equations are of ones
			for k, x := range line {
				if x != 0 {
					other[k] -= f * x
					ok = ok && other[k] < tooLarge && other[k] > -tooLarge
				}
			}
			return
		}
		if f == 0 {
			for k, x := range other {
				if x != 0 {
					other[k] = x * by / p.d
				}
			}
			return
		}
		for k := range other {
			x := (other[k]*by - f*line[k]) / p.d
			if x > tooLarge || x < -tooLarge {
				ok = false
			}
			other[k] = x
		}
	}
	for i := range p.t {
		if i != out {
			step(p.t[i])
		}
	}
	if z != nil {
		step(z)
	}
	p.d = by
	p.basic[out] = in
	return ok
}
