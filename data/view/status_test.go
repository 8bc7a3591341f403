package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
)

// twoAPIs is a case of a product with an API rated 2 and one rated 4, reviewed with a book.
func twoAPIs(t *testing.T, r *round.Round, book *review.Book) Case {
	t.Helper()
	f := edition(t, "interim@1.0")
	c := aCase(t, r, "a", "")
	var rows []response.Row
	for _, id := range []string{"TPAR.0003.lodge", "AS.0004.prefill"} {
		rows = append(rows, response.Row{Cells: map[string]response.Answer{"api": {Raw: id, Understood: true, Value: response.Value{Text: id}}}})
	}
	c.Submission.Answers["P07"] = response.Answer{Raw: "rows", Understood: true, Value: response.Value{Rows: rows}}
	c.Assessment = assess.Assess(f, &c.Submission, r.AsOf)
	if book != nil {
		for i := range book.Decisions {
			d := &book.Decisions[i]
			if x := slices.IndexFunc(c.Assessment.Findings, func(x assess.Finding) bool { return x.Control.ID == d.Control }); x >= 0 && d.Basis == "" {
				d.Basis = review.BasisOf(f, &c.Submission, c.Assessment.Findings[x])
			}
		}
		machine := review.Lay(f, &c.Submission, c.Assessment, &review.Book{Decisions: book.Decisions})
		for i := range book.Rulings {
			for _, a := range machine.APIs {
				if r := &book.Rulings[i]; r.API == a.Recommended.API.ID && r.Basis == "" {
					r.Basis = a.Basis
				}
			}
		}
	}
	c.Review = review.Lay(f, &c.Submission, c.Assessment, book)
	return c
}

// ruled decides on both APIs, signed twice.
func ruled(t *testing.T, low, high review.Verdict, until string) []review.Ruling {
	t.Helper()
	var all []review.Ruling
	for i, v := range []review.Verdict{low, high} {
		if v == review.Undecided {
			continue
		}
		x := review.Ruling{API: []string{"TPAR.0003.lodge", "AS.0004.prefill"}[i], Verdict: v, By: "Zqreviewer", On: on(t, "2017-10-10"),
			Second: "Zqsecond", SecondOn: on(t, "2017-10-12"), Conditions: "Send the report.", Note: "zqnote"}
		if until != "" {
			x.Until = on(t, until)
		}
		all = append(all, x)
	}
	return all
}

func TestStanding(t *testing.T) {
	r := aRound(t, "Ana", "a")
	wrong := []response.Problem{{Kind: response.Missing, Severity: response.Error}}
	question := func(asked, answered string) review.Question {
		q := review.Question{ID: "Q1", Text: "Why?", By: "Ana"}
		if asked != "" {
			q.On = on(t, asked)
		}
		if answered != "" {
			q.AnsweredOn = on(t, answered)
		}
		return q
	}
	agree := review.Decision{Control: "registration", Choice: review.Agree, Reviewer: "Ana", On: on(t, "2017-10-09")}
	stale := agree
	stale.Basis = "0000000000000000"
	for _, c := range []struct {
		name     string
		none     bool
		problems []response.Problem
		book     *review.Book
		want     string
	}{
		{name: "nothing came", none: true, want: "not received, Provider Ltd, 2017-10-13"},
		{name: "errors", problems: wrong, want: "incomplete, Provider Ltd, 2017-10-02"},
		{name: "complete", want: "received, Ana, 2017-10-02"},
		{name: "an empty workbook", book: &review.Book{}, want: "received, Ana, 2017-10-02"},
		{name: "a decision", book: &review.Book{Decisions: []review.Decision{agree}}, want: "in review, Ana, 2017-10-09"},
		{name: "a decision, with errors", problems: wrong, book: &review.Book{Decisions: []review.Decision{agree}}, want: "in review, Ana, 2017-10-09"},
		{name: "a decision that is stale", book: &review.Book{Decisions: []review.Decision{stale}}, want: "in review, Ana, 2017-10-09"},
		{name: "one ruling of two", book: &review.Book{Rulings: ruled(t, review.Granted, "", "")}, want: "in review, Ana, 2017-10-10"},
		{name: "a question not asked yet", book: &review.Book{Questions: []review.Question{question("", "")}}, want: "received, Ana, 2017-10-02"},
		{name: "a question asked", book: &review.Book{Questions: []review.Question{question("2017-10-16", "")}}, want: "asked, Provider Ltd, 2017-10-16"},
		{name: "one answered, one open", book: &review.Book{Questions: []review.Question{question("2017-10-16", "2017-10-20"), question("2017-10-18", "")}}, want: "asked, Provider Ltd, 2017-10-18"},
		{name: "asked and answered", book: &review.Book{Decisions: []review.Decision{agree}, Questions: []review.Question{question("2017-10-16", "2017-10-20")}}, want: "answered, Ana, 2017-10-20"},
		{name: "answered by the questionnaire", book: &review.Book{Questions: []review.Question{question("2017-10-01", "")}}, want: "answered, Ana, 2017-10-02"},
		{name: "none granted", book: &review.Book{Rulings: ruled(t, review.NotGranted, review.Deferred, "")}, want: "decided, Ana, 2017-10-12"},
		{name: "one granted", book: &review.Book{Rulings: ruled(t, review.Granted, review.NotGranted, "")}, want: "granted, Ana, 2017-10-12"},
		{name: "one with conditions", book: &review.Book{Rulings: ruled(t, review.Granted, review.GrantedWithConditions, "")}, want: "granted with conditions, Ana, 2017-10-12"},
		{name: "granted, and a question is open", book: &review.Book{Rulings: ruled(t, review.Granted, review.Granted, ""), Questions: []review.Question{question("2017-10-16", "")}}, want: "granted, Ana, 2017-10-12"},
		{name: "granted until today", book: &review.Book{Rulings: ruled(t, review.Granted, review.Granted, "2017-10-31")}, want: "granted, Ana, 2017-10-12"},
		{name: "granted until yesterday", book: &review.Book{Rulings: ruled(t, review.Granted, review.Granted, "2017-10-30")}, want: "lapsed, Ana, 2017-10-31"},
		{name: "lapsed, and a question is open", book: &review.Book{Rulings: ruled(t, review.Granted, "", "2017-10-20"), Questions: []review.Question{question("2017-10-16", "")}}, want: "lapsed, Ana, 2017-10-21"},
		{name: "a refusal that has run out", book: &review.Book{Rulings: ruled(t, review.NotGranted, review.NotGranted, "2017-10-20")}, want: "in review, Ana, 2017-10-10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			row := OfficeRow{Provider: r.Providers[0], Product: r.Products[0]}
			if !c.none {
				x := twoAPIs(t, r, c.book)
				x.Check.Problems = c.problems
				row.Case = &x
			}
			got := standing(row, r.Due)
			if s := fmt.Sprintf("%s, %s, %s", got.Status, got.Who, got.Since); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
			if got.WithProvider != (got.Who == "Provider Ltd") {
				t.Errorf("%s is with %s, and that this is the provider is said: %v", got.Status, got.Who, got.WithProvider)
			}
			if !slices.Contains(Statuses, got.Status) {
				t.Errorf("%q is none of the statuses listed", got.Status)
			}
		})
	}
}

// What is decided never shows in the readiness that the working group's summary counts.
func TestReadinessKnowsNoDecision(t *testing.T) {
	r := aRound(t, "Ana", "a")
	c := twoAPIs(t, r, &review.Book{Rulings: ruled(t, review.Granted, review.Granted, "")})
	if Readiness(&c) != Received {
		t.Errorf("a product that is granted access is counted as %q", Readiness(&c))
	}
	c.Check.Problems = []response.Problem{{Severity: response.Error}}
	if Readiness(&c) != Incomplete || Readiness(nil) != NotReceived {
		t.Error("the readiness should follow from the questionnaire")
	}
}

func TestQueueOfAReview(t *testing.T) {
	f := edition(t, "interim@1.0")
	sole := ruled(t, review.Granted, review.Granted, "")
	sole[1].Second, sole[1].SecondOn = "", sole[0].Until
	nameless := review.Decision{Control: "registration", Choice: review.Agree}
	stale := review.Decision{Control: "registration", Basis: "0", Choice: review.Agree, Reviewer: "Ana", On: on(t, "2017-10-09")}
	overdue := review.Question{ID: "Q1", Text: "Why?", On: on(t, "2017-10-16"), Due: on(t, "2017-10-30")}
	open := overdue
	open.Due = on(t, "2017-10-31")
	for _, c := range []struct {
		name string
		book *review.Book
		want []string
	}{
		{"second signature missing", &review.Book{Rulings: sole}, []string{"sign as the second person|a|nobody yet|2017-10-10|", "decide|a|Ana|2017-10-10|"}},
		{"no name", &review.Book{Decisions: []review.Decision{nameless}}, []string{"complete a decision|a|Ana||", "decide|a|Ana||"}},
		{"stale", &review.Book{Decisions: []review.Decision{stale}}, []string{"look again at a decision|a|Ana|2017-10-02|", "decide|a|Ana|2017-10-09|"}},
		{"asked", &review.Book{Questions: []review.Question{open}}, []string{"answer a question|a|Provider Ltd|2017-10-16|2017-10-31"}},
		{"overdue", &review.Book{Questions: []review.Question{overdue}}, []string{"chase an answer|a|Ana|2017-10-30|2017-10-30"}},
		{"lapsed", &review.Book{Rulings: ruled(t, review.Granted, review.Granted, "2017-10-20")}, []string{"renew a decision that has lapsed|a|Ana|2017-10-21|"}},
		{"granted", &review.Book{Rulings: ruled(t, review.Granted, review.Granted, "")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := aRound(t, "Ana", "a")
			v := ForOffice(r, f, []Case{twoAPIs(t, r, c.book)}, nil)
			if got := queueOf(v); !slices.Equal(got, c.want) {
				t.Errorf("the queue is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
	for i, n := range Needs {
		if slices.Index(Needs, n) != i {
			t.Errorf("%q stands twice among the needs", n)
		}
	}
}

// What is open is compared with what was decided, and what is not known is no gap.
func TestGaps(t *testing.T) {
	f := edition(t, "interim@1.0")
	granted, refused, over := ruled(t, review.Granted, "", ""), ruled(t, review.NotGranted, "", ""), ruled(t, review.Granted, "", "2017-10-20")
	for _, c := range []struct {
		state   round.Whitelisting
		env     string
		rulings []review.Ruling
		want    Gap
		task    string
	}{
		{round.InProduction, "production", granted, NoGap, ""},
		{round.Restricted, "production", granted, NoGap, ""},
		{round.Suspended, "production", granted, NoGap, ""},
		{round.NotKnown, "production", granted, NoGap, ""},
		{round.NotKnown, "production", nil, NoGap, ""},
		{round.InTest, "test", nil, NoGap, ""},
		{round.InTest, "test", granted, NoGap, ""},
		{round.Removed, "production", refused, NoGap, ""},
		{round.Removed, "production", over, NoGap, ""},
		{round.InProduction, "production", nil, NotGranted, "settle access that is open|a|Ana|2017-09-01|"},
		{round.Restricted, "production", refused, NotGranted, "settle access that is open|a|Ana|2017-09-01|"},
		{round.InProduction, "production", over, StillOpen, "settle access that is open|a|Ana|2017-10-21|"},
		{round.NotWhitelisted, "production", granted, NotWhitelisted, "open access that was granted|a|Ana|2017-10-10|"},
		{round.InTest, "production", granted, NotWhitelisted, "open access that was granted|a|Ana|2017-10-10|"},
		{round.Removed, "production", granted, NotWhitelisted, "open access that was granted|a|Ana|2017-10-10|"},
	} {
		r := aRound(t, "Ana", "a")
		r.Uses = []round.Use{{Product: "b", API: "X"}, {Product: "a", API: "tpar.0003.LODGE", Environment: c.env, State: c.state, Since: on(t, "2017-09-01")}}
		book := &review.Book{Rulings: slices.Clone(c.rulings)}
		v := ForOffice(r, f, []Case{twoAPIs(t, r, book)}, nil)
		all := slices.Collect(v.Rows)[0].Access
		if len(all) != 2 || all[0].Gap != c.want || all[1].Listed || all[1].API != "AS.0004.prefill" {
			t.Errorf("%s, %s: the gap is %q, want %q: %+v", c.state, c.env, all[0].Gap, c.want, all)
		}
		var tasks []string
		for _, s := range queueOf(v) {
			if strings.Contains(s, "access that") {
				tasks = append(tasks, s)
			}
		}
		if got := strings.Join(tasks, "\n"); got != c.task {
			t.Errorf("%s, %s: the task is %q, want %q", c.state, c.env, got, c.task)
		}
	}
}

// Decisions in force bring obligations from their own day, with their conditions; the rest is recommended only.
func TestOwed(t *testing.T) {
	f := edition(t, "interim@1.0")
	r := aRound(t, "Ana", "a")
	rulings := ruled(t, review.GrantedWithConditions, "", "2018-04-30")
	rulings[0].Compensating = "Look at each transaction."
	c := twoAPIs(t, r, &review.Book{Rulings: rulings})
	force, once, conditions := 0, 0, 0
	for _, o := range owedOf(f, &c) {
		switch {
		case o.Condition:
			conditions++
			if o.Due != on(t, "2018-04-30") || o.Text != "Send the report.\nUntil then: Look at each transaction." || !o.InForce {
				t.Errorf("the condition reads %+v", o)
			}
		case o.InForce:
			force++
			if o.ID == "condition-plan" && o.Due != on(t, "2017-11-09") {
				t.Errorf("30 days from the decision of 10 October is 9 November, not %s", o.Due)
			}
		default:
			once++
			if !slices.Equal(o.APIs, []string{"AS.0004.prefill"}) {
				t.Errorf("%s is said to hang on %v, and only one API is not decided", o.ID, o.APIs)
			}
		}
	}
	if force == 0 || once == 0 || conditions != 1 {
		t.Errorf("%d in force, %d once granted, %d conditions", force, once, conditions)
	}
	none := twoAPIs(t, r, nil)
	if got, want := len(owedOf(f, &none)), len(none.Assessment.Obligations); got != want || want == 0 {
		t.Errorf("with nothing decided the register has %d lines, want the %d recommended", got, want)
	}
	refused := twoAPIs(t, r, &review.Book{Rulings: ruled(t, review.NotGranted, review.NotGranted, "")})
	if got := owedOf(f, &refused); got != nil {
		t.Errorf("nothing is owed where nothing is granted: %+v", got)
	}
}

// A provider reads what happened, and no name, reason or note of the office.
func TestProviderRegisterIsSilentOnTheOffice(t *testing.T) {
	f := edition(t, "interim@1.0")
	r := aRound(t, "zqana", "a")
	r.Uses = []round.Use{{Product: "a", API: "TPAR.0003.lodge", Environment: "production", State: round.InProduction, Since: on(t, "2017-03-01")}}
	waiting := ruled(t, "", review.Granted, "")
	waiting[0].Second = ""
	book := &review.Book{Reviewer: "zqbook", File: "zqfile.xlsx", Decisions: []review.Decision{{Control: "registration", Choice: review.Override, Result: framework.Met, Reason: "zqreason",
		Explanation: "zqexplained", Sighted: "zqsighted", Reviewer: "zqname", On: on(t, "2017-10-09"), Until: on(t, "2017-12-31")}},
		Rulings: append(ruled(t, review.GrantedWithConditions, "", "2018-04-30"), waiting...),
		Questions: []review.Question{{ID: "Q1", Text: "Which day?", By: "zqasker", On: on(t, "2017-10-16"), Due: on(t, "2017-11-15")},
			{ID: "Q2", Text: "Which place?", By: "zqasker", On: on(t, "2017-10-16"), AnsweredOn: on(t, "2017-10-20"), Answer: "zqanswer"},
			{ID: "Q3", Text: "zqlater", By: "zqasker"}}}
	c := twoAPIs(t, r, book)
	v := ForProvider(OccasionOf(r), f, r.Providers[0], []Case{c})
	x := ForProviderRegister(v, r, []Case{c})
	text := strings.ToLower(fmt.Sprintf("%+v %+v", x, x.Events()))
	if i := strings.Index(text, "zq"); i >= 0 {
		t.Errorf("a word of the office is in the provider's register: …%s…", text[max(0, i-80):min(len(text), i+40)])
	}
	var got []string
	for _, s := range x.Products[0].Steps {
		got = append(got, fmt.Sprintf("%s %s: %s", s.On, s.Kind, s.What))
	}
	for _, want := range []string{
		"2017-03-01 whitelisting: TPAR.0003.lodge, production: production in the register",
		"2017-10-02 questionnaire: The questionnaire was completed",
		"2017-10-10 decision on access: TPAR.0003.lodge: granted with conditions",
		"2017-10-13 round: Questionnaires are due",
		"2017-10-16 question: Question Q1: Which day?",
		"2017-10-20 answer: Question Q2 was answered",
		"2017-11-15 answer due: Answer to question Q1 is due",
		"2018-04-30 access ends: TPAR.0003.lodge: last day of access",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("the timeline lacks %q; it has\n%s", want, strings.Join(got, "\n"))
		}
	}
	if !slices.IsSorted(days(x.Products[0].Steps)) || strings.Contains(strings.Join(got, "\n"), "AS.0004.prefill: granted") {
		t.Errorf("steps go by day, and a decision that waits for a signature is no step of the provider:\n%s", strings.Join(got, "\n"))
	}
	for _, s := range x.Products[0].Steps {
		if s.Kind == StepDecision {
			t.Errorf("what was decided of a finding is between reviewers, and the provider reads %+v", s)
		}
	}
	office := fmt.Sprintf("%+v", ForOffice(r, f, []Case{c}, nil).Timeline(*slices.Collect(ForOffice(r, f, []Case{c}, nil).Rows)[0]))
	for _, want := range []string{"zqname", "zqreason", "zqasker", "Zqreviewer, Zqsecond", "zqnote", "AS.0004.prefill: granted, which does not count"} {
		if !strings.Contains(office, want) {
			t.Errorf("the office's timeline lacks %q, so the test above proves nothing of it", want)
		}
	}
}

func days(all []Step) []string {
	var days []string
	for _, s := range all {
		days = append(days, s.On.String())
	}
	return days
}

// A calendar that is fetched again knows its events by their UIDs, so no two may share one.
func TestCalendarsHaveEachEventOnce(t *testing.T) {
	f := edition(t, "interim@1.0")
	r := aRound(t, "Ana", "a")
	rulings := ruled(t, review.Granted, review.Granted, "2018-04-30")
	rulings[1].On = on(t, "2017-10-11") // so that one duty falls due on two days
	c := twoAPIs(t, r, &review.Book{Rulings: rulings, Questions: []review.Question{{ID: "Q1", Text: "Why?", On: on(t, "2017-10-16"), Due: on(t, "2017-11-15")}}})
	v := ForProvider(OccasionOf(r), f, r.Providers[0], []Case{c})
	for who, events := range map[string][]Event{"provider": ForProviderRegister(v, r, []Case{c}).Events(), "office": ForOffice(r, f, []Case{c}, nil).Events()} {
		seen := map[string]bool{}
		kinds := map[string]int{}
		for _, e := range events {
			if seen[e.UID] {
				t.Errorf("%s: two events are called %s", who, e.UID)
			}
			seen[e.UID] = true
			kind, _, _ := strings.Cut(e.UID, "-")
			kinds[kind]++
		}
		duties := map[string]string{"provider": "owed", "office": "due"}[who]
		if kinds["access"] != 2 || kinds["question"] != 1 || kinds[duties] < 2 {
			t.Errorf("%s: want the ends of two accesses, an answer due and what is owed on two days: %v", who, kinds)
		}
	}
}
