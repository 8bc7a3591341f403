package main

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/render/doc"
	"opframe/render/exchange"
	"opframe/render/html"
	"opframe/site"
	"opframe/site/search"
)

// sheet is one page printed: every file it is made of, and what the edition wants to know of it.
type sheet[A audience.Reader] struct {
	page    string
	files   []file[A]                 // beside the page
	pieces  audience.For[A, [][]byte] // of the page itself
	late    []lateFile[A]             // of a page that is made late: itself as the last, and its tables
	said    site.Mention              // in its own text
	mention site.Mention              // and around it
	entries audience.For[A, []search.Entry]
	missing []response.Problem
}

// lateFile is a file that is written as it is made.
type lateFile[A audience.Reader] struct {
	name  string
	write audience.For[A, func(io.Writer) error]
}

// print prints page i in every format it is offered in. It reads the binder only, so that workers can
// print at once.
func (x *binder[A]) print(i int) (sheet[A], error) {
	l := x.leaves[i].made()
	f := x.frameOf(i, l)
	s := sheet[A]{page: l.Path, files: l.beside}
	placed, err := x.placed(l)
	if err != nil {
		return s, err
	}
	if l.Formats {
		if err := x.formats(&s, l, placed); err != nil {
			return s, err
		}
	}
	late := x.leaves[i].Late != nil
	links, err := x.tables(&s, l, late && slices.ContainsFunc(l.Document.Value().Blocks, isLong))
	if err != nil {
		return s, err
	}
	f.Files = append(fileLinks(s.files, l.Path), links...)
	s.said = saying(doc.Mentioned(placed.Value()))
	s.mention = mention(s.said, f)
	if f.Search {
		s.entries, err = audience.Map(l.Document, func(d doc.Document) ([]search.Entry, error) { return entries(d, l.Path, l.brief, l.lead), nil })
		if err != nil {
			return s, err
		}
	}
	if late {
		s.late = append(s.late, lateFile[A]{l.Path, audience.Seal(placed.Reader(), func(w io.Writer) error { return html.Write(w, placed.Value(), f) })})
		return s, nil
	}
	s.pieces, err = framed(l.ready.content, placed, f)
	return s, err
}

// placed is the document as it stands on its page.
func (x *binder[A]) placed(l leaf[A]) (doc.For[A], error) {
	if l.ready.content.Value() != nil {
		return l.Document, nil // it stands alike on all pages
	}
	return audience.Map(l.Document, func(d doc.Document) (doc.Document, error) { return doc.Rebase(d, l.Path), nil })
}

// sheet prints page i and says which it was where that fails.
func (x *binder[A]) sheet(i int) (sheet[A], error) {
	s, err := x.print(i)
	if err != nil {
		err = fmt.Errorf("%s/%s: %w", x.reader.Folder(), x.leaves[i].Path, err)
	}
	return s, err
}

// formats adds the PDF and the Markdown, before what else lies beside the page.
func (x *binder[A]) formats(s *sheet[A], l leaf[A], placed doc.For[A]) error {
	p := l.ready
	if p.name == "" {
		var err error
		name := strings.TrimSuffix(path.Base(l.Path), ".html")
		if p, err = print(x.in, x.pdfs, placed, name, l.Title, cmp.Or(l.Source, l.Path)); err != nil {
			return err
		}
		s.missing = p.missing
	}
	s.files = append(p.files(path.Dir(l.Path)), s.files...)
	return nil
}

// isLong says whether a block is a table of too many rows for its CSV to be held.
func isLong(b doc.Block) bool {
	t, ok := b.(doc.Table)
	return ok && (t.Late != nil || len(t.Rows) > mostRows)
}

// tables adds a CSV for each table that people work with, and tells the links to those that are written only later since
// the page is one made late and has a long one.
func (x *binder[A]) tables(s *sheet[A], l leaf[A], late bool) ([]html.FileLink, error) {
	var links []html.FileLink
	for _, b := range l.Document.Value().Blocks {
		t, ok := b.(doc.Table)
		if !ok || t.Key == "" || !t.HasRows() {
			continue
		}
		name, label := strings.TrimSuffix(l.Path, ".html")+"-"+t.Key+".csv", cmp.Or(t.Caption, l.Title)
		if late {
			var size site.Counter
			if err := exchange.WriteCSV(&size, t); err != nil {
				return nil, err
			}
			s.late = append(s.late, lateFile[A]{name, audience.Seal(l.Document.Reader(), func(w io.Writer) error { return exchange.WriteCSV(w, t) })})
			links = append(links, html.FileLink{Label: label, Kind: "CSV", Href: doc.Relative(name, l.Path), Size: int64(size)})
			continue
		}
		data, err := audience.Map(l.Document, func(doc.Document) ([]byte, error) { return exchange.CSV(t), nil })
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, file[A]{name, label, "CSV", data})
	}
	return links, nil
}

// put places a sheet in the tree.
func (x *binder[A]) put(s sheet[A]) error {
	if x.said == nil {
		x.tree.Mention(s.page, s.mention)
	} else if _, err := x.said.add(&mentioned{Page: s.page, Said: s.mention.Brief()}); err != nil {
		return err
	}
	return x.lays(s)
}

// lays puts the files of a sheet into the edition, the page after those it leads to.
func (x *binder[A]) lays(s sheet[A]) error {
	for _, f := range s.files {
		if err := x.tree.Put(f.name, f.data); err != nil {
			return err
		}
	}
	if s.late == nil {
		return x.tree.PutPieces(s.page, s.pieces)
	}
	for _, f := range s.late {
		if err := x.tree.PutWritten(f.name, f.write); err != nil {
			return err
		}
	}
	return nil
}

// mention is what a page refers to, in its text and around it.
func mention(said site.Mention, f html.Frame) site.Mention {
	m := site.Mention{Anchors: said.Anchors, Links: slices.Clone(said.Links)}
	for _, l := range f.Links() {
		m.Links = append(m.Links, site.Ref{Href: l.Href, Text: l.Title})
	}
	return m
}

// saying is what the document of a page refers to, by its own anchors and links.
func saying(anchors []string, links []doc.Link) site.Mention {
	m := site.Mention{Anchors: append(anchors, "_main")}
	m.Links = make([]site.Ref, 0, len(links))
	for _, l := range links {
		m.Links = append(m.Links, site.Ref{Href: l.Href, Text: l.Text})
	}
	return m
}

// entries are what can be searched of a page: itself and, unless brief, each of its sections; of one where only what
// leads up to them counts, the text before the first.
func entries(d doc.Document, path string, brief, lead bool) []search.Entry {
	first := search.Entry{Path: path, Title: d.Title, Summary: d.Description}
	all := []search.Entry{first}
	if brief {
		return all
	}
	if i := slices.IndexFunc(d.Blocks, isHeading); lead && i >= 0 {
		d.Blocks = d.Blocks[:i]
	}
	for _, s := range doc.Sections(d) {
		switch {
		case s.ID == "" && lead:
			all[0].Text = strings.Clone(s.Text) // and not the whole page with it
		case s.ID == "":
			all[0].Text = s.Text
		case !lead:
			all = append(all, search.Entry{Path: path, Anchor: s.ID, Title: d.Title, Heading: s.Heading, Text: s.Text})
		}
	}
	return all
}

func isHeading(b doc.Block) bool { _, ok := b.(doc.Heading); return ok }
