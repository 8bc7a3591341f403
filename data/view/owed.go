package view

import (
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/review"
)

// Owed is a line of the register of obligations of one product: a duty that outcomes bring, or a condition of
// access. The days of a duty count from the decision that brings it, or from the assessment where it is only
// recommended.
type Owed struct {
	assess.Duty
	// InForce: a decision that is in force brings it. Otherwise it binds once what is recommended is granted.
	InForce bool
	// Condition says that it is a condition of access to its one API, due on the last day the decision holds.
	Condition bool
}

// owedOf is the register of one product: what decisions in force bring, with their conditions, then what is
// recommended for the APIs that are not decided on would bring besides.
func owedOf(f *framework.Framework, c *Case) []Owed {
	var all []Owed
	for _, d := range c.Review.Obligations {
		all = append(all, Owed{Duty: d, InForce: true})
	}
	var open []assess.APIOutcome
	for _, a := range c.Review.APIs {
		switch {
		case a.State != review.InForce:
			open = append(open, a.Recommended)
		case a.Access() && a.Ruling.Verdict == review.GrantedWithConditions:
			all = append(all, condition(*a.Ruling))
		}
	}
	for _, d := range assess.Duties(f, open, c.Assessment.AsOf) {
		if !slices.ContainsFunc(all, func(o Owed) bool { return o.ID == d.ID }) {
			all = append(all, Owed{Duty: d})
		}
	}
	return all
}

// condition is what a decision asks of the provider in its own words, with what makes up for a gap meanwhile.
func condition(r review.Ruling) Owed {
	text := r.Conditions
	if r.Compensating != "" {
		text += "\nUntil then: " + r.Compensating
	}
	d := assess.Duty{Obligation: framework.Obligation{ID: "condition-" + strings.ToLower(r.API), Title: "Condition of access to " + r.API, Text: text,
		Owner: "provider", Trigger: "Access was granted with conditions", Limit: "As the decision says"}, Due: r.Until, APIs: []string{r.API}}
	if !r.Until.IsZero() {
		d.Limit = "By the last day the decision holds"
	}
	return Owed{Duty: d, InForce: true, Condition: true}
}

// dated are the obligations that have a day, in the order of their days.
func dated(all []Owed) []Owed {
	all = slices.DeleteFunc(slices.Clone(all), func(o Owed) bool { return o.Due.IsZero() })
	slices.SortStableFunc(all, func(a, b Owed) int { return a.Due.Compare(b.Due) })
	return all
}

// officeDue is the first day by which the office owes something because of an API.
func officeDue(r *OfficeRow, api string) date.Date {
	for _, o := range r.Dues {
		if o.Owner == "office" && slices.Contains(o.APIs, api) {
			return o.Due
		}
	}
	return date.Date{}
}

// StandingDuty is an obligation that has no day of its own and holds as long as access does, with the number of
// products of which it is in force, and of those it would bind once what is recommended is granted.
type StandingDuty struct {
	Duty                 assess.Duty
	InForce, OnceGranted int
}

// StandingDuties gathers those of all products, in the order of the framework.
func (v Office) StandingDuties() []StandingDuty {
	by := map[string]*StandingDuty{}
	for r := range v.Rows {
		for _, o := range r.Owed {
			if !o.Due.IsZero() || o.Condition {
				continue
			}
			if by[o.ID] == nil {
				by[o.ID] = &StandingDuty{Duty: o.Duty}
			}
			if o.InForce {
				by[o.ID].InForce++
			} else {
				by[o.ID].OnceGranted++
			}
		}
	}
	var all []StandingDuty
	for _, o := range v.Framework.Obligations {
		if x := by[o.ID]; x != nil {
			all = append(all, *x)
		}
	}
	return all
}
