package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/data/service"
	"opframe/render/doc"
)

const (
	tiersPath     = "tiers.html"
	criteriaPath  = "criteria.html"
	enquiriesPath = "enquiries.html"
	staffPath     = "staff.html"
)

// oneLine is a name as a filter picks it: in a cell, each line is a value of its own.
func oneLine(name string) string { return strings.Join(strings.Fields(name), " ") }

// providerName is the name of a provider, or its id where the register has none.
func providerName(name, id string) string { return orWord(oneLine(name), id) }

// tierWord is how a tier is called in tables.
func tierWord(t service.Tier) string { return sentence(string(t)) }

func (o *office) tierWord(provider string) string { return tierWord(o.v.TierOf(provider)) }

// tierAndContact is the tier of a product's provider, with its dedicated contact and what a tier means.
func (o *office) tierAndContact(provider string) []doc.Span {
	t, _ := o.v.Service.Of(provider)
	spans := []doc.Span{link(o.tierWord(provider), filtered(criteriaPath, "criteria", "Provider", providerName(t.Provider.Name, t.Provider.ID)))}
	if t.Provider.ID == "" || len(t.Findings) == 0 {
		spans[0].Link = ""
	}
	if t.Contact.Name != "" {
		spans = append(spans, doc.Span{Text: ", dedicated contact " + contactWords(t.Contact)})
	}
	return append(spans, doc.Span{Text: ". " + sameServices})
}

// contactWords is the name of a contact, with who stands in.
func contactWords(c service.Contact) string {
	if c.StandIn != "" {
		return c.Name + " (away: " + c.StandIn + " stands in)"
	}
	return c.Name
}

// tiers is the list of providers with their tier and why, their contacts, and what changed.
func (o *office) tiers() doc.For[audience.Office] {
	var d draft
	d.text(sameServices)
	if o.v.Service.Model == nil {
		d.text("The framework of the round has no criteria for tiers, so only what the office settled is known.")
	}
	d.add(o.tierCounts())
	d.heading(2, "Providers")
	d.text("Why a provider is of a tier, and who looks after it. Where what is not known could decide, the tier is not known, and the provider is served like one of tier 2 until it is: fill in the register, or settle the tier there with a reason and a name.")
	d.add(o.tierTable())
	d.heading(2, "Dedicated contacts")
	d.text("A contact stays from round to round, and moving one needs a reason in the register. A contact that is only proposed becomes lasting when it is written there.")
	d.add(o.contactTable())
	d.heading(2, "What changed since the last round")
	d.text("Both rounds by the criteria of this one, so that a change is one of what is known, or of what the office settled.")
	d.add(o.changeTable())
	return o.page(&d, "Service model", "Every provider with how it is looked after and why, its dedicated contact, and what changed since the last round.")
}

func (o *office) tierCounts() doc.Facts {
	n, settled := map[service.Tier]int{}, 0
	for _, t := range o.v.Service.Tiers {
		n[t.Tier]++
		if t.Provider.Override != nil {
			settled++
		}
	}
	var f doc.Facts
	for _, t := range []service.Tier{service.T1, service.T2, service.NotKnown} {
		f.Items = append(f.Items, doc.Fact{Term: tierWord(t), Text: []doc.Span{
			counted(n[t], "provider", "providers", filtered(tiersPath, "tiers", "Tier", tierWord(t)))}})
	}
	return doc.Facts{Items: append(f.Items, doc.Fact{Term: "Settled by the office", Text: []doc.Span{
		counted(settled, "provider", "providers", filtered(tiersPath, "tiers", "Decided by", settledByOffice))}})}
}

const (
	settledByOffice   = "The office"
	settledByCriteria = "The criteria"
)

func (o *office) tierTable() doc.Table {
	t := doc.Table{Key: "tiers", Caption: "Providers and their tiers", RowHead: true, Empty: "No provider is registered.",
		Columns: []doc.Column{{Title: "Provider", Wide: 1.8}, {Title: "Tier", Wide: 0.8, Filter: true}, {Title: "Decided by", Wide: 1, Filter: true}, {Title: "Points", Right: true},
			{Title: "Not known", Wide: 0.8, Right: true}, {Title: "Why", Wide: 3.4}, {Title: "Dedicated contact", Wide: 1.4, Filter: true}}}
	t.Late = made(slices.Values(o.v.Service.Tiers), func(x service.Tiered) doc.Row {
		by := settledByCriteria
		if x.Provider.Override != nil {
			by = settledByOffice
		}
		name := doc.Span{Text: providerName(x.Provider.Name, x.Provider.ID)}
		if len(x.Findings) > 0 {
			name.Link = filtered(criteriaPath, "criteria", "Provider", providerName(x.Provider.Name, x.Provider.ID))
		}
		return doc.Row{Cells: [][]doc.Span{{name}, doc.T(tierWord(x.Tier)), doc.T(by), doc.T(strconv.Itoa(x.Points)), doc.T(strconv.Itoa(openFindings(x))), doc.T(x.Why),
			doc.T(orWord(x.Contact.Name, "None"))}}
	})
	return t
}

// contactTable has those that have a contact, or should.
func (o *office) contactTable() doc.Table {
	t := doc.Table{Key: "contacts", Caption: "Dedicated contacts of providers", RowHead: true, Empty: "No provider is of tier 1.",
		Columns: []doc.Column{{Title: "Provider", Wide: 1.8}, {Title: "Contact", Wide: 1.4, Filter: true}, {Title: "Stands in", Wide: 1.2}, {Title: "Since", Wide: 1.1}, {Title: "Why", Wide: 3}}}
	for _, x := range o.v.Service.Tiers {
		if x.Tier != service.T1 && x.Contact.Name == "" {
			continue
		}
		t.Rows = append(t.Rows, doc.Row{
			Cells: [][]doc.Span{doc.T(providerName(x.Provider.Name, x.Provider.ID)), doc.T(orWord(x.Contact.Name, nobodyAnswer)), doc.T(orWord(x.Contact.StandIn, nothingSaid)),
				doc.T(dayOr(x.Contact.Since)), doc.T(orWord(strings.TrimSpace(x.Contact.Why), nothingSaid))},
			Keys: []string{"", "", "", sortDay(x.Contact.Since), ""},
		})
	}
	return t
}

// openFindings counts the criteria of which the value is not known.
func openFindings(t service.Tiered) int {
	n := 0
	for _, f := range t.Findings {
		if f.State == service.Undecided {
			n++
		}
	}
	return n
}

func (o *office) changeTable() doc.Table {
	t := doc.Table{Key: "changes", Caption: "Changes since the last round", RowHead: true, Empty: "Nothing has changed.",
		Columns: []doc.Column{{Title: "Provider", Wide: 1.8}, {Title: "Was", Wide: 0.8, Filter: true}, {Title: "Is", Wide: 0.8, Filter: true}, {Title: "Contact", Wide: 1.6}, {Title: "Why", Wide: 3}}}
	if !o.v.Service.Compared {
		t.Empty = "The round names no round before that could be read."
	}
	for _, c := range o.v.Service.Changes {
		t.Rows = append(t.Rows, cells(providerName(c.Name, c.Provider), orWord(tierWord(c.Was), nothingSaid), orWord(tierWord(c.Is), nothingSaid), orWord(c.Contact, "The same"), orWord(strings.Join(c.Why, "\n"), nothingSaid)))
	}
	return t
}

// criteria has every criterion, and then every provider with what each of them says.
func (o *office) criteria() doc.For[audience.Office] {
	var d draft
	m := o.v.Service.Model
	if m == nil {
		m = &framework.Service{}
	}
	d.text(sameServices)
	d.text("A provider is of tier 1 from %d points, or when a criterion holds that is enough alone. The factors come from the source named; every weight, threshold and total is %s.", m.Total, lowered(basis(o.v.Framework, m.Basis)))
	d.heading(2, "The criteria")
	t := doc.Table{Caption: "Criteria of tier 1", RowHead: true, Empty: "The framework has none.",
		Columns: []doc.Column{{Title: "Criterion", Wide: 2}, {Title: "Holds from", Wide: 1.2}, {Title: "Points", Right: true}, {Title: "Enough alone", Wide: 0.8}, {Title: "Reason", Wide: 2.6}, {Title: "Factor", Wide: 2}}}
	for _, c := range m.Criteria {
		t.Rows = append(t.Rows, cells(c.Title, sentence(service.Asked(c)), strconv.Itoa(c.Weight), map[bool]string{true: "Yes", false: "No"}[c.Alone], c.Reason, basis(o.v.Framework, c.Basis)))
	}
	d.add(t)
	d.heading(2, "What each says of each provider")
	d.text("A value that the register does not have is not known. It counts no points and is never taken for no.")
	d.add(o.findingTable())
	return o.page(&d, "Criteria of the service model", "Every criterion with its threshold, and every provider with its value and whether it holds.")
}

func (o *office) findingTable() doc.Table {
	t := doc.Table{Key: "criteria", Caption: "Criteria by provider", Empty: "No provider is registered, or the framework has no criteria.",
		Columns: []doc.Column{{Title: "Provider", Wide: 1.8, Filter: true}, {Title: "Tier", Wide: 0.8, Filter: true}, {Title: "Criterion", Wide: 2, Filter: true}, {Title: "Value", Wide: 1}, {Title: "Says", Wide: 1, Filter: true}, {Title: "Points", Right: true}}}
	for _, x := range o.v.Service.Tiers {
		for _, f := range x.Findings {
			t.Rows = append(t.Rows, doc.Row{
				Cells: [][]doc.Span{doc.T(providerName(x.Provider.Name, x.Provider.ID)), doc.T(tierWord(x.Tier)), doc.T(f.Criterion.Title), doc.T(sentence(f.Said())), {stateSpan(f.State)}, doc.T(fmt.Sprintf("%d of %d", f.Points, f.Criterion.Weight))},
			})
		}
	}
	return t
}

// stateSpan is what a criterion says. None is good or bad: no tier is better than the other.
func stateSpan(s service.State) doc.Span {
	if s == service.Undecided {
		return doc.Span{Text: sentence(string(s)), Tone: doc.Caution, Strong: true}
	}
	return doc.Span{Text: sentence(string(s))}
}
