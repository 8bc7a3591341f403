package pdf

import (
	"math"
	"slices"
	"unicode"

	"opframe/render/doc"
)

// column is what is asked of a table column, in thousandths of an em of text or in points with padding.
type column struct {
	share float64 // of the width, relative to the others
	word  float64 // the widest word: the least width at which no word breaks
	text  float64 // the widest text on one line: more is of no use
}

type columns []column

// measure finds out how wide the texts of a table are.
func measure(t *doc.Table) columns {
	out := make(columns, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = column{share: c.Wide}
		out[i].take([]doc.Span{{Text: c.Title, Strong: true}})
	}
	for _, r := range t.Rows {
		for i, cell := range r.Cells[:min(len(r.Cells), len(out))] {
			if t.RowHead && i == 0 {
				cell = []doc.Span{{Text: withMarks(cell), Strong: true}}
			}
			out[i].take(cell)
		}
	}
	return out
}

// take widens a column for a cell. The faces of single runes do not matter for an estimate.
func (c *column) take(spans []doc.Span) {
	line, word, longest, widest := 0, 0, 0, 0
	for _, sp := range spans {
		f := sansFace(sp.Strong || sp.Tone != doc.Neutral, sp.Emph)
		if sp.Code {
			f = mono
		}
		text := sp.Text
		if sp.Note > 0 {
			text += doc.NoteMark(sp.Note)
		}
		t := prepared[f]()
		for _, r := range text {
			if r > ' ' && r <= '~' {
				w := int(t.advances[r])
				line, word = line+w, word+w
				continue
			}
			w := int(t.advances[' '])
			if r != ' ' {
				w = f.estimate(r)
			}
			longest, widest = max(longest, line), max(widest, word)
			if line += w; r == '\n' {
				line = 0
			}
			if word += w; r == ' ' || breaks(r) {
				word = 0
			}
		}
		longest, widest = max(longest, line), max(widest, word)
	}
	c.text, c.word = max(c.text, float64(longest)), max(c.word, float64(widest))
}

// withMarks is the text of spans with the numbers of notes, which are words that take room too.
func withMarks(spans []doc.Span) string {
	text := ""
	for _, sp := range spans {
		if text += sp.Text; sp.Note > 0 {
			text += doc.NoteMark(sp.Note)
		}
	}
	return text
}

// estimate is the width of r in thousandths of an em, whichever face will show it.
func (f face) estimate(r rune) int {
	if r >= ' ' && r <= '~' {
		return int(prepared[f]().advances[r])
	}
	switch g, ok := cast(r, f); {
	case unicode.IsControl(r):
		return 0
	case !ok:
		return 9 * 600 // ‹U+1F600›
	default:
		return int(prepared[g]().advances[r])
	}
}

// at is the columns in points for a size of type and a padding; no single word claims more than long.
func (cs columns) at(size, pad, long float64) columns {
	out := make(columns, len(cs))
	for i, c := range cs {
		out[i] = column{c.share, min(c.word*size/1000, long) + 2*pad + 1, c.text*size/1000 + 2*pad + 1}
	}
	return out
}

// least is the width at which no word breaks.
func (cs columns) least() float64 {
	sum := 0.0
	for _, c := range cs {
		sum += c.word
	}
	return sum
}

// fit divides width by the shares the table asks for. No column gets less than its widest word, and
// room that a column has no use for goes to the others.
func (cs columns) fit(width float64) []float64 {
	cs.share()
	low, high := 0.0, 0.0
	for _, c := range cs {
		low += c.word
		high += c.text
	}
	switch {
	case low >= width:
		return cs.each(func(c column) float64 { return width * c.word / low })
	case high <= width:
		sum := 0.0
		for _, c := range cs {
			sum += c.share
		}
		return cs.each(func(c column) float64 { return c.text + (width-high)*c.share/sum })
	}
	return cs.each(cs.level(width))
}

// level finds how much of the width one share is worth, by halving the range it lies in.
func (cs columns) level(width float64) func(column) float64 {
	worth := 0.0
	give := func(c column) float64 { return min(max(worth*c.share, c.word), c.text) }
	low, high := 0.0, 1e7
	for range 60 {
		worth = (low + high) / 2
		sum := 0.0
		for _, c := range cs {
			sum += give(c)
		}
		if sum > width {
			high = worth
		} else {
			low = worth
		}
	}
	worth = low
	return give
}

// share gives each column its share. Where the table asks for none, longer texts get more, but not in
// proportion, or one long text would starve the rest.
func (cs columns) share() {
	asked := slices.ContainsFunc(cs, func(c column) bool { return c.share > 0 })
	for i := range cs {
		if c := &cs[i]; asked {
			c.share = c.asked()
		} else {
			c.share = math.Sqrt(c.text)
		}
	}
}

// asked is the share a column asks for; none counts as 1.
func (c column) asked() float64 {
	if c.share > 0 {
		return c.share
	}
	return 1
}

func (cs columns) each(width func(column) float64) []float64 {
	out := make([]float64, len(cs))
	for i, c := range cs {
		out[i] = width(c)
	}
	return out
}
