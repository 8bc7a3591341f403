package assess

import (
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Trial judges a submission while answers are tried in it: put in, judged, taken back. It judges by the
// same rules as Assess and tells results only, so that many answers can be tried in little time. The
// submission itself is not changed.
type Trial struct {
	j     *judge
	rests [][]int // of each question, by place: the positions of the controls that hang on it
	// results are what the rules say of the controls now, "" where nothing is known since the last change.
	results []framework.Result
}

// NewTrial begins with the answers as given.
func NewTrial(f *framework.Framework, s *response.Submission, asOf date.Date) *Trial {
	rules := NewRules(f)
	t := &Trial{j: judgeBy(rules.x, f, s, asOf), rests: make([][]int, len(rules.x.Questions)), results: make([]framework.Result, len(f.Controls))}
	for i := range f.Controls {
		ids, _ := rules.RestsOn(f.Controls[i])
		for _, id := range ids {
			if place := rules.x.Place(id); place >= 0 {
				t.rests[place] = append(t.rests[place], i)
			}
		}
	}
	return t
}

// Of begins anew with another submission. The trial itself is not changed, so that several can begin at once.
func (t *Trial) Of(s *response.Submission) *Trial {
	return &Trial{j: judgeBy(t.j.Index, t.j.f, s, t.j.asOf), rests: t.rests, results: make([]framework.Result, len(t.results))}
}

// End gives up what the trial has worked with, which the next can use. The trial must not be used any more.
func (t *Trial) End() { t.j.leave() }

// Put answers the question at a place; ok is false to leave it empty. The list of APIs used must not be put:
// what follows from it was settled at the beginning.
func (t *Trial) Put(place int, a *response.Answer, ok bool) {
	if a == nil {
		a = &response.Answer{}
	}
	t.j.given[place].put(a, ok)
	clear(t.j.asked)
	for _, control := range t.rests[place] {
		t.results[control] = ""
	}
}

// Restore takes back what was put.
func (t *Trial) Restore(place int) {
	a, ok := t.j.s.Answers[t.j.Questions[place].ID]
	t.Put(place, &a, ok)
}

// Result is what the rules say now of the control at a position.
func (t *Trial) Result(control int) framework.Result {
	r := &t.results[control]
	if *r == "" {
		*r = t.j.result(&t.j.f.Controls[control])
	}
	return *r
}

// result is that of finding alone.
func (j *judge) result(c *framework.Control) framework.Result {
	if c.Applies != nil {
		switch j.holds(c.Applies) {
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
		switch j.holds(r.When) {
		case unknown:
			return framework.NotAssessed
		case yes:
			return r.Result
		}
	}
	panic("control " + c.ID + ": no rule fired: the framework was not linted")
}

// Told says that the answers tell whether the control at a position applies.
func (t *Trial) Told(control int) bool {
	c := &t.j.f.Controls[control]
	return c.Applies == nil || t.j.holds(c.Applies) != unknown
}

// Level is the overall level that the answers now come to, as in Assessment.
func (t *Trial) Level() int {
	f := t.j.f
	found := func(i int) (*framework.Control, framework.Result) { return &f.Controls[i], t.Result(i) }
	lowest := len(f.Scale) - 1
	for i := range f.Dimensions {
		lowest = min(lowest, level(f, f.Dimensions[i].ID, len(f.Controls), found).Level)
	}
	return lowest
}

// Asked says whether the question at a place is asked of the product, by the answers now.
func (t *Trial) Asked(place int) bool { return t.j.shown(place) == yes }

// Answered says that the question at a place has an answer that counts now.
func (t *Trial) Answered(place int) bool { return t.j.answer(place).there }

// Open lists the unanswered questions that leave the control at a position open, as Finding.Missing does.
func (t *Trial) Open(control int) []string {
	c := &t.j.f.Controls[control]
	if c.Applies != nil {
		switch t.j.holds(c.Applies) {
		case no:
			return nil
		case unknown:
			return t.j.missing(c.Applies)
		}
	}
	for i := range c.Rules {
		if c.Rules[i].When == nil {
			break
		}
		switch t.j.holds(c.Rules[i].When) {
		case unknown:
			return t.j.missing(conditions(c.Rules[:i+1])...)
		case yes:
			return nil
		}
	}
	return nil
}

// Says tells what tests make of one answer that is there, a letter each: y yes, n no, u unknown. Answers
// of which the same is said cannot be told apart by conditions made of these tests.
func (t *Trial) Says(tests []*framework.Cond, a *response.Answer) string {
	var room [32]byte
	said := room[:min(len(tests), len(room))]
	if len(tests) > len(room) {
		said = make([]byte, len(tests))
	}
	var g given
	g.put(a, true)
	for i, c := range tests {
		switch {
		case c.Missing:
			said[i] = 'n'
		case c.Answered:
			said[i] = 'y'
		default:
			said[i] = "nuy"[t.j.word(c, &g)]
		}
	}
	return string(said)
}

// Worth is how many halves of a control's weight a result counts for: 2, 1 or 0.
func Worth(r framework.Result) int { return int(2 * worth(r)) }

// Listed is Listed of the submission.
func (t *Trial) Listed() []string {
	var ids []string
	for _, u := range t.j.used {
		ids = append(ids, u.api.ID)
	}
	return ids
}

// Listed are the ids of the APIs a submission lists, known to the register or not, as often as it lists them.
func Listed(f *framework.Framework, s *response.Submission) []string {
	return (&Trial{j: &judge{used: uses(f, s)}}).Listed()
}
