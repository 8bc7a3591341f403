package report

import (
	"fmt"
	"strings"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/framework"
	"opframe/render/doc"
)

// questionnairePages are the questionnaire to download with all it asks and, where it supersedes another,
// what changed.
func (p *public) questionnairePages() []Page[audience.Public] {
	all := []Page[audience.Public]{p.questionnaire()}
	if p.v.Previous != nil {
		all = append(all, p.changesPage())
	}
	return all
}

func (p *public) questionnaire() Page[audience.Public] {
	var d draft
	at := d.rows(ids(p.f.Questions()))
	p.download(&d)
	d.prose(p.standing["questionnaire"].Blocks, 0)
	p.instructions(&d)
	for _, dim := range p.f.Dimensions {
		p.questionsOn(&d, dim, at)
	}
	p.lists(&d)
	d.heading(2, "Version history")
	if p.v.Previous != nil {
		d.add(doc.Paragraph{Text: []doc.Span{{Text: "What changed since " + spoken(p.v.Previous) + " is listed "}, link("question by question", changesPath), {Text: "."}}})
	}
	d.add(history(p.f))
	return p.page("Questionnaire", questionsPath, "", p.document(&d, "Questionnaire", edition(p.f),
		"The security questionnaire to download, how to complete it, every question it asks and its version history."))
}

func (p *public) download(d *draft) {
	if len(p.downloads) == 0 {
		return
	}
	d.add(doc.Paragraph{Text: []doc.Span{{Text: "Complete one questionnaire for each product and send it to "}, p.mail(), {Text: p.closing()}}})
	d.heading(2, "Download")
	l := doc.List{}
	for _, file := range p.downloads {
		l.Items = append(l.Items, doc.Item{Text: []doc.Span{link(file.Text(), file.Path)}})
	}
	d.add(l)
}

// instructions are the papers that say how the questionnaire is to be read.
func (p *public) instructions(d *draft) {
	if papers := p.papersOf(consultation.Instructions); len(papers) > 0 {
		d.heading(2, "Instructions")
		d.add(stages("Instructions by version", papers))
	}
}

// questionsOn lists the questions of a dimension; those on the product itself come first. at are the
// anchors of questions.
func (p *public) questionsOn(d *draft, dim framework.Dimension, at map[string]string) {
	questions := p.f.QuestionsOf(dim.ID)
	if len(questions) == 0 {
		return
	}
	key := d.anchors.For("questions-" + dim.ID)
	d.heading(2, "What is asked: "+lowered(dim.Title))
	d.text("%s", dim.Intent)
	t := doc.Table{Key: key, Caption: "Questions on " + lowered(dim.Title), RowHead: true, Empty: "No questions.",
		Columns: []doc.Column{{Title: "ID", Wide: 0.6}, {Title: "Question", Wide: 3.4}, {Title: "About", Wide: 1.6, Filter: true}, {Title: "Answer", Wide: 2.2}}}
	for _, q := range questions {
		about := doc.T("The product itself")
		if c, ok := p.f.Control(q.Control); ok {
			about = []doc.Span{controlLink(c)}
		}
		t.Rows = append(t.Rows, doc.Row{ID: at[q.ID], Cells: [][]doc.Span{doc.T(q.ID), questionWords(conds{f: p.f}, q), about, doc.T(answerWords(p.f, q))}})
	}
	d.add(t)
}

// questionWords are what is asked, with help, evidence and of whom it is asked on lines of their own.
func questionWords(w conds, q framework.Question) []doc.Span {
	spans := doc.T(q.Text)
	if q.Help != "" {
		spans = append(spans, doc.Span{Text: "\n"}, doc.Span{Text: q.Help, Emph: true})
	}
	if q.Evidence != "" {
		spans = append(spans, doc.Span{Text: "\nEvidence: " + q.Evidence})
	}
	if q.ShowIf != nil {
		spans = append(append(spans, doc.Span{Text: "\nAsked "}), askedWhen(w, q)...)
	}
	return spans
}

// answerShape says what kind of answer is wanted.
func answerShape(q framework.Question) string {
	shape := map[framework.QuestionKind]string{
		framework.YesNo: "Yes or no", framework.Choice: "One of these:", framework.Choices: "Any of these:",
		framework.Number: "Number", framework.Day: "Date", framework.Text: "Text", framework.Rows: "List",
	}[q.Kind]
	if q.Unit != "" {
		shape += ", in " + q.Unit
	}
	if q.Optional {
		whole, colon := strings.CutSuffix(shape, ":")
		shape = whole + " (optional)" + map[bool]string{true: ":"}[colon]
	}
	return shape
}

// answerWords are the shape of an answer, its bounds or the options there are, a line each.
func answerWords(f *framework.Framework, q framework.Question) string {
	parts := []string{answerShape(q)}
	switch {
	case q.Min != nil && q.Max != nil:
		parts = append(parts, fmt.Sprintf("From %s to %s", amount(*q.Min, ""), amount(*q.Max, "")))
	case q.Min != nil:
		parts = append(parts, "At least "+amount(*q.Min, ""))
	case q.Max != nil:
		parts = append(parts, "At most "+amount(*q.Max, ""))
	}
	for _, o := range q.Options {
		parts = append(parts, "• "+o.Label) // lines wrap in a cell: the mark shows where an option begins
	}
	if t, ok := f.Table(q.Table); ok {
		parts = append(parts, t.Title)
	}
	return strings.Join(parts, "\n")
}

// askedWhen says of which products the question is asked.
func askedWhen(w conds, q framework.Question) []doc.Span {
	if q.ShowIf == nil {
		return doc.T("always")
	}
	return append(doc.T("when "), lower(w.sentence(q.ShowIf))...)
}

// lists says what goes into each list the questionnaire has.
func (p *public) lists(d *draft) {
	if len(p.f.Tables) == 0 {
		return
	}
	d.heading(2, "The lists")
	d.text("Some questions are answered by a list, which has a sheet of its own and takes a row for each thing.")
	for _, t := range p.f.Tables {
		d.heading(3, t.Title)
		if t.Help != "" {
			d.text("%s", t.Help)
		}
		d.add(listColumns(t))
	}
}

func listColumns(list framework.Table) doc.Table {
	t := doc.Table{Caption: "Columns of the list: " + lowered(list.Title), RowHead: true, Empty: "No columns.",
		Columns: []doc.Column{{Title: "Column", Wide: 1.4}, {Title: "What to enter", Wide: 3}, {Title: "Answer", Wide: 2}}}
	for _, c := range list.Columns {
		shape := framework.Question{Kind: c.Kind, Options: c.Options, Unit: c.Unit, Min: c.Min, Max: c.Max, Optional: !c.Required}
		t.Rows = append(t.Rows, cells(c.Title, orDash(c.Help), answerWords(&framework.Framework{}, shape)))
	}
	return t
}
