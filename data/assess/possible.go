package assess

import (
	"slices"

	"opframe/data/framework"
)

// Said is what is known of one answer: that an option was chosen, or, of a question that takes several,
// that it was not.
type Said struct {
	Question, Option string
	Chosen           bool
}

// Possible lists the results a control can come to where all that is known is one answer. Every other answer
// may be anything, each test by itself, so that it lists too many results rather than too few.
func Possible(c framework.Control, said Said) []framework.Result {
	can := map[framework.Result]bool{framework.NotAssessed: true}
	applies := outlook{true, false}
	if c.Applies != nil {
		applies = said.of(c.Applies)
		can[framework.NotApplicable] = applies.no
	}
	for _, r := range c.Rules {
		when := outlook{true, false}
		if r.When != nil {
			when = said.of(r.When)
		}
		if applies.yes && when.yes {
			can[r.Result] = true
		}
		if !when.no { // this rule fires for sure
			break
		}
	}
	return slices.DeleteFunc(slices.Clone(framework.Results), func(r framework.Result) bool { return !can[r] })
}

// outlook is what a condition can still come to.
type outlook struct{ yes, no bool }

func (s Said) of(c *framework.Cond) outlook {
	switch {
	case c.All != nil:
		o := outlook{true, false}
		for i := range c.All {
			x := s.of(&c.All[i])
			o = outlook{o.yes && x.yes, o.no || x.no}
		}
		return o
	case c.Any != nil:
		o := outlook{false, true}
		for i := range c.Any {
			x := s.of(&c.Any[i])
			o = outlook{o.yes || x.yes, o.no && x.no}
		}
		return o
	case c.Not != nil:
		x := s.of(c.Not)
		return outlook{x.no, x.yes}
	case c.Q != s.Question:
		return outlook{true, true}
	}
	return s.test(c)
}

// test is a word about the very answer that is known in part.
func (s Said) test(c *framework.Cond) outlook {
	sure := func(yes bool) outlook { return outlook{yes, !yes} }
	in := func(set []string) bool { return slices.Contains(set, s.Option) }
	open := outlook{true, true}
	switch {
	case c.Answered:
		return sure(true)
	case c.Missing:
		return sure(false)
	case c.OneOf != nil && s.Chosen:
		return sure(in(c.OneOf))
	case c.AnyOf != nil && s.Chosen && in(c.AnyOf):
		return sure(true)
	case c.NoneOf != nil && s.Chosen && in(c.NoneOf):
		return sure(false)
	case c.AllOf != nil && !s.Chosen && in(c.AllOf):
		return sure(false)
	case !s.Chosen && len(c.AnyOf) == 1 && in(c.AnyOf):
		return sure(false)
	case !s.Chosen && len(c.NoneOf) == 1 && in(c.NoneOf):
		return sure(true)
	}
	return open
}
