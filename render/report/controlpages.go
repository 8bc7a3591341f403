package report

import (
	"fmt"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/render/doc"
)

// controlPath is where the page of a control lies in the public edition.
func controlPath(id string) string { return "controls/" + id + ".html" }

func controlLink(c framework.Control) doc.Span { return link(c.Title, controlPath(c.ID)) }

// questionLink is the id of a question and leads to where it is asked: on the page of its control, or
// among the questions on the product itself.
func questionLink(q framework.Question) doc.Span {
	if q.Control == "" {
		return link(q.ID, questionsPath+"#"+doc.Slug(q.ID))
	}
	return link(q.ID, controlPath(q.Control)+"#"+doc.Slug(q.ID))
}

// controlPages are the list of controls and a page for each, in the framework's order.
func (p *public) controlPages() []Page[audience.Public] {
	if len(p.f.Controls) == 0 {
		return nil
	}
	all := []Page[audience.Public]{p.controlIndex()}
	for _, c := range p.f.Controls {
		all = append(all, p.controlPage(c))
	}
	return all
}

// controlPage tells one control: what it is for, whom it concerns, what is asked and how it is judged.
func (p *public) controlPage(c framework.Control) Page[audience.Public] {
	d := controlDraft{p: p, c: c, w: conds{f: p.f, home: c.ID}}
	d.at = d.rows(ids(c.Questions))
	d.text("%s", c.Intent)
	d.add(d.facts())
	d.applies()
	d.asked()
	d.evidence()
	d.judged()
	d.lifts()
	if len(c.References) > 0 {
		d.heading(2, "Standards")
		d.text("These standards and publications deal with the same safeguard and say more about it.")
		d.add(lines(c.References))
	}
	dim, _ := p.f.Dimension(c.Dimension)
	return p.page(c.Title, controlPath(c.ID), controlsPath, p.document(&d.draft, c.Title, "Control in the "+lowered(dim.Title)+" dimension",
		"What the control “"+c.Title+"” asks, what evidence is enough, how answers are judged and which levels of confidence need it."))
}

// lines is a list of plain items.
func lines(texts []string) doc.List {
	var l doc.List
	for _, t := range texts {
		l.Items = append(l.Items, doc.Item{Text: doc.T(t)})
	}
	return l
}

// controlDraft is the page of one control.
type controlDraft struct {
	draft
	p  *public
	c  framework.Control
	w  conds
	at map[string]string // anchors of questions
}

func (d *controlDraft) facts() doc.Facts {
	f := d.p.f
	dim, _ := f.Dimension(d.c.Dimension)
	facts := doc.Facts{Items: []doc.Fact{{Term: "Dimension", Text: doc.T(dim.Title)}}}
	if i, ok := f.Issue(d.c.Issue); ok {
		facts.Items = append(facts.Items, doc.Fact{Term: "Issue", Text: []doc.Span{link(i.Title, issuePath(i.ID))}})
	}
	return doc.Facts{Items: append(facts.Items,
		doc.Fact{Term: "Weight", Text: doc.T(d.weight())},
		doc.Fact{Term: "Effort", Text: doc.T(fmt.Sprintf("%d of 5, where 1 is days of work and 5 is a year (office configuration)", d.c.Effort))})}
}

// weight says the weight in words and as a share of its dimension.
func (d *controlDraft) weight() string {
	total := 0
	for _, c := range controlsOf(d.p.f, d.c.Dimension) {
		total += c.Weight
	}
	words := map[int]string{1: "Lowest", 2: "Low", 3: "Medium", 4: "High", 5: "Highest"}
	s := fmt.Sprintf("%s, %d of 5", words[d.c.Weight], d.c.Weight)
	if total > 0 {
		s += fmt.Sprintf(": %d%% of the score where every control of the dimension applies", (d.c.Weight*200+total)/(2*total))
	}
	return s + " (office configuration)"
}

func (d *controlDraft) applies() {
	d.heading(2, "Who it applies to")
	if d.c.Applies == nil {
		d.text("It applies to every product.")
		return
	}
	d.add(d.w.blocks("It applies when", d.c.Applies)...)
	d.text("For every other product the finding is not applicable: %s", lowered(d.c.NotApplicable))
}

func (d *controlDraft) asked() {
	d.heading(2, "What is asked")
	if len(d.c.Questions) == 0 {
		d.text("No question is asked.")
	}
	for _, q := range d.c.Questions {
		d.add(doc.Heading{Level: 3, Text: q.ID + " " + q.Text, ID: d.at[q.ID]})
		if q.Help != "" {
			d.text("%s", q.Help)
		}
		if len(q.Options) > 0 {
			d.text("%s", answerShape(q))
			d.add(lines(labels(q.Options)))
		}
		d.add(d.about(q))
	}
}

// about says of a question what kind of answer it wants, unless that was said, who is asked and what
// evidence to offer.
func (d *controlDraft) about(q framework.Question) doc.Facts {
	var facts doc.Facts
	if len(q.Options) == 0 {
		facts.Items = append(facts.Items, doc.Fact{Term: "Answer", Text: doc.T(answerWords(d.p.f, q))})
	}
	facts.Items = append(facts.Items, doc.Fact{Term: "Asked", Text: raised(askedWhen(d.w, q))})
	if q.Evidence != "" {
		facts.Items = append(facts.Items, doc.Fact{Term: "Evidence", Text: doc.T(q.Evidence)})
	}
	return facts
}

// raised starts with a capital.
func raised(spans []doc.Span) []doc.Span {
	spans[0].Text = sentence(spans[0].Text)
	return spans
}

func labels(options []framework.Option) []string {
	var all []string
	for _, o := range options {
		all = append(all, o.Label)
	}
	return all
}

func (d *controlDraft) evidence() {
	d.heading(2, "What evidence is enough")
	if len(d.c.Evidence) == 0 {
		d.text("No evidence is asked for this control. A reviewer may still ask for some.")
		return
	}
	d.add(lines(d.c.Evidence))
}

func (d *controlDraft) judged() {
	d.heading(2, "How it is judged")
	d.text("The rules are tried in this order, and the first that fits decides. Where an answer that a rule needs is missing, the control is not assessed.")
	for i, r := range d.c.Rules {
		d.heading(3, fmt.Sprintf("Rule %d: %s", i+1, lowered(resultWord(r.Result))))
		switch {
		case r.When != nil:
			d.add(d.w.blocks("When", r.When)...)
		case i == 0:
			d.text("In every case.")
		default:
			d.text("In every other case.")
		}
		facts := doc.Facts{Items: []doc.Fact{{Term: "Reason", Text: doc.T(r.Reason)}}}
		if r.Remedy != "" {
			facts.Items = append(facts.Items, doc.Fact{Term: "What to change", Text: doc.T(r.Remedy)})
		}
		facts.Items = append(facts.Items, doc.Fact{Term: "Basis", Text: doc.T(basis(d.p.f, r.Basis))})
		d.add(facts)
	}
}

func (d *controlDraft) lifts() {
	if len(d.p.f.Gates) == 0 {
		return
	}
	dim, _ := d.p.f.Dimension(d.c.Dimension)
	d.heading(2, "Which level it lifts")
	needs := needing(d.p.f, d.c)
	if len(needs) == 0 {
		d.text("No level asks for this control by name. It counts in the score of the %s dimension.", lowered(dim.Title))
		return
	}
	d.text("To reach these levels in the %s dimension, the control must be found at least so, whatever the score is.", lowered(dim.Title))
	t := doc.Table{Caption: "Levels that need this control", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Level", Wide: 1}, {Title: "Found at least", Wide: 1}, {Title: "Why", Wide: 3}, {Title: "Basis", Wide: 1.6}}}
	for _, n := range needs {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(levelTitle(d.p.f, n.gate.Level)), {result(n.result)}, doc.T(n.gate.Reason), doc.T(basis(d.p.f, n.gate.Basis))}})
	}
	d.add(t)
}
