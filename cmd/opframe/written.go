package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"opframe/data/response"
	"opframe/render/doc"
	"opframe/render/prose"
)

// written is the place in a file a person wrote where a link stands: its line, or the file where the
// link was not written there.
func (b *builder) written(source, page, href string) response.Cell {
	at := response.Cell{File: source}
	md, err := b.sourceText(source)
	if err != nil {
		return at
	}
	refs, err := prose.Links(source, md)
	if err != nil {
		return at // the text was read before, so this is said elsewhere
	}
	for _, r := range refs {
		if doc.Relative(r.Href, page) == href {
			at.Line = r.Line
			return at
		}
	}
	return at
}

// sourceText is a paper of the round or a chapter of the framework's guidance.
func (b *builder) sourceText(source string) ([]byte, error) {
	if name, ok := strings.CutPrefix(source, b.edition.Framework.Ref()+"/"); ok {
		return fs.ReadFile(b.edition.Framework.Files, name)
	}
	return os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(source)))
}
