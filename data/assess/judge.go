package assess

import (
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/freelist"
	"opframe/data/response"
)

// judge holds one submission against the conditions of one framework.
type judge struct {
	f    *framework.Framework
	s    *response.Submission
	asOf date.Date
	*framework.Index
	*desk
	used []use
	// rating is the highest rating among the APIs used; 0 while unknown.
	rating float64
}

// desk is where a judge works. It is used again when the judge leaves it, see leave.
type desk struct {
	asked    []memo             // of shown, by place of the question
	given    []given            // what is said of answers, likewise
	problems []response.Problem // found by a check, before they are in order
}

// desks are free.
var desks = freelist.New(8, func() *desk { return new(desk) })

// deskFor is a desk for so many questions.
func deskFor(questions int) *desk {
	d := desks.Take()
	if cap(d.asked) < questions {
		return &desk{asked: make([]memo, questions), given: make([]given, questions)}
	}
	d.asked, d.given = d.asked[:questions], d.given[:questions]
	return d
}

// leave gives the desk to the next judge. A judge who does not leave keeps it.
func (j *judge) leave() {
	const most = 10_000 // problems, of a file that has one in every cell
	d := j.desk
	clear(d.asked)
	clear(d.given)
	clear(d.problems)
	if d.problems = d.problems[:0]; cap(d.problems) > most {
		d.problems = nil
	}
	j.desk = nil
	desks.Give(d)
}

// memo is what was found before: a truth and one more, 0 where nothing was.
type memo int8

// given is what conditions see of one answer.
type given struct {
	looked    bool // the rest is known
	there     bool // there is an answer that counts: understood, and not empty
	evidenced bool
	value     response.Value
}

func newJudge(f *framework.Framework, s *response.Submission, asOf date.Date) *judge {
	return judgeBy(f.Index(), f, s, asOf)
}

// judgeBy holds a submission against f, of which x is the index.
func judgeBy(x *framework.Index, f *framework.Framework, s *response.Submission, asOf date.Date) *judge {
	j := &judge{f: f, s: s, asOf: asOf, Index: x, desk: deskFor(len(x.Questions))}
	j.used = uses(f, s)
	for _, u := range j.used {
		if n, err := strconv.ParseFloat(u.api.Rating, 64); err == nil {
			j.rating = max(j.rating, n)
		}
	}
	return j
}

// sorted puts ids in the order of the questionnaire, each once.
func sorted(x *framework.Index, ids []string) []string {
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(a, b string) int { return x.Place(a) - x.Place(b) })
	return slices.Compact(ids)
}

// shown says whether the question at a place is asked of this product.
func (j *judge) shown(place int) truth {
	if m := j.asked[place]; m != 0 {
		return truth(m - 1)
	}
	t := yes
	if c := j.Questions[place].ShowIf; c != nil {
		t = j.holds(c)
	}
	j.asked[place] = memo(t + 1)
	return t
}

// answer is what conditions see of the answer to the question at a place.
func (j *judge) answer(place int) *given {
	g := &j.given[place]
	if !g.looked {
		a, ok := j.s.Answers[j.Questions[place].ID]
		g.put(&a, ok)
	}
	return g
}

// put settles what is given; ok is false for no answer.
func (g *given) put(a *response.Answer, ok bool) {
	*g = given{looked: true, there: ok && a.Understood, evidenced: a.Evidence.Text != "", value: a.Value}
}

// holds is the one switch over the joints of a condition; test over its words. What decides a joint ends it.
func (j *judge) holds(c *framework.Cond) truth {
	switch {
	case c.All != nil:
		t := yes
		for i := 0; i < len(c.All) && t != no; i++ {
			t = min(t, j.holds(&c.All[i]))
		}
		return t
	case c.Any != nil:
		t := no
		for i := 0; i < len(c.Any) && t != yes; i++ {
			t = max(t, j.holds(&c.Any[i]))
		}
		return t
	case c.Not != nil:
		return j.holds(c.Not).not()
	}
	return j.test(c)
}

func (j *judge) test(c *framework.Cond) truth {
	if c.Fact == framework.FactAPIRating {
		if j.rating == 0 {
			return unknown
		}
		return within(j.rating, c)
	}
	place := j.Asked(c)
	if place < 0 {
		return unknown // there is no such question, of which lint tells
	}
	q, shown, g := j.Questions[place], j.shown(place), j.answer(place)
	answered := g.there && shown != no
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
		return j.word(c, &given{}) // an optional list left empty is a list of no rows
	case !answered && q.Optional:
		return no
	case !answered:
		return unknown
	}
	return j.word(c, g)
}

// word tests an answer that is there by the one word of the condition.
func (j *judge) word(c *framework.Cond, g *given) truth {
	v := &g.value
	switch {
	case c.OneOf != nil:
		return truthOf(overlap(c.OneOf, v.Options))
	case c.AnyOf != nil:
		return truthOf(overlap(c.AnyOf, v.Options))
	case c.AllOf != nil:
		return truthOf(!slices.ContainsFunc(c.AllOf, func(id string) bool { return !slices.Contains(v.Options, id) }))
	case c.NoneOf != nil:
		return truthOf(!overlap(c.NoneOf, v.Options))
	case c.AtLeast != nil, c.AtMost != nil:
		return within(v.Number, c)
	case c.Before != nil:
		return truthOf(v.Date.Before(c.Before.On(j.asOf)))
	case c.After != nil:
		return truthOf(c.After.On(j.asOf).Before(v.Date))
	case c.Evidenced:
		return truthOf(g.evidenced)
	case c.RowsAtLeast != nil:
		return truthOf(len(v.Rows) >= *c.RowsAtLeast)
	case c.RowsAtMost != nil:
		return truthOf(len(v.Rows) <= *c.RowsAtMost)
	case c.RowAny != nil:
		t := no
		for i := 0; i < len(v.Rows) && t != yes; i++ {
			t = max(t, j.row(c.Q, &v.Rows[i], c.RowAny))
		}
		return t
	case c.RowAll != nil:
		t := yes
		for i := 0; i < len(v.Rows) && t != no; i++ {
			t = min(t, j.row(c.Q, &v.Rows[i], c.RowAll))
		}
		return t
	}
	panic("a condition without a word: the framework was not linted")
}

func overlap(a, b []string) bool {
	for _, x := range b {
		if slices.Contains(a, x) {
			return true
		}
	}
	return false
}

func within(n float64, c *framework.Cond) truth {
	return truthOf((c.AtLeast == nil || n >= *c.AtLeast) && (c.AtMost == nil || n <= *c.AtMost))
}

// row tests one row of the table that answers a question.
func (j *judge) row(question string, r *response.Row, c *framework.Cond) truth {
	switch {
	case c.All != nil:
		t := yes
		for i := 0; i < len(c.All) && t != no; i++ {
			t = min(t, j.row(question, r, &c.All[i]))
		}
		return t
	case c.Any != nil:
		t := no
		for i := 0; i < len(c.Any) && t != yes; i++ {
			t = max(t, j.row(question, r, &c.Any[i]))
		}
		return t
	case c.Not != nil:
		return j.row(question, r, c.Not).not()
	}
	return j.cell(question, r, c)
}

// cell tests one cell of a row. A required column left empty is unknown, an optional one left empty is no.
func (j *judge) cell(question string, r *response.Row, c *framework.Cond) truth {
	a, ok := r.Cells[c.Col]
	ok = ok && a.Understood
	switch {
	case c.Missing:
		return truthOf(!ok)
	case c.Answered:
		return truthOf(ok)
	case ok:
		var g given
		g.put(&a, true)
		return j.word(c, &g)
	}
	table, _ := j.f.Table(j.Question(question).Table)
	required := slices.ContainsFunc(table.Columns, func(col framework.Column) bool {
		return col.ID == c.Col && col.Required
	})
	if required {
		return unknown
	}
	return no
}

// use is one row of the list of APIs used.
type use struct {
	row   response.Row
	named response.Answer
	api   *framework.API
	known bool
}

// uses lists the APIs a submission names, known to the register or not.
func uses(f *framework.Framework, s *response.Submission) []use {
	q, ok := f.RoleQuestion(framework.RoleAPIs)
	if !ok {
		return nil
	}
	var all []use
	for _, row := range s.Answers[q.ID].Value.Rows {
		named, ok := row.Cells["api"]
		if !ok {
			continue
		}
		u := use{row: row, named: named}
		id := strings.TrimSpace(named.Value.Text)
		for i := range f.APIs {
			if strings.EqualFold(f.APIs[i].ID, id) {
				u.api, u.known = &f.APIs[i], true
				break
			}
		}
		if !u.known {
			u.api = &framework.API{ID: named.Value.Text}
		}
		all = append(all, u)
	}
	return all
}
