package pdf

import (
	"cmp"

	"opframe/render/chart"
	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// Figure is its caption, the drawing, and its numbers as a table. The caption is a sibling of the figure:
// those who hear what a figure shows, its Alt, do not come to what is in it.
func (f *flow) Figure(fig doc.Figure) {
	group := f.in.child("Div")
	f.space(10)
	f.caption(fig.Caption, group.child("Caption"))
	for _, d := range f.drawings(fig.Plot) {
		of := group.child("Figure")
		of.Attributes = &tagged.Attributes{Alt: cmp.Or(fig.Alt, fig.Caption, "The numbers of the table below")}
		f.drawing(d, of)
		f.space(8)
	}
	numbers := fig.Plot.Numbers()
	f.table(&numbers, group.child("Table"))
	f.space(12)
}

// drawings is the picture of a plot. Bars that are too many for a page come in several pictures of one scale.
func (f *flow) drawings(p doc.Plot) []chart.Drawing {
	d := chart.Draw(p)
	bars, ok := p.(doc.Bars)
	if d.Height*f.width <= portrait.body()*0.8 || !ok || len(bars.Bars) < 2 {
		return []chart.Drawing{d}
	}
	one, two := bars, bars
	one.Max = longest(bars)
	two.Max = one.Max
	half := len(bars.Bars) / 2
	one.Bars, two.Bars = bars.Bars[:half], bars.Bars[half:]
	return append(f.drawings(one), f.drawings(two)...)
}

// longest is the number the full width stands for.
func longest(b doc.Bars) float64 {
	most := b.Max
	for _, bar := range b.Bars {
		sum := 0.0
		for _, c := range bar.Values {
			if !c.Withheld {
				sum += c.N
			}
		}
		most = max(most, sum)
	}
	return most
}

// drawing adds d as wide as the flow, or smaller where it is higher than a page.
func (f *flow) drawing(d chart.Drawing, of *node) {
	if len(d.Marks) == 0 {
		return
	}
	scale := min(f.width, portrait.body()*0.9/d.Height)
	c := &canvas{f.set, scale, picture{of: of, x: f.x, w: scale, h: d.Height * scale}}
	c.shapes, c.text = f.set.ofInks.room(len(d.Marks)), f.set.ofInks.room(len(d.Marks))
	for _, m := range d.Marks {
		c.mark(m)
	}
	f.box(d.Height*scale, &c.picture)
}

// canvas turns marks into ink; scale is the width of the drawing in points.
type canvas struct {
	set   *setter
	scale float64
	picture
}

func (c *canvas) mark(m chart.Mark) {
	switch m := m.(type) {
	case chart.Box:
		c.box(m)
	case chart.Line:
		c.shapes = append(c.shapes, stroke{c.x + m.X1*c.scale, m.Y1 * c.scale, c.x + m.X2*c.scale, m.Y2 * c.scale, grey, 0.5, c.of})
	case chart.Label:
		c.label(m)
	}
}

func (c *canvas) box(m chart.Box) {
	look := toned(m.Tone)
	a := area{x: c.x + m.X*c.scale, y: m.Y * c.scale, w: m.W * c.scale, h: m.H * c.scale, of: c.of}
	switch m.Fill {
	case chart.Tint:
		a.fill = &look.ground
	case chart.Solid:
		a.fill = &look.ink
	}
	if m.Outline {
		a.line, a.weight = &look.ink, 0.5
	}
	if m.Strong {
		a.line, a.weight = &strong, 2.2
	}
	c.shapes = append(c.shapes, a)
}

func (c *canvas) label(m chart.Label) {
	st := style{face: sansFace(m.Strong, false), size: m.Size * c.scale, colour: black}
	if m.On == chart.Solid {
		st.colour = white
	}
	runs := c.set.runs(m.Text, st, m.Text)
	width := 0.0
	for i := range runs {
		width += runs[i].width()
	}
	x := c.x + m.X*c.scale
	switch m.Anchor {
	case chart.Middle:
		x -= width / 2
	case chart.End:
		x -= width
	}
	w := c.set.ofWords.one()
	*w = words{x, m.Y * c.scale, runs}
	c.text = append(c.text, w)
}
