package deflate

import (
	"bytes"
	"math/bits"
	"slices"
	"sync"
)

// code is some bits, the first to be written lowest.
type code struct {
	bits uint32
	n    uint8
}

// Codes are those of the streams of a kind.
type Codes struct {
	literals  [endOfBlock + 1]code
	lengths   [longestMatch - 2]code // by the length of a match less 3, with where in its slot it is
	distances [30]code               // by slot
	header    []code                 // of a block: what the codes are
}

const (
	endOfBlock = 256
	symbols    = 286 // literals, the end and slots of lengths
)

// newCodes makes the codes of which how tells the lengths, a digit for each symbol and each slot of distances
// ('a' is ten, and '0' is for what there is none of). Lengths are all that a deflated stream says of its codes
// (RFC 1951, 3.2.2 and 3.2.7).
func newCodes(how string) *Codes {
	sizes := make([]uint8, len(how))
	for i := range how {
		if sizes[i] = how[i] - '0'; how[i] >= 'a' {
			sizes[i] = how[i] - 'a' + 10
		}
	}
	c := prepared(canonical(sizes[:symbols]), canonical(sizes[symbols:]))
	c.head(sizes)
	return c
}

// Fixed are those that a stream need say nothing of (RFC 1951, 3.2.6): for one that is shorter than what is
// to be said of others.
var Fixed = sync.OnceValue(func() *Codes {
	sizes := bytes.Repeat([]byte{8}, symbols+2) // the last two are for nothing
	for i := 144; i < endOfBlock; i++ {
		sizes[i] = 9
	}
	for i := endOfBlock; i < endOfBlock+24; i++ {
		sizes[i] = 7
	}
	c := prepared(canonical(sizes), canonical(bytes.Repeat([]byte{5}, len(Codes{}.distances))))
	c.header = []code{{1, 2}}
	return c
})

// prepared are codes as they are written: those of lengths with where in their slot a length is.
func prepared(all, distances []code) *Codes {
	c := &Codes{}
	copy(c.literals[:], all)
	copy(c.distances[:], distances)
	for i := range c.lengths {
		slot, extra := lengthSlot(uint32(i))
		if c.lengths[i] = all[endOfBlock+1+int(slot)]; c.lengths[i].n > 0 {
			c.lengths[i].bits |= uint32(i) & (1<<extra - 1) << c.lengths[i].n
			c.lengths[i].n += extra
		}
	}
	return c
}

// canonical gives the shorter codes first, and among equals in the order of symbols.
func canonical(sizes []uint8) []code {
	out, next := make([]code, len(sizes)), uint32(0)
	for n := range uint8(16) {
		next <<= 1
		for i, size := range sizes {
			if size == n && n > 0 {
				out[i] = code{bits.Reverse32(next) >> (32 - n), n}
				next++
			}
		}
	}
	return out
}

// headerOrder is the order of the symbols that lengths of codes are written with (RFC 1951, 3.2.7). Three of them
// say how often: the length before is there again 3 to 6 times, and none is there 3 to 10 or 11 to 138 times.
var headerOrder = [...]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

const (
	repeatSize = 16
	fewNone    = 17
	manyNone   = 18
)

// headerSizes are the lengths of the codes of these symbols, from the one that is used most.
var headerSizes = [...]uint8{2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 7}

// head makes the header: a block with codes of its own.
func (c *Codes) head(sizes []uint8) {
	said := repeated(sizes)
	var used [len(headerOrder)]int
	for _, s := range said {
		used[s.symbol]++
	}
	ranked := slices.Sorted(slices.Values(headerOrder[:]))
	slices.SortStableFunc(ranked, func(a, b uint8) int { return used[b] - used[a] })
	of := make([]uint8, len(headerOrder))
	for rank, symbol := range ranked {
		of[symbol] = headerSizes[rank]
	}
	c.header = []code{{2, 2}, {symbols - 257, 5}, {uint32(len(sizes)) - symbols - 1, 5}, {uint32(len(headerOrder)) - 4, 4}}
	for _, symbol := range headerOrder {
		c.header = append(c.header, code{uint32(of[symbol]), 3})
	}
	with := canonical(of)
	for _, s := range said {
		c.header = append(c.header, with[s.symbol])
		if s.extra.n > 0 {
			c.header = append(c.header, s.extra)
		}
	}
}

// saidSize is a symbol of a header and what follows it.
type saidSize struct {
	symbol uint8
	extra  code
}

// repeated are lengths of codes as a header says them.
func repeated(sizes []uint8) []saidSize {
	var out []saidSize
	for i := 0; i < len(sizes); {
		same := i + 1
		for same < len(sizes) && sizes[same] == sizes[i] {
			same++
		}
		if sizes[i] != 0 {
			out = append(out, saidSize{symbol: sizes[i]})
			i++
		}
		for same-i >= 3 {
			times, as := min(same-i, 6), saidSize{repeatSize, code{0, 2}}
			switch {
			case sizes[i] == 0 && same-i > 10:
				times, as = min(same-i, 138), saidSize{manyNone, code{0, 7}}
				as.extra.bits = uint32(times) - 11
			case sizes[i] == 0:
				times, as = same-i, saidSize{fewNone, code{0, 3}}
				as.extra.bits = uint32(times) - 3
			default:
				as.extra.bits = uint32(times) - 3
			}
			out = append(out, as)
			i += times
		}
		for ; i < same; i++ {
			out = append(out, saidSize{symbol: sizes[i]})
		}
	}
	return out
}
