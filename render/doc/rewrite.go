package doc

import "slices"

// rewriter makes new blocks of old ones by changing their spans and the links of their figures. Nothing
// that it is given is written to.
type rewriter struct {
	span func(Span) Span
	link func(string) string // of a grid's cells; nil leaves them
	note func(Note) Note     // nil leaves the numbers
	out  []Block
}

var _ Visitor = (*rewriter)(nil)

// blocks are new blocks; nil stays nil. r itself collects nothing here.
func (r rewriter) blocks(old []Block) []Block {
	r.out = nil
	Walk(old, &r)
	return r.out
}

func (r *rewriter) add(b Block) { r.out = append(r.out, b) }

func (r *rewriter) spans(old []Span) []Span {
	fresh := slices.Clone(old)
	for i, s := range fresh {
		fresh[i] = r.span(s)
	}
	return fresh
}

func (r *rewriter) Heading(b Heading)     { r.add(b) }
func (r *rewriter) Quote(b Quote)         { r.add(b) }
func (r *rewriter) Code(b Code)           { r.add(b) }
func (r *rewriter) Paragraph(b Paragraph) { r.add(Paragraph{Text: r.spans(b.Text)}) }
func (r *rewriter) List(b List)           { r.add(r.list(b)) }

func (r *rewriter) list(b List) List {
	b.Items = slices.Clone(b.Items)
	for i, item := range b.Items {
		b.Items[i].Text = r.spans(item.Text)
		if item.Sub != nil {
			sub := r.list(*item.Sub)
			b.Items[i].Sub = &sub
		}
	}
	return b
}

func (r *rewriter) Facts(b Facts) {
	b.Items = slices.Clone(b.Items)
	for i, f := range b.Items {
		b.Items[i].Text = r.spans(f.Text)
	}
	r.add(b)
}

func (r *rewriter) Table(b Table) {
	b.Rows = slices.Clone(b.Rows)
	for i, row := range b.Rows {
		b.Rows[i].Cells = slices.Clone(row.Cells)
		for j, cell := range row.Cells {
			b.Rows[i].Cells[j] = r.spans(cell)
		}
	}
	r.add(b)
}

func (r *rewriter) Figure(b Figure) {
	if g, ok := b.Plot.(Grid); ok && r.link != nil {
		b.Plot = r.grid(g)
	}
	r.add(b)
}

func (r *rewriter) grid(g Grid) Grid {
	g.Cells = slices.Clone(g.Cells)
	for i, row := range g.Cells {
		g.Cells[i] = slices.Clone(row)
		for j, cell := range row {
			g.Cells[i][j].Link = r.link(cell.Link)
		}
	}
	return g
}

func (r *rewriter) Callout(b Callout) {
	b.Blocks = r.blocks(b.Blocks)
	r.add(b)
}

func (r *rewriter) Notes(b Notes) {
	b.Items = slices.Clone(b.Items)
	for i, n := range b.Items {
		if r.note != nil {
			n = r.note(n)
		}
		n.Text = r.spans(n.Text)
		b.Items[i] = n
	}
	r.add(b)
}
