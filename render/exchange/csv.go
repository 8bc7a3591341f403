package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"regexp"
	"strings"

	"opframe/data/date"
	"opframe/render/doc"
)

// CSV is a table for spreadsheet programs: UTF-8 with a byte order mark, without which Excel takes it for
// something else, lines ended as RFC 4180 says, and the titles of the columns first. A cell of several
// lines has them joined by "; ", and a day the row knows the date of is written YYYY-MM-DD. Text that a
// program would take for a formula gets an apostrophe before it; numbers stay numbers.
func CSV(t doc.Table) []byte {
	var out bytes.Buffer
	_ = WriteCSV(&out, t) // memory takes everything
	return out.Bytes()
}

// WriteCSV writes CSV as it is made.
func WriteCSV(to io.Writer, t doc.Table) error {
	out := bufio.NewWriterSize(to, 1<<15)
	out.WriteString("\ufeff") // what fails is told by Flush
	w := csv.NewWriter(out)
	w.UseCRLF = true
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = oneLine(c.Title)
	}
	record(w, out, titles)
	for r := range t.All {
		record(w, out, fields(*r))
	}
	w.Flush()
	return out.Flush()
}

// record writes a record. A lone empty cell is written in quotes: an empty line
// would be no record at all.
func record(w *csv.Writer, out *bufio.Writer, fields []string) {
	if len(fields) == 1 && fields[0] == "" {
		w.Flush()
		out.WriteString("\"\"\r\n")
		return
	}
	_ = w.Write(fields) // likewise
}

func fields(r doc.Row) []string {
	all := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		text := doc.Plain(c)
		if i < len(r.Keys) && len(r.Keys[i]) == len("2006-01-02") {
			if d, err := date.Parse(r.Keys[i]); err == nil && text == doc.LongDate(d) {
				text = r.Keys[i]
			}
		}
		all[i] = oneLine(text)
	}
	return all
}

// oneLine joins the lines of a cell, leaves out the empty ones, and guards the whole.
func oneLine(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	if doc.LineEnd(text) >= 0 {
		var lines []string
		for _, l := range doc.Lines(text) {
			if l != "" {
				lines = append(lines, l)
			}
		}
		text = strings.Join(lines, "; ")
	}
	if formula(text) {
		return "'" + text
	}
	return text
}

var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?%?$`)

// formula says that a text begins like one, or like one that was guarded already: that one is guarded
// once more, so that taking one apostrophe away gives every text back. Some programs read the wide forms
// of East Asian scripts alike.
func formula(s string) bool {
	if s == "" || strings.IndexByte("'=+-@\t\xef", s[0]) < 0 { // EF begins the wide forms
		return false
	}
	if plainNumber.MatchString(s) {
		return false
	}
	s = strings.TrimLeft(s, "'")
	for _, begin := range []string{"=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20"} {
		if strings.HasPrefix(s, begin) {
			return true
		}
	}
	return false
}
