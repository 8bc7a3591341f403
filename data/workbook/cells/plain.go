package cells

import "bytes"

// Nearly all cells and texts of a workbook are written alike: <c r="B2" s="1" t="s"><v>5</v></c> and
// <si><t>text</t></si>. These are read in one look, and everything else, damage too, token by token.

// plainTags is how many tags a plain cell or text has.
const plainTags = 4

// mayBePlain says that two elements of the reader's own may open here, one in the other, with their names as
// they are.
func (x *scanner) mayBePlain() bool {
	return x.err == nil && !x.empty && x.watch == nil && x.plain == x.own && len(x.open)+2 <= x.limits.Depth && len(x.open) > 0
}

// plainly moves behind what was read in one look.
func (x *scanner) plainly(size int) {
	x.pos += size
	if x.busy += plainTags; x.busy >= 1<<12 {
		x.pause()
	}
}

// plainText reads a text without runs, which is valid until the scanner moves. It is false, and nothing is read, where
// something else comes next.
func (x *scanner) plainText() ([]byte, bool) {
	if !x.mayBePlain() || x.limits.Attributes < 1 {
		return nil, false
	}
	rest, ok := bytes.CutPrefix(x.src[x.pos:], []byte("<si><t"))
	if !ok {
		return nil, false
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(">")); !ok {
		if rest, ok = bytes.CutPrefix(rest, []byte(` xml:space="preserve">`)); !ok {
			return nil, false
		}
	}
	text := untilTag(rest)
	at := len(x.src) - len(rest) // of the text
	if rest, ok = bytes.CutPrefix(rest[len(text):], []byte("</t></si>")); !ok || bytes.IndexByte(text, '\r') >= 0 || bytes.IndexByte(text, '>') >= 0 {
		return nil, false
	}
	if bytes.IndexByte(text, '&') >= 0 {
		x.pos, x.buf = at, x.buf[:0] // where a fault in it is told of
		text = x.decode(text, false)
	}
	x.plainly(len(x.src) - x.pos - len(rest))
	return text, x.err == nil
}

// untilTag is what stands before the next tag; nothing where there is none.
func untilTag(b []byte) []byte { return b[:max(0, bytes.IndexByte(b, '<'))] }

// isPlain says that a text means what is written.
func isPlain(text []byte) bool {
	return bytes.IndexByte(text, '&') < 0 && bytes.IndexByte(text, '\r') < 0 && bytes.IndexByte(text, '>') < 0
}

// plainCell reads a cell with a value and no formula, or an empty one. It is false, and nothing is read, where
// something else comes next.
func (s *sheet) plainCell() bool {
	x := s.x
	if !x.mayBePlain() || x.limits.Attributes < 3 {
		return false
	}
	rest, ok := bytes.CutPrefix(x.src[x.pos:], []byte("<c"))
	if !ok {
		return false
	}
	var ref, style, kind []byte
	for len(rest) > 0 && rest[0] == ' ' {
		var into *[]byte
		name, value, after := plainAttribute(rest[1:])
		switch name {
		case 'r':
			into = &ref
		case 's':
			into = &style
		case 't':
			into = &kind
		}
		if into == nil || *into != nil {
			return false
		}
		*into, rest = value, after
	}
	var value []byte
	if after, empty := bytes.CutPrefix(rest, []byte("/>")); empty {
		rest = after
	} else {
		if rest, ok = bytes.CutPrefix(rest, []byte("><v>")); !ok {
			return false
		}
		value = untilTag(rest)
		if rest, ok = bytes.CutPrefix(rest[len(value):], []byte("</v></c>")); !ok || len(value) == 0 || !isPlain(value) {
			return false
		}
	}
	col := s.col + 1
	if ref != nil {
		row, at, ok := parseRef(ref, s.limits)
		if !ok || row != s.row {
			return false
		}
		col = at
	}
	if col >= s.limits.Cols {
		return false
	}
	s.col = col
	x.plainly(len(x.src) - x.pos - len(rest))
	if x.err == nil && !(string(kind) == "s" && s.keepShared(style, value)) {
		s.raw.set(kind, style, value)
		s.keep()
	}
	return x.err == nil
}

// plainAttribute reads r="B2": a name of one letter and a value that means what is written and is not empty.
func plainAttribute(b []byte) (name byte, value, rest []byte) {
	if len(b) < 3 || b[1] != '=' || b[2] != '"' {
		return 0, nil, nil
	}
	value = b[3:]
	for i, c := range value {
		if c == '"' && i > 0 {
			return b[0], value[:i], value[i+1:]
		}
		if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			break
		}
	}
	return 0, nil, nil
}
