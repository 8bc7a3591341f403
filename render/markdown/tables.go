package markdown

import "opframe/render/doc"

// padded is the width up to which cells are filled so that columns stand below each other in plain
// text; filling up to a cell with a whole sentence in it would push the others out of sight.
const padded = 32

// Table has its caption above it, in strong.
func (p *printer) Table(b doc.Table) {
	b = b.Whole()
	p.paragraph([]doc.Span{{Text: oneLine(b.Caption), Strong: true}})
	c := &p.cells
	c.begin(len(b.Columns))
	for i := range b.Columns {
		c.add(i, p.cell([]doc.Span{{Text: oneLine(b.Columns[i].Title)}}))
	}
	for i := range b.Rows {
		p.cellsOf(b.Rows[i].Cells)
	}
	if len(b.Rows) == 0 {
		p.cellsOf([][]doc.Span{{{Text: b.Empty}}})
	}
	p.begin()
	p.row(&b)
	p.rule(&b)
	for range max(1, len(b.Rows)) {
		p.row(&b)
	}
}

// cells are those of a table, written one behind the other, and how wide each column is.
type cells struct {
	text   []byte
	ends   []int // of each cell in text
	counts []int // of its characters
	widths []int
	next   int // cell to be put into the document
}

func (c *cells) begin(columns int) {
	c.text, c.ends, c.counts, c.widths, c.next = c.text[:0], c.ends[:0], c.counts[:0], c.widths[:0], 0
	for range columns {
		c.widths = append(c.widths, 4) // the shortest rule, "---:"
	}
}

func (c *cells) add(column int, text []byte) {
	n := characters(text)
	c.text = append(c.text, text...)
	c.ends, c.counts = append(c.ends, len(c.text)), append(c.counts, n)
	c.widths[column] = max(c.widths[column], min(n, padded))
}

// take is the next cell in order with the spaces that fill it up to the width of its column.
func (c *cells) take(column int) (text []byte, fill int) {
	from := 0
	if c.next > 0 {
		from = c.ends[c.next-1]
	}
	text, fill = c.text[from:c.ends[c.next]], max(0, c.widths[column]-c.counts[c.next])
	c.next++
	return text, fill
}

// cellsOf writes as many cells as there are columns.
func (p *printer) cellsOf(row [][]doc.Span) {
	for i := range p.cells.widths {
		if i < len(row) {
			p.cells.add(i, p.cell(row[i]))
		} else {
			p.cells.add(i, nil)
		}
	}
}

// row puts the next cells into the document.
func (p *printer) row(b *doc.Table) {
	p.out = append(append(p.out, p.prefix...), '|')
	for i := range b.Columns {
		text, fill := p.cells.take(i)
		p.out = append(p.out, ' ')
		if b.Columns[i].Right {
			p.spaces(fill)
			p.out = append(p.out, text...)
		} else {
			p.out = append(p.out, text...)
			p.spaces(fill)
		}
		p.out = append(p.out, " |"...)
	}
	p.out = append(p.out, '\n')
}

// rule is the row that makes a table of the rows.
func (p *printer) rule(b *doc.Table) {
	p.out = append(append(p.out, p.prefix...), '|')
	for i, width := range p.cells.widths {
		p.out = append(p.out, ' ')
		for range width - 1 {
			p.out = append(p.out, '-')
		}
		if b.Columns[i].Right {
			p.out = append(p.out, ": |"...)
		} else {
			p.out = append(p.out, "- |"...)
		}
	}
	p.out = append(p.out, '\n')
}
