package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/frameworks"
	"opframe/data/response"
)

func TestEvidenceAges(t *testing.T) {
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	asOf := day(t, "2017-10-31")
	for _, c := range []struct{ name, kind, issued, expires, until, why string }{
		{"certificate", "certificate", "2015-01-01", "2018-06-30", "2018-06-30", "until the day printed on it"},
		{"certificate without an end", "certificate", "2015-01-01", "", "", "It states no end."},
		{"screenshot", "screenshot", "2017-01-31", "", "2018-01-31", "A screen shows"},
		{"screenshot of a leap day", "screenshot", "2016-02-29", "", "2017-02-28", "A screen shows"},
		{"screenshot without a day", "screenshot", "", "", "", "that is not given"},
		{"screenshot with an end and no day", "screenshot", "", "2017-12-01", "2017-12-01", "It states its own end."},
		{"report that ends before its kind", "report", "2017-01-31", "2017-06-30", "2017-06-30", "comes before that of its kind"},
		{"report that says it counts longer", "report", "2017-01-31", "2019-06-30", "2018-01-31", "A report shows"},
		{"policy", "policy", "2010-01-01", "", "", "It states no end."},
		{"no kind", "", "2017-01-01", "2017-12-31", "2017-12-31", "It states its own end."},
	} {
		s := response.Submission{Answers: map[string]response.Answer{}}
		row := map[string]response.Answer{"ref": words("EV1"), "title": words("A paper"), "owner": words("Ops")}
		if c.kind != "" {
			row["kind"] = response.Answer{Raw: c.kind, Understood: true, Value: response.Value{Options: []string{c.kind}}}
		}
		for column, on := range map[string]string{"issued": c.issued, "expires": c.expires} {
			if on != "" {
				row[column] = response.Answer{Raw: on, Understood: true, Value: response.Value{Date: day(t, on)}, Cell: response.Cell{Ref: column}}
			}
		}
		s.Answers["W04"] = response.Answer{Understood: true, Value: response.Value{Rows: []response.Row{{Cells: row}}}}
		all := assess.EvidenceOf(f, &s, asOf)
		if len(all) != 1 {
			t.Fatalf("%s: want one piece, got %+v", c.name, all)
		}
		e := all[0]
		if e.ID != "W04-1" || e.Until.String() != c.until || !strings.Contains(e.Why, c.why) || e.Owner != "Ops" || e.Name() != "EV1 A paper" {
			t.Errorf("%s: counts until %q because %q, want %q because %q: %+v", c.name, e.Until, e.Why, c.until, c.why, e)
		}
		if want := map[bool]string{true: "expires", false: "issued"}[c.expires == c.until]; c.until != "" && e.Place.Ref != want {
			t.Errorf("%s: the day is stated in the column %s, want %s", c.name, e.Place.Ref, want)
		}
	}
}

// A certificate and a self-assessment are evidence by the answers that give their day, where these are asked.
func TestAnswersAreEvidence(t *testing.T) {
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ by, want string }{
		{"independent", "W10 2018-06-30 Certificate of an independent assessor"},
		{"self", "W11 2018-01-01 Self-assessment"},
		{"in-progress", ""},
		{"", ""}, // what is not known to be asked is no evidence
	} {
		s := response.Submission{Answers: map[string]response.Answer{
			"W10": {Raw: "x", Understood: true, Value: response.Value{Date: day(t, "2018-06-30")}},
			"W11": {Raw: "x", Understood: true, Value: response.Value{Date: day(t, "2016-01-02")}},
		}}
		if c.by != "" {
			s.Answers["W08"] = response.Answer{Raw: "x", Understood: true, Value: response.Value{Options: []string{c.by}}}
		}
		var got []string
		for _, e := range assess.EvidenceOf(f, &s, day(t, "2017-10-31")) {
			got = append(got, fmt.Sprint(e.ID, " ", e.Until, " ", e.Kind.Label))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("assessed %q: got %q, want %q", c.by, got, c.want)
		}
	}
}

func TestEvidenceNamesWhatRestsOnIt(t *testing.T) {
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	s := response.Submission{Answers: map[string]response.Answer{
		"W08": {Raw: "x", Understood: true, Value: response.Value{Options: []string{"none"}}, Evidence: response.Field{Text: " ev1 "}},
		"P16": {Raw: "x", Understood: true, Value: response.Value{Options: []string{"complete"}}, Evidence: response.Field{Text: "EV1"}},
		"P18": {Raw: "x", Understood: true, Evidence: response.Field{Text: "EV9"}},
		"W04": {Understood: true, Value: response.Value{Rows: []response.Row{{Cells: map[string]response.Answer{"ref": words("EV1")}}, {Cells: map[string]response.Answer{"ref": words("EV2")}}}}},
	}}
	all := assess.EvidenceOf(f, &s, day(t, "2017-10-31"))
	w08, _ := f.Question("W08")
	if len(all) != 2 || !slices.Equal(all[0].Questions, []string{"P16", "W08"}) || !slices.Equal(all[0].Controls, []string{"registration", w08.Control}) || all[1].Questions != nil {
		t.Errorf("EV1 is named by P16 and W08 and EV2 by nothing: %+v", all)
	}
}

func words(s string) response.Answer {
	return response.Answer{Raw: s, Understood: true, Value: response.Value{Text: s}}
}

func day(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
