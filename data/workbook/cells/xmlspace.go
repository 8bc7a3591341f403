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
	x.tag = nil
	if in == x.own {
		x.tag = name.full[name.local:]
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
