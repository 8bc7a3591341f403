package disclose

import (
	"fmt"
	"strings"
	"testing"
)

// simple is a round of one table, in which "a:3 b:7" are three and seven products of different providers.
func simple(spec string) *Round {
	r := &Round{Floor: 5, Tables: []Table{{Name: "t"}}}
	for i, part := range strings.Fields(spec) {
		var n int
		name, count, _ := strings.Cut(part, ":")
		if _, err := fmt.Sscan(count, &n); err != nil {
			panic(err)
		}
		r.Tables[0].Categories = append(r.Tables[0].Categories, name)
		for range n {
			r.Records = append(r.Records, Record{Provider: fmt.Sprintf("p%03d", len(r.Records)), In: []int{i}})
		}
	}
	return r
}

func shown(p Published) string {
	var parts []string
	for _, c := range p.Cells {
		name := strings.Join(c.Categories, "+")
		if c.Withheld {
			parts = append(parts, name+":c")
		} else {
			parts = append(parts, fmt.Sprintf("%s:%d", name, c.N))
		}
	}
	return strings.Join(parts, " ")
}

func TestOneTable(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"all large", "a:9 b:8 c:7", "a:9 b:8 c:7"},
		{"a small one is merged with a neighbour", "a:9 b:8 c:2", "a:9 b+c:10"},
		{"with the smaller neighbour, which tells more", "a:9 b:2 c:6", "a:9 b+c:8"},
		{"zero is small", "a:9 b:8 c:0", "a:9 b+c:8"},
		{"all in one says something of everybody", "a:20 b:0 c:0", "a:c b:c c:c"},
		{"what no neighbour can be merged with usefully", "a:2 b:20 c:3", "a:c b:20 c:c"},
		{"exactly the floor is shown", "a:5 b:5", "a:5 b:5"},
		{"small ones that are enough together", "a:9 b:1 c:0 d:6", "a:9 b+c+d:7"},
		{"fewer than the floor in all", "a:2 b:2", "a:c b:c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, _, err := Make(simple(test.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(f.Tables[0]); got != test.want {
				t.Errorf("%s becomes %s, want %s", test.in, got, test.want)
			}
		})
	}
}
