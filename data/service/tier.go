package service

import (
	"fmt"
	"strconv"
	"strings"

	"opframe/data/framework"
	"opframe/data/round"
)

// Tier is how a provider is looked after.
type Tier string

// The tiers. NotKnown is no third one: what decides between the two is not known. Such a provider is served
// like one of tier 2 until it is.
const (
	T1       Tier = "T1"
	T2       Tier = "T2"
	NotKnown Tier = "not known"
)

// State is what a criterion says of a provider.
type State string

// The states of a criterion.
const (
	Holds     State = "holds"
	HoldsNot  State = "does not hold"
	Undecided State = "not known"
)

// Finding is one criterion with what is known of the provider.
type Finding struct {
	Criterion framework.Criterion
	State     State
	Value     float64 // 1 for yes, 0 for no; meaningless where the State is Undecided
	Points    int     // that it counts: its weight where it holds, 0 otherwise
}

// Tiered is a provider with its tier.
type Tiered struct {
	Provider *round.Provider
	Tier     Tier
	// Alone is what the criteria alone say; it differs from Tier where the office settled another.
	Alone Tier
	// Points are those of the criteria that hold, Possible those it would have if everything that is not
	// known held.
	Points, Possible int
	Findings         []Finding // in the order of the model
	Why              string    // in whole sentences
	Contact          Contact   // none for tier 2, by design
}

// Classify says which tier a provider is of. Known holds the facts by id: what is not in it is not known,
// and never taken for no. M is nil where the framework has no service model.
func Classify(m *framework.Service, p *round.Provider, known map[string]float64) Tiered {
	t := Tiered{Provider: p, Alone: NotKnown, Why: "The framework has no criteria."}
	if m != nil {
		t.judge(m, known)
	}
	t.Tier = t.Alone
	if o := p.Override; o != nil {
		t.Tier = Tier(o.Tier)
		t.Why = fmt.Sprintf("Settled by %s: %s The criteria alone say %s. %s", o.By, sentence(o.Reason), t.Alone, t.Why)
	}
	return t
}

// judge applies every criterion, and then asks whether what is not known could still decide.
func (t *Tiered) judge(m *framework.Service, known map[string]float64) {
	var holding, open []string
	enough, perhaps := "", false
	for _, c := range m.Criteria {
		f := find(c, known)
		t.Findings = append(t.Findings, f)
		switch {
		case f.State == Holds:
			t.Points += c.Weight
			t.Possible += c.Weight
			holding = append(holding, c.Title)
			if c.Alone && enough == "" {
				enough = c.Title
			}
		case f.State == Undecided:
			t.Possible += c.Weight
			open = append(open, c.Title)
			perhaps = perhaps || c.Alone
		}
	}
	points := fmt.Sprintf("It has %s", counted(t.Points, "point"))
	if len(holding) > 0 {
		points += " (" + strings.Join(holding, "; ") + ")"
	}
	points += fmt.Sprintf("; tier 1 begins at %d", m.Total)
	switch {
	case enough != "":
		t.Alone, t.Why = T1, enough+": enough alone."
	case t.Points >= m.Total:
		t.Alone, t.Why = T1, points+"."
	case perhaps || t.Possible >= m.Total:
		t.Alone, t.Why = NotKnown, points+", and what is not known could make it tier 1: "+few(open)+"."
	case len(open) > 0:
		t.Alone, t.Why = T2, points+", and what is not known could not make it tier 1: "+few(open)+"."
	default:
		t.Alone, t.Why = T2, points+"."
	}
}

// few names the first of many; the findings have them all.
func few(titles []string) string {
	const most = 3
	if n := len(titles) - most; n > 1 {
		return strings.Join(titles[:most], "; ") + fmt.Sprintf("; and %d more", n)
	}
	return strings.Join(titles, "; ")
}

// find applies one criterion.
func find(c framework.Criterion, known map[string]float64) Finding {
	v, ok := known[c.Fact]
	least := 1.0 // a yes
	if c.AtLeast != nil {
		least = *c.AtLeast
	}
	switch {
	case !ok:
		return Finding{Criterion: c, State: Undecided}
	case v >= least:
		return Finding{c, Holds, v, c.Weight}
	}
	return Finding{c, HoldsNot, v, 0}
}

// Said is the value in words: "yes", "12.5%", "3", or "not known".
func (f Finding) Said() string {
	if f.State == Undecided {
		return string(Undecided)
	}
	return said(f.Criterion.Fact, f.Value)
}

// Asked is what the criterion asks for in words: "yes", "10% or more".
func Asked(c framework.Criterion) string {
	if c.AtLeast == nil {
		return said(c.Fact, 1)
	}
	return said(c.Fact, *c.AtLeast) + " or more"
}

func said(fact string, v float64) string {
	f, _ := framework.ProviderFactOf(fact)
	n := strconv.FormatFloat(v, 'f', -1, 64)
	switch {
	case f.YesNo && v > 0:
		return "yes"
	case f.YesNo:
		return "no"
	case f.Unit == "%":
		return n + "%"
	}
	return strings.TrimSpace(n + " " + f.Unit)
}

// sentence ends with a full stop, whatever the author ended it with.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
