package cells

import (
	"cmp"
	"slices"
)

// At is the cell that shows at a place: the cell itself, and for every place of a merged range the
// first cell of that range, because its value belongs to all of it. Row and Col are those of the
// cell that holds the value. It is false where nothing shows.
func (s Sheet) At(row, col int) (Cell, bool) {
	if r, ok := s.merges.at(row, col); ok {
		row, col = r.FirstRow, r.FirstCol
	}
	i, ok := slices.BinarySearchFunc(s.Cells, [2]int{row, col}, func(c Cell, place [2]int) int {
		return cmp.Or(c.Row-place[0], c.Col-place[1])
	})
	if !ok {
		return Cell{}, false
	}
	return s.Cells[i], true
}

// merge puts the merged ranges of a sheet in order and makes them findable. Two that overlap are
// refused: nobody could say which value shows there.
func (s *Sheet) merge(part string) error {
	byPlace := func(a, b Range) int { return cmp.Or(a.FirstRow-b.FirstRow, a.FirstCol-b.FirstCol) }
	slices.SortFunc(s.Merged, byPlace)
	latest := make([]int, 1+lastCol(s.Merged)) // by column: the range that was the last to cover it, counted from 1
	for i, r := range s.Merged {
		for col := r.FirstCol; col <= r.LastCol; col++ {
			if above := latest[col]; above > 0 && s.Merged[above-1].LastRow >= r.FirstRow {
				return refuse(doSaveAnew, "the part %s merges the cells %s and %s, which overlap", shown(part), s.Merged[above-1], r)
			}
			latest[col] = i + 1
		}
	}
	s.merges = mergesOf(s.Merged)
	return nil
}

func lastCol(ranges []Range) int {
	last := -1
	for _, r := range ranges {
		last = max(last, r.LastCol)
	}
	return last
}

// merges finds the merged range of a place. It is a tree over the columns: node 1 stands for all
// of them, 2n and 2n+1 for the halves of n. A range is noted in the few nodes that make up its columns, so that
// those noted in one node follow each other down the rows.
type merges struct {
	leaves int             // a power of two, more than the last column
	byNode map[int][]Range // by first row
}

// mergesOf is nil for no ranges.
func mergesOf(sorted []Range) *merges {
	if len(sorted) == 0 {
		return nil
	}
	m := &merges{leaves: 1, byNode: map[int][]Range{}}
	for m.leaves <= lastCol(sorted) {
		m.leaves *= 2
	}
	for _, r := range sorted {
		for from, to := m.leaves+r.FirstCol, m.leaves+r.LastCol+1; from < to; from, to = from/2, to/2 {
			if from%2 == 1 {
				m.byNode[from] = append(m.byNode[from], r)
				from++
			}
			if to%2 == 1 {
				to--
				m.byNode[to] = append(m.byNode[to], r)
			}
		}
	}
	return m
}

func (m *merges) at(row, col int) (Range, bool) {
	if m == nil || col >= m.leaves {
		return Range{}, false
	}
	for node := m.leaves + col; node > 0; node /= 2 {
		ranges := m.byNode[node]
		i, ok := slices.BinarySearchFunc(ranges, row, func(r Range, row int) int {
			switch {
			case r.LastRow < row:
				return -1
			case r.FirstRow > row:
				return 1
			}
			return 0
		})
		if ok {
			return ranges[i], true
		}
	}
	return Range{}, false
}
