package service

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/round"
)

// Standing is what becomes of an enquiry.
type Standing string

// The standings of open enquiries.
const (
	Kept     Standing = "stays"    // with who has it
	Proposed Standing = "proposed" // for Person
	Waits    Standing = "waits"    // nobody can be proposed; Why says why
)

// Standings lists them in order.
var Standings = []Standing{Kept, Proposed, Waits}

// Route is an open enquiry with who should answer it.
type Route struct {
	Enquiry  round.Enquiry
	Type     framework.EnquiryType // its title is the id where the framework has no such type
	Provider round.Provider        // zero where it is of none that is registered
	Tier     Tier                  // "" likewise
	Due      date.Date             // zero where neither the list nor the type sets one
	Age      int                   // days since it came in
	Overdue  bool                  // it was due before the day of the round; not while the provider is waited for
	Standing Standing
	Person   string // who answers, "" while it Waits
	// Oversees is the dedicated contact, or the stand-in, of a provider that has one.
	Oversees string
	Why      string // in a whole sentence
}

// route proposes somebody for each open enquiry, one after the other by the day it came in and then by id:
// an enquiry more changes nothing for those before it. What people have already counts first.
func (x *applied) route(r *round.Round) {
	for _, e := range r.Enquiries {
		if e.Open() {
			x.Routes = append(x.Routes, x.begin(e, r.AsOf))
		}
	}
	slices.SortFunc(x.Routes, func(a, b Route) int {
		return cmp.Or(a.Enquiry.Received.Compare(b.Enquiry.Received), strings.Compare(a.Enquiry.ID, b.Enquiry.ID))
	})
	for i := range x.Routes {
		if p := x.handler(x.Routes[i].Enquiry); p != nil && !p.away {
			x.keep(&x.Routes[i], p)
		}
	}
	d := dispatcher{x.team, map[string][]candidate{}}
	for i := range x.Routes {
		if x.Routes[i].Standing != Kept {
			x.propose(&x.Routes[i], d)
		}
	}
}

func (x *applied) handler(e round.Enquiry) *person { return x.team.by[e.Handler] }

// begin is what can be said of an enquiry whoever answers it.
func (x *applied) begin(e round.Enquiry, asOf date.Date) Route {
	t, ok := x.Model.EnquiryType(e.Type)
	if !ok {
		t = framework.EnquiryType{ID: e.Type, Title: cmp.Or(e.Type, "no type")}
	}
	out := Route{Enquiry: e, Type: t, Due: e.Due, Age: days(e.Received, asOf)}
	if out.Due.IsZero() && ok {
		out.Due = e.Received.AddDays(t.Days)
	}
	out.Overdue = e.Status == round.EnquiryOpen && !out.Due.IsZero() && out.Due.Before(asOf)
	if p, ok := x.Of(e.Provider); ok {
		out.Provider, out.Tier, out.Oversees = *p.Provider, p.Tier, p.Contact.Acting()
	}
	return out
}

func days(from, to date.Date) int { return int(to.Time().Sub(from.Time()) / (24 * time.Hour)) }

// keep leaves an enquiry with who has it.
func (x *applied) keep(r *Route, p *person) {
	r.Standing, r.Person = Kept, p.Name
	r.Why = "It is theirs already."
	if len(r.Type.Skills) > 0 {
		r.Why = "It is theirs already: " + p.skillWords(r.Type.Skills) + "."
	}
	p.given++
	x.tell(*r)
	p.late(*r)
}

func (p *person) late(r Route) {
	if r.Overdue {
		p.overdue++
	}
}

// tell tells of what an enquiry says that nobody knows.
func (x *applied) tell(r Route) {
	e := r.Enquiry
	if _, ok := x.Model.EnquiryType(e.Type); !ok {
		var known []string
		if x.Model != nil {
			for _, t := range x.Model.Enquiries {
				known = append(known, t.ID)
			}
		}
		x.problem(e.Place("type"), fmt.Sprintf("the framework has no type of enquiries %q.", e.Type), "Correct it to one of "+cmp.Or(strings.Join(known, ", "), "none")+": nobody is proposed until then.")
	}
	if x.Model != nil && e.Channel != "" && !slices.ContainsFunc(x.Model.Channels, func(c string) bool { return strings.EqualFold(c, e.Channel) }) {
		x.problem(e.Place("channel"), fmt.Sprintf("the channel %q is none of %s.", e.Channel, strings.Join(x.Model.Channels, ", ")), "Correct it, or leave it empty.")
	}
	if e.Handler != "" && x.handler(e) == nil {
		x.problem(e.Place("handler"), fmt.Sprintf("the handler %q is not on the sheet Staff.", e.Handler), "Correct the name, or leave it empty: somebody is proposed until then.")
	}
}

// propose finds somebody for an enquiry that nobody has, or whose handler is away.
func (x *applied) propose(r *Route, d dispatcher) {
	x.tell(*r)
	before := ""
	if p := x.handler(r.Enquiry); p != nil {
		before = p.Name + ", who has it, " + awayWords(p.Staff) + ". "
	} else if r.Enquiry.Handler != "" {
		before = r.Enquiry.Handler + ", who is to have it, is not on the staff. "
	}
	r.Standing = Waits
	if _, ok := x.Model.EnquiryType(r.Enquiry.Type); !ok {
		r.Why = before + "What it asks for is not known, because the framework has no such type of enquiries."
		return
	}
	p := d.pick(r.Type, x.team.by[r.Oversees])
	if p == nil {
		r.Why = before + d.nobody(r.Type)
		return
	}
	r.Standing, r.Person = Proposed, p.Name
	why := fmt.Sprintf("Of those with room the most skilled: %s; has %s enquiries.", p.skillWords(r.Type.Skills), loadWords(p.load(), p.Capacity))
	if len(r.Type.Skills) == 0 {
		why = fmt.Sprintf("Anybody can answer it, and of those with room this one suits: has %s enquiries.", loadWords(p.load(), p.Capacity))
	}
	if p.Name == r.Oversees {
		why += " Looks after the provider as well."
	}
	r.Why = before + why
	p.proposed++
	p.late(*r)
}

func (p *person) load() int { return p.given + p.proposed }

// dispatcher picks people for enquiries. For each type it keeps who can answer it.
type dispatcher struct {
	team *team
	able map[string][]candidate // by type
}

// candidate is somebody who is there and has at least one of the skills, where any is asked for.
type candidate struct {
	*person
	score int
}

// candidates are those who can answer, the most skilled first and then by name.
func (d dispatcher) candidates(t framework.EnquiryType) []candidate {
	if all, ok := d.able[t.ID]; ok {
		return all
	}
	var all []candidate
	for _, p := range d.team.people {
		if n := p.score(t.Skills); !p.away && (n > 0 || len(t.Skills) == 0) {
			all = append(all, candidate{p, n})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return b.score - a.score })
	d.able[t.ID] = all
	return all
}

// pick is the most skilled person with room; of those as skilled, who looks after the provider, then the one
// with least to do for what they can, then the one on whom the fewest other skills hang, then the first by
// name. Where it is not known whether anybody has room, it is one of those. Nobody is given more than they
// can have.
func (d dispatcher) pick(t framework.EnquiryType, keeper *person) *person {
	for _, want := range []int{roomLeft, roomNotKnown} {
		var best candidate
		for _, c := range d.candidates(t) {
			if best.person != nil && c.score < best.score {
				break // they stand in order of skill
			}
			if room(c.load(), c.Capacity) != want {
				continue
			}
			if best.person == nil || c.person == keeper || best.person != keeper && compareAble(c, best) < 0 {
				best = c
			}
		}
		if best.person != nil {
			return best.person
		}
	}
	return nil
}

func compareAble(a, b candidate) int {
	return cmp.Or(compareLoad(a.load(), a.Capacity, b.load(), b.Capacity), a.sole-b.sole)
}

// nobody says why nobody can be proposed.
func (d dispatcher) nobody(t framework.EnquiryType) string {
	able := d.candidates(t)
	if len(able) == 0 {
		if len(t.Skills) == 0 {
			return "Nobody is there."
		}
		return "Nobody who is there has any of the skills asked for: " + strings.Join(t.Skills, ", ") + "."
	}
	p := able[0]
	return fmt.Sprintf("Everybody with the skills has as much as they can. The most skilled is %s, who has %s enquiries.", p.Name, loadWords(p.load(), p.Capacity))
}
