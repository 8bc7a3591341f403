package cells

import "iter"

// Size is the rectangle from A1 that holds all cells. It costs little to have a large one: a single
// cell in the last corner makes 17 thousand million fields, so look here before writing all Rows.
func (s Sheet) Size() (rows, cols int) {
	for _, c := range s.Cells {
		rows, cols = max(rows, c.Row+1), max(cols, c.Col+1)
	}
	return rows, cols
}

// Rows are the Shown texts of the sheet, row by row from the first one on, each as wide as the sheet:
// what a spreadsheet program writes when it saves the sheet as CSV with the contents as shown. That is
// the texts of hidden rows and columns too, and of a merged range only in its first cell. The slice
// is used again for the next row. Of a sheet read by Open all are empty.
func (s Sheet) Rows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		rows, cols := s.Size()
		fields := make([]string, cols)
		rest := s.Cells
		for row := range rows {
			clear(fields)
			for len(rest) > 0 && rest[0].Row == row {
				fields[rest[0].Col] = rest[0].Shown
				rest = rest[1:]
			}
			if !yield(fields) {
				return
			}
		}
	}
}
