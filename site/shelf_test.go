package site

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A shelved folder is listed, found and kept apart from others as before.
func TestShelvedFilesAreStillListed(t *testing.T) {
	names := []string{"products/b/index.html", "products/a/letters/x.pdf", "products/a/index.html", "products.html", "products-all.csv"}
	listed := func(shelve bool) map[string]string {
		out := filepath.Join(t.TempDir(), "site")
		s, tree := begin(t, out, "home")
		for _, name := range names {
			if err := tree.Put(name, public(name)); err != nil {
				t.Fatal(err)
			}
			if shelve {
				tree.Shelve("products")
			}
		}
		if n := tree.Count(); n != len(names)+1 {
			t.Errorf("shelved %t, there are %d files, want %d", shelve, n, len(names)+1)
		}
		if !tree.Has("products/a/letters/x.pdf") || tree.Has("products/A/letters/x.pdf") {
			t.Errorf("shelved %t, the letter is not found, or found by another name", shelve)
		}
		if err := tree.Put("products/A/index.html", public("other")); err == nil {
			t.Errorf("shelved %t, two names differ in the size of a letter only, and both are put", shelve)
		}
		tree.Drop("products/b/")
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		read := map[string]string{}
		for _, name := range []string{manifestName, sumsName} {
			data, err := os.ReadFile(filepath.Join(out, "public", name))
			if err != nil {
				t.Fatal(err)
			}
			read[name] = string(data)
		}
		return read
	}
	plain, shelved := listed(false), listed(true)
	for name, want := range plain {
		if shelved[name] != want {
			t.Errorf("%s is\n%s\nwhere folders are shelved, want\n%s", name, shelved[name], want)
		}
	}
}

// Who remembers what was said of an edition has to know where that hangs on the size of a file which others look after.
func TestATreeSaysWhetherItMeasuredShelvedFiles(t *testing.T) {
	for _, x := range []struct {
		href, text string
		want       bool
	}{
		{"products/a/x.pdf", "The report (PDF, 1KB)", true},
		{"products/a/x.pdf", "The report (PDF, 2KB)", true},
		{"products/a/x.pdf", "The report (of 2017)", false},
		{"all.csv", "All products (CSV, 1KB)", false},
	} {
		_, tree := begin(t, filepath.Join(t.TempDir(), "site"), "home")
		for _, name := range []string{"all.csv", "products/a/x.pdf"} {
			if err := tree.Put(name, public(name)); err != nil {
				t.Fatal(err)
			}
		}
		tree.Shelve("products")
		tree.Mention("index.html", Mention{Links: []Ref{{x.href, x.text}}})
		tree.Faults()
		if got := tree.Measured(); got != x.want {
			t.Errorf("of a link to %s called %q the tree says %t, want %t", x.href, x.text, got, x.want)
		}
	}
}

// BenchmarkShelve tells how much memory is held of a product's 12 files.
func BenchmarkShelve(b *testing.B) {
	b.ReportAllocs()
	const products = 1000
	for b.Loop() {
		tree := edition(b, nil)
		before := inUse()
		for i := range products {
			for k := range 12 {
				if err := tree.list(Describe(fmt.Sprintf("products/p%05d/letters/letter-%d.pdf", i, k), []byte{1})); err != nil {
					b.Fatal(err)
				}
			}
			tree.Shelve("products")
		}
		b.ReportMetric(float64(inUse()-before)/products, "B-held/product")
		runtime.KeepAlive(tree)
	}
}

func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
