package site

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A site that is built again and again differs from the last in few files, and to link thousands of others into a new
// folder and to remove as many from the old one takes longer than all else. So the site before the last is kept, its
// files being the last one's for the most part, and the next is made of it: what is in it as it has to be stays, and
// everything else is replaced or removed. It is at no reader's disposal: it changes places with the last site whole.

// BeginOver is Begin, for a site that is made of the one before the last if that was kept at spare, a name on the same
// file system, and is kept whole in turn when it has been replaced. Without it nothing is lost but time.
func BeginOver(out, spare string) (*Site, error) {
	out = filepath.Clean(out)
	if err := replaceable(out); err != nil {
		return nil, err
	}
	s := over(out, spare)
	if s == nil {
		var err error
		if s, err = Begin(out); err != nil {
			return nil, err
		}
	}
	s.spare = spare
	return s, nil
}

// over makes a site of the spare one, or gives nil where there is none that can be used. Its mark is locked before it
// is moved beside out, since there another build removes what nobody holds.
func over(out, spare string) *Site {
	lock := take(spare)
	if lock == nil {
		return nil
	}
	s, err := overHeld(out, spare, lock)
	if err != nil {
		// Of no use, as one that is not there is; where it was moved already, the next build sweeps it away.
		_ = errors.Join(lock.Close(), os.RemoveAll(spare))
		return nil
	}
	return s
}

func overHeld(out, spare string, lock *os.File) (*Site, error) {
	staging, err := os.MkdirTemp(filepath.Dir(out), stagingPrefix(out))
	if err != nil {
		return nil, err
	}
	if err := onto(spare, staging); err != nil {
		return nil, errors.Join(err, os.Remove(staging))
	}
	s := newSite(out, staging, lock)
	if !marks(lock, staging) { // another build has put its own there meanwhile
		return nil, fs.ErrInvalid
	}
	s.stock, err = survey(staging)
	if err = errors.Join(err, os.Chmod(staging, 0o755)); err != nil {
		return nil, err
	}
	s.stock.give(marker)
	return s, nil
}

// give makes room in staging for a file that is laid there.
func (s *Site) give(name, full string) error {
	if s.stock.give(name) {
		return os.Remove(full)
	}
	if s.stock.folder(name) != nil {
		return s.Remove(name)
	}
	return nil
}

// giveFolder makes room for a folder of staging.
func (s *Site) giveFolder(name string) error {
	for ; name != "."; name = path.Dir(name) {
		if s.stock.give(name) {
			return os.Remove(filepath.Join(s.staging, filepath.FromSlash(name)))
		}
	}
	return nil
}

// holdLast locks the mark of the last site while it is replaced, so that no other build removes it as left by a killed
// one. It is nil where that site will not be kept: where little of it is used again, it would take as much room as two.
func (s *Site) holdLast() *os.File {
	if s.spare == "" || s.taken < s.made {
		return nil
	}
	return take(s.out)
}

// dispose keeps what was the last site as a spare, if it is the one held, and else removes it.
func (s *Site) dispose(old string, last *os.File) error {
	if old == "" {
		return nil
	}
	if last != nil && marks(last, old) && os.Rename(old, s.spare) == nil {
		return nil
	}
	return os.RemoveAll(old)
}

// marks says whether a file is the mark of a folder.
func marks(f *os.File, dir string) bool {
	a, err := f.Stat()
	b, err2 := os.Lstat(filepath.Join(dir, marker))
	return err == nil && err2 == nil && os.SameFile(a, b)
}
