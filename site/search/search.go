// Package search makes the index by which the pages of one edition are searched in the browser. It knows
// words and where they stand; it does not know what the pages are about.
//
// The index is a script that sets one global, opframeSearch, and templates/assets/search.js reads it. It
// brings all that both must agree on: the digits its numbers are written in, the weights, how letters are
// folded and how long a word can be.
package search

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Entry is one searchable place: a page, or a section of one.
type Entry struct {
	Path    string // "controls/hosting.html", below the root of the edition
	Anchor  string // id of the section's heading, "" for the page itself
	Title   string // of the page
	Heading string // of the section, "" for the page itself
	Summary string // one sentence shown with a result, of pages only
	Text    string // the words of the section, without the title and heading
}

// form is the number of the index's layout. A script from another version refuses what it cannot read.
const form = 1

// What opframeSearch is set to has form, then pages, words and the rules.
//
// Pages are path, title and what is shown of the page, then anchor, heading and what is shown of each
// section. Places are numbered in this order: a page, its sections, the next page.
//
// Words are sorted by their UTF-16 code units and separated by commas. Each is a digit that says how
// many units it shares with the word before, the rest of it, and for each kind of place where it stands
// the kind's mark with the places' numbers, each but the first less the one before and one.

// rules are what else the script must agree on.
type rules struct {
	Digits  string            `json:"digits"`
	Last    int               `json:"last"`
	Weights map[string]int    `json:"weights"`
	Fold    map[string]string `json:"fold"`
	Longest int               `json:"longest"`
}

// Index is the script search-index.js for the entries of an edition. Entries of one path make one page, in
// the order in which the paths come first.
func Index(entries []Entry) []byte {
	var out bytes.Buffer
	if err := Write(&out, slices.Values(byPage(entries))); err != nil {
		panic(fmt.Sprintf("search index: %v", err)) // a buffer takes everything
	}
	return out.Bytes()
}

// byPage are the entries of one page after the other.
func byPage(entries []Entry) [][]Entry {
	var pages [][]Entry
	at := map[string]int{}
	for _, e := range entries {
		i, ok := at[e.Path]
		if !ok {
			i, at[e.Path] = len(pages), len(pages)
			pages = append(pages, nil)
		}
		pages[i] = append(pages[i], e)
	}
	return pages
}

// Write writes the script search-index.js of an edition from the entries of one page after the other, which it goes
// through twice and does not keep. Entries of one anchor make one section. The same entries give the same bytes, and no
// text in them can end the script or its strings.
func Write(w io.Writer, pages iter.Seq[[]Entry]) error {
	words, places := postings(pages)
	out := bufio.NewWriterSize(w, 1<<16)
	// What bufio cannot write is told by Flush.
	out.WriteString("globalThis.opframeSearch=")
	fmt.Fprintf(out, `{"form":%d,"pages":[`, form)
	before := ""
	length := excerptLength(places)
	for p := range pages {
		if len(p) == 0 {
			continue
		}
		out.WriteString(before)
		out.Write(inJSON(shown(pageOf(p), length)))
		before = ","
	}
	out.WriteString(`],"words":"`)
	writeWords(words, func(part string) {
		data := inJSON(part)
		out.Write(data[1 : len(data)-1])
	})
	rest := inJSON(rules{Digits: digits, Last: last, Weights: weights, Fold: folded, Longest: longest})
	out.WriteString(`",`)
	out.Write(rest[1:])
	out.WriteString(";\n")
	return out.Flush()
}

func inJSON(x any) []byte {
	data, err := json.Marshal(x)
	if err != nil {
		panic(fmt.Sprintf("search index: %v", err)) // strings and numbers always have a form in JSON
	}
	return data
}

// page is a page with its places; the first is the page itself, whose heading is its title.
type page struct {
	path   string
	places []place
}

type place struct{ anchor, heading, summary, text string }

// pageOf is the page that entries make.
func pageOf(entries []Entry) page {
	pg := page{entries[0].Path, make([]place, 1, len(entries))}
	pg.places[0].heading = entries[0].Title
	at := map[string]int{"": 0}
	for _, e := range entries {
		i, ok := at[e.Anchor]
		if !ok {
			i, at[e.Anchor] = len(pg.places), len(pg.places)
			pg.places = append(pg.places, place{anchor: e.Anchor, heading: e.Heading})
		}
		pg.places[i].summary = join(pg.places[i].summary, e.Summary)
		pg.places[i].text = join(pg.places[i].text, e.Text)
	}
	return pg
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// shown is what a result can show of a page: its path, and of each place the summary, or the beginning of its text.
func shown(pg page, length int) []string {
	row := []string{pg.path}
	for i, at := range pg.places {
		if i > 0 {
			row = append(row, at.anchor)
		}
		row = append(row, at.heading, excerpt(cmp.Or(at.summary, at.text), length))
	}
	return row
}

// excerptLength is how many characters are shown of a place: two or three lines, and less of each where
// there are thousands, since the excerpts are most of what readers load.
func excerptLength(places int) int { return min(140, max(70, 700_000/max(places, 1))) }

// excerpt is the beginning of a text in so many characters, ended between words where it is long.
func excerpt(text string, length int) string {
	var b strings.Builder
	n := 0
	for word := range strings.FieldsSeq(text) {
		more := utf8.RuneCountInString(word)
		if n+1+more > length {
			return cut(b.String(), word, length)
		}
		if n > 0 {
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += more
	}
	return b.String()
}

// cut ends an excerpt before a word that it has no room for. A first word of any length is cut itself.
func cut(begun, word string, length int) string {
	if begun == "" {
		begun = string([]rune(word)[:length-1])
	}
	return strings.TrimRight(begun, ",;:–— ") + "…"
}
