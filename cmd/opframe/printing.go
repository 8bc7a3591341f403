package main

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"opframe/data/audience"
	"opframe/data/freelist"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/html"
	"opframe/render/markdown"
	"opframe/render/pdf"
	"opframe/render/standalone"
	"opframe/templates"
)

// printed is one document in every format that stands alone; its HTML page waits for its frame. The seal
// of the document stays on everything made of it.
type printed[A audience.Reader] struct {
	document      doc.For[A]
	name          string // of its files, without ending: "assessment"
	label         string // "Assessment report"
	pdf, markdown audience.For[A, []byte]
	json          audience.For[A, []byte] // of reports; others have none
	// content is its HTML to be framed on each of its pages; nil where its links depend on the page.
	content audience.For[A, *html.Content]
	// missing has a problem for each character no font of the PDF has.
	missing []response.Problem
}

// print makes PDF and Markdown of a document, as far as they are asked for. Source is the file its text came from.
func print[A audience.Reader](in standalone.Formats, m *memo, d doc.For[A], name, label, source string) (printed[A], error) {
	p := printed[A]{document: d, name: name, label: label}
	var err error
	if in.Markdown {
		if p.markdown, err = audience.Map(d, func(d doc.Document) ([]byte, error) { return markdown.Print(d), nil }); err != nil {
			return p, err
		}
	}
	if in.PDF {
		p.pdf, err = audience.Map(d, func(d doc.Document) ([]byte, error) {
			out, err := m.pdf(d)
			p.missing = unset(source, out.Missing)
			return out.Bytes, err
		})
	}
	return p, err
}

// content is the HTML of a document that is put into several frames.
func content[A audience.Reader](d doc.For[A]) (audience.For[A, *html.Content], error) {
	return audience.Map(d, func(d doc.Document) (*html.Content, error) {
		if doc.Placed(d) {
			return nil, nil
		}
		c, err := html.Print(d)
		return &c, err
	})
}

// unset are the problems of characters that no font of the PDF has; source is the file they came from.
func unset(source string, missing []pdf.Missing) []response.Problem {
	var all []response.Problem
	for _, r := range missing {
		all = append(all, response.Problem{Kind: response.Invalid, Severity: response.Warning, Cell: response.Cell{File: source},
			What: fmt.Sprintf("The fonts of the PDF have no %q (U+%04X), which stands in “%s”.", r.Rune, r.Rune, r.Near),
			Do:   "The PDF shows its number instead; the HTML and Markdown reports show it as it is."})
	}
	return all
}

// printProduct makes the assessment report of one product.
func printProduct(in standalone.Formats, v view.Provider, product view.Product) (printed[audience.Provider], error) {
	r, err := standalone.Assess(program, v, product, in)
	if err != nil {
		return printed[audience.Provider]{}, err
	}
	p := printed[audience.Provider]{document: r.Document, name: "assessment", label: "Assessment report", json: r.JSON, markdown: r.Markdown,
		missing: unset(product.Submission.File, r.PDF.Value().Missing)}
	if p.pdf, err = audience.Map(r.PDF, func(out pdf.Printed) ([]byte, error) { return out.Bytes, nil }); err != nil {
		return p, err
	}
	p.content, err = content(p.document)
	return p, err
}

// done says that nothing of the report is used any more, in no edition: it lies on disk. Its room is taken for the next.
func (p printed[A]) done() {
	for _, data := range []audience.For[A, []byte]{p.pdf, p.markdown, p.json} {
		freelist.Printed.Done(data.Value())
	}
	if c := p.content.Value(); c != nil {
		c.Done()
	}
}

// files are what is offered beside the page of the document, in the folder dir.
func (p printed[A]) files(dir string) []file[A] {
	at := func(ending string) string { return path.Join(dir, p.name+ending) }
	all := []file[A]{{at(".pdf"), p.label, "PDF", p.pdf}, {at(".md"), p.label, "Markdown", p.markdown}, {at(".json"), p.label, "JSON", p.json}}
	return slices.DeleteFunc(all, func(f file[A]) bool { return f.data.Value() == nil })
}

// fileLinks lead from the page at a path to files of its edition.
func fileLinks[A audience.Reader](files []file[A], page string) []html.FileLink {
	var all []html.FileLink
	for _, f := range files {
		all = append(all, html.FileLink{Label: f.label, Kind: f.kind, Href: doc.Relative(f.name, page), Size: int64(len(f.data.Value()))})
	}
	return all
}

// framed is the page of a document, in pieces: its content within a frame where that is printed already.
func framed[A audience.Reader](c audience.For[A, *html.Content], d doc.For[A], f html.Frame) (audience.For[A, [][]byte], error) {
	if c.Value() == nil {
		return audience.Map(d, func(d doc.Document) ([][]byte, error) {
			p, err := html.Page(d, f)
			return [][]byte{p}, err
		})
	}
	return audience.Map(c, func(c *html.Content) ([][]byte, error) { return c.Pieces(f) })
}

// page is the HTML of any document within a frame.
func page[A audience.Reader](d doc.For[A], f html.Frame) (audience.For[A, []byte], error) {
	return audience.Map(d, func(d doc.Document) ([]byte, error) { return html.Page(d, f) })
}

// assetFiles are the style sheet and what else pages need, by path below the edition's root: the same for all.
var assetFiles = sync.OnceValues(func() (map[string][]byte, error) {
	files := map[string][]byte{}
	assets := templates.Assets()
	err := fs.WalkDir(assets, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(assets, name)
		files[path.Join("assets", name)] = data
		return err
	})
	return files, err
})

func sorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
