package view

import (
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/review"
	"opframe/data/round"
)

// Access is one API of a product in one environment: how far the register says it is open, beside what the
// office decided of it.
type Access struct {
	API, Environment string
	// State is NotKnown, and Listed false, where only the questionnaire names the API.
	State  round.Whitelisting
	Listed bool
	Since  date.Date
	// Decision is how far the decision on it has come, Verdict what it says; Open and Undecided where nobody
	// decided. Until is the last day it holds, zero for no end.
	Decision review.State
	Verdict  review.Verdict
	On       date.Date
	Until    date.Date
	Gap      Gap
}

// Gap is what does not go together between what is open and what was decided.
type Gap string

// The gaps. What is not known is none.
const (
	NoGap          Gap = ""
	StillOpen      Gap = "open though access has lapsed"
	NotGranted     Gap = "open in production and not granted"
	NotWhitelisted Gap = "granted and not whitelisted"
)

// Gaps lists them, the most urgent first.
var Gaps = []Gap{StillOpen, NotGranted, NotWhitelisted}

// accessOf lays what the register says of a product beside the decisions on it: the APIs of the register in its
// order, then those only the questionnaire lists.
func accessOf(c *Case, uses []round.Use) []Access {
	var all []Access
	listed := map[string]bool{}
	for _, u := range uses {
		listed[strings.ToLower(u.API)] = true
		all = append(all, decidedOf(Access{API: u.API, Environment: u.Environment, State: u.State, Listed: true, Since: u.Since}, c))
	}
	if c == nil {
		return all
	}
	for _, o := range c.Assessment.APIs {
		if !listed[strings.ToLower(o.API.ID)] {
			all = append(all, decidedOf(Access{API: o.API.ID}, c))
		}
	}
	return all
}

// decidedOf adds what was decided of the API.
func decidedOf(a Access, c *Case) Access {
	a.Decision = review.Open
	if c != nil {
		i := slices.IndexFunc(c.Review.APIs, func(x review.API) bool { return strings.EqualFold(x.Recommended.API.ID, a.API) })
		if i >= 0 {
			a.Decision = c.Review.APIs[i].State
			if r := c.Review.APIs[i].Ruling; r != nil {
				a.Verdict, a.On, a.Until = r.Verdict, r.On, r.Until
			}
		}
	}
	a.Gap = gapOf(a)
	return a
}

// gapOf compares. An API that was suspended is closed on purpose, and one open for tests only needs no decision.
func gapOf(a Access) Gap {
	in := a.Decision == review.InForce && a.Verdict.Access()
	switch {
	case a.State.Live() && !in && a.Decision == review.Lapsed && a.Verdict.Access():
		return StillOpen
	case a.State.Live() && !in:
		return NotGranted
	case in && slices.Contains([]round.Whitelisting{round.NotWhitelisted, round.Removed, round.InTest}, a.State) && !strings.EqualFold(a.Environment, "test"):
		return NotWhitelisted
	}
	return NoGap
}

// gapTasks are one a kind of gap, with the APIs it is of.
func gapTasks(r OfficeRow, task func(n Need, since date.Date, what, why string) Task) []Task {
	does := map[Gap]struct {
		need Need
		what string
	}{
		StillOpen:      {Restrict, "Renew the decision, or restrict access after contacting the provider"},
		NotGranted:     {Restrict, "Decide on access, or restrict it after contacting the provider"},
		NotWhitelisted: {Whitelist, "Open what was granted, and note it in the register"},
	}
	var all []Task
	for _, g := range Gaps {
		var apis []string
		var since date.Date
		for _, a := range r.Access {
			if a.Gap != g {
				continue
			}
			apis = append(apis, a.API)
			since = earlier(since, gapSince(a))
		}
		if apis != nil {
			all = append(all, task(does[g].need, since, does[g].what, "It is "+string(g)+": "+strings.Join(apis, ", ")+"."))
		}
	}
	return all
}

// gapSince is the day from which the two do not go together, as far as it is known.
func gapSince(a Access) date.Date {
	switch a.Gap {
	case StillOpen:
		return a.Until.AddDays(1)
	case NotWhitelisted:
		return a.On
	}
	return a.Since
}

// byProduct gathers the uses of the register, each product's in the register's order.
func byProduct(uses []round.Use) map[string][]round.Use {
	by := map[string][]round.Use{}
	for _, u := range uses {
		by[u.Product] = append(by[u.Product], u)
	}
	return by
}

// Accesses are those of all products, what does not go together first.
func (v Office) Accesses() []ProductAccess {
	by := map[Gap][]ProductAccess{}
	for r := range v.Rows {
		for k := range r.Access {
			g := r.Access[k].Gap
			by[g] = append(by[g], ProductAccess{r, &r.Access[k]})
		}
	}
	var all []ProductAccess
	for _, g := range append(slices.Clone(Gaps), NoGap) {
		all = append(all, by[g]...)
	}
	return all
}

// ProductAccess is an Access with the product it is of.
type ProductAccess struct {
	Row *OfficeRow
	*Access
}
