package framework_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/framework"
)

const previousYAML = `
id: small
version: "1"
title: Small
kind: questionnaire
published: 2016-08-31
summary: The one before.
dimensions: [{id: product, title: Product, intent: What is built.}]
context:
  - {id: Q1, dimension: product, text: "Factor?", kind: choice, options: [{id: "yes", label: "Yes"}, {id: partly, label: Partly}]}
  - {id: Q2, dimension: product, text: "Other?", kind: text}
history: [{version: "1", date: 2016-08-31, text: The first.}]
`

func load(t *testing.T, text string) (*framework.Framework, error) {
	t.Helper()
	return framework.Load("small", fstest.MapFS{"framework.yaml": {Data: []byte(text)}})
}

func small(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/small/framework.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestLintIsSilentOnASoundFramework(t *testing.T) {
	previous, err := load(t, previousYAML)
	if err != nil {
		t.Fatal(err)
	}
	f, err := load(t, small(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		f, before *framework.Framework
	}{{f, previous}, {previous, nil}} {
		for _, fault := range framework.Lint(x.f, x.before) {
			t.Errorf("%s has no fault, but lint says: %v", x.f.Ref(), fault)
		}
	}
}

// Each fault that lint knows is made once, by putting new in place of old, and must be reported in words
// that contain want.
func TestLintFindsEachFault(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"no title", "title: Small\n", "title: ''\n", "title is missing"},
		{"unknown kind", "kind: assessment", "kind: poem", `"poem" is not one of assessment, questionnaire`},
		{"no day of publication", "published: 2017-08-31\n", "published: ''\n", "published is missing"},
		{"history without the version", `version: "2", date`, `version: "9", date`, "history says nothing of version 2"},
		{"id of wrong form", "{id: page, title", "{id: 'a page', title", `id "a page"`},
		{"id twice", "id: P05, text", "id: P04, text", `question: id "P04" stands twice`},
		{"id twice by case", "{id: evidence, title", "{id: APIS, title", `id "APIS" stands twice`},
		{"option twice", "{id: key, label: Key}", "{id: app, label: Key}", `option: id "app" stands twice`},
		{"label twice", "{id: key, label: Key}", "{id: key, label: APP}", `label "APP" stands twice`},
		{"one option", ", {id: key, label: Key}]", "]", "needs two options at least"},
		{"options where none belong", "kind: number, min", "kind: number, options: [{id: a, label: A}], min", "has no options of its own"},
		{"option without label", "{id: key, label: Key}", "{id: key}", "option key: label is missing"},
		{"unknown kind of question", "kind: number", "kind: guess", `"guess" is no kind of question`},
		{"question without text", `text: "How many?", kind`, "text: '', kind", "text is missing"},
		{"bounds crossed", "min: 0, max: 9", "min: 10, max: 9", "min is greater than max"},
		{"unknown table", "kind: table, table: apis", "kind: table, table: apes", `no table is called "apes"`},
		{"table on another kind", "kind: number, min", "kind: number, table: apis, min", "only a table question has a table"},
		{"table asked for twice", "kind: table, table: evidence", "kind: table, table: apis", "asked for by P01 already"},
		{"table nobody asks for", "kind: table, table: evidence", "kind: text", "no question asks for it"},
		{"role twice", "role: evidence", "role: apis", "has the role apis already"},
		{"role unknown", "role: evidence", "role: proofs", `role: "proofs" is not one of`},
		{"role without its column", "{id: api, title: API", "{id: app, title: API", `needs a column "api"`},
		{"kind of column", "{id: expires, title: Expires, kind: date}", "{id: expires, title: Expires, kind: table}", "no kind of column"},
		{"context without dimension", "{id: P02, dimension: product", "{id: P02, dimension: prodcut", `no dimension is called "prodcut"`},
		{"show_if looks ahead", `show_if: {q: P03, one_of: ["yes"]}`, "show_if: {q: P05, at_least: 1}", "comes later in the questionnaire"},
		{"control of no dimension", "    dimension: product\n    issue", "    dimension: prodcut\n    issue", "no dimension is called"},
		{"control of no issue", "issue: mfa", "issue: mfo", `no issue is called "mfo"`},
		{"weight out of range", "weight: 3", "weight: 9", "weight and effort are 1 to 5"},
		{"applies without a reason", "not_applicable: Nobody logs in.", "not_applicable: ''", "not_applicable is missing"},
		{"last rule with a condition", "{result: not met, reason", "{result: not met, when: {q: P05, at_most: 0}, reason", "the last rule has no condition"},
		{"rule hides the rest", "when: {q: P05, at_least: 1}, reason: Some", "reason: Some", "hides the rules after it"},
		{"result unknown", "result: partly, when", "result: perhaps, when", `"perhaps" is not one of`},
		{"no remedy", "remedy: Add the app.", "remedy: ''", "remedy is missing"},
		{"no reason", "reason: Some.", "reason: ''", "reason is missing"},
		{"status unknown", "remedy: Add the app., status: office configuration", "remedy: Add the app., status: maybe", `"maybe" is not one of official, office configuration`},
		{"official without source", "reason: It is there., status: official, source: page", "reason: It is there., status: official", "what is official names its source"},
		{"source unknown", "reason: It is there., status: official, source: page", "reason: It is there., status: official, source: leaf", `no source is called "leaf"`},
		{"condition with no word", "{q: P05, at_least: 1}, reason", "{q: P05}, reason", "has exactly one word, this has 0"},
		{"condition with two words", "{q: P05, at_least: 1}, reason", "{q: P05, at_least: 1, at_most: 2}, reason", "has exactly one word, this has 2"},
		{"test without subject", "{q: P05, at_least: 1}, reason", "{at_least: 1}, reason", "exactly one subject"},
		{"joint with subject", "when: {all: [{q: P04", "when: {q: P05, all: [{q: P04", "joins conditions and has no subject"},
		{"word that does not fit", "{q: P05, at_least: 1}, reason", `{q: P05, one_of: ["yes"]}, reason`, "is a number and cannot be tested by one_of"},
		{"option unknown", "all_of: [app]", "all_of: [pap]", `has no option "pap"`},
		{"question unknown", "{q: P05, at_least: 1}, reason", "{q: P55, at_least: 1}, reason", `no question is called "P55"`},
		{"column unknown", "{col: api, answered", "{col: apo, answered", `no column "apo"`},
		{"question inside a row", "{col: api, answered", "{q: P05, answered", "inside a row only columns"},
		{"fact unknown", "{q: P05, at_least: 1}, reason", "{fact: luck, at_least: 1}, reason", `fact: "luck" is not one of`},
		{"fact by wrong word", "{q: P05, at_least: 1}, reason", "{fact: api_rating, answered: true}, reason", "a fact is tested by at_least or at_most"},
		{"scale with a gap", "level: 1, title: Some", "level: 2, title: Some", "level 2 stands where level 1 belongs"},
		{"gate missing", "    level: 1\n    score", "    level: 7\n    score", "has 0 gates to level 1"},
		{"gate to no level", "    level: 1\n    score", "    level: 7\n    score", "no such level above 0"},
		{"gate of no dimension", "- dimension: product\n    level", "- dimension: prod\n    level", `no dimension is called "prod"`},
		{"score out of range", "score: 50", "score: 150", "a score is 0 to 100"},
		{"gate needs no such control", "control: login", "control: logon", `no control is called "logon"`},
		{"gate needs no such result", "result: partly}]", "result: not met}]", "is not one of met, partly"},
		{"ranks equal", "rank: 1", "rank: 0", "grant has rank 0 already"},
		{"outcome unknown", "outcomes: [defer, defer]", "outcomes: [defer, deny]", `no outcome is called "deny"`},
		{"row too short", "outcomes: [defer, defer]", "outcomes: [defer]", "1 outcomes for 2 levels"},
		{"row twice", `{rating: "2", outcomes`, `{rating: "1", outcomes`, "matrix row 1 stands twice"},
		{"rating without row", `{rating: "2", outcomes`, `{rating: "1", outcomes`, "rating 2 has no row"},
		{"rating unknown", `{rating: "2", outcomes`, `{rating: "3", outcomes`, "there is no such rating"},
		{"higher level worse", `rating: "2", outcomes: [defer, grant]`, `rating: "2", outcomes: [grant, defer]`, "level 1 has a worse outcome than level 0"},
		{"higher risk better", `rating: "1", outcomes: [defer, grant]`, `rating: "1", outcomes: [defer, defer]`, "better outcome than the lower risk 1"},
		{"owner unknown", "owner: joint", "owner: nobody", `owner: "nobody" is not one of`},
		{"layer unknown", "layer: network", "layer: wires", `layer: "wires" is not one of`},
		{"due twice", "due_days: 30", "due_days: 30\n    due_months: 1", "either due_days or due_months"},
		{"obligation without outcome", "outcomes: [grant]\n", "outcomes: []\n", "no outcome brings it"},
		{"obligation of an unknown outcome", "outcomes: [grant]\n", "outcomes: [gift]\n", `no outcome is called "gift"`},
		{"obligation of an unknown rating", `ratings: ["2"]`, `ratings: ["8"]`, `there is no rating "8"`},
		{"api of an unknown rating", `rating: "1", availability`, `rating: "8", availability`, `there is no rating "8"`},
		{"api available nowhere", "availability: production", "availability: someday", `availability: "someday" is not one of`},
		{"check without remedy", "remedy: Correct one.", "remedy: ''", "remedy is missing"},
		{"check of unknown severity", "severity: error", "severity: fatal", `severity: "fatal" is not one of`},
		{"check about no question", `when: {all: [{q: P03, one_of: ["no"]}, {q: P05, at_least: 1}]}`, "when: {fact: api_rating, at_least: 4}", "asks about no question"},
		{"question lost", "  - {from: Q2, dropped: Nobody knew.}\n", "", "Q2 of small@1 is neither taken over nor dropped"},
		{"question mapped twice", "{from: Q2, dropped", "{from: Q1, dropped", "Q1 stands twice"},
		{"mapped from nothing", "{from: Q2, dropped", "{from: Q9, dropped", `has no question "Q9"`},
		{"mapped to nothing", "to: P03,", "to: P93,", `no question is called "P93"`},
		{"mapped and dropped", "{from: Q2, dropped", "{from: Q2, to: P05, dropped", "either to or dropped"},
		{"kinds that do not go together", "{from: Q2, dropped: Nobody knew.}", "{from: Q2, to: P05}", "Q2 is a text and P05 a number"},
		{"old option unknown", "options: {partly:", "options: {perhaps:", `Q1 has no option "perhaps"`},
		{"service without status", "total: 30\n  status: office configuration", "total: 30", "service: status"},
		{"criterion twice", "{id: share, title: Share", "{id: gateway, title: Share", `criterion: id "gateway" stands twice`},
		{"criterion without reason", "reason: Many users.", "reason: ''", "criterion share: reason is missing"},
		{"criterion that is official without source", "skills: [gateways], status: official, source: page", "skills: [gateways], status: official", "criterion gateway: what is official names its source"},
		{"criterion of no fact", "fact: market share", "fact: charm", `"charm" is not one of approved gateway`},
		{"criterion of a fact tested already", "fact: market share, at_least: 5", "fact: approved gateway", `"approved gateway" is tested already`},
		{"criterion without weight", "at_least: 5, weight: 30", "at_least: 5", "criterion share: weight is 1 to 100"},
		{"threshold of yes or no", "fact: approved gateway", "fact: approved gateway, at_least: 1", "is yes or no and has no at_least"},
		{"number without threshold", "at_least: 5, ", "", "needs at_least, more than 0"},
		{"threshold nobody can reach", "at_least: 5", "at_least: 101", `at_least is more than "market share" can be`},
		{"skill twice", "skills: [gateways]", "skills: [gateways, Gateways]", `"Gateways" stands twice`},
		{"skill that is two in the register", "contact_skills: [contact]", "contact_skills: [contact; phone]", "or a semicolon"},
		{"total nobody can reach", "total: 30\n  status: office configuration\n  criteria:\n    - {id: gateway, title: Gateway, fact: approved gateway, weight: 40, alone: true", "total: 71\n  status: office configuration\n  criteria:\n    - {id: gateway, title: Gateway, fact: approved gateway, weight: 40", "nobody can be of tier 1"},
		{"no total", "total: 30\n  status", "status", "total is 1 at least"},
		{"channel twice", "channels: [email, phone]", "channels: [email, Email]", `"Email" stands twice`},
		{"no channel", "channels: [email, phone]", "channels: []", "no channels they can come in by"},
		{"enquiry type twice", "{id: other, title", "{id: registration, title", `enquiry type: id "registration" stands twice`},
		{"enquiry type without title", "title: Anything else", "title: ''", "enquiry type other: title is missing"},
		{"enquiry type without days", "days: 10", "days: 0", "days are 1 to 366"},
		{"new option unknown", `{partly: "yes"}`, "{partly: maybe}", `P03 has no option "maybe"`},
	}
	text := small(t)
	previous, err := load(t, previousYAML)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(text, test.old) {
				t.Fatalf("the small framework has no %q to break", test.old)
			}
			f, err := load(t, strings.Replace(text, test.old, test.new, 1))
			if err != nil {
				t.Fatalf("lint is for faults of sense, this does not even load: %v", err)
			}
			var all []string
			for _, fault := range framework.Lint(f, previous) {
				all = append(all, fault.Error())
			}
			if got := strings.Join(all, "\n"); !strings.Contains(got, test.want) {
				t.Errorf("got:\n%s\nwant a fault that says %q", got, test.want)
			}
		})
	}
}

func TestLoadNamesLineAndColumn(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"unknown key", "summary:", "sumary:", `small/framework.yaml:8:1: unknown key "sumary"`},
		{"key twice", "summary:", "title:", `key "title" stands here twice`},
		{"word for number", "weight: 3", "weight: heavy", `"heavy" is not a whole number`},
		{"list for word", "title: Small\n", "title: [a]\n", "a single value belongs here"},
		{"date of wrong form", "published: 2017-08-31", "published: 31/8/2017", "is not a date written YYYY-MM-DD"},
	}
	text := small(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(t, strings.Replace(text, test.old, test.new, 1))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error that says %q", err, test.want)
			}
		})
	}
}
