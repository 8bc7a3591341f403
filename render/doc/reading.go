package doc

// reading visits what a document says, in the order in which every printer says it: headings by one
// function, all other words by another, and anchors that are not headings by a third.
type reading struct {
	heading func(Heading)
	anchor  func(id string)
	text    func([]Span)
}

var _ Visitor = reading{}

func (r reading) Heading(b Heading)     { r.heading(b) }
func (r reading) Paragraph(b Paragraph) { r.text(b.Text) }
func (r reading) Code(b Code)           { r.text(T(b.Text)) }

func (r reading) List(b List) {
	for _, item := range b.Items {
		r.text(item.Text)
		if item.Sub != nil {
			r.List(*item.Sub)
		}
	}
}

func (r reading) Facts(b Facts) {
	for _, f := range b.Items {
		r.text(T(f.Term))
		r.text(f.Text)
	}
}

func (r reading) Table(b Table) {
	r.id(b.Key)
	r.text(T(b.Caption))
	for _, c := range b.Columns {
		r.text(T(c.Title))
	}
	for _, row := range b.Rows {
		r.id(row.ID)
		for _, cell := range row.Cells {
			r.text(cell)
		}
	}
	if len(b.Rows) == 0 {
		r.text(T(b.Empty))
	}
}

func (r reading) id(id string) {
	if id != "" {
		r.anchor(id)
	}
}

func (r reading) Figure(b Figure) {
	r.text(T(b.Caption))
	if b.Plot != nil {
		r.Table(b.Plot.Numbers())
	}
}

func (r reading) Callout(b Callout) {
	r.text(T(b.Title))
	Walk(b.Blocks, r)
}

func (r reading) Quote(b Quote) {
	r.text(T(b.Text))
	r.text(T(b.Source))
}

func (r reading) Notes(b Notes) {
	for _, n := range b.Items {
		r.text(n.Text)
	}
}
