package view

import (
	"iter"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
	"opframe/data/service"
)

// Office holds everything.
type Office struct {
	Reader    audience.Office
	Occasion  Occasion
	Framework *framework.Framework
	// Rows are in the register's order. Whoever keeps one does not change it.
	Rows iter.Seq[*OfficeRow]
	// Problems of every file of the round, the register's included; those of questionnaires may be counted alone.
	Problems []response.Problem
	Tallied  []response.Tally
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
	// Tasks are what it needs, and of whom, as far as its own files tell; in the order of the queue.
	Tasks []Task
	// Problems are how many its questionnaire has, Errors how many of them must be put right.
	Problems, Errors int
}

// ForOffice makes the office's view from all cases: a row a registered product, in the register's order.
func ForOffice(r *round.Round, f *framework.Framework, cases []Case, problems []response.Problem) Office {
	by := map[string]*Case{}
	for i := range cases {
		by[cases[i].Product.ID] = &cases[i]
	}
	uses := byProduct(r.Uses)
	var rows []OfficeRow
	for _, p := range r.Products {
		rows = append(rows, RowOf(r, f, p, uses[p.ID], by[p.ID]))
	}
	return OfficeOf(r, f, RowsOf(rows), problems)
}

// OfficeOf makes the office's view from rows made before, whole or brief.
func OfficeOf(r *round.Round, f *framework.Framework, rows iter.Seq[*OfficeRow], problems []response.Problem) Office {
	return Office{Occasion: OccasionOf(r), Framework: f, Rows: rows, Problems: problems}.Queued()
}

// Queued is the view with its queue made of its rows and problems.
func (v Office) Queued() Office {
	v.Queue = v.queue()
	return v
}

// RowOf is what the office has of one registered product. A product nothing could be read of has no case.
func RowOf(r *round.Round, f *framework.Framework, p round.Product, uses []round.Use, c *Case) OfficeRow {
	provider, _ := r.Provider(p.Provider)
	row := OfficeRow{Provider: provider, Product: p, Case: c}
	row.fill(f, uses, OccasionOf(r))
	return row
}

// fill works out what follows from the files of one product.
func (r *OfficeRow) fill(f *framework.Framework, uses []round.Use, o Occasion) {
	if c := r.Case; c != nil {
		r.Evidence = assess.EvidenceOf(f, &c.Submission, c.Assessment.AsOf)
		r.Expiries = expiriesOf(r.Evidence)
		r.Owed = owedOf(f, c)
		r.Dues = dated(r.Owed)
		r.Problems, r.Errors = len(c.Check.Problems), c.Check.Errors()
	}
	r.Access = accessOf(r.Case, uses)
	r.Standing = standing(*r, o.Due)
	r.Tasks = inUrgency(o.rowTasks(*r))
}

// Brief is the row without what only the page and the reports of its own product show, so that a round of thousands
// can be listed. Of its case it keeps whose file it is, levels and outcomes, what was decided and what the files carry.
func (r OfficeRow) Brief() OfficeRow {
	c := r.Case
	if c == nil {
		return r
	}
	b := &Case{Files: c.Files, Provider: c.Provider, Product: c.Product}
	b.Submission = response.Submission{File: c.Submission.File, Completed: c.Submission.Completed}
	b.Assessment = assess.Assessment{Framework: c.Assessment.Framework, AsOf: c.Assessment.AsOf, Level: c.Assessment.Level}
	for _, a := range c.Assessment.APIs {
		a.Named, a.Uses = response.Answer{}, nil
		b.Assessment.APIs = append(b.Assessment.APIs, a)
	}
	for _, t := range c.Traits {
		if !t.Own {
			b.Traits = append(b.Traits, response.Trait{Kind: t.Kind})
		}
	}
	b.Review = briefReview(c.Review)
	r.Case = b
	return r
}

// briefReview keeps what was decided and asked, and leaves out what nobody decided.
func briefReview(full review.Reviewed) review.Reviewed {
	b := review.Reviewed{Questions: full.Questions, Again: full.Again}
	if full.Book != nil {
		b.Book = &review.Book{File: full.Book.File, Product: full.Book.Product, Reviewer: full.Book.Reviewer}
	}
	for _, f := range full.Findings {
		if f.Decision != nil {
			m := f.Machine
			f.Machine = assess.Finding{Control: framework.Control{ID: m.Control.ID, Title: m.Control.Title}, Result: m.Result}
			b.Findings = append(b.Findings, f)
		}
	}
	for _, a := range full.APIs {
		a.Recommended.Named, a.Recommended.Uses = response.Answer{}, nil
		b.APIs = append(b.APIs, a)
	}
	return b
}

// Owners finds the product a file stands for, by the name problems call the file by. Files of nobody,
// such as the register or one that could not be read, are not in it.
func (v Office) Owners() map[string]string {
	owners := map[string]string{}
	for r := range v.Rows {
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
