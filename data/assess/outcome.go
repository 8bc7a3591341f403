package assess

import (
	"slices"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// APIOutcome is what the matrix recommends for one API the product uses.
type APIOutcome struct {
	// API has only the id the provider gave where the register does not know it; Outcome is then zero.
	API     framework.API
	Known   bool
	Outcome framework.Outcome
	Reason  string // of the matrix row
	framework.Basis
	Named response.Answer // as listed
	Uses  []response.Row  // every row that lists it
}

// Duty is an obligation that applies, with the day it is due where there is one.
type Duty struct {
	framework.Obligation
	Due  date.Date
	APIs []string // ids of the APIs whose outcome brings it, in order
}

// outcomes has an entry for each API listed, the first time it is listed.
func (j *judge) outcomes(level int) []APIOutcome {
	var all []APIOutcome
	for _, u := range j.used {
		i := slices.IndexFunc(all, func(o APIOutcome) bool { return o.API.ID == u.api.ID })
		if i >= 0 {
			all[i].Uses = append(all[i].Uses, u.row)
			continue
		}
		o := APIOutcome{API: *u.api, Known: u.known, Named: u.named, Uses: []response.Row{u.row}}
		if u.known {
			o.Outcome, o.Reason, o.Basis = cell(j.f, u.api.Rating, level)
		}
		all = append(all, o)
	}
	return all
}

func cell(f *framework.Framework, rating string, level int) (framework.Outcome, string, framework.Basis) {
	for _, row := range f.Matrix {
		if row.Rating == rating {
			o, _ := f.Outcome(row.Outcomes[level])
			return o, row.Reason, row.Basis
		}
	}
	panic("no matrix row for rating " + rating + ": the framework was not linted")
}

// Duties are the obligations that outcomes bring, in the framework's order, each once, with the day it is due
// counted from asOf.
func Duties(f *framework.Framework, apis []APIOutcome, asOf date.Date) []Duty {
	var all []Duty
	for _, o := range f.Obligations {
		var by []string
		for _, a := range apis {
			rated := len(o.Ratings) == 0 || slices.Contains(o.Ratings, a.API.Rating)
			if a.Known && rated && slices.Contains(o.Outcomes, a.Outcome.ID) {
				by = append(by, a.API.ID)
			}
		}
		if len(by) > 0 {
			all = append(all, Duty{o, due(o, asOf), by})
		}
	}
	return all
}

func due(o framework.Obligation, asOf date.Date) date.Date {
	switch {
	case o.DueDays > 0:
		return asOf.AddDays(o.DueDays)
	case o.DueMonths > 0:
		return asOf.AddMonths(o.DueMonths)
	}
	return date.Date{}
}
