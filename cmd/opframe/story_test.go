package main

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"opframe/data/date"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// story is a round on disk in which people do things between builds.
type story struct {
	t    *testing.T
	dir  string
	site string
}

// begin writes the sample round with the responses of a few products only, so that a build takes no time.
func begin(t *testing.T, products ...string) *story {
	t.Helper()
	files, err := sampleFiles()
	if err != nil {
		t.Fatal(err)
	}
	s := &story{t, filepath.Join(t.TempDir(), "round"), filepath.Join(t.TempDir(), "site")}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		response := strings.Contains(name, "responses/")
		if response && !slices.ContainsFunc(products, func(p string) bool { return strings.HasPrefix(path.Base(name), p) }) || strings.HasPrefix(name, "papers/") || strings.HasPrefix(name, "reviews/") || name == "actions.csv" {
			continue
		}
		write(t, filepath.Join(s.dir, filepath.FromSlash(name)), files[name])
	}
	return s
}

// opframe runs a verb and returns what it says, on both streams.
func (s *story) opframe(want int, args ...string) string {
	s.t.Helper()
	var out bytes.Buffer
	if code := run(context.Background(), args, &out, &out); code != want {
		s.t.Fatalf("opframe %s: exit code %d, want %d:\n%s", strings.Join(args, " "), code, want, out.String())
	}
	return out.String()
}

// build builds the round, which has problems all the way: most of its products have not answered.
func (s *story) build() {
	s.t.Helper()
	var out bytes.Buffer
	if code := run(context.Background(), []string{"build", s.dir, "-o", s.site}, &out, &out); code != exitDone && code != exitProblems {
		s.t.Fatalf("build ends with exit code %d:\n%s", code, out.String())
	}
}

// page is the Markdown or HTML of a page of the site, without blanks that say nothing.
func (s *story) page(name string) string {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.site, filepath.FromSlash(name)))
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(data)), " ")
}

func (s *story) says(name string, want ...string) {
	s.t.Helper()
	text := s.page(name)
	for _, w := range want {
		if !strings.Contains(text, w) {
			s.t.Errorf("%s does not say %q", name, w)
		}
	}
}

func (s *story) silent(name string, words ...string) {
	s.t.Helper()
	text := s.page(name)
	for _, w := range words {
		if strings.Contains(text, w) {
			s.t.Errorf("%s says %q, and should not", name, w)
		}
	}
}

// typed fills in cells of a workbook as a person does: by sheet, the start of the row's first visible cell, the
// title of the column. With several such rows the last is taken: what is new stands below what was.
func (s *story) typed(file, sheet, row string, what map[string]string) {
	s.t.Helper()
	name := filepath.Join(s.dir, filepath.FromSlash(file))
	f, err := excelize.OpenFile(name)
	if err != nil {
		s.t.Fatal(err)
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		s.t.Fatal(err)
	}
	at, cols := -1, map[string]int{}
	for i, r := range rows {
		if len(cols) == len(what) { // below the titles
			if len(r) > 1 && strings.HasPrefix(r[1], row) && r[1] != "" {
				at = i
			}
			continue
		}
		for j, c := range r {
			if _, ok := what[c]; ok {
				cols[c] = j
			}
		}
	}
	for title, text := range what {
		if _, ok := cols[title]; !ok || at < 0 {
			s.t.Fatalf("%s: %s has no row %q with a column %q", file, sheet, row, title)
		}
		if err := f.SetCellStr(sheet, cells.Ref(at, cols[title]), text); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		s.t.Fatal(err)
	}
}

// corrects sends a questionnaire again with changed answers, completed on a later day.
func (s *story) corrects(file, product, completed string, change func(map[string]response.Answer)) {
	s.t.Helper()
	name := filepath.Join(s.dir, "responses", file)
	data, err := os.ReadFile(name)
	if err != nil {
		s.t.Fatal(err)
	}
	e, err := intake.Edition("interim@1.0")
	if err != nil {
		s.t.Fatal(err)
	}
	sub, err := workbook.Read(file, []workbook.File{{Name: file, Data: data}}, []workbook.Edition{e})
	if err != nil {
		s.t.Fatal(err)
	}
	change(sub.Answers)
	sub.Completed = day(s.t, completed)
	var out bytes.Buffer
	if err := workbook.WriteXLSX(&out, e.Framework, e.Layout, workbook.Prefill{ProductID: product, Last: &sub}); err != nil {
		s.t.Fatal(err)
	}
	write(s.t, name, out.Bytes())
}

const book = "reviews/harbour-ledger.xlsx"

// A round from its first review to its decisions, from files alone.
func TestStoryOfAReview(t *testing.T) {
	s := begin(t, "harbour-ledger", "kestrel-pay")
	decided, office, theirs := "office/decisions.html", "office/products/harbour-ledger/index.html", "providers/harbourline/harbour-ledger/assessment.md"

	// Review begins.
	if said := s.opframe(exitDone, "review", s.dir, "--product", "harbour-ledger"); !strings.Contains(said, "41 findings, 6 outcomes to review") {
		t.Errorf("review says %q", said)
	}
	s.typed(book, "Findings", "Sessions and passwords", map[string]string{"Decision": "Override: met", "Reason": "noteone seen on site", "Words for the provider": "Accepted after our visit.", "Decided on": "2017-10-20"})
	s.typed(book, "Findings", "Provider registered", map[string]string{"Decision": "Agree", "Decided on": "2017-10-20", "Evidence sighted": "notetwo extract"})
	s.typed(book, "Findings", "One person, one login", map[string]string{"Decision": "Ask the provider", "Words for the provider": "How are shared log-ins found?", "Decided on": "2017-10-21", "Reason": "notethree unsure"})
	s.typed(book, "Outcomes", "AS.0004.prefill", map[string]string{"Outcome": "Granted with conditions", "Conditions": "Two people release each batch.", "Decided on": "2017-10-25", "Note": "notefour"})
	s.build()
	s.says(decided, "noteone seen on site", "notefour", "Waiting for a second signature", "In force")
	s.says(office, "notethree unsure", "How are shared log-ins found?")
	s.says(theirs, "Accepted after our visit.", "How are shared log-ins found?")
	s.silent(theirs, "noteone", "notetwo", "notethree", "notefour", "Two people release each batch.", "Callum Pritchard")
	s.says("office/problems.html", "AS.0004.prefill: the API is rated 4, so its outcome needs a second signature.")

	// The same name is no second signature; another is.
	s.typed(book, "Outcomes", "AS.0004.prefill", map[string]string{"Second signature": "callum pritchard"})
	s.build()
	s.says("office/problems.html", "“callum pritchard” stands for both signatures.")
	s.silent(theirs, "Two people release each batch.")
	s.typed(book, "Outcomes", "AS.0004.prefill", map[string]string{"Second signature": "Ngaio Petersen"})
	s.build()
	s.silent("office/problems.html", "signature")
	s.says(theirs, "Granted with conditions", "Two people release each batch.")

	// The provider corrects one answer: the decision on exactly that finding is set aside.
	s.corrects("harbour-ledger.xlsx", "harbour-ledger", "2017-10-28", func(a map[string]response.Answer) {
		x := a["P23"]
		x.Comment.Text = "Shortened since the visit."
		a["P23"] = x
	})
	s.build()
	if n := strings.Count(s.page("office/problems.html"), "the decision is set aside"); n != 1 {
		t.Errorf("%d decisions are set aside, want the one on the changed finding", n)
	}
	s.says("office/problems.html", "user-sessions: the decision is set aside")
	s.says(decided, "To be looked at again")
	s.silent(theirs, "Accepted after our visit.")
	s.says(theirs, "Two people release each batch.")

	// Review adds the one row that is new, and keeps every word.
	if said := s.opframe(exitDone, "review", s.dir, "--product", "harbour-ledger"); !strings.Contains(said, "1 finding added") {
		t.Errorf("review says %q, want one finding added", said)
	}
	if said := s.opframe(exitDone, "review", s.dir, "--product", "harbour-ledger"); !strings.Contains(said, "nothing to add") {
		t.Errorf("review says %q, want nothing to add", said)
	}
	s.typed(book, "Findings", "Sessions and passwords", map[string]string{"Decision": "Agree", "Decided on": "2017-10-29"})
	s.build()
	s.says(decided, "noteone seen on site", "notetwo extract", "notethree unsure", "notefour")
}

func day(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The round after: the provider changed an answer, a certificate ran out, the reviewer's override was of the
// earlier round. Each change is put down to what made it.
func TestStoryOfTwoRounds(t *testing.T) {
	s := begin(t, "harbour-ledger")
	s.opframe(exitDone, "review", s.dir, "--product", "harbour-ledger")
	s.typed(book, "Findings", "Sessions and passwords", map[string]string{"Decision": "Override: met", "Reason": "noteone seen on site", "Decided on": "2017-10-20"})
	s.typed(book, "Outcomes", "AS.0004.lodge", map[string]string{"Outcome": "Not granted", "Decided on": "2017-10-21", "Note": "notetwo"})

	first := s.dir
	s.dir = filepath.Join(t.TempDir(), "second")
	if err := os.CopyFS(s.dir, os.DirFS(first)); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"previous", "reviews", "enquiries.csv"} {
		if err := os.RemoveAll(filepath.Join(s.dir, gone)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(s.dir, "previous"), os.DirFS(first)); err != nil {
		t.Fatal(err)
	}
	settings := strings.NewReplacer("as_of: 2017-10-31", "as_of: 2018-11-30", "due: 2017-10-13", "due: 2018-11-16", `id: "interim-2017"`, `id: "interim-2018"`).Replace(string(readFile(t, filepath.Join(first, "round.yaml"))))
	write(t, filepath.Join(s.dir, "round.yaml"), []byte(settings))
	s.corrects("harbour-ledger.xlsx", "harbour-ledger", "2018-11-10", func(a map[string]response.Answer) {
		x := a["P40"]
		x.Raw, x.Value.Options = "", x.Value.Options[:1]
		a["P40"] = x
	})
	said := strings.Join(strings.Fields(s.opframe(exitDone, "compare", first, s.dir)), " ")
	for _, want := range []string{
		"because: evidence expired, answer changed, reviewer decided",
		"Sessions and passwords of users: partly, was met The office had decided “met”, which no longer holds.",
		"Audit logging in the product: not met, was met Answer changed: P40",
		"Assessment against a standard: partly, was met Evidence expired, W10 gives 6 August 2018",
		"evidence expired on 2018-08-06: HL-19",
		"AS.0004.lodge: Defer until gaps are closed, was Not recommended The level of confidence went from 3 to 1. The office had decided “Not recommended”",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("compare does not say %q:\n%s", want, said)
		}
	}
	if said := s.opframe(exitProblems, "compare", "--fail-on", "worse", first, s.dir); !strings.Contains(said, "Audit logging") {
		t.Errorf("--fail-on worse says %q", said)
	}
	s.build()
	theirs := "providers/harbourline/harbour-ledger/assessment.md"
	s.says(theirs, "What changed since last time", "Assessment against a standard", "which no longer holds")
	s.silent(theirs, "noteone", "notetwo", "Callum Pritchard")
	s.says("office/changes.html", "Harbour Ledger")
}
