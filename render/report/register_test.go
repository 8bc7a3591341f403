package report

import (
	"fmt"
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/review"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/golden"
	"opframe/render/markdown"
)

// harbourReviewed is a round of one product of the sample, on which the office has decided in part: one API is granted
// until soon, one with conditions, one has lapsed, one waits for a second signature.
func harbourReviewed(t *testing.T) (*round.Round, view.Office, view.Case) {
	t.Helper()
	on := func(s string) date.Date {
		d, err := date.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	v := sampleOffice(t)
	var c view.Case
	for r := range v.Rows {
		if r.Product.ID == "harbour-ledger" {
			c = *r.Case
		}
	}
	base := map[string]string{}
	for _, a := range c.Review.APIs {
		base[a.Recommended.API.ID] = review.OutcomeBasis(a.Recommended)
	}
	ruling := func(api string, verdict review.Verdict, until string) review.Ruling {
		r := review.Ruling{API: api, Basis: base[api], Verdict: verdict, By: "Ana Reviewer", On: on("2017-10-20"), Second: "Bo Second", SecondOn: on("2017-10-23"), Note: "Note of the office."}
		if until != "" {
			r.Until = on(until)
		}
		return r
	}
	conditions := ruling("AS.0004.lodge", review.GrantedWithConditions, "2018-04-30")
	conditions.Conditions, conditions.Compensating = "Log in with two factors everywhere.", "The office looks at every transaction."
	waiting := ruling("AS.0004.prefill", review.Granted, "")
	waiting.Second, waiting.SecondOn = "", date.Date{}
	book := &review.Book{File: "harbour-ledger.xlsx", Product: "harbour-ledger",
		Decisions: []review.Decision{{Control: "user-mfa", Basis: review.BasisOf(v.Framework, &c.Submission, c.Assessment.Findings[1]), Choice: review.Agree, Reason: "Seen in the demonstration.", Reviewer: "Ana Reviewer", On: on("2017-10-18")}},
		Rulings:   []review.Ruling{ruling("AS.0004.list", review.Granted, "2018-01-15"), conditions, ruling("ABR.0001.view", review.Granted, "2017-10-25"), waiting},
		Questions: []review.Question{{ID: "Q1", Control: "user-mfa", Text: "Since when do all users have two factors?", By: "Ana Reviewer", On: on("2017-10-18"), Due: on("2017-11-08")}}}
	c.Review = review.Lay(v.Framework, &c.Submission, c.Assessment, book)
	r := &round.Round{Settings: round.Settings{ID: "r", Title: "A round", AsOf: v.Occasion.AsOf, Due: v.Occasion.Due, Office: v.Occasion.Office},
		Providers: []round.Provider{c.Provider}, Products: []round.Product{c.Product},
		Uses: []round.Use{{Product: c.Product.ID, API: "AS.0004.list", Environment: "production", State: round.InProduction, Since: on("2016-02-15")},
			{Product: c.Product.ID, API: "AS.0004.lodge", Environment: "production", State: round.InTest, Since: on("2017-09-01")},
			{Product: c.Product.ID, API: "ABR.0001.view", Environment: "production", State: round.InProduction, Since: on("2015-11-20")},
			{Product: c.Product.ID, API: "AS.0004.prefill", Environment: "production", State: round.Restricted, Since: on("2017-08-07")},
			{Product: c.Product.ID, API: "TPAR.0003.lodge", Environment: "production"}}}
	return r, view.ForOffice(r, v.Framework, []view.Case{c}, nil), c
}

func TestRegisterPages(t *testing.T) {
	r, v, c := harbourReviewed(t)
	pages := map[string]Page[audience.Office]{}
	var sections []golden.Section
	for _, p := range OfficePages(v, view.Consultation[audience.Office]{}, reportsOf(v)) {
		pages[p.Path] = p
	}
	soundPages(t, pages)
	for _, path := range []string{"index.html", "evidence.html", "access.html", "obligations.html", productPath("harbour-ledger")} {
		sections = append(sections, golden.Section{Name: "office/" + path, Got: markdown.Print(pages[path].Document.Value())})
	}
	own := view.ForProvider(v.Occasion, v.Framework, c.Provider, []view.Case{c})
	x := view.ForProviderRegister(own, r, []view.Case{c})
	page := RegisterPages(x)[0].Document.Value()
	if err := doc.Check(page); err != nil {
		t.Error(err)
	}
	sections = append(sections, golden.Section{Name: "provider/" + RegisterPath, Got: markdown.Print(page)})
	var b strings.Builder
	for _, e := range x.Events() {
		fmt.Fprintf(&b, "%s %s: %s\n", e.On, e.UID, e.Title)
	}
	sections = append(sections, golden.Section{Name: "provider/calendar", Got: []byte(b.String())})
	golden.Check(t, "testdata/register.txt", sections...)
	for _, word := range []string{"Ana Reviewer", "Bo Second", "Note of the office", "Seen in the demonstration", ": agree"} {
		if strings.Contains(string(markdown.Print(page))+b.String(), word) {
			t.Errorf("%q is the office's alone, and the provider reads it", word)
		}
	}
}

// A provider's report says how long its evidence counts.
func TestAssessmentListsEvidence(t *testing.T) {
	_, v, c := harbourReviewed(t)
	own := view.ForProvider(v.Occasion, v.Framework, c.Provider, []view.Case{c})
	text := string(markdown.Print(Assessment(Program{"opframe", "test"}, own, own.Products[0]).Value()))
	_, section, _ := strings.Cut(text, "## Evidence you offered and how long it counts")
	section, _, _ = strings.Cut(section, "\n## ")
	for _, want := range []string{"HL-19 Certificate ISO/IEC 27001 with scope", doc.LongDate(date.Date{Year: 2018, Month: 8, Day: 6}), "Assessment against a standard (W10)", "It states no end."} {
		if !strings.Contains(section, want) {
			t.Errorf("the section lacks %q:\n%s", want, section)
		}
	}
	if got, want := strings.Count(section, "Evidence!"), len(own.Evidence(own.Products[0]))-1; got != want {
		t.Errorf("%d rows of the list of evidence are shown, want %d", got, want)
	}
}

// A table over all products ends somewhere, and says so.
func TestRegistersOfManyProducts(t *testing.T) {
	_, v, _ := harbourReviewed(t)
	row := rowsOf(v)[0]
	var rows []view.OfficeRow
	for i := range 3000 {
		r := row
		r.Product.ID = fmt.Sprintf("p-%d", i)
		rows = append(rows, r)
	}
	v.Rows = view.RowsOf(rows)
	o := newOffice(v, func(string) string { return "" })
	for name, d := range map[string]doc.Document{"evidence": o.evidence().Value(), "access": o.access().Value(), "obligations": o.obligations().Value(), "calendar": o.calendar(view.Consultation[audience.Office]{}).Value()} {
		for _, b := range d.Blocks {
			if table, ok := b.(doc.Table); ok && table.Key == name && len(table.Rows) != mostRows {
				t.Errorf("%s: %d rows, want %d", name, len(table.Rows), mostRows)
			}
		}
		if !strings.Contains(string(markdown.Print(d)), fmt.Sprintf("The first %d of ", mostRows)) {
			t.Errorf("%s: that some are left out should be said", name)
		}
	}
}
