package site

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"opframe/data/audience"
)

// BenchmarkAgain builds a site of 3,200 files again in which nothing is new: of the last one, and of the one before that.
func BenchmarkAgain(b *testing.B) {
	dir := b.TempDir()
	out, spare := filepath.Join(dir, "site"), filepath.Join(dir, "spare")
	build := func(kept []Kept) []Kept {
		s, err := BeginOver(out, spare)
		if err != nil {
			b.Fatal(err)
		}
		tree := NewTree(s, audience.Public{}, About{})
		if kept != nil {
			err = errors.Join(s.Reuse(kept), tree.Adopt(kept))
		}
		for i := 0; i < 3200 && kept == nil && err == nil; i++ {
			err = tree.Put(fmt.Sprintf("products/p%d/letters/%d.html", i/16, i%16), public("as it was"))
		}
		all := s.Laid()
		if err = errors.Join(err, s.Commit(), s.Abort()); err != nil {
			b.Fatal(err)
		}
		return all
	}
	kept := build(nil)
	b.Run("of-the-last", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			if err := os.RemoveAll(spare); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			build(kept)
		}
	})
	b.Run("of-the-spare", func(b *testing.B) {
		b.ReportAllocs()
		build(kept)
		for b.Loop() {
			build(kept)
		}
	})
}

// BenchmarkKeptList reads the files of one provider as they are stored.
func BenchmarkKeptList(b *testing.B) {
	var all KeptList
	for i := range 32 {
		all = append(all, Kept{fmt.Sprintf("office/products/p123/letters/%d.html", i), Describe("", []byte{byte(i)}).SHA256, 1 << 14, 1 << 60, 1 << 20})
	}
	data, err := all.MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := all.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
	}
}
