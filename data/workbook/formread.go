package workbook

import (
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// Filled is a form as it came back.
type Filled struct {
	File  string
	Kind  string
	Facts map[string]response.Field
	Lists map[string][]FilledRow // by the id of the list
	// Rest is everything else that stands in the file: words in rows, columns and sheets that are not the form's
	// own, and comments on cells.
	Rest []response.Field
	// Lost are sheets of the form whose marks are gone and that were not found by their titles either.
	Lost []string
}

// FilledRow is one row of a list. ID is "" for a row somebody added.
type FilledRow struct {
	ID    string
	Cells map[string]FilledCell // what is not empty, by the id of the column
	Place response.Cell         // its first visible cell
}

// FilledCell is one cell as typed; Date is zero where it is none.
type FilledCell struct {
	Text  string
	Date  date.Date
	Place response.Cell
}

// ReadForm reads a form back. Lists says which sheets and columns to look for by their titles where the marks
// are gone. The error is a refusal of the whole file, a *cells.Refusal; a file that is no form has no Kind.
func ReadForm(name string, data []byte, lists []FormList, limits cells.Limits) (*Filled, error) {
	book, err := cells.InspectWithin(name, data, limits)
	if err != nil {
		return nil, err
	}
	r := formReader{lists: lists, out: &Filled{File: name, Facts: map[string]response.Field{}, Lists: map[string][]FilledRow{}}}
	found := map[string]bool{}
	for i, s := range book.Sheets {
		id := r.sheet(newSheet(name, s, i, &readingRoom{}), s)
		found[id] = true
		for _, c := range s.Comments {
			r.rest(response.Cell{File: name, Sheet: s.Name, Ref: cells.Ref(c.Row, c.Col)}, strings.TrimSpace("Comment: "+c.Text))
		}
	}
	for _, l := range lists {
		if !found[l.ID] {
			r.out.Lost = append(r.out.Lost, l.Title)
		}
	}
	return r.out, nil
}

type formReader struct {
	lists []FormList
	out   *Filled
}

func (r *formReader) rest(at response.Cell, text string) {
	r.out.Rest = append(r.out.Rest, response.Field{Text: text, Cell: at})
}

// sheet reads one sheet and returns the id of the list it is, or "".
func (r *formReader) sheet(s *sheet, raw cells.Sheet) string {
	first := ""
	if len(s.rows) > 0 && s.rows[0].n == 0 {
		first = s.rows[0].text(0)
	}
	switch {
	case strings.HasPrefix(first, markForm):
		r.out.Kind = strings.TrimPrefix(first, markForm)
		if !raw.VeryHidden && s.title != markTitle {
			r.start(s)
		}
		return ""
	case first == markLists:
		return ""
	case strings.HasPrefix(first, markList):
		for _, l := range r.lists {
			if markList+l.ID == first {
				r.list(s, l)
				return l.ID
			}
		}
	}
	for _, l := range r.lists {
		if fold(l.Title) == fold(s.title) {
			r.list(s, l)
			return l.ID
		}
	}
	r.all(s)
	return ""
}

// all keeps every word of a sheet that is not the form's own.
func (r *formReader) all(s *sheet) {
	for _, row := range s.rows {
		for _, c := range row.cells {
			if strings.TrimSpace(c.Text) != "" {
				r.rest(s.place(c.Row, c.Col), c.Text)
			}
		}
	}
}

// start reads the first sheet.
func (r *formReader) start(s *sheet) {
	for _, row := range s.rows[1:] {
		mark, sum, _ := strings.Cut(row.text(0), "|")
		id, isFact := strings.CutPrefix(mark, markMeta)
		if value, ok := row.at(startValue); ok && isFact {
			r.out.Facts[id] = response.Field{Text: strings.TrimSpace(value.Text), Cell: s.place(row.n, startValue)}
		}
		own := func(col int) bool { return mark != "" && (col == startLabel || isFact && col == startValue) }
		if sum != checksum(row.texts(own)) && sum != checksum([]string{row.text(startLabel)}) { // the second where the value is to be filled in
			own = func(int) bool { return false } // somebody typed over it, and nobody can say where
		}
		r.beside(s, row, own)
	}
}

// beside keeps what stands in a row that is the form's own, in cells that are not.
func (r *formReader) beside(s *sheet, row row, own func(col int) bool) {
	for _, c := range row.cells {
		if c.Col > 0 && !own(c.Col) && strings.TrimSpace(c.Text) != "" {
			r.rest(s.place(c.Row, c.Col), c.Text)
		}
	}
}

// texts are those of some columns.
func (r row) texts(of func(col int) bool) []string {
	var all []string
	for _, c := range r.cells {
		if c.Col > 0 && of(c.Col) {
			all = append(all, c.Text)
		}
	}
	return all
}

// list reads one list: its columns by their marks, or by their titles where these are gone.
func (r *formReader) list(s *sheet, l FormList) {
	x := listReader{formReader: r, s: s, l: l, cols: formColumns(s, l)}
	body := false // below the titles of the columns
	for _, row := range s.rows {
		id, isRow := strings.CutPrefix(row.text(0), markRow)
		mark, sum, _ := strings.Cut(row.text(0), "|")
		own := func(col int) bool { return col == 1 || mark != markTitleRow && mark != markNote && x.cols[col] != "" }
		switch {
		case row.n == 0 && strings.HasPrefix(mark, markList):
		case isRow:
			body = true
			x.row(row, id)
		case mark == markTitleRow, mark == markNote, mark == markHeader, mark == markHelp:
			body = body || mark == markHeader || mark == markHelp
			if sum != checksum(row.texts(own)) {
				own = func(int) bool { return false } // somebody typed over it, and nobody can say where
			}
			r.beside(s, row, own)
		case isHeader(row, l):
			body = true
			r.beside(s, row, own)
		case body:
			x.row(row, "")
		default:
			r.beside(s, row, func(int) bool { return false })
		}
	}
}

// listReader reads the sheet of one list.
type listReader struct {
	*formReader
	s    *sheet
	l    FormList
	cols map[int]string // ids of the columns by number
}

// formColumns finds the columns of a list by the marks of the first row, or else by their titles.
func formColumns(s *sheet, l FormList) map[int]string {
	marked, titled := map[int]string{}, map[int]string{}
	for _, row := range s.rows {
		for _, c := range row.cells {
			if id, ok := strings.CutPrefix(strings.TrimSpace(c.Text), markCol); ok && row.n == 0 {
				marked[c.Col] = id
			}
			for _, col := range l.Columns {
				if len(titled) < len(l.Columns) && isHeader(row, l) && fold(col.Title) == fold(c.Text) {
					titled[c.Col] = col.ID
				}
			}
		}
	}
	if len(marked) > 0 {
		return marked
	}
	return titled
}

// isHeader says that a row holds the titles of at least half the columns.
func isHeader(row row, l FormList) bool {
	n := 0
	for _, c := range row.cells {
		if slices.ContainsFunc(l.Columns, func(col FormColumn) bool { return fold(col.Title) == fold(c.Text) }) {
			n++
		}
	}
	return n > 0 && 2*n >= len(l.Columns)
}

func (x listReader) row(row row, id string) {
	out := FilledRow{ID: id, Cells: map[string]FilledCell{}, Place: x.s.place(row.n, 1)}
	for _, c := range row.cells {
		text := strings.TrimSpace(c.Text)
		col := x.cols[c.Col]
		switch {
		case text == "" || c.Col == 0 && strings.HasPrefix(text, "#"):
		case col == "":
			x.rest(x.s.place(c.Row, c.Col), c.Text)
		default:
			f := FilledCell{Text: text, Place: x.s.place(c.Row, c.Col)}
			if d, trouble := asDay(c); trouble == "" {
				f.Date = d
			}
			out.Cells[col] = f
		}
	}
	if id != "" || len(out.Cells) > 0 {
		x.out.Lists[x.l.ID] = append(x.out.Lists[x.l.ID], out)
	}
}
