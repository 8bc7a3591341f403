// Package report makes documents of views: which words, in which order. It knows no format and no
// look, and it withholds nothing: what a reader may not know is not in the view it is given.
package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// Program is what documents say made them.
type Program struct{ Name, Version string }

// This is the program, whichever of its commands it runs as.
var This = Program{Name: "opframe", Version: "0.1.0"}

// String is "opframe 1.0.0".
func (p Program) String() string { return p.Name + " " + p.Version }

// draft gathers the blocks of one document.
type draft struct {
	blocks  []doc.Block
	anchors doc.Anchors
	notes   int // how many were put
}

func (d *draft) add(b ...doc.Block) { d.blocks = append(d.blocks, b...) }

func (d *draft) heading(level int, text string) {
	d.add(doc.Heading{Level: level, Text: text, ID: d.anchors.For(text)})
}

// anchored is a heading whose anchor comes from id and not from its words.
func (d *draft) anchored(level int, text, id string) {
	d.add(doc.Heading{Level: level, Text: text, ID: d.anchors.For(id)})
}

// rows gives each row of a table an anchor, by what it is the row of; it is called before anything else can
// take them.
func (d *draft) rows(ids []string) map[string]string {
	anchors := map[string]string{}
	for _, id := range ids {
		anchors[id] = d.anchors.For(id)
	}
	return anchors
}

// prose puts authored blocks, their headings so many levels deeper and their notes counted on from those
// of what was put before.
func (d *draft) prose(blocks []doc.Block, deeper int) {
	for _, b := range doc.Renumber(blocks, d.notes) {
		if n, ok := b.(doc.Notes); ok {
			d.notes += len(n.Items)
		}
		if h, ok := b.(doc.Heading); ok {
			d.anchored(min(h.Level+deeper, 4), h.Text, h.ID)
			continue
		}
		d.add(b)
	}
}

// sections puts authored blocks, and below each section of them what after has for its anchor.
func (d *draft) sections(blocks []doc.Block, after map[string]func()) {
	open := ""
	end := func() {
		if put, ok := after[open]; ok {
			put()
		}
	}
	for i, b := range blocks {
		if h, ok := b.(doc.Heading); ok && h.Level == 2 {
			end()
			open = h.ID
		}
		d.prose(blocks[i:i+1], 0)
	}
	end()
}

func (d *draft) text(format string, args ...any) {
	d.add(doc.Paragraph{Text: doc.T(fmt.Sprintf(format, args...))})
}

func (d *draft) document(o view.Occasion, title, subtitle, label, description string) doc.Document {
	return doc.Document{
		Title: title, Subtitle: subtitle, Label: label, Description: description,
		Publisher: o.Office.Name, Date: o.AsOf, Lang: "en-AU", Blocks: doc.NotesLast(d.blocks),
	}
}

func strong(s string) doc.Span { return doc.Span{Text: s, Strong: true} }

func link(text, href string) doc.Span { return doc.Span{Text: text, Link: href} }

func cells(texts ...string) doc.Row {
	spans, all := make([]doc.Span, len(texts)), make([][]doc.Span, len(texts))
	for i, t := range texts {
		spans[i].Text = t
		all[i] = spans[i : i+1 : i+1]
	}
	return doc.Row{Cells: all}
}

// result is the word of a result with its tone.
func result(r framework.Result) doc.Span {
	tone := doc.Neutral
	switch r {
	case framework.Met:
		tone = doc.Good
	case framework.Partly, framework.NotAssessed:
		tone = doc.Caution
	case framework.NotMet:
		tone = doc.Bad
	}
	return doc.Span{Text: resultWord(r), Tone: tone, Strong: true}
}

func resultWord(r framework.Result) string {
	if r == framework.Partly {
		return "Partly met"
	}
	return sentence(string(r))
}

// sentence starts with a capital.
func sentence(s string) string {
	if s == "" {
		return s
	}
	first, n := utf8.DecodeRuneInString(s)
	if first != utf8.RuneError && unicode.ToUpper(first) == first {
		return s
	}
	return string(unicode.ToUpper(first)) + s[n:]
}

// lowered starts with a small letter, for use inside a sentence; an abbreviation such as API keeps its
// capitals.
func lowered(s string) string {
	capital := func(i int) bool { return i < len(s) && 'A' <= s[i] && s[i] <= 'Z' }
	if !capital(0) || capital(1) {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// number writes a count with its noun: "1 API", "3 APIs".
func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// list joins words the way a sentence does: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// basis says how far a rule can be relied on as published.
func basis(f *framework.Framework, b framework.Basis) string {
	s, ok := f.Source(b.Source)
	switch {
	case b.Status == framework.Official:
		return "Official: " + s.Title
	case ok:
		return "Office configuration, informed by: " + s.Title
	}
	return "Office configuration"
}

func levelTitle(f *framework.Framework, level int) string {
	return fmt.Sprintf("%d %s", level, f.Scale[level].Title)
}

// outcomeTone follows the order of outcomes: the best is good, the others that give access are a
// caution, and so is waiting for a rating; what gives none is bad.
func outcomeTone(f *framework.Framework, o framework.Outcome) doc.Tone {
	best := true
	for _, other := range f.Outcomes {
		best = best && other.Rank >= o.Rank
	}
	switch {
	case best:
		return doc.Good
	case o.Access:
		return doc.Caution
	}
	for _, row := range f.Matrix {
		if row.Rating == framework.Pending {
			for _, id := range row.Outcomes {
				if id == o.ID {
					return doc.Caution
				}
			}
		}
	}
	return doc.Bad
}

func ratingTitle(f *framework.Framework, id string) string {
	r, _ := f.Rating(id)
	return id + " " + r.Title
}

// riskGrid is the matrix of the framework: the outcome for each rating at each level.
func riskGrid(f *framework.Framework) doc.Grid {
	g := doc.Grid{RowTitle: "Risk of the API", ColTitle: "Level of confidence"}
	for _, s := range f.Scale {
		g.Cols = append(g.Cols, levelTitle(f, s.Level))
	}
	for _, row := range f.Matrix {
		g.Rows = append(g.Rows, ratingTitle(f, row.Rating))
		var line []doc.GridCell
		for _, id := range row.Outcomes {
			o, _ := f.Outcome(id)
			line = append(line, doc.GridCell{Text: o.Title, Tone: outcomeTone(f, o)})
		}
		g.Cells = append(g.Cells, line)
	}
	return g
}
