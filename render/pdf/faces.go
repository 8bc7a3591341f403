package pdf

import (
	"fmt"
	"math"
	"sync"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
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

// programs are the faces as fpdf is told them.
var programs = [faceCount]struct {
	family, style string
	ttf           []byte
}{
	sans:           {"sans", "", liberationsansregular.TTF},
	sansBold:       {"sans", "B", liberationsansbold.TTF},
	sansItalic:     {"sans", "I", liberationsansitalic.TTF},
	sansBoldItalic: {"sans", "BI", liberationsansbolditalic.TTF},
	mono:           {"mono", "", liberationmonoregular.TTF},
	spare:          {"spare", "", dejavusans.TTF},
	spareBold:      {"spare", "B", dejavusansbold.TTF},
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

// advances are the widths of all runes of the basic plane in thousandths of an em, rounded as the PDF
// states them; fpdf can write no rune beyond that plane.
type advances [0x10000]uint16

// absent is the advance of a rune the face has no glyph for.
const absent = math.MaxUint16

// measured reads each face once a process, when the first text needs it.
var measured = func() (once [faceCount]func() *advances) {
	for f := range faceCount {
		once[f] = sync.OnceValue(func() *advances { return readAdvances(programs[f].ttf) })
	}
	return once
}()

// readAdvances panics when a font that was compiled in cannot be read: there is no input that mends it.
func readAdvances(ttf []byte) *advances {
	parsed, err := sfnt.Parse(ttf)
	if err != nil {
		panic(fmt.Sprintf("embedded font: %v", err))
	}
	var buf sfnt.Buffer
	a := new(advances)
	em := parsed.UnitsPerEm()
	for r := range a {
		a[r] = absent
		gid, err := parsed.GlyphIndex(&buf, rune(r))
		if err != nil || gid == 0 {
			continue
		}
		w, err := parsed.GlyphAdvance(&buf, gid, fixed.I(int(em)), font.HintingNone)
		if err == nil {
			a[r] = uint16(math.Round(float64(w.Round()) * 1000 / float64(em)))
		}
	}
	return a
}

// has says whether the face has a glyph for r.
func (f face) has(r rune) bool {
	return r >= 0 && r < rune(len(advances{})) && measured[f]()[r] != absent
}

// width is how wide text is at a size, in the unit of the size. The face has every rune of it.
func (f face) width(text string, size float64) float64 {
	a := measured[f]()
	sum := 0
	for _, r := range text {
		sum += int(a[r])
	}
	return float64(sum) * size / 1000
}
