package disclose

import "strings"

// figures carries the plan out.
func (p *plan) figures(known map[[2]int]bands) Figures {
	f := Figures{Products: len(p.round.Records), Providers: p.behind}
	if p.behind < p.floor {
		f = Figures{Withheld: true}
	}
	for i := range p.grids {
		f.Tables = append(f.Tables, p.published(i, known))
	}
	return f
}

func (p *plan) published(i int, known map[[2]int]bands) Published {
	g := &p.grids[i]
	out := Published{Name: g.Name, Title: g.title(), Total: g.total, Withheld: true}
	if p.none() || g.Amounts && p.layouts[i].groups() == nil {
		out.Total = 0
		for _, c := range g.Categories {
			out.Cells = append(out.Cells, Cell{Categories: []string{c}, Withheld: true})
		}
		return out
	}
	if c, crossed := p.crossings[i]; crossed {
		out.Rows, out.Columns = named(c.rows, p.grids[g.row].Categories), named(c.cols, p.grids[g.col].Categories)
		for k, hide := range c.hide {
			cell := Cell{N: c.merged.cells[k].n, Withheld: hide}
			cell.Least, cell.Most = cell.N, cell.N
			out.add(cell, known[[2]int{i, k}])
		}
		return out
	}
	l := p.layouts[i]
	for at := 0; at < len(l); at++ {
		cell := Cell{Categories: []string{g.Categories[at]}, N: g.cells[at].n, Withheld: l[at] < 0}
		band := known[[2]int{i, at}]
		for ; l[at] >= 0 && at+1 < len(l) && l[at+1] == l[at]; at++ {
			cell.Categories = append(cell.Categories, g.Categories[at+1])
			cell.N += g.cells[at+1].n
		}
		cell.Least, cell.Most = cell.N, cell.N
		out.add(cell, band)
	}
	return out
}

// add forgets the number of a cell that is withheld and keeps the band everybody can work out.
func (t *Published) add(c Cell, band bands) {
	if c.Withheld {
		c.N, c.Least, c.Most = 0, band.sure.from, band.sure.to
	} else {
		t.Withheld = false
	}
	t.Cells = append(t.Cells, c)
}

func every(n int) []int {
	var is []int
	for i := range n {
		is = append(is, i)
	}
	return is
}

func named(ls lines, categories []string) []Cell {
	var out []Cell
	for _, l := range ls {
		var c Cell
		for _, i := range l {
			c.Categories = append(c.Categories, categories[i])
		}
		out = append(out, c)
	}
	return out
}

// Audit is the plan and the attack, for the office: what was merged and withheld and how near anybody gets.
type Audit struct {
	Floor  int
	Tables []TableAudit
	// Cells counts categories of all tables, of crosses the merged cells: shown alone, shown merged with
	// neighbours, withheld.
	Cells, Shown, Merged, Hidden int
	// Steps is how often the attack sent the plan back for more.
	Steps     int
	Relations int
	Earlier   bool // the round before was taken into account
}

// Utility is the share of categories that are in a figure shown, alone or merged, in percent.
func (a Audit) Utility() int {
	if a.Cells == 0 {
		return 0
	}
	return (a.Shown + a.Merged) * 100 / a.Cells
}

// TableAudit is one table: how it is published and the interval of every cell not shown by itself.
type TableAudit struct {
	Published                    Published
	Cells, Shown, Merged, Hidden int
	Why                          Why // "" where it is shown in full
	Intervals                    []Interval
}

// Why says what keeps a table from being shown in full.
type Why string

// The reasons; the last that had an effect counts.
const (
	ForFloor  Why = "too few providers in a category"
	ForRound  Why = "the round before"
	ForTables Why = "other tables"
)

// Interval is how near the attack gets to one cell.
type Interval struct {
	Cell   string
	Merged bool // it is in a figure shown together with its neighbours
	// From and To are the least and the most it can be for all an outsider can work out; Need is the width
	// there must be.
	From, To, Need int
	// Member is the width left for the provider that knows most of it; MemberNeed what there must be.
	Member, MemberNeed int
	// Linked: other tables had a part in it.
	Linked bool
}

func (p *plan) audit(known map[[2]int]bands) Audit {
	a := Audit{Floor: p.floor, Steps: p.steps, Relations: len(p.round.Relations), Earlier: p.earlier != nil && !p.earlier.none()}
	for i := range p.grids {
		t := p.tableAudit(i, known)
		a.Cells, a.Shown, a.Merged, a.Hidden = a.Cells+t.Cells, a.Shown+t.Shown, a.Merged+t.Merged, a.Hidden+t.Hidden
		a.Tables = append(a.Tables, t)
	}
	return a
}

func (p *plan) tableAudit(i int, known map[[2]int]bands) TableAudit {
	t := TableAudit{Published: p.published(i, known)}
	for _, c := range t.Published.Cells {
		n := max(1, len(c.Categories))
		t.Cells += n
		switch {
		case c.Withheld:
			t.Hidden += n
		case n > 1:
			t.Merged += n
		default:
			t.Shown += n
		}
	}
	if t.Why = p.why[i]; t.Why == "" && t.Shown < t.Cells {
		t.Why = ForFloor
	}
	if p.none() {
		return t
	}
	cells := len(p.grids[i].cells)
	if c, crossed := p.crossings[i]; crossed {
		cells = len(c.hide)
	}
	for c := range cells {
		b, ok := known[[2]int{i, c}]
		if !ok {
			continue
		}
		_, crossed := p.crossings[i]
		t.Intervals = append(t.Intervals, Interval{p.label(unknown{grid: i, cell: c}), !crossed && p.layouts[i][c] >= 0,
			b.from, b.to, b.need, b.member, p.floor - 1, b.linked})
	}
	return t
}

// Named joins the categories of a cell: "partly or not met".
func (c Cell) Named() string { return strings.Join(c.Categories, " or ") }
