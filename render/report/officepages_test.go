package report

import (
	"opframe/data/audience"
	"opframe/data/view"
)

// OfficePages are all of the office's own pages at once.
func OfficePages(v view.Office, c view.Consultation[audience.Office], report func(product string) string) []Page[audience.Office] {
	k := NewDesk(v, report)
	pages := k.Pages(c)
	for i, p := range pages {
		pages[i] = p.Made()
	}
	for r := range v.Rows {
		pages = append(pages, k.Product(*r))
	}
	return pages
}
