package cells

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// readStrings reads the texts that cells share. They are cut from one string, so that a thousand
// texts cost two allocations.
func (r *reader) readStrings(part string) error {
	src, err := r.pack.read(part)
	if err != nil {
		return err
	}
	x := newScanner(part, src, mainSpace, r.limits)
	all := make([]byte, 0, len(src)/2)
	var ends []int
	for open := x.begin("sst"); open && x.enter(); {
		if string(x.tag) != "si" {
			x.skip()
			continue
		}
		if len(ends) >= r.limits.Strings {
			x.fail("it holds more than the %s texts allowed", thousands(r.limits.Strings))
			break
		}
		all = richText(x, all)
		ends = append(ends, len(all))
	}
	if err := x.finish(); err != nil {
		return err
	}
	r.texts = cutStrings(string(all), ends)
	return nil
}

func cutStrings(all string, ends []int) []string {
	texts := make([]string, len(ends))
	from := 0
	for i, to := range ends {
		texts[i] = unescape(all[from:to])
		from = to
	}
	return texts
}

// richText appends the text of the open element, an si or is: its own, or that of its runs.
// Phonetic runs say how the text is pronounced and are not part of it.
func richText(x *scanner, dst []byte) []byte {
	for x.enter() {
		switch string(x.tag) {
		case "t":
			dst = x.text(dst)
		case "r":
			dst = richText(x, dst)
		default:
			x.skip()
		}
	}
	return dst
}

// unescape resolves _xHHHH_, which is how a cell holds characters that XML cannot, and how it
// holds an underscore that would look like the beginning of one. Control characters other than
// tab, newline and return stay as they are written: nobody typed them, and no reader of ours
// could show them. So do halves of surrogate pairs.
func unescape(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; at >= 0; at = strings.Index(s, "_x") {
		b.WriteString(s[:at])
		s = s[at:]
		r, size := escaped(s)
		if size == 0 {
			b.WriteString("_x")
			s = s[len("_x"):]
			continue
		}
		b.WriteRune(r)
		s = s[size:]
	}
	b.WriteString(s)
	return b.String()
}

// escaped reads one escape, or two that make a surrogate pair, at the start of s; size 0 if there
// is none.
func escaped(s string) (r rune, size int) {
	const width = len("_xHHHH_")
	r, ok := escapedUnit(s)
	switch {
	case !ok:
		return 0, 0
	case utf16.IsSurrogate(r):
		low, ok := escapedUnit(s[width:])
		if r = utf16.DecodeRune(r, low); !ok || !isChar(r) || r == '\uFFFD' {
			return 0, 0
		}
		return r, 2 * width
	case !isChar(r):
		return 0, 0
	}
	return r, width
}

func escapedUnit(s string) (rune, bool) {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}
