// Package framework knows what a framework consists of: dimensions, controls, questions, rules,
// the API register, the confidence scale, the matrix and the obligations. It reads frameworks from
// their folders and says what is wrong with them. It judges nothing: data/assess does.
package framework

import (
	"io/fs"
	"slices"

	"opframe/data/date"
	"opframe/data/yamlfile"
)

// Framework is one published edition, never changed once published.
type Framework struct {
	ID        string    `yaml:"id"`      // "interim"
	Version   string    `yaml:"version"` // "1.0"
	Title     string    `yaml:"title"`
	Kind      Kind      `yaml:"kind"`
	Published date.Date `yaml:"published"`
	// Supersedes is the Ref of the edition this one takes the place of, or "".
	Supersedes string `yaml:"supersedes"`
	Summary    string `yaml:"summary"`

	Sources     []Source     `yaml:"sources"`
	Dimensions  []Dimension  `yaml:"dimensions"`
	Issues      []Issue      `yaml:"issues"`
	Scale       []Level      `yaml:"scale"`
	Gates       []Gate       `yaml:"gates"`
	Outcomes    []Outcome    `yaml:"outcomes"`
	Ratings     []Rating     `yaml:"ratings"`
	Matrix      []MatrixRow  `yaml:"matrix"`
	Obligations []Obligation `yaml:"obligations"`
	// Ageing says how long evidence counts; what it does not name counts until the day it states.
	Ageing []Ageing `yaml:"ageing"`
	APIs   []API    `yaml:"apis"`
	// Context questions describe the product and belong to no control.
	Context  []Question `yaml:"context"`
	Controls []Control  `yaml:"controls"`
	Tables   []Table    `yaml:"tables"`
	Checks   []Check    `yaml:"checks"`
	// Mapping says where each question of the superseded edition went.
	Mapping []Mapped `yaml:"mapping"`
	History []Change `yaml:"history"`
	// Service is the service model, nil where the edition has none.
	Service *Service `yaml:"service"`

	// Files is the framework's own folder: framework.yaml, workbook.yaml, guidance/*.md, cases.csv.
	Files fs.FS          `yaml:"-"`
	At    yamlfile.Place `yaml:"-"`
	index *Index         // of a framework that was loaded
}

// Kind says what an edition can be used for.
type Kind string

// The two kinds. A questionnaire can be answered and checked but has no scale or matrix of its own;
// its answers are assessed by the edition that supersedes it.
const (
	Assessment    Kind = "assessment"
	Questionnaire Kind = "questionnaire"
)

// Basis says how far a rule can be relied on as published.
type Basis struct {
	// Status is Official or OfficeConfiguration.
	Status string `yaml:"status"`
	// Source is the id of a Source; it may be empty for office configuration.
	Source string `yaml:"source"`
}

// What a Basis can be.
const (
	Official            = "official"
	OfficeConfiguration = "office configuration"
)

// Source is a publication that a rule rests on.
type Source struct {
	ID    string         `yaml:"id"`
	Title string         `yaml:"title"`
	Note  string         `yaml:"note"`
	At    yamlfile.Place `yaml:"-"`
}

// Dimension is one of the themes the questionnaire informs the office about.
type Dimension struct {
	ID     string         `yaml:"id"`
	Title  string         `yaml:"title"`
	Intent string         `yaml:"intent"`
	At     yamlfile.Place `yaml:"-"`
}

// Issue is one of the five issues the consultation works on.
type Issue struct {
	ID         string         `yaml:"id"`
	Title      string         `yaml:"title"`
	Considered string         `yaml:"considered"`
	Heard      string         `yaml:"heard"`
	Position   string         `yaml:"position"`
	At         yamlfile.Place `yaml:"-"`
}

// Level is a step of confidence in the consumer of an API, 0 the lowest.
type Level struct {
	Level   int            `yaml:"level"`
	Title   string         `yaml:"title"`
	Meaning string         `yaml:"meaning"`
	At      yamlfile.Place `yaml:"-"`
}

// Gate is what a dimension must pass to reach a level. A level is reached when its gate and the
// gates of all lower levels in that dimension are passed.
type Gate struct {
	Dimension string `yaml:"dimension"`
	Level     int    `yaml:"level"`
	// Score is the least percentage of the weight of applicable controls: met counts whole,
	// partly counts half, everything else nothing.
	Score  int    `yaml:"score"`
	Need   []Need `yaml:"need"`
	Reason string `yaml:"reason"`
	Basis  `yaml:",inline"`
	At     yamlfile.Place `yaml:"-"`
}

// Need is one control that must be found at least so.
type Need struct {
	Control string         `yaml:"control"`
	Result  Result         `yaml:"result"` // Met or Partly
	At      yamlfile.Place `yaml:"-"`
}

// Result is what the rules can say of a control.
type Result string

// The five results.
const (
	Met           Result = "met"
	Partly        Result = "partly"
	NotMet        Result = "not met"
	NotApplicable Result = "not applicable"
	NotAssessed   Result = "not assessed"
)

// Results lists every Result in the order reports use.
var Results = []Result{Met, Partly, NotMet, NotApplicable, NotAssessed}

// Outcome is what a cell of the matrix recommends.
type Outcome struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	Meaning string `yaml:"meaning"`
	// Rank orders outcomes for the provider, 0 the best. Outcomes of the same rank are a fault.
	Rank int `yaml:"rank"`
	// Access says that the outcome lets the product use the API.
	Access bool           `yaml:"access"`
	At     yamlfile.Place `yaml:"-"`
}

// Rating is a step of API risk: "P" pending, "1" none, "2" low, "3" medium, "4" high.
type Rating struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	Meaning string `yaml:"meaning"`
	Basis   `yaml:",inline"`
	At      yamlfile.Place `yaml:"-"`
}

// Pending is the rating of an API nobody has rated.
const Pending = "P"

// MatrixRow gives for one rating the outcome at each level, from level 0 up.
type MatrixRow struct {
	Rating   string   `yaml:"rating"`
	Outcomes []string `yaml:"outcomes"`
	Reason   string   `yaml:"reason"`
	Basis    `yaml:",inline"`
	At       yamlfile.Place `yaml:"-"`
}

// Obligation is a duty that an outcome brings, most of them joint security monitoring.
type Obligation struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	Text  string `yaml:"text"`
	// Owner is "provider", "office" or "joint".
	Owner string `yaml:"owner"`
	// Layer is "network", "application", "transaction" or "" where no layer is meant.
	Layer string `yaml:"layer"`
	// Trigger says what starts the duty, Limit in words how soon it must be done.
	Trigger string `yaml:"trigger"`
	Limit   string `yaml:"limit"`
	// Exactly one of these may be positive: due so many days or months after the assessment.
	DueDays   int `yaml:"due_days"`
	DueMonths int `yaml:"due_months"`
	// Outcomes that bring it; Ratings narrows it to APIs so rated, none means any.
	Outcomes []string `yaml:"outcomes"`
	Ratings  []string `yaml:"ratings"`
	Basis    `yaml:",inline"`
	At       yamlfile.Place `yaml:"-"`
}

// API is one service action.
type API struct {
	ID      string `yaml:"id"`
	Service string `yaml:"service"`
	Action  string `yaml:"action"`
	Title   string `yaml:"title"`
	Domain  string `yaml:"domain"`
	Rating  string `yaml:"rating"`
	// Status is "production", "test" or "retired".
	Availability string           `yaml:"availability"`
	Basis        `yaml:",inline"` // of the rating
	At           yamlfile.Place   `yaml:"-"`
}

// Control is a safeguard that questions ask about and rules judge.
type Control struct {
	ID        string `yaml:"id"`
	Title     string `yaml:"title"`
	Dimension string `yaml:"dimension"`
	Issue     string `yaml:"issue"` // id of an Issue, or ""
	Intent    string `yaml:"intent"`
	// Weight is 1 to 5; Effort, the work to put right what is missing, 1 (days) to 5 (a year).
	Weight int `yaml:"weight"`
	Effort int `yaml:"effort"`
	// Applies is absent where the control always applies; NotApplicable is the reason shown otherwise.
	Applies       *Cond      `yaml:"applies"`
	NotApplicable string     `yaml:"not_applicable"`
	Evidence      []string   `yaml:"evidence"` // what is enough
	References    []string   `yaml:"references"`
	Questions     []Question `yaml:"questions"`
	// Rules are tried in order; the last has no condition.
	Rules []Rule         `yaml:"rules"`
	At    yamlfile.Place `yaml:"-"`
}

// Rule is one way a control can be found.
type Rule struct {
	Result Result `yaml:"result"` // Met, Partly or NotMet
	When   *Cond  `yaml:"when"`   // absent in the last rule: otherwise
	Reason string `yaml:"reason"`
	// Remedy says what would have to change; it is required unless the result is Met.
	Remedy string `yaml:"remedy"`
	Basis  `yaml:",inline"`
	At     yamlfile.Place `yaml:"-"`
}

// QuestionKind is the shape of an answer.
type QuestionKind string

// The kinds of questions.
const (
	YesNo   QuestionKind = "yes-no"
	Choice  QuestionKind = "choice"
	Choices QuestionKind = "choices"
	Number  QuestionKind = "number"
	Day     QuestionKind = "date"
	Text    QuestionKind = "text"
	Rows    QuestionKind = "table"
)

// QuestionKinds lists every kind.
var QuestionKinds = []QuestionKind{YesNo, Choice, Choices, Number, Day, Text, Rows}

// Question is asked once a product.
type Question struct {
	ID   string       `yaml:"id"`
	Text string       `yaml:"text"`
	Help string       `yaml:"help"`
	Kind QuestionKind `yaml:"kind"`
	// Dimension is given for context questions only; others have their control's.
	Dimension string   `yaml:"dimension"`
	Options   []Option `yaml:"options"` // of Choice and Choices
	Unit      string   `yaml:"unit"`    // of Number
	Min       *float64 `yaml:"min"`
	Max       *float64 `yaml:"max"`
	Table     string   `yaml:"table"` // id of the Table whose rows answer the question
	Optional  bool     `yaml:"optional"`
	// ShowIf is absent where the question is always asked.
	ShowIf *Cond `yaml:"show_if"`
	// Evidence says what to offer, "" where none is asked.
	Evidence string         `yaml:"evidence"`
	At       yamlfile.Place `yaml:"-"`
	// Control is the id of the control the question stands under, "" for context.
	Control string `yaml:"-"`
}

// Option is one of the answers of a Choice or Choices question. Yes-no questions have the
// options "yes" and "no".
type Option struct {
	ID    string         `yaml:"id"`
	Label string         `yaml:"label"`
	At    yamlfile.Place `yaml:"-"`
}

// NoneOption is the id of an option that says there is nothing of the kind: it stands alone, and no
// evidence is asked for it.
const NoneOption = "none"

// YesNoOptions are the options of every yes-no question.
var YesNoOptions = []Option{{ID: "yes", Label: "Yes"}, {ID: "no", Label: "No"}}

// Choosable is what may be chosen: the options, or yes and no.
func (q Question) Choosable() []Option {
	if q.Kind == YesNo {
		return YesNoOptions
	}
	return q.Options
}

// Table is a list the provider fills in, a row a thing.
type Table struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	Help  string `yaml:"help"`
	// Role is "apis" for the list of APIs used, "evidence" for the list of evidence, "" otherwise.
	Role    string         `yaml:"role"`
	Columns []Column       `yaml:"columns"`
	At      yamlfile.Place `yaml:"-"`
}

// The roles of tables the program itself reads.
const (
	RoleAPIs     = "apis"
	RoleEvidence = "evidence"
)

// Column of a Table. Its kind is that of a question, Choices and Rows excepted.
type Column struct {
	ID       string         `yaml:"id"`
	Title    string         `yaml:"title"`
	Help     string         `yaml:"help"`
	Kind     QuestionKind   `yaml:"kind"`
	Options  []Option       `yaml:"options"`
	Unit     string         `yaml:"unit"`
	Min      *float64       `yaml:"min"`
	Max      *float64       `yaml:"max"`
	Required bool           `yaml:"required"`
	At       yamlfile.Place `yaml:"-"`
}

// Choosable is what may be chosen in the column.
func (c Column) Choosable() []Option {
	if c.Kind == YesNo {
		return YesNoOptions
	}
	return c.Options
}

// Check is a contradiction between answers: a problem when its condition holds.
type Check struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	When  Cond   `yaml:"when"`
	// Severity is "error" or "warning".
	Severity string         `yaml:"severity"`
	Message  string         `yaml:"message"` // what is wrong
	Remedy   string         `yaml:"remedy"`  // what to do
	At       yamlfile.Place `yaml:"-"`
}

// Mapped says where one question of the superseded edition went.
type Mapped struct {
	From string `yaml:"from"`
	To   string `yaml:"to"` // "" when Dropped says why
	// Options translates option ids; an option not named keeps its id if the new question has it,
	// and is left unanswered otherwise.
	Options map[string]string `yaml:"options"`
	Dropped string            `yaml:"dropped"`
	Note    string            `yaml:"note"`
	At      yamlfile.Place    `yaml:"-"`
}

// Change is a line of the version history.
type Change struct {
	Version string         `yaml:"version"`
	Date    date.Date      `yaml:"date"`
	Text    string         `yaml:"text"`
	At      yamlfile.Place `yaml:"-"`
}

// Ref is "id@version".
func (f *Framework) Ref() string { return f.ID + "@" + f.Version }

// Questions lists every question in the order of the questionnaire: dimension by dimension, the
// context questions first, then control by control.
func (f *Framework) Questions() []Question {
	x := f.Index()
	all := make([]Question, 0, len(x.Questions))
	for _, q := range x.Questions {
		all = append(all, *q)
	}
	return all
}

// QuestionsOf lists the questions of one dimension in order.
func (f *Framework) QuestionsOf(dimension string) []Question {
	return f.appendOf(nil, dimension)
}

func (f *Framework) appendOf(all []Question, dimension string) []Question {
	for i := range f.Context {
		if f.Context[i].Dimension == dimension {
			all = append(all, f.Context[i])
		}
	}
	for i := range f.Controls {
		if f.Controls[i].Dimension == dimension {
			all = append(all, f.Controls[i].Questions...)
		}
	}
	return all
}

// Question finds a question by id.
func (f *Framework) Question(id string) (Question, bool) {
	if q := f.Index().Question(id); q != nil {
		return *q, true
	}
	return f.findQuestion(func(q *Question) bool { return q.ID == id })
}

// findQuestion looks through all questions, those too whose dimension does not exist.
func (f *Framework) findQuestion(is func(*Question) bool) (Question, bool) {
	for i := range f.Context {
		if is(&f.Context[i]) {
			return f.Context[i], true
		}
	}
	for i := range f.Controls {
		for k := range f.Controls[i].Questions {
			if q := &f.Controls[i].Questions[k]; is(q) {
				return *q, true
			}
		}
	}
	return Question{}, false
}

// Control finds a control by id.
func (f *Framework) Control(id string) (Control, bool) {
	if i, ok := f.Index().controls[id]; ok {
		return f.Controls[i], true
	}
	return Control{}, false
}

// Table finds a table by id.
func (f *Framework) Table(id string) (Table, bool) {
	return find(f.Tables, func(t Table) bool { return t.ID == id })
}

// TableRole finds the table with a role.
func (f *Framework) TableRole(role string) (Table, bool) {
	return find(f.Tables, func(t Table) bool { return t.Role == role })
}

// RoleQuestion finds the question that is answered by the table with a role. Lint holds that each
// table is asked for by one question.
func (f *Framework) RoleQuestion(role string) (Question, bool) {
	i := slices.IndexFunc(f.Tables, func(t Table) bool { return t.Role == role })
	if i < 0 {
		return Question{}, false
	}
	return f.findQuestion(func(q *Question) bool { return q.Kind == Rows && q.Table == f.Tables[i].ID })
}

// API finds a service action by id.
func (f *Framework) API(id string) (API, bool) {
	return find(f.APIs, func(a API) bool { return a.ID == id })
}

// Outcome finds an outcome by id.
func (f *Framework) Outcome(id string) (Outcome, bool) {
	return find(f.Outcomes, func(o Outcome) bool { return o.ID == id })
}

// Dimension finds a dimension by id.
func (f *Framework) Dimension(id string) (Dimension, bool) {
	return find(f.Dimensions, func(d Dimension) bool { return d.ID == id })
}

// Rating finds a rating by id.
func (f *Framework) Rating(id string) (Rating, bool) {
	return find(f.Ratings, func(r Rating) bool { return r.ID == id })
}

// Issue finds an issue by id.
func (f *Framework) Issue(id string) (Issue, bool) {
	return find(f.Issues, func(i Issue) bool { return i.ID == id })
}

// Source finds a source by id.
func (f *Framework) Source(id string) (Source, bool) {
	return find(f.Sources, func(s Source) bool { return s.ID == id })
}

func find[T any](all []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i], true
	}
	var none T
	return none, false
}
