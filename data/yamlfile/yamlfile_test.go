package yamlfile

import (
	"reflect"
	"strings"
	"testing"

	"opframe/data/date"
)

type inner struct {
	Deep string `yaml:"deep"`
}

type file struct {
	Name  string            `yaml:"name"`
	N     int               `yaml:"n"`
	F     *float64          `yaml:"f"`
	Yes   bool              `yaml:"yes"`
	Day   date.Date         `yaml:"day"`
	List  []item            `yaml:"list"`
	Map   map[string]string `yaml:"map"`
	inner `yaml:",inline"`
	Own   int   `yaml:"-"`
	At    Place `yaml:"-"`
}

type item struct {
	ID string `yaml:"id"`
	At Place  `yaml:"-"`
}

// Text is what was typed, whatever YAML would make of it, and everything has its place.
func TestDecode(t *testing.T) {
	var f file
	err := Decode("f.yaml", []byte("name: yes\nn: 3\nf: 1.5\nyes: true\nday: 2017-08-31\nlist:\n  - {id: 1.0}\n  - id: 2017-01-01\nmap: {a: no}\ndeep: null\n"), &f)
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "yes" || f.N != 3 || *f.F != 1.5 || !f.Yes || f.Day.String() != "2017-08-31" || f.Map["a"] != "no" || f.Deep != "null" {
		t.Errorf("got %+v", f)
	}
	if len(f.List) != 2 || f.List[0].ID != "1.0" || f.List[1].ID != "2017-01-01" || f.List[1].At.Line != 8 || f.At.String() != "f.yaml:1" {
		t.Errorf("got %+v", f.List)
	}
}

func TestDecodeFaults(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown key lists the known", "nam: x\n", `f.yaml:1:1: unknown key "nam": known here are day, deep, f, list, map, n, name, yes`},
		{"a key that is ours alone", "Own: 3\n", `unknown key "Own"`},
		{"key twice", "n: 1\nn: 2\n", `f.yaml:2:1: key "n" stands here twice`},
		{"word for a number", "n: many\n", `f.yaml:1:4: "many" is not a whole number`},
		{"word for a fraction", "f: many\n", `"many" is not a number`},
		{"word for yes or no", "yes: perhaps\n", `"perhaps" is not true or false`},
		{"nothing for a number", "n:\n", "a value is missing here"},
		{"date of another form", "day: 31.8.2017\n", "is not a date written YYYY-MM-DD"},
		{"word for a list", "list: x\n", "a list belongs here"},
		{"word for a mapping", "map: x\n", "a mapping belongs here"},
		{"list for a word", "name: [x]\n", "a single value belongs here"},
		{"word for an item", "list: [x]\n", "a mapping of id belongs here"},
		{"alias", "name: &a x\ndeep: *a\n", "anchors and aliases are not used here"},
		{"two documents", "n: 1\n---\nn: 2\n", "more than one document"},
		{"empty", "", "the file is empty"},
		{"no YAML", "a: [", "f.yaml"},
		{"every fault at once", "nam: x\nn: many\n", "whole number"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var f file
			err := Decode("f.yaml", []byte(test.text), &f)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error that says %q", err, test.want)
			}
		})
	}
}

// Whatever the bytes, reading ends without a panic, and an error names the file.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"name: x", "list: [{id: a}]", "a: &b [*b]", "? [a]\n: b", "<<: {n: 1}", "n: 0x7f\nf: .inf", "\ufeffname: x", "!!binary x", "{[a]: b}", "- - -"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var x file
		if err := Decode("f.yaml", data, &x); err != nil && !strings.Contains(err.Error(), "f.yaml") {
			t.Errorf("the error does not name the file: %v", err)
		}
	})
}

// What was compiled is restored to the last place, empty lists and zeros that were given included; of another
// text or another struct nothing is.
func TestCompile(t *testing.T) {
	text := []byte("name: >\n  Of\n  two lines\nn: -3\nf: 0\nyes: true\nday: 2017-08-31\nlist:\n  - {id: x}\n  - id: longer than text\nmap: {b: no, a: yes, c: ''}\n")
	var f file
	if err := Decode("f.yaml", text, &f); err != nil {
		t.Fatal(err)
	}
	for _, more := range []func(){func() {}, func() { f.List = []item{} }, func() { f = file{} }} {
		more()
		compiled := string(Compile(text, &f))
		var got file
		if !Restore(text, compiled, &got) || !reflect.DeepEqual(got, f) {
			t.Errorf("got %+v, want %+v", got, f)
		}
		if again := string(Compile(text, &got)); again != compiled {
			t.Error("compiled twice it is not the same")
		}
		got = file{}
		if Restore(append(text, '\n'), compiled, &got) || Restore(text, compiled[:3], &got) || Restore(text, "", &got) || !reflect.DeepEqual(got, file{}) {
			t.Errorf("the compiled form of another text is restored: %+v", got)
		}
		type other struct {
			file
			More string
		}
		if Restore(text, compiled, new(other)) {
			t.Error("the compiled form is restored into another struct")
		}
	}
}
