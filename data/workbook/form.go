package workbook

import (
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
)

// Form is a workbook of lists to be filled in row by row that is no questionnaire, such as a review. It carries
// the same marks as a questionnaire, is protected and checks what is typed in the same way, and is read back by
// ReadForm.
type Form struct {
	Kind, Title, About string // Kind is its name for programs: "review@1"
	Footer             string
	Created            date.Date // in the file's properties; the same form gives the same bytes
	Steps              []string  // how to fill it in
	Start              string    // title of the first sheet
	Facts              []FormFact
	Lists              []FormList
}

// FormFact is a line of the first sheet. One to be filled in is unlocked.
type FormFact struct {
	ID, Title, Text string
	Input           bool
}

// FormList is one sheet: a row a thing.
type FormList struct {
	ID, Title, Note string
	Columns         []FormColumn
	Rows            []FormRow
}

// FormColumn is given by the program, or to be filled in.
type FormColumn struct {
	ID, Title, Hint string
	Width           float64 // in characters
	Input           bool
	// Kind is Choice (of Options), Day or Text; of input columns alone.
	Kind    framework.QuestionKind
	Options []string
}

// FormRow has a text a column by id; one that is not there is empty. ID is what the row is known by.
type FormRow struct {
	ID    string
	Cells map[string]string
}

// The marks of a form besides those of questionnaires.
const (
	markForm = "#form:" // + the kind
	markList = "#list:" // + the id of the list
	markRow  = "#row:"  // + the id of the row
)

// WriteForm writes a form as an xlsx file. A text of more than 32,767 UTF-16 units is an error.
func WriteForm(w io.Writer, f Form) error {
	p := formPlanner{f: f}
	pages := []page{{}}
	for _, l := range f.Lists {
		pages = append(pages, p.list(l))
	}
	pages[0] = p.start()
	pages = append(pages, p.lists.page(), page{title: markTitle, kind: markPage, widths: []float64{14, 14},
		lines: []line{{cells: []cell{{content: textOf(markForm + f.Kind)}}}}})
	if err := printPages(w, pages, about{title: f.Title, subject: f.Kind, created: f.Created, footer: f.Footer}); err != nil {
		return fmt.Errorf("%s: %w", f.Title, err)
	}
	return nil
}

type formPlanner struct {
	f     Form
	lists lists
}

// start lays out the first sheet: what it is, how to fill it in, what it is about. Every line is marked, so that
// one somebody adds can be told from them.
func (p *formPlanner) start() page {
	pg := page{title: p.f.Start, kind: startPage, widths: []float64{2, 26, 15, 15, 15, 34}}
	pg.lines = []line{{cells: []cell{{content: textOf(markForm + p.f.Kind)}, {col: startLabel, content: textOf(markLabel)}, {col: startValue, content: textOf(markValue)}}}}
	add := func(mark string, ln line) { pg.lines = append(pg.lines, sealed(mark, ln)) }
	add(markTitleRow, across(titleLook, p.f.Title))
	add(markNote, across(noteLook, p.f.About))
	add(markNote, across(headingLook, "How to fill it in"))
	for i, s := range p.f.Steps {
		add(markNote, across(stepLook, fmt.Sprintf("%d.  %s", i+1, s)))
	}
	add(markNote, across(headingLook, "What it is about"))
	for _, x := range p.f.Facts {
		look := givenLook
		if x.Input {
			look = wordsLook
		}
		add(markMeta+x.ID, line{cells: []cell{{col: startLabel, look: labelLook, content: textOf(x.Title)}, {col: startValue, look: look, content: textOf(x.Text)}},
			spans: [][2]int{{startValue, startLast}}})
	}
	return pg
}

// list lays out the sheet of one list like the table of a questionnaire.
func (p *formPlanner) list(l FormList) page {
	pg := page{title: l.Title, kind: formPage, widths: []float64{2}, header: tableBody - 2, first: tableBody}
	span := [][2]int{{1, max(1, len(l.Columns))}}
	marks := line{cells: []cell{{content: textOf(markList + l.ID)}}}
	var header, hints line
	for i, c := range l.Columns {
		pg.widths = append(pg.widths, c.Width)
		marks.cells = append(marks.cells, cell{col: i + 1, content: textOf(markCol + c.ID)})
		header.cells = append(header.cells, cell{col: i + 1, look: headerLook, content: textOf(c.Title)})
		hints.cells = append(hints.cells, cell{col: i + 1, look: hintLook, content: textOf(c.Hint)})
	}
	pg.lines = []line{marks,
		sealed(markTitleRow, line{cells: []cell{{col: 1, look: titleLook, content: textOf(l.Title)}}, spans: span}),
		sealed(markNote, line{cells: []cell{{col: 1, look: noteLook, content: textOf(l.Note)}}, spans: span}),
		sealed(markHeader, header), sealed(markHelp, hints)}
	for _, r := range l.Rows {
		ln := line{cells: []cell{{content: textOf(markRow + r.ID)}}}
		for i, c := range l.Columns {
			x := p.cell(c, r.Cells[c.ID])
			x.col = i + 1
			ln.cells = append(ln.cells, x)
		}
		pg.lines = append(pg.lines, ln)
	}
	return pg
}

func (p *formPlanner) cell(c FormColumn, text string) cell {
	if !c.Input {
		return cell{look: givenLook, content: textOf(text)}
	}
	x := cell{look: wordsLook, content: textOf(text)}
	switch c.Kind {
	case framework.Choice:
		x.look, x.rule = answerLook, listRule("Choose one", "Choose one from the list.", p.lists.source(c.Options))
		x.rule.remedy = "Choose one of those on the list."
	case framework.Day:
		x.look, x.rule = dayLook, dayRule()
		if d, err := date.Parse(text); err == nil {
			x.content = dayOf(d)
		}
	}
	return x
}

// sealed marks a line, with a checksum of what stands in its locked cells, so that a word somebody typed over one
// of them can be told when the form is read back.
func sealed(mark string, ln line) line {
	var locked []string
	for _, c := range ln.cells {
		if c.look < answerLook || c.look > dayLook {
			locked = append(locked, c.String())
		}
	}
	ln.cells = append([]cell{{content: textOf(mark + "|" + checksum(locked))}}, ln.cells...)
	return ln
}

// checksum sums up texts without the blanks at their ends; empty ones do not count.
func checksum(texts []string) string {
	h := fnv.New32a()
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			h.Write([]byte(t + "\x00"))
		}
	}
	return fmt.Sprintf("%08x", h.Sum32())
}
