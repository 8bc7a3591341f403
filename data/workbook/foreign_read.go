package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
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
		return marksColumn(s.rows) >= 0 || slices.ContainsFunc(s.rows, func(row row) bool { return markedBlock(s, row) != nil })
	})
}

// assign finds the rule for each sheet: the one that names it, or else one not used yet whose columns it
// has, because sheets are renamed and CSV files have no sheets.
func assign(e Edition, sheets []*sheet) map[*sheet]*mapping {
	rules := e.Layout.index.sheets
	of := map[*sheet]*mapping{}
	used := map[*mapping]bool{}
	free := func(s *sheet) bool { return of[s] == nil && !e.Layout.Foreign.ignores(s.title) }
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
		col, ok := b.cols[colID]
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
	holdsID := func(row row) bool {
		return slices.ContainsFunc(row.cells, func(c cells.Cell) bool { return x.id(c.Text) != "" })
	}
	last := &block{sheet: s, kind: questionBlock, marks: -1}
	m.columns(last, head{})
	all := []*block{last}
	for i := 0; i < len(s.rows); i++ {
		row := s.rows[i]
		if h, ok := m.header(s, s.rows[i:], holdsID); ok {
			i += h.rows - 1
			last = &block{sheet: s, kind: questionBlock, marks: -1, head: headRow(s.rows[i].n, h.cells)}
			m.columns(last, h)
			all = append(all, last)
			continue
		}
		if m.ends(row, holdsID) {
			break
		}
		last.rows = append(last.rows, row)
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
	return len(m.End) > 0 && !holdsID(row) && slices.ContainsFunc(row.cells, func(c cells.Cell) bool { return likeAny(m.End, c.Text) })
}

// settle finds the ids of blocks whose columns of ids nothing names, by the ids themselves, and keeps
// from being read what has no answers.
func settle(all []*block, x *index) []*block {
	for _, b := range all {
		x.findIDs(b)
		b.absent = slices.DeleteFunc(b.absent, func(c mapped) bool { return has(b.cols, c.key) })
		if !has(b.cols, colID) || b.head.cells == nil && !has(b.cols, colAnswer) {
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
			for key := range b.cols {
				known[columnOf{b.sheet, key}] = true
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

// columnOf is a column of one sheet, by its key.
type columnOf struct {
	*sheet
	key string
}

// absent tells of the columns of a block that answers may stand in and that were not found: of answers
// always, of words beside them once where no block of the sheet has them.
func (r *reader) absent(b *block, known map[columnOf]bool) {
	for _, c := range b.absent {
		at, sev := columnOf{b.sheet, c.key}, response.Warning
		switch {
		case !c.isRead():
			continue
		case c.key == colAnswer:
			sev = response.Error
		case known[at]:
			continue
		}
		known[at] = true
		r.add(b.sheet, b.top(), 0, response.Problem{Kind: response.Structure, Severity: sev,
			What: fmt.Sprintf("The column %s was not found, so nothing of it was read.", c.title()),
			Do:   "Give it its title back."})
	}
}

// guessed tells of columns that a block has by their letters where something else is written above them.
func (r *reader) guessed(b *block) {
	for _, c := range b.by.cols {
		at, ok := b.cols[c.key]
		_, named := b.named[c.key]
		if !ok || named || !c.isRead() || len(c.titles) == 0 || b.head.text(at) == "" {
			continue
		}
		r.warn(b, b.top(), at, "", fmt.Sprintf("The column %s was not found by its name, and column %s%s was taken for it.",
			c.title(), strings.TrimRight(cells.Ref(0, at), "1"), b.called(at)),
			"Check that the answers were read from the right column, or give it its title back.")
	}
}

// isRead says that answers, or words beside them, stand in a column.
func (c mapped) isRead() bool {
	return c.Name == colAnswer || c.Name == colComment || c.Name == colEvidence
}

// withoutHeader tells of sheets that a rule names and that have none of its titles, and lists them.
func (r *reader) withoutHeader() (told []*sheet) {
	for _, s := range r.sheets {
		m := r.assigned[s]
		if m == nil || m.Reference || m.Table != "" || slices.ContainsFunc(r.blocks, func(b *block) bool { return b.sheet == s && b.kind == questionBlock }) {
			continue
		}
		r.add(s, 0, 0, response.Problem{Kind: response.Structure, Severity: response.Error,
			What: fmt.Sprintf("No row of the sheet %s has the titles %s, so nothing of it was read.", quote(s.title), m.wants()),
			Do:   "Give the columns their titles back."})
		told = append(told, s)
	}
	return told
}

// elsewhere tells of ids of questions outside of what is read: on sheets that nothing names, and in rows
// for which no columns are known.
func (r *reader) elsewhere(told []*sheet) {
	for _, s := range r.sheets {
		if r.assigned[s] == nil && !r.e.Layout.Foreign.ignores(s.title) {
			r.stray(s, s.rows, true)
		}
	}
	for _, b := range r.blocks {
		if b.kind == looseBlock && !b.by.Reference && !slices.Contains(told, b.sheet) {
			r.stray(b.sheet, b.rows, false)
		}
	}
}

// stray warns once of the ids of questions in rows that are not read; of those found in others as well
// only where a whole sheet repeats them.
func (r *reader) stray(s *sheet, rows []row, repeated bool) {
	var ids []string
	at := cells.Cell{}
	for _, row := range rows {
		for _, c := range row.cells {
			id := r.e.Layout.index.id(c.Text)
			if id == "" || slices.Contains(ids, id) || !repeated && len(r.found[id]) > 0 {
				continue
			}
			if len(ids) == 0 {
				at = c
			}
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 || repeated && plainIDs(ids) {
		return
	}
	r.add(s, at.Row, at.Col, response.Problem{Kind: response.Structure, Severity: response.Warning,
		What: fmt.Sprintf("The questions %s are named where no answers are looked for; what stands there was not read.", joinAnd(few(ids))),
		Do:   "If you answered here, move the answers to the sheets of the questionnaire."})
}

// plainIDs says that all ids are numbers, which stand on other sheets without meaning a question.
func plainIDs(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return !plainID.MatchString(id) })
}

// few shortens a long list.
func few(ids []string) []string {
	const most = 12
	if len(ids) <= most {
		return ids
	}
	return append(slices.Clone(ids[:most]), fmt.Sprintf("%d more", len(ids)-most))
}

// notFoundMapped says which questions the file does not have, one problem a dimension. Those that a
// column asks beside another are missing with it.
func (r *reader) notFoundMapped() {
	for _, d := range r.e.Framework.Dimensions {
		var ids []string
		for _, q := range r.e.Framework.QuestionsOf(d.ID) {
			if len(r.found[q.ID]) > 0 || r.optionsFound(q) || q.Kind == framework.Rows {
				continue
			}
			if base := r.e.Layout.index.base(q.ID); base == "" || len(r.found[base]) > 0 {
				ids = append(ids, q.ID)
			}
		}
		p := response.Problem{Kind: response.Structure, Severity: response.Error,
			What: fmt.Sprintf("The questions %s of %s were not found.", joinAnd(few(ids)), quote(d.Title)),
			Do:   "Send the questionnaire with all of its sheets and rows."}
		switch len(ids) {
		case 0:
			continue
		case 1:
			p.Question = ids[0]
			p.What = fmt.Sprintf("The question %s of %s was not found.", ids[0], quote(d.Title))
		}
		r.addFile(p)
	}
}
