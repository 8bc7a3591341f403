package workbook

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/response"
	"opframe/data/workbook/cells"
)

func TestSheetCSV(t *testing.T) {
	at := func(row, col int, kind cells.Kind, shown string) cells.Cell {
		return cells.Cell{Row: row, Col: col, Kind: kind, Shown: shown}
	}
	tests := []struct {
		name  string
		cells []cells.Cell
		want  string
	}{
		{"nothing", nil, ""},
		{"rows end with their last cell", []cells.Cell{at(0, 0, cells.Text, "a"), at(2, 1, cells.Text, "b"), at(3, 0, cells.Text, "c")}, "a\n\n,b\nc\n"},
		{"quotes and lines", []cells.Cell{at(0, 0, cells.Text, "a \"b\"\nc")}, "\"a \"\"b\"\"\nc\"\n"},
		{"text like a formula", []cells.Cell{at(0, 0, cells.Text, "=1+1"), at(0, 1, cells.Text, "@x")}, "'=1+1,'@x\n"},
		{"a negative number is a number", []cells.Cell{at(0, 0, cells.Number, "-5")}, "-5\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := SheetCSV(cells.Sheet{Cells: test.cells})
			if err != nil || string(got) != test.want {
				t.Errorf("got %q and %v, want %q", got, err, test.want)
			}
		})
	}
	var far []cells.Cell
	for row := range 5000 {
		far = append(far, at(row, 16383, cells.Text, "x"))
	}
	if _, err := SheetCSV(cells.Sheet{Name: "Far", Cells: far}); err == nil || !strings.Contains(err.Error(), "Far") {
		t.Errorf("got %v, want an error that names the sheet: it would be 82 million cells", err)
	}
}

// What a file carries is told by kind; what the questionnaire came with is marked.
func TestInspect(t *testing.T) {
	book := &cells.Book{Name: "f.xlsx",
		Facts: cells.Facts{Creator: "Somebody", Macros: true, TrackedChanges: true, ExternalLinks: []string{"other.xlsx"},
			DefinedNames: []cells.DefinedName{{Name: "secret", Refers: "X!$A$1", Hidden: true}, {Name: "_xlnm.Print_Area", Refers: "X!$A$1:$B$2"}}},
		Sheets: []cells.Sheet{
			{Name: "X", Protected: true, HiddenRows: []cells.Span{{First: 0, Last: 0}, {First: 6, Last: 8}}, HiddenCols: []cells.Span{{First: 2, Last: 2}},
				Cells:    []cells.Cell{{Row: 0, Text: "#id"}, {Row: 3, Col: 3, Text: "Yes", Formula: true}, {Row: 4, Col: 3, Text: "1", Formula: true}},
				Comments: []cells.Comment{{Row: 1, Col: 1, Author: "A", Text: "look"}}, Links: []cells.Link{{Row: 2, Col: 0, Target: "https://example.org"}}},
			{Name: "Lists", Hidden: true}, {Name: "Mine", Hidden: true, VeryHidden: true},
		}}
	s := &response.Submission{Answers: map[string]response.Answer{"P01": {Cell: response.Cell{File: "f.xlsx", Sheet: "X", Ref: "D4"}}}}
	var got []string
	for _, x := range Inspect(book, s) {
		own := ""
		if x.Own {
			own = " own"
		}
		got = append(got, string(x.Kind)+own+" "+x.Cell.InSheet()+": "+x.What)
	}
	want := []string{
		"macro : The file holds programs (macros). They were not run.",
		"external link : Refers to other.xlsx.",
		`formula in an answer X!D4: The answer is worked out by a formula. Its saved value is "Yes".`,
		"hidden : The file remembers earlier contents of its cells (tracked changes).",
		"hidden own X!A1: Rows 1 to 1 are hidden.",
		"hidden X!A7: Rows 7 to 9 are hidden.",
		"hidden X!C1: Column C is hidden.",
		"hidden own Lists: The sheet is hidden.",
		"hidden Mine: The sheet is hidden so that no menu shows it.",
		"comment X!B2: A: look",
		"hyperlink X!A3: Leads to https://example.org.",
		"defined name : secret (hidden) stands for X!$A$1.",
		"defined name own : _xlnm.Print_Area stands for X!$A$1:$B$2.",
		"protection own X: The sheet is protected.",
		"people and programs : Made by: Somebody",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if counted := Inspect(book, nil); !slices.ContainsFunc(counted, func(x response.Trait) bool { return x.What == "The sheet has 2 formulas." }) {
		t.Error("without answers the formulas of a sheet are not counted")
	}
}
