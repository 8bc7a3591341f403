package doc

// reading visits what a document says, in the order in which every printer says it: headings by one
// function, marked words by another, plain words by a third, and anchors that are not headings by a fourth.
// Of what nobody wants to know the function is nil, but for marked words.
type reading struct {
	heading func(Heading)
	anchor  func(id string)
	text    func([]Span)
	plain   func(string)
}

var _ Visitor = (*reading)(nil)

func (r *reading) Paragraph(b Paragraph) { r.text(b.Text) }
func (r *reading) Code(b Code)           { r.words(b.Text) }

func (r *reading) Heading(b Heading) {
	if r.heading != nil {
		r.heading(b)
	}
}

func (r *reading) words(s string) {
	if r.plain != nil {
		r.plain(s)
	}
}

func (r *reading) List(b List) {
	for _, item := range b.Items {
		r.text(item.Text)
		if item.Sub != nil {
			r.List(*item.Sub)
		}
	}
}

func (r *reading) Facts(b Facts) {
	for _, f := range b.Items {
		r.words(f.Term)
		r.text(f.Text)
	}
}

func (r *reading) Table(b Table) {
	r.id(b.Key)
	r.words(b.Caption)
	for _, c := range b.Columns {
		r.words(c.Title)
	}
	empty := true
	for row := range b.All {
		empty = false
		r.id(row.ID)
		for _, cell := range row.Cells {
			r.text(cell)
		}
	}
	if empty {
		r.words(b.Empty)
	}
}

func (r *reading) id(id string) {
	if id != "" && r.anchor != nil {
		r.anchor(id)
	}
}

func (r *reading) Figure(b Figure) {
	r.words(b.Caption)
	switch {
	case b.Plot == nil:
	case r.plain == nil && !linked(b.Plot): // its numbers are plain words
	default:
		r.Table(b.Plot.Numbers())
	}
}

// linked: a cell of the plot leads somewhere.
func linked(p Plot) bool {
	g, ok := p.(Grid)
	if !ok {
		return false
	}
	for _, row := range g.Cells {
		for _, c := range row {
			if c.Link != "" {
				return true
			}
		}
	}
	return false
}

func (r *reading) Callout(b Callout) {
	r.words(b.Title)
	Walk(b.Blocks, r)
}

func (r *reading) Quote(b Quote) {
	r.words(b.Text)
	r.words(b.Source)
}

func (r *reading) Answers(b Answers) {
	for i := range b.Items {
		a := &b.Items[i]
		r.words(a.ID)
		r.words(a.Question)
		r.text(a.Said)
	}
}

func (r *reading) Notes(b Notes) {
	for _, n := range b.Items {
		r.text(n.Text)
	}
}
