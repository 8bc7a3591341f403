package workbook

import (
	"fmt"
	"strings"

	"opframe/data/framework"
)

// The marks of the status column.
const (
	statusRequired = "Required"
	statusOptional = "Optional"
	statusAnswered = "Answered"
	statusNotAsked = "Not asked"
	statusDepends  = "Depends"
)

// truth is a condition both ways. Neither holds while an answer it needs is missing, or where the
// condition cannot be written as a formula.
type truth struct{ yes, no expr }

// maxFormula keeps below the 8192 characters that Excel allows in a formula.
const maxFormula = 7000

// maxLiteral is the longest text that Excel allows in a formula.
const maxLiteral = 255

var unknown = truth{never, never}

// status says of a question whether it must be answered. Its formula and its value follow each other.
func (b *planner) status(q framework.Question) (content, string) {
	shown := b.shown(q)
	open := statusRequired
	if q.Optional {
		open = statusOptional
	}
	answered := b.answered(q)
	text, formula := open, fmt.Sprintf("IF(%s,%s,%s)", answered.formula, literal(statusAnswered), literal(open))
	if answered.now {
		text = statusAnswered
	}
	if q.ShowIf != nil {
		formula = fmt.Sprintf("IF(%s,%s,IF(%s,%s,%s))", shown.no.formula, literal(statusNotAsked),
			shown.yes.formula, formula, literal(statusDepends))
		switch {
		case shown.no.now:
			text = statusNotAsked
		case !shown.yes.now:
			text = statusDepends
		}
	}
	return textOf(text), formula
}

// followed is the mark of an option's line: it is not asked when its question is not, whose status
// stands in the cell given.
func (b *planner) followed(q framework.Question, cell string) (content, string) {
	if q.ShowIf == nil {
		return content{}, ""
	}
	formula := fmt.Sprintf("IF(%s=%s,%s,\"\")", cell, literal(statusNotAsked), literal(statusNotAsked))
	if b.shown(q).no.now {
		return textOf(statusNotAsked), formula
	}
	return content{}, formula
}

// shown is whether a question is asked.
func (b *planner) shown(q framework.Question) truth {
	t, ok := b.memo[q.ID]
	if !ok {
		b.memo[q.ID] = unknown // a question that depends on itself stays so
		t = truth{always, never}
		if q.ShowIf != nil {
			t = b.holds(q.ShowIf)
		}
		if len(t.yes.formula)+len(t.no.formula) > maxFormula {
			t = unknown
		}
		b.memo[q.ID] = t
	}
	return t
}

func (b *planner) holds(c *framework.Cond) truth {
	switch {
	case c.All != nil:
		t := truth{always, never}
		for i := range c.All {
			u := b.holds(&c.All[i])
			t = truth{and(t.yes, u.yes), or(t.no, u.no)}
		}
		return t
	case c.Any != nil:
		t := truth{never, always}
		for i := range c.Any {
			u := b.holds(&c.Any[i])
			t = truth{or(t.yes, u.yes), and(t.no, u.no)}
		}
		return t
	case c.Not != nil:
		t := b.holds(c.Not)
		return truth{t.no, t.yes}
	}
	return b.test(c)
}

// test follows what conditions mean: an answer that is missing leaves it open, one that was not
// asked for or may be left out makes it false.
func (b *planner) test(c *framework.Cond) truth {
	q, ok := b.f.Question(c.Q)
	if !ok || c.Fact != "" {
		return unknown
	}
	t := b.testOf(q, c)
	if !b.has(q.ID) {
		return truth{fixed(t.yes), fixed(t.no)}
	}
	return t
}

func (b *planner) testOf(q framework.Question, c *framework.Cond) truth {
	shown, answered := b.seen(q), b.answered(q)
	given := and(not(shown.no), answered)
	switch {
	case c.Missing:
		return truth{not(given), given}
	case c.Answered:
		return truth{given, not(given)}
	}
	if q.Kind == framework.Rows {
		return b.testRows(q, c, shown)
	}
	match, ok := b.match(q, c)
	if !ok {
		return unknown
	}
	wrong := not(match)
	if !q.Optional {
		wrong = and(answered, wrong)
	}
	return truth{and(shown.yes, and(answered, match)), or(shown.no, and(shown.yes, wrong))}
}

// seen is shown as other formulas read it, from the status of the question: written out, the
// conditions of a chain of questions would grow with each of them.
func (b *planner) seen(q framework.Question) truth {
	t := b.shown(q)
	if q.ShowIf == nil || t == unknown {
		return t
	}
	ref := b.ref(q, colStatus)
	no := expr{ref + "=" + literal(statusNotAsked), t.no.now}
	open := expr{ref + "=" + literal(statusDepends), !t.no.now && !t.yes.now}
	return truth{and(not(no), not(open)), no}
}

func (b *planner) answered(q framework.Question) expr {
	own := expr{fmt.Sprintf("LEN(%s)>0", b.ref(q, colAnswer)), b.typed(q).kind != blank}
	switch q.Kind {
	case framework.Rows:
		a := b.area(q)
		return expr{fmt.Sprintf("COUNTA(%s)>0", a.columns(1, len(a.table.Columns))), len(b.answer(q.ID).Value.Rows) > 0}
	case framework.Choices:
		at := b.spots[q.ID]
		col := b.l.column(colAnswer)
		lines := rangeOf(at.sheet, at.row+1, col, at.row+at.options, col)
		return or(own, expr{fmt.Sprintf("COUNTA(%s)>0", lines), b.answer(q.ID).Understood})
	}
	return own
}

// ref is a cell of a question's line.
func (b *planner) ref(q framework.Question, column string) string {
	s := b.spots[q.ID]
	return at(s.sheet, s.row, b.l.column(column))
}

// match is the word of a condition as a formula on the answer cell. It is false where that is
// empty, and not ok for the words that no formula is written for.
func (b *planner) match(q framework.Question, c *framework.Cond) (expr, bool) {
	switch {
	case c.OneOf != nil:
		return b.chosen(q, c.OneOf)
	case c.AnyOf != nil:
		return b.ticks(q, c.AnyOf, or, never)
	case c.AllOf != nil:
		return b.ticks(q, c.AllOf, and, always)
	case c.NoneOf != nil:
		x, ok := b.ticks(q, c.NoneOf, or, never)
		return not(x), ok
	case c.AtLeast != nil || c.AtMost != nil:
		return b.within(q, c), true
	case c.Before != nil && !c.Before.Fixed.IsZero():
		return b.day(q, "<", c.Before), true
	case c.After != nil && !c.After.Fixed.IsZero():
		return b.day(q, ">", c.After), true
	case c.Evidenced:
		return expr{fmt.Sprintf("LEN(%s)>0", b.ref(q, colEvidence)), b.answer(q.ID).Evidence.Text != ""}, true
	}
	return never, false
}

func (b *planner) chosen(q framework.Question, ids []string) (expr, bool) {
	x, now := never, b.typed(q).String()
	for _, id := range ids {
		for _, o := range q.Choosable() {
			if o.ID != id {
				continue
			}
			if utf16Len(o.Label) > maxLiteral {
				return never, false
			}
			x = or(x, expr{b.ref(q, colAnswer) + "=" + literal(o.Label), strings.EqualFold(now, o.Label)})
		}
	}
	return x, true
}

func (b *planner) ticks(q framework.Question, ids []string, join func(x, y expr) expr, x expr) (expr, bool) {
	if q.Kind != framework.Choices {
		return never, false
	}
	yes, s := framework.YesNoOptions[0].Label, b.spots[q.ID]
	for _, id := range ids {
		for i, o := range q.Options {
			if o.ID == id {
				ref := at(s.sheet, s.row+1+i, b.l.column(colAnswer))
				x = join(x, expr{ref + "=" + literal(yes), b.ticked(q, o).text == yes})
			}
		}
	}
	return x, true
}

func (b *planner) within(q framework.Question, c *framework.Cond) expr {
	ref, v := b.ref(q, colAnswer), b.typed(q)
	x := expr{fmt.Sprintf("ISNUMBER(%s)", ref), v.kind == isNumber}
	if c.AtLeast != nil {
		x = and(x, expr{ref + ">=" + plain(*c.AtLeast), v.number >= *c.AtLeast})
	}
	if c.AtMost != nil {
		x = and(x, expr{ref + "<=" + plain(*c.AtMost), v.number <= *c.AtMost})
	}
	return x
}

func (b *planner) day(q framework.Question, sign string, w *framework.When) expr {
	ref, v, d := b.ref(q, colAnswer), b.typed(q), w.Fixed
	order := v.day.Compare(d)
	now := v.kind == isDay && (order < 0 && sign == "<" || order > 0 && sign == ">")
	return expr{fmt.Sprintf("AND(ISNUMBER(%s),%s%sDATE(%d,%d,%d))", ref, ref, sign, d.Year, d.Month, d.Day), now}
}
