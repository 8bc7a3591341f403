package pdf

import (
	"strings"
	"unicode/utf8"
)

// line is text on one baseline.
type line struct {
	runs  []run
	width float64 // without the space at its end
}

// broken sets runs in lines no wider than width. It breaks at spaces, and inside a word only when
// the word is wider than a line. Every line ends with a space, except where a word was broken, so that
// the words of extracted text stay apart. Several spaces are one; "\n" ends a line.
func (s *setter) broken(runs []run, width float64) []line {
	b := s.breaker.start(s, runs, width)
	for i := range runs {
		b.run(i)
	}
	b.place()
	if len(b.line) > 0 {
		b.end(true)
	}
	return append(s.ofLines.room(len(b.lines)), b.lines...)
}

// add puts text at the end of the line; its width is known.
func (l *line) add(text string, st *style) { l.runs = append(l.runs, run{text, *st}) }

// alike is how many runs from the first on have its style: they are one text.
func alike(runs []run) int {
	n := 1
	for n < len(runs) && runs[n].style == runs[0].style {
		n++
	}
	return n
}

// together is the text of runs.
func together(runs []run) string {
	if len(runs) == 1 {
		return runs[0].text
	}
	var b strings.Builder
	for i := range runs {
		b.WriteString(runs[i].text)
	}
	return b.String()
}

func (r *run) width() float64 { return r.face.width(r.text, r.size) }

// points is a number of thousandths of the size.
func (s *style) points(units int) float64 { return float64(units) * s.size / 1000 }

// fitting is how many bytes of r fit into room: at least one rune when it must, else perhaps none. It
// stops behind a space or punctuation where there is some in the second half. Combining marks have no
// width, so that they stay with their letters.
func (r *run) fitting(room float64, must bool) int {
	end, good, used := 0, 0, 0.0
	for i, c := range r.text {
		next := i + utf8.RuneLen(c)
		used += r.face.width(r.text[i:next], r.size)
		if used > room && (i > 0 || !must) {
			break
		}
		end = next
		if strings.ContainsRune(" /-_.,:;@&?=+)›", c) {
			good = next
		}
	}
	if end < len(r.text) && 2*good > end {
		return good
	}
	return end
}

// codeLines sets one row of code: every space counts, and what is too wide breaks at spaces or anywhere.
func (s *setter) codeLines(runs []run, width float64) []line {
	b := s.breaker.start(s, runs, width)
	for i := range runs {
		b.chop(piece{i, 0, len(runs[i].text), false, runs[i].width()})
	}
	b.end(true)
	return append(s.ofLines.room(len(b.lines)), b.lines...)
}
