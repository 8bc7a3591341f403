//go:build !linux

package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// take gives nil: here names may differ in case alone, or no two folders can change places in one step.
func take(string) *os.File { return nil }

// onto is not asked for anything where nothing is taken.
func onto(dir, empty string) error { return errors.ErrUnsupported }

func survey(string) (*stock, error) { return nil, errors.ErrUnsupported }

// linker links files of one folder into another.
type linker struct{ folder, from, to string }

// unlike says whether a file of the site lies in another folder than the one in hand.
func (l *linker) unlike(file string) bool { return l.to == "" || l.folder != folderOf(file) }

// enter goes into a folder.
func (l *linker) enter(folder, from, to string) error {
	*l = linker{folder, from, to}
	return nil
}

// link links a file of the folder, and says whether that was done and how the file looks then.
func (l *linker) link(name string) (done bool, seen look, err error) {
	to := filepath.Join(l.to, name)
	if err := os.Link(filepath.Join(l.from, name), to); err != nil {
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
