package yamlfile

import (
	"bytes"
	"strings"
	"testing"
)

func TestFrontMatter(t *testing.T) {
	tests := []struct {
		name, text, front, body string
		line                    int
	}{
		{"none", "Text\n---\nmore\n", "", "Text\n---\nmore\n", 1},
		{"front matter", "---\ntitle: A\n---\n\nText\n", "\ntitle: A\n", "\nText\n", 4},
		{"lines of Windows", "\ufeff---\r\ntitle: A\r\n---\r\nText\r\n", "\ntitle: A\r\n", "Text\r\n", 4},
		{"empty", "---\n---\nText", "\n", "Text", 3},
		{"no body", "---\ntitle: A\n---", "\ntitle: A\n", "", 4},
		{"spaces behind the fence", "---  \na: b\n--- \t\nText", "\na: b\n", "Text", 4},
		{"more hyphens", "---\n----\n---\nText", "\n----\n", "Text", 4},
		{"nothing", "", "", "", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			front, body, line, err := FrontMatter("a.md", []byte(test.text))
			if err != nil || string(front) != test.front || string(body) != test.body || line != test.line {
				t.Errorf("got %q, %q, line %d, %v; want %q, %q, line %d", front, body, line, err, test.front, test.body, test.line)
			}
		})
	}
	if _, _, _, err := FrontMatter("a.md", []byte("---\ntitle: A\n")); err == nil || !strings.HasPrefix(err.Error(), "a.md:1: the front matter that begins here does not end") {
		t.Errorf("front matter without end: got %v", err)
	}
}

// Lines counted in the front matter are those of the file, whatever is wrong with it.
func TestLinesOfFrontMatter(t *testing.T) {
	tests := []struct{ text, want string }{
		{"---\nname: A\nnam: B\n---\n", "a.md:3:1: unknown key"},
		{"---\nname: A\nn: \"B\nmap: x\n---\n", "a.md:3: found unexpected end"},
		{"---\nname: A\nmap: x: y\n---\n", "a.md:3: mapping values are not allowed"},
		{"---\nname: [a\n---\n", "a.md:2: did not find expected ',' or ']'"},
		{"---\nname: A\nmap: 'x' y\n---\n", "a.md:2: did not find expected key"},
	}
	for _, test := range tests {
		front, _, _, err := FrontMatter("a.md", []byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		var f file
		if err := Decode("a.md", front, &f); err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "line ") {
			t.Errorf("%q: got %v, want %s", test.text, err, test.want)
		}
	}
}

type keyed struct {
	A    string `yaml:"a"`
	B    []sub  `yaml:"b"`
	Keys Keys   `yaml:"-"`
}

type sub struct {
	C    string `yaml:"c"`
	Keys Keys   `yaml:"-"`
}

// A type that asks for them is told where its keys stand, those of its own mapping alone.
func TestKeys(t *testing.T) {
	var k keyed
	err := Decode("k.yaml", []byte("# first\nb:\n  - c: x\n\n    d: y\na: z\n"), &k)
	if err == nil || !strings.Contains(err.Error(), `k.yaml:5:5: unknown key "d"`) {
		t.Errorf("got %v", err)
	}
	if len(k.Keys) != 2 || k.Keys["a"] != (Place{"k.yaml", 6, 1}) || k.Keys["b"].Line != 2 {
		t.Errorf("got %v", k.Keys)
	}
	if len(k.B) != 1 || k.B[0].Keys["c"] != (Place{"k.yaml", 3, 5}) || k.B[0].Keys["d"].Line != 5 {
		t.Errorf("got %v; unknown keys have their place as well", k.B)
	}
}

// Whatever the text, the parts are those of the text and the body begins on the line that is said.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"", "---", "---\n---", "---\r\na: b\r\n---\r\nText", "\ufeff---\n---\n", "x\n---\n", "---\n\n\n--- \nT"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		front, body, line, err := FrontMatter("a.md", text)
		if err != nil {
			return
		}
		if !bytes.HasSuffix(text, body) {
			t.Fatalf("%q: the body %q is no end of it", text, body)
		}
		if above := text[:len(text)-len(body)]; len(body) > 0 && bytes.Count(above, []byte("\n"))+1 != line {
			t.Errorf("%q: the body begins on line %d, want %d", text, line, bytes.Count(above, []byte("\n"))+1)
		}
		if front != nil && bytes.Count(front, []byte("\n"))+2 != line {
			t.Errorf("%q: the front matter %q has not the lines above line %d", text, front, line)
		}
	})
}
