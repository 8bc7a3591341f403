//go:build !(js && wasm)

package workbook

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"opframe/data/workbook/cells"
)

// rules restricts what can be typed.
func (s *sheetWriter) rules() {
	s.group("dataValidations", func() {
		for _, v := range s.validations() {
			s.rule(v)
		}
	})
}

// validations are one rule for all cells that share it, in the order they stand.
func (s *sheetWriter) validations() []*excelize.DataValidation {
	type ruled struct {
		*rule
		where []place
	}
	var rules []ruled // there are few
	for row := range s.pg.lines {
		for i := range s.pg.lines[row].cells {
			c := &s.pg.lines[row].cells[i]
			if c.rule == nil {
				continue
			}
			at := slices.IndexFunc(rules, func(r ruled) bool { return *r.rule == *c.rule })
			if at < 0 {
				at, rules = len(rules), append(rules, ruled{rule: c.rule})
			}
			rules[at].where = append(rules[at].where, place{c.col, row})
		}
	}
	var all []*excelize.DataValidation
	for _, r := range rules {
		for part := range slices.Chunk(ranges(r.where), 200) {
			all = append(all, r.validation(strings.Join(part, " ")))
		}
	}
	return all
}

type place struct{ col, row int }

// ranges joins cells that stand below each other.
func ranges(all []place) []string {
	slices.SortFunc(all, func(a, b place) int { return cmp.Or(a.col-b.col, a.row-b.row) })
	var refs []string
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].col == all[i].col && all[j].row == all[j-1].row+1 {
			j++
		}
		ref := cells.Ref(all[i].row, all[i].col)
		if j > i+1 {
			ref += ":" + cells.Ref(all[j-1].row, all[i].col)
		}
		refs = append(refs, ref)
		i = j
	}
	return refs
}

func (s *sheetWriter) rule(v *excelize.DataValidation) {
	s.put(`<dataValidation type="`, v.Type, `" allowBlank="1" showErrorMessage="1" showInputMessage="1" sqref="`, v.Sqref)
	for _, x := range [][2]string{{"operator", v.Operator}, {"errorStyle", *v.ErrorStyle}, {"errorTitle", *v.ErrorTitle}, {"error", *v.Error},
		{"promptTitle", *v.PromptTitle}, {"prompt", *v.Prompt}} {
		if x[1] != "" {
			s.put(`" `, x[0], `="`)
			s.say(x[1])
		}
	}
	s.put(`"><formula1>`, v.Formula1, "</formula1>")
	if v.Formula2 != "" {
		s.put("<formula2>", v.Formula2, "</formula2>")
	}
	s.put("</dataValidation>")
}

// validation is the rule in the words of the library: formulas are XML already, messages are not.
func (r *rule) validation(ref string) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.Sqref = ref
	v.SetInput(clip(r.title, 32), clip(r.prompt, 255))
	style := excelize.DataValidationErrorStyleStop
	if r.lenient {
		style = excelize.DataValidationErrorStyleWarning
	}
	v.SetError(style, clip(r.trouble, 32), clip(r.remedy, 255))
	switch r.kind {
	case fromList:
		v.Type = "list"
		v.Formula1 = escaped(r.from)
	case aNumber:
		v.Type, v.Formula1, v.Formula2 = "decimal", r.from, r.to
		v.Operator = operator(r)
		if v.Formula1 == "" {
			v.Formula1, v.Formula2 = r.to, ""
		}
	case aDay:
		v.Type, v.Formula1, v.Formula2 = "date", r.from, r.to
		v.Operator = "between"
	}
	if v.Formula1 == "" {
		v.Formula1, v.Formula2 = "-1E+300", "1E+300"
	}
	return v
}

func operator(r *rule) string {
	switch {
	case r.from != "" && r.to == "":
		return "greaterThanOrEqual"
	case r.from == "" && r.to != "":
		return "lessThanOrEqual"
	}
	return "between"
}

// markup escapes a formula. Programs read what stands in one as it is, with its quotes.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escaped(s string) string { return markup.Replace(s) }

// clip shortens a message to what Excel allows, in UTF-16 units.
func clip(s string, n int) string {
	r := []rune(s)
	for utf16Len(s) > n {
		r = r[:len(r)-1]
		s = string(r) + "…"
	}
	return s
}
