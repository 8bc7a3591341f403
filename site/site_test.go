package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"opframe/data/audience"
)

func public(text string) audience.For[audience.Public, []byte] {
	return audience.Seal(audience.Public{}, []byte(text))
}

// begin starts a site with a public tree that holds one page.
func begin(t *testing.T, out, text string) (*Site, *Tree[audience.Public]) {
	t.Helper()
	s, err := Begin(out)
	if err != nil {
		t.Fatal(err)
	}
	tree := NewTree(s, audience.Public{}, About{Program: "test", Inputs: []File{}})
	if err := tree.Put("index.html", public(text)); err != nil {
		t.Fatal(err)
	}
	return s, tree
}

func TestCommitReplacesTheLastSiteWhole(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	for _, text := range []string{"first", "second"} {
		s, tree := begin(t, out, text)
		if text == "first" {
			if err := tree.Put("only/in/first.html", public("x")); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(out, "public", "index.html")); err != nil || string(got) != text {
			t.Errorf("after commit the page is %q (%v), want %q", got, err, text)
		}
	}
	if _, err := os.Stat(filepath.Join(out, "public", "only")); err == nil {
		t.Error("a file of the first site is still there in the second")
	}
	alone(t, filepath.Dir(out))
}

func TestAbortLeavesTheLastSiteAsItWas(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	s, _ := begin(t, out, "first")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	s, _ = begin(t, out, "second")
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(out, "public", "index.html")); err != nil || string(got) != "first" {
		t.Errorf("after an aborted build the page is %q (%v), want the first", got, err)
	}
	alone(t, filepath.Dir(out))
}

// alone holds that nothing but the site lies in its folder.
func alone(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the site lie %v (%v): what was staged must be gone", entries, err)
	}
}

func TestForeignFilesAreNotReplaced(t *testing.T) {
	out := t.TempDir()
	precious := filepath.Join(out, "thesis.txt")
	if err := os.WriteFile(precious, []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(out); err == nil || !strings.Contains(err.Error(), "files that opframe did not make") {
		t.Errorf("got %v, want a refusal to replace what is not ours", err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Errorf("the file is gone: %v", err)
	}
}

func TestTreeRefusesOtherReadersAndBadPaths(t *testing.T) {
	s, err := Begin(filepath.Join(t.TempDir(), "site"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Abort()
	one := audience.Provider{ID: "one"}
	tree := NewTree(s, one, About{})
	if err := tree.Put("report.html", audience.Seal(audience.Provider{ID: "two"}, []byte("two's"))); err == nil {
		t.Error("another provider's file was taken")
	}
	for _, name := range []string{"", ".", "../x", "/etc/x", "a/../../x", "a//b"} {
		if err := tree.Put(name, audience.Seal(one, []byte("x"))); err == nil {
			t.Errorf("the path %q was taken", name)
		}
	}
	if err := tree.Put("Page.html", audience.Seal(one, []byte("x"))); err != nil {
		t.Fatal(err)
	}
	if err := tree.Put("page.html", audience.Seal(one, []byte("y"))); err == nil {
		t.Error("two paths that differ in case only were taken: on some file systems they are one file")
	}
}

func TestFileInPieces(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	s, err := Begin(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Abort()
	one := audience.Provider{ID: "one"}
	tree := NewTree(s, one, About{})
	pieces := [][]byte{[]byte("a page"), nil, []byte(" in "), []byte("pieces")}
	if err := tree.PutPieces("x.html", audience.Seal(audience.Provider{ID: "two"}, pieces)); err == nil {
		t.Error("another provider's file was taken")
	}
	if err := tree.PutPieces("../x.html", audience.Seal(one, pieces)); err == nil {
		t.Error("a path outside was taken")
	}
	if err := tree.PutPieces("x.html", audience.Seal(one, pieces)); err != nil {
		t.Fatal(err)
	}
	whole := Describe("x.html", []byte("a page in pieces"))
	if got := tree.outputs[0]; got != whole {
		t.Errorf("it is listed as %v, want %v", got, whole)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(out, "providers", "one", "x.html")); string(got) != "a page in pieces" {
		t.Errorf("it holds %q, %v", got, err)
	}
}

func TestTheSameBytesAreOnDiskOnce(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	s, tree := begin(t, out, "page")
	office := NewTree(s, audience.Office{}, About{Program: "test", Inputs: []File{}})
	report, other := []byte("a report that two read"), []byte("one that was taken away")
	for _, data := range [][]byte{report, other} {
		if err := tree.Put(fmt.Sprintf("%d.pdf", len(data)), audience.Seal(audience.Public{}, data)); err != nil {
			t.Fatal(err)
		}
	}
	gone := fmt.Sprintf("%d.pdf", len(other))
	tree.Drop(gone)
	if err := s.Remove("public/" + gone); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{report, other} {
		if err := office.Put(fmt.Sprintf("products/%d.pdf", len(data)), audience.Seal(audience.Office{}, data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	at := func(name string) os.FileInfo {
		info, err := os.Stat(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	if name := fmt.Sprintf("%d.pdf", len(report)); !os.SameFile(at("public/"+name), at("office/products/"+name)) {
		t.Error("what two editions have was written twice")
	}
	if got, err := os.ReadFile(filepath.Join(out, "office", "products", gone)); err != nil || string(got) != string(other) {
		t.Errorf("a file whose twin is gone has %q (%v), want %q", got, err, other)
	}
	if got, err := os.ReadFile(filepath.Join(out, "office", "SHA256SUMS")); err != nil || strings.Count(string(got), ".pdf") != 2 {
		t.Errorf("the office's checksums are %q (%v), want both files in them", got, err)
	}
}

func TestSumsAreThoseOfTheFiles(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	s, _ := begin(t, out, "page")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(out, "public", "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(sums)), "\n")
	if len(lines) != 2 {
		t.Errorf("the sums list %d files, want the page and the manifest", len(lines))
	}
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		data, err := os.ReadFile(filepath.Join(out, "public", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := sha256.Sum256(data); hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s: the sum listed is not that of the file", name)
		}
	}
}

// The second lock: what is sealed for one reader does not fit another's tree, and only what is public can
// be released. The compiler says so; the sound package beside it compiles.
func TestWrongReaderDoesNotCompile(t *testing.T) {
	out, err := exec.Command("go", "build", "./testdata/leak").CombinedOutput()
	if err == nil {
		t.Fatal("a provider's report can be put into the public tree")
	}
	for _, want := range []string{"cannot use report", "leak.go:10:", "leak.go:14:"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the compiler does not say %q:\n%s", want, out)
		}
	}
	if out, err := exec.Command("go", "build", "./testdata/sound").CombinedOutput(); err != nil {
		t.Errorf("what may be done does not compile: %v\n%s", err, out)
	}
}

// BenchmarkPut lays an edition of the files that one provider has: a report in four formats, letters, pages, assets.
func BenchmarkPut(b *testing.B) {
	sizes := []int{700, 1_800, 2_400, 3_700, 3_900, 3_900, 5_900, 6_500, 18_000, 18_000, 18_000, 18_500, 20_300, 29_000, 71_000, 109_000, 115_000, 133_000}
	text := bytes.Repeat([]byte("to measure with "), 10_000)
	s, err := Begin(filepath.Join(b.TempDir(), "site"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Abort()
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		one := audience.Provider{ID: fmt.Sprint("p", n)}
		tree := NewTree(s, one, About{})
		for i, size := range sizes {
			if err := tree.Put(fmt.Sprint(i, ".html"), audience.Seal(one, text[i:i+size])); err != nil {
				b.Fatal(err)
			}
		}
		if err := tree.Close(); err != nil {
			b.Fatal(err)
		}
		s.Laid()
	}
}
