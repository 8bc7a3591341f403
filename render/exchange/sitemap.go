package exchange

import (
	"net/url"
	"strings"

	"opframe/data/date"
)

// SitePage is a page search engines may list. Path is below the root of the edition; Modified may be zero.
type SitePage struct {
	Path     string
	Modified date.Date
}

// Sitemap lists pages as sitemaps.org has it, in the order they are given. address is where the edition
// will stand, ending in "/"; without one there is no sitemap, because it needs whole addresses. The first
// page goes by the address itself.
func Sitemap(address string, pages []SitePage) []byte {
	if address == "" {
		return nil
	}
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	for _, p := range pages {
		path := (&url.URL{Path: p.Path}).EscapedPath()
		if p.Path == "index.html" {
			path = ""
		}
		b.WriteString("  <url><loc>" + entities.Replace(address+path) + "</loc>")
		if !p.Modified.IsZero() {
			b.WriteString("<lastmod>" + p.Modified.String() + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String())
}

// entities are the five characters that are written as such in a sitemap.
var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")
