package workbook

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoted is the title of a sheet as formulas write it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// typographic are the characters that spreadsheet programs put in place of those typed.
var typographic = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "‑", "-", "…", "...")

// fold makes two ways to type the same words equal: letter case, blanks, quotes and dashes.
func fold(s string) string {
	if s, ok := foldASCII(s); ok {
		return s
	}
	if strings.ContainsAny(s, "‘’“”–—‑…") {
		s = typographic.Replace(s)
	}
	s = strings.ToLower(s)
	if fields := strings.Fields(s); len(fields) != 1 || len(fields[0]) != len(s) {
		return strings.Join(fields, " ")
	}
	return s
}

// key is what a text is compared by. It is worked out when it is first asked for, as one cell is compared with
// much, and a text that is longer than everything it is compared with is never folded.
type key struct {
	text  string // folded, where it is known
	known bool
	least int // bytes it has at least, no more than leastCounted; 0 where nothing is known
}

// leastCounted bounds how far a text is looked through for how long its key is at least.
const leastCounted = 64

// of is the key of a text, if it can have no more than so many bytes.
func (k *key) of(text string, most int) (string, bool) {
	if k.known {
		return k.text, len(k.text) <= most
	}
	if k.least == 0 {
		k.least = leastFolded(text)
	}
	if k.least > most {
		return "", false
	}
	k.text, k.known = fold(text), true
	return k.text, len(k.text) <= most
}

// leastFolded counts the bytes of a text that certainly become at least one each when it is folded: those of
// ASCII that are no blanks, and the first of any other character that cannot be a blank.
func leastFolded(s string) int {
	n := 0
	for i := 0; i < len(s) && n < leastCounted; i++ {
		switch c := s[i]; {
		case isBlankASCII(c):
		case c < 0x80, c >= 0xC3 && c != 0xE1 && c != 0xE2 && c != 0xE3: // blanks begin with C2, E1, E2 and E3
			n++
		}
	}
	return n
}

// foldASCII is fold for most texts, in one pass.
func foldASCII(s string) (string, bool) {
	var room [64]byte
	b, ok := appendASCII(room[:0], s)
	switch {
	case !ok:
		return "", false
	case string(b) == s:
		return s, true
	}
	return string(b), true
}

// folded is what is found in a map by a text folded.
func folded[V any](in map[string]V, s string) V {
	var room [64]byte
	if b, ok := appendASCII(room[:0], s); ok {
		return in[string(b)] // no string is made for it
	}
	return in[fold(s)]
}

func appendASCII(b []byte, s string) ([]byte, bool) {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80 || c == '.' && strings.HasPrefix(s[i:], "..."):
			return nil, false
		case isBlankASCII(c):
			if n := len(b); n > 0 && b[n-1] != ' ' {
				b = append(b, ' ')
			}
		default:
			b = append(b, lower(c))
		}
	}
	if n := len(b); n > 0 && b[n-1] == ' ' {
		b = b[:n-1]
	}
	return b, true
}

// initials are the letters that folded texts begin with: nearly all others are told from them by their first.
type initials struct {
	ascii [utf8.RuneSelf]bool
	other bool // any letter above ASCII
}

// begin notes the first letter of a folded text.
func (l *initials) begin(folded string) {
	switch {
	case folded == "":
	case folded[0] < utf8.RuneSelf:
		l.ascii[folded[0]] = true
	default:
		l.other = true
	}
}

// mayBegin is false for a text that, folded, certainly begins with none of the letters.
func (l *initials) mayBegin(text string) bool {
	at := pastBlanks(text, 0)
	switch {
	case at == len(text):
		return false
	case text[at] < utf8.RuneSelf:
		return l.ascii[lower(text[at])]
	}
	return l.other || mayFoldToASCII(text[at:])
}

// mayFoldToASCII says that a text begins with a character that may become one of ASCII, or a blank, when it is folded.
func mayFoldToASCII(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r == utf8.RuneError || r >= 0x2000 && r < 0x2100 || unicode.IsSpace(r) || unicode.ToLower(r) < utf8.RuneSelf
}

// pastBlanks is where the blanks of ASCII end that begin at a place of a text.
func pastBlanks(text string, at int) int {
	for at < len(text) && isBlankASCII(text[at]) {
		at++
	}
	return at
}

func isBlankASCII(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// lower is a letter of ASCII in lower case, and every other byte as it is.
func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
