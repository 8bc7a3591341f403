package pdf

import "opframe/render/pdf/tagged"

// node is an element of the structure tree in the making. It enters the tree when the first of its
// content, or of its children's, is written: so the order of the tree is that of the pages, which is
// that of the document, and there is no element without content.
type node struct {
	tagged.Element
	parent *node // of one that is not in the tree yet

	// Memory of the first of Kids: most elements have one, and it is a mark.
	kid  [1]tagged.Kid
	mark tagged.Mark

	nodes *store[node] // of the document
}

// newRoot is the element of a document, in memory for its nodes.
func newRoot(nodes *store[node]) *node {
	root := nodes.one()
	root.Type, root.nodes = "Document", nodes
	return root
}

// add puts k behind the kids of n.
func (n *node) add(k tagged.Kid) {
	switch len(n.Kids) {
	case 0:
		n.Kids = n.kid[:0]
	case 1: // one with two has more
		n.Kids = append(make([]tagged.Kid, 0, 4), n.Kids...)
	}
	n.Kids = append(n.Kids, k)
}

// child is a new element in n; nil, for what is no content, has no children.
func (n *node) child(kind string) *node {
	if n == nil {
		return nil
	}
	c := n.nodes.one()
	c.Type, c.parent, c.nodes = kind, n, n.nodes
	return c
}

// enter puts n and what it is in into the tree.
func (n *node) enter() {
	if n == nil || n.parent == nil {
		return
	}
	n.parent.enter()
	n.parent.add(tagged.Kid{Element: &n.Element})
	n.parent = nil
}

// role is how content counts.
type role uint8

const (
	unmarked   role = iota
	content         // of an element
	furnishing      // an artifact: rules, grounds, bars, leaders
	pagination      // an artifact: heads and feet
	twice           // an artifact whose words are said elsewhere and are not extracted
)

// opening and closing operators of the artifacts (ISO 32000-1, 14.8.2.2). Those who extract text skip what
// is replaced by an empty ActualText (14.9.4).
var opening = [...]string{
	furnishing: "/Artifact<</Type/Layout>>BDC",
	pagination: "/Artifact<</Type/Pagination>>BDC",
	twice:      "/Artifact<</Type/Layout>>BDC/Span<</ActualText<FEFF>>>BDC",
}

// mark makes what follows, text or shapes, content of n, or an artifact where n is nil or everything is one
// just now. Content of one element stays in one mark until other content comes or the page ends.
func (p *pen) mark(n *node, text bool) {
	as := p.artifact
	if n != nil && p.artifact == unmarked {
		as = content
	}
	if as == unmarked {
		as = furnishing
	}
	if as == p.role && text == p.inText && (as != content || n == p.open) {
		return
	}
	p.unmark()
	p.texts(text)
	p.role, p.open = as, n
	if as != content {
		p.out = append(p.out, opening[as]...)
		return
	}
	n.enter()
	mark := &n.mark
	if n.Kids != nil {
		mark = new(tagged.Mark)
	}
	*mark = tagged.Mark{Page: p.page, MCID: p.marks}
	n.add(tagged.Kid{Mark: mark})
	p.out = append(append(append(p.out, '/'), n.Type...), "<</MCID "...)
	p.out = append(appendInt(p.out, p.marks), ">>BDC"...)
	p.marks++
}

// texts begins a text object, or ends it for shapes to follow.
func (p *pen) texts(on bool) {
	switch {
	case on == p.inText:
		return
	case on:
		p.out, p.at = append(p.out, "\nBT"...), [2]int{}
	default:
		p.out = append(p.out, "\nET"...)
	}
	p.inText = on
}

// unmark ends the mark that is open.
func (p *pen) unmark() {
	switch p.role {
	case unmarked:
	case twice:
		p.out = append(p.out, "\nEMC\nEMC"...)
	default:
		p.out = append(p.out, "\nEMC"...)
	}
	p.role, p.open = unmarked, nil
}

// as puts everything that draw puts as an artifact of a kind.
func (p *pen) as(kind role, draw func()) {
	before := p.artifact
	p.artifact = kind
	draw()
	p.artifact = before
}
