package pdf

import (
	"slices"
	"strconv"
	"strings"

	"opframe/render/doc"
)

// contentsID is the anchor of a heading below which a document lists its own sections.
const contentsID = "contents"

// A document with that many sections on more than that many pages gets a list of contents if it has none.
const (
	manySections = 6
	manyPages    = 8
)

// ContentsTitle is the heading of the list of contents that a long document without one gets after its
// masthead. Below it stand the titles of the sections of level 2, each followed by dots and its page.
const ContentsTitle = "In this document"

// entry is a line of a list of contents.
type entry struct{ label, title, id string }

// compose sets a document and divides it among pages.
func compose(s *setter, d doc.Document) ([]page, *node) {
	f := layout(s, d)
	pages := s.paginate(f.boxes)
	list := sections(d.Blocks)
	if len(pages) > manyPages && len(list) >= manySections && !s.anchors[contentsID] {
		pages = s.paginate(slices.Concat(f.boxes[:f.mast], f.overview(list), f.boxes[f.mast:]))
	}
	return pages, f.sections[0]
}

// sections are the headings of level 2.
func sections(blocks []doc.Block) []entry {
	var out []entry
	for _, b := range blocks {
		if h, ok := b.(doc.Heading); ok && h.Level == 2 && h.ID != "" {
			out = append(out, entry{title: h.Text, id: h.ID})
		}
	}
	return out
}

// overview is the list of contents as boxes between the masthead and what follows.
func (f *flow) overview(list []entry) []*box {
	in := f.sections[0].child("Sect")
	o := &flow{set: f.set, x: left, width: portrait.textWidth(), gap: 12}
	look := style{face: sansBold, size: 12, colour: navy, of: in.child("H2")}
	o.lines(o.broken(ContentsTitle, look), 16)
	o.boxes[0].keep = true
	o.space(4)
	o.toc(list, in.child("TOC"))
	return o.boxes
}

// index sets l as a list of contents if it is one: each item no more than a link to a heading.
func (f *flow) index(l doc.List) bool {
	var list []entry
	for i, item := range l.Items {
		if item.Sub != nil || len(item.Text) != 1 {
			return false
		}
		id, ok := strings.CutPrefix(item.Text[0].Link, "#")
		if !ok || !f.set.anchors[id] {
			return false
		}
		list = append(list, entry{f.mark(l.Ordered, i, 0, nil).text, item.Text[0].Text, id})
	}
	f.toc(list, f.in.child("TOC"))
	f.space(6)
	return true
}

// pageRoom is what the number of a page and the last of the dots before it take, in points.
const pageRoom = 34.0

// toc adds a line an entry, with its page at the right.
func (f *flow) toc(list []entry, of *node) {
	indent := 0.0
	for _, e := range list {
		if e.label != "" {
			indent = max(indent, sans.width(e.label, bodySize)+3)
		}
	}
	for _, e := range list {
		f.space(3)
		f.entry(e, indent, of.child("TOCI"))
	}
}

// entry adds one: a label, the title as a link, dots and the page.
func (f *flow) entry(e entry, indent float64, of *node) {
	label := style{face: sans, size: bodySize, colour: navy, of: of.child("Lbl")}
	st := style{face: sans, size: bodySize, colour: black, link: &link{to: "#" + e.id, quiet: true}, of: of.child("Reference").child("Link")}
	lines := f.set.broken(f.set.runs(e.title, st, e.title), f.width-indent-pageRoom)
	if len(lines) == 0 {
		return
	}
	first := len(f.boxes)
	f.x += indent
	f.lines(lines, bodyLeading)
	from := f.x + lines[len(lines)-1].width
	f.x -= indent
	if e.label != "" {
		b := f.boxes[first]
		f.before(b, f.x, bodyLeading, run{e.label, label})
	}
	b := f.last()
	b.ink = append(b.ink, folio{from, f.x + f.width, baseline * bodyLeading, e.id, st})
}

// folio is the number of the page on which id is, and the dots that lead to it.
type folio struct {
	from, right float64 // where the title ends and the number does
	base        float64
	id          string
	style       style
}

func (fo folio) put(p *pen, top float64) {
	const gap = 5.0
	st := fo.style
	number := strconv.Itoa(p.places[fo.id].page)
	x := fo.right - st.face.width(number, st.size)
	dot := st.face.width(".", st.size)
	if n := int((x - fo.from - 2*gap) / dot); n > 2 {
		p.mark(nil, true)
		p.raise(0)
		p.show(st.face, st.size, grey, x-gap-float64(n)*dot, top+fo.base, strings.Repeat(".", n)+" ")
	}
	w := words{x, fo.base, []run{{number + " ", st}}}
	w.put(p, top)
}
