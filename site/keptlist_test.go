package site

import (
	"slices"
	"strings"
	"testing"
)

func TestKeptListComesBackAsItWas(t *testing.T) {
	all := KeptList{
		{"public/index.html", strings.Repeat("0f", 32), 12, 1_700_000_000_123_456_789, 1 << 63},
		{"public/SHA256SUMS", "", 0, -5, 0},
		{"office/é.html", strings.Repeat("a0", 32), 1 << 40, 0, 7},
		{"office", strings.Repeat("a1", 32), 1, 1, 1},
	}
	data, err := all.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var got KeptList
	if err := got.UnmarshalBinary(data); err != nil || !slices.Equal(got, all) {
		t.Fatalf("%v came back as %v (%v)", all, got, err)
	}
	for n := range data {
		if got.UnmarshalBinary(data[:n]) == nil {
			t.Errorf("%d bytes of %d are taken for all", n, len(data))
		}
	}
}

func FuzzKeptList(f *testing.F) {
	data, err := KeptList{{"a/b", "0f", 1, 2, 3}, {"a/c", "", 4, 5, 6}}.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var all, again KeptList
		if all.UnmarshalBinary(data) != nil {
			return
		}
		written, err := all.MarshalBinary()
		if err != nil || again.UnmarshalBinary(written) != nil || !slices.Equal(all, again) {
			t.Errorf("%v comes back as %v (%v)", all, again, err)
		}
	})
}
