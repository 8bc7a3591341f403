package workbook

import (
	"fmt"
	"strings"

	"opframe/data/framework"
)

// bare says that a layout says nothing of our own form.
func (l *Layout) bare() bool {
	return l.Start == "" && len(l.Fields)+len(l.Columns)+len(l.Sections)+len(l.Steps) == 0
}

// fieldTitles are the titles of the start sheet's lines where a layout does not give any.
var fieldTitles = map[string]string{
	fieldFramework: "Questionnaire", fieldRound: "Round", fieldDue: "Please return by",
	fieldProviderID: "Provider id", fieldProviderName: "Provider", fieldProductID: "Product id", fieldProductName: "Product",
	fieldCompletedBy: "Completed by", fieldCompleted: "Completed on", fieldContact: "Send it to",
}

// derivedColumns are the columns of questions where a layout does not list any.
var derivedColumns = []Column{
	{Name: colID, Title: "ID", Width: 14}, {Name: colQuestion, Title: "Question", Width: 46}, {Name: colAnswer, Title: "Answer", Width: 28},
	{Name: colStatus, Title: "Status", Width: 12}, {Name: colComment, Title: "Comment", Width: 32},
	{Name: colEvidence, Title: "Evidence reference", Width: 18}, {Name: colGuidance, Title: "Guidance", Width: 48},
}

// derivedRows is how many rows a table offers then.
const derivedRows = 40

// derive gives a layout the sheets, columns and words of our own form: a sheet for each dimension and
// each table. A questionnaire is always written in our own form: nobody else's file is imitated.
func (l *Layout) derive(f *framework.Framework) {
	if l.Title == "" {
		l.Title = f.Title
	}
	if l.About == "" {
		l.About = f.Summary
	}
	l.Start = "Start"
	l.Steps = []string{
		"Type only into the pale yellow cells. Many have a list to choose from.",
		"Watch the column Status: it says what is still required.",
		"When Progress below shows 100%, save the workbook as .xlsx and send it.",
	}
	for _, name := range fieldNames {
		l.Fields = append(l.Fields, Field{Name: name, Title: fieldTitles[name], At: l.At})
	}
	for _, c := range derivedColumns {
		c.At = l.At
		l.Columns = append(l.Columns, c)
	}
	taken := map[string]bool{fold(l.Start): true, fold(listsTitle): true, fold(markTitle): true}
	for _, d := range f.Dimensions {
		l.Sections = append(l.Sections, Section{Title: sheetTitle(d.Title, taken), Dimension: d.ID, At: l.At})
	}
	for _, t := range f.Tables {
		l.Sections = append(l.Sections, Section{Title: sheetTitle(t.Title, taken), Table: t.ID, Rows: derivedRows, At: l.At})
	}
}

// sheetTitle makes a title of a sheet that Excel takes and that no other sheet has.
func sheetTitle(text string, taken map[string]bool) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return ' '
		}
		return r
	}, text)
	clean = strings.Join(strings.Fields(clean), " ")
	for n := 1; ; n++ {
		suffix := ""
		if n > 1 {
			suffix = fmt.Sprintf(" %d", n)
		}
		title := strings.Trim(cut(clean, 31-len(suffix)), "' ")
		if title == "" {
			title = "Sheet"
		}
		title += suffix
		if !taken[fold(title)] {
			taken[fold(title)] = true
			return title
		}
	}
}

// cut is the beginning of a text, at most n characters long.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
