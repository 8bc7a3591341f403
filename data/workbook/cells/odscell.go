package cells

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// odsCell is a cell as it is written. Its bytes are copies, used again for the next cell.
type odsCell struct {
	kind             []byte // office:value-type
	value            []byte // in the attribute that belongs to the kind
	formula, isError bool
}

// readCell reads a cell, and as often as it is repeated.
func (r *odsReader) readCell() {
	x := r.x
	n := r.repeats("number-columns-repeated")
	r.readSpan(n)
	r.raw.read(x)
	r.text.reset()
	r.readInside()
	if x.err == nil {
		c := r.value()
		if r.inspect && c.Text != "" {
			c.Shown = r.text.String()
		}
		r.keepCell(c, n)
	}
	r.col += n
}

// read takes the attributes of a cell. An error is a text for programs that know no errors.
func (c *odsCell) read(x *scanner) {
	c.kind = append(c.kind[:0], x.attrIn(officeSpace, "value-type")...)
	c.formula = x.attrIn(tableSpace, "formula") != nil
	c.isError = string(x.attrIn(calcSpace, "value-type")) == "error"
	attr := "value"
	switch string(c.kind) {
	case "date", "time", "boolean", "string":
		attr = string(c.kind) + "-value"
	}
	c.value = append(c.value[:0], x.attrIn(officeSpace, attr)...)
}

// readSpan notes the range that a merged cell covers.
func (r *odsReader) readSpan(repeated int) {
	cols, rows := r.repeats("number-columns-spanned"), r.repeats("number-rows-spanned")
	if cols == 1 && rows == 1 {
		return
	}
	switch {
	case repeated > 1:
		r.x.fail("a merged cell is repeated")
	case r.row+rows > r.limits.Rows || r.col+cols > r.limits.Cols:
		r.x.fail("a merged cell covers more than %s rows or %s columns", thousands(r.limits.Rows), thousands(r.limits.Cols))
	default:
		r.addMerged(r.x, r.out, Range{r.row, r.col, r.row + rows - 1, r.col + cols - 1})
	}
}

// value makes a cell of the raw one and its text; without a text where it is empty.
func (r *odsReader) value() Cell {
	c := &r.raw
	if c.isError {
		text := r.text.String()
		if text == "" {
			text = NoValue
		}
		return Cell{Kind: Error, Text: text, Formula: c.formula}
	}
	value := c.value
	if string(c.kind) != "string" {
		value = bytes.Trim(value, " \t\r\n")
	}
	cell := Cell{}
	switch string(c.kind) {
	case "float", "percentage", "currency":
		cell = r.numberCell(value)
	case "date":
		cell = r.dateCell(string(value))
	case "time":
		cell = r.timeCell(value)
	case "boolean":
		cell = r.boolCell(value)
	case "string", "":
		cell = r.textCell()
	default:
		r.wrong("has the unknown type %s", shown(c.kind))
	}
	cell.Formula = c.formula && cell.Text != ""
	return cell
}

// textCell reads a text. A formula without a type was never calculated, unless there is an empty text.
func (r *odsReader) textCell() Cell {
	c := &r.raw
	if c.formula && len(c.kind) == 0 && !r.text.any {
		return Cell{Kind: Error, Text: NoValue}
	}
	if len(c.value) > 0 {
		return Cell{Kind: Text, Text: string(c.value)}
	}
	return Cell{Kind: Text, Text: r.text.String()}
}

func (r *odsReader) numberCell(value []byte) Cell {
	f, ok := parseNumber(value)
	if !ok {
		return r.wrong("is %s where a number should be", shown(value))
	}
	return Cell{Kind: Number, Text: numberText(f), Number: f}
}

// dateCell reads a date. One outside the years that dates here can have stays a text: LibreOffice
// writes such for every number too large to be a day.
func (r *odsReader) dateCell(value string) Cell {
	c, ok := momentCell(value, epoch1900)
	switch {
	case ok:
		return c
	case strings.HasPrefix(value, "-") || strings.IndexByte(value, '-') > len("2024"):
		return Cell{Kind: Text, Text: value}
	}
	return r.wrong("is %s where a date should be", shown(value))
}

// timeCell reads a time of day or a duration, as the part of a day it is. One that is none stays a
// text: LibreOffice 7 writes PT-2147483648H00M00S and PT36H0-1M59.99S, by overflow and rounding.
func (r *odsReader) timeCell(value []byte) Cell {
	seconds, ok := parseDuration(value)
	switch {
	case !ok && bytes.HasPrefix(value, []byte("PT")):
		return Cell{Kind: Text, Text: string(value)}
	case !ok:
		return r.wrong("is %s where a time should be", shown(value))
	}
	days := seconds / secondsPerDay
	return Cell{Kind: Number, Text: numberText(days), Number: days}
}

func (r *odsReader) boolCell(value []byte) Cell {
	switch string(value) {
	case "true":
		return Cell{Kind: Bool, Text: "TRUE"}
	case "false":
		return Cell{Kind: Bool, Text: "FALSE"}
	}
	return r.wrong("is %s where true or false should be", shown(value))
}

// wrong refuses the cell in hand.
func (r *odsReader) wrong(why string, args ...any) Cell {
	r.x.fail("the cell "+Ref(r.row, r.col)+" of the sheet "+shown(r.out.Name)+" "+why, args...)
	return Cell{}
}

// parseDuration reads what XML calls a duration, in seconds: PT36H30M0.5S. Years and months have no
// fixed length and no spreadsheet writes them.
func parseDuration(b []byte) (seconds float64, ok bool) {
	sign := 1.0
	if rest, negative := bytes.CutPrefix(b, []byte("-")); negative {
		b, sign = rest, -1
	}
	b, ok = bytes.CutPrefix(b, []byte("P"))
	if !ok {
		return 0, false
	}
	units, clock, any := "D", false, false
	lengths := map[byte]float64{'D': secondsPerDay, 'H': 3600, 'M': 60, 'S': 1}
	for len(b) > 0 {
		if b[0] == 'T' && !clock {
			b, units, clock = b[1:], "HMS", true
			continue
		}
		size := 0
		for size < len(b) && (b[size] >= '0' && b[size] <= '9' || b[size] == '.') {
			size++
		}
		if size == len(b) || size == 0 {
			return 0, false
		}
		at := bytes.IndexByte([]byte(units), b[size])
		n, err := strconv.ParseFloat(string(b[:size]), 64)
		if at < 0 || err != nil {
			return 0, false
		}
		seconds += n * lengths[b[size]]
		b, units, any = b[size+1:], units[at+1:], true
	}
	return sign * seconds, any && !math.IsInf(seconds, 0)
}
