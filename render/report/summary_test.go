package report

import (
	"strings"
	"testing"

	"opframe/data/disclose"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/markdown"
)

// figures is a view whose tables are as given; all others are withheld.
func figures(t *testing.T, tables ...disclose.Published) view.WorkingGroup {
	t.Helper()
	f := find(t, "interim@1.0")
	v := view.WorkingGroup{Occasion: occasion(t), Framework: f, Floor: 5, Figures: disclose.Figures{Products: 30, Providers: 25, Tables: tables}}
	v.Arrange()
	return v
}

func table(name string, cells ...disclose.Cell) disclose.Published {
	return disclose.Published{Name: name, Title: name, Total: 30, Cells: cells}
}

func cell(n int, categories ...string) disclose.Cell {
	return disclose.Cell{Categories: categories, N: n, Withheld: n == 0}
}

func points(t *testing.T, v view.WorkingGroup) string {
	t.Helper()
	d := Summary(v).Value()
	if err := doc.Check(d); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(markdown.Print(d))), " ")
	_, text, _ = strings.Cut(text, "## Main points")
	text, _, _ = strings.Cut(text, "## ")
	return text
}

// Main points are made of figures that are shown and of those alone.
func TestMainPoints(t *testing.T) {
	levels := func(cells ...disclose.Cell) disclose.Published { return table("level", cells...) }
	for _, test := range []struct {
		name      string
		v         view.WorkingGroup
		want, not string
	}{
		{"levels merged so that the border shows", figures(t, levels(cell(8, "0", "1"), cell(9, "2"), cell(13, "3", "4"))), "13 of 30 products (43%) reach level 3 Sound or above; 8 are still below level 2 Basic.", "[c]"},
		{"levels merged across the border", figures(t, levels(cell(8, "0", "1"), cell(22, "2", "3", "4"))), "", "reach level"},
		{"what is withheld on one side of the border is the rest", figures(t, levels(cell(0, "0"), cell(0, "1"), cell(9, "2"), cell(7, "3"), cell(6, "4"))), "13 of 30 products (43%) reach level 3 Sound or above; 8 are still", "[c]"},
		{"one withheld on each side", figures(t, levels(cell(0, "0"), cell(6, "1"), cell(9, "2"), cell(7, "3"), cell(0, "4"))), "", "reach level"},
		{"controls", figures(t, table("finding/backup", cell(22, "met"), cell(8, "partly", "not met", "not assessed", "not applicable")),
			table("finding/keys", cell(0, "met"), cell(21, "partly", "not met"), cell(0, "not assessed"), cell(0, "not applicable"))),
			"“Backup and recovery” (22)", "“Management of keys” ("},
		{"a gap that is shown", figures(t, table("finding/backup", cell(22, "met"), cell(8, "partly", "not met", "not assessed", "not applicable")),
			table("finding/keys", cell(0, "met"), cell(21, "partly", "not met"), cell(0, "not assessed"), cell(0, "not applicable"))),
			"“Management of keys” is met only in part or not at all by 21", "[c]"},
		{"nothing is shown", figures(t), "", "products"},
	} {
		got := points(t, test.v)
		if !strings.Contains(got, test.want) || test.not != "" && strings.Contains(got, test.not) {
			t.Errorf("%s: want %q and not %q in\n%s", test.name, test.want, test.not, got)
		}
	}
}

// A figure that is withheld stands as [c] in tables and bars, and no bar is drawn for it.
func TestWithheldIsMarkedEverywhere(t *testing.T) {
	v := figures(t, table("level", cell(0, "0"), cell(6, "1"), cell(9, "2"), cell(10, "3"), cell(0, "4")),
		table("finding/backup", cell(22, "met"), cell(0, "partly"), cell(0, "not met"), cell(0, "not assessed"), cell(0, "not applicable")))
	d := Summary(v).Value()
	text := string(markdown.Print(d))
	for _, want := range []string{"0 Not established |      [c]", "22 met<br>[c] partly met, not met, not assessed and not applicable"} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary does not have %q", want)
		}
	}
	for _, b := range d.Blocks {
		f, ok := b.(doc.Figure)
		if !ok {
			continue
		}
		for _, bar := range f.Plot.(doc.Bars).Bars {
			for _, n := range bar.Values {
				if n.Withheld && n.N != 0 || !n.Withheld && n.N == 0 {
					t.Errorf("%s, %s: %v can bring back what is withheld", f.Caption, bar.Label, n)
				}
			}
		}
	}
	if strings.Contains(text, "%!") {
		t.Error("a sentence is formatted wrongly")
	}
}

func TestSummaryOfTooFew(t *testing.T) {
	v := figures(t)
	v.Figures = disclose.Figures{Withheld: true}
	text := string(markdown.Print(Summary(v).Value()))
	if !strings.Contains(text, "Fewer than 5 providers") || strings.Contains(text, "Main points") {
		t.Errorf("with too few providers there is nothing to say of them:\n%s", text)
	}
}
