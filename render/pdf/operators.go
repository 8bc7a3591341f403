package pdf

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// The operators of a content stream (ISO 32000-1, 8 and 9). Positions are points from the top left. Text stands
// in as few text objects as there can be, and each text is put by how far it is from the one before: rows and
// lines are alike then, which makes them short when they are deflated. What begins with a letter or a digit has
// the end of a line before it; a name and a string need none.

// graphics is what a content stream has set for what is painted next, as far as it is known.
type graphics struct {
	filling, drawing known
	weight           float64 // 0 is unknown
}

// known is a colour that is set, if any is.
type known struct {
	colour
	set bool
}

// show puts text with its baseline at y, beginning at x.
func (p *pen) show(f face, size float64, c colour, x, y float64, text string) {
	p.setText(f, size, c)
	p.move(x, y)
	p.string([]run{{text: text}})
}

// setText makes the face, the size and the colour those of what is shown next.
func (p *pen) setText(f face, size float64, c colour) {
	if p.subsets[f] == nil {
		p.subsets[f] = newSubset(f)
	}
	if f != p.face || size != p.size {
		p.face, p.size = f, size
		p.out = append(append(append(p.out, '/'), resource(f)...), ' ')
		p.out = append(appendNumber(p.out, size), "Tf"...)
	}
	p.out = p.above.fill(p.out, c)
}

// raise puts what is shown next so far above the line.
func (p *pen) raise(rise float64) {
	if rise != p.rise {
		p.rise = rise
		p.out = append(appendNumber(append(p.out, '\n'), rise), "Ts"...)
	}
}

// move goes to the place of the next text: from where the last line began, or from the corner of the page
// (bottom left, as the format has it) in a text object that has just begun. A line that is as far below as the
// one before was needs no numbers.
func (p *pen) move(x, y float64) {
	to := [2]int{tenths(x), tenths(p.sheet.h - y)}
	right, down := to[0]-p.at[0], p.at[1]-to[1]
	p.at = to
	switch {
	case right == 0 && down == 0:
	case right == 0 && down > 0 && down == p.leading:
		p.nextLine = true
	default:
		p.out = appendTenths(appendTenths(append(p.out, '\n'), right), -down)
		if right == 0 && down > 0 {
			p.out, p.leading = append(p.out, "TD"...), down
		} else {
			p.out = append(p.out, "Td"...)
		}
	}
}

// string shows runs as one text in the face that is set.
func (p *pen) string(runs []run) {
	b := append(p.out, '(')
	s := p.subsets[p.face]
	for i := range runs {
		b = s.append(b, runs[i].text)
	}
	if p.nextLine {
		p.out, p.nextLine = append(b, ")'"...), false
	} else {
		p.out = append(b, ")Tj"...)
	}
}

// append writes what shows text, as it stands in a string. Most of it is as it is in the text.
func (s *subset) append(b []byte, text string) []byte {
	from := 0 // what is not written yet
	for i := 0; i < len(text); i++ {
		c := text[i]
		if !changed[c] {
			s.ascii[c%utf8.RuneSelf] = true
			continue
		}
		if c < utf8.RuneSelf {
			s.ascii[c] = true
			b = appendEscaped(append(b, text[from:i]...), c)
			from = i + 1
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		code := s.code(r)
		b = append(b, text[from:i]...)
		b = appendEscaped(appendEscaped(b, byte(code>>8)), byte(code))
		i += n - 1
		from = i + 1
	}
	return append(b, text[from:]...)
}

// changed are the bytes of a text that are not what shows it: those to be escaped, and those of other runes than
// ASCII's.
var changed = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= utf8.RuneSelf || len(appendEscaped(nil, byte(c))) > 1
	}
	return is
}()

// resource is the name of a face in content streams.
func resource(f face) string { return resources[f] }

var resources = [faceCount]string{"F1", "F2", "F3", "F4", "F5", "F6", "F7"}

func (g *graphics) fill(b []byte, c colour) []byte {
	if g.filling == (known{c, true}) {
		return b
	}
	g.filling = known{c, true}
	return append(appendColour(append(b, '\n'), c), "rg"...)
}

func (g *graphics) draw(b []byte, c colour, weight float64) []byte {
	if g.drawing != (known{c, true}) {
		g.drawing = known{c, true}
		b = append(appendColour(append(b, '\n'), c), "RG"...)
	}
	if weight != g.weight {
		g.weight = weight
		b = append(appendNumber(append(b, '\n'), weight), "w"...)
	}
	return b
}

// rectangle paints an area with its top left at x and y as the operator how says: "f", "S" or "B".
func (s sheet) rectangle(b []byte, x, y, w, h float64, how string) []byte {
	b = appendNumber(appendNumber(append(b, '\n'), x), s.h-y-h)
	b = append(appendNumber(appendNumber(b, w), h), "re "...)
	return append(b, how...)
}

// line adds a line to the path; S paints it.
func (s sheet) line(b []byte, x1, y1, x2, y2 float64) []byte {
	b = append(appendTenths(appendTenths(append(b, '\n'), tenths(x1)), tenths(s.h-y1)), "m "...)
	return append(appendTenths(appendTenths(b, tenths(x2)), tenths(s.h-y2)), "l"...)
}

// tenths is how fine text and rules are put: a tenth of a point is less than what is seen.
func tenths(points float64) int { return int(math.Round(points * 10)) }

// appendTenths writes a number of tenths, and a blank.
func appendTenths(b []byte, n int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	if n >= 10 || n == 0 {
		b = strconv.AppendInt(b, int64(n/10), 10)
	}
	if n%10 != 0 {
		b = append(b, '.', '0'+byte(n%10))
	}
	return append(b, ' ')
}

// appendNumber writes a number with at most two digits after the point, and a blank.
func appendNumber(b []byte, f float64) []byte {
	n := int(math.Round(f * 100))
	if n%10 == 0 {
		return appendTenths(b, n/10)
	}
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	if n >= 100 {
		b = strconv.AppendInt(b, int64(n/100), 10)
	}
	return append(b, '.', '0'+byte(n/10%10), '0'+byte(n%10), ' ')
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendColour writes the three parts of a colour from 0 to 1 with three digits each.
func appendColour(b []byte, c colour) []byte {
	for _, part := range [...]uint8{c.r, c.g, c.b} {
		switch n := (int(part)*1000 + 127) / 255; n {
		case 0, 1000:
			b = append(b, '0'+byte(n/1000), ' ')
		default:
			b = append(b, '.', '0'+byte(n/100), '0'+byte(n/10%10), '0'+byte(n%10), ' ')
		}
	}
	return b
}

// appendEscaped writes a byte of a string. A bare carriage return would be read as a line feed.
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}
