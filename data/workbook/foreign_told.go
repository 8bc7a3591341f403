package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// What of somebody else's questionnaire was not read is told here.

// columnOf is a column of one sheet, by its key.
type columnOf struct {
	*sheet
	key string
}

// absent tells of the columns of a block that answers may stand in and that were not found: of answers
// always, of words beside them once where no block of the sheet has them.
func (r *reader) absent(b *block, known map[columnOf]bool) {
	for _, c := range b.absent {
		at, sev := columnOf{b.sheet, c.key}, response.Warning
		switch {
		case !c.isRead():
			continue
		case c.key == colAnswer:
			sev = response.Error
		case known[at]:
			continue
		}
		known[at] = true
		r.add(b.sheet, b.top(), 0, response.Problem{Kind: response.Structure, Severity: sev,
			What: fmt.Sprintf("The column %s was not found, so nothing of it was read.", c.title()),
			Do:   "Give it its title back."})
	}
}

// guessed tells of columns that a block has by their letters where something else is written above them.
func (r *reader) guessed(b *block) {
	for _, c := range b.by.cols {
		at, ok := b.cols.at(c.key)
		_, named := b.named[c.key]
		if !ok || named || !c.isRead() || len(c.titles) == 0 || b.head.text(at) == "" {
			continue
		}
		r.warn(b, b.top(), at, "", fmt.Sprintf("The column %s was not found by its name, and column %s%s was taken for it.",
			c.title(), strings.TrimRight(cells.Ref(0, at), "1"), b.called(at)),
			"Check that the answers were read from the right column, or give it its title back.")
	}
}

// isRead says that answers, or words beside them, stand in a column.
func (c mapped) isRead() bool {
	return c.Name == colAnswer || c.Name == colComment || c.Name == colEvidence
}

// withoutHeader tells of sheets that a rule names and that have none of its titles, and lists them.
func (r *reader) withoutHeader() (told []*sheet) {
	for _, s := range r.sheets {
		m := r.assigned[s]
		if m == nil || m.Reference || m.Table != "" || slices.ContainsFunc(r.blocks, func(b *block) bool { return b.sheet == s && b.kind == questionBlock }) {
			continue
		}
		r.add(s, 0, 0, response.Problem{Kind: response.Structure, Severity: response.Error,
			What: fmt.Sprintf("No row of the sheet %s has the titles %s, so nothing of it was read.", quote(s.title), m.wants()),
			Do:   "Give the columns their titles back."})
		told = append(told, s)
	}
	return told
}

// elsewhere tells of ids of questions outside of what is read: on sheets that nothing names, and in rows
// for which no columns are known.
func (r *reader) elsewhere(told []*sheet) {
	for _, s := range r.sheets {
		if r.assigned[s] == nil && !r.e.Layout.index.ignore.match(s.title) {
			r.stray(s, s.rows, true)
		}
	}
	for _, b := range r.blocks {
		if b.kind == looseBlock && !b.by.Reference && !slices.Contains(told, b.sheet) {
			r.stray(b.sheet, b.rows, false)
		}
	}
}

// stray warns once of the ids of questions in rows that are not read; of those found in others as well
// only where a whole sheet repeats them.
func (r *reader) stray(s *sheet, rows []row, repeated bool) {
	var ids []string
	at := cells.Cell{}
	for _, row := range rows {
		for i, c := range row.cells {
			id := r.e.Layout.index.id(row.cells[i].Text)
			if id == "" || slices.Contains(ids, id) || !repeated && len(r.found[id]) > 0 {
				continue
			}
			if len(ids) == 0 {
				at = c
			}
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 || repeated && plainIDs(ids) {
		return
	}
	r.add(s, at.Row, at.Col, response.Problem{Kind: response.Structure, Severity: response.Warning,
		What: fmt.Sprintf("The questions %s are named where no answers are looked for; what stands there was not read.", joinAnd(few(ids))),
		Do:   "If you answered here, move the answers to the sheets of the questionnaire."})
}

// plainIDs says that all ids are numbers, which stand on other sheets without meaning a question.
func plainIDs(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return !plainID.MatchString(id) })
}

// few shortens a long list.
func few(ids []string) []string {
	const most = 12
	if len(ids) <= most {
		return ids
	}
	return append(slices.Clone(ids[:most]), fmt.Sprintf("%d more", len(ids)-most))
}

// notFoundMapped says which questions the file does not have, one problem a dimension. Those that a
// column asks beside another are missing with it.
func (r *reader) notFoundMapped() {
	for _, d := range r.e.Framework.Dimensions {
		var ids []string
		for _, q := range r.e.Framework.Index().Questions {
			if q.Dimension != d.ID || len(r.found[q.ID]) > 0 || q.Kind == framework.Rows || r.optionsFound(q) {
				continue
			}
			if base := r.e.Layout.index.base(q.ID); base == "" || len(r.found[base]) > 0 {
				ids = append(ids, q.ID)
			}
		}
		p := response.Problem{Kind: response.Structure, Severity: response.Error,
			What: fmt.Sprintf("The questions %s of %s were not found.", joinAnd(few(ids)), quote(d.Title)),
			Do:   "Send the questionnaire with all of its sheets and rows."}
		switch len(ids) {
		case 0:
			continue
		case 1:
			p.Question = ids[0]
			p.What = fmt.Sprintf("The question %s of %s was not found.", ids[0], quote(d.Title))
		}
		r.addFile(p)
	}
}
