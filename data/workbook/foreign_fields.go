package workbook

import (
	"cmp"
	"slices"
	"strconv"

	"opframe/data/workbook/cells"
)

// asks says that a questionnaire has a field: ours has all of them.
func (r *reader) asks(name string) bool {
	return r.assigned == nil || slices.ContainsFunc(r.e.Layout.Foreign.Fields, func(f ForeignField) bool { return f.Name == name })
}

// foreignTitle is what the mapping calls a field, and what our own form calls it where the mapping knows
// no more than a cell.
func (r *reader) foreignTitle(name string) string {
	for _, f := range r.e.Layout.Foreign.Fields {
		if f.Name == name && f.Title != "" {
			return f.Title
		}
	}
	return fieldTitles[name]
}

// foreignField finds the cell of a field. Where the mapping knows several places, the first that says
// something counts, then the first that is there.
func (r *reader) foreignField(name string) (*sheet, row, int, bool) {
	var at *sheet
	var line row
	var column int
	for _, f := range r.e.Layout.Foreign.Fields {
		if f.Name != name {
			continue
		}
		s, row, col, ok := r.place(f)
		if !ok {
			continue
		}
		if _, filled := row.at(col); filled {
			return s, row, col, true
		}
		if at == nil {
			at, line, column = s, row, col
		}
	}
	return at, line, column, at != nil
}

func (r *reader) place(f ForeignField) (*sheet, row, int, bool) {
	labels, longest := f.labels(), 0
	for _, l := range labels {
		longest = max(longest, len(l))
	}
	for _, s := range r.sheets {
		if !r.searched(f, s) {
			continue
		}
		if n, col, ok := cellNumber(f.Cell); ok {
			return s, s.row(n), col, true
		}
		for _, row := range s.rows {
			for i := range row.cells {
				if key, ok := row.key(i, longest); ok && slices.Contains(labels, key) {
					line, col := r.beside(f, s, row, row.cells[i])
					return s, line, col, true
				}
			}
		}
	}
	return nil, row{}, 0, false
}

// searched says that a field can stand on a sheet. A file without sheets has what it has.
func (r *reader) searched(f ForeignField, s *sheet) bool {
	if f.Sheet != "" && s.title != "" {
		return like(f.Sheet, s.title)
	}
	m := r.assigned[s]
	return !r.e.Layout.index.ignore.match(s.title) && (m == nil || !m.Reference)
}

// labels are the titles of a field, folded.
func (f ForeignField) labels() []string {
	var all []string
	for _, t := range append([]string{f.Title}, f.Also...) {
		if fold(t) != "" {
			all = append(all, fold(t))
		}
	}
	return all
}

// beside is where the value of a label stands: in the column the mapping names, in the column of answers
// where the label is in a row of such a block, otherwise in the cell after it.
func (r *reader) beside(f ForeignField, s *sheet, in row, label cells.Cell) (row, int) {
	col := s.lastOf(label) + 1
	if from, _, ok := letters(f.Column); ok {
		col = from
	} else if b := r.blockAt(s, in.n); b != nil && b.cols.has(colAnswer) && b.cols.col(colAnswer) > label.Col {
		col = b.cols.col(colAnswer)
	}
	if c, ok := s.cells.At(in.n, col); ok && (c.Row != in.n || c.Col != col) && c.Col > label.Col {
		return s.row(c.Row), c.Col
	}
	return in, col
}

func (r *reader) blockAt(s *sheet, n int) *block {
	for _, b := range r.blocks {
		if b.sheet == s && b.kind == questionBlock && slices.ContainsFunc(b.rows, func(row row) bool { return row.n == n }) {
			return b
		}
	}
	return nil
}

// row is a row by its number, an empty one where nothing stands in it.
func (s *sheet) row(n int) row {
	i, ok := slices.BinarySearchFunc(s.rows, n, func(r row, n int) int { return cmp.Compare(r.n, n) })
	if !ok {
		return row{n: n}
	}
	return s.rows[i]
}

// cellNumber reads "C4" as a row and a column, counted from 0.
func cellNumber(ref string) (n, col int, ok bool) {
	i := 0
	for i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' {
		i++
	}
	col, _, ok = letters(ref[:i])
	n, err := strconv.Atoi(ref[i:])
	return n - 1, col, ok && err == nil && n >= 1 && n <= maxRows && ref == cells.Ref(n-1, col)
}

// maxRows is how many rows a sheet has at most.
const maxRows = 1 << 20
