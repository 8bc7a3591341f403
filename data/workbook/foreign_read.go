package workbook

import (
	"math"
	"slices"

	"opframe/data/workbook/cells"
)

// mapped divides the sheets by the mapping of a foreign layout. It is false where the layout has none,
// and where the file is a questionnaire of our own form: that one has marks, or nothing the mapping knows.
func (r *reader) mapped() bool {
	if r.e.Layout.Foreign == nil || r.hasMarks() {
		return false
	}
	assigned := assign(r.e, r.sheets)
	if len(assigned) == 0 {
		return false
	}
	r.assigned = assigned
	for _, s := range r.sheets {
		if m := r.assigned[s]; m != nil {
			r.blocks = append(r.blocks, mappedBlocks(r.e, s, m)...)
		}
	}
	return true
}

// hasMarks says that a file has rows or a column of marks, which only our own form has.
func (r *reader) hasMarks() bool {
	return slices.ContainsFunc(r.sheets, func(s *sheet) bool {
		if !s.any(isMark) {
			return false // as in nearly all files of others
		}
		return marksColumn(s.rows) >= 0 || slices.ContainsFunc(s.rows, func(row row) bool { return markedBlock(s, row) != nil })
	})
}

// assign finds the rule for each sheet: the one that names it, or else one not used yet whose columns it
// has, because sheets are renamed and CSV files have no sheets.
func assign(e Edition, sheets []*sheet) map[*sheet]*mapping {
	rules := e.Layout.index.sheets
	of := map[*sheet]*mapping{}
	used := map[*mapping]bool{}
	free := func(s *sheet) bool { return of[s] == nil && !e.Layout.index.ignore.match(s.title) }
	for _, s := range sheets {
		for i := range rules {
			if m := &rules[i]; free(s) && !m.List && m.called(s.title) {
				of[s], used[m] = m, true
			}
		}
	}
	for i := range rules {
		m := &rules[i]
		if used[m] || m.List {
			continue
		}
		for _, s := range sheets {
			// A rule without a title is for every sheet that looks like it, another for one sheet.
			if free(s) && !(used[m] && m.Title != "") && fits(e, s, m) {
				of[s], used[m] = m, true
			}
		}
	}
	return of
}

// fits says that a sheet has what a rule is about: the ids of questions in its column of ids, or the
// titles of a table.
func fits(e Edition, s *sheet, m *mapping) bool {
	return slices.ContainsFunc(mappedBlocks(e, s, m), func(b *block) bool {
		if b.kind == tableBlock {
			return true
		}
		col, ok := b.cols.at(colID)
		return ok && b.kind == questionBlock && slices.ContainsFunc(b.rows, func(row row) bool {
			return e.Layout.index.id(row.text(col)) != ""
		})
	})
}

// mappedBlocks divides one sheet: at each header one begins, and above the first one the letters of the
// columns count, where all that matter have one.
func mappedBlocks(e Edition, s *sheet, m *mapping) []*block {
	if m.Table != "" {
		return mappedTable(e, s, m)
	}
	x := e.Layout.index
	holdsID := x.holdsID
	last := &block{sheet: s, kind: questionBlock, marks: -1}
	m.columns(last, head{})
	all := []*block{last}
	from := 0 // the first row of the last block
	for i := 0; i < len(s.rows); i++ {
		row := s.rows[i]
		if h, ok := m.header(s, s.rows[i:], holdsID); ok {
			i += h.rows - 1
			last = &block{sheet: s, kind: questionBlock, marks: -1, head: headRow(s.rows[i].n, h.cells)}
			m.columns(last, h)
			all, from = append(all, last), i+1
			continue
		}
		if m.ends(row, holdsID) {
			break
		}
		last.rows = s.rows[from : i+1 : i+1]
	}
	return settle(all, x)
}

// headRow is the titles of all rows of a header in one, for messages; the first title of a column counts.
func headRow(n int, all []cells.Cell) row {
	out := row{n: n, cells: slices.Clone(all)}
	slices.SortStableFunc(out.cells, func(a, b cells.Cell) int { return a.Col - b.Col })
	out.cells = slices.CompactFunc(out.cells, func(a, b cells.Cell) bool { return a.Col == b.Col })
	return out
}

// ends says that nothing from a row on is read.
func (m *mapping) ends(row row, holdsID func(row) bool) bool {
	return len(m.end) > 0 && !holdsID(row) && slices.ContainsFunc(row.cells, func(c cells.Cell) bool { return m.end.match(c.Text) })
}

// settle finds the ids of blocks whose columns of ids nothing names, by the ids themselves, and keeps
// from being read what has no answers.
func settle(all []*block, x *index) []*block {
	for _, b := range all {
		x.findIDs(b)
		b.absent = slices.DeleteFunc(b.absent, func(c *mapped) bool { return b.cols.has(c.key) })
		if !b.cols.has(colID) || b.head.cells == nil && !b.cols.has(colAnswer) {
			b.kind = looseBlock
		}
	}
	return slices.DeleteFunc(all, func(b *block) bool { return len(b.rows) == 0 })
}

// noID says that a row holds no id, where none is known.
func noID(row) bool { return false }

// mappedTable is the stretch below the titles of a table.
func mappedTable(e Edition, s *sheet, m *mapping) []*block {
	var b *block
	t, _ := e.Framework.Table(m.Table)
	for _, row := range s.rows {
		cols := titles(row, e.Layout.index.tables[m.Table])
		switch {
		case b == nil && len(cols) >= min(2, len(t.Columns)):
			b = &block{sheet: s, kind: tableBlock, table: m.Table, cols: cols, head: row, marks: -1, by: m}
		case b == nil:
		case m.ends(row, noID):
			return []*block{b}
		default:
			b.rows = append(b.rows, row)
		}
	}
	if b == nil {
		return nil
	}
	return []*block{b}
}

// scanMapped notes the questions of the blocks of a foreign layout, then tells of everything that looks
// like part of the questionnaire and was not read.
func (r *reader) scanMapped() {
	known := map[columnOf]bool{}
	for _, b := range r.blocks {
		switch {
		case b.kind != questionBlock:
		case b.by.Reference:
			r.scanReference(b)
		default:
			r.scan(b)
			for _, c := range b.cols {
				known[columnOf{b.sheet, c.name}] = true
			}
		}
	}
	for _, b := range r.blocks {
		if b.kind == questionBlock && !b.by.Reference && b.from < math.MaxInt {
			r.absent(b, known)
			r.guessed(b)
		}
	}
	r.elsewhere(r.withoutHeader())
}
