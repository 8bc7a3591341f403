// Package view says what each audience may know: one struct an audience, and one function that makes it.
// It is the only place that withholds. What a struct here has no field for cannot reach its reader.
package view

import (
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/compare"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
	"opframe/data/target"
)

// Occasion is what everybody may know of a round.
type Occasion struct {
	ID, Title string
	AsOf, Due date.Date
	Office    round.Office
	Notice    string
	// Address is where the public edition will stand, or "".
	Address string
}

// OccasionOf leaves out everything of a round but its settings.
func OccasionOf(r *round.Round) Occasion {
	return Occasion{ID: r.ID, Title: r.Title, AsOf: r.AsOf, Due: r.Due, Office: r.Office, Notice: r.Notice, Address: r.Address}
}

// Case is one submission with what was found: the office's full knowledge, from which views are made.
type Case struct {
	Provider   round.Provider
	Product    round.Product
	Submission response.Submission
	Files      []string         // names of the files it was read from
	Traits     []response.Trait // what they carry besides answers; for the office alone
	Check      assess.Report
	Assessment assess.Assessment
	// Review is the assessment with the office's decisions laid over it; of a product nobody has reviewed, one
	// in which nothing is decided.
	Review review.Reviewed
	Uses   []round.Use         // what the register says the product uses
	Ways   []target.Ways       // what it would take, from target.Finder.Ahead
	Since  *compare.Comparison // with the round before; nil where the round has none
}

// Public holds the framework, the occasion and what providers let be named. It has no field that could
// hold an answer or a finding.
type Public struct {
	Reader    audience.Public
	Occasion  Occasion
	Framework *framework.Framework
	Previous  *framework.Framework // the edition superseded, or nil
	Listed    []Listed             // in order of the product's name
}

// ForPublic makes the public view.
func ForPublic(r *round.Round, f, previous *framework.Framework) Public {
	v := Public{Occasion: OccasionOf(r), Framework: f, Previous: previous}
	for _, p := range r.Products {
		if provider, ok := r.Provider(p.Provider); ok && p.Listed {
			v.Listed = append(v.Listed, Listed{Product: p.Name, Provider: provider.Name, Domain: p.Domain})
		}
	}
	slices.SortFunc(v.Listed, func(a, b Listed) int { return strings.Compare(strings.ToLower(a.Product), strings.ToLower(b.Product)) })
	return v
}

// Provider holds one provider's own products and nothing of anybody else.
type Provider struct {
	Reader    audience.Provider
	Occasion  Occasion
	Framework *framework.Framework
	ID, Name  string
	Products  []Product
	// Contact is the name of its dedicated contact where the round shows it, "" otherwise.
	Contact string
}

// Product is one product in its own provider's view: their words, what was found and decided, and no reviewer
// notes.
type Product struct {
	ID, Name   string
	Submission response.Submission
	Check      assess.Report
	Assessment assess.Assessment // as the rules say
	Decided    Decisions
	Ways       []target.Ways       // what it would take to get further
	Target     *target.Ways        // to one goal that was asked for, or nil
	Since      *compare.Comparison // with the round before; nil where the round has none
	Letters    []Letter            // those due to it, in the order of LetterKinds
}

// ForProvider makes the view of one provider from all cases.
func ForProvider(o Occasion, f *framework.Framework, p round.Provider, cases []Case) Provider {
	v := Provider{Reader: audience.Provider{ID: p.ID}, Occasion: o, Framework: f, ID: p.ID, Name: p.Name}
	for i := range cases {
		if c := &cases[i]; c.Product.Provider == p.ID {
			v.Products = append(v.Products, Product{ID: c.Product.ID, Name: c.Product.Name, Submission: c.Submission, Check: c.Check, Assessment: c.Assessment, Ways: c.Ways,
				Decided: DecidedOf(c.Review, &c.Submission), Since: sinceFor(p, c.Since), Letters: LettersTo(o, f, c)})
		}
	}
	return v
}
