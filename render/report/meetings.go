package report

import (
	"slices"
	"strings"

	"opframe/data/consultation"
	"opframe/render/doc"
)

// meeting finds a meeting the reader may see.
func (f *forum) meeting(id string) (consultation.Meeting, bool) {
	i := slices.IndexFunc(f.meetings, func(m consultation.Meeting) bool { return id != "" && m.ID == id })
	if i < 0 {
		return consultation.Meeting{}, false
	}
	return f.meetings[i], true
}

// meetingsOf are the meetings of a group, newest first.
func (f *forum) meetingsOf(group string) []consultation.Meeting {
	var all []consultation.Meeting
	for _, m := range f.meetings {
		if m.Group == group {
			all = append(all, m)
		}
	}
	return all
}

// papersAt are the papers of a meeting: its agenda and minutes, in this order, and all others.
func (f *forum) papersAt(meeting string) (record, others []consultation.Paper) {
	for _, p := range f.papers {
		switch {
		case p.Meeting != meeting:
		case p.Kind == consultation.Agenda || p.Kind == consultation.Minutes:
			record = append(record, p)
		default:
			others = append(others, p)
		}
	}
	slices.SortStableFunc(record, func(a, b consultation.Paper) int { return strings.Compare(string(a.Kind), string(b.Kind)) })
	return record, others
}

func hasMinutes(papers []consultation.Paper) bool {
	return slices.ContainsFunc(papers, func(p consultation.Paper) bool {
		return p.Kind == consultation.Minutes && p.Status != consultation.Withdrawn
	})
}

// meetingStatus is the word for how far a meeting has come.
func (f *forum) meetingStatus(m consultation.Meeting) doc.Span {
	switch {
	case m.Status == consultation.Held:
		return doc.Span{Text: "Held", Tone: doc.Good, Strong: true}
	case m.Status == consultation.Cancelled:
		return doc.Span{Text: "Cancelled", Tone: doc.Caution, Strong: true}
	case f.comingUp(m):
		return doc.Span{Text: "Planned", Strong: true}
	}
	return doc.Span{Text: "Planned, not yet recorded as held", Tone: doc.Caution, Strong: true}
}

// meetingPage has what is known of a meeting, the papers on its table and the actions it raised.
func (f *forum) meetingPage(m consultation.Meeting) loose {
	var d draft
	text := f.text(m.ID)
	d.reserve(text)
	if m.Status == consultation.Cancelled {
		d.add(doc.Callout{Tone: doc.Caution, Title: "This meeting was cancelled", Blocks: []doc.Block{
			doc.Paragraph{Text: doc.T("It is kept here for the record.")}}})
	}
	if m.Summary != "" {
		d.text("%s", m.Summary)
	}
	d.add(f.meetingFacts(m))
	d.add(text...)
	f.onTheTable(&d, m)
	d.heading(2, "Action items")
	if raised := f.actionsWhere(func(a consultation.Action) bool { return a.Meeting == m.ID }); len(raised) > 0 {
		d.add(f.actionTable("Action items of the meeting", raised))
	} else {
		d.text("No action items of this meeting have been recorded.")
	}
	parent, subtitle := consultPath, ""
	if g, ok := f.group(m.Group); ok {
		parent, subtitle = groupPath(g.ID), g.Title
	}
	p := f.page(&d, meetingPath(m.ID), parent, m.Title, subtitle,
		orWord(m.Summary, sentence(string(m.Mode))+" on "+doc.LongDate(m.Date)+": facts, papers and action items."))
	p.source = m.File
	return p
}

func (f *forum) meetingFacts(m consultation.Meeting) doc.Facts {
	facts := doc.Facts{Items: []doc.Fact{
		{Term: "Date", Text: doc.T(orWord(doc.LongDate(m.Date), "Not set"))},
		{Term: "Status", Text: []doc.Span{f.meetingStatus(m)}},
		{Term: "Form", Text: doc.T(sentence(string(m.Mode)))}}}
	if g, ok := f.group(m.Group); ok {
		facts.Items = append(facts.Items, doc.Fact{Term: "Group", Text: []doc.Span{link(g.Title, groupPath(g.ID))}})
	}
	for _, x := range []struct{ term, text string }{{"Time", m.Time}, {"Venue", m.Venue}, {"Chair", m.Chair}} {
		if x.text != "" {
			facts.Items = append(facts.Items, doc.Fact{Term: x.term, Text: doc.T(x.text)})
		}
	}
	return facts
}

// onTheTable lists the papers of a meeting and says what is missing.
func (f *forum) onTheTable(d *draft, m consultation.Meeting) {
	record, others := f.papersAt(m.ID)
	d.heading(2, "Agenda and minutes")
	if len(record) > 0 {
		d.add(paperItems(record))
	}
	has := func(k consultation.Kind) bool {
		return slices.ContainsFunc(record, func(p consultation.Paper) bool { return p.Kind == k })
	}
	switch {
	case m.Status == consultation.Held && !hasMinutes(record):
		d.text("No minutes have been published.")
	case f.comingUp(m) && !has(consultation.Agenda):
		d.text("The agenda has not been published yet.")
	case len(record) == 0:
		d.text("Neither an agenda nor minutes have been published.")
	}
	if len(others) > 0 {
		d.heading(2, "Papers")
		d.add(paperItems(others))
	}
}
