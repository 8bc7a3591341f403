package render_test

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markup "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"opframe/render/golden"
)

// email is what GitHub takes for an address; goldmark's own would start one before a code span.
var email = regexp.MustCompile(`^[a-zA-Z0-9._+-]+@[a-zA-Z0-9._-]+\.[a-zA-Z0-9_-]*[a-zA-Z0-9]`)

// render is Markdown as GitHub would show it, line breaks in cells included.
func render(t *testing.T, md []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	m := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote,
			extension.NewLinkify(extension.WithLinkifyEmailRegexp(email))),
		goldmark.WithRendererOptions(markup.WithUnsafe()))
	if err := m.Convert(md, &out); err != nil {
		t.Fatal(err)
	}
	return golden.Notes(out.Bytes())
}

// shown is what a reader of a page sees: words, code to the letter, where links lead.
type shown struct {
	words    strings.Builder
	codes    []string
	links    []string
	elements []string
}

// text has one space wherever the page shows any.
func (s *shown) text() string {
	return strings.Join(strings.FieldsFunc(s.words.String(), func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }), " ")
}

func extract(page []byte) *shown {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		panic(err) // reading from memory
	}
	s := &shown{}
	s.visit(root)
	return s
}

// inline elements do not part the words around them.
const inline = " strong em code a span bdi sup "

func (s *shown) visit(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		s.words.WriteString(n.Data)
		return
	case html.ElementNode:
		s.elements = append(s.elements, n.Data)
	}
	apart := n.Type == html.ElementNode && !strings.Contains(inline, " "+n.Data+" ")
	if apart {
		s.words.WriteByte(' ')
	}
	switch n.Data {
	case "svg":
		s.elements = append(s.elements, elements(n)...)
		return
	case "pre":
		s.codes = append(s.codes, strings.TrimSuffix(content(n), "\n"))
	case "a":
		for _, a := range n.Attr {
			if a.Key == "href" && !toNote(a.Val) {
				s.links = append(s.links, decoded(a.Val))
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.visit(c)
	}
	if apart {
		s.words.WriteByte(' ')
	}
}

// toNote: the link leads to a note or back from it; Markdown has these by themselves.
func toNote(href string) bool {
	return strings.HasPrefix(href, "#_note-") || strings.HasPrefix(href, "#_ref-")
}

// decoded is an address whichever way it was encoded.
func decoded(href string) string {
	if s, err := url.PathUnescape(href); err == nil {
		return s
	}
	return href
}

func elements(n *html.Node) []string {
	var all []string
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			all = append(all, c.Data)
		}
	}
	return all
}

func content(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
