package exchange

import (
	"cmp"
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// writer writes JSON as encoding/json does, to the byte, in one pass over the values. What is to be known of their
// types is found out once. A report has thousands of values, and most of them are texts in structs.
type writer struct {
	b   []byte
	err error
}

// encoder writes a value of one type within something depth deep.
type encoder func(w *writer, v reflect.Value, depth int)

var encoders sync.Map // encoder by reflect.Type

func encoderOf(t reflect.Type) encoder {
	if e, ok := encoders.Load(t); ok {
		return e.(encoder)
	}
	e, _ := encoders.LoadOrStore(t, newEncoder(t))
	return e.(encoder)
}

func (w *writer) value(v reflect.Value, depth int) {
	if !v.IsValid() {
		w.b = append(w.b, "null"...)
		return
	}
	encoderOf(v.Type())(w, v, depth)
}

var (
	ownJSON = reflect.TypeFor[json.Marshaler]()
	ownText = reflect.TypeFor[encoding.TextMarshaler]()
)

func newEncoder(t reflect.Type) encoder {
	text := t.Implements(ownText)
	switch {
	case t.Implements(ownJSON) || reflect.PointerTo(t).Implements(ownJSON) || !text && reflect.PointerTo(t).Implements(ownText):
		return byLibrary
	case text && t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface:
		return ownWords
	}
	switch t.Kind() {
	case reflect.String:
		return func(w *writer, v reflect.Value, _ int) { w.b = appendString(w.b, v.String()) }
	case reflect.Bool:
		return func(w *writer, v reflect.Value, _ int) { w.b = strconv.AppendBool(w.b, v.Bool()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(w *writer, v reflect.Value, _ int) { w.b = strconv.AppendInt(w.b, v.Int(), 10) }
	case reflect.Pointer:
		return nullOr(pointed(t))
	case reflect.Slice:
		if t.Elem().Kind() != reflect.Uint8 { // bytes are written in base64
			return nullOr(elements(t))
		}
	case reflect.Map:
		if t.Key().Kind() == reflect.String && !t.Key().Implements(ownText) {
			return nullOr(entries(t))
		}
	case reflect.Struct:
		return members(t)
	}
	return byLibrary
}

// ownWords writes a value that knows its text.
func ownWords(w *writer, v reflect.Value, _ int) {
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil && w.err == nil {
		w.err = err
	}
	w.b = appendString(w.b, string(text))
}

func nullOr(other encoder) encoder {
	return func(w *writer, v reflect.Value, depth int) {
		if v.IsNil() {
			w.b = append(w.b, "null"...)
			return
		}
		other(w, v, depth)
	}
}

// below is the encoder of what a type holds, looked for when it is needed: the type may hold itself.
func below(t reflect.Type) func() encoder {
	return sync.OnceValue(func() encoder { return encoderOf(t.Elem()) })
}

func pointed(t reflect.Type) encoder {
	one := below(t)
	return func(w *writer, v reflect.Value, depth int) { one()(w, v.Elem(), depth) }
}

func elements(t reflect.Type) encoder {
	one := below(t)
	return func(w *writer, v reflect.Value, depth int) {
		write, n := one(), v.Len()
		w.b = append(w.b, '[')
		for i := range n {
			w.next(i == 0, depth+1)
			write(w, v.Index(i), depth+1)
		}
		w.end(n == 0, depth, ']')
	}
}

// entries writes a map in the order of its keys.
func entries(t reflect.Type) encoder {
	one := below(t)
	return func(w *writer, v reflect.Value, depth int) {
		write, keys := one(), v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
		w.b = append(w.b, '{')
		for i, k := range keys {
			w.next(i == 0, depth+1)
			w.b = append(appendString(w.b, k.String()), ": "...)
			write(w, v.MapIndex(k), depth+1)
		}
		w.end(len(keys) == 0, depth, '}')
	}
}

// member is a field of a struct.
type member struct {
	at    int
	name  string // as it is written: quoted, with what follows it
	write encoder
	omits func(reflect.Value) bool // nil where it is always written
}

// members writes a struct. One whose fields are written in a way of their own is left to the library.
func members(t reflect.Type) encoder {
	var all []member
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous || !plainName(name) && name != "-" || options != "" && options != "omitempty" && options != "omitzero":
			return byLibrary
		case f.PkgPath != "" || name == "-" && options == "":
			continue
		case name == "-":
			return byLibrary
		}
		m := member{at: i, name: string(appendString(nil, name)) + ": ", write: encoderOf(f.Type)}
		switch options {
		case "omitempty":
			m.omits = isEmpty
		case "omitzero":
			m.omits = zeroOf(f.Type)
		}
		all = append(all, m)
	}
	return func(w *writer, v reflect.Value, depth int) {
		none := true
		w.b = append(w.b, '{')
		for i := range all {
			m := &all[i]
			x := v.Field(m.at)
			if m.omits != nil && m.omits(x) {
				continue
			}
			w.next(none, depth+1)
			none = false
			w.b = append(w.b, m.name...)
			m.write(w, x, depth+1)
		}
		w.end(none, depth, '}')
	}
}

// plainName is a name that encoding/json takes from a tag as it is.
func plainName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' })
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// zeroOf says when a value is left out as zero: a type may know that itself.
func zeroOf(t reflect.Type) func(reflect.Value) bool {
	type knowing interface{ IsZero() bool }
	if t.Kind() == reflect.Struct && t.Implements(reflect.TypeFor[knowing]()) {
		return func(v reflect.Value) bool { return v.Interface().(knowing).IsZero() }
	}
	return reflect.Value.IsZero
}

// next begins a line for what stands within brackets.
func (w *writer) next(first bool, depth int) {
	if !first {
		w.b = append(w.b, ',')
	}
	w.b = appendLine(w.b, depth)
}

func (w *writer) end(none bool, depth int, bracket byte) {
	if !none {
		w.b = appendLine(w.b, depth)
	}
	w.b = append(w.b, bracket)
}

// plain is the place from i on before which nothing in s is escaped, and nothing is above ASCII. It looks at eight bytes
// at once: nearly all texts have nothing else.
func plain(s string, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(s); i += 8 {
		t := s[i : i+8]
		w := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
		quote, back := w^ones*'"', w^ones*'\\'
		if (w|(w-ones*' ')|(quote-ones)|(back-ones))&tops != 0 {
			break
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] < utf8.RuneSelf && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}

// appendString appends a text in quotes.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := plain(s, 0); i < len(s); i = plain(s, i) {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				b = append(append(b, s[from:i]...), `\ufffd`...)
				from = i + size
			case r == '\u2028' || r == '\u2029': // line ends, to old programs
				b = append(append(b, s[from:i]...), `\u202`...)
				b = append(b, "89"[r-'\u2028'])
				from = i + size
			}
			i += size
			continue
		}
		if c < ' ' || c == '"' || c == '\\' {
			b = appendEscaped(append(b, s[from:i]...), c)
			from = i + 1
		}
		i++
	}
	return append(append(b, s[from:]...), '"')
}

func appendEscaped(b []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
