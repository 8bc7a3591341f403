package site

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"opframe/data/audience"
)

// rack is a site that is built again and again, of files by name.
type rack struct {
	t          *testing.T
	out, spare string
	kept       map[string]Kept
}

func newShelf(t *testing.T) *rack {
	dir := t.TempDir()
	return &rack{t: t, out: filepath.Join(dir, "site"), spare: filepath.Join(dir, "spare"), kept: map[string]Kept{}}
}

// build builds the site of these files; those of names that were there are used again if they can be.
func (x *rack) build(files map[string]string) {
	x.t.Helper()
	s, err := BeginOver(x.out, x.spare)
	if err != nil {
		x.t.Fatal(err)
	}
	tree := NewTree(s, audience.Public{}, About{})
	for _, name := range slices.Sorted(maps.Keys(files)) {
		k, ok := x.kept["public/"+name]
		if ok && k.SHA256 == Describe(name, []byte(files[name])).SHA256 && s.Reuse([]Kept{k}) == nil {
			err = tree.Adopt([]Kept{k})
		} else {
			err = tree.Put(name, public(files[name]))
		}
		if err != nil {
			x.t.Fatal(err)
		}
	}
	if err := errors.Join(s.Commit(), s.Abort()); err != nil {
		x.t.Fatal(err)
	}
	for _, k := range s.Laid() {
		x.kept[k.Path] = k
	}
	x.holds(files)
}

// holds holds that the site has these files and folders for them, and nothing else.
func (x *rack) holds(files map[string]string) {
	x.t.Helper()
	got, want := map[string]string{}, map[string]string{marker: mark}
	err := filepath.WalkDir(x.out, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			entries, err2 := os.ReadDir(name)
			if len(entries) == 0 {
				x.t.Errorf("the folder %s is empty", name)
			}
			return errors.Join(err, err2)
		}
		data, err := os.ReadFile(name)
		at, _ := filepath.Rel(x.out, name)
		if base := filepath.Base(at); base != manifestName && base != sumsName {
			got[filepath.ToSlash(at)] = string(data)
		}
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
	for name, text := range files {
		want["public/"+name] = text
	}
	if !maps.Equal(got, want) {
		x.t.Errorf("the site holds %q, want %q", got, want)
	}
}

func (x *rack) hasSpare() bool { return there(filepath.Join(x.spare, marker)) }

func TestASiteIsMadeOfTheOneBeforeTheLast(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("not run: no site is kept as a spare here")
	}
	x := newShelf(t)
	files := map[string]string{"a.html": "a", "b/c.html": "c", "b/d.html": "d", "e/f/g.html": "g", "h.html": "h"}
	x.build(files)
	if x.hasSpare() {
		t.Error("there is a spare of a site that was built once")
	}
	var first fs.FileInfo
	for i, change := range []func(){
		func() { files["a.html"] = "A" },
		func() { files["a.html"] = "AA" },
		func() {},
		func() { delete(files, "e/f/g.html"); files["e/f"] = "a file where a folder was" },
		func() { delete(files, "e/f"); files["e/f/g.html"] = "and a folder again" },
		func() { delete(files, "b/c.html"); delete(files, "b/d.html") },
		func() { files["b/c.html"] = "back" },
	} {
		change()
		x.build(files)
		if !x.hasSpare() {
			t.Errorf("after build %d there is no spare", i)
		}
		info, err := os.Stat(filepath.Join(x.out, "public", "h.html"))
		if err != nil || first != nil && !os.SameFile(first, info) {
			t.Errorf("a file that never changed was written again (%v)", err)
		}
		first = info
	}
	// What has little of the last would take as much room as both.
	for name := range files {
		files[name] += " anew"
	}
	x.build(files)
	if x.hasSpare() {
		t.Error("a spare is kept of which nothing is used again")
	}
}

// What somebody does to the spare site, or did to it when it was the last one, is in no site made of it.
func TestASpareIsNotTrusted(t *testing.T) {
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "c.html"), []byte("c"), 0o644); err != nil {
		t.Fatal(err)
	}
	for what, do := range map[string]func(dir string) error{
		"a file more":           func(dir string) error { return os.WriteFile(filepath.Join(dir, "more"), nil, 0o644) },
		"a folder more":         func(dir string) error { return os.MkdirAll(filepath.Join(dir, "x/y/z"), 0o755) },
		"a file less":           func(dir string) error { return os.Remove(filepath.Join(dir, "a.html")) },
		"a folder less":         func(dir string) error { return os.RemoveAll(filepath.Join(dir, "b")) },
		"everything less":       func(dir string) error { return os.RemoveAll(filepath.Dir(dir)) },
		"no mark":               func(dir string) error { return os.Remove(filepath.Join(dir, "..", marker)) },
		"a file written over":   func(dir string) error { return os.WriteFile(filepath.Join(dir, "h.html"), []byte("H"), 0o644) },
		"a file put in a place": func(dir string) error { return replace(filepath.Join(dir, "h.html"), "H") },
		"a folder for a file": func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "h.html")), os.MkdirAll(filepath.Join(dir, "h.html/x"), 0o755))
		},
		"a file for a folder": func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "b")), os.WriteFile(filepath.Join(dir, "b"), nil, 0o644))
		},
		"a link for a folder": func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "b")), os.Symlink(outside, filepath.Join(dir, "b")))
		},
		"a link for a file": func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "a.html")), os.Symlink(filepath.Join(outside, "c.html"), filepath.Join(dir, "a.html")))
		},
	} {
		t.Run(what, func(t *testing.T) {
			for _, last := range []bool{false, true} {
				x := newShelf(t)
				files := map[string]string{"a.html": "a", "b/c.html": "c", "b/d.html": "d", "h.html": "h"}
				x.build(files)
				files["a.html"] = "A"
				x.build(files)
				dir := x.spare
				if last {
					dir = x.out
				}
				if err := do(filepath.Join(dir, "public")); err != nil && runtime.GOOS == "linux" {
					t.Fatal(err)
				}
				if last && what == "no mark" {
					return // it is not ours any more, and nothing is built over it
				}
				for _, text := range []string{"AA", "AAA", "AAAA"} {
					files["a.html"] = text
					x.build(files)
				}
				if data, err := os.ReadFile(filepath.Join(outside, "c.html")); err != nil || string(data) != "c" {
					t.Errorf("a file outside was written to: %q (%v)", data, err)
				}
			}
		})
	}
}

func replace(name, text string) error {
	return errors.Join(os.Remove(name), os.WriteFile(name, []byte(text), 0o644))
}

// Of builds at once, one has the spare and the others build without.
func TestOneBuildHasTheSpare(t *testing.T) {
	x := newShelf(t)
	files := map[string]string{"a.html": "a", "b.html": "b", "c.html": "c", "d.html": "d"}
	x.build(files)
	files["a.html"] = "A"
	x.build(files)
	first, err := BeginOver(x.out, x.spare)
	if err != nil {
		t.Fatal(err)
	}
	second, err := BeginOver(x.out, x.spare)
	if err != nil {
		t.Fatal(err)
	}
	if first.staging == second.staging || second.stock != nil {
		t.Error("two builds are made of the same spare")
	}
	if !there(first.staging) {
		t.Error("a build removed what another builds of the spare")
	}
	if err := errors.Join(first.Abort(), second.Abort()); err != nil {
		t.Fatal(err)
	}
	files["a.html"] = "AA"
	x.build(files)
}
