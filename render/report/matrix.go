package report

import (
	"fmt"
	"strings"

	"opframe/data/audience"
	"opframe/data/round"
	"opframe/render/doc"
)

// mostInCell is how many products are named below the matrix for one of its cells; the table of products
// has them all.
const mostInCell = 100

// inCell is one product and the APIs with which it lies in a cell.
type inCell struct {
	product  round.Product
	provider string
	apis     []string
}

// matrix counts the products in each cell of risk and confidence, and lists them below.
func (o *office) matrix() doc.For[audience.Office] {
	var d draft
	placed, uses, outside := o.placed()
	g := riskGrid(o.v.Framework)
	var filled []place
	for i, row := range o.v.Framework.Matrix {
		for level := range g.Cells[i] {
			p := place{rating: row.Rating, level: level, in: placed[row.Rating][level]}
			p.count(&g.Cells[i][level])
			if len(p.in) > 0 {
				filled = append(filled, p)
			}
		}
	}
	d.text("How many products lie where, and with how many APIs: a use is one product with one API. A product stands in the column of its level, and in a row for each rating among its APIs. %s", outside)
	d.add(doc.Figure{Caption: "Products by risk of the API and level of confidence",
		Alt:  fmt.Sprintf("A matrix of risk ratings by levels of confidence with the number of products in each cell, %s in all; %d of its cells have products in them.", number(uses, "use", "uses"), len(filled)),
		Plot: g})
	d.heading(2, "What lies in each cell")
	if len(filled) == 0 {
		d.text("No product lies in the matrix yet.")
	}
	for _, p := range filled {
		o.list(&d, p)
	}
	return o.page(&d, "Matrix", "How many products lie in each cell of the matrix of risk and confidence, and which.")
}

// place is a cell of the matrix and what lies in it.
type place struct {
	rating string
	level  int
	in     []inCell
}

// id is the anchor of the list of what lies there.
func (p place) id() string { return fmt.Sprintf("rating-%s-level-%d", doc.Slug(p.rating), p.level) }

// count writes how much lies there into the cell. One without anything loses its tone, so that the others
// stand out.
func (p place) count(c *doc.GridCell) {
	if len(p.in) == 0 {
		c.Tone = doc.Neutral
		return
	}
	uses := 0
	for _, x := range p.in {
		uses += len(x.apis)
	}
	c.Things = []string{number(len(p.in), "product", "products"), number(uses, "use", "uses")}
	c.Link = "#" + p.id()
}

// placed finds the products of each cell by rating and level, in the register's order, with the number
// of uses in all, and says what lies in no cell.
func (o *office) placed() (map[string]map[int][]inCell, int, string) {
	all := map[string]map[int][]inCell{}
	uses, strange, empty := 0, 0, 0
	for r := range o.v.Rows {
		if r.Case == nil {
			continue
		}
		a := r.Case.Assessment
		by := map[string][]string{}
		for _, x := range a.APIs {
			if !x.Known {
				strange++
				continue
			}
			by[x.API.Rating] = append(by[x.API.Rating], x.API.ID)
			uses++
		}
		if len(by) == 0 {
			empty++
		}
		for rating, ids := range by {
			if all[rating] == nil {
				all[rating] = map[int][]inCell{}
			}
			all[rating][a.Level] = append(all[rating][a.Level], inCell{r.Product, r.Provider.Name, ids})
		}
	}
	return all, uses, outsideMatrix(strange, empty)
}

func outsideMatrix(strange, empty int) string {
	var parts []string
	if strange > 0 {
		parts = append(parts, number(strange, "API that the register does not know", "APIs that the register does not know"))
	}
	if empty > 0 {
		parts = append(parts, number(empty, "product that lists no known API", "products that list no known API"))
	}
	if parts == nil {
		return "Nothing that was assessed is left out."
	}
	return "Left out: " + list(parts) + "."
}

// list names the products that lie at a place.
func (o *office) list(d *draft, p place) {
	risk, level := ratingTitle(o.v.Framework, p.rating), levelTitle(o.v.Framework, p.level)
	title := "Risk " + risk + ", level " + level
	d.add(doc.Heading{Level: 3, Text: title, ID: p.id()})
	d.add(doc.Paragraph{Text: []doc.Span{link("Show these in the table of products", filtered("products.html", "products", "Level", level, "API risk", risk)), {Text: "."}}})
	shown := p.in[:min(len(p.in), mostInCell)]
	if len(shown) < len(p.in) {
		d.text("The first %d of %d are listed here.", len(shown), len(p.in))
	}
	t := doc.Table{Caption: title, RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Product", Wide: 2}, {Title: "Provider", Wide: 2}, {Title: "APIs", Wide: 4}}}
	for _, x := range shown {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{link(x.product.Name, productPath(x.product.ID))},
			doc.T(x.provider), doc.T(strings.Join(x.apis, ", "))}})
	}
	d.add(t)
}
