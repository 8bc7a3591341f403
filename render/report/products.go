package report

import (
	"opframe/data/audience"
	"opframe/render/doc"
)

// productPages is the register of products whose providers let them be named. Being on it says that a
// product is registered, and nothing of how it was assessed.
func (p *public) productPages() []Page[audience.Public] {
	var d draft
	key := d.anchors.For("register")
	about := p.standing["products"]
	d.prose(about.Blocks, 0)
	d.heading(2, "Registered products")
	t := doc.Table{Key: key, Caption: "Registered products", RowHead: true, Empty: "No provider has agreed to be named yet.",
		Columns: []doc.Column{{Title: "Product", Wide: 2}, {Title: "Provider", Wide: 2}, {Title: "Domain", Wide: 1.4, Filter: true}, {Title: "Status", Wide: 1}}}
	for _, x := range p.v.Listed {
		t.Rows = append(t.Rows, cells(x.Product, x.Provider, orDash(x.Domain), "Registered"))
	}
	d.add(t)
	return []Page[audience.Public]{p.page("Products", productsPath, "", p.document(&d, "Product register", p.o.Title, about.Summary))}
}
