package assess

import (
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Rules is a framework made ready to judge single controls of many submissions, as a comparison does when it
// tries what would have come of one change alone. What it finds is what Assess finds.
type Rules struct {
	f *framework.Framework
	x *framework.Index
}

// NewRules makes a framework ready; it must be free of faults.
func NewRules(f *framework.Framework) *Rules { return &Rules{f, f.Index()} }

// Framework is the one that judges.
func (r *Rules) Framework() *framework.Framework { return r.f }

// Rated are the same rules with the ratings of another register of APIs.
func (r *Rules) Rated(apis []framework.API) *Rules {
	f := *r.f
	f.APIs = apis
	return &Rules{&f, r.x}
}

// Question finds a question by id.
func (r *Rules) Question(id string) (framework.Question, bool) {
	if q := r.x.Question(id); q != nil {
		return *q, true
	}
	return framework.Question{}, false
}

// Finding judges one control, which the framework must have.
func (r *Rules) Finding(control string, s *response.Submission, asOf date.Date) Finding {
	c, _ := r.f.Control(control)
	return judgeBy(r.x, r.f, s, asOf).finding(&c)
}

// RestsOn lists the questions the finding of a control can hang on, in the order of the questionnaire: those
// its rules ask about, and those that decide whether these are asked. Rated says that it hangs on the ratings
// of the APIs used too.
func (r *Rules) RestsOn(c framework.Control) (ids []string, rated bool) {
	seen := map[string]bool{}
	var take func(*framework.Cond)
	take = func(c *framework.Cond) {
		c.Walk(func(x *framework.Cond) {
			rated = rated || x.Fact == framework.FactAPIRating
			if x.Q == "" || seen[x.Q] {
				return
			}
			seen[x.Q] = true
			ids = append(ids, x.Q)
			if q := r.x.Question(x.Q); q != nil {
				take(q.ShowIf)
			}
		})
	}
	take(c.Applies)
	for _, rule := range c.Rules {
		take(rule.When)
	}
	if apis, ok := r.f.RoleQuestion(framework.RoleAPIs); ok && rated && !seen[apis.ID] {
		ids = append(ids, apis.ID)
	}
	return sorted(r.x, ids), rated
}

// LevelOf is the level of one dimension that follows from findings, by the weights of their controls and the
// gates of the framework.
func LevelOf(f *framework.Framework, dimension string, findings []Finding) Level {
	return levelOf(f, dimension, findings)
}

// Recommended is what the matrix recommends for a rating at a level, and why.
func Recommended(f *framework.Framework, rating string, level int) (framework.Outcome, string) {
	o, reason, _ := cell(f, rating, level)
	return o, reason
}
