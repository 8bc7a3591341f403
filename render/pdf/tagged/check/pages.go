package check

import "slices"

// pages walks the page tree and the content of each page.
func (c *checker) pages() {
	c.pageTree(c.catalogue["Pages"], nil, 0)
	c.want(len(c.pageList) > 0, "file", "there are no pages")
}

// pageTree visits pages in order; resources pass from a node to what is below it.
func (c *checker) pageTree(v any, inherited any, depth int) {
	node := c.dict(v)
	if r, ok := node["Resources"]; ok {
		inherited = r
	}
	ref, isRef := v.(Ref)
	switch {
	case node["Type"] == Name("Page") && isRef:
		c.pageList = append(c.pageList, ref)
		c.page(ref, node, c.dict(inherited))
	case node["Type"] == Name("Pages") && depth < 16:
		kids, _ := c.resolve(node["Kids"]).(Array)
		for _, k := range kids {
			c.pageTree(k, inherited, depth+1)
		}
	default:
		c.problem("file", "%v in the page tree is neither page nor node", v)
	}
}

func (c *checker) page(ref Ref, page, resources Dict) {
	content, ok := c.content(page["Contents"])
	if !ok {
		c.problem("file", "page object %d has no content stream", ref)
		return
	}
	c.want(page["Group"] == nil, "6.2.10", "page object %d is a transparency group", ref)
	c.want(page["AA"] == nil, "29-001", "page object %d has actions", ref)
	for name, v := range c.dict(resources["XObject"]) {
		x := c.dict(v)
		c.want(x["Subtype"] != Name("Form"), "30-002", "form %s on page object %d", name, ref)
		c.want(x["Ref"] == nil, "30-001", "reference object %s on page object %d", name, ref)
	}
	p := &painter{checker: c, page: ref, resources: resources}
	if err := p.run(content); err != nil {
		c.problem("file", "content of page object %d: %v", ref, err)
	}
}

// content is that of a page, which is one stream or several, with white space between them (ISO 32000-1, 7.8.2).
func (c *checker) content(v any) ([]byte, bool) {
	streams, ok := c.resolve(v).(Array)
	if !ok {
		streams = Array{v}
	}
	var all []byte
	for _, one := range streams {
		s, ok := c.resolve(one).(*Stream)
		if !ok {
			return nil, false
		}
		all = append(append(all, s.Data...), '\n')
	}
	return all, len(streams) > 0
}

// painter goes through a content stream.
type painter struct {
	*checker
	page      Ref
	resources Dict
	sections  []section
	in        mark // the tagged content that was begun last
	font      *font
	saved     []*font
	inText    bool
}

// section is marked content: an artifact, owned by the tree, or neither.
type section struct{ artifact, owned, inText bool }

func (p *painter) run(content []byte) error {
	r := &reader{b: content}
	var operands []any
	for !r.end() {
		v, err := r.value()
		if err != nil {
			return err
		}
		word, ok := v.(keyword)
		if !ok {
			operands = append(operands, v)
			continue
		}
		p.operator(string(word), operands)
		operands = operands[:0]
	}
	p.want(len(p.sections) == 0 && !p.inText && len(p.saved) == 0, "14.6", "something is open at the end of page object %d", p.page)
	return nil
}

// Operators by what they do (ISO 32000-1, annex A); all others are an error.
var (
	painting = []string{"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"}
	setting  = []string{"cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h", "re", "n", "W", "W*",
		"Tc", "Tw", "Tz", "TL", "Tr", "Ts", "Td", "TD", "Tm", "T*", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k"}
)

func (p *painter) operator(word string, operands []any) {
	switch word {
	case "BMC", "BDC":
		p.begin(operands)
	case "EMC":
		p.end()
	case "BT", "ET":
		p.want(p.inText == (word == "ET"), "14.6", "%s on page object %d is out of order", word, p.page)
		p.inText = word == "BT"
	case "q":
		p.saved = append(p.saved, p.font)
	case "Q":
		if len(p.saved) == 0 {
			p.problem("file", "Q without q on page object %d", p.page)
			return
		}
		p.font, p.saved = p.saved[len(p.saved)-1], p.saved[:len(p.saved)-1]
	case "Tf":
		p.setFont(operands)
	case "Tj", "TJ", "'", "\"":
		p.show(operands)
	default:
		if slices.Contains(painting, word) {
			p.painted(word)
		} else {
			p.want(slices.Contains(setting, word), "file", "unknown operator %q on page object %d", word, p.page)
		}
	}
}

func (p *painter) painted(word string) {
	for _, s := range p.sections {
		if s.artifact || s.owned {
			return
		}
	}
	p.problem("01-005", "%s on page object %d is neither tagged nor an artifact", word, p.page)
}

func (p *painter) begin(operands []any) {
	if len(operands) == 0 {
		p.problem("14.6", "marked content without tag on page object %d", p.page)
		return
	}
	s := section{artifact: operands[0] == Name("Artifact"), inText: p.inText}
	properties, _ := operands[len(operands)-1].(Dict)
	if id, ok := properties["MCID"].(float64); ok {
		s.owned = true
		p.in = mark{int(p.page), int(id)}
		p.marks[p.in]++
	}
	for _, outer := range p.sections {
		p.want(!(outer.owned && s.artifact), "01-003", "an artifact within tagged content on page object %d", p.page)
		p.want(!(outer.artifact && s.owned), "01-004", "tagged content within an artifact on page object %d", p.page)
		p.want(!(outer.owned && s.owned), "14.7", "tagged content within tagged content on page object %d", p.page)
	}
	p.sections = append(p.sections, s)
}

func (p *painter) end() {
	if len(p.sections) == 0 {
		p.problem("14.6", "EMC without beginning on page object %d", p.page)
		return
	}
	last := len(p.sections) - 1
	p.want(p.sections[last].inText == p.inText, "14.6", "marked content and text objects of page object %d overlap", p.page)
	p.sections = p.sections[:last]
}
