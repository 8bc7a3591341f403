package target

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// ways finds the smallest sets that bring the product to a level.
func (t *try) ways(goal Goal, level int) Ways {
	w := Ways{Goal: goal, Level: level, Reached: t.level >= level}
	if w.Reached {
		return w
	}
	d := t.demand(level)
	if w.Why, w.Answer = t.blocked(d); w.Why != "" {
		return w
	}
	r := newRoute(t, d)
	unproved := false
	for _, picks := range r.best(mostSets) {
		set, ok := t.set(d, picks)
		if !ok {
			unproved = true
			continue
		}
		w.Sets = append(w.Sets, set)
	}
	switch {
	case len(w.Sets) > 0:
	case unproved:
		// A fault of the search, never of the answers: better nothing than what was tried and does not hold.
		w.Why = "The changes this program found do not come to the level when they are tried, so none is told. Please report this with the questionnaire."
	default:
		w.Why, w.Answer = t.short(d)
	}
	return w
}

// openWays finds the smallest sets that let an API be used.
func (t *try) openWays(goal Goal, o listed) Ways {
	if why := o.never(); why != "" {
		return Ways{Goal: goal, Level: -1, Why: why}
	}
	if o.open(t.level) {
		return Ways{Goal: goal, Level: o.opens, Reached: true}
	}
	w := t.ways(goal, o.opens)
	w.APIs = []string{o.API.ID}
	return w
}

// set makes a set of the options picked, and tries it; ok is false where it does not come to the level.
func (t *try) set(d demand, picks []option) (s Set, ok bool) {
	set := Set{}
	picks = t.eased(d, picks)
	for _, o := range picks {
		set.Effort += o.effort
		for k, a := range o.asked {
			var was *response.Answer
			if given, ok := t.s.Answers[a.ID]; ok && given.Understood {
				was = &given
			}
			set.Changes = append(set.Changes, Change{a.Question, a.control, t.told(a, was, o.do[k])})
		}
	}
	slices.SortStableFunc(set.Changes, func(a, b Change) int { return t.index.Place(a.Question.ID) - t.index.Place(b.Question.ID) })
	return set, t.check(d, &set)
}

// check puts the set's answers in, sees whether they come to the level, and takes them back.
func (t *try) check(d demand, set *Set) bool {
	answered := map[int]bool{} // of the questions that are changed
	for _, c := range set.Changes {
		a, ok := c.answer(t.s)
		place := t.index.Place(c.Question.ID)
		t.trial.Put(place, &a, ok)
		answered[place] = ok
	}
	set.Level = t.trial.Level()
	for place, q := range t.index.Questions {
		if t.asks[place] || q.Optional || !t.trial.Asked(place) {
			continue
		}
		ok, changed := answered[place]
		if !changed {
			_, ok = t.s.Answers[q.ID]
		}
		if !ok {
			set.Asks = append(set.Asks, q.ID)
		}
	}
	for place := range answered {
		t.trial.Restore(place)
	}
	return set.Level >= d.level
}

// eased asks of each part for no more than the goal needs: where less will do with the same questions, it
// is what is told.
func (t *try) eased(d demand, picks []option) []option {
	picks = slices.Clone(picks)
	for i := range picks {
		full := picks[i]
		for _, o := range full.easier {
			if picks[i] = o; t.reaches(d, picks) {
				break
			}
			picks[i] = full
		}
	}
	return picks
}

// reaches says whether the options together fulfil a demand.
func (t *try) reaches(d demand, picks []option) bool {
	halves := slices.Clone(t.halves)
	for _, o := range picks {
		p := t.parts[t.partOf(o)]
		for i, c := range p.controls {
			halves[c] = o.halves[i]
		}
	}
	reached := make([]int, len(t.f.Dimensions))
	for i := range t.f.Controls {
		if halves[i] < d.halves[i] {
			return false
		}
		reached[t.dimension(i)] += t.f.Controls[i].Weight * halves[i]
	}
	for k := range reached {
		if reached[k] < d.score[k] {
			return false
		}
	}
	return true
}

func (t *try) partOf(o option) int {
	return slices.IndexFunc(t.parts, func(p part) bool { return slices.Contains(p.asked, o.asked[0]) })
}

// blocked says why a level cannot be reached because of what a gate asks for by name, "" where it can.
func (t *try) blocked(d demand) (why string, answer []string) {
	if len(d.never) > 0 {
		return fmt.Sprintf("No control of %s applies to the product, so no score can be reached there.", t.f.Dimensions[d.never[0]].Title), nil
	}
	var stuck []int
	for i, p := range t.parts {
		if !slices.ContainsFunc(t.optionsOf(i), func(o option) bool { return d.allows(p, o) }) {
			for k, c := range p.controls {
				if !slices.ContainsFunc(t.optionsOf(i), func(o option) bool { return o.halves[k] >= d.halves[c] }) {
					stuck = append(stuck, c)
				}
			}
		}
	}
	if len(stuck) == 0 {
		return "", nil
	}
	var titles []string
	for _, c := range stuck {
		titles = append(titles, "“"+t.f.Controls[c].Title+"”")
	}
	if ids := t.unanswered(stuck); len(ids) > 0 {
		return fmt.Sprintf("Level %d asks for %s, which cannot be judged before %s answered.", d.level, list(titles), are(ids)), ids
	}
	return fmt.Sprintf("Level %d asks for %s, which rests on answers that say what the product is and where it runs: no other answer brings it there.",
		d.level, list(titles)), nil
}

// short says why a level cannot be reached although no control stands before it by name.
func (t *try) short(d demand) (why string, answer []string) {
	var open []int
	for i, r := range t.results {
		if r == framework.NotAssessed {
			open = append(open, i)
		}
	}
	if ids := t.unanswered(open); len(ids) > 0 {
		return fmt.Sprintf("The score that level %d asks for cannot be reached before %s answered.", d.level, are(ids)), ids
	}
	return fmt.Sprintf("The score that level %d asks for cannot be reached: too many controls rest on answers that say what the product is and where it runs.", d.level), nil
}

// unanswered are the questions about the product itself that leave controls open.
func (t *try) unanswered(controls []int) []string {
	found := map[string]bool{}
	for _, c := range controls {
		for _, id := range t.trial.Open(c) {
			if t.fixed[id] {
				found[id] = true
			}
		}
	}
	ids := slices.Collect(maps.Keys(found))
	slices.SortFunc(ids, func(a, b string) int { return t.index.Place(a) - t.index.Place(b) })
	return ids
}

func list(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

func are(ids []string) string {
	if len(ids) == 1 {
		return ids[0] + " is"
	}
	return list(ids) + " are"
}
