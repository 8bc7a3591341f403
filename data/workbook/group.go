package workbook

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// Group puts the names of files that are one submission together: the CSV files that spreadsheet
// programs write one a sheet, called STEM-TITLE.csv or STEM - TITLE.csv after the titles of the
// layouts, are one set called STEM. Every other file is a set by itself. Both sets and files are
// sorted by name; no name is left out.
func Group(names []string, known []Edition) []Set {
	titles := sheetTitles(known)
	byStem := map[string][]string{}
	var sets []Set
	for _, name := range names {
		if stem, _, ok := splitName(name, titles); ok {
			byStem[stem] = append(byStem[stem], name)
		} else {
			sets = append(sets, Set{name, []string{name}})
		}
	}
	for stem, files := range byStem {
		slices.Sort(files)
		sets = append(sets, Set{stem, files})
	}
	slices.SortFunc(sets, func(a, b Set) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), slices.Compare(a.Files, b.Files))
	})
	return sets
}

// sheetTitles lists, folded, every sheet a CSV of a set can have been, the longest first: of two
// titles of which one ends with the other, the longer is meant.
func sheetTitles(known []Edition) []string {
	titles := []string{fold(listsTitle), fold(markTitle)}
	for _, e := range known {
		titles = append(titles, fold(e.Layout.Start))
		for _, s := range e.Layout.Sections {
			titles = append(titles, fold(s.Title))
			for _, t := range s.Also {
				titles = append(titles, fold(t))
			}
		}
		titles = append(titles, foreignTitles(e.Layout.Foreign)...)
	}
	slices.SortFunc(titles, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	return slices.Compact(titles)
}

// foreignTitles lists the titles of sheets in somebody else's questionnaire, so far as they are no patterns.
func foreignTitles(f *Foreign) []string {
	if f == nil {
		return nil
	}
	all := slices.Clone(f.Ignore)
	for _, s := range f.Sheets {
		all = append(append(all, s.Title), s.Also...)
	}
	for _, x := range f.Fields {
		all = append(all, x.Sheet)
	}
	var titles []string
	for _, t := range all {
		if fold(t) != "" && !strings.Contains(t, "*") {
			titles = append(titles, fold(t))
		}
	}
	return titles
}

// splitName takes the name of a CSV file of a set apart: what all of the set begin with, and the
// title of the sheet as the name spells it.
func splitName(name string, titles []string) (stem, title string, ok bool) {
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	if !strings.EqualFold(ext, ".csv") {
		return "", "", false
	}
	for i := len(base) - 1; i > 0; i-- {
		if base[i] != '-' {
			continue
		}
		stem, title = strings.TrimRight(base[:i], " "), strings.TrimLeft(base[i+1:], " ")
		if slices.Contains(titles, fold(title)) && path.Base(stem) != "." && !strings.HasSuffix(stem, "/") && stem != "" {
			ok = true
			return stem, title, ok
		}
	}
	return "", "", false
}
