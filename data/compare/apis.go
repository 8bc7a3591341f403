package compare

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/framework"
)

// API is one API of which the outcome or the rating differs.
type API struct {
	ID, Title string
	Old, New  Outcome
	Kind      Kind
	// ByLevel says that the level of confidence moved it, by itself or with the causes.
	ByLevel bool
	Reason
}

// Outcome is what is recommended, or was decided, on one side. The zero Outcome is "not listed".
type Outcome struct {
	Listed, Known bool // listed by the provider, known to the register of APIs
	Rating        string
	ID, Title     string
	Access        bool
	Decided       bool
	rank          int // 0 the best; -1 where it is not known
}

// outcome is an Outcome with its API.
type outcome struct {
	api framework.API
	Outcome
	machine string // id of what is recommended
}

// outcomesOf are those of a side at its level, with the decisions laid over them.
func outcomesOf(s *Side, level int) []outcome {
	var all []outcome
	for _, o := range s.Assessment.APIs {
		x := outcome{api: o.API, machine: o.Outcome.ID}
		x.Listed, x.Known, x.Rating = true, o.Known, o.API.Rating
		recommended := o.Outcome
		if o.Known && s.Framework != nil {
			recommended, _ = assess.Recommended(s.Framework, o.API.Rating, level)
			x.machine = recommended.ID
		}
		if g, ok := s.Decided.APIs[o.API.ID]; ok && s.Framework != nil {
			if granted, known := s.Framework.Outcome(g.Outcome); known {
				recommended, x.Decided = granted, true
			}
		}
		x.ID, x.Title, x.Access, x.rank = recommended.ID, orID(recommended.Title, recommended.ID), recommended.Access, recommended.Rank
		if s.saved != nil && !s.saved.ranked {
			x.rank = -1
		}
		all = append(all, x)
	}
	return all
}

// apis are those of which outcome or rating differs, in the newer side's order, then those no longer listed.
func (t *trial) apis(level Step, dimensions []Step) []API {
	var all []API
	at := func(list []outcome, id string) outcome {
		i := slices.IndexFunc(list, func(o outcome) bool { return o.api.ID == id })
		if i < 0 {
			return outcome{}
		}
		return list[i]
	}
	for _, now := range t.outcomes.now {
		old := at(t.outcomes.old, now.api.ID)
		if old.Listed && old.ID == now.ID && old.Known == now.Known && old.Rating == now.Rating {
			continue
		}
		all = append(all, t.api(now.api, old, now, level, dimensions))
	}
	for _, old := range t.outcomes.old {
		if !at(t.outcomes.now, old.api.ID).Listed {
			all = append(all, t.api(old.api, old, outcome{}, level, dimensions))
		}
	}
	return all
}

func (t *trial) api(of framework.API, old, now outcome, level Step, dimensions []Step) API {
	a := API{ID: of.ID, Title: of.Title, Old: old.Outcome, New: now.Outcome}
	switch {
	case !old.Listed:
		a.Kind, a.Reason = New, t.listing()
		return a
	case !now.Listed:
		a.Kind, a.Reason = Gone, t.listing()
		return a
	}
	a.Kind = t.ofOutcomes(old, now)
	if old.ID == now.ID && old.Known == now.Known { // the rating alone differs
		a.Reason = Reason{Sets: [][]Cause{{{Kind: RatingChanged, Of: of.ID, Old: old.Rating, New: now.Rating}}}}
		return a
	}
	t.trace(&a, old, now)
	if a.ByLevel && level.Kind == NotComparable {
		a.Kind = NotComparable
	}
	return a
}

// listing is why an API came to the list or went from it: the list of APIs used is an answer.
func (t *trial) listing() Reason {
	var r Reason
	for _, s := range []*Side{t.now, t.old} {
		if s.Framework == nil {
			continue
		}
		if q, ok := s.Framework.RoleQuestion(framework.RoleAPIs); ok {
			if i, ok := t.at[q.ID]; ok {
				return of(Cause{Kind: AnswerChanged, Answer: &t.answers[i]})
			}
		}
	}
	return r
}

// ofOutcomes orders two outcomes by their rank in the newer framework.
func (t *trial) ofOutcomes(old, now outcome) Kind {
	if old.ID == now.ID && old.Known == now.Known {
		return Unchanged
	}
	if !old.Known || !now.Known {
		return NotComparable
	}
	was, is := old.rank, now.rank
	if t.told && t.was != t.is {
		o, ok := t.now.Framework.Outcome(old.ID)
		if !ok {
			return NotComparable
		}
		was = o.Rank
	}
	if was < 0 || is < 0 {
		was, is = closed(old.Access), closed(now.Access)
		if was == is {
			return NotComparable
		}
	}
	return rising(was - is)
}

func closed(access bool) int {
	if access {
		return 0
	}
	return 1
}

// trace tries level, rating, matrix and decision one after the other.
func (t *trial) trace(a *API, old, now outcome) {
	if !t.told {
		t.outcomeCandidates(a, old, now)
		return
	}
	type part struct {
		kind    CauseKind
		differs bool
	}
	parts := slices.DeleteFunc([]part{
		{"", t.level.old != t.level.now},
		{RatingChanged, old.Rating != now.Rating || old.Known != now.Known},
		{RuleChanged, t.was != t.is},
		{ReviewerDecided, t.old.Decided.APIs[a.ID] != t.now.Decided.APIs[a.ID]},
	}, func(p part) bool { return !p.differs })
	sets := smallest(len(parts), func(set []bool) bool {
		on := map[CauseKind]bool{}
		for i, p := range parts {
			on[p.kind] = set[i]
		}
		return t.outcomeWith(a.ID, old, now, on) == now.ID
	})
	for _, set := range sets {
		var causes []Cause
		for _, i := range set {
			c := Cause{Kind: parts[i].kind, Of: a.ID}
			switch c.Kind {
			case "":
				a.ByLevel = true
				continue
			case RatingChanged:
				c.Old, c.New = old.Rating, now.Rating
			case RuleChanged:
				c.Of = "matrix of risk and confidence"
			case ReviewerDecided:
				c.Old, c.New = decidedTitle(old), decidedTitle(now)
			}
			causes = append(causes, c)
		}
		if causes != nil {
			a.Sets = append(a.Sets, causes)
		}
	}
}

func decidedTitle(o outcome) string {
	if !o.Decided {
		return ""
	}
	return o.Title
}

// outcomeWith is the outcome with what is on taken from the newer side; "" where there is none.
func (t *trial) outcomeWith(api string, old, now outcome, on map[CauseKind]bool) string {
	decided := t.old.Decided.APIs[api]
	if on[ReviewerDecided] {
		decided = t.now.Decided.APIs[api]
	}
	f, level, rated := t.old.Framework, t.level.old, old
	if on[RuleChanged] {
		f = t.now.Framework
	}
	if on[""] {
		level = t.level.now
	}
	if on[RatingChanged] {
		rated = now
	}
	if _, ok := f.Outcome(decided.Outcome); ok {
		return decided.Outcome
	}
	if _, ok := f.Rating(rated.Rating); !ok || !rated.Known || level >= len(f.Scale) {
		return ""
	}
	o, _ := assess.Recommended(f, rated.Rating, level)
	return o.ID
}

// outcomeCandidates names what may have moved an outcome where the rules are not known.
func (t *trial) outcomeCandidates(a *API, old, now outcome) {
	a.ByLevel = t.level.old != t.level.now
	var causes []Cause
	if old.Rating != now.Rating {
		causes = append(causes, Cause{Kind: RatingChanged, Of: a.ID, Old: old.Rating, New: now.Rating})
	}
	if t.old.Origin.Framework != t.now.Origin.Framework {
		causes = append(causes, Cause{Kind: RuleChanged, Of: "matrix of risk and confidence"})
	}
	if causes != nil {
		a.Sets = [][]Cause{causes}
	}
	a.Untold = len(causes) > 1 || len(causes) == 1 && a.ByLevel
}

// duties are the obligations that came and went with the outcomes.
func (t *trial) duties() (come, gone []Duty) {
	list := func(s *Side, outcomes []outcome) []Duty {
		all := s.Assessment.Obligations
		if s.Framework != nil && (len(s.Decided.APIs) > 0 || len(s.Decided.Findings) > 0) {
			all = assess.Duties(s.Framework, effectiveAPIs(s, outcomes), s.AsOf)
		}
		var out []Duty
		for _, d := range all {
			out = append(out, Duty{d.ID, orID(d.Title, d.ID), d.Owner})
		}
		return out
	}
	was, is := list(t.old, t.outcomes.old), list(t.now, t.outcomes.now)
	without := func(all, others []Duty) []Duty {
		return slices.DeleteFunc(slices.Clone(all), func(d Duty) bool {
			return slices.ContainsFunc(others, func(o Duty) bool { return o.ID == d.ID })
		})
	}
	return without(is, was), without(was, is)
}

func effectiveAPIs(s *Side, outcomes []outcome) []assess.APIOutcome {
	all := slices.Clone(s.Assessment.APIs)
	for i, o := range outcomes {
		all[i].Outcome, _ = s.Framework.Outcome(o.ID)
	}
	return all
}
