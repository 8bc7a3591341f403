package target_test

import (
	"slices"
	"testing"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/target"
)

// most is the size of sets up to which everything is tried.
const most = 3

// No smaller set reaches a goal than the sets told, and where none is told, none does: of up to three
// changes, all are tried. The answers tried are listed here from the kinds of the questions and not by the
// package's own inversion, and judged by the assessment of one control at a time, which is all that can
// change where no two controls ask about the same question. That it is so in this edition is held as well.
func TestNoSmallerSetInTheSample(t *testing.T) {
	if testing.Short() {
		t.Skip("tries some hundred thousand combinations")
	}
	f, all := sampleRound(t)
	alone(t, f)
	x := target.New(f, asOf)
	for _, s := range all {
		can := reachable(f, &s)
		for level := 1; level < len(f.Scale); level++ {
			w, err := x.Find(&s, target.Goal{Level: level})
			if err != nil {
				t.Fatal(err)
			}
			told := most + 1
			switch {
			case w.Reached:
				told = 0
			case len(w.Sets) > 0:
				told = len(w.Sets[0].Changes)
			}
			for k := 0; k <= most; k++ {
				if got := anyReaches(f, can, level, k); got != (k >= told) {
					t.Errorf("%s: level %d with up to %d changes: trying all says %v, and %d are told", s.File, level, k, got, told)
				}
			}
		}
	}
}

// steady are the questions whose answers may not change, worked out for this edition: those of no control.
func steady(q framework.Question) bool { return q.Control == "" }

// alone holds that every question that may change is mentioned by its own control only.
func alone(t *testing.T, f *framework.Framework) {
	t.Helper()
	for _, c := range f.Controls {
		for _, id := range c.Applies.Questions() {
			if q, _ := f.Question(id); !steady(q) {
				t.Fatalf("%s decides whether %s applies, and stands under a control", id, c.ID)
			}
		}
		conds := []*framework.Cond{}
		for i := range c.Rules {
			conds = append(conds, c.Rules[i].When)
		}
		for _, q := range c.Questions {
			conds = append(conds, q.ShowIf)
		}
		for _, cond := range conds {
			for _, id := range cond.Questions() {
				if q, _ := f.Question(id); !steady(q) && q.Control != c.ID {
					t.Fatalf("%s asks about %s of another control", c.ID, id)
				}
			}
		}
	}
}

// reach is what one control can come to with up to so many changes.
type reach struct {
	control framework.Control
	applies bool
	best    [most + 1]float64 // part of the weight
}

func reachable(f *framework.Framework, s *response.Submission) []reach {
	var all []reach
	for _, c := range f.Controls {
		one := *f
		one.Controls = []framework.Control{c}
		finding := assess.Assess(&one, s, asOf).Findings[0]
		now := finding.Result
		r := reach{control: c, applies: now != framework.NotApplicable}
		r.best[0] = worth(now)
		tried := *s
		for k := 1; k <= most; k++ {
			r.best[k] = r.best[k-1]
			if r.applies && r.best[k] < 1 {
				try(&one, &tried, c.Questions, finding.Missing, k, &r.best[k])
			}
		}
		all = append(all, r)
	}
	return all
}

func worth(r framework.Result) float64 {
	return map[framework.Result]float64{framework.Met: 1, framework.Partly: 0.5}[r]
}

// try changes exactly k of the questions in every way. What was missing has to be answered for a result to count.
func try(f *framework.Framework, s *response.Submission, questions []framework.Question, missing []string, k int, best *float64) {
	if k == 0 {
		asked := assess.Asked(f, s, asOf)
		for _, id := range missing {
			if _, ok := s.Answers[id]; asked[id] && !ok {
				return
			}
		}
		*best = max(*best, worth(assess.Assess(f, s, asOf).Findings[0].Result))
		return
	}
	for i, q := range questions {
		was, ok := s.Answers[q.ID]
		for _, a := range possible(f, q, was) {
			s.Answers[q.ID] = a
			try(f, s, questions[i+1:], missing, k-1, best)
			if *best == 1 {
				break
			}
		}
		if delete(s.Answers, q.ID); ok && q.Optional && *best < 1 {
			try(f, s, questions[i+1:], missing, k-1, best)
		}
		if ok {
			s.Answers[q.ID] = was
		}
	}
}

// possible are answers of every sort to a question.
func possible(f *framework.Framework, q framework.Question, was response.Answer) []response.Answer {
	var values []response.Value
	switch q.Kind {
	case framework.YesNo, framework.Choice:
		for _, o := range q.Choosable() {
			values = append(values, response.Value{Options: []string{o.ID}})
		}
	case framework.Choices:
		for mask := 1; mask < 1<<len(q.Options); mask++ {
			var v response.Value
			for i, o := range q.Options {
				if mask&(1<<i) != 0 {
					v.Options = append(v.Options, o.ID)
				}
			}
			if !slices.Contains(v.Options, framework.NoneOption) || len(v.Options) == 1 {
				values = append(values, v)
			}
		}
	case framework.Number: // every bound of this edition lies among them, or none is named
		for _, n := range []float64{0, 1, 3, 5, 6, 12, 14, 24, 30, 60, 72, 120, 200} {
			values = append(values, response.Value{Number: n})
		}
	case framework.Day:
		for _, n := range []int{-800, -700, -390, -300, -170, -1, 0, 1, 13, 15, 100} {
			values = append(values, response.Value{Date: asOf.AddDays(n)})
		}
	case framework.Text:
		values = append(values, response.Value{Text: "words"})
	case framework.Rows:
		for _, v := range lists(f, q) {
			values = append(values, v, response.Value{Rows: append(slices.Clone(was.Value.Rows), v.Rows...)})
		}
	}
	evidence := []string{was.Evidence.Text}
	if was.Evidence.Text == "" && q.Evidence != "" {
		evidence = append(evidence, "named")
	}
	var all []response.Answer
	for _, v := range values {
		for _, e := range evidence {
			all = append(all, response.Answer{Value: v, Understood: true, Evidence: response.Field{Text: e}})
		}
	}
	return all
}

// lists are lists of one row and of two, with every column filled in and with every one that may be left out
// empty.
func lists(f *framework.Framework, q framework.Question) []response.Value {
	table, _ := f.Table(q.Table)
	full, bare := map[string]response.Answer{}, map[string]response.Answer{}
	for _, c := range table.Columns {
		a := response.Answer{Understood: true, Value: response.Value{Text: "words"}}
		if all := c.Choosable(); len(all) > 0 {
			a.Value.Options = []string{all[0].ID}
		}
		if full[c.ID] = a; c.Required {
			bare[c.ID] = a
		}
	}
	x, y := response.Row{Cells: full}, response.Row{Cells: bare}
	return []response.Value{{Rows: []response.Row{x}}, {Rows: []response.Row{y}}, {Rows: []response.Row{x, y}}, {Rows: []response.Row{x, x}}}
}

// anyReaches says whether some way to spend up to k changes on the controls passes all gates up to a level.
func anyReaches(f *framework.Framework, can []reach, level, k int) bool {
	spent := make([]int, len(can))
	var next func(from, left int) bool
	next = func(from, left int) bool {
		if passes(f, can, spent, level) {
			return true
		}
		for i := from; i < len(can) && left > 0; i++ {
			for n := 1; n <= left; n++ {
				if can[i].best[n] == can[i].best[n-1] {
					continue
				}
				spent[i] = n
				if next(i+1, left-n) {
					return true
				}
			}
			spent[i] = 0
		}
		return false
	}
	return next(0, k)
}

func passes(f *framework.Framework, can []reach, spent []int, level int) bool {
	for _, g := range f.Gates {
		if g.Level > level {
			continue
		}
		reached, possible := 0.0, 0.0
		for i, r := range can {
			if !r.applies {
				continue
			}
			got := r.best[spent[i]]
			if r.control.Dimension == g.Dimension {
				reached += got * float64(r.control.Weight)
				possible += float64(r.control.Weight)
			}
			for _, n := range g.Need {
				if n.Control == r.control.ID && got < worth(n.Result) {
					return false
				}
			}
		}
		if possible == 0 && g.Score > 0 || possible > 0 && int(reached*100/possible) < g.Score {
			return false
		}
	}
	return true
}
