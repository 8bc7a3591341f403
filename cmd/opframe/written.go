package main

import (
	"io/fs"
	"strings"

	"opframe/data/response"
	"opframe/render/doc"
	"opframe/render/prose"
	"opframe/render/report"
)

// written is the place in a file a person wrote where a link stands: its line, or the file where the
// link was not written there.
func (b *builder) written(source, page, href string) response.Cell {
	at := response.Cell{File: source}
	for _, r := range b.refs(source) {
		if doc.Relative(r.Href, page) == href {
			at.Line = r.Line
			break
		}
	}
	return at
}

// refs are the links of a paper of the round or of a chapter of the framework's guidance. Those of papers are
// looked for once a build, and only when a fault asks for them.
func (b *builder) refs(source string) []prose.Ref {
	if name, ok := strings.CutPrefix(source, b.edition.Framework.Ref()+"/"); ok {
		md, err := fs.ReadFile(b.edition.Framework.Files, name)
		if err != nil {
			return nil // the guidance was read before, so the fault is told without its line
		}
		refs, _ := prose.Links(source, md) // the same: what cannot be read was refused before
		return refs
	}
	if b.links == nil {
		b.links = report.Links(b.record)
	}
	return b.links[source]
}
