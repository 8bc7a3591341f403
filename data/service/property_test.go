package service_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/service"
)

// chance makes random registers, staff and enquiries; the same seed makes the same.
type chance struct {
	*rand.Rand
	m *framework.Service
}

func (c chance) pick(all ...string) string { return all[c.IntN(len(all))] }

func (c chance) limit(most int) round.Limit {
	if c.IntN(12) == 0 {
		return round.Limit{}
	}
	return round.Limit{N: c.IntN(most + 1), Known: true}
}

func (c chance) staff(n int) []round.Staff {
	skills := c.m.NeededSkills()
	var all []round.Staff
	for i := range n {
		s := round.Staff{Name: fmt.Sprintf("Person %02d", i), Capacity: c.limit(6), Contacts: c.limit(4)}
		for range c.IntN(5) {
			s.Skills = append(s.Skills, skills[c.IntN(len(skills))])
		}
		if c.IntN(5) == 0 {
			s.AbsentFrom, s.StandIn = day("2017-10-01"), fmt.Sprintf("Person %02d", c.IntN(n))
		}
		all = append(all, s)
	}
	return all
}

func (c chance) providers(n int, staff []round.Staff) []round.Provider {
	var all []round.Provider
	for i := range n {
		p := round.Provider{ID: fmt.Sprintf("provider-%03d", i), Name: fmt.Sprintf("Provider %d", i), Facts: map[string]float64{}}
		for _, f := range framework.ProviderFacts {
			if f.Counted || c.IntN(4) == 0 {
				continue
			}
			if p.Facts[f.ID] = float64(c.IntN(2) * c.IntN(2)); !f.YesNo {
				p.Facts[f.ID] = float64(c.IntN(30) * c.IntN(2))
			}
		}
		if c.IntN(6) == 0 {
			p.Override = &round.Override{Tier: c.pick("T1", "T2"), Reason: "chance", By: "chance"}
		}
		if len(staff) > 0 && c.IntN(5) == 0 {
			p.Dedicated = &round.Dedicated{Name: staff[c.IntN(len(staff))].Name, Reason: c.pick("", "chance")}
		}
		all = append(all, p)
	}
	return all
}

func (c chance) enquiry(id string, r *round.Round) round.Enquiry {
	e := round.Enquiry{ID: id, Received: date.Date{Year: 2017, Month: 10, Day: 1 + c.IntN(30)}, Status: round.EnquiryStatuses[c.IntN(4)]}
	e.Type = "unheard-of"
	if i := c.IntN(20 * len(c.m.Enquiries)); i > 0 {
		e.Type = c.m.Enquiries[i%len(c.m.Enquiries)].ID
	}
	if len(r.Providers) > 0 && c.IntN(5) > 0 {
		e.Provider = r.Providers[c.IntN(len(r.Providers))].ID
	}
	if len(r.Staff) > 0 && c.IntN(4) == 0 {
		e.Handler = r.Staff[c.IntN(len(r.Staff))].Name
	}
	return e
}

func (c chance) round(providers, staff, enquiries int) *round.Round {
	r := &round.Round{Settings: round.Settings{AsOf: day("2017-10-31")}}
	r.Staff = c.staff(staff)
	r.Providers = c.providers(providers, r.Staff)
	for i := range enquiries {
		r.Enquiries = append(r.Enquiries, c.enquiry(fmt.Sprintf("e-%04d", i), r))
	}
	for i := range providers / 4 {
		r.Consultation.Seats = append(r.Consultation.Seats, consultation.Seat{Group: "g", Organisation: fmt.Sprintf("Provider %d", i*3)})
	}
	return r
}

// shuffled is the same round in another order.
func (c chance) shuffled(r *round.Round) *round.Round {
	s := *r
	s.Staff, s.Providers, s.Enquiries = slices.Clone(r.Staff), slices.Clone(r.Providers), slices.Clone(r.Enquiries)
	c.Shuffle(len(s.Staff), func(i, j int) { s.Staff[i], s.Staff[j] = s.Staff[j], s.Staff[i] })
	c.Shuffle(len(s.Providers), func(i, j int) { s.Providers[i], s.Providers[j] = s.Providers[j], s.Providers[i] })
	c.Shuffle(len(s.Enquiries), func(i, j int) { s.Enquiries[i], s.Enquiries[j] = s.Enquiries[j], s.Enquiries[i] })
	return &s
}

// Over random rounds, each after another one, the promises of the model hold.
func TestPromisesHoldForAnyRegister(t *testing.T) {
	m := model(t)
	seen := map[string]int{}
	for seed := range uint64(400) {
		c := chance{rand.New(rand.NewPCG(seed, 7)), m}
		last := c.round(c.IntN(30), c.IntN(9), 0)
		r := c.round(c.IntN(30), c.IntN(9), c.IntN(60))
		before := service.Apply(m, last, nil)
		got := service.Apply(m, r, &before)
		everyT1HasOneContact(t, seed, r, got, seen)
		nobodyWaitsForNothing(t, seed, m, r, got, seen)
		if again := service.Apply(m, c.shuffled(r), &before); !reflect.DeepEqual(got, again) {
			t.Errorf("seed %d: another order of the same round gives another result", seed)
		}
		oneMoreMovesNothing(t, seed, c, r, before, got)
		if t.Failed() {
			return
		}
	}
	for _, what := range []string{"contact with room", "contact without room", "no staff", "stays", "proposed", "waits for room"} {
		if seen[what] < 20 {
			t.Errorf("%q came up %d times only: the registers are not random enough to prove anything", what, seen[what])
		}
	}
}

// everyT1HasOneContact holds that a provider of tier 1 has one, that of tier 2 none, and that nobody has more
// than they can without a problem that names them; and nobody new was given to somebody full while another
// had room.
func everyT1HasOneContact(t *testing.T, seed uint64, r *round.Round, got service.Result, seen map[string]int) {
	t.Helper()
	n := map[string]int{}
	for _, x := range got.Tiers {
		n[x.Contact.Name]++
		_, staff := r.Person(x.Contact.Name)
		switch {
		case x.Tier == service.T2 && x.Contact.Name != "":
			t.Errorf("seed %d: %s of tier 2 has the contact %s", seed, x.Provider.ID, x.Contact.Name)
		case x.Tier == service.T1 && len(r.Staff) > 0 && !staff:
			t.Errorf("seed %d: %s of tier 1 has the contact %q", seed, x.Provider.ID, x.Contact.Name)
		case x.Tier == service.T1 && len(r.Staff) == 0:
			seen["no staff"]++
			told(t, seed, got, "nobody is on the staff")
		}
	}
	roomy := slices.IndexFunc(r.Staff, func(s round.Staff) bool { return s.Contacts.Known && n[s.Name] < s.Contacts.N })
	for _, x := range got.Tiers {
		p, _ := r.Person(x.Contact.Name)
		if strings.Contains(x.Contact.Why, "Proposed:") && p.Contacts.Known && n[p.Name] > p.Contacts.N && roomy >= 0 {
			t.Errorf("seed %d: %s was given to %s, who has too many, and %s has room", seed, x.Provider.ID, p.Name, r.Staff[roomy].Name)
		}
	}
	for _, s := range r.Staff {
		switch {
		case n[s.Name] == 0:
		case s.Contacts.Known && n[s.Name] <= s.Contacts.N:
			seen["contact with room"]++
		default:
			seen["contact without room"]++
			told(t, seed, got, s.Name+" is the dedicated contact of ")
		}
	}
}

func told(t *testing.T, seed uint64, got service.Result, what string) {
	t.Helper()
	if !slices.ContainsFunc(got.Problems, func(p response.Problem) bool { return len(p.What) >= len(what) && p.What[:len(what)] == what }) {
		t.Errorf("seed %d: no problem says that %s", seed, what)
	}
}

// nobodyWaitsForNothing holds that an enquiry is unassigned only where nobody who is there and has a skill
// for it has room, that nobody is proposed beyond their limit, and that nobody as skilled or more has room
// where somebody less skilled is proposed.
func nobodyWaitsForNothing(t *testing.T, seed uint64, m *framework.Service, r *round.Round, got service.Result, seen map[string]int) {
	t.Helper()
	load := map[string]int{}
	for _, x := range got.Routes {
		if x.Standing == service.Kept {
			load[x.Person]++
		}
	}
	score := func(s round.Staff, skills []string) int {
		n := 0
		for _, skill := range skills {
			if slices.Contains(s.Skills, skill) {
				n++
			}
		}
		return n
	}
	for _, x := range got.Routes {
		seen[string(x.Standing)]++
		typ, known := m.EnquiryType(x.Enquiry.Type)
		if !known || x.Standing == service.Kept {
			continue
		}
		p, _ := r.Person(x.Person)
		for _, s := range r.Staff {
			able := !s.AbsentOn(r.AsOf) && (score(s, typ.Skills) > 0 || len(typ.Skills) == 0)
			free := s.Capacity.Known && load[s.Name] < s.Capacity.N
			switch {
			case able && free && x.Standing == service.Waits:
				t.Errorf("seed %d: %s waits, and %s can answer it and has room", seed, x.Enquiry.ID, s.Name)
			case able && free && p.Capacity.Known && score(s, typ.Skills) > score(p, typ.Skills):
				t.Errorf("seed %d: %s goes to %s, and %s is more skilled and has room", seed, x.Enquiry.ID, p.Name, s.Name)
			case able && !free && x.Standing == service.Waits:
				seen["waits for room"]++
			}
		}
		if x.Standing == service.Proposed {
			if p.Capacity.Known && load[p.Name] >= p.Capacity.N {
				t.Errorf("seed %d: %s goes to %s, who has %d of %d", seed, x.Enquiry.ID, p.Name, load[p.Name], p.Capacity.N)
			}
			load[p.Name]++
		}
	}
}

// oneMoreMovesNothing holds that a new enquiry, whenever it came in, changes nothing for those before it.
func oneMoreMovesNothing(t *testing.T, seed uint64, c chance, r *round.Round, before, got service.Result) {
	t.Helper()
	more := *r
	e := c.enquiry("e-new", r)
	e.Handler, e.Status = "", round.EnquiryOpen
	more.Enquiries = append(slices.Clone(r.Enquiries), e)
	now := service.Apply(c.m, &more, &before)
	at := slices.IndexFunc(now.Routes, func(x service.Route) bool { return x.Enquiry.ID == e.ID })
	if at > 0 && !reflect.DeepEqual(now.Routes[:at], got.Routes[:at]) {
		t.Errorf("seed %d: the enquiry %s of %s moves one that came in before it", seed, e.ID, e.Received)
	}
	if len(now.Routes) != len(got.Routes)+1 {
		t.Errorf("seed %d: with one enquiry more there are %d routes, not %d", seed, len(now.Routes), len(got.Routes)+1)
	}
}

// Ten thousand providers and a hundred thousand open enquiries, three in four of them to be routed.
func BenchmarkClassifyAndRoute(b *testing.B) {
	m := model(b)
	c := chance{rand.New(rand.NewPCG(1, 2)), m}
	r := c.round(10_000, 200, 100_000)
	for i := range r.Enquiries {
		r.Enquiries[i].Status = round.EnquiryOpen
	}
	for i := range r.Staff {
		r.Staff[i].Capacity = round.Limit{N: 600, Known: true}
		r.Staff[i].Contacts = round.Limit{N: 60, Known: true}
	}
	before := service.Apply(m, c.round(10_000, 200, 0), nil)
	b.ResetTimer()
	for b.Loop() {
		got := service.Apply(m, r, &before)
		if len(got.Tiers) != 10_000 || len(got.Routes) != 100_000 {
			b.Fatalf("%d providers and %d open enquiries", len(got.Tiers), len(got.Routes))
		}
	}
}
