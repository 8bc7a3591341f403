package tagged

import (
	"errors"
	"fmt"
	"strconv"

	"opframe/data/deflate"
)

// pagesRoot and resources are the numbers that fpdf gives to these objects.
const (
	pagesRoot       = 1
	pagesResources  = 2
	annotationFlags = 4 // print, and nothing else (ISO 19005-2, 6.3.2)
)

// readPages reads the pages in their order, and what is marked on them.
func (s *source) readPages(contents, heads [][]byte) error {
	root, err := s.dictOf(pagesRoot)
	if err != nil {
		return err
	}
	kids, err := items(root.get("Kids"))
	if err != nil || root.name("Type") != "Pages" || len(kids) == 0 {
		return fmt.Errorf("object %d: no root of pages", pagesRoot)
	}
	if s.resources, err = s.dictOf(pagesResources); err != nil {
		return err
	}
	if contents != nil && len(contents) != len(kids) {
		return fmt.Errorf("%d pages, and %d contents for them", len(kids), len(contents))
	}
	if heads != nil && len(heads) != len(kids) {
		return fmt.Errorf("%d pages, and %d heads for them", len(kids), len(heads))
	}
	s.pages = make([]page, len(kids))
	for i, kid := range kids {
		if s.pages[i], err = s.readPage(reference(kid), i, contents, heads); err != nil {
			return fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	return s.refuseForms()
}

func (s *source) readPage(number, at int, contents, heads [][]byte) (page, error) {
	d, err := s.dictOf(number)
	if err != nil {
		return page{}, err
	}
	p := page{number: number, dict: d}
	content := d.ref("Contents")
	if d.name("Type") != "Page" || content <= 0 || content >= len(s.objects) || s.objects[content].stream == nil {
		return page{}, fmt.Errorf("object %d: no page with one content stream", number)
	}
	if _, again := s.contentOfPage[content]; again {
		return page{}, fmt.Errorf("object %d is the content of two pages", content)
	}
	s.contentOfPage[content] = at
	if c, err := s.dictOf(content); err != nil || c.get("Filter") != nil {
		return page{}, fmt.Errorf("object %d: the content is compressed: turn compression off", content)
	}
	if contents != nil {
		s.objects[content].stream = contents[at]
	}
	if heads != nil {
		p.head = heads[at]
	}
	if p.marked, err = s.walk(p.head, s.objects[content].stream); err != nil {
		return page{}, fmt.Errorf("content, object %d: %w", content, err)
	}
	if annots := d.get("Annots"); annots != nil {
		if p.annots, err = items(annots); err != nil {
			return page{}, fmt.Errorf("/Annots: %w", err)
		}
	}
	return p, nil
}

// refuseForms refuses content that no page shows directly: what it paints could not be marked.
func (s *source) refuseForms() error {
	for n := range s.objects {
		if _, ofPage := s.contentOfPage[n]; ofPage || s.objects[n].stream == nil {
			continue
		}
		if d, err := s.dictOf(n); err != nil {
			return err
		} else if d.name("Subtype") == "Form" {
			return fmt.Errorf("object %d: a form, whose content cannot be marked", n)
		}
	}
	return nil
}

// writePage gives a page its place in the structure (ISO 32000-1, 14.7.4.4), takes the tab order from there
// (ISO 14289-1, 7.18.3) and drops the transparency group.
func (w *writer) writePage(p page, at int, t *tree, heads map[string]int) error {
	head := w.writeHead(p, heads)
	w.begin(p.number)
	w.add("<<")
	for _, e := range p.dict {
		switch {
		case e.is("Annots") || e.is("Group"):
		case e.is("Contents") && head > 0:
			w.add("/Contents[")
			w.ref(head)
			w.add(" ")
			w.ref(reference(e.value))
			w.add("]")
		default:
			w.entry(e)
		}
	}
	w.add("/StructParents ")
	w.int(at)
	w.add("/Tabs/S")
	if len(p.annots) > 0 {
		w.add("/Annots[")
		spaced(w, t.annots[at], func(a ownedAnnot) { w.ref(a.number) })
		w.add("]")
	}
	w.add(">>")
	for n, annot := range p.annots {
		if err := w.writeAnnot(annot, t.annots[at][n], p.number, t); err != nil {
			return fmt.Errorf("page %d: annotation %d: %w", at+1, n, err)
		}
	}
	return nil
}

// writeHead writes the head of a page unless that of one before was the same, and gives its number, or 0 for none.
func (w *writer) writeHead(p page, heads map[string]int) int {
	if p.head == nil {
		return 0
	}
	number := heads[string(p.head)]
	if number == 0 {
		number = w.fresh()
		heads[string(p.head)] = number
		w.deflated(number, "", p.head, deflate.Pages())
	}
	return number
}

// writeAnnot makes a link an object of its own, to which the structure tree can refer.
func (w *writer) writeAnnot(annot []byte, owned ownedAnnot, page int, t *tree) error {
	d, err := t.src.dicts.entries(annot)
	if err != nil {
		return err
	}
	if d.name("Subtype") != "Link" {
		return errors.New("it is no link: " + strconv.Quote(d.name("Subtype")))
	}
	w.begin(owned.number)
	w.add("<<")
	for _, e := range d {
		if !e.is("Type") {
			w.entry(e)
		}
	}
	w.add("/P ")
	w.ref(page)
	w.add("/F ")
	w.int(annotationFlags)
	w.add("/StructParent ")
	w.int(owned.key)
	w.add("/Contents")
	w.text(owned.contents)
	w.add(">>")
	return nil
}
