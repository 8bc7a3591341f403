package service_test

import (
	"strings"
	"testing"

	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/round"
	"opframe/data/service"
)

// model is the service model of the interim framework.
func model(t testing.TB) *framework.Service {
	t.Helper()
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	return f.Service
}

// without is every fact known, and none of them in favour of tier 1.
func without() map[string]float64 {
	known := map[string]float64{}
	for _, f := range framework.ProviderFacts {
		known[f.ID] = 0
	}
	return known
}

// Each criterion below, at and above its threshold, and with nothing known: only from the threshold up does
// it hold, and what is not known is neither.
func TestEachCriterionAtItsThreshold(t *testing.T) {
	m := model(t)
	if len(m.Criteria) != len(framework.ProviderFacts) {
		t.Errorf("the model has %d criteria for %d facts", len(m.Criteria), len(framework.ProviderFacts))
	}
	for _, c := range m.Criteria {
		least, step := 1.0, 1.0
		if c.AtLeast != nil {
			least, step = *c.AtLeast, *c.AtLeast/1000
		}
		fact, _ := framework.ProviderFactOf(c.Fact)
		values := map[string]float64{"below": least - step, "at": least}
		if !fact.YesNo {
			values["above"] = least + step
		}
		for name, v := range values {
			known := without()
			known[c.Fact] = v
			got := findingOf(t, service.Classify(m, &round.Provider{}, known), c.ID)
			want := service.Finding{Criterion: c, State: service.Holds, Value: v, Points: c.Weight}
			if name == "below" {
				want.State, want.Points = service.HoldsNot, 0
			}
			if got.State != want.State || got.Value != want.Value || got.Points != want.Points {
				t.Errorf("%s %s its threshold: %s, value %g, %d points; want %s, %g, %d", c.ID, name, got.State, got.Value, got.Points, want.State, want.Value, want.Points)
			}
		}
		known := without()
		delete(known, c.Fact)
		if got := findingOf(t, service.Classify(m, &round.Provider{}, known), c.ID); got.State != service.Undecided || got.Points != 0 || got.Said() != "not known" {
			t.Errorf("%s of which nothing is known: %+v, want not known", c.ID, got)
		}
	}
}

func findingOf(t *testing.T, x service.Tiered, criterion string) service.Finding {
	t.Helper()
	for _, f := range x.Findings {
		if f.Criterion.ID == criterion {
			return f
		}
	}
	t.Fatalf("the result does not show the criterion %s", criterion)
	return service.Finding{}
}

func TestClassify(t *testing.T) {
	m := model(t)
	all := without()
	with := func(pairs ...any) map[string]float64 {
		known := without()
		for i := 0; i < len(pairs); i += 2 {
			if v, ok := pairs[i+1].(float64); ok {
				known[pairs[i].(string)] = v
			} else {
				delete(known, pairs[i].(string))
			}
		}
		return known
	}
	tests := []struct {
		name   string
		known  map[string]float64
		tier   service.Tier
		points int
		why    string
	}{
		{"nothing speaks for it", all, service.T2, 0, "It has 0 points; tier 1 begins at 50."},
		{"a gateway", with("approved gateway", 1.0), service.T1, 50, "Approved super gateway: enough alone."},
		{"sends for two others", with("payroll products served", 2.0), service.T1, 50, "Sending service provider for several"},
		{"sends for one other", with("payroll products served", 1.0), service.T2, 0, ""},
		{"supplies an eBMS client", with("ebms client", 1.0), service.T1, 50, "enough alone"},
		{"large", with("market share", 10.0, "lodgments", 5e5), service.T1, 60, "It has 60 points (Market share; Lodgments through its practice products); tier 1 begins at 50."},
		{"large and nothing else", with("market share", 99.0), service.T2, 30, ""},
		{"large and a partner", with("market share", 10.0, "forum seats", 1.0, "consultations", 2.0), service.T1, 55, ""},
		{"a partner in everything", with("forum seats", 3.0, "meetings attended", 9.0, "consultations", 9.0, "early adopter", 1.0), service.T2, 45, ""},
		{"nothing known", nil, service.NotKnown, 0, "what is not known could make it tier 1: Approved super gateway; Sending service provider for several payroll products other than its own; Supplies an eBMS client that others build on; and 6 more."},
		{"gateway not known", with("approved gateway", nil), service.NotKnown, 0, "could make it tier 1: Approved super gateway."},
		{"a gateway of which nothing else is known", map[string]float64{"approved gateway": 1}, service.T1, 50, ""},
		{"share not known, and it could not decide", with("market share", nil), service.T2, 0, "what is not known could not make it tier 1: Market share."},
		{"share not known, and it could decide", with("market share", nil, "lodgments", 1e6), service.NotKnown, 30, "could make it tier 1: Market share."},
		{"points enough already", with("market share", 20.0, "lodgments", 1e6, "early adopter", nil), service.T1, 60, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := service.Classify(m, &round.Provider{}, test.known)
			if got.Tier != test.tier || got.Points != test.points || !strings.Contains(got.Why, test.why) {
				t.Errorf("got %s with %d points: %s\nwant %s with %d: …%s…", got.Tier, got.Points, got.Why, test.tier, test.points, test.why)
			}
			if len(got.Findings) != len(m.Criteria) {
				t.Errorf("the result shows %d criteria of %d", len(got.Findings), len(m.Criteria))
			}
		})
	}
}

// What the office settled holds, and what the criteria say stays beside it.
func TestOverride(t *testing.T) {
	p := round.Provider{Override: &round.Override{Tier: "T1", Reason: "It takes over another", By: "Jo"}}
	got := service.Classify(model(t), &p, without())
	if got.Tier != service.T1 || got.Alone != service.T2 || !strings.HasPrefix(got.Why, "Settled by Jo: It takes over another. The criteria alone say T2. ") {
		t.Errorf("got %s, alone %s: %s", got.Tier, got.Alone, got.Why)
	}
	if got = service.Classify(nil, &p, nil); got.Tier != service.T1 || got.Alone != service.NotKnown {
		t.Errorf("without a model got %s, alone %s; want what the office settled", got.Tier, got.Alone)
	}
}

func TestValuesInWords(t *testing.T) {
	m := model(t)
	got := service.Classify(m, &round.Provider{}, map[string]float64{"approved gateway": 0, "market share": 12.5, "lodgments": 1200000, "forum seats": 2, "early adopter": 1})
	want := map[string]string{"super-gateway": "no; yes", "market-share": "12.5%; 10% or more", "lodgments": "1200000 a year; 500000 a year or more",
		"membership": "2; 1 or more", "early-adopter": "yes; yes", "ebms-client": "not known; yes"}
	for id, words := range want {
		f := findingOf(t, got, id)
		if said := f.Said() + "; " + service.Asked(f.Criterion); said != words {
			t.Errorf("%s: %q, want %q", id, said, words)
		}
	}
}
