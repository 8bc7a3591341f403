package workbook

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"opframe/data/framework"
)

// csvRows is how many empty rows of each table a CSV offers: there is no sheet to scroll in.
const csvRows = 10

// WriteCSV writes the same questionnaire as one CSV file, all sheets below each other, as UTF-8 with
// a byte order mark. Cells that a spreadsheet program would take for formulas get an apostrophe.
func WriteCSV(w io.Writer, f *framework.Framework, l *Layout, p Prefill) error {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	c := csv.NewWriter(&out)
	pages, width := plan(f, l, p), 0
	for _, pg := range pages {
		width = max(width, len(pg.widths))
	}
	pages[0].lines[0].cells = append(pages[0].lines[0].cells, cell{col: startValue + 1, content: textOf(markGuarded)})
	for _, pg := range pages {
		if !pg.marked() {
			continue
		}
		for _, ln := range pg.csvLines(width) {
			if err := c.Write(ln); err != nil {
				return fmt.Errorf("questionnaire %s: %w", f.Ref(), err)
			}
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("questionnaire %s: %w", f.Ref(), err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// csvLines are the rows of a page, the empty ones at its end cut down, and one empty row after them,
// all as wide as the widest page: many programs ask that of a CSV.
func (pg page) csvLines(width int) [][]string {
	var rows [][]string
	for _, ln := range pg.lines {
		row := make([]string, width)
		for _, c := range ln.cells {
			row[c.col] = guarded(c.String())
		}
		rows = append(rows, row)
	}
	filled := len(rows)
	for filled > 0 && !slices.ContainsFunc(rows[filled-1], func(s string) bool { return s != "" }) {
		filled--
	}
	rows = rows[:min(len(rows), filled+csvRows)]
	return append(rows, make([]string, width))
}

// guarded is a text that no spreadsheet program takes for a formula.
func guarded(s string) string {
	if perilous(s) {
		return "'" + s
	}
	return s
}

// unguarded takes away what guarded put there, and nothing else.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && perilous(rest) {
		return rest
	}
	return s
}

// perilous says that a text begins like a formula, or like one that was guarded already: that one
// is guarded once more, so that taking one guard away gives every text back.
func perilous(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0]))
}
