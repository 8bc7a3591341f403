package workbook

import (
	"fmt"
	"slices"

	"opframe/data/framework"
	"opframe/data/response"
)

// scanReference notes the questions of a sheet that only repeats what is answered elsewhere.
func (r *reader) scanReference(b *block) {
	for _, row := range b.rows {
		if id := r.idOf(b, row); id != "" {
			r.repeats[id] = append(r.repeats[id], hit{b: b, row: row})
		}
	}
}

// compareRepeats holds what reference sheets repeat against the answers. The answers count.
func (r *reader) compareRepeats() {
	if len(r.repeats) == 0 {
		return
	}
	for _, q := range r.e.Framework.Questions() {
		first, ok := r.one(q.ID)
		if !ok {
			continue // it is told that the question was not found
		}
		mine, answered := first.cell(colAnswer)
		for _, again := range r.repeats[q.ID] {
			c, filled := again.cell(colAnswer)
			if !filled {
				continue
			}
			p := response.Problem{Kind: response.Inconsistent, Severity: response.Warning, Question: q.ID}
			at := first.place(colAnswer)
			switch {
			case !answered:
				p.What = fmt.Sprintf("%s is answered %s here, where answers are only repeated, and not in %s.", q.ID, quote(c.Text), at.InSheet())
				p.Do = "Answer it there."
			case r.alike(q, mine.Text, c.Text):
				continue
			default:
				p.What = fmt.Sprintf("%s is %s here and %s in %s, which was taken.", q.ID, quote(c.Text), quote(mine.Text), at.InSheet())
				p.Do = "Correct the one that is wrong."
			}
			r.add(again.b.sheet, c.Row, c.Col, p)
		}
	}
}

// alike says that two texts are the same answer.
func (r *reader) alike(q framework.Question, a, b string) bool {
	if fold(a) == fold(b) {
		return true
	}
	x, y := r.e.Layout.index.option(a, q.Choosable()), r.e.Layout.index.option(b, q.Choosable())
	return x != nil && slices.Equal(x, y) && slices.Contains([]framework.QuestionKind{framework.YesNo, framework.Choice}, q.Kind)
}
