package sample

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

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
