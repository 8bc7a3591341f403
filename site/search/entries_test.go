package search

import (
	"slices"
	"testing"
)

func TestEntriesComeBackAsTheyWere(t *testing.T) {
	b := AppendEntries(nil, sample)
	got, err := Entries(b)
	if err != nil || !slices.Equal(got, sample) {
		t.Fatalf("%v came back as %v (%v)", sample, got, err)
	}
	if _, err := Entries(b[:len(b)-1]); err == nil {
		t.Error("what was cut off is taken for all")
	}
}
