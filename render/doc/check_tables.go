package doc

import "strings"

func (c *checker) Table(b Table) {
	c.work(b)
	if len(b.Columns) == 0 {
		c.fault("table %q has no columns", b.Caption)
	}
	if !b.HasRows() && b.Empty == "" {
		c.fault("table %q has no rows and does not say so", b.Caption)
	}
	i := -1
	for r := range b.All {
		i++
		if len(r.Cells) != len(b.Columns) {
			c.fault("table %q: row %d has %d cells for %d columns", b.Caption, i+1, len(r.Cells), len(b.Columns))
		}
		if r.Keys != nil && len(r.Keys) != len(b.Columns) {
			c.fault("table %q: row %d has %d keys to sort by for %d columns", b.Caption, i+1, len(r.Keys), len(b.Columns))
		}
		if r.ID != "" {
			c.anchor("table", b.Caption, r.ID)
		}
	}
}

// work: a table with a key can be filtered, and its state be put into an address, in which a column
// goes by the Slug of its title.
func (c *checker) work(b Table) {
	if b.Key == "" {
		for _, col := range b.Columns {
			if col.Filter {
				c.fault("table %q: column %q is to be filtered by, and the table has no key", b.Caption, col.Title)
			}
		}
		return
	}
	c.anchor("table", b.Caption, b.Key)
	if b.Key != Slug(b.Key) {
		c.fault("table %q: the key %q must be made like an anchor: %s", b.Caption, b.Key, Slug(b.Key))
	}
	taken := map[string]bool{}
	for _, col := range b.Columns {
		name := Slug(col.Title)
		if taken[name] {
			c.fault("table %q: two columns are called %q where an address tells of them", b.Caption, name)
		}
		taken[name] = true
	}
}

func (c *checker) Figure(b Figure) {
	if b.Caption == "" || b.Alt == "" {
		c.fault("figure %q: a caption and a sentence on what is to be seen are needed", b.Caption)
	}
	switch p := b.Plot.(type) {
	case Bars:
		c.bars(b.Caption, p)
	case Grid:
		c.grid(b.Caption, p)
	default:
		c.fault("figure %q has nothing to draw", b.Caption)
	}
}

func (c *checker) bars(caption string, p Bars) {
	for _, bar := range p.Bars {
		if len(bar.Values) != len(p.Legend) {
			c.fault("figure %q: bar %q has %d values for a legend of %d", caption, bar.Label, len(bar.Values), len(p.Legend))
		}
	}
}

func (c *checker) grid(caption string, p Grid) {
	if len(p.Cells) != len(p.Rows) {
		c.fault("figure %q: %d rows of cells for %d rows", caption, len(p.Cells), len(p.Rows))
	}
	for i, r := range p.Cells {
		if len(r) != len(p.Cols) {
			c.fault("figure %q: row %d has %d cells for %d columns", caption, i+1, len(r), len(p.Cols))
		}
		for j, cell := range r {
			c.gridLink(caption, i+1, j+1, cell)
		}
	}
}

func (c *checker) gridLink(caption string, row, col int, cell GridCell) {
	if cell.Link == "" {
		return
	}
	if _, ok := Href(cell.Link); !ok {
		c.fault("figure %q: the cell in row %d, column %d leads to %q, which is not followed", caption, row, col, cell.Link)
	}
	if strings.TrimSpace(cell.Text) == "" {
		c.fault("figure %q: the cell in row %d, column %d leads to %q and has no text to lead there", caption, row, col, cell.Link)
	}
}
