// Package bulk makes working rounds of any size to measure with: a questionnaire made by somebody else, with 180
// questions on five sheets, the framework folder that maps it, the register, and workbooks filled in. Everything is
// fictional and follows from the numbers given, so that the same call makes the same bytes.
package bulk

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// Question is one of the questionnaire. Its fields are those of the rules.json that other programs measure with.
type Question struct {
	ID       string `json:"id"`
	Section  string `json:"section"`
	Text     string `json:"question"`
	Weight   int    `json:"weight"`   // 1 to 5
	Severity string `json:"severity"` // of what is missing: "high", "medium" or "low"
	Evidence bool   `json:"evidence"` // without evidence the answer yes is taken for partly
	Advice   string `json:"advice"`
}

const asked = 36 // of each section

var sections = []struct{ code, title string }{
	{"ORG", "Organisation"}, {"IAM", "Identity and access"}, {"PRO", "Protection of data"}, {"RUN", "Running the service"}, {"REC", "Recovery"},
}

var (
	deeds    = []string{"write down", "review", "test", "limit", "monitor", "approve", "record", "separate", "encrypt"}
	things   = []string{"access of administrators", "copies of client records", "changes to production", "keys and certificates", "contracts with suppliers", "alerts of the application", "work on incidents", "leavers' accounts"}
	measures = []string{"at least once a year", "by people who did not make them", "for every system that holds personal data", "before anything reaches clients", "with a record kept for three years"}
)

// Questions are those of the questionnaire, in order.
func Questions() []Question {
	var all []Question
	for s, section := range sections {
		for k := range asked {
			n := s*asked + k
			what := fmt.Sprintf("%s %s %s", deeds[n%len(deeds)], things[(n/len(deeds)+s)%len(things)], measures[n%len(measures)])
			all = append(all, Question{ID: fmt.Sprintf("%s-%02d", section.code, k+1), Section: section.title, Text: "Do you " + what + "?",
				Weight: 1 + n%5, Severity: []string{"high", "medium", "low"}[n%3], Evidence: n%3 == 0,
				Advice: "Plan by when you will " + what + ", and say who sees to it."})
		}
	}
	return all
}

// Provider is one of a round's, with one product that has its id and its name.
type Provider struct{ ID, Name string }

var (
	firsts = []string{"Banksia", "Ćuk", "Dvořák", "Ægir", "Ωmega", "Куст", "O’Hara", "Żuk & Sons", "Mulga", "Wattle", "Brolga"}
	kinds  = []string{"Ledgers", "Payroll Pty Ltd", "Cloud <AU>", "Returns", "Systems | Group", "Super", "Books"}
)

// Providers are the first n.
func Providers(n int) []Provider {
	all := make([]Provider, 0, n)
	for i := range n {
		all = append(all, Provider{fmt.Sprintf("p%05d", i), fmt.Sprintf("%s %s %05d", firsts[i%len(firsts)], kinds[i/len(firsts)%len(kinds)], i)})
	}
	return all
}

// Round are the files of a round's folder but the responses, with the framework in the folder named framework.
func Round(questions []Question, providers []Provider) map[string][]byte {
	var provider, product strings.Builder
	provider.WriteString("id,name\n")
	product.WriteString("id,provider,name,listed\n")
	for _, p := range providers {
		name := `"` + strings.ReplaceAll(p.Name, `"`, `""`) + `"`
		fmt.Fprintf(&provider, "%s,%s\n", p.ID, name)
		fmt.Fprintf(&product, "%s,%s,%s,yes\n", p.ID, p.ID, name)
	}
	return map[string][]byte{
		"round.yaml": []byte(`id: bulk
title: "A round to measure with"
as_of: 2025-10-31
framework: "./framework"
office: {name: "Partnership Office", email: "partnership.office@example.org"}
notice: "Made to measure with. Everybody in it is fictional."
`),
		"register-Providers.csv":   []byte(provider.String()),
		"register-Products.csv":    []byte(product.String()),
		"framework/framework.yaml": framework(questions),
		"framework/workbook.yaml":  layout(questions),
	}
}

// names are the titles of the sections in order.
func names(questions []Question) []string {
	var all []string
	for _, q := range questions {
		if !slices.Contains(all, q.Section) {
			all = append(all, q.Section)
		}
	}
	return all
}

// of are the questions of a section.
func of(questions []Question, section string) []Question {
	var all []Question
	for _, q := range questions {
		if q.Section == section {
			all = append(all, q)
		}
	}
	return all
}

// sectionID is the id of the dimension that a section is mapped to.
func sectionID(title string) string {
	return strings.ReplaceAll(strings.ToLower(title), " ", "-")
}

// spread is a number that hangs on the words only.
func spread(words ...any) uint64 {
	h := fnv.New64a()
	fmt.Fprintln(h, words...) // a hash never fails
	x := h.Sum64()
	x ^= x >> 32
	x *= 0x9e3779b97f4a7c15
	return x ^ x>>29
}
