package tagged

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
)

// Deflate (RFC 1951) for streams that are short, many and of a few kinds. What compress/flate does for each
// of them, counting signs and making codes for them, takes longer than to find what is repeated: here the codes
// are made once, of what streams of a kind have been seen to hold, and tokens are written as they are found. A
// page takes half the time of its level 1 and is as short, fonts and the structure are shorter by a twentieth.

// deflater compresses one stream after the other. It keeps nothing of what it wrote.
type deflater struct {
	recent [1 << hashBits]uint64 // by hash, the last two places with it, the later below: counted from 1 over all streams
	before uint32                // what was counted before this stream
	result []byte
	bits   uint64 // of which n wait to be written
	n      uint
}

// Limits of the format, and ours: a match of three bytes is hardly worth its code.
const (
	hashBits     = 13
	window       = 1 << 15
	leastMatch   = 4
	longestMatch = 258
	goodMatch    = 16 // no better one is looked for
	hopeless     = 24 // signs without a match: the next is not near
)

func hashed(fourBytes uint32) uint32 { return fourBytes * 0x9e3779b1 >> (32 - hashBits) }

// deflate gives data as a zlib stream (RFC 1950). The slice is good until the next call.
func (d *deflater) deflate(data []byte, as *codes) []byte {
	d.begin()
	return d.last(data, data, as)
}

// deflateObjects is deflate of an object stream, whose first bytes are where its objects begin.
func (d *deflater) deflateObjects(data []byte, first int, as *codes) []byte {
	d.begin()
	d.heads(data[:first])
	return d.last(data[first:], data, as)
}

func (d *deflater) begin() {
	d.result = append(d.result[:0], 0x78, 0x01)
	d.bits, d.n = 0, 0
}

// last writes the last block, and the sum of all data.
func (d *deflater) last(data, all []byte, as *codes) []byte {
	if d.before > 1<<31-uint32(len(data)) {
		*d = deflater{result: d.result, bits: d.bits, n: d.n}
	}
	d.block(1, as)
	d.tokens(data, as)
	d.put(as.literals[endOfBlock])
	for ; d.n > 0; d.n -= min(d.n, 8) {
		d.result = append(d.result, byte(d.bits))
		d.bits >>= 8
	}
	d.before += uint32(len(data)) + window
	return binary.BigEndian.AppendUint32(d.result, adler32.Checksum(all))
}

// block begins one, the last where last is 1.
func (d *deflater) block(last uint32, as *codes) {
	d.put(code{last, 1})
	for _, part := range as.header {
		d.put(part)
	}
}

// heads writes a block of rising numbers in pairs, each with a blank behind it: what a number has in common with
// the one of the pair before is all that is repeated here, and it is always as far away.
func (d *deflater) heads(text []byte) {
	as := headCodes()
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
			d.putDistance(uint32(distance-1), as)
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

// put writes a code; at most 31 bits wait before it.
func (d *deflater) put(c code) {
	d.bits |= uint64(c.bits) << (d.n & 63)
	if d.n += uint(c.n); d.n >= 32 {
		d.result = binary.LittleEndian.AppendUint32(d.result, uint32(d.bits))
		d.bits >>= 32
		d.n -= 32
	}
}

// tokens writes data as literals and matches. A match waits for the next place to have a longer one.
func (d *deflater) tokens(data []byte, as *codes) {
	at, last := 0, len(data)-leastMatch // the last place where a match can begin
	alone := 0                          // signs since the last match
	for at <= last {
		length, distance := d.find(data, at)
		if length == 0 {
			d.put(as.literals[data[at]])
			at++
			if alone++; alone > hopeless && at < last { // in an outline, say: every other place is tried
				d.put(as.literals[data[at]])
				at++
			}
			continue
		}
		alone = 0
		next := at + 1 // the first place that is not entered yet
		for length < goodMatch && at < last {
			longer, from := d.find(data, at+1)
			next = at + 2
			if longer <= length {
				break
			}
			d.put(as.literals[data[at]])
			at++
			length, distance = longer, from
		}
		d.put(as.lengths[length-3])
		d.putDistance(uint32(distance-1), as)
		at += length
		for end := min(at-1, last); next <= end; next += 2 {
			d.enter(data, next)
		}
	}
	for ; at < len(data); at++ {
		d.put(as.literals[data[at]])
	}
}

// enter makes a place known.
func (d *deflater) enter(data []byte, at int) {
	place := &d.recent[hashed(binary.LittleEndian.Uint32(data[at:]))]
	*place = *place<<32 | uint64(d.before+uint32(at)+1)
}

// find enters a place and gives the longer of the last two matches for what stands there: its length, 0 for none,
// and how far back it is.
func (d *deflater) find(data []byte, at int) (length, distance int) {
	first := binary.LittleEndian.Uint32(data[at:])
	place, here := &d.recent[hashed(first)], d.before+uint32(at)+1
	places := *place
	*place = places<<32 | uint64(here)
	farthest := min(at, window)
	for range 2 {
		back := int(here - uint32(places))
		if back > farthest { // of another stream, too far away or none
			break
		}
		if there := data[at-back:]; binary.LittleEndian.Uint32(there) == first {
			if n := matching(there, data[at:]); n > length {
				length, distance = n, back
			}
		}
		places >>= 32
	}
	return length, distance
}

// matching is how many bytes a and b, the shorter, have in common: leastMatch or more.
func matching(a, b []byte) int {
	b = b[:min(len(b), longestMatch)]
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

// putDistance writes a distance less 1: which slot it is in, and where in it (RFC 1951, 3.2.5).
func (d *deflater) putDistance(distance uint32, as *codes) {
	slot, extra := distanceSlot(distance)
	c := as.distances[slot]
	c.bits |= (distance & (1<<extra - 1)) << c.n
	c.n += extra
	d.put(c)
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
