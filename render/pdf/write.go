package pdf

import (
	"bytes"
	"unicode/utf16"

	"github.com/go-pdf/fpdf"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// written is a document as fpdf writes it, and what it takes to finish it.
type written struct {
	raw   []byte
	root  *node
	fonts []tagged.Font
}

// pen writes pages through fpdf and remembers what it has set there.
type pen struct {
	pdf   *fpdf.Fpdf
	sheet sheet
	last  sheet // of the document's last page
	page  int   // from 0
	out   []byte

	// what the content stream of the page has set
	face     face
	size     float64
	weight   float64
	filling  *colour
	drawing  *colour
	role     role
	open     *node // the element of the mark that is open
	marks    int   // so far on the page
	annots   int   // so far on the page
	artifact role  // what everything counts as just now, or unmarked

	subsets [faceCount]*subset
	links   map[string]int    // id of a place → fpdf's number of it
	pages   map[string]int    // id of a place → its page, from 1
	titles  map[string]string // id of a heading → its text
	depth   int               // of the last heading in the outline
}

// write sets a document and writes its pages.
func write(s *setter, d doc.Document) (written, error) {
	pages, root := compose(s, d)
	p := &pen{pdf: fpdf.New("P", "pt", "A4", ""), last: pages[len(pages)-1].sheet, depth: -1,
		links: map[string]int{}, pages: map[string]int{}, titles: map[string]string{}}
	p.pdf.SetCompression(false)
	p.pdf.SetCreationDate(dated(d))
	p.pdf.SetModificationDate(dated(d))
	p.pdf.SetCatalogSort(true)
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.SetMargins(0, 0, 0)
	p.targets(pages)
	for i, pg := range pages {
		p.begin(i, pg.sheet)
		if i > 0 {
			p.as(pagination, func() { p.all(s.headInk(d, pg.sheet), 0) })
		}
		p.body(pg)
		p.as(pagination, func() { p.all(s.footInk(d, pg.sheet, i+1, len(pages)), 0) })
		p.unmark()
		p.pdf.RawWriteBuf(bytes.NewReader(p.out))
	}
	var b bytes.Buffer
	err := p.pdf.Output(&b)
	return written{b.Bytes(), root, p.fonts()}, err
}

// begin turns to an empty page.
func (p *pen) begin(i int, on sheet) {
	orientation := "P"
	if on == landscape {
		orientation = "L"
	}
	p.pdf.AddPageFormat(orientation, fpdf.SizeType{Wd: portrait.w, Ht: portrait.h})
	p.sheet, p.page, p.out = on, i, p.out[:0]
	p.face, p.size, p.weight, p.filling, p.drawing = faceCount, 0, 0, nil, nil
	p.role, p.open, p.marks, p.annots = unmarked, nil, 0, 0
}

// fonts are the faces in use.
func (p *pen) fonts() []tagged.Font {
	var out []tagged.Font
	for f, s := range p.subsets {
		if s != nil {
			out = append(out, s.font(resource(face(f))))
		}
	}
	return out
}

// utf16Text is text as a PDF text string (ISO 32000-1, 7.9.2.2).
func utf16Text(text string) string {
	b := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}

// body puts the frames below the boxes, and the boxes in their order.
func (p *pen) body(pg page) {
	for _, fr := range frames(pg) {
		p.frame(fr)
	}
	for _, b := range pg.boxes {
		if b.target != nil {
			p.bookmark(*b.target, b.y)
		}
		if b.again {
			p.as(twice, func() { p.all(b.ink, b.y) })
			continue
		}
		p.all(b.ink, b.y)
	}
}

// bookmark adds a heading to the outline, never more than one step below the one before it. fpdf counts
// heights from the top of the last page, however high the heading's is.
func (p *pen) bookmark(t target, y float64) {
	p.depth = min(max(t.level-2, 0), p.depth+1)
	p.pdf.Bookmark(utf16Text(t.title), p.depth, p.last.h-(p.sheet.h-max(0, y-8)))
}

func (p *pen) all(marks []ink, top float64) {
	for _, m := range marks {
		m.put(p, top)
	}
}

func (c picture) put(p *pen, top float64) {
	c.of.BBox = &[4]float64{c.x, p.sheet.h - top - c.h, c.x + c.w, p.sheet.h - top}
	p.all(c.shapes, top)
	p.as(twice, func() { p.all(c.text, top) })
}

func (w words) put(p *pen, top float64) {
	x := w.x
	for i, r := range w.runs {
		y := top + w.base - r.rise
		p.mark(r.of)
		p.show(r.face, r.size, r.colour, x, y, r.text)
		if r.link != "" && p.role == content {
			p.link(r, x, y)
		}
		if i < len(w.runs)-1 {
			x += r.width()
		}
	}
}

func (a area) put(p *pen, top float64) {
	how := ""
	p.mark(a.of)
	if a.fill != nil {
		p.fill(*a.fill)
		how = "f"
	}
	if a.line != nil {
		p.draw(*a.line, a.weight)
		how = map[string]string{"": "S", "f": "B"}[how]
	}
	if how != "" {
		p.rectangle(a.x, top+a.y, a.w, a.h, how)
	}
}

func (s stroke) put(p *pen, top float64) {
	p.mark(s.of)
	p.draw(s.colour, s.weight)
	p.line(s.x1, top+s.y1, s.x2, top+s.y2)
}
