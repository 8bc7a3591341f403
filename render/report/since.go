package report

import (
	"opframe/data/audience"
	"opframe/render/doc"
)

// since is what changed the product since the round before, for its provider; nothing where the round has
// none before it.
func (a *assessment) since() {
	if a.p.Since == nil {
		return
	}
	a.heading(2, "What changed since last time")
	a.compared(3, *a.p.Since, true)
}

const changesSincePath = "changes.html"

// changes is the page of what became of every product since the baseline, where there is one.
func (o *office) changes() []Page[audience.Office] {
	b := o.v.Baseline
	if b == nil {
		return nil
	}
	var d draft
	d.text("Every product of this round against %s. What moved a result was found by judging again with one ingredient after the other taken from this round; each product’s page says it in full.", b.Title)
	d.heading(2, "In short")
	d.add(kindFigure(b.Products))
	d.text("Products by what moved their results. A product can have several causes.")
	d.add(doc.Facts{Items: kindFacts(b.Products, changesSincePath)})
	d.heading(2, "Product by product")
	names := o.names()
	d.add(changesTable(b.Products, func(product string) string { return pageOf(names, product) }))
	return []Page[audience.Office]{{Title: "Since the baseline", Path: changesSincePath, Parent: "products.html",
		Document: o.page(&d, "Since the baseline", "What became of every product since the round before, and why.")}}
}

// pageOf is the page of a product that is registered now and so has a name, or "".
func pageOf(names map[string]string, product string) string {
	if _, ok := names[product]; !ok {
		return ""
	}
	return productPath(product)
}

// changed is the comparison on a product's own page.
func (o *office) changed(d *draft, product string) {
	if o.v.Baseline == nil {
		return
	}
	for _, c := range o.v.Baseline.Products {
		if c.Product.ID == product {
			d.heading(2, "Since the baseline")
			d.compared(3, c, false)
		}
	}
}
