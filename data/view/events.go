package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/date"
)

// Event is a day for the office's calendar. UID stays the same from build to build as long as the day is
// of the same thing.
type Event struct {
	UID         string
	On          date.Date
	Title, Text string
}

// Events are the expiries of every product, the days obligations are due, those of many products on one day
// together, the ends of access and the days answers are due; by day.
func (v Office) Events() []Event {
	var all []Event
	for r := range v.Rows {
		for _, e := range r.Expiries {
			all = append(all, Event{
				UID: "expiry-" + r.Product.ID + "-" + e.ID, On: e.On,
				Title: "Expires: " + e.What + ", " + r.Product.Name,
				Text:  fmt.Sprintf("%s of %s. Stated in %s.", r.Product.Name, r.Provider.Name, e.Where),
			})
		}
	}
	for r := range v.Rows {
		all = append(all, r.caseEvents()...)
	}
	for _, o := range v.Obligations() {
		if o.Condition {
			continue // the end of access is on the same day
		}
		all = append(all, Event{
			UID: "due-" + o.Duty.ID + "-" + o.Duty.Due.String(), On: o.Duty.Due,
			Title: "Due: " + o.Duty.Title, Text: o.text(),
		})
	}
	slices.SortStableFunc(all, func(a, b Event) int { return cmp.Or(a.On.Compare(b.On), strings.Compare(a.UID, b.UID)) })
	return all
}

// Obligation is one duty due on one day, and the products that have it. The APIs of the duty are those of its
// first product only.
type Obligation struct {
	Duty assess.Duty
	Rows []*OfficeRow // in the register's order
	// InForce counts the products of which a decision in force brings it.
	InForce   int
	Condition bool // of one product
}

// Obligations gathers what is due by day, and on one day in the order of the framework, conditions first.
func (v Office) Obligations() []Obligation {
	type key struct {
		id, product string
		on          date.Date
	}
	at := map[key]int{}
	var all []Obligation
	for r := range v.Rows {
		for _, d := range r.Dues {
			k := key{d.ID, "", d.Due}
			if d.Condition {
				k.product = r.Product.ID
			}
			i, ok := at[k]
			if !ok {
				i, at[k] = len(all), len(all)
				all = append(all, Obligation{Duty: d.Duty, Condition: d.Condition})
			}
			all[i].Rows = append(all[i].Rows, r)
			if d.InForce {
				all[i].InForce++
			}
		}
	}
	place := map[string]int{}
	for i, o := range v.Framework.Obligations {
		place[o.ID] = i + 1
	}
	slices.SortStableFunc(all, func(a, b Obligation) int {
		return cmp.Or(a.Duty.Due.Compare(b.Duty.Due), place[a.Duty.ID]-place[b.Duty.ID])
	})
	return all
}

// caseEvents are the ends of access and the days answers are due of one product.
func (r OfficeRow) caseEvents() []Event {
	if r.Case == nil {
		return nil
	}
	var all []Event
	for _, a := range r.Case.Review.APIs {
		if a.Access() && !a.Ruling.Until.IsZero() {
			all = append(all, Event{UID: "access-" + r.Product.ID + "-" + a.Recommended.API.ID, On: a.Ruling.Until,
				Title: "Access ends: " + a.Recommended.API.ID + ", " + r.Product.Name, Text: strings.TrimSpace("The last day the decision holds.\n" + a.Ruling.Conditions)})
		}
	}
	open, _ := asked(r.Case)
	for _, q := range open {
		if !q.Due.IsZero() {
			all = append(all, Event{UID: "question-" + r.Product.ID + "-" + q.ID, On: q.Due,
				Title: "Answer due: question " + q.ID + ", " + r.Product.Name, Text: q.Text})
		}
	}
	return all
}

// most is how many products an event names; a calendar is no place for thousands.
const most = 20

func (o Obligation) text() string {
	var names []string
	for i, r := range o.Rows {
		if i == most {
			names = append(names, fmt.Sprintf("and %d more", len(o.Rows)-most))
			break
		}
		names = append(names, r.Product.Name)
	}
	binding := "Once the outcomes are granted, for"
	switch o.InForce {
	case 0:
	case len(o.Rows):
		binding = "In force for"
	default:
		binding = fmt.Sprintf("In force for %d and once the outcomes are granted for the others of", o.InForce)
	}
	return fmt.Sprintf("%s Owed by: %s. %s: %s.", o.Duty.Text, o.Duty.Owner, binding, strings.Join(names, ", "))
}
