package report

import (
	"slices"
	"strconv"
	"strings"

	"opframe/data/consultation"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// book puts chapters with the framework's own data where a chapter speaks of them: the same on a page of
// its own and in the information pack, where headings stand deeper.
type book struct {
	draft
	f       *framework.Framework
	v       view.Public
	planned []consultation.Meeting
	deeper  int
}

// chapterData are data of the framework, by the slug of the chapter that speaks of them. title and summary are those of
// the chapter where the guidance has none of its own.
var chapterData = []struct {
	slug, title, summary string
	has                  func(view.Public) bool
	put                  func(*book)
}{
	{"requirements", "Requirements", "What each dimension looks at, and the controls in it.",
		func(v view.Public) bool { return len(v.Framework.Controls) > 0 }, (*book).requirements},
	{"evidence", "Evidence", "What evidence is enough, by control and by question.",
		func(v view.Public) bool { return asksEvidence(v.Framework) }, (*book).evidence},
	{"api-risk", "API risk", "What the ratings of APIs mean, and how many APIs have each.",
		func(v view.Public) bool { return len(v.Framework.Ratings) > 0 }, (*book).risk},
	{"assessment", "How the assessment works", "The levels of confidence, what each asks for, and the outcome for each rating.",
		func(v view.Public) bool { return len(v.Framework.Scale) > 0 }, (*book).assessment},
	{"monitoring-and-breaches", "Obligations", "Who owes what to whom once an outcome is granted.",
		func(v view.Public) bool { return len(v.Framework.Obligations) > 0 }, (*book).obligations},
	{"transition", "Transition", "What became of the questions of the edition before.",
		func(v view.Public) bool { return v.Previous != nil }, (*book).transition},
}

// complete adds a chapter for data of the framework that no chapter speaks of, so that they are shown
// all the same.
func complete(v view.Public, chapters []Chapter) []Chapter {
	all := slices.Clone(chapters)
	for _, d := range chapterData {
		there := slices.ContainsFunc(chapters, func(c Chapter) bool { return c.Slug == d.slug })
		if !there && d.has(v) {
			all = append(all, Chapter{Title: d.title, Slug: d.slug, Summary: d.summary, Blocks: []doc.Block{doc.Paragraph{Text: doc.T(d.summary)}}})
		}
	}
	return all
}

// chapter puts the prose and the data after it.
func (b *book) chapter(c Chapter) {
	b.prose(c.Blocks, b.deeper)
	for _, d := range chapterData {
		if d.slug == c.Slug && d.has(b.v) {
			d.put(b)
		}
	}
	switch c.Slug {
	case "process-and-dates":
		if dates := keyDates(b.v.Occasion, b.planned); len(dates.Items) > 0 {
			b.section("Dates of this round")
			b.add(dates)
		}
	case "contact":
		b.section("Contact for this round")
		b.add(contact(b.v.Occasion))
	}
}

// section is a heading of the data of a chapter.
func (b *book) section(title string) { b.heading(2+b.deeper, title) }

func (b *book) requirements() {
	for i, d := range b.f.Dimensions {
		b.section("Controls: " + strings.ToLower(d.Title))
		b.text("%s", d.Intent)
		if i == 0 {
			b.text("Weights run from 1 to 5 and say how much a control counts in the score of its dimension. They are office configuration.")
		}
		t := doc.Table{Caption: "Controls in " + strings.ToLower(d.Title), RowHead: true, Empty: "No controls.",
			Columns: []doc.Column{{Title: "Control", Wide: 1.6}, {Title: "Intent", Wide: 3.4}, {Title: "Questions", Wide: 1.2}, {Title: "Weight", Right: true, Wide: 0.6}}}
		for _, c := range controlsOf(b.f, d.ID) {
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{controlLink(c)}, doc.T(c.Intent), doc.T(strings.Join(ids(c.Questions), ", ")), doc.T(strconv.Itoa(c.Weight))}})
		}
		b.add(t)
	}
}

func ids(questions []framework.Question) []string {
	var all []string
	for _, q := range questions {
		all = append(all, q.ID)
	}
	return all
}

func asksEvidence(f *framework.Framework) bool {
	return slices.ContainsFunc(f.Controls, func(c framework.Control) bool { return len(c.Evidence) > 0 }) ||
		slices.ContainsFunc(f.Questions(), func(q framework.Question) bool { return q.Evidence != "" })
}

func (b *book) evidence() {
	byControl := doc.Table{Caption: "Evidence that is enough, by control", RowHead: true, Empty: "No evidence is asked.",
		Columns: []doc.Column{{Title: "Control", Wide: 1.6}, {Title: "Evidence", Wide: 4}}}
	for _, c := range b.f.Controls {
		if len(c.Evidence) > 0 {
			byControl.Rows = append(byControl.Rows, doc.Row{Cells: [][]doc.Span{{controlLink(c)}, doc.T(strings.Join(c.Evidence, "\n"))}})
		}
	}
	byQuestion := doc.Table{Caption: "Evidence asked for beside an answer", RowHead: true, Empty: "No question asks for evidence.",
		Columns: []doc.Column{{Title: "Question", Wide: 0.6}, {Title: "Asks", Wide: 2.6}, {Title: "Evidence", Wide: 2.6}}}
	for _, q := range b.f.Questions() {
		if q.Evidence != "" {
			byQuestion.Rows = append(byQuestion.Rows, doc.Row{Cells: [][]doc.Span{{questionLink(q)}, doc.T(q.Text), doc.T(q.Evidence)}})
		}
	}
	if len(byControl.Rows) > 0 {
		b.section("Evidence by control")
		b.add(byControl)
	}
	if len(byQuestion.Rows) > 0 {
		b.section("Evidence by question")
		b.add(byQuestion)
	}
}

func (b *book) risk() {
	b.section("Ratings of this edition")
	b.add(ratings(b.f))
	if len(b.f.APIs) > 0 {
		b.add(apisByDomain(b.f))
	}
}

func (b *book) assessment() {
	b.section("Levels of confidence")
	b.add(levels(b.f))
	b.section("What each level asks for")
	b.add(gates(b.f))
	if len(b.f.Matrix) > 0 {
		b.section("The matrix")
		b.add(matrix(b.f), matrixReasons(b.f))
	}
	b.section("Outcomes")
	b.add(outcomes(b.f))
}

func (b *book) obligations() {
	b.section("Obligations")
	b.text("An obligation starts with the outcome that brings it, and the report on a product lists its own.")
	t := doc.Table{Caption: "Obligations", RowHead: true, Empty: "No obligations.",
		Columns: []doc.Column{{Title: "Obligation", Wide: 2.6}, {Title: "Owner", Wide: 0.8}, {Title: "When", Wide: 1.6}, {Title: "With outcomes", Wide: 1.4}, {Title: "Basis", Wide: 1.4}}}
	for _, o := range b.f.Obligations {
		what := []doc.Span{strong(o.Title), {Text: "\n" + o.Text}}
		if o.Layer != "" {
			what = append(what, doc.Span{Text: "\nLayer: " + o.Layer})
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{what, doc.T(sentence(o.Owner)),
			doc.T(sentence(o.Trigger) + ": " + o.Limit), doc.T(comesWith(b.f, o)), doc.T(basis(b.f, o.Basis))}})
	}
	b.add(t)
}

// comesWith names the outcomes that bring an obligation, a line each, and the ratings it is narrowed to.
func comesWith(f *framework.Framework, o framework.Obligation) string {
	var with []string
	for _, id := range o.Outcomes {
		x, _ := f.Outcome(id)
		with = append(with, x.Title)
	}
	if len(o.Ratings) > 0 {
		with = append(with, "Ratings: "+strings.Join(o.Ratings, ", "))
	}
	return strings.Join(with, "\n")
}

func (b *book) transition() {
	c := compareEditions(b.v.Previous, b.f)
	b.section("What became of the questions")
	b.add(doc.Paragraph{Text: []doc.Span{{Text: c.sentence()}, {Text: " "}, link("All changes", changesPath), {Text: " are listed with the old words and the new."}}})
	t := doc.Table{Caption: "Where the questions of " + spoken(b.v.Previous) + " went", RowHead: true, Empty: "No question of the earlier edition is mapped.",
		Columns: []doc.Column{{Title: "Before", Wide: 0.6}, {Title: "Question", Wide: 3}, {Title: "Now", Wide: 0.7}, {Title: "Note", Wide: 3}}}
	for _, m := range b.f.Mapping {
		old, _ := b.v.Previous.Question(m.From)
		now := doc.T("Dropped")
		if q, ok := b.f.Question(m.To); ok {
			now = []doc.Span{questionLink(q)}
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(m.From), doc.T(old.Text), now, doc.T(m.Note + m.Dropped)}})
	}
	b.add(t)
}
