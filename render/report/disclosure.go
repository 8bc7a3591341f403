package report

import (
	"fmt"
	"strings"

	"opframe/data/audience"
	"opframe/data/disclose"
	"opframe/data/view"
	"opframe/render/doc"
)

// DisclosurePath is the office's page on what the working-group summary withholds.
const DisclosurePath = "disclosure.html"

// Disclosure is the plan behind the working-group summary and the attack on it: what is merged and withheld,
// how near anybody gets to it, and how much is shown.
func Disclosure(v view.Office, a disclose.Audit) Page[audience.Office] {
	d := &disclosure{a: a}
	d.short()
	d.tables()
	d.intervals()
	d.method()
	o := v.Occasion
	return Page[audience.Office]{Title: "Disclosure control", Path: DisclosurePath, Document: seal(v.Reader, d.document(o, "Disclosure control", o.Title, v.Reader.Label(),
		"What the working-group summary shows, merges and withholds so that no provider can be recognised, and how near an attack on it gets."))}
}

type disclosure struct {
	draft
	a disclose.Audit
}

func (d *disclosure) short() {
	d.heading(2, "In short")
	if len(d.a.Tables) == 0 || d.a.Cells == d.a.Hidden {
		d.text("Nothing is shown: fewer than %d providers contribute, or every figure would point to some of them.", d.a.Floor)
	}
	facts := doc.Facts{}
	add := func(term, format string, args ...any) {
		facts.Items = append(facts.Items, doc.Fact{Term: term, Text: doc.T(fmt.Sprintf(format, args...))})
	}
	near := 0
	for _, t := range d.a.Tables {
		near += len(t.Intervals)
	}
	add("Utility", "%d%% of categories are in a figure that is shown", d.a.Utility())
	add("Shown by themselves", "%d of %d categories", d.a.Shown, d.a.Cells)
	add("Merged with neighbours", "%d", d.a.Merged)
	add("Withheld", "%d", d.a.Hidden)
	add("Floor", "%s", number(d.a.Floor, "provider", "providers"))
	add("Relations between tables", "%d, all from the published framework", d.a.Relations)
	add("Round before", "%s", map[bool]string{true: "taken into account: its figures count as published", false: "none, or it could not publish anything"}[d.a.Earlier])
	add("Attack", "%s tried; the plan was sent back %s for more to be withheld; in the end nothing is too near", number(near, "cell", "cells"), number(d.a.Steps, "time", "times"))
	d.add(facts)
}

func (d *disclosure) tables() {
	d.heading(2, "What each table shows")
	t := doc.Table{Key: "tables", Caption: "Tables of the summary", RowHead: true, Empty: "No tables.", Columns: []doc.Column{
		{Title: "Table", Wide: 3}, {Title: "Published as", Wide: 4}, {Title: "State", Filter: true}, {Title: "Because of", Filter: true, Wide: 2}, {Title: "Categories", Right: true}, {Title: "Shown", Right: true}, {Title: "Merged", Right: true}, {Title: "Withheld", Right: true}}}
	for _, x := range d.a.Tables {
		r := cells(x.Published.Title, "", state(x), orWord(sentence(string(x.Why)), nothingSaid), fmt.Sprint(x.Cells), fmt.Sprint(x.Shown), fmt.Sprint(x.Merged), fmt.Sprint(x.Hidden))
		r.Cells[1] = publishedAs(x.Published)
		t.Rows = append(t.Rows, r)
	}
	d.add(t)
}

func state(t disclose.TableAudit) string {
	switch {
	case t.Hidden == t.Cells:
		return "Withheld as a whole"
	case t.Hidden > 0:
		return "Withheld in part"
	case t.Merged > 0:
		return "Merged"
	}
	return "Shown in full"
}

func publishedAs(p disclose.Published) []doc.Span {
	if p.Withheld {
		return doc.T(doc.Withheld)
	}
	var all []string
	for i, c := range p.Cells {
		name := c.Named()
		if p.Rows != nil {
			name = p.Rows[i/len(p.Columns)].Named() + " × " + p.Columns[i%len(p.Columns)].Named()
		}
		all = append(all, name+": "+numberOf(c).String())
	}
	return doc.T(strings.Join(all, "\n"))
}

func (d *disclosure) intervals() {
	d.heading(2, "How near the attack gets")
	d.text("For every category not shown by itself: the numbers an outsider cannot rule out, from all figures of the summary, the relations between them and the round before; and how many numbers are left to the provider that brought most into it and knows its own answers. Anything narrower than asked stops the build.")
	t := doc.Table{Key: "intervals", Caption: "Intervals of the attack", RowHead: true, Empty: "Every category is shown by itself.", Columns: []doc.Column{
		{Title: "Table", Wide: 3}, {Title: "Category", Wide: 3}, {Title: "State", Filter: true}, {Title: "Least", Right: true}, {Title: "Most", Right: true}, {Title: "Width asked", Right: true},
		{Title: "Left to a member", Right: true}, {Title: "Asked for a member", Right: true}, {Title: "Other tables", Filter: true}}}
	for _, x := range d.a.Tables {
		for _, i := range x.Intervals {
			state := "Withheld"
			if i.Merged {
				state = "Merged"
			}
			linked := "No part in it"
			if i.Linked {
				linked = "Narrow it"
			}
			t.Rows = append(t.Rows, cells(x.Published.Title, i.Cell, state, fmt.Sprint(i.From), fmt.Sprint(i.To), fmt.Sprint(i.Need), fmt.Sprint(i.Member), fmt.Sprint(i.MemberNeed), linked))
		}
	}
	d.add(t)
}

func (d *disclosure) method() {
	d.heading(2, "The rules")
	d.add(doc.List{Items: items(
		fmt.Sprintf("A figure is shown when %d providers or more stand behind it. Zero, and all, are withheld as a small number is.", d.a.Floor),
		"Neighbouring categories are merged before any is withheld. Of the ways that keep the rules, the one that shows most figures is taken, then the one that withholds fewest categories, then the one that spreads products most evenly.",
		fmt.Sprintf("What is withheld together is of two categories and %d providers at least, since its sum is the total less what is shown.", d.a.Floor),
		"Of amounts, two providers must not hold more than 80%, and what the others hold must be at least 20% of the largest.",
		"No sum that this round and the one before both give may differ by what fewer providers than the floor changed.",
		"The attack takes all tables together that hang together. What it knows of how they do is of two tables at a time, and of the levels and their least.",
		"Not covered: what follows only from three tables or more at once, what somebody knows of others from elsewhere, and several providers who put their answers together.",
	)})
}
