package html

import "opframe/render/doc"

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
	p.box(&b, label)
	if p.blank {
		return
	}
	if b.Caption != "" {
		p.raw(`<caption id="`)
		p.raw(label)
		p.raw(`">`)
		p.text(b.Caption)
		p.raw("</caption>\n")
	}
	p.raw("<thead>\n<tr>")
	for i := range b.Columns {
		p.columnHead(&b.Columns[i], b.Key != "")
	}
	p.raw("</tr>\n</thead>\n<tbody>\n")
	empty := true
	for r := range b.All {
		empty = false
		p.row(&b, r)
	}
	if empty {
		p.raw(`<tr><td colspan="`)
		p.number(len(b.Columns))
		p.raw(`">`)
		p.text(b.Empty)
		p.raw("</td></tr>\n")
	}
	p.raw("</tbody>\n</table>\n</div>\n")
}

// manyColumns need more width than a page with its contents beside it has for them.
const manyColumns = 5

func (p *printer) box(b *doc.Table, label string) {
	p.broad = p.broad || len(b.Columns) >= manyColumns
	if b.Key == "" {
		p.raw(`<div class="table"`)
	} else {
		p.raw(`<div class="table data"`)
		p.attribute("id", b.Key)
	}
	// There is nothing to sort and to pick from in a table that only says why it is empty.
	if b.Key != "" && b.HasRows() {
		p.raw(" data-table")
		p.keyed = true
	}
	p.raw(` tabindex="0" role="region" aria-labelledby="`)
	p.raw(label)
	p.raw(`">` + "\n<table>\n")
}

// columnHead is no header where it would be an empty one.
func (p *printer) columnHead(c *doc.Column, keyed bool) {
	if c.Title == "" {
		p.raw("<td></td>")
		return
	}
	p.raw(`<th scope="col"`)
	p.cellClass(c, []doc.Span{{Text: c.Title}})
	if keyed {
		p.attribute("data-column", doc.Slug(c.Title))
		if c.Filter {
			p.raw(" data-filter")
		}
	}
	p.raw(">")
	p.text(c.Title)
	p.raw("</th>")
}

func (p *printer) row(b *doc.Table, r *doc.Row) {
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
		p.raw(open)
		p.cellClass(column(b, i), cell)
		if b.Key != "" && i < len(r.Keys) && r.Keys[i] != "" {
			p.attribute("data-key", r.Keys[i])
		}
		p.raw(">")
		p.spans(cell)
		p.raw(end)
	}
	p.raw("</tr>\n")
	p.part()
}

func (p *printer) attribute(name, value string) {
	p.raw(" ")
	p.raw(name)
	p.raw(`="`)
	p.text(value)
	p.raw(`"`)
}

// column is that of cell i; doc.Check refuses rows with more cells than columns.
func column(b *doc.Table, i int) *doc.Column {
	if i < len(b.Columns) {
		return &b.Columns[i]
	}
	return &doc.Column{}
}

// cellClass says that numbers stand to the right, that a column is meant for running text, and that
// a cell has a word in it that no column could hold.
func (p *printer) cellClass(c *doc.Column, text []doc.Span) {
	class := ""
	if c.Right {
		class = "right"
	} else if c.Wide >= 2 {
		class = "wide"
	}
	long := hasLongWord(text)
	if class == "" && !long {
		return
	}
	p.raw(` class="`)
	p.raw(class)
	p.rawIf(class != "" && long, " ")
	p.rawIf(long, "long")
	p.raw(`"`)
}

// longWord is the number of bytes from which a word has to be broken in a table.
const longWord = 30

// hasLongWord looks at the place that a word would have to reach to be too long, and from there back to
// where it would begin: of most words it looks at few letters.
func hasLongWord(text []doc.Span) bool {
	run := 0 // bytes of the word in hand that are seen
	for i := range text {
		s := text[i].Text
		for s != "" {
			reach := min(longWord+1-run, len(s))
			before := reach
			for before > 0 && !endsWord(s[before-1]) {
				before--
			}
			switch {
			case before > 0:
				run, s = 0, s[before:]
			case run+reach > longWord:
				return true
			default:
				run, s = run+reach, ""
			}
		}
	}
	return false
}

func endsWord(c byte) bool { return c == ' ' || c == '\n' || c == '-' }
