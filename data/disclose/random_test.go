package disclose

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

var (
	levelNames  = []string{"0", "1", "2", "3", "4"}
	resultNames = []string{"met", "partly", "not met", "not assessed", "not applicable"}
)

// linked has tables that hang together as those of the summary do: two dimensions and the overall level,
// which is the weakest of them; controls that a level needs; a coarser table; a cross; and amounts.
func linked(controls int) *Round {
	r := &Round{Floor: 5}
	for _, name := range []string{"d1", "d2", "level"} {
		r.Tables = append(r.Tables, Table{Name: name, Categories: levelNames})
	}
	r.Tables = append(r.Tables, Table{Name: "high", Categories: []string{"below 3", "3 or above"}}, Table{Name: "risk", Categories: []string{"none", "low", "medium", "high"}},
		Table{Name: "risk × level", Cross: [2]string{"risk", "level"}}, Table{Name: "gaps", Categories: []string{"better", "same", "worse"}, Amounts: true})
	for i := range controls {
		r.Tables = append(r.Tables, Table{Name: fmt.Sprintf("c%d", i), Categories: resultNames})
	}
	for _, d := range []int{0, 1} {
		r.Relations = append(r.Relations, Possible(r.Tables[2], r.Tables[d], func(level, d int) bool { return level <= d })...)
	}
	for k := 1; k < 5; k++ { // who is below k is so in one of the dimensions
		r.Relations = append(r.Relations, Relation{[]Event{{"level", every(k)}}, []Event{{"d1", every(k)}, {"d2", every(k)}}})
	}
	r.Relations = append(r.Relations, Possible(r.Tables[2], r.Tables[3], func(level, high int) bool { return (level >= 3) == (high == 1) })...)
	for i := range controls {
		r.Relations = append(r.Relations, Possible(r.Tables[i%2], r.Tables[7+i], func(level, c int) bool { return level < 2+i%3 || c == 0 || c == 4 })...)
	}
	return r
}

// fill gives the round products of so many providers; the first have many.
func fill(g *rand.Rand, r *Round, providers int) {
	controls := len(r.Tables) - 7
	skew := 1 + g.IntN(4)
	for p := range providers {
		products := 1
		if g.IntN(4) == 0 {
			products += g.IntN(3)
		}
		if p == 0 && g.IntN(2) == 0 {
			products += g.IntN(1 + providers/2)
		}
		for range products {
			in := make([]int, len(r.Tables))
			for d := range 2 {
				in[d] = 4
				for range skew {
					in[d] = min(in[d], g.IntN(5))
				}
			}
			in[2] = min(in[0], in[1])
			if in[2] >= 3 {
				in[3] = 1
			}
			in[4] = g.IntN(1 + g.IntN(4))
			for i := range controls {
				c := min(g.IntN(5), g.IntN(5))
				if in[i%2] >= 2+i%3 {
					c = []int{0, 0, 0, 4}[g.IntN(4)]
				}
				in[7+i] = c
			}
			r.Records = append(r.Records, Record{Provider: fmt.Sprintf("p%04d", p), In: in,
				Amounts: map[string][]int{"gaps": {g.IntN(9), g.IntN(30), g.IntN(3)}}})
		}
	}
}

// Whatever the round, the attack gets nowhere, nothing shown rests on fewer than the floor, what is withheld
// carries no number, and the order of records changes nothing.
func TestRandomRounds(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 2))
	turns := 60
	for turn := range turns {
		providers := 5 + g.IntN(40)
		if turn%10 == 9 {
			providers = 5 + g.IntN(396)
		}
		r := linked(1 + g.IntN(8))
		r.Floor = 5 + g.IntN(3)
		fill(g, r, providers)
		if g.IntN(2) == 0 {
			before := *r
			before.Records = nil
			for _, rec := range r.Records {
				if g.IntN(3) > 0 { // the same answers, or others, or it did not answer then
					if g.IntN(5) == 0 {
						rec.In = append([]int{}, rec.In...)
						rec.In[4] = g.IntN(4)
					}
					before.Records = append(before.Records, rec)
				}
			}
			r.Earlier = &before
		}
		f, audit, err := Make(r)
		if err != nil {
			t.Fatalf("turn %d, %d providers: %v", turn, providers, err)
		}
		checkFigures(t, r, f)
		checkIntervals(t, audit)
		again := *r
		again.Records = append([]Record{}, r.Records...)
		g.Shuffle(len(again.Records), func(i, j int) {
			again.Records[i], again.Records[j] = again.Records[j], again.Records[i]
		})
		f2, audit2, _ := Make(&again)
		if !reflect.DeepEqual(f, f2) || !reflect.DeepEqual(audit, audit2) {
			t.Fatalf("turn %d: another order of records gives another plan", turn)
		}
	}
}

func checkFigures(t *testing.T, r *Round, f Figures) {
	t.Helper()
	for k, p := range f.Tables {
		if p.Rows != nil {
			continue
		}
		for _, c := range p.Cells {
			if c.Withheld {
				if c.N != 0 {
					t.Fatalf("%s: withheld %v carries the number %d", p.Name, c.Categories, c.N)
				}
				continue
			}
			who, n := map[string]bool{}, 0
			for _, rec := range r.Records {
				for i, name := range r.Tables[k].Categories {
					for _, shown := range c.Categories {
						if name != shown {
							continue
						}
						if amount := rec.Amounts[p.Name]; r.Tables[k].Amounts && amount[i] > 0 || !r.Tables[k].Amounts && rec.In[k] == i {
							who[rec.Provider] = true
							if r.Tables[k].Amounts {
								n += amount[i]
							} else {
								n++
							}
						}
					}
				}
			}
			if len(who) < r.Floor || n != c.N {
				t.Fatalf("%s: %v shows %d of %d providers, counted %d; the floor is %d", p.Name, c.Categories, c.N, len(who), n, r.Floor)
			}
		}
	}
}

func checkIntervals(t *testing.T, a Audit) {
	t.Helper()
	for _, table := range a.Tables {
		for _, i := range table.Intervals {
			if i.To-i.From < i.Need {
				t.Fatalf("%s: %s is known to lie in %d to %d, and must be left %d", table.Published.Name, i.Cell, i.From, i.To, i.Need)
			}
		}
	}
}

// The intervals of the attack are those that trying out every table there could be finds.
func TestAttackFindsWhatTryingEverythingFinds(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	linkedOnes := 0
	for turn := range 300 {
		r := &Round{Floor: 2, Tables: []Table{{Name: "a", Categories: []string{"0", "1", "2"}}, {Name: "b", Categories: []string{"0", "1", "2"}}}}
		can := func(a, b int) bool { return a <= b }
		if turn%2 == 0 {
			can = func(a, b int) bool { return a != 2 || b == 0 }
		}
		r.Relations = Possible(r.Tables[0], r.Tables[1], can)
		for i := range 4 + g.IntN(5) {
			a, b := g.IntN(3), g.IntN(3)
			if can(a, b) {
				r.Records = append(r.Records, Record{Provider: fmt.Sprint(i), In: []int{a, b}})
			}
		}
		p, err := newPlan(r, guards{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.layouts { // any layout at all
			p.layouts[i] = withheld(3)
			if g.IntN(2) == 0 {
				p.layouts[i][g.IntN(3)] = 0
			}
		}
		want := tryEverything(p, can, -1)
		for at, b := range p.outside() {
			if b.linked {
				linkedOnes++
			}
			if b.span != want[at] {
				t.Fatalf("turn %d: table %d cell %d: the attack finds %v, trying everything %v", turn, at[0], at[1], b.span, want[at])
			}
		}
		if len(r.Records) == 0 {
			continue
		}
		me := g.IntN(len(r.Records))
		want = tryEverything(p, can, me)
		s := p.system()
		v := s.seen(s.readers([]int{me}))
		for c, u := range s.cells {
			if got := v.possible(c, 1<<40); got != want[[2]int{u.grid, u.cell}] {
				t.Fatalf("turn %d: table %d cell %d: a member finds %v, trying everything %v", turn, u.grid, u.cell, got, want[[2]int{u.grid, u.cell}])
			}
		}
	}
	if linkedOnes < 20 {
		t.Errorf("only %d cells needed the linear program: the test shows nothing of it", linkedOnes)
	}
}

// tryEverything lists all joint tables of two by three categories with the holes of can that hold the record of
// a member, or of nobody where it is -1.
func tryEverything(p *plan, can func(a, b int) bool, member int) map[[2]int]span {
	found := map[[2]int]span{}
	mine := -1
	if member >= 0 {
		mine = p.round.Records[member].In[0]*3 + p.round.Records[member].In[1]
	}
	var joint [9]int
	fits := func() bool {
		for i, l := range p.layouts {
			for _, block := range l.blocks() {
				n, want := 0, 0
				for _, c := range block {
					want += p.grids[i].cells[c].n
					for k, x := range joint {
						if i == 0 && k/3 == c || i == 1 && k%3 == c {
							n += x
						}
					}
				}
				if n != want {
					return false
				}
			}
		}
		return true
	}
	var place func(k, left int)
	place = func(k, left int) {
		if k == 9 {
			if left != 0 || mine >= 0 && joint[mine] == 0 || !fits() {
				return
			}
			for i := range 2 {
				for c := range 3 {
					n := 0
					for k, x := range joint {
						if i == 0 && k/3 == c || i == 1 && k%3 == c {
							n += x
						}
					}
					s, ok := found[[2]int{i, c}]
					if !ok {
						s = span{n, n}
					}
					found[[2]int{i, c}] = span{min(s.from, n), max(s.to, n)}
				}
			}
			return
		}
		for n := 0; n <= left && (n == 0 || can(k/3, k%3)); n++ {
			joint[k] = n
			place(k+1, left-n)
		}
		joint[k] = 0
	}
	place(0, len(p.round.Records))
	return found
}
