package exchange

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// FuzzIndented: what is put on lines says the same, and its first two levels are as encoding/json would indent them.
func FuzzIndented(f *testing.F) {
	for _, s := range []string{`{}`, `[]`, `""`, `0`, `{"a":[],"b":{},"c":[1,2,{"d":null}],"e":"\"x\\","f":[[],[[]]]}`, `"\\\\\""`, `["\\","\\\"",""]`,
		strings.Repeat("[", 40) + strings.Repeat("]", 40), `{"a":"{[,:]}"}`, `"é\u2028"`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var compact, indented, again bytes.Buffer
		if json.Compact(&compact, data) != nil {
			return
		}
		if err := json.Indent(&indented, compact.Bytes(), "", "  "); err != nil {
			t.Fatal(err)
		}
		if got := appendIndented(nil, compact.Bytes(), aValue); !bytes.Equal(got, indented.Bytes()) {
			t.Errorf("%s is indented\n%s\nwant\n%s", compact.Bytes(), got, indented.Bytes())
		}
		got := appendIndented(nil, compact.Bytes(), aRecord)
		if err := json.Compact(&again, got); err != nil || again.String() != compact.String() {
			t.Errorf("%s became %s: %v", compact.Bytes(), got, err)
		}
		if want := shallow(indented.String()); string(got) != want {
			t.Errorf("%s is put on lines as\n%s\nwant\n%s", compact.Bytes(), got, want)
		}
	})
}

// shallow joins the lines of indented JSON that stand deeper than two levels, and those that end them.
func shallow(indented string) string {
	var out []string
	deep := false
	for line := range strings.SplitSeq(indented, "\n") {
		text := strings.TrimLeft(line, " ")
		switch in := len(line) - len(text); {
		case in > 4:
			out[len(out)-1] += dense(text)
			deep = true
		case in == 4 && deep && (text[0] == '}' || text[0] == ']'):
			out[len(out)-1] += text
			deep = false
		default:
			out = append(out, line)
			deep = false
		}
	}
	return strings.Join(out, "\n")
}

// dense is a line without the blank between a name and its value.
func dense(line string) string {
	if line[0] == '"' {
		if n := stringEnd([]byte(line)); strings.HasPrefix(line[n:], ": ") {
			return line[:n] + ":" + line[n+2:]
		}
	}
	return line
}

func TestEncode(t *testing.T) {
	v := map[string]any{"<a> & b": []any{1, 2.5, nil, true, "\\\"", "\u2028\xff", map[string]any{}, []int{}, map[string]any{"c": 1, "d": []int{2, 3}}}, "": "é"}
	want := `{
  "": "é",
  "<a> & b": [
    1,
    2.5,
    null,
    true,
    "\\\"",
    "\u2028\ufffd",
    {},
    [],
    {"c":1,"d":[2,3]}
  ]
}
`
	for range 2 {
		if got, err := encode(v, aRecord); err != nil || string(got) != want {
			t.Errorf("got\n%s\n%v, want\n%s", got, err, want)
		}
	}
	if _, err := encode(func() {}, aRecord); err == nil {
		t.Error("a function is encoded")
	}
}
