package compare_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"opframe/data/assess"
	"opframe/data/compare"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/sample"
	"opframe/data/workbook"
)

// sampled are the submissions of the sample round and of the round before it, by product and read once.
type sampled struct {
	now, before *framework.Framework
	rounds      [2]map[string]response.Submission // the round, and the round before carried over
}

var read = sync.OnceValues(func() (*sampled, error) {
	files, err := sample.Files()
	if err != nil {
		return nil, err
	}
	dir := fstest.MapFS{}
	for name, data := range files {
		dir[name] = &fstest.MapFile{Data: data}
	}
	var known []workbook.Edition
	for _, name := range []string{"interim@1.0", "interim@0.8"} {
		f, err := frameworks.Find(name)
		if err != nil {
			return nil, err
		}
		l, err := workbook.LoadLayout(f)
		if err != nil {
			return nil, err
		}
		known = append(known, workbook.Edition{Framework: f, Layout: l})
	}
	s := &sampled{now: known[0].Framework, before: known[1].Framework}
	for i, at := range []string{".", "previous"} {
		s.rounds[i] = map[string]response.Submission{}
		below, err := dir.Sub(at)
		if err != nil {
			return nil, err
		}
		r, err := round.Load(at, below)
		if err != nil {
			return nil, err
		}
		var names []string
		for _, p := range r.Responses {
			names = append(names, path.Base(p))
		}
		for _, set := range workbook.Group(names, known) {
			var of []workbook.File
			for _, name := range set.Files {
				of = append(of, workbook.File{Name: name, Data: files[path.Join(at, "responses", name)]})
			}
			x, err := workbook.Read(set.Name, of, known)
			if err != nil || x.ProductID.Text == "" {
				continue // the sample has one that is damaged on purpose
			}
			if x.Framework == s.before.Ref() {
				if x, err = assess.Carry(s.now, s.before, x); err != nil {
					return nil, err
				}
			}
			s.rounds[i][x.ProductID.Text] = x
		}
	}
	return s, nil
})

func sampleRounds(t testing.TB) *sampled {
	t.Helper()
	s, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var asOf = date.Date{Year: 2017, Month: 10, Day: 31}

func side(f *framework.Framework, s response.Submission, on date.Date) compare.Side {
	x := compare.Side{Framework: f, Submission: s, Assessment: assess.Assess(f, &s, on), Received: true,
		Origin: compare.Origin{Product: compare.Named{ID: "p", Name: "P"}, Framework: f.Ref(), AsOf: on, File: s.File}}
	r := assess.Check(f, &s, on)
	x.Problems, x.Errors = len(r.Problems), r.Errors()
	return x
}

// copied is a submission of which the answers can be changed without changing the sample.
func copied(s response.Submission) response.Submission {
	s.Answers = maps.Clone(s.Answers)
	return s
}

// choose answers a question with options.
func choose(t *testing.T, f *framework.Framework, s *response.Submission, question string, options ...string) {
	t.Helper()
	q, ok := f.Question(question)
	if !ok {
		t.Fatalf("there is no question %s", question)
	}
	a := s.Answers[question]
	a.Understood, a.Value = true, response.Value{Options: options}
	var labels []string
	for _, o := range q.Choosable() {
		if slices.Contains(options, o.ID) {
			labels = append(labels, o.Label)
		}
	}
	if len(labels) != len(options) {
		t.Fatalf("%s has not all of %v", question, options)
	}
	a.Raw = strings.Join(labels, ", ")
	s.Answers[question] = a
}

// edited is a framework that can be changed without changing the one embedded.
func edited(f *framework.Framework) *framework.Framework {
	g := *f
	g.Controls = slices.Clone(f.Controls)
	for i := range g.Controls {
		g.Controls[i].Rules = slices.Clone(f.Controls[i].Rules)
	}
	g.APIs = slices.Clone(f.APIs)
	g.Gates = slices.Clone(f.Gates)
	g.Matrix = slices.Clone(f.Matrix)
	return &g
}

// told is the reason of one finding or outcome in short: causes joined by + within a set, sets by |.
func told(r compare.Reason) string {
	var sets []string
	for _, set := range r.Sets {
		var causes []string
		for _, c := range set {
			s := string(c.Kind)
			if c.Answer != nil {
				s += " " + c.Answer.Question
			}
			causes = append(causes, s)
		}
		slices.Sort(causes)
		sets = append(sets, strings.Join(causes, " + "))
	}
	return strings.Join(sets, " | ")
}

func findingOf(t *testing.T, c compare.Comparison, control string) compare.Finding {
	t.Helper()
	i := slices.IndexFunc(c.Findings, func(f compare.Finding) bool { return f.Control == control })
	if i < 0 {
		t.Fatalf("%s should differ; these do: %v", control, brief(c))
	}
	return c.Findings[i]
}

func brief(c compare.Comparison) (all []string) {
	for _, f := range c.Findings {
		all = append(all, fmt.Sprintf("%s: %s to %s: %s because of %s", f.Control, f.Old.Result, f.New.Result, f.Kind, told(f.Reason)))
	}
	return all
}

// Where one ingredient differs, and where two do, the cause of each finding is that and nothing else.
func TestCausesOfFindings(t *testing.T) {
	all := sampleRounds(t)
	f := all.now
	for _, c := range []struct {
		name    string
		change  func(old, now *compare.Side)
		control string
		kind    compare.Kind
		why     string
	}{
		{"an answer", func(_, now *compare.Side) { choose(t, f, &now.Submission, "P20", "unlimited") },
			"user-mfa", compare.Worse, "answer changed P20"},
		{"two answers, each of which is enough", func(_, now *compare.Side) {
			choose(t, f, &now.Submission, "P18", "some")
			choose(t, f, &now.Submission, "P20", "unlimited")
		}, "user-mfa", compare.Worse, "answer changed P18 | answer changed P20"},
		{"an answer and one that moves nothing", func(_, now *compare.Side) {
			choose(t, f, &now.Submission, "P20", "unlimited")
			choose(t, f, &now.Submission, "P21", "no")
		}, "user-mfa", compare.Worse, "answer changed P20"},
		{"two answers that do it only together", func(old, _ *compare.Side) {
			choose(t, f, &old.Submission, "P18", "some")
			choose(t, f, &old.Submission, "P20", "unlimited")
		}, "user-mfa", compare.Improved, "answer changed P18 + answer changed P20"},
		{"an answer withdrawn", func(_, now *compare.Side) { delete(now.Submission.Answers, "P20") },
			"user-mfa", compare.Worse, "answer changed P20"},
		{"evidence withdrawn", func(_, now *compare.Side) {
			a := now.Submission.Answers["P40"]
			a.Evidence = response.Field{}
			now.Submission.Answers["P40"] = a
		}, "audit-log", compare.Worse, "evidence added or withdrawn P40"},
		{"evidence added", func(old, _ *compare.Side) {
			a := old.Submission.Answers["P40"]
			a.Evidence = response.Field{}
			old.Submission.Answers["P40"] = a
		}, "audit-log", compare.Improved, "evidence added or withdrawn P40"},
		{"a day passed", func(_, now *compare.Side) { now.AsOf = asOf.AddMonths(30) },
			"certification", compare.Worse, "evidence expired"},
		{"a rule", func(_, now *compare.Side) {
			now.Framework = edited(f)
			rule(now.Framework, "user-mfa", 3).Result = framework.Partly
		}, "user-mfa", compare.Worse, "rule changed"},
		{"a rule and an answer, each of which is enough", func(_, now *compare.Side) {
			now.Framework = edited(f)
			rule(now.Framework, "user-mfa", 3).Result = framework.Partly
			choose(t, f, &now.Submission, "P20", "unlimited")
		}, "user-mfa", compare.Worse, "answer changed P20 | rule changed"},
		{"API ratings", func(_, now *compare.Side) {
			now.Framework = edited(f)
			for i := range now.Framework.APIs {
				now.Framework.APIs[i].Rating = "1"
			}
		}, "monitoring-transaction", compare.Improved, "API rating changed"},
		{"a decision", func(_, now *compare.Side) {
			now.Decided.Findings = map[string]compare.Decision{"user-mfa": {Result: framework.NotMet, Key: "k"}}
		}, "user-mfa", compare.Worse, "reviewer decided"},
		{"a decision that lapsed", func(old, _ *compare.Side) {
			old.Decided.Findings = map[string]compare.Decision{"user-mfa": {Result: framework.NotMet, Key: "k"}}
		}, "user-mfa", compare.Improved, "reviewer decided"},
		{"a decision hides what an answer would have done", func(old, now *compare.Side) {
			old.Decided.Findings = map[string]compare.Decision{"user-mfa": {Result: framework.Partly}}
			choose(t, f, &now.Submission, "P20", "unlimited")
			choose(t, f, &now.Submission, "P18", "none")
		}, "user-mfa", compare.Worse, "answer changed P18 + reviewer decided"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := all.rounds[0]["harbour-ledger"]
			old, now := side(f, copied(s), asOf), side(f, copied(s), asOf)
			c.change(&old, &now)
			rejudge(&old, &now)
			got := compare.Of(&old, &now)
			x := findingOf(t, got, c.control)
			if x.Kind != c.kind || told(x.Reason) != c.why {
				t.Errorf("%s is %s because of %q, want %s because of %q (%s to %s)", c.control, x.Kind, told(x.Reason), c.kind, c.why, x.Old.Result, x.New.Result)
			}
			mirrored(t, old, now)
		})
	}
}

func rule(f *framework.Framework, control string, n int) *framework.Rule {
	for i := range f.Controls {
		if f.Controls[i].ID == control {
			return &f.Controls[i].Rules[n-1]
		}
	}
	panic("no control " + control)
}

// rejudge assesses both sides after they were changed.
func rejudge(sides ...*compare.Side) {
	for _, s := range sides {
		s.Assessment = assess.Assess(s.Framework, &s.Submission, s.AsOf)
	}
}

// The other way round, what improved got worse and what got worse improved.
func mirrored(t *testing.T, old, now compare.Side) {
	t.Helper()
	mirror := map[compare.Kind]compare.Kind{compare.Improved: compare.Worse, compare.Worse: compare.Improved, compare.New: compare.Gone, compare.Gone: compare.New}
	of := func(k compare.Kind) compare.Kind {
		if m, ok := mirror[k]; ok {
			return m
		}
		return k
	}
	a, b := compare.Of(&old, &now), compare.Of(&now, &old)
	if b.Kind != of(a.Kind) {
		t.Errorf("forwards it is %s, backwards %s", a.Kind, b.Kind)
	}
	if b.Level.Kind != of(a.Level.Kind) {
		t.Errorf("the level is %s forwards, %s backwards", a.Level.Kind, b.Level.Kind)
	}
	if len(a.Findings) != len(b.Findings) {
		t.Fatalf("%d findings differ forwards, %d backwards", len(a.Findings), len(b.Findings))
	}
	for _, f := range a.Findings {
		if g := findingOf(t, b, f.Control); g.Kind != of(f.Kind) {
			t.Errorf("%s is %s forwards, %s backwards", f.Control, f.Kind, g.Kind)
		}
	}
	for i, d := range a.Dimensions {
		if b.Dimensions[i].Kind != of(d.Kind) {
			t.Errorf("%s is %s forwards, %s backwards", d.ID, d.Kind, b.Dimensions[i].Kind)
		}
	}
}

// What moved a level or an outcome is named too: findings, gates, ratings, the matrix, decisions.
func TestCausesOfLevelsAndOutcomes(t *testing.T) {
	all := sampleRounds(t)
	f := all.now
	for _, c := range []struct {
		name   string
		change func(now *compare.Side)
		levels string // the dimensions that moved the level, and what moved them
		api    string // of AS.0004.prefill
	}{
		{"a finding", func(now *compare.Side) { choose(t, f, &now.Submission, "P20", "unlimited") },
			"worse 3 to 2: product by user-mfa", "worse by level"},
		{"gates", func(now *compare.Side) {
			now.Framework = edited(f)
			for i := range now.Framework.Gates {
				now.Framework.Gates[i].Score = 0
				if g := &now.Framework.Gates[i]; g.Level == 4 {
					g.Score, g.Need = 100, nil
				} else if g.Level == 3 && g.Dimension == "environment" {
					g.Score = 99
				}
			}
		}, "worse 3 to 2: environment by rule changed", "worse by level"},
		{"a rating", func(now *compare.Side) {
			now.Framework = edited(f)
			for i := range now.Framework.APIs {
				if a := &now.Framework.APIs[i]; a.ID == "AS.0004.prefill" {
					a.Rating = "3"
				}
			}
		}, "unchanged 3 to 3", "improved API rating changed"},
		{"the matrix", func(now *compare.Side) {
			now.Framework = edited(f)
			for i := range now.Framework.Matrix {
				if m := &now.Framework.Matrix[i]; m.Rating == "4" {
					m.Outcomes = slices.Clone(m.Outcomes)
					m.Outcomes[3] = m.Outcomes[0]
				}
			}
		}, "unchanged 3 to 3", "worse rule changed"},
		{"a decision", func(now *compare.Side) {
			now.Decided.APIs = map[string]compare.Granted{"AS.0004.prefill": {Outcome: "access"}}
			if _, ok := f.Outcome("access"); !ok {
				now.Decided.APIs["AS.0004.prefill"] = compare.Granted{Outcome: best(f)}
			}
		}, "unchanged 3 to 3", "improved reviewer decided"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := all.rounds[0]["harbour-ledger"]
			old, now := side(f, copied(s), asOf), side(f, copied(s), asOf)
			c.change(&now)
			rejudge(&old, &now)
			got := compare.Of(&old, &now)
			if l := levelTold(got); l != c.levels {
				t.Errorf("the level is %q, want %q", l, c.levels)
			}
			i := slices.IndexFunc(got.APIs, func(a compare.API) bool { return a.ID == "AS.0004.prefill" })
			if i < 0 {
				t.Fatalf("AS.0004.prefill should differ: %v", got.APIs)
			}
			a := got.APIs[i]
			api := string(a.Kind) + " " + told(a.Reason)
			if a.ByLevel {
				api = string(a.Kind) + " by level" + told(a.Reason)
			}
			if api != c.api {
				t.Errorf("the outcome is %q, want %q", api, c.api)
			}
		})
	}
}

func best(f *framework.Framework) string {
	return slices.MinFunc(f.Outcomes, func(a, b framework.Outcome) int { return a.Rank - b.Rank }).ID
}

func levelTold(c compare.Comparison) string {
	s := fmt.Sprintf("%s %d to %d", c.Level.Kind, c.Level.Old.Level, c.Level.New.Level)
	for _, d := range c.Dimensions {
		if slices.Contains(c.Level.Dimensions, d.ID) {
			s += ": " + d.ID + " by " + strings.Join(d.Controls(), ", ") + told(d.Gates)
		}
	}
	return s
}

// A product compared with itself is unchanged, with the newer day of assessment as well as without.
func TestSameIsUnchanged(t *testing.T) {
	all := sampleRounds(t)
	for i, r := range all.rounds {
		for _, id := range slices.Sorted(maps.Keys(r)) {
			a, b := side(all.now, r[id], asOf), side(all.now, copied(r[id]), asOf)
			c := compare.Of(&a, &b)
			if c.Kind != compare.Unchanged || len(c.Findings)+len(c.APIs)+len(c.Answers)+len(c.Come)+len(c.Gone)+len(c.Causes) > 0 {
				t.Errorf("round %d: %s compared with itself is %s: %v", i, id, c.Kind, brief(c))
			}
		}
	}
}

// Answers exchanged at random: every finding that differs has a cause, applying the causes of a set alone
// gives the newer result, and swapping the sides mirrors what is said.
func TestRandomChanges(t *testing.T) {
	all := sampleRounds(t)
	rnd := rand.New(rand.NewPCG(6, 2017))
	products := slices.Sorted(maps.Keys(all.rounds[0]))
	differing := 0
	for range 60 {
		s := all.rounds[0][products[rnd.IntN(len(products))]]
		other := all.rounds[0][products[rnd.IntN(len(products))]]
		changed := copied(s)
		for _, q := range all.now.Questions() {
			if rnd.IntN(8) > 0 {
				continue
			}
			if a, ok := other.Answers[q.ID]; ok {
				changed.Answers[q.ID] = a
			} else {
				delete(changed.Answers, q.ID)
			}
		}
		old, now := side(all.now, s, asOf.AddDays(-rnd.IntN(2)*400)), side(all.now, changed, asOf)
		c := compare.Of(&old, &now)
		for _, f := range c.Findings {
			differing++
			if len(f.Sets) == 0 {
				t.Errorf("%s went from %s to %s without a cause", f.Control, f.Old.Result, f.New.Result)
			}
			for _, set := range f.Sets {
				if r := applied(all.now, old, now, f.Control, set); r != f.New.Result {
					t.Errorf("%s: %s alone gives %s, not %s", f.Control, told(compare.Reason{Sets: [][]compare.Cause{set}}), r, f.New.Result)
				}
			}
		}
		mirrored(t, old, now)
	}
	if differing < 100 {
		t.Errorf("only %d findings differed: that proves little", differing)
	}
}

// applied is the result of a control of the older side with the causes of one set taken from the newer.
func applied(f *framework.Framework, old, now compare.Side, control string, set []compare.Cause) framework.Result {
	s, on := copied(old.Submission), old.AsOf
	for _, c := range set {
		switch c.Kind {
		case compare.AnswerChanged, compare.EvidenceChanged:
			if a, ok := now.Submission.Answers[c.Answer.Question]; ok {
				s.Answers[c.Answer.Question] = a
			} else {
				delete(s.Answers, c.Answer.Question)
			}
		case compare.EvidenceExpired, compare.TimePassed:
			on = now.AsOf
		}
	}
	return assess.NewRules(f).Finding(control, &s, on).Result
}

// Against answers carried over from the edition before, nothing got worse or improved by questions that were
// not asked then: it cannot be compared.
func TestCarriedAnswers(t *testing.T) {
	all := sampleRounds(t)
	compared, notComparable := 0, 0
	for _, id := range slices.Sorted(maps.Keys(all.rounds[1])) {
		then, ok := all.rounds[0][id]
		if !ok || then.Carried != nil {
			continue
		}
		compared++
		old, now := side(all.now, all.rounds[1][id], asOf.AddMonths(-12)), side(all.now, then, asOf)
		c := compare.Of(&old, &now)
		moved := false
		for _, f := range c.Findings {
			if f.Kind == compare.NotComparable {
				notComparable++
				continue
			}
			for _, x := range f.Causes() {
				if x.Answer != nil && x.Answer.NotAsked {
					t.Errorf("%s: %s is %s because of %s, which was not asked before", id, f.Control, f.Kind, x.Answer.Question)
				}
			}
		}
		if len(c.NotAsked) == 0 {
			t.Errorf("%s: the edition before asked less, and nothing says so", id)
		}
		for _, f := range c.Findings {
			if f.Kind == compare.Improved || f.Kind == compare.Worse {
				moved = true
			}
		}
		if !moved && len(c.Causes) > 0 && len(c.APIs) == 0 {
			t.Errorf("%s: nothing that can be compared moved, and causes are named: %v", id, c.Causes)
		}
		mirrored(t, old, now)
	}
	if compared < 3 || notComparable < 20 {
		t.Errorf("%d products and %d findings that cannot be compared: that proves little", compared, notComparable)
	}
}

// Rounds are matched by product: new and gone say why, and the register is compared as well.
func TestRoundsAreMatched(t *testing.T) {
	all := sampleRounds(t)
	s := all.rounds[0]["harbour-ledger"]
	with := func(id string, received bool) compare.Side {
		x := side(all.now, s, asOf)
		x.Product.ID, x.Received = id, received
		x.Registered = compare.Registered{Known: true, Provider: compare.Named{ID: "harbourline", Name: "Harbourline"}, Name: id}
		return x
	}
	renamed := with("same", true)
	renamed.Registered.APIs = []string{"AS.0004.lodge, production"}
	got := compare.All([]compare.Side{with("same", true), with("came", false), with("went", true), with("left", true), with("never", false)},
		[]compare.Side{renamed, with("came", true), with("fresh", true), with("silent", false), with("went", false), with("never", false)})
	want := []struct {
		id   string
		kind compare.Kind
		why  compare.Why
	}{{"same", compare.Unchanged, ""}, {"came", compare.New, compare.NotReceivedBefore}, {"fresh", compare.New, compare.NotRegisteredBefore},
		{"silent", compare.New, compare.NotReceivedNow}, {"went", compare.Gone, compare.NotReceivedNow}, {"never", compare.NotComparable, compare.NeverReceived}, {"left", compare.Gone, compare.NotRegisteredNow}}
	if len(got) != len(want) {
		t.Fatalf("%d products, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].Product.ID != w.id || got[i].Kind != w.kind || got[i].Why != w.why {
			t.Errorf("%s is %s (%s), want %s as %s (%s)", got[i].Product.ID, got[i].Kind, got[i].Why, w.id, w.kind, w.why)
		}
	}
	if d := got[0].Register; len(d) != 1 || d[0].New != "AS.0004.lodge, production" {
		t.Errorf("one API was registered: %v", d)
	}
	if c := got[2].Causes; len(c) != 1 || c[0] != compare.RegisterChanged {
		t.Errorf("a product that was not registered is new because of the register: %v", c)
	}
}

// Two frameworks of which neither supersedes the other cannot be compared, nor can a later edition stand first.
func TestFrameworksThatDoNotFollowEachOther(t *testing.T) {
	all := sampleRounds(t)
	s := all.rounds[0]["harbour-ledger"]
	next := edited(all.now)
	next.Version, next.Supersedes = "1.1", all.now.Ref()
	other := edited(all.now)
	other.ID, other.Supersedes = "elsewhere", ""
	a, b, c := side(all.now, s, asOf), side(next, s, asOf), side(other, s, asOf)
	for _, x := range []struct {
		old, now *compare.Side
		why      compare.Why
	}{{&a, &c, compare.OtherFrameworks}, {&b, &a, compare.LaterFirst}} {
		if got := compare.Of(x.old, x.now); got.Kind != compare.NotComparable || got.Why != x.why {
			t.Errorf("%s to %s is %s (%s), want not comparable (%s)", x.old.Origin.Framework, x.now.Origin.Framework, got.Kind, got.Why, x.why)
		}
	}
}

// An edition that renames questions and changes a rule: answers are followed by the mapping, and the rule is
// the cause.
func TestRuleChangedBetweenEditions(t *testing.T) {
	all := sampleRounds(t)
	next := edited(all.now)
	next.Version, next.Supersedes = "1.1", all.now.Ref()
	next.Mapping = nil
	for _, q := range all.now.Questions() {
		next.Mapping = append(next.Mapping, framework.Mapped{From: q.ID, To: q.ID})
	}
	rule(next, "user-mfa", 3).Result = framework.Partly
	s := all.rounds[0]["harbour-ledger"]
	old, now := side(all.now, s, asOf), side(next, copied(s), asOf)
	c := compare.Of(&old, &now)
	if f := findingOf(t, c, "user-mfa"); f.Kind != compare.Worse || told(f.Reason) != "rule changed" {
		t.Errorf("%v", brief(c))
	}
	if len(c.Answers) > 0 || len(c.Findings) != 1 {
		t.Errorf("nothing else changed: %v, %v", c.Answers, brief(c))
	}
}

// The comparison of a product runs for every product of a build.
func BenchmarkOf(b *testing.B) {
	all := sampleRounds(b)
	old, now := side(all.now, all.rounds[1]["harbour-ledger"], asOf.AddMonths(-12)), side(all.now, all.rounds[0]["harbour-ledger"], asOf)
	for b.Loop() {
		compare.Of(&old, &now)
	}
}
