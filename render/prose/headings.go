package prose

import (
	"regexp"

	"github.com/yuin/goldmark/ast"

	"opframe/render/doc"
)

func (r *reader) heading(n *ast.Heading) doc.Block {
	switch {
	case n.Level == 1:
		r.fault(n, "a heading of level 1: the title comes from the front matter, begin with ##")
	case n.Level > 4:
		r.fault(n, "a heading of level %d: 4 is the deepest", n.Level)
	case n.Level > r.level+1:
		r.fault(n, "a heading of level %d below one of level %d: none may be skipped", n.Level, r.level)
	}
	r.level = n.Level
	text := r.words(n, "heading")
	if text == "" {
		r.fault(n, "a heading without text")
	}
	id, ok := given(n)
	if !ok {
		id = r.anchors.For(text)
	}
	return doc.Heading{Level: n.Level, Text: text, ID: id}
}

// reserve takes the anchors that the author gave before any is made of a heading's words.
func (r *reader) reserve(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			r.attributes(h)
		}
		return ast.WalkContinue, nil // and so the walk has no error
	})
}

// braces at the end of a line that no backslash stands before.
var braces = regexp.MustCompile(`(^|[^\\])(\{[^{}\\]*\})\s*$`)

// attributes of a heading: an anchor, and no other.
func (r *reader) attributes(n *ast.Heading) {
	for _, a := range n.Attributes() {
		if string(a.Name) != "id" {
			r.fault(n, "%q on a heading: only an anchor has a place there, {#like-this}", a.Name)
		}
	}
	id, ok := given(n)
	switch {
	case ok && id != doc.Slug(id):
		r.fault(n, "the anchor %q: anchors are made of small letters, digits and single hyphens, as %q", id, doc.Slug(id))
	case ok && !r.anchors.Take(id):
		r.fault(n, "the anchor %q is given to two headings", id)
	}
	if last := n.Lines().Len() - 1; last >= 0 && !ok {
		line := n.Lines().At(last)
		if found := braces.FindSubmatch(line.Value(r.source)); found != nil {
			r.fault(n, "%q at the end of a heading is no anchor: write {#like-this}, or \\{ where a brace is meant", found[2])
		}
	}
}

// given is the anchor that the author gave a heading.
func given(n *ast.Heading) (id string, ok bool) {
	value, ok := n.AttributeString("id")
	if !ok {
		return "", false
	}
	text, isText := value.([]byte)
	return string(text), isText
}
