package cells

import (
	"bytes"
	"slices"
)

// qname is a name as written. Its local part starts at local, behind the prefix and its colon.
type qname struct {
	full  []byte
	local int
}

// prefix is nil where there is none.
func (n qname) prefix() []byte {
	if n.local == 0 {
		return nil
	}
	return n.full[:n.local-1]
}

// startTag reads <name attr="value" …> or <name …/>.
func (x *scanner) startTag() token {
	x.pos += len("<")
	name := x.name()
	if x.err != nil || !x.mayOpen(name) {
		return nothing
	}
	x.open = append(x.open, element{name.full, len(x.bound)})
	x.attrs, x.buf = x.attrs[:0], x.buf[:0]
	for x.attribute() {
	}
	if x.err != nil {
		return nothing
	}
	if x.src[x.pos] == '/' {
		x.pos++
		x.empty = true
	}
	if !x.expect('>') || !x.onlyOnce() || !x.resolve(name) {
		return nothing
	}
	if x.watch != nil {
		x.watch(x)
	}
	return opened
}

func (x *scanner) mayOpen(name qname) bool {
	switch {
	case len(x.open) == 0 && x.root:
		x.fail("<%s> stands behind the root element", shown(name.full))
	case len(x.open) >= x.limits.Depth:
		x.exceeds("has elements more than %d deep inside each other", x.limits.Depth)
	}
	x.root = true
	return x.err == nil
}

// attribute reads one attribute, or says that the tag has no more: then / or > comes next.
func (x *scanner) attribute() bool {
	from := x.pos
	x.blank()
	if x.pos >= len(x.src) {
		x.fail("it ends inside <%s>", shown(x.innermost()))
		return false
	}
	if c := x.src[x.pos]; c == '>' || c == '/' {
		return false
	}
	if x.pos == from {
		x.fail("<%s> has no space before an attribute", shown(x.innermost()))
		return false
	}
	name := x.name()
	x.blank()
	if x.err != nil || !x.expect('=') {
		return false
	}
	x.blank()
	value := x.quoted()
	if x.err == nil {
		x.addAttribute(name, value)
	}
	return x.err == nil
}

// addAttribute takes an attribute, which may declare a namespace.
func (x *scanner) addAttribute(name qname, value []byte) {
	if len(x.attrs) >= x.limits.Attributes {
		x.exceeds("gives <%s> more than %d attributes", shown(x.innermost()), x.limits.Attributes)
		return
	}
	x.attrs = append(x.attrs, attribute{noSpace, name, value})
	if name.full[0] != 'x' {
		return
	}
	switch {
	case string(name.full) == "xmlns":
		x.bind("", value)
	case string(name.prefix()) == "xmlns":
		x.bind(string(name.full[name.local:]), value)
	}
}

// onlyOnce refuses an attribute that is given twice. Few are compared each with each, many are sorted:
// a file can give every element as many as are allowed.
func (x *scanner) onlyOnce() bool {
	const few = 8
	if len(x.attrs) > few {
		return x.onlyOnceSorted()
	}
	for i := range x.attrs {
		for j := range i {
			if bytes.Equal(x.attrs[i].name.full, x.attrs[j].name.full) {
				x.fail("the attribute %s is given twice", shown(x.attrs[i].name.full))
			}
		}
	}
	return x.err == nil
}

func (x *scanner) onlyOnceSorted() bool {
	x.names = x.names[:0]
	for i := range x.attrs {
		x.names = append(x.names, x.attrs[i].name.full)
	}
	slices.SortFunc(x.names, bytes.Compare)
	for i := 1; i < len(x.names); i++ {
		if bytes.Equal(x.names[i-1], x.names[i]) {
			x.fail("the attribute %s is given twice", shown(x.names[i]))
		}
	}
	return x.err == nil
}

// quoted reads "value" or 'value'.
func (x *scanner) quoted() []byte {
	if x.pos >= len(x.src) || x.src[x.pos] != '"' && x.src[x.pos] != '\'' {
		x.fail("an attribute of <%s> has no quotes", shown(x.innermost()))
		return nil
	}
	quote, raw := x.src[x.pos], x.src[x.pos+1:]
	plain := true
	for i, c := range raw {
		switch {
		case c == quote:
			value := raw[:i]
			if !plain {
				value = x.decode(value, true)
			}
			x.pos += i + 2
			return value
		case c == '<':
			x.fail("an attribute of <%s> holds a <", shown(x.innermost()))
			return nil
		case c == '&' || c < ' ':
			plain = false
		}
	}
	x.fail("an attribute of <%s> has no closing quote", shown(x.innermost()))
	return nil
}

// name reads an element's or attribute's name with at most one prefix.
func (x *scanner) name() (n qname) {
	rest := x.src[x.pos:]
	size := nameLength(rest)
	if size > 0 && size < len(rest) && rest[size] == ':' {
		n.local = size + 1
		local := nameLength(rest[n.local:])
		size += 1 + local
		if local == 0 {
			size = 0
		}
	}
	if size == 0 {
		x.fail("a name is wanted and %s found", shown(rest[:min(16, len(rest))]))
	}
	n.full = rest[:size]
	x.pos += size
	return n
}

// nameLength counts the bytes of a name without colons at the start of b.
func nameLength(b []byte) (n int) {
	if len(b) == 0 || nameBytes[b[0]] != startsName {
		return 0
	}
	for n < len(b) && nameBytes[b[n]] != notInName {
		n++
	}
	return n
}

// blank passes over white space.
func (x *scanner) blank() {
	for x.pos < len(x.src) && isBlank(x.src[x.pos]) {
		x.pos++
	}
}

func (x *scanner) expect(c byte) bool {
	if x.pos < len(x.src) && x.src[x.pos] == c {
		x.pos++
		return true
	}
	x.fail("%q is missing", string(c))
	return false
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

const (
	notInName = iota
	insideName
	startsName
)

// nameBytes says where in a name a byte may stand. All of UTF-8 above ASCII is let through: such names
// stand in foreign namespaces only, and nothing is read from them.
var nameBytes = func() (t [256]uint8) {
	for c := range t {
		switch letter := c | 0x20; {
		case letter >= 'a' && letter <= 'z', c == '_', c >= 0x80:
			t[c] = startsName
		case c >= '0' && c <= '9', c == '-', c == '.':
			t[c] = insideName
		}
	}
	return t
}()
