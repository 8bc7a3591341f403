// Package markdown prints documents as CommonMark with the tables of GitHub Flavored Markdown, to be
// read as plain text as well as rendered. It knows that syntax and how to keep text from being taken
// for it; it refuses to know other formats, files and readers.
package markdown

import (
	"bytes"

	"opframe/data/freelist"
	"opframe/render/doc"
)

// Print is the document with its title as the heading of level 1, ended by a line feed. Rendered, it
// shows the words of the document and no others.
func Print(d doc.Document) []byte {
	p := printers.Take()
	defer printers.Give(p)
	*p = printer{rooms: p.rooms}
	p.out = p.out[:0]
	p.title("# ", d.Title)
	p.paragraph([]doc.Span{{Text: d.Subtitle, Strong: true}})
	p.paragraph([]doc.Span{{Text: d.Dateline()}})
	doc.Walk(d.Blocks, p)
	all := freelist.Printed.Copy(p.out)
	p.free()
	return all
}

// printers keep the room they printed into for the next document.
var printers = freelist.New(4, func() *printer { return new(printer) })

// mostRoom is what is kept of it.
const mostRoom = 1 << 20

// printer writes blocks with a blank line between them.
type printer struct {
	rooms
	prefix string // begins every line of the blockquotes we are in
	open   bool   // a block stands above in the same blockquote, or the document
	// list is the mark of the list that stands directly above, 0 for none: a second list with the
	// same mark would continue the first.
	list byte
}

// rooms is what a printer writes into.
type rooms struct {
	out    []byte
	inline inline     // the text in hand
	said   []byte     // a text that another is put behind
	spans  []doc.Span // spans that others are put behind
	cells  cells      // the table in hand
}

// free lets go of what only a very large document needs, and of the document's own strings.
func (r *rooms) free() {
	if cap(r.out)+cap(r.cells.text)+cap(r.inline.out)+cap(r.said) > mostRoom {
		*r = rooms{}
	}
	r.inline = inline{out: r.inline.out}
	clear(r.spans)
}

var _ doc.Visitor = (*printer)(nil)

// begin parts a block from what stands above it.
func (p *printer) begin() {
	if p.open {
		p.blank()
	}
	p.open, p.list = true, 0
}

// blank is an empty line.
func (p *printer) blank() {
	p.out = append(p.out, p.prefix...)
	p.out = append(trimSpaces(p.out, len(p.out)-len(p.prefix)), '\n')
}

// block writes text, of one or more lines, as a block of its own.
func (p *printer) block(text []byte) {
	p.begin()
	for {
		line, rest, more := bytes.Cut(text, lineFeed)
		if len(line) == 0 {
			p.blank()
		} else {
			p.out = append(p.out, p.prefix...)
			p.out = append(append(p.out, line...), '\n')
		}
		if !more {
			return
		}
		text = rest
	}
}

var lineFeed = []byte("\n")

// hang writes text with lead before its first line, and as many spaces before the others; all of it stands
// in by some spaces more.
func (p *printer) hang(in int, lead string, text []byte) {
	for {
		line, rest, more := bytes.Cut(text, lineFeed)
		p.out = append(p.out, p.prefix...)
		from := len(p.out)
		p.spaces(in)
		p.out = append(append(p.out, lead...), line...)
		p.out = trimSpaces(p.out, from)
		if len(p.out) == from {
			p.out = trimSpaces(p.out, from-len(p.prefix))
		}
		p.out = append(p.out, '\n')
		if !more {
			return
		}
		in, lead, text = in+len(lead), "", rest
	}
}

func (p *printer) spaces(n int) {
	for range n {
		p.out = append(p.out, ' ')
	}
}

// trimSpaces takes spaces from the end of b, but none before from.
func trimSpaces(b []byte, from int) []byte {
	for len(b) > from && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// quoted writes blocks as one blockquote.
func (p *printer) quoted(write func()) {
	if p.open {
		p.blank()
	}
	outer := p.prefix
	p.prefix, p.open, p.list = outer+"> ", false, 0
	write()
	if !p.open {
		p.blank()
	}
	p.prefix, p.open, p.list = outer, true, 0
}

func (p *printer) paragraph(spans []doc.Span) {
	if text := p.prose(spans); len(text) > 0 {
		p.block(text)
	}
}

// title is a heading's text behind its mark.
func (p *printer) title(mark, text string) {
	p.said = append(append(p.said[:0], mark...), p.heading(text)...)
	p.block(p.said)
}

// prose is running text: lines of a readable length, hard line breaks as a backslash. Like the other two it
// is good until the next text.
func (p *printer) prose(spans []doc.Span) []byte { return p.inline.inlined(inProse, spans) }

// cell is one line, with line breaks as <br>.
func (p *printer) cell(spans []doc.Span) []byte { return p.inline.inlined(inCell, spans) }

// heading is one line.
func (p *printer) heading(text string) []byte {
	return p.inline.inlined(inHeading, []doc.Span{{Text: oneLine(text)}})
}
