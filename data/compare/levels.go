package compare

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/framework"
)

// Step is a level of confidence on either side.
type Step struct {
	ID, Title string // of the dimension; "" for the level of the whole product
	Old, New  Reached
	Kind      Kind
	// Dimensions are those that moved the level of the product, by id.
	Dimensions []string
	// Moved are the findings that moved the level of a dimension, by control: sets as those of a Reason. Which
	// of them did cannot be told where the rules are not known: then it is one set of all.
	Moved  [][]string
	Untold bool
	// Gates is set where weights, gates or the scale moved it.
	Gates Reason
}

// Reached is a level with its title and, for a dimension, the score it rests on in percent.
type Reached struct {
	Level int
	Title string
	Score int
}

// Controls are all controls that moved the level.
func (s Step) Controls() []string {
	var all []string
	for _, set := range s.Moved {
		for _, id := range set {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// levelsOf are the levels that follow from findings with the decisions laid over them.
func levelsOf(s *Side, findings []assess.Finding) ([]assess.Level, int) {
	if s.Framework == nil || len(s.Decided.Findings) == 0 {
		return s.Assessment.Levels, s.Assessment.Level
	}
	var all []assess.Level
	weakest := len(s.Framework.Scale) - 1
	for _, d := range s.Framework.Dimensions {
		l := assess.LevelOf(s.Framework, d.ID, findings)
		all, weakest = append(all, l), min(weakest, l.Level)
	}
	return all, weakest
}

// dimensions compares the level of every dimension.
func (t *trial) dimensions(findings []Finding) []Step {
	var all []Step
	for _, now := range t.levels.now {
		s := Step{ID: now.Dimension.ID, Title: orID(now.Dimension.Title, now.Dimension.ID), New: t.now.reached(now.Level)}
		s.New.Score = t.now.score(now)
		i := slices.IndexFunc(t.levels.old, func(l assess.Level) bool { return l.Dimension.ID == s.ID })
		if i < 0 {
			s.Kind = New
			all = append(all, s)
			continue
		}
		old := t.levels.old[i]
		s.Old = t.old.reached(old.Level)
		s.Old.Score = t.old.score(old)
		concerning := t.concerning(s.ID, findings)
		s.Kind = t.ofLevels(old.Level, now.Level, concerning)
		if old.Level != now.Level {
			t.sources(&s, concerning)
		}
		all = append(all, s)
	}
	return all
}

// concerning are the findings that differ and that a dimension's level can hang on.
func (t *trial) concerning(dimension string, findings []Finding) []Finding {
	named := t.named(dimension)
	return slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool { return f.Dimension != dimension && !named[f.Control] })
}

// named are the controls that the gates of a dimension ask for by name.
func (t *trial) named(dimension string) map[string]bool {
	named := map[string]bool{}
	for _, f := range []*framework.Framework{t.old.Framework, t.now.Framework} {
		if f == nil {
			continue
		}
		for _, g := range f.Gates {
			if g.Dimension == dimension {
				for _, n := range g.Need {
					named[n.Control] = true
				}
			}
		}
	}
	return named
}

// reached is a level with its title.
func (s *Side) reached(level int) Reached {
	r := Reached{Level: level}
	switch {
	case s.Framework != nil && level < len(s.Framework.Scale):
		r.Title = s.Framework.Scale[level].Title
	case s.saved != nil:
		r.Title = s.saved.levelTitles[level]
	}
	return r
}

func (s *Side) score(l assess.Level) int {
	if s.saved != nil {
		return s.saved.scores[l.Dimension.ID]
	}
	return l.Score()
}

// ofLevels orders two levels. Where answers were missing on one side because nobody asked for them, its level
// is the least it can have been: so that the other is better is never said of it, and that the other is worse
// only where it lies below even that.
func (t *trial) ofLevels(old, now int, findings []Finding) Kind {
	if t.old.top() != t.now.top() {
		return NotComparable
	}
	var least struct{ old, now bool }
	for _, f := range findings {
		if f.Kind != NotComparable || f.Old.Result == framework.NotApplicable || f.New.Result == framework.NotApplicable || !f.rests() {
			continue
		}
		switch framework.NotAssessed {
		case f.Old.Result:
			least.old = true
		case f.New.Result:
			least.now = true
		default:
			return NotComparable
		}
	}
	switch {
	case least.old && least.now, least.old && now >= old, least.now && old >= now:
		return NotComparable
	}
	return rising(now - old)
}

// rests says that a finding rests on a question that one side was not asked.
func (f Finding) rests() bool {
	return f.Untold || len(f.Sets) == 0 || slices.ContainsFunc(f.Causes(), func(c Cause) bool { return c.Answer != nil && c.Answer.NotAsked })
}

// top is the highest level of the scale, or -1 where it is not known.
func (s *Side) top() int {
	if s.Framework != nil {
		return len(s.Framework.Scale) - 1
	}
	return s.saved.top
}

// sources finds the findings that moved the level of a dimension, and whether gates and weights did.
func (t *trial) sources(s *Step, findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int { return t.weight(a) - t.weight(b) })
	if !t.told {
		var all []string
		for _, f := range findings {
			all = append(all, f.Control)
		}
		s.Moved, s.Untold = [][]string{all}, len(all) > 1
		return
	}
	n := len(findings)
	if t.was != t.is {
		n++ // for gates, weights and scale
	}
	was, is := t.concerned(t.results.old, s.ID), t.concerned(t.results.now, s.ID)
	for _, set := range smallest(n, func(set []bool) bool { return t.levelWith(s.ID, was, is, findings, set) == s.New.Level }) {
		var ids []string
		for _, i := range set {
			if i < len(findings) {
				ids = append(ids, findings[i].Control)
			} else {
				s.Gates = of(Cause{Kind: RuleChanged, Of: "gates and weights of " + s.Title})
			}
		}
		if ids != nil {
			s.Moved = append(s.Moved, ids)
		}
	}
}

// weight is that of a finding's control; what weighs least is spared first.
func (t *trial) weight(f Finding) int {
	if t.now.Framework == nil {
		return 0
	}
	c, _ := t.now.Framework.Control(f.Control)
	return c.Weight
}

// concerned are the findings that a dimension's level can hang on, on either side.
func (t *trial) concerned(all []assess.Finding, dimension string) []assess.Finding {
	named := t.named(dimension)
	return slices.DeleteFunc(slices.Clone(all), func(f assess.Finding) bool {
		return f.Control.Dimension != dimension && !named[f.Control.ID]
	})
}

// levelWith is the level of a dimension with the findings a set takes from the newer side; the member after
// the last finding stands for the newer gates and weights.
func (t *trial) levelWith(dimension string, was, is []assess.Finding, findings []Finding, set []bool) int {
	f, base := t.now.Framework, is
	if t.was != t.is && !set[len(findings)] {
		f, base = t.old.Framework, was
	}
	if _, ok := f.Dimension(dimension); !ok {
		return -1
	}
	newer := map[string]framework.Result{}
	for i, x := range findings {
		if set[i] && x.New.Result != "" {
			newer[x.Control] = x.New.Result
		}
	}
	all := slices.Clone(base)
	for i, x := range all {
		if r, ok := newer[x.Control.ID]; ok {
			all[i].Result = r
		} else if old, ok := t.before[x.Control.ID]; ok {
			all[i].Result = old.Result
		}
	}
	return assess.LevelOf(f, dimension, all).Level
}

// overall compares the level of the whole product, the weakest of its dimensions.
func (t *trial) overall(dimensions []Step) Step {
	s := Step{Old: t.old.reached(t.level.old), New: t.now.reached(t.level.now)}
	s.Kind = rising(t.level.now - t.level.old)
	for _, d := range dimensions {
		if d.Kind == NotComparable {
			s.Kind = NotComparable // what it is the weakest of is not known on one side
		}
		if d.Old.Level != d.New.Level && (s.Old.Level < s.New.Level && d.Old.Level < s.New.Level || s.New.Level < s.Old.Level && d.New.Level < s.Old.Level) {
			s.Dimensions = append(s.Dimensions, d.ID)
		}
	}
	return s
}
