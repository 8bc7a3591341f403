package pdf

import "opframe/render/doc"

// tableLeading is the height of a line of a table in sizes.
const tableLeading = 1.34

// fits are the ways to set a table, tried from the first until no word has to be broken but those
// longer than long: type and padding at the sides of a cell in points.
var fits = []struct{ size, pad, long float64 }{
	{8.6, 4.2, 150},
	{8.6, 4.2, 100},
	{7.6, 3, 120},
	{7.2, 2.4, 80},
	{7.2, 2.4, 50},
}

// cells are texts beside each other, such as a row of a table.
type cells struct {
	texts   []cellText
	leading float64
	pad     float64 // above and below the text
	x, w    float64 // of the rule below and the ground
	ground  *colour
	rule    *colour
	weight  float64
	repeat  *box
}

// cellText is a cell's text in its place.
type cellText struct {
	x, w  float64
	right bool
	lines []line
}

func (c cells) lines() int {
	most := 1
	for _, t := range c.texts {
		most = max(most, len(t.lines))
	}
	return most
}

// box is the row, cell after cell. One that is taller than a page splits between its lines.
func (c cells) box() *box {
	return &box{height: c.height(), repeat: c.repeat, ink: []ink{c}, split: c.split, least: 4*c.leading + 2*c.pad}
}

func (c cells) height() float64 { return float64(c.lines())*c.leading + 2*c.pad }

func (c cells) put(p *pen, top float64) {
	if c.ground != nil {
		area{x: c.x, w: c.w, h: c.height(), fill: c.ground}.put(p, top)
	}
	for _, t := range c.texts {
		for i, l := range t.lines {
			x := t.x
			if t.right {
				x += max(0, t.w-l.width)
			}
			p.all(l.set(x, c.pad+float64(i)*c.leading, c.leading), top)
		}
	}
	if c.rule != nil {
		stroke{c.x, c.height(), c.x + c.w, c.height(), *c.rule, c.weight}.put(p, top)
	}
}

func (c cells) split(room float64) (first, rest *box) {
	n := int((room - 2*c.pad) / c.leading)
	if n < 1 || n >= c.lines() {
		return nil, c.box()
	}
	one, two := c, c
	one.texts, two.texts = make([]cellText, len(c.texts)), make([]cellText, len(c.texts))
	one.rule = nil // the row goes on
	for i, t := range c.texts {
		k := min(n, len(t.lines))
		one.texts[i], two.texts[i] = t, t
		one.texts[i].lines, two.texts[i].lines = t.lines[:k], t.lines[k:]
	}
	return one.box(), two.box()
}

// Table is its caption, its head, which every page repeats, and its rows.
func (f *flow) Table(t doc.Table) {
	f.space(10)
	f.caption(t.Caption)
	f.table(t)
	f.space(12)
}

// caption stands above a table or a drawing, on the same page.
func (f *flow) caption(text string) {
	if text == "" {
		return
	}
	st := style{face: sansBold, size: 9.2, colour: black}
	f.lines(breakLines(f.set.runs(text, st, text), f.width), 13)
	f.last().keep = true
	f.space(4)
}

func (f *flow) table(t doc.Table) {
	g := f.grid(t)
	head := f.add(g.head(t.Columns))
	head.keep = true
	again := head
	if head.height > body/3 {
		again = nil // a page of heads would have no room for rows
	}
	if len(t.Rows) == 0 {
		f.emptyRow(g, t.Empty)
		return
	}
	for i, r := range t.Rows {
		row := f.add(g.row(t, r, again))
		// Neither the first nor the last row stands alone.
		row.keep = len(t.Rows) > 1 && (i == 0 || i == len(t.Rows)-2)
	}
}

// emptyRow says in the width of the table that there are no rows.
func (f *flow) emptyRow(g tableGrid, text string) {
	st := style{face: sansItalic, size: g.size, colour: grey}
	c := g.cells()
	c.texts = []cellText{g.text(g.x, g.w, f.set.runs(text, st, text), false)}
	f.add(c.box())
}

// tableGrid is where the columns of a table stand and how its text is set.
type tableGrid struct {
	set    *setter
	x, w   float64
	size   float64
	pad    float64 // at the sides of a cell
	widths []float64
}

// grid fits the columns into the width of the flow.
func (f *flow) grid(t doc.Table) tableGrid {
	g := tableGrid{set: f.set, x: f.x, w: f.width}
	texts := measure(t)
	for _, fit := range fits {
		g.size, g.pad = fit.size, fit.pad
		columns := texts.at(fit.size, fit.pad, fit.long)
		g.widths = columns.fit(f.width)
		if columns.least() <= f.width {
			break
		}
	}
	return g
}

func (g tableGrid) style(bold bool) style {
	return style{face: sansFace(bold, false), size: g.size, colour: black}
}

// cells is a row without texts.
func (g tableGrid) cells() cells {
	return cells{leading: g.size * tableLeading, pad: 3.2, x: g.x, w: g.w, rule: &rule, weight: 0.4}
}

// head is the row of the titles.
func (g tableGrid) head(columns []doc.Column) *box {
	c := g.cells()
	c.ground, c.rule, c.weight, c.pad = &paper, &navy, 0.9, 4
	x := g.x
	for i, col := range columns {
		st := g.style(true)
		st.colour = navy
		runs := g.set.runs(col.Title, st, col.Title)
		c.texts = append(c.texts, g.text(x, g.widths[i], runs, col.Right))
		x += g.widths[i]
	}
	return c.box()
}

// row is a row of t, on top of whose pages again stands; cells beyond its columns have no place and there are none in a valid table.
func (g tableGrid) row(t doc.Table, r doc.Row, again *box) *box {
	c := g.cells()
	c.repeat = again
	x := g.x
	for i, col := range t.Columns {
		if i < len(r.Cells) {
			runs := g.set.spans(r.Cells[i], g.style(t.RowHead && i == 0))
			c.texts = append(c.texts, g.text(x, g.widths[i], runs, col.Right))
		}
		x += g.widths[i]
	}
	return c.box()
}

func (g tableGrid) text(x, w float64, runs []run, right bool) cellText {
	inner := max(w-2*g.pad, 1)
	return cellText{x: x + g.pad, w: inner, right: right, lines: breakLines(runs, inner)}
}
