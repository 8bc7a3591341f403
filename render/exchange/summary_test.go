package exchange

import (
	"encoding/json"
	"strings"
	"testing"

	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/view"
)

// The data files have the figures of the plan and no number where one is withheld.
func TestSummaryData(t *testing.T) {
	v := view.WorkingGroup{Framework: &framework.Framework{ID: "f", Version: "1"}, Floor: 5, Figures: disclose.Figures{Products: 30, Providers: 25, Tables: []disclose.Published{
		{Name: "level", Title: "Levels", Total: 30, Cells: []disclose.Cell{
			{Categories: []string{"0", "1"}, N: 8, Least: 8, Most: 8}, {Categories: []string{"2"}, Withheld: true, Least: 2, Most: 22}, {Categories: []string{"3"}, Withheld: true, Most: 22}}},
		{Name: "amounts", Title: "Amounts", Withheld: true, Cells: []disclose.Cell{{Categories: []string{"a"}, Withheld: true}}},
		{Name: "cross", Title: "Both", Total: 30, Rows: []disclose.Cell{{Categories: []string{"low", "high"}}}, Columns: []disclose.Cell{{Categories: []string{"x"}}, {Categories: []string{"y"}}},
			Cells: []disclose.Cell{{N: 10, Least: 10, Most: 10}, {N: 20, Least: 20, Most: 20}}},
	}}}
	data, err := Summary("opframe", v)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Products int
		Tables   []struct {
			Total *int
			Cells []map[string]any
		}
	}
	if err := json.Unmarshal(data.Value(), &got); err != nil {
		t.Fatal(err)
	}
	for _, c := range got.Tables[0].Cells[1:] {
		if _, there := c["n"]; there || c["withheld"] != true || c["most"] != 22.0 {
			t.Errorf("a withheld cell is %v, want no n, and the band", c)
		}
	}
	if got.Products != 30 || got.Tables[0].Cells[0]["n"] != 8.0 || got.Tables[1].Total != nil {
		t.Errorf("got %+v", got)
	}
	csv := string(SummaryCSV(v).Value())
	for _, want := range []string{"level,Levels,0 or 1,8,,\r\n", "level,Levels,2,[c],2,22\r\n", "level,Levels,3,[c],0,22\r\n", "amounts,Amounts,a,[c],,\r\n", "cross,Both,low or high × y,20,,\r\n"} {
		if !strings.Contains(csv, want) {
			t.Errorf("no row %q in\n%s", want, csv)
		}
	}
	v.Figures = disclose.Figures{Withheld: true, Tables: v.Figures.Tables[1:2]}
	data, _ = Summary("opframe", v)
	if s := string(data.Value()); strings.Contains(s, `"products"`) || strings.Contains(s, `"total"`) {
		t.Errorf("of too few, not even the number is told: %s", s)
	}
}
