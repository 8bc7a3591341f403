package html

import (
	"strconv"

	"opframe/render/doc"
)

func (p *printer) Table(b doc.Table) {
	if b.Caption == "" {
		p.table(b, p.section)
		return
	}
	p.table(b, p.id())
}

// table stands in a box that scrolls sideways where the page is narrow, so that the page need not.
// The box can be reached by keyboard; the element with the id label names it: the caption, or what
// stands above a table that has none.
//
// A table with a key says what assets/tables.js works with: data-table on the box, data-column and
// data-filter on the heads, data-key on cells that do not sort by their text.
func (p *printer) table(b doc.Table, label string) {
	p.box(b, label)
	p.line(`<caption id="`+label+`">`, b.Caption, "</caption>\n")
	p.raw("<thead>\n<tr>")
	for i := range b.Columns {
		p.columnHead(b, i)
	}
	p.raw("</tr>\n</thead>\n<tbody>\n")
	for _, r := range b.Rows {
		p.row(b, r)
	}
	if len(b.Rows) == 0 {
		p.raw(`<tr><td colspan="` + strconv.Itoa(len(b.Columns)) + `">`)
		p.text(b.Empty)
		p.raw("</td></tr>\n")
	}
	p.raw("</tbody>\n</table>\n</div>\n")
}

// manyColumns need more width than a page with its contents beside it has for them.
const manyColumns = 5

func (p *printer) box(b doc.Table, label string) {
	p.broad = p.broad || len(b.Columns) >= manyColumns
	if b.Key == "" {
		p.raw(`<div class="table"`)
	} else {
		p.raw(`<div class="table data"`)
		p.attribute("id", b.Key)
	}
	// There is nothing to sort and to pick from in a table that only says why it is empty.
	if b.Key != "" && len(b.Rows) > 0 {
		p.raw(" data-table")
		p.keyed = true
	}
	p.raw(` tabindex="0" role="region" aria-labelledby="` + label + `">` + "\n<table>\n")
}

// columnHead is no header where it would be an empty one.
func (p *printer) columnHead(b doc.Table, i int) {
	c := b.Columns[i]
	if c.Title == "" {
		p.raw("<td></td>")
		return
	}
	p.raw(`<th scope="col"` + cellClass(c, doc.T(c.Title)))
	if b.Key != "" {
		p.attribute("data-column", doc.Slug(c.Title))
		if c.Filter {
			p.raw(" data-filter")
		}
	}
	p.raw(">")
	p.text(c.Title)
	p.raw("</th>")
}

func (p *printer) row(b doc.Table, r doc.Row) {
	p.raw("<tr")
	if r.ID != "" {
		p.attribute("id", r.ID)
	}
	p.raw(">")
	for i, cell := range r.Cells {
		open, end := "<td", "</td>"
		if i == 0 && b.RowHead {
			open, end = `<th scope="row"`, "</th>"
		}
		p.raw(open + cellClass(column(b, i), cell))
		if b.Key != "" && i < len(r.Keys) && r.Keys[i] != "" {
			p.attribute("data-key", r.Keys[i])
		}
		p.raw(">")
		p.spans(cell)
		p.raw(end)
	}
	p.raw("</tr>\n")
}

func (p *printer) attribute(name, value string) {
	p.raw(" " + name + `="`)
	p.text(value)
	p.raw(`"`)
}

// column is that of cell i; doc.Check refuses rows with more cells than columns.
func column(b doc.Table, i int) doc.Column {
	if i < len(b.Columns) {
		return b.Columns[i]
	}
	return doc.Column{}
}

// cellClass says that numbers stand to the right, that a column is meant for running text, and that
// a cell has a word in it that no column could hold.
func cellClass(c doc.Column, text []doc.Span) string {
	class := ""
	if c.Right {
		class = " right"
	} else if c.Wide >= 2 {
		class = " wide"
	}
	if hasLongWord(text) {
		class += " long"
	}
	if class == "" {
		return ""
	}
	return ` class="` + class[1:] + `"`
}

// longWord is the number of bytes from which a word has to be broken in a table.
const longWord = 30

func hasLongWord(text []doc.Span) bool {
	run := 0
	for _, s := range text {
		for i := range len(s.Text) {
			if c := s.Text[i]; c == ' ' || c == '\n' || c == '-' {
				run = 0
			} else if run++; run > longWord {
				return true
			}
		}
	}
	return false
}
