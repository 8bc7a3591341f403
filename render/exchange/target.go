package exchange

import (
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/target"
)

// ways are the ways to one goal. Level is left out where no level opens the API.
type ways struct {
	Level   *int     `json:"level,omitempty"`
	API     string   `json:"api,omitempty"`
	Opens   []string `json:"opens,omitempty"` // APIs not open yet that are at this level
	Reached bool     `json:"reached"`
	Why     string   `json:"why,omitempty"` // there is no set
	Answer  []string `json:"answer_first,omitempty"`
	Sets    []set    `json:"sets"`
}

type set struct {
	Changes []change `json:"changes"`
	Effort  int      `json:"effort"`
	Level   int      `json:"level"`
	Asks    []string `json:"asks,omitempty"`
}

type change struct {
	Question string        `json:"question"`
	Control  string        `json:"control"`
	Effort   int           `json:"effort"`
	Place    response.Cell `json:"place"`
	Words    string        `json:"words,omitempty"` // the answer now
	To       []to          `json:"to"`              // any of these will do
}

// to is one way to answer.
type to struct {
	Options  []string  `json:"options,omitempty"`
	Add      []string  `json:"add,omitempty"`
	Remove   []string  `json:"remove,omitempty"`
	AtLeast  *float64  `json:"at_least,omitempty"`
	AtMost   *float64  `json:"at_most,omitempty"`
	Above    *float64  `json:"above,omitempty"`
	Below    *float64  `json:"below,omitempty"`
	From     date.Date `json:"from,omitzero"`
	Until    date.Date `json:"until,omitzero"`
	Rows     int       `json:"rows,omitempty"` // of the list that was tried
	Words    bool      `json:"any_words,omitempty"`
	Empty    bool      `json:"empty,omitempty"`
	Evidence bool      `json:"evidence,omitempty"`
}

func waysOf(s response.Submission, w target.Ways) ways {
	out := ways{API: w.Goal.API, Opens: w.APIs, Reached: w.Reached, Why: w.Why, Answer: w.Answer, Sets: []set{}}
	if w.Level >= 0 {
		out.Level = &w.Level
	}
	for _, one := range w.Sets {
		x := set{Effort: one.Effort, Level: one.Level, Asks: one.Asks}
		for _, c := range one.Changes {
			x.Changes = append(x.Changes, changeOf(s, c))
		}
		out.Sets = append(out.Sets, x)
	}
	return out
}

func changeOf(s response.Submission, c target.Change) change {
	a, ok := s.Answers[c.Question.ID]
	out := change{Question: c.Question.ID, Control: c.Control.ID, Effort: c.Control.Effort, Place: a.Cell, Words: a.Raw}
	if !ok {
		out.Place = s.Places[c.Question.ID]
	}
	for _, t := range c.To {
		out.To = append(out.To, to{t.Options, t.Add, t.Remove, t.AtLeast, t.AtMost, t.Above, t.Below, t.From, t.Until,
			len(t.Answer.Value.Rows), t.Words, t.Empty, t.Evidence})
	}
	return out
}
