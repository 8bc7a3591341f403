package report

import (
	"slices"

	"opframe/data/consultation"
	"opframe/render/doc"
)

// group finds a group the reader may see.
func (f *forum) group(id string) (consultation.Group, bool) {
	i := slices.IndexFunc(f.groups, func(g consultation.Group) bool { return id != "" && g.ID == id })
	if i < 0 {
		return consultation.Group{}, false
	}
	return f.groups[i], true
}

// groupCell links to a group; a dash where it is none that the reader may see.
func (f *forum) groupCell(id string) []doc.Span {
	if g, ok := f.group(id); ok {
		return []doc.Span{link(g.Title, groupPath(g.ID))}
	}
	return doc.T("–")
}

func groupStatus(g consultation.Group) doc.Span {
	if g.Open {
		return doc.Span{Text: "Open", Tone: doc.Good, Strong: true}
	}
	return doc.Span{Text: "Closed", Strong: true}
}

// groupsInShort is the table of who the groups are.
func (f *forum) groupsInShort(d *draft) {
	if len(f.groups) == 0 {
		d.text("No group has been set up.")
		return
	}
	t := doc.Table{Caption: "Consultation groups", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Group", Wide: 1.8}, {Title: "Status", Wide: 0.8}, {Title: "Purpose", Wide: 3.2}, {Title: "Last met", Wide: 1.3}, {Title: "Next meeting", Wide: 1.3}}}
	for _, g := range f.groups {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{
			{{Text: g.Title + withheldFrom(g.Access), Link: groupPath(g.ID)}}, {groupStatus(g)}, doc.T(orDash(g.Summary)),
			f.lastMet(g.ID), f.nextMeeting(g.ID)}})
	}
	d.add(t)
}

func (f *forum) lastMet(group string) []doc.Span {
	for _, m := range f.meetingsOf(group) {
		if m.Status == consultation.Held {
			return []doc.Span{link(doc.LongDate(m.Date), meetingPath(m.ID))}
		}
	}
	return doc.T("Has not met")
}

func (f *forum) nextMeeting(group string) []doc.Span {
	all := f.meetingsOf(group)
	for _, m := range slices.Backward(all) {
		if f.comingUp(m) {
			return []doc.Span{link(doc.LongDate(m.Date), meetingPath(m.ID))}
		}
	}
	return doc.T("None planned")
}

// groupPage has the charter and the members of a group, and what it did.
func (f *forum) groupPage(g consultation.Group) loose {
	var d draft
	text := f.text(g.ID)
	d.reserve(text)
	if g.Summary != "" {
		d.text("%s", g.Summary)
	}
	d.add(f.groupFacts(g))
	d.heading(2, "Charter")
	if len(text) == 0 {
		d.text("The charter of this group has not been published.")
	}
	d.add(deeper(text)...)
	d.heading(2, "Members")
	f.members(&d, g)
	d.heading(2, "Meetings")
	if all := f.meetingsOf(g.ID); len(all) > 0 {
		d.add(f.meetingTable("Meetings of this group", all, false))
	} else {
		d.text("No meetings of this group have been recorded.")
	}
	d.heading(2, "Papers")
	f.papersOf(&d, g)
	d.heading(2, "Action items")
	f.actionsOf(&d, g)
	p := f.page(&d, groupPath(g.ID), consultPath, g.Title, f.occasion.Title,
		orWord(g.Summary, "The charter, members, meetings, papers and action items of the "+g.Title+"."))
	p.source = g.File
	return p
}

func (f *forum) groupFacts(g consultation.Group) doc.Facts {
	items := []doc.Fact{{Term: "Status", Text: []doc.Span{groupStatus(g)}}}
	if !g.Since.IsZero() {
		items = append(items, doc.Fact{Term: "Since", Text: doc.T(doc.LongDate(g.Since))})
	}
	if g.Chair != "" {
		items = append(items, doc.Fact{Term: "Chair", Text: doc.T(g.Chair)})
	}
	return doc.Facts{Items: append(items,
		doc.Fact{Term: "Last met", Text: f.lastMet(g.ID)},
		doc.Fact{Term: "Next meeting", Text: f.nextMeeting(g.ID)},
		doc.Fact{Term: "Contact", Text: f.contactOf(g)})}
}

// members are the seats of a group. There is a column of names where a seat has one.
func (f *forum) members(d *draft, g consultation.Group) {
	var seats []consultation.Seat
	named := false
	for _, s := range f.seats {
		if s.Group == g.ID {
			seats, named = append(seats, s), named || s.Name != ""
		}
	}
	if len(seats) == 0 {
		d.text("No members have been listed.")
		return
	}
	t := doc.Table{Caption: "Members of this group", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Organisation", Wide: 2}, {Title: "Role", Wide: 2}}}
	if named {
		t.Columns = append(t.Columns, doc.Column{Title: "Name", Wide: 2})
	}
	for _, s := range seats {
		r := cells(orDash(s.Organisation), orDash(s.Role))
		if named {
			r.Cells = append(r.Cells, doc.T(orDash(s.Name)))
		}
		t.Rows = append(t.Rows, r)
	}
	d.add(t)
}
