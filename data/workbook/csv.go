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
	c.UseCRLF = true
	for _, pg := range plan(f, l, p) {
		if !pg.marked() {
			continue
		}
		for _, ln := range pg.csvLines() {
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

// csvLines are the rows of a page, the empty ones at its end cut down, and one empty row after them.
func (pg page) csvLines() [][]string {
	var rows [][]string
	for _, ln := range pg.lines {
		row := make([]string, len(pg.widths))
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
	return append(rows, make([]string, len(pg.widths)))
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
