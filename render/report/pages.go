package report

import (
	"opframe/data/audience"
	"opframe/render/doc"
)

// Page is a document with its place in an edition.
type Page[A audience.Reader] struct {
	// Title is what navigation calls it, shorter than the document's own where that is long.
	Title string
	// Path is where it lies below the root of the edition: "controls/hosting.html".
	Path string
	// Parent is the path of the page it stands below, "" for a section of the edition. Pages of one parent
	// follow each other in the order they are given.
	Parent string
	// Formats: it is offered as PDF and Markdown as well.
	Formats bool
	// Source is the file a person wrote it in, such as "papers/x.md", or "".
	Source   string
	Document doc.For[A]
	// Late makes the document when it is printed, of pages so large that they are not all made at once; nil where
	// Document is there.
	Late func() doc.For[A]
}

// Made is the page with its document.
func (p Page[A]) Made() Page[A] {
	if p.Late != nil {
		p.Document, p.Late = p.Late(), nil
	}
	return p
}

// Place says what a page is called and where it lies, as in Page.
type Place struct{ Title, Path, Parent string }

// Place is the page's own.
func (p Page[A]) Place() Place { return Place{p.Title, p.Path, p.Parent} }

// Release hands public pages to another reader.
func Release[A audience.Reader](pages []Page[audience.Public], to A) []Page[A] {
	var all []Page[A]
	for _, p := range pages {
		all = append(all, Page[A]{Title: p.Title, Path: p.Path, Parent: p.Parent, Formats: p.Formats, Source: p.Source, Document: audience.Release(p.Made().Document, to)})
	}
	return all
}

// Texts are the words of the consultation's papers by id, read by Read.
type Texts map[string][]doc.Block
