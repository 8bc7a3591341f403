// Package deflate compresses (RFC 1951) streams that are short, many and of a few kinds. What compress/flate does for each
// of them, counting signs and making codes for them, takes longer than to find what is repeated: here the codes
// are made once, of what streams of a kind have been seen to hold, and tokens are written as they are found. A
// page takes half the time of its level 1 and is as short, fonts and the structure are shorter by a twentieth. Most of
// the time is for branches that nobody can foretell: is there a match, and how long is it?
//
// It knows bytes, and of the kinds of streams nothing but how often they have which.
package deflate

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
	"slices"
)

// Deflater compresses one stream after the other. It keeps nothing of what it wrote.
type Deflater struct {
	recent [1 << hashBits]uint32 // by hash, the last two places with it, the later below, each modulo 1<<16
	result []byte
	waiting
}

// Limits of the format, and ours: a match of three bytes is hardly worth its code.
const (
	hashBits     = 13
	window       = 1 << 15
	leastMatch   = 4
	longestMatch = 258
	goodMatch    = 16 // no better one is looked for
	hopeless     = 24 // signs without a match: the next is not near
	strideWithin = 3  // of the places in a match, those that are entered

	roomForHeaders = 1 << 10
)

func hashed(fourBytes uint32) uint32 { return fourBytes * 0x9e3779b1 >> (32 - hashBits) }

// Deflate gives data compressed, with nothing before or behind it. The slice is good until the next call.
func (d *Deflater) Deflate(data []byte, as *Codes) []byte {
	d.begin(len(data), "")
	d.block(1, as)
	return d.end(data, 0, as)
}

// Zlib gives data as a zlib stream (RFC 1950): with its sum. The slice is good until the next call.
func (d *Deflater) Zlib(data []byte, as *Codes) []byte {
	d.begin(len(data), zlibHead)
	d.block(1, as)
	return summed(d.end(data, 0, as), data)
}

// ZlibObjects is Zlib of an object stream of a PDF, whose first bytes are where its objects begin: rising numbers.
func (d *Deflater) ZlibObjects(data []byte, first int, as *Codes) []byte {
	d.begin(len(data), zlibHead)
	d.heads(data[:first])
	d.block(1, as)
	return summed(d.end(data, first, as), data)
}

// zlibHead says that what follows is deflated, in a window of 32 KB, and fast.
const zlibHead = "\x78\x01"

// summed is a zlib stream with its end.
func summed(stream, data []byte) []byte {
	return binary.BigEndian.AppendUint32(stream, adler32.Checksum(data))
}

// begin makes room for a stream of so many bytes, whatever they are: no code has more than 15 bits.
func (d *Deflater) begin(size int, head string) {
	d.result = slices.Grow(d.result[:0], 2*size+roomForHeaders)
	d.result = d.result[:cap(d.result)]
	d.waiting = waiting{at: copy(d.result, head)}
	clear(d.recent[:])
}

// end writes what is not written yet of data.
func (d *Deflater) end(data []byte, from int, as *Codes) []byte {
	d.tokens(data, from, as)
	d.put(as.literals[endOfBlock])
	return d.result[:d.at+int(d.n+7)>>3]
}

// waiting are n bits that wait to be written at a place.
type waiting struct {
	bits uint64
	n    uint
	at   int
}

// and adds a code; there is room for three after those that are less than a byte.
func (w waiting) and(c code) waiting {
	return waiting{w.bits | uint64(c.bits)<<(w.n&63), w.n + uint(c.n), w.at}
}

// store writes all bytes of what waits, and gives the rest.
func (w waiting) store(out []byte) waiting {
	binary.LittleEndian.PutUint64(out[w.at:], w.bits)
	return waiting{w.bits >> (w.n & 56), w.n & 7, w.at + int(w.n>>3)}
}

// put writes a code.
func (d *Deflater) put(c code) { d.waiting = d.and(c).store(d.result) }

// block begins one, the last where last is 1.
func (d *Deflater) block(last uint32, as *Codes) {
	d.put(code{last, 1})
	for _, part := range as.header {
		d.put(part)
	}
}

// heads writes a block of rising numbers in pairs, each with a blank behind it: what a number has in common with
// the one of the pair before is all that is repeated here, and it is always as far away.
func (d *Deflater) heads(text []byte) {
	as := heads()
	d.block(0, as)
	var before [2]int // where the blanks before the numbers of the pair before are
	at := 0
	for n := 0; at < len(text); n++ {
		end := at + 1
		for end < len(text) && text[end] != ' ' {
			end++
		}
		same, distance := 0, at-before[n&1]
		if n > 2 && distance <= farthestHead {
			for at+same < end && same < longestHead && text[at+same] == text[at+same-distance] {
				same++
			}
		}
		if before[n&1] = at; same >= 3 {
			d.put(as.lengths[same-3])
			d.put(as.distance(uint32(distance - 1)))
			at += same
		}
		for ; at < end; at++ {
			d.put(as.literals[text[at]])
		}
	}
	d.put(as.literals[endOfBlock])
}

// What of a head has a code.
const (
	longestHead  = 9
	farthestHead = 24
)

// tokens writes data from a place on as literals and matches. A match waits for the next place to have a longer one.
func (d *Deflater) tokens(data []byte, at int, as *Codes) {
	last := len(data) - 8 // the last place where a match is looked for
	alone := 0            // signs since the last match
	out, w := d.result, d.waiting
	for at <= last {
		first := load(data, at)
		places := d.enter(first, at)
		if !same(data, at, first, places) && !same(data, at, first, places>>16) {
			w = w.and(as.literals[data[at]])
			at++
			if alone++; alone > hopeless && at < last { // in an outline, say: every other place is tried
				w = w.and(as.literals[data[at]])
				at++
			}
			w = w.store(out)
			continue
		}
		alone = 0
		length, distance := longest(data, at, first, places, leastMatch-1)
		next := at + 1 // the first place that is not entered yet
		for length < goodMatch && at < last {
			first = load(data, next)
			longer, from := longest(data, next, first, d.enter(first, next), length)
			next++
			if longer == length {
				break
			}
			w = w.and(as.literals[data[at]]).store(out)
			at++
			length, distance = longer, from
		}
		w = w.and(as.lengths[length-3]).and(as.distance(uint32(distance - 1))).store(out)
		at += length
		for end := min(at-1, last); next <= end; next += strideWithin {
			d.enter(load(data, next), next)
		}
	}
	for ; at < len(data); at++ {
		w = w.and(as.literals[data[at]]).store(out)
	}
	d.waiting = w
}

func load(data []byte, at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }

// enter makes a place known, and gives those known before with the same hash.
func (d *Deflater) enter(first uint32, at int) (places uint32) {
	place := &d.recent[hashed(first)]
	places = *place
	*place = places<<16 | uint32(at)&0xffff
	return places
}

// back is how far before a place the later of two is. What is of no use gives what is too far.
func back(at int, places uint32) int { return int(uint16(uint32(at)-places-1)) + 1 }

// same says that a match for what is at a place, and begins with first, is where the later of two places is.
func same(data []byte, at int, first, places uint32) bool {
	n := back(at, places)
	return n <= min(at, window) && load(data, at-n) == first
}

// longest gives the longer of the matches at two places, if it is longer than least, and how far back it is.
func longest(data []byte, at int, first, places uint32, least int) (length, distance int) {
	length = least
	here := data[at:min(len(data), at+longestMatch)]
	for range 2 {
		n := back(at, places)
		if n > min(at, window) || length >= len(here) {
			break
		}
		if data[at-n+length] == here[length] && load(data, at-n) == first {
			if l := matching(data[at-n:], here); l > length {
				length, distance = l, n
			}
		}
		places >>= 16
	}
	return length, distance
}

// matching is how many bytes a and b, the shorter, have in common: leastMatch or more.
func matching(a, b []byte) int {
	n := leastMatch
	for ; n+8 <= len(b); n += 8 {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
	}
	for n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// distance is the code for a distance less 1: which slot it is in, and where in it (RFC 1951, 3.2.5).
func (c *Codes) distance(distance uint32) code {
	slot, extra := distanceSlot(distance)
	of := c.distances[slot]
	of.bits |= (distance & (1<<extra - 1)) << of.n
	of.n += extra
	return of
}

func distanceSlot(distance uint32) (slot, extra uint8) {
	if distance < 4 {
		return uint8(distance), 0
	}
	extra = uint8(bits.Len32(distance)) - 2
	return 2*(extra+1) + uint8(distance>>extra&1), extra
}

func lengthSlot(length uint32) (slot, extra uint8) {
	switch {
	case length == longestMatch-3:
		return 28, 0
	case length < 8:
		return uint8(length), 0
	}
	extra = uint8(bits.Len32(length)) - 3
	return 4*(extra+1) + uint8(length>>extra&3), extra
}
