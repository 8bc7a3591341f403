package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/render/doc"
)

func (p *public) controlIndex() Page[audience.Public] {
	var d draft
	key := d.anchors.For("controls")
	d.text("A control is one safeguard, with an intent, a few questions and the rules that judge their answers. %s in %s.",
		sentence(isOrAre(len(p.f.Controls), "control")), number(len(p.f.Dimensions), "dimension", "dimensions"))
	d.heading(2, "Dimensions")
	dims := doc.List{}
	for _, dim := range p.f.Dimensions {
		n := len(controlsOf(p.f, dim.ID))
		if n == 0 {
			continue
		}
		dims.Items = append(dims.Items, doc.Item{Text: []doc.Span{
			link(dim.Title, filtered(controlsPath, key, "Dimension", dim.Title)), {Text: fmt.Sprintf(" (%s): %s", number(n, "control", "controls"), dim.Intent)}}})
	}
	d.add(dims)
	d.heading(2, "All controls")
	d.add(p.controlTable(key))
	return p.page("Controls", controlsPath, "", p.document(&d, "Controls", edition(p.f),
		"Every control of the framework by dimension, with the issue it belongs to, its weight and the levels of confidence that ask for it."))
}

// isOrAre is "there is 1 control" or "there are 43 controls".
func isOrAre(n int, noun string) string {
	if n == 1 {
		return "there is 1 " + noun
	}
	return fmt.Sprintf("there are %d %ss", n, noun)
}

func controlsOf(f *framework.Framework, dimension string) []framework.Control {
	return controlsThat(f, func(c framework.Control) bool { return c.Dimension == dimension })
}

func controlsOn(f *framework.Framework, issue string) []framework.Control {
	return controlsThat(f, func(c framework.Control) bool { return c.Issue == issue })
}

func controlsThat(f *framework.Framework, fit func(framework.Control) bool) []framework.Control {
	var all []framework.Control
	for _, c := range f.Controls {
		if fit(c) {
			all = append(all, c)
		}
	}
	return all
}

func (p *public) controlTable(key string) doc.Table {
	t := doc.Table{Key: key, Caption: "Controls", RowHead: true, Empty: "No controls.",
		Columns: []doc.Column{{Title: "Control", Wide: 2}, {Title: "Intent", Wide: 3.2}, {Title: "Dimension", Wide: 1.1, Filter: true},
			{Title: "Issue", Wide: 1.5, Filter: true}, {Title: "Level it lifts", Wide: 1.3, Filter: true}, {Title: "Weight", Wide: 0.7, Right: true, Filter: true}}}
	if len(p.f.Issues) == 0 {
		t.Columns = slices.Delete(t.Columns, 3, 4)
	}
	for _, dim := range p.f.Dimensions {
		for _, c := range controlsOf(p.f, dim.ID) {
			row := doc.Row{Cells: [][]doc.Span{{controlLink(c)}, doc.T(c.Intent), doc.T(dim.Title), p.issueCell(c), doc.T(lifts(p.f, c)), doc.T(strconv.Itoa(c.Weight))}}
			if len(p.f.Issues) == 0 {
				row.Cells = slices.Delete(row.Cells, 3, 4)
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func (p *public) issueCell(c framework.Control) []doc.Span {
	i, ok := p.f.Issue(c.Issue)
	if !ok {
		return doc.T("None")
	}
	return []doc.Span{link(i.Title, issuePath(i.ID))}
}

// lifts names the levels whose gate asks for the control, a line each.
func lifts(f *framework.Framework, c framework.Control) string {
	var all []string
	for _, g := range needing(f, c) {
		all = append(all, "Level "+strconv.Itoa(g.gate.Level))
	}
	if all == nil {
		return "None by name"
	}
	return strings.Join(slices.Compact(all), "\n")
}

// needed is a gate and what it asks of one control.
type needed struct {
	gate   framework.Gate
	result framework.Result
}

func needing(f *framework.Framework, c framework.Control) []needed {
	var all []needed
	for _, g := range f.Gates {
		for _, n := range g.Need {
			if n.Control == c.ID {
				all = append(all, needed{g, n.Result})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b needed) int { return a.gate.Level - b.gate.Level })
	return all
}
