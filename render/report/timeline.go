package report

import (
	"slices"

	"opframe/data/consultation"
	"opframe/render/doc"
)

// comingUp: it is planned, and its day has not gone by.
func (f *forum) comingUp(m consultation.Meeting) bool {
	return m.Status == consultation.Planned && !m.Date.Before(f.occasion.AsOf)
}

// timeline is every meeting: those coming up first, then a table a year.
func (f *forum) timeline(d *draft) {
	if len(f.meetings) == 0 {
		d.text("No meetings have been recorded.")
		return
	}
	d.heading(3, "Coming up")
	if coming := f.coming(); len(coming) > 0 {
		d.add(f.meetingTable("Meetings coming up", coming, true))
	} else {
		d.text("No meeting is planned at present.")
	}
	for _, all := range f.years() {
		y := year(all[0].Date)
		d.add(doc.Heading{Level: 3, Text: y, ID: d.anchors.For("meetings-" + y)})
		d.add(f.meetingTable("Meetings in "+y, all, true))
	}
}

// coming are the meetings coming up, the next one first.
func (f *forum) coming() []consultation.Meeting {
	var all []consultation.Meeting
	for _, m := range slices.Backward(f.meetings) {
		if f.comingUp(m) {
			all = append(all, m)
		}
	}
	return all
}

// years are the other meetings year by year, newest first.
func (f *forum) years() [][]consultation.Meeting {
	var years [][]consultation.Meeting
	for _, m := range f.meetings {
		last := len(years) - 1
		switch {
		case f.comingUp(m):
		case last >= 0 && years[last][0].Date.Year == m.Date.Year:
			years[last] = append(years[last], m)
		default:
			years = append(years, []consultation.Meeting{m})
		}
	}
	return years
}

// meetingTable lists meetings with what there is to read of each.
func (f *forum) meetingTable(caption string, meetings []consultation.Meeting, group bool) doc.Table {
	t := doc.Table{Caption: caption, RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Date", Wide: 1.2}, {Title: "Meeting", Wide: 2.4}, {Title: "Form", Wide: 1.2}}}
	if group {
		t.Columns = append(t.Columns, doc.Column{Title: "Group", Wide: 1.8})
	}
	t.Columns = append(t.Columns, doc.Column{Title: "Papers", Wide: 2.2})
	for _, m := range meetings {
		when, _ := day(m.Date)
		form := []doc.Span{{Text: sentence(string(m.Mode))}}
		if s := f.meetingStatus(m); m.Status != consultation.Held && !(group && f.comingUp(m)) {
			form = append(form, doc.Span{Text: "\n"}, s)
		}
		r := doc.Row{Cells: [][]doc.Span{when, {{Text: m.Title + withheldFrom(m.Access), Link: meetingPath(m.ID)}}, form}}
		if group {
			r.Cells = append(r.Cells, f.groupCell(m.Group))
		}
		r.Cells = append(r.Cells, f.papersCell(m))
		t.Rows = append(t.Rows, r)
	}
	return t
}

// papersCell links to what there is to read of a meeting, and says where minutes are missing.
func (f *forum) papersCell(m consultation.Meeting) []doc.Span {
	var cell []doc.Span
	add := func(s doc.Span) {
		if cell != nil {
			cell = append(cell, doc.Span{Text: "\n"})
		}
		cell = append(cell, s)
	}
	record, others := f.papersAt(m.ID)
	for _, p := range record {
		add(link(kindTitle(p.Kind)+remark(p), paperPath(p.ID)))
	}
	if m.Status == consultation.Held && !hasMinutes(record) {
		add(doc.Span{Text: "No minutes published"})
	}
	for _, p := range others {
		add(paperLink(p))
	}
	if cell == nil {
		return doc.T("–")
	}
	return cell
}
