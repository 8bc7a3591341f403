package view

import (
	"strings"
	"unicode"

	"opframe/data/response"
)

// fileTasks are those of files that stand for no product: they could not be read, or not be placed.
func (v Office) fileTasks() []Task {
	owners, missing := v.Owners(), v.missing()
	var all []Task
	for _, p := range v.Problems {
		_, owned := owners[p.Cell.File]
		switch {
		case p.Severity != response.Error:
		case p.Kind == response.Register:
			all = append(all, Task{Need: Settle, File: p.Cell.File, Who: v.Occasion.Office.Name, What: p.Do, Why: p.What})
		case !owned:
			all = append(all, v.resend(p, missing))
		}
	}
	return all
}

// resend asks for a file again: of the provider where the file is named like the one product it can be,
// or else of whoever sent it.
func (v Office) resend(p response.Problem, missing map[string]*OfficeRow) Task {
	t := Task{Need: Resend, File: p.Cell.File, Who: v.Occasion.Office.Name, What: "Find out who sent it, and ask for it again", Why: p.What + " " + p.Do}
	name := words(p.Cell.File)
	found := map[string]*OfficeRow{}
	for called, r := range missing {
		if strings.Contains(name, called) {
			found[r.Product.ID] = r
		}
	}
	if len(found) != 1 {
		return t
	}
	for _, r := range found {
		t.Product, t.Provider, t.Who = r.Product, NameOf(r.Provider), r.Provider.Name
	}
	t.What, t.Why = "Send "+p.Cell.File+" again", t.Why+" The file is named like this product, of which nothing could be read."
	return t
}

// missing finds the products nothing could be read of by the words of their ids and names.
func (v Office) missing() map[string]*OfficeRow {
	all := map[string]*OfficeRow{}
	for r := range v.Rows {
		if r.Case != nil {
			continue
		}
		for _, called := range []string{words(r.Product.ID), words(r.Product.Name)} {
			if len(called) > 5 { // shorter ones are found in too many names
				all[called] = r
			}
		}
	}
	return all
}

// words are the letters and digits of a name in lower case, with one space between and around them.
func words(name string) string {
	f := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	return " " + strings.Join(f, " ") + " "
}
