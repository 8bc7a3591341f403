package cells

import (
	"bytes"
	"strconv"
)

// rawCell is a cell as it is written, before strings and styles are looked up. Its bytes are
// copies, used again for the next cell.
type rawCell struct {
	kind, style         []byte // attributes t and s
	value, inline       []byte // of v and is
	hasValue, hasInline bool
	formula             bool
}

// set takes a cell with a value and nothing else, or with none at all.
func (c *rawCell) set(kind, style, value []byte) {
	*c = rawCell{kind: append(c.kind[:0], kind...), style: append(c.style[:0], style...), value: append(c.value[:0], value...),
		inline: c.inline[:0], hasValue: len(value) > 0}
}

// read consumes a c element.
func (c *rawCell) read(x *scanner) {
	c.kind, c.style = c.kind[:0], c.style[:0]
	for i := range x.attrs {
		if a := &x.attrs[i]; a.space == noSpace && len(a.name.full) == 1 {
			switch a.name.full[0] {
			case 't':
				c.kind = append(c.kind, a.value...)
			case 's':
				c.style = append(c.style, a.value...)
			}
		}
	}
	c.value, c.inline = c.value[:0], c.inline[:0]
	c.hasValue, c.hasInline, c.formula = false, false, false
	for x.enter() {
		switch string(x.tag) {
		case "v":
			if c.hasValue {
				x.fail("a cell has two values")
			}
			c.hasValue = true
			c.value = x.text(c.value)
		case "is":
			c.hasInline = true
			c.inline = richText(x, c.inline)
		case "f":
			c.formula = true
			x.skip()
		default:
			x.skip()
		}
	}
}

// NoValue is the text of a formula that was saved without its value: a cell of kind Error, because
// to read it as empty would lose what its author saw.
const NoValue = "#NOVALUE"

// value makes a cell of the raw one. It is false for a cell that is empty.
func (s *sheet) value() (Cell, bool) {
	c := &s.raw
	inline, formulaText := string(c.kind) == "inlineStr", string(c.kind) == "str"
	if c.hasInline && (inline || !c.hasValue) {
		return s.textCell(string(unescape(c.inline))), true
	}
	if inline || formulaText && c.hasValue {
		return s.textCell(string(unescape(c.value))), true
	}
	value := c.value
	if n := len(value); n > 0 && (isBlank(value[0]) || isBlank(value[n-1])) {
		value = bytes.Trim(value, " \t\r\n")
	}
	if len(value) == 0 {
		return Cell{Kind: Error, Text: NoValue, Formula: true}, c.formula
	}
	switch string(c.kind) {
	case "s":
		return s.sharedCell(value)
	case "b":
		return s.boolCell(value)
	case "e":
		return Cell{Kind: Error, Text: string(value), Formula: c.formula}, true
	case "d":
		return s.isoCell(value)
	case "", "n":
		return s.numberCell(value)
	}
	return s.wrong("has the unknown type %s", shown(c.kind))
}

func (s *sheet) textCell(text string) Cell {
	return Cell{Kind: Text, Text: text, Formula: s.raw.formula}
}

func (s *sheet) sharedCell(value []byte) (Cell, bool) {
	i, ok := place(value)
	if !ok || i >= len(s.texts) {
		return s.wrong("refers to the shared text %s, and there are %d", shown(value), len(s.texts))
	}
	return s.textCell(s.texts[i]), true
}

// place reads a number that counts from 0, of digits alone and as small as those of shared texts are.
func place(b []byte) (n int, ok bool) {
	for _, c := range b {
		if c < '0' || c > '9' || n > 1<<31/10 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0
}

func (s *sheet) boolCell(value []byte) (Cell, bool) {
	switch string(value) {
	case "1", "true":
		return Cell{Kind: Bool, Text: "TRUE", Formula: s.raw.formula}, true
	case "0", "false":
		return Cell{Kind: Bool, Text: "FALSE", Formula: s.raw.formula}, true
	}
	return s.wrong("is %s where 1 for true or 0 for false should be", shown(value))
}

// numberCell reads a number, and a date where the style shows one. A number that such a style
// cannot show as a day stays a number.
func (s *sheet) numberCell(value []byte) (Cell, bool) {
	f, ok := parseNumber(value)
	if !ok {
		return s.wrong("is %s where a number should be", shown(value))
	}
	isDate, ok := s.showsDate()
	if !ok {
		return s.wrong("has the style %s, and there are %d", shown(s.raw.style), len(s.styles))
	}
	if isDate {
		if d, seconds, ok := s.epoch.moment(f); ok {
			return Cell{Kind: Date, Text: dateText(d, seconds), Number: f, Date: d, Formula: s.raw.formula}, true
		}
	}
	return Cell{Kind: Number, Text: numberText(f), Number: f, Formula: s.raw.formula}, true
}

// isoCell reads a cell of type d.
func (s *sheet) isoCell(value []byte) (Cell, bool) {
	c, ok := momentCell(string(value), s.epoch)
	if !ok {
		return s.wrong("is %s where a date should be", shown(value))
	}
	c.Formula = s.raw.formula
	return c, true
}

// momentCell is a cell with a date written as text, or the number of a time of day.
func momentCell(value string, e epoch) (Cell, bool) {
	d, seconds, ok := parseISO(value)
	if isTimeOfDay(d) {
		serial := float64(seconds) / secondsPerDay
		return Cell{Kind: Number, Text: numberText(serial), Number: serial}, ok
	}
	return Cell{Kind: Date, Text: dateText(d, seconds), Number: e.serial(d, seconds), Date: d}, ok
}

// showsDate looks the style up. A file without styles has the default one.
func (s *sheet) showsDate() (isDate, ok bool) {
	if len(s.raw.style) == 0 {
		return false, true
	}
	i, err := strconv.ParseUint(string(s.raw.style), 10, 31)
	if err == nil && int(i) < len(s.styles) {
		return s.styles[i], true
	}
	return false, err == nil && i == 0
}

// wrong refuses the cell in hand.
func (s *sheet) wrong(why string, args ...any) (Cell, bool) {
	s.x.fail("the cell "+Ref(s.row, s.col)+" "+why, args...)
	return Cell{}, false
}

// parseNumber reads what XML calls a double, without its words for infinity.
func parseNumber(b []byte) (float64, bool) {
	for _, c := range b {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(string(b), 64)
	return f, err == nil
}

// numberText is the shortest decimal that reads back as f; far from 1 with a power of ten, so that
// nobody has to count three hundred zeros.
func numberText(f float64) string {
	if f == 0 {
		return "0" // and not -0
	}
	format := byte('f')
	if size := max(f, -f); size < 1e-7 || size >= 1e21 {
		format = 'g'
	}
	return strconv.FormatFloat(f, format, -1, 64)
}
