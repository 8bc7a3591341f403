package review

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/workbook"
)

// News is what a new review workbook has that the earlier one had not.
type News struct {
	Findings, Outcomes int // rows
	// Refreshed rows show something else than they did, on the same basis: a cell that moved.
	Refreshed, Kept int
	First           bool // there was no earlier one
}

// String is "2 findings and 1 outcome added".
func (n News) String() string {
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	add(n.Findings, "finding", "findings")
	add(n.Outcomes, "outcome", "outcomes")
	if n.First {
		return strings.Join(parts, ", ") + " to review"
	}
	if len(parts) > 0 {
		parts = []string{strings.Join(parts, ", ") + " added"}
	}
	add(n.Refreshed, "row shown anew", "rows shown anew")
	add(n.Kept, "stray word kept on a sheet of its own", "stray words kept on a sheet of their own")
	return strings.Join(parts, "; ")
}

// Added compares a planned workbook with the earlier one; the zero News says that there is nothing to write.
func Added(form workbook.Form, old *workbook.Filled) News {
	n := News{First: old == nil}
	if old == nil {
		old = &workbook.Filled{}
	}
	for _, l := range form.Lists {
		there := map[string]string{}
		for _, o := range old.Lists[l.ID] {
			there[keyOf(o.ID)] = o.ID
		}
		for _, r := range l.Rows {
			id, ok := there[keyOf(r.ID)]
			switch {
			case l.ID == keptList:
			case ok && id != r.ID:
				n.Refreshed++
			case ok || l.ID == questionsList:
			case l.ID == findingsList:
				n.Findings++
			default:
				n.Outcomes++
			}
		}
	}
	if i := slices.IndexFunc(form.Lists, func(l workbook.FormList) bool { return l.ID == keptList }); i >= 0 {
		n.Kept = len(form.Lists[i].Rows) - len(old.Lists[keptList])
	}
	return n
}

// Lost are the words somebody typed into the earlier workbook that the new one does not have anywhere. There
// must be none before the earlier one is replaced.
func Lost(old, fresh *workbook.Filled) []string {
	var all strings.Builder
	for _, rows := range fresh.Lists {
		for _, r := range rows {
			for _, c := range r.Cells {
				all.WriteString("\x00" + c.Text)
			}
		}
	}
	for _, f := range fresh.Facts {
		all.WriteString("\x00" + f.Text)
	}
	now := all.String()
	var lost []string
	for _, l := range Lists() {
		for _, r := range old.Lists[l.ID] {
			for _, c := range l.Columns {
				x, ok := r.Cells[c.ID]
				if ok && (c.Input || r.ID == "") && !strings.Contains(now, x.Text) {
					lost = append(lost, x.Place.InSheet()+" "+x.Text)
				}
			}
		}
	}
	for _, x := range old.Rest {
		if !strings.Contains(now, strings.TrimSpace(x.Text)) {
			lost = append(lost, x.Cell.InSheet()+" "+x.Text)
		}
	}
	if r := old.Facts[factReviewer]; !strings.Contains(now, r.Text) {
		lost = append(lost, r.Cell.InSheet()+" "+r.Text)
	}
	return lost
}
