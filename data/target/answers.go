package target

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// candidate is one answer of those that matter: every other answer has the same said of it by all
// conditions as one of them.
type candidate struct {
	To
	says string // what the conditions say of it; see assess.Trial.Says
}

// class are the candidates of which the same is said.
type class struct {
	says  string
	found []candidate
}

// candidates inverts the words of the conditions on one question, tables excepted: options chosen, numbers
// and days at the bounds and between them, any text, and each with evidence where a condition asks for it.
func candidates(a *asked, asOf date.Date, trial *assess.Trial) []candidate {
	var all []To
	switch a.Kind {
	case framework.YesNo, framework.Choice:
		for _, o := range a.Choosable() {
			all = append(all, To{Options: []string{o.ID}})
		}
	case framework.Choices:
		all = chosen(a)
	case framework.Number:
		all = numbers(a)
	case framework.Day:
		all = days(a, asOf)
	case framework.Text:
		all = []To{{Words: true, Answer: response.Answer{Value: response.Value{Text: "…"}}}}
	}
	evidenced := slices.ContainsFunc(a.tests, func(c *framework.Cond) bool { return c.Evidenced })
	var out []candidate
	for _, to := range all {
		to.Answer.Understood = true
		if to.Options != nil || a.Kind == framework.Choices {
			to.Answer.Value.Options = to.Options
		}
		out = append(out, candidate{to, trial.Says(a.tests, &to.Answer)})
		if evidenced {
			to.Evidence, to.Answer.Evidence = true, response.Field{Text: "…"}
			out = append(out, candidate{to, trial.Says(a.tests, &to.Answer)})
		}
	}
	return out
}

// mostOptions bounds the options of one question that are tried in every combination. Options named
// beyond it stay as they are; no form that people fill in has a question with so many.
const mostOptions = 14

// chosen are all sets of the options that conditions name. Options nobody names stay as they are. None
// stands alone, and nothing can be chosen only where there is no option that says so.
func chosen(a *asked) []To {
	var named []string
	none, other := false, false
	for _, o := range a.Options {
		asks := slices.ContainsFunc(a.tests, func(c *framework.Cond) bool {
			return slices.Contains(slices.Concat(c.OneOf, c.AllOf, c.AnyOf, c.NoneOf), o.ID)
		})
		switch {
		case o.ID == framework.NoneOption:
			none = true
		case asks && len(named) < mostOptions:
			named = append(named, o.ID)
		default:
			other = true
		}
	}
	var all []To
	for mask := range 1 << len(named) {
		var set []string
		for i, id := range named {
			if mask&(1<<i) != 0 {
				set = append(set, id)
			}
		}
		if mask > 0 || other || !none {
			all = append(all, To{Options: set})
		}
	}
	if none {
		all = append(all, To{Options: []string{framework.NoneOption}})
	}
	return all
}

// numbers are the bounds that conditions name, and what lies below, between and above them.
func numbers(a *asked) []To {
	var at []float64
	for _, c := range a.tests {
		for _, b := range []*float64{c.AtLeast, c.AtMost} {
			if b != nil {
				at = append(at, *b)
			}
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	var all []To
	add := func(to To, n float64) {
		if (a.Min == nil || n >= *a.Min) && (a.Max == nil || n <= *a.Max) {
			to.Answer.Value.Number = n
			all = append(all, to)
		}
	}
	if len(at) == 0 {
		least := 0.0
		if a.Min != nil {
			least = *a.Min
		}
		add(To{}, least)
		return all
	}
	for i := range at {
		if i == 0 {
			add(To{Below: &at[0]}, inside(a.Min, at[0], -1))
		} else {
			add(To{Above: &at[i-1], Below: &at[i]}, between(at[i-1], at[i]))
		}
		add(To{AtLeast: &at[i], AtMost: &at[i]}, at[i])
	}
	last := len(at) - 1
	add(To{Above: &at[last]}, inside(a.Max, at[last], 1))
	return all
}

// inside is a number one beyond a bound or, where less is left, on the limit the question sets.
func inside(limit *float64, bound, step float64) float64 {
	n := bound + step
	if limit != nil && *limit != bound && (*limit-bound)*step > 0 && (n-*limit)*step > 0 {
		return *limit
	}
	return n
}

func between(low, high float64) float64 {
	if low+1 < high {
		return low + 1
	}
	return (low + high) / 2
}

// days are the days that conditions name, and those before, between and after them.
func days(a *asked, asOf date.Date) []To {
	var at []date.Date
	for _, c := range a.tests {
		for _, w := range []*framework.When{c.Before, c.After} {
			if w != nil {
				at = append(at, w.On(asOf))
			}
		}
	}
	slices.SortFunc(at, date.Date.Compare)
	at = slices.Compact(at)
	if len(at) == 0 {
		return []To{{Answer: day(asOf)}}
	}
	all := []To{{Until: at[0].AddDays(-1), Answer: day(at[0].AddDays(-1))}}
	for i, d := range at {
		all = append(all, To{From: d, Until: d, Answer: day(d)})
		next := d.AddDays(1)
		switch {
		case i+1 == len(at):
			all = append(all, To{From: next, Answer: day(next)})
		case next.Before(at[i+1]):
			all = append(all, To{From: next, Until: at[i+1].AddDays(-1), Answer: day(next)})
		}
	}
	return all
}

func day(d date.Date) response.Answer { return response.Answer{Value: response.Value{Date: d}} }

// classes groups the answers of a question that are not what is said now. Was is the answer given, if it
// is there and understood.
func (t *try) classes(a *asked, was *response.Answer) []class {
	found := a.known
	if a.Kind == framework.Rows {
		found = t.tables(a, was)
	}
	says := ""
	if was != nil {
		says = t.trial.Says(a.tests, was)
	}
	var all []class
	for _, c := range found {
		if was != nil && (c.says == says || was.Evidence.Text != "" && !c.Evidence && t.evidenced(a)) {
			continue
		}
		i := slices.IndexFunc(all, func(k class) bool { return k.says == c.says })
		if i < 0 {
			all = append(all, class{says: c.says})
			i = len(all) - 1
		}
		all[i].found = append(all[i].found, c)
	}
	if was != nil && a.Optional {
		all = append(all, class{found: []candidate{{To: To{Empty: true}}}})
	}
	return all
}

func (t *try) evidenced(a *asked) bool {
	return slices.ContainsFunc(a.tests, func(c *framework.Cond) bool { return c.Evidenced })
}

// told makes of the classes that will do what a person can be told: the answers nearest to the one given,
// and numbers and days as the widest range.
func (t *try) told(a *asked, was *response.Answer, classes []class) []To {
	var all []To
	evidence := true // asked for only where no answer will do without
	for _, k := range classes {
		for _, c := range k.found {
			evidence = evidence && c.Evidence
			all = append(all, c.To)
		}
	}
	if !evidence {
		all = slices.DeleteFunc(all, func(to To) bool { return to.Evidence })
	}
	named := was != nil && was.Evidence.Text != ""
	for i := range all {
		all[i].Evidence = all[i].Evidence && !named
	}
	switch a.Kind {
	case framework.YesNo, framework.Choice: // where only evidence is wanting, what is chosen now comes first
		slices.SortStableFunc(all, func(x, y To) int {
			is := func(to To) int { return boolInt(was == nil || !slices.Equal(to.Options, was.Value.Options)) }
			return is(x) - is(y)
		})
	case framework.Choices:
		all = nearestSets(a, was, all)
	case framework.Number:
		all = ranges(all, adjoining, func(x, y To) To {
			x.AtMost, x.Below = y.AtMost, y.Below
			return x
		}, was, func(x response.Value) float64 { return x.Number })
	case framework.Day:
		all = ranges(all, func(x, y To) bool { return x.Until.AddDays(1) == y.From }, func(x, y To) To {
			x.Until = y.Until
			return x
		}, was, func(x response.Value) float64 { return float64(x.Date.Time().Unix()) })
	case framework.Rows:
		all = all[:1]
	}
	for i := range all {
		all[i].Answer.Raw = raw(a, all[i].Answer.Value)
	}
	return all
}

// adjoining says that the range y begins where x ends.
func adjoining(x, y To) bool {
	switch {
	case x.Below != nil && y.AtLeast != nil:
		return *x.Below == *y.AtLeast
	case x.AtMost != nil && y.Above != nil:
		return *x.AtMost == *y.Above
	}
	return false
}

// ranges joins neighbours and orders what is left by how near it lies to the answer given. Within a joined
// range the part nearest to it is the one that is tried: with no answer given, the one at a bound.
func ranges(all []To, next func(x, y To) bool, join func(x, y To) To, was *response.Answer, at func(response.Value) float64) []To {
	far := func(to To) float64 {
		if was == nil {
			return 0
		}
		return max(at(to.Answer.Value)-at(was.Value), at(was.Value)-at(to.Answer.Value))
	}
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(x, y To) int {
		if x.Empty != y.Empty {
			return boolInt(x.Empty) - boolInt(y.Empty)
		}
		return cmp.Compare(at(x.Answer.Value), at(y.Answer.Value))
	})
	var out []To
	for _, to := range order {
		last := len(out) - 1
		if last < 0 || out[last].Empty || to.Empty || !next(out[last], to) {
			out = append(out, to)
			continue
		}
		joined := join(out[last], to)
		if far(to) < far(out[last]) || was == nil && !closed(out[last]) && closed(to) {
			joined.Answer = to.Answer
		}
		out[last] = joined
	}
	slices.SortStableFunc(out, func(x, y To) int { return cmp.Compare(far(x), far(y)) })
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// closed says that a range of numbers has its own bound in it.
func closed(to To) bool { return to.AtLeast != nil || to.AtMost != nil }

// nearestSets keeps the sets of options that differ least from what is chosen, and says how they differ.
func nearestSets(a *asked, was *response.Answer, all []To) []To {
	var now []string
	if was != nil {
		now = was.Value.Options
	}
	least := -1
	for i := range all {
		if all[i].Empty {
			continue
		}
		all[i].Options = whole(a, now, all[i].Options)
		all[i].Answer.Value.Options = all[i].Options
		all[i].Add, all[i].Remove = without(all[i].Options, now), without(now, all[i].Options)
		if n := len(all[i].Add) + len(all[i].Remove); least < 0 || n < least {
			least = n
		}
	}
	return slices.DeleteFunc(all, func(to To) bool {
		return !to.Empty && len(to.Add)+len(to.Remove) > least || to.Empty && least >= 0
	})
}

// whole is a set of named options with the others that are chosen now, in the order of the question.
func whole(a *asked, now, named []string) []string {
	if slices.Equal(named, []string{framework.NoneOption}) {
		return named
	}
	asks := func(id string) bool {
		return id == framework.NoneOption || slices.ContainsFunc(a.known, func(c candidate) bool { return slices.Contains(c.Options, id) })
	}
	var set []string
	hasNone := false
	for _, o := range a.Options {
		hasNone = hasNone || o.ID == framework.NoneOption
		if slices.Contains(named, o.ID) || !asks(o.ID) && slices.Contains(now, o.ID) {
			set = append(set, o.ID)
		}
	}
	if set == nil && hasNone {
		i := slices.IndexFunc(a.Options, func(o framework.Option) bool { return !asks(o.ID) })
		set = []string{a.Options[i].ID} // chosen allows for no option named only where there is another
	}
	return set
}

func without(all, less []string) []string {
	var out []string
	for _, id := range all {
		if !slices.Contains(less, id) {
			out = append(out, id)
		}
	}
	return out
}

// raw is an answer as somebody would write it.
func raw(a *asked, v response.Value) string {
	switch a.Kind {
	case framework.YesNo, framework.Choice, framework.Choices:
		var labels []string
		for _, o := range a.Choosable() {
			if slices.Contains(v.Options, o.ID) {
				labels = append(labels, o.Label)
			}
		}
		return strings.Join(labels, "; ")
	case framework.Number:
		return strconv.FormatFloat(v.Number, 'f', -1, 64)
	case framework.Day:
		return v.Date.String()
	}
	return v.Text
}
