package framework

import (
	"slices"
	"strconv"
)

func (l *linter) controls() {
	for _, c := range l.f.Controls {
		what := "control " + c.ID
		l.need(c.At, what, "title", c.Title, "intent", c.Intent)
		if _, ok := l.f.Dimension(c.Dimension); !ok {
			l.fault(c.At, "%s: no dimension is called %q", what, c.Dimension)
		}
		if _, ok := l.f.Issue(c.Issue); c.Issue != "" && !ok {
			l.fault(c.At, "%s: no issue is called %q", what, c.Issue)
		}
		if c.Weight < 1 || c.Weight > 5 || c.Effort < 1 || c.Effort > 5 {
			l.fault(c.At, "%s: weight and effort are 1 to 5", what)
		}
		if len(c.Questions) == 0 {
			l.fault(c.At, "%s: no question asks about it", what)
		}
		for _, q := range c.Questions {
			l.question(q)
		}
		if c.Applies != nil {
			l.cond(what+": applies", c.Applies)
			l.need(c.At, what, "not_applicable", c.NotApplicable)
		}
		if l.f.Kind == Assessment {
			l.rules(c)
		}
	}
}

// rules holds that they are total: every one but the last has a condition, the last has none.
func (l *linter) rules(c Control) {
	if len(c.Rules) == 0 {
		l.fault(c.At, "control %s: it has no rules", c.ID)
		return
	}
	for i, r := range c.Rules {
		what := "control " + c.ID + ": rule " + strconv.Itoa(i+1)
		last := i == len(c.Rules)-1
		if last && r.When != nil {
			l.fault(r.At, "%s: the last rule has no condition, so that the rules are total", what)
		}
		if !last && r.When == nil {
			l.fault(r.At, "%s: without a condition it hides the rules after it", what)
		}
		if r.When != nil {
			l.cond(what, r.When)
		}
		l.oneOf(r.At, what+": result", string(r.Result), []string{string(Met), string(Partly), string(NotMet)})
		l.need(r.At, what, "reason", r.Reason)
		if r.Result != Met {
			l.need(r.At, what, "remedy", r.Remedy)
		}
		l.basis(r.At, what, r.Basis)
	}
}

// scaleAndGates holds that levels run from 0 without a gap, that each dimension has one gate a level
// above 0, and that a higher level never asks for less.
func (l *linter) scaleAndGates() {
	for i, s := range l.f.Scale {
		l.need(s.At, "level "+strconv.Itoa(s.Level), "title", s.Title, "meaning", s.Meaning)
		if s.Level != i {
			l.fault(s.At, "scale: level %d stands where level %d belongs", s.Level, i)
		}
	}
	if len(l.f.Scale) < 2 {
		l.fault(l.f.At, "scale: two levels at least are needed")
	}
	for _, g := range l.f.Gates {
		l.gate(g)
	}
	for _, d := range l.f.Dimensions {
		score := 0
		for level := 1; level < len(l.f.Scale); level++ {
			var found []Gate
			for _, g := range l.f.Gates {
				if g.Dimension == d.ID && g.Level == level {
					found = append(found, g)
				}
			}
			if len(found) != 1 {
				l.fault(l.f.At, "gates: dimension %s has %d gates to level %d, not one", d.ID, len(found), level)
				continue
			}
			if found[0].Score < score {
				l.fault(found[0].At, "gates: dimension %s: level %d asks a lower score than the level below it", d.ID, level)
			}
			score = found[0].Score
		}
	}
}

func (l *linter) gate(g Gate) {
	what := "gate " + g.Dimension + " " + strconv.Itoa(g.Level)
	if _, ok := l.f.Dimension(g.Dimension); !ok {
		l.fault(g.At, "%s: no dimension is called %q", what, g.Dimension)
	}
	if g.Level < 1 || g.Level >= len(l.f.Scale) {
		l.fault(g.At, "%s: the scale has no such level above 0", what)
	}
	if g.Score < 0 || g.Score > 100 {
		l.fault(g.At, "%s: a score is 0 to 100", what)
	}
	l.need(g.At, what, "reason", g.Reason)
	l.basis(g.At, what, g.Basis)
	for _, n := range g.Need {
		c, ok := l.f.Control(n.Control)
		if !ok {
			l.fault(n.At, "%s: no control is called %q", what, n.Control)
		} else if c.Dimension != g.Dimension {
			l.fault(n.At, "%s: control %s belongs to dimension %s", what, n.Control, c.Dimension)
		}
		l.oneOf(n.At, what+": result", string(n.Result), []string{string(Met), string(Partly)})
	}
}

// matrix holds that every rating has one row of one outcome a level, and that neither a higher level
// nor a lower risk ever makes an outcome worse. Pending stands outside the order of risk.
func (l *linter) matrix() {
	ranks := map[int]string{}
	for _, o := range l.f.Outcomes {
		l.need(o.At, "outcome "+o.ID, "title", o.Title, "meaning", o.Meaning)
		if other, ok := ranks[o.Rank]; ok {
			l.fault(o.At, "outcome %s: %s has rank %d already", o.ID, other, o.Rank)
		}
		ranks[o.Rank] = o.ID
	}
	rows := map[string]MatrixRow{}
	for _, row := range l.f.Matrix {
		l.matrixRow(row, rows)
	}
	var above *MatrixRow
	for _, r := range l.f.Ratings {
		l.need(r.At, "rating "+r.ID, "title", r.Title, "meaning", r.Meaning)
		l.basis(r.At, "rating "+r.ID, r.Basis)
		row, ok := rows[r.ID]
		if !ok {
			l.fault(r.At, "matrix: rating %s has no row", r.ID)
			continue
		}
		if r.ID == Pending {
			continue
		}
		if above != nil {
			l.noBetter(*above, row)
		}
		above = &row
	}
}

func (l *linter) matrixRow(row MatrixRow, rows map[string]MatrixRow) {
	what := "matrix row " + row.Rating
	if _, ok := l.f.Rating(row.Rating); !ok {
		l.fault(row.At, "%s: there is no such rating", what)
	}
	if _, twice := rows[row.Rating]; twice {
		l.fault(row.At, "%s stands twice", what)
	}
	rows[row.Rating] = row
	l.need(row.At, what, "reason", row.Reason)
	l.basis(row.At, what, row.Basis)
	if len(row.Outcomes) != len(l.f.Scale) {
		l.fault(row.At, "%s: %d outcomes for %d levels", what, len(row.Outcomes), len(l.f.Scale))
	}
	for i, id := range row.Outcomes {
		o, ok := l.f.Outcome(id)
		if !ok {
			l.fault(row.At, "%s: no outcome is called %q", what, id)
		} else if i > 0 && l.rank(row.Outcomes[i-1]) < o.Rank {
			l.fault(row.At, "%s: level %d has a worse outcome than level %d", what, i, i-1)
		}
	}
}

func (l *linter) noBetter(lower, higher MatrixRow) {
	for i := range min(len(lower.Outcomes), len(higher.Outcomes)) {
		if l.rank(higher.Outcomes[i]) < l.rank(lower.Outcomes[i]) {
			l.fault(higher.At, "matrix: at level %d rating %s has a better outcome than the lower risk %s",
				i, higher.Rating, lower.Rating)
		}
	}
}

func (l *linter) rank(outcome string) int {
	o, _ := l.f.Outcome(outcome)
	return o.Rank
}

func (l *linter) obligations() {
	brought := map[string]bool{}
	for _, row := range l.f.Matrix {
		for _, id := range row.Outcomes {
			brought[id] = true
		}
	}
	for _, o := range l.f.Obligations {
		what := "obligation " + o.ID
		l.need(o.At, what, "title", o.Title, "text", o.Text, "trigger", o.Trigger, "limit", o.Limit)
		l.oneOf(o.At, what+": owner", o.Owner, []string{"provider", "office", "joint"})
		l.oneOf(o.At, what+": layer", o.Layer, []string{"", "network", "application", "transaction"})
		l.basis(o.At, what, o.Basis)
		if o.DueDays < 0 || o.DueMonths < 0 || (o.DueDays > 0 && o.DueMonths > 0) {
			l.fault(o.At, "%s: either due_days or due_months, and not below 0", what)
		}
		if len(o.Outcomes) == 0 {
			l.fault(o.At, "%s: no outcome brings it", what)
		}
		for _, id := range o.Outcomes {
			if _, ok := l.f.Outcome(id); !ok {
				l.fault(o.At, "%s: no outcome is called %q", what, id)
			}
		}
		if !slices.ContainsFunc(o.Outcomes, func(id string) bool { return brought[id] }) {
			l.fault(o.At, "%s: the matrix never gives an outcome that brings it", what)
		}
		for _, id := range o.Ratings {
			if _, ok := l.f.Rating(id); !ok {
				l.fault(o.At, "%s: there is no rating %q", what, id)
			}
		}
	}
}

func (l *linter) register() {
	for _, a := range l.f.APIs {
		what := "api " + a.ID
		l.need(a.At, what, "service", a.Service, "action", a.Action, "title", a.Title, "domain", a.Domain)
		if _, ok := l.f.Rating(a.Rating); !ok {
			l.fault(a.At, "%s: there is no rating %q", what, a.Rating)
		}
		l.oneOf(a.At, what+": availability", a.Availability, []string{"production", "test", "retired"})
		l.basis(a.At, what, a.Basis)
	}
}
