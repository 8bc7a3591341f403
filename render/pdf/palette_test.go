package pdf

import (
	"math"
	"testing"
)

// Contrast by WCAG 2, section "relative luminance"; 4.5 is asked of text.
func TestTextHasContrast(t *testing.T) {
	type pair struct{ text, ground colour }
	pairs := []pair{{black, white}, {grey, white}, {navy, white}, {navy, paper}, {black, paper}, {blue, white}}
	for _, p := range tones {
		pairs = append(pairs, pair{p.ink, white}, pair{p.ink, p.ground}, pair{black, p.ground}, pair{blue, p.ground},
			pair{navy, p.ground}, pair{grey, p.ground}, pair{white, p.ink})
	}
	for _, p := range pairs {
		a, b := luminance(p.text), luminance(p.ground)
		if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
			t.Errorf("text %v on %v has a contrast of %.2f, want at least 4.5", p.text, p.ground, ratio)
		}
	}
}

func luminance(c colour) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}
