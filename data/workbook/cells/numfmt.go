package cells

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// numberFormat is a number format code as spreadsheets show values with it (ECMA-376, part 1,
// 18.8.31). Where programs differ it does as LibreOffice Calc in English does, so that what is
// written here can be compared with what Calc writes:
//
//   - numbers have 15 digits;
//   - a day counts from 30 December 1899, so that those before March 1900 show a day earlier than in Excel;
//   - of a point nothing shows when no digit follows it; a width such as _) is one to three spaces, a
//     filling such as *- nothing.
//
// Not shown in the way of the format but as raw text are: fractions (# ?/?), formats in another
// language than English where it matters (names of months, signs of a number), other calendars and
// their eras, other digits than 0 to 9, and what cannot be shown at all, such as days before the
// year 1 or behind 9999.
type numberFormat struct {
	sections []formatSection
	pieces   int // of all sections
}

// formatSection is one of up to four, for numbers above, below and at zero, and for texts, unless
// they say another condition.
type formatSection struct {
	compare string // "<", ">=" and so on; "" for none
	limit   float64
	kind    sectionKind
	tokens  []formatToken
	foreign bool // in another language than English
}

type sectionKind uint8

const (
	literalSection sectionKind = iota
	generalSection
	numberSection
	dateSection
	textSection
	unknownSection // something in it is not implemented
)

type formatToken struct {
	kind tokenKind
	text string
	n    int // letters of a part of a date, digits behind the point of seconds
}

type tokenKind uint8

const (
	literalToken  tokenKind = iota
	generalToken            // the word General
	textToken               // @
	digitToken              // 0, # or ?
	pointToken              // .
	commaToken              // ,
	percentToken            // %
	exponentToken           // E+ or E-
	dateToken               // y, m, d, h, s; i for minutes
	elapsedToken            // h, i or s, in brackets
	splitToken              // split seconds
	halfToken               // AM/PM or A/P
)

// parseFormat reads a number format code.
func parseFormat(code string) *numberFormat {
	f := &numberFormat{}
	s := formatSection{}
	for len(code) > 0 {
		if code[0] == ';' {
			f.sections = append(f.sections, s.finished())
			s, code = formatSection{}, code[1:]
			continue
		}
		code = code[s.read(code):]
	}
	f.sections = append(f.sections, s.finished())
	for i := range f.sections {
		f.pieces += len(f.sections[i].tokens)
	}
	return f
}

// read takes the token at the start of code and tells how many bytes it has.
func (s *formatSection) read(code string) int {
	switch c := code[0]; c {
	case '"':
		inside, _, _ := strings.Cut(code[1:], `"`)
		s.add(literalToken, inside, 0)
		return min(len(inside)+2, len(code))
	case '\\', '_', '*':
		_, size := utf8.DecodeRuneInString(code[1:])
		if text := code[1:][:size]; c == '\\' {
			s.add(literalToken, text, 0)
		} else if c == '_' {
			s.add(literalToken, "   "[:blanks(text)], 0)
		}
		return 1 + size
	case '[':
		inside, _, _ := strings.Cut(code[1:], "]")
		s.bracket(inside)
		return min(len(inside)+2, len(code))
	case '0', '#', '?':
		s.add(digitToken, code[:1], 0)
	case '.':
		return s.point(code)
	case ',':
		s.add(commaToken, ",", 0)
	case '%':
		s.add(percentToken, "%", 0)
	case '@':
		s.add(textToken, "@", 0)
	default:
		return s.word(code)
	}
	return 1
}

// blanks is how many spaces are about as wide as a character.
func blanks(char string) int {
	const plain = "11122321111211112222222222112222322222232122233323222223222111221222221221121322221212222221112" // from the space to the tilde
	switch {
	case char == "":
		return 0
	case char[0] < ' ' || int(char[0]-' ') >= len(plain):
		return 2
	}
	return int(plain[char[0]-' '] - '0')
}

func (s *formatSection) add(kind tokenKind, text string, n int) {
	s.tokens = append(s.tokens, formatToken{kind, text, n})
}

// point is that of a number, or that of seconds and the digits behind it.
func (s *formatSection) point(code string) int {
	digits := len(code) - 1 - len(strings.TrimLeft(code[1:], "0"))
	if last := s.last(dateToken, elapsedToken); last != nil && last.text == "s" && digits > 0 {
		s.add(splitToken, ".", digits)
		return 1 + digits
	}
	s.add(pointToken, ".", 0)
	return 1
}

// word reads what begins with a letter, or any other character, which stands for itself.
func (s *formatSection) word(code string) int {
	for _, half := range []string{"AM/PM", "A/P"} {
		if hasWord([]byte(code), strings.ToLower(half)) {
			s.add(halfToken, half, 0)
			return len(half)
		}
	}
	letter := code[0] | 0x20
	switch {
	case hasWord([]byte(code), "general"):
		s.add(generalToken, "", 0)
		return len("general")
	case letter == 'e' && len(code) > 1 && (code[1] == '+' || code[1] == '-') && s.last(digitToken) != nil:
		s.add(exponentToken, code[1:2], 0)
		return 2
	case strings.IndexByte("ymdhs", letter) >= 0:
		n := run([]byte(code))
		s.add(dateToken, string(letter), n)
		return n
	case strings.IndexByte("egbn", letter) >= 0: // other calendars
		s.kind = unknownSection
	case code[0] == '/' && s.last(digitToken) != nil: // a fraction
		s.kind = unknownSection
	}
	_, size := utf8.DecodeRuneInString(code)
	s.add(literalToken, code[:size], 0)
	return size
}

// bracket reads what stands in [ and ]: a duration, a currency, a condition, a colour.
func (s *formatSection) bracket(inside string) {
	lower := strings.ToLower(inside)
	switch {
	case inside == "":
	case strings.Trim(lower, lower[:1]) == "" && strings.Contains("hms", lower[:1]):
		s.add(elapsedToken, lower[:1], len(lower))
	case inside[0] == '$':
		sign, language, _ := strings.Cut(inside[1:], "-")
		s.add(literalToken, sign, 0)
		s.foreign = s.foreign || sign == "" && !isEnglish(language)
	case strings.IndexByte("<>=", inside[0]) >= 0:
		s.condition(inside)
	case !isColour(lower):
		s.kind = unknownSection
	}
}

func (s *formatSection) condition(inside string) {
	number := strings.TrimLeft(inside, "<>=")
	limit, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil {
		s.kind = unknownSection
		return
	}
	s.compare, s.limit = inside[:len(inside)-len(number)], limit
}

// isEnglish knows the languages of Windows by number: the lower ten bits are the language. F800 and F400
// are the date and the time the way the computer is set up.
func isEnglish(language string) bool {
	n, err := strconv.ParseUint(language, 16, 32)
	return language == "" || err == nil && (n == 0 || n == 0xF800 || n == 0xF400 || n&0xFFFF03FF == 9)
}

func isColour(word string) bool {
	switch word {
	case "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "eng":
		return true
	}
	digits, ok := strings.CutPrefix(word, "color")
	return ok && strings.Trim(digits, " 0123456789") == ""
}

// last is the last token of these kinds, nil if there is none.
func (s *formatSection) last(kinds ...tokenKind) *formatToken {
	for i := len(s.tokens) - 1; i >= 0; i-- {
		for _, kind := range kinds {
			if s.tokens[i].kind == kind {
				return &s.tokens[i]
			}
		}
	}
	return nil
}

// finished decides what kind of section it is, and which m are minutes.
func (s formatSection) finished() formatSection {
	switch {
	case s.kind == unknownSection:
	case s.last(dateToken, elapsedToken, halfToken) != nil:
		s.kind = dateSection
		s.findMinutes()
	case s.last(generalToken) != nil:
		s.kind = generalSection
	case s.last(digitToken) != nil:
		s.kind = numberSection
	case s.last(textToken) != nil:
		s.kind = textSection
	}
	return s
}

// findMinutes makes i of an m that follows hours or stands before seconds.
func (s *formatSection) findMinutes() {
	var parts []*formatToken
	for i := range s.tokens {
		if t := &s.tokens[i]; t.kind == dateToken || t.kind == elapsedToken {
			parts = append(parts, t)
		}
	}
	for i, t := range parts {
		if t.text != "m" {
			continue
		}
		afterHours := i > 0 && parts[i-1].text == "h"
		beforeSeconds := i+1 < len(parts) && parts[i+1].text == "s"
		if t.kind == elapsedToken || t.n <= 2 && (afterHours || beforeSeconds) {
			t.text = "i"
		}
	}
}
