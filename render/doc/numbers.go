package doc

import "strconv"

// Withheld is what stands in place of a number that may not be shown: never blank, never 0.
const Withheld = "[c]"

// String is the number in its shortest form, or Withheld.
func (c Count) String() string {
	if c.Withheld {
		return Withheld
	}
	return strconv.FormatFloat(c.N, 'f', -1, 64)
}

// Numbers has a row a bar and a column a part.
func (b Bars) Numbers() Table {
	t := Table{Columns: []Column{{Title: b.Subject, Wide: 3}}, RowHead: true, Empty: "There is nothing to show."}
	for _, k := range b.Legend {
		t.Columns = append(t.Columns, Column{Title: k.Label, Right: true})
	}
	for _, bar := range b.Bars {
		row := Row{Cells: append(make([][]Span, 0, 1+len(bar.Values)), T(bar.Label))}
		for _, v := range bar.Values {
			text := v.String()
			if b.Unit == "%" && !v.Withheld {
				text += "%"
			}
			row.Cells = append(row.Cells, T(text))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Numbers has the grid's own rows and columns. The text of a cell leads to where the cell does; what lies
// in the cell stands below it, a line each.
func (g Grid) Numbers() Table {
	t := Table{Columns: []Column{{Title: g.RowTitle}}, RowHead: true, Empty: "There is nothing to show."}
	for _, c := range g.Cols {
		t.Columns = append(t.Columns, Column{Title: c})
	}
	for i, r := range g.Rows {
		row := Row{Cells: append(make([][]Span, 0, 1+len(g.cells(i))), T(r))}
		for _, c := range g.cells(i) {
			spans := []Span{{Text: c.Text, Link: c.Link}}
			for _, thing := range c.Things {
				spans = append(spans, Span{Text: "\n"}, Span{Text: thing, Strong: true})
			}
			row.Cells = append(row.Cells, spans)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// cells are those of a row; there are none where a grid is short of rows, which Check reports.
func (g Grid) cells(row int) []GridCell {
	if row < len(g.Cells) {
		return g.Cells[row]
	}
	return nil
}
