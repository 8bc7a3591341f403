package pdf

import (
	"strconv"
	"strings"

	"opframe/render/doc"
)

// Type of running text, in points.
const (
	bodySize    = 10.0
	bodyLeading = 13.4
	listIndent  = 13.0
)

// flow visits blocks and turns them into boxes, one below the other between x and x+width.
type flow struct {
	set   *setter
	x     float64
	width float64
	gap   float64 // owed above the next box
	frame *frame
	pads  float64 // of the frames closed since the last box, part of gap
	wide  bool    // what is added needs a landscape page
	boxes []*box

	in       *node   // the element that blocks are added to
	sections []*node // those we are in, from the document on
	mast     int     // boxes of the masthead
	contents int     // how many boxes there were when the contents were due, 0 if they are not
}

// layout is a document as boxes, and their element.
func layout(s *setter, d doc.Document) *flow {
	root := newRoot(&s.ofNodes)
	f := &flow{set: s, x: left, width: portrait.textWidth(), boxes: s.flowing, in: root, sections: []*node{root}}
	f.masthead(d)
	f.mast = len(f.boxes)
	f.blocks(d.Blocks)
	s.flowing = f.boxes
	return f
}

// blocks adds blocks.
func (f *flow) blocks(blocks []doc.Block) { doc.Walk(blocks, f) }

// add puts b below what is there.
func (f *flow) add(b *box) *box {
	b.above, f.gap, f.pads = f.gap, 0, 0
	b.frame, b.wide = f.frame, f.wide
	f.boxes = append(f.boxes, b)
	return b
}

// box adds one of a height with ink in it.
func (f *flow) box(height float64, marks ...ink) *box {
	b := f.set.ofBoxes.one()
	b.height, b.ink = height, append(f.set.ofInks.room(len(marks)), marks...)
	return f.add(b)
}

// before puts a line of runs before the other ink of a box.
func (f *flow) before(b *box, x, leading float64, runs ...run) {
	l := line{runs: append(f.set.ofRuns.room(len(runs)), runs...)}
	marks := append(f.set.ofInks.room(1+len(b.ink)), f.set.place(&l, x, 0, leading))
	b.ink = append(marks, b.ink...)
}

// last is the last box; there always is one, the masthead if no other.
func (f *flow) last() *box { return f.boxes[len(f.boxes)-1] }

// space asks for free space before the next box; the largest wish counts.
func (f *flow) space(points float64) { f.gap = max(f.gap, points) }

// lines adds a box a line. The first two stay together, and so do the last two.
func (f *flow) lines(lines []line, leading float64) {
	for i := range lines {
		b := f.box(leading, f.set.place(&lines[i], f.x, 0, leading))
		b.keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
	}
}

// text adds spans as running text of an element.
func (f *flow) text(spans []doc.Span, of *node) {
	st := style{face: sans, size: bodySize, colour: black, of: of}
	f.lines(f.set.broken(f.set.spans(spans, st), f.width), bodyLeading)
}

// Paragraph is running text.
func (f *flow) Paragraph(p doc.Paragraph) {
	f.space(6)
	f.text(p.Text, f.in.child("P"))
	f.space(6)
}

// headings by level, from 2 on.
var headings = [...]struct{ size, leading, above, below float64 }{
	{15, 19, 20, 6},
	{11.5, 15, 13, 4},
	{10, 14, 12, 3},
}

// Heading stands with what follows and is in the outline.
func (f *flow) Heading(h doc.Heading) {
	look := headings[min(max(h.Level-2, 0), len(headings)-1)]
	st := style{face: sansBold, size: look.size, colour: navy, of: f.section(h.Level)}
	f.space(look.above)
	first := len(f.boxes)
	f.lines(f.set.broken(f.set.runs(h.Text, st, h.Text), f.width), look.leading)
	if first == len(f.boxes) {
		return
	}
	f.boxes[first].target = &target{h.ID, f.set.shown(h.Text), h.Level}
	for _, b := range f.boxes[first:] {
		b.keep = true
	}
	f.space(look.below)
	if h.ID == contentsID {
		f.contents = len(f.boxes)
	}
}

// section begins one with a heading of a level, and is its heading. Levels skip none (ISO 14289-1, 7.4.2).
// In a callout there are headings, but no sections.
func (f *flow) section(level int) *node {
	depth := min(max(level-1, 1), len(f.sections))
	if f.in == f.sections[len(f.sections)-1] {
		f.in = f.sections[depth-1].child("Sect")
		f.sections = append(f.sections[:depth], f.in)
	}
	return f.in.child("H" + strconv.Itoa(depth+1))
}

// Quote stands in from the left with a bar; its source stands with its end.
func (f *flow) Quote(q doc.Quote) {
	of := f.in.child("BlockQuote")
	f.framed(&frame{x: f.x, w: f.width, pad: 1, bar: &rule, thick: 2}, 8, 14, func() {
		st := style{face: sans, size: 9.5, colour: black, of: of.child("P")}
		f.lines(f.set.broken(f.set.runs(q.Text, st, q.Text), f.width), 13.2)
		if q.Source == "" {
			return
		}
		if q.Text != "" {
			f.last().keep = true
		}
		f.space(1)
		st = style{face: sans, size: 8, colour: grey, of: of.child("P")}
		f.lines(f.set.broken(f.set.runs(q.Source, st, q.Source), f.width), 11)
	})
}

// Callout stands on the ground of its tone; its title says what the tone means.
func (f *flow) Callout(c doc.Callout) {
	look := toned(c.Tone)
	f.framed(&frame{x: f.x, w: f.width, pad: 8, ground: &look.ground, bar: &look.ink, thick: 3}, 12, 14, func() {
		in := f.in
		f.in = in.child("Div")
		st := style{face: sansBold, size: 10.5, colour: look.ink, of: f.in.child("P")}
		title := f.set.broken(f.set.runs(c.Title, st, c.Title), f.width)
		f.lines(title, 14.5)
		if len(title) > 0 && len(c.Blocks) > 0 {
			f.last().keep = true
		}
		f.space(3)
		f.blocks(c.Blocks)
		f.in = in
	})
}

// Code is set as it is, on a ground of its own.
func (f *flow) Code(c doc.Code) {
	f.framed(&frame{x: f.x, w: f.width, pad: 6, ground: &paper}, 9, 9, func() {
		st := style{face: mono, size: 8.5, colour: black, of: f.in.child("P").child("Code")}
		text := strings.TrimSuffix(oneBreak.Replace(strings.ReplaceAll(c.Text, "\t", "    ")), "\n")
		for row := range strings.SplitSeq(text, "\n") {
			f.lines(f.set.codeLines(f.set.runs(row, st, c.Text), f.width), 11.5)
		}
	})
}

// framed lays out what draw adds inside fr, indented at the left and, where fr has a ground, at the right.
func (f *flow) framed(fr *frame, around, indent float64, draw func()) {
	fr.outer = f.frame
	x, width := f.x, f.width
	indent = min(indent, width/8) // however deep, text has room
	f.x, f.width = x+indent, width-indent
	if fr.ground != nil {
		f.width -= indent
	}
	f.space(around)
	f.gap += fr.pad
	f.frame = fr
	draw()
	f.x, f.width, f.frame = x, width, fr.outer
	f.pads += fr.pad
	f.gap = around + f.pads
}
