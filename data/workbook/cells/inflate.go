package cells

import (
	"encoding/binary"
	"math/bits"
	"sync"
)

// inflater unpacks deflated bytes (RFC 1951) that are all at hand into room of the right size, which takes half as long
// as what compress/flate does for streams of any length. It takes what that takes (FuzzInflate).
type inflater struct {
	src []byte // what is left of the packed bytes
	// The bits in hand are the lowest count of bits; those above are right as far as the packed bytes go, or zero.
	bits  uint64
	count uint
	dst   []byte
	n     int // bytes unpacked so far

	letters, distances huffman
	lengths            [mostLetters + mostDistances]uint8
}

const (
	mostLetters   = 286
	mostDistances = 30
	endOfBlock    = 256
	longestCode   = 15
)

// inflate fills dst with all that is packed in src, and tells how many bytes that is. It is false where src is not
// whole and well-formed, holds anything behind that, or needs more room than dst, and when it is told to stop.
func (f *inflater) inflate(dst, src []byte, stopped func() bool) (n int, ok bool) {
	f.src, f.dst, f.bits, f.count, f.n = src, dst, 0, 0, 0
	defer func() { f.src, f.dst = nil, nil }()
	for last := uint64(0); last == 0; {
		f.fill()
		if stopped() || f.count < 3 {
			return 0, false
		}
		last = f.take(1)
		switch f.take(2) {
		case 0:
			ok = f.stored()
		case 1:
			ok = f.coded(fixedCodes())
		case 2:
			ok = f.readCodes() && f.coded(&f.letters, &f.distances)
		default:
			ok = false
		}
		if !ok {
			return 0, false
		}
	}
	return f.n, len(f.src) == 0 && f.count < 8
}

// fill brings at least 56 bits to hand, or all there are.
func (f *inflater) fill() {
	if len(f.src) >= 8 {
		f.bits |= binary.LittleEndian.Uint64(f.src) << f.count
		f.src = f.src[(63-f.count)/8:]
		f.count |= 56
		return
	}
	for f.count < 56 && len(f.src) > 0 {
		f.bits |= uint64(f.src[0]) << f.count
		f.src = f.src[1:]
		f.count += 8
	}
}

// take takes bits that are at hand.
func (f *inflater) take(n uint) uint64 {
	x := f.bits & (1<<n - 1)
	f.bits >>= n
	f.count -= n
	return x
}

// stored copies a block that is not packed. It begins with the next whole byte.
func (f *inflater) stored() bool {
	f.take(f.count % 8)
	var head [4]byte
	for i := range head {
		f.fill()
		if f.count < 8 {
			return false
		}
		head[i] = byte(f.take(8))
	}
	size := int(u16(head[:]))
	if u16(head[2:]) != ^uint16(size) || size > len(f.dst)-f.n {
		return false
	}
	for ; f.count > 0 && size > 0; size-- {
		f.dst[f.n] = byte(f.take(8))
		f.n++
	}
	if size > len(f.src) {
		return false
	}
	if size > 0 { // then nothing is in hand
		f.bits = 0
		f.n += copy(f.dst[f.n:], f.src[:size])
		f.src = f.src[size:]
	}
	return true
}

// lengthOrder is how the lengths of the codes for lengths follow each other.
var lengthOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// readCodes reads the codes of a block that brings its own.
func (f *inflater) readCodes() bool {
	if f.fill(); f.count < 5+5+4 {
		return false
	}
	letters, distances, n := int(f.take(5))+257, int(f.take(5))+1, int(f.take(4))+4
	if letters > mostLetters || distances > mostDistances {
		return false
	}
	var own [19]uint8 // lengths of the codes that the lengths are written in
	for _, at := range lengthOrder[:n] {
		if f.fill(); f.count < 3 {
			return false
		}
		own[at] = uint8(f.take(3))
	}
	if !f.letters.build(own[:], &meansLength) {
		return false
	}
	all := f.lengths[:letters+distances]
	for i := 0; i < len(all); {
		f.fill()
		x := f.letters.find(f.bits)
		extra := x >> 4 & 15
		if size := uint(x & 15); size == 0 || size+uint(extra) > f.count {
			return false
		}
		f.take(uint(x & 15))
		times, value := 1, uint8(x>>8)
		switch {
		case value < 16:
		case value == 16:
			if i == 0 {
				return false
			}
			times, value = 3+int(f.take(2)), all[i-1]
		case value == 17:
			times, value = 3+int(f.take(3)), 0
		default:
			times, value = 11+int(f.take(7)), 0
		}
		if times > len(all)-i {
			return false
		}
		for ; times > 0; times-- {
			all[i] = value
			i++
		}
	}
	return f.letters.build(all[:letters], &meansLetter) && f.distances.build(all[letters:], &meansDistance)
}

// coded unpacks a block of letters, and of lengths and distances of what is repeated. Nearly all time is spent here, so
// what changes all the time is held in variables.
func (f *inflater) coded(letters, distances *huffman) bool {
	const most = longestCode + 5 + longestCode + 13 // bits of a length and a distance with what is added to them
	src, next, count, dst, n := f.src, f.bits, f.count, f.dst, f.n
	for {
		switch {
		case count >= most:
		case len(src) >= 8: // as fill does
			next |= binary.LittleEndian.Uint64(src) << count
			src = src[(63-count)/8:]
			count |= 56
		default:
			f.src, f.bits, f.count = src, next, count
			f.fill()
			src, next, count = f.src, f.bits, f.count
		}
		x := letters.find(next)
		size, value := uint(x&15), x>>8
		if size == 0 || size > count {
			return false
		}
		next, count = next>>size, count-size
		if value < endOfBlock {
			if n == len(dst) {
				return false
			}
			dst[n] = byte(value)
			n++
			continue
		}
		if value == endOfBlock {
			f.src, f.bits, f.count, f.n = src, next, count, n
			return true
		}
		more := uint(x >> 4 & 15)
		length := int(value-afterEnd) + int(next&(1<<more-1))
		next >>= more
		y := distances.find(next)
		size, further := uint(y&15), uint(y>>4&15)
		if size == 0 || more+size+further > count {
			return false
		}
		next >>= size
		distance := int(y>>8) + int(next&(1<<further-1))
		next, count = next>>further, count-more-size-further
		if value == noLength || distance == 0 || distance > n || length > len(dst)-n {
			return false
		}
		repeat(dst[n-distance:], dst[n:][:length], distance)
		n += length
	}
}

// repeat repeats what was unpacked before; what it repeats can overlap with itself.
func repeat(from, to []byte, distance int) {
	if distance >= len(to) {
		copy(to, from)
		return
	}
	for i := range to {
		to[i] = from[i]
	}
}

// huffman finds what a code means by the bits that come next. Most codes are short and found in one step; longer ones
// share their first bits with others and are found in a table of those.
type huffman struct {
	first [1 << firstBits]uint32
	more  []uint32
	bits  uint // that a table of longer codes goes by
}

// firstBits are how many bits the codes have at most that are found in one step.
const firstBits = 9

// An entry has the bits of its code in the lowest 4 bits, 0 for no code, then in 4 bits how many bits follow that are
// added to its value, then the value. One that leads to a table has longer for the bits of its code.
const longer = longestCode

// find gives the entry for the bits that come next.
func (h *huffman) find(next uint64) uint32 {
	x := h.first[next&(1<<firstBits-1)]
	if x&15 == longer {
		x = h.more[uint64(x>>8)<<h.bits+next>>firstBits&(1<<h.bits-1)]
	}
	return x
}

// build makes the tables for codes of these lengths. It is false unless every row of bits is the beginning of a code,
// one code alone of a single bit and no code at all excepted.
func (h *huffman) build(lengths []uint8, means *[288]uint32) bool {
	var count, next [longestCode + 2]int
	most := 0
	for _, n := range lengths {
		count[n]++
		most = max(most, int(n))
	}
	count[0] = 0
	code := 0
	for n := 1; n <= most; n++ {
		code <<= 1
		next[n] = code
		code += count[n]
	}
	if most <= 1 || code != 1<<most {
		clear(h.first[:]) // otherwise all is overwritten
	}
	if most > 0 && code != 1<<most && !(code == 1 && most == 1) {
		return false
	}
	h.more = h.more[:0]
	if most > firstBits {
		h.bits = uint(most - firstBits)
		h.table(next[firstBits+1] >> 1)
	}
	for i, n := range lengths {
		if n == 0 {
			continue
		}
		at := int(bits.Reverse16(uint16(next[n])) >> (16 - n))
		next[n]++
		into, step := h.first[:], 1<<n
		if n > firstBits {
			from := int(h.first[at&(1<<firstBits-1)]>>8) << h.bits
			into, at, step = h.more[from:][:1<<h.bits], at>>firstBits, 1<<(n-firstBits)
		}
		for entry := means[i] | uint32(n); at < len(into); at += step {
			into[at] = entry
		}
	}
	return true
}

// table makes room for the codes that are longer, all of whose beginnings are at least this number.
func (h *huffman) table(least int) {
	for code := least; code < 1<<firstBits; code++ {
		h.first[bits.Reverse16(uint16(code))>>(16-firstBits)] = uint32(code-least)<<8 | longer
	}
	size := (1<<firstBits - least) << h.bits
	if cap(h.more) < size {
		h.more = make([]uint32, size)
	}
	h.more = h.more[:size]
}

// What symbols mean, as an entry says it without the bits of the code. Of letters, lengths stand behind the end of a
// block, from afterEnd on.
var meansLetter, meansLength, meansDistance = func() (letter, length, distance [288]uint32) {
	for i := range letter {
		letter[i] = uint32(i) << 8
	}
	letter[286], letter[287] = noLength<<8, noLength<<8
	for i, n := 0, uint32(3); i < 28; i++ {
		extra := uint32(max(0, i/4-1))
		letter[endOfBlock+1+i] = (afterEnd+n)<<8 | extra<<4
		n += 1 << extra
	}
	letter[285] = (afterEnd + 258) << 8
	for i := range length {
		length[i] = uint32(i) << 8
	}
	length[16] |= 2 << 4
	length[17] |= 3 << 4
	length[18] |= 7 << 4
	for i, n := 0, uint32(1); i < mostDistances; i++ {
		extra := uint32(max(0, i/2-1))
		distance[i] = n<<8 | extra<<4
		n += 1 << extra
	}
	return letter, length, distance
}()

const (
	afterEnd = endOfBlock + 1
	noLength = afterEnd + 258 + 1
)

// fixedCodes are those of blocks that bring none of their own.
func fixedCodes() (letters, distances *huffman) {
	c := fixed()
	return &c[0], &c[1]
}

var fixed = sync.OnceValue(func() *[2]huffman {
	var lengths [288]uint8
	for i := range lengths {
		switch {
		case i < 144:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		case i < 280:
			lengths[i] = 7
		default:
			lengths[i] = 8
		}
	}
	var codes [2]huffman
	codes[0].build(lengths[:], &meansLetter) // the last two mean no length
	for i := range 32 {
		lengths[i] = 5
	}
	codes[1].build(lengths[:32], &meansDistance) // the last two mean a distance of 0, which is none
	return &codes
})
