package framework

import (
	"slices"
	"strings"

	"opframe/data/yamlfile"
)

// service holds that tiers can be told apart by the criteria and that enquiries can be routed. Most
// frameworks have no service model.
func (l *linter) service() {
	s := l.f.Service
	if s == nil {
		return
	}
	l.basis(s.At, "service", s.Basis)
	unique(l, "service: criterion", s.Criteria, func(x Criterion) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "service: enquiry type", s.Enquiries, func(x EnquiryType) (string, yamlfile.Place) { return x.ID, x.At })
	for i, c := range s.Criteria {
		l.criterion(c, s.Criteria[:i])
	}
	l.reachable(s)
	l.words(s.At, "service: contact_skills", s.ContactSkills)
	l.words(s.At, "service: channels", s.Channels)
	if len(s.Enquiries) > 0 && len(s.Channels) == 0 {
		l.fault(s.At, "service: there are enquiries and no channels they can come in by")
	}
	for _, t := range s.Enquiries {
		what := "service: enquiry type " + t.ID
		l.need(t.At, what, "title", t.Title)
		l.basis(t.At, what, t.Basis)
		l.words(t.At, what+": skills", t.Skills)
		if t.Days < 1 || t.Days > 366 {
			l.fault(t.At, "%s: days are 1 to 366", what)
		}
	}
}

func (l *linter) criterion(c Criterion, before []Criterion) {
	what := "service: criterion " + c.ID
	l.need(c.At, what, "title", c.Title, "reason", c.Reason)
	l.basis(c.At, what, c.Basis)
	l.words(c.At, what+": skills", c.Skills)
	if c.Weight < 1 || c.Weight > 100 {
		l.fault(c.At, "%s: weight is 1 to 100", what)
	}
	fact, ok := ProviderFactOf(c.Fact)
	switch {
	case !ok:
		var known []string
		for _, f := range ProviderFacts {
			known = append(known, f.ID)
		}
		l.fault(c.At, "%s: %q is not one of %s", what, c.Fact, strings.Join(known, ", "))
	case fact.YesNo && c.AtLeast != nil:
		l.fault(c.At, "%s: %q is yes or no and has no at_least", what, c.Fact)
	case !fact.YesNo && (c.AtLeast == nil || *c.AtLeast <= 0):
		l.fault(c.At, "%s: %q is a number and needs at_least, more than 0", what, c.Fact)
	case !fact.YesNo && fact.Max > 0 && *c.AtLeast > fact.Max:
		l.fault(c.At, "%s: at_least is more than %q can be", what, c.Fact)
	}
	if slices.ContainsFunc(before, func(o Criterion) bool { return o.Fact == c.Fact }) {
		l.fault(c.At, "%s: %q is tested already", what, c.Fact)
	}
}

// reachable holds that a provider can get the total, or have a criterion that is enough alone.
func (l *linter) reachable(s *Service) {
	most, alone := 0, false
	for _, c := range s.Criteria {
		most += c.Weight
		alone = alone || c.Alone
	}
	switch {
	case len(s.Criteria) == 0:
		l.fault(s.At, "service: there are no criteria")
	case s.Total < 1:
		l.fault(s.At, "service: total is 1 at least")
	case s.Total > most && !alone:
		l.fault(s.At, "service: total is %d and all criteria together have %d: nobody can be of tier 1", s.Total, most)
	}
}

// words holds that a list of words has no empty ones and none twice, whatever their case.
func (l *linter) words(at yamlfile.Place, what string, all []string) {
	seen := map[string]bool{}
	for _, w := range all {
		key := strings.ToLower(w)
		if strings.TrimSpace(w) != w || w == "" || strings.Contains(w, ";") {
			l.fault(at, "%s: %q is empty, or has spaces around it or a semicolon", what, w)
		}
		if seen[key] {
			l.fault(at, "%s: %q stands twice", what, w)
		}
		seen[key] = true
	}
}
