// Package cells turns the bytes of a spreadsheet into sparse cells with facts about the file. It is
// strict and bounded: a file is read with nothing lost or refused with the reason. It knows nothing
// of questionnaires.
package cells

import (
	"strconv"
	"sync"

	"opframe/data/date"
	"opframe/data/freelist"
)

// Book is one spreadsheet file as read.
type Book struct {
	Name   string // as given to Open, for messages
	Format Format
	Sheets []Sheet
	Facts  Facts // filled by Inspect alone
	room   *room // of the cells; nil where they have their own
}

// Free gives the room of the book's cells to a book that is read later. Nobody may look at the book any more; texts
// taken from it stay.
func (b *Book) Free() {
	if b.room != nil {
		b.room.leave()
	}
	b.Sheets, b.room = nil, nil
}

// room is where the cells of a book stand, those of each sheet together.
type room struct {
	cells  []Cell
	used   int // by the sheets read so far
	wanted int // by all sheets of the book
}

// rooms are free.
var rooms = freelist.New(8, func() *room { return new(room) })

// sheet is room for so many cells of a sheet, with none yet. What is taken of it is said before the next sheet.
func (r *room) sheet(cells int) []Cell {
	r.wanted += cells
	if cells > len(r.cells)-r.used {
		return make([]Cell, 0, cells)
	}
	return r.cells[r.used : r.used : r.used+cells]
}

func (r *room) take(cells []Cell) {
	if r.used < len(r.cells) && cap(cells) > 0 && &cells[:1][0] == &r.cells[r.used] {
		r.used += len(cells)
	}
}

// leave makes the room free for the next book, and as large as this one needed.
func (r *room) leave() {
	const most = 10_000 // are a megabyte
	clear(r.cells[:r.used])
	if r.wanted > len(r.cells) && r.wanted <= most {
		r.cells = make([]Cell, r.wanted)
	}
	r.used, r.wanted = 0, 0
	rooms.Give(r)
}

// Format of a file.
type Format string

// The formats that are read.
const (
	XLSX Format = "xlsx"
	XLSM Format = "xlsm"
	ODS  Format = "ods"
	CSV  Format = "csv"
)

// Sheet holds the cells that are not empty, row by row, in each row from left to right.
type Sheet struct {
	Name       string
	Hidden     bool // whichever way
	VeryHidden bool // so that a spreadsheet program does not offer to show it
	Protected  bool // against changes, with a password or without
	Cells      []Cell

	HiddenRows []Span  // sorted, apart from each other; rows of no height are hidden too
	HiddenCols []Span  // likewise
	Merged     []Range // in the order of their first cells; no two overlap
	merges     *merges // finds them

	// The following are filled by Inspect alone.
	Comments []Comment // in the order of their cells
	Links    []Link    // likewise
}

// Cell is one cell that is not empty. Row and Col count from 0.
type Cell struct {
	Row, Col int
	Kind     Kind
	// Text is what the cell says: text as it is, a number in its shortest decimal form, a date as
	// YYYY-MM-DD (with a time of day, if it has one, as YYYY-MM-DD HH:MM), TRUE or FALSE, an error as
	// #N/A and so on.
	Text    string
	Number  float64   // of Number, and the serial of Date
	Date    date.Date // of Date
	Formula bool      // Text is the value saved with a formula
	Shown   string    // as a spreadsheet program shows the cell; filled by Inspect alone
}

// Kind of a cell.
type Kind uint8

// The kinds.
const (
	Text Kind = iota
	Number
	Date
	Bool
	Error
)

// Ref is the place of a cell the way spreadsheets name it: Ref(13, 3) is "D14".
func Ref(row, col int) string {
	if row >= 0 && row < usualRows && col >= 0 && col < usualCols {
		return usualRef(row, col)
	}
	return ref(row, col)
}

func ref(row, col int) string {
	letters := ""
	for c := col; c >= 0; c = c/26 - 1 {
		letters = string(rune('A'+c%26)) + letters
	}
	return letters + strconv.Itoa(row+1)
}

// Nearly all places lie in these rows and columns. Their names are cut from one text, since every answer has
// several and thousands of submissions are kept at once.
const usualRows, usualCols = 999, 16

// usualRefs are the names of the usual places of one column below each other, each in three bytes more than
// its letter, with zeros behind those that are shorter.
var usualRefs = sync.OnceValue(func() string {
	b := make([]byte, 0, usualRows*usualCols*4)
	for col := range usualCols {
		for row := range usualRows {
			name := ref(row, col)
			b = append(append(b, name...), "000"[:4-len(name)]...)
		}
	}
	return string(b)
})

func usualRef(row, col int) string {
	size := 2
	if row >= 9 {
		size++
	}
	if row >= 99 {
		size++
	}
	return usualRefs()[(col*usualRows+row)*4:][:size]
}
