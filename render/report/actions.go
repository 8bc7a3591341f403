package report

import (
	"cmp"
	"slices"

	"opframe/data/consultation"
	"opframe/render/doc"
)

// The words for how far an action item has come, in the order of what presses.
var actionWords = []string{"Overdue", "Open", "Done", "Closed"}

func (f *forum) actionWord(a consultation.Action) string {
	if a.Overdue(f.occasion.AsOf) {
		return "Overdue"
	}
	return sentence(string(a.Status))
}

func (f *forum) actionStatus(a consultation.Action) doc.Span {
	tones := map[string]doc.Tone{"Overdue": doc.Bad, "Open": doc.Caution, "Done": doc.Good}
	word := f.actionWord(a)
	return doc.Span{Text: word, Tone: tones[word], Strong: true}
}

// actionAnchor is where an action item stands in the register.
func actionAnchor(a consultation.Action) string { return "action-" + doc.Slug(a.ID) }

// actionsWhere picks action items: what is overdue first, then what is open, each by the day it is due, then
// what is done with, the latest first.
func (f *forum) actionsWhere(pick func(consultation.Action) bool) []consultation.Action {
	all := slices.DeleteFunc(slices.Clone(f.actions), func(a consultation.Action) bool { return !pick(a) })
	slices.SortStableFunc(all, func(a, b consultation.Action) int {
		return cmp.Or(cmp.Compare(slices.Index(actionWords, f.actionWord(a)), slices.Index(actionWords, f.actionWord(b))), inTime(a, b))
	})
	return all
}

// inTime compares two of one status by the day they are due, and puts what has no day last.
func inTime(a, b consultation.Action) int {
	switch {
	case a.Due.IsZero() && b.Due.IsZero():
		return 0
	case a.Due.IsZero():
		return 1
	case b.Due.IsZero():
		return -1
	case a.Status == consultation.Open:
		return a.Due.Compare(b.Due)
	}
	return b.Due.Compare(a.Due)
}

func (f *forum) overdue() []consultation.Action {
	return f.actionsWhere(func(a consultation.Action) bool { return a.Overdue(f.occasion.AsOf) })
}

// actionTable lists action items, each linked to its place in the register.
func (f *forum) actionTable(caption string, actions []consultation.Action) doc.Table {
	t := doc.Table{Caption: caption, RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Item", Wide: 0.8}, {Title: "Action", Wide: 3}, {Title: "Owner", Wide: 1.3}, {Title: "Due", Wide: 1.2}, {Title: "Status", Wide: 0.9}, {Title: "Answer", Wide: 2.4}}}
	for _, a := range actions {
		due, _ := day(a.Due)
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{
			{link(a.ID, actionsPath+"#"+actionAnchor(a))}, doc.T(a.Text + withheldFrom(a.Access)), doc.T(orDash(a.Owner)), due,
			{f.actionStatus(a)}, doc.T(orDash(a.Answer))}})
	}
	return t
}

// actionCounts says how many there are of each status, and leads to them.
func (f *forum) actionCounts() doc.Facts {
	n := map[string]int{}
	for _, a := range f.actions {
		n[f.actionWord(a)]++
	}
	var facts doc.Facts
	for _, word := range actionWords {
		text := doc.Span{Text: number(n[word], "item", "items")}
		if n[word] > 0 {
			text.Link = filtered(actionsPath, "actions", "Status", word)
		}
		facts.Items = append(facts.Items, doc.Fact{Term: word, Text: []doc.Span{text}})
	}
	return facts
}

// actionsInShort is for the first page: counts, and what is overdue.
func (f *forum) actionsInShort(d *draft) {
	if len(f.actions) == 0 {
		d.text("No action items have been recorded.")
		return
	}
	d.add(doc.Paragraph{Text: []doc.Span{{Text: "The "}, link("action register", actionsPath), {Text: " says of each item who has it, when it is due and what was answered."}}})
	d.add(f.actionCounts())
	if late := f.overdue(); len(late) > 0 {
		d.add(f.actionTable("Action items that are overdue", late))
	}
}

// actionsOf lists the action items of a group.
func (f *forum) actionsOf(d *draft, g consultation.Group) {
	all := f.actionsWhere(func(a consultation.Action) bool { return a.Group == g.ID })
	if len(all) == 0 {
		d.text("No action items of this group have been recorded.")
		return
	}
	d.add(f.actionTable("Action items of this group", all))
}

// actionList is the register: every item to be sorted and picked from, then the same by meeting.
func (f *forum) actionList() loose {
	var d draft
	if len(f.actions) == 0 {
		d.text("No action items have been recorded.")
	} else {
		d.text("What groups and meetings asked for, who has it and what came of it, as of %s. What is overdue comes first.", doc.LongDate(f.occasion.AsOf))
		d.add(f.actionCounts())
		d.heading(2, "All action items")
		d.add(f.actionRegister())
		d.heading(2, "By meeting")
		f.byMeeting(&d)
	}
	return f.page(&d, actionsPath, consultPath, "Action items", f.occasion.Title,
		"Every action item with its meeting, owner, due date, status and answer.")
}

func (f *forum) actionRegister() doc.Table {
	t := doc.Table{Key: "actions", Caption: "Action register", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Item", Wide: 0.8}, {Title: "Action", Wide: 3}, {Title: "Group", Wide: 1.5, Filter: true}, {Title: "Meeting", Wide: 1.6},
			{Title: "Owner", Wide: 1.2, Filter: true}, {Title: "Due", Wide: 1.2}, {Title: "Status", Wide: 0.9, Filter: true}, {Title: "Answer", Wide: 2.2}}}
	for _, a := range f.actionsWhere(func(consultation.Action) bool { return true }) {
		due, key := day(a.Due)
		at := doc.T("–")
		if m, ok := f.meeting(a.Meeting); ok {
			at = []doc.Span{link(m.Title, meetingPath(m.ID))}
		}
		t.Rows = append(t.Rows, doc.Row{ID: actionAnchor(a), Keys: []string{"", "", "", "", "", key, "", ""}, Cells: [][]doc.Span{
			doc.T(a.ID), doc.T(a.Text + withheldFrom(a.Access)), f.groupCell(a.Group), at, doc.T(orDash(a.Owner)), due,
			{f.actionStatus(a)}, doc.T(orDash(a.Answer))}})
	}
	return t
}

// byMeeting is a table a meeting, newest first, and one for the rest.
func (f *forum) byMeeting(d *draft) {
	for _, m := range f.meetings {
		if all := f.actionsWhere(func(a consultation.Action) bool { return a.Meeting == m.ID }); len(all) > 0 {
			d.heading(3, m.Title)
			d.add(f.actionTable("Action items of "+doc.LongDate(m.Date), all))
		}
	}
	none := f.actionsWhere(func(a consultation.Action) bool { _, ok := f.meeting(a.Meeting); return !ok })
	if len(none) > 0 {
		d.heading(3, "Other action items")
		d.add(f.actionTable("Other action items", none))
	}
}
