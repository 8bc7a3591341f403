package cells

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"
)

// sheet reads the part of one sheet.
type sheet struct {
	*reader
	x     *scanner
	out   *Sheet
	cells []Cell
	row   int // of the row being read; -1 before the first
	col   int // of the cell being read; -1 before the first of its row
	raw   rawCell
}

// sheet reads the part of a sheet into out, its cells sorted. What it says of its own dimension is
// not believed.
func (r *reader) sheet(part string, out *Sheet) error {
	src, err := r.pack.read(part)
	if err != nil {
		return err
	}
	s := &sheet{reader: r, x: r.pack.scan(part, src, mainSpace), out: out, row: -1}
	s.cells = r.room.sheet(min(bytes.Count(src, []byte("<"))/plainTags, r.limits.Cells-r.filled)) // a guess
	for open := s.x.begin("worksheet"); open && s.x.enter(); {
		s.section(part)
	}
	if err := s.x.finish(); err != nil {
		return err
	}
	out.HiddenRows, out.HiddenCols = joined(out.HiddenRows), joined(out.HiddenCols)
	if err := out.merge(part); err != nil {
		return err
	}
	r.room.take(s.cells)
	out.Cells, err = s.sorted()
	return err
}

// section reads a piece of the sheet: its cells, or something about them.
func (s *sheet) section(part string) {
	switch x := s.x; string(x.tag) {
	case "sheetData":
		s.readRows()
	case "cols":
		s.readCols()
	case "mergeCells":
		s.readMerged()
	case "sheetProtection":
		s.out.Protected = isTrue(x.attr("sheet"))
		x.skip()
	case "hyperlinks":
		s.readClicks(part)
	default:
		x.skip()
	}
}

func (s *sheet) readRows() {
	x := s.x
	for x.enter() {
		if string(x.tag) != "row" {
			x.skip()
			continue
		}
		s.placeRow()
		if isTrue(x.attr("hidden")) || string(x.attr("ht")) == "0" {
			s.out.HiddenRows = s.hide(s.out.HiddenRows, Span{s.row, s.row})
		}
		s.readCells()
	}
}

// placeRow numbers a row by what it says or by its position.
func (s *sheet) placeRow() {
	s.row++
	s.col = -1
	if r := s.x.attr("r"); r != nil {
		row, ok := number(r, s.limits.Rows)
		if !ok {
			s.x.fail("a row has the number %s; rows go from 1 to %s", shown(r), thousands(s.limits.Rows))
		}
		s.row = row - 1
	}
	if s.row >= s.limits.Rows {
		s.x.fail("there are more than the %s rows allowed", thousands(s.limits.Rows))
	}
}

func (s *sheet) readCells() {
	x := s.x
	for {
		for s.plainCell() {
		}
		if !x.enter() {
			return
		}
		if string(x.tag) != "c" {
			x.skip()
			continue
		}
		s.placeCell()
		s.raw.read(x)
		if x.err == nil {
			s.keep()
		}
	}
}

// placeCell finds the column of a cell by what it says or by its position.
func (s *sheet) placeCell() {
	s.col++
	if ref := s.x.attr("r"); ref != nil {
		row, col, ok := parseRef(ref, s.limits)
		switch {
		case !ok:
			s.x.fail("a cell has the address %s; addresses go from A1 to %s", shown(ref), Ref(s.limits.Rows-1, s.limits.Cols-1))
		case row != s.row:
			s.x.fail("the cell %s stands in row %d", shown(ref), s.row+1)
		}
		s.col = col
	}
	if s.col >= s.limits.Cols {
		s.x.fail("there are more than the %s columns allowed", thousands(s.limits.Cols))
	}
}

// keepShared adds a cell that refers to a shared text and has no formula. It is false where there is no such text.
func (s *sheet) keepShared(style, value []byte) bool {
	i, ok := place(value)
	if !ok || i >= len(s.texts) {
		return false
	}
	text := s.texts[i]
	if text == "" {
		return true
	}
	c := Cell{Row: s.row, Col: s.col, Kind: Text, Text: text}
	if s.inspect {
		s.raw.style = append(s.raw.style[:0], style...)
		c.Shown = s.shownText(c)
	}
	if s.count(s.x, &c); s.x.err == nil {
		s.cells = append(s.cells, c)
	}
	return true
}

// keep adds the cell if it says anything.
func (s *sheet) keep() {
	c, ok := s.value()
	if !ok || c.Text == "" {
		return
	}
	c.Row, c.Col = s.row, s.col
	if s.inspect {
		c.Shown = s.shownText(c)
	}
	if s.count(s.x, &c); s.x.err == nil {
		s.cells = append(s.cells, c)
	}
}

// count adds a cell to what the workbook has used of the limits.
func (r *reader) count(x *scanner, c *Cell) {
	r.filled++
	r.textBytes += len(c.Text)
	switch {
	case r.filled > r.limits.Cells:
		x.exceeds("brings the workbook to more than the %s filled cells allowed", thousands(r.limits.Cells))
	case r.textBytes > r.limits.TextBytes:
		x.exceeds("brings the texts of all cells to more than the %s bytes allowed together", thousands(r.limits.TextBytes))
	case len(c.Text) > r.limits.TextRunes && utf8.RuneCountInString(c.Text) > r.limits.TextRunes:
		x.exceeds("holds more than the %[2]s characters allowed in the cell %[1]s", Ref(c.Row, c.Col), thousands(r.limits.TextRunes))
	}
}

// sorted puts the cells in order. Two values for one address are refused: nobody could say
// which one was meant.
func (s *sheet) sorted() ([]Cell, error) {
	for i := 1; i < len(s.cells); i++ {
		if before, c := &s.cells[i-1], &s.cells[i]; before.Row > c.Row || before.Row == c.Row && before.Col >= c.Col {
			return s.sortedAnew()
		}
	}
	return s.cells, nil // as in nearly all files
}

func (s *sheet) sortedAnew() ([]Cell, error) {
	byPlace := func(a, b Cell) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) }
	slices.SortFunc(s.cells, byPlace)
	for i := 1; i < len(s.cells); i++ {
		if c := s.cells[i]; byPlace(s.cells[i-1], c) == 0 {
			return nil, refuse(doSaveAnew, "the part %s holds the cell %s twice", shown(s.x.part), Ref(c.Row, c.Col))
		}
	}
	return s.cells, nil
}

// number reads a whole number from 1 to most.
func number(b []byte, most int) (n int, ok bool) {
	for _, c := range b {
		if c < '0' || c > '9' || n > most {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n >= 1 && n <= most
}

// parseRef is the inverse of Ref, within the limits.
func parseRef(b []byte, limits *Limits) (row, col int, ok bool) {
	letters := 0
	for letters < len(b) && b[letters] >= 'A' && b[letters] <= 'Z' && col <= limits.Cols {
		col = col*26 + int(b[letters]-'A') + 1
		letters++
	}
	row, ok = number(b[letters:], limits.Rows)
	return row - 1, col - 1, ok && col >= 1 && col <= limits.Cols
}
