package view

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
)

// lettered is a case that uses APIs of interim@1.0, with the decisions of a book laid over it; the bases are
// filled in where the book leaves them out, so that every decision rests on what is so.
func lettered(t *testing.T, book review.Book, apis ...string) (*round.Round, *Case) {
	t.Helper()
	r := aRound(t, "Ana", "a")
	c := aCase(t, r, "a", "")
	f := interim(t)
	q, _ := f.RoleQuestion(framework.RoleAPIs)
	a := response.Answer{Understood: true}
	for _, id := range apis {
		a.Value.Rows = append(a.Value.Rows, response.Row{Cells: map[string]response.Answer{"api": {Raw: id, Understood: true, Value: response.Value{Text: id}}}})
	}
	c.Submission.Answers[q.ID] = a
	relaid(t, r, &c, book)
	return r, &c
}

// interim is the edition of these tests, loaded once.
func interim(t *testing.T) *framework.Framework {
	t.Helper()
	f, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var loaded = sync.OnceValues(func() (*framework.Framework, error) { return frameworks.Find("interim@1.0") })

// relaid judges a case again and lays the book over it.
func relaid(t *testing.T, r *round.Round, c *Case, book review.Book) {
	t.Helper()
	f := interim(t)
	c.Assessment = assess.Assess(f, &c.Submission, r.AsOf)
	for i := range book.Decisions {
		for _, x := range c.Assessment.Findings {
			if d := &book.Decisions[i]; d.Control == x.Control.ID && d.Basis == "" {
				d.Basis = review.BasisOf(f, &c.Submission, x)
			}
		}
	}
	for i := range book.Rulings {
		for _, x := range c.Assessment.APIs {
			if d := &book.Rulings[i]; d.API == x.API.ID && d.Basis == "" {
				d.Basis = review.OutcomeBasis(x)
			}
		}
	}
	c.Review = review.Lay(f, &c.Submission, c.Assessment, &book)
}

func ruling(v review.Verdict, on, until date.Date) review.Ruling {
	return review.Ruling{API: "ABR.0001.view", Verdict: v, On: on, Until: until, By: "Ana", Second: "Ben", Conditions: "Log it."}
}

func kinds(all []Letter) string {
	var names []string
	for _, l := range all {
		names = append(names, string(l.Kind))
	}
	return strings.Join(names, " ")
}

// Which letters are due follows from the files alone.
func TestLettersDue(t *testing.T) {
	day := func(s string) date.Date {
		if s == "" {
			return date.Date{}
		}
		return on(t, s)
	}
	production := []round.Use{{Product: "a", API: "ABR.0001.view", Environment: "Production"}}
	stale := ruling(review.Granted, day("2017-10-20"), date.Date{})
	stale.Basis = "other"
	ask := review.Decision{Control: "user-mfa", Choice: review.Ask, Explanation: "Who is exempt?", Reviewer: "Ana", On: day("2017-10-20"), Until: day("2017-11-05")}
	book := func(r ...review.Ruling) review.Book { return review.Book{Rulings: r} }
	for _, c := range []struct {
		name string
		book review.Book
		uses []round.Use
		want string
	}{
		{name: "nothing decided", want: "acknowledgement"},
		{name: "granted", book: book(ruling(review.Granted, day("2017-10-20"), date.Date{})), want: "acknowledgement outcome"},
		{name: "granted until soon", book: book(ruling(review.Granted, day("2017-10-20"), day("2018-01-29"))), want: "acknowledgement outcome reminder"},
		{name: "granted until later", book: book(ruling(review.Granted, day("2017-10-20"), day("2018-01-30"))), want: "acknowledgement outcome"},
		{name: "granted until today", book: book(ruling(review.Granted, day("2017-10-20"), day("2017-10-31"))), want: "acknowledgement outcome reminder"},
		{name: "lapsed yesterday", book: book(ruling(review.Granted, day("2017-09-20"), day("2017-10-30"))), want: "acknowledgement notice"},
		{name: "a refusal that lapsed takes nothing away", book: book(ruling(review.NotGranted, day("2017-09-20"), day("2017-10-30"))), want: "acknowledgement"},
		{name: "not granted, used in production", book: book(ruling(review.NotGranted, day("2017-10-20"), date.Date{})), uses: production, want: "acknowledgement outcome notice"},
		{name: "deferred, used in production", book: book(ruling(review.Deferred, day("2017-10-20"), date.Date{})), uses: production, want: "acknowledgement outcome notice"},
		{name: "not granted, not used", book: book(ruling(review.NotGranted, day("2017-10-20"), date.Date{})), want: "acknowledgement outcome"},
		{name: "stale, used in production", book: book(stale), uses: production, want: "acknowledgement notice"},
		{name: "stale, not used", book: book(stale), want: "acknowledgement"},
		{name: "review due", book: book(ruling(review.Granted, day("2016-11-15"), date.Date{})), want: "acknowledgement outcome reminder"},
		{name: "review overdue", book: book(ruling(review.Granted, day("2016-01-15"), date.Date{})), want: "acknowledgement outcome reminder"},
		{name: "asked about a finding", book: review.Book{Decisions: []review.Decision{ask}}, want: "acknowledgement request-for-information"},
		{name: "asked", book: review.Book{Questions: []review.Question{{ID: "Q1", Text: "Why?", On: day("2017-10-20")}}}, want: "acknowledgement request-for-information"},
		{name: "answered, as the office noted", book: review.Book{Questions: []review.Question{{ID: "Q1", Text: "Why?", On: day("2017-10-20"), Answer: "So."}}}, want: "acknowledgement"},
		{name: "answered by a questionnaire completed since", book: review.Book{Questions: []review.Question{{ID: "Q1", Text: "Why?", On: day("2017-10-01")}}}, want: "acknowledgement"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, x := lettered(t, c.book, "ABR.0001.view")
			x.Uses = c.uses
			if got := kinds(LettersTo(OccasionOf(r), interim(t), x)); got != c.want {
				t.Errorf("the letters are %q, want %q; the problems: %v", got, c.want, x.Review.Problems)
			}
		})
	}
}

// A certificate that expired is a reason for a notice only while access rests on it, and one that will soon
// for a reminder.
func TestLettersOnExpiries(t *testing.T) {
	for _, c := range []struct {
		until   string
		granted bool
		want    string
	}{
		{"2017-10-30", true, "acknowledgement outcome notice"}, {"2017-10-30", false, "acknowledgement"},
		{"2017-10-31", true, "acknowledgement outcome reminder"}, {"2018-01-29", false, "acknowledgement reminder"}, {"2018-01-30", true, "acknowledgement outcome"},
	} {
		var book review.Book
		if c.granted {
			book.Rulings = []review.Ruling{ruling(review.Granted, on(t, "2017-10-20"), date.Date{})}
		}
		r, x := lettered(t, review.Book{}, "ABR.0001.view")
		certified(t, x, c.until)
		relaid(t, r, x, book)
		if got := kinds(LettersTo(OccasionOf(r), interim(t), x)); got != c.want {
			t.Errorf("certified until %s, granted %v: the letters are %q, want %q", c.until, c.granted, got, c.want)
		}
	}
}

// The request lists exactly the open points: every error and every question not answered, nothing else, and
// its workbook the questions these are about.
func TestRequestListsTheOpenPoints(t *testing.T) {
	f := interim(t)
	questions := []review.Question{
		{ID: "Q1", Control: "user-mfa", Text: "Who is exempt?", On: on(t, "2017-10-20"), Due: on(t, "2017-11-05")},
		{ID: "Q2", Question: "P01", Text: "Since when?", On: on(t, "2017-10-20"), Due: on(t, "2017-11-03")},
		{ID: "Q5", Question: "P03", Text: "Not asked yet?"},
		{ID: "Q3", Text: "Whom may we call?", On: on(t, "2017-10-20")},
		{ID: "Q4", Question: "P02", Text: "Settled?", On: on(t, "2017-10-20"), AnsweredOn: on(t, "2017-10-25")},
	}
	r, c := lettered(t, review.Book{Questions: questions}, "ABR.0001.view")
	c.Submission.Places = map[string]response.Cell{"P01": {File: "a.xlsx", Sheet: "Product", Ref: "D6"}}
	c.Submission.Answers["P01"] = response.Answer{Raw: "Yes", Comment: response.Field{Text: "In part."}}
	check := assess.Check(f, &c.Submission, r.AsOf)
	check.Problems = append(check.Problems, response.Problem{Kind: response.Unevidenced, Severity: response.Warning, Question: "P03", What: "No evidence is named."})
	c.Check = check
	x := LettersTo(OccasionOf(r), f, c)[1]
	var want, got []string
	concerned := map[string]bool{"P01": true}
	for _, p := range check.Problems {
		if p.Severity == response.Error {
			want = append(want, p.What)
			for _, id := range assess.Concerns(f, p) {
				concerned[id] = true
			}
		}
	}
	want = append(want, "Who is exempt?", "Since when?", "Whom may we call?")
	for _, p := range x.Points {
		got = append(got, p.What)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the points are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	control, _ := f.Control("user-mfa")
	asked := assess.Asked(f, &c.Submission, r.AsOf)
	for _, q := range control.Questions {
		concerned[q.ID] = concerned[q.ID] || asked[q.ID]
	}
	for _, q := range f.Questions() {
		if slices.Contains(x.Only, q.ID) != concerned[q.ID] {
			t.Errorf("%s is in the workbook: %v, is open: %v", q.ID, !concerned[q.ID], concerned[q.ID])
		}
	}
	if x.By != on(t, "2017-11-03") {
		t.Errorf("the answer is asked for by %s, want the first day asked for, 2017-11-03", x.By)
	}
	last := x.Points[len(x.Points)-2]
	if len(last.Where) != 1 || last.Where[0].Ref != "D6" || len(last.Said) != 1 || last.Said[0].Text != "In part." {
		t.Errorf("the point on P01 is %+v, want its cell and what the provider explained", last)
	}
}

// A question asked with a finding stays open while the finding is asked about, though the questionnaire was
// sent again: nothing it rests on has changed.
func TestAskedFindingStaysOpen(t *testing.T) {
	ask := review.Decision{Control: "user-mfa", Choice: review.Ask, Explanation: "Who is exempt?", Reviewer: "Ana", On: on(t, "2017-09-20")}
	r, c := lettered(t, review.Book{Decisions: []review.Decision{ask}}, "ABR.0001.view")
	if got := kinds(LettersTo(OccasionOf(r), interim(t), c)); got != "acknowledgement request-for-information" {
		t.Errorf("the letters are %q", got)
	}
}

// A letter has no room for what reviewers noted: nothing of the review but the word of a verdict.
func TestLettersHaveNoRoomForReviewers(t *testing.T) {
	var held func(x reflect.Type, path string)
	held = func(x reflect.Type, path string) {
		switch x.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			held(x.Elem(), path)
		case reflect.Struct:
			if strings.HasSuffix(x.PkgPath(), "data/review") || strings.HasSuffix(x.PkgPath(), "data/round") {
				t.Errorf("a letter can hold a %s at %s", x, path)
			}
			if strings.HasSuffix(x.PkgPath(), "data/framework") || strings.HasSuffix(x.PkgPath(), "data/date") {
				return
			}
			for i := range x.NumField() {
				held(x.Field(i).Type, fmt.Sprintf("%s.%s", path, x.Field(i).Name))
			}
		}
	}
	held(reflect.TypeOf(Letter{}), "Letter")
}
