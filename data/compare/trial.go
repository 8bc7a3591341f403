package compare

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
)

// trial holds two sides and tries what would have come of some of their differences without the others.
type trial struct {
	old, now *Side
	why      Why // why they cannot be compared, or ""
	// told says that the rules of both sides are known.
	told      bool
	was, is   *assess.Rules // of the older and the newer side; the same where their frameworks are
	fromOther bool          // the older answers were given to an edition with ids of its own
	carried   response.Submission
	moved     map[string]framework.Mapped // where fromOther: by the newer id
	answers   []Answer                    // that differ
	at        map[string]int              // places in answers
	evidence  string                      // the question answered by the list of evidence, or ""
	rests     map[string]rests            // by control
	// effective results of either side, by control
	before, after map[string]Found
	results       struct{ old, now []assess.Finding } // in the order of their frameworks, decisions laid over
	levels        struct{ old, now []assess.Level }
	level         struct{ old, now int }
	outcomes      struct{ old, now []outcome }
}

// newTrial brings both sides into terms of the newer framework.
func newTrial(old, now *Side) *trial {
	t := &trial{old: old, now: now, carried: old.Submission, told: old.Framework != nil && now.Framework != nil}
	t.why = t.join()
	if t.why != "" {
		return t
	}
	t.before, t.results.old = effective(old)
	t.after, t.results.now = effective(now)
	t.levels.old, t.level.old = levelsOf(old, t.results.old)
	t.levels.now, t.level.now = levelsOf(now, t.results.now)
	t.outcomes.old = outcomesOf(old, t.level.old)
	t.outcomes.now = outcomesOf(now, t.level.now)
	return t
}

// join makes the rules ready and carries the older answers over where that is needed.
func (t *trial) join() Why {
	was, is := t.old.Origin.Framework, t.now.Origin.Framework
	if !t.told {
		if was != is && base(was) != base(is) {
			return OtherFrameworks
		}
		return ""
	}
	f, g := t.old.Framework, t.now.Framework
	t.is = assess.NewRules(g)
	t.was = t.is
	switch {
	case f == g:
	case was == is:
		t.was = assess.NewRules(f)
	case g.Supersedes == was:
		t.was = assess.NewRules(f)
		carried, err := assess.Carry(g, f, t.old.Submission)
		if err != nil {
			return OtherFrameworks
		}
		t.carried, t.fromOther, t.moved = carried, true, map[string]framework.Mapped{}
		for _, m := range g.Mapping {
			t.moved[m.To] = m
		}
	case f.Supersedes == is:
		return LaterFirst
	default:
		return OtherFrameworks
	}
	return ""
}

// base is the id of an edition without its version.
func base(ref string) string {
	for i := range ref {
		if ref[i] == '@' {
			return ref[:i]
		}
	}
	return ref
}

// effective are the results of a side with the decisions laid over them.
func effective(s *Side) (map[string]Found, []assess.Finding) {
	by := map[string]Found{}
	all := slices.Clone(s.Assessment.Findings)
	for i, f := range all {
		x := Found{Result: f.Result, Machine: f.Result, Rule: f.Rule, Reason: f.Reason}
		if d, ok := s.Decided.Findings[f.Control.ID]; ok && d.Result != "" {
			x.Result, x.Decided = d.Result, true
			all[i].Result = d.Result
		}
		by[f.Control.ID] = x
	}
	return by, all
}

// rests are the questions a control hangs on, by their ids in the older framework and in the newer.
type rests struct {
	was, is []string
	either  []string // newer ids, of both
	rated   bool     // it hangs on the ratings of the APIs used too
}

// lever is one difference between the sides that can be taken from the newer without the others.
type lever struct {
	kind     CauseKind
	question string // of answers and evidence: the newer id
	beside   bool   // the evidence beside an answer, not the answer
}

// levers are the differences that the finding of a control can hang on. Those that are spared first stand
// first: answers to questions that were not asked of one side explain least.
func (t *trial) levers(control string) []lever {
	on := t.restsOn(control)
	var unasked, asked []lever
	for _, id := range on.either {
		i, ok := t.at[id]
		if !ok {
			continue
		}
		a := t.answers[i]
		into := &asked
		if a.NotAsked {
			into = &unasked
		}
		if a.Value {
			*into = append(*into, lever{kind: a.kind(), question: id})
		}
		if a.Evidence {
			*into = append(*into, lever{kind: EvidenceChanged, question: id, beside: true})
		}
	}
	all := append(unasked, asked...)
	if t.old.AsOf != t.now.AsOf {
		all = append(all, lever{kind: TimePassed})
	}
	if t.was != t.is {
		if on.rated && t.ratingsDiffer() {
			all = append(all, lever{kind: RatingChanged})
		}
		all = append(all, lever{kind: RuleChanged})
	}
	if t.old.Decided.Findings[control].Result != t.now.Decided.Findings[control].Result {
		all = append(all, lever{kind: ReviewerDecided})
	}
	return all
}

// restsOn finds what a control hangs on, once.
func (t *trial) restsOn(control string) rests {
	if r, ok := t.rests[control]; ok {
		return r
	}
	var r rests
	if c, ok := t.now.Framework.Control(control); ok {
		r.is, r.rated = t.is.RestsOn(c)
	}
	r.was, r.either = r.is, r.is
	if t.was != t.is {
		c, _ := t.old.Framework.Control(control)
		var rated bool
		r.was, rated = t.was.RestsOn(c)
		r.rated = r.rated || rated
		r.either = slices.Clone(r.is)
		for _, id := range r.was {
			if id = t.newer(id); id != "" && !slices.Contains(r.either, id) {
				r.either = append(r.either, id)
			}
		}
	}
	if t.rests == nil {
		t.rests = map[string]rests{}
	}
	t.rests[control] = r
	return r
}

// newer is what a question of the older framework is called in the newer, or "".
func (t *trial) newer(id string) string {
	if !t.fromOther {
		return id
	}
	for _, m := range t.now.Framework.Mapping {
		if m.From == id {
			return m.To
		}
	}
	return ""
}

func (t *trial) ratingsDiffer() bool {
	return slices.ContainsFunc(t.now.Framework.APIs, func(a framework.API) bool {
		was, ok := t.old.Framework.API(a.ID)
		return !ok || was.Rating != a.Rating
	})
}

// try judges a control with the differences taken from the newer side where set says so. It is not possible
// where an answer cannot be said in terms of the older framework.
func (t *trial) try(control string, levers []lever, set []bool) (r framework.Result, possible bool) {
	on := map[CauseKind]bool{}
	for i, l := range levers {
		on[l.kind] = on[l.kind] || set[i]
	}
	later := t.was == t.is || on[RuleChanged]
	decided := t.old.Decided.Findings[control].Result
	if on[ReviewerDecided] {
		decided = t.now.Decided.Findings[control].Result
	}
	if decided != "" {
		return decided, true
	}
	s, ids := t.old.Submission, t.restsOn(control).was
	if later {
		s, ids = t.carried, t.restsOn(control).is
	}
	if s, possible = t.answering(only(s, ids), later, levers, set); !possible {
		return "", false
	}
	rules := t.rules(later, on[RatingChanged] || t.was == t.is)
	if _, ok := rules.Framework().Control(control); !ok {
		return "", false
	}
	asOf := t.old.AsOf
	if on[TimePassed] {
		asOf = t.now.AsOf
	}
	return rules.Finding(control, &s, asOf).Result, true
}

// rules are those of one side with the ratings of one side.
func (t *trial) rules(later, laterRatings bool) *assess.Rules {
	r, ratings := t.was, t.old.Framework
	if later {
		r = t.is
	}
	if laterRatings {
		ratings = t.now.Framework
	}
	if r.Framework() == ratings {
		return r
	}
	return r.Rated(ratings.APIs)
}

// only is a submission with the answers to some questions, to be changed.
func only(s response.Submission, ids []string) response.Submission {
	some := make(map[string]response.Answer, len(ids))
	for _, id := range ids {
		if a, ok := s.Answers[id]; ok {
			some[id] = a
		}
	}
	s.Answers = some
	return s
}

// answering takes the newer answers a set asks for into a submission to the later framework or the earlier.
func (t *trial) answering(s response.Submission, later bool, levers []lever, set []bool) (response.Submission, bool) {
	for i, l := range levers {
		if l.question == "" || !set[i] {
			continue
		}
		id, a, given := l.question, response.Answer{}, false
		if a, given = t.now.Submission.Answers[id]; !later {
			var ok bool
			if id, a, ok = t.back(id, a); !ok {
				return s, false
			}
		}
		was, before := s.Answers[id]
		switch {
		case l.beside && !before:
			continue // evidence beside no answer counts for nothing
		case l.beside:
			was.Evidence = a.Evidence
			s.Answers[id] = was
		case !given:
			delete(s.Answers, id)
		default:
			a.Evidence = was.Evidence // which has a lever of its own, after this one
			s.Answers[id] = a
		}
	}
	return s, true
}

// back says a newer answer in terms of the older framework, where that can be done without guessing.
func (t *trial) back(id string, a response.Answer) (string, response.Answer, bool) {
	now, _ := t.is.Question(id)
	var m framework.Mapped
	if t.fromOther {
		var ok bool
		if m, ok = t.moved[id]; !ok {
			return "", a, false
		}
		id = m.From
	}
	was, ok := t.was.Question(id)
	if !ok || was.Kind != now.Kind {
		return "", a, false
	}
	options := make([]string, 0, len(a.Value.Options))
	for _, o := range a.Value.Options {
		for from, to := range m.Options {
			if to == o {
				o = from
			}
		}
		if !slices.ContainsFunc(was.Choosable(), func(x framework.Option) bool { return x.ID == o }) {
			return "", a, false
		}
		options = append(options, o)
	}
	a.Value.Options = options
	return id, a, true
}
