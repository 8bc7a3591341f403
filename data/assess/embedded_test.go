package assess_test

import (
	"slices"
	"testing"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/frameworks"
)

// The published frameworks have no fault, every rule can match and every case comes out as expected.
func TestEmbeddedFrameworksAreSound(t *testing.T) {
	for _, name := range frameworks.Names() {
		f, err := frameworks.Find(name)
		if err != nil {
			t.Fatalf("%s cannot be loaded: %v", name, err)
		}
		var previous *framework.Framework
		if f.Supersedes != "" {
			if previous, err = frameworks.Find(f.Supersedes); err != nil {
				t.Fatal(err)
			}
		}
		faults := framework.Lint(f, previous)
		if len(faults) == 0 {
			faults = assess.Prove(f)
		}
		for _, fault := range faults {
			t.Error(fault)
		}
	}
}

// What an answer leaves possible never leaves out what a submission with that answer is found to be: all cases
// of the published frameworks are held against it.
func TestPossibleLeavesOutNothingThatHappens(t *testing.T) {
	tried := 0
	for _, name := range frameworks.Names() {
		f, err := frameworks.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Kind != framework.Assessment {
			continue
		}
		for _, found := range assess.CaseFindings(f) {
			for _, g := range found.Grounds {
				for _, o := range g.Question.Choosable() {
					chosen := slices.Contains(g.Answer.Value.Options, o.ID)
					if !g.Answer.Understood || len(g.Answer.Value.Options) == 0 || !chosen && g.Question.Kind != framework.Choices {
						continue
					}
					tried++
					if got := assess.Possible(found.Control, assess.Said{Question: g.Question.ID, Option: o.ID, Chosen: chosen}); !slices.Contains(got, found.Result) {
						t.Errorf("%s: %s is found %s, and with %s = %s (%v) only %v is said to be possible", name, found.Control.ID, found.Result, g.Question.ID, o.ID, chosen, got)
					}
				}
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d answers were tried", tried)
	}
}
