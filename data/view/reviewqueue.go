package view

import (
	"fmt"
	"strings"

	"opframe/data/date"
	"opframe/data/review"
)

// reviewTasks are those that follow from what was decided of a product and what was asked.
func (o Occasion) reviewTasks(r OfficeRow, task func(n Need, who string, since date.Date, what, why string) Task) []Task {
	var all []Task
	reviewer, x := reviewerOf(r), r.Case.Review
	add := func(n Need, since date.Date, what, why string) {
		all = append(all, task(n, reviewer, since, what, why))
	}
	if of, since := apisIn(x, ranOut, func(a review.API) date.Date { return a.Ruling.Until.AddDays(1) }); of != "" {
		add(Redecide, since, "Decide again on access that has run out", "The decision held until a day that has passed: "+of+".")
	}
	if of := inState(x, review.Unusable); of != "" {
		add(Mend, date.Date{}, "Complete what was typed in the review workbook", "It does not count until then: "+of+".")
	}
	if of, since := apisIn(x, in(review.Waiting), func(a review.API) date.Date { return a.Ruling.On }); of != "" {
		all = append(all, task(Sign, Nobody, since, "Have a second person sign", "The decision does not count with one signature: "+of+"."))
	}
	if of := inState(x, review.Stale); of != "" {
		add(Relook, r.Case.Submission.Completed, "Look again at what was set aside", "What a decision rests on has changed since: "+of+".")
	}
	all = append(all, o.questionTasks(r, task)...)
	if n := undecided(x); n != "" && (r.Status == InReview || r.Status == Answered) {
		add(Decide, r.Since, "Decide what is still open", "Still to be decided: "+n+".")
	}
	return all
}

// questionTasks have the provider answer what is asked, and the reviewer chase what is overdue.
func (o Occasion) questionTasks(r OfficeRow, task func(n Need, who string, since date.Date, what, why string) Task) []Task {
	var all []Task
	open, _ := asked(r.Case)
	for _, q := range open {
		t := task(Answer, r.Provider.Name, q.On, "Answer question "+q.ID, q.Text)
		if !q.Due.IsZero() && q.Due.Before(o.AsOf) {
			t = task(Chase, reviewerOf(r), q.Due, "Chase the answer to question "+q.ID, "It was to be answered by a day that has passed: "+q.Text)
		}
		t.By = q.Due
		all = append(all, t)
	}
	return all
}

// in picks APIs by the state of the decision on them.
func in(s review.State) func(review.API) bool {
	return func(a review.API) bool { return a.State == s }
}

// apisIn are the APIs picked, and the first of their days.
func apisIn(x review.Reviewed, pick func(review.API) bool, day func(review.API) date.Date) (string, date.Date) {
	var ids []string
	var since date.Date
	for _, a := range x.APIs {
		if pick(a) {
			ids, since = append(ids, a.Recommended.API.ID), earlier(since, day(a))
		}
	}
	return strings.Join(ids, ", "), since
}

// inState are the controls, by title, and the APIs the decision on which is in a state.
func inState(x review.Reviewed, s review.State) string {
	var of []string
	for _, f := range x.Findings {
		if f.State == s {
			of = append(of, f.Machine.Control.Title)
		}
	}
	for _, a := range x.APIs {
		if a.State == s {
			of = append(of, a.Recommended.API.ID)
		}
	}
	return strings.Join(of, ", ")
}

// undecided counts what nobody decided or what no longer counts: "3 findings, 2 APIs".
func undecided(x review.Reviewed) string {
	findings, apis := 0, 0
	for _, f := range x.Findings {
		if f.State != review.InForce && f.State != review.Asked {
			findings++
		}
	}
	for _, a := range x.APIs {
		if a.State != review.InForce {
			apis++
		}
	}
	var parts []string
	for _, c := range []struct {
		n         int
		one, many string
	}{{findings, "finding", "findings"}, {apis, "API", "APIs"}} {
		switch c.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+c.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.many))
		}
	}
	return strings.Join(parts, ", ")
}
