package sample

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/yamlfile"
)

// understood is an answer as the framework understands it; ok is false where it does not fit.
func (b *builder) understood(q framework.Question, a answer) (response.Answer, bool) {
	faults := len(b.faults)
	var got response.Answer
	switch {
	case a.Words != "":
		return response.Answer{Raw: b.named(a.Words)}, true
	case q.Kind == framework.Rows:
		got = b.table(q, a)
	case q.Kind == framework.Choices:
		got = b.choices(q, a)
	case a.Are != nil || a.Rows != nil:
		b.fault(a.At, "%s is a %s question: write `is`", q.ID, q.Kind)
	default:
		got = b.single(a.At, q.ID, a.Is, q.Kind, q.Choosable())
	}
	return got, len(b.faults) == faults
}

func (b *builder) table(q framework.Question, a answer) response.Answer {
	if a.Rows == nil {
		b.fault(a.At, "%s is a table: write `rows`", q.ID)
	}
	t, _ := b.f.Table(q.Table)
	got := response.Answer{Understood: true}
	for _, row := range a.Rows {
		got.Value.Rows = append(got.Value.Rows, b.row(a.At, t, row))
	}
	return got
}

func (b *builder) choices(q framework.Question, a answer) response.Answer {
	if a.Are == nil {
		b.fault(a.At, "%s allows several answers: write `are`", q.ID)
	}
	for _, id := range a.Are {
		b.option(a.At, q.ID, id, q.Options)
	}
	got := response.Answer{Understood: true}
	var labels []string
	for _, o := range q.Options {
		if slices.Contains(a.Are, o.ID) {
			got.Value.Options = append(got.Value.Options, o.ID)
			labels = append(labels, o.Label)
		}
	}
	got.Raw = strings.Join(labels, "; ")
	return got
}

// row is one row of a table.
func (b *builder) row(at yamlfile.Place, t framework.Table, row map[string]string) response.Row {
	out := response.Row{Cells: map[string]response.Answer{}}
	for _, id := range slices.Sorted(maps.Keys(row)) {
		i := slices.IndexFunc(t.Columns, func(c framework.Column) bool { return c.ID == id })
		if i < 0 {
			b.fault(at, "the table %s of %s has no column %q", t.ID, b.f.Ref(), id)
			continue
		}
		if row[id] != "" {
			out.Cells[id] = b.single(at, t.ID+"."+id, row[id], t.Columns[i].Kind, t.Columns[i].Choosable())
		}
	}
	return out
}

// single is the answer to a question of one cell, or one cell of a row.
func (b *builder) single(at yamlfile.Place, what, text string, kind framework.QuestionKind, options []framework.Option) response.Answer {
	a := response.Answer{Raw: text, Understood: true}
	switch kind {
	case framework.YesNo, framework.Choice:
		a.Raw = b.option(at, what, text, options)
		a.Value.Options = []string{text}
	case framework.Number:
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			b.fault(at, "%s: %q is not a number", what, text)
		}
		a.Value.Number = n
	case framework.Day:
		day, err := dayOf(text, b.x.On)
		if err != nil {
			b.fault(at, "%s: %v", what, err)
		}
		a.Raw, a.Value.Date = day.String(), day
	default:
		a.Raw = b.named(text)
		a.Value.Text = a.Raw
	}
	return a
}

// option is the label of an option, or a fault that lists those there are.
func (b *builder) option(at yamlfile.Place, what, id string, options []framework.Option) string {
	var known []string
	for _, o := range options {
		if o.ID == id {
			return o.Label
		}
		known = append(known, o.ID)
	}
	b.fault(at, "%s has no option %q: it has %s", what, id, strings.Join(known, ", "))
	return ""
}

var fromReply = regexp.MustCompile(`^sent(?:([+-]\d{1,5}))?$`)

// dayOf reads a day, or one counted from the day of the reply.
func dayOf(s string, on date.Date) (date.Date, error) {
	m := fromReply.FindStringSubmatch(s)
	if m == nil {
		return date.Parse(s)
	}
	days := 0
	if m[1] != "" {
		days, _ = strconv.Atoi(m[1]) // a sign and up to five digits
	}
	return on.AddDays(days), nil
}
