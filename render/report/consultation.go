package report

import (
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// Where the pages of the consultation lie below consultPath.
const (
	papersPath  = "consultation/papers/index.html"
	actionsPath = "consultation/actions.html"
)

func groupPath(id string) string   { return "consultation/groups/" + id + ".html" }
func meetingPath(id string) string { return "consultation/meetings/" + id + ".html" }

// ConsultationPages are the section on groups, meetings, papers and action items. They tell what the view
// holds and nothing else, so that none names or leads to what its reader may not see; there are none where
// the view holds nothing. texts are the words of groups, meetings and papers as Read returns them.
func ConsultationPages[A audience.Reader](v view.Consultation[A], texts Texts) []Page[A] {
	f := forumOf(v, texts)
	if f.empty() {
		return nil
	}
	var pages []Page[A]
	for _, p := range f.pages() {
		pages = append(pages, Page[A]{Title: p.title, Path: p.path, Parent: p.parent, Formats: p.formats, Source: p.source, Document: seal(v.Reader, p.document)})
	}
	return pages
}

// loose is a page that is not sealed for its reader yet.
type loose struct {
	title, path, parent string
	formats             bool
	source              string
	document            doc.Document
}

// forum is what one view of the consultation holds, for looking up what belongs together.
type forum struct {
	label     string // of the reader
	occasion  view.Occasion
	framework *framework.Framework
	texts     Texts
	groups    []consultation.Group
	meetings  []consultation.Meeting // newest first
	papers    []consultation.Paper   // newest first
	actions   []consultation.Action
	seats     []consultation.Seat
	desk      bool // of the office: its edition has none of the other public pages
}

func forumOf[A audience.Reader](v view.Consultation[A], texts Texts) *forum {
	f := &forum{label: v.Reader.Label(), occasion: v.Occasion, framework: v.Framework, texts: texts,
		groups: v.Groups, meetings: slices.Clone(v.Meetings), papers: v.Papers, actions: v.Actions, seats: v.Seats}
	slices.Reverse(f.meetings)
	_, f.desk = any(v.Reader).(audience.Office)
	return f
}

// text is what was written of a group, a meeting or a paper.
func (f *forum) text(id string) []doc.Block {
	if f.desk {
		return outward(f.texts[id], f.occasion.Address)
	}
	return f.texts[id]
}

func (f *forum) empty() bool {
	return len(f.groups)+len(f.meetings)+len(f.papers)+len(f.actions) == 0
}

// pages are in the order of navigation: each group with its meetings below it, the meetings of no group,
// then the lists of everything.
func (f *forum) pages() []loose {
	all := []loose{f.index()}
	for _, g := range f.groups {
		all = append(all, f.groupPage(g))
	}
	for _, m := range f.meetings {
		all = append(all, f.meetingPage(m))
	}
	all = append(all, f.paperList())
	for _, p := range f.papers {
		all = append(all, f.paperPage(p))
	}
	return append(all, f.actionList())
}

// page finishes a page that tells of several things: it is for the readers of the edition.
func (f *forum) page(d *draft, path, parent, title, subtitle, description string) loose {
	return loose{title: brief(title), path: path, parent: parent,
		document: d.document(f.occasion, title, subtitle, f.label, description)}
}

func (f *forum) index() loose {
	var d draft
	d.text("%s works on the framework together with digital service providers, industry associations and other parts of government. These pages hold the groups that do this work, their meetings, the papers they discuss and what becomes of the action items.", f.occasion.Office.Name)
	d.heading(2, "Groups")
	f.groupsInShort(&d)
	d.heading(2, "Meetings")
	f.timeline(&d)
	d.heading(2, "Papers")
	f.papersInShort(&d)
	d.heading(2, "Action items")
	f.actionsInShort(&d)
	d.heading(2, "Take part")
	f.takePart(&d)
	return f.page(&d, consultPath, "", "Consultation", f.occasion.Title,
		"The consultation groups with their members, meetings, papers and action items, and how to take part.")
}

// takePart says how to join a group and where feedback goes.
func (f *forum) takePart(d *draft) {
	l := doc.List{}
	for _, g := range f.groups {
		if g.Open {
			l.Items = append(l.Items, doc.Item{Text: append([]doc.Span{link(g.Title, groupPath(g.ID)), {Text: ": "}}, f.contactOf(g)...)})
		}
	}
	if len(l.Items) == 0 {
		d.text("No group is open to new members at present.")
	} else {
		d.text("To join a group that is open, write to its contact. Say which organisation you would speak for and in which role.")
		d.add(l)
	}
	d.add(doc.Paragraph{Text: append(doc.T("Feedback on any paper, and questions, can be sent at any time, by members and by everybody else: "), append(f.office(), doc.Span{Text: "."})...)})
}

// contactOf is whom to write to about a group: its own contact, or the office.
func (f *forum) contactOf(g consultation.Group) []doc.Span {
	if g.Contact == "" {
		return f.office()
	}
	return []doc.Span{reachable(g.Contact)}
}

func (f *forum) office() []doc.Span {
	o := f.occasion.Office
	all := []doc.Span{{Text: o.Name + ", "}, reachable(o.Email)}
	if o.Phone != "" {
		all = append(all, doc.Span{Text: ", phone " + o.Phone})
	}
	return all
}

// reachable is a contact in the author's words, and a link where these are an email address.
func reachable(contact string) doc.Span {
	if !strings.Contains(contact, "@") || strings.ContainsAny(contact, " ,;:<>()") {
		return doc.Span{Text: contact}
	}
	return link(contact, "mailto:"+contact)
}

// withheldFrom marks what not everybody who is shown a list may hand on.
func withheldFrom(a consultation.Access) string {
	switch a {
	case consultation.Public:
		return ""
	case consultation.Members:
		return " (members only)"
	}
	return " (office only)"
}

// readers are who may read something, in the words of lists.
func readers(a consultation.Access) string {
	switch a {
	case consultation.Public:
		return "Public"
	case consultation.Members:
		return "Members"
	}
	return "Office"
}

// brief is a title for navigation: up to 60 characters and whole words.
func brief(title string) string {
	const most = 60
	r := []rune(title)
	if len(r) <= most {
		return title
	}
	cut := string(r[:most-1])
	if at := strings.LastIndex(cut, " "); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.–-") + "…"
}

// day is a date with the key it sorts by.
func day(d date.Date) ([]doc.Span, string) { return doc.T(orDash(doc.LongDate(d))), d.String() }

func year(d date.Date) string {
	if d.IsZero() {
		return "–"
	}
	return strconv.Itoa(d.Year)
}

// reserve keeps the anchors of a text from being given to other headings of the page.
func (d *draft) reserve(text []doc.Block) {
	for _, b := range text {
		switch b := b.(type) {
		case doc.Heading:
			d.anchors.For(b.ID)
		case doc.Callout:
			d.reserve(b.Blocks)
		}
	}
}

// deeper is a text that stands below a heading of level 2 of its page.
func deeper(text []doc.Block) []doc.Block {
	var all []doc.Block
	for _, b := range text {
		switch inner := b.(type) {
		case doc.Heading:
			inner.Level = min(inner.Level+1, 4)
			b = inner
		case doc.Callout:
			inner.Blocks = deeper(inner.Blocks)
			b = inner
		}
		all = append(all, b)
	}
	return all
}
