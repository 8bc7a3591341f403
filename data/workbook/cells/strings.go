package cells

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// readStrings reads the texts that cells share. They are cut from one string, so that a thousand
// texts cost two allocations.
func (r *reader) readStrings(part string) error {
	src, err := r.pack.read(part)
	if err != nil {
		return err
	}
	x := r.pack.scan(part, src, mainSpace)
	all := slices.Grow(r.pack.texts[:0], len(src))                                                       // they cannot be longer
	ends := slices.Grow(r.pack.ends[:0], min(bytes.Count(src, []byte("<"))/plainTags, r.limits.Strings)) // a guess
	for open := x.begin("sst"); open; {
		text, plain := x.plainText()
		if !plain && !x.enter() {
			break
		}
		if !plain && string(x.tag) != "si" {
			x.skip()
			continue
		}
		if len(ends) >= r.limits.Strings {
			x.exceeds("holds more than the %s texts allowed", thousands(r.limits.Strings))
		}
		from := len(all)
		if plain {
			all = append(all, text...)
		} else {
			all = richText(x, all)
		}
		all = all[:from+len(unescape(all[from:]))]
		ends = append(ends, len(all))
	}
	if err := x.finish(); err != nil {
		return err
	}
	r.pack.texts, r.pack.ends = all, ends
	r.pack.shared = cutStrings(r.pack.shared, string(all), ends)
	r.texts = r.pack.shared
	return nil
}

func cutStrings(texts []string, all string, ends []int) []string {
	texts = slices.Grow(texts[:0], len(ends))
	from := 0
	for _, to := range ends {
		texts = append(texts, all[from:to])
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

// unescape resolves _xHHHH_ in place, which is how a cell holds characters that XML cannot, and how
// it holds an underscore that would look like the beginning of one. Control characters other than
// tab, newline and return stay as they are written: nobody typed them, and no reader of ours
// could show them. So do halves of surrogate pairs.
func unescape(b []byte) []byte {
	at := bytes.Index(b, []byte("_x"))
	if at < 0 {
		return b
	}
	done, rest := b[:at], b[at:] // what is done never grows past what is read: a character is shorter
	for len(rest) > 0 {
		if r, size := escaped(rest); size > 0 {
			done = utf8.AppendRune(done, r)
			rest = rest[size:]
			continue
		}
		done = append(done, rest[0])
		rest = rest[1:]
	}
	return done
}

// escaped reads one escape, or two that make a surrogate pair, at the start of b; size 0 if there
// is none.
func escaped(b []byte) (r rune, size int) {
	const width = len("_xHHHH_")
	r, ok := escapedUnit(b)
	switch {
	case !ok:
		return 0, 0
	case utf16.IsSurrogate(r):
		low, ok := escapedUnit(b[width:])
		if r = utf16.DecodeRune(r, low); !ok || !isChar(r) || r == utf8.RuneError {
			return 0, 0
		}
		return r, 2 * width
	case !isChar(r):
		return 0, 0
	}
	return r, width
}

func escapedUnit(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}
