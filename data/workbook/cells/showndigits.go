package cells

import (
	"strconv"
	"strings"
)

// significant is how many digits of a number spreadsheets show.
const significant = 15

// decimal is a number that is not negative: 0.DIGITS times ten to the power of point. Digits do not
// end in 0.
type decimal struct {
	digits string
	point  int
}

func decimalOf(v float64) decimal {
	text := strconv.FormatFloat(v, 'e', significant-1, 64)
	mantissa, power, _ := strings.Cut(text, "e")
	n, _ := strconv.Atoi(power) // FormatFloat wrote it
	d := decimal{strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0"), n + 1}
	if d.digits == "" {
		d.point = 0
	}
	return d
}

func (d decimal) isZero() bool { return d.digits == "" }

// rounded has no more than places digits behind the point; halves go up.
func (d decimal) rounded(places int) decimal {
	keep := d.point + places
	switch {
	case keep >= len(d.digits):
		return d
	case keep < 0:
		return decimal{}
	}
	kept := []byte("0" + d.digits[:keep])
	if d.digits[keep] >= '5' {
		i := len(kept) - 1
		for ; kept[i] == '9'; i-- {
			kept[i] = '0'
		}
		kept[i]++
	}
	text, point := string(kept), d.point+1
	if text[0] == '0' {
		text, point = text[1:], d.point
	}
	text = strings.TrimRight(text, "0")
	if text == "" {
		point = 0
	}
	return decimal{text, point}
}

// split gives the digits before the point, none for 0, and those behind it up to the last that is not 0.
func (d decimal) split() (whole, part string) {
	switch {
	case d.point <= 0:
		return "", strings.Repeat("0", -d.point) + d.digits
	case d.point >= len(d.digits):
		return d.digits + strings.Repeat("0", d.point-len(d.digits)), ""
	}
	return d.digits[:d.point], d.digits[d.point:]
}

// plain writes the number without a power of ten.
func (d decimal) plain() string {
	whole, part := d.split()
	if whole == "" {
		whole = "0"
	}
	return strings.TrimSuffix(whole+"."+part, ".")
}

// mantissa writes the digits with a point behind the first, and at least so many behind that.
func (d decimal) mantissa(least int) string {
	digits := d.digits + strings.Repeat("0", max(0, least+1-len(d.digits)))
	return strings.TrimSuffix(digits[:1]+"."+digits[1:], ".")
}

// layout is how many digits a section has where.
type layout struct {
	whole, part, power int
	hasPower           bool
	grouped            bool
	scale              int // powers of ten that the number shows less of
}

func (s *formatSection) layout() (l layout) {
	at, commas, percent := &l.whole, 0, 0
	for _, t := range s.tokens {
		switch t.kind {
		case digitToken:
			if commas > 0 && at == &l.whole {
				l.grouped = true
			}
			commas = 0
			*at++
		case commaToken:
			if at == &l.whole && l.whole > 0 || at == &l.part {
				commas++
			}
		case pointToken:
			l.scale, commas = l.scale+3*commas, 0
			at = &l.part
		case exponentToken:
			at, l.hasPower = &l.power, true
		case percentToken:
			percent = 2 // once, however many there are
		}
	}
	l.scale += 3*commas - percent
	return l
}

// showDigits shows a number that is not negative, with a sign before all of it.
func (s *formatSection) showDigits(v float64, sign string) (string, bool) {
	l := s.layout()
	if s.foreign || l.hasPower && l.whole == 0 {
		return "", false
	}
	d, power := decimalOf(v), 0
	if !d.isZero() {
		d.point -= l.scale
	}
	if l.hasPower {
		d, power = d.scientific(l)
	}
	d = d.rounded(l.part)
	if d.isZero() {
		sign = ""
	}
	return sign + s.fill(d, power, l), true
}

// scientific takes the power of ten out of a number. With several digits before the point it is a
// multiple of their count.
func (d decimal) scientific(l layout) (decimal, int) {
	if d.isZero() {
		return d, 0
	}
	for {
		power := d.point - 1
		power -= ((power % l.whole) + l.whole) % l.whole
		r := decimal{d.digits, d.point - power}
		if up := r.rounded(l.part); up.point <= max(r.point, l.whole) {
			return up, power
		}
		d = decimal{"1", d.point + 1} // 9.99 became 10.0
	}
}

// fill writes the digits into their places, and what stands around and between them.
func (s *formatSection) fill(d decimal, power int, l layout) string {
	whole, part := d.split()
	if l.hasPower && whole == "" {
		whole = "0"
	}
	var out strings.Builder
	seen, behind, powerDone := 0, false, false
	for _, t := range s.tokens {
		switch t.kind {
		case digitToken:
			switch {
			case powerDone:
			case behind:
				out.WriteString(partDigit(&part, t.text))
			default:
				out.WriteString(wholeDigits(whole, l.whole-seen, seen == 0, t.text, l.grouped))
				seen++
			}
		case pointToken:
			behind = true
			if part != "" || s.keepsPoint() {
				out.WriteString(".")
			}
		case exponentToken:
			out.WriteString("E" + exponent(power, l.power, t.text == "+"))
			powerDone = true
		case literalToken, percentToken:
			out.WriteString(t.text)
		}
	}
	return out.String()
}

// keepsPoint says that a digit or a space always follows the point.
func (s *formatSection) keepsPoint() bool {
	behind := false
	for _, t := range s.tokens {
		switch {
		case t.kind == pointToken:
			behind = true
		case t.kind == exponentToken:
			return false
		case behind && t.kind == digitToken && t.text != "#":
			return true
		}
	}
	return false
}

// partDigit takes the next digit behind the point.
func partDigit(part *string, place string) string {
	if *part != "" {
		digit := (*part)[:1]
		*part = (*part)[1:]
		return digit
	}
	return noDigit(place)
}

// noDigit is what a place shows that has no digit.
func noDigit(place string) string {
	switch place {
	case "0":
		return "0"
	case "?":
		return " "
	}
	return ""
}

// wholeDigits are the digits for one place before the point, the so-many-th from the point; the first
// place takes all that have no place of their own.
func wholeDigits(whole string, fromPoint int, first bool, place string, grouped bool) string {
	var out strings.Builder
	upTo := fromPoint
	if first {
		upTo = max(fromPoint, len(whole))
	}
	for n := upTo; n >= fromPoint; n-- {
		digit := ""
		if n <= len(whole) {
			digit = whole[len(whole)-n:][:1]
		} else {
			digit = noDigit(place)
		}
		out.WriteString(digit)
		if grouped && digit != "" && digit != " " && n > 1 && n%3 == 1 {
			out.WriteString(",")
		}
	}
	return out.String()
}
