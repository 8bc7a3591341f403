package report

import (
	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

// sameServices is said on every page that mentions tiers.
const sameServices = "Providers of both tiers are offered the same services: a tier says who looks after a provider and nothing else."

// providerContact is how a provider reaches the office, with its dedicated contact where it may see the name.
func providerContact(v view.Provider) doc.Facts {
	facts := contact(v.Occasion)
	if v.Contact != "" {
		facts.Items = append(facts.Items, doc.Fact{Term: "Your contact", Text: doc.T(v.Contact)})
	}
	return facts
}

// whomToAsk names the provider's way to the office in its report, where the round has one.
func (a *assessment) whomToAsk() {
	if a.v.Occasion.Office.Email == "" {
		return
	}
	a.heading(2, "Questions about this report")
	a.text("Write which product and which control it is about.")
	a.add(providerContact(a.v))
}

// servicePages say how the office looks after providers: what the guidance says of tiers, and how contact
// works.
func (p *public) servicePages() []Page[audience.Public] {
	b := &book{f: p.f, v: p.v}
	if c, ok := p.chapter("service-model"); ok {
		b.chapter(c)
	}
	how := p.standing["service-model"]
	b.prose(how.Blocks, 0)
	b.text(sameServices)
	b.add(contact(p.o))
	return []Page[audience.Public]{p.page("Service model", servicePath, "", p.document(&b.draft, "Service model", p.o.Office.Name, how.Summary))}
}
