package assess_test

import (
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
