package site

import (
	"io/fs"
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

// statIn looks at a file of a folder that is open. Anything else of its name is an error.
func statIn(dir *os.File, name string) (look, error) {
	var s unix.Stat_t
	if err := unix.Fstatat(int(dir.Fd()), name, &s, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return look{}, err
	}
	if s.Mode&unix.S_IFMT != unix.S_IFREG {
		return look{}, fs.ErrInvalid
	}
	return look{s.Size, unix.TimespecToNsec(s.Mtim), s.Ino}, nil
}
