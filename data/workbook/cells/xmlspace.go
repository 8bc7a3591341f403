package cells

import "bytes"

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

// binding says what a prefix stands for; a nil prefix is the default namespace.
type binding struct {
	prefix []byte
	space  space
}

func (x *scanner) bind(prefix, uri []byte) {
	switch {
	case prefix != nil && len(uri) == 0:
		x.fail("the prefix %s is bound to nothing", shown(prefix))
	case string(prefix) == "xmlns":
		x.fail("the prefix xmlns is declared")
	case len(x.bound) >= x.limits.Declarations:
		x.fail("more than %d namespaces are declared", x.limits.Declarations)
	default:
		x.bound = append(x.bound, binding{prefix, spaceOf(uri)})
		x.plain = x.lookup(nil)
	}
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
			x.onlyOne(i)
		}
	}
	return x.err == nil
}

func (x *scanner) lookup(prefix []byte) space {
	for i := len(x.bound) - 1; i >= 0; i-- {
		if b := &x.bound[i]; bytes.Equal(b.prefix, prefix) {
			return b.space
		}
	}
	switch string(prefix) {
	case "":
		return noSpace
	case "xml", "xmlns":
	default:
		x.fail("the prefix %s is not declared", shown(prefix))
	}
	return otherSpace
}

// onlyOne refuses the same attribute under two prefixes, where it matters: in a namespace that is read.
func (x *scanner) onlyOne(i int) {
	a := &x.attrs[i]
	for j := range x.attrs[:i] {
		b := &x.attrs[j]
		if a.space != otherSpace && a.space == b.space && bytes.Equal(a.local(), b.local()) {
			x.fail("the attribute %s is given twice", shown(a.name.full))
		}
	}
}
