package assess

import (
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// judge holds one submission against the conditions of one framework.
type judge struct {
	f     *framework.Framework
	s     *response.Submission
	asOf  date.Date
	asked map[string]truth // memo of shown
	*index
	// rating is the highest rating among the APIs used; 0 while unknown.
	rating float64
}

// index finds the questions of a framework quickly.
type index struct {
	all   map[string]framework.Question
	order []framework.Question
	place map[string]int // in order
	apis  string         // the question answered by the list of APIs used, or ""
}

func newIndex(f *framework.Framework) *index {
	x := &index{all: map[string]framework.Question{}, order: f.Questions(), place: map[string]int{}}
	for i, q := range x.order {
		x.all[q.ID] = q
		x.place[q.ID] = i
	}
	if q, ok := f.RoleQuestion(framework.RoleAPIs); ok {
		x.apis = q.ID
	}
	return x
}

// sorted puts ids in the order of the questionnaire, each once.
func (x *index) sorted(ids []string) []string {
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(a, b string) int { return x.place[a] - x.place[b] })
	return slices.Compact(ids)
}

func newJudge(f *framework.Framework, s *response.Submission, asOf date.Date) *judge {
	return newIndex(f).judge(f, s, asOf)
}

// judge holds a submission against f, of which x is the index.
func (x *index) judge(f *framework.Framework, s *response.Submission, asOf date.Date) *judge {
	j := &judge{f: f, s: s, asOf: asOf, asked: map[string]truth{}, index: x}
	for _, u := range j.used() {
		if n, err := strconv.ParseFloat(u.api.Rating, 64); err == nil {
			j.rating = max(j.rating, n)
		}
	}
	return j
}

// shown says whether the question is asked of this product.
func (j *judge) shown(id string) truth {
	t, ok := j.asked[id]
	if !ok {
		t = yes
		if c := j.all[id].ShowIf; c != nil {
			t = j.holds(c)
		}
		j.asked[id] = t
	}
	return t
}

// answer is the answer that counts: understood, and not empty.
func (j *judge) answer(id string) (response.Answer, bool) {
	a, ok := j.s.Answers[id]
	return a, ok && a.Understood
}

// holds is the one switch over the joints of a condition; test over its words.
func (j *judge) holds(c *framework.Cond) truth {
	return hold(c, j.test)
}

func hold(c *framework.Cond, test func(*framework.Cond) truth) truth {
	switch {
	case c.All != nil:
		t := yes
		for i := range c.All {
			t = min(t, hold(&c.All[i], test))
		}
		return t
	case c.Any != nil:
		t := no
		for i := range c.Any {
			t = max(t, hold(&c.Any[i], test))
		}
		return t
	case c.Not != nil:
		return hold(c.Not, test).not()
	}
	return test(c)
}

func (j *judge) test(c *framework.Cond) truth {
	if c.Fact == framework.FactAPIRating {
		if j.rating == 0 {
			return unknown
		}
		return within(j.rating, c)
	}
	q := j.all[c.Q]
	shown := j.shown(q.ID)
	a, answered := j.answer(q.ID)
	answered = answered && shown != no
	switch {
	case c.Missing:
		return truthOf(!answered)
	case c.Answered:
		return truthOf(answered)
	case shown == no:
		return no
	case shown == unknown:
		return unknown
	case !answered && q.Kind == framework.Rows && q.Optional:
		return j.word(c, response.Answer{}) // an optional list left empty is a list of no rows
	case !answered && q.Optional:
		return no
	case !answered:
		return unknown
	}
	return j.word(c, a)
}

// word tests an answer that is there by the one word of the condition.
func (j *judge) word(c *framework.Cond, a response.Answer) truth {
	v := a.Value
	chosen := func(id string) bool { return slices.Contains(v.Options, id) }
	switch {
	case c.OneOf != nil:
		return truthOf(slices.ContainsFunc(c.OneOf, chosen))
	case c.AnyOf != nil:
		return truthOf(slices.ContainsFunc(c.AnyOf, chosen))
	case c.AllOf != nil:
		return truthOf(!slices.ContainsFunc(c.AllOf, func(id string) bool { return !chosen(id) }))
	case c.NoneOf != nil:
		return truthOf(!slices.ContainsFunc(c.NoneOf, chosen))
	case c.AtLeast != nil, c.AtMost != nil:
		return within(v.Number, c)
	case c.Before != nil:
		return truthOf(v.Date.Before(c.Before.On(j.asOf)))
	case c.After != nil:
		return truthOf(c.After.On(j.asOf).Before(v.Date))
	case c.Evidenced:
		return truthOf(a.Evidence.Text != "")
	case c.RowsAtLeast != nil:
		return truthOf(len(v.Rows) >= *c.RowsAtLeast)
	case c.RowsAtMost != nil:
		return truthOf(len(v.Rows) <= *c.RowsAtMost)
	case c.RowAny != nil:
		t := no
		for _, r := range v.Rows {
			t = max(t, j.row(c.Q, r, c.RowAny))
		}
		return t
	case c.RowAll != nil:
		t := yes
		for _, r := range v.Rows {
			t = min(t, j.row(c.Q, r, c.RowAll))
		}
		return t
	}
	panic("a condition without a word: the framework was not linted")
}

func within(n float64, c *framework.Cond) truth {
	return truthOf((c.AtLeast == nil || n >= *c.AtLeast) && (c.AtMost == nil || n <= *c.AtMost))
}

// row tests one row of the table that answers a question. A required column left empty is unknown,
// an optional one left empty is no.
func (j *judge) row(question string, r response.Row, c *framework.Cond) truth {
	table, _ := j.f.Table(j.all[question].Table)
	return hold(c, func(c *framework.Cond) truth {
		a, ok := r.Cells[c.Col]
		ok = ok && a.Understood
		switch {
		case c.Missing:
			return truthOf(!ok)
		case c.Answered:
			return truthOf(ok)
		case ok:
			return j.word(c, a)
		}
		required := slices.ContainsFunc(table.Columns, func(col framework.Column) bool {
			return col.ID == c.Col && col.Required
		})
		if required {
			return unknown
		}
		return no
	})
}

// use is one row of the list of APIs used.
type use struct {
	row   response.Row
	named response.Answer
	api   framework.API
	known bool
}

// used lists the APIs the submission names, known to the register or not.
func (j *judge) used() []use {
	if j.apis == "" {
		return nil
	}
	var all []use
	for _, row := range j.s.Answers[j.apis].Value.Rows {
		named, ok := row.Cells["api"]
		if !ok {
			continue
		}
		i := slices.IndexFunc(j.f.APIs, func(a framework.API) bool {
			return strings.EqualFold(a.ID, strings.TrimSpace(named.Value.Text))
		})
		if i < 0 {
			all = append(all, use{row: row, named: named, api: framework.API{ID: named.Value.Text}})
			continue
		}
		all = append(all, use{row, named, j.f.APIs[i], true})
	}
	return all
}
