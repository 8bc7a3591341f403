package check

import (
	"fmt"
	"strconv"
)

// The objects of PDF (ISO 32000-1, 7.3). Numbers are float64, null is nil.
type (
	Name   string
	String string
	Ref    int
	Array  []any
	Dict   map[string]any
	Stream struct {
		Dict Dict
		Data []byte // unpacked
	}
	keyword string // operators, and the words around objects
)

// reader reads objects from bytes.
type reader struct {
	b    []byte
	at   int
	deep int
}

func (r *reader) fail(what string) error {
	near := r.b[min(r.at, len(r.b)):min(r.at+24, len(r.b))]
	return fmt.Errorf("byte %d: %s at %q", r.at, what, near)
}

const delimiters = "()<>[]{}/%"

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isRegular(c byte) bool {
	for i := range len(delimiters) {
		if c == delimiters[i] {
			return false
		}
	}
	return !isSpace(c)
}

// space skips white space and comments.
func (r *reader) space() {
	for r.at < len(r.b) {
		switch c := r.b[r.at]; {
		case isSpace(c):
			r.at++
		case c == '%':
			for r.at < len(r.b) && r.b[r.at] != '\n' && r.b[r.at] != '\r' {
				r.at++
			}
		default:
			return
		}
	}
}

func (r *reader) end() bool {
	r.space()
	return r.at >= len(r.b)
}

// word reads regular characters.
func (r *reader) word() string {
	from := r.at
	for r.at < len(r.b) && isRegular(r.b[r.at]) {
		r.at++
	}
	return string(r.b[from:r.at])
}

// value reads an object, or a keyword.
func (r *reader) value() (any, error) {
	if r.end() {
		return nil, r.fail("an object is missing")
	}
	if r.deep++; r.deep > 64 {
		return nil, r.fail("nested too deep")
	}
	defer func() { r.deep-- }()
	switch c := r.b[r.at]; {
	case c == '/':
		return r.name()
	case c == '(':
		return r.literal()
	case c == '[':
		return r.array()
	case c == '<' && r.at+1 < len(r.b) && r.b[r.at+1] == '<':
		return r.dict()
	case c == '<':
		return r.hex()
	case !isRegular(c):
		return nil, r.fail("no object")
	}
	return r.plain()
}

// plain reads a number, a reference, true, false, null or a keyword.
func (r *reader) plain() (any, error) {
	switch w := r.word(); w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		if n, err := strconv.ParseUint(w, 10, 31); err == nil && r.reference() {
			return Ref(n), nil
		}
		if f, err := strconv.ParseFloat(w, 64); err == nil && w[len(w)-1] <= '9' {
			return f, nil
		}
		return keyword(w), nil
	}
}

// reference takes " 0 R" where it follows a number. No file of ours has other generations.
func (r *reader) reference() bool {
	rest := r.b[r.at:]
	if len(rest) >= 4 && string(rest[:4]) == " 0 R" && (len(rest) == 4 || !isRegular(rest[4])) {
		r.at += 4
		return true
	}
	return false
}

func (r *reader) name() (any, error) {
	r.at++
	var name []byte
	w := r.word()
	for i := 0; i < len(w); i++ {
		if w[i] != '#' {
			name = append(name, w[i])
			continue
		}
		if i+3 > len(w) {
			return nil, r.fail("# without two digits in a name")
		}
		n, err := strconv.ParseUint(w[i+1:i+3], 16, 8)
		if err != nil {
			return nil, r.fail("# without two digits in a name")
		}
		name, i = append(name, byte(n)), i+2
	}
	return Name(name), nil
}

func (r *reader) array() (any, error) {
	r.at++
	a := Array{}
	for !r.end() && r.b[r.at] != ']' {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		if k, ok := v.(keyword); ok {
			return nil, r.fail("the word " + string(k) + " in an array")
		}
		a = append(a, v)
	}
	if r.at >= len(r.b) {
		return nil, r.fail("an array without end")
	}
	r.at++
	return a, nil
}

func (r *reader) dict() (any, error) {
	r.at += 2
	d := Dict{}
	for !r.end() && r.b[r.at] == '/' {
		key, err := r.name()
		if err != nil {
			return nil, err
		}
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		k := string(key.(Name))
		if _, twice := d[k]; twice {
			return nil, r.fail("the key " + k + " twice")
		}
		if w, ok := v.(keyword); ok {
			return nil, r.fail("the word " + string(w) + " in a dictionary")
		}
		d[k] = v
	}
	if r.at+2 > len(r.b) || string(r.b[r.at:r.at+2]) != ">>" {
		return nil, r.fail("a dictionary without end")
	}
	r.at += 2
	return d, nil
}
