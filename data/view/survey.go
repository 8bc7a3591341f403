package view

import (
	"fmt"
	"slices"
	"strconv"

	"opframe/data/assess"
	"opframe/data/disclose"
	"opframe/data/framework"
)

// survey is the list of tables the working group's figures consist of, how a case is counted in each, and
// what everybody can know of how they hang together, because the framework is public.
type survey struct {
	f         *framework.Framework
	before    map[string]Case // by product
	tables    []disclose.Table
	of        []func(Case) int
	amounts   map[string]func(Case) []int
	relations []disclose.Relation
	at        map[string]disclose.Table
}

func newSurvey(f *framework.Framework, before []Case) *survey {
	s := &survey{f: f, before: map[string]Case{}, amounts: map[string]func(Case) []int{}, at: map[string]disclose.Table{}}
	for _, c := range before {
		s.before[c.Product.ID] = c
	}
	s.received()
	s.levels()
	s.findings()
	s.issues()
	s.answers()
	s.risks()
	s.moves()
	return s
}

// round are the tables with the records counted in them.
func (s *survey) round(records []disclose.Record, floor int) *disclose.Round {
	return &disclose.Round{Floor: floor, Tables: s.tables, Relations: s.relations, Records: records}
}

// record says where a case is counted in each table.
func (s *survey) record(c Case) disclose.Record {
	rec := disclose.Record{Provider: c.Product.Provider, Amounts: map[string][]int{}}
	for _, of := range s.of {
		rec.In = append(rec.In, of(c))
	}
	for name, of := range s.amounts {
		rec.Amounts[name] = of(c)
	}
	return rec
}

func (s *survey) records(cases []Case) []disclose.Record {
	var all []disclose.Record
	for _, c := range cases {
		all = append(all, s.record(c))
	}
	return all
}

// table adds a table of counts.
func (s *survey) table(name, title string, categories []string, of func(Case) int) {
	t := disclose.Table{Name: name, Title: title, Categories: categories}
	s.tables, s.of, s.at[name] = append(s.tables, t), append(s.of, of), t
}

// never is the place of a record in a table that is none of counts.
func never(Case) int { return -1 }

// relate says which categories of two tables go together.
func (s *survey) relate(a, b string, can func(a, b int) bool) {
	s.relations = append(s.relations, disclose.Possible(s.at[a], s.at[b], can)...)
}

// How much of what is asked is answered.
var answeredBands = []string{"every question", "90 to 99%", "75 to 89%", "less than 75%"}

func (s *survey) received() {
	statuses := []string{string(Received), string(Incomplete)}
	s.table("ready", "Questionnaires by completeness", statuses, func(c Case) int { return slices.Index(statuses, string(Readiness(&c))) })
	s.table("answered", "Questionnaires by questions answered", answeredBands, func(c Case) int {
		asked, answered := 0, 0
		for _, r := range c.Check.Ready {
			asked, answered = asked+r.Asked, answered+r.Answered
		}
		switch {
		case answered >= asked:
			return 0
		case answered*100 >= 90*asked:
			return 1
		case answered*100 >= 75*asked:
			return 2
		}
		return 3
	})
}

// levels are those of each dimension and overall, which is the least of them.
func (s *survey) levels() {
	names := levels(s.f)
	s.table("level", "Levels", names, func(c Case) int { return c.Assessment.Level })
	for i, d := range s.f.Dimensions {
		s.table("level/"+d.ID, "Levels, "+d.Title, names, func(c Case) int { return c.Assessment.Levels[i].Level })
		s.relate("level", "level/"+d.ID, func(level, in int) bool { return level <= in })
	}
	for k := 1; k < len(names); k++ { // who is below k overall is so in one dimension at least
		below := make([]int, k)
		for i := range below {
			below[i] = i
		}
		r := disclose.Relation{Left: []disclose.Event{{Table: "level", Categories: below}}}
		for _, d := range s.f.Dimensions {
			r.Right = append(r.Right, disclose.Event{Table: "level/" + d.ID, Categories: below})
		}
		s.relations = append(s.relations, r)
	}
}

// results are in an order in which neighbours can be merged: what is not met in full stands together.
func results() []framework.Result {
	return []framework.Result{framework.Met, framework.Partly, framework.NotMet, framework.NotAssessed, framework.NotApplicable}
}

func resultNames() []string {
	var all []string
	for _, r := range results() {
		all = append(all, string(r))
	}
	return all
}

func resultOf(a assess.Assessment, i int) int { return slices.Index(results(), a.Findings[i].Result) }

// findings are those of each control. A level that needs a control says something of it.
func (s *survey) findings() {
	for i, c := range s.f.Controls {
		name := "finding/" + c.ID
		s.table(name, "Findings, "+c.Title, resultNames(), func(x Case) int { return resultOf(x.Assessment, i) })
		for _, d := range s.f.Dimensions {
			if s.needed(d.ID, c.ID) {
				s.relate("level/"+d.ID, name, func(level, result int) bool { return s.passes(d.ID, c.ID, level, results()[result]) })
			}
		}
	}
}

func (s *survey) needed(dimension, control string) bool {
	return slices.ContainsFunc(s.f.Gates, func(g framework.Gate) bool {
		return g.Dimension == dimension && slices.ContainsFunc(g.Need, func(n framework.Need) bool { return n.Control == control })
	})
}

// passes says that a control with the result lets a product reach the level in a dimension.
func (s *survey) passes(dimension, control string, level int, r framework.Result) bool {
	for _, g := range s.f.Gates {
		if g.Dimension != dimension || g.Level > level {
			continue
		}
		for _, n := range g.Need {
			ok := r == framework.NotApplicable || r == framework.Met || r == framework.Partly && n.Result == framework.Partly
			if n.Control == control && !ok {
				return false
			}
		}
	}
	return true
}

// Where a product stands on an issue, from the findings of its controls together.
const (
	AllMet   = "all met"
	SomePart = "met in part"
	SomeGap  = "something not met"
	SomeOpen = "not all assessed"
)

var standings = []string{AllMet, SomePart, SomeGap, SomeOpen}

func (s *survey) issues() {
	for _, issue := range s.f.Issues {
		var of []int
		for i, c := range s.f.Controls {
			if c.Issue == issue.ID {
				of = append(of, i)
			}
		}
		name := "issue/" + issue.ID
		s.table(name, "Issue, "+issue.Title, standings, func(c Case) int {
			worst := 0
			for _, i := range of {
				worst = max(worst, []int{0, 1, 3, 2, 0}[resultOf(c.Assessment, i)]) // not met is worse than not assessed
			}
			return []int{0, 1, 3, 2}[worst]
		})
		for _, i := range of {
			s.relate(name, "finding/"+s.f.Controls[i].ID, func(standing, result int) bool {
				switch standings[standing] {
				case AllMet:
					return results()[result] == framework.Met || results()[result] == framework.NotApplicable
				case SomePart:
					return results()[result] != framework.NotMet && results()[result] != framework.NotAssessed
				case SomeOpen:
					return results()[result] != framework.NotMet
				}
				return true
			})
		}
	}
}

// NoAnswer is the category of products that were not asked, or gave no answer that is understood.
const NoAnswer = "not asked or not answered"

// inPictures are the issues whose answers are counted one by one. More would be withheld than shown of the
// others, because most products have no chain or gateway to tell of.
var inPictures = []string{"mfa", "hosting", "encryption"}

// pictured are the questions of an issue whose answers are counted: those with options to choose from.
func pictured(f *framework.Framework, issue string) []framework.Question {
	var all []framework.Question
	if !slices.Contains(inPictures, issue) {
		return nil
	}
	for _, c := range f.Controls {
		if c.Issue != issue {
			continue
		}
		for _, q := range c.Questions {
			if q.Kind == framework.YesNo || q.Kind == framework.Choice || q.Kind == framework.Choices {
				all = append(all, q)
			}
		}
	}
	return all
}

// answers are what providers chose, question by question. Rules and other questions hang on it, and that is
// public.
func (s *survey) answers() {
	for _, issue := range s.f.Issues {
		for _, q := range pictured(s.f, issue.ID) {
			if q.Kind == framework.Choices {
				for _, o := range q.Options {
					s.chosen(q, o)
				}
				continue
			}
			s.choice(q)
		}
	}
}

func (s *survey) choice(q framework.Question) {
	options := q.Choosable()
	var names []string
	for _, o := range options {
		names = append(names, o.Label)
	}
	name := "answer/" + q.ID
	s.table(name, q.ID+" "+q.Text, append(names, NoAnswer), func(c Case) int {
		a, ok := c.Submission.Answers[q.ID]
		if ok && a.Understood && len(a.Value.Options) == 1 {
			if i := slices.IndexFunc(options, func(o framework.Option) bool { return o.ID == a.Value.Options[0] }); i >= 0 {
				return i
			}
		}
		return len(options)
	})
	s.hang(name, q, len(options), func(i int) assess.Said { return assess.Said{Question: q.ID, Option: options[i].ID, Chosen: true} })
}

// Chosen and NotChosen are the categories of one option of a question that takes several. Who was not asked
// or did not answer has not chosen it.
const (
	Chosen    = "chosen"
	NotChosen = "not chosen"
)

func (s *survey) chosen(q framework.Question, o framework.Option) {
	name := "answer/" + q.ID + "/" + o.ID
	s.table(name, q.ID+" "+q.Text+" "+o.Label, []string{Chosen, NotChosen}, func(c Case) int {
		if a, ok := c.Submission.Answers[q.ID]; ok && a.Understood && slices.Contains(a.Value.Options, o.ID) {
			return 0
		}
		return 1
	})
	s.hang(name, q, 1, func(i int) assess.Said { return assess.Said{Question: q.ID, Option: o.ID, Chosen: i == 0} })
}

// hang relates the answers to a question with the finding of its control. The last category, of which nothing
// is known, goes with everything.
func (s *survey) hang(name string, q framework.Question, options int, said func(int) assess.Said) {
	c, _ := s.f.Control(q.Control)
	can := make([][]framework.Result, options)
	for i := range can {
		can[i] = assess.Possible(c, said(i))
	}
	s.relate(name, "finding/"+c.ID, func(option, result int) bool {
		return option == options || slices.Contains(can[option], results()[result])
	})
}

// risks are the highest rating of each product's APIs, that with the level, and what is recommended, which
// follows from rating and level.
func (s *survey) risks() {
	names := []string{NoAPI}
	var ratings []string
	for _, row := range s.f.Matrix { // pending first, then from the lowest
		ratings = append(ratings, row.Rating)
		names = append(names, row.Rating)
	}
	s.table("risk", "Highest risk among APIs used", names, func(c Case) int {
		highest := 0
		for _, a := range c.Assessment.APIs {
			if a.Known {
				highest = max(highest, 1+slices.Index(ratings, a.API.Rating))
			}
		}
		return highest
	})
	s.tables = append(s.tables, disclose.Table{Name: "risk and level", Title: "Level by highest risk among APIs used", Cross: [2]string{"risk", "level"}})
	s.of = append(s.of, never)
	for k, row := range s.f.Matrix {
		s.outcome(k, row)
	}
}

// NoAPI is the category of products that list no API the register knows.
const NoAPI = "no API"

func (s *survey) outcome(k int, row framework.MatrixRow) {
	var ids, names []string
	outcomes := slices.Clone(s.f.Outcomes)
	slices.SortFunc(outcomes, func(a, b framework.Outcome) int { return a.Rank - b.Rank })
	for _, o := range outcomes {
		if slices.Contains(row.Outcomes, o.ID) {
			ids, names = append(ids, o.ID), append(names, o.Title)
		}
	}
	rating, _ := s.f.Rating(row.Rating)
	name := "outcome/" + row.Rating
	s.table(name, fmt.Sprintf("Outcomes, APIs of risk %s %s", row.Rating, rating.Title), append(names, NoAPI), func(c Case) int {
		for _, a := range c.Assessment.APIs {
			if a.Known && a.API.Rating == row.Rating {
				return slices.Index(ids, a.Outcome.ID)
			}
		}
		return len(ids)
	})
	s.relate(name, "level", func(outcome, level int) bool { return outcome == len(ids) || row.Outcomes[level] == ids[outcome] })
	s.relate(name, "risk", func(outcome, risk int) bool {
		if outcome == len(ids) {
			return risk != k+1
		}
		return risk >= k+1
	})
}

// How a product or a finding stands to the round before.
const (
	Better    = "better"
	Same      = "the same"
	Worse     = "worse"
	NotBefore = "not in both rounds"
)

// Which edition of the questionnaire was answered.
const (
	ThisEdition    = "this edition"
	EarlierEdition = "the edition before"
)

// moves compare products that answered in both rounds.
func (s *survey) moves() {
	s.table("edition", "Edition of the questionnaire answered", []string{ThisEdition, EarlierEdition}, func(c Case) int {
		if c.Submission.Carried != nil {
			return 1
		}
		return 0
	})
	s.table("moved", "Level against the round before", []string{Better, Same, Worse, NotBefore}, func(c Case) int {
		b, ok := s.before[c.Product.ID]
		if !ok {
			return 3
		}
		return shift(c.Assessment.Level - b.Assessment.Level)
	})
	s.tables = append(s.tables, disclose.Table{Name: "shifts", Title: "Findings against the round before", Categories: []string{Better, Same, Worse}, Amounts: true})
	s.of = append(s.of, never)
	s.amounts["shifts"] = func(c Case) []int {
		n := make([]int, 3)
		if b, ok := s.before[c.Product.ID]; ok {
			for i := range s.f.Controls {
				now, then := resultOf(c.Assessment, i), resultOf(b.Assessment, i)
				if now <= 2 && then <= 2 { // met, partly or not met in both
					n[shift(then-now)]++
				}
			}
		}
		return n
	}
}

// shift is the place among Better, Same and Worse of so many steps up.
func shift(up int) int {
	switch {
	case up > 0:
		return 0
	case up < 0:
		return 2
	}
	return 1
}

func levels(f *framework.Framework) []string {
	var all []string
	for _, l := range f.Scale {
		all = append(all, strconv.Itoa(l.Level))
	}
	return all
}
