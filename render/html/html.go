// Package html prints documents as HTML pages. It knows elements, attributes and escaping; how the
// page looks is in templates, where it lies and what is around it is told by the Frame. It refuses to
// know other formats, files and readers.
//
// The words of the document, and no others, are the text of <main> but for nav, the element of class
// files, and svg, which repeats numbers that follow it as a table.
package html

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"opframe/data/freelist"
	"opframe/render/doc"
	"opframe/templates"
)

// Page is the document as a whole page. An error means that the document is not fit to print
// (doc.Check says why) or that a link of the frame leads nowhere it may (doc.Href).
func Page(d doc.Document, f Frame) ([]byte, error) {
	room := scratch.Take()
	defer scratch.Give(room)
	c, err := content(d, (*room)[:0])
	if err != nil {
		return nil, err
	}
	if cap(c.body) <= mostScratch {
		*room = c.body
	}
	return c.Page(f)
}

// Write writes the page as it is printed, of a document so large that the page is not held whole. The document is gone
// through twice, since what stands before it hangs on what is in it.
func Write(w io.Writer, d doc.Document, f Frame) error {
	seen := printer{to: io.Discard, blank: true}
	c, err := contentBy(&seen, d)
	if err != nil {
		return err
	}
	c.body = nil
	around, err := c.Pieces(f)
	if err != nil {
		return err
	}
	_, err = w.Write(around[0])
	p := printer{to: w, failed: err}
	p.blocks(d)
	p.flush()
	if p.failed != nil {
		return p.failed
	}
	_, err = w.Write(around[2])
	return err
}

// Content is a document printed without what surrounds it, to be put into several frames: the same bytes
// stand on each of its pages.
type Content struct {
	about    doc.Document // without blocks
	contents []Link
	masthead []byte
	body     []byte
	tables   bool // there are tables that people work with
	broad    bool // there is a table of many columns
}

// Print prints a document to be framed. Its links stand as they are: a document that is not doc.Placed is the
// same on all pages.
func Print(d doc.Document) (Content, error) {
	room := scratch.Take()
	defer scratch.Give(room)
	c, err := content(d, (*room)[:0])
	if cap(c.body) > cap(*room) && cap(c.body) <= mostScratch {
		*room = c.body
	}
	c.body = freelist.Printed.Copy(c.body)
	return c, err
}

// Done says that nothing of the content is used any more, nor of its pages in pieces: its room is taken for the next.
func (c *Content) Done() { freelist.Printed.Done(c.body); c.body = nil }

// content is the document printed into b.
func content(d doc.Document, b []byte) (Content, error) {
	return contentBy(&printer{b: b}, d)
}

func contentBy(p *printer, d doc.Document) (Content, error) {
	if err := doc.Check(d); err != nil {
		return Content{}, fmt.Errorf("page %q: %w", d.Title, err)
	}
	var head printer
	head.masthead(d)
	p.blocks(d)
	c := Content{about: d, contents: contents(d.Blocks), masthead: head.b, body: p.b, tables: p.keyed, broad: p.broad}
	c.about.Blocks = nil
	return c, nil
}

// scratch is room to print into, which grows to the size of a page once and not for each.
var scratch = freelist.New(4, func() *[]byte { return new([]byte) })

// mostScratch is what is kept for the next page: more than all but a few pages need.
const mostScratch = 1 << 20

// Page is the content as a whole page.
func (c Content) Page(f Frame) ([]byte, error) {
	pieces, err := c.Pieces(f)
	return slices.Concat(pieces...), err
}

// Pieces are the page in pieces, to be written one after the other. One of them is the same on every page of the
// content and is no copy: most of a page are the blocks of its document.
func (c Content) Pieces(f Frame) ([][]byte, error) {
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("page %q: %w", c.about.Title, err)
	}
	p := page{c: &c, Frame: &f, printer: printer{b: make([]byte, 0, len(c.masthead)+6<<10)}}
	if err := p.whole(); err != nil {
		return nil, fmt.Errorf("page %q: %w", c.about.Title, err)
	}
	return [][]byte{p.b[:p.body], c.body, p.b[p.body:]}, nil
}

// style is the style sheet, and what the policy of a page that has it within itself knows it by: that page
// allows that sheet by its hash, and no other.
func style() (css []byte, hash string, err error) {
	css, err = fs.ReadFile(templates.Assets(), "style.css")
	sum := sha256.Sum256(css)
	return css, base64.StdEncoding.EncodeToString(sum[:]), err
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
