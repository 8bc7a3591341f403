package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is text on one baseline.
type line struct {
	runs  []run
	width float64 // without the space at its end
}

// breakLines sets runs in lines no wider than width. It breaks at spaces, and inside a word only when
// the word is wider than a line. Every line ends with a space, except where a word was broken, so that
// the words of extracted text stay apart. Several spaces are one; "\n" ends a line.
func breakLines(runs []run, width float64) []line {
	b := breaker{width: width}
	for _, r := range runs {
		b.run(r)
	}
	b.place()
	if len(b.line.runs) > 0 {
		b.end(true)
	}
	return b.lines
}

// breaker is at work on a line, with a word that is not on it yet and the space owed before the word.
type breaker struct {
	width float64
	lines []line
	line  line
	word  line
	space *style
}

// run takes the words of r; the last may go on in the next run.
func (b *breaker) run(r run) {
	for text := r.text; text != ""; {
		i := strings.IndexFunc(text, breaks)
		if i < 0 {
			b.word.add(run{text, r.style})
			return
		}
		b.word.add(run{text[:i], r.style})
		b.place()
		c, n := utf8.DecodeRuneInString(text[i:])
		if c == '\n' {
			b.space = nil
			b.end(true)
		} else if len(b.line.runs) > 0 && b.space == nil {
			b.space = &r.style
		}
		text = text[i+n:]
	}
}

// breaks says that a line may end at r. No-break spaces are not among these.
func breaks(r rune) bool {
	switch r {
	case '\u00a0', '\u2007', '\u202f':
		return false
	}
	return unicode.IsSpace(r)
}

// place puts the waiting word on the line, or on a new one when it does not fit.
func (b *breaker) place() {
	if len(b.word.runs) == 0 {
		return
	}
	room := b.width - b.line.width
	if b.space != nil {
		room -= b.space.face.width(" ", b.space.size)
	}
	if len(b.line.runs) > 0 && b.word.width > room+slack {
		b.end(true)
	}
	if b.space != nil {
		b.line.add(run{" ", *b.space})
		b.space = nil
	}
	for _, r := range b.word.runs {
		b.chop(r)
	}
	b.word = line{}
}

// slack absorbs the rounding of sums, in points.
const slack = 0.01

// chop puts r on the line, in pieces where it is wider than what is left of it.
func (b *breaker) chop(r run) {
	for {
		n := r.fitting(b.width-b.line.width+slack, len(b.line.runs) == 0)
		b.line.add(run{r.text[:n], r.style})
		if n == len(r.text) {
			return
		}
		b.end(false)
		r.text = r.text[n:]
	}
}

// end finishes the line. A space still owed is dropped: the line has its own.
func (b *breaker) end(space bool) {
	if n := len(b.line.runs); n > 0 && space {
		b.line.runs[n-1].text += " "
	}
	b.lines = append(b.lines, b.line)
	b.line, b.space = line{}, nil
}

// add puts r at the end of the line.
func (l *line) add(r run) {
	if r.text == "" {
		return
	}
	l.width += r.width()
	if n := len(l.runs); n > 0 && l.runs[n-1].style == r.style {
		l.runs[n-1].text += r.text
		return
	}
	l.runs = append(l.runs, r)
}

func (r run) width() float64 { return r.face.width(r.text, r.size) }

// fitting is how many bytes of r fit into room: at least one rune when it must, else perhaps none. It
// stops behind a space or punctuation where there is some in the second half. Combining marks have no
// width, so that they stay with their letters.
func (r run) fitting(room float64, must bool) int {
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
func codeLines(runs []run, width float64) []line {
	b := breaker{width: width}
	for _, r := range runs {
		b.chop(r)
	}
	b.end(true)
	return b.lines
}
