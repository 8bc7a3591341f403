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
// data-filter on the heads, data-key on cells that do not sort by their text. Where the page is narrow its
// rows are set as cards, for which each cell repeats its column's title in data-label. Some browsers take
// a table that is not laid out as one for no table, so its elements say their roles.
func (p *printer) table(b doc.Table, label string) {
	p.box(b, label)
	p.raw("<table" + role(b, "table") + ">\n")
	p.line(`<caption id="`+label+`">`, b.Caption, "</caption>\n")
	p.raw("<thead" + role(b, "rowgroup") + ">\n<tr" + role(b, "row") + ">")
	for i := range b.Columns {
		p.columnHead(b, i)
	}
	p.raw("</tr>\n</thead>\n<tbody" + role(b, "rowgroup") + ">\n")
	for _, r := range b.Rows {
		p.row(b, r)
	}
	if len(b.Rows) == 0 {
		p.raw("<tr" + role(b, "row") + `><td colspan="` + strconv.Itoa(len(b.Columns)) + `"` + role(b, "cell") + ">")
		p.text(b.Empty)
		p.raw("</td></tr>\n")
	}
	p.raw("</tbody>\n</table>\n</div>\n")
}

func (p *printer) box(b doc.Table, label string) {
	p.raw(`<div class="table`)
	if b.Key != "" {
		p.raw(` data" id="`)
		p.text(b.Key)
	}
	p.raw(`"`)
	// There is nothing to sort and to pick from in a table that only says why it is empty.
	if b.Key != "" && len(b.Rows) > 0 {
		p.raw(" data-table")
		p.keyed = true
	}
	p.raw(` tabindex="0" role="region" aria-labelledby="` + label + `">` + "\n")
}

func role(b doc.Table, name string) string {
	if b.Key == "" {
		return ""
	}
	return ` role="` + name + `"`
}

// columnHead is no header where it would be an empty one.
func (p *printer) columnHead(b doc.Table, i int) {
	c := b.Columns[i]
	if c.Title == "" {
		p.raw("<td" + role(b, "cell") + "></td>")
		return
	}
	p.raw(`<th scope="col"` + role(b, "columnheader") + cellClass(c, doc.T(c.Title)))
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
	p.raw("<tr" + role(b, "row"))
	if r.ID != "" {
		p.attribute("id", r.ID)
	}
	p.raw(">")
	for i, cell := range r.Cells {
		head := i == 0 && b.RowHead
		open, end := "<td"+role(b, "cell"), "</td>"
		if head {
			open, end = `<th scope="row"`+role(b, "rowheader"), "</th>"
		}
		p.raw(open + cellClass(column(b, i), cell))
		if b.Key != "" {
			p.cellData(column(b, i), r, i, head)
		}
		p.raw(">")
		p.spans(cell)
		p.raw(end)
	}
	p.raw("</tr>\n")
}

// cellData is what the script and the cards need of a cell. The head of a row is the title of its card.
func (p *printer) cellData(c doc.Column, r doc.Row, i int, head bool) {
	if c.Title != "" && !head {
		p.attribute("data-label", c.Title)
	}
	if i < len(r.Keys) && r.Keys[i] != "" {
		p.attribute("data-key", r.Keys[i])
	}
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
