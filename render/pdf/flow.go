package pdf

import (
	"strconv"
	"strings"

	"opframe/render/doc"
)

// Type of running text, in points.
const (
	bodySize    = 10.0
	bodyLeading = 14.0
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
	boxes []*box
}

// layout is a document as boxes.
func layout(s *setter, d doc.Document) []*box {
	f := &flow{set: s, x: left, width: textWidth}
	f.masthead(d)
	doc.Walk(d.Blocks, f)
	return f.boxes
}

// add puts b below what is there.
func (f *flow) add(b *box) *box {
	b.above, f.gap, f.pads = f.gap, 0, 0
	b.frame = f.frame
	f.boxes = append(f.boxes, b)
	return b
}

// last is the last box; there always is one, the masthead if no other.
func (f *flow) last() *box { return f.boxes[len(f.boxes)-1] }

// space asks for free space before the next box; the largest wish counts.
func (f *flow) space(points float64) { f.gap = max(f.gap, points) }

// lines adds a box a line. The first two stay together, and so do the last two.
func (f *flow) lines(lines []line, leading float64) {
	for i, l := range lines {
		b := f.add(&box{height: leading, ink: l.set(f.x, 0, leading)})
		b.keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
	}
}

// text adds spans as running text.
func (f *flow) text(spans []doc.Span) {
	st := style{face: sans, size: bodySize, colour: black}
	f.lines(breakLines(f.set.spans(spans, st), f.width), bodyLeading)
}

// Paragraph is running text.
func (f *flow) Paragraph(p doc.Paragraph) {
	f.space(6)
	f.text(p.Text)
	f.space(6)
}

// headings by level, from 2 on.
var headings = [...]struct{ size, leading, above, below float64 }{
	{15.5, 20, 24, 7},
	{12, 16, 17, 5},
	{10, 14, 12, 3},
}

// Heading stands with what follows and is in the outline.
func (f *flow) Heading(h doc.Heading) {
	look := headings[min(max(h.Level-2, 0), len(headings)-1)]
	st := style{face: sansBold, size: look.size, colour: navy}
	f.space(look.above)
	first := len(f.boxes)
	f.lines(breakLines(f.set.runs(h.Text, st, h.Text), f.width), look.leading)
	if first == len(f.boxes) {
		return
	}
	f.boxes[first].target = &target{h.ID, f.set.shown(h.Text), h.Level}
	for _, b := range f.boxes[first:] {
		b.keep = true
	}
	f.space(look.below)
}

// List is its items with a mark or a number each.
func (f *flow) List(l doc.List) {
	f.space(6)
	f.list(l, 0)
	f.space(6)
}

func (f *flow) list(l doc.List, depth int) {
	indent := listIndent
	if l.Ordered {
		indent = max(indent, sans.width(strconv.Itoa(len(l.Items))+". ", bodySize)+3)
	}
	indent = min(indent, f.width/4) // however deep, text has room
	for i, item := range l.Items {
		f.space(3)
		f.item(item, f.mark(l.Ordered, i, depth), indent)
		if item.Sub != nil {
			f.x, f.width = f.x+indent, f.width-indent
			f.list(*item.Sub, depth+1)
			f.x, f.width = f.x-indent, f.width+indent
		}
	}
}

// mark is what stands before item i.
func (f *flow) mark(ordered bool, i, depth int) run {
	text := []string{"•", "–"}[depth%2]
	if ordered {
		text = strconv.Itoa(i+1) + "."
	}
	st := style{face: sans, size: bodySize, colour: navy}
	return f.set.runs(text+" ", st, text)[0]
}

func (f *flow) item(item doc.Item, mark run, indent float64) {
	x, width := f.x, f.width
	f.x, f.width = x+indent, width-indent
	first := len(f.boxes)
	f.text(item.Text)
	f.x, f.width = x, width
	if first == len(f.boxes) {
		f.add(&box{height: bodyLeading})
	}
	b := f.boxes[first]
	b.ink = append(line{runs: []run{mark}}.set(x, 0, bodyLeading), b.ink...)
}

// Facts are a term and a text beside each other.
func (f *flow) Facts(facts doc.Facts) {
	f.space(8)
	term := f.termWidth(facts)
	for _, fact := range facts.Items {
		f.add(f.fact(fact, term))
	}
	f.space(8)
}

func (f *flow) fact(fact doc.Fact, term float64) *box {
	st := style{face: sansBold, size: 9.5, colour: navy}
	plain := style{face: sans, size: 9.5, colour: black}
	x, w := f.x+term, f.width-term
	return cells{
		leading: 13, pad: 3, x: f.x, w: f.width, rule: &rule, weight: 0.4,
		texts: []cellText{
			{x: f.x, w: term - 8, lines: breakLines(f.set.runs(fact.Term, st, fact.Term), term-8)},
			{x: x, w: w, lines: breakLines(f.set.spans(fact.Text, plain), w)},
		},
	}.box()
}

// termWidth is the room of the terms: that of the longest, between a sixth and a third of the width.
func (f *flow) termWidth(facts doc.Facts) float64 {
	widest := 0.0
	for _, fact := range facts.Items {
		sum := 0.0
		for _, r := range fact.Term {
			sum += sansBold.estimate(r) * 9.5
		}
		widest = max(widest, sum)
	}
	return min(max(widest+14, f.width/6), f.width/3)
}

// Quote stands in from the left with a bar; its source stands with its end.
func (f *flow) Quote(q doc.Quote) {
	f.framed(&frame{x: f.x, w: f.width, pad: 1, bar: &rule, thick: 2}, 8, 14, func() {
		st := style{face: sans, size: 9.5, colour: black}
		f.lines(breakLines(f.set.runs(q.Text, st, q.Text), f.width), 13.2)
		if q.Source == "" {
			return
		}
		if q.Text != "" {
			f.last().keep = true
		}
		f.space(1)
		st = style{face: sans, size: 8, colour: grey}
		f.lines(breakLines(f.set.runs(q.Source, st, q.Source), f.width), 11)
	})
}

// Callout stands on the ground of its tone; its title says what the tone means.
func (f *flow) Callout(c doc.Callout) {
	look := toned(c.Tone)
	f.framed(&frame{x: f.x, w: f.width, pad: 8, ground: &look.ground, bar: &look.ink, thick: 3}, 12, 14, func() {
		st := style{face: sansBold, size: 10.5, colour: look.ink}
		title := breakLines(f.set.runs(c.Title, st, c.Title), f.width)
		f.lines(title, 14.5)
		if len(title) > 0 && len(c.Blocks) > 0 {
			f.last().keep = true
		}
		f.space(3)
		doc.Walk(c.Blocks, f)
	})
}

// Code is set as it is, on a ground of its own.
func (f *flow) Code(c doc.Code) {
	f.framed(&frame{x: f.x, w: f.width, pad: 6, ground: &paper}, 9, 9, func() {
		st := style{face: mono, size: 8.5, colour: black}
		text := strings.TrimSuffix(oneBreak.Replace(strings.ReplaceAll(c.Text, "\t", "    ")), "\n")
		for row := range strings.SplitSeq(text, "\n") {
			f.lines(codeLines(f.set.runs(row, st, c.Text), f.width), 11.5)
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
