// Package golden compares what a test got with what a file says it should be. It is for tests only:
// `go test ./render/... -update` rewrites the files, whose difference is then to be read.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected output of tests")

// Update says that the run was asked to rewrite what tests expect.
func Update() bool { return *update }

// Section is a named part of a golden file, as it came out.
type Section struct {
	Name string
	Got  []byte
}

// Check compares sections with those of the same names in file, a txtar archive, in which sections
// that are not given and the words at its head are the author's and stay as they are.
func Check(t *testing.T, file string, sections ...Section) {
	t.Helper()
	if Update() {
		rewrite(t, file, sections)
		return
	}
	a := Read(t, file)
	for _, s := range sections {
		want := Get(a, s.Name)
		if diff := cmp.Diff(string(want), string(ended(s.Got))); diff != "" {
			t.Errorf("%s: section %s differs (-want +got); -update rewrites it\n%s", file, s.Name, diff)
		}
	}
}

// Read reads a golden file.
func Read(t testing.TB, file string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatalf("%v (-update writes it)", err)
	}
	return a
}

// Get is the section called name, or nil.
func Get(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func rewrite(t *testing.T, file string, sections []Section) {
	t.Helper()
	a := &txtar.Archive{}
	if old, err := os.ReadFile(file); err == nil {
		a = txtar.Parse(old)
	}
	for _, s := range sections {
		put(a, s)
	}
	if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

func put(a *txtar.Archive, s Section) {
	for i := range a.Files {
		if a.Files[i].Name == s.Name {
			a.Files[i].Data = s.Got
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: s.Name, Data: s.Got})
}

// ended ends in a line feed, as sections of an archive do.
func ended(b []byte) []byte {
	if len(b) > 0 && b[len(b)-1] != '\n' {
		return append(b[:len(b):len(b)], '\n')
	}
	return b
}
