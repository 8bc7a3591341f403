package report

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"opframe/data/consultation"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/data/yamlfile"
	"opframe/render/doc"
	"opframe/render/prose"
)

// Chapter is one file of a framework's guidance.
type Chapter struct {
	Title   string         `yaml:"title"`
	Order   int            `yaml:"order"`
	Summary string         `yaml:"summary"`
	Slug    string         `yaml:"-"` // the file's name without number and ending: "api-risk"
	Blocks  []doc.Block    `yaml:"-"`
	At      yamlfile.Place `yaml:"-"`
}

// Guidance reads the framework's guidance/*.md in order. Its error names file and line.
func Guidance(f *framework.Framework) ([]Chapter, error) {
	names, err := fs.Glob(f.Files, "guidance/*.md")
	if err != nil {
		return nil, err
	}
	var all []Chapter
	for _, name := range names {
		data, err := fs.ReadFile(f.Files, name)
		if err != nil {
			return nil, err
		}
		c, err := chapter(path.Join(f.Ref(), name), data)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Chapter) int { return a.Order - b.Order })
	return all, nil
}

func chapter(file string, data []byte) (Chapter, error) {
	c, err := authored(file, data)
	if err == nil && c.Order == 0 {
		err = fmt.Errorf("%s: the front matter needs title and order", file)
	}
	return c, err
}

// authored reads standing prose: front matter with a title, and the words below it.
func authored(file string, data []byte) (Chapter, error) {
	front, _, _, err := prose.Split(file, data)
	if err != nil {
		return Chapter{}, err
	}
	var c Chapter
	if err := yamlfile.Decode(file, front, &c); err != nil {
		return Chapter{}, err
	}
	if c.Title == "" {
		return Chapter{}, fmt.Errorf("%s: the front matter needs title and order", file)
	}
	c.Slug = strings.TrimLeft(strings.TrimSuffix(path.Base(file), ".md"), "0123456789-")
	c.Blocks, err = prose.Blocks(file, data)
	return c, err
}

// packDocument is the information pack: the framework's guidance with the framework's own data where a
// chapter speaks of them. chapters are complete; planned are meetings, for the dates.
func packDocument(v view.Public, planned []consultation.Meeting, chapters []Chapter) doc.Document {
	b := &book{f: v.Framework, v: v, planned: planned, deeper: 1}
	b.text("%s", v.Framework.Summary)
	b.heading(2, "Contents")
	at := len(b.blocks)
	for _, c := range chapters {
		b.anchored(2, c.Title, c.Slug)
		b.chapter(c)
	}
	b.details()
	b.blocks = slices.Insert(b.blocks, at, contents(b.blocks[at:]))
	return b.document(v.Occasion, "Information pack", edition(v.Framework), v.Reader.Label(),
		"What the Operational Framework is, who it covers, what it asks, how answers are assessed and what follows.")
}

// contents lists the sections among blocks.
func contents(blocks []doc.Block) doc.Block {
	l := doc.List{Ordered: true}
	for _, b := range blocks {
		if h, ok := b.(doc.Heading); ok && h.Level == 2 {
			l.Items = append(l.Items, doc.Item{Text: []doc.Span{link(h.Text, "#"+h.ID)}})
		}
	}
	return l
}

// details says which document this is, what came before it and what it rests on.
func (b *book) details() {
	b.heading(2, "Document details")
	facts := []doc.Fact{
		{Term: "Title", Text: doc.T("Information pack: " + b.f.Title)},
		{Term: "Edition", Text: doc.T(b.f.Ref())},
		{Term: "Published", Text: doc.T(doc.LongDate(b.f.Published))},
	}
	if b.f.Supersedes != "" {
		facts = append(facts, doc.Fact{Term: "Takes the place of", Text: doc.T(b.f.Supersedes)})
	}
	facts = append(facts, doc.Fact{Term: "Publisher", Text: doc.T(b.v.Occasion.Office.Name)},
		doc.Fact{Term: "Made for", Text: doc.T(b.v.Occasion.Title + ", as of " + doc.LongDate(b.v.Occasion.AsOf))})
	facts = append(facts, contact(b.v.Occasion).Items[1:]...)
	if b.v.Occasion.Notice != "" {
		facts = append(facts, doc.Fact{Term: "Notice", Text: doc.T(b.v.Occasion.Notice)})
	}
	b.add(doc.Facts{Items: facts})
	b.heading(2, "Version history")
	b.add(history(b.f))
	if len(b.f.Sources) > 0 {
		b.heading(2, "Sources")
		b.add(sources(b.f))
	}
}

func history(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "Versions", RowHead: true, Empty: "There is no earlier version.",
		Columns: []doc.Column{{Title: "Version", Wide: 0.8}, {Title: "Date", Wide: 1.2}, {Title: "What changed", Wide: 5}}}
	for i := len(f.History) - 1; i >= 0; i-- {
		h := f.History[i]
		t.Rows = append(t.Rows, cells(h.Version, doc.LongDate(h.Date), h.Text))
	}
	return t
}

func sources(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "What the rules rest on", RowHead: true, Empty: "No sources.",
		Columns: []doc.Column{{Title: "Source", Wide: 2}, {Title: "Note", Wide: 4}}}
	for _, s := range f.Sources {
		t.Rows = append(t.Rows, cells(s.Title, s.Note))
	}
	return t
}
