package view

import (
	"slices"
	"strings"
	"sync"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
)

// LetterKind is what a letter is for. It is the letter's id within its product as well: there is one of a
// kind at a time.
type LetterKind string

// The kinds of letters.
const (
	AcknowledgementLetter LetterKind = "acknowledgement"
	RequestLetter         LetterKind = "request-for-information"
	OutcomeLetter         LetterKind = "outcome"
	NoticeLetter          LetterKind = "notice"
	ReminderLetter        LetterKind = "reminder"
)

// LetterKinds lists them in the order of a product's way.
var LetterKinds = []LetterKind{AcknowledgementLetter, RequestLetter, OutcomeLetter, NoticeLetter, ReminderLetter}

// ReplyDays is how many days a provider has to answer a letter where the round sets no day. Office
// configuration: nothing has been published.
const ReplyDays = 14

// Letter is what one letter to a provider holds. It has no field for anything a reviewer noted, or for who
// decided: what is here is for the provider to read.
type Letter struct {
	Kind LetterKind
	// Date is the day of the round, and of an outcome the day of the last decision in it.
	Date date.Date
	// By is the day to answer by, zero where nothing is asked.
	By             date.Date
	Contact, Email string // of the provider in the register, or ""
	// Points are what a request asks, in the order of the questionnaire, the office's questions last.
	Points []LetterPoint
	// Only are the questions the workbook beside a request is for; empty where none is needed.
	Only []string
	// Granted and Undecided are of an outcome: what was decided for each API, and those for which no decision
	// holds, by id.
	Granted   []LetterVerdict
	Undecided []string
	Explained []LetterFinding
	// Answered are what the office asked and the provider has answered, with what stands beside the answers.
	Answered []LetterPoint
	Duties   []assess.Duty
	// Grounds are why a notice is given, or what a reminder is of.
	Grounds []LetterGround
}

// LetterPoint is one thing a request asks to put right or to explain.
type LetterPoint struct {
	Question string // id, or "" where it is about none
	Control  string // title, of what the office asks about a finding
	Where    []response.Cell
	What, Do string
	By       date.Date // zero for the day of the letter
	Said     []Remark
}

// Remark is what the provider explained beside an answer.
type Remark struct {
	Question, Text string
	Cell           response.Cell
}

// LetterVerdict is what was decided for one API.
type LetterVerdict struct {
	API                      framework.API
	Verdict                  review.Verdict
	Recommended              string
	Conditions, Compensating string
	On, Until                date.Date // Until is zero for no end
}

// LetterFinding is a finding the office decided on, with its words for the provider and the provider's own.
type LetterFinding struct {
	Control          string
	Machine, Decided framework.Result
	Explanation      string
	Until            date.Date
	Said             []Remark
	Reason, Remedy   string // of the rule
}

// LetterGround is one thing a notice or a reminder is about.
type LetterGround struct {
	What string
	On   date.Date // the last day it holds or held, or the day it is due
	Do   string
	APIs []string // ids
}

// LettersTo are the letters due to the provider of a case as of the round's day, in the order of
// LetterKinds. They follow from the files of the round alone.
func LettersTo(o Occasion, f *framework.Framework, c *Case) []Letter {
	l := letters{o: o, f: f, c: c, evidence: assess.EvidenceOf(f, &c.Submission, o.AsOf)}
	l.shown = sync.OnceValue(func() map[string]bool { return assess.Asked(f, &c.Submission, o.AsOf) })
	all := []Letter{{Kind: AcknowledgementLetter, Date: o.AsOf}}
	for _, make := range []func() (Letter, bool){l.request, l.outcome, l.notice, l.reminder} {
		if letter, due := make(); due {
			all = append(all, letter)
		}
	}
	for i := range all {
		all[i].Contact, all[i].Email = c.Provider.Contact, c.Provider.Email
	}
	return all
}

type letters struct {
	o        Occasion
	f        *framework.Framework
	c        *Case
	evidence []assess.Evidence
	shown    func() map[string]bool // the questions asked of the product
}

// request is due while anything must be put right or the office waits for an answer.
func (l *letters) request() (Letter, bool) {
	x := Letter{Kind: RequestLetter, Date: l.o.AsOf}
	wanted := map[string]bool{}
	for _, p := range l.c.Check.Problems {
		if p.Severity != response.Error {
			continue
		}
		about := assess.Concerns(l.f, p)
		x.Points = append(x.Points, LetterPoint{Question: p.Question, Where: l.found(p.Cell), What: p.What, Do: p.Do, Said: l.said(about)})
		for _, id := range about {
			wanted[id] = true
		}
	}
	for _, q := range l.c.Review.Questions {
		if q.On.IsZero() || !l.open(q) { // one not asked yet is for the office alone
			continue
		}
		for _, id := range l.about(q) {
			wanted[id] = true
		}
		x.Points = append(x.Points, l.asked(q))
	}
	x.Only = l.inOrder(wanted)
	x.By = l.answerBy(x.Points)
	return x, len(x.Points) > 0
}

// inOrder are ids in the order of the questionnaire.
func (l *letters) inOrder(wanted map[string]bool) []string {
	if len(wanted) == 0 {
		return nil // most products have nothing open
	}
	var all []string
	for _, q := range l.f.Index().Questions {
		if wanted[q.ID] {
			all = append(all, q.ID)
		}
	}
	return all
}

// asked is a question of the office as a point, with the cells in which it can be answered and what the
// provider explained there.
func (l *letters) asked(q review.Question) LetterPoint {
	about := l.about(q)
	p := LetterPoint{Question: q.Question, What: q.Text, By: q.Due, Said: l.said(about), Do: "Answer it, or explain it in the comment beside the answer."}
	if control, ok := l.f.Control(q.Control); ok {
		p.Control = control.Title
	}
	if len(about) == 0 {
		p.Do = "Answer by email or in a covering note."
	}
	for _, id := range about {
		p.Where = append(p.Where, l.found(l.c.Submission.Places[id])...)
	}
	return p
}

// found is a place, if there is one to go to.
func (l *letters) found(c response.Cell) []response.Cell {
	if c == (response.Cell{}) {
		return nil
	}
	return []response.Cell{c}
}

// open says that a question waits for its answer. One that came with a decision to ask stays open while that
// decision stands, also where the questionnaire was completed again: an answer would have changed what the
// decision rests on.
func (l *letters) open(q review.Question) bool {
	if q.Answer != "" || !q.AnsweredOn.IsZero() {
		return false
	}
	asked := slices.ContainsFunc(l.c.Review.Findings, func(x review.Finding) bool {
		return x.State == review.Asked && x.Decision.Control == q.Control && x.Decision.Explanation == q.Text
	})
	return asked || !q.AnsweredBy(&l.c.Submission)
}

// about are the questions of the questionnaire that a question of the office is about: the one it names, or
// those asked below its control.
func (l *letters) about(q review.Question) []string {
	if _, ok := l.f.Question(q.Question); ok {
		return []string{q.Question}
	}
	asked := l.shown()
	control, _ := l.f.Control(q.Control)
	var all []string
	for _, x := range control.Questions {
		if asked[x.ID] {
			all = append(all, x.ID)
		}
	}
	return all
}

// said are the provider's remarks beside questions.
func (l *letters) said(ids []string) []Remark {
	var all []Remark
	for _, id := range ids {
		if c := l.c.Submission.Answers[id].Comment; strings.TrimSpace(c.Text) != "" {
			all = append(all, Remark{id, c.Text, c.Cell})
		}
	}
	return all
}

// answerBy is the first day still to come by which the round or a question wants an answer, or ReplyDays on.
func (l *letters) answerBy(points []LetterPoint) date.Date {
	var by date.Date
	days := []date.Date{l.o.Due}
	for _, p := range points {
		days = append(days, p.By)
	}
	for _, d := range days {
		if !d.IsZero() && !d.Before(l.o.AsOf) {
			by = earlier(by, d)
		}
	}
	if by.IsZero() {
		return l.o.AsOf.AddDays(ReplyDays)
	}
	return by
}

// outcome is due as soon as a decision on an API is in force.
func (l *letters) outcome() (Letter, bool) {
	x := Letter{Kind: OutcomeLetter, Duties: l.c.Review.Obligations}
	for _, a := range l.c.Review.APIs {
		if a.State != review.InForce {
			x.Undecided = append(x.Undecided, a.Recommended.API.ID)
			continue
		}
		r := a.Ruling
		x.Granted = append(x.Granted, LetterVerdict{API: a.Recommended.API, Verdict: r.Verdict, Recommended: a.Recommended.Outcome.Title,
			Conditions: r.Conditions, Compensating: r.Compensating, On: r.On, Until: r.Until})
		if x.Date.Before(r.On) {
			x.Date = r.On
		}
	}
	for _, y := range l.c.Review.Findings {
		if y.State != review.InForce || y.Decision.Choice != review.Override && y.Decision.Explanation == "" {
			continue
		}
		x.Explained = append(x.Explained, LetterFinding{Control: y.Machine.Control.Title, Machine: y.Machine.Result, Decided: y.Result,
			Explanation: y.Decision.Explanation, Until: y.Decision.Until, Reason: y.Machine.Reason, Remedy: y.Machine.Remedy,
			Said: l.saidOf(y.Machine)})
	}
	for _, q := range l.c.Review.Questions {
		if !q.On.IsZero() && !l.open(q) {
			x.Answered = append(x.Answered, l.asked(q))
		}
	}
	return x, len(x.Granted) > 0
}

// saidOf are the provider's remarks on everything a finding rests on.
func (l *letters) saidOf(x assess.Finding) []Remark {
	var ids []string
	for _, g := range x.Said(&l.c.Submission) {
		ids = append(ids, g.Question.ID)
	}
	return l.said(ids)
}

// notice is due before access is restricted: something it rests on holds no longer, or there is no decision
// for what is used in production.
func (l *letters) notice() (Letter, bool) {
	x := Letter{Kind: NoticeLetter, Date: l.o.AsOf, By: l.o.AsOf.AddDays(ReplyDays)}
	var open []string
	for _, a := range l.c.Review.APIs {
		id := a.Recommended.API.ID
		if a.Access() {
			open = append(open, id)
		}
		if g, ok := l.restricting(a); ok {
			g.APIs = []string{id}
			x.Grounds = append(x.Grounds, g)
		}
	}
	for _, e := range l.evidence {
		// Access hangs on what the published rules give a day; that a sample of a log is old is for a reminder.
		official := e.Rule != nil && e.Rule.Status == framework.Official
		if len(open) > 0 && official && BandOf(e.Until, l.o.AsOf) == Expired {
			x.Grounds = append(x.Grounds, LetterGround{What: e.Name() + " has expired.", On: e.Until, APIs: open,
				Do: "Renew it, and send the new one with the changed answer."})
		}
	}
	return x, len(x.Grounds) > 0
}

// restricting says why the access to an API may be restricted.
func (l *letters) restricting(a review.API) (LetterGround, bool) {
	used := l.c.usedInProduction(a.Recommended.API.ID)
	switch {
	case a.Ruling == nil:
		return LetterGround{}, false
	case a.State == review.Lapsed && a.Ruling.Verdict.Access():
		return LetterGround{What: "The decision that gave access has lapsed.", On: a.Ruling.Until,
			Do: "Tell us whether you still use the API, and send what has changed since."}, true
	case a.State == review.Stale && a.Ruling.Verdict.Access() && used:
		return LetterGround{What: "What the decision that gave access rests on has changed since, so it has to be made again.", On: l.o.AsOf,
			Do: "Tell us of anything we should know before we decide."}, true
	case a.State == review.InForce && !a.Ruling.Verdict.Access() && used:
		return LetterGround{What: "The decision is “" + string(a.Ruling.Verdict) + "”, and the product is registered to use the API in production.", On: a.Ruling.On,
			Do: "Tell us how you use the API and what a restriction would mean for your clients, or explain why the decision should be another."}, true
	}
	return LetterGround{}, false
}

// usedInProduction: the register says that the product uses the API in production.
func (c *Case) usedInProduction(api string) bool {
	return slices.ContainsFunc(c.Uses, func(u round.Use) bool {
		return strings.EqualFold(u.API, api) && strings.EqualFold(u.Environment, "production")
	})
}

// reminder is due Ahead days before something ends that the product rests on, and for a review that is due.
func (l *letters) reminder() (Letter, bool) {
	x := Letter{Kind: ReminderLetter, Date: l.o.AsOf}
	add := func(on date.Date, what, do string, apis ...string) {
		x.Grounds = append(x.Grounds, LetterGround{What: what, On: on, Do: do, APIs: apis})
	}
	for _, a := range l.c.Review.APIs {
		if a.Access() && l.soon(a.Ruling.Until) {
			add(a.Ruling.Until, "The decision on access", "Ask for its renewal, and send what has changed since.", a.Recommended.API.ID)
		}
	}
	for _, y := range l.c.Review.Findings {
		if y.State == review.InForce && l.soon(y.Decision.Until) {
			add(y.Decision.Until, "The decision on “"+y.Machine.Control.Title+"”", "Send the changed answers, or explain why it should hold on.")
		}
	}
	for _, e := range expiriesOf(l.evidence) {
		if l.soon(e.On) {
			add(e.On, e.What, "Renew it in time, and send the new one with the changed answer.")
		}
	}
	for _, d := range l.c.Review.Obligations {
		// What is counted in months is far enough away to be forgotten; shorter ones stand in the outcome.
		if d.DueMonths > 0 && d.Owner != "office" && !l.o.AsOf.AddDays(Ahead).Before(d.Due) {
			add(d.Due, d.Title, d.Text, d.APIs...)
		}
	}
	slices.SortStableFunc(x.Grounds, func(a, b LetterGround) int { return a.On.Compare(b.On) })
	for _, g := range x.Grounds {
		if !g.On.Before(l.o.AsOf) {
			x.By = earlier(x.By, g.On)
		}
	}
	return x, len(x.Grounds) > 0
}

// soon says that a day comes within Ahead days.
func (l *letters) soon(d date.Date) bool {
	b := BandOf(d, l.o.AsOf)
	return b == In30Days || b == In60Days || b == In90Days
}
