package round

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// Provider is a digital service provider in the register.
type Provider struct {
	ID, Name, BusinessNumber string
	Roles                    []string // "gateway", "sending service provider", "in-house" …
	Contact, Email           string
	// Facts are what the register says of it for the service model, by framework.ProviderFact: 1 for yes,
	// 0 for no. What is not there is not known.
	Facts map[string]float64
	// Override is the tier the office has settled, nil where it has not.
	Override *Override
	// Dedicated is its dedicated contact as recorded, nil where nobody is: few of ten thousand providers have one.
	Dedicated *Dedicated
	At        response.Cell // of its row
}

// Override is a tier that a person settled, whatever the criteria say. All three are there.
type Override struct{ Tier, Reason, By string }

// Dedicated is a dedicated contact as the register records it: the member of staff, since when, and, where
// somebody else was it before, why.
type Dedicated struct {
	Name, Reason string
	Since        date.Date // zero where it does not say
	At           response.Cell
}

// Staff is a member of the office's team. The name tells people apart.
type Staff struct {
	Name   string
	Skills []string
	// Capacity is how many enquiries can be open with them at once, Contacts how many providers they can be
	// the dedicated contact of.
	Capacity, Contacts Limit
	// Absent from the one day to the other, both included. With a first day alone, until further notice;
	// zero where they are there.
	AbsentFrom, AbsentUntil date.Date
	StandIn                 string // who takes over meanwhile, or ""
	At                      response.Cell
}

// Limit is how many things a person can have. One that is not known is not 0.
type Limit struct {
	N     int
	Known bool
}

// AbsentOn says that the person is away that day.
func (s Staff) AbsentOn(day date.Date) bool {
	return !s.AbsentFrom.IsZero() && !day.Before(s.AbsentFrom) && (s.AbsentUntil.IsZero() || !s.AbsentUntil.Before(day))
}

// Person finds a member of staff by name.
func (r *Round) Person(name string) (Staff, bool) {
	i := slices.IndexFunc(r.Staff, func(s Staff) bool { return s.Name == name })
	if i < 0 {
		return Staff{}, false
	}
	return r.Staff[i], true
}

// Tiers are those a provider can be given.
var Tiers = []string{"T1", "T2"}

// providerColumns are those of the sheet Providers, with one for each fact that is not counted elsewhere.
func providerColumns() []string {
	all := []string{"id", "name", "business number", "roles", "contact", "email"}
	for _, f := range framework.ProviderFacts {
		if !f.Counted {
			all = append(all, f.ID)
		}
	}
	return append(all, "tier", "tier reason", "tier by", "dedicated contact", "contact since", "contact reason")
}

// provider reads one row of the sheet Providers.
func (r *Round) provider(rec record) Provider {
	p := Provider{ID: rec.Text("id"), Name: rec.Text("name"), BusinessNumber: rec.Text("business number"), Roles: list(rec.Text("roles")),
		Contact: rec.Text("contact"), Email: rec.Text("email"), At: rec.at(), Override: r.override(rec)}
	for _, f := range framework.ProviderFacts {
		if f.Counted || rec.Text(f.ID) == "" {
			continue
		}
		v, what := factValue(f, rec.Text(f.ID))
		if what != "" {
			r.problem(response.Error, rec.cell(f.ID), fmt.Sprintf("%s is %q, which is %s.", f.ID, rec.Text(f.ID), what), "Correct it, or leave it empty: it counts as not known until then.")
			continue
		}
		if p.Facts == nil {
			p.Facts = map[string]float64{}
		}
		p.Facts[f.ID] = v
	}
	since := r.day(rec, "contact since") // what is no day is a problem in any case
	if name := rec.Text("dedicated contact"); name != "" {
		p.Dedicated = &Dedicated{Name: name, Reason: rec.Text("contact reason"), Since: since, At: rec.cell("dedicated contact")}
	}
	return p
}

// factValue reads one fact; what says why a text is none.
func factValue(f framework.ProviderFact, text string) (v float64, what string) {
	if f.YesNo {
		switch strings.ToLower(text) {
		case "yes":
			return 1, ""
		case "no":
			return 0, ""
		}
		return 0, "neither yes nor no"
	}
	if f.Unit == "%" {
		text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	}
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || v != v: // NaN is no number either
		return 0, "no number"
	case v < 0:
		return 0, "less than 0"
	case f.Max > 0 && v > f.Max:
		return 0, fmt.Sprintf("more than %g", f.Max)
	}
	return v, ""
}

// override is the tier that the office has settled. A tier without a reason and a name is told of and not
// applied, and so are a reason and a name without a tier.
func (r *Round) override(rec record) *Override {
	o := Override{Tier: rec.Text("tier"), Reason: rec.Text("tier reason"), By: rec.Text("tier by")}
	var missing []string
	if o.Reason == "" {
		missing = append(missing, "tier reason")
	}
	if o.By == "" {
		missing = append(missing, "tier by")
	}
	switch {
	case o == Override{}:
		return nil
	case o.Tier == "":
		r.problem(response.Warning, rec.cell("tier"), "there is a tier reason or a tier by and no tier.", "Fill in the tier the office has settled, or leave all three empty.")
		return nil
	case !slices.Contains(Tiers, o.Tier):
		r.problem(response.Error, rec.cell("tier"), fmt.Sprintf("the tier %q is none of %s.", o.Tier, strings.Join(Tiers, ", ")), "Correct it, or leave it empty: the criteria alone decide until then.")
		return nil
	case len(missing) > 0:
		r.problem(response.Warning, rec.cell("tier"), fmt.Sprintf("the tier %s takes the place of what the criteria say, which needs a reason and a name.", o.Tier),
			"Fill in "+strings.Join(missing, " and ")+", or leave the tier empty: the criteria alone decide until then.")
		return nil
	}
	return &o
}

// day reads a day; one that is none is told of and counts as none given.
func (r *Round) day(rec record, column string) date.Date {
	d, err := rec.Day(column)
	if err != nil {
		r.problem(response.Error, rec.cell(column), fmt.Sprintf("%s: %v.", column, err), "Correct it, or leave it empty: it counts as not given until then.")
	}
	return d
}

// takeStaff reads one row of the sheet Staff.
func (r *Round) takeStaff(rec record) {
	s := Staff{Name: rec.Text("name"), Skills: list(rec.Text("skills")), StandIn: rec.Text("stand-in"), At: rec.at(),
		Capacity: r.limit(rec, "capacity"), Contacts: r.limit(rec, "contacts"), AbsentFrom: r.day(rec, "absent from"), AbsentUntil: r.day(rec, "absent until")}
	if _, twice := r.Person(s.Name); twice || s.Name == "" {
		r.problem(response.Error, rec.cell("name"), fmt.Sprintf("the name %q is empty or stands twice.", s.Name), "Names tell people apart: give each another. The row is left out until then.")
		return
	}
	switch {
	case s.AbsentFrom.IsZero() && !s.AbsentUntil.IsZero():
		r.problem(response.Error, rec.cell("absent from"), "it says until when and not from when the person is absent.", "Fill in absent from: the person counts as there until then.")
		s.AbsentUntil = date.Date{}
	case !s.AbsentUntil.IsZero() && s.AbsentUntil.Before(s.AbsentFrom):
		r.problem(response.Error, rec.cell("absent until"), "the absence ends before it begins.", "Correct one of the two days: the person counts as there until then.")
		s.AbsentFrom, s.AbsentUntil = date.Date{}, date.Date{}
	}
	r.Staff = append(r.Staff, s)
}

// limit reads how many things a person can have. A cell that is empty or says something else is not known.
func (r *Round) limit(rec record, column string) Limit {
	text := rec.Text(column)
	n, err := strconv.Atoi(text)
	if text != "" && (err != nil || n < 0 || rec.Cell(column).Kind == cells.Error) {
		r.problem(response.Error, rec.cell(column), fmt.Sprintf("%s is %q, which is no whole number.", column, text), "Correct it: how many it is counts as not known until then.")
		return Limit{}
	}
	return Limit{n, text != ""}
}

// checkStaff warns of people named in the register who are not on the sheet Staff.
func (r *Round) checkStaff() {
	for i, s := range r.Staff {
		if _, ok := r.Person(s.StandIn); s.StandIn != "" && (!ok || s.StandIn == s.Name) {
			r.problem(response.Warning, s.At, fmt.Sprintf("the stand-in %q of %s is nobody else on the sheet Staff.", s.StandIn, s.Name), "Correct the name, or add it there: somebody is chosen until then.")
			r.Staff[i].StandIn = ""
		}
	}
	for i, p := range r.Providers {
		if p.Dedicated == nil {
			continue
		}
		if _, ok := r.Person(p.Dedicated.Name); !ok {
			r.problem(response.Error, p.Dedicated.At, fmt.Sprintf("the dedicated contact %q is not on the sheet Staff.", p.Dedicated.Name), "Correct the name, or add it there: somebody is chosen until then.")
			r.Providers[i].Dedicated = nil
		}
	}
}
