package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/view"
	"opframe/render/doc"
)

// The kinds of days in the calendar.
const (
	kindExpiry     = "Expiry"
	kindObligation = "Obligation"
	kindMeeting    = "Meeting"
	kindAction     = "Action item"
)

var calendarKinds = []string{kindExpiry, kindObligation, kindMeeting, kindAction}

// occurrence is a row of the calendar.
type occurrence struct {
	on      date.Date
	kind    string
	what    doc.Span
	product []doc.Span
	who     string
}

// calendar is everything that has a day: expiries, obligations, meetings and action items.
func (o *office) calendar(c view.Consultation[audience.Office]) doc.For[audience.Office] {
	var d draft
	all := slices.Concat(o.expiries(), o.due(), o.meetings(c), o.actions(c))
	slices.SortStableFunc(all, func(a, b occurrence) int {
		return cmp.Or(a.on.Compare(b.on), slices.Index(calendarKinds, a.kind)-slices.Index(calendarKinds, b.kind))
	})
	late := slices.IndexFunc(all, func(x occurrence) bool { return !x.on.Before(o.asOf) })
	if late < 0 {
		late = len(all)
	}
	d.heading(2, "Overdue")
	d.add(doc.Paragraph{Text: []doc.Span{counted(late, "entry", "entries", filtered("calendar.html", "calendar", "When", lateWord)),
		{Text: " of the table below had passed on " + doc.LongDate(o.asOf) + ", with something still to be done."}}})
	d.heading(2, "By month")
	d.add(monthTable(all))
	d.heading(2, "All days")
	d.text("Obligations come with the decisions in force, or with the outcomes recommended once they are granted; those of many products on one day stand in one line. Meetings that were held and action items that are done are left out.")
	d.add(o.calendarTable(capped(&d, all)))
	return o.page(&d, "Calendar", "The days on which something expires, is due or takes place, what is overdue first.")
}

func (o *office) expiries() []occurrence {
	var all []occurrence
	for r := range o.v.Rows {
		for _, e := range r.Expiries {
			all = append(all, occurrence{e.On, kindExpiry, doc.Span{Text: e.What}, []doc.Span{link(r.Product.Name, productPath(r.Product.ID))}, r.Provider.Name})
		}
	}
	return all
}

func (o *office) due() []occurrence {
	var all []occurrence
	for _, x := range o.v.Obligations() {
		who := []doc.Span{link(number(len(x.Rows), "product", "products"),
			filtered("obligations.html", "obligations", "Obligation", x.Duty.Title, "Due", doc.LongDate(x.Duty.Due)))}
		if len(x.Rows) == 1 {
			who = []doc.Span{link(x.Rows[0].Product.Name, productPath(x.Rows[0].Product.ID))}
		}
		all = append(all, occurrence{x.Duty.Due, kindObligation, doc.Span{Text: x.Duty.Title}, who, sentence(x.Duty.Owner)})
	}
	return all
}

func (o *office) meetings(c view.Consultation[audience.Office]) []occurrence {
	var all []occurrence
	for _, m := range c.Meetings {
		if m.Status == consultation.Planned && !m.Date.IsZero() {
			all = append(all, occurrence{m.Date, kindMeeting, link(m.Title, "consultation/meetings/"+m.ID+".html"), doc.T(nothingSaid), orWord(m.Chair, c.Occasion.Office.Name)})
		}
	}
	return all
}

func (o *office) actions(c view.Consultation[audience.Office]) []occurrence {
	var all []occurrence
	for _, a := range c.Actions {
		if a.Status == consultation.Open && !a.Due.IsZero() {
			all = append(all, occurrence{a.Due, kindAction, link(a.Text, "consultation/actions.html"), doc.T(nothingSaid), orWord(a.Owner, sentence(view.Nobody))})
		}
	}
	return all
}

// lateWord is what is said of a day that has passed.
const lateWord = "Overdue"

// whenSpan is a band of the calendar, in which nothing expires only.
func whenSpan(b view.Band) doc.Span {
	s := bandSpan(b)
	if b == view.Expired {
		s.Text = lateWord
	}
	return s
}

func monthOf(d date.Date) string { return fmt.Sprintf("%s %d", d.Month, d.Year) }

// monthTable counts the days of each month by kind.
func monthTable(all []occurrence) doc.Table {
	t := doc.Table{Caption: "Days by month", RowHead: true, Empty: "Nothing has a day.", Columns: []doc.Column{{Title: "Month", Wide: 2}}}
	for _, k := range []string{"Expiries", "Obligations", "Meetings", "Action items"} { // of calendarKinds
		t.Columns = append(t.Columns, doc.Column{Title: k, Right: true})
	}
	for i := 0; i < len(all); {
		n := map[string]int{}
		name := monthOf(all[i].on)
		for ; i < len(all) && monthOf(all[i].on) == name; i++ {
			n[all[i].kind]++
		}
		row := doc.Row{Cells: [][]doc.Span{{link(name, filtered("calendar.html", "calendar", "Month", name))}}}
		for _, k := range calendarKinds {
			row.Cells = append(row.Cells, doc.T(strconv.Itoa(n[k])))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (o *office) calendarTable(all []occurrence) doc.Table {
	t := doc.Table{Key: "calendar", Caption: "Expiries, obligations, meetings and action items", Empty: "Nothing has a day.",
		Columns: []doc.Column{{Title: "Day", Wide: 1.2}, {Title: "When", Wide: 1, Filter: true}, {Title: "Month", Wide: 1.1, Filter: true},
			{Title: "Kind", Wide: 1, Filter: true}, {Title: "What", Wide: 3}, {Title: "Products", Wide: 1.6}, {Title: "Who", Wide: 1.4}}}
	for _, x := range all {
		key := sortDay(x.on)
		t.Rows = append(t.Rows, doc.Row{
			Cells: [][]doc.Span{doc.T(doc.LongDate(x.on)), {whenSpan(view.BandOf(x.on, o.asOf))}, doc.T(monthOf(x.on)), doc.T(x.kind), {x.what}, x.product, doc.T(x.who)},
			Keys:  []string{key, key, key, "", "", "", ""},
		})
	}
	return t
}
