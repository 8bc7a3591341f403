package disclose

import (
	"fmt"
	"slices"
	"strings"
)

// Breach is a place where the attack gets too near.
type Breach struct {
	Table, Cell string
	What        string
	grid        int
}

// String names the table, the cell and what was found.
func (b Breach) String() string { return fmt.Sprintf("%s: %s: %s", b.Table, b.Cell, b.What) }

// attack does what a reader can do with all that is published: looks for figures that rest on too few,
// takes the round before from this one, and works out for every cell not shown by itself between which
// numbers it lies, as an outsider and as every member who knows their own answers. It trusts no rule of the
// planner.
func (p *plan) attack() []Breach {
	if p.none() {
		return nil
	}
	found := p.few()
	found = append(found, p.subtract()...)
	s := p.system()
	for _, c := range s.tooNear(every(len(s.cells)), reader{}, func(c int) int { return s.cells[c].need }) {
		found = append(found, p.breach(s.cells[c], "anybody can work it out too nearly"))
	}
	for _, c := range p.members(s) {
		found = append(found, p.breach(s.cells[c], "a member who knows their own answers can work out the others' too nearly"))
	}
	return found
}

func (p *plan) breach(u unknown, what string) Breach {
	return Breach{p.grids[u.grid].title(), p.label(u), what, u.grid}
}

// title is what a table is called in messages.
func (t Table) title() string {
	if t.Title == "" {
		return t.Name
	}
	return t.Title
}

// label is what a cell is called.
func (p *plan) label(u unknown) string {
	if c, ok := p.crossings[u.grid]; ok {
		g := &p.grids[u.grid]
		name := func(l []int, t int) string {
			var words []string
			for _, i := range l {
				words = append(words, p.grids[t].Categories[i])
			}
			return strings.Join(words, " or ")
		}
		return name(c.rows[u.cell/len(c.cols)], g.row) + " × " + name(c.cols[u.cell%len(c.cols)], g.col)
	}
	return p.grids[u.grid].Categories[u.cell]
}

// few finds figures shown that fewer than floor providers stand behind, or that one or two dominate.
func (p *plan) few() []Breach {
	var all []Breach
	check := func(g, cell int, cells []tally, which []int) {
		u := unknown{grid: g, cell: cell}
		switch {
		case contributors(cells, which) < p.floor:
			all = append(all, p.breach(u, fmt.Sprintf("it is shown and fewer than %d providers stand behind it", p.floor)))
		case p.grids[g].Amounts && dominated(together(cells, which)):
			all = append(all, p.breach(u, "it is shown and one or two providers make up nearly all of it"))
		}
	}
	for i := range p.grids {
		if c, crossed := p.crossings[i]; crossed {
			for k, h := range c.hide {
				if !h {
					check(i, k, c.merged.cells, []int{k})
				}
			}
			continue
		}
		for _, group := range p.layouts[i].groups() {
			check(i, group[0], p.grids[i].cells, group)
		}
	}
	return all
}

// subtract takes the round before from this one, table by table.
func (p *plan) subtract() []Breach {
	var all []Breach
	for i := range p.grids {
		if !p.grids[i].crossed() && p.differ(i).tells(p.layouts[i]) {
			all = append(all, Breach{p.grids[i].title(), "all", "taken from the same of the round before, it leaves what fewer providers than the floor changed", i})
		}
	}
	return all
}

// members finds what single members are too near to. Many are tried at once as one who knows more than each of
// them: if that one gets nowhere, nobody does.
func (p *plan) members(s *system) []int {
	knows := make([]bool, len(p.providers))
	for _, u := range s.cells {
		for _, b := range u.tally.by {
			knows[b.provider] = true
		}
	}
	for _, r := range s.rows {
		for _, b := range r.apart {
			knows[b.provider] = true
		}
	}
	var who []int
	for m, k := range knows {
		if k {
			who = append(who, m)
		}
	}
	need := func(int) int { return p.floor - 1 }
	found := map[int]bool{}
	var try func(group, cells []int)
	try = func(group, cells []int) {
		near := s.tooNear(cells, s.readers(group), need)
		switch {
		case len(near) == 0:
		case len(group) == 1:
			for _, c := range near {
				found[c] = true
			}
		default:
			try(group[:len(group)/2], near)
			try(group[len(group)/2:], near)
		}
	}
	if len(who) > 0 {
		try(who, every(len(s.cells)))
	}
	var near []int
	for c := range s.cells {
		if found[c] {
			near = append(near, c)
		}
	}
	return near
}

// tooNear lists those of the cells whose interval is narrower than needed for a reader. Bounds by
// propagation come first; they are the truth where a cell stands in one equation that binds. Where more bind,
// the interval has to be shown to be wide enough: see possible.
func (s *system) tooNear(cells []int, by reader, need func(cell int) int) []int {
	v := s.seen(by)
	var all []int
	for _, c := range cells {
		if n := need(c); v.b[c].width() < n || v.linked(c) && !v.leaves(c, n) {
			all = append(all, c)
		}
	}
	return all
}

// sight is the system as one reader sees it.
type sight struct {
	*system
	b        []span
	of       []int
	parts    map[int][]int
	programs map[[2]int]circle
	touching [][]int // rows that bind, by cell
	near     map[int][]int
}

func (s *system) seen(by reader) *sight {
	s = s.as(by)
	v := &sight{system: s, b: s.propagate(by.own), programs: map[[2]int]circle{}}
	v.of, v.parts = s.split(v.b)
	v.near = map[int][]int{}
	v.touching = make([][]int, len(v.cells))
	for _, rows := range v.parts {
		for _, i := range rows {
			for _, k := range v.rows[i].cell {
				v.touching[k] = append(v.touching[k], i)
			}
		}
	}
	return v
}

// linked says that more than the equation of its own block has a part in what is known of a cell.
func (v *sight) linked(c int) bool { return len(v.parts[v.of[c]]) > 1 && v.b[c].width() > 0 }

// leaves says that what a reader cannot rule out of a cell is so wide.
func (v *sight) leaves(c, width int) bool {
	return v.possible(c, width).width() >= width
}

func (v *sight) exchange(c int) span {
	truth, rows := v.cells[c].truth, v.beside(c)
	return span{truth - v.room(c, v.b, rows, false), truth + v.room(c, v.b, rows, true)}
}

// block are the cells that share a sum with one, itself included; of a cross, only itself.
func (v *sight) block(c int) []int {
	if u := v.cells[c]; u.block >= 0 {
		return v.rows[u.block].cell
	}
	return []int{c}
}

// beside are the rows that bind and have a cell of the block.
func (v *sight) beside(c int) []int {
	key := v.block(c)[0]
	if v.near[key] == nil {
		var rows []int
		for _, k := range v.block(c) {
			rows = append(rows, v.touching[k]...)
		}
		slices.Sort(rows)
		v.near[key] = slices.Compact(rows)
	}
	return v.near[key]
}

// possible is an interval no reader can rule any part of out: a linear program over the tables around that of
// the cell, with those farther away taken as they are. The circle is drawn wider until the interval is as wide
// as asked, or as it can be at all, or until everything is in it: then it is the tightest there is. Where
// numbers grow too large on the way, the error is to hide too much.
func (v *sight) possible(c, width int) span {
	if !v.linked(c) {
		return v.b[c]
	}
	best := v.exchange(c)
	for steps, last := 1, 0; best.width() < width && best != v.b[c]; steps++ {
		p, cells := v.around(c, steps)
		if p != nil {
			if out, ok := p.span(c); ok {
				best = span{max(min(out.from, best.from), v.b[c].from), min(max(out.to, best.to), v.b[c].to)}
			}
		}
		if cells == last {
			break
		}
		if cells > mostCells {
			steps = everywhere - 1
		}
		last = cells
	}
	return best
}

// mostCells is how many cells a linear program may have before the circle is drawn around everything, for
// which there is one program for all cells.
const mostCells = 100

// everywhere is so many relations away that all are within.
const everywhere = 1000

type circle struct {
	*program
	cells int
}

// around is the program of the tables so many relations away from a cell's, with how many cells it has; nil
// where numbers grew too large.
func (v *sight) around(c, steps int) (*program, int) {
	key := [2]int{v.block(c)[0], steps}
	if steps >= everywhere {
		key[0] = v.of[c]
	}
	if known, ok := v.programs[key]; ok {
		return known.program, known.cells
	}
	free := map[int]bool{}
	ring := v.block(c)
	for _, k := range ring {
		free[k] = true
	}
	if v.cells[c].block < 0 { // a cross hangs together in itself
		steps = 20
	}
	for range min(steps, len(v.rows)) {
		if len(ring) == 0 {
			break
		}
		var next []int
		for _, k := range ring {
			for _, i := range v.touching[k] {
				for _, n := range v.rows[i].cell {
					if free[n] {
						continue
					}
					for _, x := range v.block(n) {
						free[x] = true
						next = append(next, x)
					}
				}
			}
		}
		ring = next
	}
	b := make([]span, len(v.b))
	var rows []int
	seen := map[int]bool{}
	for k := range b {
		b[k] = v.b[k]
		if !free[k] {
			b[k] = span{v.cells[k].truth, v.cells[k].truth}
			continue
		}
		for _, i := range v.touching[k] {
			if !seen[i] {
				seen[i] = true
				rows = append(rows, i)
			}
		}
	}
	slices.Sort(rows)
	v.programs[key] = circle{v.program(b, rows), len(free)}
	return v.programs[key].program, len(free)
}

// outside are the intervals of an outsider, by table and cell.
func (p *plan) outside() map[[2]int]bands {
	out := map[[2]int]bands{}
	if p.none() {
		return out
	}
	s := p.system()
	v := s.seen(reader{})
	for c, u := range s.cells {
		sp := v.possible(c, 1<<40)
		out[[2]int{u.grid, u.cell}] = bands{sp, v.b[c], sp.width() - s.largest(u), u.need, v.linked(c)}
	}
	return out
}

// bands is what is known of a cell: an interval no outsider can rule any part of out, one that holds for sure,
// how wide about the first is for the member who brought most into its block, the width needed, and whether
// other tables had a part in it.
type bands struct {
	span
	sure         span
	member, need int
	linked       bool
}

// largest is the most that one provider brought into the block of a cell; for a cross, into the cell.
func (s *system) largest(u unknown) int {
	sums := map[int]int{}
	add := func(t *tally) {
		for _, b := range t.by {
			sums[int(b.provider)] += int(b.n)
		}
	}
	if u.block < 0 {
		add(u.tally)
	} else {
		for _, c := range s.rows[u.block].cell {
			add(s.cells[c].tally)
		}
	}
	most := 0
	for _, n := range sums {
		most = max(most, n)
	}
	return most
}
