package pdf

import (
	"encoding/binary"
	"iter"
	"math"
	"sync"

	"opframe/data/deflate"
)

// plane is the number of runes of the basic plane: the faces have glyphs for no other.
const plane = 0x10000

// typeface is a TrueType file (OpenType 1.9) taken apart: which glyph a rune has, how wide it is, and the
// tables that a subset is made of.
type typeface struct {
	glyphs   [plane]uint16 // by rune; 0 for none
	advances [plane]uint16 // by rune, in thousandths of an em, rounded as the PDF states them

	em                     int // units in it; so are all measures of the tables
	head, hhea, maxp, hmtx []byte
	glyf                   []byte
	loca                   []uint32 // where glyphs begin in glyf, and where the last ends
	metrics                int      // glyphs that have an advance of their own in hmtx

	italicAngle float64
	capHeight   int
	fixed       bool // all glyphs are equally wide

	stock func() *deflate.Stock // of the outlines of ASCII, made when the first subset needs them
}

// readTypeface panics when a font that was compiled in cannot be read: there is no input that mends it.
func readTypeface(ttf []byte) *typeface {
	t := &typeface{}
	table := tables(ttf)
	t.take(table)
	t.stock = sync.OnceValue(func() *deflate.Stock { return stocked(t) })
	for r, glyph := range glyphs(basicPlane(table["cmap"])) {
		if !unshown(r) {
			t.glyphs[r] = glyph
			t.advances[r] = uint16(t.thousandths(t.advance(glyph)))
		}
	}
	return t
}

// basicPlane is the part of a cmap that is for the runes of the basic plane: platform 3, encoding 1, format 4.
func basicPlane(cmap []byte) []byte {
	for i := range int(u16(cmap, 2)) {
		entry := cmap[4+8*i:]
		part := cmap[u32(entry, 4):]
		if u16(entry, 0) == 3 && u16(entry, 2) == 1 && u16(part, 0) == 4 {
			return part
		}
	}
	panic("embedded font: it does not say which glyphs the runes of the basic plane have")
}

// glyphs are the runes that have a glyph, in order, from a part of a cmap in format 4: stretches of runes, each
// with their glyphs, or a distance from rune to glyph. Going from stretch to stretch is much faster than asking
// for each rune there can be.
func glyphs(part []byte) iter.Seq2[rune, uint16] {
	return func(yield func(rune, uint16) bool) {
		stretches := int(u16(part, 6)) // twice their number: in bytes of a list of them
		for i := 0; i < stretches; i += 2 {
			last, first := u16(part, 14+i), u16(part, 16+stretches+i)
			delta := u16(part, 16+2*stretches+i)
			at := 16 + 3*stretches + i
			list := int(u16(part, at)) // counted from where this number stands, 0 for none
			for r := rune(first); r <= rune(last); r++ {
				glyph := uint16(r)
				if list != 0 {
					glyph = u16(part, at+list+2*int(r-rune(first)))
				}
				if list == 0 || glyph != 0 {
					glyph += delta
				}
				if glyph != 0 && !yield(r, glyph) {
					return
				}
			}
		}
	}
}

// unshown says that r has no glyph for us, whatever a face has: U+FEFF and U+FFFE may not be in a
// ToUnicode map (ISO 14289-1, 7.21.7), what is for private use means nothing to others (ISO 19005-2,
// 6.2.11.7.3), and surrogates are no runes.
func unshown(r rune) bool {
	return r == 0xfeff || r >= 0xfffe || r >= 0xd800 && r < 0xf900
}

// tables are the tables of a TrueType file by their tags.
func tables(ttf []byte) map[string][]byte {
	out := map[string][]byte{}
	for i := range int(u16(ttf, 4)) {
		entry := ttf[12+16*i:]
		from, size := u32(entry, 8), u32(entry, 12)
		out[string(entry[:4])] = ttf[from : from+size]
	}
	return out
}

// take keeps what is needed of the tables.
func (t *typeface) take(table map[string][]byte) {
	t.head, t.hhea, t.maxp, t.hmtx, t.glyf = table["head"], table["hhea"], table["maxp"], table["hmtx"], table["glyf"]
	t.em = int(u16(t.head, 18))
	t.metrics = int(u16(t.hhea, 34))
	t.loca = make([]uint32, int(u16(t.maxp, 4))+1)
	for i := range t.loca {
		if u16(t.head, 50) == 0 {
			t.loca[i] = 2 * uint32(u16(table["loca"], 2*i))
		} else {
			t.loca[i] = u32(table["loca"], 4*i)
		}
	}
	t.italicAngle = float64(int32(u32(table["post"], 4))) / 0x10000
	t.fixed = u32(table["post"], 12) != 0
	t.capHeight = int(i16(t.hhea, 4))
	if os2 := table["OS/2"]; len(os2) >= 90 && u16(os2, 0) >= 2 {
		t.capHeight = int(i16(os2, 88))
	}
}

// advance is the width of a glyph in units.
func (t *typeface) advance(glyph uint16) int {
	return int(u16(t.hmtx, 4*min(int(glyph), t.metrics-1)))
}

// bearing is how far from its origin a glyph begins, in units.
func (t *typeface) bearing(glyph uint16) uint16 {
	if g := int(glyph); g >= t.metrics {
		return u16(t.hmtx, 4*t.metrics+2*(g-t.metrics))
	}
	return u16(t.hmtx, 4*int(glyph)+2)
}

// outline is a glyph as it stands in glyf; it is empty for a blank.
func (t *typeface) outline(glyph uint16) []byte {
	return t.glyf[t.loca[glyph]:t.loca[glyph+1]]
}

// thousandths is units in thousandths of an em.
func (t *typeface) thousandths(units int) int {
	return int(math.Round(float64(units) * 1000 / float64(t.em)))
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int16  { return int16(u16(b, at)) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
