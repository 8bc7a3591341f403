package workbook

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/workbook/cells"
)

// maxCell is how much text Excel keeps in a cell, in UTF-16 units; the library would cut the rest off.
const maxCell = 32767

// WriteXLSX writes a questionnaire for one product, always in our own form, also where the layout maps
// somebody else's. The same framework, layout and prefill give the same bytes. A text of more than 32,767 UTF-16 units is an error, because no cell can hold it.
func WriteXLSX(w io.Writer, f *framework.Framework, l *Layout, p Prefill) error {
	about := about{
		title:   l.Title,
		subject: f.Ref(),
		created: f.Published,
		footer:  strings.Join(nonEmpty(f.Ref(), given(p.ProviderName, p.ProviderID), given(p.ProductName, p.ProductID)), " · "),
	}
	if err := printPages(w, plan(f, l, p), about); err != nil {
		return fmt.Errorf("questionnaire %s: %w", f.Ref(), err)
	}
	return nil
}

func given(name, id string) string {
	if name != "" {
		return name
	}
	return id
}

func nonEmpty(all ...string) []string {
	var some []string
	for _, s := range all {
		if s != "" {
			some = append(some, s)
		}
	}
	return some
}

// about goes into the properties of a file and below its printed pages.
type about struct {
	title, subject, footer string
	created                date.Date
}

// escape is how a workbook spells characters that XML cannot hold, and so text that looks like it
// has to be escaped in turn. The library leaves both to chance.
var escape = regexp.MustCompile("_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

// storable is a text as it is stored in a cell.
func storable(s string) string {
	if !strings.Contains(s, "_x") && !strings.ContainsFunc(s, unstorable) {
		return s // nearly all, and looking for the pattern takes long
	}
	return escape.ReplaceAllStringFunc(s, func(m string) string {
		if m[0] == '_' {
			return "_x005F" + m
		}
		r, _ := utf8.DecodeRuneInString(m)
		return fmt.Sprintf("_x%04X_", r)
	})
}

// unstorable is a character that XML cannot hold.
func unstorable(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
}

// marked says that the page has a hidden row and column of marks.
func (pg page) marked() bool {
	return pg.kind == startPage || pg.kind == questionPage || pg.kind == tablePage || pg.kind == formPage
}

// serial is a day as spreadsheets count it: 1 January 1900 is 1, and a 29 February 1900 that never
// was is 60.
func serial(d date.Date) int {
	days := int(d.Time().Sub(date.Date{Year: 1899, Month: 12, Day: 31}.Time()).Hours() / 24)
	if days > 59 {
		days++
	}
	return days
}

// column is the letters of a column.
func column(col int) string { return strings.TrimRight(cells.Ref(0, col), "1") }
