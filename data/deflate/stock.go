package deflate

import (
	"bytes"
	"fmt"
	"slices"
)

// Stock is pieces that streams are made of, again and again and in many choices: the outlines of a face. What in
// a piece is in another one or further ahead in itself is found once, which is most of the work of deflating it.
// It does not change, so that documents made at once share it.
type Stock struct {
	pieces  [][]byte
	matches [][]stocked // by piece, in the order of the bytes
}

// Choice is some pieces of a stock that stand in a stream one right behind the other, in the stock's order.
type Choice struct {
	Stock  *Stock
	At     int   // where in the stream the first begins
	Pieces []int // their numbers
}

// stocked is a match in a piece, and the literals before it.
type stocked struct {
	literals int
	from     origins
}

// origins are where what is matched stands, the longest first and of equals the nearest. Each is in another piece,
// for pieces may not be chosen; those of no length are none.
type origins [4]origin

type origin struct{ piece, at, length int16 }

// NewStock finds what pieces have in common. There must be room for all of them in the window of deflate.
func NewStock(pieces [][]byte) *Stock {
	f := finder{data: slices.Concat(pieces...)}
	if len(f.data) > window {
		panic("pieces of a stock are larger than the window")
	}
	f.before = make([]int, len(f.data))
	end := 0
	for _, p := range pieces {
		end += len(p)
		f.ends = append(f.ends, end)
		for range p {
			f.pieces = append(f.pieces, int16(len(f.ends)-1))
		}
	}
	s := &Stock{pieces: pieces, matches: make([][]stocked, len(pieces))}
	for number := range pieces {
		s.matches[number] = f.matches(number)
	}
	return s
}

// Piece is one of the stock, by number.
func (s *Stock) Piece(number int) []byte { return s.pieces[number] }

// finder finds matches in the pieces of a stock.
type finder struct {
	data   []byte             // of all pieces
	pieces []int16            // that each byte is of
	ends   []int              // of pieces in data
	last   [1 << hashBits]int // by hash, the last place with it, counted from 1
	before []int              // by place, the one before it with the same hash
}

func (f *finder) begin(piece int) int {
	if piece == 0 {
		return 0
	}
	return f.ends[piece-1]
}

// matches are those in a piece. One waits for the next place to have a longer one.
func (f *finder) matches(piece int) []stocked {
	var out []stocked
	end := f.ends[piece]
	last := end - leastMatch
	from := f.begin(piece) // of the literals
	for at := from; at <= last; {
		found := f.find(at, piece)
		f.enter(at)
		if found[0].length == 0 {
			at++
			continue
		}
		for at < last && found[0].length < goodMatch {
			longer := f.find(at+1, piece)
			if longer[0].length <= found[0].length {
				break
			}
			at, found = at+1, longer
			f.enter(at)
		}
		out = append(out, stocked{at - from, found})
		from = at + int(found[0].length)
		for at++; at < from; at++ {
			if at <= last {
				f.enter(at)
			}
		}
	}
	return out
}

func (f *finder) enter(at int) {
	place := &f.last[hashed(load(f.data, at))]
	f.before[at], *place = *place, at+1
}

// mostTries is how many places are looked at for a match: a match that is much longer than those is rare.
const mostTries = 32

// find gives the origins of what stands at a place in a piece.
func (f *finder) find(at, piece int) origins {
	var out origins
	first := load(f.data, at)
	here := f.data[at:min(f.ends[piece], at+longestMatch)]
	there := f.last[hashed(first)] - 1
	for range mostTries {
		if there < 0 {
			break
		}
		in := int(f.pieces[there])
		b := here
		if in != piece {
			b = here[:min(len(here), f.ends[in]-there)]
		}
		if len(b) >= leastMatch && load(f.data, there) == first {
			out.keep(origin{int16(in), int16(there - f.begin(in)), int16(matching(f.data[there:], b))})
		}
		there = f.before[there] - 1
	}
	return out
}

// keep takes an origin that is further away than all others.
func (all *origins) keep(o origin) {
	for i, other := range all {
		switch {
		case other.length >= o.length && other.piece == o.piece:
			return
		case other.length < o.length:
			all[i], o = o, other
			if o.piece == all[i].piece {
				return
			}
		}
	}
}

// Check says whether a choice is what stands in a stream.
func (c Choice) Check(stream []byte) error {
	at, before := c.At, -1
	for _, number := range c.Pieces {
		if number <= before || number >= len(c.Stock.pieces) || at < 0 || at > len(stream) || !bytes.HasPrefix(stream[at:], c.Stock.pieces[number]) {
			return fmt.Errorf("piece %d of its stock does not stand at %d", number, at)
		}
		at, before = at+len(c.Stock.pieces[number]), number
	}
	return nil
}

// ZlibChoice is Zlib of data in which a choice stands.
func (d *Deflater) ZlibChoice(data []byte, c Choice, as *Codes) []byte {
	d.begin(len(data), zlibHead)
	d.block(1, as)
	d.tokens(data[:c.At], 0, as)
	return summed(d.end(data, d.choice(data, c, as), as), data)
}

// choice writes what is chosen, and gives where it ends. It is known to what comes behind it.
func (d *Deflater) choice(data []byte, c Choice, as *Codes) int {
	where := make([]int, len(c.Stock.pieces)) // pieces begin; 0 for those that are not chosen
	at := c.At
	for _, number := range c.Pieces {
		where[number] = at
		end := at + len(c.Stock.pieces[number])
		for _, m := range c.Stock.matches[number] {
			d.literals(data[at:at+m.literals], as)
			at += m.literals
			length := int(m.from[0].length)
			for _, o := range m.from {
				if begin := where[o.piece]; begin > 0 && o.length > 0 {
					d.waiting = d.and(as.lengths[o.length-3]).and(as.distance(uint32(at - begin - int(o.at) - 1))).store(d.result)
					at, length = at+int(o.length), length-int(o.length)
					break
				}
			}
			d.literals(data[at:at+length], as)
			at += length
		}
		d.literals(data[at:end], as)
		at = end
	}
	for place := c.At; place < min(at, len(data)-8); place += strideWithin {
		d.enter(load(data, place), place)
	}
	return at
}

// literals writes data as it is.
func (d *Deflater) literals(data []byte, as *Codes) {
	out, w := d.result, d.waiting
	for ; len(data) >= 3; data = data[3:] {
		w = w.and(as.literals[data[0]]).and(as.literals[data[1]]).and(as.literals[data[2]]).store(out)
	}
	for _, c := range data {
		w = w.and(as.literals[c]).store(out)
	}
	d.waiting = w
}
