package report

import (
	"slices"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/framework"
	"opframe/render/doc"
)

// issuePath is where the page of an issue lies in the public edition.
func issuePath(id string) string { return "framework/issues/" + id + ".html" }

// issuePages are the list of issues and a page for each.
func (p *public) issuePages() []Page[audience.Public] {
	if len(p.f.Issues) == 0 {
		return nil
	}
	all := []Page[audience.Public]{p.issueIndex()}
	for _, i := range p.f.Issues {
		all = append(all, p.issuePage(i))
	}
	return all
}

func (p *public) issueIndex() Page[audience.Public] {
	var d draft
	d.text("The assessment leaves these issues open, to be worked through with providers, industry associations and government. A control that belongs to one is judged by the rules of this edition; expect those rules to move first.")
	t := doc.Table{Caption: "Issues and where they stand", RowHead: true, Empty: "No issue is open.",
		Columns: []doc.Column{{Title: "Issue", Wide: 1.6}, {Title: "Position", Wide: 3.6}, {Title: "Controls", Right: true, Wide: 0.7}, {Title: "Papers", Right: true, Wide: 0.7}}}
	for _, i := range p.f.Issues {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{link(i.Title, issuePath(i.ID))}, doc.T(i.Position),
			doc.T(doc.Count{N: float64(len(controlsOn(p.f, i.ID)))}.String()), doc.T(doc.Count{N: float64(len(p.papersOn(i.ID)))}.String())}})
	}
	d.add(t)
	return p.page("Issues", issuesPath, frameworkPath, p.document(&d, "Issues", edition(p.f),
		"The issues the consultation works on, with the position on each and the controls that follow from it."))
}

// papersOn are the papers on an issue, newest first.
func (p *public) papersOn(issue string) []consultation.Paper {
	var all []consultation.Paper
	for _, x := range p.c.Papers {
		if x.Issue == issue {
			all = append(all, x)
		}
	}
	return all
}

func (p *public) issuePage(i framework.Issue) Page[audience.Public] {
	var d draft
	for _, part := range []struct{ title, text string }{
		{"What was considered", i.Considered}, {"What was heard", i.Heard}, {"What was decided", i.Position}} {
		if part.text != "" {
			d.heading(2, part.title)
			d.text("%s", part.text)
		}
	}
	p.issueControls(&d, i)
	if papers := p.papersOn(i.ID); len(papers) > 0 {
		d.heading(2, "Papers")
		d.add(stages("Papers on this issue", papers))
		p.issueActions(&d, papers)
	}
	return p.page(i.Title, issuePath(i.ID), issuesPath, p.document(&d, i.Title, "An issue of the "+lowered(edition(p.f)),
		"What was considered, heard and decided on the issue “"+i.Title+"”, and the controls and papers on it."))
}

func (p *public) issueControls(d *draft, i framework.Issue) {
	controls := controlsOn(p.f, i.ID)
	if len(controls) == 0 {
		return
	}
	d.heading(2, "Controls that follow")
	d.text("The position is put into practice by %s.", number(len(controls), "control", "controls"))
	var all []way
	for _, c := range controls {
		all = append(all, way{c.Title, controlPath(c.ID), c.Intent})
	}
	d.add(ways(all))
}

// issueActions are the action items of the meetings that had a paper on the issue.
func (p *public) issueActions(d *draft, papers []consultation.Paper) {
	all := p.forum.actionsWhere(func(a consultation.Action) bool {
		return a.Meeting != "" && slices.ContainsFunc(papers, func(x consultation.Paper) bool { return x.Meeting == a.Meeting })
	})
	if len(all) == 0 {
		return
	}
	d.heading(2, "Action items")
	d.add(p.forum.actionTable("Action items of meetings that had one of these papers", all))
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// paperPath is where a paper lies, in every edition that has it.
func paperPath(id string) string { return "consultation/papers/" + id + ".html" }

// stages lists papers with how far each has come.
func stages(caption string, papers []consultation.Paper) doc.Table {
	t := doc.Table{Caption: caption, RowHead: true, Empty: "There are no papers.",
		Columns: []doc.Column{{Title: "Paper", Wide: 3}, {Title: "Kind", Wide: 1}, {Title: "Version", Wide: 0.8}, {Title: "Status", Wide: 1.1}, {Title: "Date", Wide: 1.3}}}
	for _, x := range papers {
		when, _ := day(x.Date)
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{link(x.Title, paperPath(x.ID))}, doc.T(kindTitle(x.Kind)), doc.T(orDash(x.Version)), {paperStatus(x.Status)}, when}})
	}
	return t
}
