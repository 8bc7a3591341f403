// Package assess holds a submission against a framework: what is missing, what contradicts, what each
// control is found to be, the level of confidence that follows, and the outcome for every API. It is
// pure: no files, no clock. It does not decide anything: reviewers do, and data/review keeps their word.
package assess

import (
	"maps"
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
	Question framework.Question
	Answer   response.Answer
}

// Said is everything the provider answered below the finding's control, in the order of the questionnaire, then
// what else it rests on.
func (x Finding) Said(s *response.Submission) []Ground {
	var all []Ground
	for _, q := range x.Control.Questions {
		if a, ok := s.Answers[q.ID]; ok {
			all = append(all, Ground{q, a})
		}
	}
	for _, g := range x.Grounds {
		if g.Question.Control != x.Control.ID {
			all = append(all, g)
		}
	}
	return all
}

// Assess judges every control of the framework, which must be of kind Assessment and free of faults.
func Assess(f *framework.Framework, s *response.Submission, asOf date.Date) Assessment {
	j := newJudge(f, s, asOf)
	a := Assessment{Framework: f.Ref(), AsOf: asOf}
	for _, c := range f.Controls {
		a.Findings = append(a.Findings, j.finding(c))
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
		l := level(f, d.ID, a.Findings)
		a.Levels = append(a.Levels, l)
		a.Level = min(a.Level, l.Level)
	}
}

func (j *judge) finding(c framework.Control) Finding {
	f := Finding{Control: c}
	if c.Applies != nil {
		switch j.holds(c.Applies) {
		case no:
			f.Result, f.Reason = framework.NotApplicable, c.NotApplicable
			f.Grounds = j.grounds(c.Applies.Questions())
			return f
		case unknown:
			return j.notAssessed(f, c.Applies.Questions(), "Whether this applies to the product cannot be told from the answers given.")
		}
	}
	var mentioned []string
	for i, r := range c.Rules {
		t := yes
		if r.When != nil {
			mentioned = append(mentioned, r.When.Questions()...)
			t = j.holds(r.When)
		}
		switch t {
		case unknown:
			return j.notAssessed(f, mentioned, "Answers this rests on are missing or could not be understood.")
		case yes:
			f.Rule, f.Result, f.Reason, f.Remedy, f.Basis = i+1, r.Result, r.Reason, r.Remedy, r.Basis
			f.Grounds = j.grounds(mentioned)
			return f
		}
	}
	panic("control " + c.ID + ": no rule fired: the framework was not linted")
}

// notAssessed names the unanswered questions that left the result open, and those whose own asking
// hangs on an answer that is missing.
func (j *judge) notAssessed(f Finding, mentioned []string, why string) Finding {
	f.Result, f.Reason = framework.NotAssessed, why
	f.Remedy = "Answer the questions named, then send the questionnaire again."
	f.Grounds = j.grounds(mentioned)
	open := map[string]bool{}
	for _, id := range mentioned {
		j.open(id, open)
	}
	f.Missing = j.sorted(slices.Collect(maps.Keys(open)))
	return f
}

// open adds the unanswered required questions that keep id unknown.
func (j *judge) open(id string, into map[string]bool) {
	q := j.all[id]
	switch j.shown(id) {
	case unknown:
		for _, above := range q.ShowIf.Questions() {
			j.open(above, into)
		}
	case yes:
		if _, ok := j.answer(id); !ok && !q.Optional {
			into[id] = true
		}
	}
}

// grounds are the answered questions among ids, in the order of the questionnaire.
func (j *judge) grounds(ids []string) []Ground {
	var all []Ground
	for _, id := range j.sorted(ids) {
		if a, ok := j.s.Answers[id]; ok && j.shown(id) != no {
			all = append(all, Ground{j.all[id], a})
		}
	}
	return all
}
