package view

import (
	"opframe/data/date"
	"opframe/data/review"
)

// Status is how far a product has come.
type Status string

// The states of a product. Those before InReview follow from the questionnaire alone.
const (
	NotReceived           Status = "not received"
	Incomplete            Status = "incomplete" // there are problems that must be put right
	Received              Status = "received"   // complete and consistent
	InReview              Status = "in review"  // something was decided, and nobody is asked
	Asked                 Status = "asked"      // a question to the provider is open
	Answered              Status = "answered"   // none is open any more, and not everything is decided
	Decided               Status = "decided"    // every API has a decision in force, and none gives access
	Granted               Status = "granted"
	GrantedWithConditions Status = "granted with conditions"
	Lapsed                Status = "lapsed" // access was granted until a day that has passed, and none is in force
)

// Statuses lists them in the order of a product's way.
var Statuses = []Status{NotReceived, Incomplete, Received, InReview, Asked, Answered, Decided, Granted, GrantedWithConditions, Lapsed}

// Standing is a status with whom the product is, the provider or a reviewer by name or Nobody, and since when;
// Since is zero where no file gives the day.
type Standing struct {
	Status Status
	Who    string
	// WithProvider says that Who is the provider: it is for them to do something.
	WithProvider bool
	Since        date.Date
}

// Readiness is what the questionnaire alone says, whatever has been decided since.
func Readiness(c *Case) Status {
	switch {
	case c == nil:
		return NotReceived
	case c.Check.Errors() > 0:
		return Incomplete
	}
	return Received
}

// standing says how far a product has come. What is decided of every API outranks a question that is still
// open, and access that has run out with nothing in its place outranks both: the question stays in the queue.
func standing(r OfficeRow, due date.Date) Standing {
	reviewer := reviewerOf(r)
	provider := func(s Status, since date.Date) Standing { return Standing{s, r.Provider.Name, true, since} }
	office := func(s Status, since date.Date) Standing { return Standing{s, reviewer, false, since} }
	if r.Case == nil {
		return provider(NotReceived, due)
	}
	v, done := r.Case.Review, r.Case.Submission.Completed
	open, answered := asked(r.Case)
	switch {
	case lapsedSince(v) != date.Date{}:
		return office(Lapsed, lapsedSince(v).AddDays(1))
	case allRuled(v):
		return office(granted(v), ruledOn(v))
	case open != nil:
		return provider(Asked, firstOf(open, func(q review.Question) date.Date { return q.On }))
	case answered != nil:
		return office(Answered, lastOf(answered, func(q review.Question) date.Date { return later(q.AnsweredOn, replied(q, done)) }))
	case begun(v):
		return office(InReview, begunOn(v))
	case r.Case.Check.Errors() > 0:
		return provider(Incomplete, done)
	}
	return office(Received, done)
}

// reviewerOf is who looks after a product: whom the register names, or else the review workbook.
func reviewerOf(r OfficeRow) string {
	switch {
	case r.Product.Reviewer != "":
		return r.Product.Reviewer
	case r.Case != nil && r.Case.Review.Book != nil && r.Case.Review.Book.Reviewer != "":
		return r.Case.Review.Book.Reviewer
	}
	return Nobody
}

// asked parts the questions put to the provider; those not asked yet are in neither.
func asked(c *Case) (open, answered []review.Question) {
	for _, q := range c.Review.Questions {
		switch {
		case q.AnsweredBy(&c.Submission):
			answered = append(answered, q)
		case !q.On.IsZero():
			open = append(open, q)
		}
	}
	return open, answered
}

// replied is the day of the questionnaire that answers a question, or zero where it does not.
func replied(q review.Question, completed date.Date) date.Date {
	if q.On.IsZero() || !q.On.Before(completed) {
		return date.Date{}
	}
	return completed
}

// begun says that somebody has decided something, also where it no longer counts or does not yet.
func begun(v review.Reviewed) bool {
	return v.Book != nil && len(v.Book.Decisions)+len(v.Book.Rulings) > 0
}

// begunOn is the first day something was decided on.
func begunOn(v review.Reviewed) date.Date {
	return earlier(firstOf(v.Book.Decisions, func(d review.Decision) date.Date { return d.On }),
		firstOf(v.Book.Rulings, func(r review.Ruling) date.Date { return r.On }))
}

// allRuled says that a decision on every API is in force, and that there is one.
func allRuled(v review.Reviewed) bool {
	for _, a := range v.APIs {
		if a.State != review.InForce {
			return false
		}
	}
	return len(v.APIs) > 0
}

// granted is what the decisions on all APIs come to.
func granted(v review.Reviewed) Status {
	s := Decided
	for _, a := range v.APIs {
		switch {
		case !a.Access():
		case a.Ruling.Verdict == review.GrantedWithConditions:
			return GrantedWithConditions
		default:
			s = Granted
		}
	}
	return s
}

// ruledOn is the day from which every API was decided on.
func ruledOn(v review.Reviewed) date.Date {
	return lastOf(v.APIs, func(a review.API) date.Date { return later(a.Ruling.On, a.Ruling.SecondOn) })
}

// lapsedSince is the last day access held, where access has run out and none is in force, or zero.
func lapsedSince(v review.Reviewed) date.Date {
	var last date.Date
	for _, a := range v.APIs {
		if a.Access() {
			return date.Date{}
		}
		if ranOut(a) {
			last = later(last, a.Ruling.Until)
		}
	}
	return last
}

// ranOut says that access to an API was granted until a day that has passed.
func ranOut(a review.API) bool { return a.State == review.Lapsed && a.Ruling.Verdict.Access() }

func firstOf[T any](all []T, day func(T) date.Date) date.Date {
	var first date.Date
	for _, x := range all {
		first = earlier(first, day(x))
	}
	return first
}

func lastOf[T any](all []T, day func(T) date.Date) date.Date {
	var last date.Date
	for _, x := range all {
		last = later(last, day(x))
	}
	return last
}

// later is the last of two days; one that is not known does not count.
func later(a, b date.Date) date.Date {
	if a.IsZero() || !b.IsZero() && a.Before(b) {
		return b
	}
	return a
}
