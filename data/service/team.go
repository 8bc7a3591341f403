package service

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/round"
)

// team is the staff on the round's day, with what each has to do so far.
type team struct {
	people []*person // by name
	by     map[string]*person
}

type person struct {
	round.Staff
	skills   map[string]bool // in lower case
	away     bool
	contacts int // providers they are the dedicated contact of
	given    int // open enquiries that were theirs already
	proposed int // open enquiries proposed for them
	overdue  int // of both
	sole     int // skills that are needed and that nobody else who is there has
}

// newTeam finds out who is there, and what of the skills that are needed hangs on one person.
func newTeam(staff []round.Staff, asOf date.Date, needed []string) *team {
	t := &team{by: map[string]*person{}}
	for _, s := range staff {
		p := &person{Staff: s, skills: map[string]bool{}, away: s.AbsentOn(asOf)}
		for _, skill := range s.Skills {
			p.skills[strings.ToLower(skill)] = true
		}
		t.people = append(t.people, p)
		t.by[s.Name] = p
	}
	slices.SortFunc(t.people, func(a, b *person) int { return strings.Compare(a.Name, b.Name) })
	for _, skill := range needed {
		t.hangs(strings.ToLower(skill))
	}
	return t
}

// hangs notes the one person who is there with a skill, where it is one.
func (t *team) hangs(skill string) {
	var only *person
	for _, p := range t.people {
		switch {
		case p.away || !p.skills[skill]:
		case only != nil:
			return
		default:
			only = p
		}
	}
	if only != nil {
		only.sole++
	}
}

// score counts the skills that somebody has of those asked for.
func (p *person) score(skills []string) int {
	n := 0
	for _, s := range skills {
		if p.skills[strings.ToLower(s)] {
			n++
		}
	}
	return n
}

// room says how free somebody is: those with room come first, then those of whom it is not known, then
// those who have as much as they can.
func room(load int, l round.Limit) int {
	switch {
	case !l.Known:
		return roomNotKnown
	case load < l.N:
		return roomLeft
	}
	return noRoom
}

const (
	roomLeft = iota
	roomNotKnown
	noRoom
)

// compareLoad puts first who has less to do for what they can: 2 of 8 comes before 1 of 3. Where a limit is
// not known, the loads themselves are compared.
func compareLoad(a int, ofA round.Limit, b int, ofB round.Limit) int {
	if ofA.Known && ofB.Known && ofA.N > 0 && ofB.N > 0 {
		return cmp.Compare(a*ofB.N, b*ofA.N)
	}
	return cmp.Compare(a, b)
}

// skillWords says which of the skills asked for somebody has.
func (p *person) skillWords(skills []string) string {
	var has []string
	for _, s := range skills {
		if p.skills[strings.ToLower(s)] {
			has = append(has, s)
		}
	}
	switch {
	case len(skills) == 0:
		return "no particular skill is needed"
	case len(has) == 0:
		return "has none of the skills asked for: " + strings.Join(skills, ", ")
	case len(has) == len(skills):
		return "has the skills asked for: " + strings.Join(has, ", ")
	}
	return fmt.Sprintf("has %d of the %d skills asked for: %s", len(has), len(skills), strings.Join(has, ", "))
}

// loadWords is "3 of 8", or "3 of a number not known".
func loadWords(load int, l round.Limit) string {
	if !l.Known {
		return fmt.Sprintf("%d of a number not known", load)
	}
	return fmt.Sprintf("%d of %d", load, l.N)
}

// awayWords says until when somebody is away, with the day as people read it: it stands in sentences.
func awayWords(s round.Staff) string {
	if s.AbsentUntil.IsZero() {
		return "is away until further notice"
	}
	return "is away until " + s.AbsentUntil.Time().Format("2 January 2006")
}
