package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Report is how complete and consistent a submission is.
type Report struct {
	// Problems are those of reading, of completeness and of consistency together, grouped by kind in the
	// order of response.ProblemKinds and within a kind in the order of the questionnaire.
	Problems []response.Problem
	// Ready has one entry a dimension in order.
	Ready []Readiness
}

// Readiness counts the questions of one dimension.
type Readiness struct {
	Dimension framework.Dimension
	Asked     int // questions that must be answered, as far as the answers given tell
	Answered  int // of these
	Problems  int // errors among this dimension's questions
}

// Errors counts the problems that must be put right.
func (r Report) Errors() int {
	n := 0
	for _, p := range r.Problems {
		if p.Severity == response.Error {
			n++
		}
	}
	return n
}

// Check says what is missing from a submission and which of its answers contradict each other. It
// needs no scale, so an edition of kind Questionnaire serves as well.
func Check(f *framework.Framework, s *response.Submission, asOf date.Date) Report {
	j := newJudge(f, s, asOf)
	defer j.leave()
	return j.check()
}

func (j *judge) check() Report {
	f, s := j.f, j.s
	c := &checker{judge: j}
	c.problems = append(c.problems, s.Problems...)
	if q, ok := f.RoleQuestion(framework.RoleEvidence); ok {
		c.evidenced = s.Answers[q.ID].Value.Rows
	}
	for place := range c.Questions {
		c.question(place)
	}
	c.registered()
	for i := range f.Checks {
		if c.holds(&f.Checks[i].When) == yes {
			c.contradiction(&f.Checks[i])
		}
	}
	r := Report{Problems: c.sorted()}
	r.Ready = c.readiness(r.Problems)
	return r
}

type checker struct {
	*judge
	evidenced []response.Row // the list of evidence
}

func (c *checker) add(kind response.ProblemKind, sev response.Severity, q *framework.Question, cell response.Cell, what, do string) {
	c.problems = append(c.problems, response.Problem{Kind: kind, Severity: sev, Cell: cell, Question: q.ID, What: what, Do: do})
}

// place is where the question is answered, or can be; the whole file where it was not found.
func (c *checker) place(id string) response.Cell {
	if a, ok := c.s.Answers[id]; ok && a.Cell.Ref != "" {
		return a.Cell
	}
	if cell, ok := c.s.Places[id]; ok {
		return cell
	}
	return response.Cell{File: c.s.File}
}

func (c *checker) question(place int) {
	q := c.Questions[place]
	a, there := c.s.Answers[q.ID]
	switch c.askedHere(place) {
	case unknown:
		return // it is asked once the question above it is answered
	case no:
		if there && a.Raw != "" {
			c.add(response.Inconsistent, response.Warning, q, a.Cell,
				q.ID+" is answered, but from other answers it does not apply to this product.",
				"Clear the answer, or correct the answer that makes it not apply.")
		}
		return
	}
	if !there && !q.Optional {
		c.unanswered(q)
		return
	}
	if !there || !a.Understood {
		return // reading has said what could not be understood
	}
	if q.Kind == framework.Rows {
		c.rows(q, &a)
	}
	if len(a.Value.Options) > 1 && slices.Contains(a.Value.Options, framework.NoneOption) {
		c.add(response.Inconsistent, response.Error, q, a.Cell,
			q.ID+" says none and names something as well.", "Keep either none or the others.")
	}
	c.evidence(q, &a)
}

func (c *checker) unanswered(q *framework.Question) {
	if _, found := c.s.Places[q.ID]; !found {
		c.add(response.Missing, response.Error, q, c.place(q.ID),
			q.ID+" is not in the file, so it is not answered: "+q.Text,
			"Answer it in a fresh copy of the questionnaire.")
		return
	}
	do := "Answer it."
	switch q.Kind {
	case framework.YesNo, framework.Choice:
		do = "Choose one of: " + labels(q.Choosable()) + "."
	case framework.Choices:
		do = "Say yes to each that holds: " + labels(q.Choosable()) + "."
	case framework.Rows:
		t, _ := c.f.Table(q.Table)
		do = fmt.Sprintf("Fill in the list %q, a row each.", t.Title)
	case framework.Number:
		do = "Give a number."
		if q.Unit != "" {
			do = "Give a number, in " + q.Unit + "."
		}
	case framework.Day:
		do = "Give a date, such as 2017-08-31."
	}
	c.add(response.Missing, response.Error, q, c.place(q.ID), q.ID+" is not answered: "+q.Text, do)
}

func labels(options []framework.Option) string {
	var all []string
	for _, o := range options {
		all = append(all, o.Label)
	}
	return strings.Join(all, ", ")
}

// rows reports the required columns that a row leaves empty.
func (c *checker) rows(q *framework.Question, a *response.Answer) {
	t, _ := c.f.Table(q.Table)
	for _, row := range a.Value.Rows {
		for _, col := range t.Columns {
			if _, ok := row.Cells[col.ID]; !ok && col.Required {
				c.add(response.Missing, response.Error, q, row.Place,
					fmt.Sprintf("%s: this row of the list %q has no %q.", q.ID, t.Title, col.Title), "Fill it in, or clear the row.")
			}
		}
	}
}

// evidence is asked for what is done, not for what is not: an answer "no" or "none" needs none.
func (c *checker) evidence(q *framework.Question, a *response.Answer) {
	if q.Evidence == "" || slices.ContainsFunc(a.Value.Options, func(o string) bool { return o == "no" || o == framework.NoneOption }) {
		return
	}
	ref := strings.TrimSpace(a.Evidence.Text)
	if ref == "" {
		c.add(response.Unevidenced, response.Warning, q, c.place(q.ID),
			q.ID+": no evidence is named.", "Name it beside the answer: "+q.Evidence)
		return
	}
	row, found := c.listed(ref)
	if !found && c.elsewhere() {
		return
	}
	if !found {
		c.add(response.Unevidenced, response.Warning, q, a.Evidence.Cell,
			fmt.Sprintf("%s: the evidence %q is not in the list of evidence.", q.ID, ref),
			"Add a row with this reference to the list, or correct the reference.")
		return
	}
	if e, ok := row.Cells["expires"]; ok && e.Understood && e.Value.Date.Before(c.asOf) {
		c.add(response.Unevidenced, response.Warning, q, e.Cell,
			fmt.Sprintf("%s: the evidence %q expired on %s.", q.ID, ref, e.Value.Date), "Offer evidence that is still valid.")
	}
}

// listed finds the row of the list of evidence that a reference names. A list that does not exist
// or was not filled in finds nothing.
func (c *checker) listed(ref string) (response.Row, bool) {
	for _, row := range c.evidenced {
		if strings.EqualFold(strings.TrimSpace(row.Cells["ref"].Value.Text), ref) {
			return row, true
		}
	}
	return response.Row{}, false
}

// registered reports APIs that the framework's register does not know or no longer offers. An edition
// without a register of its own asks nothing.
func (c *checker) registered() {
	if len(c.f.APIs) == 0 {
		return
	}
	q, _ := c.f.RoleQuestion(framework.RoleAPIs)
	for _, u := range c.used {
		switch {
		case !u.known:
			c.add(response.Invalid, response.Error, &q, u.named.Cell,
				fmt.Sprintf("%q is not in the API register of %s.", u.named.Value.Text, c.f.Ref()),
				"Choose the service action from the list in the cell.")
		case u.api.Availability == "retired":
			c.add(response.Inconsistent, response.Warning, &q, u.named.Cell,
				fmt.Sprintf("%s has been retired.", u.api.ID), "Remove it, or name the service action that took its place.")
		}
	}
}

func (c *checker) contradiction(check *framework.Check) {
	sev := response.Warning
	if check.Severity == "error" {
		sev = response.Error
	}
	var q *framework.Question
	var cells []string
	for _, id := range check.When.Questions() {
		if _, ok := c.s.Answers[id]; !ok {
			continue
		}
		if q == nil {
			q = c.Question(id)
		}
		cells = append(cells, fmt.Sprintf("%s in %s", id, c.place(id).InSheet()))
	}
	if q == nil {
		q = c.Question(check.When.Questions()[0])
	}
	what := check.Message
	if len(cells) > 1 {
		what += " (" + strings.Join(cells, ", ") + ")"
	}
	c.add(response.Inconsistent, sev, q, c.place(q.ID), what, check.Remedy)
}

// sorted orders problems by kind, then by the order of the questionnaire; those of no question first.
func (c *checker) sorted() []response.Problem {
	if len(c.problems) == 0 {
		return slices.Clone(c.s.Problems)
	}
	type rank struct{ kind, place, was int }
	ranks := make([]rank, len(c.problems))
	for i := range c.problems {
		p := &c.problems[i]
		ranks[i] = rank{slices.Index(response.ProblemKinds, p.Kind), -1, i}
		if p.Question != "" {
			ranks[i].place = max(0, c.Place(p.Question))
		}
	}
	slices.SortFunc(ranks, func(a, b rank) int {
		return cmp.Or(a.kind-b.kind, a.place-b.place, a.was-b.was)
	})
	all := make([]response.Problem, len(ranks))
	for i, r := range ranks {
		all[i] = c.problems[r.was]
	}
	return all
}

// readiness counts the questions of each dimension.
func (c *checker) readiness(problems []response.Problem) []Readiness {
	all := make([]Readiness, 0, len(c.f.Dimensions))
	at := map[string]int{}
	for i, d := range c.f.Dimensions {
		all = append(all, Readiness{Dimension: d})
		at[d.ID] = i
	}
	for place, q := range c.Questions {
		r := &all[at[q.Dimension]]
		if q.Optional || c.askedHere(place) != yes {
			continue
		}
		r.Asked++
		if c.answer(place).there {
			r.Answered++
		}
	}
	for i := range problems {
		if q := c.Question(problems[i].Question); q != nil && problems[i].Severity == response.Error {
			all[at[q.Dimension]].Problems++
		}
	}
	return all
}
