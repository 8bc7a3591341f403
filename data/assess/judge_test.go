package assess

import (
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

const questionsYAML = `
id: words
version: "1"
title: Words
kind: questionnaire
published: 2017-08-31
summary: Questions of every kind.
dimensions: [{id: product, title: Product, intent: All.}]
context:
  - {id: YN, dimension: product, text: Yes or no, kind: yes-no}
  - {id: CH, dimension: product, text: Which, kind: choice, options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]}
  - {id: CS, dimension: product, text: Any, kind: choices, options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]}
  - {id: NU, dimension: product, text: How many, kind: number}
  - {id: DA, dimension: product, text: When, kind: date}
  - {id: TX, dimension: product, text: What, kind: text}
  - {id: OP, dimension: product, text: Perhaps, kind: number, optional: true}
  - {id: SH, dimension: product, text: Only if yes, kind: number, show_if: {q: YN, one_of: ["yes"]}}
  - {id: TA, dimension: product, text: Rows, kind: table, table: things}
  - {id: OT, dimension: product, text: Optional rows, kind: table, table: others, optional: true}
  - {id: AP, dimension: product, text: APIs, kind: table, table: apis}
tables:
  - {id: things, title: Things, columns: [{id: name, title: Name, kind: text, required: true}, {id: n, title: N, kind: number, required: true}, {id: d, title: D, kind: date}]}
  - {id: others, title: Others, columns: [{id: name, title: Name, kind: text}]}
  - {id: apis, title: APIs, role: apis, columns: [{id: api, title: API, kind: text, required: true}]}
ratings:
  - {id: P, title: Pending, meaning: None yet., status: official, source: s}
  - {id: "3", title: Medium, meaning: Some., status: official, source: s}
apis:
  - {id: Low.one, service: L, action: o, title: T, domain: D, rating: "3", availability: production, status: official, source: s}
  - {id: New.one, service: N, action: o, title: T, domain: D, rating: P, availability: production, status: official, source: s}
sources: [{id: s, title: S, note: N}]
history: [{version: "1", date: 2017-08-31, text: First.}]
`

func words(t *testing.T) *framework.Framework {
	t.Helper()
	f, err := framework.Load("words", fstest.MapFS{"framework.yaml": {Data: []byte(questionsYAML)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range framework.Lint(f, nil) {
		t.Fatal(fault)
	}
	return f
}

// Every word of the vocabulary has a row for yes, no and unknown. Answers are written as in cases.csv.
func TestWordsOfConditions(t *testing.T) {
	tests := []struct {
		name, answers, cond string
		want                truth
	}{
		{"one_of yes", "CH=b", "{q: CH, one_of: [a, b]}", yes},
		{"one_of no", "CH=c", "{q: CH, one_of: [a, b]}", no},
		{"one_of unknown", "", "{q: CH, one_of: [a, b]}", unknown},
		{"all_of yes", "CS=a|b|c", "{q: CS, all_of: [a, b]}", yes},
		{"all_of no", "CS=a", "{q: CS, all_of: [a, b]}", no},
		{"any_of yes", "CS=b", "{q: CS, any_of: [a, b]}", yes},
		{"any_of no", "CS=c", "{q: CS, any_of: [a, b]}", no},
		{"any_of unknown", "", "{q: CS, any_of: [a, b]}", unknown},
		{"none_of yes", "CS=c", "{q: CS, none_of: [a, b]}", yes},
		{"none_of no", "CS=c|a", "{q: CS, none_of: [a, b]}", no},
		{"at_least at the bound", "NU=12", "{q: NU, at_least: 12}", yes},
		{"at_least below", "NU=11.5", "{q: NU, at_least: 12}", no},
		{"at_most at the bound", "NU=12", "{q: NU, at_most: 12}", yes},
		{"at_most above", "NU=13", "{q: NU, at_most: 12}", no},
		{"before the day", "DA=2017-06-29", "{q: DA, before: 2017-06-30}", yes},
		{"not before on the day", "DA=2017-06-30", "{q: DA, before: 2017-06-30}", no},
		{"after the day", "DA=2017-07-01", "{q: DA, after: 2017-06-30}", yes},
		{"not after on the day", "DA=2017-06-30", "{q: DA, after: 2017-06-30}", no},
		{"after as_of", "DA=2017-09-01", "{q: DA, after: as_of}", yes},
		{"after as_of less a year", "DA=2016-08-31", "{q: DA, after: as_of-365}", no},
		{"answered", "TX=word", "{q: TX, answered: true}", yes},
		{"not answered is known", "", "{q: TX, answered: true}", no},
		{"missing", "", "{q: TX, missing: true}", yes},
		{"not missing", "TX=word", "{q: TX, missing: true}", no},
		{"evidenced", "YN=yes [evidence]", "{q: YN, evidenced: true}", yes},
		{"not evidenced", "YN=yes", "{q: YN, evidenced: true}", no},
		{"rows_at_least", "TA={name:x, n:1}{name:y, n:2}", "{q: TA, rows_at_least: 2}", yes},
		{"rows_at_least too few", "TA={name:x, n:1}", "{q: TA, rows_at_least: 2}", no},
		{"rows_at_most", "TA={name:x, n:1}", "{q: TA, rows_at_most: 1}", yes},
		{"rows of a table not filled in", "", "{q: TA, rows_at_most: 1}", unknown},
		{"rows of an optional table not filled in", "", "{q: OT, rows_at_most: 0}", yes},
		{"row_any yes", "TA={name:x, n:1}{name:y, n:9}", "{q: TA, row_any: {col: n, at_least: 5}}", yes},
		{"row_any no", "TA={name:x, n:1}", "{q: TA, row_any: {col: n, at_least: 5}}", no},
		{"row_any with a required column empty", "TA={name:x}", "{q: TA, row_any: {col: n, at_least: 5}}", unknown},
		{"row_any with an optional column empty", "TA={name:x, n:1}", "{q: TA, row_any: {col: d, after: as_of}}", no},
		{"row_all yes", "TA={name:x, n:7}{name:y, n:9}", "{q: TA, row_all: {col: n, at_least: 5}}", yes},
		{"row_all no", "TA={name:x, n:1}{name:y, n:9}", "{q: TA, row_all: {col: n, at_least: 5}}", no},
		{"missing column", "TA={name:x, n:1}", "{q: TA, row_any: {col: d, missing: true}}", yes},
		{"api rating known", "AP={api:low.ONE}", "{fact: api_rating, at_least: 3}", yes},
		{"api rating too low", "AP={api:Low.one}", "{fact: api_rating, at_least: 4}", no},
		{"api rating pending", "AP={api:New.one}", "{fact: api_rating, at_least: 3}", unknown},
		{"optional left empty", "", "{q: OP, at_least: 0}", no},
		{"not shown", "YN=no; SH=4", "{q: SH, at_least: 1}", no},
		{"not shown is missing", "YN=no; SH=4", "{q: SH, missing: true}", yes},
		{"shown or not is open", "SH=4", "{q: SH, at_least: 1}", unknown},
		{"shown", "YN=yes; SH=4", "{q: SH, at_least: 1}", yes},
		{"not of yes", "YN=yes", "{not: {q: YN, one_of: ['yes']}}", no},
		{"not of unknown", "", "{not: {q: YN, one_of: ['yes']}}", unknown},
		{"all with one no is no, whatever else is missing", "YN=no", "{all: [{q: YN, one_of: ['yes']}, {q: NU, at_least: 1}]}", no},
		{"all with one unknown", "YN=yes", "{all: [{q: YN, one_of: ['yes']}, {q: NU, at_least: 1}]}", unknown},
		{"any with one yes is yes, whatever else is missing", "YN=yes", "{any: [{q: YN, one_of: ['yes']}, {q: NU, at_least: 1}]}", yes},
		{"any with one unknown", "YN=no", "{any: [{q: YN, one_of: ['yes']}, {q: NU, at_least: 1}]}", unknown},
	}
	f := words(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			j := newJudge(f, caseSubmission(t, f, test.answers), f.Published)
			if got := j.holds(cond(t, test.cond)); got != test.want {
				t.Errorf("%s of %s is %d, want %d (0 no, 1 unknown, 2 yes)", test.cond, test.answers, got, test.want)
			}
		})
	}
}

func caseSubmission(t *testing.T, f *framework.Framework, answers string) *response.Submission {
	t.Helper()
	s := &response.Submission{File: "case", Answers: map[string]response.Answer{}}
	for _, part := range splitAnswers(answers) {
		id, text, _ := strings.Cut(part, "=")
		q, ok := f.Question(id)
		if !ok {
			t.Fatalf("no question %s", id)
		}
		a, err := caseAnswer(f, q, text)
		if err != nil {
			t.Fatal(err)
		}
		s.Answers[id] = a
	}
	return s
}

// cond reads a condition by way of a framework, the only way there is.
func cond(t *testing.T, text string) *framework.Cond {
	t.Helper()
	yaml := questionsYAML + "\nchecks: [{id: c, title: T, severity: error, message: M, remedy: R, when: " + text + "}]\n"
	f, err := framework.Load("words", fstest.MapFS{"framework.yaml": {Data: []byte(yaml)}})
	if err != nil {
		t.Fatal(err)
	}
	return &f.Checks[0].When
}

// An answer that was not understood counts as missing: the finding is open, never wrong.
func TestAnswerNotUnderstoodIsUnknown(t *testing.T) {
	f := words(t)
	s := caseSubmission(t, f, "YN=yes")
	a := s.Answers["YN"]
	a.Understood = false
	s.Answers["YN"] = a
	if got := newJudge(f, s, date.Date{}).holds(cond(t, "{q: YN, one_of: ['yes']}")); got != unknown {
		t.Errorf("got %d, want unknown", got)
	}
}
