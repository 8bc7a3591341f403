package assess

import (
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/framework"
)

const rulesYAML = `
id: rules
version: "1"
title: Rules
kind: assessment
published: 2017-08-31
summary: One control.
dimensions: [{id: product, title: Product, intent: All.}]
scale: [{level: 0, title: None, meaning: None.}, {level: 1, title: Some, meaning: Some.}, {level: 2, title: All, meaning: All.}]
gates:
  - {dimension: product, level: 1, score: 50, reason: Half., status: office configuration}
  - {dimension: product, level: 2, score: 50, need: [{control: login, result: met}], reason: All., status: office configuration}
outcomes: [{id: grant, title: Grant, meaning: "Yes.", rank: 0, access: true}, {id: defer, title: Defer, meaning: Later., rank: 1}]
ratings: [{id: "1", title: None, meaning: None., status: office configuration}, {id: "4", title: High, meaning: High., status: office configuration}]
matrix:
  - {rating: "1", outcomes: [defer, grant, grant], reason: No risk., status: office configuration}
  - {rating: "4", outcomes: [defer, defer, grant], reason: High risk., status: office configuration}
obligations:
  - {id: watch, title: Watch, text: Watch., owner: joint, trigger: always, limit: always, due_days: 30, outcomes: [grant], ratings: ["4"], status: office configuration}
  - {id: yearly, title: Yearly, text: Look again., owner: provider, trigger: each year, limit: a year, due_months: 12, outcomes: [grant], status: office configuration}
apis:
  - {id: A.1, service: A, action: one, title: First, domain: D, rating: "1", availability: production, status: office configuration}
  - {id: A.4, service: A, action: four, title: Fourth, domain: D, rating: "4", availability: production, status: office configuration}
context: [{id: P00, dimension: product, text: APIs, kind: table, table: apis}]
controls:
  - id: login
    title: Login
    dimension: product
    intent: Safe.
    weight: 2
    effort: 1
    questions: [{id: P01, text: How many, kind: number}, {id: P02, text: Which, kind: choices, options: [{id: a, label: A}, {id: none, label: None}]}]
    rules:
      - {result: met, when: {q: P01, at_least: 2}, reason: Enough., status: office configuration}
      - {result: partly, when: {q: P01, at_least: 1}, reason: One., remedy: More., status: office configuration}
      - {result: not met, reason: None., remedy: More., status: office configuration}
tables: [{id: apis, title: APIs, role: apis, columns: [{id: api, title: API, kind: text, required: true}]}]
history: [{version: "1", date: 2017-08-31, text: First.}]
`

const rulesCases = `control,expect,why,answers
login,met,two are enough,P01=2
login,partly,one is some,P01=1
login,not met,none is none,P01=0
login,not assessed,nothing is said,
`

// rules loads the framework above with its cases, "" for none.
func rules(t *testing.T, yaml, cases string) *framework.Framework {
	t.Helper()
	files := fstest.MapFS{"framework.yaml": {Data: []byte(yaml)}}
	if cases != "" {
		files["cases.csv"] = &fstest.MapFile{Data: []byte(cases)}
	}
	f, err := framework.Load("rules", files)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range framework.Lint(f, nil) {
		t.Fatalf("the framework of this test must be sound but for its cases: %v", fault)
	}
	return f
}

func TestProveFindsEachFault(t *testing.T) {
	tests := []struct{ name, yaml, cases, want string }{
		{"sound", rulesYAML, rulesCases, ""},
		{"no cases", rulesYAML, "", "has no cases.csv"},
		{"wrong header", rulesYAML, strings.Replace(rulesCases, "why", "because", 1), "cases.csv:1:1: the header is not control,expect,why,answers"},
		{"unknown control", rulesYAML, rulesCases + "logon,met,x,P01=2\n", `cases.csv:6:1: no control is called "logon"`},
		{"unknown question", rulesYAML, rulesCases + "login,met,x,P09=2\n", `"P09=2": ID=value belongs here`},
		{"unknown option", rulesYAML, rulesCases + "login,met,x,P01=2; P02=b\n", `P02: there is no option "b"`},
		{"unknown column", rulesYAML, rulesCases + "login,met,x,P01=2; P00={apo:A.1}\n", `table apis has no column "apo"`},
		{"no number", rulesYAML, rulesCases + "login,met,x,P01=many\n", "P01:"},
		{"broken line", rulesYAML, rulesCases + "login,met,x\n", "wrong number of fields"},
		{"another finding", rulesYAML, rulesCases + "login,met,one is enough,P01=1\n", "control login is found partly (One.), not met: one is enough"},
		{"rule without a case", rulesYAML, strings.Replace(rulesCases, "login,partly,one is some,P01=1\n", "", 1), "control login: no case fires rule 2"},
		{"rule that can never match", strings.Replace(rulesYAML, "{q: P01, at_least: 1}", "{q: P01, at_least: 3}", 1), rulesCases, "control login: rule 2 can never match"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var all []string
			for _, fault := range Prove(rules(t, test.yaml, test.cases)) {
				all = append(all, fault.Error())
			}
			got := strings.Join(all, "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got:\n%s\nwant a fault that says %q", got, test.want)
			}
		})
	}
}

// The whole way from answers to outcomes, for the same product at three levels.
func TestAssess(t *testing.T) {
	f := rules(t, rulesYAML, rulesCases)
	tests := []struct {
		name, answers string
		level         int
		outcomes      string
		duties        string
	}{
		{"nothing answered", "P00={api:A.1}{api:A.4}", 0, "A.1 defer, A.4 defer", ""},
		{"partly", "P00={api:A.1}{api:A.4}; P01=1", 1, "A.1 grant, A.4 defer", "yearly 2018-08-31 A.1"},
		{"met", "P00={api:A.4}{api:A.1}{api:A.4}; P01=2", 2, "A.4 grant, A.1 grant", "watch 2017-09-30 A.4, yearly 2018-08-31 A.4+A.1"},
		{"an API nobody knows", "P00={api:B.9}; P01=2", 2, "B.9 ?", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := Assess(f, caseSubmission(t, f, test.answers), f.Published)
			var outcomes, duties []string
			for _, o := range a.APIs {
				if !o.Known {
					o.Outcome.ID = "?"
				}
				outcomes = append(outcomes, o.API.ID+" "+o.Outcome.ID)
			}
			for _, d := range a.Obligations {
				duties = append(duties, d.ID+" "+d.Due.String()+" "+strings.Join(d.APIs, "+"))
			}
			if a.Level != test.level || strings.Join(outcomes, ", ") != test.outcomes || strings.Join(duties, ", ") != test.duties {
				t.Errorf("got level %d, outcomes %q, duties %q; want %d, %q, %q", a.Level, outcomes, duties, test.level, test.outcomes, test.duties)
			}
		})
	}
}

// What is missing is named, and what stands before the next level.
func TestAssessExplains(t *testing.T) {
	f := rules(t, rulesYAML, rulesCases)
	a := Assess(f, caseSubmission(t, f, "P02=a"), f.Published)
	if got := a.Findings[0]; got.Result != framework.NotAssessed || strings.Join(got.Missing, " ") != "P01" {
		t.Errorf("got %s, missing %v; want not assessed for want of P01", got.Result, got.Missing)
	}
	a = Assess(f, caseSubmission(t, f, "P01=1"), f.Published)
	next := a.Levels[0].Next
	if next == nil || next.Score || len(next.Needs) != 1 || next.Needs[0].Control != "login" {
		t.Errorf("before level 2 stands %+v, want the control login alone: the score is reached", next)
	}
}

// None beside others is a contradiction of its own.
func TestCheckNoneStandsAlone(t *testing.T) {
	f := rules(t, rulesYAML, rulesCases)
	r := Check(f, caseSubmission(t, f, "P01=1; P02=a|none; P00={api:A.1}"), f.Published)
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "P02 says none and names something as well") {
		t.Errorf("got %v, want the one contradiction at P02", r.Problems)
	}
}
