package site

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// take locks the mark of a folder that is a site and that nobody holds, or gives nil.
func take(dir string) *os.File {
	f, err := os.OpenFile(filepath.Join(dir, marker), os.O_RDWR, 0)
	if err != nil {
		return nil
	}
	if lock(f) != nil {
		_ = f.Close() // nothing was written to it
		return nil
	}
	return f
}

// onto moves a folder into the place of an empty one.
func onto(dir, empty string) error { return unix.Rename(dir, empty) }
