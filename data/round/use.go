package round

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
)

// Use is one API a product is registered to use, in one environment.
type Use struct {
	Product, API, Environment string
	// State is NotKnown where the register does not say, Since the day it has been so, zero where not known.
	State Whitelisting
	Since date.Date
}

// Whitelisting is how far an API is open to a product.
type Whitelisting string

// The states of whitelisting. Restricted is open with limits; Suspended and Removed were open and are not now.
const (
	NotKnown       Whitelisting = ""
	NotWhitelisted Whitelisting = "not whitelisted"
	InTest         Whitelisting = "test"
	InProduction   Whitelisting = "production"
	Restricted     Whitelisting = "restricted"
	Suspended      Whitelisting = "suspended"
	Removed        Whitelisting = "removed"
)

// Whitelistings lists the states the register may name, in order.
var Whitelistings = []Whitelisting{NotWhitelisted, InTest, InProduction, Restricted, Suspended, Removed}

// Live says that the product can use the API with real data.
func (w Whitelisting) Live() bool { return w == InProduction || w == Restricted }

// use reads a row of the sheet "APIs used". A state that is none and a day that is none count as not given.
func (r *Round) use(rec record) Use {
	state := rec.Text("state")
	u := Use{Product: rec.Text("product"), API: rec.Text("api"), Environment: rec.Text("environment")}
	if s := Whitelisting(strings.ToLower(state)); s == NotKnown || slices.Contains(Whitelistings, s) {
		u.State = s
	} else {
		r.problem(response.Error, rec.cell("state"), fmt.Sprintf("the state %q is none of %s.", state, words(Whitelistings)),
			"Correct it, or leave it empty: the state is not known until then.")
	}
	u.Since = r.since(rec)
	if state == "" && !u.Since.IsZero() {
		r.problem(response.Warning, rec.cell("state"), "there is a day and no state that holds since.", "Say which of "+words(Whitelistings)+" it is.")
	}
	return u
}

func (r *Round) since(rec record) date.Date {
	day, err := rec.Day("since")
	if err != nil {
		r.problem(response.Error, rec.cell("since"), fmt.Sprintf("%q is no day.", rec.Text("since")), "Write it as 2017-10-31: the day is not known until then.")
		return date.Date{}
	}
	if !day.IsZero() && r.AsOf.Before(day) {
		r.problem(response.Error, rec.cell("since"), fmt.Sprintf("the state holds since %s, after the day of the round.", day),
			"Correct the day: it is not known until then.")
		return date.Date{}
	}
	return day
}

func words(all []Whitelisting) string {
	var w []string
	for _, s := range all {
		w = append(w, string(s))
	}
	return strings.Join(w, ", ")
}
