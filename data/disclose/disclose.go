// Package disclose turns who-is-where into counts in which no single provider shows. It is pure and
// deterministic. It protects each table by itself; tables are kept apart so that none is the sum of others.
package disclose

import (
	"fmt"
	"slices"
)

// Entry places one thing of one contributor in a category.
type Entry struct{ Contributor, Category string }

// Table is a count a category that may be published.
type Table struct {
	Cells []Cell
	// Total counts all entries. It is withheld with everything else when too few contribute at all.
	Total    int
	Withheld bool
}

// Cell is one category's count. N is 0 where it is withheld, so that no format can print it by mistake.
type Cell struct {
	Category string
	N        int
	Withheld bool
}

// Plan counts entries into categories and withholds what would show too much. The rules:
//
//   - with fewer than floor contributors in all, everything is withheld;
//   - a cell with fewer than floor contributors is withheld, zero included: that nobody is in a category
//     says something about everybody;
//   - what is withheld together must have floor contributors and two cells at least, or the total gives it
//     away: smallest shown cells first, earlier category first among equals, follow until it has.
//
// When one category holds all, the others hold none, so the last rule withholds it too. An entry in a
// category that is not listed is an error: nothing is left out in silence.
func Plan(categories []string, entries []Entry, floor int) (Table, error) {
	who := make([]map[string]bool, len(categories))
	counts := make([]int, len(categories))
	for i := range who {
		who[i] = map[string]bool{}
	}
	everyone := map[string]bool{}
	for _, e := range entries {
		i := slices.Index(categories, e.Category)
		if i < 0 {
			return Table{}, fmt.Errorf("category %q is not one of %q", e.Category, categories)
		}
		who[i][e.Contributor] = true
		everyone[e.Contributor] = true
		counts[i]++
	}
	hidden := hide(who, counts, floor)
	if len(everyone) < floor {
		return withholdAll(categories), nil
	}
	t := Table{Total: len(entries)}
	for i, name := range categories {
		c := Cell{Category: name, N: counts[i], Withheld: hidden[i]}
		if c.Withheld {
			c.N = 0
		}
		t.Cells = append(t.Cells, c)
	}
	return t, nil
}

func withholdAll(categories []string) Table {
	t := Table{Withheld: true}
	for _, name := range categories {
		t.Cells = append(t.Cells, Cell{Category: name, Withheld: true})
	}
	return t
}

func hide(who []map[string]bool, counts []int, floor int) []bool {
	hidden := make([]bool, len(who))
	together := map[string]bool{}
	n := 0
	put := func(i int) {
		hidden[i] = true
		n++
		for c := range who[i] {
			together[c] = true
		}
	}
	for i := range who {
		if len(who[i]) < floor {
			put(i)
		}
	}
	for n > 0 && n < len(who) && (n < 2 || len(together) < floor) {
		least := -1
		for i := range who {
			if !hidden[i] && (least < 0 || counts[i] < counts[least]) {
				least = i
			}
		}
		put(least)
	}
	return hidden
}
