package doc

import "slices"

// rewriter makes new blocks of old ones by changing their links and the numbers of their notes. Nothing
// that it is given is written to; what stays as it was is shared, not copied, since most blocks do.
type rewriter struct {
	link func(string) string // nil leaves the links
	by   int                 // what notes, and what refers to them, are counted on by
	// fresh is what the block in hand became, nil where it stays as it was.
	fresh Block
}

var _ Visitor = (*rewriter)(nil)

// blocks are the blocks as changed; nil stays nil. Appending to them writes to no other slice.
func (r *rewriter) blocks(old []Block) []Block {
	all, _ := changed(old, r.block)
	return slices.Clip(all)
}

// block is what a block becomes, and whether that is another.
func (r *rewriter) block(b Block) (Block, bool) {
	r.fresh = nil
	b.Accept(r)
	fresh := r.fresh
	r.fresh = nil
	return fresh, fresh != nil
}

// changed is a slice with each element as change makes it, and whether any became another: where none did
// it is the old slice.
func changed[T any](old []T, change func(T) (T, bool)) ([]T, bool) {
	all, copied := old, false
	for i, x := range old {
		fresh, ok := change(x)
		if !ok {
			continue
		}
		if !copied {
			all, copied = slices.Clone(old), true
		}
		all[i] = fresh
	}
	return all, copied
}

func (r *rewriter) spans(old []Span) ([]Span, bool) {
	all, copied := old, false
	for i := range old {
		link, note := r.linked(old[i].Link), old[i].Note
		if note > 0 {
			note += r.by
		}
		if link == old[i].Link && note == old[i].Note {
			continue
		}
		if !copied {
			all, copied = slices.Clone(old), true
		}
		all[i].Link, all[i].Note = link, note
	}
	return all, copied
}

func (r *rewriter) linked(link string) string {
	if link == "" || r.link == nil {
		return link
	}
	return r.link(link)
}

func (r *rewriter) Heading(Heading) {}
func (r *rewriter) Quote(Quote)     {}
func (r *rewriter) Code(Code)       {}

func (r *rewriter) Paragraph(b Paragraph) {
	if text, ok := r.spans(b.Text); ok {
		r.fresh = Paragraph{Text: text}
	}
}

func (r *rewriter) List(b List) {
	if list, ok := r.list(b); ok {
		r.fresh = list
	}
}

func (r *rewriter) list(b List) (List, bool) {
	items, ok := changed(b.Items, func(item Item) (Item, bool) {
		text, ok := r.spans(item.Text)
		item.Text = text
		if item.Sub == nil {
			return item, ok
		}
		if sub, other := r.list(*item.Sub); other {
			item.Sub, ok = &sub, true
		}
		return item, ok
	})
	b.Items = items
	return b, ok
}

func (r *rewriter) Facts(b Facts) {
	items, ok := changed(b.Items, func(f Fact) (Fact, bool) {
		text, ok := r.spans(f.Text)
		return Fact{f.Term, text}, ok
	})
	if ok {
		r.fresh = Facts{items}
	}
}

func (r *rewriter) Answers(b Answers) {
	items, ok := changed(b.Items, func(a Answer) (Answer, bool) {
		said, ok := r.spans(a.Said)
		a.Said = said
		return a, ok
	})
	if ok {
		r.fresh = Answers{items}
	}
}

func (r *rewriter) Table(b Table) {
	rows, ok := changed(b.Rows, func(row Row) (Row, bool) {
		cells, ok := changed(row.Cells, r.spans)
		row.Cells = cells
		return row, ok
	})
	if b.Late != nil {
		late, own := b.Late, *r // which is another's when the rows are asked for
		ok, b.Late = true, func(yield func(Row) bool) {
			for row := range late {
				row.Cells, _ = changed(row.Cells, own.spans)
				if !yield(row) {
					return
				}
			}
		}
	}
	if ok {
		b.Rows = rows
		r.fresh = b
	}
}

func (r *rewriter) Figure(b Figure) {
	g, ok := b.Plot.(Grid)
	if !ok {
		return
	}
	cells, ok := changed(g.Cells, func(row []GridCell) ([]GridCell, bool) {
		return changed(row, func(c GridCell) (GridCell, bool) {
			link := r.linked(c.Link)
			ok := link != c.Link
			c.Link = link
			return c, ok
		})
	})
	if ok {
		g.Cells = cells
		b.Plot = g
		r.fresh = b
	}
}

func (r *rewriter) Callout(b Callout) {
	if blocks, ok := changed(b.Blocks, r.block); ok {
		b.Blocks = blocks
		r.fresh = b
	}
}

func (r *rewriter) Notes(b Notes) {
	items, ok := changed(b.Items, func(n Note) (Note, bool) {
		text, ok := r.spans(n.Text)
		return Note{n.N + r.by, text}, ok || r.by != 0
	})
	if ok {
		r.fresh = Notes{items}
	}
}
