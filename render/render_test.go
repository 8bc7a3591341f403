// Package render_test holds the printers to each other: one file a case with the same document in
// every format that is text, and the promise that all of them say the same words and lead to the
// same places, whatever the text is.
package render_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"opframe/render/doc"
	"opframe/render/golden"
	"opframe/render/html"
	"opframe/render/markdown"
)

// draws of awkward text: each kind of mistake found so far shows within 10,000, most within 100.
const draws = 400

func TestEveryBlockInEveryFormat(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := document(c.blocks)
			golden.Check(t, filepath.Join("testdata", c.name+".txt"),
				golden.Section{Name: "html", Got: html.Body(d)},
				golden.Section{Name: "markdown", Got: markdown.Print(d)})
			if err := doc.Check(d); err != nil && c.name != "heading" {
				t.Errorf("the case is not a good document: %v", err)
			}
			sameWords(t, d)
		})
	}
}

// FuzzSameWords puts text into every place of a document that can hold any.
func FuzzSameWords(f *testing.F) {
	for _, c := range cases {
		f.Add(plain(c.blocks), "b*c*", "x", uint32(0))
	}
	for _, s := range []string{"a\n\nb\n", " - a", "1. a", "\\", "`", "``|`", "a`\\|", "[c]", "[x] a", "&#65;&amp", "!",
		"<b>", "|", "_a_", "a__b", "***", "\u00a0a\u00a0", "\u2028", "€", "😀", "\u0301", "www.a.b", "x@y.z", "http://a.b",
		"ftp://x", "~~~", "    code", "\tcode", "[a]: b", "a\r\nb\rc", "\x00\xff", "+", "--", ":-", "=", "#", "1)", "<!--", "\\\n"} {
		f.Add(s, s, "b", uint32(0x12345678))
		f.Add("a", s, s, uint32(0x0f1e2d3c))
		f.Add(s, "a", "(b)", uint32(0xffffffff))
	}
	f.Add("?http://a.b", "b", "c", uint32(0x20))        // a link to itself that is no address of the web
	f.Add("X", "[x]\x00a", "[x] a", uint32(0x0f1e2d20)) // a link called X at the head of an item
	f.Fuzz(func(t *testing.T, a, b, c string, bits uint32) {
		sameWords(t, document(everywhere([]string{a, b, c}, bits)))
	})
}

// TestSameWordsOfAwkwardText draws texts from what Markdown and HTML read something into.
func TestSameWordsOfAwkwardText(t *testing.T) {
	bits := strings.Split("a|b|ab|a b| |  |\n|\n\n|\t|*|**|_|__|`|``|~|~~|[|]|(|)|[a]|[x]|!|\\|<|>|<b>|</b>|<!--|&|&amp;|&#65;|#|##|-|--|---|+|=|==|"+
		":|:-|.|1.|1)|12.|http://a.b|www.a.b|a@b.c|mailto:a@b.c|\u00a0|\u200b|\u2028|\u202e|€|é|e\u0301|文|😀|\r|\r\n|\x00|\xff|\v|\"|'|"+
		"a_b|snake_case_name|[c]|$a$|:a:|@a|{a}|^|Đ|;|,|/|?|//|%20|%", "|")
	bits = append(bits, "|", "\\|")
	for seed := range uint64(draws) {
		r := rand.New(rand.NewPCG(seed, 1))
		draw := func() string {
			var b strings.Builder
			for range r.IntN(6) {
				b.WriteString(bits[r.IntN(len(bits))])
			}
			return b.String()
		}
		texts := []string{draw(), draw(), draw()}
		d := document(everywhere(texts, r.Uint32()))
		if !t.Run(fmt.Sprint(seed), func(t *testing.T) { sameWords(t, d) }) {
			t.Fatalf("the texts were %q", texts)
		}
	}
}

// everywhere has the texts in each kind of block, with marks by the bits.
func everywhere(texts []string, bits uint32) []doc.Block {
	var spans []doc.Span
	for i, s := range texts {
		m := bits >> (8 * i)
		span := doc.Span{Text: s, Strong: m&1 != 0, Emph: m&2 != 0, Code: m&4 != 0, Tone: doc.Tone(m >> 3 & 3)}
		switch m >> 5 & 7 {
		case 1:
			span.Link = s
		case 2:
			span.Link = "page_(1)*.html?a=1&amp=2"
		}
		spans = append(spans, span)
		if i == int(bits>>24)%4 {
			spans = append(spans, doc.Span{Note: 1})
		}
	}
	a, b, c := texts[0], texts[1], texts[2]
	sub := &doc.List{Ordered: bits&1 != 0, Items: []doc.Item{{Text: spans}}}
	table := doc.Table{Caption: a, Columns: []doc.Column{{Title: b}, {Title: c, Right: true}},
		Rows: []doc.Row{{Cells: [][]doc.Span{spans, doc.T(b)}}}, Empty: a}
	return []doc.Block{
		doc.Heading{Level: 2, Text: a, ID: "a"},
		doc.Paragraph{Text: spans},
		doc.List{Items: []doc.Item{{Text: spans}, {Text: doc.T(b), Sub: sub}, {Text: doc.T(c), Sub: sub}}},
		doc.List{Ordered: true, Items: []doc.Item{{Text: spans, Sub: sub}}},
		doc.Facts{Items: []doc.Fact{{Term: a, Text: spans}, {Term: b, Text: doc.T(c)}}},
		table,
		doc.Figure{Caption: a, Alt: b, Plot: doc.Bars{Subject: a, Legend: []doc.Key{{Label: b}},
			Bars: []doc.Bar{{Label: c, Values: []doc.Count{{N: 1}}}}}},
		doc.Callout{Title: a, Blocks: []doc.Block{doc.Paragraph{Text: spans}, doc.Quote{Text: b, Source: c}, doc.Code{Text: c}, table}},
		doc.Quote{Text: a, Source: b},
		doc.Answers{Items: []doc.Answer{{ID: a, Question: b, Said: spans}, {ID: b, Question: c}}},
		doc.Code{Text: a},
		doc.Paragraph{Text: []doc.Span{{Text: a}, {Note: 1}, {Text: b}, {Note: 2}, {Note: 1}, {Text: c}}},
		doc.Paragraph{Text: doc.T(c)},
		doc.Notes{Items: []doc.Note{{N: 1, Text: doc.T("x" + c)}, {N: 2, Text: []doc.Span{{Text: "x "}, spans[0]}}}},
	}
}

func plain(blocks []doc.Block) string {
	return extract(html.Body(document(blocks))).text()
}

// sameWords compares what a reader of the page sees with what a reader of the rendered Markdown sees.
func sameWords(t *testing.T, d doc.Document) {
	t.Helper()
	md := markdown.Print(d)
	page, rendered := extract(html.Body(d)), extract(render(t, md))
	if page.text() != rendered.text() {
		t.Errorf("Markdown shows other words than HTML\nHTML:     %q\nMarkdown: %q\nfrom\n%s", page.text(), rendered.text(), md)
	}
	if !slices.Equal(page.codes, rendered.codes) {
		t.Errorf("code blocks in HTML are %q, in Markdown %q", page.codes, rendered.codes)
	}
	if !slices.Equal(slices.Compact(page.links), slices.Compact(rendered.links)) {
		t.Errorf("links in HTML lead to %q, in Markdown to %q\nfrom\n%s", page.links, rendered.links, md)
	}
	for _, e := range slices.Concat(page.elements, rendered.elements) {
		if !strings.Contains(" html head body header main h1 h2 h3 h4 p strong em code br ul ol li dl div dt dd table caption "+
			"thead tbody tr th td figure figcaption blockquote pre a span bdi aside svg title desc rect line text section sup hr ", " "+e+" ") {
			t.Errorf("text became an element: %s", e)
		}
	}
}
