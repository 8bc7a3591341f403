package date

import (
	"math/rand/v2"
	"testing"
	"time"
)

// A day is written as the standard library writes it, whichever it is, also one that its month does not have.
func TestString(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		d := Date{r.IntN(12_000) - 1000, time.Month(r.IntN(15) - 1), r.IntN(34) - 1}
		if want := d.Time().Format(iso); !d.IsZero() && d.String() != want {
			t.Fatalf("%#v is written %s, want %s", d, d, want)
		}
	}
	if got := (Date{}).String(); got != "" {
		t.Errorf("no date is written %q", got)
	}
}
