package assess

import (
	"opframe/data/framework"
)

// Level is the confidence reached in one dimension and what stands before the next one.
type Level struct {
	Dimension framework.Dimension
	Level     int
	// Reached and Possible are weights: met counts whole, partly half; what does not apply is left out.
	Reached, Possible float64
	// Next is what the gate to the next level asks and is not there; nil at the top of the scale.
	Next *Barrier
}

// Score is the percentage reached, rounded down so that no gate is passed by rounding; 0 where no
// control applies.
func (l Level) Score() int {
	if l.Possible == 0 {
		return 0
	}
	return int(l.Reached * 100 / l.Possible)
}

// Barrier is what is missing at one gate.
type Barrier struct {
	Gate  framework.Gate
	Score bool // the score is too low
	Needs []framework.Need
}

// level works out one dimension from n controls and what they are found to be.
func level(f *framework.Framework, dimension string, n int, found func(i int) (*framework.Control, framework.Result)) Level {
	d, _ := f.Dimension(dimension)
	l := Level{Dimension: d}
	for i := range n {
		c, r := found(i)
		if c.Dimension != dimension || r == framework.NotApplicable {
			continue
		}
		l.Possible += float64(c.Weight)
		l.Reached += float64(c.Weight) * worth(r)
	}
	result := func(control string) (result framework.Result) {
		for i := range n {
			if c, r := found(i); c.ID == control {
				result = r // of two the last, as there should be one
			}
		}
		return result
	}
	for l.Level+1 < len(f.Scale) {
		g := gate(f, dimension, l.Level+1)
		b := barrier(g, l.Score(), result)
		if b.Score || len(b.Needs) > 0 {
			b.Gate = *g
			l.Next = &b
			return l
		}
		l.Level++
	}
	return l
}

// levelOf works out one dimension from findings.
func levelOf(f *framework.Framework, dimension string, findings []Finding) Level {
	return level(f, dimension, len(findings), func(i int) (*framework.Control, framework.Result) {
		return &findings[i].Control, findings[i].Result
	})
}

// worth is the part of a control's weight that a result counts for.
func worth(r framework.Result) float64 {
	switch r {
	case framework.Met:
		return 1
	case framework.Partly:
		return 0.5
	}
	return 0
}

func gate(f *framework.Framework, dimension string, level int) *framework.Gate {
	for i := range f.Gates {
		if g := &f.Gates[i]; g.Dimension == dimension && g.Level == level {
			return g
		}
	}
	panic("no gate of " + dimension + ": the framework was not linted")
}

// barrier says what keeps the gate shut. A control that does not apply keeps none shut.
func barrier(g *framework.Gate, score int, result func(control string) framework.Result) Barrier {
	b := Barrier{Score: score < g.Score}
	for _, n := range g.Need {
		r := result(n.Control)
		if r != framework.NotApplicable && worth(r) < worth(n.Result) {
			b.Needs = append(b.Needs, n)
		}
	}
	return b
}
