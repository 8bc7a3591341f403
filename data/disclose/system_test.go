package disclose

import "testing"

// A bound that a row of one cell alone gives must not be lost when that row no longer binds by itself: x is at
// most 3, and y at most the half of 6, so that of 12 no less than 6 are left to z.
func TestBoundsOfOneCellStayInTheProgram(t *testing.T) {
	s := &system{rows: []row{
		{cell: []int{0, 1, 2}, coef: []int{1, 1, 1}, sum: 12, equal: true},
		{cell: []int{3, 4, 5}, coef: []int{1, 1, 1}, sum: 6, equal: true},
		{cell: []int{0}, coef: []int{1}, sum: 3},
		{cell: []int{1, 3}, coef: []int{1, -1}, sum: 0},
		{cell: []int{1, 4}, coef: []int{1, -1}, sum: 0},
	}}
	for i, truth := range []int{2, 1, 9, 2, 2, 2} {
		s.cells = append(s.cells, unknown{truth: truth, block: i / 3, tally: &tally{}})
	}
	if got, want := s.seen(reader{}).possible(2, 1<<40), (span{6, 12}); got != want {
		t.Errorf("z is found in %v, want %v", got, want)
	}
	if got, want := s.propagate(nil)[2], (span{3, 12}); got != want {
		t.Errorf("propagation alone finds %v, want %v: this case no longer needs the program", got, want)
	}
}
