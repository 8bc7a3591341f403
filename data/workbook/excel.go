//go:build !(js && wasm)

package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"opframe/data/workbook/cells"
)

// printPages writes pages as an xlsx file, whole or not at all.
func printPages(w io.Writer, pages []page, a about) (err error) {
	p := printer{x: excelize.NewFile(), styles: map[look]int{}}
	defer func() { err = errors.Join(err, p.x.Close()) }()
	if err := p.document(pages, a); err != nil {
		return err
	}
	var out bytes.Buffer
	p.x.SetZipWriter(p.zip)
	if err := p.x.Write(&out); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

type printer struct {
	x       *excelize.File
	styles  map[look]int
	results []content // of the formulas, in the order they were written
}

func (p *printer) document(pages []page, a about) error {
	when := dateOf(a.created).String() + "T00:00:00Z"
	errs := []error{
		p.x.SetDefaultFont(fontName),
		p.x.SetDocProps(&excelize.DocProperties{Title: a.title, Subject: a.subject, Creator: "opframe",
			LastModifiedBy: "opframe", Language: "en-AU", Created: when, Modified: when}),
		p.x.SetAppProps(&excelize.AppProperties{Application: "opframe"}),
	}
	for i, pg := range pages {
		if i == 0 {
			errs = append(errs, p.x.SetSheetName("Sheet1", pg.title))
		} else {
			_, err := p.x.NewSheet(pg.title)
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, pg := range pages {
		if err := p.page(pg, a); err != nil {
			return fmt.Errorf("sheet %s: %w", pg.title, err)
		}
	}
	p.x.SetActiveSheet(0)
	return nil
}

func (p *printer) page(pg page, a about) error {
	for col, width := range pg.widths {
		if err := p.x.SetColWidth(pg.title, column(col), column(col), width); err != nil {
			return err
		}
	}
	used := "A1:" + cells.Ref(max(0, len(pg.lines)-1), max(0, len(pg.widths)-1))
	if err := p.x.SetSheetDimension(pg.title, used); err != nil {
		return err
	}
	for row, ln := range pg.lines {
		if err := p.line(pg, row, ln); err != nil {
			return err
		}
	}
	if err := p.rules(pg); err != nil {
		return err
	}
	if pg.kind == listPage || pg.kind == markPage {
		return p.x.SetSheetVisible(pg.title, false, pg.kind == markPage)
	}
	return errors.Join(p.protect(pg), p.view(pg), p.colours(pg), p.paper(pg, a))
}

func (p *printer) line(pg page, row int, ln line) error {
	for _, c := range ln.cells {
		if err := p.cell(pg, row, c); err != nil {
			return fmt.Errorf("%s: %w", cells.Ref(row, c.col), err)
		}
	}
	for _, s := range ln.spans {
		if s[0] >= s[1] {
			continue
		}
		if err := p.span(pg.title, row, s, ln); err != nil {
			return err
		}
	}
	if pg.kind == listPage || pg.kind == markPage {
		return nil
	}
	if row == 0 && pg.marked() {
		return p.x.SetRowVisible(pg.title, 1, false)
	}
	return p.x.SetRowHeight(pg.title, row+1, pg.height(ln))
}

// span merges cells; each of them gets the look, or the border would have gaps.
func (p *printer) span(sheet string, row int, s [2]int, ln line) error {
	for _, c := range ln.cells {
		if c.col != s[0] {
			continue
		}
		style, err := p.style(c.look)
		if err != nil {
			return err
		}
		if err := p.x.SetCellStyle(sheet, cells.Ref(row, s[0]), cells.Ref(row, s[1]), style); err != nil {
			return err
		}
	}
	return p.x.MergeCell(sheet, cells.Ref(row, s[0]), cells.Ref(row, s[1]))
}

func (p *printer) cell(pg page, row int, c cell) error {
	ref := cells.Ref(row, c.col)
	style, err := p.style(c.look)
	if err != nil {
		return err
	}
	if c.look != noLook {
		if err := p.x.SetCellStyle(pg.title, ref, ref, style); err != nil {
			return err
		}
	}
	if c.link != "" {
		if err := p.x.SetCellHyperLink(pg.title, ref, quoted(c.link)+"!B1", "Location"); err != nil {
			return err
		}
	}
	if c.formula != "" {
		return p.formula(pg.title, ref, c)
	}
	switch c.kind {
	case isText:
		if n := utf16Len(c.text); n > maxCell {
			return fmt.Errorf("the text has %d characters and a cell holds %d: shorten it", n, maxCell)
		}
		return p.x.SetCellStr(pg.title, ref, storable(c.text))
	case isNumber:
		return p.x.SetCellFloat(pg.title, ref, c.number, -1, 64)
	case isDay:
		return p.x.SetCellInt(pg.title, ref, int64(serial(c.day)))
	}
	return nil
}

// formula writes a formula with a number in place of its result; zip puts the result itself there.
func (p *printer) formula(sheet, ref string, c cell) error {
	p.results = append(p.results, c.content)
	return errors.Join(
		p.x.SetCellDefault(sheet, ref, fmt.Sprint(len(p.results)-1)),
		p.x.SetCellFormula(sheet, ref, c.formula),
	)
}

func (p *printer) style(k look) (int, error) {
	id, ok := p.styles[k]
	if ok || k == noLook {
		return id, nil
	}
	id, err := p.x.NewStyle(styleOf(k))
	p.styles[k] = id
	return id, err
}
