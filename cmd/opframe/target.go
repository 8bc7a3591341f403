package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/target"
	"opframe/data/view"
	"opframe/render/report"
)

// targeted finds the ways to what --target asks for; nil where nothing is asked. What the framework does not
// know is misuse.
func (f *flags) targeted(by *intake.Shelf, fw *framework.Framework, asOf date.Date, s *response.Submission) (*target.Ways, error) {
	if f.target == "" {
		return nil, nil
	}
	goal := target.Goal{API: f.target}
	if level, err := strconv.Atoi(f.target); err == nil {
		goal = target.Goal{Level: level}
	}
	w, err := by.Finder(fw, asOf).Find(s, goal)
	if err != nil {
		return nil, misused("--target %s: %v; %s", f.target, err, goals(fw))
	}
	return &w, nil
}

// goals names what can be asked for.
func goals(fw *framework.Framework) string {
	var ids []string
	for _, a := range fw.APIs {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	known := fmt.Sprintf("give a level from 0 to %d", len(fw.Scale)-1)
	if len(ids) > 0 {
		known += " or one of the APIs " + strings.Join(ids, ", ")
	}
	return known
}

// printTarget prints the ways to what was asked for.
func printTarget(w io.Writer, fw *framework.Framework, p view.Product) {
	ways := *p.Target
	aim := ways.Goal.API
	switch {
	case aim == "":
		aim = "level " + levelName(fw, ways.Level)
	case ways.Level >= 0:
		aim += " (open from level " + levelName(fw, ways.Level) + ")"
	}
	fmt.Fprintf(w, "\nWhat it would take: %s\n", aim)
	switch {
	case ways.Reached:
		fmt.Fprintln(w, "  Nothing: it is so already.")
		return
	case ways.Why != "":
		for _, l := range wrap(ways.Why, 90) {
			fmt.Fprintf(w, "  %s\n", l)
		}
		return
	}
	for i, set := range ways.Sets {
		fmt.Fprintf(w, "\n  Set %d of %d: %s, effort %d, comes to level %s\n", i+1, len(ways.Sets), count(len(set.Changes), "change"), set.Effort, levelName(fw, set.Level))
		for _, c := range set.Changes {
			printTold(w, fw, p.Submission, c)
		}
		if len(set.Asks) > 0 {
			fmt.Fprintf(w, "    Then asked as well: %s\n", strings.Join(set.Asks, ", "))
		}
	}
	fmt.Fprintln(w)
	for _, l := range wrap("All other answers stay. A change must be true of the product before it is declared, and it is no promise of a decision.", 90) {
		fmt.Fprintf(w, "  %s\n", l)
	}
}

func printTold(w io.Writer, fw *framework.Framework, s response.Submission, c target.Change) {
	at, says := report.Now(s, c.Question)
	fmt.Fprintf(w, "    %-4s %s (%s, effort %d)\n", c.Question.ID, first(at.InSheet(), "not in the file"), c.Control.Title, c.Control.Effort)
	for _, l := range []struct{ lead, text string }{{"now:  ", says}, {"to be:", report.Becomes(fw, c)}} {
		lead := l.lead
		for _, line := range wrap(l.text, 78) {
			fmt.Fprintf(w, "         %s %s\n", lead, line)
			lead = "      "
		}
	}
}

func levelName(fw *framework.Framework, level int) string {
	return fmt.Sprintf("%d %s", level, fw.Scale[level].Title)
}
