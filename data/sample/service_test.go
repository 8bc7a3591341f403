package sample

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/response"
	folder "opframe/data/round"
	"opframe/data/service"
)

// served applies the service model to the sample round and to the one before.
func served(t *testing.T) service.Result {
	t.Helper()
	files, m := sampleFiles(t), sampleData(t).editions["interim@1.0"].Framework.Service
	now, err := folder.Load("sample", below(files, ""))
	if err != nil {
		t.Fatal(err)
	}
	last, err := folder.Load("previous", below(files, now.Baseline+"/"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range now.Problems {
		if p.Cell.File == "enquiries.csv" && !strings.Contains(p.What, `"northwind" is not registered`) {
			t.Errorf("one row of the enquiries is wrong on purpose, and not this: %s", p)
		}
	}
	before := service.Apply(m, last, nil)
	return service.Apply(m, now, &before)
}

// Every kind of tier, contact and route that the office's pages have to show is in the round.
func TestServiceIsWorthLookingAt(t *testing.T) {
	r := served(t)
	tiers, settled, standIns, moved := map[service.Tier]int{}, 0, 0, 0
	for _, x := range r.Tiers {
		tiers[x.Tier]++
		if x.Tier != x.Alone {
			settled++
		}
		if x.Contact.StandIn != "" {
			standIns++
		}
		if strings.HasPrefix(x.Contact.Why, "Moved from") {
			moved++
		}
	}
	within(t, "providers of tier 1", tiers[service.T1], 6, 9)
	within(t, "providers of tier 2", tiers[service.T2], 10, 16)
	within(t, "providers of which the tier is not known", tiers[service.NotKnown], 4, 8)
	within(t, "tiers settled by the office against the criteria", settled, 2, 2)
	within(t, "contacts who are away", standIns, 1, 2)
	within(t, "contacts moved with a reason", moved, 1, 1)
	within(t, "changes", len(r.Changes), 5, 30)
	standings, oversight, overdue, elsewhere := map[service.Standing]int{}, 0, 0, 0
	for _, x := range r.Routes {
		standings[x.Standing]++
		if x.Oversees != "" && x.Oversees != x.Person {
			oversight++
		}
		if x.Overdue {
			overdue++
		}
		if strings.Contains(x.Why, "who has it, is away") {
			elsewhere++
		}
	}
	within(t, "enquiries that stay", standings[service.Kept], 4, 8)
	within(t, "enquiries somebody is proposed for", standings[service.Proposed], 10, 20)
	within(t, "enquiries that wait", standings[service.Waits], 2, 5)
	within(t, "enquiries somebody else oversees", oversight, 3, 10)
	within(t, "enquiries overdue", overdue, 3, 14)
	within(t, "enquiries of somebody who is away", elsewhere, 1, 3)
	for _, want := range []string{"without a reason", `no type of enquiries "authenticator"`, `the channel "carrier pigeon"`, "Adaeze Nwosu is the dedicated contact of 4 providers and can have 3"} {
		if !slices.ContainsFunc(r.Problems, func(p response.Problem) bool { return strings.Contains(p.What, want) }) {
			t.Errorf("no problem says %s, got %v", want, r.Problems)
		}
	}
	if len(r.Problems) != 4 {
		t.Errorf("the service model has %d problems, want 4: %v", len(r.Problems), r.Problems)
	}
}
