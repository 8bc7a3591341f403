package bulk

import (
	"fmt"
	"slices"
	"strings"
)

// framework maps the questionnaire: a section is a dimension, and a few questions that follow each other are a control.
func framework(questions []Question) []byte {
	var b strings.Builder
	b.WriteString(`# Made to measure with.
id: bulk
version: "1"
title: "Security questionnaire of 180 questions"
kind: assessment
published: 2025-01-01
summary: "A questionnaire made by somebody else, mapped to measure with."
history:
  - {version: "1", date: 2025-01-01, text: Mapped.}

dimensions:
`)
	for _, name := range names(questions) {
		fmt.Fprintf(&b, "  - {id: %s, title: %q, intent: %q}\n", sectionID(name), name, "What is done about "+strings.ToLower(name)+".")
	}
	b.WriteString(`
scale:
  - {level: 0, title: Open, meaning: "The answers do not say enough to rely on."}
  - {level: 1, title: Basic, meaning: "Half of what is asked about is in place."}
  - {level: 2, title: Sound, meaning: "Most of what is asked about is in place."}
  - {level: 3, title: Strong, meaning: "Nearly everything asked about is in place."}

gates:
`)
	for _, name := range names(questions) {
		for i, score := range []int{50, 65, 85} {
			fmt.Fprintf(&b, "  - {dimension: %s, level: %d, score: %d, reason: \"That much of the weight must be there.\", status: office configuration}\n", sectionID(name), i+1, score)
		}
	}
	b.WriteString(`
outcomes:
  - {id: accept, title: Recommend access, meaning: "The answers are enough for this risk.", rank: 0, access: true}
  - {id: ask, title: Ask again, meaning: "Too much is open.", rank: 1, access: false}

ratings:
  - {id: P, title: Pending, meaning: Not rated yet, status: office configuration}
  - {id: "1", title: None, meaning: Public information only, status: office configuration}
  - {id: "2", title: Low, meaning: Little can go wrong, status: office configuration}
  - {id: "3", title: Medium, meaning: Personal information of few, status: office configuration}
  - {id: "4", title: High, meaning: Personal information of many, status: office configuration}

matrix:
  - {rating: P, outcomes: [ask, ask, ask, ask], reason: Without a rating there is nothing to weigh against., status: office configuration}
  - {rating: "1", outcomes: [ask, accept, accept, accept], reason: Little can go wrong., status: office configuration}
  - {rating: "2", outcomes: [ask, accept, accept, accept], reason: Basic safeguards are expected., status: office configuration}
  - {rating: "3", outcomes: [ask, ask, accept, accept], reason: The main safeguards are expected., status: office configuration}
  - {rating: "4", outcomes: [ask, ask, ask, accept], reason: Nothing that matters may be missing., status: office configuration}

controls:
`)
	for _, name := range names(questions) {
		n := 0
		for some := range slices.Chunk(of(questions, name), together) {
			n++
			writeControl(&b, some, n)
		}
	}
	return []byte(b.String())
}

// together is how many questions one control has, about as many as in frameworks that offices write themselves.
const together = 6

// writeControl writes one control of questions that follow each other. Its weight is their mean, its effort that of the
// most severe.
func writeControl(b *strings.Builder, qs []Question, n int) {
	weight, effort := 0, 0
	var na, met, begun []string
	for _, q := range qs {
		weight += q.Weight
		effort = max(effort, map[string]int{"high": 3, "medium": 2, "low": 1}[q.Severity])
		na = append(na, fmt.Sprintf("{q: %s, one_of: [na]}", q.ID))
		yes := fmt.Sprintf("{q: %s, one_of: [\"yes\", na]}", q.ID)
		begun = append(begun, fmt.Sprintf("{q: %s, one_of: [\"yes\", na, partial]}", q.ID))
		if q.Evidence {
			yes = fmt.Sprintf("{any: [{q: %s, one_of: [na]}, {all: [{q: %[1]s, one_of: [\"yes\"]}, {q: %[1]s, evidenced: true}]}]}", q.ID)
		}
		met = append(met, yes)
	}
	fmt.Fprintf(b, `  - id: %s
    title: "%s, part %d"
    dimension: %s
    intent: "What is asked about is in place, and can be shown."
    weight: %d
    effort: %d
    applies: {not: {all: [%s]}}
    not_applicable: "Nothing of it exists in this service."
    questions:
`, fmt.Sprintf("%s-to-%s", qs[0].ID, qs[len(qs)-1].ID), qs[0].Section, n, sectionID(qs[0].Section), (weight+len(qs)/2)/len(qs), effort, strings.Join(na, ", "))
	for _, q := range qs {
		evidence := ""
		if q.Evidence {
			evidence = `, evidence: "What shows it"`
		}
		fmt.Fprintf(b, "      - {id: %s, text: %q, help: %q, kind: choice, options: [{id: \"yes\", label: \"Yes\"}, {id: \"no\", label: \"No\"}, {id: partial, label: Partial}, {id: na, label: N/A}]%s}\n", q.ID, q.Text, q.Advice, evidence)
	}
	fmt.Fprintf(b, `    rules:
      - {result: met, when: {all: [%s]}, reason: "All of it is in place, with evidence where it is asked for.", status: office configuration}
      - {result: partly, when: {all: [%s]}, reason: "All of it has begun; some is done in part, or without evidence.", remedy: "Finish what is answered “partial”, and offer the evidence asked for.", status: office configuration}
      - {result: not met, reason: "Something is not in place.", remedy: "Agree a dated plan for each question answered “no”, and name who reports on it.", status: office configuration}
`, strings.Join(met, ", "), strings.Join(begun, ", "))
}

// layout says which sheet and column of the questionnaire holds what.
func layout(questions []Question) []byte {
	var b strings.Builder
	b.WriteString(`foreign:
  columns:
    - {name: id, title: ID}
    - {name: question, title: Question}
    - {name: answer, title: Answer}
    - {name: comment, title: Comment}
    - {name: evidence, title: Evidence}
    - {name: comment, title: Reviewed}
  sheets:
`)
	for _, name := range names(questions) {
		fmt.Fprintf(&b, "    - {title: %q}\n", name)
	}
	b.WriteString(`  fields:
    - {name: provider_name, sheet: Cover, title: Provider}
    - {name: product_name, sheet: Cover, title: Provider}
    - {name: completed_by, sheet: Cover, title: Contact}
    - {name: completed, sheet: Cover, title: Completed}
  unanswered: [TBC]

words:
  "yes": [y, "true"]
  "no": [n, "false"]
  partial: [partially, in progress]
  na: [n/a, not applicable]
`)
	return []byte(b.String())
}
