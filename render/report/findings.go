package report

import (
	"bytes"
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

// findings tells every control of every dimension with the provider's own words, what is not met first.
func (a *assessment) findings() {
	for i, d := range a.f.Dimensions {
		all := a.inOrder(d)
		usual, in := a.usualBasis(all), a.sheetOfAll(all)
		a.heading(2, "Findings: "+strings.ToLower(d.Title))
		about := ""
		if i == 0 {
			about = "What is not met comes first; what does not apply stands under “What was not assessed”. Below each question stands your answer with its cell, then the evidence you named and, in quotation marks, your own explanation. "
		}
		about += in.told()
		if usual != "" {
			about += "Basis of the rules in this part, where a control names no other: " + usual + "."
		}
		if about != "" {
			a.text("%s", strings.TrimSpace(about))
		}
		for _, f := range all {
			if !a.apart(f) {
				a.finding(f, usual, in)
			}
		}
	}
}

// apart says that a control does not apply and nothing was answered below it: it stands in the list of what was
// not assessed.
func (a *assessment) apart(f *assess.Finding) bool {
	return f.Result == framework.NotApplicable && !slices.ContainsFunc(f.Control.Questions, func(q framework.Question) bool {
		_, answered := a.p.Submission.Answers[q.ID]
		return answered
	})
}

// urgency is the order of findings: what has to change, what is open, what is well.
var urgency = []framework.Result{framework.NotMet, framework.Partly, framework.NotAssessed, framework.Met, framework.NotApplicable}

// inOrder are the findings of a dimension by urgency, those of one result in the framework's order.
func (a *assessment) inOrder(d framework.Dimension) []*assess.Finding {
	var all []*assess.Finding
	for _, r := range urgency {
		for i := range a.a.Findings {
			if f := &a.a.Findings[i]; f.Result == r && f.Control.Dimension == d.ID {
				all = append(all, f)
			}
		}
	}
	return all
}

// usualBasis is what most rules that fired rest on, so that it need not be said with each; "" where all differ.
func (a *assessment) usualBasis(all []*assess.Finding) string {
	usual, most := "", 1
	count := map[string]int{}
	for _, f := range all {
		if f.Rule == 0 {
			continue
		}
		words := basis(a.f, f.Basis)
		count[words]++
		if count[words] > most {
			usual, most = words, count[words]
		}
	}
	return usual
}

// results draws how many controls of each dimension have which result.
func (a *assessment) results() {
	b := doc.Bars{Subject: "Dimension", Unit: "controls"}
	for _, r := range framework.Results {
		b.Legend = append(b.Legend, doc.Key{Label: resultWord(r), Tone: result(r).Tone})
	}
	for _, d := range a.f.Dimensions {
		bar := doc.Bar{Label: d.Title, Values: make([]doc.Count, len(framework.Results))}
		for i := range a.a.Findings {
			if f := &a.a.Findings[i]; f.Control.Dimension == d.ID {
				bar.Values[slices.Index(framework.Results, f.Result)].N++
			}
		}
		b.Bars = append(b.Bars, bar)
	}
	var parts []string
	for _, r := range framework.Results {
		if n := a.count(r); n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+strings.ToLower(resultWord(r)))
		}
	}
	a.add(doc.Figure{Caption: "Results of the controls by dimension", Alt: "Bars of controls by result, one for each dimension; in all " + orWord(list(parts), "none") + ".", Plot: b})
}

// finding says the result of a control, why and by which rule, then the answers it rests on.
func (a *assessment) finding(f *assess.Finding, usual string, in sheet) {
	a.heading(3, f.Control.Title)
	said, elsewhere := a.said(f)
	a.add(doc.Paragraph{Text: a.judged(f, usual, elsewhere)})
	a.grounds(said, in)
}

// judged is the result of a control, by which rule, why, what to change and what the rule rests on.
func (a *assessment) judged(f *assess.Finding, usual, elsewhere string) []doc.Span {
	reason := f.Reason
	if len(f.Missing) > 0 {
		reason += " Needed: " + list(f.Missing) + "."
	}
	text := []doc.Span{result(f.Result), {Text: a.weighed(f) + ". " + reason}}
	if f.Remedy != "" && f.Result != framework.NotAssessed {
		text = append(text, doc.Span{Text: " "}, strong("What to change:"), doc.Span{Text: " " + f.Remedy})
	}
	if elsewhere != "" {
		text = append(text, doc.Span{Text: " It also rests on " + elsewhere + "."})
	}
	if note := a.footnote(f, usual); note != "" {
		text = append(text, doc.Span{Text: " "}, doc.Span{Text: note, Emph: true})
	}
	return text
}

// weighed is which rule gave a result and how much it weighs.
func (a *assessment) weighed(f *assess.Finding) string {
	weight := "weight " + strconv.Itoa(f.Control.Weight) + ")"
	if f.Rule == 0 {
		return " (" + weight
	}
	return " (rule " + strconv.Itoa(f.Rule) + " of " + strconv.Itoa(len(f.Control.Rules)) + ", " + weight
}

// footnote is what a rule rests on, where that is not the usual, and the issue its control belongs to.
func (a *assessment) footnote(f *assess.Finding, usual string) string {
	var parts []string
	if f.Rule > 0 {
		if words := basis(a.f, f.Basis); words != usual {
			parts = append(parts, words+".")
		}
	}
	if issue, ok := a.f.Issue(f.Control.Issue); ok {
		parts = append(parts, "Issue: "+issue.Title+".")
	}
	return strings.Join(parts, " ")
}

// said are the answers that stand with a finding, and where the others are that it rests on: those about the
// product and those of other controls are told there and not again.
func (a *assessment) said(f *assess.Finding) (here []told, elsewhere string) {
	here = a.answered(f.Control.Questions)
	var context, others []string
	for i := range f.Grounds {
		switch q := f.Grounds[i].Question; q.Control {
		case f.Control.ID:
		case "":
			context = append(context, q.ID)
		default:
			c, _ := a.f.Control(q.Control)
			others = append(others, q.ID+" under “"+c.Title+"”")
		}
	}
	if context != nil {
		others = append([]string{list(context) + " under “" + aboutProduct + "”"}, others...)
	}
	return here, list(others)
}

// told is a question and its answer.
type told struct {
	Question *framework.Question
	Answer   response.Answer
}

// answered are those of the questions that have an answer, with it. They are good until the next are asked for.
func (a *assessment) answered(questions []framework.Question) []told {
	a.told = a.told[:0]
	for i := range questions {
		if answer, ok := a.p.Submission.Answers[questions[i].ID]; ok {
			a.told = append(a.told, told{&questions[i], answer})
		}
	}
	return a.told
}

// aboutProduct is the heading of what was said of the product itself.
const aboutProduct = "What you told us about the product"

// product repeats what was said of the product itself, below no control.
func (a *assessment) product() {
	a.heading(2, aboutProduct)
	all := a.answered(a.f.Context)
	if len(all) == 0 {
		a.text("Nothing was answered about the product itself.")
		return
	}
	in := a.sheetOf(all[0].Answer.Cell)
	if told := in.told(); told != "" {
		a.text("%s", strings.TrimSpace(told))
	}
	a.grounds(all, in)
}

// grounds shows answers, each with its cell, the evidence beside it and the provider's explanation as a quote,
// then the lists among them as tables of their own.
func (a *assessment) grounds(grounds []told, in sheet) {
	if len(grounds) == 0 {
		return
	}
	items := make([]doc.Answer, len(grounds))
	for i := range grounds {
		g := &grounds[i]
		items[i] = doc.Answer{ID: g.Question.ID, Question: g.Question.Text, Said: a.answer(g, in)}
	}
	a.add(doc.Answers{Items: items})
	a.add(a.lists(grounds)...)
}

// lists are the tables of the answers that are lists, but for that of the evidence.
func (a *assessment) lists(grounds []told) []doc.Block {
	var all []doc.Block
	for i := range grounds {
		if g := &grounds[i]; g.Question.Kind == framework.Rows && len(g.Answer.Value.Rows) > 0 && !a.listedAsEvidence(g) {
			all = append(all, a.rowsOf(g))
		}
	}
	return all
}

// sheet is the sheet that most answers of a part are in: it is named once, and their cells need not name it.
type sheet struct {
	s    *response.Submission
	name string // "" where places have no sheet, or are in a supplement
}

func (a *assessment) sheetOf(c response.Cell) sheet {
	in := sheet{s: &a.p.Submission}
	if c.Sheet != "" && c.Ref != "" && in.s.Within(c) {
		in.name = c.Sheet
	}
	return in
}

// sheetOfAll is the sheet of the first answer that stands with the findings.
func (a *assessment) sheetOfAll(findings []*assess.Finding) sheet {
	for _, f := range findings {
		for i := range f.Control.Questions {
			if answer, ok := a.p.Submission.Answers[f.Control.Questions[i].ID]; ok {
				return a.sheetOf(answer.Cell)
			}
		}
	}
	return sheet{s: &a.p.Submission}
}

// told says where cells are that name no sheet, with a space behind it.
func (in sheet) told() string {
	if in.name == "" {
		return ""
	}
	return "Cells are in the sheet “" + in.name + "”, where no other is named. "
}

// where is a place, without its sheet where that was told.
func (in sheet) where(c response.Cell) string {
	if in.name != "" && c.Sheet == in.name && c.Ref != "" && in.s.Within(c) {
		return c.Ref
	}
	return in.s.Where(c)
}

// answer is what the provider wrote, whether it could not be understood, the evidence beside it, and the
// provider's explanation, each with its cell.
func (a *assessment) answer(g *told, in sheet) []doc.Span {
	words := g.Answer.Raw
	if g.Question.Kind == framework.Rows {
		words = number(len(g.Answer.Value.Rows), "row", "rows")
	}
	b := append(a.behind[:0], " ("...) // what comes after these words: spans that are cut from one text
	b = append(append(b, in.where(g.Answer.Cell)...), ')')
	if g.Question.Kind == framework.Rows && a.listedAsEvidence(g) {
		b = append(b, ", listed under “"+offered+"”"...)
	}
	place := len(b)
	if e := g.Answer.Evidence; e.Text != "" {
		b = append(append(b, ". Evidence: "...), e.Text...)
		b = append(append(append(b, " ("...), in.where(e.Cell)...), ')')
	}
	evidence := len(b)
	if c := g.Answer.Comment; strings.TrimSpace(c.Text) != "" {
		b = appendExplained(append(b, ". "...), c.Text)
		b = append(append(append(b, " ("...), in.where(c.Cell)...), ')')
	}
	a.behind = b
	text := string(b)
	spans := append(make([]doc.Span, 0, 4), strong(words), doc.Span{Text: text[:place]}) // most have evidence or a comment
	if !g.Answer.Understood {
		spans = append(spans, doc.Span{Text: " "}, notUnderstood)
	}
	if place < evidence {
		spans = append(spans, doc.Span{Text: text[place:evidence]})
	}
	if evidence < len(text) {
		spans = append(spans, doc.Span{Text: text[evidence:]})
	}
	return spans
}

// shortWords is how many bytes a remark may have to stand in a line with the answer, its own lines apart by strokes.
const shortWords = 400

// appendExplained writes the provider's explanation in quotation marks, a long one of several lines on its own.
func appendExplained(b []byte, text string) []byte {
	lines := strings.Contains(text, "\n")
	if lines && len(text) > shortWords {
		b, lines = append(b, '\n'), false
	}
	b = append(b, "“"...)
	from := len(b)
	if lines {
		for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
			if len(b) > from {
				b = append(b, " / "...)
			}
			b = append(b, line...)
		}
	} else {
		b = append(b, text...)
	}
	trimmed := bytes.TrimSpace(b[from:])
	return append(append(b[:from], trimmed...), "”"...)
}

var notUnderstood = doc.Span{Text: "Not understood", Tone: doc.Caution, Strong: true}

// rowsOf is the list that answers a question, with the place of each row. Columns nobody filled in are
// left out.
func (a *assessment) rowsOf(g *told) doc.Table {
	list, _ := a.f.Table(g.Question.Table)
	in := a.sheetOf(g.Answer.Value.Rows[0].Place)
	t := doc.Table{Caption: g.Question.ID + ": " + list.Title, Empty: "No rows.", RowHead: true}
	var used []framework.Column
	for _, c := range list.Columns {
		if slices.ContainsFunc(g.Answer.Value.Rows, func(r response.Row) bool { return r.Cells[c.ID].Raw != "" }) {
			used = append(used, c)
			t.Columns = append(t.Columns, doc.Column{Title: c.Title})
		}
	}
	t.Columns = append(t.Columns, doc.Column{Title: "Cell", Wide: 0.8})
	if in.name != "" {
		t.Caption += ", in the sheet " + in.name
	}
	for _, row := range g.Answer.Value.Rows {
		var line doc.Row
		for _, c := range used {
			line.Cells = append(line.Cells, a.rowCell(row.Cells[c.ID]))
		}
		line.Cells = append(line.Cells, doc.T(in.where(row.Place)))
		t.Rows = append(t.Rows, line)
	}
	return t
}

func (a *assessment) rowCell(v response.Answer) []doc.Span {
	spans := doc.T(v.Raw)
	if v.Raw != "" && !v.Understood {
		spans = append(spans, doc.Span{Text: "\n"}, notUnderstood)
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
			Columns: []doc.Column{{Title: "Duty", Wide: 1.4}, {Title: "What it is", Wide: 3.2}, {Title: "When", Wide: 2.1}, {Title: "Because of", Wide: 2.3}}}
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
	what := d.Text
	if d.Layer != "" {
		what += " Layer: " + d.Layer + "."
	}
	when := []doc.Span{{Text: sentence(d.Trigger) + ": " + d.Limit}}
	if due := doc.LongDate(d.Due); due != "" {
		when = append(when, doc.Span{Text: "\n"}, strong("Due "+due))
	}
	return doc.Row{Cells: [][]doc.Span{doc.T(d.Title), doc.T(what), when, doc.T(a.because(d.APIs) + ". " + basis(a.f, d.Basis))}}
}

// because names the APIs that bring a duty, or those that do not where they are fewer.
func (a *assessment) because(apis []string) string {
	var others []string
	for _, o := range a.a.APIs {
		if !slices.Contains(apis, o.API.ID) {
			others = append(others, o.API.ID)
		}
	}
	switch {
	case len(apis) > 2 && len(others) == 0:
		return "All APIs"
	case len(apis) > 2 && len(others) < len(apis):
		return "All APIs but " + list(others)
	}
	return list(apis)
}

// notAssessed tells which controls do not apply, and names those whose finding says that something is missing.
func (a *assessment) notAssessed() {
	a.heading(2, "What was not assessed")
	var open []string
	t := doc.Table{Caption: "Controls that do not apply to the product", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Control", Wide: 1.6}, {Title: "Why", Wide: 5}}}
	for i := range a.a.Findings {
		switch f := &a.a.Findings[i]; {
		case f.Result == framework.NotAssessed:
			open = append(open, "“"+f.Control.Title+"”")
		case a.apart(f):
			_, elsewhere := a.said(f)
			t.Rows = append(t.Rows, doc.Row{ID: a.anchors.For(f.Control.Title), Cells: [][]doc.Span{doc.T(f.Control.Title), a.judged(f, "", elsewhere)}})
		case f.Result == framework.NotApplicable:
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(f.Control.Title), doc.T("Stands among the findings, with what was answered.")}})
		}
	}
	switch {
	case open != nil:
		a.text("These could not be assessed, since answers are missing, as each finding says: %s.", list(open))
	case t.Rows == nil:
		a.text("Every control was assessed.")
	}
	if t.Rows != nil {
		a.add(t)
	}
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
