// Package markdown prints documents as CommonMark with the tables of GitHub Flavored Markdown, to be
// read as plain text as well as rendered. It knows that syntax and how to keep text from being taken
// for it; it refuses to know other formats, files and readers.
package markdown

import (
	"strings"

	"opframe/render/doc"
)

// Print is the document with its title as the heading of level 1, ended by a line feed. Rendered, it
// shows the words of the document and no others.
func Print(d doc.Document) []byte {
	p := printer{out: make([]byte, 0, 16<<10)}
	p.block("# " + heading(d.Title))
	p.paragraph([]doc.Span{{Text: d.Subtitle, Strong: true}})
	p.paragraph(doc.T(d.Dateline()))
	doc.Walk(d.Blocks, &p)
	return p.out
}

// printer writes blocks with a blank line between them.
type printer struct {
	out    []byte
	prefix string // begins every line of the blockquotes we are in
	open   bool   // a block stands above in the same blockquote, or the document
	// list is the mark of the list that stands directly above, 0 for none: a second list with the
	// same mark would continue the first.
	list byte
}

var _ doc.Visitor = (*printer)(nil)

// block writes text, of one or more lines, as a block of its own.
func (p *printer) block(text string) {
	if p.open {
		p.line("")
	}
	for line := range strings.SplitSeq(text, "\n") {
		p.line(line)
	}
	p.open, p.list = true, 0
}

func (p *printer) line(s string) {
	s = p.prefix + s
	if p.prefix != "" && s == p.prefix {
		s = strings.TrimRight(s, " ")
	}
	p.out = append(append(p.out, s...), '\n')
}

// quoted writes blocks as one blockquote.
func (p *printer) quoted(write func()) {
	if p.open {
		p.line("")
	}
	outer := p.prefix
	p.prefix, p.open, p.list = outer+"> ", false, 0
	write()
	if !p.open {
		p.line("")
	}
	p.prefix, p.open, p.list = outer, true, 0
}

func (p *printer) paragraph(spans []doc.Span) {
	if text := prose(spans); text != "" {
		p.block(text)
	}
}
