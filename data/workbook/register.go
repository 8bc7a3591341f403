package workbook

import (
	"fmt"
	"io"

	"opframe/data/date"
)

// TableSheet is a plain table; its first row is the header.
type TableSheet struct {
	Name string
	Rows [][]string
}

// WriteTables writes plain sheets of text, such as the registers of a round: a bold header that
// stays in sight, widths that fit, everything as the text it is. Created is the date in the file's
// properties; the same sheets and date give the same bytes.
func WriteTables(w io.Writer, sheets []TableSheet, created date.Date) error {
	if len(sheets) == 0 {
		return fmt.Errorf("a workbook without sheets cannot be written")
	}
	var pages []page
	for _, s := range sheets {
		pages = append(pages, s.page())
	}
	return printPages(w, pages, about{title: sheets[0].Name, created: created})
}

func (s TableSheet) page() page {
	p := page{title: s.Name, kind: registerPage, first: 1}
	for i, row := range s.Rows {
		ln := line{}
		k := plainLook
		if i == 0 {
			k = headerLook
		}
		for col, text := range row {
			if col == len(p.widths) {
				p.widths = append(p.widths, 10)
			}
			p.widths[col] = min(60, max(p.widths[col], widest(text)))
			ln.cells = append(ln.cells, cell{col: col, look: k, content: textOf(text)})
		}
		p.lines = append(p.lines, ln)
	}
	return p
}

// widest is the width in characters that shows a text without breaking it.
func widest(text string) float64 { return ems(text)/emsPerChar*1.1 + 3 }
