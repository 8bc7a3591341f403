//go:build !(js && wasm)

package workbook

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"opframe/data/workbook/cells"
)

// protect locks what is not for filling in. There is no password: it is against slips, not people.
func (p *printer) protect(pg page) error {
	if !pg.marked() {
		return nil
	}
	return errors.Join(
		p.x.SetColVisible(pg.title, "A", false),
		p.x.ProtectSheet(pg.title, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true,
			FormatColumns: true, FormatRows: true, InsertRows: pg.kind == tablePage || pg.kind == formPage,
		}),
	)
}

// view keeps the header and the first column in sight.
func (p *printer) view(pg page) error {
	grid := pg.kind == registerPage
	if err := p.x.SetSheetView(pg.title, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	if pg.first == 0 {
		return nil
	}
	panes := &excelize.Panes{Freeze: true, YSplit: pg.first, ActivePane: "bottomLeft", TopLeftCell: cells.Ref(pg.first, 0)}
	if pg.kind == questionPage || pg.kind == formPage {
		panes.XSplit, panes.ActivePane, panes.TopLeftCell = 2, "bottomRight", cells.Ref(pg.first, 2)
	}
	if pg.marked() {
		at := cells.Ref(pg.first, min(2, len(pg.widths)-1))
		panes.Selection = []excelize.Selection{{SQRef: at, ActiveCell: at, Pane: panes.ActivePane}}
	}
	return p.x.SetPanes(pg.title, panes)
}

// colours show the status of a question by its word, and grey a line that is not asked.
func (p *printer) colours(pg page) error {
	if pg.status == 0 {
		return nil
	}
	last := len(pg.lines) - 1
	status := cells.Ref(pg.first, pg.status) + ":" + cells.Ref(last, pg.status)
	whole := cells.Ref(pg.first, 1) + ":" + cells.Ref(last, len(pg.widths)-1)
	here := "$" + cells.Ref(pg.first, pg.status)
	if err := p.coloured(pg.title, whole, here, mark{statusNotAsked, quietInk, grey}, false); err != nil {
		return err
	}
	for _, k := range []look{requiredSample, answeredSample, dependsSample} {
		if err := p.coloured(pg.title, status, here, marksOf[k], true); err != nil {
			return err
		}
	}
	return nil
}

func (p *printer) coloured(sheet, ref, status string, m mark, bold bool) error {
	style, err := p.x.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: m.ink, Bold: bold},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{m.fill}},
	})
	if err != nil {
		return err
	}
	return p.x.SetConditionalFormat(sheet, ref, []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: status + "=" + literal(m.word), Format: &style},
	})
}

// paper sets a sheet up for printing: A4, as wide as the paper, the header on every page.
func (p *printer) paper(pg page, a about) error {
	fit, tab, a4, wide, tall, orientation := true, tabOf(pg.kind), 9, 1, 0, "landscape"
	if pg.kind == startPage {
		orientation = "portrait"
	}
	side, end, edge := 0.5, 0.75, 0.35
	errs := []error{
		p.x.SetSheetProps(pg.title, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: &tab}),
		p.x.SetPageLayout(pg.title, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}),
		p.x.SetPageMargins(pg.title, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &edge, Footer: &edge}),
		p.x.SetHeaderFooter(pg.title, &excelize.HeaderFooterOptions{
			OddHeader: "&L" + printable(a.title) + "&R" + printable(pg.title),
			OddFooter: "&L" + printable(a.footer) + "&RPage &P of &N",
		}),
	}
	if pg.header > 0 {
		errs = append(errs, p.x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: pg.title,
			RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted(pg.title), pg.header+1, pg.header+1)}))
	}
	if pg.marked() {
		errs = append(errs, p.x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: pg.title,
			RefersTo: rangeOf(pg.title, 1, 1, len(pg.lines)-1, len(pg.widths)-1)}))
	}
	return errors.Join(errs...)
}

// printable is a text in a header or footer, where & begins a code and 255 characters are the limit.
func printable(s string) string {
	if r := []rune(s); len(r) > 80 {
		s = string(r[:79]) + "…"
	}
	return strings.ReplaceAll(s, "&", "&&")
}

// rules restricts what can be typed, one rule for all cells that share it, in the order they stand.
func (p *printer) rules(pg page) error {
	var order []rule
	where := map[rule][]place{}
	for row, ln := range pg.lines {
		for _, c := range ln.cells {
			if c.rule.kind == anything {
				continue
			}
			if where[c.rule] == nil {
				order = append(order, c.rule)
			}
			where[c.rule] = append(where[c.rule], place{c.col, row})
		}
	}
	for _, r := range order {
		for part := range slices.Chunk(ranges(where[r]), 200) {
			if err := p.x.AddDataValidation(pg.title, r.validation(strings.Join(part, " "))); err != nil {
				return err
			}
		}
	}
	return nil
}

type place struct{ col, row int }

// ranges joins cells that stand below each other.
func ranges(all []place) []string {
	slices.SortFunc(all, func(a, b place) int {
		if a.col != b.col {
			return a.col - b.col
		}
		return a.row - b.row
	})
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

// validation is the rule as the library takes it: formulas are XML already, messages are not.
func (r rule) validation(ref string) *excelize.DataValidation {
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

func operator(r rule) string {
	switch {
	case r.from != "" && r.to == "":
		return "greaterThanOrEqual"
	case r.from == "" && r.to != "":
		return "lessThanOrEqual"
	}
	return "between"
}

func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// clip shortens a message to what Excel allows, in UTF-16 units.
func clip(s string, n int) string {
	r := []rune(s)
	for utf16Len(s) > n {
		r = r[:len(r)-1]
		s = string(r) + "…"
	}
	return s
}
