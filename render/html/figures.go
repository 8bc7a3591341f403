package html

import (
	"math"
	"strconv"

	"opframe/render/chart"
	"opframe/render/doc"
)

// Figure is its caption, the drawing for those who see it, and the numbers for everybody.
func (p *printer) Figure(b doc.Figure) {
	id := p.id()
	p.raw(`<figure class="chart">` + "\n" + `<figcaption id="`)
	p.raw(id)
	p.raw(`">`)
	p.text(b.Caption)
	p.raw("</figcaption>\n")
	p.drawing(b, id)
	p.table(b.Plot.Numbers(), id)
	p.raw("</figure>\n")
}

// drawing scrolls by itself where it would become too small to read.
func (p *printer) drawing(b doc.Figure, id string) {
	d := chart.Draw(b.Plot)
	p.raw(`<div class="drawing" tabindex="0" role="group" aria-labelledby="`)
	p.raw(id)
	p.raw(`">` + "\n" + `<svg viewBox="0 0 1000 `)
	p.units(d.Height)
	p.raw(`" role="img" aria-labelledby="` + id + `t ` + id + `d">` + "\n" + `<title id="` + id + `t">`)
	p.text(b.Caption)
	p.raw("</title>\n" + `<desc id="` + id + `d">`)
	p.text(b.Alt)
	p.raw("</desc>\n")
	for _, m := range d.Marks {
		p.mark(m)
	}
	p.raw("</svg>\n</div>\n")
}

func (p *printer) mark(m chart.Mark) {
	switch m := m.(type) {
	case chart.Box:
		p.raw(`<rect class="`)
		p.boxClass(m)
		p.raw(`"`)
		p.length("x", m.X)
		p.length("y", m.Y)
		p.length("width", m.W)
		p.length("height", m.H)
		p.raw("/>\n")
	case chart.Line:
		p.raw("<line")
		p.length("x1", m.X1)
		p.length("y1", m.Y1)
		p.length("x2", m.X2)
		p.length("y2", m.Y2)
		p.raw("/>\n")
	case chart.Label:
		p.raw("<text")
		p.raw(labelClass(m))
		p.length("x", m.X)
		p.length("y", m.Y)
		p.length("font-size", m.Size)
		p.raw(">")
		p.text(m.Text)
		p.raw("</text>\n")
	}
}

func (p *printer) length(name string, f float64) {
	p.raw(" ")
	p.raw(name)
	p.raw(`="`)
	p.units(f)
	p.raw(`"`)
}

// units are thousandths of the drawing's width, to a tenth. A number of tenths is written as a whole number
// with a point in it: the shortest form of a fraction takes longer to find.
func (p *printer) units(f float64) {
	tenths := math.Round(f * 10000)
	if math.Abs(tenths) > 1<<50 || math.IsNaN(tenths) {
		p.b = strconv.AppendFloat(p.b, tenths/10, 'f', -1, 64)
		return
	}
	n := int64(tenths)
	if n < 0 {
		p.raw("-")
		n = -n
	}
	p.b = strconv.AppendInt(p.b, n/10, 10)
	if n%10 != 0 {
		p.b = append(p.b, '.', byte('0'+n%10))
	}
}

func (p *printer) boxClass(b chart.Box) {
	p.raw(toneClass(b.Tone))
	switch b.Fill {
	case chart.Tint:
		p.raw(" tint")
	case chart.Solid:
		p.raw(" solid")
	}
	if b.Outline {
		p.raw(" outline")
	}
	if b.Strong {
		p.raw(" here")
	}
}

func labelClass(l chart.Label) string {
	class := ""
	switch l.Anchor {
	case chart.Middle:
		class = "middle"
	case chart.End:
		class = "end"
	}
	if l.Strong {
		class += " strong"
	}
	if class == "" {
		return ""
	}
	return ` class="` + class + `"`
}
