// Package html prints documents as HTML pages. It knows elements, attributes and escaping; how the
// page looks is in templates, where it lies and what is around it is told by the Frame. It refuses to
// know other formats, files and readers.
//
// The words of the document, and no others, are the text of <main> but for nav, the element of class
// files, and svg, which repeats numbers that follow it as a table.
package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"sync"

	"opframe/render/doc"
	"opframe/templates"
)

// Page is the document as a whole page. An error means that the document is not fit to print
// (doc.Check says why), that a link of the frame leads nowhere it may (doc.Href), or that the frame's
// template is broken.
func Page(d doc.Document, f Frame) ([]byte, error) {
	if err := errors.Join(doc.Check(d), f.check()); err != nil {
		return nil, fmt.Errorf("page %q: %w", d.Title, err)
	}
	head, side, body := printer{}, printer{}, printer{b: make([]byte, 0, 16<<10), section: titleID}
	head.masthead(d)
	if f.Section != nil {
		side.branches(f.Section)
	}
	doc.Walk(d.Blocks, &body)
	var out bytes.Buffer
	out.Grow(len(body.b) + 4<<10)
	// What the printer made is escaped already; everything else is escaped by the template.
	whole := page{
		Document: d, Frame: f, Contents: contents(d.Blocks), LastModified: doc.LongDate(d.Date), Tables: body.keyed, Broad: body.broad,
		Masthead: template.HTML(head.b), Side: template.HTML(side.b), Body: template.HTML(body.b),
	}
	if err := whole.styled(); err != nil {
		return nil, err
	}
	if err := frame().Execute(&out, whole); err != nil {
		return nil, fmt.Errorf("page %q: %w", d.Title, err)
	}
	return out.Bytes(), nil
}

// styled puts the style sheet into a page that is kept as one file. The policy of such a page allows that
// sheet by its hash, and no other.
func (p *page) styled() error {
	if !p.Whole {
		return nil
	}
	css, err := fs.ReadFile(templates.Assets(), "style.css")
	sum := sha256.Sum256(css)
	p.Style, p.StyleHash = template.CSS(css), base64.StdEncoding.EncodeToString(sum[:])
	return err
}

// Part is the document without masthead and page, to be put into a page that is shown already: every id in
// it begins with prefix, so that it is met once. It is for documents without links within themselves.
func Part(d doc.Document, prefix string) ([]byte, error) {
	if err := doc.Check(d); err != nil {
		return nil, fmt.Errorf("part %q: %w", d.Title, err)
	}
	p := printer{prefix: prefix}
	doc.Walk(d.Blocks, &p)
	return p.b, nil
}

// Body is the document without a page around it: its masthead and blocks.
func Body(d doc.Document) []byte {
	p := printer{section: titleID}
	p.masthead(d)
	doc.Walk(d.Blocks, &p)
	return p.b
}

// page is what templates/page.html is executed with.
type page struct {
	doc.Document
	Frame
	Contents     []Link
	LastModified string // the document's date in words, or ""
	Tables       bool   // the page has tables that people work with
	Broad        bool   // it has a table of many columns
	// made by the printer, and escaped by it
	Masthead, Side, Body template.HTML
	// of a page kept as one file, the style sheet and what its policy knows it by
	Style     template.CSS
	StyleHash string
}

var frame = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page.html").Parse(templates.Page()))
})

// contents are the document's sections; with fewer than three a reader sees them all anyway.
func contents(blocks []doc.Block) []Link {
	var links []Link
	for _, b := range blocks {
		if h, ok := b.(doc.Heading); ok && h.Level == 2 {
			if h.ID == "contents" {
				return nil // the document has a list of its own
			}
			links = append(links, Link{Title: h.Text, Href: "#" + h.ID})
		}
	}
	if len(links) < 3 {
		return nil
	}
	return links
}
