package compare

import (
	"slices"

	"opframe/data/date"
	"opframe/data/response"
)

// CauseKind is the ingredient that changed a result.
type CauseKind string

// The causes. TimePassed is a day that was reached where nothing expired by it.
const (
	AnswerChanged   CauseKind = "answer changed"
	EvidenceChanged CauseKind = "evidence added or withdrawn"
	EvidenceExpired CauseKind = "evidence expired"
	TimePassed      CauseKind = "time passed"
	RuleChanged     CauseKind = "rule changed"
	RatingChanged   CauseKind = "API rating changed"
	ReviewerDecided CauseKind = "reviewer decided"
	RegisterChanged CauseKind = "register changed"
)

// CauseKinds lists them in the order reports use.
var CauseKinds = []CauseKind{AnswerChanged, EvidenceChanged, EvidenceExpired, TimePassed, RuleChanged, RatingChanged, ReviewerDecided, RegisterChanged}

// Cause is one ingredient that moved a result, with what it was and is. Which fields are set follows from
// the kind.
type Cause struct {
	Kind CauseKind
	// Answer is the answer or the evidence that changed.
	Answer *Answer
	// Days are the answers whose days came to count otherwise from one day of assessment to the other.
	Days     []Dated
	From, To date.Date
	// Of is what was rated, or what of a framework changed, or "".
	Of string
	// Old and New are the reasons of the rules, the ratings, or what was decided; "" for nothing.
	Old, New string
}

// Dated is a day given in an answer.
type Dated struct {
	Question, Text string
	On             date.Date
	Cell           response.Cell
}

// Reason is what moved a result. Each of its sets of causes would have moved it without the others; the
// causes within one set did so together. Untold says that only some of the causes of its one set may have
// done it: which cannot be told from saved assessments. A Reason without sets knows no cause.
type Reason struct {
	Sets   [][]Cause
	Untold bool
}

// Causes are all of them, in order.
func (r Reason) Causes() []Cause { return slices.Concat(r.Sets...) }

// causes counts the kinds of causes over all that moved.
func (c *Comparison) causes() []CauseKind {
	n := map[CauseKind]int{}
	const first = 1 << 20 // what moved the level comes before all that did not
	count := func(r Reason, by int) {
		for _, set := range r.Sets {
			if slices.ContainsFunc(set, func(x Cause) bool { return x.Answer != nil && x.Answer.NotAsked }) {
				continue // that a question is asked now and was not before changed nothing of the product
			}
			for _, x := range set {
				n[x.Kind] += by
			}
		}
	}
	leading := map[string]bool{}
	for _, d := range c.Dimensions {
		if slices.Contains(c.Level.Dimensions, d.ID) {
			count(d.Gates, first)
			for _, id := range d.Controls() {
				leading[id] = true
			}
		} else {
			count(d.Gates, 1)
		}
	}
	for _, f := range c.Findings {
		by := 1
		if leading[f.Control] {
			by = first
		}
		count(f.Reason, by)
	}
	for _, a := range c.APIs {
		count(a.Reason, 1)
	}
	var all []CauseKind
	for _, k := range CauseKinds {
		if n[k] > 0 {
			all = append(all, k)
		}
	}
	slices.SortStableFunc(all, func(a, b CauseKind) int { return n[b] - n[a] })
	return all
}
