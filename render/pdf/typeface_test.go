package pdf

import (
	"testing"

	"golang.org/x/image/font/sfnt"
)

// Every rune has the glyph that the library finds in the face, and no rune has another.
func TestGlyphsAreThoseOfTheFace(t *testing.T) {
	for f := range faceCount {
		parsed, err := sfnt.Parse(programs[f].ttf)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		has := 0
		for r := range rune(plane) {
			want, err := parsed.GlyphIndex(&buf, r)
			if err != nil {
				t.Fatal(err)
			}
			if unshown(r) {
				want = 0
			}
			if want != 0 {
				has++
			}
			if got := prepared[f]().glyphs[r]; got != uint16(want) {
				t.Errorf("%s: %U has glyph %d, want %d", programs[f].name, r, got, want)
			}
		}
		if has < 500 {
			t.Errorf("%s has glyphs for %d runes only", programs[f].name, has)
		}
	}
}

func BenchmarkReadTypeface(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		readTypeface(programs[sans].ttf)
	}
}
