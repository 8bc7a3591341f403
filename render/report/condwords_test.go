package report

import (
	"reflect"
	"testing"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/render/doc"
)

func pointer[T any](x T) *T { return &x }

// asked is a framework with a question of each kind.
var asked = &framework.Framework{
	Ratings: []framework.Rating{{ID: "3", Title: "Medium"}},
	Context: []framework.Question{
		{ID: "P1", Text: "Who hosts it?", Kind: framework.Choice, Options: []framework.Option{{ID: "us", Label: "We do"}, {ID: "them", Label: "Clients"}, {ID: "both", Label: "Both"}}},
		{ID: "P2", Text: "How many?", Kind: framework.Number, Unit: "records"},
		{ID: "P3", Text: "When?", Kind: framework.Day},
		{ID: "P4", Text: "Where?", Kind: framework.Rows, Table: "hosting"},
		{ID: "P5", Text: "Is it so?", Kind: framework.YesNo},
	},
	Tables: []framework.Table{{ID: "hosting", Columns: []framework.Column{
		{ID: "country", Title: "Country", Kind: framework.Choice, Options: []framework.Option{{ID: "AU", Label: "Australia"}}}, {ID: "approval", Title: "Approval", Kind: framework.Text}}}},
}

// Every word of the closed vocabulary has words of its own, alone and joined.
func TestConditionsInWords(t *testing.T) {
	on := func(q string) framework.Cond { return framework.Cond{Q: q} }
	with := func(q string, set func(*framework.Cond)) framework.Cond {
		c := on(q)
		set(&c)
		return c
	}
	hosted := with("P1", func(c *framework.Cond) { c.OneOf = []string{"us"} })
	offshore := framework.Cond{Col: "country", OneOf: []string{"AU"}}
	open := framework.Cond{Col: "approval", Missing: true}
	tests := []struct {
		c    framework.Cond
		want string
	}{
		{hosted, "P1 is answered “We do”"},
		{with("P1", func(c *framework.Cond) { c.OneOf = []string{"us", "them", "both"} }), "P1 is answered “We do”, “Clients” or “Both”"},
		{with("P5", func(c *framework.Cond) { c.OneOf = []string{"yes"} }), "P5 is answered “Yes”"},
		{with("P1", func(c *framework.Cond) { c.AllOf = []string{"us", "them"} }), "P1 includes “We do” and “Clients”"},
		{with("P1", func(c *framework.Cond) { c.AnyOf = []string{"us", "them"} }), "P1 includes “We do” or “Clients”"},
		{with("P1", func(c *framework.Cond) { c.NoneOf = []string{"us", "them"} }), "P1 does not include “We do” or “Clients”"},
		{with("P2", func(c *framework.Cond) { c.AtLeast = pointer(10_000.0) }), "P2 is at least 10,000 records"},
		{with("P2", func(c *framework.Cond) { c.AtMost = pointer(1.0) }), "P2 is at most 1"},
		{with("P3", func(c *framework.Cond) { c.Before = &framework.When{} }), "P3 is before the day of the assessment"},
		{with("P3", func(c *framework.Cond) { c.Before = &framework.When{Days: -730} }), "P3 is more than 730 days before the day of the assessment"},
		{with("P3", func(c *framework.Cond) { c.Before = &framework.When{Days: 90} }), "P3 is less than 90 days after the day of the assessment, or earlier"},
		{with("P3", func(c *framework.Cond) { c.After = &framework.When{Days: -1} }), "P3 is less than 1 day before the day of the assessment, or later"},
		{with("P3", func(c *framework.Cond) { c.After = &framework.When{Days: 30} }), "P3 is more than 30 days after the day of the assessment"},
		{with("P3", func(c *framework.Cond) { c.After = &framework.When{} }), "P3 is after the day of the assessment"},
		{with("P3", func(c *framework.Cond) {
			c.Before = &framework.When{Fixed: date.Date{Year: 2018, Month: 1, Day: 31}}
		}), "P3 is before 31\u00a0January 2018"},
		{with("P3", func(c *framework.Cond) {
			c.After = &framework.When{Fixed: date.Date{Year: 2018, Month: 1, Day: 31}}
		}), "P3 is after 31\u00a0January 2018"},
		{with("P3", func(c *framework.Cond) { c.Answered = true }), "P3 is answered"},
		{with("P3", func(c *framework.Cond) { c.Missing = true }), "P3 is not answered"},
		{with("P3", func(c *framework.Cond) { c.Evidenced = true }), "P3 has evidence beside it"},
		{with("P4", func(c *framework.Cond) { c.RowsAtLeast = pointer(1) }), "P4 lists at least 1 row"},
		{with("P4", func(c *framework.Cond) { c.RowsAtMost = pointer(2) }), "P4 lists at most 2 rows"},
		{with("P4", func(c *framework.Cond) { c.RowAny = &offshore }), "P4 lists a row in which “Country” is “Australia”"},
		{with("P4", func(c *framework.Cond) { c.RowAll = &framework.Cond{All: []framework.Cond{offshore, open}} }),
			"P4 lists only rows in which “Country” is “Australia” and “Approval” is empty"},
		{framework.Cond{Fact: framework.FactAPIRating, AtLeast: pointer(3.0)}, "the highest rating among the APIs used is at least 3 Medium"},
		{framework.Cond{Fact: framework.FactAPIRating, AtMost: pointer(3.0)}, "the highest rating among the APIs used is at most 3 Medium"},
		{framework.Cond{Not: &hosted}, "it is not so that P1 is answered “We do”"},
		{framework.Cond{All: []framework.Cond{hosted, {Any: []framework.Cond{on5("yes"), on5("no")}}}},
			"P1 is answered “We do” and (P5 is answered “Yes” or P5 is answered “No”)"},
		{framework.Cond{Not: &framework.Cond{Any: []framework.Cond{hosted, on5("no")}}}, "it is not so that (P1 is answered “We do” or P5 is answered “No”)"},
	}
	for _, test := range tests {
		if got := doc.Plain(conds{f: asked}.sentence(&test.c)); got != test.want {
			t.Errorf("got  %q\nwant %q", got, test.want)
		}
	}
}

func on5(option string) framework.Cond { return framework.Cond{Q: "P5", OneOf: []string{option}} }

// What is joined becomes a list, in which a reader can see what belongs together.
func TestConditionsAsLists(t *testing.T) {
	c := framework.Cond{All: []framework.Cond{
		{Q: "P1", OneOf: []string{"us"}},
		{Not: &framework.Cond{Any: []framework.Cond{on5("yes"), {Q: "P3", Missing: true}}}},
		{Q: "P4", RowAny: &framework.Cond{Any: []framework.Cond{{Col: "country", OneOf: []string{"AU"}}, {Col: "approval", Answered: true}}}},
	}}
	blocks := conds{f: asked, home: "c"}.blocks("When", &c)
	if len(blocks) != 2 || doc.Plain(blocks[0].(doc.Paragraph).Text) != "When all of these hold:" {
		t.Fatalf("got %v, want a lead and a list", blocks)
	}
	got := ""
	for _, i := range blocks[1].(doc.List).Items {
		got += doc.Plain(i.Text) + "\n"
		if i.Sub != nil {
			for _, s := range i.Sub.Items {
				got += "- " + doc.Plain(s.Text) + "\n"
			}
		}
	}
	want := `P1 (Who hosts it?) is answered “We do”
None of these holds:
- P5 (Is it so?) is answered “Yes”
- P3 (When?) is not answered
P4 (Where?) lists a row in which at least one of these holds:
- “Country” is “Australia”
- “Approval” is filled in
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	one := conds{f: asked}.blocks("When", &framework.Cond{Fact: framework.FactAPIRating, AtLeast: pointer(3.0)})
	if got := doc.Plain(one[0].(doc.Paragraph).Text); got != "When the highest rating among the APIs used is at least 3 Medium." {
		t.Errorf("a single condition is a sentence; got %q", got)
	}
}

func TestThousands(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "50000000": "50,000,000", "-1000": "-1,000", "1234.5": "1,234.5"} {
		if got := thousands(in); got != want {
			t.Errorf("thousands(%q) = %q, want %q", in, got, want)
		}
	}
}

// A test word that is added to the vocabulary and not to these words would read as if any answer did.
func TestEveryTestWordIsSaid(t *testing.T) {
	v := reflect.ValueOf(&framework.Cond{}).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("yaml")
		switch name {
		case "q", "col", "fact", "-", "answered":
			continue
		}
		c := framework.Cond{Q: "P1"}
		f := reflect.ValueOf(&c).Elem().Field(i)
		switch f.Kind() {
		case reflect.Bool:
			f.SetBool(true)
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		case reflect.Pointer:
			f.Set(reflect.New(f.Type().Elem()))
		}
		if got := doc.Plain(conds{f: asked}.sentence(&c)); got == "P1 is answered" {
			t.Errorf("%s has no words of its own", name)
		}
	}
}
