package view

import (
	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/round"
)

// WorkingGroup holds figures that have been through disclosure control, all in one plan, and nothing they
// were made from. Figures are of products; who stands behind them is counted by provider.
type WorkingGroup struct {
	Reader    audience.WorkingGroup
	Occasion  Occasion
	Framework *framework.Framework
	Floor     int
	// Before is the round before, or nil. Its own figures count as published.
	Before *Earlier
	// Figures are all there are; what stands below are the same by what they are of.
	Figures disclose.Figures
	// Ready counts the products a questionnaire came in for by Status. How many are registered is not
	// said: the difference would be those that did not answer. Answered counts them by how much of what is
	// asked is answered.
	Ready, Answered disclose.Published
	// Levels counts products by level, over all dimensions and in each.
	Levels     disclose.Published
	Dimensions []DimensionCounts
	// Findings counts products by result, a table a control; Issues those of the controls of an issue
	// together, with the answers they rest on.
	Findings []ControlCounts
	Issues   []IssueCounts
	// Risks counts products by the highest rating among their APIs, and RiskLevels by that and the level.
	Risks, RiskLevels disclose.Published
	// Outcomes counts products by what is recommended for their APIs of each rating.
	Outcomes []RatingCounts
	// Edition counts products by the edition of the questionnaire they answered.
	Edition disclose.Published
	// Moved counts products by whether their level is higher or lower than in the round before, and Shifts
	// their findings by the same, control by control, where both rounds have a finding to compare.
	Moved, Shifts disclose.Published
}

// Earlier is what may be said of the round before.
type Earlier struct {
	Title, Framework string
	AsOf             date.Date
}

// DimensionCounts is the spread of levels in one dimension.
type DimensionCounts struct {
	Dimension framework.Dimension
	Levels    disclose.Published
}

// ControlCounts is the spread of results of one control.
type ControlCounts struct {
	Control framework.Control
	Results disclose.Published
}

// IssueCounts is where the products stand on one issue: on all its controls together, and answer by answer.
type IssueCounts struct {
	Issue    framework.Issue
	Standing disclose.Published
	Answers  []AnswerCounts
}

// AnswerCounts is the spread of answers to one question; of a question that takes several, a table an option.
type AnswerCounts struct {
	Question framework.Question
	Options  disclose.Published
	Each     []disclose.Published
}

// RatingCounts is the spread of outcomes over the products that use APIs of one rating.
type RatingCounts struct {
	Rating   framework.Rating
	Outcomes disclose.Published
}

// RoundBefore is the round before with its cases, assessed by this round's framework.
type RoundBefore struct {
	Round *round.Round
	Cases []Case
}

// Survey counts the cases of a round one by one for the figures of the working group, so that none has to be kept.
type Survey struct {
	s      *survey
	round  *round.Round
	before *RoundBefore
}

// NewSurvey lists the tables of a round; before is the round before it, or nil.
func NewSurvey(r *round.Round, f *framework.Framework, before *RoundBefore) *Survey {
	var earlier []Case
	if before != nil {
		earlier = before.Cases
	}
	return &Survey{newSurvey(f, earlier), r, before}
}

// Record is a case as it is counted: places in tables, and nothing else of it.
func (s *Survey) Record(c Case) disclose.Record { return s.s.record(c) }

// WorkingGroup plans all figures of the round together, from the records of all its cases. The audit, for the office
// alone, says what the plan withholds and how near the attack on it gets; that it gets too near is an error.
func (s *Survey) WorkingGroup(records []disclose.Record) (WorkingGroup, disclose.Audit, error) {
	f := s.s.f
	v := WorkingGroup{Occasion: OccasionOf(s.round), Framework: f, Floor: s.round.Floor}
	plan := s.s.round(records, s.round.Floor)
	if b := s.before; b != nil {
		v.Before = &Earlier{b.Round.Title, b.Round.Framework, b.Round.AsOf}
		earlier := newSurvey(f, nil)
		plan.Earlier = earlier.round(earlier.records(b.Cases), b.Round.Floor)
	}
	figures, audit, err := disclose.Make(plan)
	if err != nil {
		return v, audit, err
	}
	v.Figures = figures
	v.Arrange()
	return v, audit, nil
}

// ForWorkingGroup plans the figures from all cases at once.
func ForWorkingGroup(r *round.Round, f *framework.Framework, cases []Case, before *RoundBefore) (WorkingGroup, disclose.Audit, error) {
	s := NewSurvey(r, f, before)
	return s.WorkingGroup(s.s.records(cases))
}

// Arrange sorts the figures by what they are of.
func (v *WorkingGroup) Arrange() {
	at := v.Figures.Table
	v.Ready, v.Answered, v.Levels = at("ready"), at("answered"), at("level")
	v.Risks, v.RiskLevels, v.Edition = at("risk"), at("risk and level"), at("edition")
	v.Moved, v.Shifts = at("moved"), at("shifts")
	f := v.Framework
	for _, d := range f.Dimensions {
		v.Dimensions = append(v.Dimensions, DimensionCounts{d, at("level/" + d.ID)})
	}
	for _, c := range f.Controls {
		v.Findings = append(v.Findings, ControlCounts{c, at("finding/" + c.ID)})
	}
	for _, i := range f.Issues {
		x := IssueCounts{Issue: i, Standing: at("issue/" + i.ID)}
		for _, q := range pictured(f, i.ID) {
			a := AnswerCounts{Question: q}
			if q.Kind == framework.Choices {
				for _, o := range q.Options {
					a.Each = append(a.Each, at("answer/"+q.ID+"/"+o.ID))
				}
			} else {
				a.Options = at("answer/" + q.ID)
			}
			x.Answers = append(x.Answers, a)
		}
		v.Issues = append(v.Issues, x)
	}
	for _, row := range f.Matrix {
		rating, _ := f.Rating(row.Rating)
		v.Outcomes = append(v.Outcomes, RatingCounts{rating, at("outcome/" + rating.ID)})
	}
}
