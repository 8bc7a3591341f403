package report

import (
	"fmt"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/view"
	"opframe/render/doc"
)

// SummaryPath is where the round summary lies.
const SummaryPath = "summary.html"

// WorkingGroupPages are the first page for members and the round summary; what else their edition holds are
// the public pages and those of the consultation.
func WorkingGroupPages(v view.WorkingGroup, c view.Consultation[audience.WorkingGroup]) []Page[audience.WorkingGroup] {
	m := &memberHome{v: v, forum: forumOf(c, nil)}
	return []Page[audience.WorkingGroup]{
		{Title: "Home", Path: homePath, Document: seal(v.Reader, m.document())},
		{Title: "Round summary", Path: SummaryPath, Formats: true, Document: Summary(v)},
	}
}

// memberHome is the first page for members: what is new for them and what waits.
type memberHome struct {
	draft
	v     view.WorkingGroup
	forum *forum
}

func (m *memberHome) document() doc.Document {
	m.add(doc.Callout{Tone: doc.Caution, Title: "For members only", Blocks: []doc.Block{doc.Paragraph{Text: doc.T(
		"These pages hold papers and figures that are not public, beside everything that is. Please do not pass them on outside the working groups.")}}})
	if !m.forum.empty() {
		m.papers()
		m.meetings()
		m.actions()
	}
	m.heading(2, "The round in short")
	m.round()
	m.heading(2, "Where to find what")
	m.places()
	m.heading(2, "Contact")
	m.add(doc.Paragraph{Text: m.forum.office()})
	o := m.v.Occasion
	return m.draft.document(o, "Working groups", o.Title, m.v.Reader.Label(),
		"What is new for members of the working groups: papers, meetings, action items and the round summary.")
}

// mostNew is how many papers the first page names.
const mostNew = 8

// papers are those marked for members, newest first.
func (m *memberHome) papers() {
	m.heading(2, "New for members")
	var own []consultation.Paper
	for _, p := range m.forum.papers {
		if p.Access == consultation.Members {
			own = append(own, p)
		}
	}
	if len(own) == 0 {
		m.text("No paper is for members only at present. What is public is in the list of papers.")
		return
	}
	l := doc.List{}
	for _, p := range own[:min(len(own), mostNew)] {
		item := doc.Item{Text: []doc.Span{link(p.Title, paperPath(p.ID)), {Text: ": " + kindAndDate(p) + ". "}, paperStatus(p.Status)}}
		l.Items = append(l.Items, item)
	}
	m.add(l, doc.Paragraph{Text: []doc.Span{link("All papers for members only", filtered(papersPath, "papers", "Readers", readers(consultation.Members))),
		{Text: fmt.Sprintf(" (%d)", len(own))}}})
}

func (m *memberHome) meetings() {
	m.heading(2, "Coming up")
	if coming := m.forum.coming(); len(coming) > 0 {
		m.add(m.forum.meetingTable("Meetings coming up", coming, true))
		return
	}
	m.text("No meeting is planned at present.")
}

func (m *memberHome) actions() {
	m.heading(2, "Overdue action items")
	if late := m.forum.overdue(); len(late) > 0 {
		m.add(m.forum.actionTable("Action items that are overdue", late))
		return
	}
	m.text("No action item was overdue on %s.", doc.LongDate(m.v.Occasion.AsOf))
}

// round gives the main numbers of the summary, as far as they may be shown.
func (m *memberHome) round() {
	if m.v.Figures.Withheld {
		m.text("Fewer than %d providers have sent a questionnaire, so nothing can be said of them yet.", m.v.Floor)
	} else {
		facts := doc.Facts{Items: []doc.Fact{{Term: "Questionnaires assessed", Text: doc.T(fmt.Sprint(m.v.Figures.Products))}}}
		s := &summary{v: m.v, f: m.v.Framework}
		for _, c := range m.v.Levels.Cells {
			facts.Items = append(facts.Items, doc.Fact{Term: s.levelGroup(c), Text: doc.T(numberOf(c).String())})
		}
		m.add(facts)
		m.text("A number that could point to a provider is withheld and shown as %s.", doc.Withheld)
	}
	m.add(doc.Paragraph{Text: []doc.Span{{Text: "The "}, link("round summary", SummaryPath), {Text: " has the main points, levels and findings, where the industry stands on the issues, and how to read the figures."}}})
}

// places are the pages members come for.
func (m *memberHome) places() {
	l := doc.List{}
	add := func(title, path, about string) {
		l.Items = append(l.Items, doc.Item{Text: []doc.Span{link(title, path), {Text: ": " + about}}})
	}
	if !m.forum.empty() {
		add("Consultation", consultPath, "the groups, their charters, members and meetings")
		add("Papers", papersPath, "agendas, minutes and papers, those for members among them")
		add("Action items", actionsPath, "the register, and the same by meeting")
	}
	add("Framework", frameworkPath, "why it exists, whom it covers and how the assessment works")
	add("Controls", controlsPath, "what is asked, control by control, and how it is judged")
	add("API register", apisPath, "the risk rating of every API")
	add("Questionnaire", questionsPath, "to download, with every question")
	m.add(l)
}
