package site

import (
	"reflect"
	"testing"
)

func TestMentionComesBackBrief(t *testing.T) {
	m := Mention{Anchors: []string{"a", "é"}, Links: []Ref{{"#a", "here"}, {"../x.html#b", "X (PDF, 3KB)"}, {"y.html", ""}}}
	data, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var got Mention
	if err := got.UnmarshalBinary(data); err != nil || !reflect.DeepEqual(got, m.Brief()) {
		t.Fatalf("%v came back as %v (%v)", m.Brief(), got, err)
	}
	for n := range data {
		if got.UnmarshalBinary(data[:n]) == nil {
			t.Errorf("%d bytes of %d are taken for all", n, len(data))
		}
	}
}
