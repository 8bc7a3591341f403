package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// Summary is the round in figures, for working-group members. Every number in it, in a sentence, a table or a
// bar, is one of the figures that have been through disclosure control or made of those alone; where one is
// withheld it prints [c] or says nothing.
func Summary(v view.WorkingGroup) doc.For[audience.WorkingGroup] {
	s := &summary{v: v, f: v.Framework}
	if v.Figures.Withheld {
		s.tooFew()
	} else {
		s.main()
		s.received()
		s.levels()
		s.findings()
		s.issues()
		s.risks()
		s.gaps()
		s.transition()
		s.movement()
	}
	s.obligations()
	s.method()
	return seal(v.Reader, s.document(v.Occasion, "Round summary", v.Occasion.Title, v.Reader.Label(),
		"What the round says: how far the questionnaires are complete, levels of confidence, findings by control and issue, outcomes by risk and movement since the round before, in figures in which no provider can be recognised."))
}

type summary struct {
	draft
	v view.WorkingGroup
	f *framework.Framework
}

func (s *summary) tooFew() {
	s.heading(2, "Questionnaires received")
	s.text("Fewer than %d providers have sent a questionnaire, so nothing can be said of them yet.", s.v.Floor)
}

func (s *summary) received() {
	s.heading(2, "Questionnaires received")
	s.text("%s of %s could be read, one for each product, and were assessed as of %s.", number(s.v.Figures.Products, "questionnaire", "questionnaires"),
		number(s.v.Figures.Providers, "provider", "providers"), doc.LongDate(s.v.Occasion.AsOf))
	s.figure("How complete the questionnaires are", "State", "Questionnaires", s.v.Ready, named(map[string]string{
		string(view.Received): "Complete and consistent", string(view.Incomplete): "Something to be put right"}))
	s.figure("How much of what is asked is answered", "Questions answered", "Questionnaires", s.v.Answered, sentence)
}

// named gives categories their titles; one without is its own.
func named(titles map[string]string) func(string) string {
	return func(c string) string { return orWord(titles[c], c) }
}

// group is what merged categories are called: "Partly met or not met".
func group(c disclose.Cell, title func(string) string) string {
	var words []string
	for i, name := range c.Categories {
		t := title(name)
		if i > 0 && len(t) > 1 && t[1] != ' ' { // "P Pending" keeps its letter
			t = lowered(t)
		}
		words = append(words, t)
	}
	return either(words)
}

// either joins words the way a choice does: "a, b or c".
func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func numberOf(c disclose.Cell) doc.Count { return doc.Count{N: float64(c.N), Withheld: c.Withheld} }

// figure draws a table of figures as bars. Where nothing of it can be shown, it says so instead.
func (s *summary) figure(caption, subject, key string, t disclose.Published, title func(string) string) {
	if t.Withheld {
		s.text("%s: nothing can be shown without pointing to single providers (%s).", caption, doc.Withheld)
		return
	}
	b := doc.Bars{Subject: subject, Unit: lowered(key), Max: float64(t.Total), Legend: []doc.Key{{Label: key}}}
	for _, c := range t.Cells {
		b.Bars = append(b.Bars, doc.Bar{Label: group(c, title), Values: []doc.Count{numberOf(c)}})
	}
	s.add(doc.Figure{Caption: caption, Alt: "Bars of numbers of " + lowered(key) + "; the numbers follow. What is marked [c] is withheld and not drawn.", Plot: b})
}

// shares are the figures of a table, a line each, and what is withheld together on the last.
func shares(t disclose.Published, title func(disclose.Cell) string) []doc.Span {
	var all, hidden []string
	for _, c := range t.Cells {
		if c.Withheld {
			hidden = append(hidden, lowered(title(c)))
			continue
		}
		all = append(all, fmt.Sprintf("%d %s", c.N, lowered(title(c))))
	}
	if hidden != nil {
		if all == nil {
			return doc.T(doc.Withheld)
		}
		all = append(all, doc.Withheld+" "+list(hidden))
	}
	return doc.T(strings.Join(all, "\n"))
}

func (s *summary) levelName(level string) string {
	n, _ := strconv.Atoi(level)
	return levelTitle(s.f, n)
}

// levelGroup is "Level 0 or 1", or of one alone with its title.
func (s *summary) levelGroup(c disclose.Cell) string {
	if len(c.Categories) == 1 {
		return "Level " + s.levelName(c.Categories[0])
	}
	return "Level " + either(c.Categories)
}

func (s *summary) levels() {
	s.heading(2, "Levels of confidence")
	s.text("The level of a product is that of its weakest dimension.")
	s.figure("Products by level", "Level", "Products", s.v.Levels, s.levelName)
	t := doc.Table{Caption: "Products by level in each dimension", RowHead: true, Empty: "No dimensions.",
		Columns: []doc.Column{{Title: "Dimension"}, {Title: "Products by level", Wide: 2}}}
	for _, d := range s.v.Dimensions {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(d.Dimension.Title), shares(d.Levels, func(c disclose.Cell) string { return "at level " + either(c.Categories) })}})
	}
	s.add(t)
}

// resultGroup is what results merged are called: "Not met in full or no result".
func resultGroup(c disclose.Cell) string {
	has := func(r framework.Result) bool { return slices.Contains(c.Categories, string(r)) }
	var words []string
	add := func(w string) { words = append(words, w) }
	if has(framework.Met) {
		add("met")
	}
	switch {
	case has(framework.Partly) && has(framework.NotMet):
		add("not met in full")
	case has(framework.Partly):
		add("partly met")
	case has(framework.NotMet):
		add("not met")
	}
	switch {
	case has(framework.NotAssessed) && has(framework.NotApplicable):
		add("no result")
	case has(framework.NotAssessed):
		add("not assessed")
	case has(framework.NotApplicable):
		add("not applicable")
	}
	return sentence(either(words))
}

func (s *summary) findings() {
	s.heading(2, "Findings by control")
	s.text("“Not met in full” is partly met or not met; “no result” is not assessed or not applicable. Results are merged where single ones would point to providers.")
	for _, d := range s.f.Dimensions {
		s.heading(3, d.Title)
		var of []view.ControlCounts
		for _, c := range s.v.Findings {
			if c.Control.Dimension == d.ID {
				of = append(of, c)
			}
		}
		s.met("Controls met in "+d.Title, of)
		s.add(s.findingTable("Products by finding in "+d.Title, of))
	}
}

// met draws how many products meet each control, the most first; controls of which that is withheld follow.
func (s *summary) met(caption string, of []view.ControlCounts) {
	b := doc.Bars{Subject: "Control", Unit: "products", Max: float64(s.v.Figures.Products), Legend: []doc.Key{{Label: "Products that meet it", Tone: doc.Good}}}
	for _, c := range of {
		cell, ok := c.Results.Of(string(framework.Met))
		if !ok {
			cell.Withheld = true
		}
		b.Bars = append(b.Bars, doc.Bar{Label: c.Control.Title, Values: []doc.Count{numberOf(cell)}})
	}
	slices.SortStableFunc(b.Bars, func(x, y doc.Bar) int { return int(y.Values[0].N - x.Values[0].N) })
	s.add(doc.Figure{Caption: caption, Alt: "Bars of the number of products that meet each control; the numbers follow. What is marked [c] is withheld and not drawn.", Plot: b})
}

func (s *summary) findingTable(caption string, of []view.ControlCounts) doc.Table {
	t := doc.Table{Caption: caption, RowHead: true, Empty: "No controls.", Columns: []doc.Column{{Title: "Control", Wide: 2}, {Title: "Products by finding", Wide: 2}}}
	for _, c := range of {
		head := []doc.Span{link(c.Control.Title, controlPath(c.Control.ID))}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{head, shares(c.Results, resultGroup)}})
	}
	return t
}

// method says how the figures came about and why some are not there.
func (s *summary) method() {
	s.heading(2, "How to read these figures")
	s.add(doc.List{Items: items(
		"Figures count products. One questionnaire is one product; a provider may have several, and counts once where we ask who stands behind a figure.",
		fmt.Sprintf("A figure that fewer than %d providers stand behind is not shown, and neither is zero: that nobody is in a category says something about everybody. For the same reason it is not shown that all are.", s.v.Floor),
		"Neighbouring categories are merged first, so that a figure can be shown for them together. Where merging does not help, figures are withheld and shown as "+doc.Withheld+", never as 0 or a gap.",
		"The data files beside this page give for each figure withheld the least and the most it can be for all that anybody can work out.",
		"More is withheld where a figure could be worked out from a total, from other tables on these pages, from the published rules of the framework, or from the figures of the round before.",
		"All tables are planned together. Before these pages were made, the plan was attacked: by an outsider, and by every provider who knows their own answers. What is withheld stays uncertain to all of them.",
		"Percentages are of figures shown, rounded to whole numbers.",
		"How many products are registered and did not answer is not said.",
		"Findings are what the rules say of the answers given. They are not decisions, and evidence was not opened.",
	)})
	if shown, all := s.utility(); all > 0 {
		s.text("%d of %d categories in all tables, %d%%, are in a figure that is shown, alone or merged with neighbours.", shown, all, shown*100/all)
	}
}

func items(texts ...string) []doc.Item {
	var all []doc.Item
	for _, t := range texts {
		all = append(all, doc.Item{Text: doc.T(t)})
	}
	return all
}

// utility counts the categories of all tables and those that are in a figure shown.
func (s *summary) utility() (shown, all int) {
	for _, t := range s.v.Figures.Tables {
		for _, c := range t.Cells {
			n := max(1, len(c.Categories))
			all += n
			if !c.Withheld {
				shown += n
			}
		}
	}
	return shown, all
}
