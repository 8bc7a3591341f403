package prose

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
	markup "github.com/yuin/goldmark/renderer/html"

	"opframe/render/doc"
)

// spans are the text below a node; runs with the same marks are one span.
func (r *reader) spans(n ast.Node) []doc.Span {
	w := spans{r: r}
	w.children(n, doc.Span{})
	if !r.quoting { // somebody's words stay as they are
		keepDates(w.out)
	}
	return w.out
}

// words are text that can have neither marks nor links; what says what it is.
func (r *reader) words(n ast.Node, what string) string {
	text := r.spans(n)
	for _, s := range text {
		if s.Link != "" {
			r.fault(n, "a link in a %s: put it in the text below", what)
		}
		if s.Note != 0 {
			r.fault(n, "a reference to a note in a %s: put it in the text below", what)
		}
	}
	return doc.Plain(text)
}

type spans struct {
	r   *reader
	out []doc.Span
}

func (w *spans) children(n ast.Node, marks doc.Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.visit(c, marks)
	}
}

func (w *spans) visit(n ast.Node, marks doc.Span) {
	switch n := n.(type) {
	case *ast.Text:
		w.r.lost(n)
		w.add(plain(n.Segment.Value(w.r.source), n.IsRaw())+w.r.lineEnd(n), marks)
	case *ast.String:
		w.add(plain(n.Value, n.IsRaw() || n.IsCode()), marks)
	case *ast.CodeSpan:
		marks.Code = true
		w.add(w.r.code(n), marks)
	case *ast.Emphasis:
		marks.Emph, marks.Strong = marks.Emph || n.Level == 1, marks.Strong || n.Level == 2
		w.children(n, marks)
	case *ast.Link:
		if len(n.Title) > 0 {
			w.r.fault(n, "a link with a title: say it in the text")
		}
		marks.Link = w.r.link(n, plain(n.Destination, false))
		w.children(n, marks)
	case *ast.AutoLink:
		marks.Link = w.r.link(n, w.r.autolink(n))
		w.add(string(n.Label(w.r.source)), marks)
	case *extended.FootnoteLink:
		w.reference(n)
	case *ast.Image:
		w.r.fault(n, "an image has no place in a document yet: say it in words or in a table")
	case *ast.RawHTML:
		w.r.fault(n, "raw HTML has no place in a document: write it in Markdown")
	default:
		w.r.fault(n, "%s has no place in a document", n.Kind())
	}
}

func (w *spans) add(text string, marks doc.Span) {
	if text == "" {
		return
	}
	if last := len(w.out) - 1; last >= 0 {
		before := w.out[last]
		before.Text = ""
		if before == marks {
			w.out[last].Text += text
			return
		}
	}
	marks.Text = text
	w.out = append(w.out, marks)
}

// lineEnd is what the end of a line means: nothing, a blank or a line break.
func (r *reader) lineEnd(n *ast.Text) string {
	switch {
	case n.HardLineBreak():
		return "\n"
	case !n.SoftLineBreak():
		return ""
	}
	if next, ok := n.NextSibling().(*ast.Text); ok && r.quoting && dashed(string(next.Segment.Value(r.source))) {
		return "\n"
	}
	return " "
}

// link is an address that can be followed.
func (r *reader) link(n ast.Node, address string) string {
	if _, ok := doc.Href(address); !ok {
		r.fault(n, "the link %q: only http, https, mailto, relative paths and anchors can be followed", address)
	}
	return address
}

// autolink is where an address that stands in the text leads.
func (r *reader) autolink(n *ast.AutoLink) string {
	address := string(n.URL(r.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(address, "mailto:") {
		return "mailto:" + address
	}
	return address
}

func (r *reader) code(n ast.Node) string {
	var b bytes.Buffer
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(r.source))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// plain is what source shows: the parser leaves escapes and references in it, and knows how to write
// them as HTML in the right order.
func plain(source []byte, raw bool) string {
	if raw {
		return string(source)
	}
	var b bytes.Buffer
	w := bufferedWriter{&b}
	markup.DefaultWriter.Write(w, source)
	return html.UnescapeString(b.String())
}

// bufferedWriter is a buffer with the methods that the parser's writer asks for.
type bufferedWriter struct{ *bytes.Buffer }

func (bufferedWriter) Available() int { return 0 }
func (bufferedWriter) Buffered() int  { return 0 }
func (bufferedWriter) Flush() error   { return nil }

// trimStart drops the blanks that a text begins with.
func trimStart(text []doc.Span) []doc.Span {
	for i, s := range text {
		if s.Text = strings.TrimLeft(s.Text, " \n.:"); s.Text != "" {
			return append([]doc.Span{s}, text[i+1:]...)
		}
	}
	return nil
}
