// Package service applies the service model of a framework to a round: which tier a provider is of and why,
// who is its dedicated contact, and who can answer which enquiry. It proposes and a person decides. It knows
// nothing of what is offered, because that is the same in both tiers.
package service

import (
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/round"
)

// Result is the service model applied to one round. The order of the register, the staff and the enquiries
// makes no difference to it.
type Result struct {
	Model  *framework.Service // nil where the framework has none: then only what the office settled holds
	Tiers  []Tiered           // by id of the provider
	Routes []Route            // of the enquiries that are open, by the day they came in, then by id
	Staff  []Load             // by name
	Skills []Coverage         // by skill
	// Changes since the round before, by id of the provider; Compared says whether there was one.
	Changes  []Change
	Compared bool
	// Problems are what keeps the model from being applied as it should be: shortages, moves without a
	// reason, enquiries of unknown types.
	Problems []response.Problem
}

// Of finds what was found of a provider. Of one that is not registered the provider is an empty one.
func (r Result) Of(provider string) (Tiered, bool) {
	i, ok := slices.BinarySearchFunc(r.Tiers, provider, func(t Tiered, id string) int { return strings.Compare(t.Provider.ID, id) })
	if !ok {
		return Tiered{Provider: &round.Provider{}}, false
	}
	return r.Tiers[i], true
}

// Apply classifies the providers of a round, finds a dedicated contact for those of tier 1 and routes the
// open enquiries. Before is the result of the round before, nil where there is none: contacts stay who they
// were then. M is nil where the framework has no service model.
func Apply(m *framework.Service, r *round.Round, before *Result) Result {
	x := &applied{Result: Result{Model: m, Compared: before != nil}, team: newTeam(r.Staff, r.AsOf, m.NeededSkills())}
	x.classify(r)
	x.contacts(before)
	x.route(r)
	x.report()
	x.Staff, x.Skills = x.team.loads(), coverage(m, x.team)
	if before != nil {
		x.Changes = changes(*before, x.Result)
	}
	return x.Result
}

// applied is a result in the making.
type applied struct {
	Result
	team *team
}

func (x *applied) problem(at response.Cell, what, do string) {
	x.Problems = append(x.Problems, response.Problem{Kind: response.Register, Severity: response.Warning, Cell: at, What: what, Do: do})
}

// classify gives every provider its tier.
func (x *applied) classify(r *round.Round) {
	seats := map[string]float64{} // by the organisation's name
	for _, s := range r.Consultation.Seats {
		seats[strings.ToLower(s.Organisation)]++
	}
	x.Tiers = make([]Tiered, 0, len(r.Providers))
	for i := range r.Providers {
		p := &r.Providers[i]
		known := factsOf(p)
		if len(seats) > 0 { // without the sheet Members nobody knows who holds a seat
			known[framework.FactSeats] = seats[strings.ToLower(p.Name)] + seats[strings.ToLower(p.ID)]
		}
		x.Tiers = append(x.Tiers, Classify(x.Model, p, known))
	}
	slices.SortFunc(x.Tiers, func(a, b Tiered) int { return strings.Compare(a.Provider.ID, b.Provider.ID) })
}

// factsOf copies what the register says of a provider, since more is added to it.
func factsOf(p *round.Provider) map[string]float64 {
	known := make(map[string]float64, len(p.Facts)+1)
	for fact, v := range p.Facts {
		known[fact] = v
	}
	return known
}
