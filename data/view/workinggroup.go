package view

import (
	"strconv"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/round"
)

// WorkingGroup holds counts that have been through disclosure control, and nothing they were made from.
type WorkingGroup struct {
	Reader    audience.WorkingGroup
	Occasion  Occasion
	Framework *framework.Framework
	Floor     int
	// Ready counts the products a questionnaire came in for by Status. How many are registered is not
	// said: the difference would be those that did not answer.
	Ready disclose.Table
	// Levels counts assessed products by level, over all dimensions and in each.
	Levels     disclose.Table
	Dimensions []DimensionCounts
	// Findings counts assessed products by result, a table a control.
	Findings []ControlCounts
}

// DimensionCounts is the spread of levels in one dimension.
type DimensionCounts struct {
	Dimension framework.Dimension
	Levels    disclose.Table
}

// ControlCounts is the spread of results of one control.
type ControlCounts struct {
	Control framework.Control
	Results disclose.Table
}

// ForWorkingGroup counts. Every figure is of products; who contributes is counted by provider.
func ForWorkingGroup(r *round.Round, f *framework.Framework, cases []Case) (WorkingGroup, error) {
	v := WorkingGroup{Occasion: OccasionOf(r), Framework: f, Floor: r.Floor}
	plan := &planner{floor: r.Floor, cases: cases}
	v.Ready = plan.count([]string{string(Received), string(Incomplete)}, func(c Case) string { return string(Readiness(&c)) })
	v.Levels = plan.count(levels(f), func(c Case) string { return strconv.Itoa(c.Assessment.Level) })
	for i, d := range f.Dimensions {
		v.Dimensions = append(v.Dimensions, DimensionCounts{d, plan.count(levels(f), func(c Case) string {
			return strconv.Itoa(c.Assessment.Levels[i].Level)
		})})
	}
	for i, control := range f.Controls {
		v.Findings = append(v.Findings, ControlCounts{control, plan.count(results(), func(c Case) string {
			return string(finding(c.Assessment, i))
		})})
	}
	return v, plan.err
}

func finding(a assess.Assessment, i int) framework.Result { return a.Findings[i].Result }

func levels(f *framework.Framework) []string {
	var all []string
	for _, l := range f.Scale {
		all = append(all, strconv.Itoa(l.Level))
	}
	return all
}

func results() []string {
	var all []string
	for _, r := range framework.Results {
		all = append(all, string(r))
	}
	return all
}

// planner makes tables one after the other and keeps the first error.
type planner struct {
	floor int
	cases []Case
	err   error
}

func (p *planner) count(categories []string, of func(Case) string) disclose.Table {
	var entries []disclose.Entry
	for _, c := range p.cases {
		entries = append(entries, disclose.Entry{Contributor: c.Product.Provider, Category: of(c)})
	}
	t, err := disclose.Plan(categories, entries, p.floor)
	if p.err == nil {
		p.err = err
	}
	return t
}
