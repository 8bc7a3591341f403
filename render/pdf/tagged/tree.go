package tagged

import (
	"errors"
	"fmt"
	"iter"
	"slices"
)

// tallest is how deep elements may be nested. It also stops a tree that contains itself.
const tallest = 64

// standard structure types (ISO 32000-1, 14.8.4) that need no role map.
var standard = map[string]bool{
	"Document": true, "Part": true, "Art": true, "Sect": true, "Div": true, "BlockQuote": true, "Caption": true,
	"TOC": true, "TOCI": true, "Index": true, "P": true,
	"H1": true, "H2": true, "H3": true, "H4": true, "H5": true, "H6": true,
	"L": true, "LI": true, "Lbl": true, "LBody": true,
	"Table": true, "THead": true, "TBody": true, "TFoot": true, "TR": true, "TH": true, "TD": true,
	"Span": true, "Quote": true, "Note": true, "Reference": true, "Code": true, "Link": true, "Figure": true, "Formula": true,
}

// tree is the structure tree with numbers. Elements have those from first on.
type tree struct {
	src    *source
	first  int
	nodes  []node         // each before those below it
	annots [][]ownedAnnot // by page and number on it
	owners [][]int        // by page and MCID: the place among nodes of what owns it, counted from 1; 0 for none
	ids    map[string]int // places among nodes, by ID
	next   int            // number that is free
}

type node struct {
	*Element
	number int
	parent int // its place among nodes, -1 for none
	page   int // that its marks are on unless they say another, -1 for none
	end    int // the place behind all that is below it
}

// ownedAnnot is an annotation and the element it belongs to, as owners have it.
type ownedAnnot struct {
	number, key, owner int
	contents           string
}

func newTree(src *source, memory []node) *tree {
	return &tree{src: src, nodes: memory[:0], first: len(src.objects) + 1, ids: map[string]int{}}
}

// root is the number of the structure tree's root, the first after those of fpdf.
func (t *tree) root() int { return t.first - 1 }

// grow numbers the elements and annotations, and finds the owner of every mark. Each mark and annotation
// has one.
func (t *tree) grow(root *Element) error {
	if root == nil || root.Type != "Document" {
		return errors.New("its root is no Document")
	}
	t.makeRoom()
	if err := t.add(root, -1, 0); err != nil {
		return err
	}
	if err := t.checkHeaders(); err != nil {
		return err
	}
	if err := t.checkOwned(); err != nil {
		return err
	}
	t.number()
	t.numberAnnots()
	return nil
}

// leaf says that there are no elements below the one at a place.
func (t *tree) leaf(at int) bool { return t.nodes[at].end == at+1 }

// number numbers the leaves first: they own nearly all marks, one after the other, so that lists of the numbers
// rise by one, and are alike.
func (t *tree) number() {
	t.next = t.first
	for at := range t.ordered() {
		t.nodes[at].number = t.next
		t.next++
	}
}

// ordered are the places of nodes in the order of their numbers.
func (t *tree) ordered() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, leaves := range [...]bool{true, false} {
			for at := range t.nodes {
				if t.leaf(at) == leaves && !yield(at) {
					return
				}
			}
		}
	}
}

func (t *tree) makeRoom() {
	pages := t.src.pages
	t.annots, t.owners = make([][]ownedAnnot, len(pages)), make([][]int, len(pages))
	for i, p := range pages {
		t.annots[i] = make([]ownedAnnot, len(p.annots))
		t.owners[i] = make([]int, len(p.marked))
	}
}

// add takes e and what is below it, one after the other.
func (t *tree) add(e *Element, parent, depth int) error {
	at := len(t.nodes)
	t.nodes = append(t.nodes, node{Element: e, parent: parent, page: -1})
	if err := t.check(e, at, depth); err != nil {
		return t.in(e, err)
	}
	for i, k := range e.Kids {
		var err error
		switch {
		case k.Element != nil && k.Mark == nil && k.Annot == nil:
			if err = t.add(k.Element, at, depth+1); err != nil {
				return err
			}
		case k.Mark != nil && k.Element == nil && k.Annot == nil:
			err = t.own(*k.Mark, at)
		case k.Annot != nil && k.Element == nil && k.Mark == nil:
			err = t.link(*k.Annot, at)
		default:
			err = fmt.Errorf("kid %d is not exactly one of element, mark and annotation", i)
		}
		if err != nil {
			return t.in(e, err)
		}
	}
	t.nodes[at].end = len(t.nodes)
	return nil
}

// in says which element an error is about.
func (t *tree) in(e *Element, err error) error {
	return fmt.Errorf("%s %q: %w", e.Type, e.said().ID+e.said().Title, err)
}

func (t *tree) check(e *Element, at, depth int) error {
	said := e.said()
	switch {
	case depth > tallest:
		return errors.New("nested too deep, or in itself")
	case !standard[e.Type]:
		return errors.New("no standard structure type")
	case said.Scope != "" && (e.Type != "TH" || !slices.Contains([]string{"Row", "Column", "Both"}, said.Scope)):
		return fmt.Errorf("scope %q is not Row, Column or Both of a TH", said.Scope)
	case said.ListNumbering != "" && !slices.Contains(numberings, said.ListNumbering):
		return fmt.Errorf("list numbering %q is not one of %v", said.ListNumbering, numberings)
	}
	if said.ID != "" {
		if _, again := t.ids[said.ID]; again {
			return errors.New("another element has the same ID")
		}
		t.ids[said.ID] = at
	}
	return nil
}

// numberings of lists (ISO 32000-1, table 347).
var numberings = []string{"None", "Disc", "Circle", "Square", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"}

// own makes node n the owner of a mark.
func (t *tree) own(m Mark, n int) error {
	if m.Page < 0 || m.Page >= len(t.owners) || m.MCID < 0 || m.MCID >= len(t.owners[m.Page]) || t.src.pages[m.Page].marked[m.MCID] == nil {
		return fmt.Errorf("no mark %d on page %d", m.MCID, m.Page+1)
	}
	if t.owners[m.Page][m.MCID] != 0 {
		return fmt.Errorf("mark %d on page %d has another owner", m.MCID, m.Page+1)
	}
	t.owners[m.Page][m.MCID] = n + 1
	if t.nodes[n].page < 0 {
		t.nodes[n].page = m.Page
	}
	return nil
}

// link makes node n the owner of an annotation.
func (t *tree) link(a Annot, n int) error {
	if a.Page < 0 || a.Page >= len(t.annots) || a.N < 0 || a.N >= len(t.annots[a.Page]) {
		return fmt.Errorf("no annotation %d on page %d", a.N, a.Page+1)
	}
	if t.nodes[n].Type != "Link" || a.Contents == "" {
		return fmt.Errorf("annotation %d on page %d is not in a Link, or nothing says what it leads to", a.N, a.Page+1)
	}
	o := &t.annots[a.Page][a.N]
	if o.owner != 0 {
		return fmt.Errorf("annotation %d on page %d has another owner", a.N, a.Page+1)
	}
	o.owner, o.contents = n+1, a.Contents
	return nil
}

// checkHeaders looks for the heads that cells refer to.
func (t *tree) checkHeaders() error {
	for _, n := range t.nodes {
		for _, id := range n.said().Headers {
			if at, ok := t.ids[id]; !ok || t.nodes[at].Type != "TH" {
				return t.in(n.Element, fmt.Errorf("it refers to %q, and no TH has that ID", id))
			}
		}
	}
	return nil
}

// checkOwned looks for marks and annotations that no element owns.
func (t *tree) checkOwned() error {
	for i, p := range t.src.pages {
		for id, owner := range t.owners[i] {
			if tag := p.marked[id]; tag != nil && owner == 0 {
				return fmt.Errorf("mark %d (%s) on page %d is in no element", id, tag, i+1)
			}
		}
		for n, a := range t.annots[i] {
			if a.owner == 0 {
				return fmt.Errorf("annotation %d on page %d is in no element", n, i+1)
			}
		}
	}
	return nil
}

// numberAnnots gives annotations their numbers, and keys in the table of parents after those of pages.
func (t *tree) numberAnnots() {
	key := len(t.src.pages)
	for _, page := range t.annots {
		for n := range page {
			page[n].number, page[n].key = t.next, key
			t.next++
			key++
		}
	}
}
