package target

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Finder finds ways by one edition as of one day. It can be used for many submissions, at once too.
type Finder struct {
	f     *framework.Framework
	index *framework.Index
	asOf  date.Date
	fixed map[string]bool
	parts []part
	of    []int         // of each control: the position of its dimension
	blank *assess.Trial // of no answers, from which others begin
}

// part are controls that hang together by questions that may change. As a rule it is one control: then its
// result follows from its own questions and from nothing that may change elsewhere.
type part struct {
	controls []int    // positions in the framework, ascending
	asked    []*asked // the questions that may change and matter, in the order of the questionnaire
}

// asked is one question that may change.
type asked struct {
	framework.Question
	place   int // in the questionnaire
	control framework.Control
	tests   []*framework.Cond // everything that is asked of its answer anywhere
	known   []candidate       // the answers that matter; those of a table depend on the rows there are
}

// New prepares a framework.
func New(f *framework.Framework, asOf date.Date) *Finder {
	x := &Finder{f: f, index: f.Index(), asOf: asOf, fixed: fixed(f)}
	for _, c := range f.Controls {
		x.of = append(x.of, slices.IndexFunc(f.Dimensions, func(d framework.Dimension) bool { return d.ID == c.Dimension }))
	}
	all := map[string]*asked{}
	var order []*asked
	for i, q := range x.index.Questions {
		if !x.fixed[q.ID] {
			c, _ := f.Control(q.Control)
			all[q.ID] = &asked{Question: *q, place: i, control: c}
			order = append(order, all[q.ID])
		}
	}
	matter := make([][]string, len(f.Controls))
	for i := range f.Controls {
		matter[i] = matters(all, &f.Controls[i])
	}
	x.parts = together(f, matter, all)
	x.blank = assess.NewTrial(f, &response.Submission{}, asOf)
	for _, a := range order {
		if len(a.tests) > 0 && a.Kind != framework.Rows {
			a.known = candidates(a, asOf, x.blank)
		}
	}
	return x
}

// fixed are the questions whose answers stay: those of no control, the list of APIs, and what decides
// whether a control applies, with what decides whether that is asked.
func fixed(f *framework.Framework) map[string]bool {
	all := map[string]framework.Question{}
	stays := map[string]bool{}
	for _, q := range f.Questions() {
		all[q.ID] = q
		stays[q.ID] = q.Control == ""
	}
	if q, ok := f.RoleQuestion(framework.RoleAPIs); ok {
		stays[q.ID] = true
	}
	var stay func(ids []string)
	stay = func(ids []string) {
		for _, id := range ids {
			stays[id] = true
			stay(all[id].ShowIf.Questions())
		}
	}
	for _, c := range f.Controls {
		stay(c.Applies.Questions())
	}
	return stays
}

// matters lists the questions that may change and bear on a control, and notes with each what is asked of
// its answer.
func matters(all map[string]*asked, c *framework.Control) []string {
	var ids []string
	var conds []*framework.Cond
	for i := range c.Rules {
		conds = append(conds, c.Rules[i].When)
	}
	for len(conds) > 0 {
		var above []*framework.Cond
		for _, cond := range conds {
			cond.Walk(func(x *framework.Cond) {
				a := all[x.Q]
				if x.Q == "" || a == nil {
					return
				}
				if !slices.Contains(a.tests, x) {
					a.tests = append(a.tests, x)
				}
				if !slices.Contains(ids, x.Q) {
					ids = append(ids, x.Q)
					above = append(above, a.ShowIf)
				}
			})
		}
		conds = above
	}
	return ids
}

// together puts controls that share questions, or whose questions stand under one another, into one part.
func together(f *framework.Framework, matter [][]string, all map[string]*asked) []part {
	at := map[string]int{}
	for i, c := range f.Controls {
		at[c.ID] = i
	}
	of := make([]int, len(f.Controls)) // the first control of the same part
	for i := range of {
		of[i] = i
	}
	join := func(a, b int) {
		from, to := max(of[a], of[b]), min(of[a], of[b])
		for i := range of {
			if of[i] == from {
				of[i] = to
			}
		}
	}
	home := map[string]int{}
	for i, ids := range matter {
		for _, id := range ids {
			join(i, at[all[id].control.ID])
			if first, ok := home[id]; ok {
				join(i, first)
			}
			home[id] = i
		}
	}
	var parts []part
	for i := range of {
		if of[i] != i {
			continue
		}
		p := part{}
		for k := range of {
			if of[k] != i {
				continue
			}
			p.controls = append(p.controls, k)
			for _, id := range matter[k] {
				if !slices.Contains(p.asked, all[id]) {
					p.asked = append(p.asked, all[id])
				}
			}
		}
		slices.SortFunc(p.asked, func(a, b *asked) int { return a.place - b.place })
		parts = append(parts, p)
	}
	dimension := func(p part) int {
		return slices.IndexFunc(f.Dimensions, func(d framework.Dimension) bool { return d.ID == f.Controls[p.controls[0]].Dimension })
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(dimension(a), dimension(b)) })
	return parts
}

// Find finds the ways to one goal.
func (x *Finder) Find(s *response.Submission, goal Goal) (Ways, error) {
	if goal.API != "" {
		return x.open(s, goal)
	}
	if goal.Level < 0 || goal.Level >= len(x.f.Scale) {
		return Ways{}, fmt.Errorf("the scale of %s has no level %d: it runs from 0 to %d", x.f.Ref(), goal.Level, len(x.f.Scale)-1)
	}
	t := x.begin(s)
	defer t.trial.End()
	w := t.ways(goal, goal.Level)
	for _, o := range t.apis {
		if !o.open(t.level) && o.opens == goal.Level {
			w.APIs = append(w.APIs, o.API.ID)
		}
	}
	return w, nil
}

// open finds what lets an API be used.
func (x *Finder) open(s *response.Submission, goal Goal) (Ways, error) {
	api, ok := x.api(goal.API)
	if !ok {
		return Ways{}, fmt.Errorf("the register of %s has no API %q", x.f.Ref(), goal.API)
	}
	goal.API = api.ID
	t := x.begin(s)
	defer t.trial.End()
	for _, o := range t.apis {
		if o.API.ID == api.ID {
			return t.openWays(goal, o), nil
		}
	}
	q, _ := x.f.RoleQuestion(framework.RoleAPIs)
	return Ways{Goal: goal, Level: -1, Answer: []string{q.ID},
		Why: fmt.Sprintf("%s is not among the APIs the product lists at %s, so nothing is recommended for it. List it there first.", api.ID, q.ID)}, nil
}

// Ahead finds the ways to the next overall level, then to every level at which more of the APIs listed
// open, and says of the other APIs that are not open why no answer opens them. It is empty where the
// product is at the top and all its APIs are open.
func (x *Finder) Ahead(s *response.Submission) []Ways {
	t := x.begin(s)
	defer t.trial.End()
	var all, never []Ways
	for level := t.level + 1; level < len(x.f.Scale); level++ {
		var opens []string
		for _, o := range t.apis {
			if o.opens == level && !o.open(t.level) && o.never() == "" {
				opens = append(opens, o.API.ID)
			}
		}
		if len(opens) > 0 || level == t.level+1 {
			w := t.ways(Goal{Level: level}, level)
			w.APIs = opens
			all = append(all, w)
		}
	}
	for _, o := range t.apis {
		if why := o.never(); why != "" && !o.open(t.level) {
			never = append(never, Ways{Goal: Goal{API: o.API.ID}, Level: -1, Why: why})
		}
	}
	return append(all, never...)
}

// listed is one API of the product, with the lowest level at which it can be used; -1 where there is none.
type listed struct {
	framework.API
	known  bool
	opens  int
	opened []bool // by level
}

func (o listed) open(level int) bool { return o.known && o.opened[level] }

// never says why an API opens at no level, "" where it does at one.
func (o listed) never() string {
	switch {
	case !o.known:
		return fmt.Sprintf("The API register has no service action %s, so no answer can open it.", o.API.ID)
	case o.Availability == "retired":
		return fmt.Sprintf("%s has been retired: no answer can open it.", o.API.ID)
	case o.Rating == framework.Pending && o.opens < 0:
		return fmt.Sprintf("%s has not been rated yet. The office rates it first: no answer can open it before.", o.API.ID)
	case o.opens < 0:
		return fmt.Sprintf("No level of confidence opens an API of the rating of %s.", o.API.ID)
	}
	return ""
}

func (x *Finder) api(id string) (framework.API, bool) {
	i := slices.IndexFunc(x.f.APIs, func(a framework.API) bool { return strings.EqualFold(a.ID, id) })
	if i < 0 {
		return framework.API{}, false
	}
	return x.f.APIs[i], true
}

// listed lists the APIs of a submission on trial, each once.
func (x *Finder) listed(trial *assess.Trial) []listed {
	var all []listed
	for _, id := range trial.Listed() {
		o := listed{API: framework.API{ID: id}, opens: -1}
		if api, ok := x.api(id); ok {
			o.API, o.known = api, true
			o.opened = x.opened(api.Rating)
			o.opens = slices.Index(o.opened, true)
		}
		if !slices.ContainsFunc(all, func(l listed) bool { return l.API.ID == o.API.ID }) {
			all = append(all, o)
		}
	}
	return all
}

// opened says of each level whether an API so rated can be used at it.
func (x *Finder) opened(rating string) []bool {
	open := make([]bool, len(x.f.Scale))
	for _, row := range x.f.Matrix {
		if row.Rating == rating {
			for level, id := range row.Outcomes {
				o, _ := x.f.Outcome(id)
				open[level] = o.Access
			}
		}
	}
	return open
}
