package framework

import (
	"opframe/data/date"
	"opframe/data/yamlfile"
)

// Cond is a condition on a submission, in a closed vocabulary. It is either a joint (exactly one of
// All, Any, Not) or a test: a subject (Q, Col or Fact) and exactly one test word.
//
// Conditions have three values: an answer that is missing makes a test unknown, not false, so that
// what was not answered is never mistaken for what is not done. Questions that were not asked
// because of their show_if, and optional questions left empty, make every test false, except Missing.
type Cond struct {
	All []Cond `yaml:"all"`
	Any []Cond `yaml:"any"`
	Not *Cond  `yaml:"not"`

	// Q is a question id; Col a column id, inside RowAny and RowAll only; Fact is one of Facts.
	Q    string `yaml:"q"`
	Col  string `yaml:"col"`
	Fact string `yaml:"fact"`

	// For yes-no and choice: the option chosen is one of these.
	OneOf []string `yaml:"one_of"`
	// For choices: every one, at least one, none of these is chosen.
	AllOf  []string `yaml:"all_of"`
	AnyOf  []string `yaml:"any_of"`
	NoneOf []string `yaml:"none_of"`
	// For numbers and for Fact api_rating.
	AtLeast *float64 `yaml:"at_least"`
	AtMost  *float64 `yaml:"at_most"`
	// For dates: strictly before or after.
	Before *When `yaml:"before"`
	After  *When `yaml:"after"`
	// For every kind; Answered and Missing are never unknown.
	Answered bool `yaml:"answered"`
	Missing  bool `yaml:"missing"`
	// For evidence offered beside the question: true where a reference is given.
	Evidenced bool `yaml:"evidenced"`
	// For tables: how many rows, and whether any row or every row fulfils a condition on its columns.
	// RowAll holds for no rows as well: join it with RowsAtLeast where that matters.
	RowsAtLeast *int  `yaml:"rows_at_least"`
	RowsAtMost  *int  `yaml:"rows_at_most"`
	RowAny      *Cond `yaml:"row_any"`
	RowAll      *Cond `yaml:"row_all"`

	At    yamlfile.Place `yaml:"-"`
	place int            `yaml:"-"` // of the question Q in the framework as loaded: see Index.Asked
}

// FactAPIRating is the highest rating among the APIs the product uses, 1 to 4. It is unknown
// where no API is listed or only pending ones are.
const FactAPIRating = "api_rating"

// Facts lists what conditions can ask that is no answer.
var Facts = []string{FactAPIRating}

// When is a day: a fixed one, or the day of the assessment plus so many days.
// Written as 2017-06-30, as_of, as_of+90 or as_of-365.
type When struct {
	Fixed date.Date
	// Days after the day of the assessment, where Fixed is no date.
	Days int
}

// On is the day meant when the assessment is made as of a given day.
func (w When) On(asOf date.Date) date.Date {
	if !w.Fixed.IsZero() {
		return w.Fixed
	}
	return asOf.AddDays(w.Days)
}

// Questions lists the ids of the questions the condition asks about, in order of mention, once each.
func (c *Cond) Questions() []string {
	var ids []string
	seen := map[string]bool{}
	c.Walk(func(x *Cond) {
		if x.Q != "" && !seen[x.Q] {
			seen[x.Q] = true
			ids = append(ids, x.Q)
		}
	})
	return ids
}

// Walk visits the condition and all below it, row conditions included. A nil condition has none.
func (c *Cond) Walk(visit func(*Cond)) {
	if c == nil {
		return
	}
	visit(c)
	for i := range c.All {
		c.All[i].Walk(visit)
	}
	for i := range c.Any {
		c.Any[i].Walk(visit)
	}
	c.Not.Walk(visit)
	c.RowAny.Walk(visit)
	c.RowAll.Walk(visit)
}
