package report

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/framework"
	"opframe/data/round"
	"opframe/data/service"
	"opframe/data/view"
	"opframe/render/doc"
)

// rowNamed finds the row of a table that begins with a text.
func rowNamed(t *testing.T, table doc.Table, first string) []string {
	t.Helper()
	for _, r := range table.Rows {
		if strings.HasPrefix(doc.Plain(r.Cells[0]), first) {
			var all []string
			for _, c := range r.Cells {
				all = append(all, doc.Plain(c))
			}
			return all
		}
	}
	t.Fatalf("%s has no row %q", table.Caption, first)
	return nil
}

// The pages of the service model show what was found, every criterion with its value, and the same everywhere.
func TestServicePagesOfTheSample(t *testing.T) {
	v := sampleOffice(t)
	pages := officePages(t, v)
	tiers := tableOf(t, pages[tiersPath], "tiers")
	if len(tiers.Rows) != len(v.Service.Tiers) || len(tiers.Rows) < 24 {
		t.Errorf("%d of %d providers are in the list", len(tiers.Rows), len(v.Service.Tiers))
	}
	brolga := rowNamed(t, tiers, "Brolga")
	if brolga[1] != "T1" || brolga[2] != settledByOffice || !strings.HasPrefix(brolga[5], "Settled by Adaeze Nwosu: ") || brolga[6] != "Callum Pritchard" {
		t.Errorf("the row of Brolga is %q", brolga)
	}
	if contact := rowNamed(t, tableOf(t, pages[tiersPath], "contacts"), "Brolga"); contact[1] != "Callum Pritchard" || contact[2] != "Mei-Lin Foo" || contact[3] != "12\u00a0September 2016" && contact[3] != "12 September 2016" {
		t.Errorf("the contact of Brolga is %q", contact)
	}
	if saltbush := rowNamed(t, tiers, "Saltbush"); saltbush[1] != "Not known" || saltbush[4] != "1" || !strings.Contains(saltbush[5], "could make it tier 1: Lodgments") {
		t.Errorf("the row of Saltbush is %q: what is not known could decide", saltbush)
	}
	criteria := tableOf(t, pages[criteriaPath], "criteria")
	if want := len(v.Service.Tiers) * len(v.Service.Model.Criteria); len(criteria.Rows) != want {
		t.Errorf("%d criteria are shown, want every one of every provider, %d", len(criteria.Rows), want)
	}
	for r := range v.Rows {
		facts := said(pages[productPath(r.Product.ID)].Document.Value())
		if !strings.Contains(facts, sameServices) || !strings.Contains(facts, tierWord(v.TierOf(r.Provider.ID))) {
			t.Errorf("the page of %s should have the provider's tier and what it means", r.Product.ID)
		}
	}
	enquiries := tableOf(t, pages[enquiriesPath], "enquiries")
	if len(enquiries.Rows) != len(v.Service.Routes) {
		t.Errorf("%d of %d open enquiries are shown", len(enquiries.Rows), len(v.Service.Routes))
	}
	skills := tableOf(t, pages[staffPath], "skills")
	if row := rowNamed(t, skills, "breach reports"); row[1] != "Only one person has it" || row[2] != "Ngaire Thompson" {
		t.Errorf("the row of breach reports is %q: it hangs on one person", row)
	}
	if row := rowNamed(t, skills, "encryption"); row[1] != "Nobody who has it is there" {
		t.Errorf("the row of encryption is %q: who has it is away", row)
	}
}

// Numbers by person, age and type add up to the enquiries that are open.
func TestEnquiriesAddUp(t *testing.T) {
	v := sampleOffice(t)
	o := newOffice(v, reportsOf(v))
	sum := func(table doc.Table, columns ...int) int {
		n := 0
		for _, r := range table.Rows {
			for _, c := range columns {
				n += atoi(t, doc.Plain(r.Cells[c]))
			}
		}
		return n
	}
	waits := 0
	for _, r := range v.Service.Routes {
		if r.Standing == service.Waits {
			waits++
		}
	}
	open := len(v.Service.Routes)
	byType := func(r service.Route) string { return r.Type.Title }
	byAge := func(r service.Route) string { return ageBand(r.Age) }
	if got := sum(o.byPerson(), 1, 2) + waits; got != open {
		t.Errorf("by person, and those that wait, there are %d, want %d", got, open)
	}
	if got := sum(o.tally("Open enquiries by type", "Type", nil, byType), 1); got != open {
		t.Errorf("by type there are %d, want %d", got, open)
	}
	if got := sum(o.tally("Open enquiries by age", "Age", ageBands, byAge), 1); got != open {
		t.Errorf("by age there are %d, want %d", got, open)
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			t.Fatalf("%q is no number", s)
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// What changed since the round before, or that there was none, stands on the page.
func TestChangesOnThePage(t *testing.T) {
	v := sampleOffice(t)
	if table := tableOf(t, officePages(t, v)[tiersPath], "changes"); len(table.Rows) != 0 || !strings.Contains(table.Empty, "no round before") {
		t.Errorf("the sample here has no round before, got %+v", table)
	}
	v.Service.Compared = true
	v.Service.Changes = []service.Change{{Provider: "a", Name: "A", Was: service.T2, Is: service.T1, Contact: "Ann is new.", Why: []string{"Larger.", "Settled."}}, {Provider: "b", Name: "B", Was: service.T2}}
	table := tableOf(t, officePages(t, v)[tiersPath], "changes")
	if got := rowNamed(t, table, "A"); !slices.Equal(got, []string{"A", "T2", "T1", "Ann is new.", "Larger.\nSettled."}) {
		t.Errorf("the row of A is %q", got)
	}
	if got := rowNamed(t, table, "B"); !slices.Equal(got, []string{"B", "T2", nothingSaid, "The same", nothingSaid}) {
		t.Errorf("the row of B, who has gone, is %q", got)
	}
}

// Whatever people write on the sheets, the pages of the service model can be printed.
func TestServicePagesOfHostileWords(t *testing.T) {
	v := sampleOffice(t)
	for _, text := range []string{`<script>alert(1)</script>`, "=HYPERLINK(1)", strings.Repeat("x", 10_000), "# a & b = c?", "\u202egnp.exe", "a\n b", " x ", ""} {
		r := &round.Round{Settings: round.Settings{AsOf: v.Occasion.AsOf}, Staff: []round.Staff{{Name: text, Skills: []string{text}, StandIn: text, AbsentFrom: v.Occasion.AsOf}},
			Providers: []round.Provider{{ID: "p", Name: text, Override: &round.Override{Tier: "T1", Reason: text, By: text}, Dedicated: &round.Dedicated{Name: text, Reason: text}}},
			Enquiries: []round.Enquiry{{ID: "e-1", Received: v.Occasion.AsOf, Provider: "p", Type: text, Subject: text, Channel: text, Status: round.EnquiryOpen, Handler: text},
				{ID: "e-2", Received: v.Occasion.AsOf, Type: "general", Subject: text, Status: round.EnquiryOpen}}}
		h := v
		before := service.Apply(v.Framework.Service, r, nil)
		h.Service = service.Apply(v.Framework.Service, r, &before)
		soundPages(t, officePages(t, h))
	}
}

// Without a service model the pages say so, and nothing is made up.
func TestServicePagesWithoutAModel(t *testing.T) {
	v := sampleOffice(t)
	none := *v.Framework
	none.Service = nil
	v.Framework, v.Service = &none, service.Apply(nil, &round.Round{Providers: []round.Provider{{ID: "p", Name: "P"}}}, nil)
	pages := officePages(t, v)
	soundPages(t, pages)
	if row := rowNamed(t, tableOf(t, pages[tiersPath], "tiers"), "P"); row[1] != "Not known" {
		t.Errorf("the row is %q, want the tier not known", row)
	}
}

func TestProviderContact(t *testing.T) {
	v := view.Provider{Framework: &framework.Framework{}}
	v.Occasion.Office.Name, v.Occasion.Office.Email = "The office", "office@example.org"
	if facts := providerContact(v); len(facts.Items) != 2 {
		t.Errorf("without a name to show there is the office's own channel alone, got %+v", facts)
	}
	v.Contact = "Ann"
	if facts := providerContact(v); len(facts.Items) != 3 || doc.Plain(facts.Items[2].Text) != "Ann" {
		t.Errorf("the contact should stand there, got %+v", facts)
	}
}
