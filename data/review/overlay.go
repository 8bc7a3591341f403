package review

import (
	"cmp"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Reviewed is an assessment with the decisions that hold laid over it.
type Reviewed struct {
	// Book is the review workbook, nil where there is none.
	Book *Book
	// Machine is what the rules say, Decided the same with the overrides that hold.
	Machine, Decided assess.Assessment
	Findings         []Finding // one a control, in the framework's order
	APIs             []API     // one an API the product uses, in the order listed
	Questions        []Question
	// Again are decisions that no longer rest on what is so, oldest first.
	Again []SetAside
	// Obligations are those of the verdicts in force, counted from the day of each; conditions are in APIs.
	Obligations []assess.Duty
	Problems    []response.Problem
}

// State is how far the review of one finding or API has come.
type State string

// The states of a review.
const (
	Open     State = "open"
	InForce  State = "in force"
	Waiting  State = "waiting for a second signature"
	Lapsed   State = "lapsed"
	Stale    State = "to be looked at again"
	Unusable State = "not usable as typed" // a problem says why
	Asked    State = "asked"
)

// Finding is one finding of the machine and the decision on it, if there is one.
type Finding struct {
	Machine  assess.Finding
	Basis    string // see BasisOf; "" where nobody has begun a review
	State    State
	Decision *Decision // nil where nobody decided
	// Result is what counts: the machine's, or the override's where that is in force.
	Result framework.Result
}

// API is one API with what is recommended and what the office decided of it.
type API struct {
	// Recommended follows from the findings with the overrides that hold.
	Recommended assess.APIOutcome
	Basis       string // see OutcomeBasis; "" where nobody has begun a review
	State       State
	Ruling      *Ruling
}

// Access says that the office lets the product use the API now.
func (a API) Access() bool { return a.State == InForce && a.Ruling.Verdict.Access() }

// SetAside is a decision that is not applied because its ground has changed.
type SetAside struct {
	Decision *Decision
	Ruling   *Ruling
	Why      string
}

// Lay lays the decisions of a review workbook over what the rules of f say of s as of a day. A nil book is one
// in which nothing was decided.
func Lay(f *framework.Framework, s *response.Submission, machine assess.Assessment, book *Book) Reviewed {
	l := layer{f: f, s: s, asOf: machine.AsOf, book: book, out: Reviewed{Book: book, Machine: machine}}
	if book == nil {
		l.book = &Book{}
	}
	l.out.Problems = slices.Clone(l.book.Problems)
	l.findings(machine)
	l.apis()
	l.out.Questions = l.questions()
	l.out.Obligations = l.obligations()
	return l.out
}

type layer struct {
	f    *framework.Framework
	s    *response.Submission
	asOf date.Date
	book *Book
	out  Reviewed
}

// findings settles for every finding which decision on it counts.
func (l *layer) findings(machine assess.Assessment) {
	overrides := map[string]framework.Result{}
	l.out.Findings = slices.Grow(l.out.Findings, len(machine.Findings))
	for _, x := range machine.Findings {
		f := Finding{Machine: x, State: Open, Result: x.Result}
		if l.out.Book != nil { // digests take longer than everything else here
			f.Basis = BasisOf(l.f, l.s, x)
		}
		for i := range l.book.Decisions {
			if d := &l.book.Decisions[i]; d.Control == x.Control.ID {
				l.decide(&f, d)
			}
		}
		if f.State == InForce && f.Decision.Choice == Override {
			f.Result = f.Decision.Result
			overrides[x.Control.ID] = f.Result
		}
		l.out.Findings = append(l.out.Findings, f)
	}
	for i := range l.book.Decisions {
		if _, ok := l.f.Control(l.book.Decisions[i].Control); !ok {
			l.aside(SetAside{Decision: &l.book.Decisions[i], Why: "The framework has no such control any more."})
		}
	}
	l.out.Decided = machine
	if len(overrides) > 0 {
		l.out.Decided = machine.With(l.f, overrides)
	}
}

// decide takes a decision in: it counts if it rests on what is so now. Of two that do, the later one counts.
func (l *layer) decide(f *Finding, d *Decision) {
	if d.Basis != f.Basis {
		l.aside(SetAside{Decision: d, Why: "What it rests on has changed since: the answers, the evidence, the rule or what the rule finds."})
		if f.State == Open {
			f.State, f.Decision = Stale, d
		}
		return
	}
	if f.Decision != nil && f.State != Stale && d.On.Before(f.Decision.On) {
		return
	}
	f.Decision, f.State = d, l.stateOf(*d)
}

// stateOf says whether a decision on what is so now is in force.
func (l *layer) stateOf(d Decision) State {
	switch {
	case l.incomplete(d):
		return Unusable
	case !d.Until.IsZero() && d.Until.Before(l.asOf):
		return Lapsed
	case d.Choice == Ask:
		return Asked
	}
	return InForce
}

// incomplete reports what a decision lacks: everyone needs a name and a date, an override a reason, a question
// its words.
func (l *layer) incomplete(d Decision) bool {
	n := len(l.out.Problems)
	need := l.needs(d.Place, d.Control)
	l.signed(need, "decision", d.Reviewer, d.On)
	need(d.Choice != Override || d.Reason != "", "the override has no reason.", "Fill in the reason")
	need(d.Choice != Ask || d.Explanation != "", "the provider is to be asked, and the question is not written down.", "Write it under the words for the provider")
	return len(l.out.Problems) > n
}

// needs tells of what keeps a decision at a place from counting.
func (l *layer) needs(at response.Cell, of string) func(ok bool, what, do string) {
	return func(ok bool, what, do string) {
		if !ok {
			l.problem(response.Error, at, of+": "+what, do+": it does not count until then.")
		}
	}
}

// signed holds that a decision has a name and a date that has come.
func (l *layer) signed(need func(ok bool, what, do string), what, name string, on date.Date) {
	need(name != "", "the "+what+" does not say who decided.", "Fill in the name")
	need(!on.IsZero(), "the "+what+" has no date.", "Fill in the day it was decided on")
	need(on.IsZero() || !l.asOf.Before(on), "the "+what+" is dated "+on.String()+", after the day of the round.", "Correct the date, or the day of the round")
}

func (l *layer) problem(sev response.Severity, at response.Cell, what, do string) {
	l.out.Problems = append(l.out.Problems, response.Problem{Kind: response.Review, Severity: sev, Cell: at, What: what, Do: do})
}

// aside puts a decision by, with a problem so that nobody overlooks it.
func (l *layer) aside(a SetAside) {
	at, of := response.Cell{}, ""
	if a.Decision != nil {
		at, of = a.Decision.Place, a.Decision.Control
	} else {
		at, of = a.Ruling.Place, a.Ruling.API
	}
	l.out.Again = append(l.out.Again, a)
	l.problem(response.Warning, at, of+": the decision is set aside. "+a.Why, "Look at it again: `opframe review` adds a row with what is so now.")
}

// apis settles for every API which ruling on it counts.
func (l *layer) apis() {
	for _, o := range l.out.Decided.APIs {
		a := API{Recommended: o, State: Open}
		if l.out.Book != nil {
			a.Basis = OutcomeBasis(o)
		}
		for i := range l.book.Rulings {
			if r := &l.book.Rulings[i]; strings.EqualFold(r.API, o.API.ID) {
				l.rule(&a, r)
			}
		}
		l.out.APIs = append(l.out.APIs, a)
	}
	for i := range l.book.Rulings {
		r := &l.book.Rulings[i]
		if !slices.ContainsFunc(l.out.APIs, func(a API) bool { return strings.EqualFold(r.API, a.Recommended.API.ID) }) {
			l.aside(SetAside{Ruling: r, Why: "The questionnaire does not list this API any more."})
		}
	}
}

func (l *layer) rule(a *API, r *Ruling) {
	if r.Basis != a.Basis {
		l.aside(SetAside{Ruling: r, Why: "What it rests on has changed since: the rating of the API, or what is recommended for it."})
		if a.State == Open {
			a.State, a.Ruling = Stale, r
		}
		return
	}
	if a.Ruling != nil && a.State != Stale && r.On.Before(a.Ruling.On) {
		return
	}
	a.Ruling, a.State = r, l.rulingState(*r, a.Recommended)
}

// rulingState says whether a ruling on what is so now is in force.
func (l *layer) rulingState(r Ruling, o assess.APIOutcome) State {
	n := len(l.out.Problems)
	need := l.needs(r.Place, r.API)
	need(o.Known, "the API register has no such service action, so nothing can be granted.", "Ask the provider which it means, or register it")
	l.signed(need, "outcome", r.By, r.On)
	need(r.Verdict != GrantedWithConditions || r.Conditions != "", "it is granted with conditions, and they are not written down.", "Fill in the conditions")
	need(r.Second == "" || !sameName(r.Second, r.By), "“"+r.Second+"” stands for both signatures.", "Have somebody else sign as well")
	if len(l.out.Problems) > n {
		return Unusable
	}
	if why := l.second(r, o); why != "" && r.Second == "" {
		l.problem(response.Error, r.Place, r.API+": "+why, "Have a second person sign: it does not count until then.")
		return Waiting
	}
	if !r.Until.IsZero() && r.Until.Before(l.asOf) {
		return Lapsed
	}
	return InForce
}

// second says why a ruling needs a second person, or is "".
func (l *layer) second(r Ruling, o assess.APIOutcome) string {
	switch {
	case o.API.Rating == HighestRating:
		return "the API is rated " + HighestRating + ", so its outcome needs a second signature."
	case Better(l.f, r.Verdict, o.Outcome):
		return "the outcome is better for the provider than “" + o.Outcome.Title + "”, so it needs a second signature."
	}
	return ""
}

// HighestRating is the rating whose outcomes need a second person whatever they are.
const HighestRating = "4"

// Better says that a verdict lets the product do more than an outcome recommends.
func Better(f *framework.Framework, v Verdict, o framework.Outcome) bool {
	as, ok := OutcomeOf(f, v, o)
	return ok && as.Rank < o.Rank
}

// OutcomeOf is the outcome of the framework that a verdict comes to: granted is the best that gives access;
// granted with conditions is what was recommended where that gives access under conditions, or else the last
// outcome that gives access. The other verdicts give none.
func OutcomeOf(f *framework.Framework, v Verdict, recommended framework.Outcome) (framework.Outcome, bool) {
	var open []framework.Outcome
	for _, o := range f.Outcomes {
		if o.Access {
			open = append(open, o)
		}
	}
	if !v.Access() || len(open) == 0 {
		return framework.Outcome{}, false
	}
	slices.SortFunc(open, func(a, b framework.Outcome) int { return cmp.Compare(a.Rank, b.Rank) })
	switch {
	case v == Granted:
		return open[0], true
	case recommended.Access && recommended.Rank > open[0].Rank:
		return recommended, true
	}
	return open[len(open)-1], true
}

// ComesTo is the outcome of the framework that stands for a verdict of any kind, for comparing: OutcomeOf where it
// gives access. What is not granted comes to the worst outcome there is, what is deferred to the one before it, or
// to what was recommended where that gave no access either.
func ComesTo(f *framework.Framework, v Verdict, recommended framework.Outcome) framework.Outcome {
	if o, ok := OutcomeOf(f, v, recommended); ok {
		return o
	}
	var shut []framework.Outcome
	for _, o := range f.Outcomes {
		if !o.Access {
			shut = append(shut, o)
		}
	}
	slices.SortFunc(shut, func(a, b framework.Outcome) int { return cmp.Compare(a.Rank, b.Rank) })
	switch {
	case len(shut) == 0 || v == Deferred && !recommended.Access:
		return recommended
	case v == Deferred && len(shut) > 1:
		return shut[len(shut)-2]
	}
	return shut[len(shut)-1]
}

// obligations are those of the verdicts in force that give access. Their days count from the day of the verdict.
func (l *layer) obligations() []assess.Duty {
	by := map[date.Date][]assess.APIOutcome{}
	for _, a := range l.out.APIs {
		if !a.Access() {
			continue
		}
		o := a.Recommended
		o.Outcome, _ = OutcomeOf(l.f, a.Ruling.Verdict, o.Outcome)
		by[a.Ruling.On] = append(by[a.Ruling.On], o)
	}
	var days []date.Date
	for on := range by {
		days = append(days, on)
	}
	slices.SortFunc(days, date.Date.Compare)
	var all []assess.Duty
	for _, on := range days {
		for _, d := range assess.Duties(l.f, by[on], on) {
			i := slices.IndexFunc(all, func(o assess.Duty) bool { return o.ID == d.ID && o.Due == d.Due })
			if i < 0 {
				all = append(all, d)
				continue
			}
			all[i].APIs = append(all[i].APIs, d.APIs...)
		}
	}
	return all
}

// questions are those written down, with those that decisions ask.
func (l *layer) questions() []Question {
	all := slices.Clone(l.book.Questions)
	for _, f := range l.out.Findings {
		d := f.Decision
		if f.State != Asked {
			continue
		}
		written := slices.ContainsFunc(all, func(q Question) bool { return q.Control == d.Control && q.Text == d.Explanation })
		if !written {
			all = append(all, Question{ID: d.Control, Control: d.Control, Text: d.Explanation, By: d.Reviewer, On: d.On, Due: d.Until, Place: d.Place})
		}
	}
	return all
}

// AnsweredBy says that a question has an answer: one the office noted, or a questionnaire completed since it
// was asked.
func (q Question) AnsweredBy(s *response.Submission) bool {
	return q.Answer != "" || !q.AnsweredOn.IsZero() || !q.On.IsZero() && q.On.Before(s.Completed)
}
