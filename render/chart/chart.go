// Package chart turns the numbers of a figure into marks on a plane one unit wide, shared by SVG and
// PDF so that both draw the same picture. It knows tones, not colours, and no format. What it draws
// repeats the numbers of the figure, which every printer prints as a table as well.
package chart

import "opframe/render/doc"

// Drawing is a picture 1 wide and Height high; x runs to the right, y down.
type Drawing struct {
	Height float64
	Marks  []Mark
}

// Mark is a Box, a Line or a Label. Marks are painted in order.
type Mark interface{ mark() }

// Box is a rectangle. Fill says how strongly its tone fills it: 0 not at all (outline only),
// 1 as a solid bar, between them as a tint that dark text stays readable on.
type Box struct {
	X, Y, W, H float64
	Tone       doc.Tone
	Fill       Fill
	Outline    bool
	// Strong makes the outline thick and dark: the reader is here.
	Strong bool
}

// Fill of a Box.
type Fill uint8

// The fills.
const (
	None Fill = iota
	Tint
	Solid
)

// Line is a thin rule.
type Line struct{ X1, Y1, X2, Y2 float64 }

// Label is text on one line. X is its start, middle or end by Anchor; Y its baseline; Size its height
// in units of the drawing's width (0.02 is 3.4 mm on a drawing 170 mm wide).
type Label struct {
	X, Y   float64
	Text   string
	Size   float64
	Anchor Anchor
	Strong bool
	// On is the fill of the Box the text stands on: dark text on None and Tint, white text on Solid.
	On Fill
}

// Anchor of a Label.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Draw is the picture of p. A plot with nothing to draw gives a Drawing without marks and height 0,
// which printers leave out. Nothing withheld is drawn.
func Draw(p doc.Plot) Drawing {
	switch p := p.(type) {
	case doc.Bars:
		return drawBars(p)
	case doc.Grid:
		return drawGrid(p)
	}
	return Drawing{}
}

func (Box) mark()   {}
func (Line) mark()  {}
func (Label) mark() {}
