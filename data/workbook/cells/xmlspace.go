package cells

// space is a namespace: one of those this package reads, or any other.
type space uint8

const (
	noSpace       space = iota
	otherSpace          // bound to something not read here
	mainSpace           // cells, styles, strings, the workbook
	refSpace            // r:id, which points into the relationships of a part
	relationSpace       // the relationships
	typeSpace           // [Content_Types].xml
	threadSpace         // comments with replies, and who wrote them

	officeSpace   // of OpenDocument: the document and its parts
	tableSpace    // its tables, rows and cells
	textSpace     // its paragraphs
	styleSpace    // its styles
	drawSpace     // pictures and objects in it
	metaSpace     // facts about it
	formSpace     // its forms
	scriptSpace   // its macros
	manifestSpace // the list of its parts
	calcSpace     // what LibreOffice adds about cells
	linkSpace     // XLink: addresses
	dublinSpace   // Dublin Core: who and when
)

// spaceOf knows both editions of the format: the transitional one, which every program writes by
// default, and the strict one.
func spaceOf(uri []byte) space {
	switch string(uri) {
	case "":
		return noSpace
	case "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main":
		return mainSpace
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return refSpace
	case "http://schemas.openxmlformats.org/package/2006/relationships":
		return relationSpace
	case "http://schemas.openxmlformats.org/package/2006/content-types":
		return typeSpace
	case "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments":
		return threadSpace
	}
	return odfSpaceOf(uri)
}

// odfSpaceOf knows OpenDocument, whose versions share their namespaces.
func odfSpaceOf(uri []byte) space {
	const odf = "urn:oasis:names:tc:opendocument:xmlns:"
	switch string(uri) {
	case odf + "office:1.0":
		return officeSpace
	case odf + "table:1.0":
		return tableSpace
	case odf + "text:1.0":
		return textSpace
	case odf + "style:1.0":
		return styleSpace
	case odf + "drawing:1.0":
		return drawSpace
	case odf + "meta:1.0":
		return metaSpace
	case odf + "form:1.0":
		return formSpace
	case odf + "script:1.0":
		return scriptSpace
	case odf + "manifest:1.0":
		return manifestSpace
	case "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0":
		return calcSpace
	case "http://www.w3.org/1999/xlink":
		return linkSpace
	case "http://purl.org/dc/elements/1.1/":
		return dublinSpace
	}
	return otherSpace
}

// binding is a declaration of a prefix that ends with its element: what the prefix stood for before.
type binding struct {
	prefix string
	before space
	known  bool
}

// bind declares a prefix for the open element; the empty one is the default namespace.
func (x *scanner) bind(prefix string, uri []byte) {
	switch {
	case prefix != "" && len(uri) == 0:
		x.fail("the prefix %s is bound to nothing", shown(prefix))
	case prefix == "xmlns":
		x.fail("the prefix xmlns is declared")
	default:
		before, known := x.spaces[prefix]
		x.bound = append(x.bound, binding{prefix, before, known})
		x.spaces[prefix] = spaceOf(uri)
		x.plain = x.spaces[""]
	}
}

// unbind takes back the declarations of an element that ends.
func (x *scanner) unbind(outside int) {
	for i := len(x.bound) - 1; i >= outside; i-- {
		if b := x.bound[i]; b.known {
			x.spaces[b.prefix] = b.before
		} else {
			delete(x.spaces, b.prefix)
		}
	}
	x.bound = x.bound[:outside]
	x.plain = x.spaces[""]
}

// resolve finds the namespaces of the open element and its attributes, when all its declarations
// are read. Attributes without a prefix are in none.
func (x *scanner) resolve(name qname) bool {
	in := x.plain
	if name.local > 0 {
		in = x.lookup(name.prefix())
	}
	x.tag, x.in, x.local = nil, in, name.full[name.local:]
	if in == x.own {
		x.tag = x.local
	}
	for i := range x.attrs {
		if a := &x.attrs[i]; a.name.local > 0 {
			a.space = x.lookup(a.name.prefix())
		}
	}
	return x.err == nil
}

func (x *scanner) lookup(prefix []byte) space {
	s, known := x.spaces[string(prefix)]
	if !known {
		x.fail("the prefix %s is not declared", shown(prefix))
	}
	return s
}
