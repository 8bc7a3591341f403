package check

import "strings"

// literal reads a string in parentheses (ISO 32000-1, 7.3.4.2).
func (r *reader) literal() (any, error) {
	var s []byte
	open := 0
	for ; r.at < len(r.b); r.at++ {
		c := r.b[r.at]
		switch c {
		case '\\':
			s = r.escape(s)
			continue
		case '(':
			if open++; open == 1 {
				continue
			}
		case ')':
			if open--; open == 0 {
				r.at++
				return String(s), nil
			}
		}
		s = append(s, c)
	}
	return nil, r.fail("a string without end")
}

// escape reads what a backslash stands before; r.at is left on its last byte.
func (r *reader) escape(s []byte) []byte {
	r.at++
	if r.at >= len(r.b) {
		return s
	}
	c := r.b[r.at]
	if i := strings.IndexByte("nrtbf", c); i >= 0 {
		return append(s, "\n\r\t\b\f"[i])
	}
	if c == '\n' {
		return s
	}
	if c < '0' || c > '7' {
		return append(s, c)
	}
	n := 0
	for i := 0; i < 3 && r.at < len(r.b) && r.b[r.at] >= '0' && r.b[r.at] <= '7'; i++ {
		n = n*8 + int(r.b[r.at]-'0')
		r.at++
	}
	r.at--
	return append(s, byte(n))
}

// hex reads a string of hexadecimal digits.
func (r *reader) hex() (any, error) {
	var digits []byte
	for r.at++; r.at < len(r.b) && r.b[r.at] != '>'; r.at++ {
		c := r.b[r.at]
		switch {
		case isSpace(c):
		case strings.IndexByte("0123456789abcdefABCDEF", c) >= 0:
			digits = append(digits, c)
		default:
			return nil, r.fail("no hexadecimal digit")
		}
	}
	if r.at >= len(r.b) {
		return nil, r.fail("a string without end")
	}
	r.at++
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	s := make([]byte, 0, len(digits)/2)
	for i := 0; i < len(digits); i += 2 {
		s = append(s, nibble(digits[i])<<4|nibble(digits[i+1]))
	}
	return String(s), nil
}

func nibble(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}
