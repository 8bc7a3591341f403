package report

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"opframe/data/assess"
	"opframe/data/review"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/golden"
	"opframe/render/markdown"
)

// reviewed is a product of the sample with decisions laid over it. Bases are filled in, so that every
// decision rests on what is so.
func reviewed(t *testing.T, product string, book review.Book) (view.Provider, view.Case) {
	t.Helper()
	v := sampleOffice(t)
	rows := rowsOf(v)
	i := slices.IndexFunc(rows, func(r view.OfficeRow) bool { return r.Product.ID == product })
	c := *rows[i].Case
	for j := range book.Decisions {
		for _, x := range c.Assessment.Findings {
			if book.Decisions[j].Control == x.Control.ID {
				book.Decisions[j].Basis = review.BasisOf(v.Framework, &c.Submission, x)
			}
		}
	}
	relay := func() {
		c.Review = review.Lay(v.Framework, &c.Submission, c.Assessment, &book)
	}
	relay() // the rulings rest on the findings decided
	for j := range book.Rulings {
		for _, a := range c.Review.APIs {
			if book.Rulings[j].API == a.Recommended.API.ID {
				book.Rulings[j].Basis = a.Basis
			}
		}
	}
	relay()
	c.Uses = []round.Use{{Product: product, API: "AS.0004.prefill", Environment: "production"}}
	return view.ForProvider(v.Occasion, v.Framework, c.Provider, []view.Case{c}), c
}

func standing(t *testing.T) Wording {
	t.Helper()
	words, problems, err := ReadWording(nil)
	if err != nil || len(problems) > 0 {
		t.Fatalf("the standing wording: %v %v", err, problems)
	}
	return words
}

// aBook decides on Harbour Ledger: one API granted until soon, one with conditions, one refused and used, one
// lapsed; a finding overridden with words for the provider, and one asked about.
func aBook(t *testing.T) review.Book {
	t.Helper()
	on := dayOf(t, "2017-10-24")
	return review.Book{
		Decisions: []review.Decision{
			{Control: "user-sessions", Choice: review.Override, Result: "met", Reason: "Seen in the test account.", Explanation: "The shorter limit you set in October is enough.",
				Sighted: "EV3", Reviewer: "Ana", On: on, Until: dayOf(t, "2018-10-24")},
			{Control: "log-retention", Choice: review.Ask, Explanation: "Are the logs of the backup kept for 12 months as well?", Reviewer: "Ana", On: on, Until: dayOf(t, "2017-11-10")},
		},
		Rulings: []review.Ruling{
			{API: "AS.0004.list", Verdict: review.Granted, By: "Ana", On: on, Until: dayOf(t, "2018-01-15"), Note: "Watch them."},
			{API: "AS.0004.prefill", Verdict: review.NotGranted, By: "Ana", On: on, Second: "Ben"},
			{API: "AS.0004.lodge", Verdict: review.GrantedWithConditions, Conditions: "A retention of 12 months for all logs by 31 January 2018.", Compensating: "Weekly export of the logs until then.",
				By: "Ana", On: dayOf(t, "2017-10-26"), Second: "Ben"},
			{API: "TPAR.0003.lodge", Verdict: review.Granted, By: "Ana", On: dayOf(t, "2017-06-01"), Until: dayOf(t, "2017-10-15"), Second: "Ben"},
		},
		Questions: []review.Question{{ID: "Q1", Question: "P02", Text: "Is the number of records that of active clients?", By: "Ana", On: on},
			{ID: "Q2", Control: "user-sessions", Text: "Could you go below ten attempts?", By: "Ana", On: dayOf(t, "2017-09-01"), Answer: "They can."}},
	}
}

// Each kind of letter as its provider reads it; read them when they change.
func TestLettersAsRead(t *testing.T) {
	v, _ := reviewed(t, "harbour-ledger", aBook(t))
	words := standing(t)
	var sections []golden.Section
	for _, x := range v.Products[0].Letters {
		d := Letter(words, v, v.Products[0], x).Value()
		if err := doc.Check(d); err != nil {
			t.Errorf("%s: %v", x.Kind, err)
		}
		if want := map[view.LetterKind]string{view.OutcomeLetter: "2017-10-26"}[x.Kind]; want != "" && d.Date.String() != want {
			t.Errorf("the outcome is dated %s, want the day of its last decision, %s", d.Date, want)
		}
		sections = append(sections, golden.Section{Name: string(x.Kind) + ".md", Got: markdown.Print(d)})
	}
	if len(sections) != len(view.LetterKinds) {
		t.Fatalf("there are %d letters, want one of each of %d kinds", len(sections), len(view.LetterKinds))
	}
	golden.Check(t, "testdata/letters.txtar", sections...)
}

// No word of a reviewer, put into any field there is, reaches a provider in a letter or its report; the words
// that are for the provider do.
func TestNoReviewersWordInLetters(t *testing.T) {
	book := aBook(t)
	forProvider := map[string]bool{"Decision.Explanation": true, "Ruling.Conditions": true, "Ruling.Compensating": true, "Question.Text": true}
	hidden, shown := map[string]string{}, map[string]string{}
	n := 0
	fill := func(x any) {
		s := reflect.ValueOf(x).Elem()
		for i := range s.NumField() {
			name := s.Type().Name() + "." + s.Type().Field(i).Name
			if slices.Contains([]string{"Decision.Control", "Decision.Basis", "Ruling.API", "Ruling.Basis", "Question.ID", "Question.Control", "Question.Question", "Question.Answer"}, name) ||
				s.Field(i).Type() != reflect.TypeOf("") {
				continue
			}
			n++
			word := fmt.Sprintf("zq%dx", 10000+n)
			s.Field(i).SetString(word)
			if forProvider[name] {
				shown[word] = name
			} else {
				hidden[word] = name
			}
		}
	}
	for i := range book.Decisions {
		fill(&book.Decisions[i])
	}
	for i := range book.Rulings {
		fill(&book.Rulings[i])
	}
	for i := range book.Questions {
		fill(&book.Questions[i])
	}
	answered := review.Question{ID: "Q9", Text: "Settled?", Answer: "zq99999x"}
	hidden["zq99999x"] = "Question.Answer"
	book.Questions = append(book.Questions, answered)
	v, _ := reviewed(t, "harbour-ledger", book)
	var all strings.Builder
	for _, x := range v.Products[0].Letters {
		all.Write(markdown.Print(Letter(standing(t), v, v.Products[0], x).Value()))
	}
	all.Write(markdown.Print(Assessment(Program{"opframe", "test"}, v, v.Products[0]).Value()))
	letters, err := json.Marshal(v.Products[0].Letters)
	if err != nil {
		t.Fatal(err)
	}
	all.Write(letters)
	for word, name := range hidden {
		if strings.Contains(all.String(), word) {
			t.Errorf("%s reaches the provider", name)
		}
	}
	found := map[string]bool{}
	for word, name := range shown {
		found[name] = found[name] || strings.Contains(all.String(), word)
	}
	for name := range forProvider {
		if !found[name] {
			t.Errorf("%s is for the provider and is in no letter", name)
		}
	}
}

// What a placeholder stands for is text: neither Markdown nor a placeholder itself.
func TestValuesAreText(t *testing.T) {
	v, c := reviewed(t, "harbour-ledger", review.Book{})
	c.Provider.Contact = "**{office}** <b>"
	v = view.ForProvider(v.Occasion, v.Framework, c.Provider, []view.Case{c})
	d := Letter(standing(t), v, v.Products[0], v.Products[0].Letters[0]).Value()
	i := slices.IndexFunc(d.Blocks, func(b doc.Block) bool {
		p, ok := b.(doc.Paragraph)
		return ok && strings.HasPrefix(doc.Plain(p.Text), "Dear")
	})
	if got, want := doc.Plain(d.Blocks[i].(doc.Paragraph).Text), "Dear **{office}** <b>,"; got != want {
		t.Errorf("the letter begins %q, want %q", got, want)
	}
}

// A round's wording takes the place of the standing one when it is whole; what is wrong is told with its line.
func TestWordingOfARound(t *testing.T) {
	own := func(text string) map[string][]byte { return map[string][]byte{"letters/notice.md": []byte(text)} }
	front := "---\ntitle: \"Notice on {product}\"\nsummary: S.\n---\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"good", front + "Dear {addressee}, by {due}.\n\n## Why {#grounds}\n", ""},
		{"unknown placeholder", front + "Hi {boss}.\n\n## Why {#grounds}\n", "letters/notice.md:6: no placeholder of this letter is called {boss}"},
		{"placeholder of another letter", front + "We ask {points}.\n\n## Why {#grounds}\n", "is called {points}"},
		{"no section", front + "Dear {addressee}.\n", "no section {#grounds}"},
		{"no title", "---\nsummary: S.\n---\n\n## Why {#grounds}\n", "the front matter needs title"},
		{"raw HTML", front + "<b>Hi</b>\n\n## Why {#grounds}\n", "letters/notice.md:6"},
		{"placeholder in a table", front + "| {office} |\n|---|\n| x |\n\n## Why {#grounds}\n", "a placeholder stands in a table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			words, problems, err := ReadWording(own(c.text))
			if err != nil {
				t.Fatal(err)
			}
			replaced := words[view.NoticeLetter].Title == "Notice on {product}"
			if c.want == "" && (len(problems) > 0 || !replaced) {
				t.Errorf("it is not taken: %v", problems)
			}
			if c.want != "" && (replaced || len(problems) == 0 || !strings.Contains(problems[0].String(), c.want)) {
				t.Errorf("the problems are %v, want one that says %q and the standing wording", problems, c.want)
			}
		})
	}
}

// The report quotes every remark on a question of the control with its finding, beside the answer and with its
// cell, in a column that says whose it is.
func TestExplanationStandsWithItsFinding(t *testing.T) {
	v, c := reviewed(t, "harbour-ledger", review.Book{})
	var at assess.Finding
	for _, x := range c.Assessment.Findings {
		if x.Control.ID == "user-sessions" {
			at = x
		}
	}
	id := at.Control.Questions[0].ID
	a := c.Submission.Answers[id]
	a.Comment.Text, a.Comment.Cell.Sheet, a.Comment.Cell.Ref = "Because of the kiosk.", "Product", "F9"
	c.Submission.Answers[id] = a
	v = view.ForProvider(v.Occasion, v.Framework, c.Provider, []view.Case{c})
	section := ""
	for _, b := range Assessment(Program{"opframe", "test"}, v, v.Products[0]).Value().Blocks {
		switch b := b.(type) {
		case doc.Heading:
			section = b.Text
		case doc.Answers:
			for _, x := range b.Items {
				words := doc.Plain(x.Said)
				if !strings.Contains(words, "Because of the kiosk.") {
					continue
				}
				if section != at.Control.Title || !strings.HasSuffix(words, ". “Because of the kiosk.” (F9)") || x.ID != id || x.Question != at.Control.Questions[0].Text {
					t.Errorf("it stands below %q at %s, %q, as %q", section, x.ID, x.Question, words)
				}
				return
			}
		}
	}
	t.Error("the explanation is not in the report")
}
