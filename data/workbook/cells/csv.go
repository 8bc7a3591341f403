package cells

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	doSaveText = "Open it in a spreadsheet program, check it, save it as .xlsx (or as CSV in UTF-8) and send that"
)

// readCSV reads text with separators: the one sheet of such a file has no name, its cells are text.
func readCSV(data []byte, limits *Limits, inspect bool) (*Book, error) {
	text, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, refuse("Send the file again", "there is no text in the file")
	}
	comma, text := declaredComma(text)
	if comma == 0 {
		comma = guessComma(text)
	}
	// Before parsing, which takes 40 bytes of memory for each comma.
	switch shape := shapeOf(text, comma, limits); {
	case shape.columns > limits.Cols:
		return nil, refuse(doShrink, "a row has more than the %s columns allowed", thousands(limits.Cols))
	case shape.rows > limits.Rows:
		return nil, refuse(doShrink, "it has more than the %s rows allowed", thousands(limits.Rows))
	}
	cells, err := readRecords(text, comma, limits)
	if err != nil {
		return nil, err
	}
	for i := range cells {
		if inspect {
			cells[i].Shown = cells[i].Text
		}
	}
	return &Book{Format: CSV, Sheets: []Sheet{{Cells: cells}}}, nil
}

// declaredComma reads the line with which Excel is told the separator: "sep=;". It is not a row.
func declaredComma(text string) (comma byte, rest string) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.TrimSuffix(line, "\r")
	if len(line) == len("sep=;") && strings.EqualFold(line[:4], "sep=") && strings.Contains(",;\t", line[4:]) {
		return line[4], rest
	}
	return 0, text
}

// guessComma finds the separator: the one that stands equally often in most rows of the first
// megabyte. Between equals a tab wins over a semicolon and that over a comma, because in files
// separated by semicolons every number can have a decimal comma.
func guessComma(text string) byte {
	sample, limits := text[:min(len(text), 1<<20)], DefaultLimits()
	best, most := byte(','), 0
	for _, comma := range []byte{'\t', ';', ','} {
		if s := shapeOf(sample, comma, &limits); s.alike > most {
			best, most = comma, s.alike
		}
	}
	return best
}

// shape is how regular a text is under one separator.
type shape struct {
	alike   int // rows of the most frequent width, those of one column left out
	rows    int // empty lines too, but not one behind the last line end
	columns int // of the widest row
}

// shapeOf measures a text up to the first row or column beyond the limits.
func shapeOf(text string, comma byte, limits *Limits) (s shape) {
	var ofWidth []int // rows by number of columns
	inQuotes, fieldStart, columns := false, true, 1
	endRow := func() {
		for len(ofWidth) <= columns {
			ofWidth = append(ofWidth, 0)
		}
		ofWidth[columns]++
		s.rows++
		s.columns = max(s.columns, columns)
		columns = 1
	}
	for i := 0; i < len(text) && s.rows <= limits.Rows && columns <= limits.Cols; i++ {
		switch c := text[i]; {
		case c == '"' && (fieldStart || inQuotes):
			inQuotes = !inQuotes // a doubled quote leaves and comes back
			fieldStart = !inQuotes
		case inQuotes:
		case c == comma:
			columns++
			fieldStart = true
		case c == '\n':
			endRow()
			fieldStart = true
		default:
			fieldStart = false
		}
	}
	if !strings.HasSuffix(text, "\n") || columns > 1 {
		endRow()
	}
	for width := 2; width < len(ofWidth); width++ {
		s.alike = max(s.alike, ofWidth[width])
	}
	return s
}

// readRecords numbers rows as spreadsheet programs do, which count empty lines too.
func readRecords(text string, comma byte, limits *Limits) ([]Cell, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = rune(comma), -1, true
	var cells []Cell
	size, nextLine := 0, 1
	for row := 0; ; row++ {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return cells, nil
		}
		if err != nil {
			return nil, badQuote(err)
		}
		if row%(1<<12) == 0 && limits.stopped() {
			return nil, tooLong()
		}
		line, _ := r.FieldPos(0)
		row += line - nextLine
		last, _ := r.FieldPos(len(record) - 1)
		nextLine = last + strings.Count(record[len(record)-1], "\n") + 1
		if cells, err = addRecord(cells, record, row, &size, limits); err != nil {
			return nil, err
		}
	}
}

// addRecord appends the fields of a row that are not empty.
func addRecord(cells []Cell, record []string, row int, size *int, limits *Limits) ([]Cell, error) {
	for col, text := range record {
		if text == "" {
			continue
		}
		*size += len(text)
		switch {
		case len(cells) >= limits.Cells:
			return nil, refuse(doShrink, "it has more than the %s filled cells allowed", thousands(limits.Cells))
		case *size > limits.TextBytes:
			return nil, refuse(doShrink, "the texts of its cells have more than the %s bytes allowed together", thousands(limits.TextBytes))
		case len(text) > limits.TextRunes && utf8.RuneCountInString(text) > limits.TextRunes:
			return nil, refuse(doShrink, "the cell %s holds more than the %s characters allowed", Ref(row, col), thousands(limits.TextRunes))
		}
		cells = append(cells, Cell{Row: row, Col: col, Kind: Text, Text: text})
	}
	return cells, nil
}

func badQuote(err error) error {
	var p *csv.ParseError
	switch {
	case errors.As(err, &p) && errors.Is(err, csv.ErrBareQuote):
		return refuse(doSaveText, `line %d: a " stands inside a text that has none around it`, p.Line)
	case errors.As(err, &p) && errors.Is(err, csv.ErrQuote):
		return refuse(doSaveText, `line %d: a text that begins with " does not end with one`, p.StartLine)
	}
	return err
}
