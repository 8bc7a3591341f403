package check

// parents checks that the table of parents leads from every mark to its owner, and from nothing else.
func (c *checker) parents() {
	root := c.dict(c.catalogue["StructTreeRoot"])
	numbers := map[int]any{}
	last := -1
	nums, _ := c.resolve(c.dict(root["ParentTree"])["Nums"]).(Array)
	for i := 1; i < len(nums); i += 2 {
		key, ok := nums[i-1].(float64)
		c.want(ok && int(key) > last, "14.7", "the table of parents is out of order at %v", nums[i-1])
		last = int(key)
		numbers[last] = c.resolve(nums[i])
		if _, isArray := numbers[last].(Array); !isArray {
			numbers[last] = nums[i]
		}
	}
	next, _ := root["ParentTreeNextKey"].(float64)
	c.want(int(next) > last, "14.7", "the next key of the table of parents, %v, is taken", root["ParentTreeNextKey"])
	for m := range c.marks {
		_, owned := c.owners[m]
		c.want(owned, "01-005", "mark %d of page object %d is in no element", m.id, m.page)
	}
	for _, page := range c.pageList {
		c.parentsOf(page, numbers)
	}
	for _, o := range c.objects {
		key, ok := c.dict(o.annot)["StructParent"].(float64)
		c.want(ok && numbers[int(key)] == o.element, "14.7", "annotation %d does not lead to element %d", o.annot, o.element)
	}
}

// parentsOf checks the row of a page.
func (c *checker) parentsOf(page Ref, numbers map[int]any) {
	key, ok := c.dict(page)["StructParents"].(float64)
	row, isArray := numbers[int(key)].(Array)
	if !ok || !isArray {
		c.problem("14.7", "page object %d is not in the table of parents", page)
		return
	}
	for id, owner := range row {
		want, owned := c.owners[mark{int(page), id}]
		ref, _ := owner.(Ref)
		c.want(int(ref) == want && owned == (owner != nil), "14.7", "mark %d of page object %d leads to %v, not to element %d", id, page, owner, want)
	}
	for m := range c.owners {
		c.want(m.page != int(page) || m.id < len(row), "14.7", "mark %d of page object %d is not in the table of parents", m.id, page)
	}
}

// annotations checks those of all pages.
func (c *checker) annotations() {
	within := map[Ref]Ref{}
	for _, o := range c.objects {
		_, twice := within[o.annot]
		c.want(!twice, "14.7", "annotation %d is in two elements", o.annot)
		within[o.annot] = o.element
	}
	for _, ref := range c.pageList {
		page := c.dict(ref)
		annots, _ := c.resolve(page["Annots"]).(Array)
		if len(annots) > 0 {
			c.want(page["Tabs"] != nil, "28-008", "page object %d has annotations and no tab order", ref)
			c.want(page["Tabs"] == nil || page["Tabs"] == Name("S"), "28-009", "page object %d has the tab order %v", ref, page["Tabs"])
		}
		for _, a := range annots {
			c.annotation(a, ref, within)
		}
	}
}

func (c *checker) annotation(v any, page Ref, within map[Ref]Ref) {
	a := c.dict(v)
	ref, _ := v.(Ref)
	contents, _ := a["Contents"].(String)
	kind := c.roles[int(within[ref])]
	c.want(contents != "", "28-004", "annotation %v has no description", v)
	c.want(a["AA"] == nil, "29-001", "annotation %v has actions", v)
	flags, _ := a["F"].(float64)
	c.want(int(flags) == 4, "6.3.2", "annotation %v has the flags %v: it must print, and nothing else", v, a["F"])
	switch a["Subtype"] {
	case Name("Link"):
		c.want(kind == "Link", "28-011", "link %v is in %q", v, kind)
		c.want(contents != "", "28-012", "link %v does not say where it leads", v)
		c.link(a, v)
	case Name("TrapNet"):
		c.problem("28-007", "annotation %v is a TrapNet", v)
	case Name("Widget"):
		c.problem("28-010", "annotation %v is a form field", v)
	default:
		c.want(kind == "Annot", "28-002", "annotation %v of page object %d is in %q", v, page, kind)
	}
}

// link checks where a link leads: to a page that is there, or to an address.
func (c *checker) link(a Dict, v any) {
	if dest, ok := c.resolve(a["Dest"]).(Array); ok && len(dest) > 0 {
		c.want(c.dict(dest[0])["Type"] == Name("Page"), "12.3", "link %v leads to %v, which is no page", v, dest[0])
		return
	}
	action := c.dict(a["A"])
	uri, _ := action["URI"].(String)
	c.want(action["S"] == Name("URI") && uri != "", "29-001", "link %v neither leads to a page nor to an address", v)
	for i := range len(uri) {
		if uri[i] <= ' ' || uri[i] > '~' {
			c.problem("12.6.4.7", "the address of link %v is not in ASCII: %q", v, uri)
			return
		}
	}
}
