package pdf

import (
	"math"
	"strconv"
)

// The operators of a content stream (ISO 32000-1, 8 and 9). Positions are points from the top left.

// show puts text with its baseline at y.
func (p *pen) show(f face, size float64, c colour, x, y float64, text string) {
	p.font(f, size)
	p.fill(c)
	b := append(p.out, "BT "...)
	b = append(appendNumber(appendNumber(b, x), p.sheet.h-y), "Td ("...)
	s := p.subsets[f]
	for _, r := range text {
		code := s.code(r)
		b = appendEscaped(appendEscaped(b, byte(code>>8)), byte(code))
	}
	p.out = append(b, ")Tj ET\n"...)
}

// font sets the face and its size for what is shown next.
func (p *pen) font(f face, size float64) {
	if p.subsets[f] == nil {
		p.subsets[f] = newSubset(f)
	}
	if f == p.face && size == p.size {
		return
	}
	p.face, p.size = f, size
	p.out = append(append(append(p.out, '/'), resource(f)...), ' ')
	p.out = append(appendNumber(p.out, size), "Tf\n"...)
}

// resource is the name of a face in content streams.
func resource(f face) string { return "F" + strconv.Itoa(int(f)+1) }

func (p *pen) fill(c colour) {
	if p.filling == nil || *p.filling != c {
		p.filling = &c
		p.out = append(appendColour(p.out, c), "rg\n"...)
	}
}

func (p *pen) draw(c colour, weight float64) {
	if p.drawing == nil || *p.drawing != c {
		p.drawing = &c
		p.out = append(appendColour(p.out, c), "RG\n"...)
	}
	if weight != p.weight {
		p.weight = weight
		p.out = append(appendNumber(p.out, weight), "w\n"...)
	}
}

// rectangle paints an area with its top left at x and y as the operator how says: "f", "S" or "B".
func (p *pen) rectangle(x, y, w, h float64, how string) {
	b := appendNumber(appendNumber(p.out, x), p.sheet.h-y-h)
	b = append(appendNumber(appendNumber(b, w), h), "re "...)
	p.out = append(append(b, how...), '\n')
}

func (p *pen) line(x1, y1, x2, y2 float64) {
	b := append(appendNumber(appendNumber(p.out, x1), p.sheet.h-y1), "m "...)
	p.out = append(appendNumber(appendNumber(b, x2), p.sheet.h-y2), "l S\n"...)
}

// appendNumber writes a number with at most two digits after the point, and a blank.
func appendNumber(b []byte, f float64) []byte {
	n := int64(math.Round(f * 100))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	switch rest := byte(n % 100); {
	case rest == 0:
	case rest%10 == 0:
		b = append(b, '.', '0'+rest/10)
	default:
		b = append(b, '.', '0'+rest/10, '0'+rest%10)
	}
	return append(b, ' ')
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendColour writes the three parts of a colour from 0 to 1 with three digits each.
func appendColour(b []byte, c colour) []byte {
	for _, part := range [...]uint8{c.r, c.g, c.b} {
		n := (int(part)*1000 + 127) / 255
		b = append(b, '0'+byte(n/1000), '.', '0'+byte(n/100%10), '0'+byte(n/10%10), '0'+byte(n%10), ' ')
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
