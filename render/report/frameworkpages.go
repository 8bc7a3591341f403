package report

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/render/doc"
)

// elsewhere are the chapters that have a page of their own in another section.
var elsewhere = map[string]string{"glossary": glossaryPath, "contact": contactPath, "service-model": servicePath}

func chapterPath(slug string) string {
	if path, ok := elsewhere[slug]; ok {
		return path
	}
	return "framework/" + slug + ".html"
}

// frameworkPages explain the framework: at a glance, chapter by chapter, issue by issue, and all in one
// document.
func (p *public) frameworkPages() []Page[audience.Public] {
	all := []Page[audience.Public]{p.glance()}
	for _, c := range p.chapters {
		if elsewhere[c.Slug] == "" {
			all = append(all, p.chapterPage(c))
		}
	}
	all = append(all, p.issuePages()...)
	pack := p.page("Information pack", packPath, frameworkPath, packDocument(p.v, p.planned(), p.chapters))
	pack.Formats = true
	return append(all, pack)
}

// glance is the framework on one page. Below a section of its prose stands what the framework has to show
// for it, and the chapter that says more.
func (p *public) glance() Page[audience.Public] {
	var d draft
	d.text("%s", p.f.Summary)
	more := func(slugs ...string) func() {
		return func() { p.more(&d, slugs...) }
	}
	d.sections(p.standing["framework"].Blocks, map[string]func(){
		"why":    more("purpose"),
		"who":    more("who-is-covered"),
		"asked":  func() { p.dimensions(&d); p.more(&d, "requirements", "evidence", "process-and-dates") },
		"weighs": func() { p.weighed(&d); p.more(&d, "assessment", "api-risk") },
		"joint":  func() { p.watches(&d); p.more(&d, "monitoring-and-breaches") },
		"not":    more("not-meeting-requirements"),
	})
	d.heading(2, "In detail")
	d.add(ways(p.inDetail()))
	d.add(doc.Paragraph{Text: []doc.Span{{Text: "The SHA-256 of the files of " + p.f.Ref() + ", by which programs can tell that they judge alike, is "}, {Text: p.digest, Code: true}, {Text: "."}}})
	return p.page("Framework", frameworkPath, "", p.document(&d, "The framework at a glance", edition(p.f), p.standing["framework"].Summary))
}

// more leads to the chapters that say more, where there are any.
func (p *public) more(d *draft, slugs ...string) {
	spans := doc.T("Read more: ")
	for _, slug := range slugs {
		if c, ok := p.chapter(slug); ok {
			if len(spans) > 1 {
				spans = append(spans, doc.Span{Text: ", "})
			}
			spans = append(spans, link(lowered(c.Title), chapterPath(slug)))
		}
	}
	if len(spans) > 1 {
		d.add(doc.Paragraph{Text: append(spans, doc.Span{Text: "."})})
	}
}

// dimensions are the themes with the number of questions and controls in each.
func (p *public) dimensions(d *draft) {
	t := doc.Table{Caption: "Dimensions", RowHead: true, Empty: "There are no dimensions.",
		Columns: []doc.Column{{Title: "Dimension", Wide: 1.2}, {Title: "Looks at", Wide: 4}, {Title: "Questions", Right: true, Wide: 0.8}, {Title: "Controls", Right: true, Wide: 0.8}}}
	for _, dim := range p.f.Dimensions {
		t.Rows = append(t.Rows, cells(dim.Title, dim.Intent, fmt.Sprint(len(p.f.QuestionsOf(dim.ID))), fmt.Sprint(len(controlsOf(p.f, dim.ID)))))
	}
	d.add(t)
}

// weighed is the picture of the matrix, or the word that this edition has none.
func (p *public) weighed(d *draft) {
	if len(p.f.Matrix) == 0 {
		d.text("This edition is a questionnaire without levels and matrix of its own. Its answers are assessed by the edition that takes its place.")
		return
	}
	d.add(matrix(p.f))
	official := count(p.f.Matrix, func(r framework.MatrixRow) bool { return r.Status == framework.Official })
	if official == 0 {
		d.text("Every row of the matrix is office configuration: no published matrix was found.")
	}
}

// watches says by layer who watches what: the joint part of monitoring.
func (p *public) watches(d *draft) {
	t := doc.Table{Caption: "Who watches what, by layer", RowHead: true, Empty: "No layer is named.",
		Columns: []doc.Column{{Title: "Layer", Wide: 0.8}, {Title: "Provider", Wide: 2}, {Title: "Both", Wide: 2}, {Title: "Office", Wide: 2}}}
	for _, layer := range []string{"network", "application", "transaction"} {
		row := cells(sentence(layer))
		for _, owner := range []string{"provider", "joint", "office"} {
			row.Cells = append(row.Cells, doc.T(orDash(titlesOf(p.f, owner, layer))))
		}
		if slices.ContainsFunc(p.f.Obligations, func(o framework.Obligation) bool { return o.Layer == layer }) {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) > 0 {
		d.add(t)
	}
	if n := count(p.f.Obligations, func(o framework.Obligation) bool { return o.Layer == "" }); n > 0 {
		d.text("%s, such as %s.", sentence(isOrAre(n, "further obligation")), lowered(firstOther(p.f)))
	}
}

// titlesOf are the obligations of an owner on a layer, a line each.
func titlesOf(f *framework.Framework, owner, layer string) string {
	var all []string
	for _, o := range f.Obligations {
		if o.Owner == owner && o.Layer == layer {
			all = append(all, o.Title)
		}
	}
	return strings.Join(all, "\n")
}

// firstOther is the first obligation that is on no layer.
func firstOther(f *framework.Framework) string {
	i := slices.IndexFunc(f.Obligations, func(o framework.Obligation) bool { return o.Layer == "" })
	return "to " + lowered(f.Obligations[i].Title)
}

// inDetail are the chapters, the issues and the pack.
func (p *public) inDetail() []way {
	var all []way
	for _, c := range p.chapters {
		what := lowered(c.Summary)
		if what == "" {
			what = "a chapter of the guidance."
		}
		all = append(all, way{c.Title, chapterPath(c.Slug), what})
	}
	if len(p.f.Issues) > 0 {
		all = append(all, way{"Issues", issuesPath, "what was considered, heard and decided on each, and what follows."})
	}
	return append(all, way{"Information pack", packPath, "all of this in one document, to print or to pass on."})
}

// chapterPage is one chapter with the framework's data after it.
func (p *public) chapterPage(c Chapter) Page[audience.Public] {
	b := &book{f: p.f, v: p.v, planned: p.planned()}
	b.chapter(c)
	return p.page(c.Title, chapterPath(c.Slug), frameworkPath, p.document(&b.draft, c.Title, edition(p.f), describe(c)))
}

// describe is the summary of a chapter, or a sentence with its title.
func describe(c Chapter) string {
	if c.Summary != "" {
		return c.Summary
	}
	return "A chapter of the guidance: " + lowered(c.Title) + "."
}
