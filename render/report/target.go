package report

import (
	"fmt"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/target"
	"opframe/render/doc"
)

// ahead says what it would take to get further: for the next level, and for every level that opens more of
// the APIs listed.
func (a *assessment) ahead() {
	a.heading(2, "What it would take")
	if len(a.p.Ways) == 0 {
		a.text("Nothing: this is the highest level, and every API listed is open.")
		return
	}
	a.text("These are the smallest sets of answers that would have to be different: the fewest changes and, among sets of the same size, those with the least effort first. "+
		"Each was tried: the rules come to the level with it. It is assumed that all other answers stay as they are, and that the context and the APIs used do. "+
		"A change must be true of the product before it is declared. Nor is it a promise: %s decides.", a.v.Occasion.Office.Name)
	for _, w := range a.p.Ways {
		a.ways(w)
	}
}

func (a *assessment) ways(w target.Ways) {
	if w.Level < 0 {
		a.text("%s", w.Why)
		return
	}
	a.heading(3, "To reach level "+levelTitle(a.f, w.Level))
	if len(w.APIs) > 0 {
		a.text("At this level %s would be open: %s.", number(len(w.APIs), "more API", "more APIs"), list(w.APIs))
	}
	if w.Why != "" {
		a.text("%s", w.Why)
		return
	}
	t := doc.Table{
		Caption: fmt.Sprintf("What would have to be answered differently for level %d: %s of %s", w.Level,
			number(len(w.Sets), "set", "sets"), number(len(w.Sets[0].Changes), "change", "changes")), RowHead: true, Empty: "Nothing.",
		Columns: []doc.Column{{Title: "Set", Wide: 0.7}, {Title: "Question", Wide: 3.2}, {Title: "Now", Wide: 2}, {Title: "Would have to be", Wide: 2.2}, {Title: "Effort", Right: true, Wide: 0.7}},
	}
	in := map[string]int{} // how many sets have a change in the same words
	words := make([][]string, len(w.Sets))
	for i, set := range w.Sets {
		for _, c := range set.Changes {
			becomes := Becomes(a.f, c)
			words[i] = append(words[i], becomes)
			in[c.Question.ID+" "+becomes]++
		}
	}
	common := func(set, change int) bool {
		return len(w.Sets) > 1 && in[w.Sets[set].Changes[change].Question.ID+" "+words[set][change]] == len(w.Sets)
	}
	for k, c := range w.Sets[0].Changes {
		if common(0, k) {
			t.Rows = append(t.Rows, a.change("All", c, words[0][k]))
		}
	}
	for i, set := range w.Sets {
		for k, c := range set.Changes {
			if !common(i, k) {
				t.Rows = append(t.Rows, a.change(strconv.Itoa(i+1), c, words[i][k]))
			}
		}
	}
	a.add(t)
	for i, set := range w.Sets {
		if len(set.Asks) > 0 {
			a.text("With set %d the questionnaire asks more: %s.", i+1, list(set.Asks))
		}
	}
}

func (a *assessment) change(set string, c target.Change, becomes string) doc.Row {
	cell, says := Now(a.p.Submission, c.Question)
	return doc.Row{Cells: [][]doc.Span{doc.T(set), {strong(c.Question.ID), {Text: " " + c.Question.Text + "\n" + c.Control.Title}},
		doc.T(sentence(says) + " (" + inFile(cell) + ")"), doc.T(sentence(becomes)), doc.T(strconv.Itoa(c.Control.Effort))}}
}

// inFile is a place within its file.
func inFile(c response.Cell) string {
	if c.InSheet() == "" {
		return "not in the file"
	}
	return c.InSheet()
}

// Now is where a question is answered, or can be, and what is said there in the provider's own words.
func Now(s response.Submission, q framework.Question) (at response.Cell, says string) {
	answer, ok := s.Answers[q.ID]
	switch {
	case !ok:
		return s.Places[q.ID], "not answered"
	case q.Kind == framework.Rows:
		return answer.Cell, number(len(answer.Value.Rows), "row", "rows")
	case !answer.Understood:
		return answer.Cell, answer.Raw + " (not understood)"
	}
	return answer.Cell, answer.Raw
}

// Becomes says what the answer to a question would have to be: any one of the answers that will do.
func Becomes(f *framework.Framework, c target.Change) string {
	q := c.Question
	if q.Kind == framework.YesNo || q.Kind == framework.Choice {
		if s, ok := oneOption(q, c.To); ok {
			return s
		}
	}
	if s, ok := addOne(q, c.To); ok {
		return s
	}
	var all []string
	for _, to := range c.To {
		all = append(all, becomes(f, q, to)+beside(to))
	}
	return strings.Join(all, ", or ")
}

func beside(to target.To) string {
	if to.Evidence {
		return ", with evidence named beside it"
	}
	return ""
}

// oneOption joins options that are asked for in the same way: “A”, “B” or “C”.
func oneOption(q framework.Question, all []target.To) (string, bool) {
	var ids []string
	for _, to := range all {
		if to.Empty || to.Evidence != all[0].Evidence {
			return "", false
		}
		ids = append(ids, to.Options...)
	}
	return quoted(q.Choosable(), ids, " or ") + beside(all[0]), true
}

// addOne joins sets of options that each need one more of what is chosen now: add “A” or “B”.
func addOne(q framework.Question, all []target.To) (string, bool) {
	var ids []string
	for _, to := range all {
		if len(to.Add) != 1 || len(to.Remove) > 0 || to.Evidence != all[0].Evidence {
			return "", false
		}
		ids = append(ids, to.Add...)
	}
	return "add " + quoted(q.Choosable(), ids, " or ") + beside(all[0]), true
}

func becomes(f *framework.Framework, q framework.Question, to target.To) string {
	switch {
	case to.Empty:
		return "no answer"
	case to.Words:
		return "an answer in words"
	case q.Kind == framework.Choices:
		return options(q, to)
	case q.Kind == framework.Number:
		return bounds(q, to)
	case q.Kind == framework.Day:
		return span(to.From, to.Until)
	case q.Kind == framework.Rows:
		return rowsTo(f, to.Rows)
	}
	return quoted(q.Choosable(), to.Options, " or ")
}

func options(q framework.Question, to target.To) string {
	var parts []string
	if len(to.Add) > 0 {
		parts = append(parts, "add "+quoted(q.Choosable(), to.Add, " and "))
	}
	if len(to.Remove) > 0 {
		parts = append(parts, "take away "+quoted(q.Choosable(), to.Remove, " and "))
	}
	if len(parts) == 0 {
		return "the same answer"
	}
	return strings.Join(parts, " and ")
}

func bounds(q framework.Question, to target.To) string {
	if to.AtLeast != nil && to.AtMost != nil && *to.AtLeast == *to.AtMost {
		return "exactly " + amount(*to.AtLeast, q.Unit)
	}
	var parts []string
	for _, b := range []struct {
		word string
		n    *float64
	}{{"at least ", to.AtLeast}, {"more than ", to.Above}, {"at most ", to.AtMost}, {"less than ", to.Below}} {
		if b.n != nil {
			parts = append(parts, b.word+amount(*b.n, q.Unit))
		}
	}
	if len(parts) == 0 {
		return "a number"
	}
	return list(parts)
}

func span(from, until date.Date) string {
	switch {
	case from.IsZero() && until.IsZero():
		return "a date"
	case until.IsZero():
		return doc.LongDate(from) + " or later"
	case from.IsZero():
		return doc.LongDate(until) + " or earlier"
	case from == until:
		return doc.LongDate(from)
	}
	return "from " + doc.LongDate(from) + " to " + doc.LongDate(until)
}

// rowsTo says conditions on a list in the words of the rules.
func rowsTo(f *framework.Framework, all []target.RowsTo) string {
	var parts []string
	for _, r := range all {
		c := r.Cond
		if !r.Holds {
			c = &framework.Cond{Not: r.Cond}
		}
		parts = append(parts, doc.Plain(conds{f: f}.sentence(c)))
	}
	if len(parts) == 0 {
		return "the same rows"
	}
	return list(parts)
}
