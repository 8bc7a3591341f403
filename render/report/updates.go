package report

import (
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/render/doc"
)

// updates are the papers of that kind, newest first.
func (p *public) updates() []consultation.Paper { return p.papersOf(consultation.Update) }

// papersOf are the papers of a kind, newest first.
func (p *public) papersOf(kind consultation.Kind) []consultation.Paper {
	var all []consultation.Paper
	for _, x := range p.c.Papers {
		if x.Kind == kind {
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(a, b consultation.Paper) int { return b.Date.Compare(a.Date) })
	return all
}

// month is the updates of one month: "October 2017".
type month struct {
	title  string
	papers []consultation.Paper
}

// months are updates by month, newest first.
func months(papers []consultation.Paper) []month {
	var all []month
	for _, x := range papers {
		title := "Without a date"
		if !x.Date.IsZero() {
			_, title, _ = strings.Cut(doc.LongDate(x.Date), "\u00a0")
		}
		if n := len(all); n == 0 || all[n-1].title != title {
			all = append(all, month{title: title})
		}
		all[len(all)-1].papers = append(all[len(all)-1].papers, x)
	}
	return all
}

// latest shows the updates of the last months that have any.
func (p *public) latest(d *draft) {
	all := months(p.updates())
	if len(all) == 0 {
		return
	}
	d.heading(2, "Latest updates")
	for _, m := range all[:min(len(all), monthsOnHome)] {
		d.heading(3, m.title)
		d.add(news(m.papers))
	}
	d.add(doc.Paragraph{Text: []doc.Span{link("All updates by month", updatesPath)}})
}

func (p *public) updatesPage() Page[audience.Public] {
	var d draft
	d.text("What has happened with the framework and its consultation, newest first.")
	for _, m := range months(p.updates()) {
		d.heading(2, m.title)
		d.add(news(m.papers))
	}
	return p.page("Updates", updatesPath, homePath, p.document(&d, "Updates", p.o.Title,
		"All updates on the framework and its consultation, by month, newest first."))
}

// news lists papers with their day and what each says in a sentence.
func news(papers []consultation.Paper) doc.List {
	var l doc.List
	for _, x := range papers {
		text := []doc.Span{link(x.Title, paperPath(x.ID))}
		if !x.Date.IsZero() {
			text = append(text, doc.Span{Text: ", " + doc.LongDate(x.Date)})
		}
		if x.Summary != "" {
			text = append(text, doc.Span{Text: "\n" + x.Summary})
		}
		l.Items = append(l.Items, doc.Item{Text: text})
	}
	return l
}
