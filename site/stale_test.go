package site

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// killed leaves behind what a build does that is killed: its lock goes, its directory stays.
func killed(t *testing.T, out string) string {
	t.Helper()
	s, _ := begin(t, out, "never finished")
	if err := s.held.Close(); err != nil {
		t.Fatal(err)
	}
	return s.staging
}

func there(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func TestWhatAKilledBuildLeftIsRemoved(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "site")
	if left := killed(t, out); !abandoned(left) {
		t.Skipf("not run: this system has no lock that goes with its process, so %s stays", left)
	}
	keep := []string{".site.new-notes", ".site2.new-1", "site.new-2"} // nobody's, another site's, not hidden
	for _, name := range keep {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, ".site2.new-1", marker), []byte(mark), 0o644); err != nil {
		t.Fatal(err)
	}
	s, _ := begin(t, out, "finished")
	other, _ := begin(t, out, "by another process meanwhile")
	if !there(s.staging) {
		t.Fatal("a build removed the directory of one that is still running")
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := other.Abort(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	want := append(keep, "site")
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("beside each other lie %q, want %q", got, want)
	}
}

// Killed between the two renames of Commit, a build leaves no site but the one it moved aside.
func TestTheLastSiteMovedAsideIsKept(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	old := killed(t, out) + oldSuffix
	s, _ := begin(t, out, "the last site")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(out, old); err != nil {
		t.Fatal(err)
	}
	s, _ = begin(t, out, "the next")
	if !there(filepath.Join(old, "public", "index.html")) {
		t.Fatal("the only copy of the last site was removed before there was another")
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	s, _ = begin(t, out, "the one after")
	if abandoned(out) && there(old) {
		t.Error("the site moved aside is still there though there is a newer one")
	}
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
}
