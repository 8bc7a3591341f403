package assess

import (
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// askedHere is shown, but for a supplement that is checked by itself: what it does not hold is not asked
// in it, and what it was written to ask is asked as long as everything that decides it stands elsewhere
// or is answered.
func (c *checker) askedHere(place int) truth {
	t, q := c.shown(place), c.Questions[place]
	if c.s.Supplement == nil {
		return t
	}
	asks := slices.Contains(c.s.Supplement.Asks, q.ID)
	if _, held := c.s.Places[q.ID]; !held && !asks {
		return unknown
	}
	if t == unknown && asks && !c.waits(q) {
		return yes
	}
	return t
}

// waits says that an answer of this supplement decides whether q is asked, and is still missing.
func (c *checker) waits(q *framework.Question) bool {
	return slices.ContainsFunc(c.mentioned(nil, []*framework.Cond{q.ShowIf}), func(place int) bool {
		above := c.Questions[place]
		_, held := c.s.Places[above.ID]
		return held && !c.answer(place).there && !above.Optional
	})
}

// elsewhere says that the list of evidence is not in this supplement, so that nobody can tell from it what
// is listed.
func (c *checker) elsewhere() bool {
	list, ok := c.f.RoleQuestion(framework.RoleEvidence)
	_, held := c.s.Places[list.ID]
	return ok && c.s.Supplement != nil && !held
}

// Concerns are the ids of the questions a problem is about, in the order of the questionnaire: of a
// contradiction all that the check asks, since any of them can be the one to put right.
func Concerns(f *framework.Framework, p response.Problem) []string {
	ids := []string{p.Question}
	for _, check := range f.Checks {
		if p.Kind == response.Inconsistent && strings.HasPrefix(p.What, check.Message) {
			ids = append(ids, check.When.Questions()...)
		}
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { _, ok := f.Question(id); return !ok })
	if len(ids) < 2 {
		return ids // of most problems
	}
	return sorted(f.Index(), ids)
}
