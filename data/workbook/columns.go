package workbook

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// complete finds the columns of a block that its marks do not name: by the titles above its rows,
// then by their order. Every guess is a warning.
func (r *reader) complete(b *block) {
	if b.head.cells == nil {
		r.findHead(b)
	}
	for _, c := range titles(b.head, r.titlesFor(b)) {
		if !b.taken(c.at) {
			b.column(c.name, c.at)
		}
	}
	if b.kind == questionBlock {
		r.e.Layout.index.findIDs(b)
	}
	r.guess(b)
}

func (r *reader) titlesFor(b *block) map[string]string {
	if b.kind == questionBlock {
		return r.e.Layout.index.questions
	}
	return r.e.Layout.index.tables[b.table]
}

// findHead finds the row with the titles in a block that has its marks.
func (r *reader) findHead(b *block) {
	known, most := r.titlesFor(b), 0
	for _, row := range b.rows[:min(len(b.rows), 10)] {
		if n := len(titles(row, known)); n > most || b.mark(row) == markHeader {
			b.head, most = row, n
		}
		if b.mark(row) == markHeader {
			return
		}
	}
}

// findIDs takes the column in which most cells are ids of questions, where no column is called so.
func (x *index) findIDs(b *block) {
	if _, ok := b.cols.at(colID); ok {
		return
	}
	votes := map[int]int{}
	for _, row := range b.rows {
		for i, c := range row.cells {
			if x.id(row.cells[i].Text) != "" {
				votes[c.Col]++
			}
		}
	}
	best := -1
	for _, col := range slices.Sorted(maps.Keys(votes)) {
		if !b.taken(col) && (best < 0 || votes[col] > votes[best]) {
			best = col
		}
	}
	if best >= 0 {
		b.cols.set(colID, best)
	}
}

// order is the columns a block should have from left to right, and those that are read.
func (r *reader) order(b *block) (all, read []string) {
	if b.kind == questionBlock {
		for _, c := range r.e.Layout.Columns {
			all = append(all, c.Name)
		}
		return all, []string{colAnswer, colComment, colEvidence}
	}
	t, _ := r.e.Framework.Table(b.table)
	for _, c := range t.Columns {
		all = append(all, c.ID)
	}
	return all, all
}

// guess takes the columns that are still missing by their distance from one that was found.
func (r *reader) guess(b *block) {
	all, read := r.order(b)
	anchor := slices.IndexFunc(all, func(name string) bool { _, ok := b.cols.at(name); return ok })
	if anchor < 0 || (b.kind == questionBlock && !b.cols.has(colID)) {
		return
	}
	if b.kind == questionBlock {
		anchor = slices.Index(all, colID)
	}
	for _, name := range read {
		if b.cols.has(name) {
			continue
		}
		col := b.cols.col(all[anchor]) + slices.Index(all, name) - anchor
		title := r.titleOf(b, name)
		if col < 0 || b.taken(col) {
			r.warn(b, b.top(), 0, "", fmt.Sprintf("The column %s was not found, so nothing of it was read.", quote(title)),
				"Put it back where it was, under its title.")
			continue
		}
		b.cols.set(name, col)
		r.warn(b, b.top(), col, "", fmt.Sprintf("The column %s was not found by its name, and column %s%s was taken for it.",
			quote(title), strings.TrimRight(cells.Ref(0, col), "1"), b.called(col)),
			"Check that the answers were read from the right column, or give it its title back.")
	}
	// What is not read is only kept from looking like a column somebody added.
	for i, name := range all {
		if col := b.cols.col(all[anchor]) + i - anchor; !b.cols.has(name) && col >= 0 && !b.taken(col) {
			b.cols.set(name, col)
		}
	}
}

// columns are those of a block by name, or by id in a table: so few that they are found by looking through them.
type columns []columnAt

// columnAt is where a column stands, and the last one where a foreign layout has each answer fill several; 0 otherwise.
type columnAt struct {
	name     string
	at, last int
}

func (c columns) find(name string) int {
	for i := range c {
		if c[i].name == name {
			return i
		}
	}
	return -1
}

func (c columns) has(name string) bool { return c.find(name) >= 0 }

// at is where a column stands; ok is false where there is none of that name.
func (c columns) at(name string) (col int, ok bool) {
	if i := c.find(name); i >= 0 {
		return c[i].at, true
	}
	return 0, false
}

// col is where a column stands that is there.
func (c columns) col(name string) int {
	col, _ := c.at(name)
	return col
}

// last is the last of the columns that an answer fills, 0 where it is one.
func (c columns) last(name string) int {
	if i := c.find(name); i >= 0 {
		return c[i].last
	}
	return 0
}

// set says where a column stands.
func (c *columns) set(name string, col int) {
	if i := c.find(name); i >= 0 {
		(*c)[i].at = col
		return
	}
	*c = append(*c, columnAt{name: name, at: col})
}

// called is how a column calls itself.
func (b *block) called(col int) string {
	if t := b.head.text(col); t != "" {
		return " (" + quote(t) + ")"
	}
	return ""
}

// titleOf is what the column should be called.
func (r *reader) titleOf(b *block, name string) string {
	if b.kind == questionBlock {
		return r.e.Layout.Columns[r.e.Layout.column(name)-1].Title
	}
	t, _ := r.e.Framework.Table(b.table)
	for _, c := range t.Columns {
		if c.ID == name {
			return c.Title
		}
	}
	return name
}

// taken says that a column has a meaning already.
func (b *block) taken(col int) bool {
	if col == b.marks {
		return true
	}
	for i := range b.cols {
		if c := &b.cols[i]; c.at <= col && col <= max(c.at, c.last) {
			return true
		}
	}
	return false
}

// top is the row that stands for the whole block in messages.
func (b *block) top() int {
	if b.head.cells != nil {
		return b.head.n
	}
	if b.by != nil {
		return b.from
	}
	if len(b.rows) > 0 {
		return b.rows[0].n
	}
	return 0
}

// strangers warns of columns that somebody added and wrote into: nothing of them is read.
func (r *reader) strangers(b *block, rows []row) {
	seen := map[int]bool{}
	known := [16]bool{} // of the first columns: they are seen, or taken
	for _, row := range rows {
		for i := range row.cells {
			c := &row.cells[i]
			if c.Col < len(known) && known[c.Col] || strings.TrimSpace(c.Text) == "" || seen[c.Col] {
				continue
			}
			if c.Col < len(known) {
				known[c.Col] = true
			}
			if b.taken(c.Col) {
				continue
			}
			seen[c.Col] = true
			r.warn(b, row.n, c.Col, "", fmt.Sprintf("Column %s%s does not belong to the questionnaire and was not read.",
				strings.TrimRight(cells.Ref(0, c.Col), "1"), b.called(c.Col)),
				"Move what matters into the answer or the comment.")
		}
	}
}

func (r *reader) warn(b *block, row, col int, question, what, do string) {
	r.add(b.sheet, row, col, response.Problem{Kind: response.Structure, Severity: response.Warning, Question: question, What: what, Do: do})
}

// quote sets off a word from the file or the layout.
func quote(s string) string {
	const most = 120
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return `"` + strings.Join(strings.Fields(s), " ") + `"`
}
