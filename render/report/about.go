package report

import (
	"fmt"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/framework"
	"opframe/render/doc"
)

// aboutPages are the pages about the site itself.
func (p *public) aboutPages() []Page[audience.Public] {
	all := append([]Page[audience.Public]{p.about()}, p.glossaryPages()...)
	return append(all, p.accessibility(), p.contactPage(), p.corrections())
}

func (p *public) about() Page[audience.Public] {
	var d draft
	about := p.standing["about"]
	if p.o.Notice != "" {
		d.add(doc.Callout{Tone: doc.Caution, Title: "Please note", Blocks: []doc.Block{doc.Paragraph{Text: doc.T(p.o.Notice)}}})
	}
	d.sections(about.Blocks, map[string]func(){
		"made": func() { d.add(p.madeFrom()) },
		"basis": func() {
			if t := basisCounts(p.f); len(t.Rows) > 0 {
				d.add(t)
			}
		},
	})
	if len(p.f.Sources) > 0 {
		d.heading(2, "Sources")
		d.add(sources(p.f))
	}
	return p.page("About", aboutPath, "", p.document(&d, about.Title, p.o.Title, about.Summary))
}

// madeFrom says of what and for when this edition was made.
func (p *public) madeFrom() doc.Facts {
	facts := doc.Facts{Items: []doc.Fact{
		{Term: "Publisher", Text: doc.T(p.o.Office.Name)},
		{Term: "Round", Text: doc.T(p.o.Title)},
		{Term: "As of", Text: doc.T(doc.LongDate(p.o.AsOf))},
		{Term: "Framework", Text: doc.T(edition(p.f) + " (" + p.f.Ref() + ")")},
		{Term: "Framework published", Text: doc.T(doc.LongDate(p.f.Published))},
	}}
	if p.v.Previous != nil {
		facts.Items = append(facts.Items, doc.Fact{Term: "Takes the place of", Text: []doc.Span{link(spoken(p.v.Previous), changesPath)}})
	}
	return facts
}

// basisCounts counts what rests on a publication and what is the office's own choice.
func basisCounts(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "What rests on a publication and what is office configuration", RowHead: true, Empty: "This edition has no rules.",
		Columns: []doc.Column{{Title: "Part of the framework", Wide: 2.4}, {Title: "Official", Right: true}, {Title: "Office configuration", Right: true}}}
	add := func(what string, all []framework.Basis) {
		official := count(all, func(b framework.Basis) bool { return b.Status == framework.Official })
		if len(all) > 0 {
			t.Rows = append(t.Rows, cells(what, fmt.Sprint(official), fmt.Sprint(len(all)-official)))
		}
	}
	var rules []framework.Basis
	for _, c := range f.Controls {
		rules = append(rules, bases(c.Rules, func(r framework.Rule) framework.Basis { return r.Basis })...)
	}
	add("Rules that judge answers", rules)
	add("Meanings of risk ratings", bases(f.Ratings, func(r framework.Rating) framework.Basis { return r.Basis }))
	add("Ratings of APIs", bases(f.APIs, func(a framework.API) framework.Basis { return a.Basis }))
	add("Gates of levels", bases(f.Gates, func(g framework.Gate) framework.Basis { return g.Basis }))
	add("Rows of the matrix", bases(f.Matrix, func(m framework.MatrixRow) framework.Basis { return m.Basis }))
	add("Obligations", bases(f.Obligations, func(o framework.Obligation) framework.Basis { return o.Basis }))
	return t
}

func bases[T any](all []T, of func(T) framework.Basis) []framework.Basis {
	var out []framework.Basis
	for _, x := range all {
		out = append(out, of(x))
	}
	return out
}

func (p *public) accessibility() Page[audience.Public] {
	var d draft
	about := p.standing["accessibility"]
	d.sections(about.Blocks, map[string]func(){"report": func() { d.add(contact(p.o)) }})
	d.heading(2, "About this statement")
	d.add(doc.Facts{Items: []doc.Fact{
		{Term: "Last reviewed", Text: doc.T(doc.LongDate(p.o.AsOf))}, {Term: "Made by", Text: doc.T(p.o.Office.Name)}}})
	return p.page("Accessibility", accessiblePath, aboutPath, p.document(&d, about.Title, p.o.Office.Name, about.Summary))
}

// contactPage says how to reach the office and what to do when something has happened, then what the
// guidance says of messages.
func (p *public) contactPage() Page[audience.Public] {
	b := &book{f: p.f, v: p.v}
	about := p.standing["contact"]
	b.heading(2, "How to reach us")
	b.add(contact(p.o))
	b.prose(about.Blocks, 0)
	if c, ok := p.chapter("contact"); ok {
		b.heading(2, "What the guidance says")
		b.prose(c.Blocks, 1)
	}
	return p.page("Contact", contactPath, aboutPath, p.document(&b.draft, about.Title, p.o.Office.Name, about.Summary))
}

// corrections is the policy, and every correction with its words, newest first.
func (p *public) corrections() Page[audience.Public] {
	var d draft
	about := p.standing["corrections"]
	d.prose(about.Blocks, 0)
	d.heading(2, "Corrections made")
	all := p.papersOf(consultation.Correction)
	if len(all) == 0 {
		d.text("There are none as of %s.", doc.LongDate(p.o.AsOf))
	}
	for _, x := range all {
		d.anchored(3, x.Title, x.ID)
		d.add(doc.Paragraph{Text: []doc.Span{{Text: doc.LongDate(x.Date) + ". " + x.Summary + " "}, link("The correction as a paper", paperPath(x.ID)), {Text: "."}}})
		d.prose(p.texts[x.ID], 2)
	}
	return p.page("Corrections", correctedPath, aboutPath, p.document(&d, about.Title, p.o.Office.Name, about.Summary))
}
