package pdf

import (
	"sync"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
)

// face is one of the font programs.
type face uint8

const (
	sans face = iota
	sansBold
	sansItalic
	sansBoldItalic
	mono
	spare // for scripts the family lacks
	spareBold
	faceCount
)

// programs are the faces as files and what a PDF calls them.
var programs = [faceCount]struct {
	name string // in a PDF's font dictionaries
	ttf  []byte
}{
	sans:           {"LiberationSans", liberationsansregular.TTF},
	sansBold:       {"LiberationSans-Bold", liberationsansbold.TTF},
	sansItalic:     {"LiberationSans-Italic", liberationsansitalic.TTF},
	sansBoldItalic: {"LiberationSans-BoldItalic", liberationsansbolditalic.TTF},
	mono:           {"LiberationMono", liberationmonoregular.TTF},
	spare:          {"DejaVuSans", dejavusans.TTF},
	spareBold:      {"DejaVuSans-Bold", dejavusansbold.TTF},
}

// sansFace is the face of the family with the weight and slope.
func sansFace(bold, italic bool) face {
	f := sans
	if bold {
		f += sansBold - sans
	}
	if italic {
		f += sansItalic - sans
	}
	return f
}

// bold and italic say what a face is like.
func (f face) bold() bool   { return f == sansBold || f == sansBoldItalic || f == spareBold }
func (f face) italic() bool { return f == sansItalic || f == sansBoldItalic }

// understudy sets what f has no glyph for.
func (f face) understudy() face {
	if f.bold() {
		return spareBold
	}
	return spare
}

// prepared reads each face once a process, when the first text needs it. Nothing of it changes afterwards,
// so that documents made at once share it.
var prepared = func() (once [faceCount]func() *typeface) {
	for f := range faceCount {
		once[f] = sync.OnceValue(func() *typeface { return readTypeface(programs[f].ttf) })
	}
	return once
}()

// has says whether the face has a glyph for r.
func (f face) has(r rune) bool {
	return r >= 0 && r < plane && prepared[f]().glyphs[r] != 0
}

// width is how wide text is at a size, in the unit of the size. The face has every rune of it.
func (f face) width(text string, size float64) float64 {
	t := prepared[f]()
	sum := 0
	for _, r := range text {
		sum += int(t.advances[r])
	}
	return float64(sum) * size / 1000
}
