package workbook

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"opframe/data/workbook/cells"
)

// block is a stretch of a sheet under one set of columns. Each sheet of an xlsx file is one, and a
// CSV file has several below each other. How a block is found is no concern of those that read it:
// by marks, by titles, by guess, or by the mapping of a foreign layout.
type block struct {
	*sheet
	kind   blockKind
	table  string          // id, of a tableBlock
	cols   columns         // by column name; by column id in a table
	marks  int             // the column with the marks of rows, -1 where there is none
	rows   []row           // below the row that names the columns
	head   row             // with the visible titles, the zero row where none was found
	marked bool            // found by its marks
	by     *mapping        // of a foreign layout, nil for our own form
	named  map[string]span // the columns that titles name
	absent []*mapped       // columns of the mapping that were not found
	from   int             // the first row with a question
}

type blockKind uint8

const (
	looseBlock blockKind = iota // columns unknown
	startBlock
	questionBlock
	tableBlock
	ignoredBlock // the lists of drop-downs, the name of the framework
)

// blocksOf divides a sheet: at the hidden rows of marks where there are any, and where there are
// none at the rows that hold titles.
func (r *reader) blocksOf(s *sheet) []*block {
	var all []*block
	loose := &block{sheet: s, marks: -1}
	current := loose
	for _, row := range s.rows {
		if b := markedBlock(s, row); b != nil {
			all = append(all, b)
			current = b
			continue
		}
		current.rows = append(current.rows, row)
	}
	all = append(all, r.titledBlocks(loose)...)
	return all
}

// markedBlock is the block that a row of marks begins, or nil for every other row.
func markedBlock(s *sheet, row row) *block {
	if !slices.ContainsFunc(row.cells, func(c cells.Cell) bool { return isMark(c.Text) }) {
		return nil
	}
	b := &block{sheet: s, marks: -1, marked: true}
	named := 0
	for _, c := range row.cells {
		mark := strings.TrimSpace(c.Text)
		name, isMark := strings.CutPrefix(mark, "#")
		switch {
		case !isMark:
		case mark == markSection+startSection:
			b.kind, b.marks = startBlock, c.Col
		case strings.HasPrefix(mark, markSection):
			b.kind, b.marks = questionBlock, c.Col
		case strings.HasPrefix(mark, markTable):
			b.kind, b.table, b.marks = tableBlock, strings.TrimPrefix(mark, markTable), c.Col
		case mark == markLists || mark == markEdition:
			b.kind = ignoredBlock
		case strings.HasPrefix(mark, markCol):
			b.column(strings.TrimPrefix(mark, markCol), c.Col)
			b.kind = max(b.kind, tableBlock)
		case mark == markLabel || mark == markValue:
			b.column(name, c.Col)
			b.kind = max(b.kind, startBlock)
		case slices.Contains(columnNames, name):
			b.column(name, c.Col)
			named++
		}
	}
	if named > 1 && b.kind == looseBlock {
		b.kind = questionBlock
	}
	if b.kind == looseBlock {
		return nil
	}
	return b
}

// isMark says that a text can be a mark, or a name like one.
func isMark(text string) bool {
	at := pastBlanks(text, 0)
	if at < len(text) && text[at] >= utf8.RuneSelf { // it may be a blank as well
		return strings.HasPrefix(strings.TrimSpace(text), "#")
	}
	return at < len(text) && text[at] == '#'
}

// column notes where a column stands; of two with one name the first counts.
func (b *block) column(name string, col int) {
	if _, ok := b.cols.at(name); !ok {
		b.cols.set(name, col)
	}
}

// titledBlocks divides rows without marks at the rows that hold titles of columns.
func (r *reader) titledBlocks(loose *block) []*block {
	all := []*block{loose}
	rows := loose.rows
	loose.rows = nil
	for _, row := range rows {
		if b := r.titled(loose.sheet, row); b != nil {
			all = append(all, b)
			continue
		}
		last := all[len(all)-1]
		last.rows = append(last.rows, row)
	}
	for _, b := range all {
		b.marks = marksColumn(b.rows)
	}
	return slices.DeleteFunc(all, func(b *block) bool { return b.kind == looseBlock && len(b.rows) == 0 })
}

// titled is the block that a row of titles begins, or nil for every other row. Two titles make such
// a row, and for questions one of them is the id or the answer. Between tables with the same titles
// the title of the sheet decides.
func (r *reader) titled(s *sheet, row row) *block {
	best := &block{sheet: s, kind: questionBlock, cols: titles(row, r.e.Layout.index.questions), head: row}
	_, id := best.cols.at(colID)
	_, answer := best.cols.at(colAnswer)
	if !id && !answer {
		best.cols = nil
	}
	for _, t := range r.e.Framework.Tables {
		cols := titles(row, r.e.Layout.index.tables[t.ID])
		better := len(cols) > len(best.cols) || len(cols) == len(best.cols) && r.isTitleOf(s.title, t.ID)
		if better && len(cols) >= min(2, len(t.Columns)) {
			best = &block{sheet: s, kind: tableBlock, table: t.ID, cols: cols, head: row}
		}
	}
	if len(best.cols) < 2 && best.kind == questionBlock {
		return nil
	}
	return best
}

// titles finds the columns of a row by the titles each can have.
func titles(row row, known map[string]string) columns {
	var cols columns
	for i, c := range row.cells {
		if name, ok := known[row.keyOf(i)]; ok {
			if !cols.has(name) {
				cols.set(name, c.Col)
			}
		}
	}
	return cols
}

// isTitleOf says that a sheet is titled as the layout titles that of a table.
func (r *reader) isTitleOf(title, table string) bool {
	s, ok := r.e.Layout.section("", table)
	return ok && slices.ContainsFunc(append([]string{s.Title}, s.Also...), func(t string) bool { return fold(t) == fold(title) })
}

// marksColumn is the column that holds the marks of rows, where the row that names it is gone: most
// rows have one there.
func marksColumn(rows []row) int {
	votes := map[int]int{}
	for _, row := range rows {
		for _, c := range row.cells {
			switch strings.TrimSpace(c.Text) {
			case markTitleRow, markNote, markHeader, markHelp, markControl, markOption, markRequired, markOptional:
				votes[c.Col]++
			}
		}
	}
	for _, col := range slices.Sorted(maps.Keys(votes)) {
		if 2*votes[col] > len(rows) {
			return col
		}
	}
	return -1
}

// mark is the mark of a row, "" where it has none.
func (b *block) mark(r row) string {
	if b.marks < 0 {
		return ""
	}
	m := r.text(b.marks)
	if !strings.HasPrefix(m, "#") {
		return ""
	}
	return m
}
