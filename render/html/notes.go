package html

import (
	"strconv"

	"opframe/render/doc"
)

// reference is a raised number that leads to its note. Its words are those of every format.
func (p *printer) reference(n int) {
	if p.referred == nil {
		p.referred = map[int]int{}
	}
	p.referred[n]++
	mark := doc.NoteMark(n)
	p.raw(`<sup><a id="` + referenceID(n, p.referred[n]) + `" href="#` + noteID(n) +
		`" role="doc-noteref" aria-label="Note ` + mark + `">` + mark + `</a></sup>`)
}

// Notes lead back to the first reference by their number.
func (p *printer) Notes(b doc.Notes) {
	if len(b.Items) == 0 {
		return
	}
	p.raw(`<section class="notes" role="doc-endnotes" aria-label="Notes">` + "\n")
	for _, n := range b.Items {
		mark := doc.NoteMark(n.N)
		p.raw(`<p id="` + noteID(n.N) + `"><a href="#` + referenceID(n.N, 1) +
			`" role="doc-backlink" aria-label="` + mark + ` Back to the text">` + mark + `</a> `)
		p.spans(n.Text)
		p.raw("</p>\n")
	}
	p.raw("</section>\n")
}

func noteID(n int) string { return "_note-" + strconv.Itoa(n) }

// referenceID is that of the reference to note n that comes time in the document, counted from 1.
func referenceID(n, time int) string {
	id := "_ref-" + strconv.Itoa(n)
	if time > 1 {
		id += "-" + strconv.Itoa(time)
	}
	return id
}
