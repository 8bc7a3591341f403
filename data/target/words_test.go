package target_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/target"
)

const wordsYAML = `
id: words
version: "1"
title: Words
kind: assessment
published: 2017-08-31
summary: A question of every kind.
dimensions: [{id: product, title: Product, intent: All.}]
scale: [{level: 0, title: None, meaning: None.}, {level: 1, title: Some, meaning: Some.}]
gates: [{dimension: product, level: 1, score: 100, reason: All., status: office configuration}]
outcomes: [{id: grant, title: Grant, meaning: "Yes.", rank: 0, access: true}, {id: defer, title: Defer, meaning: Later., rank: 1}]
ratings: [{id: P, title: Pending, meaning: None., status: office configuration}, {id: "1", title: None, meaning: None., status: office configuration}]
matrix:
  - {rating: P, outcomes: [defer, defer], reason: Pending., status: office configuration}
  - {rating: "1", outcomes: [defer, grant], reason: No risk., status: office configuration}
apis:
  - {id: A.1, service: A, action: one, title: First, domain: D, rating: "1", availability: production, status: office configuration}
  - {id: A.P, service: A, action: two, title: Second, domain: D, rating: P, availability: production, status: office configuration}
  - {id: A.R, service: A, action: old, title: Third, domain: D, rating: "1", availability: retired, status: office configuration}
context:
  - {id: CX, dimension: product, text: What it is, kind: choice, options: [{id: a, label: A}, {id: b, label: B}]}
  - {id: AP, dimension: product, text: APIs, kind: table, table: apis}
controls:
  - id: one
    title: One
    dimension: product
    intent: Safe.
    weight: 1
    effort: 2
    questions:
      - {id: YN, text: Yes or no, kind: yes-no, evidence: Something.}
      - {id: CH, text: Which, kind: choice, options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]}
      - {id: CS, text: Any, kind: choices, options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}, {id: none, label: None}]}
      - {id: NU, text: How many, kind: number, min: 0, max: 100}
      - {id: DA, text: When, kind: date}
      - {id: TX, text: What, kind: text}
      - {id: OP, text: Perhaps, kind: number, optional: true}
      - {id: SH, text: Only if yes, kind: number, show_if: {q: YN, one_of: ["yes"]}}
      - {id: S2, text: Only if many, kind: choice, show_if: {q: SH, at_least: 5}, options: [{id: a, label: A}, {id: b, label: B}]}
      - {id: TA, text: Rows, kind: table, table: things}
    rules:
      - {result: met, when: COND, reason: Enough., status: office configuration}
      - {result: not met, reason: None., remedy: More., status: office configuration}
tables:
  - {id: apis, title: APIs, role: apis, columns: [{id: api, title: API, kind: text, required: true}]}
  - {id: things, title: Things, columns: [{id: name, title: Name, kind: text, required: true}, {id: n, title: N, kind: number, required: true}, {id: d, title: D, kind: date}]}
history: [{version: "1", date: 2017-08-31, text: First.}]
`

func edition(t *testing.T, cond string) *framework.Framework {
	t.Helper()
	f, err := framework.Load("words", fstest.MapFS{"framework.yaml": {Data: []byte(strings.Replace(wordsYAML, "COND", cond, 1))}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func option(ids ...string) response.Answer {
	return response.Answer{Understood: true, Value: response.Value{Options: ids}}
}

func amount(n float64) response.Answer {
	return response.Answer{Understood: true, Value: response.Value{Number: n}}
}

func on(t *testing.T, d string) response.Answer {
	t.Helper()
	day, err := date.Parse(d)
	if err != nil {
		t.Fatal(err)
	}
	return response.Answer{Understood: true, Value: response.Value{Date: day}}
}

func rows(ns ...float64) response.Answer {
	a := response.Answer{Understood: true}
	for _, n := range ns {
		a.Value.Rows = append(a.Value.Rows, response.Row{Cells: map[string]response.Answer{"n": amount(n)}})
	}
	return a
}

// told writes sets as "Q: answer or answer, Q: …", with " | " between sets.
func told(w target.Ways) string {
	var sets []string
	for _, set := range w.Sets {
		var changes []string
		for _, c := range set.Changes {
			var all []string
			for _, to := range c.To {
				all = append(all, answer(to))
			}
			changes = append(changes, c.Question.ID+": "+strings.Join(all, " or "))
		}
		sets = append(sets, strings.Join(changes, ", "))
	}
	return strings.Join(sets, " | ")
}

func answer(to target.To) string {
	s := ""
	for _, b := range []struct {
		word string
		n    *float64
	}{{">=", to.AtLeast}, {">", to.Above}, {"<=", to.AtMost}, {"<", to.Below}} {
		if b.n != nil {
			s += fmt.Sprintf("%s%g", b.word, *b.n)
		}
	}
	switch {
	case to.Empty:
		s = "empty"
	case to.Words:
		s = "words"
	case to.Add != nil || to.Remove != nil:
		s = "+" + strings.Join(to.Add, "+") + "-" + strings.Join(to.Remove, "-")
	case !to.From.IsZero() || !to.Until.IsZero():
		s = to.From.String() + ".." + to.Until.String()
	case len(to.Answer.Value.Rows) > 0:
		s = fmt.Sprintf("%d rows", len(to.Answer.Value.Rows))
		for _, r := range to.Answer.Value.Rows {
			s += fmt.Sprintf(" %g", r.Cells["n"].Value.Number)
		}
	case s == "":
		s = strings.Join(to.Options, "+")
	}
	if to.Evidence {
		s += " evidenced"
	}
	return s
}

// Every word of the vocabulary is inverted: what has to be answered for the condition to hold.
func TestWordsInverted(t *testing.T) {
	type answers = map[string]response.Answer
	tests := []struct {
		name, cond string
		said       answers
		want       string
	}{
		{"one_of", "{q: CH, one_of: [a, b]}", answers{"CH": option("c")}, "CH: a or b"},
		{"one_of, not answered", "{q: YN, one_of: ['yes']}", nil, "YN: yes"},
		{"not one_of", "{not: {q: CH, one_of: [a, b]}}", answers{"CH": option("a")}, "CH: c"},
		{"all_of", "{q: CS, all_of: [a, b]}", answers{"CS": option("b", "c")}, "CS: +a-"},
		{"all_of in place of none", "{q: CS, all_of: [a, b]}", answers{"CS": option("none")}, "CS: +a+b-none"},
		{"any_of", "{q: CS, any_of: [a, b]}", answers{"CS": option("c")}, "CS: +a- or +b-"},
		{"none_of", "{q: CS, none_of: [a, b]}", answers{"CS": option("a", "b", "c")}, "CS: +-a-b"},
		{"none_of with nothing left", "{q: CS, none_of: [a, b, c]}", answers{"CS": option("a")}, "CS: +none-a"},
		{"at_least", "{q: NU, at_least: 12}", answers{"NU": amount(3)}, "NU: >=12"},
		{"at_most", "{q: NU, at_most: 12}", answers{"NU": amount(30)}, "NU: <=12"},
		{"not at_most", "{not: {q: NU, at_most: 12}}", answers{"NU": amount(3)}, "NU: >12"},
		{"between", "{all: [{q: NU, at_least: 3}, {q: NU, at_most: 12}]}", answers{"NU": amount(30)}, "NU: >=3<=12"},
		{"beyond what can be answered", "{q: NU, at_least: 101}", answers{"NU": amount(3)}, ""},
		{"before", "{q: DA, before: 2017-06-30}", answers{"DA": on(t, "2017-07-01")}, "DA: ..2017-06-29"},
		{"after", "{q: DA, after: as_of}", answers{"DA": on(t, "2017-07-01")}, "DA: 2017-09-01.."},
		{"not before", "{not: {q: DA, before: as_of}}", answers{"DA": on(t, "2017-07-01")}, "DA: 2017-08-31.."},
		{"answered", "{q: TX, answered: true}", nil, "TX: words"},
		{"missing, of an optional question", "{q: OP, missing: true}", answers{"OP": amount(1)}, "OP: empty"},
		{"missing, of one that has to be answered", "{q: NU, missing: true}", answers{"NU": amount(1)}, ""},
		{"evidenced", "{q: YN, evidenced: true}", answers{"YN": option("no")}, "YN: no evidenced or yes evidenced"},
		{"evidenced yes", "{all: [{q: YN, one_of: ['yes']}, {q: YN, evidenced: true}]}", answers{"YN": option("yes")}, "YN: yes evidenced"},
		{"rows_at_least", "{q: TA, rows_at_least: 3}", answers{"TA": rows(1)}, "TA: 3 rows 1 1 1"},
		{"rows_at_most", "{q: TA, rows_at_most: 1}", answers{"TA": rows(1, 2)}, "TA: 1 rows 1"},
		{"row_any", "{q: TA, row_any: {col: n, at_least: 5}}", answers{"TA": rows(1, 2)}, "TA: 2 rows 5 5"},
		{"row_all", "{q: TA, row_all: {col: n, at_least: 5}}", answers{"TA": rows(1, 7)}, "TA: 2 rows 5 7"},
		{"all", "{all: [{q: CH, one_of: [a]}, {q: NU, at_least: 5}]}", answers{"CH": option("b"), "NU": amount(1)}, "CH: a, NU: >=5"},
		{"all, half of it there", "{all: [{q: CH, one_of: [a]}, {q: NU, at_least: 5}]}", answers{"CH": option("b"), "NU": amount(9)}, "CH: a"},
		{"any", "{any: [{q: CH, one_of: [a]}, {q: NU, at_least: 5}]}", answers{"CH": option("b"), "NU": amount(1)}, "CH: a | NU: >=5"},
		{"not any", "{not: {any: [{q: CH, one_of: [a]}, {q: NU, at_least: 5}]}}", answers{"CH": option("a"), "NU": amount(9)}, "CH: b or c, NU: <5"},
		{"what is asked only after another answer", "{q: SH, at_least: 3}", answers{"YN": option("no")}, "YN: yes, SH: >=3"},
		{"and after a second", "{q: S2, one_of: [b]}", answers{"YN": option("no")}, "YN: yes, SH: >=5, S2: b"},
		{"the context stays", "{q: CX, one_of: [b]}", answers{"CX": option("a")}, ""},
		{"the context stays, the rest need not", "{any: [{q: CX, one_of: [b]}, {q: NU, at_least: 5}]}", answers{"CX": option("a"), "NU": amount(1)}, "NU: >=5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := edition(t, test.cond)
			s := response.Submission{File: "case", Answers: test.said}
			w, err := target.Find(f, &s, f.Published, target.Goal{Level: 1})
			if err != nil {
				t.Fatal(err)
			}
			if got := told(w); got != test.want || (got == "") != (w.Why != "") {
				t.Errorf("for %s it takes %q (%s), want %q", test.cond, got, w.Why, test.want)
			}
		})
	}
}

// Why no answer helps is said in a sentence, with what to answer first where that is it.
func TestWhyThereIsNoSet(t *testing.T) {
	listed := func(ids ...string) map[string]response.Answer {
		a := response.Answer{Understood: true}
		for _, id := range ids {
			a.Value.Rows = append(a.Value.Rows, response.Row{Cells: map[string]response.Answer{"api": {Understood: true, Value: response.Value{Text: id}}}})
		}
		return map[string]response.Answer{"AP": a}
	}
	f := edition(t, "{q: CX, one_of: [b]}")
	tests := []struct {
		name string
		goal target.Goal
		want string
	}{
		{"the context is not answered", target.Goal{Level: 1}, "cannot be reached before CX is answered."},
		{"pending", target.Goal{API: "A.P"}, "has not been rated yet"},
		{"retired", target.Goal{API: "A.R"}, "has been retired"},
		{"not listed", target.Goal{API: "A.1"}, "is not among the APIs the product lists at AP"},
	}
	for _, test := range tests {
		s := response.Submission{File: "case", Answers: listed("A.P", "A.R")}
		w, err := target.Find(f, &s, f.Published, test.goal)
		if err != nil || !strings.Contains(w.Why, test.want) || len(w.Sets) > 0 {
			t.Errorf("%s: got %q, %v; want a sentence that says %q", test.name, w.Why, err, test.want)
		}
	}
	for _, goal := range []target.Goal{{Level: 2}, {Level: -1}, {API: "B.9"}} {
		if _, err := target.Find(f, &response.Submission{}, f.Published, goal); err == nil {
			t.Errorf("%+v is nothing the framework knows, and no error says so", goal)
		}
	}
}
