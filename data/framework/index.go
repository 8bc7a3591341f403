package framework

// Index finds questions and controls by id without going through all of them, and without copying any: they
// are large and looked up all the time. It is made once for a framework that was loaded.
type Index struct {
	// Questions are those of the framework in the order of the questionnaire, for reading only.
	Questions []*Question
	place     map[string]int // of a question, by id
	controls  map[string]int // likewise in the framework's order

	// What it was made of, so that a framework that somebody made by copying and changing another is not
	// taken for it.
	dimensions []Dimension
	context    []Question
	all        []Control
	below      [][]Question
}

// Index is the index of the framework: the one made when it was loaded, or a new one where that does not fit
// the framework any more.
func (f *Framework) Index() *Index {
	if f.index != nil && f.index.of(f) {
		return f.index
	}
	return newIndex(f)
}

func newIndex(f *Framework) *Index {
	x := &Index{place: map[string]int{}, controls: map[string]int{}, dimensions: f.Dimensions, context: f.Context, all: f.Controls}
	for _, d := range f.Dimensions {
		for i := range f.Context {
			if f.Context[i].Dimension == d.ID {
				x.add(&f.Context[i])
			}
		}
		for i := range f.Controls {
			for k := range f.Controls[i].Questions {
				if f.Controls[i].Dimension == d.ID {
					x.add(&f.Controls[i].Questions[k])
				}
			}
		}
	}
	for i := range f.Controls {
		x.below = append(x.below, f.Controls[i].Questions)
		if _, twice := x.controls[f.Controls[i].ID]; !twice {
			x.controls[f.Controls[i].ID] = i
		}
	}
	return x
}

func (x *Index) add(q *Question) {
	if _, twice := x.place[q.ID]; !twice {
		x.place[q.ID] = len(x.Questions)
	}
	x.Questions = append(x.Questions, q)
}

// of says that the index is of these dimensions, questions and controls.
func (x *Index) of(f *Framework) bool {
	if !same(x.dimensions, f.Dimensions) || !same(x.context, f.Context) || !same(x.all, f.Controls) {
		return false
	}
	for i := range f.Controls {
		if !same(x.below[i], f.Controls[i].Questions) {
			return false
		}
	}
	return true
}

// same says that two slices are one stretch of memory.
func same[T any](a, b []T) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

// Place is the position of a question among Questions; -1 where there is none.
func (x *Index) Place(id string) int {
	if i, ok := x.place[id]; ok {
		return i
	}
	return -1
}

// Question finds a question by id; nil where there is none.
func (x *Index) Question(id string) *Question {
	if i, ok := x.place[id]; ok {
		return x.Questions[i]
	}
	return nil
}

// Asked is the position among Questions of the question that a condition asks about; -1 where it asks about
// none that there is.
func (x *Index) Asked(c *Cond) int {
	if i := c.place; i < len(x.Questions) && x.Questions[i].ID == c.Q {
		return i
	}
	return x.Place(c.Q)
}

// settle notes in the conditions of a framework where the questions stand that they ask about. A note is
// held against the question whenever it is used, so that it may be of another framework.
func (x *Index) settle(f *Framework) {
	note := func(c *Cond) { c.Walk(func(c *Cond) { c.place = max(0, x.Place(c.Q)) }) }
	for _, q := range x.Questions {
		note(q.ShowIf)
	}
	for i := range f.Controls {
		note(f.Controls[i].Applies)
		for k := range f.Controls[i].Rules {
			note(f.Controls[i].Rules[k].When)
		}
	}
	for i := range f.Checks {
		note(&f.Checks[i].When)
	}
}
