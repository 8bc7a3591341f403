package report

import (
	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/view"
	"opframe/render/doc"
)

// What the first page shows of updates and meetings; the rest is a link away.
const (
	monthsOnHome   = 6
	meetingsOnHome = 3
)

// homePages are the first page and, where there are updates, all of them by month.
func (p *public) homePages() []Page[audience.Public] {
	all := []Page[audience.Public]{p.home()}
	if len(p.updates()) > 0 {
		all = append(all, p.updatesPage())
	}
	return all
}

func (p *public) home() Page[audience.Public] {
	var d draft
	d.prose(p.standing["home"].Blocks, 0)
	d.heading(2, "What to do next")
	d.add(p.steps())
	if dates := keyDates(p.o, p.planned()); len(dates.Items) > 0 {
		d.heading(2, "Key dates")
		d.add(dates)
	}
	p.latest(&d)
	d.heading(2, "Where to go")
	d.add(ways(p.sections()))
	d.heading(2, "Contact")
	d.add(contact(p.o), doc.Paragraph{Text: []doc.Span{link("Contact and feedback", contactPath), {Text: " says which way suits which question, and what to do when something has happened."}}})
	return p.page("Home", homePath, "", p.document(&d, "Operational Framework", p.o.Title, p.standing["home"].Summary))
}

// steps are what a provider does, in order.
func (p *public) steps() doc.List {
	items := []doc.Item{{Text: []doc.Span{{Text: "Read "}, link("the framework at a glance", frameworkPath), {Text: " or the whole "}, link("information pack", packPath), {Text: ": who is covered, what is asked and what happens with the answers."}}}}
	if len(p.f.APIs) > 0 {
		items = append(items, doc.Item{Text: []doc.Span{{Text: "Look up the risk of the APIs you want to use in the "}, link("API register", apisPath), {Text: "."}}})
	}
	items = append(items,
		doc.Item{Text: []doc.Span{{Text: "Download the "}, link("questionnaire", questionsPath), {Text: " and complete one for each product. There is no minimum requirement other than completing it accurately."}}},
		doc.Item{Text: []doc.Span{{Text: "Check it "}, link("in your browser", checkPath), {Text: ", which it does not leave, before you send it, and "}, link("look up the controls", controlsPath), {Text: " where an answer needs work."}}},
		doc.Item{Text: []doc.Span{{Text: "Send it to "}, p.mail(), {Text: p.closing()}}})
	return doc.List{Ordered: true, Items: items}
}

func (p *public) mail() doc.Span { return link(p.o.Office.Email, "mailto:"+p.o.Office.Email) }

// closing ends the step of sending: by when, or that this round is over.
func (p *public) closing() string {
	if by := dueBy(p.o); by != "" || p.o.Due.IsZero() {
		return by + "."
	}
	return ". The day for this round, " + doc.LongDate(p.o.Due) + ", has gone by: write to us first."
}

// dueBy says until when, where there is such a day and it has not gone by.
func dueBy(o view.Occasion) string {
	if o.Due.IsZero() || o.Due.Before(o.AsOf) {
		return ""
	}
	return " by " + doc.LongDate(o.Due)
}

// sections are the other sections of the edition.
func (p *public) sections() []way {
	all := []way{{"Framework", frameworkPath, "why there is one, who is covered, how the assessment works and what follows from it."}}
	if len(p.f.Controls) > 0 {
		all = append(all, way{"Controls", controlsPath, "each safeguard with its questions, the evidence that is enough and the rules that judge the answers."})
	}
	if len(p.f.Ratings)+len(p.f.APIs) > 0 {
		all = append(all, way{"API register", apisPath, "the service actions, the risk rating of each and where the rating comes from."})
	}
	all = append(all, way{"Questionnaire", questionsPath, "download it, read every question, and see the version history."})
	if p.consulted() {
		all = append(all, way{"Consultation", consultPath, "groups, meetings, papers and action items."})
	}
	return append(all, way{"Service model", servicePath, "how we look after your enquiry, and who answers."},
		way{"Products", productsPath, "registered products whose providers agreed to be named."},
		way{"About", aboutPath, "how this site is made, accessibility, corrections and contact."})
}

// planned are the next meetings.
func (p *public) planned() []consultation.Meeting {
	all := p.forum.coming()
	return all[:min(len(all), meetingsOnHome)]
}

// keyDates are the due date and the next meetings, the nearest first; there may be none.
func keyDates(o view.Occasion, planned []consultation.Meeting) doc.Facts {
	var facts doc.Facts
	due := func() {
		if !o.Due.IsZero() {
			term := "Questionnaires due"
			if o.Due.Before(o.AsOf) {
				term = "Questionnaires were due"
			}
			facts.Items = append(facts.Items, doc.Fact{Term: term, Text: doc.T(doc.LongDate(o.Due))})
			o.Due = date.Date{}
		}
	}
	for _, m := range planned {
		if o.Due.Before(m.Date) {
			due()
		}
		when := doc.LongDate(m.Date)
		if m.Time != "" {
			when += ", " + m.Time
		}
		facts.Items = append(facts.Items, doc.Fact{Term: sentence(string(m.Mode)), Text: []doc.Span{{Text: when + ": "}, link(m.Title, meetingPath(m.ID))}})
	}
	due()
	return facts
}

// contact is who publishes and how to reach them.
func contact(o view.Occasion) doc.Facts {
	facts := doc.Facts{Items: []doc.Fact{
		{Term: "Office", Text: doc.T(o.Office.Name)},
		{Term: "Email", Text: []doc.Span{link(o.Office.Email, "mailto:"+o.Office.Email)}},
	}}
	if o.Office.Phone != "" {
		facts.Items = append(facts.Items, doc.Fact{Term: "Phone", Text: doc.T(o.Office.Phone)})
	}
	return facts
}
