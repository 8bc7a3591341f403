package report

import (
	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

// RegisterPath is where a provider reads what happened and what is due; its calendar is offered there.
const RegisterPath = "register.html"

// RegisterPages tell a provider how its products stand: with whom they are, what is asked, open and owed, and
// everything that happened by day.
func RegisterPages(v view.ProviderRegister) []Page[audience.Provider] {
	var d draft
	d.text("What is on file of your products as of %s. The calendar beside this page has the days that are still of importance.", doc.LongDate(v.Occasion.AsOf))
	for _, p := range v.Products {
		productRegister(&d, v, p)
	}
	page := seal(v.Reader, d.document(v.Occasion, "What happened and what is due", v.Name, v.Reader.Label(),
		"How the products of "+v.Name+" stand, what is open and owed, and what happened by day."))
	return []Page[audience.Provider]{{Title: "What happened and what is due", Path: RegisterPath, Document: page}}
}

func productRegister(d *draft, v view.ProviderRegister, p view.ProductRegister) {
	d.heading(2, p.Name)
	with := v.Occasion.Office.Name
	if p.WithProvider {
		with = "You"
	}
	d.add(doc.Facts{Items: []doc.Fact{{Term: "Status", Text: []doc.Span{statusSpan(p.Status)}}, {Term: "It is for", Text: doc.T(with)}, {Term: "Since", Text: doc.T(orNot(doc.LongDate(p.Since)))}}})
	if len(p.Questions) > 0 {
		t := doc.Table{Caption: "Questions to you", RowHead: true, Empty: "None.",
			Columns: []doc.Column{{Title: "Question", Wide: 1}, {Title: "What is asked", Wide: 4}, {Title: "Asked", Wide: 1.2}, {Title: "Answer due", Wide: 1.2}}}
		for _, q := range p.Questions {
			t.Rows = append(t.Rows, cells(q.ID, q.Text, dayOr(q.On), dayOr(q.Due)))
		}
		d.add(t)
	}
	d.add(openings(p), owedTable(p.Owed))
	t := doc.Table{Caption: "By day", Empty: "No file gives a day.", Columns: []doc.Column{{Title: "Day", Wide: 1.2}, {Title: "What", Wide: 1.4}, {Title: "In detail", Wide: 4}}}
	for _, s := range p.Steps {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{stepDay(s.On, v.Occasion.AsOf)}, doc.T(sentence(string(s.Kind))), doc.T(s.What)}})
	}
	d.add(t)
}

func openings(p view.ProductRegister) doc.Table {
	t := doc.Table{Caption: "Your APIs", RowHead: true, Empty: "The product uses no API.",
		Columns: []doc.Column{{Title: "API", Wide: 1.6}, {Title: "Environment", Wide: 1}, {Title: "State in the register", Wide: 1.2}, {Title: "Since", Wide: 1.1}, {Title: "Decision", Wide: 1.4}, {Title: "Until", Wide: 1.1}}}
	for _, a := range p.Access {
		decision := orWord(sentence(string(a.Verdict)), "Not decided")
		if a.Lapsed {
			decision += ", lapsed"
		}
		t.Rows = append(t.Rows, cells(a.API, orWord(sentence(a.Environment), "Not given"), orWord(sentence(string(a.State)), "Not known"), dayOr(a.Since), decision, dayOr(a.Until)))
	}
	return t
}
