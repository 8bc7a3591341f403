package pdf

import (
	"unicode"
	"unicode/utf8"
)

// piece is a part of one of the runs that are being broken. Words beside each other in a run are one
// piece, so that the text of a line is not put together from words.
type piece struct {
	run, from, to int
	blank         bool // a space, whatever kind of it the run has
	width         float64
}

// breaker is at work on a line, with a word that is not on it yet and the space owed before the word.
type breaker struct {
	set   *setter
	runs  []run
	width float64
	lines []line

	line, word []piece
	used, long float64 // the widths of line and word
	space      piece   // owed, where it has a width
}

// start is the breaker with the memory of what it did before.
func (b *breaker) start(s *setter, runs []run, width float64) *breaker {
	*b = breaker{set: s, runs: runs, width: width, lines: b.lines[:0], line: b.line[:0], word: b.word[:0]}
	return b
}

// run takes the words of a run; the last may go on in the next run.
func (b *breaker) run(n int) {
	r := &b.runs[n]
	of := prepared[r.face]()
	blank := r.points(int(of.advances[' ']))
	for at := 0; at < len(r.text); {
		end, size, units := of.word(r.text, at)
		if end > at {
			w := r.points(units)
			b.word = append(b.word, piece{n, at, end, false, w})
			b.long += w
		}
		if at = end + size; size == 0 {
			return
		}
		b.place()
		if r.text[end] == '\n' {
			b.space = piece{}
			b.end(true)
		} else if len(b.line) > 0 && b.space.width == 0 {
			if r.text[end] == ' ' {
				at = b.fill(n, at, of, blank)
			}
			b.space = piece{n, at - size, at, true, blank}
		}
	}
}

// fill is where most words come on the line: those from at on, a blank behind the last word of the line, as long
// as each fits and a blank follows. It gives where the first begins that is not on the line.
func (b *breaker) fill(n, at int, of *typeface, blank float64) int {
	last := &b.line[len(b.line)-1]
	if last.run != n || last.to != at-1 || last.blank {
		return at
	}
	r, used := &b.runs[n], b.used
	for {
		end, size, units := of.word(r.text, at)
		w := r.points(units)
		if end == at || size == 0 || r.text[end] != ' ' || w > b.width-used-blank+slack {
			break
		}
		used += blank
		used += w
		at = end + 1
	}
	last.to, b.used = at-1, used
	return at
}

// word finds the end of the word at a place of a text, the size of the space behind it, 0 for none, and the
// width of the word in thousandths.
func (t *typeface) word(text string, at int) (end, space, units int) {
	for end = at; end < len(text); {
		if c := text[end]; c > ' ' && c <= '~' {
			units += int(t.advances[c])
			end++
			continue
		}
		if text[end] == ' ' {
			return end, 1, units
		}
		c, n := utf8.DecodeRuneInString(text[end:])
		if breaks(c) {
			return end, n, units
		}
		units += int(t.advances[c])
		end += n
	}
	return end, 0, units
}

// breaks says that a line may end at r. No-break spaces are not among these.
func breaks(r rune) bool {
	if r > ' ' && r < 0x7f {
		return false
	}
	switch r {
	case '\u00a0', '\u2007', '\u202f':
		return false
	}
	return unicode.IsSpace(r)
}

// place puts the waiting word on the line, or on a new one when it does not fit.
func (b *breaker) place() {
	if len(b.word) == 0 {
		return
	}
	if len(b.line) > 0 && b.long > b.width-b.used-b.space.width+slack {
		b.end(true)
	}
	if b.space.width != 0 {
		b.add(b.space)
		b.space = piece{}
	}
	for _, p := range b.word {
		b.chop(p)
	}
	b.word, b.long = b.word[:0], 0
}

// slack absorbs the rounding of sums, in points.
const slack = 0.01

// chop puts p on the line, in parts where it is wider than what is left of it.
func (b *breaker) chop(p piece) {
	for p.width > b.width-b.used+slack {
		r := b.runs[p.run]
		r.text = r.text[p.from:p.to]
		n := r.fitting(b.width-b.used+slack, len(b.line) == 0)
		if n == len(r.text) {
			break
		}
		if n > 0 {
			first := piece{p.run, p.from, p.from + n, false, r.face.width(r.text[:n], r.size)}
			b.add(first)
			p.from, p.width = first.to, p.width-first.width
		}
		b.end(false)
	}
	b.add(p)
}

// add puts p at the end of the line.
func (b *breaker) add(p piece) {
	b.used += p.width
	if n := len(b.line); n > 0 {
		last := &b.line[n-1]
		plain := !p.blank || b.runs[p.run].text[p.from] == ' '
		if last.run == p.run && last.to == p.from && plain && !last.blank {
			last.to = p.to
			return
		}
	}
	b.line = append(b.line, p)
}

// end finishes the line, with a space at its end where there shall be one. A space still owed is dropped.
func (b *breaker) end(space bool) {
	l := line{width: b.used}
	if len(b.line) > 0 {
		l.runs = b.set.ofRuns.room(len(b.line) + 1)
	}
	for i := range b.line {
		p := &b.line[i]
		r := &b.runs[p.run]
		switch last := space && i == len(b.line)-1; {
		case p.blank:
			l.add(" ", &r.style)
		case last && p.to < len(r.text) && r.text[p.to] == ' ':
			l.add(r.text[p.from:p.to+1], &r.style)
		case last:
			l.add(r.text[p.from:p.to], &r.style)
			l.add(" ", &r.style)
		default:
			l.add(r.text[p.from:p.to], &r.style)
		}
	}
	b.lines = append(b.lines, l)
	b.line, b.used, b.space = b.line[:0], 0, piece{}
}
