package assess

import (
	"fmt"
	"maps"
	"slices"

	"opframe/data/framework"
	"opframe/data/response"
)

// Carry takes the answers of a submission to an earlier edition over to the edition that supersedes it,
// by its mapping. Every answer keeps the cell it was read from. An answered question that the mapping
// drops, or whose option has no counterpart, is named in Carried.Lost; nothing is guessed.
func Carry(to, from *framework.Framework, s response.Submission) (response.Submission, error) {
	if to.Supersedes != from.Ref() {
		return s, fmt.Errorf("%s: answers to %s cannot be taken over to %s, which supersedes %q",
			s.File, from.Ref(), to.Ref(), to.Supersedes)
	}
	out := s
	out.Framework = to.Ref()
	out.Answers = map[string]response.Answer{}
	out.Places = map[string]response.Cell{}
	carried := &response.Carried{From: from.Ref()}
	moved := map[string]framework.Mapped{}
	for _, m := range to.Mapping {
		moved[m.From] = m
		if place, ok := s.Places[m.From]; ok && m.To != "" {
			out.Places[m.To] = place
		}
	}
	for _, q := range from.Questions() {
		a, ok := s.Answers[q.ID]
		if !ok {
			continue
		}
		m := moved[q.ID]
		target, _ := to.Question(m.To)
		value, kept := carry(a, q, target, m)
		if m.To == "" || !a.Understood || !kept {
			carried.Lost = append(carried.Lost, q.ID)
			continue
		}
		if q.Kind == framework.Rows {
			var lost []string
			table, _ := to.Table(target.Table)
			value.Rows, lost = carryRows(value.Rows, table)
			for _, column := range lost {
				carried.Lost = append(carried.Lost, q.ID+" "+column)
			}
		}
		a.Value = value
		out.Answers[m.To] = a
		carried.Count++
	}
	out.Problems = renamed(s.Problems, moved)
	out.Carried = carried
	return out, nil
}

// renamed gives the problems of reading the ids of the new edition, so that they stand with its questions.
func renamed(problems []response.Problem, moved map[string]framework.Mapped) []response.Problem {
	out := slices.Clone(problems)
	for i, p := range out {
		out[i].Question = moved[p.Question].To
	}
	return out
}

// carry translates one answer; kept is false where an option has no counterpart.
func carry(a response.Answer, from, to framework.Question, m framework.Mapped) (v response.Value, kept bool) {
	v = a.Value
	if to.Kind == framework.Text && from.Kind != framework.Text {
		v = response.Value{Text: a.Raw}
		if len(a.Value.Options) > 0 {
			v.Text = optionLabels(from, a.Value.Options)
		}
		return v, true
	}
	var options []string
	for _, id := range v.Options {
		if as, ok := m.Options[id]; ok {
			id = as
		}
		if slices.ContainsFunc(to.Choosable(), func(o framework.Option) bool { return o.ID == id }) {
			options = append(options, id)
		}
	}
	kept = len(options) == len(v.Options)
	v.Options = options
	return v, kept
}

// carryRows keeps the columns that the table still has, with options it still offers, and names the others.
func carryRows(rows []response.Row, table framework.Table) (kept []response.Row, lost []string) {
	for _, row := range rows {
		cells := map[string]response.Answer{}
		for _, id := range slices.Sorted(maps.Keys(row.Cells)) {
			i := slices.IndexFunc(table.Columns, func(c framework.Column) bool { return c.ID == id })
			if i >= 0 && offers(table.Columns[i], row.Cells[id].Value) {
				cells[id] = row.Cells[id]
			} else if !slices.Contains(lost, id) {
				lost = append(lost, id)
			}
		}
		kept = append(kept, response.Row{Cells: cells, Place: row.Place})
	}
	return kept, lost
}

func offers(c framework.Column, v response.Value) bool {
	return !slices.ContainsFunc(v.Options, func(id string) bool {
		return !slices.ContainsFunc(c.Choosable(), func(o framework.Option) bool { return o.ID == id })
	})
}

func optionLabels(q framework.Question, ids []string) string {
	var chosen []framework.Option
	for _, o := range q.Choosable() {
		if slices.Contains(ids, o.ID) {
			chosen = append(chosen, o)
		}
	}
	return labels(chosen)
}
