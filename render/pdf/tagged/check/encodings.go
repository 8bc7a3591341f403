package check

// encoding tells codes in a string apart, and which character each is (ISO 32000-1, 9.7.5). That of nil is
// Identity-H: codes of two bytes, which are the numbers of characters.
type encoding struct {
	spaces []codes
	ranges []codes
}

// codes are those from one to another, of some bytes, and the character that the first one is.
type codes struct {
	first, last String
	character   int
}

// readEncoding reads the CMap of a font, which must be in the file (31-006), agree with what its dictionary
// says (31-008) and be of the character collection that fonts of ours are of.
func (c *checker) readEncoding(font string, v any) *encoding {
	s, ok := c.resolve(v).(*Stream)
	if !ok {
		c.want(v == Name("Identity-H"), "31-006", "font %s has the encoding %v", font, v)
		return nil
	}
	info := c.dict(s.Dict["CIDSystemInfo"])
	c.want(s.Dict["Type"] == Name("CMap") && s.Dict["CMapName"] != nil && info["Registry"] == String("Adobe") && info["Ordering"] == String("Identity"),
		"31-003", "the encoding of font %s is of another collection: %v", font, s.Dict)
	c.want(s.Dict["UseCMap"] == nil, "31-008", "the encoding of font %s uses another", font)
	e := &encoding{}
	err := operators(s.Data, func(word keyword, operands []any) {
		switch word {
		case "endcodespacerange":
			for i := 0; i+1 < len(operands); i += 2 {
				e.spaces = append(e.spaces, codeRange(operands[i:], 0))
			}
		case "endcidrange":
			for i := 0; i+2 < len(operands); i += 3 {
				n, _ := operands[i+2].(float64)
				e.ranges = append(e.ranges, codeRange(operands[i:], int(n)))
			}
		case "def":
			if len(operands) == 2 && operands[0] == Name("WMode") {
				c.want(operands[1] == 0.0 && (s.Dict["WMode"] == nil || s.Dict["WMode"] == 0.0), "31-007", "font %s is written downwards", font)
			}
		}
	})
	c.want(err == nil, "31-006", "the encoding of font %s: %v", font, err)
	return e
}

func codeRange(operands []any, character int) codes {
	first, _ := operands[0].(String)
	last, _ := operands[1].(String)
	return codes{first, last, character}
}

// holds says that the code that s begins with is one of c: each byte lies between those of the first and the
// last (9.7.6.2).
func (c codes) holds(s String) bool {
	if len(c.first) != len(c.last) || len(c.first) == 0 || len(s) < len(c.first) {
		return false
	}
	for i := range len(c.first) {
		if s[i] < c.first[i] || s[i] > c.last[i] {
			return false
		}
	}
	return true
}

// size is how many bytes the first code of a string has, or 0 where none begins there.
func (e *encoding) size(s String) int {
	if e == nil {
		return min(len(s), 2) &^ 1
	}
	for _, c := range e.spaces {
		if c.holds(s) {
			return len(c.first)
		}
	}
	return 0
}

// character is the number of the character that a code shows, 0 where it shows none.
func (e *encoding) character(n int) int {
	if e == nil {
		return n
	}
	for _, c := range e.ranges {
		if first := code(c.first); n >= first && n <= code(c.last) {
			return c.character + n - first
		}
	}
	return 0
}
