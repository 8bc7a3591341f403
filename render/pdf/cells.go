package pdf

// cells are texts beside each other, such as a row of a table.
type cells struct {
	set     *setter // whose memory it is in
	texts   []cellText
	leading float64
	pad     float64 // above and below the text
	x, w    float64 // of the rule below and the ground
	ground  *colour
	rule    *colour
	weight  float64
	repeat  *box
}

// cellText is a cell's text in its place.
type cellText struct {
	of    *node // a cell that is in the structure though it is empty, or nil
	x, w  float64
	right bool
	lines []line
}

// cells is a row that looks as it is said, without texts but with memory for n.
func (s *setter) cells(as cells, n int) *cells {
	c := s.ofCells.one()
	*c = as
	c.set, c.texts = s, s.ofTexts.room(n)
	return c
}

func (c *cells) lines() int {
	most := 1
	for i := range c.texts {
		most = max(most, len(c.texts[i].lines))
	}
	return most
}

// box is the row, cell after cell. One that is taller than a page splits between its lines.
func (c *cells) box() *box {
	b := c.set.ofBoxes.one()
	*b = box{height: c.height(), repeat: c.repeat, parts: c, least: 4*c.leading + 2*c.pad, ink: append(c.set.ofInks.room(1), c)}
	return b
}

func (c *cells) height() float64 { return float64(c.lines())*c.leading + 2*c.pad }

func (c *cells) put(p *pen, top float64) {
	if c.ground != nil {
		area{x: c.x, w: c.w, h: c.height(), fill: c.ground}.put(p, top)
	}
	for i := range c.texts {
		t := &c.texts[i]
		if p.artifact == unmarked {
			t.of.enter()
		}
		for i := range t.lines {
			l, x := &t.lines[i], t.x
			if t.right {
				x += max(0, t.w-l.width)
			}
			w := l.at(x, c.pad+float64(i)*c.leading, c.leading)
			w.put(p, top)
		}
	}
	if c.rule != nil {
		stroke{x1: c.x, y1: c.height(), x2: c.x + c.w, y2: c.height(), colour: *c.rule, weight: c.weight}.put(p, top)
	}
}

func (c *cells) split(room float64) (first, rest *box) {
	n := min(int((room-2*c.pad)/c.leading), c.lines()-2) // two lines go on at least
	if n < 2 {
		return nil, c.box()
	}
	one, two := c.set.cells(*c, len(c.texts)), c.set.cells(*c, len(c.texts))
	one.rule = nil // the row goes on
	for i, t := range c.texts {
		k := min(n, len(t.lines))
		one.texts, two.texts = append(one.texts, t), append(two.texts, t)
		one.texts[i].lines, two.texts[i].lines = t.lines[:k], t.lines[k:]
	}
	return one.box(), two.box()
}
