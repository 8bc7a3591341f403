package audience

import (
	"strings"
	"testing"
)

// What is gathered stays with its reader: one provider's value among another's is an error, not a leak.
func TestGatherMixesNoReaders(t *testing.T) {
	one, two := Provider{ID: "one"}, Provider{ID: "two"}
	join := func(all []string) (string, error) { return strings.Join(all, " "), nil }
	got, err := Gather(one, []For[Provider, string]{Seal(one, "a"), Seal(one, "b")}, join)
	if err != nil || got.Value() != "a b" || got.Reader() != one {
		t.Errorf("got %q for %v (%v), want \"a b\" for one", got.Value(), got.Reader(), err)
	}
	if got, err := Gather(one, []For[Provider, string]{Seal(one, "a"), Seal(two, "b")}, join); err == nil || got.Value() != "" {
		t.Errorf("got %q (%v): another provider's value went along", got.Value(), err)
	}
}
