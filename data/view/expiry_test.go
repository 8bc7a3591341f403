package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

func TestBands(t *testing.T) {
	asOf := on(t, "2017-10-31")
	for _, c := range []struct {
		days int
		want Band
	}{{-400, Expired}, {-1, Expired}, {0, In30Days}, {30, In30Days}, {31, In60Days}, {60, In60Days}, {61, In90Days}, {90, In90Days}, {91, Later}, {4000, Later}} {
		if got := BandOf(asOf.AddDays(c.days), asOf); got != c.want {
			t.Errorf("%d days ahead is %q, want %q", c.days, got, c.want)
		}
	}
	if got := BandOf(on(t, "2017-10-31").AddDays(0), asOf); got == NoneStated {
		t.Error("a day that is stated is not none")
	}
	if got := BandOf(OfficeRow{}.NextExpiry(), asOf); got != NoneStated {
		t.Errorf("a product of which nothing expires is in the band %q", got)
	}
}

// expiriesIn are those of a case assessed as of the day of the tests.
func expiriesIn(f *framework.Framework, c *Case) []Expiry {
	return expiriesOf(assess.EvidenceOf(f, &c.Submission, date.Date{Year: 2017, Month: 10, Day: 31}))
}

func TestExpiriesOfASubmission(t *testing.T) {
	f := edition(t, "interim@1.0")
	a := Case{Submission: response.Submission{File: "a.xlsx", Answers: map[string]response.Answer{}}}
	s := &a.Submission
	text := func(s string) response.Answer {
		return response.Answer{Raw: s, Understood: true, Value: response.Value{Text: s}}
	}
	day := func(s string) response.Answer {
		return response.Answer{Raw: s, Understood: true, Value: response.Value{Date: on(t, s)}, Cell: response.Cell{File: "a.xlsx", Sheet: "Lists", Ref: "F9"}}
	}
	s.Answers["W04"] = response.Answer{Understood: true, Value: response.Value{Rows: []response.Row{
		{Cells: map[string]response.Answer{"ref": text("EV1"), "title": text("Log\npolicy")}},
		{Cells: map[string]response.Answer{"ref": text("EV2"), "title": text("Certificate"), "expires": day("2017-04-30")}},
		{Cells: map[string]response.Answer{"ref": text("EV3"), "expires": {Raw: "soon"}}},
		{Cells: map[string]response.Answer{"expires": day("2018-06-30")}},
	}}}
	s.Answers["W11"] = day("2016-01-01") // not asked: the assessment was independent
	certified(t, &a, "2018-06-30")
	a.Assessment.Findings = append(a.Assessment.Findings, a.Assessment.Findings...) // two findings may rest on one answer
	var got []string
	for _, e := range expiriesIn(f, &a) {
		got = append(got, e.ID+" "+e.On.String()+" "+e.What+" "+e.Where.InSheet())
	}
	control, _ := f.Question("W10")
	c, _ := f.Control(control.Control)
	want := []string{"W04-2 2017-04-30 EV2 Certificate Lists!F9", "W10 2018-06-30 " + c.Title + " (W10) Wider!D12", "W04-4 2018-06-30 Evidence without a reference Lists!F9"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	s.Answers["W08"] = response.Answer{Raw: "x", Understood: true, Value: response.Value{Options: []string{"self"}}}
	delete(s.Answers, "W04")
	assessed(t, &a)
	if all := expiriesIn(f, &a); len(all) != 1 || all[0].ID != "W11" || all[0].On.String() != "2017-12-31" {
		t.Errorf("a self-assessment of 1 January 2016 holds for 730 days, and the certificate is not asked for: %+v", all)
	}
}

// An expiry here is what the check of the framework is against from the day after.
func TestExpiryIsTheLastDayTheCheckLetsPass(t *testing.T) {
	f := edition(t, "interim@1.0")
	asOf := on(t, "2017-10-31")
	for _, c := range []struct {
		until string
		wrong bool
	}{{"2017-10-30", true}, {"2017-10-31", false}} {
		a := Case{Submission: response.Submission{File: "a.xlsx", Answers: map[string]response.Answer{}}}
		certified(t, &a, c.until)
		fires := slices.ContainsFunc(assess.Check(f, &a.Submission, asOf).Problems, func(p response.Problem) bool {
			return p.Kind == response.Inconsistent && p.Question == "W10"
		})
		expired := BandOf(expiriesIn(f, &a)[0].On, asOf) == Expired
		if fires != c.wrong || expired != c.wrong {
			t.Errorf("certified until %s: the check fires %v, the office is told it expired %v; want both %v", c.until, fires, expired, c.wrong)
		}
	}
}

func TestEvents(t *testing.T) {
	var ids []string
	for i := range most + 2 {
		ids = append(ids, fmt.Sprintf("p%02d", i))
	}
	r := aRound(t, "Ana", ids...)
	f := edition(t, "interim@1.0")
	duty := assess.Duty{Obligation: f.Obligations[0], Due: on(t, "2017-11-30")}
	never := assess.Duty{Obligation: framework.Obligation{ID: "always"}}
	var cases []Case
	for _, id := range ids {
		c := aCase(t, r, id, "")
		c.Review.Obligations = []assess.Duty{never, duty}
		cases = append(cases, c)
	}
	certified(t, &cases[1], "2018-02-01")
	v := ForOffice(r, f, cases, nil)
	events := v.Events()
	if len(events) != 2 || events[0].UID != "due-"+duty.ID+"-2017-11-30" || events[1].UID != "expiry-p01-W10" {
		t.Fatalf("want one event for what all owe and one for what expires: %+v", events)
	}
	if !strings.HasSuffix(events[0].Text, "P19, and 2 more.") || strings.Contains(events[0].Text, "P20") {
		t.Errorf("an event names %d products and counts the others: %s", most, events[0].Text)
	}
	if o := v.Obligations(); len(o) != 1 || len(o[0].Rows) != len(ids) || slices.Collect(v.Rows)[0].Dues[0].ID != duty.ID || o[0].InForce != len(ids) {
		t.Errorf("what has no day is no obligation of the calendar, and what all owe on one day is one: %+v", o)
	}
}
