package report

import (
	"fmt"
	"strings"

	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/review"
	"opframe/data/view"
	"opframe/render/doc"
)

// decisions lists everything decided in the round, product by product, with what does not count and why.
func (o *office) decisions() doc.For[audience.Office] {
	var d draft
	d.add(doc.Paragraph{Text: []doc.Span{{Text: "What reviewers decided in the workbooks of the folder reviews, with the machine’s result beside it. A decision holds only while what it rests on is as the reviewer saw it; "},
		{Text: "opframe review", Code: true}, {Text: " writes the workbooks and adds what is new."}}})
	t := doc.Table{Key: "decisions", Caption: "Decisions", RowHead: true, Empty: "Nobody has decided anything yet.",
		Columns: []doc.Column{{Title: "Product", Wide: 1.6}, {Title: "On", Wide: 1.8}, {Title: "By the rules", Wide: 1.2}, {Title: "Decision", Wide: 1.4, Filter: true},
			{Title: "State", Wide: 1.2, Filter: true}, {Title: "Who", Wide: 1.4, Filter: true}, {Title: "Date", Wide: 1}, {Title: "Until", Wide: 1}, {Title: "Reason or conditions", Wide: 3}}}
	for r := range o.v.Rows {
		if r.Case != nil {
			for _, x := range decisionsOf(r.Case.Review) {
				t.Rows = append(t.Rows, x.row([]doc.Span{link(r.Product.Name, productPath(r.Product.ID))}))
			}
		}
	}
	d.add(t)
	return o.page(&d, "Decisions", "What reviewers decided on findings and APIs, what is in force, waiting, lapsed or to be looked at again.")
}

// decision is one line of what was decided, on a finding or on an API.
type decision struct {
	on, found, made, who, why string
	state                     review.State
	day, until                date.Date
}

// decisionsOf lists the decisions on findings, then those on APIs, then those that are set aside.
func decisionsOf(r review.Reviewed) []decision {
	var all []decision
	for _, f := range r.Findings {
		if f.Decision != nil && f.State != review.Stale {
			all = append(all, findingDecision(*f.Decision, f.Machine.Control.Title, resultWord(f.Machine.Result), f.State, f.Decision.Reason))
		}
	}
	for _, a := range r.APIs {
		if a.Ruling != nil && a.State != review.Stale {
			all = append(all, apiDecision(*a.Ruling, orWord(a.Recommended.Outcome.Title, "Not registered"), a.State, ""))
		}
	}
	for _, s := range r.Again {
		if s.Decision != nil {
			all = append(all, findingDecision(*s.Decision, s.Decision.Control, orWord(s.Decision.Saw, nothingSaid), review.Stale, s.Why+"\n"+s.Decision.Reason))
		} else {
			all = append(all, apiDecision(*s.Ruling, orWord(s.Ruling.Saw, nothingSaid), review.Stale, s.Why))
		}
	}
	return all
}

func findingDecision(d review.Decision, on, found string, state review.State, why string) decision {
	made := sentence(string(d.Choice))
	if d.Choice == review.Override {
		made = "Override: " + strings.ToLower(resultWord(d.Result))
	}
	parts := []string{strings.TrimSpace(why)}
	if d.Explanation != "" {
		parts = append(parts, "To the provider: "+d.Explanation)
	}
	if d.Sighted != "" {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("Sighted: %s %s", d.Sighted, doc.LongDate(d.SightedOn))))
	}
	return decision{on: on, found: found, made: made, who: d.Reviewer, why: strings.TrimSpace(strings.Join(parts, "\n")), state: state, day: d.On, until: d.Until}
}

func apiDecision(r review.Ruling, found string, state review.State, why string) decision {
	who := r.By
	if r.Second != "" {
		who += "\n" + r.Second
	}
	parts := []string{why, r.Conditions}
	if r.Compensating != "" {
		parts = append(parts, "In place of what is missing: "+r.Compensating)
	}
	parts = append(parts, r.Note)
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return decision{on: r.API, found: found, made: sentence(string(r.Verdict)), who: who, why: strings.Join(said, "\n"), state: state, day: r.On, until: r.Until}
}

// row is the line of a table; first is its first cell.
func (x decision) row(first []doc.Span) doc.Row {
	return doc.Row{
		Cells: [][]doc.Span{first, doc.T(x.on), doc.T(x.found), doc.T(x.made), {decisionState(x.state)}, doc.T(orWord(x.who, "Nobody named")),
			doc.T(dayOr(x.day)), doc.T(dayOr(x.until)), doc.T(orWord(x.why, nothingSaid))},
		Keys: []string{"", "", "", "", "", "", sortDay(x.day), sortDay(x.until), ""},
	}
}

func decisionState(s review.State) doc.Span {
	tone := map[review.State]doc.Tone{review.InForce: doc.Good, review.Asked: doc.Neutral, review.Open: doc.Neutral,
		review.Waiting: doc.Caution, review.Stale: doc.Caution, review.Lapsed: doc.Bad, review.Unusable: doc.Bad}[s]
	return doc.Span{Text: sentence(string(s)), Tone: tone, Strong: tone != doc.Neutral}
}

// reviewed is what was decided of one product, with what is to be looked at again.
func (o *office) reviewed(d *draft, c *view.Case) {
	r := c.Review
	d.heading(2, "Decisions")
	if r.Book == nil {
		d.text("Nobody has reviewed it: there is no workbook for it in the folder reviews.")
		return
	}
	if r.Decided.Level != r.Machine.Level {
		d.text("With the overrides in force the level of confidence is %s; by the rules alone it is %s.", levelTitle(o.v.Framework, r.Decided.Level), levelTitle(o.v.Framework, r.Machine.Level))
	}
	t := doc.Table{Caption: "Decided in " + r.Book.File, RowHead: true, Empty: "Nothing is decided in " + r.Book.File + ".",
		Columns: []doc.Column{{Title: "On", Wide: 1.8}, {Title: "By the rules", Wide: 1.2}, {Title: "Decision", Wide: 1.4}, {Title: "State", Wide: 1.2}, {Title: "Who", Wide: 1.4},
			{Title: "Date", Wide: 1}, {Title: "Until", Wide: 1}, {Title: "Reason or conditions", Wide: 3}}}
	for _, x := range decisionsOf(r) {
		row := x.row(nil)
		t.Rows = append(t.Rows, doc.Row{Cells: row.Cells[1:]})
	}
	d.add(t)
	if len(r.Questions) > 0 {
		d.add(questionTable(c))
	}
}

// questionTable lists every question, also those that are not asked yet, with the answer the office noted.
func questionTable(c *view.Case) doc.Table {
	t := doc.Table{Caption: "Questions to the provider", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "No.", Wide: 0.9}, {Title: "About", Wide: 1.2}, {Title: "Question", Wide: 3}, {Title: "By", Wide: 1.2}, {Title: "Asked on", Wide: 1.1}, {Title: "Answer by", Wide: 1.1}, {Title: "Answer", Wide: 3}}}
	for _, q := range c.Review.Questions {
		answer := q.Answer
		switch {
		case answer != "":
		case q.On.IsZero():
			answer = "Not asked yet: it has no day."
		case q.AnsweredBy(&c.Submission):
			answer = "A questionnaire was completed since."
		default:
			answer = "Open"
		}
		t.Rows = append(t.Rows, cells(q.ID, orWord(strings.TrimSpace(q.Question+" "+q.Control), nothingSaid), q.Text, orWord(q.By, "Nobody named"), dayOr(q.On), dayOr(q.Due), answer))
	}
	return t
}
