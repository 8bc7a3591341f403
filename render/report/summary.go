package report

import (
	"fmt"

	"opframe/data/audience"
	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// Summary is the round in counts, for working-group members. It is made from counts that have been
// through disclosure control and prints [c] where one is withheld.
func Summary(v view.WorkingGroup) doc.For[audience.WorkingGroup] {
	s := &summary{v: v, f: v.Framework}
	s.received()
	s.levels()
	s.findings()
	s.method()
	return seal(v.Reader, s.document(v.Occasion, "Round summary", v.Occasion.Title, v.Reader.Label(),
		"How far the questionnaires of the round are complete, the levels of confidence reached and the findings by control, in counts in which no provider can be recognised."))
}

type summary struct {
	draft
	v view.WorkingGroup
	f *framework.Framework
}

func (s *summary) received() {
	s.heading(2, "Questionnaires received")
	if s.v.Ready.Withheld {
		s.text("Fewer than %d providers have sent a questionnaire, so nothing can be said of them yet.", s.v.Floor)
		return
	}
	s.text("%s could be read, one for each product, and were assessed as of %s.", number(s.v.Ready.Total, "questionnaire", "questionnaires"), doc.LongDate(s.v.Occasion.AsOf))
	s.figure("How complete the questionnaires are", "Questionnaires", s.v.Ready, map[string]string{
		string(view.Received): "Complete", string(view.Incomplete): "Something to be put right"}, nil)
}

// figure draws one table of counts as bars.
func (s *summary) figure(caption, key string, t disclose.Table, titles map[string]string, tones map[string]doc.Tone) {
	b := doc.Bars{Subject: "", Unit: "questionnaires", Legend: []doc.Key{{Label: key}}}
	b.Subject = "Category"
	for _, c := range t.Cells {
		title := c.Category
		if named, ok := titles[c.Category]; ok {
			title = named
		}
		b.Bars = append(b.Bars, doc.Bar{Label: title, Values: []doc.Count{{N: float64(c.N), Withheld: c.Withheld}}})
	}
	s.add(doc.Figure{Caption: caption, Alt: "Bars of counts by category; the numbers follow. Counts marked [c] are withheld.", Plot: b})
}

func (s *summary) levels() {
	s.heading(2, "Levels of confidence")
	s.text("The level of a product is the weakest of its dimensions.")
	titles := map[string]string{}
	for _, l := range s.f.Scale {
		titles[fmt.Sprint(l.Level)] = levelTitle(s.f, l.Level)
	}
	s.figure("Products by level", "Products", s.v.Levels, titles, nil)
	t := doc.Table{Caption: "Products by level in each dimension", RowHead: true, Empty: "No dimensions.", Columns: []doc.Column{{Title: "Dimension", Wide: 2}}}
	for _, l := range s.f.Scale {
		t.Columns = append(t.Columns, doc.Column{Title: fmt.Sprintf("Level %d", l.Level), Right: true})
	}
	for _, d := range s.v.Dimensions {
		t.Rows = append(t.Rows, counts(d.Dimension.Title, d.Levels))
	}
	s.add(t)
}

func counts(title string, t disclose.Table) doc.Row {
	r := cells(title)
	for _, c := range t.Cells {
		r.Cells = append(r.Cells, doc.T(doc.Count{N: float64(c.N), Withheld: c.Withheld}.String()))
	}
	return r
}

func (s *summary) findings() {
	s.heading(2, "Findings by control")
	for _, d := range s.f.Dimensions {
		s.heading(3, d.Title)
		t := doc.Table{Caption: "Products by finding in " + d.Title, RowHead: true, Empty: "No controls.", Columns: []doc.Column{{Title: "Control", Wide: 3}}}
		for _, r := range framework.Results {
			t.Columns = append(t.Columns, doc.Column{Title: resultWord(r), Right: true})
		}
		for _, c := range s.v.Findings {
			if c.Control.Dimension == d.ID {
				t.Rows = append(t.Rows, counts(c.Control.Title, c.Results))
			}
		}
		s.add(t)
	}
}

func (s *summary) method() {
	s.heading(2, "How to read these figures")
	s.add(doc.List{Items: []doc.Item{
		{Text: doc.T("Figures count products. One questionnaire is one product; a provider may have several.")},
		{Text: doc.T(fmt.Sprintf("A count that fewer than %d providers stand behind is withheld and shown as %s, zero included, because that nobody is in a category says something about everybody.", s.v.Floor, doc.Withheld))},
		{Text: doc.T("Where one withheld count could be worked out from the total, further counts are withheld, the smallest first.")},
		{Text: doc.T("How many products are registered and did not answer is not said.")},
		{Text: doc.T("Findings are what the rules say of the answers given. They are not decisions, and evidence was not opened.")},
	}})
}
