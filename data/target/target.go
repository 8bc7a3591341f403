// Package target says what it would take for a product to reach a level of confidence, or to be let use
// an API: the smallest sets of answers that would have to be different. It inverts the closed vocabulary
// of conditions: the answers to a question fall into few classes between which no condition can tell a
// difference, and only these are tried. It is pure: no files, no clock.
//
// What may be different are the answers to questions of controls. What says what the product is stays as
// it is: the context, the list of APIs used, and every question that decides whether a control applies. Nor
// is an answer taken away that has to be given, or evidence that is named: to say less is no remedy.
package target

import (
	"maps"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// mostSets bounds the sets told: somebody who has five ways to choose from needs no sixth.
const mostSets = 5

// Goal is what is to be reached: an overall level or, where API is given, that this API can be used.
type Goal struct {
	Level int
	API   string // id; Level does not count then
}

// Ways are the ways to one goal.
type Ways struct {
	Goal Goal
	// Level is the overall level to be reached: for an API the lowest at which it is open.
	Level int
	// APIs are those the product lists that are not open now and open at this level, in its order.
	APIs    []string
	Reached bool // it is so already
	// Sets are the smallest there are, all with the same number of changes, those with the least effort
	// first and at most five. Each has been tried: the assessment comes to the level with it.
	Sets []Set
	// Why says in a sentence why there is no set; "" where there is one or nothing has to change.
	Why string
	// Answer are ids of questions, in order, that have to be answered before more can be told.
	Answer []string
}

// Set is one set of changes. None of them can be left out.
type Set struct {
	Changes []Change // in the order of the questionnaire
	Effort  int      // declared efforts of the controls the changed questions stand under, added up
	Level   int      // overall level the assessment comes to with the set
	// Asks are ids of questions that are asked because of the changes and have no answer yet, in order.
	Asks []string
}

// Change is one question to be answered differently.
type Change struct {
	Question framework.Question
	Control  framework.Control // the question stands under
	// To are the answers that will do, each by itself and together with any that will do elsewhere in the
	// set; the first is the one the set was tried with.
	To []To
}

// To says what an answer has to be. Of what is given here, all has to hold.
type To struct {
	// Options is what has to be chosen: one of a yes-no or choice question, all of a choices question, of
	// which Add and Remove are the difference to what is chosen now.
	Options     []string
	Add, Remove []string
	// AtLeast and AtMost bound a number, Above and Below leave out the bound itself; nil where open.
	AtLeast, AtMost, Above, Below *float64
	// From and Until are the first and the last day that will do; no date where open.
	From, Until date.Date
	Rows        []RowsTo // of a table
	Words       bool     // any text
	Empty       bool     // no answer, of an optional question
	Evidence    bool     // evidence has to be named beside the answer
	// Answer is what Apply gives; without meaning where Empty.
	Answer response.Answer
}

// RowsTo is a condition on a table that has to hold, or has not to.
type RowsTo struct {
	Cond  *framework.Cond
	Holds bool
}

// Find finds the ways to one goal for a submission, by an edition of kind Assessment that is free of
// faults. An error says that the framework knows no such level or API.
func Find(f *framework.Framework, s *response.Submission, asOf date.Date, goal Goal) (Ways, error) {
	return New(f, asOf).Find(s, goal)
}

// Apply is the submission with the set's answers in it. The original is not changed.
func (set Set) Apply(s response.Submission) response.Submission {
	s.Answers = maps.Clone(s.Answers)
	if s.Answers == nil {
		s.Answers = map[string]response.Answer{}
	}
	for _, c := range set.Changes {
		if a, ok := c.answer(&s); ok {
			s.Answers[c.Question.ID] = a
		} else {
			delete(s.Answers, c.Question.ID)
		}
	}
	return s
}

// answer is the answer a change is tried with, where the one in s stands; ok is false for none.
func (c *Change) answer(s *response.Submission) (a response.Answer, ok bool) {
	if c.To[0].Empty {
		return a, false
	}
	a = c.To[0].Answer
	if was, ok := s.Answers[c.Question.ID]; ok {
		a.Cell, a.Comment = was.Cell, was.Comment
	} else {
		a.Cell = s.Places[c.Question.ID]
	}
	return a, true
}
