package assess

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Evidence is one piece of evidence a provider offers: a row of its list of evidence, or an answer that gives the
// day of one, such as the end of a certificate. Ref, Title and Owner are in the provider's words.
type Evidence struct {
	// ID is its own within the product: the question, and for a row of the list its place from 1: "W10", "W04-2".
	ID         string
	Ref, Title string
	// Kind is an option of the list, its ID "" where none was given, or of an answer what its rule calls it.
	Kind            framework.Option
	Owner           string
	Issued, Expires date.Date // as stated; zero where nothing is
	// Until is the last day it counts; zero where no day follows from what is stated. Why says by which rule, or
	// what is missing.
	Until date.Date
	Why   string
	// Rule is nil where the framework has none for it.
	Rule *framework.Ageing
	// Questions are those whose answers name it, Controls those they stand under; in the framework's order.
	Questions, Controls []string
	// Place is where the day is stated that Until follows from, or else where the piece is.
	Place response.Cell
}

// Name is the reference and the title, as far as given.
func (e Evidence) Name() string {
	words := strings.Fields(e.Ref + " " + e.Title)
	if len(words) == 0 {
		return "Evidence without a reference"
	}
	return strings.Join(words, " ")
}

// EvidenceOf is all evidence that a submission offers, with how long it counts by the framework's rules of
// ageing: first the answers that rules name, in the order of the rules, then the list in its own order. A day
// that is not asked of the product, or stands under a control that does not apply to it, is none.
func EvidenceOf(f *framework.Framework, s *response.Submission, asOf date.Date) []Evidence {
	var all []Evidence
	if len(f.Ageing) > 0 {
		j := newJudge(f, s, asOf)
		for i := range f.Ageing {
			if e, ok := j.dated(&f.Ageing[i]); ok {
				all = append(all, e)
			}
		}
	}
	list, ok := f.RoleQuestion(framework.RoleEvidence)
	if !ok {
		return all
	}
	named := naming(f, s)
	for i, row := range s.Answers[list.ID].Value.Rows {
		e := listed(f, row)
		e.ID = fmt.Sprintf("%s-%d", list.ID, i+1)
		for _, q := range named[fold(e.Ref)] {
			e.Questions = append(e.Questions, q.ID)
			if q.Control != "" && !slices.Contains(e.Controls, q.Control) {
				e.Controls = append(e.Controls, q.Control)
			}
		}
		all = append(all, e)
	}
	return all
}

// dated is the evidence that the answer to a question gives the day of.
func (j *judge) dated(rule *framework.Ageing) (Evidence, bool) {
	place := j.Place(rule.Question)
	if place < 0 || j.shown(place) != yes {
		return Evidence{}, false
	}
	q := j.Questions[place]
	c, _ := j.f.Control(q.Control)
	if c.Applies != nil && j.holds(c.Applies) == no {
		return Evidence{}, false
	}
	if !j.answer(place).there {
		return Evidence{}, false
	}
	a := j.s.Answers[q.ID]
	e := Evidence{ID: q.ID, Title: fmt.Sprintf("%s (%s)", c.Title, q.ID), Kind: framework.Option{ID: q.ID, Label: rule.Title}, Rule: rule,
		Questions: []string{q.ID}, Controls: []string{c.ID}, Place: a.Cell}
	if rule.Printed {
		e.Expires = a.Value.Date
	} else {
		e.Issued = a.Value.Date
	}
	e.age()
	return e, true
}

// listed is one row of the list of evidence.
func listed(f *framework.Framework, row response.Row) Evidence {
	day := func(column string) date.Date {
		if c, ok := row.Cells[column]; ok && c.Understood {
			return c.Value.Date
		}
		return date.Date{}
	}
	words := func(column string) string { return strings.Join(strings.Fields(row.Cells[column].Raw), " ") }
	e := Evidence{Ref: words("ref"), Title: words("title"), Owner: words("owner"), Issued: day("issued"), Expires: day("expires"), Place: row.Place}
	if k := row.Cells["kind"]; k.Understood && len(k.Value.Options) == 1 {
		e.Kind, _ = f.EvidenceKind(k.Value.Options[0])
	}
	if rule, ok := f.AgeingOf(e.Kind.ID); ok {
		e.Rule = &rule
	}
	e.age()
	column := "expires"
	if e.Until != e.Expires {
		column = "issued"
	}
	if c, ok := row.Cells[column]; ok && !e.Until.IsZero() {
		e.Place = c.Cell
	}
	return e
}

// age settles until when a piece counts: until the end it states, or the end its rule gives if that is earlier.
func (e *Evidence) age() {
	switch {
	case e.Rule != nil && !e.Rule.Printed && !e.Issued.IsZero():
		e.Until, e.Why = e.Issued.AddMonths(e.Rule.Months).AddDays(e.Rule.Days), e.Rule.Reason
		if !e.Expires.IsZero() && e.Expires.Before(e.Until) {
			e.Until, e.Why = e.Expires, "It states its own end, which comes before that of its kind."
		}
	case !e.Expires.IsZero() && e.Rule != nil && e.Rule.Printed:
		e.Until, e.Why = e.Expires, e.Rule.Reason
	case !e.Expires.IsZero():
		e.Until, e.Why = e.Expires, "It states its own end."
	case e.Rule != nil && !e.Rule.Printed:
		e.Why = "It counts from the day it is of, and that is not given."
	default:
		e.Why = "It states no end."
	}
}

// naming are the questions that name a reference beside their answers, by the reference.
func naming(f *framework.Framework, s *response.Submission) map[string][]*framework.Question {
	by := map[string][]*framework.Question{}
	for _, q := range f.Index().Questions {
		if ref := fold(s.Answers[q.ID].Evidence.Text); ref != "" {
			by[ref] = append(by[ref], q)
		}
	}
	return by
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
