package tagged

import (
	"bytes"
	"fmt"
	"strconv"
)

// deepest is how far arrays and dictionaries may be nested; fpdf does not go beyond five.
const deepest = 16

// Classes of bytes (ISO 32000-1, 7.2.2).
const (
	regular byte = iota
	space
	delimiter
)

var classes = func() (c [256]byte) {
	for _, b := range []byte("\x00\t\n\f\r ") {
		c[b] = space
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = delimiter
	}
	return c
}()

// syntaxError is text that is no PDF object, and where in it.
func syntaxError(b []byte, i int, wanted string) error {
	near := b[min(i, len(b)):min(i+20, len(b))]
	return fmt.Errorf("at byte %d: want %s, got %q", i, wanted, near)
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && classes[b[i]] == space {
		i++
	}
	return i
}

// skipRegular is the end of a token that begins before or at i.
func skipRegular(b []byte, i int) int {
	for i < len(b) && classes[b[i]] == regular {
		i++
	}
	return i
}

// skipValue is the end of the object that begins at i: what stands between them is the object as written.
func skipValue(b []byte, i, depth int) (int, error) {
	if i >= len(b) || depth > deepest {
		return i, syntaxError(b, i, "an object")
	}
	switch b[i] {
	case '/':
		return skipRegular(b, i+1), nil
	case '(':
		return skipString(b, i)
	case '[':
		return skipArray(b, i, depth)
	case '<':
		if i+1 < len(b) && b[i+1] == '<' {
			return skipDict(b, i, depth, nil)
		}
		return skipHex(b, i)
	}
	j := skipRegular(b, i)
	if word := string(b[i:j]); word == "true" || word == "false" || word == "null" {
		return j, nil
	}
	if !isNumber(b[i:j]) {
		return i, syntaxError(b, i, "an object")
	}
	return skipReference(b, j), nil
}

// skipReference is the end of " 0 R" after a number at j, or j. fpdf knows generation 0 only.
func skipReference(b []byte, j int) int {
	if bytes.HasPrefix(b[j:], []byte(" 0 R")) && (j+4 == len(b) || classes[b[j+4]] != regular) {
		return j + 4
	}
	return j
}

func isNumber(word []byte) bool {
	digits, dots := 0, 0
	for i, c := range word {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			dots++
		case (c != '-' && c != '+') || i > 0:
			return false
		}
	}
	return digits > 0 && dots <= 1
}

func skipString(b []byte, i int) (int, error) {
	if end := bytes.IndexByte(b[i:], ')'); end > 0 { // most have no parentheses within them
		if s := b[i+1 : i+end]; bytes.IndexByte(s, '(') < 0 && bytes.IndexByte(s, '\\') < 0 {
			return i + end + 1, nil
		}
	}
	open := 0
	for j := i; j < len(b); j++ {
		switch b[j] {
		case '\\':
			j++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return j + 1, nil
			}
		}
	}
	return i, syntaxError(b, i, "a string with an end")
}

func skipHex(b []byte, i int) (int, error) {
	for j := i + 1; j < len(b); j++ {
		switch c := b[j]; {
		case c == '>':
			return j + 1, nil
		case c >= '0' && c <= '9', c >= 'a' && c <= 'f', c >= 'A' && c <= 'F', classes[c] == space:
		default:
			return i, syntaxError(b, j, "a hexadecimal digit")
		}
	}
	return i, syntaxError(b, i, "a string with an end")
}

func skipArray(b []byte, i, depth int) (int, error) {
	for i = skipSpace(b, i+1); i < len(b) && b[i] != ']'; i = skipSpace(b, i) {
		var err error
		if i, err = skipValue(b, i, depth+1); err != nil {
			return i, err
		}
	}
	if i >= len(b) {
		return i, syntaxError(b, i, "the end of an array")
	}
	return i + 1, nil
}

// skipDict is the end of the dictionary at i; its entries are put behind those found, which may be nil.
func skipDict(b []byte, i, depth int, found *dict) (int, error) {
	for i = skipSpace(b, i+2); i < len(b) && b[i] == '/'; i = skipSpace(b, i) {
		key := skipRegular(b, i+1)
		value := skipSpace(b, key)
		end, err := skipValue(b, value, depth+1)
		if err != nil {
			return i, err
		}
		if found != nil {
			*found = append(*found, entry{b[i+1 : key], b[value:end]})
		}
		i = end
	}
	if !bytes.HasPrefix(b[min(i, len(b)):], []byte(">>")) {
		return i, syntaxError(b, i, "a key or the end of a dictionary")
	}
	return i + 2, nil
}

// entry of a dictionary, its value as written.
type entry struct{ key, value []byte }

func (e entry) is(key string) bool { return string(e.key) == key }

type dict []entry

// entries reads the dictionary that b begins with into memory behind other dictionaries.
func (d *dict) entries(b []byte) (dict, error) {
	if !bytes.HasPrefix(b, []byte("<<")) {
		return nil, syntaxError(b, 0, "a dictionary")
	}
	from := len(*d)
	_, err := skipDict(b, 0, 0, d)
	return (*d)[from:len(*d):len(*d)], err
}

// get is the value of a key as written, nil where there is none.
func (d dict) get(key string) []byte {
	for _, e := range d {
		if e.is(key) {
			return e.value
		}
	}
	return nil
}

// name is the name that a key has for a value, without its slash, or "".
func (d dict) name(key string) string {
	if v := d.get(key); len(v) > 0 && v[0] == '/' {
		return string(v[1:])
	}
	return ""
}

// count is the number, zero or more, that a key has for a value, or -1.
func (d dict) count(key string) int {
	n, err := strconv.ParseUint(string(d.get(key)), 10, 31)
	if err != nil {
		return -1
	}
	return int(n)
}

// ref is the number of the object that a key refers to, or 0.
func (d dict) ref(key string) int { return reference(d.get(key)) }

// reference is the number of the object that a value refers to, or 0.
func reference(value []byte) int {
	number, ok := bytes.CutSuffix(value, []byte(" 0 R"))
	n, err := strconv.ParseUint(string(number), 10, 31)
	if !ok || err != nil {
		return 0
	}
	return int(n)
}

// items are the objects in the array that b is, as written.
func items(b []byte) ([][]byte, error) {
	var all [][]byte
	if len(b) == 0 || b[0] != '[' {
		return nil, syntaxError(b, 0, "an array")
	}
	for i := skipSpace(b, 1); i < len(b) && b[i] != ']'; i = skipSpace(b, i) {
		end, err := skipValue(b, i, 1)
		if err != nil {
			return nil, err
		}
		all = append(all, b[i:end])
		i = end
	}
	return all, nil
}
