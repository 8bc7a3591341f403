package exchange

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// FuzzIndented: what is indented is what encoding/json would have indented.
func FuzzIndented(f *testing.F) {
	for _, s := range []string{`{}`, `[]`, `""`, `0`, `{"a":[],"b":{},"c":[1,2,{"d":null}],"e":"\"x\\","f":[[],[[]]]}`, `"\\\\\""`, `["\\","\\\"",""]`,
		strings.Repeat("[", 40) + strings.Repeat("]", 40), `{"a":"{[,:]}"}`, `"é\u2028"`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var compact, want bytes.Buffer
		if json.Compact(&compact, data) != nil {
			return
		}
		if err := json.Indent(&want, compact.Bytes(), "", "  "); err != nil {
			t.Fatal(err)
		}
		if got := appendIndented(nil, compact.Bytes(), 0); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s is indented\n%s\nwant\n%s", compact.Bytes(), got, want.Bytes())
		}
	})
}

func TestEncodeIsWhatEncodingJSONWrites(t *testing.T) {
	v := map[string]any{"<a> & b": []any{1, 2.5, nil, true, "\\\"", "\u2028\xff", map[string]any{}, []int{}}, "": strings.Repeat("é\"\\", 99)}
	var want bytes.Buffer
	e := json.NewEncoder(&want)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, err := encode(v); err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Errorf("got\n%s\n%v, want\n%s", got, err, want.Bytes())
		}
	}
	if _, err := encode(func() {}); err == nil {
		t.Error("a function is encoded")
	}
}
