package pdf

// ink is something put on a page. Its heights count from the top of the box it belongs to, its
// distances from the left edge of the page, both in points.
type ink interface {
	put(p *pen, top float64)
}

// words are runs of text beside each other, from x on; base is the height of their baseline.
type words struct {
	x, base float64
	runs    []run
}

// area is a rectangle: filled, outlined or both.
type area struct {
	x, y, w, h float64
	fill, line *colour
	weight     float64 // of the outline
	of         *node   // the figure it is part of, or nil
}

// stroke is a straight line.
type stroke struct {
	x1, y1, x2, y2 float64
	colour         colour
	weight         float64
	of             *node // the figure it is part of, or nil
}

// picture is a drawing: its shapes, which are a figure, and its labels. The words of these are not part of
// the document's text: the numbers that stand below say them.
type picture struct {
	of           *node
	x, w, h      float64
	shapes, text []ink
}

// Share of a line's height above and below its baseline that its letters take, in sizes.
const (
	ascent  = 0.905
	descent = 0.212
)

// baseline is how far down a line its letters stand, in leadings. It does not depend on the sizes on
// the line, so that texts beside each other stand level.
const baseline = 0.755

// at is the ink of a line whose top is at y and whose height is leading.
func (l *line) at(x, y, leading float64) words { return words{x, y + baseline*leading, l.runs} }

// place is at in memory of the document.
func (s *setter) place(l *line, x, y, leading float64) *words {
	w := s.ofWords.one()
	*w = l.at(x, y, leading)
	return w
}
