package report

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/review"
	"opframe/data/view"
	"opframe/render/doc"
)

// standing says what the result above it is worth: a recommendation, as long as the office has decided nothing.
func (a *assessment) standing() string {
	if len(a.p.Decided.APIs) == 0 {
		return "This is what the published rules recommend from the answers given. It is not a decision: " +
			a.v.Occasion.Office.Name + " decides, and may ask for more before it does."
	}
	return "This is what the published rules recommend from the answers given. What " + a.v.Occasion.Office.Name + " decided stands below it."
}

// decided tells what the office decided and asked, without who did and the office's own reasons.
func (a *assessment) decided() {
	d := a.p.Decided
	if !d.Any() {
		return
	}
	a.heading(2, "What the office decided")
	if d.Changed {
		a.text("With the decisions below, the level of confidence is %s; by the rules alone it is %s.", levelTitle(a.f, d.Level), levelTitle(a.f, a.a.Level))
	}
	if len(d.APIs) > 0 {
		a.add(a.decidedAPIs())
	}
	if len(d.Findings) > 0 {
		a.add(a.decidedFindings())
	}
	if len(d.Asked) > 0 {
		a.add(questionsAsked(d.Asked))
	}
	a.text("You can answer any of this: write to %s, or explain it beside the answer in the questionnaire and send it again.", a.v.Occasion.Office.Name)
}

func (a *assessment) decidedAPIs() doc.Table {
	t := doc.Table{Caption: "Outcome for each API", RowHead: true, Empty: "Nothing is decided.",
		Columns: []doc.Column{{Title: "API", Wide: 1.6}, {Title: "Outcome", Wide: 1.5}, {Title: "Conditions", Wide: 3.5}, {Title: "Decided on", Wide: 1.3}, {Title: "Until", Wide: 1.3}}}
	for _, x := range a.p.Decided.APIs {
		name := x.API.ID
		if !slices.ContainsFunc(a.a.APIs, func(o assess.APIOutcome) bool { return o.API.ID == name }) {
			name += "\n" + x.API.Title // which the recommendations above do not say
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(name), {verdictSpan(x.Verdict, x.Lapsed)}, conditions(x),
			doc.T(doc.LongDate(x.On)), doc.T(orWord(doc.LongDate(x.Until), "No end set"))}})
	}
	t.Rows = together(t.Rows)
	return t
}

// conditions are those of an outcome, with what makes up for what is missing.
func conditions(x view.DecidedAPI) []doc.Span {
	var parts []string
	if x.Conditions != "" {
		parts = append(parts, x.Conditions)
	}
	if x.Compensating != "" {
		parts = append(parts, "In place of what is missing: "+x.Compensating)
	}
	return doc.T(orWord(strings.Join(parts, "\n"), "None"))
}

// verdictSpan is an outcome as readers see it; one that has lapsed says so.
func verdictSpan(v review.Verdict, lapsed bool) doc.Span {
	if lapsed {
		return doc.Span{Text: sentence(string(v)) + ", lapsed", Tone: doc.Bad, Strong: true}
	}
	tone := map[review.Verdict]doc.Tone{review.Granted: doc.Good, review.GrantedWithConditions: doc.Caution, review.NotGranted: doc.Bad, review.Deferred: doc.Caution}[v]
	return doc.Span{Text: sentence(string(v)), Tone: tone, Strong: true}
}

func (a *assessment) decidedFindings() doc.Table {
	t := doc.Table{Caption: "Findings decided otherwise, or explained", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Control", Wide: 2}, {Title: "By the rules", Wide: 1.2}, {Title: "Decided", Wide: 1.2}, {Title: "Explanation", Wide: 3.4}, {Title: "On", Wide: 1.1}, {Title: "Until", Wide: 1.1}}}
	for _, x := range a.p.Decided.Findings {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(x.Control.Title), {result(x.Found)}, {result(x.Counts)}, doc.T(orWord(x.Explanation, nothingSaid)),
			doc.T(doc.LongDate(x.On)), doc.T(orWord(doc.LongDate(x.Until), "No end set"))}})
	}
	return t
}

// questionsAsked are the questions to a provider, the open ones marked.
func questionsAsked(all []view.AskedOf) doc.Table {
	t := doc.Table{Caption: "Questions to you", RowHead: true, Empty: "You were asked nothing.",
		Columns: []doc.Column{{Title: "No.", Wide: 0.9}, {Title: "About", Wide: 1.2}, {Title: "Question", Wide: 4}, {Title: "Asked on", Wide: 1.1}, {Title: "Answer by", Wide: 1.1}, {Title: "State", Wide: 1}}}
	for _, q := range all {
		state := doc.Span{Text: "Open", Tone: doc.Caution, Strong: true}
		if q.Answered {
			state = doc.Span{Text: "Answered"}
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(q.ID), doc.T(orWord(strings.TrimSpace(fmt.Sprintf("%s %s", q.Question, q.Control)), nothingSaid)), doc.T(q.Text),
			doc.T(doc.LongDate(q.On)), doc.T(orWord(doc.LongDate(q.Due), "No day set")), {state}}})
	}
	return t
}
