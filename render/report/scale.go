package report

import (
	"fmt"
	"strconv"
	"strings"

	"opframe/data/framework"
	"opframe/render/doc"
)

func levels(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "Levels of confidence (office configuration)", RowHead: true, Empty: "No levels.",
		Columns: []doc.Column{{Title: "Level", Wide: 1.2}, {Title: "Meaning", Wide: 4}}}
	for _, l := range f.Scale {
		t.Rows = append(t.Rows, cells(levelTitle(f, l.Level), l.Meaning))
	}
	return t
}

func gates(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "The gate of each level", RowHead: true, Empty: "No gates.",
		Columns: []doc.Column{{Title: "Dimension", Wide: 1.1}, {Title: "Level", Wide: 0.6}, {Title: "Score", Right: true, Wide: 0.6}, {Title: "Controls by name", Wide: 3}, {Title: "Why", Wide: 2.4}, {Title: "Basis", Wide: 1.2}}}
	for _, g := range f.Gates {
		d, _ := f.Dimension(g.Dimension)
		var needs []doc.Span
		for i, n := range g.Need {
			c, _ := f.Control(n.Control)
			if i > 0 {
				needs = append(needs, doc.Span{Text: "\n"})
			}
			needs = append(needs, controlLink(c), doc.Span{Text: ": " + strings.ToLower(resultWord(n.Result))})
		}
		if needs == nil {
			needs = doc.T("None")
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(d.Title), doc.T(strconv.Itoa(g.Level)), doc.T(strconv.Itoa(g.Score) + "%"), needs, doc.T(g.Reason), doc.T(basis(f, g.Basis))}})
	}
	return t
}

func matrix(f *framework.Framework) doc.Figure {
	return doc.Figure{Caption: "The matrix of risk and confidence", Plot: riskGrid(f),
		Alt: fmt.Sprintf("A matrix with a row for each of %d risk ratings and a column for each of %d levels of confidence; each cell names the outcome recommended.", len(f.Matrix), len(f.Scale))}
}

// matrixReasons says for each rating why its row of the matrix is as it is.
func matrixReasons(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "Why the matrix is as it is", RowHead: true, Empty: "No matrix.",
		Columns: []doc.Column{{Title: "Rating", Wide: 1}, {Title: "Why", Wide: 4}, {Title: "Basis", Wide: 1.6}}}
	for _, row := range f.Matrix {
		t.Rows = append(t.Rows, cells(ratingTitle(f, row.Rating), row.Reason, basis(f, row.Basis)))
	}
	return t
}

func outcomes(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "Outcomes", RowHead: true, Empty: "No outcomes.",
		Columns: []doc.Column{{Title: "Outcome", Wide: 1.4}, {Title: "Meaning", Wide: 4}}}
	for _, o := range byRank(f) {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{{Text: o.Title, Tone: outcomeTone(f, o), Strong: true}}, doc.T(o.Meaning)}})
	}
	return t
}
