package report

import (
	"fmt"
	"slices"
	"strconv"

	"opframe/data/assess"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
)

// Checked is what a provider is shown who checks a questionnaire before it is sent: whether it is ready,
// every problem with its place and what to do, how much is answered, and a preview of the assessment where
// there is one. The preview says that it is none. s is a Submission with nothing but File for a file that was
// refused; v is the view of its assessment, with one product, or nil.
func Checked(s response.Submission, r assess.Report, v *view.Provider) doc.For[providerReader] {
	c := &assessment{}
	c.verdict(s, r)
	c.problemsBySheet(r.Problems)
	if len(r.Ready) > 0 {
		c.readiness(r)
	}
	var reader providerReader
	if v != nil {
		reader = v.Reader
		c.f, c.v, c.p, c.a = v.Framework, *v, v.Products[0], v.Products[0].Assessment
		c.preview()
	}
	return seal(reader, c.document(view.Occasion{}, "Check of "+s.File, "", reader.Label(), "What is missing from a questionnaire, and what the rules would say of it."))
}

// verdict says first whether the file can be sent.
func (c *assessment) verdict(s response.Submission, r assess.Report) {
	c.heading(2, s.File)
	errors := r.Errors()
	warnings := len(r.Problems) - errors
	callout := doc.Callout{Tone: doc.Good, Title: "Ready to send"}
	say := "It is complete and its answers do not contradict each other."
	switch {
	case s.Framework == "":
		callout.Tone, callout.Title, say = doc.Bad, "Not a questionnaire that can be read", "What is wrong with it, and what to do, stands below. Nothing else was looked at."
	case errors > 0:
		callout.Tone, callout.Title = doc.Bad, "Not ready to send"
		say = fmt.Sprintf("%s to put right and %s to look at.", sentence(number(errors, "error", "errors")), number(warnings, "warning", "warnings"))
	case warnings > 0:
		callout.Tone, say = doc.Caution, fmt.Sprintf("There is no error, and %s to look at.", number(warnings, "warning", "warnings"))
	}
	callout.Blocks = []doc.Block{doc.Paragraph{Text: doc.T(say)}}
	c.add(callout)
	if s.Framework == "" {
		return
	}
	facts := doc.Facts{}
	for _, f := range []struct{ term, text string }{{"Product", s.ProductName.Text}, {"Provider", s.ProviderName.Text},
		{"Framework", s.Framework}, {"Completed", doc.LongDate(s.Completed)}} {
		if f.text != "" {
			facts.Items = append(facts.Items, doc.Fact{Term: f.term, Text: doc.T(f.text)})
		}
	}
	c.add(facts)
}

// problemsBySheet has a table for each sheet in the order in which its first problem comes; what is wrong with
// the file as a whole comes first.
func (c *assessment) problemsBySheet(all []response.Problem) {
	c.heading(2, "Problems by sheet")
	if len(all) == 0 {
		c.text("None.")
		return
	}
	place := func(p response.Problem) string { return p.Cell.Sheet }
	if several(all) {
		place = func(p response.Problem) string { return response.Cell{File: p.Cell.File, Ref: p.Cell.Sheet}.String() }
	}
	var sheets []string
	for _, p := range all {
		if s := place(p); !slices.Contains(sheets, s) {
			sheets = append(sheets, s)
		}
	}
	slices.SortStableFunc(sheets, func(a, b string) int { return whole(b) - whole(a) })
	for _, s := range sheets {
		caption := s
		if s == "" {
			caption = "The file as a whole"
		}
		t := doc.Table{Caption: caption, Empty: "There are no problems.",
			Columns: []doc.Column{{Title: "Cell", Wide: 0.7}, {Title: "Kind", Wide: 1}, {Title: "What is wrong", Wide: 3}, {Title: "What to do", Wide: 3}}}
		for _, p := range all {
			if place(p) == s {
				t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(orDash(p.Cell.Ref)), problemKind(p), doc.T(p.What), doc.T(p.Do)}})
			}
		}
		c.add(t)
	}
}

func whole(sheet string) int {
	if sheet == "" {
		return 1
	}
	return 0
}

// several: the problems are in more than one file, as in a set of CSV files, whose sheets have no names.
func several(all []response.Problem) bool {
	return slices.ContainsFunc(all, func(p response.Problem) bool { return p.Cell.File != all[0].Cell.File })
}

func (c *assessment) readiness(r assess.Report) {
	c.heading(2, "Readiness")
	t := doc.Table{Caption: "Answered so far", RowHead: true, Empty: "There are no dimensions.", Columns: []doc.Column{{Title: "Dimension", Wide: 2},
		{Title: "Asked", Right: true, Wide: 1}, {Title: "Answered", Right: true, Wide: 1}, {Title: "Errors", Right: true, Wide: 1}}}
	for _, d := range r.Ready {
		t.Rows = append(t.Rows, cells(d.Dimension.Title, strconv.Itoa(d.Asked), strconv.Itoa(d.Answered), strconv.Itoa(d.Problems)))
	}
	c.add(t)
}

// preview is what the rules would say, short of the questionnaire's words; the full report has those.
func (c *assessment) preview() {
	c.heading(2, "Preview of the assessment")
	c.add(doc.Callout{Tone: doc.Caution, Title: "Preview, not a decision", Blocks: []doc.Block{doc.Paragraph{Text: doc.T(
		"This is what the published rules of " + c.f.Ref() + " say of the answers as they are now. Nobody has decided anything: the office does, after you have sent the questionnaire, and may ask for more.")}}})
	c.result()
	c.levels()
	c.first()
	c.heading(2, "Findings")
	t := doc.Table{Caption: "What the rules found for each control", RowHead: true, Empty: "The framework has no controls.",
		Columns: []doc.Column{{Title: "Control", Wide: 2}, {Title: "Found", Wide: 1}, {Title: "Why", Wide: 4}}}
	for _, f := range c.a.Findings {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(f.Control.Title), {result(f.Result)}, doc.T(f.Reason)}})
	}
	c.add(t)
}

// ProblemList is every problem as a table for other programs.
func ProblemList(all []response.Problem) doc.Table {
	t := doc.Table{Caption: "Problems", Empty: "There are no problems.", Columns: []doc.Column{{Title: "severity"}, {Title: "kind"}, {Title: "file"},
		{Title: "sheet"}, {Title: "cell"}, {Title: "question"}, {Title: "what is wrong"}, {Title: "what to do"}}}
	for _, p := range all {
		t.Rows = append(t.Rows, cells(string(p.Severity), string(p.Kind), p.Cell.File, p.Cell.Sheet, p.Cell.Ref, p.Question, p.What, p.Do))
	}
	return t
}
