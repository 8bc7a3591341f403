package report

import (
	"slices"

	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

// OfficePages are all of the office's own pages at once.
func OfficePages(v view.Office, c view.Consultation[audience.Office], report func(product string) string) []Page[audience.Office] {
	k := NewDesk(v, report)
	pages := k.Pages(c)
	for i, p := range pages {
		pages[i] = unfolded(p.Made())
	}
	for r := range v.Rows {
		pages = append(pages, k.Product(*r))
	}
	return pages
}

// unfolded is a page with all rows of its tables, those made late as well.
func unfolded(p Page[audience.Office]) Page[audience.Office] {
	d := p.Document.Value()
	d.Blocks = slices.Clone(d.Blocks)
	for i, b := range d.Blocks {
		if table, ok := b.(doc.Table); ok {
			d.Blocks[i] = table.Whole()
		}
	}
	p.Document = seal(p.Document.Reader(), d)
	return p
}
