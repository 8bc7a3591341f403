package markdown

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text writes s so that a reader of Markdown finds nothing but s in it, with no more backslashes than
// that takes. Runs of blanks become one.
func (w *inline) text(s string) {
	if w.ticks(s) {
		w.raw(reference(rune(s[0])))
		w.encode = false
		return
	}
	for i := 0; i < len(s); {
		if !w.encode {
			end := i + w.words(s[i:])
			w.out = append(w.out, s[i:end]...)
			if i = end; i == len(s) {
				return
			}
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isBlank(r):
			if !isBlank(rune(s[i+1])) { // s ends in no blank
				w.blank(s[i+1:])
			}
		case w.encode && !endsWord(r):
			w.raw(reference(r))
		case r < utf8.RuneSelf && w.special(s, i):
			w.out = append(w.out, '\\', byte(r))
		default:
			w.out = append(w.out, s[i:i+size]...)
		}
		w.encode = false
		i += size
	}
}

// words is how many bytes s begins with that are written as they are: harmless ones, and spaces between two
// words of which the second fits on the line.
func (w *inline) words(s string) int {
	broken := w.place == inProse
	room := width - len(w.out) + w.start // bytes to the end of the line
	for i := 0; ; i++ {
		for i < len(s) && harmless[s[i]] {
			i++
		}
		if i+1 >= len(s) || s[i] != ' ' || isBlank(rune(s[i+1])) || broken && i+1+wordEnd(s[i+1:], room-i) > room {
			return i
		}
	}
}

// characters are those of valid UTF-8: its bytes but for those that continue a character. It counts eight at
// a time.
func characters(text []byte) int {
	n := len(text)
	for ; len(text) >= 8; text = text[8:] {
		x := binary.LittleEndian.Uint64(text)
		n -= bits.OnesCount64((x >> 7) & (^x >> 6) & 0x0101010101010101)
	}
	for _, b := range text {
		if b&0xc0 == 0x80 {
			n--
		}
	}
	return n
}

// wordEnd is where the first word of s ends; of a word that reaches beyond most bytes, somewhere behind them.
func wordEnd(s string, most int) int {
	end := 0
	for end < len(s) && end <= most && !isBlank(rune(s[end])) {
		end++
	}
	return end
}

// harmless are the bytes that mean nothing wherever they stand: special is never true of them.
var harmless = func() (t [256]bool) {
	for c := range t {
		t[c] = !isBlank(rune(c)) && strings.IndexByte("\\`*~_[]<&|#>=+-:.)@(", byte(c)) < 0
	}
	return t
}()

// ticks: a link called x would be taken for a box to tick where it begins an item of a list.
func (w *inline) ticks(s string) bool {
	return (s == "x" || s == "X") && w.open.href != "" && w.last() == '['
}

// blank is a space, or in prose the end of a line that the next word does not fit on.
func (w *inline) blank(rest string) {
	if w.place != inProse || w.fits(rest) {
		w.out = append(w.out, ' ')
		return
	}
	w.out = append(w.out, '\n')
	w.start = len(w.out)
}

// fits: the first word of rest fits on the line, behind a blank. Characters are counted only where there are
// too many bytes.
func (w *inline) fits(rest string) bool {
	line, word := w.out[w.start:], rest[:wordEnd(rest, len(rest))]
	return len(line)+1+len(word) <= width || characters(line)+1+utf8.RuneCountInString(word) <= width
}

// special says whether the character at s[i] would mean something where it is about to be written.
func (w *inline) special(s string, i int) bool {
	next := byte(' ')
	if i+1 < len(s) && !isBlank(rune(s[i+1])) {
		next = s[i+1]
	}
	if w.afterNote(s[i]) {
		return true
	}
	switch s[i] {
	case '\\', '`', '*', '~':
		return true
	case '_':
		return !insideWord(s, i)
	case '[':
		return w.open.href != "" || !bracketsWord(s, i)
	case ']':
		return w.open.href != "" || !bracketsWord(s, strings.LastIndexByte(s[:i], '['))
	case '<':
		return isLetter(next) || strings.IndexByte("/!?", next) >= 0
	case '&':
		return isReference(s[i+1:])
	case '|':
		return w.place == inCell || w.atStart()
	case '#':
		return w.place == inHeading || w.atStart()
	case '>', '=':
		return w.atStart()
	case '+', '-':
		return w.atStart() && strings.IndexByte(" -:|", next) >= 0
	case ':':
		return strings.HasPrefix(s[i:], "://") || w.atStart() && next == '-'
	case '.', ')':
		return next == ' ' && w.afterNumber() || s[i] == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www")
	case '@':
		return next != ' '
	}
	return false
}

// atStart: nothing stands before on a line of prose, where a block could begin.
func (w *inline) atStart() bool { return w.place == inProse && len(w.out) == w.start }

// afterNumber: the line so far is what begins an item of an ordered list.
func (w *inline) afterNumber() bool {
	line := w.out[w.start:]
	return w.place == inProse && len(line) > 0 && len(line) < 10 &&
		strings.Trim(string(line), "0123456789") == ""
}

// insideWord: an underscore with letters on both sides means nothing. Not at the second or last but
// one character, which may come to be written as a reference.
func insideWord(s string, i int) bool {
	return i >= 2 && i+2 < len(s) && isWordByte(s[i-2]) && isWordByte(s[i-1]) && isWordByte(s[i+1]) && isWordByte(s[i+2])
}

// bracketsWord: a word in square brackets such as [c] is a link only where its address is given
// further on, which never happens here (labels of notes are no words); but [x] is a box to tick, and
// brackets may follow.
func bracketsWord(s string, i int) bool {
	if i < 0 {
		return false
	}
	word, after, found := strings.Cut(s[i+1:], "]")
	if !found || word == "" || word == "x" || word == "X" {
		return false
	}
	for j := range len(word) {
		if !isWordByte(word[j]) {
			return false
		}
	}
	return after == "" || strings.IndexByte("([:", after[0]) < 0
}

// isReference: an ampersand before s would make one character of what follows.
func isReference(s string) bool {
	name, _, found := strings.Cut(s, ";")
	for i := range len(name) {
		if !isWordByte(name[i]) && name[i] != '#' {
			return false
		}
	}
	return found && name != ""
}

// valid has U+FFFD in place of NUL and of every byte that is not UTF-8.
func valid(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r == 0 {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

// collapse makes one space of a run of blanks.
func collapse(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		if isBlank(r) {
			blank = true
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
	return b.String()
}

// isBlank is white space of which a run counts as one; a no-break space does not.
func isBlank(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

// isWord: certainly not punctuation, by any edition of CommonMark.
func isWord(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r)
}

// endsWord: certainly white space or punctuation, by any edition of CommonMark.
func endsWord(r rune) bool {
	return unicode.Is(unicode.Zs, r) || r == '\n' || unicode.IsPunct(r) || r < utf8.RuneSelf && unicode.IsSymbol(r)
}

func isLetter(b byte) bool   { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
func isWordByte(b byte) bool { return isLetter(b) || b >= '0' && b <= '9' }
