// Package html prints documents as HTML pages. It knows elements, attributes and escaping; how the
// page looks is in templates, where it lies and what is around it is told by the Frame. It refuses to
// know other formats, files and readers.
//
// The words of the document, and no others, are the text of <main> but for nav, the element of class
// files, and svg, which repeats numbers that follow it as a table.
package html

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"sync"

	"opframe/render/doc"
	"opframe/templates"
)

// Frame is what surrounds a document on its page.
type Frame struct {
	// Root is the path from the page to the root of its edition: "" or "../", as often as needed.
	Root string
	// Site is the name of the edition, linked to its index.html unless the page stands alone.
	Site  string
	Alone bool
	// Nav are the sections of the edition.
	Nav []Link
	// Crumbs lead from the root of the edition to this page; the last is the page itself.
	Crumbs []Link
	// Files are the same document in other formats.
	Files []FileLink
	// Notice is said at the head of the page, such as who may read it.
	Notice string
	// Foot is said at the end of every page of an edition.
	Foot string
	// Section are the pages of the section this page is in, those below it nested, for navigation beside
	// the text; nil where there are none but this.
	Section []Branch
	// Prev and Next are the pages before and after this one in its section; Href is "" for none.
	Prev, Next Link
	// Search: the edition has a search page, search.html in its root.
	Search bool
	// Feeds are what readers can subscribe to, such as an Atom feed.
	Feeds []FeedLink
	// Meta is metadata for machines, in order; for public pages only.
	Meta []Meta
	// Canonical is the whole address of the page where it will stand, or "".
	Canonical string
}

// Branch is a page in the navigation of its section.
type Branch struct {
	Link
	Sub []Branch
}

// FeedLink leads to a feed; Type is its media type.
type FeedLink struct{ Title, Href, Type string }

// Meta is one statement of metadata: by Name, as AGLS and Dublin Core have it, or by Property, as Open
// Graph has it.
type Meta struct{ Name, Property, Content string }

// Link leads to another page of the edition. Href is relative to this page; "" for no link.
type Link struct {
	Title, Href string
	Current     bool
}

// FileLink leads to a file of Size bytes; Kind is "PDF", "Markdown" and the like.
type FileLink struct {
	Label, Kind, Href string
	Size              int64
}

// Text is the label with the kind and real size: "Assessment report (PDF, 54KB)".
func (f FileLink) Text() string {
	return fmt.Sprintf("%s (%s, %s)", f.Label, f.Kind, doc.FileSize(f.Size))
}

// Page is the document as a whole page. An error means that the document is not fit to print
// (doc.Check says why), that a link of the frame leads nowhere it may (doc.Href), or that the frame's
// template is broken.
func Page(d doc.Document, f Frame) ([]byte, error) {
	if err := errors.Join(doc.Check(d), f.check()); err != nil {
		return nil, fmt.Errorf("page %q: %w", d.Title, err)
	}
	head, body := printer{}, printer{b: make([]byte, 0, 16<<10), section: titleID}
	head.masthead(d)
	doc.Walk(d.Blocks, &body)
	var out bytes.Buffer
	out.Grow(len(body.b) + 4<<10)
	// What the printer made is escaped already; everything else is escaped by the template.
	err := frame().Execute(&out, page{
		Document: d, Frame: f, Contents: contents(d.Blocks),
		Masthead: template.HTML(head.b), Body: template.HTML(body.b),
	})
	if err != nil {
		return nil, fmt.Errorf("page %q: %w", d.Title, err)
	}
	return out.Bytes(), nil
}

// Body is the document without a page around it: its masthead and blocks.
func Body(d doc.Document) []byte {
	p := printer{section: titleID}
	p.masthead(d)
	doc.Walk(d.Blocks, &p)
	return p.b
}

// check names the links that would not be followed.
func (f Frame) check() error {
	var faults []error
	fault := func(title, href string) {
		if _, ok := doc.Href(href); !ok && href != "" {
			faults = append(faults, fmt.Errorf("the frame's link %q leads to %q, which is not followed", title, href))
		}
	}
	for _, l := range slices.Concat(f.Nav, f.Crumbs) {
		fault(l.Title, l.Href)
	}
	for _, l := range f.Files {
		fault(l.Label, l.Href)
	}
	return errors.Join(faults...)
}

// page is what templates/page.html is executed with.
type page struct {
	doc.Document
	Frame
	Contents       []Link
	Masthead, Body template.HTML
}

var frame = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page.html").Parse(templates.Page()))
})

// contents are the document's sections; with fewer than three a reader sees them all anyway.
func contents(blocks []doc.Block) []Link {
	var links []Link
	for _, b := range blocks {
		if h, ok := b.(doc.Heading); ok && h.Level == 2 {
			links = append(links, Link{Title: h.Text, Href: "#" + h.ID})
		}
	}
	if len(links) < 3 {
		return nil
	}
	return links
}
