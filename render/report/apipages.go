package report

import (
	"fmt"
	"slices"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/render/doc"
)

// apiPages is the register of service actions with their risk ratings; a framework without ratings and
// APIs has none.
func (p *public) apiPages() []Page[audience.Public] {
	if len(p.f.Ratings)+len(p.f.APIs) == 0 {
		return nil
	}
	var d draft
	key := d.anchors.For("register")
	var names []string
	for _, a := range p.f.APIs {
		names = append(names, a.ID)
	}
	at := d.rows(names)
	d.text("Each API, that is each service action, has a rating of the risk it carries. Together with the level of confidence in a product, the rating decides the outcome. Where no rating has been published, the office set one, and the register says so.")
	d.heading(2, "What the ratings mean")
	d.add(ratings(p.f))
	if len(p.f.APIs) == 0 {
		d.text("This edition has no register of its own.")
		return []Page[audience.Public]{p.apiPage(&d)}
	}
	d.heading(2, "The register in numbers")
	d.text("The register has %s: %s.", number(len(p.f.APIs), "API", "APIs"), list(statuses(p.f)))
	d.add(apisByDomain(p.f))
	d.heading(2, "All APIs")
	d.add(apiTable(p.f, key, at))
	return []Page[audience.Public]{p.apiPage(&d)}
}

func (p *public) apiPage(d *draft) Page[audience.Public] {
	return p.page("API register", apisPath, "", p.document(d, "API register", edition(p.f),
		"The service actions a product can use, with the risk rating of each, where the rating comes from and whether it is in production."))
}

// ratings says what each rating means, where it comes from and, where there is a
// register, how many APIs have it.
func ratings(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "Risk ratings", RowHead: true, Empty: "No ratings are defined.",
		Columns: []doc.Column{{Title: "Rating", Wide: 1}, {Title: "Meaning", Wide: 4}, {Title: "Basis", Wide: 2}, {Title: "APIs", Right: true, Wide: 0.6}}}
	for _, r := range f.Ratings {
		n := count(f.APIs, func(a framework.API) bool { return a.Rating == r.ID })
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{rated(f, r.ID), doc.T(r.Meaning), doc.T(basis(f, r.Basis)), doc.T(fmt.Sprint(n))}})
	}
	if len(f.APIs) == 0 { // there is nothing to count
		t.Columns = t.Columns[:3]
		for i := range t.Rows {
			t.Rows[i].Cells = t.Rows[i].Cells[:3]
		}
	}
	return t
}

func count[T any](all []T, is func(T) bool) int {
	n := 0
	for _, x := range all {
		if is(x) {
			n++
		}
	}
	return n
}

// statuses counts APIs by how far they are available: "38 in production".
func statuses(f *framework.Framework) []string {
	var all []string
	for _, s := range []struct{ id, words string }{{"production", "in production"}, {"test", "in test"}, {"retired", "retired"}} {
		if n := count(f.APIs, func(a framework.API) bool { return a.Availability == s.id }); n > 0 {
			all = append(all, fmt.Sprintf("%d %s", n, s.words))
		}
	}
	return all
}

// ratingTone follows the risk; a rating that is pending has none.
func ratingTone(id string) doc.Tone {
	return map[string]doc.Tone{"1": doc.Good, "2": doc.Good, "3": doc.Caution, "4": doc.Bad}[id]
}

func rated(f *framework.Framework, id string) []doc.Span {
	return []doc.Span{{Text: ratingTitle(f, id), Tone: ratingTone(id), Strong: true}}
}

// apiTable is the register; at are the anchors of its rows, the slugs of the APIs' ids.
func apiTable(f *framework.Framework, key string, at map[string]string) doc.Table {
	t := doc.Table{Key: key, Caption: "API register of " + spoken(f), RowHead: true, Empty: "The register is empty.",
		Columns: []doc.Column{{Title: "API", Wide: 2}, {Title: "What it does", Wide: 2.6}, {Title: "Domain", Wide: 1.3, Filter: true},
			{Title: "Risk", Wide: 1, Filter: true}, {Title: "Status", Wide: 1, Filter: true}, {Title: "Basis of the rating", Wide: 2, Filter: true}}}
	for _, a := range f.APIs {
		t.Rows = append(t.Rows, doc.Row{ID: at[a.ID], Cells: [][]doc.Span{doc.T(a.ID), doc.T(a.Title), doc.T(a.Domain),
			rated(f, a.Rating), doc.T(sentence(a.Availability)), doc.T(basis(f, a.Basis))}})
	}
	return t
}

// apisByDomain counts APIs by domain and rating.
func apisByDomain(f *framework.Framework) doc.Figure {
	b := doc.Bars{Subject: "Domain", Unit: "APIs"}
	for _, r := range f.Ratings {
		b.Legend = append(b.Legend, doc.Key{Label: ratingTitle(f, r.ID), Tone: ratingTone(r.ID)})
	}
	var domains []string
	for _, a := range f.APIs {
		if !slices.Contains(domains, a.Domain) {
			domains = append(domains, a.Domain)
		}
	}
	for _, domain := range domains {
		bar := doc.Bar{Label: domain}
		for _, r := range f.Ratings {
			n := count(f.APIs, func(a framework.API) bool { return a.Domain == domain && a.Rating == r.ID })
			bar.Values = append(bar.Values, doc.Count{N: float64(n)})
		}
		b.Bars = append(b.Bars, bar)
	}
	return doc.Figure{Caption: "APIs by domain and risk rating", Plot: b,
		Alt: fmt.Sprintf("Bars of the %d APIs in the register by domain, each parted by risk rating.", len(f.APIs))}
}
