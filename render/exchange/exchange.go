// Package exchange prints views for other programs. Each form has a schema name with a version, which
// changes when a field changes its meaning or goes; new fields may come at any time.
package exchange

import (
	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/compare"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/view"
)

// Assessment is the JSON of one product's assessment, schema opframe/assessment/1: a line a finding, an answer, a problem.
func Assessment(program string, v view.Provider, p view.Product) (audience.For[audience.Provider, []byte], error) {
	return audience.Map(audience.Seal(v.Reader, assessmentOf(program, v, p)), func(a assessment) ([]byte, error) { return encode(a, aRecord) })
}

// Check is the JSON of the check of one submission, schema opframe/check/1.
func Check(program string, s response.Submission, r assess.Report) ([]byte, error) {
	return encode(checkOf(program, s, r), aValue)
}

// Traits is the JSON of what one file carries besides answers, schema opframe/inspect/1.
func Traits(program, file, format string, traits []response.Trait) ([]byte, error) {
	return encode(struct {
		Schema  string           `json:"schema"`
		Program string           `json:"program"`
		File    string           `json:"file"`
		Format  string           `json:"format"`
		Traits  []response.Trait `json:"traits"`
	}{"opframe/inspect/1", program, file, format, list(traits)}, aValue)
}

type source struct {
	File      string   `json:"file"`
	SHA256    string   `json:"sha256"`
	Framework string   `json:"framework"`
	Completed string   `json:"completed,omitempty"`
	By        string   `json:"completed_by,omitempty"`
	Carried   *carried `json:"carried,omitempty"`
	// Supplements were laid over it, in this order.
	Supplements []supplement `json:"supplements,omitempty"`
}

type supplement struct {
	File      string   `json:"file"`
	SHA256    string   `json:"sha256"`
	Completed string   `json:"completed,omitempty"`
	Questions []string `json:"questions"`
}

type carried struct {
	From  string   `json:"from"`
	Count int      `json:"count"`
	Lost  []string `json:"lost"`
	// NotAsked are the questions the earlier edition did not ask, or not so that the answer could be taken over.
	NotAsked []string `json:"not_asked,omitempty"`
}

func sourceOf(s response.Submission) source {
	out := source{s.File, s.SHA256, s.Framework, s.Completed.String(), s.CompletedBy.Text, nil, nil}
	if s.Carried != nil {
		out.Carried = &carried{s.Carried.From, s.Carried.Count, list(s.Carried.Lost), nil}
	}
	for _, x := range s.Supplemented {
		out.Supplements = append(out.Supplements, supplement{x.File, x.SHA256, x.Completed.String(), list(x.Questions)})
	}
	return out
}

// list makes an empty list [] and never null.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

type check struct {
	Schema   string             `json:"schema"`
	Program  string             `json:"program"`
	Source   source             `json:"source"`
	Ready    []readiness        `json:"readiness"`
	Problems []response.Problem `json:"problems"`
}

type readiness struct {
	Dimension string `json:"dimension"`
	Asked     int    `json:"asked"`
	Answered  int    `json:"answered"`
	Errors    int    `json:"errors"`
}

func checkOf(program string, s response.Submission, r assess.Report) check {
	return check{"opframe/check/1", program, sourceOf(s), ready(r), list(r.Problems)}
}

func ready(r assess.Report) []readiness {
	all := []readiness{}
	for _, d := range r.Ready {
		all = append(all, readiness{d.Dimension.ID, d.Asked, d.Answered, d.Problems})
	}
	return all
}

type assessment struct {
	Schema      string             `json:"schema"`
	Program     string             `json:"program"`
	Round       string             `json:"round,omitempty"`
	Provider    named              `json:"provider"`
	Product     named              `json:"product"`
	Framework   string             `json:"framework"`
	AsOf        date.Date          `json:"as_of"`
	Source      source             `json:"source"`
	Level       int                `json:"level"`
	LevelTitle  string             `json:"level_title"`
	Highest     int                `json:"highest_level"`           // of the scale
	Evidence    string             `json:"evidence_list,omitempty"` // the question answered by the list of evidence
	Dimensions  []dimension        `json:"dimensions"`
	Findings    []finding          `json:"findings"`
	Answers     []answer           `json:"answers"` // every answer given, in the order of the questionnaire
	APIs        []api              `json:"apis"`
	Obligations []obligation       `json:"obligations"`
	Ready       []readiness        `json:"readiness"`
	Problems    []response.Problem `json:"problems"`
	Decided     *decided           `json:"decided,omitempty"`
	Ahead       []ways             `json:"ahead"`            // what it would take to get further
	Target      *ways              `json:"target,omitempty"` // to one goal that was asked for
}

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type dimension struct {
	ID       string  `json:"id"`
	Title    string  `json:"title"`
	Level    int     `json:"level"`
	Called   string  `json:"level_title"`
	Score    int     `json:"score_percent"`
	Reached  float64 `json:"weight_reached"`
	Possible float64 `json:"weight_possible"`
	// Next names the controls and the score that stand before the next level.
	NextScore int      `json:"next_score_percent,omitempty"`
	NextNeeds []string `json:"next_needs,omitempty"`
}

type finding struct {
	Control   string   `json:"control"`
	Title     string   `json:"title"`
	Dimension string   `json:"dimension"`
	Issue     string   `json:"issue,omitempty"`
	Result    string   `json:"result"`
	Rule      int      `json:"rule,omitempty"`
	Reason    string   `json:"reason"`
	Remedy    string   `json:"remedy,omitempty"`
	Weight    int      `json:"weight"`
	Effort    int      `json:"effort"`
	Status    string   `json:"status,omitempty"`
	Source    string   `json:"source,omitempty"`
	Answers   []string `json:"answers"` // ids of the questions the result rests on
	Missing   []string `json:"missing,omitempty"`
}

type answer struct {
	Question   string        `json:"question"`
	Asked      string        `json:"asked"` // in these words
	Words      string        `json:"words"`
	Options    []string      `json:"options,omitempty"`
	Understood bool          `json:"understood"`
	Place      response.Cell `json:"place"`
	Rows       []row         `json:"rows,omitempty"`
	Comment    string        `json:"comment,omitempty"`
	Evidence   string        `json:"evidence,omitempty"`
}

// row is a row of a list: the provider's words by column id, and where the row begins.
type row struct {
	Words map[string]string `json:"words"`
	Place response.Cell     `json:"place"`
}

type api struct {
	ID      string        `json:"id"`
	Title   string        `json:"title,omitempty"`
	Known   bool          `json:"known"`
	Rating  string        `json:"rating,omitempty"`
	Outcome string        `json:"outcome,omitempty"`
	Called  string        `json:"outcome_title,omitempty"`
	Rank    *int          `json:"outcome_rank,omitempty"` // 0 the best
	Access  bool          `json:"access"`
	Reason  string        `json:"reason,omitempty"`
	Place   response.Cell `json:"place"`
}

type obligation struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Owner   string    `json:"owner"`
	Layer   string    `json:"layer,omitempty"`
	Trigger string    `json:"trigger"`
	Limit   string    `json:"limit"`
	Due     date.Date `json:"due,omitzero"`
	APIs    []string  `json:"apis"`
	Status  string    `json:"status"`
}

func assessmentOf(program string, v view.Provider, p view.Product) assessment {
	a := p.Assessment
	out := assessment{
		Schema: "opframe/assessment/1", Program: program, Round: v.Occasion.ID,
		Provider: named{v.ID, v.Name}, Product: named{p.ID, p.Name},
		Framework: a.Framework, AsOf: a.AsOf, Source: sourceOf(p.Submission),
		Level: a.Level, LevelTitle: v.Framework.Scale[a.Level].Title, Highest: len(v.Framework.Scale) - 1,
		Dimensions: make([]dimension, 0, len(a.Levels)), Findings: make([]finding, 0, len(a.Findings)), Answers: answersOf(v, p.Submission), APIs: []api{}, Obligations: []obligation{},
		Ready: ready(p.Check), Problems: list(p.Check.Problems), Decided: decidedOf(p.Decided), Ahead: []ways{},
	}
	if out.Source.Carried != nil {
		out.Source.Carried.NotAsked = compare.NotAsked(v.Framework, p.Submission)
	}
	if q, ok := v.Framework.RoleQuestion(framework.RoleEvidence); ok {
		out.Evidence = q.ID
	}
	for _, l := range a.Levels {
		d := dimensionOf(l)
		d.Called = v.Framework.Scale[l.Level].Title
		out.Dimensions = append(out.Dimensions, d)
	}
	for _, f := range a.Findings {
		out.Findings = append(out.Findings, findingOf(f))
	}
	for _, o := range a.APIs {
		out.APIs = append(out.APIs, apiOf(o))
	}
	for _, d := range a.Obligations {
		out.Obligations = append(out.Obligations, obligation{d.ID, d.Title, d.Owner, d.Layer, d.Trigger, d.Limit, d.Due, d.APIs, d.Status})
	}
	for _, w := range p.Ways {
		out.Ahead = append(out.Ahead, waysOf(p.Submission, w))
	}
	if p.Target != nil {
		w := waysOf(p.Submission, *p.Target)
		out.Target = &w
	}
	return out
}

func apiOf(o assess.APIOutcome) api {
	out := api{ID: o.API.ID, Title: o.API.Title, Known: o.Known, Rating: o.API.Rating, Outcome: o.Outcome.ID,
		Called: o.Outcome.Title, Access: o.Outcome.Access, Reason: o.Reason, Place: o.Named.Cell}
	if o.Known {
		out.Rank = &o.Outcome.Rank
	}
	return out
}

func dimensionOf(l assess.Level) dimension {
	d := dimension{ID: l.Dimension.ID, Title: l.Dimension.Title, Level: l.Level, Score: l.Score(), Reached: l.Reached, Possible: l.Possible}
	if l.Next != nil {
		if l.Next.Score {
			d.NextScore = l.Next.Gate.Score
		}
		for _, n := range l.Next.Needs {
			d.NextNeeds = append(d.NextNeeds, n.Control)
		}
	}
	return d
}

func findingOf(f assess.Finding) finding {
	out := finding{
		Control: f.Control.ID, Title: f.Control.Title, Dimension: f.Control.Dimension, Issue: f.Control.Issue, Result: string(f.Result),
		Rule: f.Rule, Reason: f.Reason, Remedy: f.Remedy, Weight: f.Control.Weight, Effort: f.Control.Effort,
		Status: f.Status, Source: f.Source, Answers: make([]string, 0, len(f.Grounds)), Missing: f.Missing,
	}
	for _, g := range f.Grounds {
		out.Answers = append(out.Answers, g.Question.ID)
	}
	return out
}

func answersOf(v view.Provider, s response.Submission) []answer {
	all := make([]answer, 0, len(s.Answers))
	for _, q := range v.Framework.Index().Questions {
		a, ok := s.Answers[q.ID]
		if !ok {
			continue
		}
		x := answer{Question: q.ID, Asked: q.Text, Words: a.Raw, Options: a.Value.Options, Understood: a.Understood, Place: a.Cell,
			Comment: a.Comment.Text, Evidence: a.Evidence.Text}
		for _, r := range a.Value.Rows {
			words := map[string]string{}
			for id, c := range r.Cells {
				words[id] = c.Raw
			}
			x.Rows = append(x.Rows, row{words, r.Place})
		}
		all = append(all, x)
	}
	return all
}
