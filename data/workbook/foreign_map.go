package workbook

import (
	"cmp"
	"slices"

	"opframe/data/workbook/cells"
)

// mapping is one rule of a foreign layout for sheets, with its columns ready to be found.
type mapping struct {
	ForeignSheet
	cols  []mapped
	blank map[string]bool // the texts of answer cells that are no answer, folded

	skip, end patterns
	longest   int      // bytes of the longest title of a column, folded
	firsts    initials // of these titles
}

// mapped is a column of a mapping.
type mapped struct {
	ForeignColumn
	key      string   // among the columns of a block
	titles   []string // folded
	from, to int      // by letter, -1 where it has none
}

// foreign notes what is looked up all the time of a foreign layout.
func (x *index) foreign(f *Foreign) {
	for _, id := range sortedKeys(f.IDs) {
		for _, written := range f.IDs[id] {
			x.addAs(written, id)
		}
	}
	x.says = newPatterns(f.Says)
	x.ignore = newPatterns(f.Ignore)
	blank := map[string]bool{}
	for _, t := range f.Unanswered {
		blank[fold(t)] = true
	}
	for _, s := range f.Sheets {
		m := newMapping(s, f.columnsOf(s))
		m.blank = blank
		x.sheets = append(x.sheets, m)
	}
}

func newMapping(s ForeignSheet, columns []ForeignColumn) mapping {
	m := mapping{ForeignSheet: s, skip: newPatterns(s.Skip), end: newPatterns(s.End)}
	count := map[string]int{}
	for _, c := range columns {
		col := mapped{ForeignColumn: c, key: c.key(count[c.Name]), from: -1, to: -1}
		if slices.Contains(repeatable, c.Name) {
			count[c.Name]++
		}
		for _, t := range append([]string{c.Title}, c.Also...) {
			if fold(t) != "" {
				col.titles = append(col.titles, fold(t))
				m.longest = max(m.longest, len(fold(t)))
				m.firsts.begin(fold(t))
			}
		}
		if from, to, ok := letters(c.Letter); ok {
			col.from, col.to = from, to
		}
		m.cols = append(m.cols, col)
	}
	return m
}

var letterForm = later(`^([A-Z]{1,3})(?::([A-Z]{1,3}))?$`)

// letters reads "C" or "C:E" as the first and last column, counted from 0.
func letters(s string) (from, to int, ok bool) {
	m := letterForm().FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	from = columnNumber(m[1])
	to = columnNumber(cmp.Or(m[2], m[1]))
	return from, to, from <= to && to < maxColumns
}

// maxColumns is how many columns a sheet has at most.
const maxColumns = 16384

func columnNumber(letters string) int {
	n := 0
	for _, r := range letters {
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// head is a header that was found: the columns its titles name, and how many rows it fills.
type head struct {
	found map[string]span
	cells []cells.Cell
	rows  int
}

type span struct{ from, to int }

// header says whether rows begin with the titles of the mapping: two of them at least, the id or an
// answer among them unless letters tell where answers stand. A header of several rows ends before a row
// that holds an id.
func (m *mapping) header(s *sheet, rows []row, holdsID func(row) bool) (head, bool) {
	var h head
	for i, row := range rows[:min(len(rows), max(1, m.Header))] {
		if holdsID(row) {
			break
		}
		if m.name(s, row, &h) {
			h.rows = i + 1
		} else if i == 0 {
			break
		}
		h.cells = append(h.cells, row.cells...)
	}
	return h, len(h.found) > 0 && len(h.found) >= min(2, m.titled()) && m.marks(h.found)
}

// name adds the columns that the titles in a row name, and says whether there are any.
func (m *mapping) name(s *sheet, row row, h *head) bool {
	any := false
	for i := range row.cells {
		if !m.firsts.mayBegin(row.cells[i].Text) {
			continue
		}
		text, ok := row.key(i, m.longest)
		if !ok {
			continue
		}
		for k := range m.cols {
			col := &m.cols[k]
			if !slices.Contains(col.titles, text) {
				continue
			}
			if _, twice := h.found[col.key]; twice {
				continue
			}
			if h.found == nil {
				h.found = map[string]span{}
			}
			h.found[col.key] = span{row.cells[i].Col, s.lastOf(row.cells[i])}
			any = true
			break
		}
	}
	return any
}

// titled counts the columns that titles name.
func (m *mapping) titled() int {
	n := 0
	for i := range m.cols {
		if len(m.cols[i].titles) > 0 {
			n++
		}
	}
	return n
}

// marks says that columns with these titles make a header of questions.
func (m *mapping) marks(found map[string]span) bool {
	for i := range m.cols {
		c := &m.cols[i]
		_, ok := found[c.key]
		if ok && (c.Name == colID || m.List && c.Name == colQuestion) || c.Name == colAnswer && (ok || c.from >= 0) {
			return true
		}
	}
	return false
}

// lastOf is the last column of the merged cells that a cell begins, or its own.
func (s *sheet) lastOf(c cells.Cell) int {
	i, ok := slices.BinarySearchFunc(s.cells.Merged, c, func(r cells.Range, c cells.Cell) int {
		return cmp.Or(cmp.Compare(r.FirstRow, c.Row), cmp.Compare(r.FirstCol, c.Col))
	})
	if !ok {
		return c.Col
	}
	return s.cells.Merged[i].LastCol
}

// columns gives a block the columns of a mapping: those its titles name, then those that have letters.
func (m *mapping) columns(b *block, h head) {
	b.by, b.named, b.cols = m, h.found, make(columns, 0, len(m.cols))
	for i := range m.cols {
		c := &m.cols[i]
		if at, ok := h.found[c.key]; ok && !b.cols.has(c.key) {
			b.cols = append(b.cols, columnAt{c.key, at.from, at.to})
		}
	}
	for i := range m.cols {
		c := &m.cols[i]
		switch {
		case b.cols.has(c.key):
		case c.from >= 0 && !b.taken(c.from):
			b.cols = append(b.cols, columnAt{c.key, c.from, c.to})
		default:
			b.absent = append(b.absent, c)
		}
	}
}

// wants says what a header is known by, for messages.
func (m *mapping) wants() string {
	var all []string
	for _, c := range m.cols {
		if c.Title != "" && (c.key == colID || c.key == colAnswer) {
			all = append(all, quote(c.Title))
		}
	}
	return joinAnd(all)
}

// title is what a message calls a column.
func (c mapped) title() string {
	if c.Title != "" {
		return quote(c.Title)
	}
	return quote(c.Name)
}
