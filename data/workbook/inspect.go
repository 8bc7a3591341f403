package workbook

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// Inspect tells what a book, read by cells.Inspect, carries besides answers. With a submission read from
// it, formulas are told of where they stand in for an answer; without one (nil), all are counted. What
// our own questionnaires come with is marked as Own. Traits are sorted by kind and keep the order of
// the file within one.
func Inspect(book *cells.Book, s *response.Submission) []response.Trait {
	in := inspection{file: book.Name}
	in.facts(book.Facts)
	formulas := slices.ContainsFunc(book.Sheets, func(s cells.Sheet) bool {
		return slices.ContainsFunc(s.Cells, func(c cells.Cell) bool { return c.Formula })
	})
	var answers map[response.Cell]bool // asked only where there are formulas
	if formulas {
		answers = answerCells(s)
	}
	for _, sheet := range book.Sheets {
		in.sheet(sheet)
		if formulas {
			in.formulas(sheet, answers)
		}
	}
	slices.SortStableFunc(in.traits, func(a, b response.Trait) int {
		return slices.Index(response.TraitKinds, a.Kind) - slices.Index(response.TraitKinds, b.Kind)
	})
	return in.traits
}

// mostCSV bounds the cells of a sheet as CSV, empty ones included: two cells at the far corners of a
// sheet would otherwise become gigabytes of commas.
const mostCSV = 20_000_000

// SheetCSV is a sheet of a book read by cells.Inspect as CSV, hidden rows and columns included, with
// the text that a spreadsheet program shows in each cell. A row ends with its last cell that is not
// empty. Text that a program would take for a formula gets an apostrophe before it, since it came from
// outside; numbers need none. A sheet too sparse for CSV is an error.
func SheetCSV(s cells.Sheet) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var row []string
	total, next := 0, 0
	end := func(last int) error { // writes the row gathered and the empty ones up to row last
		for ; next < last; next++ {
			if err := w.Write(row); err != nil {
				return err
			}
			row = row[:0]
		}
		return nil
	}
	for _, c := range s.Cells {
		if err := end(c.Row); err != nil {
			return nil, err
		}
		if total += c.Col + 1 - len(row); total+c.Row > mostCSV {
			return nil, fmt.Errorf("sheet %q: as CSV it would have more than %d cells, most of them empty", s.Name, mostCSV)
		}
		for len(row) <= c.Col {
			row = append(row, "")
		}
		row[c.Col] = shown(c)
	}
	if len(s.Cells) > 0 {
		if err := end(next + 1); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func shown(c cells.Cell) string {
	if c.Kind == cells.Text {
		return guarded(c.Shown)
	}
	return c.Shown
}

type inspection struct {
	file   string
	traits []response.Trait
}

func (in *inspection) add(kind response.TraitKind, sheet, ref string, own bool, format string, args ...any) {
	in.traits = append(in.traits, response.Trait{Kind: kind, Own: own, What: fmt.Sprintf(format, args...),
		Cell: response.Cell{File: in.file, Sheet: sheet, Ref: ref}})
}

func (in *inspection) facts(f cells.Facts) {
	if f.Macros {
		in.add(response.Macro, "", "", false, "The file holds programs (macros). They were not run.")
	}
	if f.TrackedChanges {
		in.add(response.Hidden, "", "", false, "The file remembers earlier contents of its cells (tracked changes).")
	}
	lists := []struct {
		kind response.TraitKind
		what string
		all  []string
	}{
		{response.Connection, "Connects to %s.", f.DataConnections},
		{response.External, "Refers to %s.", f.ExternalLinks},
		{response.Embedded, "Holds %s.", f.EmbeddedObjects},
		{response.Embedded, "Holds the picture %s.", f.Pictures},
		{response.Unknown, "%s.", f.Unreadable},
	}
	for _, l := range lists {
		for _, x := range l.all {
			in.add(l.kind, "", "", false, l.what, x)
		}
	}
	for _, n := range f.DefinedNames {
		in.add(response.Named, "", "", ownName(n.Name), "%s%s stands for %s.", n.Name, hidden(n.Hidden), n.Refers)
	}
	for _, p := range f.CustomProperties {
		in.add(response.Custom, "", "", false, "%s: %s", p.Name, p.Value)
	}
	if f.Protected {
		in.add(response.Protection, "", "", false, "The list of sheets is protected.")
	}
	in.people(f)
}

func (in *inspection) people(f cells.Facts) {
	for _, x := range [][2]string{{"Made by", f.Creator}, {"Last saved by", f.LastModifiedBy}, {"Company", f.Company},
		{"Saved with", f.Application}, {"Made at", f.Created}, {"Last saved at", f.Modified}} {
		if x[1] != "" {
			in.add(response.People, "", "", false, "%s: %s", x[0], x[1])
		}
	}
}

func hidden(is bool) string {
	if is {
		return " (hidden)"
	}
	return ""
}

// ownName is a name that spreadsheet programs make for printing and filters.
func ownName(name string) bool {
	return strings.HasPrefix(name, "_xlnm.") || strings.HasPrefix(name, "_xlfn.")
}

func (in *inspection) sheet(s cells.Sheet) {
	switch own := s.Name == listsTitle || s.Name == markTitle; {
	case s.VeryHidden:
		in.add(response.Hidden, s.Name, "", own, "The sheet is hidden so that no menu shows it.")
	case s.Hidden:
		in.add(response.Hidden, s.Name, "", own, "The sheet is hidden.")
	}
	marked := slices.ContainsFunc(s.Cells, func(c cells.Cell) bool { return c.Row == 0 && strings.HasPrefix(c.Text, "#") })
	for _, span := range s.HiddenRows {
		in.add(response.Hidden, s.Name, cells.Ref(span.First, 0), marked && span.Last == 0, "Rows %d to %d are hidden.", span.First+1, span.Last+1)
	}
	for _, span := range s.HiddenCols {
		in.add(response.Hidden, s.Name, cells.Ref(0, span.First), marked && span.Last == 0, "%s hidden.", columnsWord(span))
	}
	for _, c := range s.Comments {
		in.add(response.Remark, s.Name, cells.Ref(c.Row, c.Col), false, "%s", strings.TrimPrefix(c.Author+": "+c.Text, ": "))
	}
	for _, l := range s.Links {
		in.add(response.Hyperlink, s.Name, cells.Ref(l.Row, l.Col), strings.HasPrefix(l.Target, "#"), "Leads to %s.", l.Target)
	}
	if s.Protected {
		in.add(response.Protection, s.Name, "", marked || s.Name == listsTitle || s.Name == markTitle, "The sheet is protected.")
	}
}

func columnsWord(s cells.Span) string {
	letters := func(col int) string { return strings.TrimRight(cells.Ref(0, col), "0123456789") }
	if s.First == s.Last {
		return "Column " + letters(s.First) + " is"
	}
	return "Columns " + letters(s.First) + " to " + letters(s.Last) + " are"
}

// answerCells are the places of everything the provider said; nil where nothing is known of answers.
func answerCells(s *response.Submission) map[response.Cell]bool {
	if s == nil {
		return nil
	}
	at := map[response.Cell]bool{}
	for _, a := range s.Answers {
		at[a.Cell], at[a.Comment.Cell], at[a.Evidence.Cell] = true, true, true
		for _, r := range a.Value.Rows {
			for _, c := range r.Cells {
				at[c.Cell] = true
			}
		}
	}
	return at
}

// formulas tells of each one in an answer, or how many a sheet has where no answers are known.
func (in *inspection) formulas(s cells.Sheet, answers map[response.Cell]bool) {
	n := 0
	for _, c := range s.Cells {
		if !c.Formula {
			continue
		}
		n++
		ref := cells.Ref(c.Row, c.Col)
		if answers[response.Cell{File: in.file, Sheet: s.Name, Ref: ref}] {
			in.add(response.FormulaIn, s.Name, ref, false, "The answer is worked out by a formula. Its saved value is %q.", c.Text)
		}
	}
	if answers == nil && n > 0 {
		in.add(response.FormulaIn, s.Name, "", false, "The sheet has %d formulas.", n)
	}
}
