// Package yamlfile reads YAML strictly: an unknown key, a key written twice or a value of the wrong
// kind is a fault with file, line and column, and all faults are reported together. It is the only
// importer of the YAML library and knows nothing of what the files say.
package yamlfile

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// Place is where something stands in a file. Types that have a field `At yamlfile.Place` with
// the tag `yaml:"-"` have it filled in by Decode.
type Place struct {
	File         string
	Line, Column int
}

// String is file:line, or the file alone where no line is known.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Keys are the places of the keys that a mapping has. Types that have a field `Keys yamlfile.Keys` with
// the tag `yaml:"-"` have it filled in by Decode.
type Keys map[string]Place

// Fault is one thing wrong in a file.
type Fault struct {
	At   Place
	What string
}

// Error is "file:line:column: what", as far as the place is known.
func (f Fault) Error() string {
	if f.At.Column == 0 {
		return f.At.String() + ": " + f.What
	}
	return fmt.Sprintf("%s:%d:%d: %s", f.At.File, f.At.Line, f.At.Column, f.What)
}

// Decode reads one YAML document into the struct that into points to. Keys are those of the
// `yaml` tags; a key that no field has is a fault that lists the known ones. The error is an
// errors.Join of Faults.
func Decode(file string, data []byte, into any) error {
	var root yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&root); err != nil {
		if errors.Is(err, io.EOF) {
			return Fault{Place{File: file}, "the file is empty"}
		}
		return syntax(file, err)
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return Fault{Place{File: file}, "more than one document in the file: keep the first"}
	}
	r := reader{file: file}
	r.read(root.Content[0], reflect.ValueOf(into).Elem())
	return errors.Join(r.faults...)
}

var syntaxForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(did not find expected (?:<|',' or|'-'|key|node)|found (?:undefined tag|duplicate|incompatible))?`)
})

// syntax is what the library says of text that is no YAML, with the line as our faults have it. The
// library counts from 0 in what its parser says, which is the second group, and from 1 elsewhere.
func syntax(file string, err error) Fault {
	m := syntaxForm().FindStringSubmatch(err.Error())
	line, _ := strconv.Atoi(m[1]) // digits or nothing: 0 is "no line"
	if m[2] != "" {
		line++
	}
	return Fault{Place{File: file, Line: line}, strings.TrimPrefix(err.Error(), strings.TrimSuffix(m[0], m[2]))}
}

type reader struct {
	file   string
	faults []error
}

func (r *reader) fault(n *yaml.Node, format string, args ...any) {
	r.faults = append(r.faults, Fault{Place{r.file, n.Line, n.Column}, fmt.Sprintf(format, args...)})
}

var textType = reflect.TypeFor[encoding.TextUnmarshaler]()

func (r *reader) read(n *yaml.Node, v reflect.Value) {
	if n.Kind == yaml.AliasNode {
		r.fault(n, "anchors and aliases are not used here: write the value out")
		return
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		r.read(n, v.Elem())
		return
	}
	if v.Kind() == reflect.Struct && !reflect.PointerTo(v.Type()).Implements(textType) {
		r.readStruct(n, v)
		return
	}
	switch {
	case v.Kind() == reflect.Slice:
		r.readSlice(n, v)
	case v.Kind() == reflect.Map:
		r.readMap(n, v)
	default:
		r.readScalar(n, v)
	}
}

func (r *reader) readStruct(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "a mapping of %s belongs here", strings.Join(keys(v.Type()), ", "))
		return
	}
	setField(v, "At", Place{r.file, n.Line, n.Column})
	stand := Keys{}
	setField(v, "Keys", stand)
	for k, value := range r.pairs(n) {
		stand[k.Value] = Place{r.file, k.Line, k.Column}
		field, ok := fieldOf(v, k.Value)
		if !ok {
			r.fault(k, "unknown key %q: known here are %s", k.Value, strings.Join(keys(v.Type()), ", "))
			continue
		}
		r.read(value, field)
	}
}

func (r *reader) readSlice(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		r.fault(n, "a list belongs here")
		return
	}
	s := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		r.read(c, s.Index(i))
	}
	v.Set(s)
}

func (r *reader) readMap(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "a mapping belongs here")
		return
	}
	m := reflect.MakeMap(v.Type())
	for k, value := range r.pairs(n) {
		key := reflect.New(v.Type().Key()).Elem()
		r.readScalar(k, key)
		e := reflect.New(v.Type().Elem()).Elem()
		r.read(value, e)
		m.SetMapIndex(key, e)
	}
	v.Set(m)
}

func (r *reader) readScalar(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		r.fault(n, "a single value belongs here")
		return
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if err := u.UnmarshalText([]byte(n.Value)); err != nil {
			r.fault(n, "%v", err)
		}
		return
	}
	// Text is taken as it is written: `yes`, `1.0` and `2017-08-31` stay what the author typed.
	if v.Kind() == reflect.String {
		v.SetString(n.Value)
		return
	}
	if n.Tag == "!!null" {
		r.fault(n, "a value is missing here")
		return
	}
	if err := n.Decode(v.Addr().Interface()); err != nil {
		r.fault(n, "%q is not %s", n.Value, kindWords[v.Kind()])
	}
}

// kindWords name what belongs in a field; the kinds that frameworks and rounds use.
var kindWords = map[reflect.Kind]string{reflect.Int: "a whole number", reflect.Float64: "a number", reflect.Bool: "true or false"}

// pairs yields the keys and values of a mapping and reports keys that stand twice.
func (r *reader) pairs(n *yaml.Node) func(func(k, v *yaml.Node) bool) {
	return func(yield func(k, v *yaml.Node) bool) {
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if seen[k.Value] {
				r.fault(k, "key %q stands here twice", k.Value)
				continue
			}
			seen[k.Value] = true
			if !yield(k, n.Content[i+1]) {
				return
			}
		}
	}
}

// setField fills in a field of that name and of the type of x, where there is one.
func setField(v reflect.Value, name string, x any) {
	if f := v.FieldByName(name); f.IsValid() && f.Type() == reflect.TypeOf(x) {
		f.Set(reflect.ValueOf(x))
	}
}

func fieldOf(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, inline := tag(f)
		if inline {
			if in, ok := fieldOf(v.Field(i), key); ok {
				return in, true
			}
		} else if name != "" && name == key { // a field without a key is none that a file can name
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func keys(t reflect.Type) []string {
	var all []string
	for i := range t.NumField() {
		name, inline := tag(t.Field(i))
		if inline {
			all = append(all, keys(t.Field(i).Type)...)
		} else if name != "" {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// tag is the key of a field: "" where it has none.
func tag(f reflect.StructField) (name string, inline bool) {
	t := f.Tag.Get("yaml")
	if t == "-" || t == "" {
		return "", false
	}
	name, opts, _ := strings.Cut(t, ",")
	return name, opts == "inline"
}
