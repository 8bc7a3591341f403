package cells

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
)

// inspector gathers the facts of one workbook. What it cannot read it notes and goes on.
type inspector struct {
	*reader
	book    *Book
	facts   *Facts
	listed  int               // facts so far
	persons map[string]string // authors of comments with replies, by id
	seen    map[string]bool   // parts read so far, in lower case
}

// inspectWorkbook fills in the facts of a workbook whose cells are read.
func (r *reader) inspectWorkbook(book *Book, main string, links relations, sheets []listed) {
	i := &inspector{reader: r, book: book, facts: &book.Facts, persons: map[string]string{}, seen: map[string]bool{}}
	i.note(i.readNames(main), i.readProperties())
	i.eachPart(links, kindPerson, i.readPersons)
	for n := range sheets {
		if part := sheets[n].part; part != "" {
			i.inspectSheet(part, &book.Sheets[n])
		}
	}
	i.eachPart(links, "connections", i.readConnections)
	i.eachPart(links, "externalLink", i.readExternal)
	if i.shown > i.limits.Shown {
		i.note(refuse(doShrink, "to show all cells takes more than %s pieces of number formats; the last ones are given as they are", thousands(i.limits.Shown)))
	}
	if i.clicksLost {
		i.note(refuse(doShrink, "the sheets hold more than the %s links allowed", thousands(i.limits.Facts)))
	}
	i.readLinksOut()
	i.facts.Macros = i.facts.Macros || i.holdsMacros()
}

// note keeps what could not be read, each reason once.
func (i *inspector) note(faults ...error) {
	for _, err := range faults {
		var r *Refusal
		if errors.As(err, &r) && !slices.Contains(i.facts.Unreadable, r.Why) {
			i.facts.Unreadable = append(i.facts.Unreadable, r.Why)
		}
	}
}

// eachPart reads the parts that are linked to as kind. A part is read once: a file could link to its
// largest part a thousand times.
func (i *inspector) eachPart(links relations, kind string, read func(part string) error) {
	for _, link := range links.all {
		if link.kind != kind || link.target == "" {
			continue
		}
		if name := strings.ToLower(link.target); !i.seen[name] {
			i.seen[name] = true
			i.note(read(link.target))
		} else {
			i.note(refuse(doSaveAnew, "the part %s is linked to more than once", shown(link.target)))
		}
	}
}

// more counts facts, because each takes memory of its own.
func (i *inspector) more(x *scanner) bool {
	if i.listed++; i.listed > i.limits.Facts {
		x.exceeds("brings the facts about the file to more than the %s allowed", thousands(i.limits.Facts))
	}
	return x.err == nil
}

// open starts on a part whose elements are told by their local names, because their namespaces
// differ between editions of the format and nothing is read into cells.
func (i *inspector) open(part string) (*scanner, error) {
	src, err := i.pack.read(part)
	if err != nil {
		return nil, err
	}
	x := i.pack.scan(part, src, mainSpace)
	x.enter()
	return x, nil
}

// readNames reads the names given to cells.
func (i *inspector) readNames(main string) error {
	x, err := i.open(main)
	if err != nil {
		return err
	}
	for x.enter() {
		switch string(x.tag) {
		case "workbookProtection":
			i.facts.Protected = isTrue(x.attr("lockStructure"))
			x.skip()
		case "definedNames":
			for x.enter() {
				i.readName(x)
			}
		default:
			x.skip()
		}
	}
	return x.finish()
}

func (i *inspector) readName(x *scanner) {
	n := DefinedName{Name: string(x.attr("name")), Hidden: isTrue(x.attr("hidden"))}
	n.Refers = string(x.deepText(nil))
	if i.more(x) {
		i.facts.DefinedNames = append(i.facts.DefinedNames, n)
	}
}

// readConnections lists the connections by name and by what they reach.
func (i *inspector) readConnections(part string) error {
	x, err := i.open(part)
	if err != nil {
		return err
	}
	for x.enter() {
		name := string(x.attr("name"))
		reach := string(x.attr("sourceFile"))
		for x.enter() {
			for _, attr := range []string{"connection", "url", "sourceFile"} {
				if a := x.attr(attr); len(a) > 0 && reach == "" {
					reach = string(a)
				}
			}
			x.skip()
		}
		if i.more(x) {
			i.facts.DataConnections = append(i.facts.DataConnections, strings.TrimPrefix(name+": "+reach, ": "))
		}
	}
	return x.finish()
}

// readExternal tells of links to other programs; those to files are relationships, which
// readLinksOut finds.
func (i *inspector) readExternal(part string) error {
	x, err := i.open(part)
	if err != nil {
		return err
	}
	for x.enter() {
		if string(x.tag) == "ddeLink" && i.more(x) {
			i.facts.ExternalLinks = append(i.facts.ExternalLinks, string(x.attr("ddeService"))+"|"+string(x.attr("ddeTopic")))
		}
		x.skip()
	}
	return x.finish()
}

// readLinksOut goes through the relationships of all parts.
func (i *inspector) readLinksOut() {
	for _, name := range slices.Sorted(maps.Keys(i.pack.parts)) {
		folder, ok := strings.CutSuffix(name[:max(0, strings.LastIndexByte(name, '/'))], "_rels")
		if !ok || !strings.HasSuffix(name, ".rels") {
			continue
		}
		links, err := i.pack.relationsIn(name, folder)
		i.note(err)
		for _, link := range links.all {
			i.addLink(link)
		}
	}
	i.sortLists()
}

// sortLists puts the lists without an order in that of their words, each word once.
func (i *inspector) sortLists() {
	for _, list := range []*[]string{&i.facts.ExternalLinks, &i.facts.EmbeddedObjects, &i.facts.Pictures, &i.facts.DataConnections} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

func (i *inspector) addLink(link relation) {
	f := i.facts
	kind := link.kind[strings.LastIndexByte(link.kind, '/')+1:]
	switch {
	case link.external != "" && kind != "hyperlink":
		f.ExternalLinks = append(f.ExternalLinks, link.external)
	case link.target == "":
	case kind == "oleObject" || kind == "package" || kind == "control":
		f.EmbeddedObjects = append(f.EmbeddedObjects, link.target)
	case kind == "image":
		f.Pictures = append(f.Pictures, link.target)
	case kind == "queryTable" || kind == "powerPivotData":
		f.DataConnections = append(f.DataConnections, link.target)
	case kind == "vbaProject":
		f.Macros = true
	case kind == "revisionHeaders":
		f.TrackedChanges = true
	}
}

// holdsMacros looks for programs that no relationship leads to.
func (i *inspector) holdsMacros() bool {
	for name := range i.pack.parts {
		if strings.HasSuffix(name, "vbaproject.bin") {
			return true
		}
	}
	return false
}

// inspectSheet reads the comments and links of a sheet.
func (i *inspector) inspectSheet(part string, out *Sheet) {
	links, err := i.relationsIfAny(part)
	i.note(err)
	i.eachPart(links, "comments", func(p string) error { return i.readComments(p, out) })
	i.eachPart(links, kindThread, func(p string) error { return i.readThreads(p, out) })
	for _, c := range i.clicks {
		if c.part == part {
			out.Links = append(out.Links, c.link(links))
		}
	}
	slices.SortStableFunc(out.Links, func(a, b Link) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) })
	slices.SortStableFunc(out.Comments, func(a, b Comment) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) })
}

// relationsIfAny are the links of a part, which need not have any.
func (i *inspector) relationsIfAny(part string) (relations, error) {
	at := strings.LastIndexByte(part, '/') + 1
	name := part[:at] + "_rels/" + part[at:] + ".rels"
	if !i.pack.has(name) {
		return relations{}, nil
	}
	return i.pack.relationsIn(name, part[:at])
}
