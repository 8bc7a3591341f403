package pdf

import (
	"math"
	"testing"
)

func TestFitColumns(t *testing.T) {
	for _, c := range []struct {
		name string
		in   columns
		want []float64
	}{
		{"shares of long texts", columns{{1, 10, 900}, {3, 10, 900}}, []float64{100, 300}},
		{"a word wider than the share", columns{{1, 150, 900}, {3, 10, 900}}, []float64{150, 250}},
		{"a text narrower than the share", columns{{1, 10, 40}, {3, 10, 900}}, []float64{40, 360}},
		{"no shares: by the root of the text", columns{{0, 10, 400}, {0, 10, 1600}}, []float64{400.0 / 3, 800.0 / 3}},
		{"no share counts as 1", columns{{0, 10, 900}, {3, 10, 900}}, []float64{100, 300}},
		{"room to spare goes by share", columns{{1, 10, 50}, {3, 10, 150}}, []float64{100, 300}},
		{"words wider than the table", columns{{1, 300, 900}, {1, 500, 900}}, []float64{150, 250}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, got := range c.in.fit(400) {
				if math.Abs(got-c.want[i]) > 0.01 {
					t.Errorf("column %d is %.2f wide, want %.2f", i, got, c.want[i])
				}
			}
		})
	}
}
