package html

import (
	"strings"

	"opframe/render/doc"
)

// Meta is one statement of metadata: by Name, as AGLS and Dublin Core have it, or by Property, as Open
// Graph has it.
type Meta struct{ Name, Property, Content string }

// PublicMeta describes a public page to catalogues (AGLS, in the terms of Dublin Core) and to whoever
// shows a link to it (Open Graph). The site is the edition's name, canonical the page's whole address or
// "", kind what Open Graph calls such a page: "website", or "article" for a paper with a date of its own.
// What is not known is left out.
func PublicMeta(d doc.Document, site, canonical, kind string) []Meta {
	date := ""
	if !d.Date.IsZero() {
		date = d.Date.String()
	}
	all := []Meta{
		{Name: "DCTERMS.creator", Content: d.Publisher},
		{Name: "DCTERMS.title", Content: d.Title},
		{Name: "DCTERMS.date", Content: date},
		{Name: "DCTERMS.publisher", Content: d.Publisher},
		{Name: "DCTERMS.description", Content: d.Description},
		{Name: "DCTERMS.type", Content: "Text"},
		{Property: "og:title", Content: d.Title},
		{Property: "og:type", Content: kind},
		{Property: "og:url", Content: canonical},
		{Property: "og:description", Content: d.Description},
		{Property: "og:site_name", Content: site},
		{Property: "og:locale", Content: strings.ReplaceAll(d.Lang, "-", "_")},
	}
	known := all[:0]
	for _, m := range all {
		if m.Content != "" {
			known = append(known, m)
		}
	}
	return known
}
