package main

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"

	"opframe/data/response"
)

// Parts lie in a file one after the other, each as its length, its key, what it is of, and that. Numbers are varints,
// and texts have their length before them. All that is needed of most is where they lie, and so they are read where
// they are, without a copy.

// What parts are of.
const (
	ofTypes = iota
	ofClaim
	ofEdition
	ofUnit
	ofFigures
)

// append appends a part to a file.
func (p *part) append(file []byte) ([]byte, error) {
	b := append(make([]byte, 0, 1<<10), p.Key[:]...)
	var err error
	switch {
	case p.Claim != nil:
		b = appendText(append(b, ofClaim), []byte(p.Claim.Provider))
		if p.Claim.Refused != nil {
			b, err = appendValue(b, p.Claim.Refused)
		}
	case p.Edition != nil:
		b, err = appendValue(appendText(append(b, ofEdition), p.Files), p.Edition)
	case p.Unit != nil:
		b = appendText(append(b, ofUnit), p.Files)
		b = append(append(b, p.Unit.Types[:]...), p.Unit.Told[:]...)
		for _, n := range []uint64{uint64(p.Unit.Files), uint64(p.Unit.Rows), uint64(p.Unit.Sum)} {
			b = binary.AppendUvarint(b, n)
		}
		for _, piece := range p.Unit.Pieces {
			b = appendText(b, piece)
		}
	case p.Figures != nil:
		b = append(append(append(b, ofFigures), p.Figures.Group[:]...), p.Figures.Disclosure[:]...)
	default:
		b = appendText(append(b, ofTypes), p.Types)
	}
	return appendText(file, b), err
}

func appendText(b, text []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func appendValue(b []byte, v any) ([]byte, error) {
	var out bytes.Buffer
	err := gob.NewEncoder(&out).Encode(v)
	return appendText(b, out.Bytes()), err
}

// partReader reads parts. It is short where there was less than there should be.
type partReader struct {
	rest  []byte
	short bool
}

// next is the next part, and nil at the end, or where the file was cut off or is something else.
func (r *partReader) next() *part {
	in := partReader{rest: r.text()}
	if r.short {
		return nil
	}
	p := &part{Key: in.key()}
	switch kind := in.take(1); {
	case in.short:
	case kind[0] == ofTypes:
		p.Types = in.text()
	case kind[0] == ofClaim:
		p.Claim = &claim{Provider: string(in.text())}
		if len(in.rest) > 0 {
			p.Claim.Refused = new(response.Problem)
			in.value(p.Claim.Refused)
		}
	case kind[0] == ofFigures:
		p.Figures = &figures{Group: in.key(), Disclosure: in.key()}
	case kind[0] == ofEdition:
		p.Files, p.Edition = in.text(), new(openEdition)
		in.value(p.Edition)
	case kind[0] == ofUnit:
		p.Files = in.text()
		p.Unit = &packed{Types: in.key(), Told: in.key(), Files: int(in.number()), Rows: int(in.number()), Sum: uint32(in.number())}
		for i := range p.Unit.Pieces {
			p.Unit.Pieces[i] = in.text()
		}
	default:
		in.short = true
	}
	if in.short || len(in.rest) > 0 {
		return nil
	}
	return p
}

func (r *partReader) number() uint64 {
	n, size := binary.Uvarint(r.rest)
	r.take(uint64(max(size, 0)))
	r.short = r.short || size <= 0
	return n
}

// take takes so many bytes, and none where there are less.
func (r *partReader) take(n uint64) []byte {
	if r.short || n > uint64(len(r.rest)) {
		r.short, r.rest = true, nil
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *partReader) text() []byte { return r.take(r.number()) }

func (r *partReader) key() (k key) {
	copy(k[:], r.take(uint64(len(k))))
	return k
}

func (r *partReader) value(into any) {
	if gob.NewDecoder(bytes.NewReader(r.text())).Decode(into) != nil {
		r.short = true
	}
}
