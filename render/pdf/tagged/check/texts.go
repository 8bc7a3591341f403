package check

import "slices"

// Text is marked content in the order of the structure tree: what it says, and the types of the elements
// around it and their objects, from the outside.
type Text struct {
	Text string
	In   []string
	Path []Ref
}

// Texts are what a reader reads out. Those of a document with problems may be incomplete.
func (d *Document) Texts() []Text {
	c := newChecker(d)
	c.pages()
	v := &reading{checker: c}
	for _, k := range c.kidsOf(c.dict(c.catalogue["StructTreeRoot"])) {
		v.element(k, nil, nil)
	}
	return v.texts
}

type reading struct {
	*checker
	texts []Text
}

func (v *reading) element(k any, in []string, path []Ref) {
	ref, _ := k.(Ref)
	e := v.dict(ref)
	kind, named := e["S"].(Name)
	if !named || slices.Contains(path, ref) {
		return
	}
	in, path = append(slices.Clone(in), string(kind)), append(slices.Clone(path), ref)
	for _, k := range v.kidsOf(e) {
		page, _ := e["Pg"].(Ref)
		switch k := k.(type) {
		case Ref:
			v.element(k, in, path)
		case float64:
			v.say(mark{int(page), int(k)}, in, path)
		case Dict:
			if other, ok := k["Pg"].(Ref); ok {
				page = other
			}
			if id, ok := k["MCID"].(float64); ok {
				v.say(mark{int(page), int(id)}, in, path)
			}
		}
	}
}

func (v *reading) say(m mark, in []string, path []Ref) {
	if text := v.checker.texts[m]; text != "" {
		v.texts = append(v.texts, Text{text, in, path})
	}
}
