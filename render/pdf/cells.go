package pdf

// cells are texts beside each other, such as a row of a table.
type cells struct {
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

func (c *cells) lines() int {
	most := 1
	for _, t := range c.texts {
		most = max(most, len(t.lines))
	}
	return most
}

// box is the row, cell after cell. One that is taller than a page splits between its lines.
func (c *cells) box() *box {
	own := &struct {
		box
		ink [1]ink
	}{box{height: c.height(), repeat: c.repeat, parts: c, least: 4*c.leading + 2*c.pad}, [1]ink{c}}
	own.box.ink = own.ink[:]
	return &own.box
}

func (c *cells) height() float64 { return float64(c.lines())*c.leading + 2*c.pad }

func (c *cells) put(p *pen, top float64) {
	if c.ground != nil {
		area{x: c.x, w: c.w, h: c.height(), fill: c.ground}.put(p, top)
	}
	for _, t := range c.texts {
		if p.artifact == unmarked {
			t.of.enter()
		}
		for i, l := range t.lines {
			x := t.x
			if t.right {
				x += max(0, t.w-l.width)
			}
			l.set(x, c.pad+float64(i)*c.leading, c.leading).put(p, top)
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
	one, two := *c, *c
	one.texts, two.texts = make([]cellText, len(c.texts)), make([]cellText, len(c.texts))
	one.rule = nil // the row goes on
	for i, t := range c.texts {
		k := min(n, len(t.lines))
		one.texts[i], two.texts[i] = t, t
		one.texts[i].lines, two.texts[i].lines = t.lines[:k], t.lines[k:]
	}
	return one.box(), two.box()
}
