package exchange

import (
	"opframe/data/compare"
	"opframe/data/date"
	"opframe/data/response"
)

// Comparison is the JSON of what changed products from one time to another, schema opframe/comparison/1.
func Comparison(program string, all []compare.Comparison) ([]byte, error) {
	out := comparison{Schema: "opframe/comparison/1", Program: program, Products: []compared{}}
	for _, c := range all {
		out.Products = append(out.Products, comparedOf(c))
	}
	return encode(out, aValue)
}

type comparison struct {
	Schema   string     `json:"schema"`
	Program  string     `json:"program"`
	Products []compared `json:"products"`
}

type compared struct {
	Product    named           `json:"product"`
	Provider   named           `json:"provider"`
	Kind       string          `json:"kind"`
	Why        string          `json:"why,omitempty"` // what kept it from being compared
	Old        *origin         `json:"old"`
	New        *origin         `json:"new"`
	Causes     []string        `json:"causes"` // the main one first
	Level      *step           `json:"level,omitempty"`
	Dimensions []step          `json:"dimensions"`
	Findings   []movedFinding  `json:"findings"`
	APIs       []movedAPI      `json:"apis"`
	Come       []string        `json:"obligations_new"`
	Gone       []string        `json:"obligations_gone"`
	Answers    []movedAnswer   `json:"answers"`
	Expired    []expired       `json:"evidence_expired"`
	Register   []difference    `json:"register"`
	NotAsked   []string        `json:"not_asked_before"`
	Problems   *compare.Counts `json:"problems,omitempty"`
	Errors     *compare.Counts `json:"errors,omitempty"`
}

type origin struct {
	File      string    `json:"file"`
	Round     string    `json:"round,omitempty"`
	Framework string    `json:"framework"`
	Carried   string    `json:"carried_from,omitempty"`
	AsOf      date.Date `json:"as_of"`
	Saved     bool      `json:"saved,omitempty"`
}

type step struct {
	Dimension string     `json:"dimension,omitempty"`
	Old       int        `json:"old"`
	New       int        `json:"new"`
	Kind      string     `json:"kind"`
	Because   []string   `json:"dimensions,omitempty"` // of the product's level: those that moved it
	Moved     [][]string `json:"controls,omitempty"`   // sets, each of which would have moved it
	Gates     bool       `json:"gates,omitempty"`
	Untold    bool       `json:"untold,omitempty"`
}

type movedFinding struct {
	Control   string    `json:"control"`
	Title     string    `json:"title"`
	Dimension string    `json:"dimension"`
	Old       *found    `json:"old"`
	New       *found    `json:"new"`
	Kind      string    `json:"kind"`
	Because   [][]cause `json:"because"` // sets, each of which would have moved it
	Untold    bool      `json:"untold,omitempty"`
}

type found struct {
	Result  string `json:"result"`
	ByRules string `json:"result_by_rules"`
	Decided bool   `json:"decided,omitempty"`
	Rule    int    `json:"rule,omitempty"`
	Reason  string `json:"reason"`
}

type cause struct {
	Kind     string    `json:"kind"`
	Question string    `json:"question,omitempty"` // its answer stands in answers
	Days     []dayOf   `json:"days,omitempty"`
	From     date.Date `json:"from,omitzero"`
	To       date.Date `json:"to,omitzero"`
	Of       string    `json:"of,omitempty"`
	Old      string    `json:"old,omitempty"`
	New      string    `json:"new,omitempty"`
}

type dayOf struct {
	Question string        `json:"question"`
	On       date.Date     `json:"on"`
	Place    response.Cell `json:"place"`
}

type movedAPI struct {
	ID      string    `json:"id"`
	Old     *outcome  `json:"old"`
	New     *outcome  `json:"new"`
	Kind    string    `json:"kind"`
	ByLevel bool      `json:"by_level,omitempty"`
	Because [][]cause `json:"because"`
	Untold  bool      `json:"untold,omitempty"`
}

type outcome struct {
	Known   bool   `json:"known"`
	Rating  string `json:"rating,omitempty"`
	Outcome string `json:"outcome,omitempty"`
	Access  bool   `json:"access"`
	Decided bool   `json:"decided,omitempty"`
}

type movedAnswer struct {
	Question string      `json:"question"`
	Asked    string      `json:"asked"`
	Old      *said       `json:"old"`
	New      *said       `json:"new"`
	Value    bool        `json:"answer_differs"`
	Evidence bool        `json:"evidence_differs"`
	Went     []placedRow `json:"rows_gone,omitempty"`
	Came     []placedRow `json:"rows_new,omitempty"`
	NotAsked bool        `json:"not_asked_on_one_side,omitempty"`
	Moved    []string    `json:"moved"` // titles of the controls whose result it moved
}

type said struct {
	Words    string        `json:"words"`
	Place    response.Cell `json:"place"`
	Evidence string        `json:"evidence,omitempty"`
}

type placedRow struct {
	Words string        `json:"words"`
	Place response.Cell `json:"place"`
}

type expired struct {
	Words string        `json:"words"`
	On    date.Date     `json:"held_until"`
	Place response.Cell `json:"place"`
}

type difference struct {
	What string `json:"what"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

func comparedOf(c compare.Comparison) compared {
	out := compared{Product: named(c.Product), Provider: named(c.Provider), Kind: string(c.Kind), Why: string(c.Why),
		Old: originOf(c.Old), New: originOf(c.New), Causes: []string{}, Dimensions: []step{}, Findings: []movedFinding{}, APIs: []movedAPI{},
		Come: dutyIDs(c.Come), Gone: dutyIDs(c.Gone), Answers: []movedAnswer{}, Expired: []expired{}, Register: []difference{}, NotAsked: list(c.NotAsked)}
	for _, k := range c.Causes {
		out.Causes = append(out.Causes, string(k))
	}
	for _, d := range c.Register {
		out.Register = append(out.Register, difference(d))
	}
	if c.Why != "" || c.Old == nil || c.New == nil {
		return out
	}
	level := stepOf(c.Level)
	out.Level, out.Problems, out.Errors = &level, &c.Problems, &c.Errors
	for _, s := range c.Dimensions {
		out.Dimensions = append(out.Dimensions, stepOf(s))
	}
	for _, f := range c.Findings {
		out.Findings = append(out.Findings, movedFinding{f.Control, f.Title, f.Dimension, foundOf(f.Old), foundOf(f.New), string(f.Kind), causesOf(f.Reason), f.Untold})
	}
	for _, a := range c.APIs {
		out.APIs = append(out.APIs, movedAPI{a.ID, outcomeOf(a.Old), outcomeOf(a.New), string(a.Kind), a.ByLevel, causesOf(a.Reason), a.Untold})
	}
	for _, a := range c.Answers {
		out.Answers = append(out.Answers, movedAnswer{a.Question, a.Text, saidOf(a.Old), saidOf(a.New), a.Value, a.Evidence,
			placedRows(a.Went), placedRows(a.Came), a.NotAsked, list(a.Moved)})
	}
	for _, e := range c.Expired {
		out.Expired = append(out.Expired, expired{e.Words, e.On, e.Cell})
	}
	return out
}

func originOf(o *compare.Origin) *origin {
	if o == nil {
		return nil
	}
	return &origin{o.File, o.Round, o.Framework, o.CarriedFrom, o.AsOf, o.Saved}
}

func stepOf(s compare.Step) step {
	return step{s.ID, s.Old.Level, s.New.Level, string(s.Kind), s.Dimensions, s.Moved, len(s.Gates.Sets) > 0, s.Untold}
}

func foundOf(f compare.Found) *found {
	if f.Result == "" {
		return nil
	}
	return &found{string(f.Result), string(f.Machine), f.Decided, f.Rule, f.Reason}
}

func causesOf(r compare.Reason) [][]cause {
	all := [][]cause{}
	for _, set := range r.Sets {
		var causes []cause
		for _, c := range set {
			x := cause{Kind: string(c.Kind), From: c.From, To: c.To, Of: c.Of, Old: c.Old, New: c.New}
			if c.Answer != nil {
				x.Question = c.Answer.Question
			}
			for _, d := range c.Days {
				x.Days = append(x.Days, dayOf{d.Question, d.On, d.Cell})
			}
			causes = append(causes, x)
		}
		all = append(all, causes)
	}
	return all
}

func outcomeOf(o compare.Outcome) *outcome {
	if !o.Listed {
		return nil
	}
	return &outcome{o.Known, o.Rating, o.ID, o.Access, o.Decided}
}

func saidOf(s compare.Said) *said {
	if !s.Given {
		return nil
	}
	return &said{s.Words, s.Cell, s.Evidence.Text}
}

func placedRows(all []compare.Row) []placedRow {
	var out []placedRow
	for _, r := range all {
		out = append(out, placedRow{r.Words, r.Cell})
	}
	return out
}

func dutyIDs(all []compare.Duty) []string {
	ids := []string{}
	for _, d := range all {
		ids = append(ids, d.ID)
	}
	return ids
}
