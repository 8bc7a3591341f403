package view

import (
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
	// Standing says how far it has come, with whom it is and since when; Status is its status.
	Standing
	Case *Case // nil where nothing could be read
	// Evidence is everything offered, in the order of assess.EvidenceOf; Expiries are the days after which it no
	// longer counts, the first of them first.
	Evidence []assess.Evidence
	Expiries []Expiry
	// Owed is the register of obligations; Dues are those of it that have a day, the first of them first.
	Owed, Dues []Owed
	// Access is every API of the product, with what is open beside what was decided.
	Access []Access
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
	uses := byProduct(r.Uses)
	for _, p := range r.Products {
		row := OfficeRow{Provider: providers[p.Provider], Product: p, Case: by[p.ID]}
		row.fill(f, uses[p.ID], r.Due)
		v.Rows = append(v.Rows, row)
	}
	v.Queue = v.queue()
	return v
}

// fill works out what follows from the files of one product.
func (r *OfficeRow) fill(f *framework.Framework, uses []round.Use, due date.Date) {
	if c := r.Case; c != nil {
		r.Evidence = assess.EvidenceOf(f, &c.Submission, c.Assessment.AsOf)
		r.Expiries = expiriesOf(r.Evidence)
		r.Owed = owedOf(f, c)
		r.Dues = dated(r.Owed)
	}
	r.Access = accessOf(r.Case, uses)
	r.Standing = standing(*r, due)
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
