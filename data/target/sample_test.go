package target_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/response"
	"opframe/data/sample"
	"opframe/data/target"
	"opframe/data/workbook"
)

var asOf = date.Date{Year: 2017, Month: 10, Day: 31}

// round is what can be read of the sample round, in answers to interim@1.0.
var round = sync.OnceValues(func() ([]response.Submission, error) {
	files, err := sample.Files()
	if err != nil {
		return nil, err
	}
	var known []workbook.Edition
	for _, name := range []string{"interim@1.0", "interim@0.8"} {
		f, err := frameworks.Find(name)
		if err != nil {
			return nil, err
		}
		layout, err := workbook.LoadLayout(f)
		if err != nil {
			return nil, err
		}
		known = append(known, workbook.Edition{Framework: f, Layout: layout})
	}
	var names []string
	for name := range files {
		if path.Dir(name) == "responses" {
			names = append(names, path.Base(name))
		}
	}
	slices.Sort(names)
	var all []response.Submission
	for _, set := range workbook.Group(names, known) {
		var of []workbook.File
		for _, name := range set.Files {
			of = append(of, workbook.File{Name: name, Data: files["responses/"+name]})
		}
		s, err := workbook.Read(set.Name, of, known)
		if err != nil {
			continue // one of the sample cannot be read, on purpose
		}
		if s.Framework != "interim@1.0" {
			if s, err = assess.Carry(known[0].Framework, known[1].Framework, s); err != nil {
				return nil, err
			}
		}
		all = append(all, s)
	}
	return all, nil
})

func sampleRound(t testing.TB) (*framework.Framework, []response.Submission) {
	t.Helper()
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	all, err := round()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("the sample round has %d submissions that can be read, want 20 at least", len(all))
	}
	return f, all
}

// goals are all levels of the scale and all APIs of the submission.
func goals(f *framework.Framework, s *response.Submission) []target.Goal {
	var all []target.Goal
	for level := 1; level < len(f.Scale); level++ {
		all = append(all, target.Goal{Level: level})
	}
	for _, id := range assess.Listed(f, s) {
		if _, ok := f.API(id); ok {
			all = append(all, target.Goal{API: id})
		}
	}
	return all
}

// gets says whether a submission is where a goal wants it, by nothing but the assessment.
func gets(f *framework.Framework, s response.Submission, g target.Goal) bool {
	a := assess.Assess(f, &s, asOf)
	for _, o := range a.APIs {
		if g.API == o.API.ID {
			return o.Outcome.Access
		}
	}
	return g.API == "" && a.Level >= g.Level
}

// whole says that of the controls a set changes, those that could not be assessed before have everything answered
// now that was missing: a result that leaves that out is not told as a way.
func whole(f *framework.Framework, before, after *response.Submission, set target.Set) bool {
	asked := assess.Asked(f, after, asOf)
	for _, x := range assess.Assess(f, before, asOf).Findings {
		if !slices.ContainsFunc(set.Changes, func(c target.Change) bool { return c.Control.ID == x.Control.ID }) {
			continue
		}
		for _, id := range x.Missing {
			if _, ok := after.Answers[id]; asked[id] && !ok {
				return false
			}
		}
	}
	return true
}

// Every set, applied, reaches what it says, and none of its changes can be left out.
func TestSetsOfTheSampleReachTheirGoals(t *testing.T) {
	f, all := sampleRound(t)
	x := target.New(f, asOf)
	sets := 0
	for _, s := range all {
		for _, g := range goals(f, &s) {
			w, err := x.Find(&s, g)
			if err != nil {
				t.Fatal(err)
			}
			api, _ := f.API(g.API)
			if w.Reached != gets(f, s, g) && api.Availability != "retired" {
				t.Errorf("%s: %+v is said to be reached: %v", s.File, g, w.Reached)
			}
			if !w.Reached && (len(w.Sets) == 0) != (w.Why != "") || len(w.Sets) > 5 {
				t.Errorf("%s: %+v has %d sets and the reason %q", s.File, g, len(w.Sets), w.Why)
			}
			seen := map[string]bool{}
			for _, set := range w.Sets {
				sets++
				if after := set.Apply(s); !gets(f, after, g) || !whole(f, &s, &after, set) {
					t.Errorf("%s: %+v is not reached by %v", s.File, g, words(set))
				}
				if seen[words(set)] || len(set.Changes) != len(w.Sets[0].Changes) || set.Effort < w.Sets[0].Effort {
					t.Errorf("%s: %+v: %v stands twice, or is larger than the first", s.File, g, words(set))
				}
				seen[words(set)] = true
				for i := range set.Changes {
					less := target.Set{Changes: slices.Delete(slices.Clone(set.Changes), i, i+1)}
					if after := less.Apply(s); gets(f, after, g) && whole(f, &s, &after, set) {
						t.Errorf("%s: %+v is reached by %v without its change %d", s.File, g, words(set), i+1)
					}
				}
			}
		}
	}
	if sets < 100 {
		t.Errorf("the sample round has %d sets, too few to show anything", sets)
	}
}

// Each answer that is said to do does, whichever is taken of the other changes.
func TestEveryAnswerToldWillDo(t *testing.T) {
	f, all := sampleRound(t)
	x := target.New(f, asOf)
	for _, s := range all {
		for _, g := range goals(f, &s) {
			w, err := x.Find(&s, g)
			if err != nil {
				t.Fatal(err)
			}
			for _, set := range w.Sets[:min(1, len(w.Sets))] {
				for i, c := range set.Changes {
					for _, to := range c.To {
						other := target.Set{Changes: slices.Clone(set.Changes)}
						other.Changes[i].To = []target.To{to}
						for k := range other.Changes { // the last of every other change
							if n := len(other.Changes[k].To); k != i {
								other.Changes[k].To = other.Changes[k].To[n-1:]
							}
						}
						if !gets(f, other.Apply(s), g) {
							t.Errorf("%s: %+v is not reached by %v with %s = %s", s.File, g, words(set), c.Question.ID, to.Answer.Raw)
						}
					}
				}
			}
		}
	}
}

func words(set target.Set) string {
	var all []string
	for _, c := range set.Changes {
		one := c.Question.ID
		for _, to := range c.To {
			one += fmt.Sprintf(" %v %s %v", to.Options, to.Answer.Raw, to.Evidence)
		}
		all = append(all, one)
	}
	return strings.Join(all, "; ")
}

func BenchmarkAhead(b *testing.B) {
	f, all := sampleRound(b)
	x := target.New(f, asOf)
	for b.Loop() {
		for i := range all {
			x.Ahead(&all[i])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(all)), "µs/product")
}

func BenchmarkAssess(b *testing.B) {
	f, all := sampleRound(b)
	for b.Loop() {
		for i := range all {
			assess.Assess(f, &all[i], asOf)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(all)), "µs/product")
}
