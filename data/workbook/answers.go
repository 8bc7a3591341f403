package workbook

import (
	"fmt"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// question reads the answer to a question of one cell.
func (r *reader) question(q *framework.Question) {
	h, ok := r.one(q.ID)
	if !ok {
		return
	}
	c, filled := h.cell(colAnswer)
	if !filled {
		r.s.Places[q.ID] = h.place(colAnswer)
		r.wordsAlone(q, h)
		return
	}
	r.s.Places[q.ID] = h.b.place(c.Row, c.Col)
	a := r.interpret(h.b, c, q.ID, "", asking{q.Kind, q.Choosable(), q.Unit, q.Min, q.Max})
	a.Comment, a.Evidence = h.field(colComment), h.field(colEvidence)
	if r.disputed(q.ID, h) {
		a.Understood, a.Value = false, response.Value{}
	}
	r.s.Answers[q.ID] = a
}

// wordsAlone warns of a comment or a reference beside a question that is not answered: there is no
// answer to keep it with, so the problem keeps it.
func (r *reader) wordsAlone(q *framework.Question, h hit) {
	if h.b.by != nil && !h.b.cols.has(colAnswer) {
		return // it is told that all answers are missing
	}
	for _, name := range []string{colComment, colEvidence} {
		if text, c := h.words(name); text != "" {
			r.add(h.b.sheet, c.Row, c.Col, response.Problem{Kind: response.Invalid, Severity: response.Warning, Question: q.ID,
				What: fmt.Sprintf("%s has no answer, but beside it stands %s.", q.ID, quote(text)),
				Do:   "Answer the question: words beside it do not count as an answer."})
		}
	}
}

// column is the key of a column; ok is false where the row has nothing of that name.
func (h hit) column(name string) (string, bool) {
	if h.key == "" {
		return name, true
	}
	return h.key, name == colAnswer
}

// cell is a cell of the row; ok is false where it says nothing or the block has no such column.
func (h hit) cell(name string) (cells.Cell, bool) {
	key, ok := h.column(name)
	col, there := h.b.cols.at(key)
	if !ok || !there {
		return cells.Cell{}, false
	}
	says := func(c cells.Cell, filled bool) bool {
		return filled && !(name == colAnswer && h.b.unanswered(c.Text))
	}
	if c, filled := h.b.shown(h.row, col); says(c, filled) {
		return c, true
	}
	for _, c := range h.row.between(col+1, h.b.cols.last(key)) {
		if says(c, strings.TrimSpace(c.Text) != "") {
			return c, true
		}
	}
	if last := h.b.cols.last(key); last > col {
		if c, filled := h.b.shown(h.row, last); says(c, filled) {
			return c, true
		}
	}
	return cells.Cell{Row: h.row.n, Col: col}, false
}

func (h hit) place(name string) response.Cell {
	if c, ok := h.cell(name); ok {
		return h.b.place(c.Row, c.Col)
	}
	key, _ := h.column(name)
	col, ok := h.b.cols.at(key)
	if !ok {
		col = h.b.cols.col(colID)
	}
	return h.b.place(h.row.n, col)
}

func (h hit) field(name string) response.Field {
	text, c := h.words(name)
	if text == "" {
		return response.Field{}
	}
	return response.Field{Text: text, Cell: h.b.place(c.Row, c.Col)}
}

// words is what stands beside an answer, with the first cell of it. To a comment the columns are added
// that have no other place, each with its title before it.
func (h hit) words(name string) (string, cells.Cell) {
	c, ok := h.cell(name)
	text := ""
	if ok {
		text = c.Text
	}
	if name != colComment {
		return text, c
	}
	for _, key := range h.and {
		x, filled := h.shownIn(key)
		if !filled {
			continue
		}
		if text == "" {
			text, c = h.b.titleOf(key)+": "+x.Text, x
		} else {
			text += "\n" + h.b.titleOf(key) + ": " + x.Text // made at once, as one is nearly all there is
		}
	}
	return text, c
}

func (h hit) shownIn(key string) (cells.Cell, bool) {
	col, ok := h.b.cols.at(key)
	if !ok {
		return cells.Cell{}, false
	}
	c, filled := h.b.shown(h.row, col)
	return c, filled && !h.b.unanswered(c.Text)
}

// one is the row of an id that counts: of several the first that says something.
func (r *reader) one(id string) (hit, bool) {
	all := r.found[id]
	switch len(all) {
	case 0:
		return hit{}, false
	case 1:
		return all[0], true
	}
	for _, h := range all {
		if _, filled := h.cell(colAnswer); filled {
			return h, true
		}
	}
	return all[0], true
}

// disputed says that an id is answered in other rows as well, and differently. Then no answer
// counts: which of them is meant only the provider knows.
func (r *reader) disputed(id string, h hit) bool {
	if len(r.found[id]) < 2 {
		return false
	}
	first, _ := h.cell(colAnswer)
	for _, other := range r.found[id] {
		c, filled := other.cell(colAnswer)
		if !filled || fold(c.Text) == fold(first.Text) {
			continue
		}
		r.contradiction(id, h, first, other, c)
		return true
	}
	return false
}

func (r *reader) contradiction(id string, h hit, first cells.Cell, other hit, c cells.Cell) {
	place := other.place(colAnswer)
	where := place.InSheet()
	if place.File != h.b.file {
		where = place.String()
	}
	question, _, _ := strings.Cut(id, ".")
	if _, ok := r.e.Framework.Question(id); ok {
		question = id
	}
	r.add(h.b.sheet, first.Row, first.Col, response.Problem{Kind: response.Inconsistent, Severity: response.Error, Question: question,
		What: fmt.Sprintf("%s is answered twice: %s here and %s in %s.", id, quote(first.Text), quote(c.Text), where),
		Do:   "Keep the row that is right and remove the other."})
}

// interpret reads one cell that says something. What it cannot understand is a problem, and so is a
// formula, whose saved value is taken. Column names the column of a table, "" for a question.
func (r *reader) interpret(b *block, c cells.Cell, question, column string, ask asking) response.Answer {
	a := response.Answer{Raw: c.Text, Cell: b.place(c.Row, c.Col)}
	name := question
	if column != "" {
		name = question + ", " + column
	}
	if c.Formula {
		r.add(b.sheet, c.Row, c.Col, response.Problem{Kind: response.Invalid, Severity: response.Warning, Question: question,
			What: fmt.Sprintf("%s is worked out by a formula; the saved result %s was taken.", name, quote(c.Text)),
			Do:   "Type the answer itself."})
	}
	m := ask.meaning(c, r.e.Layout.index)
	if m.trouble != "" {
		r.add(b.sheet, c.Row, c.Col, response.Problem{Kind: response.Invalid, Severity: response.Error, Question: question,
			What: name + ": " + m.trouble, Do: m.do})
		return a
	}
	a.Value, a.Understood = m.value, true
	return a
}
