package exchange

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"opframe/data/date"
)

// library is what encoding/json writes.
func library(t *testing.T, v any) []byte {
	t.Helper()
	var want bytes.Buffer
	e := json.NewEncoder(&want)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return want.Bytes()
}

func FuzzStringIsWhatEncodingJSONWrites(f *testing.F) {
	for _, s := range []string{"", "plain", "a text that is longer than eight bytes, without anything else", "“quoted”", `"`, `\`, "\x00\x1f\x7f\x80", "a\nb\tc\rd\be\f",
		"\u2028\u2029\ufffd", "\xff\xfe", "é", "12345678\xe2\x80", "1234567\"12345678\\<&>", strings.Repeat("ab\x1e", 9)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := string(appendString(nil, s))+"\n", string(library(t, s)); got != want {
			t.Errorf("%q is written %s, want %s", s, got, want)
		}
	})
}

// inner and outer have a field of every sort.
type inner struct {
	Words map[string]string `json:"words"`
	None  []string          `json:"none"`
	Some  []string          `json:"some"`
}

type own string

func (o own) MarshalText() ([]byte, error) { return []byte("own " + string(o)), nil }

type raw struct{ A int }

func (*raw) MarshalJSON() ([]byte, error) { return []byte(`[1,{"a":2}]`), nil }

type outer struct {
	Text     string         `json:"text"`
	Left     string         `json:"left,omitempty"`
	Yes      bool           `json:"yes"`
	No       bool           `json:"no,omitempty"`
	N        int            `json:"n"`
	Zero     int            `json:"zero,omitempty"`
	Share    float64        `json:"share"`
	Day      date.Date      `json:"day"`
	NoDay    date.Date      `json:"no_day,omitzero"`
	Inner    inner          `json:"inner"`
	Pointer  *inner         `json:"pointer"`
	Absent   *inner         `json:"absent"`
	Omitted  *inner         `json:"omitted,omitempty"`
	Kept     inner          `json:"kept,omitempty"`
	Gone     inner          `json:"gone,omitzero"`
	List     []inner        `json:"list"`
	Empty    []inner        `json:"empty"`
	Map      map[string]any `json:"map"`
	Nothing  map[string]int `json:"nothing"`
	Bytes    []byte         `json:"bytes"`
	Own      own            `json:"own"`
	Owns     map[own]int    `json:"owns"`
	OwnList  []own          `json:"own_list"`
	When     time.Time      `json:"when"`
	Raw      *raw           `json:"raw"`
	Array    [2]int8        `json:"array"`
	U        uint           `json:"u"`
	Any      any            `json:"any"`
	Hidden   string         `json:"-"`
	inside   string
	Optional *int `json:"optional,omitempty"`
}

func TestEncoderIsWhatEncodingJSONWrites(t *testing.T) {
	x := inner{Words: map[string]string{"b": "2", "a": "<1>", "": "\u2028"}, Some: []string{"x"}}
	zero := 0
	full := outer{Text: "a \"b\"", Yes: true, N: -5, Share: 1e-9, Day: date.Date{Year: 2025, Month: 1, Day: 2}, Inner: x, Pointer: &x, List: []inner{x, {}},
		Empty: []inner{}, Map: map[string]any{"z": 1.5, "a": []any{nil, true, x}, "m": map[string]any{}}, Bytes: []byte("abc"), Own: "w",
		Owns: map[own]int{"b": 1, "a": 2}, OwnList: []own{"o"}, Raw: &raw{}, Any: &x, Hidden: "h", inside: "i", Optional: &zero}
	for _, v := range []any{outer{}, full, &full, []outer{full, {}}, nil, "s", 3, 2.5, map[string]inner{"k": x}, map[int]string{2: "b", 1: "a"}, struct{}{},
		struct {
			inner
			Named string
		}{x, "n"}} {
		got, err := encode(v)
		if want := library(t, v); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%T is written\n%s\n%v, want\n%s", v, got, err, want)
		}
	}
}

// TestOwnTypesAreWrittenInOnePass holds that nothing of a report is left to the library by mistake.
func TestOwnTypesAreWrittenInOnePass(t *testing.T) {
	for _, typ := range []reflect.Type{reflect.TypeFor[assessment](), reflect.TypeFor[answer](), reflect.TypeFor[finding](), reflect.TypeFor[check]()} {
		if reflect.ValueOf(encoderOf(typ)).Pointer() == reflect.ValueOf(byLibrary).Pointer() {
			t.Errorf("%s is written by the library", typ)
		}
	}
}
