package pdf

import (
	"slices"
	"unicode/utf16"

	"github.com/go-pdf/fpdf"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// written is a document as fpdf writes it, and what it takes to finish it.
type written struct {
	raw      []byte
	heads    [][]byte // contents of its pages, which fpdf was not given: what many have, nil for the first,
	contents [][]byte // and the rest
	root     *node
	fonts    []tagged.Font
}

// pen writes pages through fpdf and remembers what it has set there.
type pen struct {
	pdf   *fpdf.Fpdf
	sheet sheet
	last  sheet // of the document's last page
	page  int   // from 0

	// The content of the page is in it: grounds and rules, which are an artifact below all others, and the rest.
	*memory
	below  graphics // of ground
	above  graphics // of out
	ruling bool     // a path in ground waits to be painted

	// what out has set
	face     face
	size     float64
	rise     float64
	at       [2]int // where the last line of text begins, in tenths of a point
	leading  int    // how far below a line the next is, in tenths of a point; 0 is unknown
	nextLine bool   // what is shown next stands on it
	inText   bool   // in a text object
	role     role
	open     *node // the element of the mark that is open
	marks    int   // so far on the page
	annots   int   // so far on the page
	artifact role  // what everything counts as just now, or unmarked

	subsets [faceCount]*subset
	depth   int // of the last heading in the outline
}

// place is where a link leads.
type place struct {
	link  int    // fpdf's number of it
	page  int    // from 1
	title string // of a heading
}

// contentRoom is memory for the content of a page: as much as most need.
const contentRoom = 6 << 10

// write sets a document and writes its pages, in memory of s.
func write(s *setter, d doc.Document) (written, error) {
	pages, root := compose(s, d)
	p := &pen{memory: s.memory, pdf: fpdf.New("P", "pt", "A4", ""), last: pages[len(pages)-1].sheet, depth: -1}
	p.pdf.SetCompression(false)
	p.pdf.SetCreationDate(dated(d))
	p.pdf.SetModificationDate(dated(d))
	p.pdf.SetCatalogSort(true)
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.SetMargins(0, 0, 0)
	p.targets(pages)
	heads, contents := make([][]byte, len(pages)), make([][]byte, len(pages))
	one, two := s.head(d)
	shared := newHeads(pages)
	p.contents = slices.Grow(p.contents, len(pages)*contentRoom)
	for i, pg := range pages {
		p.begin(i, pg.sheet)
		if i > 0 {
			heads[i] = shared.put(p, &one, &two)
		}
		p.body(pg)
		publisher, number := s.foot(d, i+1, len(pages))
		p.as(pagination, func() { p.foot(&publisher, &number) })
		contents[i] = p.end()
	}
	err := p.pdf.Output(&s.raw)
	return written{s.raw.Bytes(), heads, contents, root, p.fonts()}, err
}

// begin turns to an empty page.
func (p *pen) begin(i int, on sheet) {
	orientation := "P"
	if on == landscape {
		orientation = "L"
	}
	p.pdf.AddPageFormat(orientation, fpdf.SizeType{Wd: portrait.w, Ht: portrait.h})
	p.sheet, p.page = on, i
	p.marks, p.annots = 0, 0
	p.clear()
}

// clear is for a stream that takes nothing for granted.
func (p *pen) clear() {
	p.ground, p.below, p.ruling = append(p.ground[:0], opening[furnishing]...), graphics{}, false
	p.out, p.above = p.out[:0], graphics{}
	p.face, p.size, p.rise, p.leading = faceCount, 0, 0, 0
	p.role, p.open = unmarked, nil
}

// end gives the content of the page, or its head.
func (p *pen) end() []byte {
	p.unmark()
	p.texts(false)
	p.paintRules()
	p.ground = append(p.ground, "\nEMC"...)
	from := len(p.contents)
	p.contents = append(append(p.contents, p.ground...), p.out...)
	return p.contents[from:len(p.contents):len(p.contents)]
}

// fonts are the faces in use.
func (p *pen) fonts() []tagged.Font {
	var out []tagged.Font
	for f, s := range p.subsets {
		if s != nil {
			out = append(out, s.font(&p.foundry, resource(face(f))))
		}
	}
	return out
}

// textString is text as a PDF text string (ISO 32000-1, 7.9.2.2): as it is where it is ASCII, or in UTF-16.
func textString(text string) string {
	if plain(text) {
		return text
	}
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
	p.pdf.Bookmark(textString(t.title), p.depth, p.last.h-(p.sheet.h-max(0, y-8)))
}

func (p *pen) all(marks []ink, top float64) {
	for _, m := range marks {
		m.put(p, top)
	}
}

func (c *picture) put(p *pen, top float64) {
	c.of.BBox = &[4]float64{c.x, p.sheet.h - top - c.h, c.x + c.w, p.sheet.h - top}
	p.all(c.shapes, top)
	p.as(twice, func() { p.all(c.text, top) })
}

// put shows each run where the one before it ends, those that look alike as one text.
func (w *words) put(p *pen, top float64) {
	x, known := w.x, 0 // where the run of that number begins
	for i := 0; i < len(w.runs); {
		text := w.runs[i:][:alike(w.runs[i:])]
		r := &text[0]
		p.mark(r.of, true)
		p.setText(r.face, r.size, r.colour)
		p.raise(r.rise())
		if i == 0 {
			p.move(w.x, top+w.base)
		}
		p.string(text)
		if r.link != nil && p.role == content {
			for known < i {
				before := w.runs[known:][:alike(w.runs[known:])]
				x += before[0].face.width(together(before), before[0].size)
				known += len(before)
			}
			p.link(r, together(text), x, top+w.base-r.rise())
		}
		i += len(text)
	}
}

func (a area) put(p *pen, top float64) {
	if a.of == nil {
		p.paintRules()
		p.ground = a.paint(p.ground, &p.below, p.sheet, top)
		return
	}
	p.mark(a.of, false)
	p.out = a.paint(p.out, &p.above, p.sheet, top)
}

// paint adds the area to a content stream.
func (a area) paint(b []byte, g *graphics, on sheet, top float64) []byte {
	how := ""
	if a.fill != nil {
		b = g.fill(b, *a.fill)
		how = "f"
	}
	if a.line != nil {
		b = g.draw(b, *a.line, a.weight)
		if how += "S"; how == "fS" {
			how = "B"
		}
	}
	if how == "" {
		return b
	}
	return on.rectangle(b, a.x, top+a.y, a.w, a.h, how)
}

func (s stroke) put(p *pen, top float64) {
	if s.of == nil {
		p.rule(s.x1, top+s.y1, s.x2, top+s.y2, s.colour, s.weight)
		return
	}
	p.mark(s.of, false)
	p.out = p.above.draw(p.out, s.colour, s.weight)
	p.out = append(p.sheet.line(p.out, s.x1, top+s.y1, s.x2, top+s.y2), "\nS"...)
}

// rule draws a line on the ground of the page. Those of one kind are painted together.
func (p *pen) rule(x1, y1, x2, y2 float64, c colour, weight float64) {
	if g := p.below; g.drawing != (known{c, true}) || g.weight != weight {
		p.paintRules()
		p.ground = p.below.draw(p.ground, c, weight)
	}
	p.ground = p.sheet.line(p.ground, x1, y1, x2, y2)
	p.ruling = true
}

func (p *pen) paintRules() {
	if p.ruling {
		p.ground, p.ruling = append(p.ground, "\nS"...), false
	}
}
