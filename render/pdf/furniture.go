package pdf

import (
	"strconv"
	"strings"

	"opframe/render/doc"
)

// masthead is the title, the subtitle and the dateline at the head of the first page.
func (f *flow) masthead(d doc.Document) {
	f.box(16, area{x: left, w: f.width, h: 4, fill: &navy}).keep = true
	f.lines(f.broken(d.Title, style{face: sansBold, size: 23, colour: navy, of: f.in.child("H1")}), 29)
	f.space(4)
	f.lines(f.broken(d.Subtitle, style{face: sans, size: 13, colour: grey, of: f.in.child("P")}), 18)
	f.space(7)
	f.lines(f.broken(d.Dateline(), style{face: sans, size: 9, colour: grey, of: f.in.child("P")}), 13)
	f.box(7, edge(portrait, 7))
	f.space(12)
}

func (f *flow) broken(text string, st style) []line {
	return f.set.broken(f.set.runs(text, st, text), f.width)
}

// Furniture of a page: heights of the baselines of the running head and foot, and their rules, from the
// top and from the bottom of the page.
const (
	headBase = 46.0
	headRule = 53.0
	footBase = 36.0
	footRule = 49.0
	gapLeast = 24.0 // between the two texts of a head or foot
)

var (
	headStyle  = style{face: sans, size: 8, colour: grey}
	labelStyle = style{face: sansBold, size: 8, colour: grey}
)

// HeadLine is the running head of every page but the first, whose masthead says the same: the title,
// cut with "…" where it is too long, and the label. It is one line of the extracted text.
func HeadLine(d doc.Document) string {
	one, two := newSetter(nil).head(d)
	return joined(one, two)
}

// FootLine is the foot of a page, counted from 1: the publisher and "Page 1 of 6", one line of the
// extracted text.
func FootLine(d doc.Document, page, pages int) string {
	one, two := newSetter(nil).foot(d, page, pages)
	return joined(one, two)
}

func joined(one, two line) string {
	return oneLine(together(one.runs) + together(two.runs))
}

// head is the text of the running head at the left and at the right.
func (s *setter) head(d doc.Document) (one, two line) {
	return s.beside(d.Title, headStyle, d.Label, labelStyle)
}

func (s *setter) foot(d doc.Document, page, pages int) (one, two line) {
	return s.beside(d.Publisher, headStyle, "Page "+strconv.Itoa(page)+" of "+strconv.Itoa(pages), headStyle)
}

// beside sets two texts on one line. The second gets what it needs up to two thirds of the width, the
// first what is left.
func (s *setter) beside(a string, as style, b string, bs style) (one, two line) {
	width := portrait.textWidth() // on broader pages too, so that one line stands on every page
	two = s.cut(b, bs, width*2/3)
	one = s.cut(a, as, width-two.width-gapLeast)
	return one, two
}

// cut is text on one line no wider than width, ending in "…" where it was cut.
func (s *setter) cut(text string, st style, width float64) line {
	runs := s.runs(oneLine(text), st, text)
	lines := s.broken(runs, width)
	if len(lines) == 0 {
		return line{}
	}
	if len(lines) == 1 {
		return lines[0]
	}
	l := s.broken(runs, width-st.face.width("…", st.size))[0]
	last := &l.runs[len(l.runs)-1]
	last.text = strings.TrimRight(last.text, " ")
	l.add("… ", &st)
	l.width += st.face.width("…", st.size)
	return l
}

// heads are the content that pages of a size have in common, before what each has: what stands above, and the rule
// of the foot.
type heads struct {
	pages map[sheet]int // how many have a head: all but the first
	of    map[sheet][]byte
}

func newHeads(pages []page) heads {
	h := heads{map[sheet]int{}, map[sheet][]byte{}}
	for _, pg := range pages[1:] {
		h.pages[pg.sheet]++
	}
	return h
}

// put begins the page with its head, and gives that where others have it too.
func (h heads) put(p *pen, one, two *line) []byte {
	if head := h.of[p.sheet]; head != nil {
		return head
	}
	p.as(pagination, func() {
		p.opposite(one, two, headBase)
		edge(p.sheet, headRule).put(p, 0)
		edge(p.sheet, p.sheet.h-footRule).put(p, 0)
	})
	if h.pages[p.sheet] > 1 {
		h.of[p.sheet] = p.end()
		p.clear()
	}
	return h.of[p.sheet]
}

// foot puts what stands below the content of every page.
func (p *pen) foot(one, two *line) {
	if p.page == 0 { // all others have it in the head
		edge(p.sheet, p.sheet.h-footRule).put(p, 0)
	}
	p.opposite(one, two, p.sheet.h-footBase)
}

// edge is a rule over the width of the text.
func edge(on sheet, y float64) stroke {
	return stroke{x1: left, y1: y, x2: left + on.textWidth(), y2: y, colour: rule, weight: 0.5}
}

// opposite puts two lines on one baseline, at the left and at the right edge.
func (p *pen) opposite(one, two *line, base float64) {
	for _, w := range [...]words{{left, base, one.runs}, {left + p.sheet.textWidth() - two.width, base, two.runs}} {
		w.put(p, 0)
	}
}
