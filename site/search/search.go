// Package search makes the index by which the pages of one edition are searched in the browser. It knows
// words and where they stand; it does not know what the pages are about.
//
// The index is a script that sets one global, opframeSearch, and templates/assets/search.js reads it. It
// brings all that both must agree on: the digits its numbers are written in, the weights, how letters are
// folded and how long a word can be.
package search

import (
	"cmp"
	"encoding/json"
	"fmt"
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

// index is what opframeSearch is set to.
type index struct {
	Form int `json:"form"`
	// Pages are path, title and what is shown of the page, then anchor, heading and what is shown of each
	// section. Places are numbered in this order: a page, its sections, the next page.
	Pages [][]string `json:"pages"`
	// Words are sorted by their UTF-16 code units and separated by commas. Each is a digit that says how
	// many units it shares with the word before, the rest of it, and for each kind of place where it stands
	// the kind's mark with the places' numbers, each but the first less the one before and one.
	Words   string            `json:"words"`
	Digits  string            `json:"digits"`
	Last    int               `json:"last"`
	Weights map[string]int    `json:"weights"`
	Fold    map[string]string `json:"fold"`
	Longest int               `json:"longest"`
}

// Index is the script search-index.js for the entries of an edition. Entries of one path make one page, in
// the order in which the paths come first; entries of one anchor make one section. The same entries give
// the same bytes, and no text in them can end the script or its strings.
func Index(entries []Entry) []byte {
	pages := group(entries)
	data, err := json.Marshal(index{
		Form: form, Pages: shown(pages), Words: postings(pages),
		Digits: digits, Last: last, Weights: weights, Fold: folded, Longest: longest,
	})
	if err != nil {
		panic(fmt.Sprintf("search index: %v", err)) // strings and numbers always have a form in JSON
	}
	return slices.Concat([]byte("globalThis.opframeSearch="), data, []byte(";\n"))
}

// page is a page with its places; the first is the page itself, whose heading is its title.
type page struct {
	path   string
	places []*place
}

type place struct{ anchor, heading, summary, text string }

func group(entries []Entry) []*page {
	var pages []*page
	byPath := map[string]*page{}
	byAnchor := map[[2]string]*place{}
	for _, e := range entries {
		pg := byPath[e.Path]
		if pg == nil {
			self := &place{heading: e.Title}
			pg = &page{e.Path, []*place{self}}
			pages, byPath[e.Path], byAnchor[[2]string{e.Path, ""}] = append(pages, pg), pg, self
		}
		at := byAnchor[[2]string{e.Path, e.Anchor}]
		if at == nil {
			at = &place{anchor: e.Anchor, heading: e.Heading}
			pg.places, byAnchor[[2]string{e.Path, e.Anchor}] = append(pg.places, at), at
		}
		at.summary = join(at.summary, e.Summary)
		at.text = join(at.text, e.Text)
	}
	return pages
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// shown is what a result can show of each page: of each place the summary, or the beginning of its text.
func shown(pages []*page) [][]string {
	places := 0
	for _, pg := range pages {
		places += len(pg.places)
	}
	length := excerptLength(places)
	all := make([][]string, 0, len(pages))
	for _, pg := range pages {
		row := []string{pg.path}
		for i, at := range pg.places {
			if i > 0 {
				row = append(row, at.anchor)
			}
			row = append(row, at.heading, excerpt(cmp.Or(at.summary, at.text), length))
		}
		all = append(all, row)
	}
	return all
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
