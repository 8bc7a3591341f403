package prose

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"

	"opframe/render/doc"
)

// captionMark begins the paragraph that is a table's caption.
const captionMark = "Table: "

// caption is that of the table below n, if n is one.
func (r *reader) caption(n ast.Node) (string, bool) {
	if n.Kind() != ast.KindParagraph || n.Lines().Len() == 0 {
		return "", false
	}
	first := n.Lines().At(0)
	if !strings.HasPrefix(string(first.Value(r.source)), captionMark) {
		return "", false
	}
	return strings.TrimPrefix(r.words(n, "caption"), captionMark), true
}

func (r *reader) table(n *extended.Table, caption string) doc.Table {
	t := doc.Table{Caption: caption}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extended.KindTableHeader {
			t.Columns = r.columns(row)
		} else {
			t.Rows = append(t.Rows, doc.Row{Cells: r.cells(row)})
		}
	}
	if len(t.Rows) == 0 {
		r.fault(n, "a table without rows: say in a sentence that there is nothing")
	}
	if t.RowHead = strongFirst(t.Rows); t.RowHead {
		for _, row := range t.Rows {
			row.Cells[0][0].Strong = false
		}
	}
	share(t)
	return t
}

func (r *reader) columns(header ast.Node) []doc.Column {
	var columns []doc.Column
	for c := header.FirstChild(); c != nil; c = c.NextSibling() {
		right := c.(*extended.TableCell).Alignment == extended.AlignRight
		columns = append(columns, doc.Column{Title: r.words(c, "column title"), Right: right})
	}
	return columns
}

func (r *reader) cells(row ast.Node) [][]doc.Span {
	var cells [][]doc.Span
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, r.spans(c))
	}
	return cells
}

// strongFirst: the first cell of every row is one run of strong text, with or without references.
func strongFirst(rows []doc.Row) bool {
	for _, row := range rows {
		first := row.Cells[0]
		if len(first) == 0 || first[0] != (doc.Span{Text: first[0].Text, Strong: true}) {
			return false
		}
		if slices.ContainsFunc(first[1:], func(s doc.Span) bool { return s.Note == 0 }) {
			return false
		}
	}
	return len(rows) > 0
}

// share gives each column its part of the width. By the root of its longest cell, a column of
// sentences is wide and one of words still has room for a word.
func share(t doc.Table) {
	for i := range t.Columns {
		longest := utf8.RuneCountInString(t.Columns[i].Title)
		for _, row := range t.Rows {
			longest = max(longest, utf8.RuneCountInString(doc.Plain(row.Cells[i])))
		}
		t.Columns[i].Wide = math.Round(10*math.Sqrt(max(float64(longest), 6)/6)) / 10
	}
}
