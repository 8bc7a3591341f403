package assess

import (
	"maps"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Trial judges a submission while answers are tried in it: put in, judged, taken back. It judges by the
// same rules as Assess and tells results only, so that many answers can be tried in little time. The
// submission itself is not changed.
type Trial struct{ j *judge }

// NewTrial begins with the answers as given.
func NewTrial(f *framework.Framework, s *response.Submission, asOf date.Date) *Trial {
	return (&Trial{newJudge(f, &response.Submission{}, asOf)}).Of(s)
}

// Of begins anew with another submission. The trial itself is not changed, so that several can begin at once.
func (t *Trial) Of(s *response.Submission) *Trial {
	tried := *s
	tried.Answers = maps.Clone(s.Answers)
	if tried.Answers == nil {
		tried.Answers = map[string]response.Answer{}
	}
	return &Trial{t.j.index.judge(t.j.f, &tried, t.j.asOf)}
}

// Put answers a question; ok is false to leave it empty. The list of APIs used must not be put: what
// follows from it was settled at the beginning.
func (t *Trial) Put(question string, a response.Answer, ok bool) {
	if ok {
		t.j.s.Answers[question] = a
	} else {
		delete(t.j.s.Answers, question)
	}
	clear(t.j.asked)
}

// Result is what the rules say of a control now.
func (t *Trial) Result(c *framework.Control) framework.Result {
	if c.Applies != nil {
		switch t.j.holds(c.Applies) {
		case no:
			return framework.NotApplicable
		case unknown:
			return framework.NotAssessed
		}
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		if r.When == nil {
			return r.Result
		}
		switch t.j.holds(r.When) {
		case unknown:
			return framework.NotAssessed
		case yes:
			return r.Result
		}
	}
	panic("control " + c.ID + ": no rule fired: the framework was not linted")
}

// Told says that the answers tell whether a control applies.
func (t *Trial) Told(c *framework.Control) bool {
	return c.Applies == nil || t.j.holds(c.Applies) != unknown
}

// Level is the overall level that the answers now come to, as in Assessment.
func (t *Trial) Level() int {
	f := t.j.f
	found := make([]Finding, len(f.Controls))
	for i := range f.Controls {
		found[i].Control, found[i].Result = f.Controls[i], t.Result(&f.Controls[i])
	}
	lowest := len(f.Scale) - 1
	for _, d := range f.Dimensions {
		lowest = min(lowest, level(f, d.ID, found).Level)
	}
	return lowest
}

// Asked says whether a question is asked of the product, by the answers now.
func (t *Trial) Asked(question string) bool { return t.j.shown(question) == yes }

// Answered says that a question has an answer that counts now.
func (t *Trial) Answered(question string) bool {
	_, ok := t.j.answer(question)
	return ok
}

// Open lists the unanswered questions that leave a control open, as Finding.Missing does.
func (t *Trial) Open(c *framework.Control) []string { return t.j.finding(*c).Missing }

// Says tells what tests make of one answer that is there, a letter each: y yes, n no, u unknown. Answers
// of which the same is said cannot be told apart by conditions made of these tests.
func (t *Trial) Says(tests []*framework.Cond, a response.Answer) string {
	said := make([]byte, len(tests))
	for i, c := range tests {
		switch {
		case c.Missing:
			said[i] = 'n'
		case c.Answered:
			said[i] = 'y'
		default:
			said[i] = "nuy"[t.j.word(c, a)]
		}
	}
	return string(said)
}

// Worth is how many halves of a control's weight a result counts for: 2, 1 or 0.
func Worth(r framework.Result) int { return int(2 * worth(r)) }

// Listed are the ids of the APIs a submission lists, known to the register or not, as often as it lists them.
func Listed(f *framework.Framework, s *response.Submission) []string {
	var ids []string
	for _, u := range newJudge(f, s, date.Date{}).used() {
		ids = append(ids, u.api.ID)
	}
	return ids
}
