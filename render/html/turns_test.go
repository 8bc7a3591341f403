package html

import "testing"

func TestTurnsAround(t *testing.T) {
	for r := rune(0x2000); r < 0x2100; r++ {
		want := r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		if got := turnsAround("“a” – " + string(r) + "…"); got != want {
			t.Errorf("U+%04X turns the text around: %v, want %v", r, got, want)
		}
	}
	for _, s := range []string{"", "plain", "a\xe2", "a\xe2\x80", "“", "\xe2\xe2\x80"} {
		if turnsAround(s) {
			t.Errorf("%q turns nothing around", s)
		}
	}
}
