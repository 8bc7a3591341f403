package report

import (
	"fmt"
	"slices"

	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

var standingTitles = map[string]string{view.AllMet: "Everything that applies is met", view.SomePart: "Met in part", view.SomeGap: "Something is not met", view.SomeOpen: "Not all could be assessed"}

// issues are the issues of the consultation: what the position is and where the products stand, on the
// controls of the issue together, one by one, and answer by answer.
func (s *summary) issues() {
	s.heading(2, "Where the industry stands on the issues")
	for _, i := range s.v.Issues {
		s.heading(3, i.Issue.Title)
		s.add(doc.Paragraph{Text: []doc.Span{{Text: i.Issue.Position + " "}, link("More on the issue", issuePath(i.Issue.ID)), {Text: "."}}})
		s.standing(i)
		var of []view.ControlCounts
		for _, c := range s.v.Findings {
			if c.Control.Issue == i.Issue.ID {
				of = append(of, c)
			}
		}
		s.add(s.findingTable("Products by finding on "+lowered(i.Issue.Title), of))
		s.picture(i)
	}
}

// standing says in a sentence, and draws, how many meet all that the issue asks for.
func (s *summary) standing(i view.IssueCounts) {
	if n, ok := i.Standing.Among(view.AllMet); ok {
		s.text("%s meet everything that applies to them on this issue.", s.of(n))
	} else if n, ok := i.Standing.Among(view.AllMet, view.SomePart); ok {
		s.text("%s meet everything that applies to them on this issue at least in part.", s.of(n))
	}
	s.figure("Products by where they stand on "+lowered(i.Issue.Title), "On all controls of the issue", "Products", i.Standing, named(standingTitles))
}

// picture are the answers of an issue. Of questions that take several answers, the bars are of those who chose
// one.
func (s *summary) picture(i view.IssueCounts) {
	t := doc.Table{Caption: "Answers on " + lowered(i.Issue.Title), RowHead: true, Empty: "No questions.", Columns: []doc.Column{{Title: "Question", Wide: 2}, {Title: "Products by answer", Wide: 2}}}
	for _, a := range i.Answers {
		if a.Each != nil {
			s.chosen(a)
			continue
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(a.Question.Text), shares(a.Options, answerGroup)}})
	}
	if len(t.Rows) > 0 {
		s.add(t)
	}
}

// answerGroup sets answers off from the words around them.
func answerGroup(c disclose.Cell) string {
	var words []string
	for _, name := range c.Categories {
		if name == view.NoAnswer {
			words = append(words, name)
			continue
		}
		words = append(words, "“"+name+"”")
	}
	return either(words)
}

func (s *summary) chosen(a view.AnswerCounts) {
	b := doc.Bars{Subject: "Answer", Unit: "products", Max: float64(s.v.Figures.Products), Legend: []doc.Key{{Label: "Products"}}}
	shown := false
	for k, t := range a.Each {
		cell, ok := t.Of(view.Chosen)
		cell.Withheld = cell.Withheld || !ok
		shown = shown || !cell.Withheld
		b.Bars = append(b.Bars, doc.Bar{Label: a.Question.Options[k].Label, Values: []doc.Count{numberOf(cell)}})
	}
	if !shown {
		return
	}
	s.add(doc.Figure{Caption: a.Question.Text, Alt: "Bars of the number of products that chose each answer; several could be chosen. The numbers follow. What is marked [c] is withheld and not drawn.", Plot: b})
}

// risks are the APIs: how risky those are that products use, at which level, and what is recommended.
func (s *summary) risks() {
	s.heading(2, "Levels and outcomes by risk of the API")
	s.text("What is recommended follows from the risk of an API and the level of the product. A product counts once for each risk it uses APIs of.")
	s.figure("Products by the highest risk among the APIs they use", "Highest risk", "Products", s.v.Risks, s.riskTitle)
	s.cross()
	t := doc.Table{Caption: "Products by what is recommended for their APIs of each risk", RowHead: true, Empty: "No risks.", Columns: []doc.Column{{Title: "Risk of the API"}, {Title: "Products by outcome", Wide: 2}}}
	for _, r := range s.v.Outcomes {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(r.Rating.ID + " " + r.Rating.Title),
			shares(r.Outcomes, func(c disclose.Cell) string { return group(c, s.outcomeTitle) })}})
	}
	s.add(t)
}

func (s *summary) riskTitle(id string) string {
	if id == view.NoAPI {
		return "No API of the register"
	}
	return ratingTitle(s.f, id)
}

func (s *summary) outcomeTitle(name string) string {
	if name == view.NoAPI {
		return "Uses none of these"
	}
	return name
}

// cross is the table of both risk and level, as far as it tells more than the two by themselves.
func (s *summary) cross() {
	t := s.v.RiskLevels
	if t.Withheld || len(t.Rows) < 2 || len(t.Columns) < 2 {
		s.text("Level by risk: nothing can be shown without pointing to single providers (%s).", doc.Withheld)
		return
	}
	out := doc.Table{Caption: "Products by level and the highest risk among the APIs they use", RowHead: true, Empty: "No products.", Columns: []doc.Column{{Title: "Highest risk", Wide: 2}}}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, doc.Column{Title: s.levelGroup(c), Right: true})
	}
	for i, r := range t.Rows {
		row := cells(group(r, s.riskTitle))
		for j := range t.Columns {
			row.Cells = append(row.Cells, doc.T(numberOf(t.Cells[i*len(t.Columns)+j]).String()))
		}
		out.Rows = append(out.Rows, row)
	}
	s.add(out)
}

// mostGaps is how many of the most frequent gaps are told with their remedies.
const mostGaps = 8

// gaps are the controls that the fewest products meet in full, with what would close the gap.
func (s *summary) gaps() {
	all := s.ranked(met)
	if len(all) == 0 {
		return
	}
	slices.Reverse(all)
	s.heading(2, "The most frequent gaps, and what closes them")
	s.text("The controls that the fewest products meet, among those of which that can be shown. Work is what putting it right takes, from 1 (days) to 5 (a year). Which remedy a product needs stands in its own report.")
	t := doc.Table{Caption: "The most frequent gaps", RowHead: true, Empty: "No gaps.",
		Columns: []doc.Column{{Title: "Control", Wide: 2}, {Title: "Products by finding", Wide: 2}, {Title: "What would close the gap", Wide: 4}, {Title: "Work", Right: true}}}
	for _, r := range all[:min(mostGaps, len(all))] {
		of := s.v.Findings[slices.IndexFunc(s.v.Findings, func(c view.ControlCounts) bool { return c.Control.ID == r.control.ID })]
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{link(r.control.Title, controlPath(r.control.ID))}, shares(of.Results, resultGroup), doc.T(remedies(r.control)), doc.T(fmt.Sprint(r.control.Effort))}})
	}
	s.add(t)
}

// remedies are those of a control's rules, each once.
func remedies(c framework.Control) string {
	var out string
	seen := map[string]bool{}
	for _, r := range c.Rules {
		if r.Remedy == "" || seen[r.Remedy] {
			continue
		}
		seen[r.Remedy] = true
		if out != "" {
			out += "\n"
		}
		out += r.Remedy
	}
	return out
}

// transition tells how the questionnaire before went over into this one, which is public, and who answered
// which.
func (s *summary) transition() {
	if s.f.Supersedes == "" {
		return
	}
	s.heading(2, "From the earlier questionnaire")
	to := map[string]bool{}
	kept, dropped, translated := 0, 0, 0
	for _, m := range s.f.Mapping {
		switch {
		case m.To == "":
			dropped++
		default:
			kept++
			to[m.To] = true
			if len(m.Options) > 0 {
				translated++
			}
		}
	}
	fresh := 0
	for _, q := range s.f.Questions() {
		if !to[q.ID] {
			fresh++
		}
	}
	s.text("This round is on %s, which supersedes %s. Of the %d earlier questions %d live on, in %d of them with other answers to choose from, and %d were dropped; %d questions are new. Answers given to the earlier questionnaire are taken over where they mean the same, and asked again where they do not.",
		s.f.Ref(), s.f.Supersedes, kept+dropped, kept, translated, dropped, fresh)
	s.figure("Products by the questionnaire they answered", "Questionnaire", "Products", s.v.Edition, named(map[string]string{view.ThisEdition: s.f.Ref(), view.EarlierEdition: s.f.Supersedes + ", taken over"}))
}

// movement compares with the round before, as far as the two can be compared.
func (s *summary) movement() {
	if s.v.Before == nil {
		return
	}
	b := s.v.Before
	s.heading(2, "Movement since the round before")
	s.text("The round before, “%s”, was assessed as of %s by the rules of this one. Its answers were to %s. Only products that answered in both rounds are compared, and only findings that are met, partly met or not met in both: a question that was not asked before has nothing to be compared with.",
		b.Title, doc.LongDate(b.AsOf), b.Framework)
	if n, ok := s.v.Moved.Among(view.Better, view.Same, view.Worse); ok {
		s.text("%s answered in both rounds.", s.of(n))
	}
	titles := map[string]string{view.Better: "Better", view.Same: "The same", view.Worse: "Worse", view.NotBefore: "Not in both rounds"}
	s.figure("Products by their level against the round before", "Level", "Products", s.v.Moved, named(titles))
	s.figure("Findings against the round before", "Finding", "Findings", s.v.Shifts, named(titles))
}

// obligations are those outcomes bring. They follow from the outcomes alone, so there is nothing to count that
// is not counted above.
func (s *summary) obligations() {
	s.heading(2, "Who owes which monitoring")
	s.text("Monitoring is shared. Which duties a product has follows from what is recommended for its APIs; each provider's own report lists theirs.")
	t := doc.Table{Caption: "Obligations by who has them", RowHead: true, Empty: "No obligations.", Columns: []doc.Column{{Title: "Obligation", Wide: 2}, {Title: "Whose"}, {Title: "How soon", Wide: 2}, {Title: "Comes with", Wide: 3}}}
	for _, owner := range []string{"joint", "provider", "office"} {
		for _, o := range s.f.Obligations {
			if o.Owner == owner {
				t.Rows = append(t.Rows, cells(o.Title, sentence(o.Owner), o.Limit, s.comesWith(o)))
			}
		}
	}
	s.add(t)
}

func (s *summary) comesWith(o framework.Obligation) string {
	var outcomes []string
	for _, id := range o.Outcomes {
		x, _ := s.f.Outcome(id)
		outcomes = append(outcomes, lowered(x.Title))
	}
	out := sentence(either(outcomes))
	if len(o.Ratings) > 0 {
		out += ", risk " + either(o.Ratings)
	}
	return out
}
