package view

import (
	"testing"

	"opframe/data/round"
	"opframe/data/service"
)

// A provider sees the name of its dedicated contact where the round shows it, and nothing of others.
func TestDedicatedContact(t *testing.T) {
	r := &round.Round{Staff: []round.Staff{{Name: "Ann"}}, Providers: []round.Provider{
		{ID: "one", Override: &round.Override{Tier: "T1", Reason: "test", By: "Jo"}}, {ID: "two", Override: &round.Override{Tier: "T2", Reason: "test", By: "Jo"}}}}
	s := service.Apply(nil, r, nil)
	for _, show := range []bool{false, true} {
		r.ShowContact = show
		want := map[string]string{"one": map[bool]string{true: "Ann"}[show], "two": "", "three": ""}
		for id, name := range want {
			if got := DedicatedContact(r, s, id); got != name {
				t.Errorf("shown %t, %s sees %q, want %q", show, id, got, name)
			}
		}
	}
	v := Office{Service: s}
	if v.TierOf("one") != service.T1 || v.TierOf("two") != service.T2 || v.TierOf("three") != service.NotKnown || (Office{}).TierOf("one") != service.NotKnown {
		t.Error("the office should see T1, T2, and not known of a provider nobody knows")
	}
}
