package view

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/response"
	"opframe/data/round"
)

func edition(t *testing.T, name string) *framework.Framework {
	t.Helper()
	f, err := frameworks.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func on(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// aRound has one provider with products of the given ids, all looked after by the reviewer.
func aRound(t *testing.T, reviewer string, ids ...string) *round.Round {
	t.Helper()
	r := &round.Round{Settings: round.Settings{ID: "r", AsOf: on(t, "2017-10-31"), Due: on(t, "2017-10-13"), Office: round.Office{Name: "The Office"}},
		Providers: []round.Provider{{ID: "p", Name: "Provider Ltd"}}}
	for _, id := range ids {
		r.Products = append(r.Products, round.Product{ID: id, Provider: "p", Name: strings.ToUpper(id), Reviewer: reviewer})
	}
	return r
}

// aCase is a complete submission for the product, certified until the given day where there is one.
func aCase(t *testing.T, r *round.Round, id, until string) Case {
	t.Helper()
	product, _ := r.Product(id)
	c := Case{Provider: r.Providers[0], Product: product, Files: []string{id + ".xlsx"}}
	c.Submission = response.Submission{File: id + ".xlsx", Completed: on(t, "2017-10-02"), Answers: map[string]response.Answer{}}
	if until != "" {
		certified(t, &c, until)
	}
	return c
}

// certified gives a case a certificate of an independent assessor, and the findings that follow.
func certified(t *testing.T, c *Case, until string) {
	t.Helper()
	c.Submission.Answers["W08"] = response.Answer{Raw: "x", Understood: true, Value: response.Value{Options: []string{"independent"}}}
	c.Submission.Answers["W10"] = response.Answer{Raw: until, Understood: true, Value: response.Value{Date: on(t, until)}, Cell: response.Cell{File: c.Submission.File, Sheet: "Wider", Ref: "D12"}}
	assessed(t, c)
}

func assessed(t *testing.T, c *Case) {
	t.Helper()
	c.Assessment.Findings = assess.Assess(edition(t, "interim@1.0"), &c.Submission, on(t, "2017-10-31")).Findings
}

// said is a task in a line.
func said(t Task) string {
	return fmt.Sprintf("%s|%s%s%s|%s|%s|%s", t.Need, t.Product.ID, t.File, t.API, t.Who, t.Since, t.By)
}

func queueOf(v Office) []string {
	var all []string
	for _, t := range v.Queue {
		all = append(all, said(t))
	}
	return all
}

func TestQueueOfOneProduct(t *testing.T) {
	f := edition(t, "interim@1.0")
	wrong := []response.Problem{{Kind: response.Missing, Severity: response.Error}, {Kind: response.Missing, Severity: response.Warning}, {Kind: response.Invalid, Severity: response.Error}}
	for _, c := range []struct {
		name, due, reviewer, until string
		received                   bool
		problems                   []response.Problem
		want                       []string
	}{
		{name: "not due yet", due: "2017-11-01"},
		{name: "due today", due: "2017-10-31"},
		{name: "due yesterday", due: "2017-10-30", want: []string{"remind the provider|a|nobody yet|2017-10-30|"}},
		{name: "due, with a reviewer", due: "2017-10-30", reviewer: "Ana", want: []string{"remind the provider|a|Ana|2017-10-30|"}},
		{name: "no day set", due: ""},
		{name: "complete", due: "2017-10-13", received: true, reviewer: "Ana", want: []string{"review|a|Ana|2017-10-02|"}},
		{name: "complete, nobody to review", due: "2017-10-13", received: true, want: []string{"assign a reviewer|a|nobody yet|2017-10-02|"}},
		{name: "a warning only", due: "2017-10-13", received: true, reviewer: "Ana", problems: wrong[1:2], want: []string{"review|a|Ana|2017-10-02|"}},
		{name: "incomplete", due: "2017-10-13", received: true, problems: wrong, want: []string{"correct the questionnaire|a|Provider Ltd|2017-10-02|"}},
		{name: "expired yesterday", due: "2017-10-13", received: true, reviewer: "Ana", until: "2017-10-30",
			want: []string{"renew what has expired|a|Provider Ltd|2017-10-30|2017-10-30", "review|a|Ana|2017-10-02|"}},
		{name: "expires today", due: "2017-10-13", received: true, reviewer: "Ana", until: "2017-10-31",
			want: []string{"review|a|Ana|2017-10-02|", "renew before it expires|a|Provider Ltd|2017-08-02|2017-10-31"}},
		{name: "expires in 90 days", due: "2017-10-13", received: true, reviewer: "Ana", until: "2018-01-29",
			want: []string{"review|a|Ana|2017-10-02|", "renew before it expires|a|Provider Ltd|2017-10-31|2018-01-29"}},
		{name: "expires in 91 days", due: "2017-10-13", received: true, reviewer: "Ana", until: "2018-01-30", want: []string{"review|a|Ana|2017-10-02|"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := aRound(t, c.reviewer, "a")
			r.Due = date.Date{}
			if c.due != "" {
				r.Due = on(t, c.due)
			}
			var cases []Case
			if c.received {
				cases = []Case{aCase(t, r, "a", c.until)}
				cases[0].Check.Problems = c.problems
			}
			v := ForOffice(r, f, cases, nil)
			if got := queueOf(v); !slices.Equal(got, c.want) {
				t.Errorf("the queue is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestCorrectSaysHowMuch(t *testing.T) {
	r := aRound(t, "Ana", "a")
	c := aCase(t, r, "a", "")
	c.Check.Problems = []response.Problem{{Kind: response.Invalid, Severity: response.Error}, {Kind: response.Missing, Severity: response.Error}, {Kind: response.Missing, Severity: response.Error}, {Kind: response.Unevidenced, Severity: response.Warning}}
	v := ForOffice(r, edition(t, "interim@1.0"), []Case{c}, nil)
	if got, want := v.Queue[0].Why, "What must be put right: 2 missing, 1 invalid."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Files that stand for no product are the office's; the problems of a product's own file are the product's.
func TestQueueOfFiles(t *testing.T) {
	r := aRound(t, "Ana", "a")
	problem := func(k response.ProblemKind, s response.Severity, file string) response.Problem {
		return response.Problem{Kind: k, Severity: s, Cell: response.Cell{File: file}, What: "What is wrong.", Do: "What to do."}
	}
	problems := []response.Problem{
		problem(response.Unreadable, response.Error, "cut.xlsx"),
		problem(response.Structure, response.Error, "holiday.xlsx"),
		problem(response.Register, response.Error, "stranger.xlsx"),
		problem(response.Register, response.Error, "a.xlsx"), // a provider's id that is another's
		problem(response.Register, response.Warning, "notes.txt"),
		problem(response.Missing, response.Error, "a.xlsx"),
	}
	v := ForOffice(r, edition(t, "interim@1.0"), []Case{aCase(t, r, "a", "")}, problems)
	want := []string{
		"settle with the register|a.xlsx|The Office||", "settle with the register|stranger.xlsx|The Office||",
		"send the file again|cut.xlsx|The Office||", "send the file again|holiday.xlsx|The Office||",
		"review|a|Ana|2017-10-02|",
	}
	if got := queueOf(v); !slices.Equal(got, want) {
		t.Errorf("the queue is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A file that cannot be read does not say whose it is; its name may, where only one product can be meant.
func TestQueueAsksTheProviderForAFileNamedLikeAProduct(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"Harbour_Ledger (final).xlsx", "h-ledger"}, {"h-ledger.xlsx", "h-ledger"}, {"2017 HARBOUR LEDGER.csv", "h-ledger"},
		{"Harbour Ledgers.xlsx", ""}, {"Harbour.xlsx", ""}, {"Harbour Ledger and Tide Fund.xlsx", ""}, // both can be meant
		{"Received Pay.xlsx", ""}, // of which a questionnaire was read
		{"ab.xlsx", ""},
	} {
		r := aRound(t, "Ana", "h-ledger", "tide", "received", "ab", "none")
		r.Due = date.Date{}
		for i, name := range []string{"Harbour Ledger", "Tide Fund", "Received Pay", "ab", "---"} {
			r.Products[i].Name = name
		}
		problems := []response.Problem{{Kind: response.Unreadable, Severity: response.Error, Cell: response.Cell{File: c.file}, What: "It is cut off."}}
		v := ForOffice(r, edition(t, "interim@1.0"), []Case{aCase(t, r, "received", "")}, problems)
		who := map[bool]string{true: "The Office", false: "Provider Ltd"}[c.want == ""]
		if got := v.Queue[0]; got.Need != Resend || got.Product.ID != c.want || got.Who != who || got.File != c.file {
			t.Errorf("%s: it is asked of %s for the product %q, want %s and %q", c.file, got.Who, got.Product.ID, who, c.want)
		}
	}
}

func TestQueueAsksForARatingOnce(t *testing.T) {
	r := aRound(t, "Ana", "a", "b", "c")
	f := edition(t, "interim@1.0")
	pending := assess.APIOutcome{API: framework.API{ID: "X.1", Title: "List", Rating: framework.Pending, Availability: "production"}, Known: true}
	rated, retired, strange := pending, pending, pending
	rated.API.ID, rated.API.Rating = "Y.1", "2"
	retired.API.ID, retired.API.Availability = "Z.1", "retired"
	strange.API.ID, strange.Known = "Q.1", false
	cases := []Case{aCase(t, r, "a", ""), aCase(t, r, "b", ""), aCase(t, r, "c", "")}
	cases[0].Assessment.APIs = []assess.APIOutcome{pending, rated, retired, strange}
	cases[1].Assessment.APIs = []assess.APIOutcome{pending}
	cases[1].Submission.Completed = on(t, "2017-09-01")
	duty := assess.Duty{Obligation: framework.Obligation{ID: "rate", Owner: "office"}, Due: on(t, "2018-01-31"), APIs: []string{"X.1"}}
	other := assess.Duty{Obligation: framework.Obligation{ID: "plan", Owner: "provider"}, Due: on(t, "2017-11-30"), APIs: []string{"X.1"}}
	cases[1].Assessment.Obligations = []assess.Duty{other, duty}
	v := ForOffice(r, f, cases, nil)
	got := slices.DeleteFunc(slices.Clone(v.Queue), func(t Task) bool { return t.Need != Rate })
	if len(got) != 1 || said(got[0]) != "rate an API|X.1|The Office|2017-09-01|2018-01-31" || got[0].Why != "2 products wait for it." {
		t.Errorf("the API that two products wait for should be asked for once, since the first of them: %+v", got)
	}
}

// Since is unknown where a questionnaire gives no day; what is known to wait comes first.
func TestQueueOrder(t *testing.T) {
	r := aRound(t, "Ana", "d", "c", "b", "a")
	f := edition(t, "interim@1.0")
	var cases []Case
	for _, p := range r.Products {
		cases = append(cases, aCase(t, r, p.ID, "2017-12-01"))
	}
	cases[0].Submission.Completed = date.Date{}         // d
	cases[1].Submission.Completed = on(t, "2017-09-30") // c
	want := []string{"review|c|Ana|2017-09-30|", "review|a|Ana|2017-10-02|", "review|b|Ana|2017-10-02|", "review|d|Ana||"}
	v := ForOffice(r, f, cases, nil)
	if got := queueOf(v)[:4]; !slices.Equal(got, want) {
		t.Errorf("the queue begins with\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The order in which files were read must not show.
func TestOfficeIsTheSameInAnyOrder(t *testing.T) {
	r := aRound(t, "", "a", "b", "c", "d")
	f := edition(t, "interim@1.0")
	var cases []Case
	var problems []response.Problem
	for i, p := range r.Products[:3] {
		c := aCase(t, r, p.ID, []string{"2017-09-01", "2017-11-20", "2019-01-01"}[i])
		c.Assessment.APIs = []assess.APIOutcome{{API: framework.API{ID: "X." + p.ID, Rating: framework.Pending}, Known: true}, {API: framework.API{ID: "X", Rating: framework.Pending}, Known: true}}
		cases = append(cases, c)
		problems = append(problems, response.Problem{Kind: response.Unreadable, Severity: response.Error, Cell: response.Cell{File: p.ID + "-cut.xlsx"}, What: "Cut."},
			response.Problem{Kind: response.Register, Severity: response.Error, Cell: response.Cell{File: "strange.xlsx"}, What: p.ID})
	}
	first := ForOffice(r, f, cases, problems)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		random.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		random.Shuffle(len(problems), func(i, j int) { problems[i], problems[j] = problems[j], problems[i] })
		again := ForOffice(r, f, cases, problems)
		if !slices.Equal(queueOf(first), queueOf(again)) || !reflect.DeepEqual(first.Events(), again.Events()) {
			t.Fatalf("another order of files changed the queue or the calendar:\n%s\n%s", strings.Join(queueOf(first), "\n"), strings.Join(queueOf(again), "\n"))
		}
	}
	if len(first.Queue) < 10 {
		t.Errorf("only %d tasks were compared", len(first.Queue))
	}
}
