//go:build !(js && wasm)

package workbook

import (
	"errors"

	"github.com/xuri/excelize/v2"

	"opframe/data/workbook/cells"
)

func (p printer) widths(pg page) error {
	for col, width := range pg.widths {
		if err := p.x.SetColWidth(pg.title, column(col), column(col), width); err != nil {
			return err
		}
	}
	return nil
}

// protect locks what is not for filling in. There is no password: it is against slips, not people.
func (p printer) protect(pg page) error {
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
func (p printer) view(pg page) error {
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

// paper sets a sheet up for printing: A4, as wide as the paper.
func (p printer) paper(pg page) error {
	fit, tab, a4, wide, tall, orientation := true, tabOf(pg.kind), 9, 1, 0, "landscape"
	if pg.kind == startPage {
		orientation = "portrait"
	}
	side, end, edge := 0.5, 0.75, 0.35
	return errors.Join(
		p.x.SetSheetProps(pg.title, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: &tab}),
		p.x.SetPageLayout(pg.title, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}),
		p.x.SetPageMargins(pg.title, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &edge, Footer: &edge}),
	)
}
