package doc

import (
	"reflect"
	"slices"
	"testing"
)

func TestNotesAreCountedOnAndPutLast(t *testing.T) {
	part := func(n int, text string) []Block {
		return []Block{Paragraph{Text: []Span{{Text: text}, {Note: n}}}, Callout{Title: "c", Blocks: []Block{Paragraph{Text: []Span{{Note: n}}}}}}
	}
	note := func(n int, text string) Note { return Note{n, T(text)} }
	one := append(part(1, "one"), Notes{Items: []Note{note(1, "first")}})
	two := append(part(1, "two"), Notes{Items: []Note{note(1, "second"), note(2, "third")}}, Code{Text: "c"})
	none := []Block{Code{Text: "none"}}
	got := NotesLast(slices.Concat(one, none, Renumber(two, 1)))
	want := append(part(1, "one"), Code{Text: "none"})
	want = append(want, part(2, "two")...)
	want = append(want, Code{Text: "c"}, Notes{Items: []Note{note(1, "first"), note(2, "second"), note(3, "third")}})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("put together they are\n%+v, want\n%+v", got, want)
	}
	if again := append(part(1, "one"), Notes{Items: []Note{note(1, "first")}}); !reflect.DeepEqual(one, again) {
		t.Errorf("a part was changed to %+v", one)
	}
	if got := NotesLast(none); !reflect.DeepEqual(got, none) {
		t.Errorf("without notes there is %+v, want no block of them", got)
	}
}
