package intake

import "testing"

// BenchmarkEditions loads all editions there are, as a program does that is to read any file.
func BenchmarkEditions(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Editions(""); err != nil {
			b.Fatal(err)
		}
	}
}
