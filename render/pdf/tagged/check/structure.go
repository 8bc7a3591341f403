package check

import (
	"slices"
	"strconv"
	"strings"
)

// rule says in which elements an element may be, and which it may hold: nil is all that stand in running
// text and blocks (ISO 32000-1, tables 333, 336 and 337).
type rule struct {
	condition       string
	parents, kidsOf []string
}

var rules = map[string]rule{
	"Table": {"09-004", nil, []string{"TR", "THead", "TBody", "TFoot", "Caption"}},
	"THead": {"09-004", []string{"Table"}, []string{"TR"}},
	"TBody": {"09-004", []string{"Table"}, []string{"TR"}},
	"TFoot": {"09-004", []string{"Table"}, []string{"TR"}},
	"TR":    {"09-004", []string{"Table", "THead", "TBody", "TFoot"}, []string{"TH", "TD"}},
	"TH":    {"09-004", []string{"TR"}, nil},
	"TD":    {"09-004", []string{"TR"}, nil},
	"L":     {"09-005", nil, []string{"L", "LI", "Caption"}},
	"LI":    {"09-005", []string{"L"}, []string{"Lbl", "LBody"}},
	"LBody": {"09-005", []string{"LI"}, nil},
	"TOC":   {"09-006", nil, []string{"TOC", "TOCI", "Caption"}},
	"TOCI":  {"09-006", []string{"TOC"}, []string{"Lbl", "Reference", "NonStruct", "P", "TOC"}},
}

// standardTypes that a file of ours may use without a role map (ISO 32000-1, 14.8.4).
var standardTypes = strings.Fields("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct P H H1 H2 H3 H4 H5 H6 " +
	"L LI Lbl LBody Table THead TBody TFoot TR TH TD Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form")

// structure walks the tree from its root.
func (c *checker) structure() {
	ref, _ := c.catalogue["StructTreeRoot"].(Ref)
	root := c.dict(ref)
	if root == nil {
		c.problem("7.1", "no structure tree")
		return
	}
	c.roleMap(c.dict(root["RoleMap"]))
	kids := c.kidsOf(root)
	c.want(len(kids) == 1 && c.dict(kids[0])["S"] == Name("Document"), "7.1", "the root holds not exactly one Document")
	for _, k := range kids {
		c.element(k, ref, "StructTreeRoot")
	}
	for _, k := range kids {
		c.tables(k)
	}
	c.idTree(c.dict(root["IDTree"]))
}

func (c *checker) roleMap(roles Dict) {
	for from := range roles {
		c.want(!slices.Contains(standardTypes, from), "02-004", "%s is mapped to another type", from)
		seen := map[string]bool{}
		to := from
		for !slices.Contains(standardTypes, to) || to == from {
			if seen[to] {
				c.problem("02-003", "%s is mapped to itself", from)
				break
			}
			seen[to] = true
			next, ok := roles[to].(Name)
			if !ok {
				c.problem("02-001", "%s is mapped to no standard type", from)
				break
			}
			to = string(next)
		}
	}
}

// kidsOf is what /K holds, as a list.
func (c *checker) kidsOf(e Dict) Array {
	switch k := c.resolve(e["K"]).(type) {
	case nil:
		return nil
	case Array:
		return k
	}
	return Array{e["K"]}
}

// element checks an element and what is below it. Each element is there once, and knows its parent.
func (c *checker) element(v any, parent Ref, within string) {
	ref, ok := v.(Ref)
	e := c.dict(v)
	kind, named := e["S"].(Name)
	if !ok || !named {
		c.problem("14.7", "%v in %s is no element", v, within)
		return
	}
	if _, twice := c.roles[int(ref)]; twice {
		c.problem("14.7", "element %d is there twice", ref)
		return
	}
	c.roles[int(ref)] = string(kind)
	c.want(e["P"] == parent, "14.7", "element %d names %v as its parent, not %d", ref, e["P"], parent)
	c.nesting(string(kind), within)
	c.entries(string(kind), e, ref)
	c.groups(string(kind), e, ref)
	hs := 0
	for _, k := range c.kidsOf(e) {
		if r, isRef := k.(Ref); isRef && c.dict(r)["S"] == Name("H") {
			hs++
		}
		c.kid(k, e, ref, string(kind))
	}
	c.want(hs < 2, "14-006", "%s %d holds %d H", kind, ref, hs)
}

// groups checks how many groups of rows and captions a table has, and where (ISO 14289-1, 7.2).
func (c *checker) groups(kind string, e Dict, ref Ref) {
	if kind != "Table" && kind != "L" && kind != "TOC" {
		return
	}
	count := map[Name]int{}
	kids := c.kidsOf(e)
	for i, k := range kids {
		kid, _ := c.dict(k)["S"].(Name)
		count[kid]++
		c.want(kid != "Caption" || i == 0 || i == len(kids)-1 && kind == "Table", rules[kind].condition, "the caption of %s %d is in its middle", kind, ref)
	}
	c.want(count["THead"] < 2 && count["TFoot"] < 2 && count["Caption"] < 2, rules[kind].condition, "%s %d has several heads, feet or captions", kind, ref)
	c.want(count["THead"] == 0 || count["TBody"] > 0, rules[kind].condition, "%s %d has a head and no body", kind, ref)
}

// nesting checks a type within another.
func (c *checker) nesting(kind, within string) {
	c.want(slices.Contains(standardTypes, kind), "02-001", "%s is no standard type", kind)
	inner, outer := rules[kind], rules[within]
	if inner.parents != nil {
		c.want(slices.Contains(inner.parents, within), inner.condition, "%s in %s", kind, within)
	}
	if outer.kidsOf != nil {
		c.want(slices.Contains(outer.kidsOf, kind), outer.condition, "%s in %s", kind, within)
	}
}

// kid is an element, marked content, or an annotation.
func (c *checker) kid(k any, e Dict, ref Ref, kind string) {
	switch k := k.(type) {
	case Ref:
		c.element(k, ref, kind)
	case float64:
		page, _ := e["Pg"].(Ref)
		c.own(mark{int(page), int(k)}, ref, kind)
	case Dict:
		page, ok := k["Pg"].(Ref)
		if !ok {
			page, _ = e["Pg"].(Ref)
		}
		if annot, isRef := k["Obj"].(Ref); isRef && k["Type"] == Name("OBJR") {
			c.objects = append(c.objects, owned{annot, ref})
			return
		}
		id, ok := k["MCID"].(float64)
		c.want(ok && k["Type"] == Name("MCR"), "14.7", "%v in %s %d is no content", k, kind, ref)
		c.own(mark{int(page), int(id)}, ref, kind)
	default:
		c.problem("14.7", "%v in %s %d is no content", k, kind, ref)
	}
}

// own notes whose a mark is. Elements that only hold others have no content of their own.
func (c *checker) own(m mark, ref Ref, kind string) {
	c.want(c.marks[m] == 1, "14.7", "%s %d owns mark %d of page object %d, which is there %d times", kind, ref, m.id, m.page, c.marks[m])
	if before, twice := c.owners[m]; twice {
		c.problem("14.7", "mark %d of page object %d is owned by %d and %d", m.id, m.page, before, ref)
	}
	c.owners[m] = int(ref)
	if r := rules[kind]; r.kidsOf != nil {
		c.problem(r.condition, "%s %d has content of its own", kind, ref)
	}
}

// entries checks what an element says of itself.
func (c *checker) entries(kind string, e Dict, ref Ref) {
	alt, _ := e["Alt"].(String)
	actual, _ := e["ActualText"].(String)
	id, identified := e["ID"].(String)
	switch kind {
	case "Figure":
		c.want(alt != "" || actual != "", "13-004", "figure %d has no alternative", ref)
	case "Formula":
		c.want(alt != "" || actual != "", "17-002", "formula %d has no alternative", ref)
	case "Note":
		c.want(identified && id != "", "19-003", "note %d has no ID", ref)
	case "TH":
		c.heads[string(id)] = true
	}
	if identified {
		condition := "14.7"
		if kind == "Note" {
			condition = "19-004"
		}
		c.want(!c.ids[string(id)], condition, "the ID %q is there twice", id)
		c.ids[string(id)] = true
	}
	if lang, ok := e["Lang"].(String); ok {
		c.want(languageTag(string(lang)), "11-001", "element %d is in the language %q", ref, lang)
	}
	c.headings.check(c, kind)
}

// headings remembers the levels so far.
type headings struct {
	last            int
	plain, numbered bool
}

func (h *headings) check(c *checker, kind string) {
	if kind == "H" {
		h.plain = true
		c.want(!h.numbered, "14-007", "H besides H1 to H6")
		return
	}
	level, err := strconv.Atoi(strings.TrimPrefix(kind, "H"))
	if err != nil || kind[0] != 'H' {
		return
	}
	c.want(!h.plain, "14-007", "%s besides H", kind)
	c.want(h.numbered || level == 1, "14-002", "the first heading is %s", kind)
	c.want(!h.numbered || level <= h.last+1, "14-003", "%s after H%d", kind, h.last)
	h.numbered, h.last = true, level
}

// idTree must lead to each element with an ID.
func (c *checker) idTree(tree Dict) {
	found := map[string]bool{}
	c.names(tree, 0, func(key String, v any) {
		found[string(key)] = true
		c.want(c.dict(v)["ID"] == key, "14.7", "the tree of IDs leads from %q to %v", key, v)
	})
	for id := range c.ids {
		c.want(found[id], "14.7", "the tree of IDs does not know %q", id)
	}
}

// names visits a name tree, whose keys must rise.
func (c *checker) names(tree Dict, depth int, visit func(String, any)) {
	if depth > 16 {
		c.problem("14.7", "a name tree is too deep")
		return
	}
	pairs, _ := c.resolve(tree["Names"]).(Array)
	last := String("")
	for i := 1; i < len(pairs); i += 2 {
		key, ok := pairs[i-1].(String)
		c.want(ok && (i == 1 || key > last), "14.7", "the name tree is out of order at %v", pairs[i-1])
		visit(key, pairs[i])
		last = key
	}
	kids, _ := c.resolve(tree["Kids"]).(Array)
	for _, k := range kids {
		c.names(c.dict(k), depth+1, visit)
	}
}
