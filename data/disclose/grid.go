package disclose

import (
	"fmt"
	"math/bits"
	"slices"
)

// grid is one table in full detail, with who contributes what to each cell.
type grid struct {
	Table
	cells []tally
	total int
	// Of a cross, places of the tables it is of, and how many columns it has; else -1, -1 and 0.
	row, col, columns int
}

// tally is the count or amount of a cell.
type tally struct {
	n   int
	by  []share // in order of provider
	who []uint64
}

// share is what one provider brings. Of a round of ten thousand there are half a million, hence the small numbers.
type share struct{ provider, n int32 }

func ofProvider(s share, provider int) int { return int(s.provider) - provider }

func (t *tally) add(provider, n int) {
	if n == 0 {
		return
	}
	t.n += n
	i, found := slices.BinarySearchFunc(t.by, provider, ofProvider)
	if found {
		t.by[i].n += int32(n)
		return
	}
	t.by = slices.Insert(t.by, i, share{int32(provider), int32(n)})
	t.who[provider/64] |= 1 << (provider % 64)
}

// of is what one provider brings to it.
func (t *tally) of(provider int) int {
	if t.who[provider/64]>>(provider%64)&1 == 0 {
		return 0
	}
	i, _ := slices.BinarySearchFunc(t.by, provider, ofProvider)
	return int(t.by[i].n)
}

// together is the tally of several cells.
func together(cells []tally, which []int) tally {
	var t tally
	t.who = make([]uint64, len(cells[0].who))
	sums := map[int32]int32{}
	for _, i := range which {
		t.n += cells[i].n
		for w := range t.who {
			t.who[w] |= cells[i].who[w]
		}
		for _, s := range cells[i].by {
			sums[s.provider] += s.n
		}
	}
	for p, n := range sums {
		t.by = append(t.by, share{p, n})
	}
	slices.SortFunc(t.by, func(a, b share) int { return int(a.provider) - int(b.provider) })
	return t
}

// contributors counts the providers of any of the cells.
func contributors(cells []tally, which []int) int {
	n := 0
	for w := range cells[0].who {
		var all uint64
		for _, i := range which {
			all |= cells[i].who[w]
		}
		n += bits.OnesCount64(all)
	}
	return n
}

// tabulate counts. Providers are numbered by name, so that the order of records is forgotten here.
func tabulate(r *Round, providers []string) ([]grid, error) {
	number := map[string]int{}
	for i, p := range providers {
		number[p] = i
	}
	grids := make([]grid, len(r.Tables))
	at := map[string]int{}
	for i, t := range r.Tables {
		if _, twice := at[t.Name]; twice {
			return nil, fmt.Errorf("table %s: there are two of the name", t.Name)
		}
		at[t.Name] = i
		g := grid{Table: t, row: -1, col: -1}
		size := len(t.Categories)
		if t.crossed() {
			var rows, cols bool
			g.row, rows = at[t.Cross[0]]
			g.col, cols = at[t.Cross[1]]
			if !rows || !cols {
				return nil, fmt.Errorf("table %s: it crosses %q and %q, which must stand before it", t.Name, t.Cross[0], t.Cross[1])
			}
			g.columns = len(r.Tables[g.col].Categories)
			size = len(r.Tables[g.row].Categories) * g.columns
		}
		g.cells = make([]tally, size)
		for c := range g.cells {
			g.cells[c].who = make([]uint64, len(providers)/64+1)
		}
		grids[i] = g
	}
	// By provider, so that shares are appended and not inserted.
	order := make([]int, len(r.Records))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return number[r.Records[a].Provider] - number[r.Records[b].Provider] })
	for _, i := range order {
		if err := count(grids, r.Records[i], number[r.Records[i].Provider]); err != nil {
			return nil, err
		}
	}
	return grids, nil
}

// count adds one record. One that is in no category is an error: nothing is left out in silence.
func count(grids []grid, r Record, provider int) error {
	for i := range grids {
		g := &grids[i]
		switch {
		case g.crossed():
			g.cells[r.In[g.row]*g.columns+r.In[g.col]].add(provider, 1)
			g.total++
		case g.Amounts:
			for c, n := range r.Amounts[g.Name] {
				if n < 0 || c >= len(g.cells) {
					return fmt.Errorf("table %s: %d in category %d: amounts are not negative, and it has %d categories", g.Name, n, c, len(g.cells))
				}
				g.cells[c].add(provider, n)
				g.total += n
			}
		default:
			if i >= len(r.In) || r.In[i] < 0 || r.In[i] >= len(g.cells) {
				return fmt.Errorf("table %s: a product of %q is in none of the categories %q", g.Name, r.Provider, g.Categories)
			}
			g.cells[r.In[i]].add(provider, 1)
			g.total++
		}
	}
	return nil
}

// names lists the providers of both rounds, sorted.
func names(r *Round) []string {
	seen := map[string]bool{}
	for x := r; x != nil; x = x.Earlier {
		for _, rec := range x.Records {
			seen[rec.Provider] = true
		}
	}
	all := make([]string, 0, len(seen))
	for p := range seen {
		all = append(all, p)
	}
	slices.Sort(all)
	return all
}
