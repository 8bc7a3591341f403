package report

import (
	"fmt"
	"slices"

	"opframe/data/framework"
)

// editions is what became of one edition in the next, worked out from both and the mapping of questions.
type editions struct {
	old, now *framework.Framework
	// kept have the same words and the same answers; altered the same words and other answers; reworded
	// other words.
	kept, altered, reworded []carried
	dropped                 []framework.Mapped
	// fresh are questions that take up none of the earlier edition, in order.
	fresh []framework.Question
}

// carried is a question of the earlier edition and the one that takes it up.
type carried struct {
	old, now framework.Question
	note     string
}

func compareEditions(old, now *framework.Framework) editions {
	e := editions{old: old, now: now}
	taken := map[string]bool{}
	for _, m := range now.Mapping {
		q, ok := now.Question(m.To)
		if !ok {
			e.dropped = append(e.dropped, m)
			continue
		}
		taken[q.ID] = true
		was, _ := old.Question(m.From)
		c := carried{was, q, m.Note}
		switch {
		case was.Text != q.Text:
			e.reworded = append(e.reworded, c)
		case answerWords(old, was) != answerWords(now, q):
			e.altered = append(e.altered, c)
		default:
			e.kept = append(e.kept, c)
		}
	}
	for _, q := range now.Questions() {
		if !taken[q.ID] {
			e.fresh = append(e.fresh, q)
		}
	}
	return e
}

// carried are all that are taken up.
func (e editions) carried() []carried { return slices.Concat(e.kept, e.altered, e.reworded) }

// sentence is the change in one sentence.
func (e editions) sentence() string {
	return fmt.Sprintf("Of the %s of %s, %s taken up in %s and %s dropped; %s new.",
		number(len(e.carried())+len(e.dropped), "question", "questions"), spoken(e.old),
		number(len(e.carried()), "is", "are"), spoken(e.now), number(len(e.dropped), "is", "are"), number(len(e.fresh), "is", "are"))
}

// moved are the questions that stand in another dimension now.
func (e editions) moved() []carried {
	var all []carried
	for _, c := range e.carried() {
		if dimensionOf(e.old, c.old) != dimensionOf(e.now, c.now) {
			all = append(all, c)
		}
	}
	return all
}

// dimensionOf is the title of the dimension a question stands in.
func dimensionOf(f *framework.Framework, q framework.Question) string {
	id := q.Dimension
	if c, ok := f.Control(q.Control); ok {
		id = c.Dimension
	}
	d, _ := f.Dimension(id)
	return d.Title
}

// unasked are the controls all of whose questions are new: what they ask about was not asked before.
func (e editions) unasked() []framework.Control {
	var all []framework.Control
	for _, c := range e.now.Controls {
		if len(c.Questions) > 0 && len(e.freshIn(c.ID)) == len(c.Questions) {
			all = append(all, c)
		}
	}
	return all
}

// freshIn are the new questions of a control, or of none for "".
func (e editions) freshIn(control string) []framework.Question {
	var all []framework.Question
	for _, q := range e.fresh {
		if q.Control == control {
			all = append(all, q)
		}
	}
	return all
}

// difference is something both editions have by the same id and say differently, or one alone has: then
// the other's words are "".
type difference struct{ id, was, is string }

// differences compares two lists in order, those gone last; both are given by id and words.
func differences[T any](old, now []T, id, words func(T) string) []difference {
	var all []difference
	in := func(all []T, x T) (T, bool) {
		i := slices.IndexFunc(all, func(y T) bool { return id(y) == id(x) })
		if i < 0 {
			var none T
			return none, false
		}
		return all[i], true
	}
	for _, x := range now {
		was, ok := in(old, x)
		switch {
		case !ok:
			all = append(all, difference{id(x), "", words(x)})
		case words(was) != words(x):
			all = append(all, difference{id(x), words(was), words(x)})
		}
	}
	for _, x := range old {
		if _, ok := in(now, x); !ok {
			all = append(all, difference{id(x), words(x), ""})
		}
	}
	return all
}

// ratingChanges are the APIs whose rating changed, that are new or gone; none where an edition has no register.
func (e editions) ratingChanges() []difference {
	if len(e.old.APIs) == 0 || len(e.now.APIs) == 0 {
		return nil
	}
	titled := func(f *framework.Framework) []framework.API {
		all := slices.Clone(f.APIs)
		for i, a := range all {
			all[i].Title = a.Title + ": " + ratingTitle(f, a.Rating)
		}
		return all
	}
	return differences(titled(e.old), titled(e.now), func(a framework.API) string { return a.ID }, func(a framework.API) string { return a.Title })
}

// obligationChanges are the obligations that changed, are new or gone; none where an edition has none.
func (e editions) obligationChanges() []difference {
	if len(e.old.Obligations) == 0 || len(e.now.Obligations) == 0 {
		return nil
	}
	return differences(e.old.Obligations, e.now.Obligations, func(o framework.Obligation) string { return o.ID },
		func(o framework.Obligation) string {
			return o.Title + "\n" + o.Text + "\n" + sentence(o.Owner) + "; " + lowered(o.Trigger) + ": " + lowered(o.Limit)
		})
}
