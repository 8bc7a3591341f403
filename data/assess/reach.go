package assess

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/yamlfile"
)

// mostCombinations bounds the proof of one control. A control that needs more asks about too much
// at once for a person to follow either.
const mostCombinations = 400_000

// proveReachable finds for every rule a set of answers that fires it. For each question a control asks
// about, the answers that matter are finite: each option named and one that is not, the numbers and days
// at and beside each bound, rows that do and do not fulfil a row condition, and no answer at all.
func proveReachable(f *framework.Framework) []error {
	var faults []error
	for _, c := range f.Controls {
		fired, err := fire(f, c)
		if err != nil {
			faults = append(faults, yamlfile.Fault{At: c.At, What: err.Error()})
			continue
		}
		for i, r := range c.Rules {
			if !fired[i+1] {
				faults = append(faults, yamlfile.Fault{At: r.At, What: fmt.Sprintf("control %s: rule %d can never match", c.ID, i+1)})
			}
		}
	}
	return faults
}

// fire tries every combination of answers that matter and says which rules fired.
func fire(f *framework.Framework, c framework.Control) (map[int]bool, error) {
	p := newProof(f, c)
	total := 1
	for _, candidates := range p.candidates {
		total *= len(candidates)
		if total > mostCombinations {
			return nil, fmt.Errorf("control %s: its rules ask about too many answers at once to be proved: %s", c.ID, strings.Join(p.ids, ", "))
		}
	}
	fired := map[int]bool{}
	step := stride(total)
	for n := range total {
		p.combination(n * step % total)
		for _, rating := range p.ratings {
			p.judge.rating = rating
			if rule := p.judge.finding(&c).Rule; rule > 0 {
				fired[rule] = true
			}
			clear(p.judge.asked)
		}
		if len(fired) == len(c.Rules) {
			break
		}
	}
	return fired, nil
}

// stride walks through all of total in leaps, so that answers that differ in every question come early
// and the walk ends soon where every rule can match. It has no divisor in common with total.
func stride(total int) int {
	s := total*5/8 | 1
	for gcd(s, total) != 1 {
		s += 2
	}
	return s
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

type proof struct {
	f          *framework.Framework
	judge      *judge
	ids        []string
	candidates [][]*response.Answer // nil stands for no answer
	ratings    []float64
}

func newProof(f *framework.Framework, c framework.Control) *proof {
	p := &proof{f: f, ratings: []float64{0},
		judge: newJudge(f, &response.Submission{Answers: map[string]response.Answer{}}, f.Published)}
	conds := []*framework.Cond{c.Applies}
	for i := range c.Rules {
		conds = append(conds, c.Rules[i].When)
	}
	tests := map[string][]*framework.Cond{}
	for len(conds) > 0 {
		var above []*framework.Cond
		for _, cond := range conds {
			cond.Walk(func(x *framework.Cond) {
				if x.Fact != "" {
					p.ratings = []float64{0, 1, 2, 3, 4}
				}
				if x.Q == "" {
					return
				}
				if _, seen := tests[x.Q]; !seen {
					p.ids = append(p.ids, x.Q)
					above = append(above, p.judge.Question(x.Q).ShowIf)
				}
				tests[x.Q] = append(tests[x.Q], x)
			})
		}
		conds = above
	}
	for _, id := range p.ids {
		p.candidates = append(p.candidates, p.answers(*p.judge.Question(id), tests[id]))
	}
	return p
}

// combination puts the n-th combination of candidates to the judge.
func (p *proof) combination(n int) {
	for i, id := range p.ids {
		k, g := len(p.candidates[i]), &p.judge.given[p.judge.Place(id)]
		if a := p.candidates[i][n%k]; a != nil {
			g.put(a, true)
		} else {
			g.put(&response.Answer{}, false)
		}
		n /= k
	}
}

func (p *proof) answers(q framework.Question, tests []*framework.Cond) []*response.Answer {
	var values []response.Value
	evidenced := false
	if q.Kind == framework.Rows {
		values = p.tables(q, tests)
	} else {
		values = matter(q.Kind, q.Choosable(), tests, p.f.Published)
	}
	for _, t := range tests {
		evidenced = evidenced || t.Evidenced
	}
	all := []*response.Answer{nil}
	for _, v := range values {
		all = append(all, &response.Answer{Value: v, Understood: true})
		if evidenced {
			all = append(all, &response.Answer{Value: v, Understood: true, Evidence: response.Field{Text: "x"}})
		}
	}
	return all
}

// matter lists the values of a question or column between which the tests can tell a difference.
func matter(kind framework.QuestionKind, options []framework.Option, tests []*framework.Cond, asOf date.Date) []response.Value {
	var values []response.Value
	switch kind {
	case framework.YesNo, framework.Choice, framework.Choices:
		var named []string
		for _, t := range tests {
			sets := slices.Concat(t.OneOf, t.AnyOf, t.AllOf, t.NoneOf)
			named = append(named, sets...)
			if kind == framework.Choices {
				values = append(values, response.Value{Options: slices.Clone(sets)})
			}
		}
		unnamed := false
		for _, o := range options {
			if slices.Contains(named, o.ID) {
				values = append(values, response.Value{Options: []string{o.ID}})
			} else if !unnamed {
				unnamed = true
				values = append(values, response.Value{Options: []string{o.ID}})
			}
		}
		if kind == framework.Choices {
			values = append(values, response.Value{}, response.Value{Options: named})
		}
	case framework.Number:
		values = append(values, response.Value{})
		for _, t := range tests {
			for _, bound := range []*float64{t.AtLeast, t.AtMost} {
				if bound != nil {
					values = append(values, response.Value{Number: *bound - 1}, response.Value{Number: *bound}, response.Value{Number: *bound + 1})
				}
			}
		}
	case framework.Day:
		values = append(values, response.Value{Date: asOf})
		for _, t := range tests {
			for _, w := range []*framework.When{t.Before, t.After} {
				if w != nil {
					d := w.On(asOf)
					values = append(values, response.Value{Date: d.AddDays(-1)}, response.Value{Date: d}, response.Value{Date: d.AddDays(1)})
				}
			}
		}
	default:
		values = append(values, response.Value{Text: "x"})
	}
	return distinct(values)
}

func distinct(values []response.Value) []response.Value {
	seen := map[string]bool{}
	return slices.DeleteFunc(values, func(v response.Value) bool {
		slices.Sort(v.Options)
		v.Options = slices.Compact(v.Options)
		key := fmt.Sprint(v.Options, v.Number, v.Date, v.Text)
		if len(v.Rows) > 0 {
			return false
		}
		was := seen[key]
		seen[key] = true
		return was
	})
}

// tables lists tables of no row, of each row that matters, of each pair, and of as many rows as are counted.
func (p *proof) tables(q framework.Question, tests []*framework.Cond) []response.Value {
	rows := p.rows(q, tests)
	values := []response.Value{{}}
	for i, r := range rows {
		values = append(values, response.Value{Rows: []response.Row{r}})
		for _, other := range rows[i+1:] {
			values = append(values, response.Value{Rows: []response.Row{r, other}})
		}
	}
	for _, t := range tests {
		for _, n := range []*int{t.RowsAtLeast, t.RowsAtMost} {
			if n != nil && *n+1 > 2 {
				values = append(values, response.Value{Rows: slices.Repeat(rows[:1], *n)}, response.Value{Rows: slices.Repeat(rows[:1], *n+1)})
			}
		}
	}
	return values
}

// mostRows bounds the rows tried; the first combinations hold each column's values at least once.
const mostRows = 24

func (p *proof) rows(q framework.Question, tests []*framework.Cond) []response.Row {
	table, _ := p.f.Table(q.Table)
	byColumn := map[string][]*framework.Cond{}
	var columns []string
	for _, t := range tests {
		for _, c := range []*framework.Cond{t.RowAny, t.RowAll} {
			c.Walk(func(x *framework.Cond) {
				if x.Col == "" {
					return
				}
				if byColumn[x.Col] == nil {
					columns = append(columns, x.Col)
				}
				byColumn[x.Col] = append(byColumn[x.Col], x)
			})
		}
	}
	rows := []response.Row{{Cells: map[string]response.Answer{}}}
	for _, id := range columns {
		i := slices.IndexFunc(table.Columns, func(c framework.Column) bool { return c.ID == id })
		values := matter(table.Columns[i].Kind, table.Columns[i].Choosable(), byColumn[id], p.f.Published)
		var longer []response.Row
		for _, r := range rows {
			longer = append(longer, r)
			for _, v := range values {
				longer = append(longer, with(r, id, v))
			}
		}
		rows = longer
	}
	return rows[:min(len(rows), mostRows)]
}

func with(r response.Row, column string, v response.Value) response.Row {
	cells := map[string]response.Answer{column: {Value: v, Understood: true}}
	for id, a := range r.Cells {
		cells[id] = a
	}
	return response.Row{Cells: cells}
}
