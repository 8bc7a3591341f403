package framework

import (
	"slices"

	"opframe/data/yamlfile"
)

// Ageing says how long one sort of evidence counts. Kind or Question says which: an option of the column "kind"
// of the list of evidence, or a question below a control that asks for a day. Exactly one of Printed, Months and
// Days says how long.
type Ageing struct {
	Kind     string `yaml:"kind"`
	Question string `yaml:"question"`
	Title    string `yaml:"title"` // of a question: what the day is of, such as "Certificate of an independent assessor"
	// Printed: it counts until the day it states itself, and without one nothing is known of its end.
	Printed bool `yaml:"printed"`
	// Months or Days from the day it is of; a piece of the list that states an end before that ends then.
	Months int    `yaml:"months"`
	Days   int    `yaml:"days"`
	Reason string `yaml:"reason"`
	Basis  `yaml:",inline"`
	At     yamlfile.Place `yaml:"-"`
}

// AgeingOf finds the rule for a kind of the list of evidence.
func (f *Framework) AgeingOf(kind string) (Ageing, bool) {
	return find(f.Ageing, func(a Ageing) bool { return kind != "" && a.Kind == kind })
}

// EvidenceKind finds an option of the column "kind" of the list of evidence.
func (f *Framework) EvidenceKind(id string) (Option, bool) {
	t, _ := f.TableRole(RoleEvidence)
	c, _ := find(t.Columns, func(c Column) bool { return c.ID == "kind" })
	return find(c.Options, func(o Option) bool { return o.ID == id })
}

// ageing holds that every rule is of something there is, that there is one rule for each, and that a question
// counts as long as the checks on it say: two places that say how long would be two truths.
func (l *linter) ageing() {
	seen := map[string]bool{}
	for _, a := range l.f.Ageing {
		what := "ageing of " + a.Kind + a.Question
		switch {
		case (a.Kind == "") == (a.Question == ""):
			l.fault(a.At, "ageing: either kind or question")
			continue
		case seen[a.Kind+"\x00"+a.Question]:
			l.fault(a.At, "%s stands twice", what)
		case a.Kind != "":
			if _, ok := l.f.EvidenceKind(a.Kind); !ok {
				l.fault(a.At, "%s: the list of evidence has no such kind", what)
			}
		default:
			l.ageingQuestion(what, a)
		}
		seen[a.Kind+"\x00"+a.Question] = true
		l.howLong(what, a)
		l.need(a.At, what, "reason", a.Reason)
		l.basis(a.At, what, a.Basis)
	}
}

func (l *linter) howLong(what string, a Ageing) {
	ways := 0
	for _, given := range []bool{a.Printed, a.Months != 0, a.Days != 0} {
		if given {
			ways++
		}
	}
	if ways != 1 || a.Months < 0 || a.Days < 0 {
		l.fault(a.At, "%s: exactly one of printed, months and days, and those above 0", what)
	}
}

func (l *linter) ageingQuestion(what string, a Ageing) {
	l.need(a.At, what, "title", a.Title)
	q, ok := l.f.Question(a.Question)
	if !ok || q.Kind != Day || q.Control == "" {
		l.fault(a.At, "%s: no question below a control asks for such a day", what)
		return
	}
	for _, c := range l.f.Checks {
		w := c.When.Before
		if c.When.Q == q.ID && w != nil && w.Fixed.IsZero() && w.Days <= 0 && (-w.Days != a.Days || a.Months != 0) {
			l.fault(a.At, "%s: the check %s is against it after %d days, so it counts so many days: give days, or printed for none", what, c.ID, -w.Days)
		}
	}
}

// unaged holds that a day a check is against once it has passed has a rule of ageing.
func (l *linter) unaged() {
	for _, c := range l.f.Checks {
		w := c.When.Before
		if c.When.Q == "" || w == nil || !w.Fixed.IsZero() || w.Days > 0 {
			continue
		}
		q, _ := l.f.Question(c.When.Q)
		known := slices.ContainsFunc(l.f.Ageing, func(a Ageing) bool { return a.Question == q.ID })
		if q.Control != "" && !known && l.f.Kind == Assessment {
			l.fault(c.At, "check %s: it is against a day that has passed, and ageing does not say how long %s counts", c.ID, q.ID)
		}
	}
}
