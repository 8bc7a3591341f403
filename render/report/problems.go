package report

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/render/doc"
)

// problems has everything wrong in the round's files by file. Those of a product's file stand on the
// product's page; those of files that are no product's, such as the register, stand here.
func (o *office) problems() doc.For[audience.Office] {
	var d draft
	counts := grouped(o.counts(), func(t response.Tally) string { return t.File })
	files := slices.Sorted(maps.Keys(counts))
	total, _ := o.problemCounts()
	owners, names := o.v.Owners(), o.names()
	d.text("%s in %s. An error must be put right before a questionnaire counts as complete; a warning should be looked at.",
		number(total, "problem", "problems"), number(len(files), "file", "files"))
	d.heading(2, "By file")
	strays := slices.DeleteFunc(slices.Clone(files), func(f string) bool { return owners[f] != "" })
	d.anchors.For("files")               // the table's own key
	d.anchors.For("Files of no product") // the heading below it
	anchors := map[string]string{}
	for _, f := range strays {
		anchors[f] = d.anchors.For(f)
	}
	t := doc.Table{Key: "files", Caption: "Problems by file", RowHead: true, Empty: "No file has a problem.",
		Columns: []doc.Column{{Title: "File", Wide: 3}, {Title: "Product", Wide: 2}, {Title: "Kinds", Wide: 1.6, Filter: true}, {Title: "Errors", Right: true}, {Title: "Warnings", Right: true}}}
	t.Late = made(slices.Values(files), func(f string) doc.Row {
		owner := owners[f]
		return fileRow(f, anchors[f], round.Product{ID: owner, Name: names[owner]}, counts[f])
	})
	d.add(t)
	if len(strays) > 0 {
		d.add(doc.Heading{Level: 2, Text: "Files of no product", ID: "files-of-no-product"})
		d.text("These could not be read or placed, or are not questionnaires.")
	}
	for _, f := range strays {
		d.add(doc.Heading{Level: 3, Text: f, ID: anchors[f]})
		d.add(problemTables("Problems of "+f, o.byFile()[f], false, nil)...)
	}
	if slices.ContainsFunc(o.v.Problems, func(p response.Problem) bool { return strings.Contains(p.What+p.Do, "tier") }) {
		d.text(sameServices)
	}
	return o.page(&d, "Problems", "Everything wrong in the files of the round, with its place and what to do.")
}

// fileRow counts the problems of one file; its product's page tells them, or, of a file of none, the anchor below.
func fileRow(file, anchor string, of round.Product, counts []response.Tally) doc.Row {
	errs, others := 0, 0
	has := map[response.ProblemKind]bool{}
	for _, t := range counts {
		has[t.Kind] = true
		if t.Severity == response.Error {
			errs += t.N
		} else {
			others += t.N
		}
	}
	var kinds []doc.Span
	for _, k := range response.ProblemKinds {
		if has[k] {
			kinds = append(kinds, doc.Span{Text: sentence(string(k))})
		}
	}
	at, product := "#"+anchor, doc.T("None")
	if of.ID != "" {
		at, product = productPath(of.ID)+atProblems, []doc.Span{link(of.Name, productPath(of.ID))}
	}
	return doc.Row{Cells: [][]doc.Span{{link(file, at)}, product, eachLine(kinds), doc.T(strconv.Itoa(errs)), doc.T(strconv.Itoa(others))}}
}
