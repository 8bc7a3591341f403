package pdf

import (
	"net/url"
	"strconv"
	"strings"

	"opframe/render/pdf/tagged"
)

// targets tells fpdf where the headings and notes are, so that a link may point forward.
func (p *pen) targets(pages []page) {
	for i, pg := range pages {
		for _, b := range pg.boxes {
			if b.target != nil && b.target.id != "" {
				p.lead(b.target.id, b.target.title, b.y, i+1)
			}
			p.find(b.ink, b.y, i+1)
		}
	}
}

// find tells fpdf where the notes and the references on a page are, so that each can lead to the other.
func (p *pen) find(marks []ink, y float64, page int) {
	for _, m := range marks {
		switch m := m.(type) {
		case *words:
			p.anchors(m.runs, y, page)
		case *cells:
			for i := range m.texts {
				lines := m.texts[i].lines
				for i := range lines {
					p.anchors(lines[i].runs, y+m.pad+float64(i)*m.leading, page)
				}
			}
		}
	}
}

func (p *pen) anchors(runs []run, y float64, page int) {
	for i := range runs {
		if l := runs[i].link; l != nil && l.place != "" {
			p.lead(l.place, "", y, page)
		}
	}
}

// lead makes id a place that links lead to.
func (p *pen) lead(id, title string, y float64, page int) {
	n := p.pdf.AddLink()
	p.pdf.SetLink(n, max(0, y-8), page)
	p.places[id] = place{n, page, title}
}

// link underlines text that looks like r, unless it is raised above the line, and makes it lead where that points.
func (p *pen) link(r *run, text string, x, base float64) {
	width := r.face.width(strings.TrimRight(text, " "), r.size)
	if r.link.rise == 0 && !r.link.quiet {
		p.rule(x, base+1.4, x+width, base+1.4, r.colour, 0.5)
	}
	y, h := base-ascent*r.size, (ascent+descent)*r.size
	if id, ok := strings.CutPrefix(r.link.to, "#"); ok {
		p.pdf.Link(x, y, width, h, p.places[id].link)
	} else {
		p.pdf.LinkString(x, y, width, h, r.link.to)
	}
	r.of.add(tagged.Kid{Annot: &tagged.Annot{Page: p.page, N: p.annots, Contents: p.destination(r.link.to)}})
	p.annots++
}

// destination says in words where a link leads (ISO 14289-1, 7.18.5).
func (p *pen) destination(link string) string {
	id, inside := strings.CutPrefix(link, "#")
	n, noted := strings.CutPrefix(id, noteID(0)[:len(noteID(0))-1])
	back, referred := strings.CutPrefix(id, referenceID(0)[:len(referenceID(0))-1])
	switch {
	case !inside:
		return address(link)
	case noted:
		return "Note " + n
	case referred:
		return "Back to the reference to note " + back
	}
	at := p.places[id]
	return at.title + ", page " + strconv.Itoa(at.page)
}

// address is a link out of the document without the signs that stand for others.
func address(link string) string {
	if plain, err := url.PathUnescape(link); err == nil {
		return plain
	}
	return link
}
