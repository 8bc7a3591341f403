package view

import (
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/review"
)

// Decided is what a provider may know of the office's decisions on one product. It has no field for a name, a
// reason, a note or what evidence was looked at: those are the office's own.
type Decided struct {
	Findings []DecidedFinding // those decided otherwise than found, or explained to the provider
	APIs     []DecidedAPI     // those with an outcome that is, or was, in force
	Asked    []AskedOf        // questions to the provider, answered or not
	// Level is the overall level with the decisions laid over; Changed says that it is another than the rules'.
	Level   int
	Changed bool
}

// DecidedFinding is one finding with what the office made of it.
type DecidedFinding struct {
	Control       framework.Control
	Found, Counts framework.Result // by the rules, and with the decision
	Explanation   string
	On, Until     date.Date
}

// DecidedAPI is the office's outcome for one API.
type DecidedAPI struct {
	API                      framework.API
	Recommended              framework.Outcome
	Verdict                  review.Verdict
	Lapsed                   bool
	Conditions, Compensating string
	On, Until                date.Date
}

// AskedOf is a question to the provider.
type AskedOf struct {
	ID, Control, Question, Text string
	On, Due                     date.Date
	Answered                    bool
}

// Any says that the office decided or asked anything.
func (d Decided) Any() bool { return len(d.Findings)+len(d.APIs)+len(d.Asked) > 0 }

// DecidedOf takes from a review what the provider may know.
func DecidedOf(r review.Reviewed, s *response.Submission) Decided {
	d := Decided{Level: r.Decided.Level, Changed: r.Decided.Level != r.Machine.Level}
	for _, f := range r.Findings {
		told := f.State == review.InForce && (f.Result != f.Machine.Result || f.Decision.Explanation != "")
		if told {
			d.Findings = append(d.Findings, DecidedFinding{f.Machine.Control, f.Machine.Result, f.Result, f.Decision.Explanation, f.Decision.On, f.Decision.Until})
		}
	}
	for _, a := range r.APIs {
		if a.State != review.InForce && a.State != review.Lapsed {
			continue
		}
		d.APIs = append(d.APIs, DecidedAPI{API: a.Recommended.API, Recommended: a.Recommended.Outcome, Verdict: a.Ruling.Verdict, Lapsed: a.State == review.Lapsed,
			Conditions: a.Ruling.Conditions, Compensating: a.Ruling.Compensating, On: a.Ruling.On, Until: a.Ruling.Until})
	}
	d.Asked = QuestionsOf(r.Questions, s)
	return d
}

// QuestionsOf are the questions that were asked. One without a day is a draft of the office's.
func QuestionsOf(all []review.Question, s *response.Submission) []AskedOf {
	var asked []AskedOf
	for _, q := range all {
		if !q.On.IsZero() {
			asked = append(asked, AskedOf{q.ID, q.Control, q.Question, q.Text, q.On, q.Due, q.AnsweredBy(s)})
		}
	}
	return asked
}
