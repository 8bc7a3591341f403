package html

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"opframe/data/date"
	"opframe/render/doc"
	"opframe/render/golden"
)

// register is a page with everything that a page of a site can have.
func register() (doc.Document, Frame) {
	d := doc.Document{Title: "API register", Label: "Public", Description: "Every API with its risk.", Publisher: "Partnership Office",
		Date: date.Date{Year: 2017, Month: 10, Day: 31}, Lang: "en-AU", Blocks: []doc.Block{
			doc.Table{Key: "apis", Caption: "APIs", RowHead: true, Columns: []doc.Column{{Title: "API"}, {Title: "Risk", Filter: true}, {Title: "Used for", Filter: true}, {Title: ""}},
				Rows: []doc.Row{
					{ID: "api-lodge", Keys: []string{"", "4", "", ""}, Cells: [][]doc.Span{doc.T("Lodge"), {{Text: "High", Tone: doc.Bad}}, doc.T("Payroll\nTax & super"), doc.T("x")}},
					{Cells: [][]doc.Span{doc.T("List"), doc.T("None"), doc.T("Tax"), nil}}}},
			doc.Table{Key: "gone", Caption: "Withdrawn", Columns: []doc.Column{{Title: "API"}}, Empty: "None was withdrawn."},
		}}
	f := Frame{Root: "../", Site: "Operational Framework", Search: true, Scripts: []string{"search-index.js", "assets/search.js"},
		Nav:    []Link{{Title: "Home", Href: "../index.html"}, {Title: "Registers", Href: "index.html", Within: true}},
		Crumbs: []Link{{Title: "Operational Framework", Href: "../index.html"}, {Title: "Registers", Href: "index.html"}, {Title: "APIs", Current: true}},
		Section: []Branch{{Link: Link{Title: "Registers", Href: "index.html", Within: true}, Sub: []Branch{
			{Link: Link{Title: "APIs & more", Href: "apis.html", Current: true}}, {Link: Link{Title: "Later"}}}}},
		Prev: Link{Title: "Controls", Href: "../controls.html"}, Next: Link{Title: "Products", Href: "products.html"},
		Feeds:     []FeedLink{{Title: "Updates (Atom feed)", Href: "../updates.atom", Type: "application/atom+xml"}},
		Canonical: "https://example.org/registers/apis.html",
	}
	f.Meta = PublicMeta(d, f.Site, f.Canonical, "website")
	return d, f
}

func TestPageOfASite(t *testing.T) {
	d, f := register()
	page, err := Page(d, f)
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/page-of-site.txt", golden.Section{Name: "html", Got: page})
	checkPage(t, page)
}

// What stands alone has no site to search, and its policy lets nothing run.
func TestPageAloneRunsNothing(t *testing.T) {
	d, _ := register()
	page, err := Page(d, Frame{Site: "Report", Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "script-src", "form-action 'self'", "<form"} {
		if bytes.Contains(page, []byte(bad)) {
			t.Errorf("a page that stands alone has %s", bad)
		}
	}
	if _, err := Page(d, Frame{Alone: true, Scripts: []string{"a.js"}}); err == nil || !strings.Contains(err.Error(), `script "a.js" would not run`) {
		t.Errorf("a script on a page that stands alone gave %v", err)
	}
}

func TestTablesScriptOnlyWhereThereIsWorkForIt(t *testing.T) {
	d, f := register()
	d.Blocks = d.Blocks[1:]
	page, err := Page(d, f)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(page, []byte("tables.js")) || bytes.Contains(page, []byte("data-table")) {
		t.Error("a table without rows is to be sorted")
	}
}

func TestPublicMetaLeavesOutWhatIsNotKnown(t *testing.T) {
	got := PublicMeta(doc.Document{Title: "Home", Lang: "en-AU"}, "Site", "", "website")
	want := []Meta{{Name: "DCTERMS.title", Content: "Home"}, {Name: "DCTERMS.type", Content: "Text"}, {Property: "og:title", Content: "Home"},
		{Property: "og:type", Content: "website"}, {Property: "og:site_name", Content: "Site"}, {Property: "og:locale", Content: "en_AU"}}
	if !slices.Equal(got, want) {
		t.Errorf("a page of which little is known says\n%v\nwant\n%v", got, want)
	}
}
