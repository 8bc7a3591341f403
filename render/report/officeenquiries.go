package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/service"
	"opframe/render/doc"
)

// EnquiryTable is every open enquiry with who should answer it and why, for the desk's own spreadsheet: one
// value a column.
func EnquiryTable(routes []service.Route) doc.Table {
	t := doc.Table{Key: "desk", Caption: "Open enquiries", RowHead: true, Empty: "No enquiry is open."}
	for _, title := range []string{"Enquiry", "Received", "Days", "Due", "Overdue", "Provider", "Tier", "Product", "Type", "Subject", "Channel", "Status", "Handler", "Standing", "Person", "Oversees", "Why"} {
		t.Columns = append(t.Columns, doc.Column{Title: title})
	}
	for _, r := range routes {
		e := r.Enquiry
		t.Rows = append(t.Rows, doc.Row{
			Cells: cells(e.ID, doc.LongDate(e.Received), strconv.Itoa(r.Age), doc.LongDate(r.Due), map[bool]string{true: "yes", false: "no"}[r.Overdue], e.Provider, string(r.Tier), e.Product,
				r.Type.ID, e.Subject, e.Channel, string(e.Status), e.Handler, string(r.Standing), r.Person, r.Oversees, r.Why).Cells,
			Keys: []string{"", e.Received.String(), "", r.Due.String(), "", "", "", "", "", "", "", "", "", "", "", "", ""},
		})
	}
	return t
}

// enquiries are those that are open: by person, by age and by type, what is overdue, and who should answer.
func (o *office) enquiries() doc.For[audience.Office] {
	var d draft
	d.heading(2, "In short")
	d.add(o.enquiryCounts())
	d.heading(2, "By person")
	d.add(o.byPerson())
	d.heading(2, "By age")
	d.add(o.tally("Open enquiries by age", "Age", ageBands, func(r service.Route) string { return ageBand(r.Age) }))
	d.heading(2, "By type")
	d.add(o.tally("Open enquiries by type", "Type", o.typeTitles(), func(r service.Route) string { return oneLine(r.Type.Title) }))
	d.heading(2, "Open enquiries")
	d.text("Each goes to the most skilled person who is there and has room. Where the provider has a dedicated contact, the contact oversees it, whoever answers. A proposal is no decision: fill in the handler in the list of enquiries.")
	d.add(o.enquiryTable())
	d.text(sameServices)
	return o.page(&d, "Enquiries", "Open enquiries by person, age and type, what is overdue, and who should answer each of them and why.")
}

func (o *office) enquiryCounts() doc.Facts {
	n, overdue := map[service.Standing]int{}, 0
	for _, r := range o.v.Service.Routes {
		n[r.Standing]++
		if r.Overdue {
			overdue++
		}
	}
	items := []doc.Fact{{Term: "Open", Text: doc.T(number(len(o.v.Service.Routes), "enquiry", "enquiries"))}}
	for _, s := range service.Standings {
		items = append(items, doc.Fact{Term: standingWord(s), Text: []doc.Span{
			counted(n[s], "enquiry", "enquiries", filtered(enquiriesPath, "enquiries", "Standing", standingWord(s)))}})
	}
	return doc.Facts{Items: append(items, doc.Fact{Term: overdueWord, Text: []doc.Span{
		counted(overdue, "enquiry", "enquiries", filtered(enquiriesPath, "enquiries", "Overdue", overdueWord))}})}
}

const (
	overdueWord  = "Overdue"
	inTimeWord   = "In time"
	nobodyAnswer = "Nobody"
)

func standingWord(s service.Standing) string {
	return map[service.Standing]string{service.Kept: "Stays with who has it", service.Proposed: "Proposed", service.Waits: "Waits for somebody"}[s]
}

// byPerson counts the open enquiries of each member of staff.
func (o *office) byPerson() doc.Table {
	t := doc.Table{Caption: "Open enquiries by person", RowHead: true, Empty: "Nobody is on the staff.",
		Columns: []doc.Column{{Title: "Person", Wide: 2}, {Title: "Has", Right: true}, {Title: "Proposed", Right: true}, {Title: "Can have", Right: true}, {Title: overdueWord, Right: true}}}
	for _, l := range o.v.Service.Staff {
		name := doc.Span{Text: l.Person.Name}
		if l.Open() > 0 {
			name.Link = filtered(enquiriesPath, "enquiries", "Person", oneLine(l.Person.Name))
		}
		t.Rows = append(t.Rows, doc.Row{Cells: append([][]doc.Span{{name}}, cells(strconv.Itoa(l.Given), strconv.Itoa(l.Proposed), sentence(service.LimitWords(l.Person.Capacity)), strconv.Itoa(l.Overdue)).Cells...)})
	}
	return t
}

// tally counts the open enquiries by what of says, in the given order and then in that they come up in. Each
// word leads to the table with only its rows, by the column of that title.
func (o *office) tally(caption, column string, order []string, of func(service.Route) string) doc.Table {
	order = slices.Clone(order)
	t := doc.Table{Caption: caption, RowHead: true, Empty: "No enquiry is open.", Columns: []doc.Column{{Title: column, Wide: 3}, {Title: "Open", Right: true}, {Title: overdueWord, Right: true}}}
	open, overdue := map[string]int{}, map[string]int{}
	for _, r := range o.v.Service.Routes {
		word := of(r)
		if open[word]++; !slices.Contains(order, word) {
			order = append(order, word)
		}
		if r.Overdue {
			overdue[word]++
		}
	}
	for _, word := range order {
		if open[word] > 0 {
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{link(word, filtered(enquiriesPath, "enquiries", column, word))}, doc.T(strconv.Itoa(open[word])), doc.T(strconv.Itoa(overdue[word]))}})
		}
	}
	return t
}

// typeTitles are the types of enquiries in the order of the framework.
func (o *office) typeTitles() []string {
	var all []string
	if m := o.v.Service.Model; m != nil {
		for _, t := range m.Enquiries {
			all = append(all, oneLine(t.Title))
		}
	}
	return all
}

// ageBands are how long enquiries have been open, in days.
var ageBands = []string{"Up to 5 days", "6 to 10 days", "11 to 20 days", "More than 20 days"}

func ageBand(days int) string {
	switch {
	case days <= 5:
		return ageBands[0]
	case days <= 10:
		return ageBands[1]
	case days <= 20:
		return ageBands[2]
	}
	return ageBands[3]
}

func (o *office) enquiryTable() doc.Table {
	t := doc.Table{Key: "enquiries", Caption: "Open enquiries", Empty: "No enquiry is open.",
		Columns: []doc.Column{{Title: "Enquiry", Wide: 2.2}, {Title: "Provider", Wide: 1.6}, {Title: "Tier", Wide: 0.7, Filter: true}, {Title: "Type", Wide: 1.4, Filter: true}, {Title: "Received", Wide: 1},
			{Title: "Age", Wide: 1, Filter: true}, {Title: "Due", Wide: 1}, {Title: overdueWord, Wide: 0.8, Filter: true}, {Title: "Standing", Wide: 1, Filter: true}, {Title: "Person", Wide: 1.2, Filter: true},
			{Title: "Oversees", Wide: 1.2, Filter: true}, {Title: "Why", Wide: 2.8}}}
	names := o.names()
	for _, r := range o.v.Service.Routes {
		e := r.Enquiry
		about := []doc.Span{strong(e.ID)}
		for _, s := range []string{e.Subject, e.Channel, string(e.Status)} {
			if s != "" {
				about = append(about, doc.Span{Text: "\n" + s})
			}
		}
		late := doc.Span{Text: inTimeWord}
		if r.Overdue {
			late = doc.Span{Text: overdueWord, Tone: doc.Bad, Strong: true}
		}
		t.Rows = append(t.Rows, doc.Row{
			Cells: [][]doc.Span{about, asks(r, names), doc.T(orWord(tierWord(r.Tier), nothingSaid)), doc.T(oneLine(r.Type.Title)), doc.T(dayOr(e.Received)), doc.T(ageBand(r.Age)), doc.T(dayOr(r.Due)), {late},
				doc.T(standingWord(r.Standing)), doc.T(orWord(oneLine(r.Person), nobodyAnswer)), doc.T(orWord(r.Oversees, nothingSaid)), doc.T(r.Why)},
			Keys: []string{"", "", "", "", sortDay(e.Received), fmt.Sprintf("%06d", r.Age), sortDay(r.Due), "", "", "", "", ""},
		})
	}
	return t
}

// asks is who asks, and of which product; names are those of products by id.
func asks(r service.Route, names map[string]string) []doc.Span {
	spans := doc.T(orWord(providerName(r.Provider.Name, r.Provider.ID), "Not registered"))
	if name := names[r.Enquiry.Product]; strings.TrimSpace(name) != "" {
		spans = append(spans, doc.Span{Text: "\n"}, link(name, productPath(r.Enquiry.Product)))
	}
	return spans
}
