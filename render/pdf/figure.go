package pdf

import (
	"opframe/render/chart"
	"opframe/render/doc"
)

// Figure is its caption, the drawing, and its numbers as a table.
func (f *flow) Figure(fig doc.Figure) {
	f.space(10)
	f.caption(fig.Caption)
	for _, d := range f.drawings(fig.Plot) {
		f.drawing(d)
		f.space(8)
	}
	f.table(fig.Plot.Numbers())
	f.space(12)
}

// drawings is the picture of a plot. Bars that are too many for a page come in several pictures of one scale.
func (f *flow) drawings(p doc.Plot) []chart.Drawing {
	d := chart.Draw(p)
	bars, ok := p.(doc.Bars)
	if d.Height*f.width <= body*0.8 || !ok || len(bars.Bars) < 2 {
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
func (f *flow) drawing(d chart.Drawing) {
	if len(d.Marks) == 0 {
		return
	}
	scale := min(f.width, body*0.9/d.Height)
	c := canvas{set: f.set, x: f.x, scale: scale}
	for _, m := range d.Marks {
		c.mark(m)
	}
	f.add(&box{height: d.Height * scale, ink: []ink{silent{c.ink}}})
}

// canvas turns marks into ink; scale is the width of the drawing in points.
type canvas struct {
	set   *setter
	x     float64
	scale float64
	ink   []ink
}

func (c *canvas) mark(m chart.Mark) {
	switch m := m.(type) {
	case chart.Box:
		c.box(m)
	case chart.Line:
		c.ink = append(c.ink, stroke{c.x + m.X1*c.scale, m.Y1 * c.scale, c.x + m.X2*c.scale, m.Y2 * c.scale, grey, 0.5})
	case chart.Label:
		c.label(m)
	}
}

func (c *canvas) box(m chart.Box) {
	look := toned(m.Tone)
	a := area{x: c.x + m.X*c.scale, y: m.Y * c.scale, w: m.W * c.scale, h: m.H * c.scale}
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
	c.ink = append(c.ink, a)
}

func (c *canvas) label(m chart.Label) {
	st := style{face: sansFace(m.Strong, false), size: m.Size * c.scale, colour: black}
	if m.On == chart.Solid {
		st.colour = white
	}
	runs := c.set.runs(m.Text, st, m.Text)
	width := 0.0
	for _, r := range runs {
		width += r.width()
	}
	x := c.x + m.X*c.scale
	switch m.Anchor {
	case chart.Middle:
		x -= width / 2
	case chart.End:
		x -= width
	}
	for _, r := range runs {
		c.ink = append(c.ink, words{x, m.Y * c.scale, r})
		x += r.width()
	}
}
