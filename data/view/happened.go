package view

import (
	"cmp"
	"fmt"
	"slices"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/review"
)

// Step is something that happened to a product or is going to, as its provider may know it: it names nobody of
// the office, and no reason.
type Step struct {
	On   date.Date
	Kind StepKind
	What string
}

// StepKind says what sort of thing happened.
type StepKind string

// The kinds of steps, in the order of those of one day.
const (
	StepDue       StepKind = "round"
	StepReceived  StepKind = "questionnaire"
	StepDecision  StepKind = "finding decided" // the office's alone
	StepQuestion  StepKind = "question"
	StepAnswer    StepKind = "answer"
	StepRuling    StepKind = "decision on access"
	StepLapse     StepKind = "access ends"
	StepOpen      StepKind = "whitelisting"
	StepExpiry    StepKind = "evidence ends"
	StepOwed      StepKind = "obligation due"
	StepAnswerDue StepKind = "answer due"
)

var stepKinds = []StepKind{StepDue, StepReceived, StepDecision, StepQuestion, StepAnswer, StepRuling, StepOpen, StepLapse, StepExpiry, StepOwed, StepAnswerDue}

// Happening is a step with what only the office knows of it.
type Happening struct {
	Step
	Who, Why string
	// Inside: the office alone knows that it happened.
	Inside bool
}

// happenings are everything that the files give a day for, in order.
func happenings(r OfficeRow, o Occasion) []Happening {
	var t timeline
	t.outside(o.Due, StepDue, "Questionnaires are due")
	if c := r.Case; c != nil {
		t.received(c)
		t.decisions(c.Review)
		t.questions(c)
		t.rulings(c.Review)
	}
	for _, a := range r.Access {
		if a.State != "" {
			t.outside(a.Since, StepOpen, fmt.Sprintf("%s, %s: %s in the register", a.API, cmp.Or(a.Environment, "no environment given"), a.State))
		}
	}
	for _, e := range r.Expiries {
		t.outside(e.On, StepExpiry, "Last day that counts: "+e.What)
	}
	for _, d := range r.Dues {
		if !d.Condition {
			t.outside(d.Due, StepOwed, owedTitle(d))
		}
	}
	slices.SortStableFunc(t.all, func(a, b Happening) int {
		return cmp.Or(a.On.Compare(b.On), slices.Index(stepKinds, a.Kind)-slices.Index(stepKinds, b.Kind))
	})
	return t.all
}

// stepsOf leaves out what is the office's.
func stepsOf(all []Happening) []Step {
	var steps []Step
	for _, h := range all {
		if !h.Inside {
			steps = append(steps, h.Step)
		}
	}
	return steps
}

// owedTitle says of an obligation that is not in force what it hangs on.
func owedTitle(o Owed) string {
	if o.InForce {
		return o.Title
	}
	return o.Title + ", once the outcome is granted"
}

// timeline gathers; what has no day does not stand in it.
type timeline struct{ all []Happening }

func (t *timeline) add(h Happening) {
	if !h.On.IsZero() {
		t.all = append(t.all, h)
	}
}

func (t *timeline) outside(on date.Date, kind StepKind, what string) {
	t.add(Happening{Step: Step{on, kind, what}})
}

func (t *timeline) received(c *Case) {
	t.outside(c.Submission.Completed, StepReceived, "The questionnaire was completed")
	if k := c.Submission.Carried; k != nil {
		t.outside(c.Submission.Completed, StepReceived, fmt.Sprintf("%d answers were carried over from %s", k.Count, k.From))
	}
}

// decisions on findings are between reviewers until the office writes to the provider.
func (t *timeline) decisions(v review.Reviewed) {
	if v.Book == nil {
		return
	}
	for _, d := range v.Book.Decisions {
		title := controlTitle(v, d.Control)
		what := fmt.Sprintf("%s: %s", title, d.Choice)
		if d.Choice == review.Override {
			what += " to " + string(d.Result)
		}
		t.add(Happening{Step: Step{d.On, StepDecision, what}, Who: d.Reviewer, Why: d.Reason, Inside: true})
		if !d.Until.IsZero() && d.Choice != review.Ask {
			t.add(Happening{Step: Step{d.Until, StepDecision, title + ": last day the decision holds"}, Inside: true})
		}
	}
}

// controlTitle is the title of a control that was found on, or else its id.
func controlTitle(v review.Reviewed, id string) string {
	for _, f := range v.Findings {
		if f.Machine.Control.ID == id {
			return f.Machine.Control.Title
		}
	}
	return id
}

func (t *timeline) questions(c *Case) {
	for _, q := range c.Review.Questions {
		t.add(Happening{Step: Step{q.On, StepQuestion, "Question " + q.ID + ": " + q.Text}, Who: q.By})
		if q.AnsweredBy(&c.Submission) {
			t.outside(later(q.AnsweredOn, replied(q, c.Submission.Completed)), StepAnswer, "Question "+q.ID+" was answered")
		} else if !q.On.IsZero() {
			t.outside(q.Due, StepAnswerDue, "Answer to question "+q.ID+" is due")
		}
	}
}

// rulings in force or lapsed are known to the provider; others stand with the office until they are put right.
func (t *timeline) rulings(v review.Reviewed) {
	known := map[*review.Ruling]bool{}
	for _, a := range v.APIs {
		known[a.Ruling] = a.State == review.InForce || a.State == review.Lapsed
	}
	if v.Book == nil {
		return
	}
	for i := range v.Book.Rulings {
		r := &v.Book.Rulings[i]
		what := r.API + ": " + string(r.Verdict)
		if !known[r] {
			what += ", which does not count"
		}
		t.add(Happening{Step: Step{r.On, StepRuling, what}, Who: names(r.By, r.Second), Why: r.Note, Inside: !known[r]})
		if known[r] && r.Verdict.Access() {
			t.outside(r.Until, StepLapse, r.API+": last day of access")
		}
	}
}

func names(by, second string) string {
	if second == "" {
		return by
	}
	return by + ", " + second
}

// Evidence is what a product of this provider rests on, with how long each piece counts.
func (v Provider) Evidence(p Product) []assess.Evidence {
	return assess.EvidenceOf(v.Framework, &p.Submission, p.Assessment.AsOf)
}
