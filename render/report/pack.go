package report

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
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
	front, _, _, err := prose.Split(file, data)
	if err != nil {
		return Chapter{}, err
	}
	var c Chapter
	if err := yamlfile.Decode(file, front, &c); err != nil {
		return Chapter{}, err
	}
	if c.Title == "" || c.Order == 0 {
		return Chapter{}, fmt.Errorf("%s: the front matter needs title and order", file)
	}
	c.Slug = strings.TrimLeft(strings.TrimSuffix(path.Base(file), ".md"), "0123456789-")
	c.Blocks, err = prose.Blocks(file, data)
	return c, err
}

// Pack is the information pack: the framework's guidance with the framework's own data where a chapter
// speaks of them.
func Pack(v view.Public, chapters []Chapter) doc.For[audience.Public] {
	p := &pack{f: v.Framework, v: v}
	p.text("%s", v.Framework.Summary)
	p.heading(2, "Contents")
	contents := doc.List{Ordered: true}
	at := len(p.blocks)
	p.add(contents)
	for _, c := range chapters {
		p.heading(2, c.Title)
		h := p.blocks[len(p.blocks)-1].(doc.Heading)
		contents.Items = append(contents.Items, doc.Item{Text: []doc.Span{link(c.Title, "#"+h.ID)}})
		p.chapter(c)
	}
	p.heading(2, "Document details")
	contents.Items = append(contents.Items, doc.Item{Text: []doc.Span{link("Document details", "#document-details")}})
	p.blocks[at] = contents
	p.add(history(p.f))
	p.sources()
	return seal(v.Reader, p.document(v.Occasion, "Information pack", v.Framework.Title+", version "+v.Framework.Version, v.Reader.Label(),
		"What the Operational Framework is, who it covers, what it asks, how answers are assessed and what follows."))
}

type pack struct {
	draft
	f *framework.Framework
	v view.Public
}

// chapter puts the prose one heading level down, below the chapter's own heading, and the data after it.
func (p *pack) chapter(c Chapter) {
	for _, b := range c.Blocks {
		if h, ok := b.(doc.Heading); ok {
			p.heading(min(h.Level+1, 4), h.Text)
			continue
		}
		p.add(b)
	}
	switch c.Slug {
	case "requirements":
		p.requirements()
	case "evidence":
		p.evidence()
	case "api-risk":
		p.add(ratings(p.f))
		p.byDomain()
	case "assessment":
		p.scale()
	case "monitoring-and-breaches":
		p.obligations()
	}
}

func (p *pack) requirements() {
	for _, d := range p.f.Dimensions {
		p.heading(3, "Controls: "+strings.ToLower(d.Title))
		p.text("%s", d.Intent)
		t := doc.Table{Caption: "Controls in " + strings.ToLower(d.Title), RowHead: true, Empty: "No controls.",
			Columns: []doc.Column{{Title: "Control", Wide: 1.6}, {Title: "Intent", Wide: 3.4}, {Title: "Questions", Wide: 1.2}, {Title: "Weight", Right: true, Wide: 0.6}}}
		for _, c := range p.f.Controls {
			if c.Dimension == d.ID {
				t.Rows = append(t.Rows, cells(c.Title, c.Intent, strings.Join(ids(c.Questions), ", "), strconv.Itoa(c.Weight)))
			}
		}
		p.add(t)
	}
}

func ids(questions []framework.Question) []string {
	var all []string
	for _, q := range questions {
		all = append(all, q.ID)
	}
	return all
}

func (p *pack) evidence() {
	t := doc.Table{Caption: "Evidence that is enough, by control", RowHead: true, Empty: "No evidence is asked.",
		Columns: []doc.Column{{Title: "Control", Wide: 1.6}, {Title: "Evidence", Wide: 4}}}
	for _, c := range p.f.Controls {
		if len(c.Evidence) > 0 {
			t.Rows = append(t.Rows, cells(c.Title, strings.Join(c.Evidence, "\n")))
		}
	}
	p.add(t)
}

// byDomain counts APIs by domain and rating; the register itself is a page of its own.
func (p *pack) byDomain() {
	b := doc.Bars{Subject: "Domain", Unit: "APIs"}
	var domains []string
	for _, a := range p.f.APIs {
		if !slices.Contains(domains, a.Domain) {
			domains = append(domains, a.Domain)
		}
	}
	tones := map[string]doc.Tone{"1": doc.Good, "2": doc.Good, "3": doc.Caution, "4": doc.Bad}
	for _, r := range p.f.Ratings {
		b.Legend = append(b.Legend, doc.Key{Label: r.ID + " " + r.Title, Tone: tones[r.ID]})
	}
	for _, domain := range domains {
		bar := doc.Bar{Label: domain}
		for _, r := range p.f.Ratings {
			n := 0
			for _, a := range p.f.APIs {
				if a.Domain == domain && a.Rating == r.ID {
					n++
				}
			}
			bar.Values = append(bar.Values, doc.Count{N: float64(n)})
		}
		b.Bars = append(b.Bars, bar)
	}
	p.add(doc.Figure{Caption: "APIs by domain and risk rating", Plot: b,
		Alt: fmt.Sprintf("Bars of the %d APIs in the register by domain, each parted by risk rating.", len(p.f.APIs))})
}

func (p *pack) scale() {
	t := doc.Table{Caption: "Levels of confidence", RowHead: true, Empty: "No levels.",
		Columns: []doc.Column{{Title: "Level", Wide: 1.2}, {Title: "Meaning", Wide: 4}}}
	for _, l := range p.f.Scale {
		t.Rows = append(t.Rows, cells(levelTitle(p.f, l.Level), l.Meaning))
	}
	p.add(t, p.gates(), p.matrix(), p.outcomes())
}

func (p *pack) gates() doc.Table {
	t := doc.Table{Caption: "What each level asks for", RowHead: true, Empty: "No gates.",
		Columns: []doc.Column{{Title: "Dimension", Wide: 1.1}, {Title: "Level", Wide: 0.6}, {Title: "Score", Right: true, Wide: 0.6}, {Title: "Controls by name", Wide: 3}, {Title: "Why", Wide: 2.4}, {Title: "Basis", Wide: 1.2}}}
	for _, g := range p.f.Gates {
		d, _ := p.f.Dimension(g.Dimension)
		var needs []string
		for _, n := range g.Need {
			c, _ := p.f.Control(n.Control)
			needs = append(needs, c.Title+": "+strings.ToLower(resultWord(n.Result)))
		}
		if needs == nil {
			needs = []string{"None"}
		}
		t.Rows = append(t.Rows, cells(d.Title, strconv.Itoa(g.Level), strconv.Itoa(g.Score)+"%", strings.Join(needs, "\n"), g.Reason, basis(p.f, g.Basis)))
	}
	return t
}

func (p *pack) matrix() doc.Figure {
	return doc.Figure{Caption: "The matrix of risk and confidence", Plot: riskGrid(p.f),
		Alt: "A matrix with a row for each risk rating and a column for each level of confidence; each cell names the outcome recommended."}
}

func (p *pack) outcomes() doc.Table {
	t := doc.Table{Caption: "Outcomes", RowHead: true, Empty: "No outcomes.",
		Columns: []doc.Column{{Title: "Outcome", Wide: 1.4}, {Title: "Meaning", Wide: 4}}}
	for _, o := range byRank(p.f) {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{{Text: o.Title, Tone: outcomeTone(p.f, o), Strong: true}}, doc.T(o.Meaning)}})
	}
	return t
}

func (p *pack) obligations() {
	t := doc.Table{Caption: "Obligations", RowHead: true, Empty: "No obligations.",
		Columns: []doc.Column{{Title: "Obligation", Wide: 2.6}, {Title: "Owner", Wide: 0.8}, {Title: "When", Wide: 1.6}, {Title: "With outcomes", Wide: 1.4}, {Title: "Basis", Wide: 1.4}}}
	for _, o := range p.f.Obligations {
		var with []string
		for _, id := range o.Outcomes {
			x, _ := p.f.Outcome(id)
			with = append(with, x.Title)
		}
		if len(o.Ratings) > 0 {
			with = append(with, "Ratings: "+strings.Join(o.Ratings, ", "))
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{strong(o.Title), {Text: "\n" + o.Text}}, doc.T(sentence(o.Owner)),
			doc.T(sentence(o.Trigger) + ": " + o.Limit), doc.T(strings.Join(with, "\n")), doc.T(basis(p.f, o.Basis))}})
	}
	p.add(t)
}

func (p *pack) sources() {
	t := doc.Table{Caption: "Sources", RowHead: true, Empty: "No sources.",
		Columns: []doc.Column{{Title: "Source", Wide: 2}, {Title: "Note", Wide: 4}}}
	for _, s := range p.f.Sources {
		t.Rows = append(t.Rows, cells(s.Title, s.Note))
	}
	p.add(t)
}
