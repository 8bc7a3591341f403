// Package assess holds a submission against a framework: what is missing, what contradicts, what each
// control is found to be, the level of confidence that follows, and the outcome for every API. It is
// pure: no files, no clock. It does not decide anything: reviewers do, and data/review keeps their word.
package assess

import (
	"slices"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Assessment is what the rules of a framework say of one submission.
type Assessment struct {
	Framework string // Ref of the edition that judged
	AsOf      date.Date
	Findings  []Finding // one a control, in the framework's order
	// Levels has one entry a dimension in order; Level is the weakest of them.
	Levels []Level
	Level  int
	// APIs are in the order the provider listed them, each once.
	APIs []APIOutcome
	// Obligations are those the outcomes bring, in the framework's order, each once.
	Obligations []Duty
}

// Finding is the result of one control, with the rule that fired and what it rests on.
type Finding struct {
	Control framework.Control
	Result  framework.Result
	// Rule is the position of the rule that fired, from 1; 0 where none did.
	Rule   int
	Reason string
	Remedy string // "" when nothing has to change
	framework.Basis
	Grounds []Ground // the answers the result rests on, in the order of the questionnaire
	Missing []string // ids of the questions whose answers would be needed; of NotAssessed only
}

// Ground is one question that a finding rests on and what the provider said.
type Ground struct {
	Question *framework.Question
	Answer   response.Answer
}

// Said is everything the provider answered below the finding's control, in the order of the questionnaire, then
// what else it rests on.
func (x Finding) Said(s *response.Submission) []Ground {
	var all []Ground
	for i := range x.Control.Questions {
		q := &x.Control.Questions[i]
		if a, ok := s.Answers[q.ID]; ok {
			all = append(all, Ground{q, a})
		}
	}
	for i := range x.Grounds {
		if g := &x.Grounds[i]; g.Question.Control != x.Control.ID {
			all = append(all, *g)
		}
	}
	return all
}

// Assess judges every control of the framework, which must be of kind Assessment and free of faults.
func Assess(f *framework.Framework, s *response.Submission, asOf date.Date) Assessment {
	j := newJudge(f, s, asOf)
	defer j.leave()
	return j.assess()
}

func (j *judge) assess() Assessment {
	f, asOf := j.f, j.asOf
	a := Assessment{Framework: f.Ref(), AsOf: asOf, Findings: make([]Finding, 0, len(f.Controls))}
	for i := range f.Controls {
		a.Findings = append(a.Findings, j.finding(&f.Controls[i]))
	}
	a.level(f)
	a.APIs = j.outcomes(a.Level)
	a.Obligations = Duties(f, a.APIs, asOf)
	return a
}

// With is the assessment as it would be had the controls named been found so: the levels, the outcomes and the
// obligations follow. A finding that is changed keeps its rule and reason, which say what the machine found.
func (a Assessment) With(f *framework.Framework, results map[string]framework.Result) Assessment {
	a.Findings = slices.Clone(a.Findings)
	for i, x := range a.Findings {
		if r, ok := results[x.Control.ID]; ok {
			a.Findings[i].Result = r
		}
	}
	a.level(f)
	a.APIs = slices.Clone(a.APIs)
	for i, o := range a.APIs {
		if o.Known {
			a.APIs[i].Outcome, a.APIs[i].Reason, a.APIs[i].Basis = cell(f, o.API.Rating, a.Level)
		}
	}
	a.Obligations = Duties(f, a.APIs, a.AsOf)
	return a
}

// level works out the levels from the findings.
func (a *Assessment) level(f *framework.Framework) {
	a.Levels = nil
	a.Level = len(f.Scale) - 1
	for _, d := range f.Dimensions {
		l := levelOf(f, d.ID, a.Findings)
		a.Levels = append(a.Levels, l)
		a.Level = min(a.Level, l.Level)
	}
}

func (j *judge) finding(c *framework.Control) Finding {
	f := Finding{Control: *c}
	if c.Applies != nil {
		switch j.holds(c.Applies) {
		case no:
			f.Result, f.Reason = framework.NotApplicable, c.NotApplicable
			f.Grounds = j.grounds(c.Applies)
			return f
		case unknown:
			return j.notAssessed(f, "Whether this applies to the product cannot be told from the answers given.", c.Applies)
		}
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		t := yes
		if r.When != nil {
			t = j.holds(r.When)
		}
		switch t {
		case unknown:
			return j.notAssessed(f, "Answers this rests on are missing or could not be understood.", conditions(c.Rules[:i+1])...)
		case yes:
			f.Rule, f.Result, f.Reason, f.Remedy, f.Basis = i+1, r.Result, r.Reason, r.Remedy, r.Basis
			f.Grounds = j.grounds(conditions(c.Rules[:i+1])...)
			return f
		}
	}
	panic("control " + c.ID + ": no rule fired: the framework was not linted")
}

func conditions(rules []framework.Rule) []*framework.Cond {
	var room [4]*framework.Cond
	all := room[:0]
	for i := range rules {
		all = append(all, rules[i].When)
	}
	return all
}

// notAssessed names the unanswered questions that left the result open, and those whose own asking
// hangs on an answer that is missing.
func (j *judge) notAssessed(f Finding, why string, conds ...*framework.Cond) Finding {
	f.Result, f.Reason = framework.NotAssessed, why
	f.Remedy = "Answer the questions named, then send the questionnaire again."
	f.Grounds = j.grounds(conds...)
	f.Missing = j.missing(conds...)
	return f
}

// missing are the ids of the unanswered required questions that leave conditions open, in the order of the
// questionnaire.
func (j *judge) missing(conds ...*framework.Cond) []string {
	open := make([]bool, len(j.Questions))
	var room [usuallyMentioned]int
	for _, place := range j.mentioned(room[:0], conds) {
		j.open(place, open)
	}
	var ids []string
	for place, is := range open {
		if is {
			ids = append(ids, j.Questions[place].ID)
		}
	}
	return ids
}

// open adds the unanswered required questions that keep the one at a place unknown.
func (j *judge) open(place int, into []bool) {
	q := j.Questions[place]
	switch j.shown(place) {
	case unknown:
		for _, above := range j.mentioned(nil, []*framework.Cond{q.ShowIf}) {
			j.open(above, into)
		}
	case yes:
		if g := j.answer(place); !g.there && !q.Optional {
			into[place] = true
		}
	}
}

// usuallyMentioned are more questions than the rules of most controls ask about.
const usuallyMentioned = 32

// mentioned are the places of the questions that conditions ask about, ascending, in a slice that has none yet.
func (j *judge) mentioned(places []int, conds []*framework.Cond) []int {
	for _, c := range conds {
		c.Walk(func(c *framework.Cond) {
			if c.Q == "" {
				return
			}
			if place := j.Asked(c); place >= 0 && !slices.Contains(places, place) {
				places = append(places, place)
			}
		})
	}
	slices.Sort(places)
	return places
}

// grounds are the answered questions that conditions ask about, in the order of the questionnaire.
func (j *judge) grounds(conds ...*framework.Cond) []Ground {
	var room [usuallyMentioned]int
	places := j.mentioned(room[:0], conds)
	all := make([]Ground, 0, len(places))
	for _, place := range places {
		q := j.Questions[place]
		if a, ok := j.s.Answers[q.ID]; ok && j.shown(place) != no {
			all = append(all, Ground{q, a})
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}
