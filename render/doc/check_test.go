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
		"a callout has no title", `no term: "lost"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the fault %q is not reported in:\n%v", want, err)
		}
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
