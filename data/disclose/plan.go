package disclose

import (
	"fmt"
	"slices"
	"strings"
)

// plan is one round with how each table of it is published.
type plan struct {
	planner
	round     *Round
	grids     []grid
	place     map[string]int
	ways      [][]candidate // that are left, by table; the first is the one taken
	layouts   []layout
	crossings map[int]crossing
	earlier   *plan
	providers []string
	behind    int      // providers with a record in the round
	steps     int      // how often the attack sent the plan back
	breaches  []Breach // that the last attack found
	bare      bool     // nothing but the number of products is shown
	why       []Why    // each table is not shown in full
}

// Make plans a round, attacks the plan, and hides more until the attack gets nowhere. The error names the
// tables where it still does, or a record that fits no table.
func Make(r *Round) (Figures, Audit, error) {
	p, err := newPlan(r, allGuards)
	if err != nil {
		return Figures{}, Audit{}, err
	}
	if len(p.breaches) > 0 {
		return Figures{}, Audit{}, breached(p.breaches)
	}
	spans := p.outside()
	return p.figures(spans), p.audit(spans), nil
}

// breached is the error of a plan that the attack gets through.
func breached(all []Breach) error {
	var lines []string
	for _, b := range all {
		lines = append(lines, b.String())
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	if more := len(lines) - 10; more > 0 {
		lines = append(lines[:10], fmt.Sprintf("and %d more", more))
	}
	return fmt.Errorf("the working-group summary would give away single providers:\n  %s", strings.Join(lines, "\n  "))
}

func newPlan(r *Round, g guards) (*plan, error) { return planned(r, g, names(r)) }

func planned(r *Round, g guards, providers []string) (*plan, error) {
	grids, err := tabulate(r, providers)
	if err != nil {
		return nil, err
	}
	p := &plan{planner: planner{r.Floor, g}, round: r, grids: grids, place: map[string]int{}, providers: providers,
		why: make([]Why, len(grids)), ways: make([][]candidate, len(grids)), layouts: make([]layout, len(grids)), crossings: map[int]crossing{}}
	for i := range grids {
		p.place[grids[i].Name] = i
	}
	for _, rel := range r.Relations {
		for _, e := range slices.Concat(rel.Left, rel.Right) {
			if i, ok := p.place[e.Table]; !ok || grids[i].crossed() || grids[i].Amounts {
				return nil, fmt.Errorf("a relation is of %q, which is no table of counts", e.Table)
			}
		}
	}
	if err := p.hold(); err != nil {
		return nil, err
	}
	behind := map[string]bool{}
	for _, rec := range r.Records {
		behind[rec.Provider] = true
	}
	p.behind = len(behind)
	if r.Earlier != nil {
		if p.earlier, err = planned(r.Earlier, g, providers); err != nil {
			return nil, fmt.Errorf("the round before: %w", err)
		}
	}
	p.choose()
	p.repair()
	return p, nil
}

// hold checks that the relations are true of the records: an attack that starts from what is not so proves
// nothing.
func (p *plan) hold() error {
	sum := func(events []Event) (n int, names []string) {
		for _, e := range events {
			names = append(names, e.Table)
			for _, c := range e.Categories {
				n += p.grids[p.place[e.Table]].cells[c].n
			}
		}
		return n, names
	}
	for _, rel := range p.round.Relations {
		left, a := sum(rel.Left)
		right, b := sum(rel.Right)
		if left > right {
			return fmt.Errorf("the tables %s and %s are said to hang together in a way that does not hold: %d are more than %d", strings.Join(a, ", "), strings.Join(b, ", "), left, right)
		}
	}
	return nil
}

// none says that nothing can be said of the answers of the round: too few stand behind it, or the attack gets
// through in any case.
func (p *plan) none() bool { return p.behind < p.floor || p.bare }

// choose takes for each table the best way to publish it that keeps the rules by itself and against the
// round before.
func (p *plan) choose() {
	for i := range p.grids {
		if p.grids[i].crossed() || p.none() {
			p.layouts[i] = withheld(len(p.grids[i].cells))
			continue
		}
		p.ways[i] = p.candidates(&p.grids[i])
		if p.rounds {
			d := p.differ(i)
			if d.tells(p.ways[i][0].layout) {
				p.why[i] = ForRound
			}
			p.ways[i] = slices.DeleteFunc(p.ways[i], func(c candidate) bool { return d.tells(c.layout) })
		}
		p.layouts[i] = p.ways[i][0].layout
	}
	p.cross()
}

// cross lays the crosses out on their margins as they are now.
func (p *plan) cross() {
	clear(p.crossings)
	for i := range p.grids {
		if g := &p.grids[i]; g.crossed() && !p.none() {
			p.crossings[i] = p.planner.cross(g, p.layouts[g.row], p.layouts[g.col])
		}
	}
}

// repair coarsens what the attack gets through until it does no more. Each turn shows less, so there is an
// end. Where the attack gets through whatever is taken back, as it can in very small rounds, only the number of
// products is left: with that alone there is nothing to work out.
func (p *plan) repair() {
	if !p.tables || p.none() {
		return
	}
	for {
		p.breaches = p.attack()
		if len(p.breaches) == 0 {
			return
		}
		p.steps++
		if !p.coarsenAll(p.breaches) {
			p.bare = true
			p.choose()
		}
	}
}

// coarsenAll takes each table that was got through one step back; where nothing is left to take back in one,
// those that stand in a relation with it. It says whether anything changed.
func (p *plan) coarsenAll(breaches []Breach) bool {
	var tables []int
	for _, b := range breaches {
		tables = append(tables, b.grid)
	}
	slices.Sort(tables)
	tables = slices.Compact(tables)
	changed, margins := false, false
	for _, t := range tables {
		if c, crossed := p.crossings[t]; crossed {
			if c.shown > 0 {
				p.hideOne(&c)
				p.crossings[t], p.why[t], changed = c, ForTables, true
			}
			continue
		}
		if p.coarsen(t) {
			changed, margins = true, true
			continue
		}
		for _, other := range p.related(t) {
			if p.coarsen(other) {
				changed, margins = true, true
				break
			}
		}
	}
	if margins {
		p.cross()
	}
	return changed
}

// coarsen goes on to the next best way that shows nothing new.
func (p *plan) coarsen(t int) bool {
	now := p.layouts[t]
	for k := range p.ways[t] {
		next := p.ways[t][k].layout
		if k > 0 && next.coarsens(now) && !now.coarsens(next) {
			p.ways[t] = p.ways[t][k:]
			p.layouts[t], p.why[t] = next, ForTables
			return true
		}
	}
	return false
}

// related are the tables in a relation with one, those that show most first.
func (p *plan) related(t int) []int {
	var all []int
	for _, rel := range p.round.Relations {
		var in []int
		for _, e := range slices.Concat(rel.Left, rel.Right) {
			in = append(in, p.place[e.Table])
		}
		if slices.Contains(in, t) {
			all = append(all, in...)
		}
	}
	slices.Sort(all)
	all = slices.DeleteFunc(slices.Compact(all), func(i int) bool { return i == t })
	slices.SortStableFunc(all, func(a, b int) int { return len(p.layouts[b].groups()) - len(p.layouts[a].groups()) })
	return all
}
