package exchange

import (
	"opframe/data/date"
	"opframe/data/view"
)

// decided is what the office decided, as far as the provider may know it.
type decided struct {
	Level    int              `json:"level"` // with the decisions laid over
	Findings []decidedFinding `json:"findings"`
	APIs     []decidedAPI     `json:"apis"`
	Asked    []questionToThem `json:"questions"`
}

type decidedFinding struct {
	Control     string    `json:"control"`
	Found       string    `json:"found"`
	Counts      string    `json:"counts"`
	Explanation string    `json:"explanation,omitempty"`
	On          date.Date `json:"on"`
	Until       date.Date `json:"until,omitzero"`
}

type decidedAPI struct {
	ID           string    `json:"id"`
	Outcome      string    `json:"outcome"`
	Lapsed       bool      `json:"lapsed"`
	Conditions   string    `json:"conditions,omitempty"`
	Compensating string    `json:"compensating_controls,omitempty"`
	On           date.Date `json:"on"`
	Until        date.Date `json:"until,omitzero"`
}

type questionToThem struct {
	ID       string    `json:"id"`
	Control  string    `json:"control,omitempty"`
	Question string    `json:"question,omitempty"`
	Text     string    `json:"text"`
	On       date.Date `json:"on"`
	Due      date.Date `json:"due,omitzero"`
	Answered bool      `json:"answered"`
}

// decidedOf is nil where nothing was decided or asked.
func decidedOf(d view.Decided) *decided {
	if !d.Any() {
		return nil
	}
	out := &decided{Level: d.Level, Findings: []decidedFinding{}, APIs: []decidedAPI{}, Asked: []questionToThem{}}
	for _, f := range d.Findings {
		out.Findings = append(out.Findings, decidedFinding{f.Control.ID, string(f.Found), string(f.Counts), f.Explanation, f.On, f.Until})
	}
	for _, a := range d.APIs {
		out.APIs = append(out.APIs, decidedAPI{a.API.ID, string(a.Verdict), a.Lapsed, a.Conditions, a.Compensating, a.On, a.Until})
	}
	for _, q := range d.Asked {
		out.Asked = append(out.Asked, questionToThem(q))
	}
	return out
}
