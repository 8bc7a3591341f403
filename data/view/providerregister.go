package view

import (
	"cmp"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/review"
	"opframe/data/round"
)

// ProviderRegister is what one provider may know of how its products stand: what happened, what is open, what is
// owed. It has no field for who at the office did anything, for a reason or for a note.
type ProviderRegister struct {
	Reader   audience.Provider
	Occasion Occasion
	Name     string
	Products []ProductRegister
}

// ProductRegister is one product of a ProviderRegister.
type ProductRegister struct {
	ID, Name string
	Status   Status
	// WithProvider says that the provider has something to do, and the office otherwise; Since is zero where no
	// file gives the day.
	WithProvider bool
	Since        date.Date
	Steps        []Step
	Access       []ProductOpening
	Expiries     []Expiry
	Owed         []Owed
	Questions    []OpenQuestion
}

// ProductOpening is an API in one environment: what the register says of it and what was decided.
type ProductOpening struct {
	API, Environment string
	State            round.Whitelisting
	Since            date.Date
	// Verdict is Undecided unless a decision is in force or has lapsed.
	Verdict review.Verdict
	Lapsed  bool
	Until   date.Date
}

// OpenQuestion is one the provider was asked and has not answered.
type OpenQuestion struct {
	ID, Text string
	On, Due  date.Date
}

// ForProviderRegister makes the register of one provider from all cases.
func ForProviderRegister(v Provider, r *round.Round, cases []Case) ProviderRegister {
	x := ProviderRegister{Reader: v.Reader, Occasion: v.Occasion, Name: v.Name}
	uses := byProduct(r.Uses)
	for i := range cases {
		c := &cases[i]
		if c.Product.Provider != v.ID {
			continue
		}
		row := OfficeRow{Provider: c.Provider, Product: c.Product, Case: c}
		row.fill(v.Framework, uses[c.Product.ID], v.Occasion)
		x.Products = append(x.Products, row.outward(v.Occasion))
	}
	return x
}

// outward is what the provider may know of the row.
func (r OfficeRow) outward(o Occasion) ProductRegister {
	p := ProductRegister{ID: r.Product.ID, Name: r.Product.Name, Status: r.Status, WithProvider: r.WithProvider, Since: r.Since,
		Steps: stepsOf(happenings(r, o)), Expiries: r.Expiries, Owed: r.Owed}
	for _, a := range r.Access {
		opening := ProductOpening{API: a.API, Environment: a.Environment, State: a.State, Since: a.Since}
		if a.Decision == review.InForce || a.Decision == review.Lapsed {
			opening.Verdict, opening.Lapsed, opening.Until = a.Verdict, a.Decision == review.Lapsed, a.Until
		}
		p.Access = append(p.Access, opening)
	}
	open, _ := asked(r.Case)
	for _, q := range open {
		p.Questions = append(p.Questions, OpenQuestion{q.ID, q.Text, q.On, q.Due})
	}
	return p
}

// Events are the days of the provider's calendar: what it owes alone or with the office, what ends, and the
// days its answers are due; by day.
func (v ProviderRegister) Events() []Event {
	var all []Event
	for _, p := range v.Products {
		for _, e := range p.Expiries {
			all = append(all, Event{"expiry-" + p.ID + "-" + e.ID, e.On, "Expires: " + e.What + ", " + p.Name, "The last day it counts. Stated in " + e.Where.String() + "."})
		}
		seen := map[string]bool{}
		for _, o := range p.Owed {
			if !o.Due.IsZero() && !o.Condition && o.Owner != "office" {
				uid := "owed-" + p.ID + "-" + o.ID
				if seen[uid] { // decisions of several days bring it
					uid += "-" + o.APIs[0]
				}
				seen[uid] = true
				all = append(all, Event{uid, o.Due, "Due: " + owedTitle(o) + ", " + p.Name, o.Text + "\nBecause of: " + strings.Join(o.APIs, ", ")})
			}
		}
		all = append(all, p.accessEvents()...)
		for _, q := range p.Questions {
			if !q.Due.IsZero() {
				all = append(all, Event{"question-" + p.ID + "-" + q.ID, q.Due, "Answer due: question " + q.ID + ", " + p.Name, q.Text})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Event) int { return cmp.Or(a.On.Compare(b.On), strings.Compare(a.UID, b.UID)) })
	return all
}

// accessEvents are the last days of access, with the condition where there is one, each API once.
func (p ProductRegister) accessEvents() []Event {
	var all []Event
	seen := map[string]bool{}
	for _, a := range p.Access {
		if !a.Verdict.Access() || a.Lapsed || a.Until.IsZero() || seen[a.API] {
			continue
		}
		seen[a.API] = true
		text := "The last day the decision holds."
		for _, o := range p.Owed {
			if o.Condition && slices.Contains(o.APIs, a.API) {
				text += "\n" + o.Text
			}
		}
		all = append(all, Event{"access-" + p.ID + "-" + a.API, a.Until, "Access ends: " + a.API + ", " + p.Name, text})
	}
	return all
}

// Timeline is everything that happened to a product and is going to, for the office.
func (v Office) Timeline(r OfficeRow) []Happening { return happenings(r, v.Occasion) }
