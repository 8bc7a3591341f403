package sample

import (
	"errors"
	"fmt"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/yamlfile"
)

// submission is what a reply says, as reading it back should find it, without places.
func (d *data) submission(r round, x reply) (response.Submission, error) {
	p, _ := d.product(x.Product)
	v, _ := d.provider(p.Provider)
	b := &builder{d: d, x: x, product: p, provider: v, f: d.edition(r, x).Framework, asOf: r.AsOf}
	s := response.Submission{
		File: x.File, Framework: b.f.Ref(),
		ProviderID: field(v.ID), ProviderName: field(v.Name),
		ProductID: field(p.ID), ProductName: field(p.Name),
		CompletedBy: field(x.By), Completed: x.On,
		Answers: map[string]response.Answer{},
	}
	b.answer(&s)
	return s, errors.Join(b.faults...)
}

func field(s string) response.Field { return response.Field{Text: s} }

// builder makes the answers of one reply.
type builder struct {
	d        *data
	x        reply
	product  product
	provider provider
	f        *framework.Framework
	asOf     date.Date
	faults   []error
}

func (b *builder) fault(at yamlfile.Place, format string, args ...any) {
	b.faults = append(b.faults, yamlfile.Fault{At: at, What: fmt.Sprintf(format, args...)})
}

// answer fills in the answers that are asked for: those of the profile with the provider's own over
// them, the lists of APIs and of evidence, and what is said beside them.
func (b *builder) answer(s *response.Submission) {
	merged := b.merged()
	for _, q := range b.f.Questions() {
		a := merged[q.ID]
		if !a.given() || a.Empty {
			continue
		}
		if got, ok := b.understood(q, a); ok {
			s.Answers[q.ID] = got
		}
	}
	b.list(s, framework.RoleAPIs, b.uses())
	asked := assess.Asked(b.f, s, b.asOf)
	for _, q := range b.f.Questions() {
		if !asked[q.ID] && !merged[q.ID].Anyway {
			delete(s.Answers, q.ID)
		}
	}
	b.evidence(s, merged)
	b.remarks(s, merged)
}

// merged is what the profile and the reply say of each question.
func (b *builder) merged() map[string]answer {
	all := map[string]answer{}
	for _, p := range b.d.chain(b.x.Profile) {
		for _, a := range p.Answers {
			all[a.Q] = over(all[a.Q], a)
		}
	}
	for _, a := range b.x.Answers {
		all[a.Q] = over(all[a.Q], a)
	}
	return all
}

// over lays an answer over a more general one. A remark is about one answer, so it goes with it; a
// document can support another answer as well.
func over(base, a answer) answer {
	if !a.given() {
		say := a.Say
		if say == "" {
			say = base.Say
		}
		ev := a.Ev
		if ev == "" {
			ev = base.Ev
		}
		base.Say, base.Ev, base.Anyway = say, ev, base.Anyway || a.Anyway
		if a.Cites != "" {
			base.Cites = a.Cites
		}
		return base
	}
	if a.Ev == "" {
		a.Ev = base.Ev
	}
	return a
}

// entry is a row of a list that is made from other data, with the place of those.
type entry struct {
	at    yamlfile.Place
	cells map[string]string
}

// list answers the question whose table has a role.
func (b *builder) list(s *response.Submission, role string, rows []entry) {
	t, ok := b.f.TableRole(role)
	if !ok || len(rows) == 0 {
		return
	}
	for _, q := range b.f.Questions() {
		if q.Kind != framework.Rows || q.Table != t.ID {
			continue
		}
		a := response.Answer{Understood: true}
		for _, row := range rows {
			a.Value.Rows = append(a.Value.Rows, b.row(row.at, t, row.cells))
		}
		s.Answers[q.ID] = a
	}
}

// uses are the rows of the list of APIs, as far as the table has columns for them.
func (b *builder) uses() []entry {
	var rows []entry
	for _, u := range b.product.Uses {
		if !u.known(b.x.On) {
			continue
		}
		row := map[string]string{"api": u.API, "purpose": u.For, "path": "direct", "environment": "production", "first_use": u.Since.String()}
		if u.Path != "" {
			row["path"] = u.Path
		}
		if u.Env != "" {
			row["environment"] = u.Env
		}
		rows = append(rows, b.fitting(u.At, framework.RoleAPIs, row))
	}
	return rows
}

// known says that the use was there or planned on a day.
func (u use) known(on date.Date) bool { return !on.AddDays(183).Before(u.Since) }

// fitting leaves out what the table of this edition does not ask for, and what is empty.
func (b *builder) fitting(at yamlfile.Place, role string, row map[string]string) entry {
	t, _ := b.f.TableRole(role)
	out := map[string]string{}
	for _, c := range t.Columns {
		if row[c.ID] != "" {
			out[c.ID] = row[c.ID]
		}
	}
	return entry{at, out}
}
