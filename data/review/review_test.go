package review_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/response"
	. "opframe/data/review"
	"opframe/data/sample"
	"opframe/data/workbook"
)

var asOf = date.Date{Year: 2017, Month: 10, Day: 31}

func day(month, d int) date.Date {
	return date.Of(date.Date{Year: 2017, Month: 1, Day: 1}.AddMonths(month - 1).AddDays(d - 1).Time())
}

// given is one product of the sample round, read and assessed.
type given struct {
	f *framework.Framework
	s response.Submission
	a assess.Assessment
}

// sampleFiles is the sample round, made once.
var sampleFiles = sync.OnceValues(sample.Files)

// harbour has findings of every kind and six APIs, one of them rated 4.
func harbour(t testing.TB) given {
	t.Helper()
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	l, err := workbook.LoadLayout(f)
	if err != nil {
		t.Fatal(err)
	}
	files, err := sampleFiles()
	if err != nil {
		t.Fatal(err)
	}
	const name = "harbour-ledger.xlsx"
	s, err := workbook.Read(name, []workbook.File{{Name: name, Data: files["responses/"+name]}}, []workbook.Edition{{Framework: f, Layout: l}})
	if err != nil {
		t.Fatal(err)
	}
	return given{f, s, assess.Assess(f, &s, asOf)}
}

func (g given) finding(t testing.TB, control string) assess.Finding {
	t.Helper()
	for _, x := range g.a.Findings {
		if x.Control.ID == control {
			return x
		}
	}
	t.Fatalf("the framework has no control %q", control)
	return assess.Finding{}
}

// decision is a whole one, on what is so now.
func (g given) decision(t testing.TB, control string, c Choice, r framework.Result) Decision {
	return Decision{Control: control, Basis: BasisOf(g.f, &g.s, g.finding(t, control)), Choice: c, Result: r, Reason: "Seen on site.",
		Explanation: "We saw it on site.", Reviewer: "Callum Pritchard", On: day(10, 20), Place: response.Cell{File: "r.xlsx", Sheet: "Findings", Ref: "G9"}}
}

func (g given) ruling(t testing.TB, api string, v Verdict) Ruling {
	t.Helper()
	for _, o := range g.a.APIs {
		if o.API.ID == api {
			return Ruling{API: api, Basis: OutcomeBasis(o), Verdict: v, Conditions: "Two people release each batch.", By: "Callum Pritchard", On: day(10, 25),
				Place: response.Cell{File: "r.xlsx", Sheet: "Outcomes", Ref: "E7"}}
		}
	}
	t.Fatalf("the product uses no API %q", api)
	return Ruling{}
}

func TestDecisionsAreLaidOver(t *testing.T) {
	g := harbour(t)
	tests := []struct {
		name   string
		change func(*Decision)
		state  State
		counts framework.Result
		told   string // of the problem, "" for none
	}{
		{"an override in force counts", func(*Decision) {}, InForce, framework.Met, ""},
		{"agreement leaves the result", func(d *Decision) { d.Choice = Agree }, InForce, framework.Partly, ""},
		{"a question leaves it as well", func(d *Decision) { d.Choice = Ask }, Asked, framework.Partly, ""},
		{"without a reason it does not count", func(d *Decision) { d.Reason = "" }, Unusable, framework.Partly, "the override has no reason"},
		{"agreement needs none", func(d *Decision) { d.Choice, d.Reason = Agree, "" }, InForce, framework.Partly, ""},
		{"without a name it does not count", func(d *Decision) { d.Reviewer = "" }, Unusable, framework.Partly, "does not say who decided"},
		{"without a date it does not count", func(d *Decision) { d.On = date.Date{} }, Unusable, framework.Partly, "has no date"},
		{"from the future it does not count", func(d *Decision) { d.On = day(11, 1) }, Unusable, framework.Partly, "after the day of the round"},
		{"on its last day it counts", func(d *Decision) { d.Until = asOf }, InForce, framework.Met, ""},
		{"the day after it has lapsed", func(d *Decision) { d.Until = asOf.AddDays(-1) }, Lapsed, framework.Partly, ""},
		{"on other ground it is set aside", func(d *Decision) { d.Basis = "0000000000000000" }, Stale, framework.Partly, "set aside"},
		{"a question without words is none", func(d *Decision) { d.Choice, d.Explanation = Ask, "" }, Unusable, framework.Partly, "not written down"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := g.decision(t, "user-sessions", Override, framework.Met)
			test.change(&d)
			r := Lay(g.f, &g.s, g.a, &Book{Decisions: []Decision{d}})
			f := find(t, r, "user-sessions")
			if f.State != test.state || f.Result != test.counts || f.Machine.Result != framework.Partly {
				t.Errorf("got %s, %q counts beside the machine's %q; want %s and %q beside %q", f.State, f.Result, f.Machine.Result, test.state, test.counts, framework.Partly)
			}
			if got := problems(r); test.told == "" && got != "" || !strings.Contains(got, test.told) {
				t.Errorf("the problems are %q, want %q", got, test.told)
			}
			if (test.state == Stale) != (len(r.Again) == 1) {
				t.Errorf("%d decisions are to be looked at again", len(r.Again))
			}
		})
	}
}

func find(t testing.TB, r Reviewed, control string) Finding {
	t.Helper()
	for _, f := range r.Findings {
		if f.Machine.Control.ID == control {
			return f
		}
	}
	t.Fatalf("no finding on %s", control)
	return Finding{}
}

func problems(r Reviewed) string {
	var all []string
	for _, p := range r.Problems {
		all = append(all, p.String())
	}
	return strings.Join(all, "\n")
}

// Of two decisions on what is so now the later one counts, whichever stands first.
func TestTheLaterDecisionCounts(t *testing.T) {
	g := harbour(t)
	early, late := g.decision(t, "user-sessions", Override, framework.Met), g.decision(t, "user-sessions", Override, framework.NotMet)
	late.On = early.On.AddDays(1)
	for _, book := range []*Book{{Decisions: []Decision{early, late}}, {Decisions: []Decision{late, early}}} {
		if f := find(t, Lay(g.f, &g.s, g.a, book), "user-sessions"); f.Result != framework.NotMet {
			t.Errorf("%q counts, want the later decision's %q", f.Result, framework.NotMet)
		}
	}
}

// Overrides move levels and outcomes; the machine's own stay as they were.
func TestOverridesMoveTheLevel(t *testing.T) {
	g := harbour(t)
	r := Lay(g.f, &g.s, g.a, &Book{Decisions: []Decision{g.decision(t, "registration", Override, framework.NotMet)}})
	if r.Decided.Level != 0 || r.Machine.Level != g.a.Level || g.a.Level == 0 {
		t.Errorf("level %d decided, %d by the machine; want 0 and %d", r.Decided.Level, r.Machine.Level, g.a.Level)
	}
	for _, a := range r.APIs {
		if a.Recommended.Known && a.Recommended.Outcome.Access {
			t.Errorf("%s is recommended at level 0", a.Recommended.API.ID)
		}
	}
}

func TestOutcomes(t *testing.T) {
	g := harbour(t)
	// AS.0004.lodge is rated 3 and recommended; AS.0004.prefill is rated 4 and recommended with conditions.
	tests := []struct {
		name, api string
		verdict   Verdict
		change    func(*Ruling)
		state     State
		told      string
	}{
		{"as recommended one signature is enough", "AS.0004.lodge", Granted, nil, InForce, ""},
		{"less than recommended too", "AS.0004.lodge", NotGranted, nil, InForce, ""},
		{"rated 4 needs a second", "AS.0004.prefill", GrantedWithConditions, nil, Waiting, "rated 4, so its outcome needs a second signature"},
		{"rated 4 needs one to refuse as well", "AS.0004.prefill", NotGranted, nil, Waiting, "second signature"},
		{"rated 4 with a second", "AS.0004.prefill", GrantedWithConditions, func(r *Ruling) { r.Second = "Ngaio Petersen" }, InForce, ""},
		{"the same name twice", "AS.0004.prefill", GrantedWithConditions, func(r *Ruling) { r.Second = "callum  PRITCHARD" }, Unusable, "stands for both signatures"},
		{"the same name twice where one is enough", "AS.0004.lodge", Granted, func(r *Ruling) { r.Second = r.By }, Unusable, "stands for both signatures"},
		{"conditions must be written down", "AS.0004.lodge", GrantedWithConditions, func(r *Ruling) { r.Conditions = "" }, Unusable, "they are not written down"},
		{"nobody decided", "AS.0004.lodge", Granted, func(r *Ruling) { r.By = "" }, Unusable, "does not say who decided"},
		{"no date", "AS.0004.lodge", Granted, func(r *Ruling) { r.On = date.Date{} }, Unusable, "has no date"},
		{"lapsed", "AS.0004.lodge", Granted, func(r *Ruling) { r.Until = asOf.AddDays(-1) }, Lapsed, ""},
		{"another recommendation since", "AS.0004.lodge", Granted, func(r *Ruling) { r.Basis = "0" }, Stale, "set aside"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ruling := g.ruling(t, test.api, test.verdict)
			if test.change != nil {
				test.change(&ruling)
			}
			r := Lay(g.f, &g.s, g.a, &Book{Rulings: []Ruling{ruling}})
			for _, a := range r.APIs {
				if a.Recommended.API.ID == test.api && a.State != test.state {
					t.Errorf("it is %s, want %s", a.State, test.state)
				}
				if a.Recommended.API.ID == test.api && a.Access() != (test.state == InForce && test.verdict.Access()) {
					t.Errorf("access is %v while it is %s", a.Access(), a.State)
				}
			}
			if got := problems(r); test.told == "" && got != "" || !strings.Contains(got, test.told) {
				t.Errorf("the problems are %q, want %q", got, test.told)
			}
		})
	}
}

// Better than recommended needs a second person, at any rating.
func TestBetterThanRecommendedNeedsASecond(t *testing.T) {
	g := harbour(t)
	d := g.decision(t, "registration", Override, framework.NotMet) // so that nothing is recommended
	laid := Lay(g.f, &g.s, g.a, &Book{Decisions: []Decision{d}})
	var ruling Ruling
	for _, a := range laid.APIs {
		if a.Recommended.API.ID == "ABR.0001.view" {
			ruling = Ruling{API: a.Recommended.API.ID, Basis: a.Basis, Verdict: Granted, By: "A", On: asOf}
		}
	}
	for second, want := range map[string]State{"": Waiting, "B": InForce, "a": Unusable} {
		ruling.Second = second
		r := Lay(g.f, &g.s, g.a, &Book{Decisions: []Decision{d}, Rulings: []Ruling{ruling}})
		for _, a := range r.APIs {
			if a.Recommended.API.ID == ruling.API && a.State != want {
				t.Errorf("signed by A and %q it is %s, want %s", second, a.State, want)
			}
		}
	}
}

// Obligations come with what is granted, and count from the day of the decision.
func TestObligationsComeWithGrants(t *testing.T) {
	g := harbour(t)
	if n := len(Lay(g.f, &g.s, g.a, nil).Obligations); n != 0 {
		t.Errorf("%d obligations before anything is granted", n)
	}
	ruling := g.ruling(t, "AS.0004.prefill", GrantedWithConditions)
	ruling.Second = "B"
	r := Lay(g.f, &g.s, g.a, &Book{Rulings: []Ruling{ruling}})
	for _, o := range r.Obligations {
		if o.ID == "monitor-transaction-joint" && o.Due == ruling.On.AddDays(60) {
			return
		}
	}
	t.Errorf("no review of the first month 60 days after %s among %d obligations", ruling.On, len(r.Obligations))
}

// The digest changes with everything the reviewer saw and with nothing else.
func TestBasisFollowsWhatWasSeen(t *testing.T) {
	const control = "user-sessions"
	g := harbour(t)
	x := g.finding(t, control)
	before := BasisOf(g.f, &g.s, x)
	q := x.Said(&g.s)[0].Question.ID
	changed := map[string]func(*response.Answer){
		"words":    func(a *response.Answer) { a.Raw += "!" },
		"remark":   func(a *response.Answer) { a.Comment.Text += " and more" },
		"evidence": func(a *response.Answer) { a.Evidence.Text = "another" },
	}
	for what, change := range changed {
		s := g.s
		s.Answers = map[string]response.Answer{}
		for id, a := range g.s.Answers {
			if id == q {
				change(&a)
			}
			s.Answers[id] = a
		}
		if BasisOf(g.f, &s, x) == before {
			t.Errorf("other %s give the same digest", what)
		}
	}
	other := x
	other.Reason += "."
	if BasisOf(g.f, &g.s, other) == before {
		t.Error("another reason of the rule gives the same digest")
	}
	other = x
	other.Result = framework.Met
	if BasisOf(g.f, &g.s, other) == before {
		t.Error("another result gives the same digest")
	}
	s := g.s
	s.File, s.SHA256 = "other.xlsx", "0"
	s.Answers = map[string]response.Answer{}
	for id, a := range g.s.Answers {
		a.Cell = response.Cell{File: "other.xlsx", Sheet: "Elsewhere", Ref: fmt.Sprintf("Z%d", len(s.Answers)+1)}
		if question, _ := g.f.Question(id); question.Control != control {
			a.Raw += " changed"
		}
		s.Answers[id] = a
	}
	if BasisOf(g.f, &s, x) != before {
		t.Error("moved answers and changes elsewhere give another digest")
	}
}
