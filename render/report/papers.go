package report

import (
	"slices"

	"opframe/data/consultation"
	"opframe/render/doc"
)

// kindTitle is what readers call a kind of paper.
func kindTitle(k consultation.Kind) string {
	switch k {
	case consultation.Position:
		return "Position paper"
	case consultation.Pack:
		return "Information pack"
	}
	return sentence(string(k))
}

// paperStatus is the word for how far a paper has come.
func paperStatus(s consultation.Status) doc.Span {
	tones := map[consultation.Status]doc.Tone{consultation.Draft: doc.Caution, consultation.ForComment: doc.Neutral, consultation.Final: doc.Good,
		consultation.Superseded: doc.Caution, consultation.Withdrawn: doc.Bad, "": doc.Caution}
	return doc.Span{Text: sentence(orWord(string(s), "not stated")), Tone: tones[s], Strong: true}
}

// remark is what a link to a paper must not leave out.
func remark(p consultation.Paper) string {
	switch p.Status {
	case consultation.Draft, consultation.Superseded, consultation.Withdrawn:
		return " (" + string(p.Status) + ")" + withheldFrom(p.Access)
	}
	return withheldFrom(p.Access)
}

func paperLink(p consultation.Paper) doc.Span { return link(versioned(p)+remark(p), paperPath(p.ID)) }

// versioned tells a paper from its other versions, which mostly have the same title.
func versioned(p consultation.Paper) string {
	if p.Version == "" || p.Kind == consultation.Agenda || p.Kind == consultation.Minutes {
		return p.Title
	}
	return p.Title + ", version " + p.Version
}

// paperItems is a list of papers with kind and date.
func paperItems(papers []consultation.Paper) doc.List {
	var l doc.List
	for _, p := range papers {
		l.Items = append(l.Items, doc.Item{Text: []doc.Span{paperLink(p), {Text: ": " + kindAndDate(p)}}})
	}
	return l
}

func kindAndDate(p consultation.Paper) string {
	if p.Date.IsZero() {
		return kindTitle(p.Kind)
	}
	return kindTitle(p.Kind) + ", " + doc.LongDate(p.Date)
}

// papersInShort leads to the list of papers and names those that wait for comments.
func (f *forum) papersInShort(d *draft) {
	if len(f.papers) == 0 {
		d.text("No papers have been published.")
		return
	}
	d.add(doc.Paragraph{Text: []doc.Span{link("The list of "+number(len(f.papers), "paper", "papers"), papersPath),
		{Text: " can be narrowed by kind, group, issue, year and status."}}})
	d.heading(3, "Open for comment")
	open := slices.DeleteFunc(slices.Clone(f.papers), func(p consultation.Paper) bool { return p.Status != consultation.ForComment })
	if len(open) == 0 {
		d.text("No paper is open for comment at present.")
		return
	}
	d.add(paperItems(open))
}

// papersOf lists the papers of a group.
func (f *forum) papersOf(d *draft, g consultation.Group) {
	papers := slices.DeleteFunc(slices.Clone(f.papers), func(p consultation.Paper) bool { return p.Group != g.ID })
	if len(papers) == 0 {
		d.text("No papers of this group have been published.")
		return
	}
	t := doc.Table{Caption: "Papers of this group", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Paper", Wide: 3}, {Title: "Kind", Wide: 1.2}, {Title: "Date", Wide: 1.3}, {Title: "Status", Wide: 1}}}
	for _, p := range papers {
		when, _ := day(p.Date)
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{
			{{Text: versioned(p) + withheldFrom(p.Access), Link: paperPath(p.ID)}}, doc.T(kindTitle(p.Kind)), when, {paperStatus(p.Status)}}})
	}
	d.add(t)
}

// paperList is the page with the table of all papers.
func (f *forum) paperList() loose {
	var d draft
	if len(f.papers) == 0 {
		d.text("No papers have been published.")
	} else {
		d.text("Agendas, minutes, updates, position papers and what else was published, the newest first. A paper that was superseded or withdrawn stays in the list and says so.")
		d.add(f.paperTable())
	}
	return f.page(&d, papersPath, consultPath, "Papers", f.occasion.Title,
		"Every paper of the consultation with its kind, group, issue, date, version and status.")
}

// paperTable has a column on readers where not every paper is for everybody.
func (f *forum) paperTable() doc.Table {
	t := doc.Table{Key: "papers", Caption: "Papers", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Paper", Wide: 3}, {Title: "Kind", Wide: 1.1, Filter: true}, {Title: "Group", Wide: 1.6, Filter: true},
			{Title: "Issue", Wide: 1.6, Filter: true}, {Title: "Date", Wide: 1.2}, {Title: "Year", Wide: 0.6, Filter: true},
			{Title: "Version", Wide: 0.7}, {Title: "Status", Wide: 0.9, Filter: true}}}
	restricted := slices.ContainsFunc(f.papers, func(p consultation.Paper) bool { return p.Access != consultation.Public })
	if restricted {
		t.Columns = append(t.Columns, doc.Column{Title: "Readers", Wide: 0.8, Filter: true})
	}
	for _, p := range f.papers {
		when, key := day(p.Date)
		r := doc.Row{Cells: [][]doc.Span{
			{link(p.Title, paperPath(p.ID))}, doc.T(kindTitle(p.Kind)), f.groupCell(p.Group), f.issueCell(p.Issue), when,
			doc.T(year(p.Date)), doc.T(orDash(p.Version)), {paperStatus(p.Status)}}}
		if restricted {
			r.Cells = append(r.Cells, doc.T(readers(p.Access)))
		}
		r.Keys = make([]string, len(r.Cells))
		r.Keys[4] = key
		t.Rows = append(t.Rows, r)
	}
	return t
}

// issueCell names an issue of the framework, with a link where the reader has the page; a dash for none.
func (f *forum) issueCell(id string) []doc.Span {
	i, ok := f.framework.Issue(id)
	switch {
	case !ok:
		return doc.T("–")
	case f.desk && f.occasion.Address == "":
		return doc.T(i.Title)
	case f.desk:
		return []doc.Span{link(i.Title, f.occasion.Address+issuePath(i.ID))}
	}
	return []doc.Span{link(i.Title, issuePath(i.ID))}
}
