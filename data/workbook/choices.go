package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// choices reads a question that allows several answers: from the lines of its options, or from a
// list in its own row.
func (r *reader) choices(q *framework.Question) {
	own, found := r.one(q.ID)
	if !found && !r.optionsFound(q) {
		return
	}
	a := r.ticked(q)
	r.s.Places[q.ID] = a.Cell
	if found {
		r.s.Places[q.ID] = own.place(colAnswer)
		a = r.listed(q, own, a)
	}
	if a.Raw == "" {
		if found {
			r.wordsAlone(q, own)
		}
		return
	}
	if !a.Understood {
		a.Value = response.Value{}
	}
	if found {
		a.Cell, a.Comment, a.Evidence = own.place(colAnswer), own.field(colComment), own.field(colEvidence)
	}
	a.Comment = r.optionComments(q, a.Comment)
	r.s.Answers[q.ID] = a
}

// listed reads the list in a question's own row, if there is one; it must not say something else
// than the lines of the options.
func (r *reader) listed(q *framework.Question, own hit, ticked response.Answer) response.Answer {
	c, ok := own.cell(colAnswer)
	if !ok {
		return ticked
	}
	a := r.interpret(own.b, c, q.ID, "", asking{kind: q.Kind, options: q.Options})
	a.Understood = !r.disputed(q.ID, own) && a.Understood
	same := ticked.Understood && a.Understood && slices.Equal(ticked.Value.Options, a.Value.Options)
	if ticked.Raw != "" && !same {
		a.Understood = false
		r.add(own.b.sheet, c.Row, c.Col, response.Problem{Kind: response.Inconsistent, Severity: response.Error, Question: q.ID,
			What: fmt.Sprintf("%s is answered twice: %s here and %s from %s on.", q.ID, quote(c.Text), quote(ticked.Raw), ticked.Cell.InSheet()),
			Do:   "Answer in the lines of the options, and clear this cell."})
	}
	return a
}

func (r *reader) optionsFound(q *framework.Question) bool {
	for i := range optionRows(*q) {
		if len(r.found[optionID(*q, q.Options[i])]) > 0 {
			return true
		}
	}
	return false
}

// ticked reads the lines of the options. Its Raw is "" where all of them are empty; otherwise it
// lists the labels of those said yes to, or is No where none is.
func (r *reader) ticked(q *framework.Question) response.Answer {
	a := response.Answer{Understood: true}
	var chosen, wrong, missing []string
	for i := range optionRows(*q) {
		o := q.Options[i]
		h, ok := r.one(optionID(*q, o))
		if !ok {
			missing = append(missing, optionID(*q, o))
			continue
		}
		if a.Cell.File == "" {
			a.Cell = h.place(colAnswer)
		}
		c, filled := h.cell(colAnswer)
		if !filled {
			continue
		}
		x := r.interpret(h.b, c, q.ID, o.Label, asking{kind: framework.YesNo, options: framework.YesNoOptions})
		switch {
		case !x.Understood || r.disputed(optionID(*q, o), h):
			wrong = append(wrong, o.Label+": "+c.Text)
		case x.Value.Options[0] == framework.YesNoOptions[0].ID:
			a.Value.Options = append(a.Value.Options, o.ID)
			chosen = append(chosen, o.Label)
		case a.Raw == "":
			a.Raw = c.Text
		}
	}
	if len(chosen)+len(wrong) > 0 {
		a.Raw = strings.Join(append(chosen, wrong...), "; ")
	}
	a.Understood = a.Raw != "" && len(wrong) == 0
	r.linesMissing(q, missing)
	return a
}

// linesMissing warns of options whose lines are gone: they could not be said yes to.
func (r *reader) linesMissing(q *framework.Question, missing []string) {
	h, ok := r.one(q.ID)
	if len(missing) == 0 || !ok {
		return
	}
	if _, listed := h.cell(colAnswer); listed {
		return
	}
	r.warn(h.b, h.row.n, h.b.cols.col(colID), q.ID, fmt.Sprintf("%s: the lines %s were not found.", q.ID, joinAnd(missing)),
		"Put them back, or list what applies in the row of the question, with semicolons between.")
}

// optionComments adds what was written beside the options to the comment.
func (r *reader) optionComments(q *framework.Question, comment response.Field) response.Field {
	for i := range optionRows(*q) {
		h, ok := r.one(optionID(*q, q.Options[i]))
		if !ok {
			continue
		}
		for _, name := range []string{colComment, colEvidence} {
			f := h.field(name)
			switch {
			case f.Text == "":
			case comment.Text == "":
				comment = response.Field{Text: q.Options[i].Label + ": " + f.Text, Cell: f.Cell}
			default:
				comment.Text += "\n" + q.Options[i].Label + ": " + f.Text
			}
		}
	}
	return comment
}
