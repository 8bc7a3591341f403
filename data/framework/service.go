package framework

import (
	"slices"

	"opframe/data/yamlfile"
)

// Service is the service model: which providers one person looks after, and who can answer which enquiry.
// What a tier changes is who answers, never what is offered.
type Service struct {
	// Total is the number of points from which a provider is of tier 1.
	Total    int         `yaml:"total"`
	Criteria []Criterion `yaml:"criteria"`
	// ContactSkills are what a dedicated contact should bring, the most important first.
	ContactSkills []string      `yaml:"contact_skills"`
	Channels      []string      `yaml:"channels"` // by which enquiries come in
	Enquiries     []EnquiryType `yaml:"enquiries"`
	// Basis of all numbers here: the total, weights and thresholds, and the days of enquiries.
	Basis `yaml:",inline"`
	At    yamlfile.Place `yaml:"-"`
}

// Criterion is one of the factors that make a provider tier 1.
type Criterion struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	// Fact is the id of the ProviderFact it tests. A fact of yes or no holds when it is yes; a number holds from
	// AtLeast up, which is absent otherwise.
	Fact    string   `yaml:"fact"`
	AtLeast *float64 `yaml:"at_least"`
	// Weight is the points it counts when it holds.
	Weight int `yaml:"weight"`
	// Alone: it is enough for tier 1, whatever the points.
	Alone  bool   `yaml:"alone"`
	Reason string `yaml:"reason"`
	// Skills help in looking after a provider of which it holds.
	Skills []string         `yaml:"skills"`
	Basis  `yaml:",inline"` // of the factor; its numbers have that of the service model
	At     yamlfile.Place   `yaml:"-"`
}

// EnquiryType is a kind of question that providers ask the office.
type EnquiryType struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	// Skills that answering needs; who has more of them is more skilled. With none, anybody can answer.
	Skills []string `yaml:"skills"`
	// Days after which it should be answered, counted from the day it came in.
	Days  int `yaml:"days"`
	Basis `yaml:",inline"`
	At    yamlfile.Place `yaml:"-"`
}

// ProviderFact is something that can be known of a provider. The register has a column of this name for each,
// unless the fact is counted from the rest of the register.
type ProviderFact struct {
	ID      string
	YesNo   bool    // otherwise a number, 0 at least
	Max     float64 // of a number; 0 where there is no greatest
	Unit    string  // of a number: "%", "a year", "" for a count
	Counted bool
}

// FactSeats is how many seats on working groups the provider holds, counted on the sheet Members.
const FactSeats = "forum seats"

// ProviderFacts is the closed vocabulary of criteria. Served are payroll products other than the provider's own;
// meetings, consultations and co-design events are counted as the office counts them in the round.
var ProviderFacts = []ProviderFact{
	{ID: "approved gateway", YesNo: true},
	{ID: "payroll products served"},
	{ID: "ebms client", YesNo: true},
	{ID: "market share", Unit: "%", Max: 100},
	{ID: "lodgments", Unit: "a year"},
	{ID: FactSeats, Counted: true},
	{ID: "meetings attended"},
	{ID: "consultations"},
	{ID: "early adopter", YesNo: true},
}

// ProviderFactOf finds a fact by id.
func ProviderFactOf(id string) (ProviderFact, bool) {
	return find(ProviderFacts, func(f ProviderFact) bool { return f.ID == id })
}

// EnquiryType finds a type of enquiries by id; a framework without a service model has none.
func (s *Service) EnquiryType(id string) (EnquiryType, bool) {
	if s == nil {
		return EnquiryType{}, false
	}
	return find(s.Enquiries, func(t EnquiryType) bool { return t.ID == id })
}

// NeededSkills are all skills the model asks for anywhere, in order of the alphabet.
func (s *Service) NeededSkills() []string {
	if s == nil {
		return nil
	}
	all := slices.Clone(s.ContactSkills)
	for _, c := range s.Criteria {
		all = append(all, c.Skills...)
	}
	for _, t := range s.Enquiries {
		all = append(all, t.Skills...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
