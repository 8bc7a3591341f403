package round

import (
	"strconv"
	"strings"
	"testing"
)

func TestNamed(t *testing.T) {
	r := &Round{
		Providers: []Provider{{ID: "a", Name: "Acorn  Books"}, {ID: "b", Name: "Brolga"}},
		Products: []Product{
			{ID: "p", Provider: "a", Name: "Ledger One"},
			{ID: "q", Provider: "b", Name: " ledger  ONE"},
			{ID: "k", Provider: "b", Name: "KLAUS"},
		},
	}
	for _, indexed := range []bool{false, true} {
		if indexed {
			r.index()
		}
		for _, c := range []struct{ product, provider, want string }{
			{"Ledger One", "", "p q"},
			{"LEDGER one ", "acorn books", "p"},
			{"ledger one", " BROLGA", "q"},
			{"ledger one", "Nobody", ""},
			{"\u212Alaus", "", "k"}, // with the sign of kelvins, as letter case goes
			{"ledgerone", "", ""},
		} {
			var got []string
			for _, p := range r.Named(c.product, c.provider) {
				got = append(got, p.ID)
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("indexed %t: Named(%q, %q) = %q, want %q", indexed, c.product, c.provider, got, c.want)
			}
		}
	}
}

// BenchmarkNamed finds one of many products by its name and its provider's.
func BenchmarkNamed(b *testing.B) {
	r := &Round{}
	for i := range 10_000 {
		id := strconv.Itoa(i)
		r.Providers = append(r.Providers, Provider{ID: id, Name: "Banksia Ledgers " + id})
		r.Products = append(r.Products, Product{ID: id, Provider: id, Name: "Ledger " + id})
	}
	r.index()
	b.ReportAllocs()
	for b.Loop() {
		if found := r.Named("LEDGER  7777", "banksia ledgers 7777"); len(found) != 1 {
			b.Fatal(found)
		}
	}
}
