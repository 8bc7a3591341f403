package report

import (
	"fmt"
	"strings"

	"opframe/data/compare"
	"opframe/data/response"
	"opframe/render/doc"
)

// Causes says what moved a result, a text for each set of causes that would have moved it by itself.
func Causes(r compare.Reason) []string {
	var all []string
	for i, set := range r.Sets {
		var words []string
		for _, c := range set {
			words = append(words, causeWords(c))
		}
		text := strings.Join(words, " ")
		switch {
		case r.Untold:
			text = "Which of these did it cannot be told from saved assessments. " + text
		case len(set) > 1:
			text = "Only together: " + text
		}
		if i > 0 {
			text = "By itself as well: " + text
		}
		all = append(all, text)
	}
	if all == nil && r.Untold {
		return []string{"Why cannot be told from saved assessments."}
	}
	return all
}

// causeWords is one cause in sentences.
func causeWords(c compare.Cause) string {
	lead := sentence(string(c.Kind))
	switch c.Kind {
	case compare.AnswerChanged:
		return fmt.Sprintf("%s: %s", lead, answerChange(*c.Answer))
	case compare.EvidenceChanged:
		return evidenceChange(*c.Answer)
	case compare.EvidenceExpired, compare.TimePassed:
		return fmt.Sprintf("%s%s: counted from %s and no longer from %s.", lead, daysGiven(c.Days), doc.LongDate(c.To), doc.LongDate(c.From))
	case compare.RatingChanged:
		return fmt.Sprintf("%s: %s was rated %s and is rated %s.", lead, c.Of, orWord(c.Old, "by nobody"), orWord(c.New, "by nobody"))
	case compare.ReviewerDecided:
		return decidedWords(c)
	case compare.RuleChanged:
		return ruleChange(c)
	}
	return lead + "."
}

// daysGiven names the days that answers give.
func daysGiven(days []compare.Dated) string {
	if len(days) == 0 {
		return ""
	}
	var parts []string
	for _, d := range days {
		parts = append(parts, fmt.Sprintf("%s gives %s%s", d.Question, doc.LongDate(d.On), at(d.Cell)))
	}
	return ", " + list(parts)
}

func ruleChange(c compare.Cause) string {
	switch {
	case c.Of != "":
		return "Rule changed: the " + c.Of + "."
	case c.Old == "":
		return "Rule changed: the control is new. " + c.New
	case c.New == "":
		return "Rule changed: the control is gone. It said: " + c.Old
	case c.Old == c.New:
		return "Rule changed. Before and now it says: " + c.New
	}
	return fmt.Sprintf("Rule changed. Before: %s Now: %s", c.Old, c.New)
}

// decidedWords tells that the office decided, and neither who nor why.
func decidedWords(c compare.Cause) string {
	switch {
	case c.New == "":
		return fmt.Sprintf("The office had decided %s, which no longer holds.", inQuotes(c.Old))
	case c.Old == "":
		return fmt.Sprintf("The office decided %s.", inQuotes(c.New))
	}
	return fmt.Sprintf("The office had decided %s and decided %s.", inQuotes(c.Old), inQuotes(c.New))
}

// answerChange is an answer in the provider's words on both sides, with their cells.
func answerChange(a compare.Answer) string {
	text := a.Question
	if a.Text != a.Question {
		text += " " + a.Text
	}
	if a.NotAsked {
		text += " This was not asked before, or not so that the answer could be carried over."
	}
	if a.List {
		return text + rowsChange(a)
	}
	return fmt.Sprintf("%s Before: %s. Now: %s.", text, saidWords(a.Old), saidWords(a.New))
}

func saidWords(s compare.Said) string {
	if !s.Given {
		return "no answer"
	}
	return inQuotes(s.Words) + at(s.Cell)
}

func rowsChange(a compare.Answer) string {
	var b strings.Builder
	for _, x := range []struct {
		what string
		rows []compare.Row
	}{{"gone", a.Went}, {"new", a.Came}} {
		for _, r := range x.rows {
			fmt.Fprintf(&b, " Row %s: %s%s.", x.what, inQuotes(r.Words), at(r.Cell))
		}
	}
	return b.String()
}

func evidenceChange(a compare.Answer) string {
	switch {
	case a.Offered:
		return "Evidence on the list changed: " + a.Question + rowsChange(a)
	case a.Old.Evidence.Text == "":
		return fmt.Sprintf("Evidence added to %s: %s%s.", a.Question, inQuotes(a.New.Evidence.Text), at(a.New.Evidence.Cell))
	case a.New.Evidence.Text == "":
		return fmt.Sprintf("Evidence withdrawn from %s: it was %s%s.", a.Question, inQuotes(a.Old.Evidence.Text), at(a.Old.Evidence.Cell))
	}
	return "Evidence changed beside " + a.Question + "."
}

func inQuotes(s string) string { return "“" + strings.TrimSpace(s) + "”" }

// at is a cell in brackets, where there is one.
func at(c response.Cell) string {
	if in := c.InSheet(); in != "" {
		return " (" + in + ")"
	}
	return ""
}

// resultFound is the result on one side, and that of the rules where the office decided otherwise.
func resultFound(f compare.Found) []doc.Span {
	if f.Result == "" {
		return doc.T(nothingSaid)
	}
	spans := []doc.Span{result(f.Result)}
	if f.Decided {
		spans = append(spans, doc.Span{Text: "\nThe office decided; by the rules " + strings.ToLower(resultWord(f.Machine))})
	}
	return spans
}

// kindSpan is a kind with its tone.
func kindSpan(k compare.Kind) doc.Span {
	tone := map[compare.Kind]doc.Tone{compare.Improved: doc.Good, compare.Worse: doc.Bad, compare.Mixed: doc.Caution, compare.NotComparable: doc.Caution}[k]
	return doc.Span{Text: sentence(string(k)), Tone: tone, Strong: true}
}

// WhyNot is why two sides were not compared, as a sentence; "" where they were.
func WhyNot(c compare.Comparison) string {
	switch c.Why {
	case compare.NotRegisteredBefore:
		return "There is nothing to compare with: the product was not registered before."
	case compare.NotReceivedBefore:
		return "There is nothing to compare with: nothing was received for the product before."
	case compare.NotRegisteredNow:
		return "There is nothing to compare: the product is no longer registered."
	case compare.NotReceivedNow:
		return "There is nothing to compare: nothing was received for the product this time."
	case compare.NeverReceived:
		return "There is nothing to compare: nothing was received for the product before or this time."
	case compare.OtherFrameworks:
		return fmt.Sprintf("The two cannot be compared: %s and %s do not follow each other, and no mapping leads from one to the other.", c.Old.Framework, c.New.Framework)
	case compare.LaterFirst:
		return fmt.Sprintf("The two cannot be compared in this order: %s is later than %s. Name the earlier first.", c.Old.Framework, c.New.Framework)
	}
	return ""
}

// originWords says where a side comes from: its file, the framework and the day.
func originWords(o compare.Origin) string {
	s := fmt.Sprintf("%s, by %s as of %s", o.File, o.Framework, doc.LongDate(o.AsOf))
	if o.CarriedFrom != "" {
		s += ", carried over from " + o.CarriedFrom
	}
	if o.Saved {
		s += ", a saved assessment"
	}
	return s
}

func reachedWords(r compare.Reached) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", r.Level, r.Title))
}

// titleOf is the title of a control among findings, or its id.
func titleOf(findings []compare.Finding, id string) string {
	for _, x := range findings {
		if x.Control == id {
			return x.Title
		}
	}
	return id
}
