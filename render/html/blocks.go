package html

import (
	"io"
	"strconv"
	"strings"

	"opframe/render/doc"
)

// printer appends blocks to b. Its own ids begin with an underscore, which no heading's does.
type printer struct {
	b       []byte
	to      io.Writer // where b is written whenever it is long; nil where it is kept
	failed  error     // to be written
	prefix  string    // of all ids; "" on a page of its own
	n       int       // ids given out
	section string    // id of the heading that the next block stands below
	// referred counts the references to each note.
	referred map[int]int
	keyed    bool // a table to work with has been printed
	broad    bool // a table of many columns has been printed
	blank    bool // nothing is to be printed: what a page has around it is asked for only
}

const titleID = "_title"

var _ doc.Visitor = (*printer)(nil)

func (p *printer) masthead(d doc.Document) {
	p.raw(`<header class="masthead">` + "\n" + `<h1 id="` + titleID + `">`)
	p.text(d.Title)
	p.raw("</h1>\n")
	p.line(`<p class="subtitle">`, d.Subtitle, "</p>\n")
	p.line(`<p class="dateline">`, d.Dateline(), "</p>\n")
	p.raw("</header>\n")
}

func (p *printer) Heading(b doc.Heading) {
	p.section = p.prefix + b.ID
	p.raw("<h")
	p.number(b.Level)
	p.raw(` id="`)
	p.text(p.section)
	p.raw(`">`)
	p.text(b.Text)
	p.raw("</h")
	p.number(b.Level)
	p.raw(">\n")
}

func (p *printer) Paragraph(b doc.Paragraph) {
	p.raw("<p>")
	p.spans(b.Text)
	p.raw("</p>\n")
}

func (p *printer) List(b doc.List) {
	open, end := "<ul>\n", "</ul>\n"
	if b.Ordered {
		open, end = "<ol>\n", "</ol>\n"
	}
	p.raw(open)
	for _, item := range b.Items {
		p.raw("<li>")
		p.spans(item.Text)
		if item.Sub != nil {
			p.raw("\n")
			p.List(*item.Sub)
		}
		p.raw("</li>\n")
		p.part()
	}
	p.raw(end)
}

func (p *printer) Facts(b doc.Facts) {
	p.raw(`<dl class="facts">` + "\n")
	for _, f := range b.Items {
		p.raw("<div><dt>")
		p.text(f.Term)
		p.raw("</dt><dd>")
		p.spans(f.Text)
		p.raw("</dd></div>\n")
	}
	p.raw("</dl>\n")
}

func (p *printer) Callout(b doc.Callout) {
	id := p.id()
	p.raw(`<aside class="callout `)
	p.raw(toneClass(b.Tone))
	p.raw(`" aria-labelledby="`)
	p.raw(id)
	p.raw(`">` + "\n" + `<p class="title" id="`)
	p.raw(id)
	p.raw(`">`)
	p.text(b.Title)
	p.raw("</p>\n")
	doc.Walk(b.Blocks, p)
	p.raw("</aside>\n")
}

// Quote may be in any script and direction, whatever the page is in.
func (p *printer) Quote(b doc.Quote) {
	p.raw(`<figure class="quote">` + "\n" + `<blockquote><p dir="auto">`)
	p.lines(b.Text)
	p.raw("</p></blockquote>\n")
	p.line("<figcaption>", b.Source, "</figcaption>\n")
	p.raw("</figure>\n")
}

// Answers are a list of terms: a question, and what was said of it.
func (p *printer) Answers(b doc.Answers) {
	p.raw(`<dl class="answers">` + "\n")
	for i := range b.Items {
		a := &b.Items[i]
		p.raw("<dt><strong>")
		p.text(a.ID)
		p.raw("</strong> ")
		p.lines(a.Question)
		p.raw("</dt>\n<dd>")
		p.spans(a.Said)
		p.raw("</dd>\n")
	}
	p.raw("</dl>\n")
}

// Code can be scrolled sideways, so it can be reached by keyboard.
func (p *printer) Code(b doc.Code) {
	p.raw(`<pre tabindex="0"><code>`)
	p.text(strings.Join(doc.Lines(b.Text), "\n"))
	p.raw("</code></pre>\n")
}

// blocks prints the blocks of a document.
func (p *printer) blocks(d doc.Document) {
	p.section = titleID
	doc.Walk(d.Blocks, p)
}

// part is between two parts, of which there can be many. What was printed until then is written where it is to be.
func (p *printer) part() {
	if p.to != nil && len(p.b) >= 1<<16 {
		p.flush()
	}
}

func (p *printer) flush() {
	if p.failed == nil {
		_, p.failed = p.to.Write(p.b)
	}
	p.b = p.b[:0]
}

func (p *printer) raw(s string)  { p.b = append(p.b, s...) }
func (p *printer) text(s string) { p.b = appendText(p.b, s) }
func (p *printer) number(n int)  { p.b = strconv.AppendInt(p.b, int64(n), 10) }

// line is text between two tags, or nothing at all where there is no text.
func (p *printer) line(open, text, end string) {
	if text != "" {
		p.raw(open)
		p.text(text)
		p.raw(end)
	}
}

func (p *printer) id() string {
	p.n++
	return p.prefix + "_" + strconv.Itoa(p.n)
}

func toneClass(t doc.Tone) string {
	switch t {
	case doc.Good:
		return "good"
	case doc.Caution:
		return "caution"
	case doc.Bad:
		return "bad"
	}
	return "neutral"
}
