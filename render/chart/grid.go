package chart

import (
	"fmt"
	"strings"

	"opframe/render/doc"
)

// Measures of a grid, in widths of the drawing.
const (
	gridHead   = 0.24 // the widest the row names get
	gridPad    = 0.008
	gridGap    = 0.004 // between two cells
	gridLine   = 0.055 // the least height of a row
	thingLines = 5     // lines of things in a cell, the last of which may count the rest
	thingsMost = 40    // things that are tried to fit
)

// gridSizes of text, tried from the first: the last is 7 pt on a drawing 170 mm wide.
var gridSizes = [...]float64{0.0165, 0.0155, 0.0145}

// grid is the plan of a matrix.
type grid struct {
	doc.Grid
	size float64 // of all text
	head float64 // width of the row names
	col  float64 // width of a column
	rows []span  // where the rows came to stand
	d    Drawing
}

type span struct{ top, height float64 }

func drawGrid(p doc.Grid) Drawing {
	if len(p.Rows) == 0 || len(p.Cols) == 0 {
		return Drawing{}
	}
	g := grid{Grid: p}
	g.d.Marks = make([]Mark, 0, (len(p.Rows)+1)*(3*len(p.Cols)+1)) // a box and two lines a cell, and the names
	g.plan()
	g.titles()
	for i := range p.Rows {
		g.row(i)
	}
	g.here()
	return g.d
}

// plan takes the largest size at which no word of a cell or a column has to be broken.
func (g *grid) plan() {
	for _, size := range gridSizes {
		g.size = size
		g.head = extent(g.RowTitle, size, true)
		for _, r := range g.Rows {
			g.head = max(g.head, extent(r, size, false))
		}
		g.head = min(g.head, gridHead) + 2*gridPad
		g.col = (1 - g.head) / float64(len(g.Cols))
		if g.widestWord() <= g.inner() {
			return
		}
	}
}

// inner is the width text has in a cell.
func (g *grid) inner() float64 { return max(g.col-2*gridPad-gridGap, 0.01) }

func (g *grid) widestWord() float64 {
	widest := 0.0
	for _, text := range g.texts() {
		for _, w := range strings.Fields(text) {
			widest = max(widest, extent(w, g.size, true))
		}
	}
	return widest
}

func (g *grid) texts() []string {
	all := append([]string(nil), g.Cols...)
	for _, row := range g.Cells {
		for _, c := range row {
			all = append(all, c.Text)
		}
	}
	return all
}

// titles names the columns, above them what they are, and at the left what the rows are.
func (g *grid) titles() {
	y := 0.0
	if g.ColTitle != "" {
		y = g.size * leading
		title := cut(g.ColTitle, 1-g.head, g.size, true)
		g.d.Marks = append(g.d.Marks, Label{X: g.head + (1-g.head)/2, Y: y, Text: title, Size: g.size, Anchor: Middle, Strong: true})
		y += gridPad
	}
	names, most := make([][]string, len(g.Cols)), 1
	for i, c := range g.Cols {
		names[i] = wrap(c, g.inner(), g.size, false, 3)
		most = max(most, len(names[i]))
	}
	step := g.size * leading
	bottom := y + float64(most)*step
	for i, lines := range names {
		middle := bottom - float64(len(lines))*step/2
		g.d.stack(lines, g.left(i)+g.col/2, middle, g.size, Middle)
	}
	title := wrap(g.RowTitle, g.head-gridPad, g.size, true, 3)
	for i, line := range title {
		at := bottom - (float64(len(title)-i)-0.5)*step
		g.d.Marks = append(g.d.Marks, Label{X: 0, Y: baseline(at, g.size), Text: line, Size: g.size, Strong: true})
	}
	g.d.Height = bottom + gridPad
}

func (g *grid) left(col int) float64 { return g.head + float64(col)*g.col }

func (g *grid) cell(row, col int) doc.GridCell {
	if row < len(g.Cells) && col < len(g.Cells[row]) {
		return g.Cells[row][col]
	}
	return doc.GridCell{}
}

// row adds row i below the others; it is as high as its fullest cell.
func (g *grid) row(i int) {
	names := wrap(g.Rows[i], g.head-gridPad, g.size, false, 4)
	cells, most := make([][]Label, len(g.Cols)), len(names)
	for c := range g.Cols {
		cells[c] = g.lines(g.cell(i, c))
		most = max(most, len(cells[c]))
	}
	at := span{g.d.Height, max(gridLine, float64(most)*g.size*leading+2*gridPad)}
	middle := at.top + at.height/2
	g.d.stack(names, 0, middle, g.size, Start)
	for c, lines := range cells {
		g.d.Marks = append(g.d.Marks, Box{X: g.left(c) + gridGap/2, Y: at.top + gridGap/2, W: g.col - gridGap,
			H: at.height - gridGap, Tone: g.cell(i, c).Tone, Fill: Tint, Outline: true})
		for n, l := range lines {
			l.X = g.left(c) + g.col/2
			l.Y = baseline(middle+(float64(n)-float64(len(lines)-1)/2)*g.size*leading, g.size)
			g.d.Marks = append(g.d.Marks, l)
		}
	}
	g.rows = append(g.rows, at)
	g.d.Height += at.height
}

// lines are the lines of a cell, not placed yet: what it stands for, then what lies in it.
func (g *grid) lines(c doc.GridCell) []Label {
	words, things := wrap(c.Text, g.inner(), g.size, false, 4), pack(c.Things, g.inner(), g.size)
	lines := make([]Label, 0, len(words)+len(things))
	for _, text := range words {
		lines = append(lines, Label{Text: text, Size: g.size, Anchor: Middle, On: Tint})
	}
	for _, text := range things {
		lines = append(lines, Label{Text: text, Size: g.size, Anchor: Middle, Strong: true, On: Tint})
	}
	return lines
}

// pack puts things with commas on as many lines as a cell has for them; the rest is counted.
func pack(things []string, width, size float64) []string {
	for shown := min(len(things), thingsMost); shown >= 0; shown-- {
		lines := packed(things[:shown], width, size)
		if rest := len(things) - shown; rest > 0 {
			lines = append(lines, fmt.Sprintf("+%d more", rest))
		}
		if len(lines) <= thingLines {
			return lines
		}
	}
	return nil
}

func packed(things []string, width, size float64) []string {
	var lines []string
	for i, t := range things {
		if i < len(things)-1 {
			t += ","
		}
		if n := len(lines); n > 0 && extent(lines[n-1]+" "+t, size, true) <= width {
			lines[n-1] += " " + t
			continue
		}
		lines = append(lines, pieces(t, width, size)...)
	}
	return lines
}

// pieces is a thing on as many lines as it needs, broken behind punctuation where it has any.
func pieces(thing string, width, size float64) []string {
	var lines []string
	for thing != "" {
		n := max(fitting(thing, width, size, true), first(thing))
		if i := strings.LastIndexAny(thing[:n], ".-_/ "); n < len(thing) && i > 0 {
			n = i + 1
		}
		lines = append(lines, thing[:n])
		thing = thing[n:]
	}
	return lines
}

// here outlines what the reader is in: neighbouring cells get one outline together.
func (g *grid) here() {
	done := map[[2]int]bool{}
	is := func(r, c int) bool { return g.cell(r, c).Here && !done[[2]int{r, c}] }
	for r := range g.Rows {
		for c := range g.Cols {
			if !is(r, c) {
				continue
			}
			wide, high := 1, 1
			for c+wide < len(g.Cols) && is(r, c+wide) {
				wide++
			}
			for r+high < len(g.Rows) && g.allHere(is, r+high, c, wide) {
				high++
			}
			for i := range wide * high {
				done[[2]int{r + i/wide, c + i%wide}] = true
			}
			g.outline(r, c, wide, high)
		}
	}
}

func (g *grid) allHere(is func(r, c int) bool, row, col, wide int) bool {
	for c := col; c < col+wide; c++ {
		if !is(row, c) {
			return false
		}
	}
	return true
}

func (g *grid) outline(row, col, wide, high int) {
	last := g.rows[row+high-1]
	top := g.rows[row].top
	g.d.Marks = append(g.d.Marks, Box{X: g.left(col), Y: top, W: float64(wide) * g.col,
		H: last.top + last.height - top, Outline: true, Strong: true})
}
