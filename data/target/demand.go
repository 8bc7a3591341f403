package target

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/framework"
)

// demand is what all gates up to a level ask of a submission.
type demand struct {
	level  int
	halves []int // each control has to count for at least so many halves of its weight
	score  []int // each dimension has to come to so many halves of weight, controls that do not apply left out
	// never are the dimensions in which no score can be reached, because no control applies.
	never []int
}

// demand adds up the gates of the levels from 1 to level: a level is reached when its gate and all lower
// ones are passed.
func (t *try) demand(level int) demand {
	d := demand{level: level, halves: make([]int, len(t.f.Controls)), score: make([]int, len(t.f.Dimensions))}
	possible := make([]int, len(t.f.Dimensions)) // halves of weight
	for i := range t.f.Controls {
		if t.results[i] != framework.NotApplicable {
			possible[t.dimension(i)] += 2 * t.f.Controls[i].Weight
		}
	}
	for _, g := range t.f.Gates {
		if g.Level < 1 || g.Level > level {
			continue
		}
		k := slices.IndexFunc(t.f.Dimensions, func(x framework.Dimension) bool { return x.ID == g.Dimension })
		// The score is rounded down, so a gate is passed where reached × 100 ≥ score × possible.
		d.score[k] = max(d.score[k], (g.Score*possible[k]+99)/100)
		if possible[k] == 0 && g.Score > 0 && !slices.Contains(d.never, k) {
			d.never = append(d.never, k)
		}
		for _, n := range g.Need {
			i := slices.IndexFunc(t.f.Controls, func(c framework.Control) bool { return c.ID == n.Control })
			if t.results[i] != framework.NotApplicable {
				d.halves[i] = max(d.halves[i], assess.Worth(n.Result))
			}
		}
	}
	return d
}

func (t *try) dimension(control int) int { return t.of[control] }

// allows says that an option of a part leaves no control of it short of what gates ask for by name.
func (d demand) allows(p part, o option) bool {
	for i, c := range p.controls {
		if o.halves[i] < d.halves[c] {
			return false
		}
	}
	return true
}
