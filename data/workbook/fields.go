package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// fields reads who answered, for which product, and when.
func (r *reader) fields() {
	var missing []string
	for name, into := range r.identity() {
		f, ok := r.field(name)
		switch {
		case ok:
			*into = f
		case r.asks(name):
			missing = append(missing, r.fieldTitle(name))
		}
	}
	r.completed()
	if len(missing) == 0 {
		return
	}
	slices.Sort(missing)
	what := "The start sheet has no line for " + joinAnd(missing) + "."
	if r.assigned != nil {
		what = "Nothing in the file is called " + joinAnd(missing) + "."
	}
	r.addFile(response.Problem{Kind: response.Structure, Severity: response.Warning, What: what,
		Do: "Put it back, with its title in one cell and what you fill in beside it."})
}

func (r *reader) identity() map[string]*response.Field {
	return map[string]*response.Field{
		fieldProviderID:   &r.s.ProviderID,
		fieldProviderName: &r.s.ProviderName,
		fieldProductID:    &r.s.ProductID,
		fieldProductName:  &r.s.ProductName,
		fieldCompletedBy:  &r.s.CompletedBy,
	}
}

func (r *reader) completed() {
	s, row, col, ok := r.fieldCell(fieldCompleted)
	if !ok {
		return
	}
	r.s.CompletedAt = s.place(row.n, col)
	c, filled := row.at(col)
	if !filled {
		return
	}
	d, trouble := asDay(c)
	if trouble != "" {
		r.add(s, row.n, col, response.Problem{Kind: response.Invalid, Severity: response.Error,
			What: r.fieldTitle(fieldCompleted) + ": " + trouble, Do: doDay})
		return
	}
	r.s.Completed = d
}

func (r *reader) fieldTitle(name string) string {
	if r.assigned != nil {
		return r.foreignTitle(name)
	}
	for _, f := range r.e.Layout.Fields {
		if f.Name == name {
			return f.Title
		}
	}
	return name
}

func (r *reader) field(name string) (response.Field, bool) {
	s, row, col, ok := r.fieldCell(name)
	if !ok {
		return response.Field{}, false
	}
	return response.Field{Text: row.text(col), Cell: s.place(row.n, col)}, true
}

// fieldCell finds the cell of a field: by the mark of its row, then by its title. In a questionnaire of
// somebody else it stands where the mapping says.
func (r *reader) fieldCell(name string) (*sheet, row, int, bool) {
	if r.assigned != nil {
		return r.foreignField(name)
	}
	titles := r.fieldTitles(name)
	for _, byMark := range []bool{true, false} {
		for _, b := range r.blocks {
			if b.kind != startBlock && b.kind != looseBlock {
				continue
			}
			for _, row := range b.rows {
				for i := range row.cells {
					if byMark && strings.TrimSpace(row.cells[i].Text) == markMeta+name || !byMark && slices.Contains(titles, row.keyOf(i)) {
						return b.sheet, row, valueColumn(b, row, i, titles), true
					}
				}
			}
		}
	}
	return nil, row{}, 0, false
}

func (r *reader) fieldTitles(name string) []string {
	var titles []string
	if own, ok := ownFields[name]; ok {
		titles = append(titles, fold(own))
	}
	for _, f := range r.e.Layout.Fields {
		if f.Name != name {
			continue
		}
		for _, t := range append([]string{f.Title}, f.Also...) {
			titles = append(titles, fold(t))
		}
	}
	return titles
}

// valueColumn is where the value of a field stands, whose mark or title is the i-th cell of the row:
// in the column marked so, otherwise in the first cell after the title that says something.
func valueColumn(b *block, row row, i int, titles []string) int {
	if col, ok := b.cols.at(markValue[1:]); ok {
		return col
	}
	col := row.cells[i].Col + 1
	for _, c := range row.cells[i+1:] {
		if !slices.Contains(titles, fold(c.Text)) {
			return c.Col
		}
		col = c.Col + 1
	}
	return col
}

// notFound says which questions the file does not have, one problem for a sheet that is not there.
func (r *reader) notFound() {
	for _, s := range r.e.Layout.Sections {
		if s.Table != "" {
			continue
		}
		var ids []string
		all := slices.DeleteFunc(r.e.Framework.QuestionsOf(s.Dimension), func(q framework.Question) bool { return r.leavesOut(q.ID) })
		for _, q := range all {
			if len(r.found[q.ID]) == 0 && !r.optionsFound(&q) {
				ids = append(ids, q.ID)
			}
		}
		if len(ids) == len(all) && len(ids) > 1 {
			r.addFile(response.Problem{Kind: response.Structure, Severity: response.Error,
				What: fmt.Sprintf("The sheet %s is not there: none of its questions %s was found.", quote(s.Title), joinAnd(ids)),
				Do:   "Send the questionnaire with all of its sheets, or copy your answers into a fresh one."})
			continue
		}
		for _, id := range ids {
			r.addFile(response.Problem{Kind: response.Structure, Severity: response.Error, Question: id,
				What: fmt.Sprintf("The question %s of the sheet %s was not found.", id, quote(s.Title)),
				Do:   "Put its row back, with the id in the column " + quote(r.idTitle()) + "."})
		}
	}
}

func (r *reader) idTitle() string { return r.e.Layout.Columns[r.e.Layout.column(colID)-1].Title }
