package report

import (
	"opframe/data/audience"
	"opframe/render/doc"
)

// glossaryPages is the glossary of the guidance with an anchor at each word, so that pages and papers can
// lead to it: about/glossary.html#office-configuration.
func (p *public) glossaryPages() []Page[audience.Public] {
	c, ok := p.chapter("glossary")
	if !ok {
		return nil
	}
	var d draft
	for _, b := range c.Blocks {
		if t, ok := b.(doc.Table); ok {
			b = d.anchoredRows(t)
		}
		d.prose([]doc.Block{b}, 0)
	}
	return []Page[audience.Public]{p.page("Glossary", glossaryPath, aboutPath, p.document(&d, c.Title, edition(p.f), describe(c)))}
}

// anchoredRows gives each row an anchor made of its first cell.
func (d *draft) anchoredRows(t doc.Table) doc.Table {
	rows := make([]doc.Row, len(t.Rows))
	for i, r := range t.Rows {
		if r.ID == "" {
			r.ID = d.anchors.For(doc.Plain(r.Cells[0]))
		}
		rows[i] = r
	}
	t.Rows = rows
	return t
}
