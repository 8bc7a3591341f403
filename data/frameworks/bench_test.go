package frameworks

import "testing"

func BenchmarkFind(b *testing.B) {
	for _, name := range Names() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Find(name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
