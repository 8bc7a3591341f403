package cells

import (
	"maps"
	"slices"
	"strings"
)

// inspectODS fills in the facts that lie outside of the content.
func (r *odsReader) inspectODS() {
	i := &inspector{reader: r.reader, book: r.book, facts: &r.book.Facts, listed: r.listed}
	if r.lost {
		i.note(refuse(doShrink, "the sheets hold more than the %s comments, links and other facts allowed, or one of more than %s characters",
			thousands(i.limits.Facts), thousands(i.limits.TextRunes)))
	}
	if i.pack.has(odfMeta) {
		i.note(i.readMeta())
	}
	for _, name := range slices.Sorted(maps.Keys(i.pack.parts)) {
		isFile := !strings.HasSuffix(name, "/")
		if isFile && (strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/")) {
			i.facts.Macros = true
		}
		if isFile && strings.HasPrefix(name, "pictures/") {
			i.facts.Pictures = append(i.facts.Pictures, i.pack.parts[name].name)
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
	p := Property{Name: string(x.anyIn(metaSpace, "name"))}
	p.Value = string(x.deepText(nil))
	if p.Name == "Company" {
		i.facts.Company = p.Value
	}
	if i.more(x) {
		i.facts.CustomProperties = append(i.facts.CustomProperties, p)
	}
}

// watch looks at each element while the cells are read, for what lies in, between and behind them.
func (r *odsReader) watch(x *scanner) {
	f, href := &r.book.Facts, ""
	if a := x.anyIn(linkSpace, "href"); a != nil {
		href = string(a)
	}
	switch x.in {
	case tableSpace:
		r.watchTable(x, f)
	case officeSpace:
		switch string(x.local) {
		case "script":
			f.Macros = true
		case "dde-source":
			r.add(&f.ExternalLinks, string(x.anyIn(officeSpace, "dde-application"))+"|"+string(x.anyIn(officeSpace, "dde-topic")))
		}
	case scriptSpace:
		f.Macros = f.Macros || string(x.local) == "event-listener"
		return
	case drawSpace:
		r.watchDrawing(x, f, href)
	}
	if isOutside(href) && !x.at(textSpace, "a") && !x.at(drawSpace, "a") {
		r.add(&f.ExternalLinks, href)
	}
}

func (r *odsReader) watchTable(x *scanner, f *Facts) {
	switch name := string(x.local); {
	case name == "named-range" && r.another():
		f.DefinedNames = append(f.DefinedNames, DefinedName{Name: string(x.anyIn(tableSpace, "name")), Refers: string(x.anyIn(tableSpace, "cell-range-address"))})
	case name == "named-expression" && r.another():
		f.DefinedNames = append(f.DefinedNames, DefinedName{Name: string(x.anyIn(tableSpace, "name")), Refers: string(x.anyIn(tableSpace, "expression"))})
	case name == "tracked-changes":
		f.TrackedChanges = true
	case strings.HasPrefix(name, "database-source-"):
		r.add(&f.DataConnections, string(x.anyIn(tableSpace, "database-name")))
	}
}

// watchDrawing lists documents and programs shown in the sheet. Charts are drawn from its cells.
func (r *odsReader) watchDrawing(x *scanner, f *Facts, href string) {
	name := strings.TrimPrefix(href, "./")
	isObject := string(x.local) == "object" || string(x.local) == "object-ole"
	if isObject && !isOutside(href) && !strings.HasSuffix(r.list.types[name+"/"], ".chart") {
		r.add(&f.EmbeddedObjects, name)
	}
}

func (r *odsReader) add(list *[]string, fact string) {
	if r.another() {
		*list = append(*list, fact)
	}
}

// isOutside says that an address leads out of the file: it has a scheme, or goes up or to a root.
func isOutside(href string) bool {
	scheme, _, found := strings.Cut(href, ":")
	return found && !strings.ContainsAny(scheme, "/#") || strings.HasPrefix(href, "/") || strings.HasPrefix(href, "../")
}
