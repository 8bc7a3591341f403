package compare

import "slices"

// most is up to how many changes all pairs are tried; of more, changes are dropped one after the other.
const most = 16

// smallest finds which of n changes move a result, where moves says whether a set of them does and all of
// them together do. Where single changes do, it names each; else each pair that does; else one set of which
// no member can be spared. Of these, what comes first is spared first.
func smallest(n int, moves func(set []bool) bool) [][]int {
	if n == 0 {
		return nil
	}
	set := make([]bool, n)
	with := func(members ...int) bool {
		clear(set)
		for _, i := range members {
			set[i] = true
		}
		return moves(set)
	}
	var all [][]int
	for i := range n {
		if with(i) {
			all = append(all, []int{i})
		}
	}
	if all != nil {
		return all
	}
	for i := 0; i < n && n <= most; i++ {
		for j := i + 1; j < n; j++ {
			if with(i, j) {
				all = append(all, []int{i, j})
			}
		}
	}
	if all != nil {
		return all
	}
	left := make([]int, n)
	for i := range left {
		left[i] = i
	}
	for i := range n {
		without := slices.DeleteFunc(slices.Clone(left), func(j int) bool { return j == i })
		if with(without...) {
			left = without
		}
	}
	return [][]int{left}
}
