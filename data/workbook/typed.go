package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// answer is what was answered before.
func (b *planner) answer(id string) response.Answer {
	if b.p.Last == nil {
		return response.Answer{}
	}
	return b.p.Last.Answers[id]
}

// typed is what stands in the answer cell of a question.
func (b *planner) typed(q framework.Question) content {
	a := b.answer(q.ID)
	if q.Kind == framework.Choices && a.Understood {
		return content{}
	}
	return asTyped(a, q.Kind, q.Choosable())
}

// ticked is what stands in the line of one option.
func (b *planner) ticked(q framework.Question, o framework.Option) content {
	a := b.answer(q.ID)
	switch {
	case !a.Understood:
		return content{}
	case slices.Contains(a.Value.Options, o.ID):
		return textOf(framework.YesNoOptions[0].Label)
	}
	return textOf(framework.YesNoOptions[1].Label)
}

// asTyped is an answer as a person would type it: a label, a number or a date, and the words
// themselves where they were not understood.
func asTyped(a response.Answer, kind framework.QuestionKind, options []framework.Option) content {
	if !a.Understood {
		return textOf(a.Raw)
	}
	switch kind {
	case framework.YesNo, framework.Choice:
		for _, o := range options {
			if slices.Contains(a.Value.Options, o.ID) {
				return textOf(o.Label)
			}
		}
		return textOf(a.Raw)
	case framework.Number:
		return numberOf(a.Value.Number)
	case framework.Day:
		return dayOf(a.Value.Date)
	}
	if a.Raw == "" {
		return textOf(a.Value.Text)
	}
	return textOf(a.Raw)
}

// asking is what a cell may hold: a question or a column of a table.
type asking struct {
	kind     framework.QuestionKind
	options  []framework.Option
	unit     string
	min, max *float64
}

// input is a cell to be filled in, with the look and the rule of what is asked.
func (b *planner) input(c content, ask asking) cell {
	x := cell{look: answerLook, content: c}
	switch ask.kind {
	case framework.YesNo, framework.Choice:
		x.rule = listRule("Choose one", "Choose one answer from the list.", b.lists.source(labels(ask.options)))
	case framework.Number:
		x.look, x.rule = numberLook, numberRule(ask)
	case framework.Day:
		x.look, x.rule = dayLook, dayRule()
	case framework.Text:
		x.look = wordsLook
	}
	return x
}

func listRule(title, prompt, source string) *rule {
	return &rule{kind: fromList, from: source, title: title, prompt: prompt,
		trouble: "Not on the list", remedy: "Choose one of the answers on the list, and add words of your own as a comment."}
}

func numberRule(ask asking) *rule {
	r := &rule{kind: aNumber, title: "A number", trouble: "Not such a number"}
	r.prompt = "Type a number"
	if ask.unit != "" {
		r.prompt += " (" + ask.unit + ", without the word)"
	}
	switch {
	case ask.min != nil && ask.max != nil:
		r.prompt += fmt.Sprintf(" from %s to %s", plain(*ask.min), plain(*ask.max))
	case ask.min != nil:
		r.prompt += fmt.Sprintf(", at least %s", plain(*ask.min))
	case ask.max != nil:
		r.prompt += fmt.Sprintf(", at most %s", plain(*ask.max))
	}
	r.prompt += "."
	if ask.min != nil {
		r.from = plain(*ask.min)
	}
	if ask.max != nil {
		r.to = plain(*ask.max)
	}
	r.remedy = r.prompt + " Words belong in the comment."
	return r
}

func dayRule() *rule {
	const how = "Type a date, such as 2020-12-31."
	return &rule{kind: aDay, from: "1", to: "2958465", title: "A date", prompt: how, trouble: "Not a date", remedy: how}
}

func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func labels(options []framework.Option) []string {
	all := make([]string, len(options))
	for i, o := range options {
		all[i] = o.Label
	}
	return all
}

// inlineList is the options as they stand in a rule, or "" where they cannot: Excel refuses more
// than 255 characters there, and a comma would end an option.
func inlineList(options []string) string {
	s := strings.Join(options, ",")
	for _, o := range options {
		if strings.ContainsAny(o, `,"`) || strings.TrimSpace(o) != o {
			return ""
		}
	}
	if len(s) == 0 || utf16Len(s) > 250 {
		return ""
	}
	return `"` + s + `"`
}
