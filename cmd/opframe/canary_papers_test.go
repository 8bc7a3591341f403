package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// readersOf are the editions that have what is marked with an access, and no others may.
var readersOf = map[string][]string{
	"public": {"office", "public", "working-group"}, "members": {"office", "working-group"}, "office": {"office"},
}

// paper makes a word that must be in every edition of those who may read it.
func (c *canaries) paper(access, what string) string {
	w := c.word("somebody", what+" ("+access+")", false)
	c.where[w] = readersOf[access]
	return w
}

// seats are members of the group everybody may know of: their names are not for the public.
func (c *canaries) seats() [][]string {
	return [][]string{{"group", "name", "organisation", "role"},
		{"group-public", c.paper("members", "name of a member"), c.paper("public", "organisation"), c.paper("public", "role")},
		{"group-office", c.paper("office", "name of a member"), c.paper("office", "organisation"), c.paper("office", "role")}}
}

// consultation writes a group, meetings, papers and action items for each access, every word of them a
// canary, file names included.
func (c *canaries) consultation(t *testing.T, dir string) {
	t.Helper()
	file := func(access, name string, front map[string]string) {
		var b strings.Builder
		b.WriteString("---\naudience: " + access + "\n")
		for _, key := range slices.Sorted(maps.Keys(front)) {
			b.WriteString(key + ": " + front[key] + "\n")
		}
		fmt.Fprintf(&b, "---\n## Heading %s\n\nText %s with a note[^1].\n\n| Column %s |\n| --- |\n| Cell %s |\n\n[^1]: Note %s.\n",
			c.paper(access, "heading"), c.paper(access, "text"), c.paper(access, "column"), c.paper(access, "cell"), c.paper(access, "footnote"))
		write(t, filepath.Join(dir, "papers", name+".md"), []byte(b.String()))
	}
	actions := "id,group,meeting,text,owner,due,status,answer,audience\n"
	for _, access := range []string{"public", "members", "office"} {
		word := func(what string) string { return c.paper(access, what) }
		group, meeting := "group-"+access, "meeting-"+word("id of a meeting")
		file(access, group, map[string]string{"kind": "group", "title": "Group " + word("title of a group"), "status": "open",
			"summary": "Purpose " + word("purpose") + ".", "chair": word("chair"), "contact": word("contact") + "@example.org", "date": "2016-01-01"})
		file(access, meeting, map[string]string{"kind": "meeting", "title": "Meeting " + word("title of a meeting"), "group": group, "date": "2017-09-01",
			"mode": "workshop", "status": "held", "venue": word("venue"), "summary": "About " + word("summary of a meeting") + "."})
		for _, kind := range []string{"update", "agenda", "minutes", "position", "correction"} {
			front := map[string]string{"kind": kind, "title": "Paper " + word("title of "+kind), "group": group, "date": "2017-09-02", "status": "final",
				"version": word("version of " + kind), "summary": "Summary " + word("summary of "+kind) + "."}
			if kind == "agenda" || kind == "minutes" {
				front["meeting"] = meeting
			}
			file(access, "paper-"+word("id of "+kind), front)
		}
		actions += fmt.Sprintf("a-%s,%s,%s,Do %s,%s,2017-10-01,open,Answer %s,%s\n", word("id of an action"), group, meeting, word("action"), word("owner"), word("answer"), access)
	}
	write(t, filepath.Join(dir, "actions.csv"), []byte(actions))
}

// judgePaper holds that a word of the consultation is in the editions of its readers and nowhere else.
func (c *canaries) judgePaper(t *testing.T, word string, where []string, seen map[string]bool) {
	t.Helper()
	if got := slices.Sorted(maps.Keys(seen)); !slices.Equal(got, where) {
		t.Errorf("%s is in %v, want it in %v", c.what[word], got, where)
	}
}
