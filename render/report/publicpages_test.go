package report

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/golden"
	"opframe/render/markdown"
)

// Everything the framework declares is told somewhere, each thing where a reader looks for it.
func TestNothingOfTheFrameworkIsLeftOut(t *testing.T) {
	pages, v := publicPages(t, "interim@1.0", record(t))
	f := v.Framework
	questionnaire, register, controls, pack := said(pageAt(t, pages, questionsPath)), said(pageAt(t, pages, apisPath)), said(pageAt(t, pages, controlsPath)), said(pageAt(t, pages, packPath))
	has := func(where, text, what string) {
		t.Helper()
		if !strings.Contains(text, strings.Join(strings.Fields(what), " ")) {
			t.Errorf("%s does not say %q", where, what)
		}
	}
	for _, q := range f.Questions() {
		has("the questionnaire", questionnaire, q.ID+" "+q.Text)
		for _, o := range q.Options {
			has("the questionnaire", questionnaire, o.Label)
		}
	}
	for _, a := range f.APIs {
		has("the register", register, a.ID+" "+a.Title+" "+a.Domain)
	}
	for _, c := range f.Controls {
		has("the list of controls", controls, c.Title+" "+c.Intent)
		has("the pack", pack, c.Title+" "+c.Intent)
		page := said(pageAt(t, pages, controlPath(c.ID)))
		for _, q := range c.Questions {
			has(c.ID, page, q.ID+" "+q.Text)
		}
		for _, r := range c.Rules {
			has(c.ID, page, r.Reason)
			has(c.ID, page, r.Remedy)
			has(c.ID, page, basis(f, r.Basis))
		}
		for _, text := range slices.Concat(c.Evidence, c.References) {
			has(c.ID, page, text)
		}
	}
	for _, i := range f.Issues {
		page := said(pageAt(t, pages, issuePath(i.ID)))
		for _, text := range []string{i.Considered, i.Heard, i.Position} {
			has(i.ID, page, text)
		}
		for _, c := range controlsOn(f, i.ID) {
			has(i.ID, page, c.Title)
		}
	}
	for _, o := range f.Obligations {
		has("the pack", pack, o.Title+" "+o.Text)
	}
	for _, g := range f.Gates {
		has("the pack", pack, g.Reason)
	}
	for _, s := range f.Sources {
		has("the pack", pack, s.Title+" "+s.Note)
	}
}

// The pack and the pages of chapters are made by one road: what a chapter's page says, the pack says in
// the same order.
func TestPackSaysWhatTheChaptersSay(t *testing.T) {
	for _, name := range []string{"interim@1.0", "cloud-sample@1"} {
		pages, v := publicPages(t, name, record(t))
		pack := said(pageAt(t, pages, packPath))
		chapters, err := Guidance(v.Framework)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, c := range complete(v, chapters) {
			if elsewhere[c.Slug] == "" {
				n++
				if page := said(pageAt(t, pages, chapterPath(c.Slug))); !strings.Contains(pack, strings.TrimSpace(page)) {
					t.Errorf("%s: the pack does not say what %s says", name, chapterPath(c.Slug))
				}
			}
		}
		if n < 5 {
			t.Errorf("%s: %d chapters were compared, want those that only hold data too", name, n)
		}
	}
}

// The first page shows the last months that have updates; the page of updates shows all.
func TestUpdatesByMonth(t *testing.T) {
	pages, _ := publicPages(t, "interim@1.0", record(t))
	home, all := pageAt(t, pages, homePath), pageAt(t, pages, updatesPath)
	var months []string
	for _, b := range home.Blocks {
		if h, ok := b.(doc.Heading); ok && h.Level == 3 {
			months = append(months, h.Text)
		}
	}
	want := []string{"October 2017", "August 2017", "July 2017", "June 2017", "May 2017", "April 2017"}
	if !slices.Equal(months, want) {
		t.Errorf("the first page has updates of %q, want %q", months, want)
	}
	if s := said(all); strings.Count(s, "Older news") != 18 || !strings.Contains(s, "December 2016") {
		t.Errorf("the page of updates leaves some out: %s", s)
	}
}

// Key dates are in order, and no meeting is among them that is over or cancelled.
func TestKeyDates(t *testing.T) {
	pages, _ := publicPages(t, "interim@1.0", record(t))
	s := said(pageAt(t, pages, homePath))
	if !strings.Contains(s, "Seminar 14 November 2017, 10:00 to 12:00: Seminar on hosting Questionnaires due 30 November 2017") {
		t.Errorf("the seminar comes before the due date: %s", s)
	}
	if strings.Contains(s, "Cancelled workshop") || strings.Contains(s, "Technical working group") {
		t.Errorf("a meeting that is over or cancelled is among key dates: %s", s)
	}
}

// What changed is worked out from both editions.
func TestEditionsCompared(t *testing.T) {
	q := func(id, text string, options ...string) framework.Question {
		x := framework.Question{ID: id, Text: text, Kind: framework.Choice, Dimension: "d"}
		for _, o := range options {
			x.Options = append(x.Options, framework.Option{ID: o, Label: o})
		}
		return x
	}
	dims := []framework.Dimension{{ID: "d", Title: "One"}, {ID: "e", Title: "Two"}}
	moved := q("B5", "Moved?", "yes")
	moved.Dimension = "e"
	fresh := q("B6", "New?", "yes")
	fresh.Dimension, fresh.Control = "", "c"
	old := &framework.Framework{ID: "f", Version: "1", Dimensions: dims, Context: []framework.Question{
		q("A1", "Same?", "yes"), q("A2", "Altered?", "yes"), q("A3", "Old words?", "yes"), q("A4", "Gone?", "yes"), q("A5", "Moved?", "yes")},
		APIs:        []framework.API{{ID: "x", Title: "X", Rating: "2"}, {ID: "gone", Title: "Gone", Rating: "2"}, {ID: "same", Title: "Same", Rating: "2"}},
		Obligations: []framework.Obligation{{ID: "o", Title: "O", Owner: "office", Limit: "Soon"}}}
	now := &framework.Framework{ID: "f", Version: "2", Dimensions: dims, Context: []framework.Question{
		q("B1", "Same?", "yes"), q("B2", "Altered?", "yes", "no"), q("B3", "New words?", "yes"), moved},
		Controls:    []framework.Control{{ID: "c", Title: "C", Dimension: "d", Questions: []framework.Question{fresh}}},
		APIs:        []framework.API{{ID: "x", Title: "X", Rating: "3"}, {ID: "new", Title: "New", Rating: "2"}, {ID: "same", Title: "Same", Rating: "2"}},
		Obligations: []framework.Obligation{{ID: "o", Title: "O", Owner: "office", Limit: "Later"}},
		Mapping:     []framework.Mapped{{From: "A1", To: "B1"}, {From: "A2", To: "B2"}, {From: "A3", To: "B3"}, {From: "A4", Dropped: "Not needed."}, {From: "A5", To: "B5"}}}
	e := compareEditions(old, now)
	got := []int{len(e.kept), len(e.altered), len(e.reworded), len(e.dropped), len(e.fresh), len(e.moved()), len(e.unasked()), len(e.ratingChanges()), len(e.obligationChanges())}
	if want := []int{2, 1, 1, 1, 1, 1, 1, 3, 1}; !slices.Equal(got, want) {
		t.Errorf("kept, altered, reworded, dropped, new, moved, new controls, ratings, obligations: got %v, want %v", got, want)
	}
	if want := "Of the 5 questions of f 1, 4 are taken up in f 2 and 1 is dropped; 1 is new."; e.sentence() != want {
		t.Errorf("got %q, want %q", e.sentence(), want)
	}
	if got := e.ratingChanges(); got[0] != (difference{"x", "X: 2 ", "X: 3 "}) || got[1].was != "" || got[2].is != "" {
		t.Errorf("one rating changed, one API is new and one is gone; got %+v", got)
	}
}

// The register of products says registered, and no page says more of a product than that.
func TestProductsAreRegistered(t *testing.T) {
	pages, _ := publicPages(t, "interim@1.0", consultation.Record{})
	s := said(pageAt(t, pages, productsPath))
	if !strings.Contains(s, "Ledger Lane Acme Accounting Registered") || strings.Contains(strings.ToLower(s), "approved") {
		t.Errorf("the register says registered and never approved: %s", s)
	}
}

// A correction is shown whole, with its notes below all of them.
func TestCorrectionsAreShownWhole(t *testing.T) {
	pages, _ := publicPages(t, "interim@1.0", record(t))
	s := said(pageAt(t, pages, correctedPath))
	for _, want := range []string{"Rating of the lodgment list", "What it said", "Low.", "In edition 0.8."} {
		if !strings.Contains(s, want) {
			t.Errorf("the page of corrections does not say %q: %s", want, s)
		}
	}
	none, _ := publicPages(t, "interim@1.0", consultation.Record{})
	if s := said(pageAt(t, none, correctedPath)); !strings.Contains(s, "There are none as of 31") {
		t.Errorf("where there are none, the page says so: %s", s)
	}
}

// Words of the glossary can be led to.
func TestGlossaryHasAnchors(t *testing.T) {
	pages, _ := publicPages(t, "interim@1.0", consultation.Record{})
	anchors, _ := doc.Mentioned(pageAt(t, pages, glossaryPath))
	for _, want := range []string{"office-configuration", "api", "working-group"} {
		if !slices.Contains(anchors, want) {
			t.Errorf("the glossary has no anchor %q", want)
		}
	}
}

// The search page lists every page once, each below the one it stands below.
func TestSearchPageListsEveryPage(t *testing.T) {
	pages, v := publicPages(t, "interim@1.0", record(t))
	stray := Page[audience.Public]{Title: "Stray", Path: "stray.html", Parent: "nowhere.html", Document: seal(v.Reader, doc.Document{})}
	search := SearchPage(v.Reader, v.Occasion, "Operational Framework", placesOf(append(pages, stray))).Made()
	_, links := doc.Mentioned(search.Document.Value())
	n := map[string]int{}
	for _, l := range links {
		n[l.Href]++
	}
	for _, p := range append(pages, stray) {
		if n[p.Path] != 1 {
			t.Errorf("%s is listed %d times, want once", p.Path, n[p.Path])
		}
	}
}

// A page that is not there may be shown at any address, so its links are whole where that can be.
func TestNotFoundLinks(t *testing.T) {
	v := view.Public{Occasion: occasion(t)}
	v.Occasion.Address = "https://office.example.org/framework/"
	_, links := doc.Mentioned(NotFound(v).Document.Value())
	for _, l := range links {
		if !strings.HasPrefix(l.Href, v.Occasion.Address) && !strings.HasPrefix(l.Href, "mailto:") {
			t.Errorf("the link %q leads to %s, which is not whole", l.Text, l.Href)
		}
	}
}

// Two pages as a reader gets them; read the difference like a proof-reader.
func TestPublicPagesGolden(t *testing.T) {
	pages, _ := publicPages(t, "interim@1.0", record(t))
	var sections []golden.Section
	for _, path := range []string{homePath, frameworkPath, controlPath("offshore-exception"), issuePath("mfa"), aboutPath, contactPath} {
		sections = append(sections, golden.Section{Name: strings.TrimSuffix(path, ".html") + ".md", Got: markdown.Print(pageAt(t, pages, path))})
	}
	golden.Check(t, "testdata/public.txtar", sections...)
}

// Once the due date has gone by, nobody is told to send anything by then.
func TestAfterTheDueDate(t *testing.T) {
	v := publicView(t, "interim@1.0")
	v.Occasion.Due = dayOf(t, "2017-10-13")
	pages, err := PublicPages(v, view.Consultation[audience.Public]{Occasion: v.Occasion, Framework: v.Framework}, nil, nil, downloads)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{homePath, questionsPath} {
		if s := said(pageAt(t, pages, path)); strings.Contains(s, "by 13 October") || !strings.Contains(s, "13 October 2017, has gone by") {
			t.Errorf("%s tells to send by a day that has gone by: %s", path, s)
		}
	}
	if s := said(pageAt(t, pages, homePath)); !strings.Contains(s, "Questionnaires were due 13 October 2017") {
		t.Errorf("the due date is told as what was: %s", s)
	}
}

func placesOf[A audience.Reader](pages []Page[A]) []Place {
	var all []Place
	for _, p := range pages {
		all = append(all, p.Place())
	}
	return all
}
