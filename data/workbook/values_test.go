package workbook

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/workbook/cells"
)

func number(n float64) *float64 { return &n }

func TestMeaning(t *testing.T) {
	yesNo := asking{kind: framework.YesNo, options: framework.YesNoOptions}
	choice := asking{kind: framework.Choice, options: []framework.Option{
		{ID: "yes", Label: "Yes"}, {ID: "no", Label: "No"}, {ID: "partly", Label: "Partly"}}}
	labelled := asking{kind: framework.Choice, options: []framework.Option{
		{ID: "all", Label: "All users – it’s always on"}, {ID: "some", Label: "Some, not all"}}}
	months := asking{kind: framework.Number, unit: "months", min: number(0), max: number(600)}
	bare := asking{kind: framework.Number}
	day := asking{kind: framework.Day}
	words := map[string][]string{"yes": {"y", "true", "ja"}, "no": {"n", "false"}}

	text := func(s string) cells.Cell { return cells.Cell{Text: s} }
	cases := []struct {
		ask  asking
		cell cells.Cell
		want string // the value, or "! " and a part of the trouble
	}{
		{yesNo, text("Yes"), "yes"},
		{yesNo, text(" yES "), "yes"},
		{yesNo, text("Ja"), "yes"},
		{yesNo, cells.Cell{Kind: cells.Bool, Text: "FALSE"}, "no"},
		{yesNo, text("Yes, mostly"), `! "Yes, mostly" is not one of Yes, No.`},
		{yesNo, cells.Cell{Kind: cells.Number, Text: "1", Number: 1}, `! "1" is not one of Yes, No.`},
		{choice, text("Yess"), `! "Yess" is not one of Yes, No, Partly.`},
		{choice, text("partly"), "partly"},
		{choice, cells.Cell{Kind: cells.Error, Text: "#REF!"}, "! #REF! is an error of the spreadsheet"},
		{choice, text("#N/A"), "! #N/A is an error of the spreadsheet"},
		{labelled, text("all users - it's  always on"), "all"},
		{labelled, text("some"), "some"},
		{labelled, text("none"), `! "none" is not one of All users – it’s always on; Some, not all.`},

		{months, cells.Cell{Kind: cells.Number, Text: "12", Number: 12}, "12"},
		{months, text("12"), "12"},
		{months, text("12 months"), "12"},
		{months, text("1 Month"), "1"},
		{months, text("12 years"), `! "12 years" is not a number of months.`},
		{months, text("about 12"), "! is not a number"},
		{months, text("-1"), `! "-1" is less than 0`},
		{months, text("601"), `! "601" is more than 600`},
		{months, cells.Cell{Kind: cells.Date, Text: "2020-01-02", Number: 43832}, `! "2020-01-02" is a date, not a number.`},
		{bare, text("1,000"), "1000"},
		{bare, text("1,234,567.5"), "1234567.5"},
		{bare, text("1 000"), "1000"},
		{bare, text("1\u00a0000"), "1000"},
		{bare, text("−3"), "-3"},
		{bare, text("+3.25"), "3.25"},
		{bare, text("1,00"), "! has a comma where a point belongs"},
		{bare, text("1,0000"), "! has a comma where a point belongs"},
		{bare, text("1.500"), `! "1.500" can be read as 1500 or as 1.5.`},
		{bare, text("0.500"), "0.5"},
		{bare, text("1e3"), "! is not a number"},
		{bare, text("0x10"), "! is not a number"},
		{bare, text("NaN"), "! is not a number"},
		{bare, text("٣"), "! is not a number"},
		{bare, text(strings.Repeat("9", 400)), "! is too large a number"},
		{bare, text("12 months"), "! is not a number"},
		{bare, text("TRUE"), "! is not a number"},

		{day, cells.Cell{Kind: cells.Date, Text: "2020-12-31 13:45", Date: date.Date{Year: 2020, Month: 12, Day: 31}}, "2020-12-31"},
		{day, text("2020-12-31"), "2020-12-31"},
		{day, text("2020-12-31 00:00"), "2020-12-31"},
		{day, text("2020-12-31T10:11:12Z"), "2020-12-31"},
		{day, text("31/12/2020"), "2020-12-31"},
		{day, text("31.12.2020"), "2020-12-31"},
		{day, text("5/5/2020"), "2020-05-05"},
		{day, text("31 December 2020"), "2020-12-31"},
		{day, text("31\u00a0december 2020"), "2020-12-31"},
		{day, text("1 Sept 2020"), "2020-09-01"},
		{day, text("31-Dec-2020"), "2020-12-31"},
		{day, text("December 31, 2020"), "2020-12-31"},
		{day, text("3/4/2020"), `! "3/4/2020" can be read as 2020-04-03 or as 2020-03-04.`},
		{day, text("12/31/2020"), "! is not a date written day/month/year"},
		{day, text("31/12/20"), "! has a year of two digits"},
		{day, text("31 Dec 20"), "! is not a date"},
		{day, text("30 February 2020"), "! is not a date"},
		{day, text("2020-02-30"), "! is not a date"},
		{day, text("31/6/2020"), "! is not a date written day/month/year"},
		{day, text("December 2020"), "! is not a date"},
		{day, cells.Cell{Kind: cells.Number, Text: "44196", Number: 44196}, `! "44196" is a number, not a date.`},
		{asking{kind: framework.Text}, text("  =anything  "), "=anything"},
	}
	for _, c := range cases {
		m := c.ask.meaning(c.cell, &index{words: words})
		got := m.value.Text
		switch {
		case m.trouble != "":
			got = "! " + m.trouble
			if m.do == "" {
				t.Errorf("%q: %s, but what to do?", c.cell.Text, m.trouble)
			}
		case c.ask.kind == framework.Number:
			got = plain(m.value.Number)
		case c.ask.kind == framework.Day:
			got = m.value.Date.String()
		case len(m.value.Options) > 0:
			got = strings.Join(m.value.Options, ",")
		}
		part, trouble := strings.CutPrefix(c.want, "! ")
		if trouble && !(strings.HasPrefix(got, "! ") && strings.Contains(got, part)) || !trouble && got != c.want {
			t.Errorf("%q as %s means %q, want %q", c.cell.Text, c.ask.kind, got, c.want)
		}
	}
}

func TestBadAnswersAreProblemsWithTheirCell(t *testing.T) {
	e := small(t)
	data := string(writeCSV(t, e, Prefill{}))
	for from, to := range map[string]string{
		"#required,P01,Who controls the product when it runs?,,":                      "#required,P01,Who controls the product when it runs?,Us,",
		"#required,P02,How many client records can be reached through it?,,":          "#required,P02,How many client records can be reached through it?,6000000,",
		"#required,W01,When was access last reviewed?,,":                              "#required,W01,When was access last reviewed?,3/4/2020,",
		"#help,Required.,Required. Its English name.,Required.,Optional.,,,\n,,,,,,,": "#help,Required.,Required. Its English name.,Required.,Optional.,,,\n,Host Ltd,Chile,perhaps,31/12/19,,,",
	} {
		if !strings.Contains(data, from) {
			t.Fatalf("the questionnaire has no row %q", from)
		}
		data = strings.Replace(data, from, to, 1)
	}
	got := read(t, editions(t), File{"a.csv", []byte(data)})
	expectProblems(t, got.Problems, []string{
		`P01: "Us" is not one of We do; The client does; Both, each a part of it.`,
		`P02: "6000000" is more than 5000000, the most that can be.`,
		`W01: "3/4/2020" can be read as 2020-04-03 or as 2020-03-04.`,
		`P20, In Australia: "perhaps" is not one of Yes, No.`,
		`P20, Since: "31/12/19" has a year of two digits.`,
	})
	for _, p := range got.Problems {
		if p.Cell.File != "a.csv" || p.Cell.Sheet != "" || p.Cell.Ref == "" {
			t.Errorf("%s: a problem of a CSV has a file and a cell and no sheet, this one is at %+v", p.What, p.Cell)
		}
	}
	if a := got.Answers["P01"]; a.Understood || a.Raw != "Us" {
		t.Errorf("what was not understood is kept as it was typed: %+v", a)
	}
}

func TestAPIsAreKnownByIDTitleOrBoth(t *testing.T) {
	r := &reader{e: small(t)}
	for text, want := range map[string]string{
		"TAX.lodge": "tax.lodge", "Lodge a return, or amend one": "tax.lodge",
		"tax.lodge - lodge a return, or amend one": "tax.lodge", " something else ": "something else",
	} {
		if got := r.api(cells.Cell{Text: text}); got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

func TestFoldIsTheSameBothWays(t *testing.T) {
	for _, s := range append(words, "", " ", "A  B", "a\x01 b\v", "No...", "é Ö") {
		slow := strings.Join(strings.Fields(strings.ToLower(typographic.Replace(s))), " ")
		if got := fold(s); got != slow {
			t.Errorf("%q folds to %q, want %q", s, got, slow)
		}
	}
}

// A text that is passed over by its first letters does not begin so when it is folded: of texts and beginnings made of
// all that folding changes.
func TestMayBegin(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	pieces := strings.Split("a|A|b|B|K|\u212a|İ|ı|ß|Ö|ö|’|'|“|\"|–|-|…|...|.| |  |\t|\v|\n|\u00a0|\u0085|\u2003|\u3000|1|\xff|Ж|ж|*", "|")
	text := func() string {
		var b strings.Builder
		for range r.IntN(6) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	passed := 0
	for range 200_000 {
		text, begins := text(), fold(text())
		if !mayBegin(text, begins) {
			passed++
			if strings.HasPrefix(fold(text), begins) {
				t.Fatalf("%q is passed over, and folded begins with %q", text, begins)
			}
		}
		var l initials
		l.begin(begins)
		if folded := fold(text); !l.mayBegin(text) && folded != "" && begins != "" && firstLetter(folded) == firstLetter(begins) {
			t.Fatalf("%q is passed over, and folded begins as %q", text, begins)
		}
	}
	if passed < 50_000 {
		t.Errorf("only %d texts were passed over", passed)
	}
}

// firstLetter is the first letter of a text.
func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func FuzzReadCSV(f *testing.F) {
	known := editions(f)
	f.Add(string(writeCSV(f, known[1], Prefill{Last: full(f, known[1])})))
	f.Add("#section:product,#id,#answer\n,P01,We do\n,P01,No\n")
	f.Add("ID;Answer\nP08.totp;Yes\n")
	f.Add("#table:places,#col:country\nx\n#header\n,Chile\n")
	f.Add("#col:supplier,#col:x\na,b\n")
	f.Add("P01\nP02\n")
	f.Add("#meta:framework\n#framework,small@1.0\nQ1,yes\n")
	f.Fuzz(func(t *testing.T, data string) {
		s, err := Read("a.csv", []File{{"a.csv", []byte(data)}}, known)
		if err != nil {
			return
		}
		again, err := Read("a.csv", []File{{"a.csv", []byte(data)}}, known)
		if err != nil || len(s.Problems) != len(again.Problems) || len(s.Answers) != len(again.Answers) {
			t.Errorf("reading twice gives two results")
		}
		for i, p := range s.Problems {
			if p.What == "" || p.Do == "" || p != again.Problems[i] {
				t.Errorf("problem %d is not complete, or not the same twice: %+v", i, p)
			}
		}
		for id, a := range s.Answers {
			if _, ok := s.Places[id]; !ok {
				t.Errorf("%s has an answer and no place", id)
			}
			if a.Understood && a.Raw == "" && len(a.Value.Rows) == 0 {
				t.Errorf("%s is answered with nothing", id)
			}
		}
	})
}

func TestLayoutFaults(t *testing.T) {
	e := small(t)
	l := *e.Layout
	l.Start = "Is this a title? It is too long, and it has a mark"
	l.Columns = slices.Clone(l.Columns)
	l.Columns[0].Name, l.Columns[1].Width = "nr", 900
	l.Fields = append(slices.Clone(l.Fields), l.Fields[0])
	l.Sections = append(slices.Clone(l.Sections[:3]), Section{Title: "PRODUCT", Table: "nothing"}, Section{Title: "Lists"})
	l.Sections[2].Widths = map[string]float64{"apy": 3}
	l.Sections[2].Rows = 0
	l.Words = map[string][]string{"perhaps": {"maybe"}}
	c := checker{f: e.Framework, l: &l, titles: map[string]bool{}}
	c.check()
	var got []string
	for _, err := range c.faults {
		_, what, _ := strings.Cut(err.Error(), ": ")
		got = append(got, what)
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{
		"a title of 1 to 31 characters", `a table offers 1 to 1000 rows`, `the table has no column "apy"`, `sheet "PRODUCT": another sheet has this title`,
		`small@1.0 has no table "nothing"`, `sheet "Lists": another sheet`, "either a dimension or a table", "table places has 0 sheets",
		`no column is called "nr"`, "column question: a width of 4 to 120", "field framework stands here twice", "column id is missing", `no question has an option "perhaps"`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no fault says %q; there are:\n%s", want, all)
		}
	}
	for _, ref := range []string{"0.8", "1.0"} {
		load(t, "../frameworks/interim@"+ref)
	}
}
