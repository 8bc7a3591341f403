package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"

	"opframe/render/doc"
	"opframe/render/pdf"
)

// memo remembers PDFs by the document they print, since several editions have the same papers and a PDF
// takes longer than all other formats together. A nil memo remembers nothing.
type memo struct {
	mu   sync.Mutex
	done map[[sha256.Size]byte]func() (pdf.Printed, error)
}

// pdf is the document's PDF; asked for the same document at once, it is made once.
func (m *memo) pdf(d doc.Document) (pdf.Printed, error) {
	if m == nil {
		return pdf.Print(d)
	}
	key, err := fingerprint(d)
	if err != nil {
		return pdf.Printed{}, err
	}
	m.mu.Lock()
	if m.done == nil {
		m.done = map[[sha256.Size]byte]func() (pdf.Printed, error){}
	}
	once, ok := m.done[key]
	if !ok {
		once = sync.OnceValues(func() (pdf.Printed, error) { return pdf.Print(d) })
		m.done[key] = once
	}
	m.mu.Unlock()
	return once()
}

// fingerprint tells documents apart: every field of every block, and of which type the blocks are.
func fingerprint(d doc.Document) ([sha256.Size]byte, error) {
	h := sha256.New()
	for _, b := range d.Blocks {
		fmt.Fprintf(h, "%T ", b)
	}
	err := json.NewEncoder(h).Encode(d)
	return [sha256.Size]byte(h.Sum(nil)), err
}
