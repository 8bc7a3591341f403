package disclose

import (
	"fmt"
	"strings"
	"testing"
)

// The hard cases: each with the protection it needs. Without it, the attack gets through and names the table.
// What the attack finds is not put right here (guards.tables), or it would make up for every other
// protection; that it does is a protection of its own, and the first line of each case.
func TestHardCases(t *testing.T) {
	without := func(change func(*guards)) guards {
		g := allGuards
		g.tables = false
		change(&g)
		return g
	}
	tests := []struct {
		name  string
		round *Round
		off   guards
		table string
		found string
	}{
		{"one hidden cell in a row", oneInARow(), without(func(g *guards) { g.complement = false }), "both: b × y", "anybody"},
		{"zero in a row", simple("a:9 b:8 c:0"), without(func(g *guards) { g.zero = false }), "t: ", "fewer than 5 providers stand behind it"},
		{"all of them in one", simple("a:20 b:0 c:0"), without(func(g *guards) { g.whole = false }), "t: ", "anybody"},
		{"a single large provider", largeProvider(), without(func(g *guards) { g.providers = false }), "t: ", "fewer than 5 providers"},
		{"a single large provider among what is merged", largeAmongMerged(), without(func(g *guards) { g.providers = false }), "t: ", "a member"},
		{"two tables that differ by one category", differByOne(), without(func(g *guards) { g.tables = false }), "fine: c", "anybody"},
		{"a level that needs a control", needsControl(), without(func(g *guards) { g.tables = false }), "control: met", "anybody"},
		{"the round before, but for one provider", oneMore(), without(func(g *guards) { g.rounds = false }), "t: ", "the round before"},
		{"an amount that one provider makes up", dominatedAmount(), without(func(g *guards) { g.dominance = false }), "amount: a", "one or two providers"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, _, err := Make(test.round); err != nil {
				t.Errorf("with all protections: %v", err)
			}
			on, _ := newPlan(test.round, without(func(g *guards) { g.tables = test.off == without(func(*guards) {}) }))
			if found := on.attack(); len(found) > 0 {
				t.Errorf("with the protection, and nothing else to make up for it: %v", found)
			}
			p, err := newPlan(test.round, test.off)
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, b := range p.attack() {
				found = append(found, b.String())
			}
			all := strings.Join(found, "\n")
			if !strings.Contains(all, test.table) || !strings.Contains(all, test.found) {
				t.Errorf("without the protection the attack should get through to %s, because %q; it finds\n%s", test.table, test.found, all)
			}
		})
	}
}

// oneInARow is a table of two by two with one small cell. What its lines sum up to is shown beside it.
func oneInARow() *Round {
	r := &Round{Floor: 5, Tables: []Table{{Name: "rows", Categories: []string{"a", "b"}}, {Name: "columns", Categories: []string{"x", "y"}}, {Name: "both", Cross: [2]string{"rows", "columns"}}}}
	r.put("a", 9, 0, 0)
	r.put("a", 8, 1, 0)
	r.put("b", 7, 0, 0)
	r.put("b", 2, 1, 0)
	return r
}

// largeProvider has a category that is one provider's many products.
func largeProvider() *Round {
	r := &Round{Floor: 5, Tables: []Table{{Name: "t", Categories: []string{"a", "b", "c"}}}}
	r.put("a", 9, 0)
	r.put("b", 8, 0)
	for range 9 {
		r.Records = append(r.Records, Record{Provider: "large", In: []int{2}})
	}
	return r
}

// largeAmongMerged has two small categories with many products, all but one of them of one provider: it would
// know the other's.
func largeAmongMerged() *Round {
	r := largeProvider()
	r.Tables[0].Categories = append(r.Tables[0].Categories, "d")
	r.put("d", 1, 0)
	return r
}

// put adds products of so many providers in the category of the first table, and in those given of the others.
func (r *Round) put(category string, n int, others ...int) {
	for i, name := range r.Tables[0].Categories {
		if name == category {
			for range n {
				r.Records = append(r.Records, Record{Provider: fmt.Sprintf("p%03d", len(r.Records)), In: append([]int{i}, others...)})
			}
		}
	}
}

// differByOne has two tables that both show enough: in the second, b has c with it. The difference is c.
func differByOne() *Round {
	r := &Round{Floor: 5, Tables: []Table{{Name: "fine", Categories: []string{"a", "b", "c", "d"}}, {Name: "coarse", Categories: []string{"a", "b or c", "d"}}}}
	r.put("a", 9, 0)
	r.put("b", 8, 1)
	r.put("c", 2, 1)
	r.put("d", 6, 2)
	r.Relations = Possible(r.Tables[0], r.Tables[1], func(fine, coarse int) bool { return coarse == []int{0, 1, 1, 2}[fine] })
	return r
}

// needsControl has six products at the high level, which needs the control. "Met or partly" is shown as nine:
// six of them are known to meet it in full, so only three are left in doubt.
func needsControl() *Round {
	r := &Round{Floor: 5, Tables: []Table{{Name: "level", Categories: []string{"low", "high"}}, {Name: "control", Categories: []string{"met", "partly", "not met"}}}}
	r.put("high", 6, 0)
	r.put("low", 1, 0)
	r.put("low", 2, 1)
	r.put("low", 9, 2)
	r.Relations = Possible(r.Tables[0], r.Tables[1], func(level, control int) bool { return level == 0 || control == 0 })
	return r
}

// oneMore is a round like the one before, with one provider more.
func oneMore() *Round {
	before := simple("a:9 b:8 c:7")
	r := *before
	r.Records = append(append([]Record{}, before.Records...), Record{Provider: "new", In: []int{1}})
	r.Earlier = before
	return &r
}

func dominatedAmount() *Round {
	r := &Round{Floor: 5, Tables: []Table{{Name: "amount", Categories: []string{"a", "b"}, Amounts: true}}}
	for i := range 12 {
		n := 2
		if i == 0 {
			n = 2000
		}
		r.Records = append(r.Records, Record{Provider: fmt.Sprint(i), Amounts: map[string][]int{"amount": {n, 5}}})
	}
	return r
}

// An amount of which even the total points to one provider is not told at all.
func TestDominatedTotalIsWithheld(t *testing.T) {
	f, _, err := Make(dominatedAmount())
	if err != nil {
		t.Fatal(err)
	}
	if p := f.Tables[0]; p.Total != 0 || !p.Withheld || !p.Cells[0].Withheld || !p.Cells[1].Withheld {
		t.Errorf("got %+v, want nothing of it: one provider makes up most", p)
	}
}
