package workbook

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A spreadsheet program makes a row as high as its text only when the text is typed into it, so the
// heights are worked out here. The widths are those of a common sans serif, in ems, a little wide:
// a spare line looks better than a lost one.

const (
	lineHeight = 12.8 // points, of body text
	maxHeight  = 409  // points, of a row in Excel
	// A column is as many digits of the default font wide; padding and rounding take some of it.
	emsPerChar = 0.60
	emsPadding = 0.9
)

// height is what a line of a page needs, in points.
func (p page) height(ln *line) float64 {
	h := 0.0
	for i := range ln.cells {
		c := &ln.cells[i]
		if (c.col == 0 && p.marked()) || c.kind == blank || c.look == optionIDLook {
			continue
		}
		width := p.widths[c.col]
		for _, s := range ln.spans {
			for col := s[0] + 1; s[0] == c.col && col <= s[1]; col++ {
				width += p.widths[col]
			}
		}
		f := fitOf(c.look)
		h = max(h, f.pad+f.size/10*lineHeight*float64(textLines(c.String(), (width*emsPerChar-emsPadding-f.indent)*10/f.size*f.squeeze)))
	}
	return min(max(h, lineHeight+4), maxHeight)
}

// fit is what the height of a cell depends on: the size of its letters in points, how much of the
// width they can use, and what stands around them in points and ems.
type fit struct{ size, squeeze, pad, indent float64 }

func fitOf(k look) fit {
	switch k {
	case titleLook:
		return fit{18, 0.9, 10, 0}
	case headingLook:
		return fit{12, 0.9, 14, 0}
	case headerLook, controlLook, labelLook, idLook:
		return fit{10, 0.93, 6, 0}
	case optionLook:
		return fit{10, 0.95, 5, 2}
	}
	return fit{10, 0.95, 5, 0}
}

// textLines counts the lines of a text broken at words to a width in ems.
func textLines(s string, width float64) int {
	if float64(len(s)) <= width && strings.IndexByte(s, '\n') < 0 {
		return 1 // no character is wider than an em
	}
	n := 0
	for part := range strings.SplitSeq(s, "\n") {
		n++
		x, first := 0.0, true
		for word := range strings.FieldsSeq(part) {
			w := ems(word)
			switch {
			case first:
				x, first = w, false
			case x+0.3+w > width:
				n, x = n+1, w
			default:
				x += 0.3 + w
			}
			for x > width && width > 1 { // a word longer than the column is broken
				n, x = n+1, x-width
			}
		}
	}
	return n
}

func ems(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r < utf8.RuneSelf {
			w += emsOfASCII[r]
		} else {
			w += emsOf(r)
		}
	}
	return w
}

// emsOfASCII is emsOf for the letters of most texts.
var emsOfASCII = func() (all [utf8.RuneSelf]float64) {
	for r := range all {
		all[r] = emsOf(rune(r))
	}
	return all
}()

func emsOf(r rune) float64 {
	switch {
	case strings.ContainsRune("ijltfI.,:;'!|[]/ ", r):
		return 0.28
	case strings.ContainsRune("r()-\"", r):
		return 0.35
	case strings.ContainsRune("cksvxyzJ", r):
		return 0.51
	case strings.ContainsRune("mwMW%@", r):
		return 0.9
	case unicode.IsUpper(r):
		return 0.7
	case r < 0x250:
		return 0.565
	case r < 0x2e80:
		return 0.68
	}
	return 1
}

// utf16Len is how many UTF-16 units a text has.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++ // a pair of surrogates
		}
	}
	return n
}
