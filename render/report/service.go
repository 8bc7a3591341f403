package report

import "opframe/data/audience"

// servicePages say how the office looks after providers: what the guidance says of tiers, and how contact
// works.
func (p *public) servicePages() []Page[audience.Public] {
	b := &book{f: p.f, v: p.v}
	if c, ok := p.chapter("service-model"); ok {
		b.chapter(c)
	}
	how := p.standing["service-model"]
	b.prose(how.Blocks, 0)
	b.add(contact(p.o))
	return []Page[audience.Public]{p.page("Service model", servicePath, "", p.document(&b.draft, "Service model", p.o.Office.Name, how.Summary))}
}
