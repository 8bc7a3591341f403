package disclose

import (
	"fmt"
	"slices"
)

// differences finds what the same table of two rounds tells when one is taken from the other: a number that
// only those stand behind who came, went or changed.
type differences struct {
	before layout
	floor  int
	moved  [][]int // by provider whose products moved at all: how many more it has in each category
	known  map[string]bool
}

// differ compares a table with the same of the round before, if that published any.
func (p *plan) differ(table int) *differences {
	d := &differences{floor: p.floor, known: map[string]bool{}}
	if p.earlier == nil || p.earlier.none() || table >= len(p.earlier.grids) {
		return d
	}
	now, before := &p.grids[table], &p.earlier.grids[table]
	if now.Name != before.Name || len(now.cells) != len(before.cells) {
		return d
	}
	d.before = p.earlier.layouts[table]
	for provider := range p.providers {
		line, any := make([]int, len(now.cells)), false
		for c := range now.cells {
			line[c] = now.cells[c].of(provider) - before.cells[c].of(provider)
			any = any || line[c] != 0
		}
		if any {
			d.moved = append(d.moved, line)
		}
	}
	return d
}

// tells says that a sum published in both rounds differs by what some, but fewer than floor, providers
// brought about. Sums that both give are those of the blocks the two layouts have in common, and of any of
// these together but all.
func (d *differences) tells(now layout) bool {
	if d.before == nil {
		return false
	}
	common := join(now, d.before)
	key := fmt.Sprint(common)
	if known, ok := d.known[key]; ok {
		return known
	}
	d.known[key] = d.told(common)
	return d.known[key]
}

func (d *differences) told(common [][]int) bool {
	if len(common) < 2 {
		return false
	}
	sums := make([][]int, len(d.moved))
	for i, line := range d.moved {
		for _, block := range common {
			n := 0
			for _, c := range block {
				n += line[c]
			}
			sums[i] = append(sums[i], n)
		}
	}
	for set := 1; set < 1<<len(common)-1; set++ {
		changed := 0
		for _, line := range sums {
			n := 0
			for b, x := range line {
				if set>>b&1 == 1 {
					n += x
				}
			}
			if n != 0 {
				changed++
			}
		}
		if 0 < changed && changed < d.floor {
			return true
		}
	}
	return false
}

// join are the finest blocks that both layouts give the sums of.
func join(a, b layout) [][]int {
	in := make([]int, len(a))
	for i := range in {
		in[i] = i
	}
	for _, block := range slices.Concat(a.blocks(), b.blocks()) {
		for _, i := range block[1:] {
			from, to := in[i], in[block[0]]
			for k := range in {
				if in[k] == from {
					in[k] = to
				}
			}
		}
	}
	at := map[int]int{}
	var all [][]int
	for i, b := range in {
		k, ok := at[b]
		if !ok {
			k = len(all)
			at[b] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], i)
	}
	return all
}
