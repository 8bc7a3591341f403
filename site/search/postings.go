package search

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Numbers are written in digits. The last digit of a number is one of the first `last`; those before it are
// the others. They need no escape in JSON or HTML, and none is a mark or a comma.
const (
	digits = "'()*+-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
	last   = 60
)

// Kinds of place, from what says most of a page to what says least.
const (
	inTitle = iota
	inHeading
	inSummary
	inText
	kinds
)

// marks go before the places of one kind, and sort before every digit and letter.
const marks = "$#! "

// weights say by mark how much a word counts. A word that stands in a title and in the text counts once, as
// in the title.
var weights = map[string]int{"$": 12, "#": 6, "!": 3, " ": 1}

// posting is where a word stands. An edition of thousands of products has ten thousands of words that stand in a few
// places only, so it is small.
type posting struct {
	latest int // the last place of any kind, so that the kinds of one place are not repeated
	// places are of each place how far it is from the one before, with the kind, as variable-length numbers.
	places []byte
}

// postings are the words of all pages, each with its places, and the number of places.
func postings(pages iter.Seq[[]Entry]) (all map[string]*posting, places int) {
	all = map[string]*posting{}
	var room []posting
	n := -1
	add := func(kind int, text string) {
		words(text, func(word []byte) {
			p := all[string(word)]
			if p == nil {
				if len(room) == 0 {
					room = make([]posting, 128)
				}
				p, room = &room[0], room[1:]
				p.latest = -1
				all[string(word)] = p
			}
			p.stand(kind, n)
		})
	}
	for entries := range pages {
		if len(entries) == 0 {
			continue
		}
		for i, at := range pageOf(entries).places {
			n++
			heading := inHeading
			if i == 0 {
				heading = inTitle
			}
			add(heading, at.heading)
			add(inSummary, at.summary)
			add(inText, at.text)
		}
	}
	return all, n + 1
}

// stand notes a place unless the word has been seen there. Kinds come from the weightiest on.
func (p *posting) stand(kind, place int) {
	if p.latest == place {
		return
	}
	p.places = binary.AppendUvarint(p.places, uint64((place-p.latest)*kinds+kind))
	p.latest = place
}

// written are the places by kind, as the script reads them.
func (p *posting) written() (by [kinds][]byte) {
	place, at := -1, [kinds]int{-1, -1, -1, -1}
	for rest := p.places; len(rest) > 0; {
		n, width := binary.Uvarint(rest)
		rest = rest[width:]
		place += int(n) / kinds
		kind := int(n) % kinds
		by[kind] = appendNumber(by[kind], place-at[kind]-1)
		at[kind] = place
	}
	return by
}

// appendNumber writes n, which is not negative.
func appendNumber(b []byte, n int) []byte {
	for n >= last {
		n -= last
		b = append(b, digits[last+n%(len(digits)-last)])
		n /= len(digits) - last
	}
	return append(b, digits[n])
}

// writeWords writes all words in parts, each of whole words.
func writeWords(all map[string]*posting, part func(string)) {
	sorted := make([]string, 0, len(all))
	for word := range all {
		sorted = append(sorted, word)
	}
	slices.SortFunc(sorted, compare)
	var b strings.Builder
	before := ""
	for i, word := range sorted {
		if i > 0 {
			b.WriteByte(',')
		}
		units, bytes := shared(before, word)
		b.WriteByte(digits[units])
		b.WriteString(word[bytes:])
		for kind, places := range all[word].written() {
			if len(places) > 0 {
				b.WriteByte(marks[kind])
				b.Write(places)
			}
		}
		before = word
		if b.Len() > 1<<15 {
			part(b.String())
			b.Reset()
		}
	}
	part(b.String())
}

// compare orders words as JavaScript does: by UTF-16 code units, in which the characters from U+10000 on
// come before those from U+E000 on. In UTF-8 these begin with the bytes F0 and EE.
func compare(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		if x, y := a[i], b[i]; x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0) {
			return int(y) - int(x)
		}
		return int(a[i]) - int(b[i])
	}
	return len(a) - len(b)
}

// shared is how many code units and bytes two words begin with alike, as far as one digit says.
func shared(a, b string) (units, bytes int) {
	for bytes < len(b) {
		r, size := utf8.DecodeRuneInString(b[bytes:])
		if !strings.HasPrefix(a[bytes:], b[bytes:bytes+size]) || units+utf16.RuneLen(r) >= last {
			break
		}
		units += utf16.RuneLen(r)
		bytes += size
	}
	return units, bytes
}
