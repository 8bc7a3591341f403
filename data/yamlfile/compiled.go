package yamlfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"reflect"
	"slices"
	"strings"
)

// Compile writes what was read of a text so that Restore gives it back many times faster than Decode reads the
// text: for files that are part of the program, which everybody reads again at each start. What into is made of
// are exported fields of structs, slices, maps with keys of text, pointers, text, numbers and bools; other fields
// and those of interfaces are left out. A compiled form belongs to one text and one shape of Go types, byte by byte, and is
// of no use to any other.
//
// It is, all numbers as varints: a seal of four bytes; the strings, their number first, each as its length
// twice, plus one where it stands in the text, with its place there or else its bytes; and the value. Of a
// struct that is a bit for each field that is not zero, and these fields in order; of a string its number.
func Compile(text []byte, value any) []byte {
	w := compiler{text: string(text), numbers: map[string]uint64{}}
	v := reflect.ValueOf(value).Elem()
	w.value(v)
	out := binary.LittleEndian.AppendUint32(nil, seal(text, v.Type()))
	out = binary.AppendUvarint(out, uint64(len(w.numbers)))
	return slices.Concat(out, w.strings, w.values)
}

type compiler struct {
	text            string
	numbers         map[string]uint64 // of strings
	strings, values []byte
}

func (w *compiler) number(n uint64) { w.values = binary.AppendUvarint(w.values, n) }

func (w *compiler) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		w.structure(v)
	case reflect.Pointer:
		w.value(v.Elem())
	case reflect.Slice:
		w.number(uint64(v.Len()))
		for i := range v.Len() {
			w.value(v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		w.number(uint64(len(keys)))
		for _, k := range keys {
			w.value(k)
			w.value(v.MapIndex(k))
		}
	case reflect.String:
		w.number(w.stringNumber(v.String()))
	case reflect.Int:
		w.values = binary.AppendVarint(w.values, v.Int())
	case reflect.Float64:
		w.values = binary.LittleEndian.AppendUint64(w.values, math.Float64bits(v.Float()))
	case reflect.Bool:
		w.number(map[bool]uint64{true: 1}[v.Bool()])
	default:
		panic(fmt.Sprintf("yamlfile.Compile: %s is of no kind that files are made of", v.Type()))
	}
}

func (w *compiler) structure(v reflect.Value) {
	present, n := uint64(0), 0
	for i := range v.NumField() {
		if f := v.Field(i); counts(f) {
			if !f.IsZero() {
				present |= 1 << n
			}
			n++
		}
	}
	w.number(present)
	for i := range v.NumField() {
		if f := v.Field(i); counts(f) && !f.IsZero() {
			w.value(f)
		}
	}
}

// counts says that a field is part of a compiled form.
func counts(f reflect.Value) bool { return f.CanInterface() && f.Kind() != reflect.Interface }

// stringNumber is the number of a string; a new one is put behind the others.
func (w *compiler) stringNumber(s string) uint64 {
	if n, ok := w.numbers[s]; ok {
		return n
	}
	n := uint64(len(w.numbers))
	w.numbers[s] = n
	size := uint64(len(s)) << 1
	if at := strings.Index(w.text, s); at >= 0 {
		w.strings = binary.AppendUvarint(w.strings, size|1)
		w.strings = binary.AppendUvarint(w.strings, uint64(at))
	} else {
		w.strings = append(binary.AppendUvarint(w.strings, size), s...)
	}
	return n
}

// Restore fills in the struct that into points to with what Compile wrote of a text. It is false, and nothing
// is filled in, where the compiled form is of another text or another shape of the struct.
func Restore(text []byte, compiled string, into any) bool {
	if !Fits(text, compiled, into) {
		return false
	}
	r := restorer{rest: compiled[4:]}
	r.read(string(text))
	r.value(reflect.ValueOf(into).Elem())
	return true
}

// Fits says whether a compiled form is of this text and of the type that value points to, so that Restore fills it in.
func Fits(text []byte, compiled string, value any) bool {
	s := seal(text, reflect.TypeOf(value).Elem())
	return strings.HasPrefix(compiled, string(binary.LittleEndian.AppendUint32(nil, s)))
}

type restorer struct {
	rest    string // what was not read yet
	strings []string
}

// read reads the strings; they share the memory of the text and of the compiled form.
func (r *restorer) read(text string) {
	r.strings = make([]string, r.number())
	for i := range r.strings {
		n := r.number()
		size := n >> 1
		if n&1 != 0 {
			at := r.number()
			r.strings[i] = text[at : at+size]
		} else {
			r.strings[i] = r.take(size)
		}
	}
}

func (r *restorer) take(n uint64) string {
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// number reads a varint; those of the library read slices of bytes only.
func (r *restorer) number() uint64 {
	var n uint64
	for i := 0; ; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
}

func (r *restorer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		present := r.number()
		for i := 0; present != 0; i++ {
			f := v.Field(i)
			if !counts(f) {
				continue
			}
			if present&1 != 0 {
				r.value(f)
			}
			present >>= 1
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(v.Elem())
	case reflect.Slice:
		n := int(r.number())
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			r.value(v.Index(i))
		}
	case reflect.Map:
		r.mapping(v)
	case reflect.String:
		v.SetString(r.strings[r.number()])
	case reflect.Int:
		n := r.number()
		v.SetInt(int64(n>>1) ^ -int64(n&1)) // as encoding/binary writes numbers with a sign
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64([]byte(r.take(8)))))
	case reflect.Bool:
		v.SetBool(r.number() != 0)
	}
}

func (r *restorer) mapping(v reflect.Value) {
	n := int(r.number())
	v.Set(reflect.MakeMapWithSize(v.Type(), n))
	for range n {
		key, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		r.value(key)
		r.value(e)
		v.SetMapIndex(key, e)
	}
}

// seal is the checksum of a text and of the types that are filled in with it.
func seal(text []byte, t reflect.Type) uint32 {
	var b bytes.Buffer
	shape(&b, t, map[reflect.Type]bool{})
	return crc32.Update(crc32.ChecksumIEEE(b.Bytes()), crc32.IEEETable, text)
}

// shape writes the fields that count of all structs below a type, in order.
func shape(b *bytes.Buffer, t reflect.Type, seen map[reflect.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		shape(b, t.Elem(), seen)
	case reflect.Struct:
		b.WriteString(t.String())
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && f.Type.Kind() != reflect.Interface {
				b.WriteString(f.Name + f.Type.String() + "\n")
				shape(b, f.Type, seen)
			}
		}
	}
}
