package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"hash/crc32"
	"reflect"

	"opframe/data/disclose"
	"opframe/site"
	"opframe/site/search"
)

// packed is a record as the cache keeps it: in pieces, since different lists are made of each, and each written for
// itself, so that one is read when it is needed and else handed on as it is.
type packed struct {
	Types       key // of the values; see packer
	Told        key // of all that the office's own pages take of the unit
	Files, Rows int // in the provider's edition, and of its products
	Pieces      [pieces][]byte
	Sum         uint32
}

const (
	countedPiece  = iota // []disclose.Record
	listsPiece           // record, without what the others have
	entriesPiece         // []searched
	mentionsPiece        // []mentioned, without entries
	pieces
)

// searched is what can be searched of a page.
type searched struct {
	Page    string
	Entries []search.Entry
}

// whole says whether a packed record is as it was written.
func (p *packed) whole() bool { return p.Sum == p.sum() }

func (p *packed) sum() uint32 {
	sum := crc32.NewIEEE()
	sum.Write(p.Told[:])
	for _, piece := range p.Pieces {
		sum.Write(piece) // a hash never fails
	}
	return sum.Sum32()
}

// told is the key of what the office's own pages take of the unit: lists, words to search, links, and which files there
// are to lead to. The figures are counted over all units, and how large a file is no page but its own says.
func (p *packed) told(files []site.Kept) key {
	h := newHasher("told of a unit")
	h.add(string(p.Types[:]))
	for _, piece := range []int{listsPiece, entriesPiece, mentionsPiece} {
		h.add(string(p.Pieces[piece]))
	}
	for _, f := range files {
		h.add(f.Path)
	}
	return h.key()
}

// packer packs records. An encoder tells of types once, and of the same types only the same encoder's values can be
// read: so what it tells is kept beside them.
type packer struct {
	out   bytes.Buffer
	enc   *gob.Encoder
	types []byte // told before any value
	of    key
}

func newPacker() (*packer, error) {
	p := &packer{}
	p.enc = gob.NewEncoder(&p.out)
	for _, v := range [pieces]any{[]disclose.Record{}, record{}, []searched{}, []mentioned{}} {
		if err := p.enc.Encode(v); err != nil {
			return nil, err
		}
	}
	p.types = bytes.Clone(p.out.Bytes())
	p.of = sha256.Sum256(p.types)
	return p, nil
}

// pack packs the record of a unit that consists of these files.
func (p *packer) pack(r record, files []site.Kept) (*packed, error) {
	k := &packed{Types: p.of, Files: r.Files, Rows: len(r.Rows)}
	entries, mentions := make([]searched, 0, len(r.Pages)), make([]mentioned, 0, len(r.Pages))
	for _, m := range r.Pages {
		entries = append(entries, searched{m.Page, m.Entries})
		mentions = append(mentions, mentioned{Page: m.Page, Said: m.Said})
	}
	counted := r.Counted
	r.Counted, r.Pages = nil, nil
	for i, v := range [pieces]any{counted, r, entries, mentions} {
		p.out.Reset()
		if err := p.enc.Encode(v); err != nil {
			return nil, err
		}
		k.Pieces[i] = bytes.Clone(p.out.Bytes())
	}
	k.Told = k.told(files)
	k.Sum = k.sum()
	return k, nil
}

// unpacker reads what one packer has written.
type unpacker struct {
	in  bytes.Reader
	dec *gob.Decoder
}

func newUnpacker(types []byte) (*unpacker, error) {
	u := &unpacker{}
	u.in.Reset(types)
	u.dec = gob.NewDecoder(&u.in)
	for range pieces {
		if err := u.dec.DecodeValue(reflect.Value{}); err != nil {
			return nil, err
		}
	}
	return u, nil
}

// read reads a piece of a packed record.
func (u *unpacker) read(piece []byte, into any) error {
	u.in.Reset(piece)
	return u.dec.Decode(into)
}
