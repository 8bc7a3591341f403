package workbook

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"path"
	"slices"
	"sort"
	"strings"

	"opframe/data/freelist"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// sheet is one sheet of a submission, with what its cells are called in answers and problems.
type sheet struct {
	file, title string
	order       int // among the sheets of the submission
	rows        []row
	cells       cells.Sheet // with its merged ranges
}

// any says that any cell of the sheet has a text of some kind.
func (s *sheet) any(is func(text string) bool) bool {
	for i := range s.cells.Cells {
		if is(s.cells.Cells[i].Text) {
			return true
		}
	}
	return false
}

// row is a row that is not empty; n counts from 0.
type row struct {
	n     int
	cells []cells.Cell
	keys  []key // of the cells; nil for a row that was put together
}

// key is what a cell of the row is compared by, if that can have no more than so many bytes.
func (r row) key(i, most int) (string, bool) {
	if r.keys == nil {
		var k key
		return k.of(r.cells[i].Text, most)
	}
	return r.keys[i].of(r.cells[i].Text, most)
}

// at is the cell of a column; ok is false for an empty one and for one of blanks.
func (r row) at(col int) (c cells.Cell, ok bool) {
	i := r.from(col)
	if i == len(r.cells) || r.cells[i].Col != col {
		return cells.Cell{Row: r.n, Col: col}, false
	}
	return r.cells[i], strings.TrimSpace(r.cells[i].Text) != ""
}

// keyOf is what a cell of the row is compared by, however long it is.
func (r row) keyOf(i int) string {
	key, _ := r.key(i, math.MaxInt)
	return key
}

// from is the position of the first cell in a column or behind it.
func (r row) from(col int) int {
	if len(r.cells) > 16 {
		return sort.Search(len(r.cells), func(i int) bool { return r.cells[i].Col >= col })
	}
	i := 0
	for i < len(r.cells) && r.cells[i].Col < col {
		i++
	}
	return i
}

// between are the cells from one column to another, both included.
func (r row) between(from, to int) []cells.Cell {
	i, j := r.from(from), r.from(to+1)
	return r.cells[i:max(i, j)]
}

// text is the text of a column without the blanks around it.
func (r row) text(col int) string {
	c, _ := r.at(col)
	return strings.TrimSpace(c.Text)
}

// place is what a cell of the sheet is called.
func (s *sheet) place(row, col int) response.Cell {
	return response.Cell{File: s.file, Sheet: s.title, Ref: cells.Ref(row, col)}
}

// opened are the files of one submission, in order of name.
type opened struct {
	books  []*cells.Book
	sheets []*sheet // of all books
	sum    string   // SHA-256 of all files, in hex
	room   *readingRoom
}

// readingRoom is what submissions are read in, one after the other. Nothing of it is part of what is read.
type readingRoom struct {
	rows  stock[row]
	keys  stock[key]
	hits  stock[hit]
	found map[string][]hit
	asked []row // of one block, see scan
}

// readingRooms are free.
var readingRooms = freelist.New(8, func() *readingRoom { return &readingRoom{found: map[string][]hit{}} })

// close gives the room to the next submission. Only texts of the files may be used afterwards.
func (o opened) close() {
	for _, b := range o.books {
		b.Free()
	}
	r := o.room
	if len(r.found) > mostRoom || cap(r.asked) > mostRoom {
		return
	}
	r.rows.leave()
	r.keys.leave()
	r.hits.leave()
	clear(r.found)
	clear(r.asked[:cap(r.asked)])
	readingRooms.Give(r)
}

// mostRoom is of how many things room is kept; a questionnaire has about a thousand filled cells.
const mostRoom = 10_000

// stock is room for things that are given up together.
type stock[T any] struct {
	all          []T
	used, wanted int
}

// take is room for so many.
func (s *stock[T]) take(n int) []T {
	s.wanted += n
	if n > len(s.all)-s.used {
		return make([]T, n)
	}
	s.used += n
	return s.all[s.used-n : s.used : s.used]
}

// leave makes the room free, and as large as was wanted of it.
func (s *stock[T]) leave() {
	clear(s.all[:s.used])
	if s.wanted > len(s.all) && s.wanted <= mostRoom {
		s.all = make([]T, s.wanted)
	}
	s.used, s.wanted = 0, 0
}

// openSet opens the files of one submission by a way to open one, and sums them up. The files of a set are
// taken in order of name.
func openSet(name string, files []File, limits cells.Limits, open func(string, []byte, cells.Limits) (*cells.Book, error)) (o opened, err error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	if len(files) == 0 {
		return o, fmt.Errorf("%s: there is no file to read", name)
	}
	o.room = readingRooms.Take()
	sum := sha256.New()
	for _, f := range files {
		sum.Write(f.Data)
		book, err := open(f.Name, f.Data, limits)
		if err != nil {
			return o, err
		}
		o.books = append(o.books, book)
		for _, s := range book.Sheets {
			if len(files) > 1 || f.Name != name {
				s.Name = sheetOf(name, f.Name, s.Name)
			}
			if book.Format == cells.CSV && isGuarded(s.Cells) {
				unguard(s.Cells)
			}
			o.sheets = append(o.sheets, newSheet(path.Base(f.Name), s, len(o.sheets), o.room))
		}
	}
	o.sum = hex.EncodeToString(sum.Sum(nil))
	return o, nil
}

// sheetOf is the title of the sheet that a CSV file of a set was: the part of its name after the
// set's. A sheet that has a name keeps it.
func sheetOf(set, file, sheet string) string {
	if sheet != "" {
		return sheet
	}
	rest := strings.TrimPrefix(strings.TrimSuffix(file, path.Ext(file)), set)
	return strings.Trim(rest, "- ")
}

// isGuarded says that WriteCSV wrote the file, or what it was made from.
func isGuarded(all []cells.Cell) bool {
	return slices.ContainsFunc(all, func(c cells.Cell) bool { return c.Text == markGuarded })
}

func unguard(all []cells.Cell) {
	for i := range all {
		all[i].Text = unguarded(all[i].Text)
	}
}

// newSheet sorts the cells of a sheet into rows.
func newSheet(file string, s cells.Sheet, order int, room *readingRoom) *sheet {
	out := &sheet{file: file, title: s.Name, order: order, cells: s}
	n := 0
	for i := range s.Cells {
		if i == 0 || s.Cells[i].Row != s.Cells[i-1].Row {
			n++
		}
	}
	out.rows = room.rows.take(n)[:0]
	keys := room.keys.take(len(s.Cells))
	for from := 0; from < len(s.Cells); {
		to := from + 1
		for to < len(s.Cells) && s.Cells[to].Row == s.Cells[from].Row {
			to++
		}
		out.rows = append(out.rows, row{s.Cells[from].Row, s.Cells[from:to:to], keys[from:to:to]})
		from = to
	}
	return out
}
