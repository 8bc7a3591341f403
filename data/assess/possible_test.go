package assess

import (
	"slices"
	"testing"

	"opframe/data/framework"
)

func TestPossible(t *testing.T) {
	yes := framework.Cond{Q: "A", OneOf: []string{"yes"}}
	c := framework.Control{Applies: &framework.Cond{Q: "B", OneOf: []string{"yes"}}, Rules: []framework.Rule{
		{Result: framework.Met, When: &framework.Cond{All: []framework.Cond{yes, {Q: "C", AnyOf: []string{"x"}}}}},
		{Result: framework.Partly, When: &yes}, {Result: framework.NotMet}}}
	for _, test := range []struct {
		name string
		said Said
		want []framework.Result
	}{
		{"yes leaves not met out", Said{"A", "yes", true}, []framework.Result{framework.Met, framework.Partly, framework.NotApplicable, framework.NotAssessed}},
		{"no leaves only not met", Said{"A", "no", true}, []framework.Result{framework.NotMet, framework.NotApplicable, framework.NotAssessed}},
		{"what does not apply", Said{"B", "no", true}, []framework.Result{framework.NotApplicable, framework.NotAssessed}},
		{"what applies", Said{"B", "yes", true}, []framework.Result{framework.Met, framework.Partly, framework.NotMet, framework.NotAssessed}},
		{"an option not chosen", Said{"C", "x", false}, []framework.Result{framework.Partly, framework.NotMet, framework.NotApplicable, framework.NotAssessed}},
		{"another question", Said{"D", "yes", true}, framework.Results},
	} {
		if got := Possible(c, test.said); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}
