package disclose

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// entries writes "a:3 b:7" as three and seven entries of different contributors.
func entries(t *testing.T, spec string) (categories []string, all []Entry) {
	t.Helper()
	for _, part := range strings.Fields(spec) {
		var n int
		name, count, _ := strings.Cut(part, ":")
		if _, err := fmt.Sscan(count, &n); err != nil {
			t.Fatal(err)
		}
		categories = append(categories, name)
		for range n {
			all = append(all, Entry{fmt.Sprintf("p%d", len(all)), name})
		}
	}
	return categories, all
}

func shown(tab Table) string {
	var parts []string
	for _, c := range tab.Cells {
		if c.Withheld {
			parts = append(parts, c.Category+":c")
		} else {
			parts = append(parts, fmt.Sprintf("%s:%d", c.Category, c.N))
		}
	}
	return strings.Join(parts, " ")
}

func TestPlan(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"all large", "a:9 b:8 c:7", "a:9 b:8 c:7"},
		{"one small cell takes the next smallest along", "a:9 b:8 c:2", "a:9 b:c c:c"},
		{"two small cells that are enough together", "a:9 b:3 c:2", "a:9 b:c c:c"},
		{"two small cells that are not enough together", "a:9 b:1 c:1 d:6", "a:9 b:c c:c d:c"},
		{"zero is small", "a:9 b:8 c:0", "a:9 b:c c:c"},
		{"all in one category says something of everybody", "a:20 b:0 c:0", "a:c b:c c:c"},
		{"ties go to the earlier category", "a:6 b:6 c:1", "a:c b:6 c:c"},
		{"exactly the floor is shown", "a:5 b:5", "a:5 b:5"},
		{"fewer than the floor in all", "a:2 b:2", "a:c b:c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			categories, all := entries(t, test.in)
			tab, err := Plan(categories, all, 5)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(tab); got != test.want {
				t.Errorf("%s becomes %s, want %s", test.in, got, test.want)
			}
		})
	}
}

// One provider with many products is one contributor: nine products of one do not make a cell safe.
func TestContributorsAreCountedNotEntries(t *testing.T) {
	categories, all := entries(t, "a:9 b:8")
	for range 9 {
		all = append(all, Entry{"big", "c"})
	}
	tab, err := Plan(append(categories, "c"), all, 5)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shown(tab), "a:9 b:c c:c"; got != want {
		t.Errorf("got %s, want %s: the nine in c are one provider's", got, want)
	}
}

func TestUnknownCategoryIsAnError(t *testing.T) {
	if _, err := Plan([]string{"a"}, []Entry{{"p", "z"}}, 5); err == nil {
		t.Error("an entry in no category was left out in silence")
	}
}

// Whatever the entries: no shown cell has fewer contributors than the floor, what is hidden together has
// as many and is never one cell alone, a withheld cell carries no number, and order changes nothing.
func TestPlanProtectsRandomTables(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		categories := []string{"a", "b", "c", "d", "e"}[:2+r.IntN(4)]
		floor := 5 + r.IntN(3)
		var all []Entry
		for range r.IntN(60) {
			skewed := min(r.IntN(len(categories)), r.IntN(len(categories)))
			all = append(all, Entry{fmt.Sprintf("p%d", r.IntN(30)), categories[skewed]})
		}
		tab, err := Plan(categories, all, floor)
		if err != nil {
			t.Fatal(err)
		}
		check(t, tab, all, floor)
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		again, _ := Plan(categories, all, floor)
		if shown(again) != shown(tab) {
			t.Fatalf("another order gives %s, not %s", shown(again), shown(tab))
		}
	}
}

func check(t *testing.T, tab Table, all []Entry, floor int) {
	t.Helper()
	hidden, n := map[string]bool{}, 0
	for _, c := range tab.Cells {
		who := map[string]bool{}
		for _, e := range all {
			if e.Category == c.Category {
				who[e.Contributor] = true
				if c.Withheld {
					hidden[e.Contributor] = true
				}
			}
		}
		if c.Withheld {
			n++
			if c.N != 0 {
				t.Fatalf("withheld cell %s carries the number %d", c.Category, c.N)
			}
		} else if len(who) < floor {
			t.Fatalf("%s shows a cell of %d contributors, the floor is %d", shown(tab), len(who), floor)
		}
	}
	everything := n == len(tab.Cells)
	if n == 1 || n > 0 && !everything && len(hidden) < floor {
		t.Fatalf("%s hides %d cells of %d contributors together: the total gives them away", shown(tab), n, len(hidden))
	}
	if everything && !tab.Withheld && !slices.ContainsFunc(all, func(Entry) bool { return true }) {
		t.Fatal("a table of nothing has a total")
	}
}
