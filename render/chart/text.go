package chart

import (
	"strings"
	"unicode"
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
	if strong {
		sum *= 1.07
	}
	return sum * size
}

// advance estimates the width of a rune in ems for the common sans-serif faces.
func advance(r rune) float64 {
	switch {
	case strings.ContainsRune("ijl|'", r):
		return 0.26
	case strings.ContainsRune(" .,:;!ft/I()[]·", r):
		return 0.33
	case strings.ContainsRune("rs-ckvxyzJ\"*", r):
		return 0.53
	case r == 'm' || r == 'M' || r == '%':
		return 0.89
	case r == 'W' || r == '@' || r == '…':
		return 1.03
	case unicode.Is(unicode.Mn, r):
		return 0
	case strings.ContainsRune("BEFKLPSTVXYZ&", r):
		return 0.70
	case unicode.IsUpper(r):
		return 0.80
	case r >= 0x2e80:
		return 1.1
	}
	return 0.6
}

// wrap breaks text at its spaces into at most most lines no wider than width, and a word that is too
// long for a line anywhere. What does not fit is cut and marked with an ellipsis.
func wrap(text string, width, size float64, strong bool, most int) []string {
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

// words are the words of text; one wider than width comes in pieces.
func words(text string, width, size float64, strong bool) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		for extent(w, size, strong) > width {
			n := fitting(w, width, size, strong)
			out = append(out, w[:n])
			w = w[n:]
		}
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// fitting is how many bytes of text fit into width: at least one rune.
func fitting(text string, width, size float64, strong bool) int {
	end := 0
	for i, r := range text {
		next := i + len(string(r))
		if i > 0 && extent(text[:next], size, strong) > width {
			return end
		}
		end = next
	}
	return end
}

// cut shortens text to width and ends it with an ellipsis where it was cut.
func cut(text string, width, size float64, strong bool) string {
	if extent(text, size, strong) <= width {
		return text
	}
	text = strings.TrimRight(strings.TrimSuffix(text, ellipsis), " ")
	for text != "" && extent(text+ellipsis, size, strong) > width {
		runes := []rune(text)
		text = strings.TrimRight(string(runes[:len(runes)-1]), " ,")
	}
	return text + ellipsis
}
