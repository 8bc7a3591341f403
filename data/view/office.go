package view

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/service"
)

// Office holds everything.
type Office struct {
	Reader    audience.Office
	Occasion  Occasion
	Framework *framework.Framework
	Rows      []OfficeRow
	// Problems of every file of the round, the register's included.
	Problems []response.Problem
	// Queue is what needs whom, the most urgent first.
	Queue []Task
	// Service is the service model applied to the round: tiers, contacts, enquiries and staff.
	Service service.Result
	// Baseline is the round against the one before it; nil where the round has none.
	Baseline *Baseline
}

// OfficeRow is one registered product, whether or not anything was received for it.
type OfficeRow struct {
	Provider round.Provider
	Product  round.Product
	Status   Status
	Case     *Case // nil where nothing could be read
	// Since is the day the questionnaire says it was completed on, or, where none was received, the day
	// it was due. Zero where neither is known.
	Since date.Date
	// Expiries are the days after which something the product rests on no longer holds, the first of them
	// first.
	Expiries []Expiry
	// Dues are the obligations that have a day, the first of them first. They bind once the outcomes that
	// bring them are granted.
	Dues []assess.Duty
}

// Status is how far a product has come, as far as the machine can tell.
type Status string

// The states before a person decides.
const (
	NotReceived Status = "not received"
	Incomplete  Status = "incomplete" // there are problems that must be put right
	Received    Status = "received"   // complete and consistent
)

// Statuses lists them in the order of a product's way.
var Statuses = []Status{NotReceived, Incomplete, Received}

// StatusOf says how far a case has come.
func StatusOf(c *Case) Status {
	switch {
	case c == nil:
		return NotReceived
	case c.Check.Errors() > 0:
		return Incomplete
	}
	return Received
}

// ForOffice makes the office's view: a row a registered product, in the register's order.
func ForOffice(r *round.Round, f *framework.Framework, cases []Case, problems []response.Problem) Office {
	v := Office{Occasion: OccasionOf(r), Framework: f, Problems: problems}
	by := map[string]*Case{}
	for i := range cases {
		by[cases[i].Product.ID] = &cases[i]
	}
	providers := map[string]round.Provider{}
	for _, p := range r.Providers {
		providers[p.ID] = p
	}
	terms := termsOf(f)
	for _, p := range r.Products {
		c := by[p.ID]
		row := OfficeRow{Provider: providers[p.Provider], Product: p, Status: StatusOf(c), Case: c, Since: r.Due}
		if c != nil {
			row.Since = c.Submission.Completed
			row.Expiries = terms.expiries(c)
			row.Dues = dated(c.Assessment.Obligations)
		}
		v.Rows = append(v.Rows, row)
	}
	v.Queue = v.queue()
	return v
}

// dated are the duties that have a day, in the order of their days.
func dated(all []assess.Duty) []assess.Duty {
	all = slices.DeleteFunc(slices.Clone(all), func(d assess.Duty) bool { return d.Due.IsZero() })
	slices.SortStableFunc(all, func(a, b assess.Duty) int { return a.Due.Compare(b.Due) })
	return all
}

// Owners finds the product a file stands for, by the name problems call the file by. Files of nobody,
// such as the register or one that could not be read, are not in it.
func (v Office) Owners() map[string]string {
	owners := map[string]string{}
	for _, r := range v.Rows {
		if r.Case == nil {
			continue
		}
		owners[r.Case.Submission.File] = r.Product.ID
		for _, name := range r.Case.Files {
			owners[name] = r.Product.ID
		}
	}
	return owners
}
