package assess_test

import (
	"testing"

	"opframe/data/assess"
	"opframe/data/frameworks"
	"opframe/data/response"
)

// A question under a condition is asked once the answers above it fulfil the condition, and only then.
func TestAsked(t *testing.T) {
	f, err := frameworks.Find(frameworks.Latest)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		chosen   string // at P18; "" for no answer
		p18, p20 bool
		why      string
	}{
		{"", true, false, "how long devices are remembered cannot be asked before P18 is answered"},
		{"all", true, true, "it is asked where there is a second factor"},
		{"none", true, false, "it is not asked where there is none"},
	} {
		s := response.Submission{Answers: map[string]response.Answer{}}
		if c.chosen != "" {
			s.Answers["P18"] = response.Answer{Understood: true, Value: response.Value{Options: []string{c.chosen}}}
		}
		asked := assess.Asked(f, &s, f.Published)
		if asked["P18"] != c.p18 || asked["P20"] != c.p20 {
			t.Errorf("P18 %q: asked are P18 %t and P20 %t: %s", c.chosen, asked["P18"], asked["P20"], c.why)
		}
		if len(asked) != len(f.Questions()) {
			t.Errorf("every question should be in the answer: %d of %d", len(asked), len(f.Questions()))
		}
	}
}
