package workbook

import (
	"cmp"
	"fmt"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// drafter gathers controls and questions from the rows of a list.
type drafter struct {
	file string
	l    *Layout
	own  map[string]string // ids by the way the list writes them, where the map says so

	dimensions named
	controls   []*framework.Control
	byControl  map[string]*framework.Control // folded ids
	asked      map[string]response.Cell      // folded ids of questions, with their cells
	numbered   bool                          // it was told that ids are numbers

	// What the rows above say, for those that say nothing.
	section, control, controlTitle, intent, dimension string

	problems []placed
}

func newDrafter(name string, l *Layout) *drafter {
	d := &drafter{file: name, l: l, own: map[string]string{}, byControl: map[string]*framework.Control{}, asked: map[string]response.Cell{},
		dimensions: named{byTitle: map[string]string{}, order: map[string]int{}}}
	for _, id := range sortedKeys(l.Foreign.IDs) {
		for _, written := range l.Foreign.IDs[id] {
			d.own[fold(written)] = id
		}
	}
	return d
}

// named gives ids to titles, each once.
type named struct {
	all     []struct{ id, title string }
	byTitle map[string]string // folded
	order   map[string]int    // by id
}

// id is the id of a title, made from its letters and digits.
func (n *named) id(title, otherwise string) string {
	if id, ok := n.byTitle[fold(title)]; ok {
		return id
	}
	id := unused(slug(title, otherwise), func(id string) bool { _, ok := n.order[id]; return ok })
	n.byTitle[fold(title)], n.order[id] = id, len(n.all)
	n.all = append(n.all, struct{ id, title string }{id, title})
	return id
}

// slug is the letters and digits of a title as an id, or another word where it has none.
func slug(title, otherwise string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return cmp.Or(cut(strings.Join(words, "-"), 40), otherwise)
}

// unused is an id that is not taken, with a number behind it where needed.
func unused(id string, taken func(string) bool) string {
	name := id
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	return name
}

// sheet reads the lists of one sheet.
func (d *drafter) sheet(s *sheet) {
	f := d.l.Foreign
	if f.ignores(s.title) {
		return
	}
	var rules []ForeignSheet
	for _, rule := range f.Sheets {
		if rule.called(s.title) {
			rules = []ForeignSheet{rule}
			break
		}
		if rule.Title == "" || s.title == "" {
			rules = append(rules, rule)
		}
	}
	for _, rule := range rules {
		m := newMapping(rule, f.columnsOf(rule))
		if rule.Table != "" || rule.Reference {
			continue
		}
		if d.list(s, &m) {
			return
		}
	}
}

// list reads a sheet by one rule and says whether it has its columns.
func (d *drafter) list(s *sheet, m *mapping) bool {
	d.section, d.control, d.controlTitle, d.intent, d.dimension = "", "", "", "", ""
	b := &block{sheet: s, kind: questionBlock, marks: -1, rows: s.rows}
	m.columns(b, head{})
	ready := b.cols.has(colID) && b.cols.has(colQuestion)
	found := false
	for i := 0; i < len(s.rows); i++ {
		row := s.rows[i]
		if h, ok := m.header(s, s.rows[i:], noID); ok {
			i += h.rows - 1
			b = &block{sheet: s, kind: questionBlock, marks: -1, head: headRow(s.rows[i].n, h.cells), rows: s.rows[i+1:]}
			m.columns(b, h)
			ready = b.cols.has(colID) && b.cols.has(colQuestion)
			d.title(b, b.head)
			continue
		}
		if m.ends(row, noID) {
			break
		}
		if ready && d.row(b, row) {
			found = true
		}
	}
	return found
}

// title notes a row that holds nothing but the title of a section, or a header that has one in place of
// the titles of ids and questions.
func (d *drafter) title(b *block, row row) {
	for _, name := range []string{colID, colQuestion} {
		text := row.text(b.cols.col(name))
		if _, ok := b.cols.at(name); ok && text != "" && !b.by.isTitle(text) {
			d.section, d.control, d.controlTitle, d.intent, d.dimension = text, "", "", "", ""
			return
		}
	}
}

func (m *mapping) isTitle(text string) bool {
	for _, c := range m.cols {
		for _, t := range c.titles {
			if t == fold(text) {
				return true
			}
		}
	}
	return false
}

// add notes a problem at a cell of the list.
func (d *drafter) add(b *block, c cells.Cell, sev response.Severity, what, do string) {
	d.problems = append(d.problems, placed{b.order, c.Row, c.Col, response.Problem{Kind: response.Structure, Severity: sev,
		Cell: b.place(c.Row, c.Col), What: what, Do: do}})
}

// row takes one question from the list, and says whether the row is one.
func (d *drafter) row(b *block, row row) bool {
	id, _ := b.shown(row, b.cols.col(colID))
	text, asks := b.shown(row, b.cols.col(colQuestion))
	idText := strings.TrimSpace(id.Text)
	switch {
	case idText == "" && !asks:
		return false
	case idText == "" || !asks || id.Row == text.Row && id.Col == text.Col:
		d.alone(b, row, id, text, asks)
		return false
	case b.skips(idText):
		return false
	}
	d.carry(b, row)
	known, ok := d.id(b, id)
	if !ok {
		return true
	}
	if text.Kind == cells.Error {
		d.add(b, text, response.Error, fmt.Sprintf("%s is an error of the spreadsheet; the row was left out.", text.Text), "Type the text itself.")
		return true
	}
	if c := d.controlOf(b, row, known, text.Text); c != nil {
		d.ask(b, row, c, known, strings.TrimSpace(text.Text))
	}
	return true
}

// alone is a row with an id or a text only: the title of a section, or something left out.
func (d *drafter) alone(b *block, row row, id, text cells.Cell, asks bool) {
	if strings.TrimSpace(id.Text) != "" && (!asks || id.Row == text.Row && id.Col == text.Col) {
		d.title(b, row)
		return
	}
	d.add(b, text, response.Warning, quote(text.Text)+" has no id and was left out.", "Give it an id, if it is a question.")
}

// carry notes what the row says of control and dimension; what it leaves empty stays as above.
func (d *drafter) carry(b *block, row row) {
	said := func(name string) string {
		col, ok := b.cols.at(name)
		if !ok {
			return ""
		}
		c, _ := b.shown(row, col)
		return strings.TrimSpace(c.Text)
	}
	if c := said(colControl); c != "" && fold(c) != fold(d.control) {
		d.control, d.controlTitle, d.intent = c, "", ""
	}
	for name, into := range map[string]*string{colControlTitle: &d.controlTitle, colIntent: &d.intent, colDimension: &d.dimension} {
		if t := said(name); t != "" {
			*into = t
		}
	}
}
