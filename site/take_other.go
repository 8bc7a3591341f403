//go:build !linux

package site

import (
	"errors"
	"io/fs"
	"os"
)

// take gives nil: here names may differ in case alone, or no two folders can change places in one step.
func take(string) *os.File { return nil }

// onto is not asked for anything where nothing is taken.
func onto(dir, empty string) error { return errors.ErrUnsupported }

func survey(string) (*stock, error) { return nil, errors.ErrUnsupported }

// linker links files.
type linker struct{}

// link links a file to another name, and says whether that was done and how the file looks there.
func (*linker) link(from, to string) (done bool, seen look, err error) {
	if err := os.Link(from, to); err != nil {
		return false, look{}, err
	}
	info, err := os.Lstat(to)
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrInvalid
	}
	if err != nil {
		return true, look{}, err
	}
	return true, look{info.Size(), info.ModTime().UnixNano(), inode(info)}, nil
}

func (*linker) close() {}
