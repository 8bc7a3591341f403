package cells

import (
	"fmt"
)

// scanner walks through one XML part of a package. It accepts well-formed XML in UTF-8 without a
// document type: entities other than the five of XML itself do not exist, nothing is ever fetched.
//
// A reader goes down by enter and comes back up by consuming what it entered:
//
//	for x.enter() {
//		switch string(x.tag) {
//		case "row":
//			readRow(x) // consumes the element to its end
//		default:
//			x.skip()
//		}
//	}
//
// After the first fault every call says that there is nothing more; err holds the fault.
type scanner struct {
	part   string // for messages
	own    space  // the namespace whose elements have a tag
	limits *Limits

	src  []byte
	pos  int
	err  error
	root bool // the root element was seen
	busy int  // pieces read since Stop was asked

	watch func(x *scanner) // sees each element that opens, those that are skipped too; nil for nobody

	tag   []byte      // local name of the element opened last; empty in a foreign namespace
	in    space       // namespace of the element opened last
	local []byte      // its local name, whatever its namespace
	attrs []attribute // of the element opened last
	chars []byte      // of the last run of text
	empty bool        // the element opened last is <so/>: its end comes next

	open   []element
	bound  []binding        // in force now, in the order they came
	spaces map[string]space // by prefix: a map, because files can declare very many
	plain  space            // of elements without a prefix
	names  [][]byte         // for the search for duplicates
	buf    []byte           // holds decoded text and attribute values until the next token
}

type element struct {
	name  []byte // as written, prefix included
	bound int    // bindings in force outside of it
}

type attribute struct {
	space space
	name  qname
	value []byte
}

// newScanner starts at the root element of a part.
func newScanner(part string, src []byte, own space, limits *Limits) *scanner {
	return new(scanner).start(part, src, own, limits)
}

// start starts at the root element of a part, with the room that the scanner has from those before.
func (x *scanner) start(part string, src []byte, own space, limits *Limits) *scanner {
	*x = scanner{part: part, own: own, limits: limits, src: src, open: x.open[:0], attrs: x.attrs[:0], bound: x.bound[:0],
		spaces: x.spaces, names: x.names[:0], buf: x.buf[:0]}
	if x.spaces == nil {
		x.spaces = map[string]space{}
	}
	clear(x.spaces) // a part that is damaged leaves what it declared
	x.spaces["xml"], x.spaces["xmlns"] = otherSpace, otherSpace
	x.prolog()
	return x
}

// leave lets go of the part, and of room that few parts need.
func (x *scanner) leave() {
	const usual = 64
	if cap(x.bound) > usual || cap(x.buf) > mostKept {
		*x = scanner{}
	}
	clear(x.open[:cap(x.open)])
	clear(x.attrs[:cap(x.attrs)])
	clear(x.names[:cap(x.names)])
	*x = scanner{open: x.open, attrs: x.attrs, bound: x.bound, spaces: x.spaces, names: x.names, buf: x.buf}
}

// begin opens the root element and says whether it is the one wanted.
func (x *scanner) begin(root string) bool {
	if !x.enter() {
		return false
	}
	if string(x.tag) != root {
		x.fail("its root <%s> is not the <%s> of a spreadsheet", shown(x.innermost()), root)
		return false
	}
	return true
}

// enter opens the next element directly inside the open one. At the end of the open one it
// closes that and says false.
func (x *scanner) enter() bool {
	for {
		switch x.next() {
		case opened:
			return true
		case characters:
		default:
			return false
		}
	}
}

// skip consumes the open element.
func (x *scanner) skip() {
	outside := len(x.open) - 1
	for {
		switch x.next() {
		case closed:
			if len(x.open) <= outside {
				return
			}
		case nothing:
			return
		}
	}
}

// text appends the text of the open element to dst and consumes it. An element within it is a fault.
func (x *scanner) text(dst []byte) []byte {
	for {
		switch x.next() {
		case characters:
			dst = append(dst, x.chars...)
		case opened:
			x.fail("<%s> stands inside a text", shown(x.innermost()))
		default:
			return dst
		}
	}
}

// deepText appends all text in the open element, that of elements in it too, and consumes it. It has no
// more than a cell may have.
func (x *scanner) deepText(dst []byte) []byte {
	outside := len(x.open) - 1
	for {
		switch x.next() {
		case characters:
			if dst = append(dst, x.chars...); len(dst) > 4*x.limits.TextRunes { // four bytes are the longest character
				x.exceeds("holds a text of more than the %s characters allowed", thousands(x.limits.TextRunes))
			}
		case closed:
			if len(x.open) <= outside {
				return dst
			}
		case nothing:
			return dst
		}
	}
}

// attr is the value of an attribute without prefix, valid until the scanner moves; nil if there
// is none.
func (x *scanner) attr(name string) []byte {
	for i := range x.attrs {
		if a := &x.attrs[i]; a.space == noSpace && string(a.name.full) == name {
			return a.value
		}
	}
	return nil
}

// attrIn is the value of an attribute in a namespace, under whatever prefix it is written; under two
// of them it is a fault.
func (x *scanner) attrIn(in space, name string) (value []byte) {
	for i := range x.attrs {
		a := &x.attrs[i]
		if a.space != in || string(a.name.full[a.name.local:]) != name {
			continue
		}
		if value != nil {
			x.fail("the attribute %s is given twice", shown(a.name.full))
		}
		value = a.value
	}
	return value
}

// anyIn is the value of an attribute in a namespace, the first one if it is given under two prefixes.
// It is for facts, which must not make a fault of what reading does not look at.
func (x *scanner) anyIn(in space, name string) []byte {
	for i := range x.attrs {
		if a := &x.attrs[i]; a.space == in && string(a.name.full[a.name.local:]) == name {
			return a.value
		}
	}
	return nil
}

// at says that the element opened last is this one.
func (x *scanner) at(in space, name string) bool { return x.in == in && string(x.local) == name }

// ref is the value of r:id.
func (x *scanner) ref() []byte { return x.attrIn(refSpace, "id") }

// finish reads to the end of the part, so that damage behind the last wanted element is found,
// and gives the first fault.
func (x *scanner) finish() error {
	for x.next() != nothing {
	}
	return x.err
}

// fail stops for damage: the part is not what a program would write.
func (x *scanner) fail(why string, args ...any) {
	if x.err == nil {
		x.err = refuse(doSaveAnew, "the part %s is damaged near byte %d: %s", shown(x.part), x.pos, fmt.Sprintf(why, args...))
	}
}

// exceeds stops for a limit: the part is sound as far as it was read, but too large.
func (x *scanner) exceeds(why string, args ...any) {
	if x.err == nil {
		x.err = refuse(doShrink, "the part %s %s", shown(x.part), fmt.Sprintf(why, args...))
	}
}

func (x *scanner) innermost() []byte { return x.open[len(x.open)-1].name }
