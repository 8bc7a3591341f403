package framework_test

import (
	"os"
	"testing"
	"testing/fstest"

	"opframe/data/framework"
)

// FuzzLoad loads and lints framework.yaml of any shape: neither may ever panic, and Lint must say the
// same twice.
func FuzzLoad(f *testing.F) {
	data, err := os.ReadFile("testdata/small/framework.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add(previousYAML)
	f.Add("id: x\nversion: [1]\ncontrols: [{questions: [{}], rules: [{}, {when: {all: [{}, {not: {}}]}}]}]\n")
	f.Add("kind: questionnaire\ncontext: [{id: a, kind: table, table: t, show_if: {q: a, row_any: {col: b, row_all: {q: a}}}}]\ntables: [{id: t, role: apis}]\n")
	f.Add("scale: [{level: 3}]\ngates: [{level: -1, need: [{control: c}]}]\nmatrix: [{rating: '1', outcomes: [a]}]\nratings: [{id: '1'}, {id: P}]\n")
	f.Add("supersedes: small@1\nmapping: [{from: Q1, to: Q1, options: {a: b}}, {from: Q1}]\n")
	f.Add("checks: [{when: {q: x, before: as_of+9, after: 2017-01-01}}]\napis: [{id: a, rating: '4'}]\nobligations: [{due_days: -1, due_months: 2}]\n")
	f.Add("a: &a [*a]\n")
	f.Add("\"\": 5\n") // was once set into a field that no key names
	previous, err := framework.Load("small", fstest.MapFS{"framework.yaml": {Data: []byte(previousYAML)}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, err := framework.Load("fuzz", fstest.MapFS{"framework.yaml": {Data: []byte(text)}})
		if err != nil {
			if err.Error() == "" {
				t.Error("the file was refused without a word")
			}
			return
		}
		for _, before := range []*framework.Framework{nil, previous} {
			first, again := framework.Lint(x, before), framework.Lint(x, before)
			if len(first) != len(again) {
				t.Fatalf("lint finds %d faults, then %d", len(first), len(again))
			}
			for i := range first {
				if first[i].Error() != again[i].Error() || first[i].Error() == "" {
					t.Errorf("fault %d is %q, then %q", i, first[i], again[i])
				}
			}
		}
	})
}
