package pdf

import (
	"bytes"
	"slices"
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"opframe/render/pdf/tagged"
)

// sampled is the text of the subsets below: letters that are made of others, and runes beyond ASCII first.
const sampled = "ộ Ânh café Łódź – Ж Ω ✓ (ff) \\"

// Every glyph of a subset has the outline and the width of the face's glyph for its rune.
func TestSubsetsHoldTheGlyphsOfTheirFaces(t *testing.T) {
	for f := range faceCount {
		s := newSubset(f)
		var runes []rune
		for _, r := range sampled {
			if f.has(r) {
				runes = append(runes, r)
				glyphOf(s, r)
			}
		}
		got := s.font(new(foundry), "F1")
		cut, err := sfnt.Parse(withCmap(got.Program))
		if err != nil {
			t.Fatalf("%s: %v", got.PostScript, err)
		}
		whole, err := sfnt.Parse(programs[f].ttf)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Program)*8 > len(programs[f].ttf) {
			t.Errorf("%s: the subset has %d bytes, the face %d", got.PostScript, len(got.Program), len(programs[f].ttf))
		}
		for _, r := range runes {
			var b sfnt.Buffer
			glyph, err := whole.GlyphIndex(&b, r)
			if err != nil {
				t.Fatal(err)
			}
			code := glyphOf(s, r)
			if a, b := segments(t, cut, sfnt.GlyphIndex(code)), segments(t, whole, glyph); !slices.Equal(a, b) {
				t.Errorf("%s: %q has %d segments, want the %d of the face, all alike", got.PostScript, r, len(a), len(b))
			}
			if want := prepared[f]().thousandths(prepared[f]().advance(uint16(glyph))); got.Widths[code] != want || got.Runes[code] != r {
				t.Errorf("%s: glyph %d is %q, %d wide, want %q, %d wide", got.PostScript, code, got.Runes[code], got.Widths[code], r, want)
			}
		}
	}
}

// glyphOf is the number of the glyph that shows r from now on.
func glyphOf(s *subset, r rune) int {
	if r < utf8.RuneSelf {
		s.ascii[r] = true
		return int(r-' ') + 1
	}
	return int(s.code(r)) - tagged.Wide
}

func segments(t *testing.T, f *sfnt.Font, glyph sfnt.GlyphIndex) []sfnt.Segment {
	t.Helper()
	var b sfnt.Buffer
	out, err := f.LoadGlyph(&b, glyph, fixed.I(1000), nil)
	if err != nil {
		t.Fatalf("glyph %d: %v", glyph, err)
	}
	return slices.Clone(out)
}

// noRunes is a cmap of format 4 with nothing in it.
const noRunes = "\x00\x00\x00\x01\x00\x00\x00\x03\x00\x00\x00\x0c" +
	"\x00\x04\x00\x18\x00\x00\x00\x02\x00\x02\x00\x00\x00\x00\xff\xff\x00\x00\xff\xff\x00\x01\x00\x00"

// withCmap is a TrueType file with the tables besides that sfnt wants of every font and a PDF does not.
func withCmap(ttf []byte) []byte {
	more := []struct{ tag, data string }{{"cmap", noRunes}, {"name", "\x00\x00\x00\x00\x00\x06"}, {"post", "\x00\x03\x00\x00" + string(make([]byte, 28))}}
	all := tables(ttf)
	for _, m := range more {
		all[m.tag] = []byte(m.data)
	}
	tags := make([]string, 0, len(all))
	for tag := range all {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	out := []byte{0, 1, 0, 0, 0, byte(len(tags)), 0, 0, 0, 0, 0, 0}
	at := len(out) + 16*len(tags)
	var body bytes.Buffer
	for _, tag := range tags {
		n := len(all[tag])
		out = append(append(out, tag...), 0, 0, 0, 0, byte(at>>24), byte(at>>16), byte(at>>8), byte(at), byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
		body.Write(all[tag])
		body.Write(make([]byte, -n&3))
		at += n + -n&3
	}
	return append(out, body.Bytes()...)
}

// The file's own checksum makes the sum of all its numbers that of OpenType 1.9, head, checkSumAdjustment.
func TestSubsetHasItsChecksum(t *testing.T) {
	s := newSubset(sans)
	s.code('ộ')
	if got := checksum(s.font(new(foundry), "F1").Program); got != 0xb1b0afba {
		t.Errorf("the numbers of the file sum up to %#x, want 0xb1b0afba", got)
	}
}
