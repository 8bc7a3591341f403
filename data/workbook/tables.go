package workbook

import (
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// tableBody is the first row for entries on the sheet of a table: below the hidden row, the title,
// the note, the header and the hints.
const tableBody = 5

// table lays out the sheet of one table: the rows answered before, then empty ones.
func (b *planner) table(s Section) page {
	t, _ := b.f.Table(s.Table)
	p := page{title: s.Title, kind: tablePage, widths: []float64{2}, header: tableBody - 2, first: tableBody}
	span := [][2]int{{1, max(1, len(t.Columns))}}
	note := s.Note
	if note == "" {
		note = t.Help
	}
	marks := line{cells: []cell{{content: textOf(markTable + t.ID)}}}
	header := line{cells: []cell{{content: textOf(markHeader)}}}
	hints := line{cells: []cell{{content: textOf(markHelp)}}}
	for i, c := range t.Columns {
		p.widths = append(p.widths, columnWidth(s, c))
		marks.cells = append(marks.cells, cell{col: i + 1, content: textOf(markCol + c.ID)})
		header.cells = append(header.cells, cell{col: i + 1, look: headerLook, content: textOf(c.Title)})
		hints.cells = append(hints.cells, cell{col: i + 1, look: hintLook, content: textOf(hint(c))})
	}
	p.lines = []line{marks,
		{cells: []cell{{content: textOf(markTitleRow)}, {col: 1, look: titleLook, content: textOf(s.Title)}}, spans: span},
		{cells: []cell{{content: textOf(markNote)}, {col: 1, look: noteLook, content: textOf(note)}}, spans: span},
		header, hints}
	for _, row := range b.rows(s, t) {
		p.lines = append(p.lines, b.row(t, row))
	}
	return p
}

// rows are the rows of a table as answered before, filled up with empty ones to what the layout
// offers; there are always some empty ones.
func (b *planner) rows(s Section, t framework.Table) []response.Row {
	var rows []response.Row
	if i := b.asking(t.ID); i != "" {
		rows = append(rows, b.answer(i).Value.Rows...)
	}
	empty := max(s.Rows-len(rows), 10)
	return append(rows, make([]response.Row, empty)...)
}

// asking is the id of the question that a table answers.
func (b *planner) asking(table string) string {
	for _, q := range b.index.Questions {
		if q.Kind == framework.Rows && q.Table == table {
			return q.ID
		}
	}
	return ""
}

func (b *planner) row(t framework.Table, r response.Row) line {
	ln := line{cells: make([]cell, 0, len(t.Columns))}
	for i, c := range t.Columns {
		a := r.Cells[c.ID]
		x := b.input(asTyped(a, c.Kind, c.Choosable()), asking{c.Kind, c.Choosable(), c.Unit, c.Min, c.Max})
		if isAPI(t, c) && len(b.f.APIs) > 0 {
			x = b.apiCell(a)
		}
		x.col = i + 1
		ln.cells = append(ln.cells, x)
	}
	return ln
}

// apiColumn is the column of a table with the role of APIs that names the API.
const apiColumn = "api"

func isAPI(t framework.Table, c framework.Column) bool {
	return t.Role == framework.RoleAPIs && c.ID == apiColumn
}

// apiCell offers the APIs of the register, and takes others after a question.
func (b *planner) apiCell(a response.Answer) cell {
	typed := asTyped(a, framework.Text, nil)
	if api, ok := b.f.API(a.Value.Text); ok && a.Understood {
		typed = textOf(apiLabel(api))
	}
	if b.apis == "" {
		var offered []string
		for _, api := range b.f.APIs {
			if api.Availability != "retired" {
				offered = append(offered, apiLabel(api))
			}
		}
		b.apis = b.lists.source(offered)
	}
	r := listRule("Choose one", "Choose a service action from the list. One that is not on it can be typed.", b.apis)
	r.lenient, r.remedy = true, "No service action of the register is called so. Keep it if it is new."
	return cell{look: wordsLook, content: typed, rule: r}
}

// apiLabel is how a drop-down shows an API: the id, and what it does.
func apiLabel(a framework.API) string {
	if a.Title == "" {
		return a.ID
	}
	return a.ID + " – " + a.Title
}

// hint stands below the title of a column.
func hint(c framework.Column) string {
	var parts []string
	if c.Required {
		parts = append(parts, "Required.")
	}
	if c.Help != "" {
		parts = append(parts, c.Help)
	}
	if c.Unit != "" {
		parts = append(parts, "In "+c.Unit+".")
	}
	if len(parts) == 0 {
		parts = append(parts, "Optional.")
	}
	return strings.Join(parts, " ")
}

// columnWidth is the layout's, or what the kind of the column usually needs.
func columnWidth(s Section, c framework.Column) float64 {
	if w, ok := s.Widths[c.ID]; ok {
		return w
	}
	switch c.Kind {
	case framework.YesNo, framework.Number, framework.Day:
		return 16
	case framework.Choice:
		return 26
	}
	return 32
}
