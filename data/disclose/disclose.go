// Package disclose turns who-is-where into figures in which no single provider shows. It plans all figures
// that will be published together, attacks the plan as a reader would, and hides more where the attack gets
// too near. It knows categories and counts, nothing of questionnaires or pages. It is pure, and the order in
// which records come changes nothing.
//
// The rules, after the handbooks of official statistics (threshold, dominance, secondary suppression, audit):
//
//   - a figure is shown when at least floor providers stand behind it, however many products they have;
//     zero is a figure like any other, and so is "all of them", because the rest is then zero;
//   - neighbouring categories are merged before anything is withheld;
//   - what is withheld together, and can be had as the total less what is shown, is no figure of its own only
//     if it is of two categories at least and of floor providers;
//   - of an amount, one or two providers must not make up nearly all (dominance);
//   - no figure may become one of fewer than floor providers when the same figure of the round before is
//     taken from it;
//   - when all of it is taken together, with the relations between tables that everybody can know, nothing
//     withheld may be narrower than Need; the attack proves it for outsiders and for every member.
package disclose

import (
	"fmt"
	"slices"
)

// Round is what figures are to be made of, and which.
type Round struct {
	Floor   int
	Tables  []Table
	Records []Record
	// Relations hold between the tables for every product, and anybody can know them.
	Relations []Relation
	// Earlier is the round before, whose own figures were published; nil for none. Its tables are those of
	// this round, in the same order.
	Earlier *Round
}

// Table is a figure asked for: counts of products by category, where Amounts and Cross are not set.
type Table struct {
	Name  string // unique: "finding/user-mfa"
	Title string // for people: "Findings, multi-factor authentication of users"
	// Categories are in an order in which neighbours can be merged.
	Categories []string
	// Amounts: each record brings an amount in each category, not one product in one of them.
	Amounts bool
	// Cross are the names of two tables of counts; the table is of both together and has no categories of
	// its own.
	Cross [2]string
}

func (t Table) crossed() bool { return t.Cross[0] != "" }

// Record is one product. In has its category in each table, in order: its place in Categories, and anything
// where the table is none of counts. Amounts, each below 2^31, are by table of amounts and category.
type Record struct {
	Provider string
	In       []int
	Amounts  map[string][]int
}

// Relation says that the products of Left are at most those of Right, whatever the answers.
type Relation struct{ Left, Right []Event }

// Event is being in one of some categories of a table of counts.
type Event struct {
	Table      string
	Categories []int
}

// Possible writes as relations that a product in category a of one table can only be in those categories b
// of the other for which can says so. They are all there is to know of the two together: a table of both
// with these holes exists exactly where no set of categories is larger than what it can go with (Hall).
func Possible(a, b Table, can func(a, b int) bool) []Relation {
	var all []Relation
	seen := map[string]bool{}
	for set := 1; set < 1<<len(b.Categories)-1; set++ {
		var from, to []int
		for j := range b.Categories {
			if set>>j&1 == 1 {
				to = append(to, j)
			}
		}
		for i := range a.Categories {
			within := true
			for j := range b.Categories {
				within = within && (set>>j&1 == 1 || !can(i, j))
			}
			if within {
				from = append(from, i)
			}
		}
		// Of sets that hold the same, the smallest says most; sets come with their subsets before them.
		if key := fmt.Sprint(from); from != nil && len(from) < len(a.Categories) && !seen[key] {
			seen[key] = true
			all = append(all, Relation{[]Event{{a.Name, from}}, []Event{{b.Name, to}}})
		}
	}
	return all
}

// Figures are a plan carried out: what may be published, and nothing else.
type Figures struct {
	// Products and Providers stand behind all tables. They are withheld, and all tables with them, where
	// fewer than floor providers contribute.
	Products, Providers int
	Withheld            bool
	Tables              []Published
}

// Table finds a table by name; one that nobody asked for is withheld.
func (f Figures) Table(name string) Published {
	if i := slices.IndexFunc(f.Tables, func(p Published) bool { return p.Name == name }); i >= 0 {
		return f.Tables[i]
	}
	return Published{Name: name, Withheld: true}
}

// Published is one table as everybody may see it.
type Published struct {
	Name, Title string
	// Total is that of all cells. It is 0 and withheld with them.
	Total    int
	Withheld bool // nothing but the total, if that, is shown
	Cells    []Cell
	// Rows and Columns are the merged categories of a cross; its cells are row by row. Both are nil else.
	Rows, Columns []Cell
}

// Cell is the figure of one category, or of neighbours merged. N is 0 where it is withheld, so that no
// format can print it by mistake.
type Cell struct {
	Categories []string
	N          int
	Withheld   bool
	// Least and Most are the band that anybody can work out from all that is published: N twice where it is
	// shown.
	Least, Most int
}

// Of finds the cell that is of this category alone.
func (p Published) Of(category string) (Cell, bool) {
	for _, c := range p.Cells {
		if len(c.Categories) == 1 && c.Categories[0] == category {
			return c, true
		}
	}
	return Cell{}, false
}

// Among is the number of products in any of the categories, where it can be read off: the sum of shown
// cells, or the total less what is not among them. It is one of the figures shown, not one worked out
// against them.
func (p Published) Among(categories ...string) (int, bool) {
	in, out, found := 0, 0, false
	sure, others := !p.Withheld, !p.Withheld
	for _, c := range p.Cells {
		n := 0
		for _, name := range c.Categories {
			if slices.Contains(categories, name) {
				n++
			}
		}
		found = found || n > 0
		switch {
		case c.Withheld && n > 0:
			sure = false
		case c.Withheld:
			others = false
		case n == len(c.Categories):
			in += c.N
		case n > 0:
			return 0, false
		default:
			out += c.N
		}
	}
	if !found {
		return 0, false
	}
	if sure {
		return in, true
	}
	return p.Total - out, others
}
