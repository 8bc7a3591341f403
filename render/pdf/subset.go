package pdf

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"unicode/utf8"

	"opframe/data/deflate"
	"opframe/render/pdf/tagged"
)

// subset is the glyphs of a face that one document shows. Those of ASCII have fixed numbers, from 1 for
// the space on, and are shown by their bytes; the others are numbered in the order of first use. A rune has
// a glyph of its own even where the face shows two alike, so that each glyph stands for one rune.
type subset struct {
	face  face
	of    *typeface
	ascii [utf8.RuneSelf]bool      // by rune, whether it is used
	codes [plane >> 8]*[256]uint16 // by other runes; 0 for not used yet
	runes []rune                   // by glyph; the first is not used
}

// ascii is how many runes of ASCII can be shown: from ' ' to '~'.
const ascii = int('~' - ' ' + 1)

func newSubset(f face) *subset {
	s := &subset{face: f, of: prepared[f](), runes: make([]rune, ascii+1, 2*ascii)}
	for i := range rune(ascii) {
		s.runes[i+1] = ' ' + i
	}
	return s
}

// code is what shows r, which is not of ASCII and which the face must have: its glyph's number and tagged.Wide.
func (s *subset) code(r rune) uint16 {
	row := s.codes[r>>8]
	if row == nil {
		row = new([256]uint16)
		s.codes[r>>8] = row
	}
	if row[r&255] == 0 {
		row[r&255] = uint16(len(s.runes))
		s.runes = append(s.runes, r)
	}
	return row[r&255] | tagged.Wide
}

// font is the subset as the second pass takes it; resource is its name in content streams.
func (s *subset) font(in *foundry, resource string) tagged.Font {
	t := s.of
	program, outlines := s.program(in)
	f := tagged.Font{Resource: resource, Mixed: true, PostScript: s.tag() + "+" + programs[s.face].name, Program: program, Outlines: outlines, Runes: s.runes,
		Widths: make([]int, len(s.runes)), ItalicAngle: t.italicAngle, Flags: s.flags(), StemV: 80,
		Ascent: t.thousandths(int(i16(t.hhea, 4))), Descent: t.thousandths(int(i16(t.hhea, 6))), CapHeight: t.thousandths(t.capHeight)}
	if s.face.bold() {
		f.StemV = 140
	}
	f.Widths[0] = t.thousandths(t.advance(0))
	for i := range s.runes[1:] {
		f.Widths[i+1] = int(t.advances[s.drawn(i+1)])
	}
	for i := range f.BBox {
		f.BBox[i] = t.thousandths(int(i16(t.head, 36+2*i)))
	}
	return f
}

// drawn is the rune whose outline a glyph has: that of ASCII that is not used has none, as the space.
func (s *subset) drawn(code int) rune {
	if r := s.runes[code]; r >= utf8.RuneSelf || s.ascii[r] {
		return r
	}
	return ' '
}

// flags are those of ISO 32000-1, table 123. A font with glyphs of its own numbering is symbolic.
func (s *subset) flags() int {
	flags := 1 << 2
	if s.of.fixed {
		flags |= 1
	}
	if s.face.italic() {
		flags |= 1 << 6
	}
	return flags
}

// tag is the six letters that a subset's name begins with (ISO 32000-1, 9.6.4), made of its runes.
func (s *subset) tag() string {
	drawn := make([]byte, 0, 2*len(s.runes))
	for i := range s.runes {
		drawn = binary.BigEndian.AppendUint16(drawn, uint16(s.drawn(i)))
	}
	h := fnv.New64a()
	h.Write(drawn) // a hash takes everything
	sum, tag := h.Sum64(), make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	return string(tag)
}

// program is a TrueType file of the glyphs. It has the tables that ISO 32000-1, 9.9 asks for and no
// instructions: they serve coarse screens, and are half of a font. The outlines of ASCII are those of the face's stock.
func (s *subset) program(in *foundry) ([]byte, deflate.Choice) {
	c := cutter{s.of, in.parts}
	c.take(0)
	for i := range s.runes[1:] {
		c.take(s.of.glyphs[s.drawn(i+1)])
	}
	outlines := deflate.Choice{Stock: s.of.stock(), At: glyfAt, Pieces: make([]int, 0, ascii+1)}
	for i := range ascii + 1 {
		if i > 0 && s.drawn(i) != s.runes[i] {
			c.piece(nil)
			continue
		}
		c.piece(outlines.Stock.Piece(i))
		outlines.Pieces = append(outlines.Pieces, i)
	}
	for i := ascii + 1; i < len(c.glyphs); i++ { // parts of glyphs come behind, and may have parts
		c.cut(c.glyphs[i])
	}
	program := c.file(in.room)
	in.parts = c.parts.emptied()
	return program, outlines
}

// stocked is the stock of the outlines that a face has of what is missing, and of ASCII. None of them is made of
// others.
func stocked(t *typeface) *deflate.Stock {
	pieces := make([][]byte, ascii+1)
	for i := range pieces {
		glyph := uint16(0)
		if i > 0 {
			glyph = t.glyphs[' '+rune(i-1)]
		}
		c := cutter{from: t}
		c.cut(glyph)
		pieces[i] = c.glyf
	}
	return deflate.NewStock(pieces)
}

// cutter puts glyphs of a face into tables of their own.
type cutter struct {
	from *typeface
	parts
}

// parts are tables that are being made.
type parts struct {
	glyphs []uint16 // of the face, by our number
	glyf   []byte
	loca   []uint32
}

func (p parts) emptied() parts { return parts{emptied(p.glyphs), emptied(p.glyf), emptied(p.loca)} }

// foundry is what the programs of a document's fonts are made in.
type foundry struct {
	parts
	programs []byte // one behind the other
}

// room is an empty slice with room for a program of that size.
func (f *foundry) room(size int) []byte {
	at := len(f.programs)
	f.programs = slices.Grow(f.programs, size)[:at+size]
	return f.programs[at : at : at+size]
}

// take gives a glyph the next number.
func (c *cutter) take(glyph uint16) { c.glyphs = append(c.glyphs, glyph) }

// part is the number of a glyph that is part of another: the first it has, or the next.
func (c *cutter) part(glyph uint16) uint16 {
	if code := slices.Index(c.glyphs, glyph); code >= 0 {
		return uint16(code)
	}
	c.take(glyph)
	return uint16(len(c.glyphs) - 1)
}

// piece adds an outline that is cut.
func (c *cutter) piece(outline []byte) {
	c.loca = append(c.loca, uint32(len(c.glyf)))
	c.glyf = append(c.glyf, outline...)
}

// cut adds the outline of a glyph.
func (c *cutter) cut(glyph uint16) {
	c.loca = append(c.loca, uint32(len(c.glyf)))
	outline := c.from.outline(glyph)
	switch {
	case len(outline) == 0:
		return
	case i16(outline, 0) < 0:
		c.composite(outline)
	default:
		instructions := 10 + 2*int(i16(outline, 0))
		c.glyf = append(c.glyf, outline[:instructions]...)
		c.glyf = append(c.glyf, 0, 0)
		c.glyf = append(c.glyf, outline[instructions+2+int(u16(outline, instructions)):]...)
	}
	for len(c.glyf)%4 != 0 {
		c.glyf = append(c.glyf, 0)
	}
}

// Flags of a part of a composite glyph (OpenType 1.9, glyf).
const (
	argsAreWords    = 1 << 0
	haveScale       = 1 << 3
	moreParts       = 1 << 5
	haveTwoScales   = 1 << 6
	haveTwoByTwo    = 1 << 7
	haveInstruction = 1 << 8
)

// composite adds a glyph that is made of others, with their new numbers.
func (c *cutter) composite(outline []byte) {
	c.glyf = append(c.glyf, outline[:10]...)
	for at := 10; ; {
		flags, code := u16(outline, at), c.part(u16(outline, at+2))
		next := at + 4 + argumentBytes(flags)
		c.glyf = binary.BigEndian.AppendUint16(c.glyf, flags&^haveInstruction)
		c.glyf = binary.BigEndian.AppendUint16(c.glyf, code)
		c.glyf = append(c.glyf, outline[at+4:next]...)
		if flags&moreParts == 0 {
			return
		}
		at = next
	}
}

// argumentBytes is how much follows the flags and the glyph of a part.
func argumentBytes(flags uint16) int {
	n := 2
	if flags&argsAreWords != 0 {
		n = 4
	}
	switch {
	case flags&haveScale != 0:
		n += 2
	case flags&haveTwoScales != 0:
		n += 4
	case flags&haveTwoByTwo != 0:
		n += 8
	}
	return n
}
