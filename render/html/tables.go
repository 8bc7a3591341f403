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
func (p *printer) table(b doc.Table, label string) {
	p.raw(`<div class="table" tabindex="0" role="region" aria-labelledby="` + label + `">` + "\n<table>\n")
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

// columnHead is no header where it would be an empty one.
func (p *printer) columnHead(b doc.Table, i int) {
	if b.Columns[i].Title == "" {
		p.raw("<td></td>")
		return
	}
	p.raw(`<th scope="col"` + cellClass(b.Columns[i], doc.T(b.Columns[i].Title)) + ">")
	p.text(b.Columns[i].Title)
	p.raw("</th>")
}

func (p *printer) row(b doc.Table, r doc.Row) {
	p.raw("<tr>")
	for i, cell := range r.Cells {
		open, end := "<td", "</td>"
		if i == 0 && b.RowHead {
			open, end = `<th scope="row"`, "</th>"
		}
		p.raw(open + cellClass(column(b, i), cell) + ">")
		p.spans(cell)
		p.raw(end)
	}
	p.raw("</tr>\n")
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
