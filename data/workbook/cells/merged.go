package cells

import (
	"cmp"
	"iter"
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
	if len(s.Merged) == 0 {
		return nil
	}
	slices.SortFunc(s.Merged, func(a, b Range) int { return cmp.Or(a.FirstRow-b.FirstRow, a.FirstCol-b.FirstCol) })
	s.merges = &merges{leaves: 1, byNode: map[int][]Range{}, lowest: map[int]Range{}}
	for _, r := range s.Merged {
		for s.merges.leaves <= r.LastCol {
			s.merges.leaves *= 2
		}
	}
	for _, r := range s.Merged {
		if other, ok := s.merges.reaching(r); ok {
			return refuse(doSaveAnew, "the part %s merges the cells %s and %s, which overlap", shown(part), other, r)
		}
		s.merges.add(r)
	}
	s.merges.lowest = nil
	return nil
}

// merges finds the merged range of a place. It is a tree over the columns: node 1 stands for all of
// them, 2n and 2n+1 for the halves of n. A range is noted in the few nodes that make up its columns,
// so that those noted in one node follow each other down the rows.
type merges struct {
	leaves int             // a power of two, more than the last column
	byNode map[int][]Range // by first row
	lowest map[int]Range   // while ranges are added: the one that reaches lowest, of a node and all below it
}

// nodes are those that make up the columns of a range.
func (m *merges) nodes(r Range) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from, to := m.leaves+r.FirstCol, m.leaves+r.LastCol+1; from < to; from, to = from/2, to/2 {
			if from%2 == 1 {
				if !yield(from) {
					return
				}
				from++
			}
			if to%2 == 1 {
				to--
				if !yield(to) {
					return
				}
			}
		}
	}
}

// add notes a range that begins no higher than those before it.
func (m *merges) add(r Range) {
	for node := range m.nodes(r) {
		m.byNode[node] = append(m.byNode[node], r)
		for ; node > 0; node /= 2 {
			if low, ok := m.lowest[node]; !ok || low.LastRow < r.LastRow {
				m.lowest[node] = r
			}
		}
	}
}

// reaching is a range added before that reaches into this one.
func (m *merges) reaching(r Range) (Range, bool) {
	for node := range m.nodes(r) {
		if low, ok := m.lowest[node]; ok && low.LastRow >= r.FirstRow {
			return low, true
		}
		for above := node / 2; above > 0; above /= 2 {
			if n := len(m.byNode[above]); n > 0 && m.byNode[above][n-1].LastRow >= r.FirstRow {
				return m.byNode[above][n-1], true
			}
		}
	}
	return Range{}, false
}

// at is the range of a place. A missing tree has none.
func (m *merges) at(row, col int) (Range, bool) {
	if m == nil || col < 0 || col >= m.leaves {
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
