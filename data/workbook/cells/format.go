package cells

// isBuiltinDate knows the formats that have a number and no code in the file (ECMA-376, part 1,
// 18.8.30). Those of East Asia and Thailand count too; where an id is a date in one language and a
// time of day in another, it is taken as a date, because a time of day has no day to be wrong about.
func isBuiltinDate(id int) bool {
	switch {
	case id >= 14 && id <= 17, id == 22:
		return true
	case id >= 27 && id <= 31, id >= 34 && id <= 36, id >= 50 && id <= 58:
		return true
	case id >= 71 && id <= 74, id == 77, id == 81:
		return true
	}
	return false
}

// isDateFormat says that a number format shows the day a number counts to, in any of its sections.
// Times of day without a day and durations like [h]:mm do not. The letters: y year, e and g year
// of an era, b Buddhist year, d day, m month or minutes, h hours, s seconds.
func isDateFormat(code []byte) bool {
	var section formatLetters
	for i := 0; i < len(code); {
		size := 1
		switch c := code[i] | 0x20; {
		case code[i] == ';':
			if section.date() {
				return true
			}
			section = formatLetters{}
		case code[i] == '"':
			size = upTo(code[i:], '"')
		case code[i] == '[':
			size = upTo(code[i:], ']')
			section.bracket(code[i:][:size])
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			size = 2 // the next character is itself, a width or a filling
		case hasWord(code[i:], "general"):
			size = len("general")
		case hasWord(code[i:], "am/pm"), hasWord(code[i:], "a/p"):
			section.clock = true
			size = len("a/p")
			if hasWord(code[i:], "am/pm") {
				size = len("am/pm")
			}
		case code[i] == '#', code[i] == '?', code[i] == '0' && !section.clock:
			section.digits = true
		case c >= 'a' && c <= 'z':
			size = run(code[i:])
			section.letter(c, size)
		}
		i += size
	}
	return section.date()
}

// formatLetters is what one section of a format shows.
type formatLetters struct {
	day    bool // a day, a month by name, or a year
	month  bool // m or mm, which are minutes where there is a clock
	clock  bool // hours, seconds or a duration
	digits bool // of a plain number; those of split seconds come after a clock
}

func (f formatLetters) date() bool { return !f.digits && (f.day || f.month && !f.clock) }

// letter takes a letter that stands so many times. The e of 0.0E+0 has digits beside it, so that it
// makes no date.
func (f *formatLetters) letter(c byte, times int) {
	switch {
	case c == 'y', c == 'd', c == 'e', c == 'g', c == 'b', c == 'm' && times >= 3:
		f.day = true
	case c == 'm':
		f.month = true
	case c == 'h', c == 's':
		f.clock = true
	}
}

// bracket knows [h], [mm] and the like; colours, conditions and languages say nothing.
func (f *formatLetters) bracket(b []byte) {
	inside := b[1:]
	if len(inside) > 0 && inside[len(inside)-1] == ']' {
		inside = inside[:len(inside)-1]
	}
	if len(inside) == 0 || run(inside) != len(inside) {
		return
	}
	if c := inside[0] | 0x20; c == 'h' || c == 'm' || c == 's' {
		f.clock = true
	}
}

// upTo counts the bytes from the first to the next end, or to the end of code.
func upTo(code []byte, end byte) int {
	for i := 1; i < len(code); i++ {
		if code[i] == end {
			return i + 1
		}
	}
	return len(code)
}

// run counts how often the first letter stands there, in either case.
func run(code []byte) int {
	n := 1
	for n < len(code) && code[n]|0x20 == code[0]|0x20 {
		n++
	}
	return n
}

func hasWord(code []byte, word string) bool {
	if len(code) < len(word) {
		return false
	}
	for i := range len(word) {
		if c := code[i]; c != word[i] && c|0x20 != word[i] {
			return false
		}
	}
	return true
}
