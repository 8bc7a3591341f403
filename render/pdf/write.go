package pdf

import (
	"bytes"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/go-pdf/fpdf"

	"opframe/render/doc"
)

// pen writes pages through fpdf and remembers what it has set there.
type pen struct {
	pdf   *fpdf.Fpdf
	face  face
	size  float64
	links map[string]int // id of a place → fpdf's number of it
	depth int            // of the last heading in the outline
}

// write is the pages as a PDF. The faces in use are known by now: each costs time in every document.
func write(s *setter, d doc.Document, pages []page) ([]byte, error) {
	head, feet := s.headInk(d), make([][]ink, len(pages))
	for i := range pages {
		feet[i] = s.footInk(d, i+1, len(pages))
	}
	p := &pen{pdf: fpdf.New("P", "pt", "A4", ""), links: map[string]int{}, depth: -1}
	p.describe(d)
	for f := range faceCount {
		if s.used[f] {
			p.pdf.AddUTF8FontFromBytes(programs[f].family, programs[f].style, programs[f].ttf)
		}
	}
	p.targets(pages)
	for i, pg := range pages {
		p.pdf.AddPage()
		p.size = 0
		if i > 0 {
			p.all(head, 0)
		}
		p.page(pg)
		p.all(feet[i], 0)
	}
	var b bytes.Buffer
	err := p.pdf.Output(&b)
	return b.Bytes(), err
}

// describe sets what the file says of itself. A document without a date gets the first day of 1970,
// for fpdf would read the clock.
func (p *pen) describe(d doc.Document) {
	at := time.Unix(0, 0).UTC()
	if !d.Date.IsZero() {
		at = d.Date.Time()
	}
	p.pdf.SetCreationDate(at)
	p.pdf.SetModificationDate(at)
	p.pdf.SetCatalogSort(true)
	p.pdf.SetProducer("opframe", false)
	p.pdf.SetTitle(utf16Text(d.Title), false)
	p.pdf.SetAuthor(utf16Text(d.Publisher), false)
	p.pdf.SetSubject(utf16Text(d.Description), false)
	p.pdf.SetLang(strings.Map(tagRune, d.Lang))
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.SetMargins(0, 0, 0)
}

// tagRune keeps what a language tag may consist of: fpdf writes the tag unescaped.
func tagRune(r rune) rune {
	if r < unicode.MaxASCII && (r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return r
	}
	return -1
}

// utf16Text is text as a PDF text string. fpdf's own conversion cannot do runes above U+FFFF.
func utf16Text(text string) string {
	if text == "" {
		return ""
	}
	b := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}

// targets tells fpdf where the headings and notes are, so that a link may point forward.
func (p *pen) targets(pages []page) {
	for i, pg := range pages {
		for _, b := range pg.boxes {
			if b.target != nil && b.target.id != "" {
				p.lead(b.target.id, b.y, i+1)
			}
			p.places(b.ink, b.y, i+1)
		}
	}
}

// page puts the frames below the boxes, and the boxes in their order.
func (p *pen) page(pg page) {
	for _, fr := range frames(pg) {
		p.frame(fr)
	}
	for _, b := range pg.boxes {
		if b.target != nil {
			p.bookmark(*b.target, b.y)
		}
		if b.again {
			p.silently(b.ink, b.y)
			continue
		}
		p.all(b.ink, b.y)
	}
}

// bookmark adds a heading to the outline, never more than one step below the one before it.
func (p *pen) bookmark(t target, y float64) {
	p.depth = min(max(t.level-2, 0), p.depth+1)
	p.font(sans, bodySize) // fpdf takes the title as UTF-8 only while such a face is set
	p.pdf.Bookmark(t.title, p.depth, max(0, y-8))
}

func (p *pen) all(marks []ink, top float64) {
	for _, m := range marks {
		m.put(p, top)
	}
}

// silently puts ink whose text is replaced by nothing for those who extract or read out text.
func (p *pen) silently(marks []ink, top float64) {
	p.pdf.RawWriteStr("/Span <</ActualText <FEFF>>> BDC")
	p.all(marks, top)
	p.pdf.RawWriteStr("EMC")
}

func (s silent) put(p *pen, top float64) { p.silently(s.ink, top) }

func (p *pen) font(f face, size float64) {
	if f == p.face && size == p.size {
		return
	}
	p.face, p.size = f, size
	p.pdf.SetFont(programs[f].family, programs[f].style, size)
}

func (w words) put(p *pen, top float64) {
	r := w.run
	p.font(r.face, r.size)
	p.pdf.SetTextColor(int(r.colour.r), int(r.colour.g), int(r.colour.b))
	p.pdf.Text(w.x, top+w.base-r.rise, r.text)
	if r.link != "" {
		p.link(r, w.x, top+w.base-r.rise)
	}
}

// link underlines r, unless it is raised above the line, and makes it lead where it points.
func (p *pen) link(r run, x, base float64) {
	width := r.face.width(strings.TrimRight(r.text, " "), r.size)
	if r.rise == 0 {
		stroke{x, base + 1.4, x + width, base + 1.4, r.colour, 0.5}.put(p, 0)
	}
	y, h := base-ascent*r.size, (ascent+descent)*r.size
	if id, ok := strings.CutPrefix(r.link, "#"); ok {
		p.pdf.Link(x, y, width, h, p.links[id])
		return
	}
	p.pdf.LinkString(x, y, width, h, r.link)
}

func (a area) put(p *pen, top float64) {
	how := ""
	if a.fill != nil {
		p.pdf.SetFillColor(int(a.fill.r), int(a.fill.g), int(a.fill.b))
		how += "F"
	}
	if a.line != nil {
		p.draw(*a.line, a.weight)
		how += "D"
	}
	if how != "" {
		p.pdf.Rect(a.x, top+a.y, a.w, a.h, how)
	}
}

func (s stroke) put(p *pen, top float64) {
	p.draw(s.colour, s.weight)
	p.pdf.Line(s.x1, top+s.y1, s.x2, top+s.y2)
}

func (p *pen) draw(c colour, weight float64) {
	p.pdf.SetDrawColor(int(c.r), int(c.g), int(c.b))
	p.pdf.SetLineWidth(weight)
}
