package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// area is where the rows of a table stand.
type area struct {
	sheet string
	last  int // row
	table framework.Table
}

func (b *planner) area(q framework.Question) area {
	s, _ := b.l.section("", q.Table)
	t, _ := b.f.Table(q.Table)
	return area{s.Title, tableBody + len(b.rows(s, t)) - 1, t}
}

// columns is the range of some columns, from and to, over all rows.
func (a area) columns(from, to int) string {
	return rangeOf(a.sheet, tableBody, from, a.last, max(from, to))
}

// filled counts the rows in which anything stands.
func (a area) filled() string {
	var lengths []string
	for i := range a.table.Columns {
		lengths = append(lengths, "LEN("+a.columns(i+1, i+1)+")")
	}
	return "SUMPRODUCT(--(" + strings.Join(lengths, "+") + ">0))"
}

// testRows is test for the words about rows that are written as formulas: how many there are, and
// whether a choice stands in any. An optional table left empty is a table of no rows.
func (b *planner) testRows(q framework.Question, c *framework.Cond, shown truth) truth {
	a, rows := b.area(q), b.answer(q.ID).Value.Rows
	given, decided := b.answered(q), always
	if q.Optional {
		given = always
	}
	var match expr
	switch {
	case c.RowsAtLeast != nil:
		match = expr{fmt.Sprintf("%s>=%d", a.filled(), *c.RowsAtLeast), len(rows) >= *c.RowsAtLeast}
	case c.RowsAtMost != nil:
		match = expr{fmt.Sprintf("%s<=%d", a.filled(), *c.RowsAtMost), len(rows) <= *c.RowsAtMost}
	case c.RowAny != nil && c.RowAny.OneOf != nil:
		i := slices.IndexFunc(a.table.Columns, func(col framework.Column) bool { return col.ID == c.RowAny.Col })
		if i < 0 {
			return unknown
		}
		match, decided = a.anyOf(i, c.RowAny.OneOf, rows)
	default:
		return unknown
	}
	yes := and(given, match)
	no := and(given, and(not(match), decided))
	return truth{and(shown.yes, yes), or(shown.no, and(shown.yes, no))}
}

// anyOf says whether one of some options stands in any row of a column, and whether that is decided
// where none does: a row in which a required column is still empty leaves it open.
func (a area) anyOf(column int, options []string, rows []response.Row) (match, decided expr) {
	col := a.table.Columns[column]
	cells := a.columns(column+1, column+1)
	match, decided = never, always
	for _, o := range col.Choosable() {
		if !slices.Contains(options, o.ID) {
			continue
		}
		if utf16Len(o.Label) > maxLiteral {
			return never, never
		}
		now := slices.ContainsFunc(rows, func(r response.Row) bool {
			return strings.EqualFold(asTyped(r.Cells[col.ID], col.Kind, col.Choosable()).String(), o.Label)
		})
		match = or(match, expr{fmt.Sprintf("SUMPRODUCT(--(%s=%s))>0", cells, literal(o.Label)), now})
	}
	if col.Required {
		open := slices.ContainsFunc(rows, func(r response.Row) bool {
			return asTyped(r.Cells[col.ID], col.Kind, col.Choosable()).kind == blank
		})
		decided = expr{fmt.Sprintf("SUMPRODUCT(--(LEN(%s)>0))=%s", cells, a.filled()), !open}
	}
	return match, decided
}
