package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/render/doc"
)

type providerReader = audience.Provider

func seal[A audience.Reader](reader A, d doc.Document) doc.For[A] { return audience.Seal(reader, d) }

// findings tells every control of every dimension with the provider's own words.
func (a *assessment) findings() {
	for _, d := range a.f.Dimensions {
		a.heading(2, "Findings: "+strings.ToLower(d.Title))
		a.add(a.spread(d))
		for _, f := range a.a.Findings {
			if f.Control.Dimension == d.ID {
				a.finding(f)
			}
		}
	}
}

// spread counts the results of one dimension.
func (a *assessment) spread(d framework.Dimension) doc.Figure {
	b := doc.Bars{Subject: "Result", Unit: "controls", Legend: []doc.Key{{Label: "Controls"}}}
	var parts []string
	for _, r := range framework.Results {
		n := 0
		for _, f := range a.a.Findings {
			if f.Control.Dimension == d.ID && f.Result == r {
				n++
			}
		}
		b.Bars = append(b.Bars, doc.Bar{Label: resultWord(r), Values: []doc.Count{{N: float64(n)}}})
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(resultWord(r))))
		}
	}
	return doc.Figure{Caption: "Results in " + strings.ToLower(d.Title), Alt: "Bars of controls by result: " + list(parts) + ".", Plot: b}
}

func (a *assessment) finding(f assess.Finding) {
	a.heading(3, f.Control.Title)
	a.add(doc.Paragraph{Text: []doc.Span{result(f.Result), {Text: ". " + f.Reason}}})
	if f.Result == framework.NotAssessed {
		a.text("Not answered, or not understood: %s.", list(f.Missing))
	}
	if f.Remedy != "" && f.Result != framework.NotAssessed {
		a.add(doc.Paragraph{Text: []doc.Span{strong("What to change: "), {Text: f.Remedy}}})
	}
	a.grounds(f.Said(&a.p.Submission))
	a.add(doc.Paragraph{Text: []doc.Span{{Text: a.footnote(f), Emph: true}}})
}

func (a *assessment) answered(q framework.Question) (assess.Ground, bool) {
	answer, ok := a.p.Submission.Answers[q.ID]
	return assess.Ground{Question: &q, Answer: answer}, ok
}

// product repeats what was said of the product itself, below no control.
func (a *assessment) product() {
	a.heading(2, "What you told us about the product")
	var all []assess.Ground
	for _, q := range a.f.Context {
		if g, ok := a.answered(q); ok {
			all = append(all, g)
		}
	}
	if len(all) == 0 {
		a.text("Nothing was answered about the product itself.")
		return
	}
	a.grounds(all)
}

func (a *assessment) footnote(f assess.Finding) string {
	s := "Weight " + strconv.Itoa(f.Control.Weight) + "."
	if f.Rule > 0 {
		s = fmt.Sprintf("Rule %d of %d. %s. %s", f.Rule, len(f.Control.Rules), basis(a.f, f.Basis), s)
	}
	if issue, ok := a.f.Issue(f.Control.Issue); ok {
		s += " Belongs to the issue “" + issue.Title + "”."
	}
	return s
}

// grounds shows answers, each with its cell, then the lists among them as tables of their own and the
// provider's remarks as quotes.
func (a *assessment) grounds(grounds []assess.Ground) {
	if len(grounds) == 0 {
		return
	}
	t := doc.Table{Columns: []doc.Column{{Title: "Asked", Wide: 3}, {Title: "Your answer", Wide: 2.2}, {Title: "Cell", Wide: 1}}, Empty: "No answers."}
	for _, g := range grounds {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{
			{strong(g.Question.ID), {Text: " " + g.Question.Text}}, a.answer(g), doc.T(a.p.Submission.Where(g.Answer.Cell))}})
	}
	a.add(t)
	for _, g := range grounds {
		if g.Question.Kind == framework.Rows && len(g.Answer.Value.Rows) > 0 {
			a.add(a.rowsOf(g))
		}
	}
	for _, g := range grounds {
		if c := g.Answer.Comment; strings.TrimSpace(c.Text) != "" {
			a.add(doc.Quote{Text: c.Text, Source: "Your explanation, " + g.Question.ID + ", " + a.p.Submission.Where(c.Cell)})
		}
	}
}

// answer is what the provider wrote, and whether it could not be understood.
func (a *assessment) answer(g assess.Ground) []doc.Span {
	spans := doc.T(g.Answer.Raw)
	if g.Question.Kind == framework.Rows {
		spans = doc.T(number(len(g.Answer.Value.Rows), "row", "rows"))
	}
	if !g.Answer.Understood {
		spans = append(spans, doc.Span{Text: "\nNot understood", Tone: doc.Caution, Strong: true})
	}
	if e := g.Answer.Evidence; e.Text != "" {
		spans = append(spans, doc.Span{Text: "\nEvidence: " + e.Text + " (" + a.p.Submission.Where(e.Cell) + ")"})
	}
	return spans
}

// rowsOf is the list that answers a question, with the place of each row. Columns nobody filled in are
// left out.
func (a *assessment) rowsOf(g assess.Ground) doc.Table {
	list, _ := a.f.Table(g.Question.Table)
	t := doc.Table{Caption: g.Question.ID + ": " + list.Title, Empty: "No rows.", RowHead: true}
	var used []framework.Column
	for _, c := range list.Columns {
		if slices.ContainsFunc(g.Answer.Value.Rows, func(r response.Row) bool { return r.Cells[c.ID].Raw != "" }) {
			used = append(used, c)
			t.Columns = append(t.Columns, doc.Column{Title: c.Title})
		}
	}
	t.Columns = append(t.Columns, doc.Column{Title: "Cell", Wide: 0.8})
	for _, row := range g.Answer.Value.Rows {
		var line doc.Row
		for _, c := range used {
			line.Cells = append(line.Cells, a.rowCell(row.Cells[c.ID]))
		}
		line.Cells = append(line.Cells, doc.T(a.p.Submission.Where(row.Place)))
		t.Rows = append(t.Rows, line)
	}
	return t
}

func (a *assessment) rowCell(v response.Answer) []doc.Span {
	spans := doc.T(v.Raw)
	if v.Raw != "" && !v.Understood {
		spans = append(spans, doc.Span{Text: "\nNot understood", Tone: doc.Caution, Strong: true})
	}
	return spans
}

func (a *assessment) duties() {
	a.heading(2, "Obligations")
	if len(a.a.Obligations) == 0 {
		a.text("The outcomes recommended bring no obligations.")
		return
	}
	a.text("Security monitoring is a joint duty. These obligations come with the outcomes recommended above, once they are granted. Dates count from the day of this assessment, %s.",
		doc.LongDate(a.a.AsOf))
	owners := []struct{ id, title string }{{"provider", "What you do"}, {"joint", "What we do together"}, {"office", "What the office does"}}
	for _, o := range owners {
		t := doc.Table{Caption: o.title, RowHead: true, Empty: "Nothing.",
			Columns: []doc.Column{{Title: "Duty", Wide: 3.4}, {Title: "When", Wide: 1.8}, {Title: "Due", Wide: 1}, {Title: "Because of", Wide: 1.8}}}
		for _, d := range a.a.Obligations {
			if d.Owner == o.id {
				t.Rows = append(t.Rows, a.duty(d))
			}
		}
		if len(t.Rows) > 0 {
			a.add(t)
		}
	}
}

func (a *assessment) duty(d assess.Duty) doc.Row {
	what := []doc.Span{strong(d.Title), {Text: "\n" + d.Text}}
	if d.Layer != "" {
		what = append(what, doc.Span{Text: "\nLayer: " + d.Layer})
	}
	due := doc.LongDate(d.Due)
	if due == "" {
		due = "When it happens"
	}
	because := list(d.APIs)
	if len(d.APIs) == len(a.a.APIs) && len(d.APIs) > 2 {
		because = "All APIs"
	}
	return doc.Row{Cells: [][]doc.Span{what, doc.T(sentence(d.Trigger) + ": " + d.Limit), doc.T(due), doc.T(because + "\n" + basis(a.f, d.Basis))}}
}

func (a *assessment) notAssessed() {
	a.heading(2, "What was not assessed")
	t := doc.Table{Caption: "Not assessed or not applicable, and why", RowHead: true, Empty: "Every control was assessed.",
		Columns: []doc.Column{{Title: "Control", Wide: 2}, {Title: "Result", Wide: 1.2}, {Title: "Why", Wide: 4}}}
	for _, f := range a.a.Findings {
		switch f.Result {
		case framework.NotAssessed:
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(f.Control.Title), {result(f.Result)}, doc.T(f.Reason + " Needed: " + list(f.Missing) + ".")}})
		case framework.NotApplicable:
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(f.Control.Title), {result(f.Result)}, doc.T(f.Reason)}})
		}
	}
	a.add(t)
	a.text("Evidence is named in the questionnaire and was not opened by this program. Whether it shows what is claimed is for a reviewer to judge.")
}

func (a *assessment) carried() {
	c := a.p.Submission.Carried
	if c == nil {
		return
	}
	a.heading(2, "Answers from the earlier questionnaire")
	a.text("The questionnaire sent in is %s. %s taken over to %s by the published mapping; what the earlier questionnaire did not ask is not answered here.",
		c.From, number(c.Count, "answer was", "answers were"), a.f.Ref())
	if len(c.Lost) > 0 {
		a.text("These answers have no place in the new questionnaire: %s.", list(c.Lost))
	}
}

func (a *assessment) provenance(by Program) {
	a.heading(2, "Where this report comes from")
	s := a.p.Submission
	items := []doc.Fact{
		{Term: "File", Text: doc.T(s.File)},
		{Term: "SHA-256 of the file", Text: []doc.Span{{Text: s.SHA256, Code: true}}},
		{Term: "Completed by", Text: doc.T(orNot(s.CompletedBy.Text))},
		{Term: "Completed on", Text: doc.T(orNot(doc.LongDate(s.Completed)))},
		{Term: "Assessed as of", Text: doc.T(doc.LongDate(a.a.AsOf))},
		{Term: "Framework", Text: doc.T(a.f.Title + ", " + a.f.Ref() + ", published " + doc.LongDate(a.f.Published))},
		{Term: "Made by", Text: doc.T(by.String())},
	}
	for _, x := range s.Supplemented {
		items = append(items, doc.Fact{Term: "Supplement", Text: doc.T(fmt.Sprintf("%s, completed on %s, with %s: %s",
			x.File, orNot(doc.LongDate(x.Completed)), number(len(x.Questions), "question", "questions"), list(x.Questions)))},
			doc.Fact{Term: "SHA-256 of the supplement", Text: []doc.Span{{Text: x.SHA256, Code: true}}})
	}
	if a.v.Occasion.Title != "" {
		items = append([]doc.Fact{{Term: "Round", Text: doc.T(a.v.Occasion.Title)}}, items...)
	}
	a.add(doc.Facts{Items: items})
	a.text("Rules marked official follow a published source. Rules marked office configuration are the office’s own choice, made because nothing has been published: weights, scores, levels and the matrix among them.")
}

func orNot(s string) string {
	if s == "" {
		return "not stated"
	}
	return s
}
