package service

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/framework"
	"opframe/data/round"
)

// Load is what a member of staff has to do.
type Load struct {
	Person round.Staff
	Away   bool
	// Contacts counts the providers they are the dedicated contact of.
	Contacts int
	// Given counts the open enquiries they have, Proposed those they are proposed for; Overdue is of both.
	Given, Proposed, Overdue int
}

// Open counts the enquiries that are theirs or may become it.
func (l Load) Open() int { return l.Given + l.Proposed }

// Over says that they have more than they can, of enquiries or of providers.
func (l Load) Over() bool {
	return l.Person.Capacity.Known && l.Open() > l.Person.Capacity.N || l.Person.Contacts.Known && l.Contacts > l.Person.Contacts.N
}

// LimitWords is how many, or "not known".
func LimitWords(l round.Limit) string {
	if !l.Known {
		return "not known"
	}
	return strconv.Itoa(l.N)
}

func (t *team) loads() []Load {
	var all []Load
	for _, p := range t.people {
		all = append(all, Load{p.Staff, p.away, p.contacts, p.given, p.proposed, p.overdue})
	}
	return all
}

// Coverage is who has a skill.
type Coverage struct {
	Skill string
	// Needed are the titles of what asks for it; none where nothing does.
	Needed []string
	Have   []string // names, in order
	There  int      // how many of them are there
}

// Risk says what is wrong with the coverage of a skill that is needed, "" where nothing is.
func (c Coverage) Risk() string {
	switch {
	case len(c.Needed) == 0:
		return ""
	case len(c.Have) == 0:
		return "nobody has it"
	case c.There == 0:
		return "nobody who has it is there"
	case len(c.Have) == 1:
		return "only one person has it"
	case c.There == 1:
		return "only one person who has it is there"
	}
	return ""
}

// coverage lists every skill that is needed or that somebody has, by its name in small letters.
func coverage(m *framework.Service, t *team) []Coverage {
	by := map[string]*Coverage{}
	at := func(skill string) *Coverage {
		key := strings.ToLower(skill)
		if by[key] == nil {
			by[key] = &Coverage{Skill: key}
		}
		return by[key]
	}
	need := func(skills []string, what string) {
		for _, s := range skills {
			c := at(s)
			c.Needed = append(c.Needed, what)
		}
	}
	if m != nil {
		need(m.ContactSkills, "Dedicated contacts")
		for _, c := range m.Criteria {
			need(c.Skills, c.Title)
		}
		for _, e := range m.Enquiries {
			need(e.Skills, e.Title)
		}
	}
	for _, p := range t.people {
		for skill := range p.skills { // each lands in a list of its own
			c := at(skill)
			c.Have = append(c.Have, p.Name)
			if !p.away {
				c.There++
			}
		}
	}
	var all []Coverage
	for _, c := range by {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Coverage) int { return strings.Compare(a.Skill, b.Skill) })
	return all
}

// counted is "1 provider", "3 enquiries".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if stem, ok := strings.CutSuffix(one, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, one)
}
