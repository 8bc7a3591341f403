package pdf

import (
	"math"

	"opframe/render/doc"
)

// tableLeading is the height of a line of a table in sizes; lines stand whole tenths of a point apart.
const tableLeading = 1.28

// fits are the ways to set a table, tried from the first until no word has to be broken but those
// longer than long: type and padding at the sides of a cell in points.
var fits = []struct{ size, pad, long float64 }{
	{8.4, 4.2, 150},
	{8.4, 4.2, 100},
	{7.6, 3, 120},
	{7.2, 2.4, 80},
	{7.2, 2.4, 50},
}

// Table is its caption, its head, which every page repeats, and its rows.
func (f *flow) Table(t doc.Table) {
	t = t.Whole()
	of := f.in.child("Table")
	f.space(10)
	x, width := f.x, f.width
	if f.frame == nil && f.crowded(t) {
		f.wide, f.width = true, landscape.textWidth()
	}
	f.caption(t.Caption, of.child("Caption"))
	f.table(t, of)
	f.x, f.width, f.wide = x, width, false
	f.space(12)
}

// crowded says that t has many columns and is too narrow on a portrait page to be read with ease.
func (f *flow) crowded(t doc.Table) bool {
	return len(t.Columns) >= manyColumns && f.grid(t, nil).size < fits[0].size
}

// manyColumns is how many columns a table has that may lie on a landscape page.
const manyColumns = 7

// caption stands above a table or a drawing, on the same page.
func (f *flow) caption(text string, of *node) {
	if text == "" {
		return
	}
	st := style{face: sansBold, size: 9.2, colour: black, of: of}
	f.lines(f.set.broken(f.set.runs(text, st, text), f.width), 13)
	f.last().keep = true
	f.space(4)
}

func (f *flow) table(t doc.Table, of *node) {
	g := f.grid(t, of)
	head := f.add(g.head())
	head.keep = true
	again := head
	if head.height > landscape.body()/3 {
		again = nil // a page of heads would have no room for rows
	}
	if len(t.Rows) == 0 {
		f.emptyRow(g, t)
		return
	}
	for i, r := range t.Rows {
		row := f.add(g.row(t, r, again))
		row.keep = len(t.Rows) > 1 && (i == 0 && row.height < loner || i == len(t.Rows)-2)
	}
}

// loner is the height in points from which a row may be the first and only one at the foot of a page:
// otherwise neither the first nor the last row of a table stands alone.
const loner = 72.0

// emptyRow says in the width of the table that there are no rows.
func (f *flow) emptyRow(g tableGrid, t doc.Table) {
	td := g.body.child("TR").child("TD")
	td.ColSpan = len(t.Columns)
	st := style{face: sansItalic, size: g.size, colour: grey, of: td}
	c := g.cells()
	c.texts = []cellText{g.text(g.x, g.w, f.set.runs(t.Empty, st, t.Empty), false)}
	f.add(c.box())
}

// tableGrid is where the columns of a table stand and how its text is set.
type tableGrid struct {
	set    *setter
	x, w   float64
	size   float64
	pad    float64 // at the sides of a cell
	widths []float64

	columns  []doc.Column
	headNode *node // THead
	body     *node // TBody
}

// grid fits the columns into the width of the flow.
func (f *flow) grid(t doc.Table, of *node) tableGrid {
	g := tableGrid{set: f.set, x: f.x, w: f.width, columns: t.Columns, headNode: of.child("THead"), body: of.child("TBody")}
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

// cells is a row without texts.
func (g tableGrid) cells() cells {
	return cells{leading: math.Round(g.size*tableLeading*10) / 10, pad: 2.7, x: g.x, w: g.w, rule: &rule, weight: 0.4}
}

// head is the row of the titles. Where there is none there is no head, but a cell.
func (g tableGrid) head() *box {
	c := g.cells()
	c.ground, c.rule, c.weight, c.pad = &paper, &navy, 0.9, 4
	x, tr := g.x, g.headNode.child("TR")
	for i, col := range g.columns {
		th := tr.child("TD")
		if col.Title != "" {
			th.Type, th.Scope = "TH", "Column"
		}
		runs := g.set.runs(col.Title, style{face: sansBold, size: g.size, colour: navy, of: th}, col.Title)
		t := g.text(x, g.widths[i], runs, col.Right)
		t.of = th
		c.texts = append(c.texts, t)
		x += g.widths[i]
	}
	return c.box()
}

// row is a row of t, on top of whose pages again stands; cells beyond its columns have no place, and
// there are none in a valid table.
func (g tableGrid) row(t doc.Table, r doc.Row, again *box) *box {
	c := g.cells()
	c.repeat, c.texts = again, make([]cellText, 0, len(t.Columns))
	x, tr := g.x, g.body.child("TR")
	for i, col := range t.Columns {
		head := t.RowHead && i == 0
		of := cell(tr, head)
		var runs []run
		if i < len(r.Cells) {
			runs = g.set.spans(r.Cells[i], style{face: sansFace(head, false), size: g.size, colour: black, of: of})
		}
		text := g.text(x, g.widths[i], runs, col.Right)
		text.of = of
		c.texts = append(c.texts, text)
		x += g.widths[i]
	}
	return c.box()
}

// cell is the element of a cell. The heads of rows and of columns say which cells they are of by their scope:
// no cell spans others, so that nothing is left to be said by the cells (ISO 14289-1, 7.5).
func cell(tr *node, head bool) *node {
	if !head {
		return tr.child("TD")
	}
	th := tr.child("TH")
	th.Scope = "Row"
	return th
}

func (g tableGrid) text(x, w float64, runs []run, right bool) cellText {
	inner := max(w-2*g.pad, 1)
	return cellText{x: x + g.pad, w: inner, right: right, lines: g.set.broken(runs, inner)}
}
