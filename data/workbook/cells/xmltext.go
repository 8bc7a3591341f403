package cells

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf8"
)

// prolog checks the bytes of the part and passes over the byte order mark and the XML declaration.
func (x *scanner) prolog() {
	if bytes.HasPrefix(x.src, []byte{0xFE, 0xFF}) || bytes.HasPrefix(x.src, []byte{0xFF, 0xFE}) || bytes.IndexByte(x.src[:min(4, len(x.src))], 0) >= 0 {
		x.fail("it is written in UTF-16 where UTF-8 is wanted")
		return
	}
	if at, why := badCharacter(x.src); why != "" {
		x.pos = at
		x.fail("%s", why)
		return
	}
	if bytes.HasPrefix(x.src, []byte("\uFEFF")) {
		x.pos = len("\uFEFF")
	}
	if rest := x.src[x.pos:]; bytes.HasPrefix(rest, []byte("<?xml")) && len(rest) > 5 && isBlank(rest[5]) {
		x.declaration()
	}
}

// declaration reads <?xml version="1.0" encoding="UTF-8"?>. Only the encoding matters.
func (x *scanner) declaration() {
	raw, ok := x.until("<?xml", "?>")
	if !ok {
		return
	}
	_, after, found := bytes.Cut(raw, []byte("encoding"))
	after = bytes.TrimLeft(after, " \t\r\n=")
	if !found || len(after) == 0 {
		return
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	switch string(bytes.ToLower(name)) {
	case "utf-8", "utf8", "us-ascii", "ascii":
	default:
		x.fail("it is written in %s where UTF-8 is wanted", shown(name))
	}
}

// badCharacter finds the first byte that cannot stand in XML. Eight plain bytes are passed at once,
// because nearly all are plain: no control character and none above ASCII.
func badCharacter(b []byte) (at int, why string) {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for at < len(b) {
		if len(b)-at >= 8 {
			if w := binary.LittleEndian.Uint64(b[at:]); (w|(w-ones*0x20))&tops == 0 {
				at += 8
				continue
			}
		}
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size <= 1 {
			return at, "it is not valid UTF-8"
		}
		if !isChar(r) {
			return at, "it holds a control character"
		}
		at += size
	}
	return 0, ""
}

// isChar says that XML allows r in text.
func isChar(r rune) bool {
	return r >= 0x20 && r < 0xD800 || r > 0xDFFF && r < 0xFFFE || r > 0xFFFF && r <= utf8.MaxRune || r == '\t' || r == '\n' || r == '\r'
}

// decode resolves entities and makes line ends \n; in attributes white space becomes a space, as
// XML wants it. The result stands at the end of x.buf.
func (x *scanner) decode(raw []byte, inAttribute bool) []byte {
	start := len(x.buf)
	for i := 0; i < len(raw) && x.err == nil; i++ {
		c := raw[i]
		switch {
		case c == '&':
			i += x.entity(raw[i:])
			continue
		case c == '\r':
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
			c = '\n'
		}
		if inAttribute && (c == '\n' || c == '\t') {
			c = ' '
		}
		x.buf = append(x.buf, c)
	}
	return x.buf[start:]
}

// entity appends what the entity at the start of raw stands for and gives the bytes behind its &.
func (x *scanner) entity(raw []byte) int {
	const longest = len("&#x0010FFFF;")
	end := bytes.IndexByte(raw[:min(len(raw), longest)], ';')
	if end < 0 {
		x.fail("a single & stands in a text")
		return 0
	}
	r, ok := entityRune(raw[1:end])
	if !ok {
		x.fail("&%s; is not known", shown(raw[1:end]))
		return 0
	}
	x.buf = utf8.AppendRune(x.buf, r)
	return end
}

func entityRune(name []byte) (rune, bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, isNumber := bytes.CutPrefix(name, []byte("#"))
	base := 10
	if hex, isHex := bytes.CutPrefix(digits, []byte("x")); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	return rune(n), isNumber && err == nil && isChar(rune(n))
}
