package markdown

import (
	"strings"
	"unicode/utf8"

	"opframe/render/doc"
)

// padded is the width up to which cells are filled so that columns stand below each other in plain
// text; filling up to a cell with a whole sentence in it would push the others out of sight.
const padded = 32

// Table has its caption above it, in strong.
func (p *printer) Table(b doc.Table) {
	p.paragraph([]doc.Span{{Text: oneLine(b.Caption), Strong: true}})
	rows := [][]string{titles(b), nil}
	for _, r := range b.Rows {
		rows = append(rows, cells(b, r.Cells))
	}
	if len(b.Rows) == 0 {
		rows = append(rows, cells(b, [][]doc.Span{doc.T(b.Empty)}))
	}
	widths := widths(rows, len(b.Columns))
	rows[1] = rules(b, widths)
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = rowLine(b, row, widths)
	}
	p.block(strings.Join(lines, "\n"))
}

func titles(b doc.Table) []string {
	row := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		row[i] = cell(doc.T(oneLine(c.Title)))
	}
	return row
}

// cells are as many as there are columns.
func cells(b doc.Table, spans [][]doc.Span) []string {
	row := make([]string, len(b.Columns))
	for i := range min(len(row), len(spans)) {
		row[i] = cell(spans[i])
	}
	return row
}

func widths(rows [][]string, columns int) []int {
	w := make([]int, columns)
	for i := range w {
		w[i] = 4 // the shortest rule, "---:"
		for _, row := range rows {
			if row != nil {
				w[i] = max(w[i], min(utf8.RuneCountInString(row[i]), padded))
			}
		}
	}
	return w
}

// rules is the row that makes a table of the rows.
func rules(b doc.Table, widths []int) []string {
	row := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		row[i] = strings.Repeat("-", widths[i])
		if c.Right {
			row[i] = row[i][1:] + ":"
		}
	}
	return row
}

func rowLine(b doc.Table, row []string, widths []int) string {
	var s strings.Builder
	s.WriteString("|")
	for i, text := range row {
		fill := strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(text)))
		if b.Columns[i].Right {
			text = fill + text
		} else {
			text += fill
		}
		s.WriteString(" " + text + " |")
	}
	return s.String()
}
