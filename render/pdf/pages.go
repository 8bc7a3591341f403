package pdf

import "slices"

// sheet is the width and height of a page in points.
type sheet struct{ w, h float64 }

// Pages are A4; those for wide tables lie on their side.
var (
	portrait  = sheet{595.28, 841.89}
	landscape = sheet{841.89, 595.28}
)

// Margins in points: 20 mm at the sides.
const (
	left     = 56.7
	topFirst = 50.0 // of the text on the first page, which has no running head
	top      = 76.0
	below    = 68.0
)

func (s sheet) textWidth() float64 { return s.w - 2*left }

// bottom is how far down text may reach, body the height for it on every page but the first.
func (s sheet) bottom() float64 { return s.h - below }
func (s sheet) body() float64   { return s.bottom() - top }

// box is a piece of the text that is not divided between pages, unless it can split.
type box struct {
	height float64
	above  float64 // free space above, dropped at the head of a page
	keep   bool    // not the last on a page: the next box stands with it
	wide   bool    // on a landscape page
	ink    []ink
	frame  *frame
	repeat *box    // stands again on top of a page that begins with this box
	target *target // what the outline and links lead to

	// parts divides a box that is too tall to be moved whole; it is nil where a box cannot be divided. least is
	// the smallest room in which some of it fits.
	parts splitter
	least float64
}

// splitter divides a box into a part no taller than room and the rest. first is nil when nothing fits.
type splitter interface {
	split(room float64) (first, rest *box)
}

// target is a heading.
type target struct {
	id, title string
	level     int // 2 to 4
}

// frame is the ground and the bar at the left of neighbouring boxes, drawn once a page below them all.
type frame struct {
	x, w   float64
	pad    float64 // above its first and below its last box
	ground *colour
	bar    *colour
	thick  float64 // of the bar
	outer  *frame
}

// page is what stands on a page.
type page struct {
	sheet sheet
	boxes []placed
	fresh bool // nothing but repeated heads stands on it yet
}

// placed is a box and the height of its top; again marks a repeated head.
type placed struct {
	*box
	y     float64
	again bool
}

// paginate divides boxes among pages. There is always a first page.
func (s *setter) paginate(boxes []*box) []page {
	p := pager{set: s, y: topFirst}
	p.begin(portrait)
	for i := 0; i < len(boxes); {
		j := i
		for j < len(boxes)-1 && boxes[j].keep {
			j++
		}
		p.group(boxes[i : j+1])
		i = j + 1
	}
	return p.pages
}

type pager struct {
	set   *setter
	pages []page
	y     float64 // how far the last page is filled
}

func (p *pager) page() *page { return &p.pages[len(p.pages)-1] }

// group places boxes that belong together, on a landscape page where one of them needs it. Only what is
// taller than a page is parted.
func (p *pager) group(boxes []*box) {
	on := portrait
	if slices.ContainsFunc(boxes, func(b *box) bool { return b.wide }) {
		on = landscape
	}
	switch {
	case on != p.page().sheet:
		p.turn(boxes[0], on)
	case p.y+p.need(boxes) > on.bottom()+slack && !p.page().fresh:
		p.turn(boxes[0], on)
	}
	for _, b := range boxes {
		p.place(b)
	}
}

// need is the room for boxes up to the first that is going to be split.
func (p *pager) need(boxes []*box) float64 {
	sum := 0.0
	for i, b := range boxes {
		if i > 0 || !p.page().fresh {
			sum += b.above
		}
		if b.tall(p.page().sheet) {
			return sum + b.least
		}
		sum += b.height
	}
	return sum
}

// tall says that a box is split rather than moved to the next page: more than half of a page would stay empty.
func (b *box) tall(on sheet) bool {
	room := on.body()
	if b.repeat != nil {
		room -= b.repeat.height
	}
	return b.parts != nil && b.height > room/2
}

// place puts b on the page, turning pages as it must.
func (p *pager) place(b *box) {
	for {
		on := p.page().sheet
		room := on.bottom() - p.y
		if !p.page().fresh {
			room -= b.above
		}
		if b.height <= room+slack || p.page().fresh && b.parts == nil {
			p.put(b)
			return
		}
		rest := b
		if b.tall(on) && room >= b.least {
			var first *box
			if first, rest = b.parts.split(room); first != nil {
				first.above, first.frame, rest.frame = b.above, b.frame, b.frame
				p.put(first)
			}
		}
		p.turn(rest, on)
		b = rest
	}
}

func (p *pager) put(b *box) {
	if !p.page().fresh {
		p.y += b.above
	}
	p.page().boxes = append(p.page().boxes, placed{b, p.y, false})
	p.page().fresh = false
	p.y += b.height
}

// onPage is how many boxes there is memory for on a page.
const onPage = 64

func (p *pager) begin(on sheet) {
	p.pages = append(p.pages, page{sheet: on, fresh: true, boxes: p.set.onPages.room(onPage)})
}

// turn begins a page for b.
func (p *pager) turn(b *box, on sheet) {
	p.begin(on)
	p.y = top
	if b.repeat != nil {
		p.page().boxes = append(p.page().boxes, placed{b.repeat, p.y, true})
		p.y += b.repeat.height
	}
}
