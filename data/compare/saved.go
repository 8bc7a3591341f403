package compare

import (
	"encoding/json"
	"fmt"
	"slices"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Schema is the form of saved assessments that Saved reads.
const Schema = "opframe/assessment/1"

// saved is what a saved assessment knows in place of its framework.
type saved struct {
	questions   []framework.Question // those answered
	notAsked    map[string]bool
	evidence    string         // the question that the list of evidence answers, or ""
	scores      map[string]int // by dimension
	levelTitles map[int]string
	top         int  // the highest level, -1 where the file does not say
	ranked      bool // its outcomes have their ranks
}

// Saved reads the assessments that were saved as JSON in one file: one, or a list of them. Fields it does not
// know are left alone, since new ones may come at any time; another schema, or a field without which nothing can
// be compared, is an error that says what to do.
func Saved(file string, data []byte) ([]Side, error) {
	var each []json.RawMessage
	if err := json.Unmarshal(data, &each); err != nil {
		each = []json.RawMessage{data}
	}
	if len(each) == 0 {
		return nil, fmt.Errorf("%s: it holds no assessment. `opframe assess --format json` writes them", file)
	}
	var all []Side
	for _, one := range each {
		s, err := savedOne(file, one)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func savedOne(file string, data []byte) (Side, error) {
	var in savedFile
	if err := json.Unmarshal(data, &in); err != nil {
		return Side{}, fmt.Errorf("%s: it is no JSON of an assessment: %w. `opframe assess --format json` writes it", file, err)
	}
	switch {
	case in.Schema != Schema:
		return Side{}, fmt.Errorf("%s: its schema is %q, and only %s can be compared. `opframe assess --format json` writes it", file, in.Schema, Schema)
	case in.Framework == "" || in.AsOf.IsZero() || in.Findings == nil || in.Dimensions == nil:
		return Side{}, fmt.Errorf("%s: framework, as_of, dimensions and findings are needed, and not all of them are there. Save the assessment again", file)
	}
	s := Side{Origin: in.origin(file), Problems: len(in.Problems), Received: true, saved: in.beyond()}
	for _, p := range in.Problems {
		if p.Severity == response.Error {
			s.Errors++
		}
	}
	s.Submission = in.submission()
	var err error
	s.Assessment, err = in.assessment(file, s.Submission)
	return s, err
}

type savedFile struct {
	Schema     string             `json:"schema"`
	Round      string             `json:"round"`
	Provider   savedName          `json:"provider"`
	Product    savedName          `json:"product"`
	Framework  string             `json:"framework"`
	AsOf       date.Date          `json:"as_of"`
	Source     savedSource        `json:"source"`
	Level      int                `json:"level"`
	LevelTitle string             `json:"level_title"`
	Highest    *int               `json:"highest_level"`
	Evidence   string             `json:"evidence_list"`
	Dimensions []savedLevel       `json:"dimensions"`
	Findings   []savedFinding     `json:"findings"`
	Answers    []savedAnswer      `json:"answers"`
	APIs       []savedAPI         `json:"apis"`
	Duties     []savedDuty        `json:"obligations"`
	Problems   []response.Problem `json:"problems"`
}

type savedName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type savedSource struct {
	File    string `json:"file"`
	Carried *struct {
		From     string   `json:"from"`
		NotAsked []string `json:"not_asked"`
	} `json:"carried"`
}

type savedLevel struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Level      int    `json:"level"`
	LevelTitle string `json:"level_title"`
	Score      int    `json:"score_percent"`
}

type savedFinding struct {
	Control   string           `json:"control"`
	Title     string           `json:"title"`
	Dimension string           `json:"dimension"`
	Result    framework.Result `json:"result"`
	Rule      int              `json:"rule"`
	Reason    string           `json:"reason"`
	Answers   []string         `json:"answers"`
	Missing   []string         `json:"missing"`
}

type savedAnswer struct {
	Question   string        `json:"question"`
	Asked      string        `json:"asked"`
	Words      string        `json:"words"`
	Options    []string      `json:"options"`
	Understood bool          `json:"understood"`
	Place      response.Cell `json:"place"`
	Evidence   string        `json:"evidence"`
	Rows       []struct {
		Words map[string]string `json:"words"`
		Place response.Cell     `json:"place"`
	} `json:"rows"`
}

type savedAPI struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Known   bool   `json:"known"`
	Rating  string `json:"rating"`
	Outcome string `json:"outcome"`
	Called  string `json:"outcome_title"`
	Rank    *int   `json:"outcome_rank"`
	Access  bool   `json:"access"`
}

type savedDuty struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Owner string `json:"owner"`
}

func (in *savedFile) origin(file string) Origin {
	o := Origin{Product: Named(in.Product), Provider: Named(in.Provider), Round: in.Round, File: orID(in.Source.File, file),
		Framework: in.Framework, AsOf: in.AsOf, Saved: true}
	if in.Source.Carried != nil {
		o.CarriedFrom = in.Source.Carried.From
	}
	return o
}

func (in *savedFile) beyond() *saved {
	s := &saved{notAsked: map[string]bool{}, evidence: in.Evidence, scores: map[string]int{}, levelTitles: map[int]string{}, top: -1}
	for _, a := range in.Answers {
		q := framework.Question{ID: a.Question, Text: a.Asked}
		if a.Rows != nil {
			q.Kind = framework.Rows
		}
		s.questions = append(s.questions, q)
	}
	if in.Source.Carried != nil {
		for _, id := range in.Source.Carried.NotAsked {
			s.notAsked[id] = true
		}
	}
	if in.Highest != nil {
		s.top = *in.Highest
	}
	s.levelTitles[in.Level] = in.LevelTitle
	for _, d := range in.Dimensions {
		s.scores[d.ID] = d.Score
		s.levelTitles[d.Level] = d.LevelTitle
	}
	s.ranked = !slices.ContainsFunc(in.APIs, func(a savedAPI) bool { return a.Known && a.Rank == nil })
	return s
}

func (in *savedFile) submission() response.Submission {
	s := response.Submission{File: in.Source.File, Framework: in.Framework, Answers: map[string]response.Answer{}}
	for _, a := range in.Answers {
		x := response.Answer{Raw: a.Words, Understood: a.Understood, Cell: a.Place, Evidence: response.Field{Text: a.Evidence},
			Value: response.Value{Options: a.Options}}
		for _, r := range a.Rows {
			row := response.Row{Cells: map[string]response.Answer{}, Place: r.Place}
			for id, w := range r.Words {
				row.Cells[id] = response.Answer{Raw: w, Understood: true}
			}
			x.Value.Rows = append(x.Value.Rows, row)
		}
		s.Answers[a.Question] = x
	}
	return s
}

func (in *savedFile) assessment(file string, s response.Submission) (assess.Assessment, error) {
	a := assess.Assessment{Framework: in.Framework, AsOf: in.AsOf, Level: in.Level}
	for _, f := range in.Findings {
		if !slices.Contains(framework.Results, f.Result) {
			return a, fmt.Errorf("%s: the finding of %q is %q, which is no result. Save the assessment again", file, f.Control, f.Result)
		}
		x := assess.Finding{Control: framework.Control{ID: f.Control, Title: f.Title, Dimension: f.Dimension},
			Result: f.Result, Rule: f.Rule, Reason: f.Reason, Missing: f.Missing}
		for _, id := range f.Answers {
			x.Grounds = append(x.Grounds, assess.Ground{Question: &framework.Question{ID: id}, Answer: s.Answers[id]})
		}
		a.Findings = append(a.Findings, x)
	}
	for _, d := range in.Dimensions {
		a.Levels = append(a.Levels, assess.Level{Dimension: framework.Dimension{ID: d.ID, Title: d.Title}, Level: d.Level})
	}
	for _, o := range in.APIs {
		x := assess.APIOutcome{API: framework.API{ID: o.ID, Title: o.Title, Rating: o.Rating}, Known: o.Known,
			Outcome: framework.Outcome{ID: o.Outcome, Title: o.Called, Access: o.Access}}
		if o.Rank != nil {
			x.Outcome.Rank = *o.Rank
		}
		a.APIs = append(a.APIs, x)
	}
	for _, d := range in.Duties {
		a.Obligations = append(a.Obligations, assess.Duty{Obligation: framework.Obligation{ID: d.ID, Title: d.Title, Owner: d.Owner}})
	}
	return a, nil
}
