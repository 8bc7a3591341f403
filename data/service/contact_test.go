package service_test

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/service"
)

func day(text string) date.Date {
	d, err := date.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

// settled is a provider with a tier the office has settled, and a dedicated contact on record.
func settled(id, tier, contact, reason string) round.Provider {
	return round.Provider{ID: id, Name: "Name of " + id, Override: &round.Override{Tier: tier, Reason: "test", By: "Jo"},
		Dedicated: &round.Dedicated{Name: contact, Reason: reason}, At: response.Cell{File: "register.xlsx"}}
}

func keeper(name string, contacts int, skills ...string) round.Staff {
	return round.Staff{Name: name, Skills: skills, Contacts: round.Limit{N: contacts, Known: true}, Capacity: round.Limit{N: 5, Known: true}}
}

func away(s round.Staff, standIn string) round.Staff {
	s.AbsentFrom, s.AbsentUntil, s.StandIn = day("2017-10-30"), day("2017-11-10"), standIn
	return s
}

func roundOf(providers []round.Provider, staff []round.Staff, enquiries ...round.Enquiry) *round.Round {
	return &round.Round{Settings: round.Settings{AsOf: day("2017-10-31")}, Providers: providers, Staff: staff, Enquiries: enquiries}
}

func TestContacts(t *testing.T) {
	const contact = "tier 1 contact"
	ann, bob, cy := keeper("Ann", 2, contact), keeper("Bob", 2, "hosting"), keeper("Cy", 4, contact)
	one := func(p round.Provider) []round.Provider { return []round.Provider{p} }
	tests := []struct {
		name      string
		before    []round.Provider // nil for no round before
		now       []round.Provider
		staff     []round.Staff // in both rounds
		gone      string        // somebody who was on the staff in the round before only
		want, why string        // of the last provider
		problem   string
	}{
		{"the most skilled", nil, one(settled("p", "T1", "", "")), []round.Staff{bob, cy}, "", "Cy", "has the skills asked for: tier 1 contact, and is the contact of 0 of 4 providers", ""},
		{"of equals the first by name", nil, one(settled("p", "T1", "", "")), []round.Staff{cy, ann}, "", "Ann", "", ""},
		{"the least to do for what they can", nil, []round.Provider{settled("o", "T1", "Ann", ""), settled("p", "T1", "Cy", ""), settled("q", "T1", "", "")}, []round.Staff{ann, cy}, "", "Cy", "", ""},
		{"room before skill", nil, []round.Provider{settled("o", "T1", "Ann", ""), settled("p", "T1", "Ann", ""), settled("q", "T1", "", "")}, []round.Staff{ann, bob}, "", "Bob", "has none of the skills asked for", ""},
		{"nobody has room", nil, []round.Provider{settled("o", "T1", "", ""), settled("p", "T1", "", "")}, []round.Staff{keeper("Ann", 1, contact)}, "", "Ann", "", "Ann is the dedicated contact of 2 providers and can have 1."},
		{"nobody at all", nil, one(settled("p", "T1", "", "")), nil, "", "", "Nobody is on the staff", "nobody is on the staff, so these providers of tier 1 have no dedicated contact: p."},
		{"limit not known", nil, one(settled("p", "T1", "", "")), []round.Staff{{Name: "Ann"}}, "", "Ann", "0 of a number not known", "Ann is the dedicated contact of 1 provider, and how many they can have is not known."},
		{"not of tier 2", nil, one(settled("p", "T2", "", "")), []round.Staff{ann}, "", "", "Of tier 2", ""},
		{"on record for tier 2", nil, one(settled("p", "T2", "Ann", "")), []round.Staff{ann}, "", "", "Of tier 2", "p is of tier 2 and has the dedicated contact Ann."},
		{"stays from the round before", one(settled("p", "T1", "Bob", "")), one(settled("p", "T1", "", "")), []round.Staff{ann, bob}, "", "Bob", "As in the round before.", ""},
		{"stays though it was only proposed", one(settled("p", "T1", "", "")), []round.Provider{settled("a", "T1", "", ""), settled("p", "T1", "", "")}, []round.Staff{ann, cy}, "", "Ann", "As in the round before.", ""},
		{"moved with a reason", one(settled("p", "T1", "Ann", "")), one(settled("p", "T1", "Bob", "Ann asked for it")), []round.Staff{ann, bob}, "", "Bob", "Moved from Ann: Ann asked for it.", ""},
		{"moved without a reason", one(settled("p", "T1", "Ann", "")), one(settled("p", "T1", "Bob", "")), []round.Staff{ann, bob}, "", "Ann", "no reason is given", "the dedicated contact of p was Ann and is to be Bob, without a reason."},
		{"who was it has left", one(settled("p", "T1", "Dee", "")), one(settled("p", "T1", "", "")), []round.Staff{ann}, "Dee", "Ann", "Dee, who was it before, is no longer on the staff. Proposed", ""},
		{"who was it has left, another on record", one(settled("p", "T1", "Dee", "")), one(settled("p", "T1", "Ann", "")), []round.Staff{ann}, "Dee", "Ann", "no longer on the staff", ""},
		{"tier not known any more", one(settled("p", "T1", "Ann", "")), one(round.Provider{ID: "p"}), []round.Staff{ann}, "", "Ann", "As in the round before.", ""},
		{"tier not known", nil, one(round.Provider{ID: "p"}), []round.Staff{ann}, "", "", "None until it is known", ""},
		{"away with a stand-in", nil, one(settled("p", "T1", "Ann", "")), []round.Staff{away(ann, "Bob"), bob, cy}, "", "Ann", "Ann is away until 10 November 2017: Bob stands in.", ""},
		{"away without a stand-in", nil, one(settled("p", "T1", "Ann", "")), []round.Staff{away(ann, ""), bob, cy}, "", "Ann", "Cy stands in.", ""},
		{"away with a stand-in who is away", nil, one(settled("p", "T1", "Ann", "")), []round.Staff{away(ann, "Bob"), away(bob, ""), cy}, "", "Ann", "Cy stands in.", ""},
		{"everybody away", nil, one(settled("p", "T1", "Ann", "")), []round.Staff{away(ann, "Bob"), away(bob, "")}, "", "Ann", "nobody is there to stand in", ""},
		{"chosen of those who are there", nil, one(settled("p", "T1", "", "")), []round.Staff{away(ann, ""), cy}, "", "Cy", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var before *service.Result
			if test.before != nil {
				staff := test.staff
				if test.gone != "" {
					staff = append(slices.Clone(staff), keeper(test.gone, 9))
				}
				r := service.Apply(model(t), roundOf(test.before, staff), nil)
				before = &r
			}
			got := service.Apply(model(t), roundOf(test.now, test.staff), before)
			last := got.Tiers[len(got.Tiers)-1]
			if last.Contact.Name != test.want || !strings.Contains(last.Contact.Why, test.why) {
				t.Errorf("the contact is %q: %s\nwant %q: …%s…", last.Contact.Name, last.Contact.Why, test.want, test.why)
			}
			problems(t, got, test.problem)
		})
	}
}

// problems holds that there is one problem that says so, or none at all.
func problems(t *testing.T, r service.Result, want string) {
	t.Helper()
	var all []string
	for _, p := range r.Problems {
		all = append(all, p.String())
	}
	if got := strings.Join(all, "\n"); want == "" && got != "" || !strings.Contains(got, want) {
		t.Errorf("the problems are:\n%s\nwant %q", got, want)
	}
}

func TestChangesSinceTheRoundBefore(t *testing.T) {
	staff := []round.Staff{keeper("Ann", 9), keeper("Bob", 9)}
	grown := round.Provider{ID: "grown", Name: "Grown", Facts: map[string]float64{"approved gateway": 0, "payroll products served": 0, "ebms client": 0, "market share": 9, "lodgments": 6e5, "meetings attended": 0, "consultations": 0, "early adopter": 0}}
	was := grown
	grown.Facts = map[string]float64{"approved gateway": 0, "payroll products served": 0, "ebms client": 0, "market share": 11, "lodgments": 6e5, "meetings attended": 0, "consultations": 0, "early adopter": 0}
	same := settled("same", "T2", "", "")
	before := service.Apply(model(t), roundOf([]round.Provider{was, same, settled("gone", "T2", "", ""), settled("moved", "T1", "Ann", "")}, staff), nil)
	now := service.Apply(model(t), roundOf([]round.Provider{grown, same, settled("fresh", "T2", "", ""), settled("moved", "T1", "Bob", "better suited")}, staff), &before)
	var got []string
	for _, c := range now.Changes {
		got = append(got, strings.Join([]string{c.Provider, string(c.Was), string(c.Is), c.Contact, strings.Join(c.Why, " ")}, "|"))
	}
	want := []string{
		"fresh||T2||New in the register.",
		"gone|T2|||No longer in the register.",
		"grown|T2|T1|Ann is new.|Market share: was 9%, is 11%.",
		"moved|T1|T1|From Ann to Bob.|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if first := service.Apply(model(t), roundOf(nil, staff), nil); first.Compared || first.Changes != nil {
		t.Errorf("without a round before nothing has changed, got %+v", first.Changes)
	}
}
