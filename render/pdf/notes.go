package pdf

import (
	"strconv"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// Type of notes, in points.
const (
	noteSize    = 8.5
	noteLeading = 11.5
	noteRule    = 120.0 // the width of the rule above
)

// Notes are small print below a short rule. A note hangs on its number, which leads back to the first
// reference.
func (f *flow) Notes(b doc.Notes) {
	if len(b.Items) == 0 {
		return
	}
	f.space(16)
	f.box(6, stroke{x1: f.x, x2: f.x + min(noteRule, f.width), colour: rule, weight: 0.6}).keep = true
	last := doc.NoteMark(b.Items[len(b.Items)-1].N)
	indent := min(sans.width(last+" ", noteSize)+3, f.width/4)
	for _, n := range b.Items {
		f.note(n, indent)
		f.space(3)
	}
	f.space(6)
}

func (f *flow) note(n doc.Note, indent float64) {
	of := f.in.child("Note")
	of.Attributes = &tagged.Attributes{ID: noteID(n.N)}
	label := of.child("Lbl")
	plain := style{face: sans, size: noteSize, colour: black, of: of.child("P")}
	back := style{face: sans, size: noteSize, colour: blue, link: &link{to: "#" + referenceID(n.N), place: noteID(n.N)}, of: label.child("Link")}
	number := f.set.runs(doc.NoteMark(n.N), back, "")[0]
	f.x, f.width = f.x+indent, f.width-indent
	first := len(f.boxes)
	f.lines(f.set.broken(f.set.spans(n.Text, plain), f.width), noteLeading)
	f.x, f.width = f.x-indent, f.width+indent
	if first == len(f.boxes) {
		f.box(noteLeading)
	}
	b := f.boxes[first]
	gap := plain
	gap.of = label
	f.before(b, f.x, noteLeading, number, run{" ", gap})
}

// reference is the raised number in the text that leads to note n. Only the first can be led back to.
func (s *setter) reference(n int, base style) run {
	st := base
	st.face, st.colour = sansFace(base.face.bold(), false), blue
	st.size, st.of = base.size*0.72, base.of.child("Reference").child("Link")
	st.link = &link{to: "#" + noteID(n), rise: base.size * 0.33}
	if !s.referred[n] {
		s.referred[n], st.link.place = true, referenceID(n)
	}
	return run{doc.NoteMark(n), st}
}

// Places of our own begin with an underscore, which no heading's does.
func noteID(n int) string      { return "_note-" + strconv.Itoa(n) }
func referenceID(n int) string { return "_ref-" + strconv.Itoa(n) }
