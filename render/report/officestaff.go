package report

import (
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/service"
	"opframe/render/doc"
)

// staff is what everybody has to do, and which skills hang on one person.
func (o *office) staff() doc.For[audience.Office] {
	var d draft
	d.heading(2, "Load of each person")
	d.text("How many enquiries each person has or is proposed for, of how many they can have open at once, and of how many providers they are the dedicated contact.")
	d.add(o.loadTable())
	d.heading(2, "Coverage of skills")
	d.text("Every skill that enquiries or dedicated contacts need, and every other that somebody has. A skill that hangs on one person is a risk.")
	d.add(o.coverageTable())
	d.text(sameServices)
	return o.page(&d, "Staff", "What everybody has to do of what they can, who is away, and which skills hang on one person.")
}

func (o *office) loadTable() doc.Table {
	t := doc.Table{Key: "staff", Caption: "Load of the staff", RowHead: true, Empty: "Nobody is on the staff.",
		Columns: []doc.Column{{Title: "Person", Wide: 1.6}, {Title: "There", Wide: 1.6, Filter: true}, {Title: "Enquiries", Right: true}, {Title: "Can have", Right: true}, {Title: overdueWord, Right: true},
			{Title: "Contact of", Right: true}, {Title: "Can look after", Wide: 1, Right: true}, {Title: "Load", Wide: 1.2, Filter: true}, {Title: "Skills", Wide: 2.4, Filter: true}}}
	for _, l := range o.v.Service.Staff {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(l.Person.Name), doc.T(thereWord(l)), doc.T(strconv.Itoa(l.Open())), doc.T(sentence(service.LimitWords(l.Person.Capacity))), doc.T(strconv.Itoa(l.Overdue)),
			doc.T(strconv.Itoa(l.Contacts)), doc.T(sentence(service.LimitWords(l.Person.Contacts))), {loadSpan(l)}, doc.T(orWord(strings.Join(l.Person.Skills, "\n"), "None given"))}})
	}
	return t
}

func thereWord(l service.Load) string {
	switch {
	case !l.Away:
		return "There"
	case l.Person.AbsentUntil.IsZero():
		return "Away until further notice"
	}
	return "Away until " + doc.LongDate(l.Person.AbsentUntil)
}

// loadSpan says whether somebody has room for another enquiry.
func loadSpan(l service.Load) doc.Span {
	switch {
	case l.Away:
		return doc.Span{Text: "Away"}
	case l.Over():
		return doc.Span{Text: "More than they can", Tone: doc.Bad, Strong: true}
	case !l.Person.Capacity.Known || !l.Person.Contacts.Known:
		return doc.Span{Text: "Not known", Tone: doc.Caution, Strong: true}
	case l.Open() == l.Person.Capacity.N:
		return doc.Span{Text: "Full", Tone: doc.Caution, Strong: true}
	}
	return doc.Span{Text: "Has room"}
}

func (o *office) coverageTable() doc.Table {
	t := doc.Table{Key: "skills", Caption: "Skills and who has them", RowHead: true, Empty: "No skill is needed, and nobody has one.",
		Columns: []doc.Column{{Title: "Skill", Wide: 1.4}, {Title: "Risk", Wide: 1.6, Filter: true}, {Title: "Who", Wide: 1.8, Filter: true}, {Title: "There", Right: true}, {Title: "Needed for", Wide: 3}}}
	for _, c := range o.v.Service.Skills {
		risk := doc.Span{Text: "None"}
		if c.Risk() != "" {
			risk = doc.Span{Text: sentence(c.Risk()), Tone: doc.Caution, Strong: true}
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(c.Skill), {risk}, doc.T(orWord(strings.Join(c.Have, "\n"), nobodyAnswer)), doc.T(strconv.Itoa(c.There)), doc.T(orWord(strings.Join(c.Needed, "\n"), "Nothing"))}})
	}
	return t
}
