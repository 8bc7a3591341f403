package doc

import "strings"

// Link is a place that a document leads to, as a Span has it, and the words that lead there.
type Link struct{ Href, Text string }

// Mentioned are the anchors that links can lead to and the links of a document, both in its order and
// as often as they occur: anchors are those of headings, of tables with a key and of their rows. Spans
// beside each other that lead to the same place are one link.
func Mentioned(d Document) (anchors []string, links []Link) {
	Walk(d.Blocks, reading{
		heading: func(h Heading) { anchors = append(anchors, h.ID) },
		anchor:  func(id string) { anchors = append(anchors, id) },
		text:    func(spans []Span) { links = append(links, linked(spans)...) },
	})
	return anchors, links
}

func linked(spans []Span) []Link {
	var links []Link
	before := ""
	for _, s := range spans {
		switch {
		case s.Link == "":
		case s.Link == before:
			links[len(links)-1].Text += s.Text
		default:
			links = append(links, Link{s.Link, s.Text})
		}
		before = s.Link
	}
	return links
}

// Section is a part of a document as it is searched: a heading and the words below it, up to the next
// heading of any level. Its words stand on one line with one space between them.
type Section struct {
	ID      string // the heading's anchor, "" for what stands before any heading
	Heading string
	Text    string
}

// Sections are a document part by part, first what stands before any heading, though it be nothing,
// then a part a heading. Titles, labels and the drawings of figures are not among the words; captions,
// cells, notes and the numbers of figures are.
func Sections(d Document) []Section {
	all := []Section{{}}
	var words []string
	end := func() {
		all[len(all)-1].Text = strings.Join(words, " ")
		words = nil
	}
	Walk(d.Blocks, reading{
		heading: func(h Heading) {
			end()
			all = append(all, Section{ID: h.ID, Heading: h.Text})
		},
		anchor: func(string) {},
		text:   func(spans []Span) { words = append(words, strings.Fields(Plain(spans))...) },
	})
	end()
	return all
}
