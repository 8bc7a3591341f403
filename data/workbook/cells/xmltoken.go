package cells

import "bytes"

// token is what the scanner found.
type token uint8

const (
	nothing    token = iota // the part has ended, or a fault was found
	opened                  // a start tag: tag and attrs hold it
	closed                  // an end tag
	characters              // text: chars holds it
)

// next finds the next token. Comments and processing instructions are passed over.
func (x *scanner) next() token {
	if x.err == nil && x.empty {
		x.empty = false
		x.close()
		return closed
	}
	for x.err == nil && x.pos < len(x.src) {
		found := x.markup()
		if found != nothing && x.err == nil {
			return found
		}
	}
	switch {
	case x.err != nil:
	case len(x.open) > 0:
		x.fail("it ends inside <%s>", shown(x.innermost()))
	case !x.root:
		x.fail("it holds no element")
	}
	return nothing
}

// markup reads one piece of the part. It finds nothing in a comment, an instruction or the space
// around the root element.
func (x *scanner) markup() token {
	if x.busy++; x.busy >= 1<<12 {
		x.pause()
	}
	rest := x.src[x.pos:]
	if rest[0] != '<' {
		return x.charData()
	}
	if len(rest) == 1 {
		x.fail("it ends in a tag")
		return nothing
	}
	switch rest[1] {
	case '/':
		return x.endTag()
	case '?':
		x.instruction()
	case '!':
		return x.declared()
	default:
		return x.startTag()
	}
	return nothing
}

// pause asks whether there is time to go on.
func (x *scanner) pause() {
	x.busy = 0
	if x.limits.stopped() && x.err == nil {
		x.err = tooLong()
	}
}

// declared reads what begins with <! and is no document type.
func (x *scanner) declared() token {
	switch rest := x.src[x.pos:]; {
	case bytes.HasPrefix(rest, []byte("<!--")):
		x.comment()
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return x.cdata()
	default:
		x.fail("it declares a document type or entities, which are never read")
	}
	return nothing
}

func (x *scanner) charData() token {
	raw := x.src[x.pos:]
	if end := bytes.IndexByte(raw, '<'); end >= 0 {
		raw = raw[:end]
	}
	if bytes.IndexByte(raw, '>') >= 0 && bytes.Contains(raw, []byte("]]>")) {
		x.fail("]]> stands in a text")
	}
	if len(x.open) == 0 {
		if len(bytes.Trim(raw, " \t\r\n")) > 0 {
			x.fail("text stands outside the root element")
		}
		x.pos += len(raw)
		return nothing
	}
	if x.chars = raw; bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, '\r') >= 0 {
		x.buf = x.buf[:0]
		x.chars = x.decode(raw, false)
	}
	x.pos += len(raw)
	return characters
}

func (x *scanner) cdata() token {
	if len(x.open) == 0 {
		x.fail("text stands outside the root element")
		return nothing
	}
	raw, ok := x.until("<![CDATA[", "]]>")
	if !ok {
		return nothing
	}
	x.chars = raw
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		x.chars = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	return characters
}

func (x *scanner) comment() {
	if raw, ok := x.until("<!--", "-->"); ok && (bytes.Contains(raw, []byte("--")) || bytes.HasSuffix(raw, []byte("-"))) {
		x.fail("-- stands in a comment")
	}
}

func (x *scanner) instruction() {
	raw, ok := x.until("<?", "?>")
	if !ok {
		return
	}
	target := raw[:nameLength(raw)]
	follows := raw[len(target):]
	if len(target) == 0 || len(follows) > 0 && !isBlank(follows[0]) || bytes.EqualFold(target, []byte("xml")) {
		x.fail("a second XML declaration, or an instruction without a name, stands in it")
	}
}

// until moves behind a piece that begins with before and gives what stands between it and after.
func (x *scanner) until(before, after string) ([]byte, bool) {
	raw := x.src[x.pos+len(before):]
	end := bytes.Index(raw, []byte(after))
	if end < 0 {
		x.fail("%s has no %s", before, after)
		return nil, false
	}
	x.pos += len(before) + end + len(after)
	return raw[:end], true
}

func (x *scanner) endTag() token {
	x.pos += len("</")
	if len(x.open) > 0 { // nearly always it is the right one, without a blank
		want, rest := x.innermost(), x.src[x.pos:]
		if len(rest) > len(want) && rest[len(want)] == '>' && bytes.HasPrefix(rest, want) {
			x.pos += len(want) + 1
			x.close()
			return closed
		}
	}
	return x.oddEndTag()
}

// oddEndTag reads an end tag that is wrong, or right and written with a blank.
func (x *scanner) oddEndTag() token {
	name := x.name()
	x.blank()
	if x.err != nil || !x.expect('>') {
		return nothing
	}
	switch {
	case len(x.open) == 0:
		x.fail("</%s> closes nothing", shown(name.full))
	case !bytes.Equal(x.innermost(), name.full):
		x.fail("<%s> is closed by </%s>", shown(x.innermost()), shown(name.full))
	default:
		x.close()
	}
	return closed
}

func (x *scanner) close() {
	last := len(x.open) - 1
	if outside := x.open[last].bound; outside < len(x.bound) {
		x.unbind(outside)
	}
	x.open = x.open[:last]
}
