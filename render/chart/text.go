package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ellipsis ends a text that was cut.
const ellipsis = "…"

// leading is the distance of two lines in sizes.
const leading = 1.25

// extent estimates how wide a text is at a size. It errs to the wide side, because a browser may set
// the text in another face than the one the estimate was made for.
func extent(text string, size float64, strong bool) float64 {
	sum := 0.0
	for _, r := range text {
		sum += advance(r)
	}
	return sum * weighted(size, strong)
}

// wider is how much wider the widest common face (DejaVu Sans) is than the widths below.
const wider = 1.07

// weighted is size as it counts for widths: strong letters are wider.
func weighted(size float64, strong bool) float64 {
	if strong {
		return size * wider * 1.07
	}
	return size * wider
}

// groups of ASCII letters of one width in ems, for the common sans-serif faces.
var groups = []struct {
	letters string
	em      float64
}{
	{"ijl|'", 0.26},
	{" .,:;!ft/I()[]", 0.33},
	{"rs-ckvxyzJ\"*", 0.53},
	{"BEFKLPSTVXYZ&", 0.70},
	{"ACDGHNOQRU", 0.80},
	{"mM%", 0.89},
	{"W@", 1.03},
}

// ascii is the table of groups by letter; the letters of no group have 0.6.
var ascii = func() (em [128]float64) {
	for r := range em {
		em[r] = 0.6
		for _, g := range groups {
			if strings.ContainsRune(g.letters, rune(r)) {
				em[r] = g.em
			}
		}
	}
	return em
}()

// advance estimates the width of a rune in ems.
func advance(r rune) float64 {
	switch {
	case r < int32(len(ascii)):
		return ascii[r]
	case unicode.Is(unicode.Mn, r):
		return 0
	case r == '…':
		return 1.03
	case unicode.IsUpper(r):
		return 0.82
	case r >= 0x2e80:
		return 1.1
	}
	return 0.6
}

// wrap breaks text at its spaces into at most most lines no wider than width, and a word that is too
// long for a line anywhere. What does not fit is cut and marked with an ellipsis.
func wrap(text string, width, size float64, strong bool, most int) []string {
	if most > 0 && onOneLine(text) && fitting(text, width, size, strong) == len(text) && extent(text, size, strong) <= width {
		return []string{text}
	}
	var lines []string
	line := ""
	for _, word := range words(text, width, size, strong) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if line == "" || extent(joined, size, strong) <= width {
			line = joined
			continue
		}
		lines = append(lines, line)
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines[most-1] = cut(lines[most-1]+" "+ellipsis, width, size, strong)
		lines = lines[:most]
	}
	return lines
}

// onOneLine says that text is a line as it is: words with a single space between them. Most are.
func onOneLine(text string) bool {
	blank := true // before the first word, too
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= utf8.RuneSelf || blank && c == ' ' {
			return false
		}
		blank = c == ' '
	}
	return !blank
}

// words are the words of text; one wider than width comes in pieces.
func words(text string, width, size float64, strong bool) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		for w != "" {
			n := max(fitting(w, width, size, strong), first(w))
			out = append(out, w[:n])
			w = w[n:]
		}
	}
	return out
}

// first is the length of the first rune of text in bytes.
func first(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	return n
}

// fitting is how many bytes of text fit into width.
func fitting(text string, width, size float64, strong bool) int {
	size = weighted(size, strong)
	sum := 0.0
	for i, r := range text {
		if sum += advance(r) * size; sum > width {
			return i
		}
	}
	return len(text)
}

// cut shortens text to width and ends it with an ellipsis where it was cut.
func cut(text string, width, size float64, strong bool) string {
	if fitting(text, width, size, strong) == len(text) {
		return text
	}
	n := fitting(text, width-extent(ellipsis, size, strong), size, strong)
	return strings.TrimRight(text[:n], " ,"+ellipsis) + ellipsis
}
