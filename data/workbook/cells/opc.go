package cells

import (
	"path"
	"strings"
)

// identify says what the package holds and, for a workbook, the name of its main part. The
// declared content type of that part decides.
func (p *pack) identify() (Format, string, error) {
	if !p.has("[Content_Types].xml") {
		return p.identifyOther()
	}
	links, err := p.relations("")
	if err != nil {
		return "", "", err
	}
	main, err := links.only("officeDocument")
	if err != nil {
		return "", "", err
	}
	if main == "" {
		return "", "", refuse(doSaveAnew, "no main part is declared in _rels/.rels, so it is not a workbook")
	}
	kind, err := p.contentType(main)
	if err != nil {
		return "", "", err
	}
	format, err := formatOf(kind)
	return format, main, err
}

// formatOf knows the content types of main parts, those of templates too.
func formatOf(contentType string) (Format, error) {
	is := func(part string) bool { return strings.Contains(contentType, part) }
	switch {
	case is("spreadsheetml.sheet.main+xml"), is("spreadsheetml.template.main+xml"):
		return XLSX, nil
	case is("ms-excel.sheet.macroenabled.main+xml"), is("ms-excel.template.macroenabled.main+xml"):
		return XLSM, nil
	case is("ms-excel.sheet.binary"):
		return "", refuse(doSaveXLSX, "this is a binary workbook (xlsb)")
	case is("ms-excel.addin"):
		return "", refuse(doSaveXLSX, "this is an Excel add-in (xlam), not a workbook")
	case is("wordprocessingml"), is("ms-word"):
		return "", refuse(doCopyOver, "this is a Word document, not a spreadsheet")
	case is("presentationml"), is("ms-powerpoint"):
		return "", refuse(doCopyOver, "this is a PowerPoint presentation, not a spreadsheet")
	}
	return "", refuse(doSaveXLSX, "its main part is declared as %s, which is no workbook", shown(contentType))
}

// contentType is the declared type of a part in lower case: its own, or that of its ending.
func (p *pack) contentType(part string) (string, error) {
	const name = "[Content_Types].xml"
	src, err := p.read(name)
	if err != nil {
		return "", err
	}
	x := p.scan(name, src, typeSpace)
	own, byEnding := "", ""
	for open := x.begin("Types"); open && x.enter(); x.skip() {
		kind := string(x.attr("ContentType"))
		switch string(x.tag) {
		case "Override":
			if strings.EqualFold(string(x.attr("PartName")), "/"+part) {
				own = kind
			}
		case "Default":
			if strings.EqualFold("."+string(x.attr("Extension")), path.Ext(part)) {
				byEnding = kind
			}
		}
	}
	if own == "" {
		own = byEnding
	}
	return strings.ToLower(own), x.finish()
}

// relation is one link from a part to another.
type relation struct {
	id       string
	kind     string // last word of its type: "worksheet"
	target   string // name of the part; empty for links out of the file
	external string // address of a link out of the file
}

// relations are the links of one part by their id.
type relations struct {
	of   string // the part that holds them
	byID map[string]relation
	all  []relation // in the order of the part
}

// relations reads the links of a part; of the package itself where part is "".
func (p *pack) relations(part string) (relations, error) {
	folder, base := path.Split(part)
	return p.relationsIn(folder+"_rels/"+base+".rels", folder)
}

// relationsIn reads a part that holds links; those into the file count from folder.
func (p *pack) relationsIn(name, folder string) (relations, error) {
	if links, ok := p.links[[2]string{name, folder}]; ok {
		return links, nil
	}
	links := relations{of: name, byID: map[string]relation{}}
	src, err := p.read(links.of)
	if err != nil {
		return links, err
	}
	x := p.scan(links.of, src, relationSpace)
	for open := x.begin("Relationships"); open && x.enter(); x.skip() {
		if string(x.tag) == "Relationship" {
			links.add(x, folder)
		}
	}
	if err := x.finish(); err != nil {
		return links, err
	}
	if len(links.all) <= fewLinks {
		p.links[[2]string{name, folder}] = links
	}
	return links, nil
}

// fewLinks are kept for when they are asked for again: most parts have no more.
const fewLinks = 100

func (l *relations) add(x *scanner, folder string) {
	id := string(x.attr("Id"))
	if _, twice := l.byID[id]; twice || id == "" {
		x.fail("the relationship %s is given twice or has no id", shown(id))
		return
	}
	if len(l.byID) >= x.limits.Entries {
		x.exceeds("holds more than the %s links allowed", thousands(x.limits.Entries))
		return
	}
	link := relation{id: id, kind: relationKind(string(x.attr("Type")))}
	if target := string(x.attr("Target")); string(x.attr("TargetMode")) == "External" {
		link.external = target
	} else {
		link.target = resolveTarget(folder, target)
	}
	l.byID[id] = link
	l.all = append(l.all, link)
}

// relationKind shortens the types this package follows, of both editions of the format. Others
// stay whole, so that no foreign type is mistaken for one of these.
func relationKind(uri string) string {
	for _, base := range []string{
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
		"http://purl.oclc.org/ooxml/officeDocument/relationships/",
	} {
		if kind, ok := strings.CutPrefix(uri, base); ok {
			return kind
		}
	}
	return uri
}

// resolveTarget makes a part's name of a target that counts from folder, or from the top where it
// begins with a slash. It cannot leave the package.
func resolveTarget(folder, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = "/" + folder + target
	}
	return path.Clean(target)[1:]
}

// only is the one part linked to as kind, or "" if there is none. Two are a fault: programs
// would not agree on which one counts.
func (l relations) only(kind string) (string, error) {
	target, n := "", 0
	for _, link := range l.byID {
		if link.kind == kind {
			target = link.target
			n++
		}
	}
	if n > 1 {
		return "", refuse(doSaveAnew, "%s names %d parts as %s where one is allowed", l.of, n, kind)
	}
	if n == 1 && target == "" {
		return "", refuse(doSaveAnew, "%s names a part outside the file as %s", l.of, kind)
	}
	return target, nil
}
