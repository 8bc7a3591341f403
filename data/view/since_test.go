package view

import (
	"testing"

	"opframe/data/compare"
	"opframe/data/round"
)

// A provider sees how its product changed, but nothing of the time when it was another provider's: not even
// who that was.
func TestSinceForAnotherProvider(t *testing.T) {
	p := round.Provider{ID: "mine"}
	was := func(provider string, received bool) *compare.Comparison {
		side := func(provider string) *compare.Side {
			return &compare.Side{Registered: compare.Registered{Known: true, Provider: compare.Named{ID: provider}, Name: "Name at " + provider},
				Origin: compare.Origin{Product: compare.Named{ID: "p"}, Provider: compare.Named{ID: provider}, File: "file of " + provider}}
		}
		old, now := side(provider), side("mine")
		c := compare.Of(old, now)
		if received {
			c.Old, c.New, c.Why = &old.Origin, &now.Origin, ""
		}
		return &c
	}
	for _, received := range []bool{true, false} {
		if c := sinceFor(p, was("mine", received)); c.Before.ID != "mine" {
			t.Errorf("received %t: its own product is compared: %+v", received, c)
		}
		c := sinceFor(p, was("other", received))
		if c.Old != nil || c.Register != nil || c.Before.ID != "" || c.Why != compare.NotReceivedBefore {
			t.Errorf("received %t: of another provider's time nothing is shown: %+v", received, c)
		}
	}
	if sinceFor(p, nil) != nil {
		t.Error("where there is no round before, nothing is said")
	}
}
