package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"opframe/data/framework"
	"opframe/data/response"
)

func cloud(t testing.TB) Edition  { return load(t, "../frameworks/cloud-sample@1") }
func vendor(t testing.TB) Edition { return load(t, "../frameworks/vendor-sample@1") }

// foreign is a questionnaire of somebody else as it is filled in, cell by cell.
type foreign struct {
	t testing.TB
	x *excelize.File
	// answers are what should be read, by question.
	answers map[string]response.Answer
	// linked has the summary take answers over by formulas, which somebody else must work out.
	linked bool
}

func newForeign(t testing.TB, sheets ...string) *foreign {
	t.Helper()
	f := &foreign{t: t, x: excelize.NewFile(), answers: map[string]response.Answer{}}
	for i, s := range sheets {
		if i == 0 {
			f.do(f.x.SetSheetName("Sheet1", s))
			continue
		}
		_, err := f.x.NewSheet(s)
		f.do(err)
	}
	return f
}

func (f *foreign) do(errs ...error) {
	f.t.Helper()
	if err := errors.Join(errs...); err != nil {
		f.t.Fatal(err)
	}
}

// row writes texts and other values from column A on; nil leaves a cell empty.
func (f *foreign) row(sheet string, n int, values ...any) {
	f.t.Helper()
	for i, v := range values {
		if v != nil && v != "" {
			f.do(f.x.SetCellValue(sheet, fmt.Sprintf("%c%d", 'A'+i, n), v))
		}
	}
}

func (f *foreign) merge(sheet, from, to string) {
	f.t.Helper()
	f.do(f.x.MergeCell(sheet, from, to))
}

func (f *foreign) bytes() []byte {
	f.t.Helper()
	var b bytes.Buffer
	f.do(f.x.Write(&b), f.x.Close())
	return b.Bytes()
}

// cloudRows is the first row with a question.
const cloudRows = 3

// cloudFile is a cloud-controls questionnaire in which every second question is answered Yes, every
// fifth NA and every seventh not at all.
func cloudFile(t testing.TB) *foreign {
	t.Helper()
	e := cloud(t)
	f := newForeign(t, "Introduction", "Questionnaire")
	const intro, sheet, file = "Introduction", "Questionnaire", "a.xlsx"
	f.row(intro, 1, "Cloud controls questionnaire, sample edition 1.2")
	f.row(intro, 3, "Provider", "Northwind Öffentliche Dienste")
	f.row(intro, 4, "Service", "Ledger")
	f.row(intro, 5, "Completed by", "The security officer")
	f.row(intro, 6, "Date", "2020-08-14")
	f.row(sheet, 1, "Cloud controls questionnaire")
	f.merge(sheet, "A1", "H1")
	f.row(sheet, 2, "Question ID", "Question", "Answer", "Responsible", "How it is done", "What the customer does", "Control ID", "Control")
	n, i := cloudRows, 0
	for _, c := range e.Framework.Controls {
		first := n
		for _, q := range c.Questions {
			if q.Optional {
				continue // who is responsible stands in the same row
			}
			f.cloudRow(sheet, n, i, q)
			n, i = n+1, i+1
		}
		f.row(sheet, first, nil, nil, nil, nil, nil, nil, c.ID, c.Title)
		f.merge(sheet, fmt.Sprintf("G%d", first), fmt.Sprintf("G%d", n-1))
		f.merge(sheet, fmt.Sprintf("H%d", first), fmt.Sprintf("H%d", n-1))
	}
	f.row(sheet, n+1, "End of the questionnaire. Sample, no rights reserved.")
	f.row(sheet, n+2, "Note 1", nil, "Answers are those of the provider.")
	for id, a := range f.answers {
		a.Cell.File, a.Cell.Sheet = file, sheet
		f.answers[id] = a
	}
	return f
}

func (f *foreign) cloudRow(sheet string, n, i int, q framework.Question) {
	answer, owner, how := "No", "", ""
	option := "no"
	switch {
	case i%7 == 6:
		answer, option = "", ""
	case i%5 == 4:
		answer, option = " n.a.", "na"
	case i%2 == 0:
		answer, option = "yes", "yes"
	}
	if i%3 == 0 && answer != "" {
		owner, how = "Shared provider and customer", fmt.Sprintf("Line one of %d\n=line two", i)
	}
	f.row(sheet, n, q.ID, q.Text, answer, owner, how)
	if answer != "" {
		a := response.Answer{Raw: answer, Understood: true, Value: response.Value{Options: []string{option}}, Cell: response.Cell{Ref: fmt.Sprintf("C%d", n)}}
		if how != "" {
			a.Comment = response.Field{Text: how, Cell: response.Cell{File: "a.xlsx", Sheet: sheet, Ref: fmt.Sprintf("E%d", n)}}
		}
		f.answers[q.ID] = a
	}
	if owner != "" {
		f.answers[q.ID+".owner"] = response.Answer{Raw: owner, Understood: true, Value: response.Value{Options: []string{"shared"}},
			Cell: response.Cell{Ref: fmt.Sprintf("D%d", n)}}
	}
}

// vendorFile is a vendor questionnaire in which everything is answered, with the row of each question on
// the sheet of its dimension.
func vendorFile(t testing.TB) (*foreign, map[string]int) {
	t.Helper()
	f := newForeign(t, "Instructions", "Company", "Product", "Operations", "Summary")
	return f, f.vendor(vendor(t))
}

func (f *foreign) vendor(e Edition) map[string]int {
	f.t.Helper()
	at := map[string]int{}
	f.row("Instructions", 1, "How to fill in COMP-01 and what follows")
	f.row("Instructions", 2, "COMP-01", "Write two or three sentences.")
	f.row("Company", 1, "Vendor questionnaire")
	f.merge("Company", "A1", "F1")
	for i, x := range [][2]string{{"Vendor name", "Northwind"}, {"Product name", "Ledger Campus"}, {"Completed by", "Nguyễn Thị Ánh"}, {"Date", "14 August 2020"}} {
		n := 3 + i
		f.row("Company", n, fmt.Sprintf("GNRL-%02d", i+1), x[0], x[1], nil, nil, "The "+x[0]+".")
		f.merge("Company", fmt.Sprintf("C%d", n), fmt.Sprintf("D%d", n))
	}
	f.row("Summary", 1, "Summary of the answers")
	f.row("Summary", 3, "ID", "Question", "Answer", "Rating")
	n, sum := 8, 4
	for _, d := range []struct{ id, sheet string }{{"company", "Company"}, {"product", "Product"}, {"operations", "Operations"}} {
		control := "none yet"
		for _, q := range e.Framework.QuestionsOf(d.id) {
			if q.Control != control {
				control = q.Control
				c, _ := e.Framework.Control(control)
				if c.Title == "" {
					c.Title = "Company overview"
				}
				n = f.vendorSection(d.sheet, n, c.Title)
			}
			at[q.ID] = n
			f.vendorRow(d.sheet, n, sum, q)
			n, sum = n+1, sum+1
		}
		f.row(d.sheet, n+1, "End of the sheet "+d.sheet)
		f.row(d.sheet, n+2, nil, nil, "Thank you")
		n = 2
	}
	return at
}

func (f *foreign) vendorSection(sheet string, n int, title string) int {
	f.row(sheet, n+1, title, nil, "Vendor answer", nil, "Additional information", "Guidance")
	f.merge(sheet, fmt.Sprintf("A%d", n+1), fmt.Sprintf("B%d", n+1))
	f.merge(sheet, fmt.Sprintf("C%d", n+1), fmt.Sprintf("D%d", n+1))
	return n + 2
}

func (f *foreign) vendorRow(sheet string, n, sum int, q framework.Question) {
	ref := func(col string) string { return fmt.Sprintf("%s%d", col, n) }
	a := response.Answer{Understood: true, Cell: response.Cell{File: "a.xlsx", Sheet: sheet, Ref: ref("C")}}
	switch q.Kind {
	case framework.YesNo, framework.Choice:
		o := q.Choosable()[0]
		a.Raw, a.Value.Options = o.Label, []string{o.ID}
	case framework.Number:
		a.Raw, a.Value.Number = "12", 12
	case framework.Day:
		a.Raw, a.Value.Date = "2017-03-01", day2017()
	default:
		a.Raw, a.Value.Text = "Words about "+q.ID, "Words about "+q.ID
	}
	var value any = a.Raw
	if q.Kind == framework.Number {
		value = 12
	}
	f.row(sheet, n, q.ID, q.Text, value, nil, "More on "+q.ID, q.Help)
	a.Comment = response.Field{Text: "More on " + q.ID, Cell: response.Cell{File: "a.xlsx", Sheet: sheet, Ref: ref("E")}}
	f.merge(sheet, ref("C"), ref("D"))
	f.answers[q.ID] = a
	if !f.linked {
		f.row("Summary", sum, q.ID, q.Text, value, 5)
		return
	}
	f.row("Summary", sum, q.ID, q.Text, nil, 5)
	f.do(f.x.SetCellFormula("Summary", fmt.Sprintf("C%d", sum), sheet+"!"+ref("C")))
}
