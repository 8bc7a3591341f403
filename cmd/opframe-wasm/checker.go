// Command opframe-wasm is what the page check/ of the public edition runs in a provider's browser: the check
// and the assessment of opframe, with the same code, of files that never leave the computer. It is built for
// GOOS=js GOARCH=wasm; what is not JavaScript's is plain Go, so that native tests hold it.
package main

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
	"opframe/data/workbook/mark"
	"opframe/render/doc"
	"opframe/render/exchange"
	"opframe/render/html"
	"opframe/render/report"
	"opframe/render/standalone"
)

// checker knows the editions there are, and what it looked at last.
type checker struct {
	known []workbook.Edition
	last  []looked
}

// looked is one submission that was looked at; view is nil where it was not assessed.
type looked struct {
	in    intake.Intake
	files []workbook.File
	check assess.Report
	view  *view.Provider
}

// shown is what the page is given of one submission.
type shown struct {
	Name       string          `json:"name"`
	Summary    string          `json:"summary"` // one sentence, to be read out
	HTML       string          `json:"html"`    // printed and escaped by render/html
	Check      json.RawMessage `json:"check"`
	Assessment json.RawMessage `json:"assessment,omitempty"`
	Problems   int             `json:"problems"`
}

// kept is a file to keep.
type kept struct {
	Label, Kind, Name, Type string
	Data                    []byte
}

// frameworkSeal tells one framework that is judged by from another of the same name.
type frameworkSeal struct {
	Framework string `json:"framework"`
	SHA256    string `json:"sha256"`
}

func newChecker() (*checker, error) {
	known, err := intake.Editions("")
	return &checker{known: known}, err
}

// frameworks are all there are, with their digests.
func (c *checker) frameworks() ([]frameworkSeal, error) {
	var all []frameworkSeal
	for _, e := range c.known {
		digest, err := e.Framework.Digest()
		if err != nil {
			return nil, err
		}
		all = append(all, frameworkSeal{e.Framework.Ref(), digest})
	}
	return all, nil
}

// look reads, checks and assesses files as of a day. CSV files that are sheets of one questionnaire are one
// submission. Files of the same name are an error: problems could not tell them apart.
func (c *checker) look(files []workbook.File, asOf date.Date, limits cells.Limits) ([]shown, error) {
	c.last = nil
	byName := map[string]workbook.File{}
	var names []string
	for _, f := range files {
		if _, twice := byName[f.Name]; twice {
			return nil, fmt.Errorf("two files are called %s, so problems could not tell them apart: check them one at a time", f.Name)
		}
		byName[f.Name] = f
		names = append(names, f.Name)
	}
	open := func(name string) ([]byte, error) { return byName[name].Data, nil }
	shelf := intake.ShelfOf(c.known)
	var all []shown
	for i, set := range workbook.Group(names, c.known) {
		l := looked{in: shelf.Read(set, open, limits)}
		l.check = l.in.Check(asOf)
		for _, name := range set.Files {
			l.files = append(l.files, byName[name])
		}
		if l.in.ToAssess().Refused == nil { // a supplement is checked, and assessed with what it completes
			v, err := l.in.Assess(shelf, asOf)
			if err != nil {
				return nil, err
			}
			l.view = &v
		}
		s, err := l.show(fmt.Sprintf("_%d-", i+1))
		if err != nil {
			return nil, err
		}
		c.last = append(c.last, l)
		all = append(all, s)
	}
	return all, nil
}

// show is what the page is given of it; every id in its HTML begins with prefix.
func (l looked) show(prefix string) (s shown, err error) {
	s = shown{Name: l.in.Name, Problems: len(l.check.Problems), Summary: l.summary()}
	if s.Check, err = exchange.Check(report.This.String(), l.in.Source(), l.check); err != nil {
		return s, err
	}
	if l.view != nil {
		data, err := exchange.Assessment(report.This.String(), *l.view, l.view.Products[0])
		if err != nil {
			return s, err
		}
		s.Assessment = data.Value()
	}
	part, err := html.Part(report.Checked(l.in.Source(), l.check, l.view).Value(), prefix)
	s.HTML = string(part)
	return s, err
}

func (l looked) summary() string {
	if l.in.Refused != nil {
		return l.in.Name + " cannot be read. " + l.in.Refused.What + " " + l.in.Refused.Do
	}
	errors := l.check.Errors()
	warnings := len(l.check.Problems) - errors
	if errors == 0 {
		return fmt.Sprintf("%s is ready to send, with %d to look at.", l.in.Name, warnings)
	}
	return fmt.Sprintf("%s is not ready to send: errors %d, warnings %d.", l.in.Name, errors, warnings)
}

// keep makes the files to keep of submission i of those looked at last.
func (c *checker) keep(i int) ([]kept, error) {
	if i < 0 || i >= len(c.last) {
		return nil, fmt.Errorf("there is no submission %d", i+1)
	}
	l := c.last[i]
	stem := strings.TrimSuffix(l.in.Name, path.Ext(l.in.Name))
	all := []kept{
		{"Problems", "text", stem + " problems.txt", "text/plain;charset=utf-8", problemText(l.check.Problems)},
		{"Problems", "CSV", stem + " problems.csv", "text/csv;charset=utf-8", exchange.CSV(report.ProblemList(l.check.Problems))},
	}
	if l.view == nil {
		return all, nil
	}
	r, err := standalone.Assess(report.This, *l.view, l.view.Products[0], standalone.Every)
	if err != nil {
		return nil, err
	}
	page, err := standalone.Page(report.This, *l.view, r.Document)
	if err != nil {
		return nil, err
	}
	all = append(all,
		kept{"Full report, a preview", "HTML", stem + " assessment.html", "text/html;charset=utf-8", page.Value()},
		kept{"Full report, a preview", "PDF", stem + " assessment.pdf", "application/pdf", r.PDF.Value().Bytes},
		kept{"Full report, a preview", "Markdown", stem + " assessment.md", "text/markdown;charset=utf-8", r.Markdown.Value()})
	return slices.Concat(all, l.marked()), nil
}

// problemText is a line for each problem: file, sheet and cell, what is wrong and what to do.
func problemText(all []response.Problem) []byte {
	var b strings.Builder
	for _, p := range all {
		b.WriteString(strings.ToUpper(string(p.Severity[:1])) + string(p.Severity[1:]) + ": " + strings.Join(doc.Lines(p.String()), " ") + "\r\n")
	}
	if len(all) == 0 {
		b.WriteString("There are no problems.\r\n")
	}
	return []byte(b.String())
}

// marked is a copy of the workbook with a note at each problem cell; of what is no workbook in xlsx or xlsm, a
// word that there is none.
func (l looked) marked() []kept {
	var notes []mark.Note
	for _, p := range l.check.Problems {
		if p.Cell.Ref != "" && p.Cell.Sheet != "" {
			notes = append(notes, mark.Note{Sheet: p.Cell.Sheet, Ref: p.Cell.Ref, Text: p.What + " " + p.Do})
		}
	}
	if len(notes) == 0 || len(l.files) != 1 {
		return nil
	}
	out, left, err := mark.Copy(l.files[0].Data, notes)
	if err != nil {
		return nil // the problems are kept as text and CSV; the page says of which files copies are made
	}
	label := "Copy of the workbook with a note at each problem"
	if len(left) > 0 {
		label += ", but for the sheets with notes of their own: " + strings.Join(left, ", ")
	}
	ext := path.Ext(l.in.Name)
	return []kept{{label, strings.ToUpper(strings.TrimPrefix(ext, ".")), strings.TrimSuffix(l.in.Name, ext) + " marked" + ext, "application/octet-stream", out}}
}
