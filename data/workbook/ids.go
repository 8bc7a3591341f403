package workbook

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// idIn is the id that a cell holds, "" for none. A cell with a number has lost the zeros at the end of
// what was typed: unless one id alone is that number as it stands, either lists the ids it can be.
func (x *index) idIn(c cells.Cell) (id string, either []string) {
	id = x.id(c.Text)
	if c.Kind != cells.Number {
		return id, nil
	}
	all := x.numbers[c.Number]
	if len(all) == 0 || len(all) == 1 && id == all[0] {
		return id, nil
	}
	return "", all
}

// idOf is the id of the question that a row of a block is about, "" for none.
func (r *reader) idOf(b *block, row row) string {
	col, ok := b.cols.at(colID)
	if !ok {
		return ""
	}
	c, _ := b.shown(row, col)
	id, _ := r.e.Layout.index.idIn(c)
	return id
}

// firstQuestion is the first row of a block with a question; it lies below everything where there is none.
func (r *reader) firstQuestion(b *block) int {
	for _, row := range b.rows {
		if r.idOf(b, row) != "" {
			return row.n
		}
	}
	return math.MaxInt
}

// note notes the row of a question, for each of the questions that its columns answer.
func (r *reader) note(b *block, row row, id string) {
	h := hit{b: b, row: row}
	if b.by == nil {
		r.find(id, h)
		return
	}
	r.and = r.and[:0]
	for i := range b.by.cols {
		c := &b.by.cols[i]
		switch {
		case c.Name == colComment && c.key != colComment:
			r.and = append(r.and, c.key)
		case c.Name != colAnswer || c.Suffix == "":
		case r.e.Layout.index.id(id+c.Suffix) != "":
			other := r.e.Layout.index.id(id + c.Suffix)
			r.find(other, hit{b: b, row: row, key: c.key})
		default:
			r.and = append(r.and, c.key)
		}
	}
	if !slices.Equal(r.and, r.lastAnd) { // nearly all rows have the same
		r.lastAnd = slices.Clone(r.and)
	}
	h.and = r.lastAnd
	r.find(id, h)
	r.several(h, id)
}

// find adds a row to those of an id. Nearly every id has one row.
func (r *reader) find(id string, h hit) {
	was := r.found[id]
	if len(was) > 0 {
		r.found[id] = append(was, h)
		return
	}
	one := r.room.hits.take(1)
	one[0] = h
	r.found[id] = one
}

// several warns of cells beside an answer that belong to it as well: only the first is read.
func (r *reader) several(h hit, id string) {
	first, ok := h.cell(colAnswer)
	if !ok {
		return
	}
	for _, c := range h.row.between(first.Col+1, h.b.cols.last(colAnswer)) {
		if strings.TrimSpace(c.Text) != "" {
			r.warn(h.b, c.Row, c.Col, id, fmt.Sprintf("%s stands in the answer of %s beside %s and was not read.", quote(c.Text), id, quote(first.Text)),
				"Keep one answer, and add words of your own as a comment.")
		}
	}
}

// doubtful tells of a number in the column of ids that can be another id than it looks.
func (r *reader) doubtful(b *block, c cells.Cell, either []string) {
	what := fmt.Sprintf("The id %s is stored as a number, so it can be %s.", quote(c.Text), strings.Join(either, " or "))
	if len(either) == 1 {
		what = fmt.Sprintf("%s is stored as a number and may be the id %s without its last zeros.", quote(c.Text), either[0])
	}
	r.add(b.sheet, c.Row, c.Col, response.Problem{Kind: response.Structure, Severity: response.Error,
		What: what + " The row was not read.",
		Do:   "Format the column of ids as text and type the id anew."})
}

// dayForID tells of a date in place of an id beside which something is answered.
func (r *reader) dayForID(b *block, row row, c cells.Cell) {
	if _, filled := (hit{b: b, row: row}).cell(colAnswer); !filled {
		return
	}
	r.add(b.sheet, c.Row, c.Col, response.Problem{Kind: response.Structure, Severity: response.Error,
		What: fmt.Sprintf("The date %s stands in place of an id, and what is answered beside it was not read.", quote(c.Text)),
		Do:   "Format the column of ids as text and type the id anew: spreadsheet programs take an id such as 1-2 for a date."})
}

// lostZeros finds ids that stand twice while another that is the same number stands nowhere: a program
// has taken them for numbers and written them as text again, as it does in CSV.
func (r *reader) lostZeros() {
	x := r.e.Layout.index
	if len(x.numbers) == 0 {
		return
	}
	for _, id := range sortedKeys(r.found) {
		hits, all := r.found[id], x.equal(id)
		i := slices.IndexFunc(all, func(other string) bool { return len(r.found[other]) == 0 })
		if len(hits) < 2 || i < 0 {
			continue
		}
		b, row := hits[1].b, hits[1].row
		r.add(b.sheet, row.n, b.cols.col(colID), response.Problem{Kind: response.Structure, Severity: response.Error, Question: id,
			What: fmt.Sprintf("The id %s stands in %s and again here, and %s nowhere: one of them may have lost its last zeros. Neither row was read.",
				id, hits[0].b.place(hits[0].row.n, hits[0].b.cols.col(colID)).InSheet(), all[i]),
			Do: "Format the column of ids as text and type both ids anew."})
		delete(r.found, id)
	}
}

// equal lists the ids that are the same number as an id, itself among them; none where it is no number.
func (x *index) equal(id string) []string {
	n, err := strconv.ParseFloat(id, 64)
	if err != nil || !plainID.MatchString(id) {
		return nil
	}
	return x.numbers[n]
}

// skips says that the mapping passes over a row by what stands in its column of ids.
func (b *block) skips(text string) bool { return b.by != nil && b.by.skip.match(text) }

// unanswered says that a text is not an answer but asks for one.
func (b *block) unanswered(text string) bool {
	return b.by != nil && len(b.by.blank) > 0 && folded(b.by.blank, text)
}

// titleOf is what a column of the mapping calls itself, or is called there.
func (b *block) titleOf(key string) string {
	if t := b.head.text(b.cols.col(key)); t != "" {
		return t
	}
	for _, c := range b.by.cols {
		if c.key == key && c.Title != "" {
			return c.Title
		}
	}
	return key
}

// shown is the cell that shows at a place of a row: what stands there, or the value of the merged cells
// that it is one of. What reaches over from another known column or from above the block is not meant.
func (b *block) shown(r row, col int) (cells.Cell, bool) {
	own, filled := r.at(col)
	if filled || len(b.cells.Merged) == 0 {
		return own, filled
	}
	c, ok := b.cells.At(r.n, col)
	if !ok || c.Row == r.n && c.Col == col || strings.TrimSpace(c.Text) == "" {
		return own, false
	}
	if c.Col != col && b.taken(c.Col) && !b.same(c.Col, col) {
		return own, false
	}
	if len(b.rows) == 0 || c.Row < b.rows[0].n {
		return own, false
	}
	return c, true
}

// same says that two places belong to one known column.
func (b *block) same(a, c int) bool {
	for _, x := range b.cols {
		from, to := x.at, max(x.at, x.last)
		if from <= a && a <= to && from <= c && c <= to {
			return true
		}
	}
	return false
}
