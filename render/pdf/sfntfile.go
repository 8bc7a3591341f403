package pdf

import (
	"encoding/binary"
	"slices"
)

// glyfAt is where the outlines stand in a file: right behind the directory of its six tables.
const glyfAt = 12 + 16*6

// file is the glyphs as a TrueType file. Room gives an empty slice with room for so many bytes.
func (c *cutter) file(room func(size int) []byte) []byte {
	c.loca = append(c.loca, uint32(len(c.glyf)))
	short := len(c.glyf) < 1<<17
	tables := []struct {
		tag  string
		data []byte
	}{
		{"glyf", c.glyf}, {"head", c.head(short)}, {"hhea", c.hhea()}, {"hmtx", c.hmtx()}, {"loca", c.locations(short)}, {"maxp", c.maxp()},
	}
	// The outlines begin at glyfAt. Six tables: the search range is 4 × 16, its exponent 2, and 2 × 16 are left (OpenType 1.9, table directory).
	size := glyfAt
	for _, p := range tables {
		size += (len(p.data) + 3) &^ 3
	}
	out := append(room(size), 0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32)
	at := uint32(glyfAt)
	head := at
	for _, p := range tables {
		if p.tag == "head" {
			head = at
		}
		out = append(out, p.tag...)
		for _, n := range []uint32{checksum(p.data), at, uint32(len(p.data))} {
			out = binary.BigEndian.AppendUint32(out, n)
		}
		at += uint32(len(p.data)+3) &^ 3
	}
	for _, p := range tables {
		out = append(out, p.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xb1b0afba-checksum(out))
	return out
}

// checksum is the sum of data as numbers of four bytes, the last filled up with zeros.
func checksum(data []byte) uint32 {
	sum := uint32(0)
	for ; len(data) >= 4; data = data[4:] {
		sum += u32(data, 0)
	}
	var rest [4]byte
	copy(rest[:], data)
	return sum + u32(rest[:], 0)
}

// head says no more that advances depend on instructions, and has room for the checksum of the file.
func (c *cutter) head(short bool) []byte {
	b := slices.Clone(c.from.head)
	binary.BigEndian.PutUint32(b[8:], 0)
	binary.BigEndian.PutUint16(b[16:], u16(b, 16)&^0x1c)
	binary.BigEndian.PutUint16(b[50:], 1)
	if short {
		binary.BigEndian.PutUint16(b[50:], 0)
	}
	return b
}

func (c *cutter) hhea() []byte {
	b := slices.Clone(c.from.hhea)
	binary.BigEndian.PutUint16(b[34:], uint16(len(c.glyphs)))
	return b
}

func (c *cutter) hmtx() []byte {
	b := make([]byte, 0, 4*len(c.glyphs))
	for _, g := range c.glyphs {
		b = binary.BigEndian.AppendUint16(b, uint16(c.from.advance(g)))
		b = binary.BigEndian.AppendUint16(b, c.from.bearing(g))
	}
	return b
}

// locations is loca; in its short form it counts in pairs of bytes.
func (c *cutter) locations(short bool) []byte {
	b := make([]byte, 0, 4*len(c.loca))
	for _, at := range c.loca {
		if short {
			b = binary.BigEndian.AppendUint16(b, uint16(at/2))
		} else {
			b = binary.BigEndian.AppendUint32(b, at)
		}
	}
	return b
}

// maxp needs no store, functions, stack or length for instructions.
func (c *cutter) maxp() []byte {
	b := slices.Clone(c.from.maxp)
	binary.BigEndian.PutUint16(b[4:], uint16(len(c.glyphs)))
	clear(b[18:28])
	return b
}
