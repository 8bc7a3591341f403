package report

import (
	"cmp"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/render/doc"
)

// paperPage is a paper as a document. Its label is that of the paper, so it says the same in every edition:
// it refers only to what everybody who may read the paper may read as well.
func (f *forum) paperPage(p consultation.Paper) loose {
	f = f.asSeenWith(p.Access)
	var d draft
	text := f.text(p.ID)
	d.reserve(text)
	f.standing(&d, p)
	if p.Summary != "" {
		d.text("%s", p.Summary)
	}
	d.add(f.paperFacts(p))
	if len(text) == 0 {
		d.text("This paper has no text.")
	}
	d.add(text...)
	f.versions(&d, p)
	subtitle := kindTitle(p.Kind)
	if g, ok := f.group(p.Group); ok {
		subtitle += ", " + g.Title
	}
	x := d.document(f.occasion, p.Title, subtitle, labelOf(p.Access), orWord(p.Summary, subtitle+", "+orWord(doc.LongDate(p.Date), "without a date")+"."))
	x.Date = p.Date
	return loose{title: brief(versioned(p)), path: paperPath(p.ID), parent: papersPath, formats: true, source: p.File, document: x}
}

// standing says on top where a paper must not be taken for the last word.
func (f *forum) standing(d *draft, p consultation.Paper) {
	say := func(tone doc.Tone, title string, text ...doc.Span) {
		d.add(doc.Callout{Tone: tone, Title: title, Blocks: []doc.Block{doc.Paragraph{Text: text}}})
	}
	later := f.replacing(p)
	instead := []doc.Span{{Text: "It is kept for the record. "}}
	if len(later) > 0 {
		instead = append(append(instead, doc.Span{Text: "In its place there is "}), links(later)...)
		instead = append(instead, doc.Span{Text: "."})
	}
	switch {
	case p.Status == consultation.Withdrawn:
		say(doc.Bad, "This paper was withdrawn", instead...)
	case p.Status == consultation.Superseded || len(later) > 0:
		say(doc.Caution, "This paper was superseded", instead...)
	case p.Status == consultation.Draft:
		say(doc.Caution, "This is a draft", doc.Span{Text: "It has not been agreed and may change."})
	case p.Status == consultation.ForComment:
		to := f.office()
		if g, ok := f.group(p.Group); ok {
			to = f.contactOf(g)
		}
		say(doc.Neutral, "This paper is open for comment", append([]doc.Span{{Text: "Send comments to "}}, append(to, doc.Span{Text: "."})...)...)
	}
}

func (f *forum) paperFacts(p consultation.Paper) doc.Facts {
	var facts doc.Facts
	add := func(term string, text ...doc.Span) {
		if len(text) > 0 && doc.Plain(text) != "" {
			facts.Items = append(facts.Items, doc.Fact{Term: term, Text: text})
		}
	}
	add("Kind", doc.Span{Text: kindTitle(p.Kind)})
	add("Status", paperStatus(p.Status))
	add("Date", doc.Span{Text: doc.LongDate(p.Date)})
	add("Version", doc.Span{Text: p.Version})
	if g, ok := f.group(p.Group); ok {
		add("Group", link(g.Title, groupPath(g.ID)))
	}
	if m, ok := f.meeting(p.Meeting); ok {
		add("Meeting", link(m.Title, meetingPath(m.ID)), doc.Span{Text: ", " + doc.LongDate(m.Date)})
	}
	if _, ok := f.framework.Issue(p.Issue); ok {
		add("Issue", f.issueCell(p.Issue)...)
	}
	if earlier, ok := f.paper(p.Replaces); ok {
		add("Replaces", paperLink(earlier))
	}
	add("Replaced by", links(f.replacing(p))...)
	return facts
}

// links names papers one after the other.
func links(papers []consultation.Paper) []doc.Span {
	var all []doc.Span
	for i, p := range papers {
		switch {
		case i > 0 && i == len(papers)-1:
			all = append(all, doc.Span{Text: " and "})
		case i > 0:
			all = append(all, doc.Span{Text: ", "})
		}
		all = append(all, paperLink(p))
	}
	return all
}

// versions is the line a paper stands in, where it has an earlier or a later version.
func (f *forum) versions(d *draft, p consultation.Paper) {
	line := []consultation.Paper{p}
	for i := 0; i < len(line); i++ {
		next := f.replacing(line[i])
		if earlier, ok := f.paper(line[i].Replaces); ok {
			next = append(next, earlier)
		}
		for _, other := range next {
			if !slices.ContainsFunc(line, func(q consultation.Paper) bool { return q.ID == other.ID }) {
				line = append(line, other)
			}
		}
	}
	if len(line) == 1 {
		return
	}
	slices.SortFunc(line, func(a, b consultation.Paper) int {
		return cmp.Or(b.Date.Compare(a.Date), strings.Compare(b.Version, a.Version), strings.Compare(a.ID, b.ID))
	})
	t := doc.Table{Caption: "Versions, the newest first", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Version", Wide: 0.8}, {Title: "Paper", Wide: 3}, {Title: "Date", Wide: 1.3}, {Title: "Status", Wide: 1}}}
	for _, q := range line {
		title := link(q.Title, paperPath(q.ID))
		if q.ID == p.ID {
			title = doc.Span{Text: q.Title + " (this paper)"}
		}
		when, _ := day(q.Date)
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(orDash(q.Version)), {title}, when, {paperStatus(q.Status)}}})
	}
	d.heading(2, "Versions of this paper")
	d.add(t)
}

// asSeenWith leaves what everybody may read who may read something with the given access.
func (f *forum) asSeenWith(a consultation.Access) *forum {
	g := *f
	g.groups = slices.DeleteFunc(slices.Clone(f.groups), func(x consultation.Group) bool { return !x.Access.Reaches(a) })
	g.meetings = slices.DeleteFunc(slices.Clone(f.meetings), func(x consultation.Meeting) bool { return !x.Access.Reaches(a) })
	g.papers = slices.DeleteFunc(slices.Clone(f.papers), func(x consultation.Paper) bool { return !x.Access.Reaches(a) })
	return &g
}

// paper finds a paper the reader may see.
func (f *forum) paper(id string) (consultation.Paper, bool) {
	i := slices.IndexFunc(f.papers, func(p consultation.Paper) bool { return id != "" && p.ID == id })
	if i < 0 {
		return consultation.Paper{}, false
	}
	return f.papers[i], true
}

// replacing are the papers that take the place of one.
func (f *forum) replacing(p consultation.Paper) []consultation.Paper {
	return slices.DeleteFunc(slices.Clone(f.papers), func(q consultation.Paper) bool { return q.Replaces != p.ID || q.ID == p.ID })
}

// labelOf says who may read a paper.
func labelOf(a consultation.Access) string {
	switch a {
	case consultation.Public:
		return audience.Public{}.Label()
	case consultation.Members:
		return audience.WorkingGroup{}.Label()
	}
	return audience.Office{}.Label()
}
