package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// table reads the rows that answer a question, from every stretch that holds the table.
func (r *reader) table(q *framework.Question) {
	t, ok := r.e.Framework.Table(q.Table)
	if !ok {
		return
	}
	a := response.Answer{Understood: true}
	stretches := 0
	for _, b := range r.blocks {
		if b.kind != tableBlock || b.table != t.ID {
			continue
		}
		stretches++
		if stretches == 2 {
			r.warn(b, b.top(), 0, q.ID, fmt.Sprintf("The table %s stands in the file more than once; the rows of all were read.", quote(t.Title)),
				"Keep one of them.")
		}
		entries, first := r.entries(b, t)
		if _, ok := r.s.Places[q.ID]; !ok {
			r.s.Places[q.ID] = b.place(first, b.left(t))
		}
		r.strangers(b, entries)
		for _, row := range entries {
			if x := r.tableRow(b, row, q, t); len(x.Cells) > 0 {
				a.Value.Rows = append(a.Value.Rows, x)
			}
		}
	}
	if stretches == 0 && !r.leavesOut(q.ID) {
		r.tableMissing(q, t)
	}
	r.besideTable(q, &a)
	if len(a.Value.Rows) > 0 {
		a.Cell = a.Value.Rows[0].Place
		r.s.Answers[q.ID] = a
	}
}

func (r *reader) tableMissing(q *framework.Question, t framework.Table) {
	r.addFile(response.Problem{Kind: response.Structure, Severity: response.Error, Question: q.ID,
		What: fmt.Sprintf("The sheet %s, which answers %s, is not there.", quote(r.sheetTitle(t.ID)), q.ID),
		Do:   "Send the questionnaire with all of its sheets, or copy your answers into a fresh one."})
}

// besideTable reads what stands in the question's own row: a comment, a reference, or words in the
// place where only the way to the table is shown.
func (r *reader) besideTable(q *framework.Question, a *response.Answer) {
	h, ok := r.one(q.ID)
	if !ok {
		return
	}
	a.Comment, a.Evidence = h.field(colComment), h.field(colEvidence)
	title := r.sheetTitle(q.Table)
	c, filled := h.cell(colAnswer)
	if filled && fold(c.Text) != fold(linkText(title)) {
		r.add(h.b.sheet, c.Row, c.Col, response.Problem{Kind: response.Invalid, Severity: response.Warning, Question: q.ID,
			What: fmt.Sprintf("%s is answered on the sheet %s; %s, written here, was not read.", q.ID, quote(title), quote(c.Text)),
			Do:   "Give it a row there, or make it a comment."})
	}
	if len(a.Value.Rows) == 0 {
		r.wordsAlone(q, h)
	}
}

// sheetTitle is what the sheet of a table should be called.
func (r *reader) sheetTitle(table string) string {
	for i := range r.e.Layout.index.sheets {
		if m := &r.e.Layout.index.sheets[i]; r.assigned != nil && m.Table == table {
			return m.Title
		}
	}
	s, _ := r.e.Layout.section("", table)
	return s.Title
}

// left is the leftmost column of the table that was found.
func (b *block) left(t framework.Table) int {
	for _, c := range t.Columns {
		if col, ok := b.cols.at(c.ID); ok {
			return col
		}
	}
	return 0
}

// entries are the rows of a table that were filled in, and the number of the first row that can be.
func (r *reader) entries(b *block, t framework.Table) (rows []row, first int) {
	first = b.top() + 1
	marked := slices.ContainsFunc(b.rows, func(row row) bool { return b.mark(row) == markHeader })
	for _, row := range b.rows {
		heading := b.mark(row) != "" || isHint(b, row, t)
		// Without marks everything down to the titles is heading.
		heading = heading || !marked && b.head.cells != nil && row.n <= b.head.n
		if heading {
			first = max(first, row.n+1)
			continue
		}
		rows = append(rows, row)
	}
	return rows, first
}

// isHint says that a row repeats the hints below the titles.
func isHint(b *block, row row, t framework.Table) bool {
	same := 0
	for _, c := range t.Columns {
		col, ok := b.cols.at(c.ID)
		if !ok {
			continue
		}
		switch text := row.text(col); {
		case text == "":
		case fold(text) == fold(hint(c)):
			same++
		default:
			return false
		}
	}
	return same > 0
}

// tableRow reads one row. It has no cells where every column of the table is empty.
func (r *reader) tableRow(b *block, row row, q *framework.Question, t framework.Table) response.Row {
	out := response.Row{Cells: map[string]response.Answer{}}
	place := -1
	for _, c := range t.Columns {
		col, ok := b.cols.at(c.ID)
		if !ok {
			continue
		}
		if place < 0 || col < place {
			place = col
		}
		x, filled := b.shown(row, col)
		if !filled {
			continue
		}
		a := r.interpret(b, x, q.ID, c.Title, asking{c.Kind, c.Choosable(), c.Unit, c.Min, c.Max})
		if isAPI(t, c) && a.Understood {
			a.Value.Text = r.api(x)
		}
		out.Cells[c.ID] = a
	}
	out.Place = b.place(row.n, max(place, 0))
	return out
}

// api is the id of the API that a cell names, by its id, by its title or by both as the drop-down
// shows them; any other text is kept as it is.
func (r *reader) api(c cells.Cell) string {
	text, id := fold(c.Text), ""
	for _, a := range r.e.Framework.APIs {
		if text == fold(a.ID) || text == fold(apiLabel(a)) {
			return a.ID
		}
		if text == fold(a.Title) && id == "" {
			id = a.ID
		} else if text == fold(a.Title) {
			return strings.TrimSpace(c.Text) // two APIs are titled so
		}
	}
	if id == "" {
		return strings.TrimSpace(c.Text)
	}
	return id
}
