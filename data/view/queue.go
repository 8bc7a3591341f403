package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/round"
)

// Named is the id and the name of something registered.
type Named struct{ ID, Name string }

// NameOf is that of a provider.
func NameOf(p round.Provider) Named { return Named{p.ID, p.Name} }

// Task is something that needs somebody.
type Task struct {
	Need Need
	// Product and Provider are zero where it is of a file nobody is known to have sent, or of many.
	Product  round.Product
	Provider Named
	File     string // of such a file, or ""
	API      string // of Rate: the id of the API
	// Who is the reviewer, the provider or the office by name, or Nobody.
	Who string
	// Since when it has been waiting, zero where not known; By when it should be done, zero where no day
	// is set.
	Since, By date.Date
	What, Why string
}

// Nobody stands for the person still to be found.
const Nobody = "nobody yet"

// Need is what has to happen.
type Need string

// The needs.
const (
	Settle    Need = "settle with the register"
	Resend    Need = "send the file again"
	Remind    Need = "remind the provider"
	Correct   Need = "correct the questionnaire"
	Restrict  Need = "settle access that is open"
	Redecide  Need = "renew a decision that has lapsed"
	Renew     Need = "renew what has expired"
	Mend      Need = "complete a decision"
	Sign      Need = "sign as the second person"
	Relook    Need = "look again at a decision"
	Chase     Need = "chase an answer"
	Answer    Need = "answer a question"
	Assign    Need = "assign a reviewer"
	Decide    Need = "decide"
	Review    Need = "review"
	Whitelist Need = "open access that was granted"
	Rate      Need = "rate an API"
	Prepare   Need = "renew before it expires"
)

// Needs lists them, the most urgent first: whose a file is comes before what it says, what keeps a
// product from being assessed before what keeps it waiting, access without a decision before decisions to
// make, and what can still wait comes last.
var Needs = []Need{Settle, Resend, Remind, Correct, Restrict, Redecide, Renew, Mend, Sign, Relook, Chase, Answer, Assign, Decide, Review, Whitelist, Rate, Prepare}

// queue gathers the tasks of the round's files: of what was sent and what was not, of what was decided, and of
// what is open in the register.
func (v Office) queue() []Task {
	all := v.fileTasks()
	for r := range v.Rows {
		all = append(all, r.Tasks...)
	}
	return inUrgency(append(all, v.ratingTasks()...))
}

// inUrgency sorts tasks, the most urgent first, and those waiting longest first among equals.
func inUrgency(all []Task) []Task {
	slices.SortStableFunc(all, func(a, b Task) int {
		return cmp.Or(slices.Index(Needs, a.Need)-slices.Index(Needs, b.Need), compareKnown(a.Since, b.Since),
			strings.Compare(a.Product.ID, b.Product.ID), strings.Compare(a.File, b.File), strings.Compare(a.API, b.API), strings.Compare(a.Why, b.Why))
	})
	return all
}

// compareKnown puts days that are not known behind those that are.
func compareKnown(a, b date.Date) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return a.Compare(b)
}

// rowTasks are those of one product.
func (o Occasion) rowTasks(r OfficeRow) []Task {
	reviewer := reviewerOf(r)
	task := func(n Need, who string, since date.Date, what, why string) Task {
		return Task{Need: n, Product: r.Product, Provider: NameOf(r.Provider), Who: who, Since: since, What: what, Why: why}
	}
	asOf, due := o.AsOf, o.Due
	all := gapTasks(r, func(n Need, since date.Date, what, why string) Task { return task(n, reviewer, since, what, why) })
	if r.Case == nil {
		if !due.IsZero() && due.Before(asOf) {
			all = append(all, task(Remind, reviewer, due, "Remind the provider", "No questionnaire could be read, and the day they were due has passed."))
		}
		return all
	}
	all = append(all, o.renewals(r)...)
	all = append(all, o.reviewTasks(r, task)...)
	completed := r.Case.Submission.Completed
	switch {
	case r.Case.Check.Errors() > 0:
		all = append(all, task(Correct, r.Provider.Name, completed, "Put right what is wrong and send the questionnaire again", faults(r.Case)))
	case r.Status == Received && reviewer == Nobody:
		all = append(all, task(Assign, Nobody, completed, "Assign a reviewer", "The questionnaire is complete, and nobody looks after the product."))
	case r.Status == Received:
		all = append(all, task(Review, reviewer, completed, "Review the assessment", "The questionnaire is complete and does not contradict itself."))
	}
	return all
}

// faults counts the errors of a submission by kind: "12 missing, 1 inconsistent".
func faults(c *Case) string {
	n := map[response.ProblemKind]int{}
	for _, p := range c.Check.Problems {
		if p.Severity == response.Error {
			n[p.Kind]++
		}
	}
	var parts []string
	for _, k := range response.ProblemKinds {
		if n[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[k], k))
		}
	}
	return "What must be put right: " + strings.Join(parts, ", ") + "."
}

// renewals are at most two: what has expired, and what will within Ahead days.
func (o Occasion) renewals(r OfficeRow) []Task {
	asOf := o.AsOf
	var over, soon []Expiry
	for _, e := range r.Expiries {
		switch BandOf(e.On, asOf) {
		case Expired:
			over = append(over, e)
		case In30Days, In60Days, In90Days:
			soon = append(soon, e)
		}
	}
	var all []Task
	if over != nil {
		all = append(all, Task{Need: Renew, Product: r.Product, Provider: NameOf(r.Provider), Who: r.Provider.Name,
			Since: over[0].On, By: over[0].On, What: "Renew it and send the new one", Why: named(over) + " expired."})
	}
	if soon != nil {
		all = append(all, Task{Need: Prepare, Product: r.Product, Provider: NameOf(r.Provider), Who: r.Provider.Name,
			Since: soon[0].On.AddDays(-Ahead), By: soon[0].On, What: "Renew it in time and send the new one", Why: named(soon) + " will expire."})
	}
	return all
}

// named is one thing by name, or the first and the number of the others.
func named(all []Expiry) string {
	switch n := len(all) - 1; n {
	case 0:
		return all[0].What
	case 1:
		return all[0].What + " and one other"
	default:
		return fmt.Sprintf("%s and %d others", all[0].What, n)
	}
}

// ratingTasks has one for every API that products ask for and nobody has rated.
func (v Office) ratingTasks() []Task {
	by := map[string]*Task{}
	waiting := map[string]int{}
	for r := range v.Rows {
		if r.Case == nil {
			continue
		}
		for _, o := range r.Case.Assessment.APIs {
			if !o.Known || o.API.Rating != framework.Pending || o.API.Availability == "retired" {
				continue
			}
			t := by[o.API.ID]
			if t == nil {
				t = &Task{Need: Rate, API: o.API.ID, Who: v.Occasion.Office.Name, What: "Rate " + o.API.ID + ": " + o.API.Title}
				by[o.API.ID] = t
			}
			t.Since, t.By = earlier(t.Since, r.Case.Submission.Completed), earlier(t.By, officeDue(r, o.API.ID))
			waiting[o.API.ID]++
		}
	}
	var all []Task
	for id, t := range by { // sorted with the rest of the queue
		t.Why = "One product waits for it."
		if n := waiting[id]; n > 1 {
			t.Why = fmt.Sprintf("%d products wait for it.", n)
		}
		all = append(all, *t)
	}
	return all
}

// earlier is the first of two days; one that is not known does not count.
func earlier(a, b date.Date) date.Date {
	if compareKnown(b, a) < 0 {
		return b
	}
	return a
}
