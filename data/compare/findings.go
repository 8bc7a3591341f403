package compare

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
)

// Finding is one control of which the result differs.
type Finding struct {
	Control, Title, Dimension string
	Old, New                  Found
	Kind                      Kind
	Reason
}

// Found is a result on one side. Rule and Reason are of the rules, also where a reviewer decided otherwise.
// The zero Found is "there was no such control".
type Found struct {
	Result, Machine framework.Result
	Decided         bool
	Rule            int
	Reason          string
}

// findings are the controls of which the result differs, in the newer framework's order, then those gone.
func (t *trial) findings() []Finding {
	var all []Finding
	add := func(c framework.Control) {
		was, before := t.before[c.ID]
		is, after := t.after[c.ID]
		if before && after && was.Result == is.Result {
			return
		}
		f := Finding{Control: c.ID, Title: orID(c.Title, c.ID), Dimension: c.Dimension, Old: was, New: is}
		switch {
		case !before:
			f.Kind, f.Reason = New, of(Cause{Kind: RuleChanged, New: is.Reason})
		case !after:
			f.Kind, f.Reason = Gone, of(Cause{Kind: RuleChanged, Old: was.Reason})
		default:
			f.Kind, f.Reason = t.judge(f)
		}
		all = append(all, f)
	}
	for _, x := range t.results.now {
		add(x.Control)
	}
	for _, x := range t.results.old {
		if _, ok := t.after[x.Control.ID]; !ok {
			add(x.Control)
		}
	}
	return all
}

func orID(title, id string) string {
	if title == "" {
		return id
	}
	return title
}

func of(c Cause) Reason { return Reason{Sets: [][]Cause{{c}}} }

// judge says what became of a finding and why. One that could only be moved with the answer to a question
// that one side was not asked cannot be compared.
func (t *trial) judge(f Finding) (Kind, Reason) {
	kind := ofResults(f.Old.Result, f.New.Result)
	if !t.told {
		r, unasked := t.candidates(f)
		if unasked {
			kind = NotComparable
		}
		return kind, r
	}
	levers := t.levers(f.Control)
	moves := func(set []bool) bool {
		r, ok := t.try(f.Control, levers, set)
		return ok && r == f.New.Result
	}
	asked, unasked := t.sets(f, levers, smallest(len(levers), moves))
	if asked == nil && unasked != nil {
		return NotComparable, Reason{Sets: unasked}
	}
	if slices.ContainsFunc(levers, t.isUnasked) && !t.backwards(f, levers) {
		return NotComparable, Reason{Sets: asked}
	}
	return kind, Reason{Sets: asked}
}

// sets are the causes of sets of levers, those with an answer that one side was not asked for apart.
func (t *trial) sets(f Finding, levers []lever, sets [][]int) (asked, unasked [][]Cause) {
	for _, members := range sets {
		var causes []Cause
		only := true
		for _, i := range members {
			only = only && !t.isUnasked(levers[i])
			causes = append(causes, t.cause(levers[i], f))
		}
		if only {
			asked = append(asked, causes)
		} else {
			unasked = append(unasked, causes)
		}
	}
	return asked, unasked
}

func (t *trial) isUnasked(l lever) bool {
	return l.question != "" && t.answers[t.at[l.question]].NotAsked
}

// backwards says that the newer result could be moved back to the older without taking back an answer that one
// side was not asked for, so that the same is said whichever side stands first.
func (t *trial) backwards(f Finding, levers []lever) bool {
	rest := make([]bool, len(levers))
	sets := smallest(len(levers), func(set []bool) bool {
		for i := range set {
			rest[i] = !set[i]
		}
		r, ok := t.try(f.Control, levers, rest)
		return ok && r == f.Old.Result
	})
	return slices.ContainsFunc(sets, func(members []int) bool {
		return !slices.ContainsFunc(members, func(i int) bool { return t.isUnasked(levers[i]) })
	})
}

// cause tells of a lever what it was and is.
func (t *trial) cause(l lever, f Finding) Cause {
	c := Cause{Kind: l.kind}
	switch l.kind {
	case AnswerChanged, EvidenceChanged:
		c.Answer = &t.answers[t.at[l.question]]
	case TimePassed:
		c.From, c.To, c.Days = t.old.AsOf, t.now.AsOf, t.days(f.Control)
		if ofResults(f.Old.Result, f.New.Result) == Worse && len(c.Days) > 0 {
			c.Kind = EvidenceExpired
		}
	case RuleChanged:
		c.Old, c.New = f.Old.Reason, f.New.Reason
	case RatingChanged:
		c.Of, c.Old, c.New = t.rated()
	case ReviewerDecided:
		c.Old = string(t.old.Decided.Findings[f.Control].Result)
		c.New = string(t.now.Decided.Findings[f.Control].Result)
	}
	return c
}

// rated is the used API of which the rating differs and is the highest, with its ratings.
func (t *trial) rated() (api, old, now string) {
	for _, o := range t.now.Assessment.APIs {
		was, _ := t.old.Framework.API(o.API.ID)
		if is, ok := t.now.Framework.API(o.API.ID); ok && was.Rating != is.Rating && (api == "" || max(was.Rating, is.Rating) > max(old, now)) {
			api, old, now = o.API.ID, was.Rating, is.Rating
		}
	}
	return api, old, now
}

// days are the answers that a control's rules hold against the day of assessment, and that come out otherwise
// on the newer day.
func (t *trial) days(control string) []Dated {
	c, _ := t.now.Framework.Control(control)
	d := dayFinder{t: t}
	d.look(c.Applies)
	for _, r := range c.Rules {
		d.look(r.When)
	}
	return d.all
}

type dayFinder struct {
	t   *trial
	all []Dated
}

func (d *dayFinder) look(c *framework.Cond) {
	if c == nil {
		return
	}
	for i := range c.All {
		d.look(&c.All[i])
	}
	for i := range c.Any {
		d.look(&c.Any[i])
	}
	d.look(c.Not)
	if c.Q == "" {
		return
	}
	a := d.t.now.Submission.Answers[c.Q]
	d.answer(c.Q, c, a)
	for _, rows := range []*framework.Cond{c.RowAny, c.RowAll} {
		rows.Walk(func(x *framework.Cond) {
			for _, row := range a.Value.Rows {
				d.answer(c.Q, x, row.Cells[x.Col])
			}
		})
	}
}

func (d *dayFinder) answer(question string, c *framework.Cond, a response.Answer) {
	day := a.Value.Date
	if day.IsZero() || !a.Understood {
		return
	}
	holds := func(asOf *Side) bool {
		return c.Before != nil && day.Before(c.Before.On(asOf.AsOf)) || c.After != nil && c.After.On(asOf.AsOf).Before(day)
	}
	if holds(d.t.old) == holds(d.t.now) {
		return
	}
	q, _ := d.t.is.Question(question)
	x := Dated{question, q.Text, day, a.Cell}
	if !slices.Contains(d.all, x) {
		d.all = append(d.all, x)
	}
}

// candidates names, where the rules are not known, all that may have moved a finding: what differs among the
// answers it rests on, the day, the rules of another edition and what was decided. Unasked says that an answer
// it needs was not asked of one side.
func (t *trial) candidates(f Finding) (r Reason, unasked bool) {
	was, is := findingOf(t.old.Assessment, f.Control), findingOf(t.now.Assessment, f.Control)
	ids := map[string]bool{}
	for _, x := range []assess.Finding{was, is} {
		for _, g := range x.Grounds {
			ids[g.Question.ID] = true
		}
		for _, id := range x.Missing {
			ids[id] = true
			unasked = unasked || t.notAsked(id)
		}
	}
	var causes []Cause
	for i, a := range t.answers {
		if ids[a.Question] {
			causes = append(causes, Cause{Kind: a.kind(), Answer: &t.answers[i]})
			unasked = unasked || a.NotAsked
		}
	}
	if f.Old.Decided != f.New.Decided || f.Old.Decided && f.Old.Result != f.New.Result {
		causes = append(causes, t.cause(lever{kind: ReviewerDecided}, f))
	}
	if t.old.Origin.Framework != t.now.Origin.Framework {
		causes = append(causes, Cause{Kind: RuleChanged, Old: f.Old.Reason, New: f.New.Reason})
	}
	if t.old.AsOf != t.now.AsOf {
		causes = append(causes, Cause{Kind: TimePassed, From: t.old.AsOf, To: t.now.AsOf})
	}
	if causes == nil {
		return Reason{Untold: true}, unasked
	}
	return Reason{Sets: [][]Cause{causes}, Untold: len(causes) > 1}, unasked
}

func findingOf(a assess.Assessment, control string) assess.Finding {
	i := slices.IndexFunc(a.Findings, func(f assess.Finding) bool { return f.Control.ID == control })
	if i < 0 {
		return assess.Finding{}
	}
	return a.Findings[i]
}
