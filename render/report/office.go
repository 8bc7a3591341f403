package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
)

// Desk is the office's first page: every product with its status and outcome, linked to its report.
// Report gives the path of a product's report relative to the page, "" where there is none.
func Desk(v view.Office, report func(product string) string) doc.For[audience.Office] {
	var d draft
	d.heading(2, "The round in short")
	d.add(statusCounts(v))
	d.heading(2, "Products")
	t := doc.Table{Caption: "All registered products", RowHead: true, Empty: "No product is registered.",
		Columns: []doc.Column{{Title: "Product", Wide: 1.8}, {Title: "Provider", Wide: 1.8}, {Title: "Status", Wide: 1}, {Title: "Level", Wide: 1.2}, {Title: "Recommended", Wide: 2.2}, {Title: "Problems", Wide: 1}, {Title: "File", Wide: 1.6}}}
	for _, r := range v.Rows {
		t.Rows = append(t.Rows, deskRow(v, r, report(r.Product.ID)))
	}
	d.add(t)
	return seal(v.Reader, d.document(v.Occasion, "Desk", v.Occasion.Title, v.Reader.Label(),
		"Every registered product with its status, level of confidence and recommended outcomes."))
}

func statusCounts(v view.Office) doc.Facts {
	n := map[view.Status]int{}
	for _, r := range v.Rows {
		n[r.Status]++
	}
	var items []doc.Fact
	for _, s := range view.Statuses {
		items = append(items, doc.Fact{Term: sentence(string(s)), Text: doc.T(number(n[s], "product", "products"))})
	}
	errs := 0
	for _, p := range v.Problems {
		if p.Severity == response.Error {
			errs++
		}
	}
	return doc.Facts{Items: append(items, doc.Fact{Term: "Problems", Text: []doc.Span{
		link(number(len(v.Problems), "problem", "problems"), "problems.html"), {Text: fmt.Sprintf(", of which %d must be put right", errs)}}})}
}

func deskRow(v view.Office, r view.OfficeRow, href string) doc.Row {
	tones := map[view.Status]doc.Tone{view.Received: doc.Good, view.Incomplete: doc.Caution, view.NotReceived: doc.Neutral}
	row := doc.Row{Cells: [][]doc.Span{
		{{Text: r.Product.Name, Link: href}}, doc.T(r.Provider.Name), {{Text: sentence(string(r.Status)), Tone: tones[r.Status], Strong: true}}}}
	if r.Case == nil {
		for range 4 {
			row.Cells = append(row.Cells, doc.T("–"))
		}
		return row
	}
	a := r.Case.Assessment
	return doc.Row{Cells: append(row.Cells, doc.T(levelTitle(v.Framework, a.Level)), recommended(v, a),
		doc.T(strconv.Itoa(len(r.Case.Check.Problems))), doc.T(r.Case.Submission.File))}
}

// recommended counts a product's APIs by outcome, a line each.
func recommended(v view.Office, a assess.Assessment) []doc.Span {
	var spans []doc.Span
	for _, o := range byRank(v.Framework) {
		n := 0
		for _, api := range a.APIs {
			if api.Known && api.Outcome.ID == o.ID {
				n++
			}
		}
		if n == 0 {
			continue
		}
		if spans != nil {
			spans = append(spans, doc.Span{Text: "\n"})
		}
		spans = append(spans, doc.Span{Text: fmt.Sprintf("%d ", n)}, doc.Span{Text: o.Title, Tone: outcomeTone(v.Framework, o), Strong: true})
	}
	if spans == nil {
		return doc.T("No API listed")
	}
	return spans
}

// Problems lists everything wrong in the round's files, a section a file.
func Problems(v view.Office) doc.For[audience.Office] {
	var d draft
	var files []string
	by := map[string][]response.Problem{}
	for _, p := range v.Problems {
		if by[p.Cell.File] == nil {
			files = append(files, p.Cell.File)
		}
		by[p.Cell.File] = append(by[p.Cell.File], p)
	}
	slices.Sort(files)
	d.text("%s in %s. An error must be put right before a questionnaire counts as complete; a warning should be looked at.",
		number(len(v.Problems), "problem", "problems"), number(len(files), "file", "files"))
	overview := doc.Table{Caption: "Problems by file", RowHead: true, Empty: "No file has a problem.",
		Columns: []doc.Column{{Title: "File", Wide: 4}, {Title: "Errors", Right: true}, {Title: "Warnings", Right: true}}}
	for _, f := range files {
		e := 0
		for _, p := range by[f] {
			if p.Severity == response.Error {
				e++
			}
		}
		overview.Rows = append(overview.Rows, cells(f, strconv.Itoa(e), strconv.Itoa(len(by[f])-e)))
	}
	d.heading(2, "By file")
	d.add(overview)
	for _, f := range files {
		d.heading(2, f)
		d.add(problemTable("Problems of "+f, by[f], false))
	}
	return seal(v.Reader, d.document(v.Occasion, "Problems", v.Occasion.Title, v.Reader.Label(), "Everything wrong in the files of the round, with its place and what to do."))
}

// ProviderHome is the first page of one provider's edition.
func ProviderHome(v view.Provider, report func(product string) string) doc.For[audience.Provider] {
	var d draft
	d.text("These are the assessment reports on your products in %s. They are for you and %s only.", v.Occasion.Title, v.Occasion.Office.Name)
	t := doc.Table{Caption: "Your products", RowHead: true, Empty: "No questionnaire of yours could be read in this round.",
		Columns: []doc.Column{{Title: "Product", Wide: 2}, {Title: "Level of confidence", Wide: 1.4}, {Title: "Recommended", Wide: 3}, {Title: "Problems", Right: true}}}
	for _, p := range v.Products {
		a := &assessment{f: v.Framework, v: v, p: p, a: p.Assessment}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{{Text: p.Name, Link: report(p.ID)}}, doc.T(levelTitle(v.Framework, p.Assessment.Level)),
			doc.T(strings.ReplaceAll(a.headline(), "; ", "\n")), doc.T(strconv.Itoa(len(p.Check.Problems)))}})
	}
	d.add(t)
	d.heading(2, "If something is not right")
	d.text("You can correct an answer and send the questionnaire again, or explain beside a finding why it should be seen otherwise. Nothing is decided before you had the opportunity.")
	d.add(contact(v.Occasion))
	return seal(v.Reader, d.document(v.Occasion, "Your assessment reports", v.Name, v.Reader.Label(), "The assessment reports on the products of "+v.Name+"."))
}

// WorkingGroupHome is the first page of the working groups' edition.
func WorkingGroupHome(v view.WorkingGroup, places []Place) doc.For[audience.WorkingGroup] {
	var d draft
	d.text("For members of the working groups: the summary of the round, beside everything that is public.")
	l := doc.List{}
	for _, p := range places {
		l.Items = append(l.Items, doc.Item{Text: []doc.Span{link(p.Title, p.Path)}})
	}
	d.add(l)
	d.add(contact(v.Occasion))
	return seal(v.Reader, d.document(v.Occasion, "Working groups", v.Occasion.Title, v.Reader.Label(), "The round summary for members of the working groups."))
}
