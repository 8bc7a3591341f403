package report

import (
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/compare"
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/markdown"
)

// Every cause in words, with what it was and is and where that stands.
func TestCausesInWords(t *testing.T) {
	cell := func(ref string) response.Cell { return response.Cell{File: "a.xlsx", Sheet: "Product", Ref: ref} }
	answer := compare.Answer{Question: "P18", Text: "For whom?", Value: true,
		Old: compare.Said{Given: true, Words: "All users", Cell: cell("D4")}, New: compare.Said{Given: true, Words: "Nobody ", Cell: cell("D5")}}
	given := compare.Answer{Question: "P19", Text: "Which?", Value: true, New: compare.Said{Given: true, Words: "App", Cell: cell("D6")}, NotAsked: true}
	rows := compare.Answer{Question: "E02", Text: "Where?", List: true, Value: true,
		Went: []compare.Row{{Words: "Sydney", Cell: cell("B6")}}, Came: []compare.Row{{Words: "Melbourne", Cell: cell("B7")}}}
	offered := compare.Answer{Question: "W04", Text: "Evidence?", List: true, Offered: true, Value: true, Came: []compare.Row{{Words: "EV1, Certificate", Cell: cell("B8")}}}
	beside := compare.Answer{Question: "P40", Text: "Log?", Evidence: true, New: compare.Said{Evidence: response.Field{Text: "EV2", Cell: cell("G9")}}}
	withdrawn := compare.Answer{Question: "P40", Text: "Log?", Evidence: true, Old: compare.Said{Evidence: response.Field{Text: "EV2", Cell: cell("G9")}}}
	from, to := date.Date{Year: 2017, Month: 10, Day: 31}, date.Date{Year: 2018, Month: 10, Day: 31}
	for _, c := range []struct {
		cause compare.Cause
		want  string
	}{
		{compare.Cause{Kind: compare.AnswerChanged, Answer: &answer}, "Answer changed: P18 For whom? Before: “All users” (Product!D4). Now: “Nobody” (Product!D5)."},
		{compare.Cause{Kind: compare.AnswerChanged, Answer: &given}, "Answer changed: P19 Which? This was not asked before, or not so that the answer could be carried over. Before: no answer. Now: “App” (Product!D6)."},
		{compare.Cause{Kind: compare.AnswerChanged, Answer: &rows}, "Answer changed: E02 Where? Row gone: “Sydney” (Product!B6). Row new: “Melbourne” (Product!B7)."},
		{compare.Cause{Kind: compare.EvidenceChanged, Answer: &offered}, "Evidence on the list changed: W04 Row new: “EV1, Certificate” (Product!B8)."},
		{compare.Cause{Kind: compare.EvidenceChanged, Answer: &beside}, "Evidence added to P40: “EV2” (Product!G9)."},
		{compare.Cause{Kind: compare.EvidenceChanged, Answer: &withdrawn}, "Evidence withdrawn from P40: it was “EV2” (Product!G9)."},
		{compare.Cause{Kind: compare.EvidenceExpired, From: from, To: to, Days: []compare.Dated{{Question: "W10", On: date.Date{Year: 2018, Month: 8, Day: 6}, Cell: cell("D7")}}},
			"Evidence expired, W10 gives 6 August 2018 (Product!D7): counted from 31 October 2018 and no longer from 31 October 2017."},
		{compare.Cause{Kind: compare.TimePassed, From: from, To: to}, "Time passed: counted from 31 October 2018 and no longer from 31 October 2017."},
		{compare.Cause{Kind: compare.RuleChanged, Old: "Some.", New: "None."}, "Rule changed. Before: Some. Now: None."},
		{compare.Cause{Kind: compare.RuleChanged, New: "None."}, "Rule changed: the control is new. None."},
		{compare.Cause{Kind: compare.RuleChanged, Old: "Some."}, "Rule changed: the control is gone. It said: Some."},
		{compare.Cause{Kind: compare.RuleChanged, Of: "matrix of risk and confidence"}, "Rule changed: the matrix of risk and confidence."},
		{compare.Cause{Kind: compare.RatingChanged, Of: "AS.0004.lodge", Old: "3", New: "4"}, "API rating changed: AS.0004.lodge was rated 3 and is rated 4."},
		{compare.Cause{Kind: compare.ReviewerDecided, New: "met"}, "The office decided “met”."},
		{compare.Cause{Kind: compare.ReviewerDecided, Old: "met"}, "The office had decided “met”, which no longer holds."},
	} {
		if got := strings.ReplaceAll(causeWords(c.cause), "\u00a0", " "); got != c.want { // dates are not broken across lines
			t.Errorf("%s says\n  %s\nwant\n  %s", c.cause.Kind, got, c.want)
		}
	}
	together := Causes(compare.Reason{Sets: [][]compare.Cause{{{Kind: compare.AnswerChanged, Answer: &answer}, {Kind: compare.TimePassed, From: from, To: to}}, {{Kind: compare.ReviewerDecided, New: "met"}}}})
	if len(together) != 2 || !strings.HasPrefix(together[0], "Only together: Answer changed") || together[1] != "By itself as well: The office decided “met”." {
		t.Errorf("causes together, and one by itself: %q", together)
	}
	if got := Causes(compare.Reason{Untold: true}); len(got) != 1 || got[0] != "Why cannot be told from saved assessments." {
		t.Errorf("%q", got)
	}
}

// A document of comparisons is sound, and says of a product that is new or gone why nothing is compared.
func TestComparisonsAreDocuments(t *testing.T) {
	o := compare.Origin{Product: compare.Named{ID: "p", Name: "P"}, File: "p.xlsx", Framework: "interim@1.0", AsOf: date.Date{Year: 2017, Month: 10, Day: 31}}
	all := []compare.Comparison{
		{Product: compare.Named{ID: "p", Name: "P"}, Old: &o, New: &o, Kind: compare.Worse, Level: compare.Step{Kind: compare.Worse, Old: compare.Reached{Level: 3, Title: "Sound"}, New: compare.Reached{Level: 2}},
			Findings: []compare.Finding{{Control: "c", Title: "C", Kind: compare.Worse, Old: compare.Found{Result: "met", Machine: "met"}, New: compare.Found{Result: "partly", Machine: "met", Decided: true}}}},
		{Product: compare.Named{ID: "n", Name: "N"}, New: &o, Kind: compare.New, Why: compare.NotRegisteredBefore, Causes: []compare.CauseKind{compare.RegisterChanged}},
		{Product: compare.Named{ID: "g", Name: "G"}, Old: &o, Kind: compare.Gone, Why: compare.NotReceivedNow},
	}
	d := Comparisons(Program{"opframe", "1"}, audience.Office{}, view.Occasion{}, "Old", "New", all).Value()
	if err := doc.Check(d); err != nil {
		t.Error(err)
	}
	words := strings.Join(strings.Fields(string(markdown.Print(d))), " ")
	for _, want := range []string{"the product was not registered before", "nothing was received for the product this time", "The office decided; by the rules met", "it was 3 Sound"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said", want)
		}
	}
}
