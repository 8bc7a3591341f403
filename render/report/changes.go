package report

import (
	"strconv"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/render/doc"
)

// changesPage says question by question what became of the edition superseded.
func (p *public) changesPage() Page[audience.Public] {
	d := changesDraft{p: p, e: compareEditions(p.v.Previous, p.f)}
	d.add(doc.Paragraph{Text: []doc.Span{{Text: d.e.sentence() + " An answer given to the earlier questionnaire is carried over where the question means the same."}}})
	d.heading(2, "In short")
	d.add(d.short())
	d.sideBySide("Reworded", "These questions are asked in other words. The answers may have changed as well.", d.e.reworded)
	d.sideBySide("Same words, other answers", "These questions read as before. What can be answered has changed.", d.e.altered)
	d.kept()
	d.moved()
	d.dropped()
	d.fresh()
	d.differences("API ratings", "API", "Ratings that changed, and APIs that came or went", d.e.ratingChanges())
	d.differences("Obligations", "Obligation", "Obligations that changed, came or went", d.e.obligationChanges())
	d.firsts()
	old := spoken(p.v.Previous)
	return p.page("Changes since "+old, changesPath, questionsPath, p.document(&d.draft, "Changes since "+old, edition(p.f),
		"What became of each question of "+old+", which questions are new and which were dropped, and why."))
}

// changesDraft is the page of changes; a section without anything in it is left out.
type changesDraft struct {
	draft
	p *public
	e editions
}

func (d *changesDraft) short() doc.Facts {
	fact := func(term string, n int) doc.Fact { return doc.Fact{Term: term, Text: doc.T(strconv.Itoa(n))} }
	return doc.Facts{Items: []doc.Fact{
		fact("Kept as they are", len(d.e.kept)), fact("Same words, other answers", len(d.e.altered)), fact("Reworded", len(d.e.reworded)),
		fact("Moved to another dimension", len(d.e.moved())), fact("Dropped", len(d.e.dropped)), fact("New questions", len(d.e.fresh)),
		fact("Controls on which nothing was asked before", len(d.e.unasked()))}}
}

func (d *changesDraft) sideBySide(title, what string, all []carried) {
	if len(all) == 0 {
		return
	}
	d.heading(2, title)
	d.text("%s", what)
	t := doc.Table{Caption: title + ": before and now", Empty: "None.",
		Columns: []doc.Column{{Title: "Before", Wide: 3}, {Title: "Now", Wide: 3}, {Title: "What to know", Wide: 2.4}}}
	for _, c := range all {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{
			{strong(c.old.ID), {Text: " " + c.old.Text + "\n" + answerWords(d.e.old, c.old)}},
			{questionLink(c.now), {Text: " " + c.now.Text + "\n" + answerWords(d.e.now, c.now)}},
			doc.T(orDash(c.note))}})
	}
	d.add(t)
}

func (d *changesDraft) kept() {
	if len(d.e.kept) == 0 {
		return
	}
	d.heading(2, "Kept as they are")
	t := doc.Table{Caption: "Questions with the same words and the same answers", Empty: "None.",
		Columns: []doc.Column{{Title: "Before", Wide: 0.7}, {Title: "Now", Wide: 0.7}, {Title: "Question", Wide: 4}, {Title: "What to know", Wide: 2.4}}}
	for _, c := range d.e.kept {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(c.old.ID), {questionLink(c.now)}, doc.T(c.now.Text), doc.T(orDash(c.note))}})
	}
	d.add(t)
}

func (d *changesDraft) moved() {
	moved := d.e.moved()
	if len(moved) == 0 {
		return
	}
	d.heading(2, "Moved to another dimension")
	t := doc.Table{Caption: "Questions that stand elsewhere now", Empty: "None.",
		Columns: []doc.Column{{Title: "Before", Wide: 0.7}, {Title: "Stood in", Wide: 1.2}, {Title: "Now", Wide: 0.7}, {Title: "Stands in", Wide: 1.2}, {Title: "Question", Wide: 4}}}
	for _, c := range moved {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(c.old.ID), doc.T(dimensionOf(d.e.old, c.old)), {questionLink(c.now)}, doc.T(dimensionOf(d.e.now, c.now)), doc.T(c.now.Text)}})
	}
	d.add(t)
}

func (d *changesDraft) dropped() {
	if len(d.e.dropped) == 0 {
		return
	}
	d.heading(2, "Dropped")
	t := doc.Table{Caption: "Questions no longer asked, and why", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Before", Wide: 0.7}, {Title: "Question", Wide: 3}, {Title: "Why it was dropped", Wide: 3}}}
	for _, m := range d.e.dropped {
		q, _ := d.e.old.Question(m.From)
		t.Rows = append(t.Rows, cells(m.From, q.Text, m.Dropped))
	}
	d.add(t)
}

// fresh lists new questions by control, those on the product itself first.
func (d *changesDraft) fresh() {
	if len(d.e.fresh) == 0 {
		return
	}
	d.heading(2, "New questions")
	t := doc.Table{Caption: "New questions by control", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "About", Wide: 1.6}, {Title: "Before", Wide: 1}, {Title: "New questions", Wide: 4.6}}}
	add := func(about doc.Span, asked int, all []framework.Question) {
		if len(all) == 0 {
			return
		}
		before := "Asked in part"
		if asked == len(all) {
			before = "Not asked"
		}
		var spans []doc.Span
		for i, q := range all {
			if i > 0 {
				spans = append(spans, doc.Span{Text: "\n"})
			}
			spans = append(spans, questionLink(q), doc.Span{Text: " " + q.Text})
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{about}, doc.T(before), spans}})
	}
	add(doc.Span{Text: "The product itself"}, len(d.e.now.Context), d.e.freshIn(""))
	for _, c := range d.e.now.Controls {
		add(controlLink(c), len(c.Questions), d.e.freshIn(c.ID))
	}
	d.add(t)
}

func (d *changesDraft) differences(title, what, caption string, all []difference) {
	if len(all) == 0 {
		return
	}
	d.heading(2, title)
	t := doc.Table{Caption: caption, RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: what, Wide: 1.4}, {Title: "Before", Wide: 3}, {Title: "Now", Wide: 3}}}
	for _, x := range all {
		t.Rows = append(t.Rows, cells(x.id, orDash(x.was), orDash(x.is)))
	}
	d.add(t)
}

// firsts names what the earlier edition did not have at all.
func (d *changesDraft) firsts() {
	var all []string
	for _, x := range []struct {
		what     string
		was, now int
	}{{"levels of confidence", len(d.e.old.Scale), len(d.e.now.Scale)}, {"a matrix of risk and confidence", len(d.e.old.Matrix), len(d.e.now.Matrix)},
		{"a register of API ratings", len(d.e.old.APIs), len(d.e.now.APIs)}, {"obligations", len(d.e.old.Obligations), len(d.e.now.Obligations)}} {
		if x.was == 0 && x.now > 0 {
			all = append(all, x.what)
		}
	}
	if len(all) == 0 {
		return
	}
	d.heading(2, "New in this edition")
	d.text("%s had none of these; %s has them:", sentence(spoken(d.e.old)), spoken(d.e.now))
	d.add(lines(all))
}
