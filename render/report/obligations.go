package report

import (
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

// obligations is the register of all products: what has a day, a line a product, then what holds as long as
// access does, a line a duty.
func (o *office) obligations() doc.For[audience.Office] {
	var d draft
	d.text("Obligations come with access: those of decisions in force bind now and count from the day of the decision, the others bind once what is recommended is granted. The register of each product stands on its page.")
	d.heading(2, "With a day")
	d.add(o.datedTable(&d))
	d.heading(2, "As long as access lasts")
	d.text("Monitoring by layer, notices of breaches and changes, and whatever else has no day of its own.")
	d.add(o.standingTable())
	d.text(sameServices)
	return o.page(&d, "Obligations", "Who owes what by when: obligations with a day for each product, and those that hold as long as access lasts.")
}

type dueLine struct {
	view.Obligation
	row *view.OfficeRow
}

func (o *office) datedTable(d *draft) doc.Table {
	t := doc.Table{Key: "obligations", Caption: "Obligations by product", Empty: "No outcome brings an obligation with a day.",
		Columns: []doc.Column{{Title: "Due", Wide: 1.2, Filter: true}, {Title: "When", Wide: 1, Filter: true}, {Title: "Obligation", Wide: 2.4, Filter: true}, {Title: "Owed by", Wide: 1, Filter: true},
			{Title: "Layer", Wide: 1, Filter: true}, {Title: "Binds", Wide: 1, Filter: true}, {Title: "Product", Wide: 1.8}, {Title: "Provider", Wide: 1.8}, {Title: "Tier", Wide: 0.6, Filter: true}}}
	var all []dueLine
	for _, x := range o.v.Obligations() {
		for _, r := range x.Rows {
			all = append(all, dueLine{x, r})
		}
	}
	for _, x := range capped(d, all) {
		r := x.row
		t.Rows = append(t.Rows, doc.Row{
			Cells: [][]doc.Span{doc.T(doc.LongDate(x.Duty.Due)), {whenSpan(view.BandOf(x.Duty.Due, o.asOf))}, doc.T(x.Duty.Title), doc.T(sentence(x.Duty.Owner)), doc.T(layer(x.Duty.Layer)),
				doc.T(binds(x.bindsOn(r))), {link(r.Product.Name, productPath(r.Product.ID))}, doc.T(r.Provider.Name), doc.T(o.tierWord(r.Provider.ID))},
			Keys: []string{sortDay(x.Duty.Due), sortDay(x.Duty.Due), "", "", "", "", "", "", ""},
		})
	}
	return t
}

// bindsOn says that a decision in force brings the obligation to this product.
func (x dueLine) bindsOn(r *view.OfficeRow) bool {
	for _, d := range r.Dues {
		if d.ID == x.Duty.ID && d.Due == x.Duty.Due {
			return d.InForce
		}
	}
	return false
}

func binds(inForce bool) string {
	if inForce {
		return "In force"
	}
	return "Once granted"
}

func layer(s string) string { return orWord(sentence(s), "None") }

func (o *office) standingTable() doc.Table {
	t := doc.Table{Key: "standing", Caption: "Obligations without a day", RowHead: true, Empty: "No outcome brings an obligation without a day.",
		Columns: []doc.Column{{Title: "Obligation", Wide: 2.4}, {Title: "Owed by", Wide: 0.9, Filter: true}, {Title: "Layer", Wide: 1, Filter: true}, {Title: "How soon", Wide: 2},
			{Title: "In force", Wide: 0.9, Right: true}, {Title: "Once granted", Wide: 0.9, Right: true}}}
	for _, x := range o.v.StandingDuties() {
		t.Rows = append(t.Rows, cells(x.Duty.Title, sentence(x.Duty.Owner), layer(x.Duty.Layer), x.Duty.Limit,
			strconv.Itoa(x.InForce), strconv.Itoa(x.OnceGranted)))
	}
	return t
}

// owedTable is the register of one product.
func owedTable(all []view.Owed) doc.Table {
	t := doc.Table{Caption: "Register of obligations", RowHead: true, Empty: "The outcomes bring no obligation.",
		Columns: []doc.Column{{Title: "Obligation", Wide: 3}, {Title: "Owed by", Wide: 0.9}, {Title: "Layer", Wide: 0.9}, {Title: "How soon", Wide: 1.8}, {Title: "Due", Wide: 1.1}, {Title: "Binds", Wide: 0.9}, {Title: "Because of", Wide: 1.8}}}
	for _, x := range all {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{strong(x.Title), {Text: "\n" + strings.TrimSpace(x.Text)}}, doc.T(sentence(x.Owner)), doc.T(layer(x.Layer)),
			doc.T(x.Limit), doc.T(orWord(doc.LongDate(x.Due), "When it happens")), doc.T(binds(x.InForce)), doc.T(list(x.APIs))}})
	}
	return t
}
