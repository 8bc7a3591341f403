package sample

import (
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

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

// evidence gives references to the documents that answers rest on, and lists them.
func (b *builder) evidence(s *response.Submission, merged map[string]answer) {
	cited := map[string]bool{}
	for id, a := range s.Answers {
		if !denied(a) {
			cited[merged[id].Ev] = true
		}
	}
	refs := map[string]string{}
	var rows []entry
	for _, doc := range b.documents() {
		own := slices.ContainsFunc(b.x.Evidence, func(o document) bool { return o.Key == doc.Key })
		if slices.Contains(b.x.Withheld, doc.Key) || !own && !cited[doc.Key] {
			continue
		}
		refs[doc.Key] = reference(b.x.Refs, len(rows)+1)
		rows = append(rows, b.fitting(doc.At, framework.RoleEvidence, map[string]string{"ref": refs[doc.Key], "title": doc.Title,
			"kind": doc.Kind, "issued": answered(s, doc.Issued), "expires": answered(s, doc.Expires), "owner": doc.Owner}))
	}
	b.list(s, framework.RoleEvidence, rows)
	for id, a := range s.Answers {
		ref := refs[merged[id].Ev]
		if merged[id].Cites != "" {
			ref = merged[id].Cites
		}
		if ref != "" && (!denied(a) || merged[id].Cites != "") {
			a.Evidence = field(ref)
			s.Answers[id] = a
		}
	}
}

// answered is the day that was the answer to a question, where the id of one stands for a day.
func answered(s *response.Submission, day string) string {
	if a, ok := s.Answers[day]; ok {
		return a.Value.Date.String()
	}
	return day
}

// denied says that an answer is one that nobody would offer evidence for.
func denied(a response.Answer) bool {
	return slices.ContainsFunc(a.Value.Options, func(o string) bool { return o == "no" || o == "none" })
}

// documents are those of the profile and of the reply; of two with one key the last takes the place
// of the first.
func (b *builder) documents() []document {
	var all []document
	sets := [][]document{}
	for _, p := range b.d.chain(b.x.Profile) {
		sets = append(sets, p.Evidence)
	}
	for _, doc := range slices.Concat(append(sets, b.x.Evidence)...) {
		if i := slices.IndexFunc(all, func(o document) bool { return o.Key == doc.Key }); i >= 0 {
			all[i] = doc
		} else {
			all = append(all, doc)
		}
	}
	return all
}

func reference(form string, n int) string {
	if strings.Contains(form, "##") {
		return strings.Replace(form, "##", fmt.Sprintf("%02d", n), 1)
	}
	return strings.Replace(form, "#", fmt.Sprint(n), 1)
}

// remarks writes what the provider says beside its answers: its own words, and now and then a common
// remark that fits the answer.
func (b *builder) remarks(s *response.Submission, merged map[string]answer) {
	for _, q := range b.f.Questions() {
		a, ok := s.Answers[q.ID]
		if !ok {
			continue
		}
		say := merged[q.ID].Say
		if say == "" && a.Understood {
			say = b.common(q.ID, a)
		}
		a.Comment = field(b.named(say))
		s.Answers[q.ID] = a
	}
}

// common picks one of the common remarks, or none. What is picked hangs on the product and the
// question only, so that nothing else changes it.
func (b *builder) common(question string, a response.Answer) string {
	var say []string
	for _, r := range b.d.prof.Remarks {
		if r.Q == question && (r.When == "" || slices.Contains(a.Value.Options, r.When)) {
			say = append(say, r.Say...)
		}
	}
	n := spread(b.x.Product, question)
	if len(say) == 0 || n%10 >= b.x.Talks {
		return ""
	}
	return say[n/10%len(say)]
}

func spread(words ...string) int {
	h := fnv.New32a()
	for _, w := range words {
		h.Write([]byte(w + "\x00")) // a hash never fails
	}
	return int(h.Sum32() >> 4)
}

// named puts the names of the provider and its product into a text.
func (b *builder) named(s string) string {
	return strings.NewReplacer("{product}", b.product.Name, "{provider}", b.provider.Name, "{number}", b.provider.Number).Replace(s)
}
