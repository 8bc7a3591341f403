package disclose

import "slices"

// A cross is laid out on the blocks of the two tables it is of, so that every line of it has a sum that is
// known. Its rows and columns are merged further where that shows more.

// lines are the rows or columns of a cross: categories of the table at its margin, by line.
type lines [][]int

// margin are the blocks of a layout in the order of their first category, and all ways to merge neighbours.
// What is withheld together is a line of its own.
func margin(l layout) []lines {
	blocks := l.blocks()
	slices.SortFunc(blocks, func(a, b []int) int { return a[0] - b[0] })
	n := len(blocks)
	var all []lines
	if n > 6 { // merging is tried for few lines only; there are 2^(n-1) ways
		return []lines{blocks}
	}
	for cut := 1<<(n-1) - 1; cut >= 0; cut-- {
		var ls lines
		for _, run := range runs(n, cut) {
			var line []int
			for _, b := range run {
				line = append(line, blocks[b]...)
			}
			slices.Sort(line)
			ls = append(ls, line)
		}
		all = append(all, ls)
	}
	return all
}

// crossing is how a cross is published: merged lines, and which of the merged cells are withheld, row by row.
type crossing struct {
	rows, cols lines
	merged     grid // one cell for each pair of lines
	hide       []bool
	shown      int
}

// cross finds the crossing that shows most.
func (p planner) cross(g *grid, row, col layout) crossing {
	var best crossing
	for _, rows := range margin(row) {
		for _, cols := range margin(col) {
			if best.hide != nil && len(rows)*len(cols) <= best.shown {
				continue
			}
			c := p.crossing(g, rows, cols)
			if best.hide == nil || c.shown > best.shown {
				best = c
			}
		}
	}
	return best
}

func (p planner) crossing(g *grid, rows, cols lines) crossing {
	c := crossing{rows: rows, cols: cols, merged: grid{Table: g.Table, row: g.row, col: g.col, columns: len(cols), total: g.total}}
	for _, r := range rows {
		for _, k := range cols {
			var which []int
			for _, i := range r {
				for _, j := range k {
					which = append(which, i*g.columns+j)
				}
			}
			t := together(g.cells, which)
			c.merged.cells = append(c.merged.cells, t)
			c.hide = append(c.hide, !p.shows(&grid{cells: []tally{t}}, []int{0}))
		}
	}
	if len(rows) < 2 || len(cols) < 2 { // that would be one of its margins once more
		for i := range c.hide {
			c.hide[i] = true
		}
	}
	p.complete(&c)
	return c
}

// complete withholds more until no line gives away what it withholds: the smallest first, the earlier among
// equals.
func (p planner) complete(c *crossing) {
	for changed := true; changed; {
		changed = false
		for _, line := range c.lines() {
			var hidden []int
			least := -1
			for _, i := range line {
				if c.hide[i] {
					hidden = append(hidden, i)
				} else if least < 0 || c.merged.cells[i].n < c.merged.cells[least].n {
					least = i
				}
			}
			if len(hidden) > 0 && least >= 0 && !p.covers(&c.merged, hidden) {
				c.hide[least] = true
				changed = true
			}
		}
	}
	c.shown = 0
	for _, h := range c.hide {
		if !h {
			c.shown++
		}
	}
}

// lines are the cells of each row, then of each column.
func (c *crossing) lines() [][]int {
	var all [][]int
	for i := range c.rows {
		var line []int
		for j := range c.cols {
			line = append(line, i*len(c.cols)+j)
		}
		all = append(all, line)
	}
	for j := range c.cols {
		var line []int
		for i := range c.rows {
			line = append(line, i*len(c.cols)+j)
		}
		all = append(all, line)
	}
	return all
}

// hideOne withholds the smallest cell still shown, for an attack that came too near.
func (p planner) hideOne(c *crossing) {
	least := -1
	for i, h := range c.hide {
		if !h && (least < 0 || c.merged.cells[i].n < c.merged.cells[least].n) {
			least = i
		}
	}
	if least >= 0 {
		c.hide[least] = true
	}
	p.complete(c)
}
