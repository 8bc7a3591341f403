package main

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
)

// waiting is where the reports of single files wait within the folder they are asked for in: what each one's own folder is
// called is known when all files are read. An empty one holds nothing.
type waiting struct {
	out, dir string
	made     bool // out was not there before
	moved    bool // a report lies in it
}

func newWaiting(out string) (*waiting, error) {
	w := &waiting{out: out}
	if out == "" {
		return w, nil
	}
	_, err := os.Stat(out)
	w.made = errors.Is(err, os.ErrNotExist)
	if err := os.MkdirAll(out, 0o755); err != nil {
		return w, err
	}
	w.dir, err = os.MkdirTemp(out, ".new-")
	return w, err
}

// folder is where the report of the i-th file waits; "" where none is asked for.
func (w *waiting) folder(i int) string {
	if w.dir == "" {
		return ""
	}
	return filepath.Join(w.dir, strconv.Itoa(i))
}

// move puts the files of a report into their own folder, in the place of those called alike.
func (w *waiting) move(from, to string) error {
	w.moved = true
	if os.Rename(from, to) == nil { // as a whole, where there is no such folder yet, or nothing in it
		return nil
	}
	return filepath.WalkDir(from, func(name string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		return os.Rename(name, filepath.Join(to, rel))
	})
}

// close removes what is left.
func (w *waiting) close() error {
	if w.dir == "" {
		return nil
	}
	err := os.RemoveAll(w.dir)
	if w.made && !w.moved {
		err = errors.Join(err, os.Remove(w.out))
	}
	return err
}
