package exchange

import (
	"encoding/xml"
	"testing"
)

func TestSitemapIsReadAsItWasMeant(t *testing.T) {
	data := Sitemap("https://office.example.org/o'f&a/", []SitePage{{"index.html", on(2017, 10, 31)}, {"framework/über uns & <b>.html", on(2017, 1, 2)}, {"a:b.html", on(0, 0, 0)}})
	var m struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(data, &m); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	want := []struct{ Loc, LastMod string }{
		{"https://office.example.org/o'f&a/", "2017-10-31"},
		{"https://office.example.org/o'f&a/framework/%C3%BCber%20uns%20&%20%3Cb%3E.html", "2017-01-02"},
		{"https://office.example.org/o'f&a/a:b.html", ""}}
	for i, w := range want {
		if i >= len(m.URLs) || m.URLs[i].Loc != w.Loc || m.URLs[i].LastMod != w.LastMod {
			t.Errorf("page %d: got %v, want %v", i, m.URLs, w)
		}
	}
}

func TestNoAddressIsNoSitemap(t *testing.T) {
	if got := Sitemap("", []SitePage{{Path: "index.html"}}); got != nil {
		t.Errorf("got %q, want nothing: a sitemap needs whole addresses", got)
	}
}
