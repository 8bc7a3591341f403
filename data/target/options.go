package target

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
)

// try is one submission with what was found out about it so far.
type try struct {
	*Finder
	s       *response.Submission
	trial   *assess.Trial
	results []framework.Result // of each control now
	halves  []int              // what they count for, in halves of the weight
	// missing are, of each control that is not assessed, the questions that have to be answered first: another
	// answer elsewhere must not turn a result for the better by making what is missing beside the point.
	missing [][]int
	level   int // overall now
	apis    []listed
	asks    []bool     // which questions are asked now, by place
	options [][]option // of each part; nil where not searched yet
}

// begin judges the submission as it is.
func (x *Finder) begin(s *response.Submission) *try {
	n := len(x.f.Controls)
	t := &try{Finder: x, s: s, trial: x.blank.Of(s), options: make([][]option, len(x.parts)),
		results: make([]framework.Result, n), halves: make([]int, n), missing: make([][]int, n), asks: make([]bool, len(x.index.Questions))}
	t.apis = x.listed(t.trial)
	for i := range n {
		t.results[i] = t.trial.Result(i)
		t.halves[i] = assess.Worth(t.results[i])
		if t.results[i] == framework.NotAssessed {
			for _, id := range t.trial.Open(i) {
				t.missing[i] = append(t.missing[i], x.index.Place(id))
			}
		}
	}
	t.level = t.trial.Level()
	for place := range t.asks {
		t.asks[place] = t.trial.Asked(place)
	}
	return t
}

// option is one way to answer in a part: which questions are changed, and which classes of answers will do
// for each of them. Without questions, everything stays.
type option struct {
	asked  []*asked
	do     [][]class // for each of asked
	halves []int     // what each control of the part counts for then
	effort int
	// easier are options of the same questions that ask for less, and come to less; the least first.
	easier []option
}

// search is one way through a part while its options are looked for.
type search struct {
	*try
	part    part
	was     []*response.Answer // of each question: the answer that counts now
	classes [][]class
	found   []option
}

// optionsOf lists what can be done in a part: for each result the controls can come to, the fewest changes
// that do it. What comes to no more than fewer changes do is left out.
func (t *try) optionsOf(i int) []option {
	if t.options[i] != nil {
		return t.options[i]
	}
	s := &search{try: t, part: t.parts[i]}
	stay := option{}
	for _, c := range s.part.controls {
		stay.halves = append(stay.halves, t.halves[c])
	}
	s.found = []option{stay}
	if s.better(stay) {
		s.answers()
		for size := 1; size <= len(s.part.asked) && !s.top(); size++ {
			s.ofSize(size)
		}
	}
	// What changes something comes first and, among these, what changes earlier questions.
	slices.SortStableFunc(s.found, func(a, b option) int {
		if len(a.asked) == 0 || len(b.asked) == 0 {
			return len(b.asked) - len(a.asked)
		}
		return slices.CompareFunc(a.asked, b.asked, func(x, y *asked) int { return x.place - y.place })
	})
	t.options[i] = s.found
	return s.found
}

// better says that something in the part can become better at all.
func (s *search) better(stay option) bool {
	for i, c := range s.part.controls {
		if stay.halves[i] < 2 && s.open(c) {
			return true
		}
	}
	return false
}

// open says that a control can be found otherwise by answers that may change.
func (t *try) open(c int) bool {
	return t.results[c] != framework.NotApplicable && t.trial.Told(c)
}

// answers settles which answers there are and which could be given instead.
func (s *search) answers() {
	for _, a := range s.part.asked {
		var was *response.Answer
		if given, ok := s.s.Answers[a.ID]; ok && given.Understood {
			was = &given
		}
		s.was = append(s.was, was)
		s.classes = append(s.classes, s.try.classes(a, was))
	}
}

// top says that an option brings all controls of the part to the top, so that more changes bring no more.
func (s *search) top() bool {
	return slices.ContainsFunc(s.found, func(o option) bool {
		for i, c := range s.part.controls {
			if o.halves[i] < 2 && s.open(c) {
				return false
			}
		}
		return true
	})
}

// ofSize finds the options with so many changes that no option with fewer comes up to.
func (s *search) ofSize(size int) {
	var found []option
	s.each(size, func(at []int) {
		for _, o := range s.of(at) {
			if !slices.ContainsFunc(s.found, func(f option) bool { return covers(f.halves, o.halves) }) {
				found = append(found, o)
			}
		}
	})
	s.found = append(s.found, found...)
}

func covers(a, b []int) bool {
	for i := range a {
		if a[i] < b[i] {
			return false
		}
	}
	return true
}

// each calls do with every choice of so many questions, in order.
func (s *search) each(size int, do func([]int)) {
	at := make([]int, size)
	var next func(k, from int)
	next = func(k, from int) {
		if k == size {
			do(at)
			return
		}
		for i := from; i < len(s.part.asked); i++ {
			if len(s.classes[i]) > 0 {
				at[k] = i
				next(k+1, i+1)
			}
		}
	}
	next(0, 0)
}

// outcome is what a combination of classes, one for each question changed, comes to.
type outcome struct {
	pick   []int
	halves []int
}

// of tries every combination of answers to the questions at these positions.
func (s *search) of(at []int) []option {
	var all []outcome
	pick := make([]int, len(at))
	var next func(k int)
	next = func(k int) {
		if k == len(at) {
			all = append(all, outcome{slices.Clone(pick), s.halvesNow()})
			return
		}
		i := at[k]
		for n, c := range s.classes[i] {
			pick[k] = n
			s.trial.Put(s.part.asked[i].place, &c.found[0].Answer, !c.found[0].Empty)
			next(k + 1)
		}
		s.trial.Restore(s.part.asked[i].place)
	}
	next(0)
	return s.boxes(at, all)
}

func (s *search) halvesNow() []int {
	all := make([]int, 0, len(s.part.controls))
	for _, c := range s.part.controls {
		worth := 0
		if s.settled(c) {
			worth = assess.Worth(s.trial.Result(c))
		}
		all = append(all, worth)
	}
	return all
}

// settled says that everything that was missing from a control has been answered, or is not asked any more.
func (s *search) settled(c int) bool {
	return !slices.ContainsFunc(s.missing[c], func(place int) bool { return s.trial.Asked(place) && !s.trial.Answered(place) })
}

// boxes gathers outcomes into options: for each result that nothing else with these questions surpasses,
// sets of answers any of which will do together with any of the others.
func (s *search) boxes(at []int, all []outcome) []option {
	var levels [][]int // results, each once, worse before better
	for _, o := range all {
		if !slices.ContainsFunc(levels, func(l []int) bool { return slices.Equal(l, o.halves) }) {
			levels = append(levels, o.halves)
		}
	}
	slices.SortStableFunc(levels, func(a, b []int) int { return sum(a) - sum(b) })
	stay := s.found[0].halves
	var options []option
	for _, l := range levels {
		if covers(stay, l) {
			continue
		}
		here := s.boxesOf(at, all, l)
		for _, o := range options {
			if covers(l, o.halves) {
				for i := range here {
					here[i].easier = append(here[i].easier, o)
				}
			}
		}
		options = slices.DeleteFunc(options, func(o option) bool { return covers(l, o.halves) })
		options = append(options, here...)
	}
	return options
}

func sum(all []int) int {
	n := 0
	for _, x := range all {
		n += x
	}
	return n
}

// boxesOf covers the outcomes that come up to a result with boxes, each as wide as it can be.
func (s *search) boxesOf(at []int, all []outcome, level []int) []option {
	var open [][]int
	for _, o := range all {
		if covers(o.halves, level) {
			open = append(open, o.pick)
		}
	}
	good := slices.Clone(open)
	var options []option
	for len(open) > 0 {
		box := widest(open[0], good)
		open = slices.DeleteFunc(open, func(p []int) bool { return within(p, box) })
		o := option{halves: level}
		for k, i := range at {
			o.asked = append(o.asked, s.part.asked[i])
			var do []class
			for _, n := range box[k] {
				do = append(do, s.classes[i][n])
			}
			o.do = append(o.do, do)
		}
		o.effort = effort(o.asked)
		options = append(options, o)
	}
	return options
}

// widest grows a box around one combination, question by question, as long as everything in it is good.
func widest(from []int, good [][]int) [][]int {
	box := make([][]int, len(from))
	for k, n := range from {
		box[k] = []int{n}
	}
	for k := range box {
		var other []int
		for _, p := range good {
			if !slices.Contains(box[k], p[k]) && !slices.Contains(other, p[k]) {
				other = append(other, p[k])
			}
		}
		for _, n := range other {
			wider := slices.Clone(box)
			wider[k] = []int{n}
			want, have := 1, 0
			for _, x := range wider {
				want *= len(x)
			}
			for _, p := range good {
				if within(p, wider) {
					have++
				}
			}
			if have == want {
				box[k] = append(box[k], n)
			}
		}
		slices.Sort(box[k])
	}
	return box
}

func within(p []int, box [][]int) bool {
	for k, n := range p {
		if !slices.Contains(box[k], n) {
			return false
		}
	}
	return true
}

// effort is that of the controls the questions stand under, each once.
func effort(all []*asked) int {
	n := 0
	for i, a := range all {
		if !slices.ContainsFunc(all[:i], func(b *asked) bool { return b.control.ID == a.control.ID }) {
			n += a.control.Effort
		}
	}
	return n
}
