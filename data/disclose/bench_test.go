package disclose

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// A round of as many tables as the summary of interim@1.0 has controls, planned and attacked.
func BenchmarkMake(b *testing.B) {
	for _, products := range []int{8, 14, 30, 400, 10000} {
		b.Run(fmt.Sprint(products), func(b *testing.B) {
			r := linked(41)
			fill(rand.New(rand.NewPCG(5, 6)), r, products*3/4)
			for b.Loop() {
				if _, _, err := Make(r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(r.Records)), "products")
		})
	}
}

// The attack alone, on a plan that is made.
func BenchmarkAttack(b *testing.B) {
	for _, products := range []int{8, 14, 30, 400, 10000} {
		b.Run(fmt.Sprint(products), func(b *testing.B) {
			r := linked(41)
			fill(rand.New(rand.NewPCG(5, 6)), r, products*3/4)
			p, err := newPlan(r, allGuards)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				p.attack()
			}
		})
	}
}
