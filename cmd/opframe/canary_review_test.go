package main

import (
	"os"
	"path/filepath"
	"testing"
)

// reviewed has a reviewer fill in the review workbook of every product: what is for the provider must be in its
// edition, and everything else in the office's alone.
func (c *canaries) reviewed(t *testing.T, dir string, owners map[string]string) {
	t.Helper()
	s := &story{t: t, dir: dir}
	s.opframe(exitDone, "review", dir)
	books, err := os.ReadDir(filepath.Join(dir, "reviews"))
	if err != nil || len(books) == 0 {
		t.Fatalf("%d review workbooks, %v", len(books), err)
	}
	for _, b := range books {
		owner := owners[b.Name()]
		note := func(what string) string {
			w := c.word(owner, what, false)
			c.desk[w] = true
			return w
		}
		file := "reviews/" + b.Name()
		for row, decision := range map[string]string{"Provider registered": "Override: not met", "Sessions and passwords": "Agree", "One person, one login": "Ask the provider"} {
			s.typed(file, "Findings", row, map[string]string{"Decision": decision, "Reason": note("reason"), "Evidence sighted": note("evidence sighted"), "Reviewer": note("reviewer"),
				"Decided on": "2017-10-20", "Words for the provider": c.word(owner, "words for the provider", true)})
		}
		s.typed(file, "Outcomes", "", map[string]string{"Outcome": "Granted with conditions", "Conditions": note("conditions of an outcome not in force"), "Decided by": note("who decided"),
			"Decided on": "2017-10-20", "Note": note("note"), "Second signature": note("second signature")})
		s.typed(file, "Questions", "Q1", map[string]string{"Question": c.word(owner, "question", true), "Asked by": note("who asked"), "Asked on": "2017-10-21"})
		s.typed(file, "Questions", "Q2", map[string]string{"Question": note("question not asked yet")})
	}
}
