package compare_test

import (
	"strings"
	"testing"

	"opframe/data/compare"
)

const savedBefore = `{"schema": "opframe/assessment/1", "program": "x", "a field of a later version": {"y": 1},
	"product": {"id": "p", "name": "P"}, "provider": {"id": "o", "name": "O"},
	"framework": "interim@1.0", "as_of": "2017-10-31", "source": {"file": "p.xlsx"}, "level": 3, "highest_level": 4,
	"dimensions": [{"id": "product", "title": "Product", "level": 3, "score_percent": 70}],
	"findings": [{"control": "user-mfa", "title": "MFA", "dimension": "product", "result": "met", "rule": 3, "reason": "All.", "answers": ["P18", "P20"]}],
	"answers": [
		{"question": "P18", "asked": "For whom?", "words": "All users", "options": ["all"], "understood": true, "place": {"file": "p.xlsx", "cell": "D1"}},
		{"question": "P20", "asked": "How long?", "words": "Never", "options": ["never"], "understood": true, "place": {"file": "p.xlsx", "cell": "D2"}}],
	"apis": [{"id": "A", "known": true, "rating": "3", "outcome": "grant", "outcome_title": "Grant", "outcome_rank": 0, "access": true}],
	"obligations": [], "problems": []}`

// saved changes the text above.
func saved(t *testing.T, pairs ...string) *compare.Side {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(savedBefore, pairs[i]) {
			t.Fatalf("%s is not in the text", pairs[i])
		}
	}
	s, err := compare.Saved("x.json", []byte(strings.NewReplacer(pairs...).Replace(savedBefore)))
	if err != nil {
		t.Fatal(err)
	}
	return &s[0]
}

// Of saved assessments, what alone differs is the cause; of several things that differ, it cannot be told.
func TestCausesOfSavedAssessments(t *testing.T) {
	worse := []string{`"result": "met", "rule": 3, "reason": "All."`, `"result": "partly", "rule": 4, "reason": "Some."`}
	for _, c := range []struct {
		name   string
		pairs  []string
		why    string
		untold bool
	}{
		{"one answer", []string{`"options": ["all"]`, `"options": ["some"]`}, "answer changed P18", false},
		{"two answers", []string{`"options": ["all"]`, `"options": ["some"]`, `"options": ["never"]`, `"options": ["day"]`}, "answer changed P18 + answer changed P20", true},
		{"the day", []string{"2017-10-31", "2018-10-31"}, "time passed", false},
		{"the edition", []string{"interim@1.0", "interim@1.1"}, "rule changed", false},
		{"an answer and the day", []string{"2017-10-31", "2018-10-31", `"options": ["all"]`, `"options": ["some"]`}, "answer changed P18 + time passed", true},
		{"nothing that is saved", nil, "", true},
		{"words, and not what they mean", []string{`"words": "All users"`, `"words": "Everybody"`}, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := findingOf(t, compare.Of(saved(t), saved(t, append(worse, c.pairs...)...)), "user-mfa")
			if told(f.Reason) != c.why || f.Untold != c.untold || f.Kind != compare.Worse {
				t.Errorf("%s because of %q (cannot be told: %t), want %q (%t)", f.Kind, told(f.Reason), f.Untold, c.why, c.untold)
			}
		})
	}
}

// A question that one side was not asked makes its finding one that cannot be compared.
func TestSavedAndNotAsked(t *testing.T) {
	old := saved(t, `"source": {"file": "p.xlsx"}`, `"source": {"file": "p.xlsx", "carried": {"from": "interim@0.8", "count": 1, "lost": [], "not_asked": ["P20"]}}`,
		`"result": "met"`, `"result": "not assessed", "missing": ["P20"]`)
	c := compare.Of(old, saved(t))
	if f := findingOf(t, c, "user-mfa"); f.Kind != compare.NotComparable || c.Level.Kind != compare.NotComparable {
		t.Errorf("the finding is %s and the level %s: P20 was not asked before", f.Kind, c.Level.Kind)
	}
}

// Ratings and outcomes are compared by what is saved of them.
func TestSavedOutcomes(t *testing.T) {
	rated := compare.Of(saved(t), saved(t, `"rating": "3", "outcome": "grant", "outcome_title": "Grant", "outcome_rank": 0`, `"rating": "4", "outcome": "later", "outcome_title": "Later", "outcome_rank": 2`))
	if len(rated.APIs) != 1 || rated.APIs[0].Kind != compare.Worse || told(rated.APIs[0].Reason) != "API rating changed" {
		t.Errorf("%+v", rated.APIs)
	}
	without := compare.Of(saved(t, `"outcome_rank": 0, `, ""), saved(t, `"outcome": "grant"`, `"outcome": "later"`))
	if len(without.APIs) != 1 || without.APIs[0].Kind != compare.NotComparable {
		t.Errorf("without ranks, two outcomes that both give access cannot be compared: %+v", without.APIs)
	}
}

// What cannot be compared says what is wrong and what to do.
func TestSavedIsRefused(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"no", "x.json: it is no JSON of an assessment"},
		{"[]", "x.json: it holds no assessment"},
		{`{"schema": "opframe/check/1"}`, `its schema is "opframe/check/1", and only opframe/assessment/1 can be compared`},
		{`{"schema": "opframe/assessment/1"}`, "framework, as_of, dimensions and findings are needed"},
		{strings.Replace(savedBefore, `"met"`, `"splendid"`, 1), `the finding of "user-mfa" is "splendid", which is no result`},
	} {
		if _, err := compare.Saved("x.json", []byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40s: %v, want %q", c.data, err, c.want)
		}
	}
	if all, err := compare.Saved("x.json", []byte("["+savedBefore+","+savedBefore+"]")); err != nil || len(all) != 2 {
		t.Errorf("a list of two gives %d: %v", len(all), err)
	}
}
