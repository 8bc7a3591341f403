package cells

import (
	"maps"
	"slices"
	"strings"
)

// inspectODS fills in the facts of a spreadsheet whose cells are read.
func (r *odsReader) inspectODS(list manifest) {
	i := &inspector{reader: r.reader, book: r.book, facts: &r.book.Facts, listed: r.listed}
	if r.lost {
		i.note(refuse(doShrink, "the sheets hold more than the %s comments and links allowed", thousands(i.limits.Facts)))
	}
	for _, name := range r.caches {
		address, _, _ := strings.Cut(name[1:], "'#")
		i.facts.ExternalLinks = append(i.facts.ExternalLinks, address)
	}
	if i.pack.has(odfMeta) {
		i.note(i.readMeta())
	}
	i.note(i.readODSFacts(list))
	for _, name := range slices.Sorted(maps.Keys(i.pack.parts)) {
		if strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/") && !strings.HasSuffix(name, "/") {
			i.facts.Macros = true
		}
		if strings.HasPrefix(name, "pictures/") && !strings.HasSuffix(name, "/") {
			i.facts.Pictures = append(i.facts.Pictures, name)
		}
	}
	i.sortLists()
}

// readMeta reads who made the file, when and with what.
func (i *inspector) readMeta() error {
	x, err := i.open(odfMeta)
	if err != nil {
		return err
	}
	f := i.facts
	for x.enter() {
		if !x.at(officeSpace, "meta") {
			x.skip()
			continue
		}
		for x.enter() {
			switch {
			case x.at(metaSpace, "generator"):
				f.Application = string(x.deepText(nil))
			case x.at(metaSpace, "initial-creator"):
				f.Creator = string(x.deepText(nil))
			case x.at(dublinSpace, "creator"):
				f.LastModifiedBy = string(x.deepText(nil))
			case x.at(metaSpace, "creation-date"):
				f.Created = string(x.deepText(nil))
			case x.at(dublinSpace, "date"):
				f.Modified = string(x.deepText(nil))
			case x.at(metaSpace, "user-defined"):
				i.readUserDefined(x)
			default:
				x.skip()
			}
		}
	}
	return x.finish()
}

func (i *inspector) readUserDefined(x *scanner) {
	p := Property{Name: string(x.attrIn(metaSpace, "name"))}
	p.Value = string(x.deepText(nil))
	if p.Name == "Company" {
		i.facts.Company = p.Value
	}
	if i.more(x) {
		i.facts.CustomProperties = append(i.facts.CustomProperties, p)
	}
}

// readODSFacts goes through all elements of the content once more, for what lies between and behind
// the cells.
func (i *inspector) readODSFacts(list manifest) error {
	src, err := i.pack.read(odfContent)
	if err != nil {
		return err
	}
	x := newScanner(odfContent, src, officeSpace, i.limits)
	for x.err == nil {
		switch x.next() {
		case opened:
			i.readElement(x, list)
		case nothing:
			return x.err
		}
	}
	return x.err
}

func (i *inspector) readElement(x *scanner, list manifest) {
	f := i.facts
	href := string(x.attrIn(linkSpace, "href"))
	switch {
	case x.at(tableSpace, "named-range"), x.at(tableSpace, "named-expression"):
		i.addName(x)
	case x.at(tableSpace, "tracked-changes"):
		f.TrackedChanges = true
	case x.at(officeSpace, "script"), x.at(scriptSpace, "event-listener"):
		f.Macros = true
	case x.at(officeSpace, "dde-source"):
		i.add(x, &f.ExternalLinks, string(x.attrIn(officeSpace, "dde-application"))+"|"+string(x.attrIn(officeSpace, "dde-topic")))
	case x.in == tableSpace && strings.HasPrefix(string(x.local), "database-source-"):
		i.add(x, &f.DataConnections, string(x.attrIn(tableSpace, "database-name")))
	case x.in == drawSpace && (string(x.local) == "object" || string(x.local) == "object-ole") && !isOutside(href):
		name := strings.TrimPrefix(href, "./")
		if !strings.HasSuffix(list.types[name+"/"], ".chart") {
			i.add(x, &f.EmbeddedObjects, name)
		}
	}
	if isOutside(href) && !x.at(textSpace, "a") && !x.at(drawSpace, "a") && !x.at(scriptSpace, "event-listener") {
		i.add(x, &f.ExternalLinks, href)
	}
}

func (i *inspector) add(x *scanner, list *[]string, fact string) {
	if i.more(x) {
		*list = append(*list, fact)
	}
}

func (i *inspector) addName(x *scanner) {
	refers := x.attrIn(tableSpace, "cell-range-address")
	if refers == nil {
		refers = x.attrIn(tableSpace, "expression")
	}
	if n := (DefinedName{Name: string(x.attrIn(tableSpace, "name")), Refers: string(refers)}); i.more(x) {
		i.facts.DefinedNames = append(i.facts.DefinedNames, n)
	}
}

// isOutside says that an address leads out of the file: it has a scheme, or goes up or to a root.
func isOutside(href string) bool {
	scheme, _, found := strings.Cut(href, ":")
	return found && !strings.ContainsAny(scheme, "/#") || strings.HasPrefix(href, "/") || strings.HasPrefix(href, "../")
}
