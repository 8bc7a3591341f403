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

// Events are the expiries of every product, and the days obligations are due, those of many products on
// one day together; by day.
func (v Office) Events() []Event {
	var all []Event
	for _, r := range v.Rows {
		for _, e := range r.Expiries {
			all = append(all, Event{
				UID: "expiry-" + r.Product.ID + "-" + e.ID, On: e.On,
				Title: "Expires: " + e.What + ", " + r.Product.Name,
				Text:  fmt.Sprintf("%s of %s. Stated in %s.", r.Product.Name, r.Provider.Name, e.Where),
			})
		}
	}
	for _, o := range v.Obligations() {
		all = append(all, Event{
			UID: "due-" + o.Duty.ID + "-" + o.Duty.Due.String(), On: o.Duty.Due,
			Title: "Due: " + o.Duty.Title, Text: o.text(),
		})
	}
	slices.SortStableFunc(all, func(a, b Event) int { return cmp.Or(a.On.Compare(b.On), strings.Compare(a.UID, b.UID)) })
	return all
}

// Obligation is one duty due on one day, and the products whose recommended outcomes bring it. The APIs of
// the duty are those of its first product only.
type Obligation struct {
	Duty assess.Duty
	Rows []OfficeRow // in the register's order
}

// Obligations gathers what is due by day, and on one day in the order of the framework.
func (v Office) Obligations() []Obligation {
	type key struct {
		id string
		on date.Date
	}
	at := map[key]int{}
	var all []Obligation
	for _, r := range v.Rows {
		for _, d := range r.Dues {
			k := key{d.ID, d.Due}
			i, ok := at[k]
			if !ok {
				i, at[k] = len(all), len(all)
				all = append(all, Obligation{Duty: d})
			}
			all[i].Rows = append(all[i].Rows, r)
		}
	}
	place := map[string]int{}
	for i, o := range v.Framework.Obligations {
		place[o.ID] = i
	}
	slices.SortFunc(all, func(a, b Obligation) int {
		return cmp.Or(a.Duty.Due.Compare(b.Duty.Due), place[a.Duty.ID]-place[b.Duty.ID])
	})
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
	return fmt.Sprintf("%s Owed by: %s. Once the outcomes are granted, for: %s.", o.Duty.Text, o.Duty.Owner, strings.Join(names, ", "))
}
