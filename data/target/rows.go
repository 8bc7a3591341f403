package target

import (
	"maps"
	"slices"

	"opframe/data/framework"
	"opframe/data/response"
)

// column is a column that conditions ask about, with the cells that matter; an empty cell is a candidate
// with Empty.
type column struct {
	asked
	cells []candidate
}

// tables are the tables that matter. Conditions on rows see how many rows there are and whether there is a
// row, or only rows, of a kind: so tables of one kind, of two, of as many rows as are counted, and best of
// all the rows there are, changed as little as possible. The first of which the same is said stands.
func (t *try) tables(a *asked, was *response.Answer) []candidate {
	columns := t.columns(a)
	kinds := t.kindsOfRows(a, columns)
	var now []response.Row
	if was != nil {
		now = was.Value.Rows
	}
	all := [][]response.Row{now}
	for _, k := range kinds {
		all = append(all, t.turned(now, k, columns))
	}
	for _, k := range kinds {
		all = append(all, append(slices.Clone(now), k))
	}
	all = append(all, counted(a, all)...)
	for i, k := range kinds {
		all = append(all, []response.Row{k})
		for _, other := range kinds[i+1:] {
			all = append(all, []response.Row{k, other})
		}
	}
	all = append(all, counted(a, all)...)
	return t.tell(a, was, all)
}

// tell makes candidates of tables that have rows.
func (t *try) tell(a *asked, was *response.Answer, all [][]response.Row) []candidate {
	var out []candidate
	evidenced := t.evidenced(a)
	add := func(answer response.Answer, evidence bool) {
		c := candidate{To{Answer: answer, Evidence: evidence}, t.trial.Says(a.tests, &answer)}
		if !slices.ContainsFunc(out, func(o candidate) bool { return o.says == c.says }) {
			c.Rows = t.rowsTo(a, was, c.says)
			out = append(out, c)
		}
	}
	for _, rows := range all {
		if len(rows) == 0 {
			continue // a list without rows is no answer
		}
		answer := response.Answer{Understood: true, Value: response.Value{Rows: rows}}
		add(answer, false)
		if evidenced {
			answer.Evidence.Text = "…"
			add(answer, true)
		}
	}
	return out
}

// rowsTo are the conditions on a table that have to become true, or false, for it to be in a class.
func (t *try) rowsTo(a *asked, was *response.Answer, says string) []RowsTo {
	now := ""
	if was != nil {
		now = t.trial.Says(a.tests, was)
	}
	var all []RowsTo
	for i, c := range a.tests {
		of := c.RowAny != nil || c.RowAll != nil || c.RowsAtLeast != nil || c.RowsAtMost != nil
		if of && (was != nil && now[i] != says[i] || was == nil && says[i] == 'y') {
			all = append(all, RowsTo{c, says[i] == 'y'})
		}
	}
	return all
}

// counted are tables cut or filled up to the numbers of rows that conditions ask for, and one more.
func counted(a *asked, all [][]response.Row) [][]response.Row {
	var out [][]response.Row
	for _, c := range a.tests {
		for _, bound := range []*int{c.RowsAtLeast, c.RowsAtMost} {
			if bound == nil {
				continue
			}
			for _, n := range []int{*bound - 1, *bound, *bound + 1} {
				for _, rows := range all {
					if n > 0 && len(rows) > 0 {
						out = append(out, sized(rows, n))
					}
				}
			}
		}
	}
	return out
}

func sized(rows []response.Row, n int) []response.Row {
	if len(rows) >= n {
		return rows[:n]
	}
	return append(slices.Clone(rows), slices.Repeat(rows[len(rows)-1:], n-len(rows))...)
}

// columns are those that conditions ask about, with the cells that matter.
func (t *try) columns(a *asked) []column {
	table, _ := t.f.Table(a.Table)
	var all []column
	for _, col := range table.Columns {
		c := column{asked: asked{Question: framework.Question{ID: col.ID, Kind: col.Kind, Options: col.Options, Min: col.Min, Max: col.Max}}}
		for _, test := range a.tests {
			for _, row := range []*framework.Cond{test.RowAny, test.RowAll} {
				row.Walk(func(x *framework.Cond) {
					if x.Col == col.ID {
						c.tests = append(c.tests, x)
					}
				})
			}
		}
		if len(c.tests) == 0 {
			continue
		}
		for _, x := range candidates(&c.asked, t.asOf, t.trial) {
			if !slices.ContainsFunc(c.cells, func(o candidate) bool { return o.says == x.says }) {
				x.Answer.Raw = raw(&c.asked, x.Answer.Value)
				c.cells = append(c.cells, x)
			}
		}
		if !col.Required {
			c.cells = append(c.cells, candidate{To: To{Empty: true}})
		}
		all = append(all, c)
	}
	return all
}

// kindsOfRows are rows of each kind that conditions can tell apart.
func (t *try) kindsOfRows(a *asked, columns []column) []response.Row {
	rows := []response.Row{{Cells: map[string]response.Answer{}}}
	for _, c := range columns {
		var longer []response.Row
		for _, r := range rows {
			for _, cell := range c.cells {
				cells := maps.Clone(r.Cells)
				if !cell.Empty {
					cells[c.ID] = cell.Answer
				}
				longer = append(longer, response.Row{Cells: cells})
			}
		}
		rows = longer
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(rows, func(r response.Row) bool {
		says := t.trial.Says(a.tests, &response.Answer{Understood: true, Value: response.Value{Rows: []response.Row{r}}})
		was := seen[says]
		seen[says] = true
		return was
	})
}

// turned are the rows there are, each made one of a kind by the cells that have to be different.
func (t *try) turned(now []response.Row, kind response.Row, columns []column) []response.Row {
	var all []response.Row
	for _, row := range now {
		cells := maps.Clone(row.Cells)
		for _, c := range columns {
			want, filled := kind.Cells[c.ID]
			has, is := row.Cells[c.ID]
			is = is && has.Understood
			switch {
			case filled && !(is && t.trial.Says(c.tests, &has) == t.trial.Says(c.tests, &want)):
				cells[c.ID] = want
			case !filled:
				delete(cells, c.ID)
			}
		}
		all = append(all, response.Row{Cells: cells, Place: row.Place})
	}
	return all
}
