package report

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/doc"
)

func dayOf(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func occasion(t *testing.T) view.Occasion {
	return view.Occasion{ID: "r", Title: "Round of October 2017", AsOf: dayOf(t, "2017-10-31"), Due: dayOf(t, "2017-11-30"),
		Office: round.Office{Name: "Partnership Office", Email: "office@example.org", Phone: "02 5550 0000"}, Notice: "This round is a sample."}
}

func text(id, title, summary string) consultation.Text {
	return consultation.Text{ID: id, File: "papers/" + id + ".md", Access: consultation.Public, Title: title, Summary: summary}
}

// record is a small consultation with one of each kind that the public pages lead to.
func record(t *testing.T) consultation.Record {
	paper := func(id, title string, kind consultation.Kind, on string) consultation.Paper {
		return consultation.Paper{Text: text(id, title, "Summary of "+title+"."), Kind: kind, Date: dayOf(t, on), Status: consultation.Final, Version: "1.0"}
	}
	mfa := paper("2017-09-29-position-mfa", "Position on a second factor", consultation.Position, "2017-09-29")
	mfa.Issue, mfa.Meeting, mfa.Status = "mfa", "2017-09-20-twg", consultation.ForComment
	r := consultation.Record{Papers: []consultation.Paper{
		paper("2017-10-05-update", "Round opens", consultation.Update, "2017-10-05"), mfa,
		paper("2017-09-12-correction", "Rating of the lodgment list", consultation.Correction, "2017-09-12"),
		paper("2017-08-31-instructions", "Instructions 1.0", consultation.Instructions, "2017-08-31"),
	}, Meetings: []consultation.Meeting{
		{Text: text("2017-09-20-twg", "Technical working group", ""), Date: dayOf(t, "2017-09-20"), Mode: consultation.WorkingGroup, Status: consultation.Held},
		{Text: text("2017-11-14-seminar", "Seminar on hosting", ""), Date: dayOf(t, "2017-11-14"), Time: "10:00 to 12:00", Mode: consultation.Seminar, Status: consultation.Planned},
		{Text: text("2017-12-01-off", "Cancelled workshop", ""), Date: dayOf(t, "2017-12-01"), Mode: consultation.Workshop, Status: consultation.Cancelled},
	}, Actions: []consultation.Action{{ID: "A1", Meeting: "2017-09-20-twg", Access: consultation.Public, Text: "Say which factors count.", Owner: "Office", Status: consultation.Open}}}
	for m := range 9 { // more months than the first page shows
		r.Papers = append(r.Papers, paper("old-"+string(rune('a'+m)), "Older news "+string(rune('a'+m)), consultation.Update, date.Date{Year: 2017, Month: 8, Day: 1}.AddMonths(-m).String()))
	}
	return r
}

var downloads = []Download{{"Questionnaire, version 1.0", "XLSX", "questionnaire-interim-1.0.xlsx", 53_800}, {"Questionnaire, version 1.0", "CSV", "questionnaire-interim-1.0.csv", 9_000}}

func find(t *testing.T, name string) *framework.Framework {
	t.Helper()
	f, err := frameworks.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func publicView(t *testing.T, name string) view.Public {
	v := view.Public{Occasion: occasion(t), Framework: find(t, name), Listed: []view.Listed{{Product: "Ledger Lane", Provider: "Acme", Domain: "Accounting"}}}
	if s := v.Framework.Supersedes; s != "" {
		v.Previous = find(t, s)
	}
	return v
}

// publicPages are the pages of a framework; all is the record they are made from.
func publicPages(t *testing.T, name string, all consultation.Record) ([]Page[audience.Public], view.Public) {
	t.Helper()
	v := publicView(t, name)
	chapters, err := Guidance(v.Framework)
	if err != nil {
		t.Fatal(err)
	}
	texts := Texts{"2017-09-12-correction": {doc.Heading{Level: 2, Text: "What it said", ID: "what-it-said"}, doc.Paragraph{Text: []doc.Span{{Text: "Low."}, {Note: 1}}}, doc.Notes{Items: []doc.Note{{N: 1, Text: doc.T("In edition 0.8.")}}}}}
	pages, err := PublicPages(v, view.PublicConsultation(v.Occasion, v.Framework, all), chapters, texts, downloads)
	if err != nil {
		t.Fatal(err)
	}
	return pages, v
}

func pageAt(t *testing.T, pages []Page[audience.Public], path string) doc.Document {
	t.Helper()
	i := slices.IndexFunc(pages, func(p Page[audience.Public]) bool { return p.Path == path })
	if i < 0 {
		t.Fatalf("there is no page %s", path)
	}
	return pages[i].Document.Value()
}

// said is every word of a document on one line.
func said(d doc.Document) string {
	var all []string
	for _, s := range doc.Sections(d) {
		all = append(all, s.Heading, s.Text)
	}
	return strings.Join(all, " ")
}

// Whatever a framework has or lacks, its pages can be printed, have a place, and say nothing empty.
func TestPublicPagesOfEveryFramework(t *testing.T) {
	for _, name := range frameworks.Names() {
		for _, all := range []consultation.Record{{}, record(t)} {
			pages, _ := publicPages(t, name, all)
			there := map[string]bool{"": true}
			for _, p := range pages {
				d := p.Document.Value()
				if err := doc.Check(d); err != nil {
					t.Errorf("%s, %s: %v", name, p.Path, err)
				}
				if there[p.Path] {
					t.Errorf("%s: two pages lie at %s", name, p.Path)
				}
				if !there[p.Parent] {
					t.Errorf("%s: %s stands below %q, which does not come before it", name, p.Path, p.Parent)
				}
				there[p.Path] = true
				if p.Title == "" || !strings.HasSuffix(d.Description, ".") || len(p.Title) > 60 {
					t.Errorf("%s, %s: the title %q and description %q: want a short title and a sentence", name, p.Path, p.Title, d.Description)
				}
				checkSections(t, name+", "+p.Path, d.Blocks)
			}
		}
	}
}

// checkSections: no heading stands over nothing, no table or list is empty but for the register of products.
func checkSections(t *testing.T, where string, blocks []doc.Block) {
	t.Helper()
	for i, b := range blocks {
		switch b := b.(type) {
		case doc.Heading:
			if next, ok := doc.Block(nil), i+1 < len(blocks); ok {
				next = blocks[i+1]
				if h, ok := next.(doc.Heading); ok && h.Level <= b.Level {
					t.Errorf("%s: there is nothing below the heading %q", where, b.Text)
				}
			} else {
				t.Errorf("%s: there is nothing below the last heading %q", where, b.Text)
			}
		case doc.Table:
			if len(b.Rows) == 0 && b.Caption != "Registered products" && b.Caption != "Versions" {
				t.Errorf("%s: the table %q is empty", where, b.Caption)
			}
		case doc.List:
			if len(b.Items) == 0 {
				t.Errorf("%s: an empty list", where)
			}
		case doc.Facts:
			if len(b.Items) == 0 {
				t.Errorf("%s: empty facts", where)
			}
		}
	}
}

// Every link leads to a page, to an anchor that is on it, to a file offered, or into the consultation.
func TestLinksOfPublicPages(t *testing.T) {
	for _, name := range frameworks.Names() {
		for _, all := range []consultation.Record{{}, record(t)} {
			pages, v := publicPages(t, name, all)
			check, err := CheckPage(v, true)
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, check)
			pages = append(pages, SearchPage(v.Reader, v.Occasion, "Operational Framework", placesOf(pages)).Made(), NotFound(v))
			known := knownPlaces(append(ConsultationPages(view.PublicConsultation(v.Occasion, v.Framework, all), Texts{}), pages...))
			for _, p := range pages {
				_, links := doc.Mentioned(p.Document.Value())
				for _, l := range links {
					if place := placeOf(p.Path, l.Href); place != "" && !known[place] {
						t.Errorf("%s, %s: the link %q leads to %s, which is not there", name, p.Path, l.Text, place)
					}
				}
			}
		}
	}
}

// placeOf is the page and anchor a link of a page leads to, "" for one out of the edition. What stands
// behind a ? in an anchor is the state of a table's filters.
func placeOf(page, href string) string {
	if strings.Contains(href, ":") {
		return ""
	}
	file, anchor, _ := strings.Cut(href, "#")
	if file == "" {
		file = page
	}
	anchor, _, _ = strings.Cut(anchor, "?")
	if anchor == "" {
		return file
	}
	return file + "#" + anchor
}

func knownPlaces(pages []Page[audience.Public]) map[string]bool {
	known := map[string]bool{}
	for _, p := range pages {
		known[p.Path] = true
		anchors, _ := doc.Mentioned(p.Document.Value())
		for _, a := range anchors {
			known[p.Path+"#"+a] = true
		}
	}
	for _, d := range downloads {
		known[d.Path] = true
	}
	return known
}
