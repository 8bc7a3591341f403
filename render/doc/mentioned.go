package doc

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// Link is a place that a document leads to, as a Span has it, and the words that lead there.
type Link struct{ Href, Text string }

// Mentioned are the anchors that links can lead to and the links of a document, both in its order and
// as often as they occur: anchors are those of headings, of tables with a key and of their rows. Spans
// beside each other that lead to the same place are one link.
func Mentioned(d Document) (anchors []string, links []Link) {
	Walk(d.Blocks, &reading{
		heading: func(h Heading) { anchors = append(anchors, h.ID) },
		anchor:  func(id string) { anchors = append(anchors, id) },
		text:    func(spans []Span) { links = appendLinks(links, spans) },
	})
	return anchors, links
}

func appendLinks(links []Link, spans []Span) []Link {
	before := ""
	for i := range spans {
		s := &spans[i]
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
	all, ends := []Section{{}}, []int(nil)
	w := wordings.Get().(*wording)
	defer w.free()
	Walk(d.Blocks, &reading{
		heading: func(h Heading) {
			ends = append(ends, len(w.line))
			all = append(all, Section{ID: h.ID, Heading: h.Text})
			w.begin = len(w.line)
		},
		text: func(spans []Span) {
			w.gap = true
			for i := range spans {
				w.add(spans[i].Text)
			}
		},
		plain: func(s string) {
			w.gap = true
			w.add(s)
		},
	})
	// The sections are parts of one string.
	line, from := string(w.line), 0
	for i, end := range append(ends, len(line)) {
		all[i].Text, from = line[from:end], end
	}
	return all
}

// wordings keep their room for the next document.
var wordings = sync.Pool{New: func() any { return new(wording) }}

// mostKept is how much of it is kept.
const mostKept = 1 << 20

// wording is the words of sections, one behind the other, with one space between the words of each.
type wording struct {
	line  []byte
	begin int  // where the section began
	gap   bool // there was space before what comes next
}

func (w *wording) free() {
	if cap(w.line) <= mostKept {
		clear(w.line)
		*w = wording{line: w.line[:0]}
		wordings.Put(w)
	}
}

func (w *wording) add(text string) {
	from := 0 // where the words in hand begin
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c > ' ' && c < utf8.RuneSelf:
			i++
			continue
		case c == ' ' && i > from && i+1 < len(text) && text[i+1] > ' ' && text[i+1] < utf8.RuneSelf:
			i += 2 // the space that words have between them
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			w.put(text[from:i])
			w.gap, from = true, i+size
		}
		i += size
	}
	w.put(text[from:])
}

// put adds what begins and ends with no space.
func (w *wording) put(words string) {
	if words == "" {
		return
	}
	if w.gap && len(w.line) > w.begin {
		w.line = append(w.line, ' ')
	}
	w.line, w.gap = append(w.line, words...), false
}
