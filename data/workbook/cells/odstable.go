package cells

import (
	"slices"
	"strings"
)

// readTable reads one sheet. Rows and cells that are repeated and empty are counted, never made.
func (r *odsReader) readTable() {
	x := r.x
	name := string(x.attrIn(tableSpace, "name"))
	if isCache(name) {
		if address, _, _ := strings.Cut(name[1:], "'#"); r.inspect {
			r.add(&r.book.Facts.ExternalLinks, address)
		}
		x.skip()
		return
	}
	alike := func(s Sheet) bool { return strings.EqualFold(s.Name, name) }
	switch {
	case len(r.book.Sheets) >= r.limits.Sheets:
		x.exceeds("lists more than the %d sheets allowed", r.limits.Sheets)
	case name == "":
		x.fail("a sheet has no name")
	case len(name) > r.limits.SheetName:
		x.exceeds("gives a sheet a name of more than the %s characters allowed", thousands(r.limits.SheetName))
	case slices.ContainsFunc(r.book.Sheets, alike):
		x.fail("two sheets are named %s", shown(name))
	}
	r.style = append(r.style, string(x.attrIn(tableSpace, "style-name")))
	sheet := Sheet{Name: name, Protected: isTrue(x.attrIn(tableSpace, "protected"))}
	r.out, r.row, r.col = &sheet, 0, 0
	r.readRows(false)
	sheet.HiddenRows, sheet.HiddenCols = joined(sheet.HiddenRows), joined(sheet.HiddenCols)
	if err := sheet.merge(odfContent); err != nil && x.err == nil {
		x.err = err
	}
	r.book.Sheets = append(r.book.Sheets, sheet)
}

// isCache knows the copies of sheets of other files that LibreOffice keeps beside formulas referring to
// them; they are no sheets of this file. No sheet of it can have such a name.
func isCache(name string) bool { return strings.HasPrefix(name, "'") && strings.Contains(name, "'#") }

// readRows reads rows and columns, in groups or not.
func (r *odsReader) readRows(hidden bool) {
	x := r.x
	for x.enter() {
		if x.in != tableSpace {
			x.skip()
			continue
		}
		switch string(x.local) {
		case "table-row":
			r.readRow(hidden)
		case "table-column":
			r.readColumn(hidden)
		case "table-row-group", "table-column-group":
			r.readRows(hidden || string(x.attrIn(tableSpace, "display")) == "false")
		case "table-header-rows", "table-rows", "table-header-columns", "table-columns":
			r.readRows(hidden)
		default:
			x.skip()
		}
	}
}

// readColumn counts columns; only whether they are hidden matters.
func (r *odsReader) readColumn(hidden bool) {
	first, n := r.col, r.repeats("number-columns-repeated")
	r.col += n
	if (hidden || r.collapsed()) && first < r.limits.Cols {
		r.out.HiddenCols = hide(r.x, r.out.HiddenCols, Span{first, min(r.col, r.limits.Cols) - 1})
	}
	r.x.skip()
}

func (r *odsReader) collapsed() bool {
	v := string(r.x.attrIn(tableSpace, "visibility"))
	return v == "collapse" || v == "filter"
}

// repeats is how often the open element stands for itself.
func (r *odsReader) repeats(attr string) int {
	const most = 1 << 30 // far past every limit, and the sum of a million of them fits
	n, b := 0, r.x.attrIn(tableSpace, attr)
	if b == nil {
		return 1
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			n = 0
			break
		}
		n = min(n*10+int(c-'0'), most)
	}
	if n == 0 {
		r.x.fail("something is repeated %s times", shown(b))
	}
	return n
}

// readRow reads a row and repeats its cells.
func (r *odsReader) readRow(hidden bool) {
	x := r.x
	first, n := r.row, r.repeats("number-rows-repeated")
	if (hidden || r.collapsed()) && first < r.limits.Rows {
		r.out.HiddenRows = hide(x, r.out.HiddenRows, Span{first, min(first+n, r.limits.Rows) - 1})
	}
	r.in, r.col = r.in[:0], 0
	merged := len(r.out.Merged)
	for x.enter() {
		if x.at(tableSpace, "table-cell") || x.at(tableSpace, "covered-table-cell") {
			r.readCell()
		} else {
			x.skip()
		}
	}
	r.row = first + n
	if n > 1 && len(r.out.Merged) > merged {
		x.fail("a row with merged cells is repeated")
	}
	r.keepRow(first, n)
}

// keepRow appends the cells of the row, as often as it stands there.
func (r *odsReader) keepRow(first, n int) {
	x := r.x
	switch {
	case len(r.in) == 0 || x.err != nil:
		return
	case first+n > r.limits.Rows:
		x.exceeds("has more than the %s rows allowed", thousands(r.limits.Rows))
		return
	case (n-1)*len(r.in) > r.limits.Cells-r.filled:
		r.tooManyCells()
		return
	}
	for i := range n {
		for _, c := range r.in {
			if i > 0 {
				r.count(c)
			}
			if x.err != nil {
				return
			}
			c.Row = first + i
			r.out.Cells = append(r.out.Cells, c)
		}
	}
}

// keepCell notes a cell of the row being read, n times from its column on.
func (r *odsReader) keepCell(c Cell, n int) {
	x := r.x
	switch {
	case c.Text == "" || x.err != nil:
		return
	case r.col+n > r.limits.Cols:
		x.exceeds("has more than the %s columns allowed", thousands(r.limits.Cols))
		return
	case n > r.limits.Cells-r.filled:
		r.tooManyCells()
		return
	}
	for i := range n {
		c.Row, c.Col = r.row, r.col+i
		r.count(c)
		if x.err != nil {
			return
		}
		r.in = append(r.in, c)
	}
}

func (r *odsReader) tooManyCells() {
	r.x.exceeds("brings the workbook to more than the %s filled cells allowed", thousands(r.limits.Cells))
}

func (r *odsReader) count(c Cell) { r.reader.count(r.x, &c) }
