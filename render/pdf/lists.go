package pdf

import (
	"strconv"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// List is its items with a mark or a number each.
func (f *flow) List(l doc.List) {
	f.space(6)
	if f.contents > 0 && f.contents == len(f.boxes) && f.index(l) {
		return
	}
	f.list(l, 0, f.in)
	f.space(6)
}

func (f *flow) list(l doc.List, depth int, in *node) {
	of := in.child("L")
	of.Attributes = &tagged.Attributes{ListNumbering: numbering(l.Ordered, depth)}
	indent := listIndent
	if l.Ordered {
		indent = max(indent, sans.width(strconv.Itoa(len(l.Items))+". ", bodySize)+3)
	}
	indent = min(indent, f.width/4) // however deep, text has room
	for i, item := range l.Items {
		f.space(3)
		li := of.child("LI")
		body := li.child("LBody")
		lines := len(f.boxes)
		f.item(item, f.mark(l.Ordered, i, depth, li.child("Lbl")), indent, body.child("P"))
		if i == 0 && len(f.boxes) == lines+1 && len(l.Items) > 1 {
			f.last().keep = true // one line does not stand alone behind a heading
		}
		if item.Sub != nil {
			f.x, f.width = f.x+indent, f.width-indent
			f.list(*item.Sub, depth+1, body)
			f.x, f.width = f.x-indent, f.width+indent
		}
	}
}

// numbering is what a list's marks are (ISO 32000-1, table 347).
func numbering(ordered bool, depth int) string {
	switch {
	case ordered:
		return "Decimal"
	case depth%2 == 0:
		return "Disc"
	}
	return "None" // a dash is none of those there are
}

// mark is what stands before item i.
func (f *flow) mark(ordered bool, i, depth int, of *node) run {
	text := []string{"•", "–"}[depth%2]
	if ordered {
		text = strconv.Itoa(i+1) + "."
	}
	st := style{face: sans, size: bodySize, colour: navy, of: of}
	return f.set.runs(text+" ", st, text)[0]
}

func (f *flow) item(item doc.Item, mark run, indent float64, of *node) {
	x, width := f.x, f.width
	f.x, f.width = x+indent, width-indent
	first := len(f.boxes)
	f.text(item.Text, of)
	f.x, f.width = x, width
	if first == len(f.boxes) {
		f.box(bodyLeading)
	}
	b := f.boxes[first]
	f.before(b, x, bodyLeading, mark)
}

var unnumbered = tagged.Attributes{ListNumbering: "None"}

// Facts are a term and a text beside each other: a list whose terms are its labels.
func (f *flow) Facts(facts doc.Facts) {
	of := f.in.child("L")
	of.Attributes = &unnumbered
	f.space(8)
	term := f.termWidth(facts)
	for _, fact := range facts.Items {
		f.add(f.fact(fact, term, of.child("LI")))
	}
	f.space(8)
}

func (f *flow) fact(fact doc.Fact, term float64, of *node) *box {
	st := style{face: sansBold, size: 9.5, colour: navy, of: of.child("Lbl")}
	plain := style{face: sans, size: 9.5, colour: black, of: of.child("LBody")}
	x, w := f.x+term, f.width-term
	row := f.set.cells(cells{leading: 13, pad: 3, x: f.x, w: f.width, rule: &rule, weight: 0.4}, 2)
	row.texts = append(row.texts,
		cellText{x: f.x, w: term - 8, lines: f.set.broken(f.set.runs(fact.Term, st, fact.Term), term-8)},
		cellText{x: x, w: w, lines: f.set.broken(f.set.spans(fact.Text, plain), w)})
	return row.box()
}

// termWidth is the room of the terms: that of the longest, between a sixth and a third of the width.
func (f *flow) termWidth(facts doc.Facts) float64 {
	widest := 0.0
	for _, fact := range facts.Items {
		sum := 0
		for _, r := range fact.Term {
			sum += sansBold.estimate(r)
		}
		widest = max(widest, float64(sum)*9.5/1000)
	}
	return min(max(widest+14, f.width/6), f.width/3)
}
