package cells

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
)

// List is a sheet that is read as one: the first row that is not empty names the columns, which may stand
// in any order, and every row below it that is not empty is a thing.
type List struct {
	Header []string // in lower case, from left to right
	Rows   []ListRow
}

// ListRow is one row of a List.
type ListRow struct {
	N     int // from 0
	cols  map[string]int
	cells map[int]Cell
}

// ReadList reads a sheet as a list. Of two columns with one name the right one counts: see HeadFaults.
func ReadList(s Sheet) List {
	var l List
	cols := map[string]int{}
	top := -1
	for _, c := range s.Cells {
		name := strings.ToLower(strings.TrimSpace(c.Text))
		if name == "" { // spaces left in a cell make neither a header nor a row
			continue
		}
		if top < 0 {
			top = c.Row
		}
		if c.Row == top {
			l.Header = append(l.Header, name)
			cols[name] = c.Col
			continue
		}
		if n := len(l.Rows); n == 0 || l.Rows[n-1].N != c.Row {
			l.Rows = append(l.Rows, ListRow{c.Row, cols, map[int]Cell{}})
		}
		l.Rows[len(l.Rows)-1].cells[c.Col] = c
	}
	return l
}

// OpenList reads the first sheet of a file as a list, and gives the sheet's name; a file of text has none. What
// cannot be read is refused.
func OpenList(name string, data []byte, limits Limits) (l List, sheet string, refused *Refusal) {
	book, err := OpenWithin(name, data, limits)
	switch {
	case errors.As(err, &refused):
		return l, "", refused
	case err != nil:
		return l, "", &Refusal{Why: err.Error(), Do: "Save it anew"}
	case len(book.Sheets) == 0:
		return l, "", nil
	case book.Format != CSV:
		sheet = book.Sheets[0].Name
	}
	return ReadList(book.Sheets[0]), sheet, nil
}

// HeadFault is what keeps a list from being read: a sentence, and what to do, without its end.
type HeadFault struct{ What, Do string }

// HeadFaults tells of needed columns that are missing, and of those of the list that stand twice. A needed column is
// one of the columns too.
func (l List) HeadFaults(needed, columns []string) []HeadFault {
	var all []HeadFault
	for _, name := range needed {
		if !slices.Contains(l.Header, name) {
			all = append(all, HeadFault{fmt.Sprintf("there is no column %q: it has %s.", name, cmp.Or(strings.Join(l.Header, ", "), "none")),
				"Add it to the first row, which has " + strings.Join(columns, ", ")})
		}
	}
	for _, name := range l.twice(columns) {
		all = append(all, HeadFault{fmt.Sprintf("there are two columns %q.", name), "Keep one"})
	}
	return all
}

// twice lists the columns of these names that stand more than once.
func (l List) twice(names []string) []string {
	var all []string
	for i, name := range l.Header {
		if slices.Contains(names, name) && slices.Index(l.Header, name) < i && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// Cell is the cell of a column; an empty one where the column or the cell is not there.
func (r ListRow) Cell(column string) Cell {
	if col, ok := r.cols[column]; ok {
		return r.cells[col]
	}
	return Cell{}
}

// Text is what the cell of a column says, without spaces around it.
func (r ListRow) Text(column string) string { return strings.TrimSpace(r.Cell(column).Text) }

// Day is the day a cell holds, whether as a date or in words; zero where it is empty. The error says what
// the cell says in place of a day.
func (r ListRow) Day(column string) (date.Date, error) {
	if c := r.Cell(column); c.Kind == Date {
		return c.Date, nil
	}
	if r.Text(column) == "" {
		return date.Date{}, nil
	}
	return date.Parse(r.Text(column))
}

// Ref is the place of a column in the row, "D14", or that of instead where there is no such column.
func (r ListRow) Ref(column, instead string) string {
	col, ok := r.cols[column]
	if !ok {
		col = r.cols[instead]
	}
	return Ref(r.N, col)
}
