package round

import (
	"strings"
	"unicode"
)

// Named are the products of that name, of a provider of the name given if it is not "". Letter case and the space
// between words do not count.
func (r *Round) Named(product, provider string) []Product {
	var found []Product
	for _, i := range r.namesakes(nameKey(product)) {
		p := r.Products[i]
		if of, _ := r.Provider(p.Provider); provider == "" || nameKey(of.Name) == nameKey(provider) {
			found = append(found, p)
		}
	}
	return found
}

// namesakes are the places of the products of a name.
func (r *Round) namesakes(name string) []int {
	if len(r.productsAt) == len(r.Products) {
		return r.namedAt[name]
	}
	return namesOf(r.Products)[name] // a round put together by hand
}

// namesOf are the places of products by their names.
func namesOf(products []Product) map[string][]int {
	at := make(map[string][]int, len(products))
	for i, p := range products {
		name := nameKey(p.Name)
		at[name] = append(at[name], i)
	}
	return at
}

// nameKey is alike for names that strings.EqualFold takes for the same, with single spaces between words.
func nameKey(name string) string {
	return strings.Map(leastCase, strings.Join(strings.Fields(name), " "))
}

// leastCase is the first of all characters that differ from r in case alone.
func leastCase(r rune) rune {
	for {
		next := unicode.SimpleFold(r)
		if next <= r {
			return next
		}
		r = next
	}
}
