package service

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/round"
)

// Contact is the member of staff who looks after a provider, whoever answers its enquiries. Name is "" where
// there is none.
type Contact struct {
	Name  string
	Since date.Date // zero where the register does not say
	Why   string    // in a whole sentence
	// StandIn takes over while the contact is away, "" while they are there.
	StandIn string
}

// Acting is who oversees today: the stand-in while the contact is away.
func (c Contact) Acting() string { return cmp.Or(c.StandIn, c.Name) }

// contacts finds the dedicated contacts: first those who stay, so that nobody new takes their room, then the
// others by the id of their provider.
func (x *applied) contacts(before *Result) {
	var vacant []int
	for i := range x.Tiers {
		t := &x.Tiers[i]
		last := ""
		if before != nil {
			was, _ := before.Of(t.Provider.ID)
			last = was.Contact.Name
		}
		t.Contact = x.staying(*t, last)
		switch {
		case t.Contact.Name != "":
			x.team.by[t.Contact.Name].contacts++
		case t.Tier == T1:
			vacant = append(vacant, i)
		}
	}
	for _, i := range vacant {
		x.assign(&x.Tiers[i])
	}
	for i := range x.Tiers {
		x.standIn(&x.Tiers[i])
	}
}

// staying is the contact that a provider has already: the one recorded in the register, or else the one of
// the round before. Somebody else than then needs a reason. A provider of which the tier is not known keeps
// its contact, since nobody has said that it is of tier 2.
func (x *applied) staying(t Tiered, last string) Contact {
	var d round.Dedicated // zero where nobody is recorded
	if t.Provider.Dedicated != nil {
		d = *t.Provider.Dedicated
	}
	if t.Tier == T2 {
		if d.Name != "" {
			x.problem(d.At, fmt.Sprintf("%s is of tier 2 and has the dedicated contact %s.", t.Provider.ID, d.Name), "Leave dedicated contact empty: providers of tier 2 have none, by design.")
		}
		return Contact{Why: "Of tier 2: the person best skilled answers each time."}
	}
	recorded, lately := x.team.by[d.Name] != nil, x.team.by[last] != nil
	moved := recorded && last != "" && last != d.Name
	switch {
	case moved && d.Reason == "" && lately:
		x.problem(d.At, fmt.Sprintf("the dedicated contact of %s was %s and is to be %s, without a reason.", t.Provider.ID, last, d.Name),
			"Fill in contact reason: "+last+" stays until then.")
		return Contact{Name: last, Why: "As in the round before: no reason is given to move it to " + d.Name + "."}
	case moved && d.Reason != "":
		return Contact{Name: d.Name, Since: d.Since, Why: "Moved from " + last + ": " + sentence(d.Reason)}
	case moved:
		return Contact{Name: d.Name, Since: d.Since, Why: last + ", who was it before, is no longer on the staff."}
	case recorded:
		return Contact{Name: d.Name, Since: d.Since, Why: "As recorded in the register."}
	case lately:
		return Contact{Name: last, Why: "As in the round before."}
	case t.Tier == T1 && last != "":
		return Contact{Why: last + ", who was it before, is no longer on the staff. "}
	case t.Tier == NotKnown:
		return Contact{Why: "None until it is known whether it is of tier 1."}
	}
	return Contact{}
}

// assign finds somebody for a provider of tier 1 that has nobody.
func (x *applied) assign(t *Tiered) {
	skills := x.contactSkills(*t)
	p := x.team.keeper(skills, nil)
	if p == nil {
		t.Contact.Why += "Nobody is on the staff."
		return
	}
	why := fmt.Sprintf("Proposed: %s, and is the contact of %s providers.", p.skillWords(skills), loadWords(p.contacts, p.Contacts))
	t.Contact.Name, t.Contact.Why = p.Name, t.Contact.Why+why
	p.contacts++
}

// contactSkills are those that help in looking after a provider: the model's, then those of each criterion
// that holds.
func (x *applied) contactSkills(t Tiered) []string {
	if x.Model == nil {
		return nil
	}
	all := slices.Clone(x.Model.ContactSkills)
	for _, f := range t.Findings {
		for _, s := range f.Criterion.Skills {
			if f.State == Holds && !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// keeper is the best person to look after one more provider: one with room, then one who is there, then the
// most skilled, then the one with least to do, then the first by name. Not is somebody it must not be.
func (t *team) keeper(skills []string, not *person) *person {
	var best *person
	for _, p := range t.people { // by name, so that the first of equals stays
		if p != not && (best == nil || compareKeepers(p, best, skills) < 0) {
			best = p
		}
	}
	return best
}

func compareKeepers(a, b *person, skills []string) int {
	away := func(p *person) int {
		if p.away {
			return 1
		}
		return 0
	}
	return cmp.Or(room(a.contacts, a.Contacts)-room(b.contacts, b.Contacts), away(a)-away(b),
		b.score(skills)-a.score(skills), compareLoad(a.contacts, a.Contacts, b.contacts, b.Contacts))
}

// standIn names who oversees while the contact is away: the one the staff list names, if they are there, or
// else the best of those who are.
func (x *applied) standIn(t *Tiered) {
	p := x.team.by[t.Contact.Name]
	if p == nil || !p.away {
		return
	}
	if s := x.team.by[p.StandIn]; s != nil && !s.away {
		t.Contact.StandIn = s.Name
	} else if s := x.team.keeper(x.contactSkills(*t), p); s != nil && !s.away {
		t.Contact.StandIn = s.Name
	}
	t.Contact.Why += " " + p.Name + " " + awayWords(p.Staff)
	if t.Contact.StandIn == "" {
		t.Contact.Why += ", and nobody is there to stand in."
		return
	}
	t.Contact.Why += ": " + t.Contact.StandIn + " stands in."
}

// report tells of contacts that are missing and of people who have more than they can.
func (x *applied) report() {
	var without []string
	var at response.Cell
	for _, t := range x.Tiers {
		if t.Tier == T1 && t.Contact.Name == "" {
			without = append(without, t.Provider.ID)
			at = response.Cell{File: t.Provider.At.File}
		}
	}
	if len(without) > 0 {
		x.problem(at, "nobody is on the staff, so these providers of tier 1 have no dedicated contact: "+strings.Join(without, ", ")+".",
			"Fill in the sheet Staff.")
	}
	for _, p := range x.team.people {
		x.short(p, p.contacts, p.Contacts, "the dedicated contact of", "provider", "contacts")
		x.short(p, p.given+p.proposed, p.Capacity, "handling", "open enquiry", "capacity")
	}
}

// short tells of one person with more than they can have, or of whom it is not known how much that is.
func (x *applied) short(p *person, load int, l round.Limit, of, thing, column string) {
	switch {
	case load > 0 && !l.Known:
		x.problem(p.At, fmt.Sprintf("%s is %s %s, and how many they can have is not known.", p.Name, of, counted(load, thing)), "Fill in "+column+" on the sheet Staff.")
	case load > l.N:
		x.problem(p.At, fmt.Sprintf("%s is %s %s and can have %d.", p.Name, of, counted(load, thing), l.N), "Move some to others, find more people, or correct "+column+" on the sheet Staff.")
	}
}
