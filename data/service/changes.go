package service

import (
	"fmt"
	"slices"
	"strings"
)

// Change is what is otherwise with one provider than in the round before.
type Change struct {
	Provider string   // id
	Name     string   // as it is called now, or was
	Was, Is  Tier     // "" where it was not registered, or is no longer
	Contact  string   // "From A to B.", "" where it stayed
	Why      []string // what changed of the criteria and of what the office settled
}

// changes compares two rounds. The same criteria must have been applied to both, or it is the criteria
// that changed.
func changes(before, now Result) []Change {
	var all []Change
	for _, t := range now.Tiers {
		was, ok := before.Of(t.Provider.ID)
		if !ok {
			all = append(all, Change{Provider: t.Provider.ID, Name: t.Provider.Name, Is: t.Tier, Contact: moved("", t.Contact.Name), Why: []string{"New in the register."}})
			continue
		}
		c := Change{t.Provider.ID, t.Provider.Name, was.Tier, t.Tier, moved(was.Contact.Name, t.Contact.Name), differences(was, t)}
		if c.Was != c.Is || c.Contact != "" || len(c.Why) > 0 {
			all = append(all, c)
		}
	}
	for _, t := range before.Tiers {
		if _, ok := now.Of(t.Provider.ID); !ok {
			all = append(all, Change{Provider: t.Provider.ID, Name: t.Provider.Name, Was: t.Tier, Contact: moved(t.Contact.Name, ""), Why: []string{"No longer in the register."}})
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return strings.Compare(a.Provider, b.Provider) })
	return all
}

func moved(from, to string) string {
	switch {
	case from == to:
		return ""
	case from == "":
		return to + " is new."
	case to == "":
		return from + " no longer."
	}
	return "From " + from + " to " + to + "."
}

// differences are the criteria that say something else now, and the override.
func differences(was, is Tiered) []string {
	var all []string
	for _, f := range is.Findings {
		i := slices.IndexFunc(was.Findings, func(g Finding) bool { return g.Criterion.ID == f.Criterion.ID })
		if i >= 0 && was.Findings[i].State != f.State {
			all = append(all, fmt.Sprintf("%s: was %s, is %s.", f.Criterion.Title, was.Findings[i].Said(), f.Said()))
		}
	}
	had, has := was.Provider.Override, is.Provider.Override
	switch {
	case had == nil && has != nil:
		all = append(all, "Settled by "+has.By+": "+sentence(has.Reason))
	case had != nil && has == nil:
		all = append(all, "No longer settled by "+had.By+".")
	case had != nil && *had != *has:
		all = append(all, "Settled anew by "+has.By+": "+sentence(has.Reason))
	}
	return all
}
