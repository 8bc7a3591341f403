package html

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"opframe/render/doc"
)

// What is counted from the far end is what counting every byte finds.
func TestLongWordsAreFoundWhereverTheyBegin(t *testing.T) {
	naive := func(text []doc.Span) bool {
		run := 0
		for _, s := range text {
			for i := range len(s.Text) {
				if endsWord(s.Text[i]) {
					run = 0
				} else if run++; run > longWord {
					return true
				}
			}
		}
		return false
	}
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 20_000 {
		var spans []doc.Span
		for range 1 + random.IntN(3) {
			var b strings.Builder
			for range random.IntN(4) {
				b.WriteString(strings.Repeat("x", random.IntN(longWord+2)))
				b.WriteString([]string{" ", "\n", "-", "", "é"}[random.IntN(5)])
			}
			spans = append(spans, doc.Span{Text: b.String()})
		}
		want := naive(spans)
		if got := hasLongWord(spans); got != want {
			t.Fatalf("%v has a long word: %v, want %v", spans, got, want)
		}
		if want {
			found++
		}
	}
	if found < 1000 || found > 19_000 {
		t.Errorf("%d of 20,000 draws have a long word, which tests little", found)
	}
}

func TestLinesAreThoseOfTheDocument(t *testing.T) {
	for _, s := range []string{"", "a", "\n", "\r", "\r\n", "a\nb", "a\rb\r\nc\n\rd\r\r\n", "<\n>"} {
		var want, got printer
		for i, line := range doc.Lines(s) {
			if i > 0 {
				want.raw("<br>")
			}
			want.text(line)
		}
		if got.lines(s); string(got.b) != string(want.b) {
			t.Errorf("%q is printed %q, want %q", s, got.b, want.b)
		}
	}
}

func TestUnitsAreTheShortestForm(t *testing.T) {
	for _, f := range []float64{0, 1, 0.5, 0.00004, 0.00005, 0.12345, -0.25, 1.0 / 3, 0.9999999, 12, 1e14, 1e300, math.NaN()} {
		var p printer
		want := strconv.FormatFloat(math.Round(f*10000)/10, 'f', -1, 64)
		if p.units(f); string(p.b) != want {
			t.Errorf("%v is %q, want %q", f, p.b, want)
		}
	}
}
