package assess_test

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/frameworks"
	"opframe/data/response"
)

// A supplement checked by itself is missing only what it was written to ask, and what its own answers bring up.
func TestCheckOfASupplement(t *testing.T) {
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	asOf := date.Date{Year: 2017, Month: 10, Day: 31}
	at := response.Cell{File: "s.xlsx", Sheet: "S", Ref: "D5"}
	// E06 hangs on P02, which stands elsewhere; W10 on W08, which stands here.
	s := response.Submission{Supplement: &response.Supplement{Asks: []string{"E06", "W08"}}, Answers: map[string]response.Answer{},
		Places: map[string]response.Cell{"E06": at, "W08": at, "W10": at}}
	missing := func() []string {
		var all []string
		for _, p := range assess.Check(f, &s, asOf).Problems {
			if p.Kind != response.Missing {
				t.Errorf("it says: %s", p)
			}
			all = append(all, p.Question)
		}
		slices.Sort(all)
		return all
	}
	if got := strings.Join(missing(), " "); got != "E06 W08" {
		t.Errorf("missing are %s, want E06 W08", got)
	}
	chosen := func(id string) response.Answer {
		return response.Answer{Raw: id, Understood: true, Value: response.Value{Options: []string{id}}, Cell: at, Evidence: response.Field{Text: "EV1", Cell: at}}
	}
	s.Answers["E06"], s.Answers["W08"] = chosen("onshore"), chosen("independent")
	if got := strings.Join(missing(), " "); got != "W10" {
		t.Errorf("once W08 is answered, missing are %s, want W10, which it brings up", got)
	}
}

// Of a contradiction, each answer it names can be the one to put right.
func TestConcerns(t *testing.T) {
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Checks {
		p := response.Problem{Kind: response.Inconsistent, Question: c.When.Questions()[0], What: c.Message + " (E06 in D13)"}
		got := assess.Concerns(f, p)
		for _, id := range c.When.Questions() {
			if !slices.Contains(got, id) {
				t.Errorf("check %s is about %v, and %s is not among it", c.ID, got, id)
			}
		}
	}
	if got := assess.Concerns(f, response.Problem{Kind: response.Missing, Question: "E06"}); !slices.Equal(got, []string{"E06"}) {
		t.Errorf("a missing answer concerns %v, want E06", got)
	}
	if got := assess.Concerns(f, response.Problem{Kind: response.Structure}); len(got) != 0 {
		t.Errorf("a problem of the file concerns %v, want nothing", got)
	}
}
