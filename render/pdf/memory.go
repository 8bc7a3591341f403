package pdf

import (
	"bytes"
	"slices"
	"sync"

	"opframe/data/freelist"
)

// memory is what documents are set and written in, one after the other. It holds nothing of a document that is
// done. Most documents are as large as others of their kind, so that it is soon large enough.
type memory struct {
	ofRuns  store[run]
	ofLines store[line]
	ofWords store[words]
	ofInks  store[ink]
	ofBoxes store[box]
	ofCells store[cells]
	ofTexts store[cellText]
	ofNodes store[node]
	onPages store[placed]

	breaker  breaker
	flowing  []*box
	anchors  map[string]bool  // the headings that can be linked to
	places   map[string]place // by the id of a heading or a note
	ground   []byte           // of the page that is written
	out      []byte           // the rest of it
	contents []byte           // of all pages
	raw      bytes.Buffer
	foundry
}

// Of the memories that are free, which are zero, a few outlive collections of garbage, and further ones need not.
var (
	memories        = freelist.New(4, func() *memory { return furtherMemories.Get().(*memory) })
	furtherMemories = sync.Pool{New: func() any { return &memory{anchors: map[string]bool{}, places: map[string]place{}} }}
)

// What is kept between documents: bytes, and places that links lead to.
const (
	mostKept   = 1 << 20
	placesKept = 10_000
)

// free gives m to documents to come. Nothing that was cut from it may be used afterwards.
func (m *memory) free() {
	if cap(m.contents) > mostKept || m.raw.Cap() > mostKept || len(m.places) > placesKept {
		return
	}
	m.empty()
	if !memories.Give(m) {
		furtherMemories.Put(m)
	}
}

// empty clears what there was of a document.
func (m *memory) empty() {
	m.ofRuns.empty()
	m.ofLines.empty()
	m.ofWords.empty()
	m.ofInks.empty()
	m.ofBoxes.empty()
	m.ofCells.empty()
	m.ofTexts.empty()
	m.ofNodes.empty()
	m.onPages.empty()
	m.breaker = breaker{line: emptied(m.breaker.line), word: emptied(m.breaker.word), lines: emptied(m.breaker.lines)}
	clear(m.flowing)
	clear(m.contents)
	clear(m.raw.Bytes())
	m.flowing, m.contents = m.flowing[:0], m.contents[:0]
	clear(m.anchors)
	clear(m.places)
	m.ground, m.out = emptied(m.ground), emptied(m.out)
	m.foundry = foundry{m.parts.emptied(), emptied(m.programs)}
	m.raw.Reset()
}

// emptied is s, of which more may have been in use than is now, with nothing in it.
func emptied[T any](s []T) []T {
	clear(s[:cap(s)])
	return s[:0]
}

// store is memory that slices are cut from. Its pieces are larger each time.
type store[T any] struct {
	pieces [][]T
	begun  int // how many of them are in use
	rest   []T // of the last of these
}

// Sizes of pieces, and how many of them are kept between documents: enough for some 7,000.
const (
	leastPiece   = 16
	largestPiece = 1024
	piecesKept   = 12
)

// room is an empty slice with memory for n.
func (s *store[T]) room(n int) []T {
	if len(s.rest) < n {
		s.begin(n)
	}
	out := s.rest[:0:n]
	s.rest = s.rest[n:]
	return out
}

// one is memory for one.
func (s *store[T]) one() *T { return &s.room(1)[:1][0] }

// begin takes the next piece that has room for n.
func (s *store[T]) begin(n int) {
	for s.begun < len(s.pieces) && len(s.pieces[s.begun]) < n {
		s.begun++
	}
	if s.begun == len(s.pieces) {
		s.pieces = append(s.pieces, make([]T, max(n, min(leastPiece<<s.begun, largestPiece))))
	}
	s.rest = s.pieces[s.begun]
	s.begun++
}

// empty clears what was given out. It is given out again.
func (s *store[T]) empty() {
	for i, p := range s.pieces[:s.begun] {
		if i == s.begun-1 {
			p = p[:len(p)-len(s.rest)]
		}
		clear(p)
	}
	s.pieces = slices.DeleteFunc(s.pieces, func(p []T) bool { return len(p) > largestPiece })
	kept := min(len(s.pieces), piecesKept)
	clear(s.pieces[kept:])
	s.pieces, s.begun, s.rest = s.pieces[:kept], 0, nil
}
