package doc

import (
	"strings"
	"testing"

	_ "opframe/render/golden" // takes -update, as all tests below render do
)

func TestCheckNamesEveryFault(t *testing.T) {
	bad := Document{Blocks: []Block{
		Heading{Level: 3, Text: "Too deep", ID: "a"},
		Heading{Level: 2, Text: "Twin", ID: "a"},
		Heading{Level: 2, Text: "Nameless"},
		Heading{Level: 2, Text: "Ours", ID: "_main"},
		Table{Caption: "No columns"},
		Table{Caption: "Ragged", Columns: []Column{{Title: "A"}}, Rows: []Row{{}}},
		Figure{Caption: "Nothing", Alt: "x"},
		Figure{Caption: "Bars", Alt: "x", Plot: Bars{Bars: []Bar{{Label: "b", Values: []Count{{N: 1}}}}}},
		Figure{Caption: "Grid", Alt: "x", Plot: Grid{Rows: []string{"r"}, Cols: []string{"c"}, Cells: [][]GridCell{{}}}},
		Figure{Caption: "Short grid", Alt: "x", Plot: Grid{Rows: []string{"r"}}},
		Figure{Plot: Grid{}},
		Answers{},
		Answers{Items: []Answer{{Question: "Which?"}}},
		Callout{Blocks: []Block{Facts{Items: []Fact{{Text: T("lost")}}}}},
	}}
	err := Check(bad)
	if err == nil {
		t.Fatal("a document full of faults passes")
	}
	for _, want := range []string{
		"no title", "does not say its language", `"Ours": the anchor "_main"`, `"Too deep": level 3 after level 1`, `"Twin": the anchor "a"`, `"Nameless": the anchor ""`,
		`"No columns" has no columns`, `"No columns" has no rows`, `"Ragged": row 1 has 0 cells for 1 columns`,
		`"Nothing" has nothing to draw`, `bar "b" has 1 values for a legend of 0`,
		`"Grid": row 1 has 0 cells`, `"Short grid": 0 rows of cells for 1 rows`, `figure "": a caption`,
		"a callout has no title", `no term: "lost"`, "answers has none", `no id: "Which?"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the fault %q is not reported in:\n%v", want, err)
		}
	}
}

func TestCheckNamesFaultsOfTablesAndLinks(t *testing.T) {
	columns := []Column{{Title: "A"}, {Title: "a!"}}
	row := Row{Cells: [][]Span{T("x"), T("y")}}
	with := func(r Row, keys []string, id string) Row { r.Keys, r.ID = keys, id; return r }
	bad := Document{Title: "T", Lang: "en-AU", Blocks: []Block{
		Heading{Level: 2, Text: "A", ID: "a"},
		Heading{Level: 2, Text: "Blank", ID: "a b"},
		Table{Caption: "Key", Key: "a", Columns: columns, Rows: []Row{row}},
		Table{Caption: "Odd", Key: "Odd key", Columns: columns[:1], Empty: "None."},
		Table{Caption: "Filter", Columns: []Column{{Title: "B", Filter: true}}, Empty: "None."},
		Callout{Title: "c", Blocks: []Block{
			Table{Caption: "Rows", Columns: columns, Rows: []Row{with(row, []string{"1"}, "r"), with(row, []string{"1", "2"}, "r"), with(row, nil, "_r")}},
		}},
		Figure{Caption: "Grid", Alt: "x", Plot: Grid{Rows: []string{"r"}, Cols: []string{"c", "d"},
			Cells: [][]GridCell{{{Text: "x", Link: "javascript:x"}, {Things: []string{"t"}, Link: "x.html"}}}}},
	}}
	wantFaults(t, Check(bad), []string{
		`heading "Blank": the anchor "a b"`, `table "Key": the anchor "a"`, `table "Key": two columns are called "a"`,
		`table "Odd": the key "Odd key" must be made like an anchor: odd-key`,
		`table "Odd": the anchor "Odd key"`, `table "Filter": column "B" is to be filtered by, and the table has no key`,
		`table "Rows": row 1 has 1 keys to sort by for 2 columns`, `table "Rows": the anchor "r"`, `table "Rows": the anchor "_r"`,
		`row 1, column 1 leads to "javascript:x"`, `row 1, column 2 leads to "x.html" and has no text`,
	})
}

func TestCheckNamesFaultsOfNotes(t *testing.T) {
	wantFaults(t, Check(Document{Title: "T", Lang: "en-AU", Blocks: []Block{
		Paragraph{Text: []Span{{Note: 2}, {Note: 1, Text: "one"}}},
		Table{Columns: []Column{{Title: "A"}}, Rows: []Row{{Cells: [][]Span{{{Note: 9}}}}}},
		Callout{Title: "c", Blocks: []Block{Notes{Items: []Note{{N: 1}}}}},
		Notes{Items: []Note{{N: 2}, {N: 2, Text: T("twice")}}},
	}}), []string{
		"note 2 is referred to before note 1", `note 1 has a text of its own, "one"`, "a reference to note 9: there are 3",
		"notes stand in a callout", `note 2 stands where number 3 is due: "twice"`, "nothing refers to note 3",
	})
	good := Document{Title: "T", Lang: "en-AU", Blocks: []Block{
		Paragraph{Text: []Span{{Note: 1}, {Note: 2}, {Note: 1}}}, Notes{Items: []Note{{N: 1}, {N: 2}}},
	}}
	if err := Check(good); err != nil {
		t.Errorf("good notes are refused: %v", err)
	}
}

// wantFaults wants every fault, and none besides.
func wantFaults(t *testing.T, err error, want []string) {
	t.Helper()
	if err == nil {
		t.Fatal("a document full of faults passes")
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the fault %q is not reported in:\n%v", w, err)
		}
	}
	if got := strings.Count(err.Error(), "\n") + 1; got != len(want) {
		t.Errorf("%d faults are reported, want %d:\n%v", got, len(want), err)
	}
}

func TestCheckPassesAGoodDocument(t *testing.T) {
	good := Document{Title: "T", Lang: "en-AU", Blocks: []Block{
		Heading{Level: 2, Text: "A", ID: "a"},
		Heading{Level: 3, Text: "B", ID: "b"},
		Heading{Level: 2, Text: "C", ID: "c"},
		Table{Columns: []Column{{Title: "A"}}, Empty: "None."},
		Callout{Title: "Note", Blocks: []Block{Paragraph{T("x")}}},
	}}
	if err := Check(good); err != nil {
		t.Errorf("a good document is refused: %v", err)
	}
}
