package report

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/exchange"
	"opframe/render/golden"
	"opframe/render/markdown"
)

// flat is a page without its seal.
func flat[A audience.Reader](pages []Page[A]) []loose {
	var all []loose
	for _, p := range pages {
		all = append(all, loose{p.Title, p.Path, p.Parent, p.Formats, p.Source, p.Document.Value()})
	}
	return all
}

// forEachReader makes the pages of one record for all three readers, by the folder of their edition.
func forEachReader(o view.Occasion, t *testing.T, all consultation.Record, texts Texts) map[string][]loose {
	t.Helper()
	f := find(t, "interim@1.0")
	return map[string][]loose{
		"public":        flat(ConsultationPages(view.PublicConsultation(o, f, all), texts)),
		"working-group": flat(ConsultationPages(view.MembersConsultation(o, f, all), texts)),
		"office":        flat(ConsultationPages(view.OfficeConsultation(o, f, all), texts)),
	}
}

func sampleConsultation(t *testing.T) (consultation.Record, Texts) {
	t.Helper()
	all, problems, err := consultation.Load(os.DirFS("../../data/sample"))
	if err != nil || len(all.Papers) == 0 {
		t.Fatalf("the sample has %d papers (%v, %v)", len(all.Papers), problems, err)
	}
	all.Seats = []consultation.Seat{{Group: "technical-working-group", Name: "Kim Sample", Organisation: "Acme", Role: "Member"}}
	all, texts, problems := Read(all)
	for _, p := range problems {
		t.Errorf("the sample's papers should be in order: %s", p)
	}
	return all, texts
}

func TestConsultationPagesOfTheSample(t *testing.T) {
	all, texts := sampleConsultation(t)
	for _, address := range []string{"", "https://office.example.org/framework/"} {
		o := occasion(t)
		o.Address = address
		for edition, pages := range forEachReader(o, t, all, texts) {
			sound(t, edition, pages)
			arriving(t, edition, address, pages)
		}
	}
}

// sound: what printers and navigation ask of pages.
func sound(t *testing.T, edition string, pages []loose) {
	t.Helper()
	paths := map[string]bool{}
	for _, p := range pages {
		if err := doc.Check(p.document); err != nil {
			t.Errorf("%s/%s: %v", edition, p.path, err)
		}
		if paths[p.path] || !fs.ValidPath(p.path) || path.Ext(p.path) != ".html" || p.path != strings.ToLower(p.path) {
			t.Errorf("%s/%s: the path must be its own and fit for a file", edition, p.path)
		}
		if (p.parent == "") != (p.path == consultPath) || p.parent != "" && !paths[p.parent] {
			t.Errorf("%s/%s: its parent %q must be there before it", edition, p.path, p.parent)
		}
		if p.title == "" || len([]rune(p.title)) > 60 || p.document.Description == "" {
			t.Errorf("%s/%s: navigation calls it %q and metadata %q", edition, p.path, p.title, p.document.Description)
		}
		if p.formats != strings.HasPrefix(p.path, "consultation/papers/2") {
			t.Errorf("%s/%s: papers alone are offered as PDF and Markdown", edition, p.path)
		}
		paths[p.path] = true
	}
}

// arriving: links into the consultation lead to a page that is there, to an anchor or rows that are there.
// Others lead to the edition's other pages, but not in the office's, which has none of them.
func arriving(t *testing.T, edition, address string, pages []loose) {
	t.Helper()
	at := map[string]doc.Document{}
	for _, p := range pages {
		at[p.path] = p.document
	}
	filters := 0
	for _, p := range pages {
		_, links := doc.Mentioned(p.document)
		for _, l := range links {
			file, anchor, _ := strings.Cut(l.Href, "#")
			switch target, ok := at[file]; {
			case ok && strings.Contains(anchor, "?"):
				filters++
				if !picks(target, anchor) {
					t.Errorf("%s/%s: %q picks no row", edition, p.path, l.Href)
				}
			case ok:
				if anchors, _ := doc.Mentioned(target); anchor != "" && !slices.Contains(anchors, anchor) {
					t.Errorf("%s/%s: %q leads to no anchor of the page", edition, p.path, l.Href)
				}
			case strings.HasPrefix(l.Href, "consultation/"):
				t.Errorf("%s/%s: %q leads nowhere", edition, p.path, l.Href)
			case edition == "office" && doc.FromRoot(l.Href):
				t.Errorf("%s/%s: %q leads to a page of the public edition as if it were in this one", edition, p.path, l.Href)
			case edition == "office" && address == "" && strings.Contains(l.Href, "framework/"):
				t.Errorf("%s/%s: %q leads to an address nobody gave", edition, p.path, l.Href)
			}
		}
	}
	if filters == 0 {
		t.Errorf("%s: no link picks rows, so nothing was tried", edition)
	}
}

// picks: the table of a page has a row with the value that "key?column=value" asks for.
func picks(d doc.Document, state string) bool {
	key, query, _ := strings.Cut(state, "?")
	column, value, _ := strings.Cut(query, "=")
	value, err := url.PathUnescape(value)
	if err != nil {
		return false
	}
	for _, b := range d.Blocks {
		table, ok := b.(doc.Table)
		if !ok || table.Key != key {
			continue
		}
		at := slices.IndexFunc(table.Columns, func(c doc.Column) bool { return c.Filter && doc.Slug(c.Title) == column })
		return at >= 0 && slices.ContainsFunc(table.Rows, func(r doc.Row) bool { return doc.Plain(r.Cells[at]) == value })
	}
	return false
}

// A paper is handed around: it says the same to everybody who may read it, and names nothing that not all
// of them may read.
func TestPapersSayTheSameInEveryEdition(t *testing.T) {
	all, texts := sampleConsultation(t)
	o := occasion(t)
	editions := forEachReader(o, t, all, texts)
	labels := map[consultation.Access]string{consultation.Public: "Public", consultation.Members: "Working group members only", consultation.Office: "Confidential: the office only"}
	find := func(edition, path string) (loose, bool) {
		i := slices.IndexFunc(editions[edition], func(p loose) bool { return p.path == path })
		if i < 0 {
			return loose{}, false
		}
		return editions[edition][i], true
	}
	seen := map[consultation.Access]int{}
	for _, p := range all.Papers {
		seen[p.Access]++
		public, isPublic := find("public", paperPath(p.ID))
		members, isMembers := find("working-group", paperPath(p.ID))
		office, isOffice := find("office", paperPath(p.ID))
		if isPublic != (p.Access == consultation.Public) || isMembers != (p.Access != consultation.Office) || !isOffice {
			t.Errorf("%s (%s) is in the public edition: %v, members': %v, office's: %v", p.ID, p.Access, isPublic, isMembers, isOffice)
		}
		if office.document.Label != labels[p.Access] || office.document.Date != p.Date || office.source != p.File {
			t.Errorf("%s (%s) says %q, %s, %s", p.ID, p.Access, office.document.Label, office.document.Date, office.source)
		}
		if isPublic && !reflect.DeepEqual(public.document, members.document) {
			t.Errorf("%s is another document for members than for the public", p.ID)
		}
	}
	if seen[consultation.Public] == 0 || seen[consultation.Members] == 0 || seen[consultation.Office] == 0 {
		t.Errorf("papers by readers: %v, so not everything was tried", seen)
	}
}

// small is a consultation with restricted things beside public ones that refer to them. What is restricted
// holds its own word in every field.
func small(t *testing.T) (consultation.Record, Texts) {
	day := func(s string) date.Date { return dayOf(t, s) }
	as := func(x consultation.Text, a consultation.Access) consultation.Text { x.Access = a; return x }
	canary := func(id, word string, a consultation.Access) consultation.Text {
		return as(text(word+"-"+id, word+" title of "+id, word+" summary."), a)
	}
	const m, o = "canarymembers", "canaryoffice"
	r := consultation.Record{
		Groups: []consultation.Group{
			{Text: canary("group", m, consultation.Members), Open: true, Chair: m, Contact: m},
			{Text: canary("group", o, consultation.Office), Chair: o, Contact: o},
			{Text: text("swg", "Strategic working group", "Advises the office."), Open: true, Since: day("2016-03-03"), Chair: "The office", Contact: "swg@example.org"},
			{Text: text("old", "Former group", ""), Contact: "By phone"}},
		Meetings: []consultation.Meeting{
			{Text: text("2016-09-08-swg", "Meeting of September", "What the questionnaire is for."), Group: "swg", Date: day("2016-09-08"), Time: "10:00 to 12:00", Mode: consultation.WorkingGroup, Status: consultation.Held, Venue: "Canberra", Chair: "The office"},
			{Text: canary("meeting", o, consultation.Office), Group: "swg", Date: day("2017-01-10"), Mode: consultation.Event, Status: consultation.Held, Venue: o},
			{Text: canary("meeting", m, consultation.Members), Group: "swg", Date: day("2017-02-10"), Mode: consultation.Phone, Status: consultation.Held, Venue: m},
			{Text: text("2017-05-10-phone", "Phone meeting on cost", ""), Group: m + "-group", Date: day("2017-05-10"), Mode: consultation.Phone, Status: consultation.Cancelled},
			{Text: text("2017-08-23-seminar", "Seminar on the assessment", ""), Date: day("2017-08-23"), Mode: consultation.Seminar, Status: consultation.Held},
			{Text: text("2017-10-30-late", "Workshop nobody recorded", ""), Date: day("2017-10-30"), Mode: consultation.Workshop, Status: consultation.Planned},
			{Text: text("2017-11-16-swg", "Meeting of November", ""), Group: "swg", Date: day("2017-11-16"), Mode: consultation.WorkingGroup, Status: consultation.Planned}},
		Papers: []consultation.Paper{
			{Text: canary("paper", o, consultation.Office), Kind: consultation.Update, Group: "swg", Date: day("2017-10-20"), Status: consultation.Final},
			{Text: canary("paper", m, consultation.Members), Kind: consultation.Position, Group: "swg", Meeting: "2016-09-08-swg", Date: day("2017-10-01"), Status: consultation.ForComment, Replaces: "mfa-2"},
			{Text: text("mfa-2", "Position on a second factor", "A second factor for everybody."), Kind: consultation.Position, Group: "swg", Meeting: m + "-meeting", Issue: "mfa", Date: day("2017-09-29"), Status: consultation.ForComment, Version: "0.2", Replaces: "mfa-1"},
			{Text: text("mfa-1", "Position on a second factor", ""), Kind: consultation.Position, Group: o + "-group", Issue: "mfa", Date: day("2017-05-31"), Status: consultation.Superseded, Version: "0.1", Replaces: o + "-paper"},
			{Text: text("wrong", "A rating that was wrong", ""), Kind: consultation.Correction, Date: day("2017-04-01"), Status: consultation.Withdrawn},
			{Text: text("minutes", "Minutes of September 2016", "What was said."), Kind: consultation.Minutes, Group: "swg", Meeting: "2016-09-08-swg", Date: day("2016-09-22"), Status: consultation.Final},
			{Text: text("agenda", "Agenda of September 2016", ""), Kind: consultation.Agenda, Group: "swg", Meeting: "2016-09-08-swg", Date: day("2016-09-01")}},
		Actions: []consultation.Action{
			{ID: "A-1", Group: "swg", Meeting: "2016-09-08-swg", Access: consultation.Public, Text: "Say it in the instructions.", Owner: "The office", Due: day("2016-10-14"), Status: consultation.Done, Answer: "Said."},
			{ID: "A-2", Group: "swg", Meeting: "2016-09-08-swg", Access: consultation.Public, Text: "Measure the cost.", Owner: "Members", Due: day("2017-06-30"), Status: consultation.Open},
			{ID: "A-3", Group: "swg", Meeting: "2016-09-08-swg", Access: consultation.Public, Text: "Look at it again.", Status: consultation.Open},
			{ID: "A-4", Group: m + "-group", Meeting: m + "-meeting", Access: consultation.Public, Text: "Publish a summary.", Owner: "The office", Due: day("2017-12-01"), Status: consultation.Closed, Answer: "No longer needed."},
			{ID: m + "-1", Group: "swg", Meeting: "2016-09-08-swg", Access: consultation.Members, Text: m, Owner: m, Due: day("2017-01-01"), Status: consultation.Open, Answer: m},
			{ID: o + "-1", Group: "swg", Meeting: "2016-09-08-swg", Access: consultation.Office, Text: o, Owner: o, Due: day("2017-11-01"), Status: consultation.Open, Answer: o}},
		Seats: []consultation.Seat{
			{Group: "swg", Name: m + " name", Organisation: "Acme", Role: "Member"}, {Group: "swg", Organisation: "Association", Role: "Observer"},
			{Group: m + "-group", Name: m, Organisation: m, Role: m}, {Group: o + "-group", Name: o, Organisation: o, Role: o}},
	}
	set := func(x *consultation.Text, body string) { x.Source = []byte("---\nkind: x\n---\n" + body) }
	for i := range r.Papers {
		body := "## Purpose\n\nWhat it says, with a note.[^1]\n\n## Versions of this paper\n\nThe author's own.\n\n[^1]: The note.\n"
		if w, _, _ := strings.Cut(r.Papers[i].ID, "-"); w == m || w == o {
			body = w + "\n"
		}
		set(&r.Papers[i].Text, body)
	}
	set(&r.Groups[2].Text, "## Purpose\n\nIt advises.\n\n### Members\n\nSee below, and [the API register](apis.html).\n")
	r, texts, problems := Read(r)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return r, texts
}

func printed(t *testing.T, pages []loose) string {
	t.Helper()
	var b bytes.Buffer
	for _, p := range pages {
		data, err := json.Marshal([]any{p.title, p.path, p.parent, p.source, p.document})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(bytes.ToLower(data))
	}
	return b.String()
}

func TestNothingIsNamedThatTheReaderMayNotSee(t *testing.T) {
	all, texts := small(t)
	o := occasion(t)
	editions := forEachReader(o, t, all, texts)
	f := find(t, "interim@1.0")
	home := flat(WorkingGroupPages(view.WorkingGroup{Occasion: o, Framework: f, Floor: 5}, view.MembersConsultation(o, f, all)))[:1]
	for _, x := range []struct {
		what            string
		words           string
		members, office bool
	}{
		{"public pages", printed(t, editions["public"]), false, false},
		{"members' pages", printed(t, editions["working-group"]), true, false},
		{"members' first page", printed(t, home), true, false},
		{"office's pages", printed(t, editions["office"]), true, true},
		{"public calendar", string(exchange.Calendar("x", exchange.Events(view.PublicConsultation(o, f, all)), o.AsOf)), false, false},
		{"members' calendar", string(exchange.Calendar("x", exchange.Events(view.MembersConsultation(o, f, all)), o.AsOf)), true, false},
		{"office's calendar", string(exchange.Calendar("x", exchange.Events(view.OfficeConsultation(o, f, all)), o.AsOf)), true, true},
	} {
		if strings.Contains(x.words, "canarymembers") != x.members || strings.Contains(x.words, "canaryoffice") != x.office {
			t.Errorf("%s: what is for members is named: %v, want %v; what is for the office: %v, want %v", x.what,
				strings.Contains(x.words, "canarymembers"), x.members, strings.Contains(x.words, "canaryoffice"), x.office)
		}
	}
	for _, e := range exchange.Updates(view.OfficeConsultation(o, f, all)).Entries {
		if strings.Contains(e.Title+e.Href+e.Summary, "canary") {
			t.Errorf("the feed names %q", e.Title)
		}
	}
	for _, p := range editions["working-group"] {
		if p.document.Label == "Public" && strings.Contains(printed(t, []loose{p}), "canary") {
			t.Errorf("%s is labelled Public in the members' edition and names what is not", p.path)
		}
	}
	for edition, pages := range editions {
		for _, p := range pages {
			if err := doc.Check(p.document); err != nil {
				t.Errorf("%s/%s: %v", edition, p.path, err)
			}
		}
	}
}

// Feed, calendar and pages agree on where things lie.
func TestFeedLeadsToPages(t *testing.T) {
	all, texts := sampleConsultation(t)
	v := view.PublicConsultation(occasion(t), find(t, "interim@1.0"), all)
	paths := map[string]bool{}
	for _, p := range ConsultationPages(v, texts) {
		paths[p.Path] = true
	}
	entries := exchange.Updates(v).Entries
	for _, e := range entries {
		if !paths[e.Href] {
			t.Errorf("the feed leads to %s, and there is no such page", e.Href)
		}
	}
	v.Occasion.Address = "https://example.org/"
	for _, e := range exchange.Events(v) {
		if !paths[strings.TrimPrefix(e.Link, v.Occasion.Address)] {
			t.Errorf("the calendar leads to %s, and there is no such page", e.Link)
		}
	}
	if len(entries) == 0 {
		t.Error("the feed of the sample is empty, so nothing was tried")
	}
}

func TestConsultationReads(t *testing.T) {
	all, texts := small(t)
	o := occasion(t)
	f := find(t, "interim@1.0")
	public := flat(ConsultationPages(view.PublicConsultation(o, f, all), texts))
	members := flat(ConsultationPages(view.MembersConsultation(o, f, all), texts))
	office := flat(ConsultationPages(view.OfficeConsultation(o, f, all), texts))
	var sections []golden.Section
	add := func(edition string, pages []loose, paths ...string) {
		for _, path := range paths {
			i := slices.IndexFunc(pages, func(p loose) bool { return p.path == path })
			if i < 0 {
				t.Fatalf("%s has no %s", edition, path)
			}
			sections = append(sections, golden.Section{Name: edition + "/" + path, Got: markdown.Print(pages[i].document)})
		}
	}
	add("public", public, consultPath, groupPath("swg"), groupPath("old"), meetingPath("2016-09-08-swg"), meetingPath("2017-05-10-phone"),
		papersPath, paperPath("mfa-2"), paperPath("mfa-1"), paperPath("wrong"), actionsPath)
	add("working-group", members, groupPath("swg"), papersPath)
	add("office", office, groupPath("swg"))
	golden.Check(t, "testdata/consultation.txt", sections...)
}

func TestHostileTitlesOfPapers(t *testing.T) {
	o := occasion(t)
	for _, title := range []string{"<script>alert(1)</script>", "\u202egnp.exe", "👩🏽‍💻🇦🇺", strings.Repeat("long ", 2000), strings.Repeat("x", 10_000), "a|b\\*c*\nd", "javascript:alert(1)", "…"} {
		all, texts := small(t)
		for i := range all.Groups {
			all.Groups[i].Title, all.Groups[i].Summary, all.Groups[i].Chair, all.Groups[i].Contact = title, title, title, title
		}
		for i := range all.Meetings {
			all.Meetings[i].Title, all.Meetings[i].Venue, all.Meetings[i].Time = title, title, title
		}
		for i := range all.Papers {
			all.Papers[i].Title, all.Papers[i].Version = title, title
		}
		for i := range all.Actions {
			all.Actions[i].Text, all.Actions[i].Owner, all.Actions[i].Answer = title, title, title
		}
		for edition, pages := range forEachReader(o, t, all, texts) {
			for _, p := range pages {
				_, links := doc.Mentioned(p.document)
				for _, l := range links {
					if _, ok := doc.Href(l.Href); !ok {
						t.Errorf("%s/%s: the title %.20q became the link %.40q", edition, p.path, title, l.Href)
					}
				}
				if err := doc.Check(p.document); err != nil || !fs.ValidPath(p.path) || len([]rune(p.title)) > 60 {
					t.Errorf("%s/%s with the title %.20q: %v", edition, p.path, title, err)
				}
			}
		}
	}
}

func TestNothingToTellIsSaid(t *testing.T) {
	o := occasion(t)
	if got := forEachReader(o, t, consultation.Record{Seats: []consultation.Seat{{Group: "x"}}}, nil); len(got["public"])+len(got["office"]) != 0 {
		t.Errorf("an empty consultation has pages: %v", got)
	}
	all, _ := small(t)
	only := consultation.Record{Groups: all.Groups[2:3]}
	pages := forEachReader(o, t, only, nil)["public"]
	if len(pages) != 4 {
		t.Fatalf("got %d pages, want the section, the group, papers and actions", len(pages))
	}
	words := printed(t, pages)
	for _, want := range []string{"no meetings have been recorded", "no papers have been published", "no action items have been recorded", "the charter of this group has not been published", "no members have been listed", "has not met"} {
		if !strings.Contains(words, want) {
			t.Errorf("nowhere is it said that %s", want)
		}
	}
	for _, p := range pages {
		for _, b := range p.document.Blocks {
			if table, ok := b.(doc.Table); ok && len(table.Rows) == 0 {
				t.Errorf("%s has an empty table %q", p.path, table.Caption)
			}
		}
	}
	only = consultation.Record{Meetings: all.Meetings[:1]}
	if words := printed(t, forEachReader(o, t, only, nil)["public"]); !strings.Contains(words, "no group has been set up") || !strings.Contains(words, "no minutes have been published") {
		t.Error("a consultation without groups or minutes does not say so")
	}
}

func TestReadTellsWhatHasNoPlace(t *testing.T) {
	all, _ := small(t)
	all.Papers[2].Source = []byte("---\nkind: position\n---\n<b>raw</b>\n\n# Level 1\n")
	all.Papers[3].Source = []byte("---\nkind: position\n---\nSaid on 3/4/2017.\n")
	all.Meetings[0].Source = nil
	got, texts, problems := Read(all)
	if len(got.Papers) != len(all.Papers)-1 || slices.ContainsFunc(got.Papers, func(p consultation.Paper) bool { return p.ID == "mfa-2" }) {
		t.Error("a paper that cannot be shown is still in the record")
	}
	if all.Papers[2].ID != "mfa-2" || len(got.Meetings) != len(all.Meetings) {
		t.Error("the record given was changed, or a meeting without a text was left out")
	}
	if _, ok := texts["mfa-2"]; ok {
		t.Error("there is a text of a paper that cannot be shown")
	}
	severities := map[response.Severity]int{}
	for _, p := range problems {
		severities[p.Severity]++
		if p.Kind != response.Publication || p.Do == "" {
			t.Errorf("%+v is no problem of a publication with what to do", p)
		}
	}
	said := ""
	for _, p := range problems {
		said += p.String() + "\n"
	}
	for _, want := range []string{"papers/mfa-2.md:4: raw HTML", "papers/mfa-2.md:6: a heading of level 1", "papers/mfa-1.md:4: "} {
		if !strings.Contains(said, want) {
			t.Errorf("the problems do not say %q:\n%s", want, said)
		}
	}
	if severities[response.Error] < 2 || severities[response.Warning] != 1 {
		t.Errorf("got %v, want what has no place as errors and the date as a warning", severities)
	}
}

func TestLinksHaveLines(t *testing.T) {
	all, _ := small(t)
	refs := Links(all)["papers/swg.md"]
	if len(refs) != 1 || refs[0].Href != "apis.html" || refs[0].Line != 10 {
		t.Errorf("got %v, want the link to apis.html in line 10", refs)
	}
}
