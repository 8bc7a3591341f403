package view

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Expiry is the last day something a product rests on holds.
type Expiry struct {
	// ID is its own within the product: the question, and for a list the place among its rows from 1:
	// "W10", "W04-2".
	ID    string
	What  string        // "Independent assessment (W10)", "EV1 Certificate"
	Where response.Cell // the answer that says so
	On    date.Date
}

// Band is how near an expiry is.
type Band string

// The bands, the nearest first. Something still holds on the day it expires.
const (
	Expired    Band = "expired"
	In30Days   Band = "within 30 days"
	In60Days   Band = "within 60 days"
	In90Days   Band = "within 90 days"
	Later      Band = "later"
	NoneStated Band = "none stated"
)

// Bands lists them in order.
var Bands = []Band{Expired, In30Days, In60Days, In90Days, Later, NoneStated}

// Ahead is how many days before it expires something has to be seen to.
const Ahead = 90

// BandOf says how near a day is, counted from the day the round is assessed as of.
func BandOf(on, asOf date.Date) Band {
	switch {
	case on.IsZero():
		return NoneStated
	case on.Before(asOf):
		return Expired
	}
	for _, step := range []struct {
		days int
		band Band
	}{{30, In30Days}, {60, In60Days}, {Ahead, In90Days}} {
		if !asOf.AddDays(step.days).Before(on) {
			return step.band
		}
	}
	return Later
}

// NextExpiry is the first day something of the product expires or has expired, or zero.
func (r OfficeRow) NextExpiry() date.Date {
	if len(r.Expiries) == 0 {
		return date.Date{}
	}
	return r.Expiries[0].On
}

// terms is what a framework says of how long answers hold.
type terms struct {
	days     map[string]term // by question
	evidence string          // the question the list of evidence answers, or ""
}

// term: an answer holds for so many days from the day it gives.
type term struct {
	what string
	days int
}

// termsOf reads from a framework which dates are expiries. A check that is against a day before as_of, and
// asks nothing else, says that the day is the last on which the answer holds; one against a day before
// as_of-730 says that it holds for 730 days from then. Only questions of controls count: a day in the
// context, such as that of a count of records, is no assurance.
func termsOf(f *framework.Framework) terms {
	t := terms{days: map[string]term{}}
	if q, ok := f.RoleQuestion(framework.RoleEvidence); ok {
		t.evidence = q.ID
	}
	for _, c := range f.Checks {
		w := c.When.Before
		if c.When.Q == "" || w == nil || !w.Fixed.IsZero() || w.Days > 0 {
			continue
		}
		q, _ := f.Question(c.When.Q)
		if control, ok := f.Control(q.Control); ok {
			t.days[q.ID] = term{fmt.Sprintf("%s (%s)", control.Title, q.ID), -w.Days}
		}
	}
	return t
}

// expiries are those of one case, by day: of the answers its findings rest on, so that a day given for what
// does not apply is none, and of all evidence offered.
func (t terms) expiries(c *Case) []Expiry {
	var all []Expiry
	seen := map[string]bool{}
	for i := range c.Assessment.Findings {
		for _, g := range c.Assessment.Findings[i].Grounds {
			x, ok := t.days[g.Question.ID]
			if !ok || seen[g.Question.ID] || !g.Answer.Understood || g.Answer.Value.Date.IsZero() {
				continue
			}
			seen[g.Question.ID] = true
			all = append(all, Expiry{g.Question.ID, x.what, g.Answer.Cell, g.Answer.Value.Date.AddDays(x.days)})
		}
	}
	for i, row := range c.Submission.Answers[t.evidence].Value.Rows {
		if e, ok := row.Cells["expires"]; ok && e.Understood && !e.Value.Date.IsZero() {
			all = append(all, Expiry{fmt.Sprintf("%s-%d", t.evidence, i+1), evidenceTitle(row), e.Cell, e.Value.Date})
		}
	}
	slices.SortStableFunc(all, func(a, b Expiry) int { return a.On.Compare(b.On) })
	return all
}

// evidenceTitle is the reference and the title of a row of the list of evidence, as far as given.
func evidenceTitle(row response.Row) string {
	var words []string
	for _, column := range []string{"ref", "title"} {
		if s := strings.Join(strings.Fields(row.Cells[column].Raw), " "); s != "" {
			words = append(words, s)
		}
	}
	if words == nil {
		return "Evidence without a reference"
	}
	return strings.Join(words, " ")
}
