package cells

import (
	"math"
	"strconv"
	"strings"
)

// builtinFormats are those that have a number and no code in the file (ECMA-376, part 1, 18.8.30), as
// Calc in English shows them.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: dayFormat, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: clockFormat,
	22: "m/d/yyyy h:mm", 27: dayFormat, 28: dayFormat, 29: dayFormat, 30: dayFormat, 31: dayFormat,
	32: clockFormat, 33: clockFormat, 34: clockFormat, 35: clockFormat, 36: dayFormat,
	37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)",
	41: `_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)`, 42: `_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)`,
	43: `_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)`, 44: `_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}

const (
	dayFormat   = "m/d/yyyy"
	clockFormat = "h:mm:ss"
)

// shownText is the cell as a spreadsheet program shows it, or its text where showing all cells is too
// much work: a format can have hundreds of pieces, and repeat a text.
func (s *sheet) shownText(c Cell) string {
	if c.Kind == Bool || c.Kind == Error || s.shown > s.limits.Shown {
		return c.Text
	}
	shown, f := c.Text, s.format()
	if c.Kind == Text {
		shown = f.showText(c.Text, s.limits.TextRunes)
	} else if text, ok := f.showNumber(c.Number, s.epoch); ok {
		shown = text
	}
	if f != nil {
		s.shown += len(shown) + f.pieces
	}
	return shown
}

// format is the number format of the cell in hand; nil is General.
func (s *sheet) format() *numberFormat {
	i := 0
	if len(s.raw.style) > 0 { // few cells have a style, and an error takes long to make
		n, err := strconv.ParseUint(string(s.raw.style), 10, 31)
		if err != nil {
			return nil
		}
		i = int(n)
	}
	if i >= len(s.formats) {
		return nil
	}
	return s.formats[i]
}

// showText shows a text by the section for texts, unless it repeats the text to more than most bytes.
func (f *numberFormat) showText(text string, most int) string {
	if f == nil {
		return text
	}
	last := f.sections[len(f.sections)-1]
	if len(f.sections) < 4 && last.kind != textSection || last.kind == generalSection || last.kind == unknownSection {
		return text
	}
	var out strings.Builder
	times := 0
	for _, t := range last.tokens {
		switch t.kind {
		case textToken:
			if times++; times > 1 && out.Len()+len(text) > most {
				return text
			}
			out.WriteString(text)
		case literalToken:
			out.WriteString(t.text)
		}
	}
	return out.String()
}

// showNumber shows a number by the section it falls into; false where that is not implemented.
func (f *numberFormat) showNumber(v float64, e epoch) (string, bool) {
	if f == nil {
		return general(v), true
	}
	n, s := f.section(v)
	sign := ""
	if v < 0 && n == 0 && s.compareSign() {
		sign = "-"
	}
	switch s.kind {
	case dateSection:
		return s.showMoment(v, e, n)
	case numberSection:
		return s.showDigits(math.Abs(v), sign)
	case textSection:
		return sign + generalBeside(math.Abs(v)), true
	case generalSection:
		if len(f.sections) == 1 && len(s.tokens) == 1 {
			return general(v), true
		}
		return sign + s.literals(generalBeside(math.Abs(v))), !s.foreign
	case literalSection:
		return s.literals(""), true
	}
	return "", false
}

// compareSign says that numbers below zero show a sign in a first section: not where it is meant for
// them alone.
func (s *formatSection) compareSign() bool {
	return !(s.limit == 0 && (s.compare == "<" || s.compare == "<="))
}

// section is the one a number falls into, and its place.
func (f *numberFormat) section(v float64) (int, *formatSection) {
	numbers := f.sections
	if last := len(numbers) - 1; last > 0 && (last >= 3 || numbers[last].kind == textSection) {
		numbers = numbers[:last]
	}
	for i := range min(2, len(numbers)) {
		if s := &numbers[i]; holds(v, s.compare, s.limit, i, len(numbers)) {
			return i, s
		}
	}
	last := len(numbers) - 1
	return last, &numbers[last]
}

// holds checks a condition, or the one that a section has by its place: of two the first is for
// numbers from zero on, of three for those above it, and the second of three for those below.
func holds(v float64, compare string, limit float64, place, of int) bool {
	if compare == "" {
		switch {
		case of == 1 || place == of-1:
			return true
		case place == 1:
			compare = "<"
		case of == 2:
			compare = ">="
		default:
			compare = ">"
		}
	}
	switch compare {
	case "<":
		return v < limit
	case "<=":
		return v <= limit
	case ">":
		return v > limit
	case ">=":
		return v >= limit
	case "=":
		return v == limit
	case "<>":
		return v != limit
	}
	return false
}

// literals writes a section around a word that stands for its General or @.
func (s *formatSection) literals(word string) string {
	var out strings.Builder
	for _, t := range s.tokens {
		switch t.kind {
		case generalToken, textToken:
			out.WriteString(word)
		case literalToken, percentToken, pointToken, commaToken:
			out.WriteString(t.text)
		}
	}
	return out.String()
}

// general shows a number of any size with up to 15 digits. Far from 1 there is a power of ten.
func general(v float64) string {
	d := decimalOf(math.Abs(v))
	power, decimals := d.point-1, len(d.digits)-d.point
	switch {
	case d.isZero():
		return "0"
	case power < -9, power < -4 && decimals > 16:
		return minus(v) + d.mantissa(0) + "E" + exponent(power, 2, true)
	case v == math.Trunc(v) && math.Abs(v) < 1<<53:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case math.Abs(v) >= 1<<53:
		return minus(v) + d.mantissa(0) + "E" + exponent(power, 3, true)
	}
	return minus(v) + d.plain()
}

// generalBeside shows a number that is not negative beside other words, and in a format for texts.
func generalBeside(v float64) string {
	d := decimalOf(v)
	if v > 1e15 {
		return d.mantissa(significant-1) + "E" + exponent(d.point-1, 2, true)
	}
	return d.rounded(20).plain()
}

func minus(v float64) string {
	if v < 0 {
		return "-"
	}
	return ""
}

// exponent writes a power of ten with its sign.
func exponent(power, digits int, plus bool) string {
	sign := "-"
	if power >= 0 {
		sign = ""
		if plus {
			sign = "+"
		}
	}
	n := strconv.Itoa(max(power, -power))
	return sign + strings.Repeat("0", max(0, digits-len(n))) + n
}
