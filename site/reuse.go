package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Kept is a file of a site that was built, known well enough to be used again in the next: one that was changed,
// replaced or cut off since has another size, time or inode.
type Kept struct {
	Path     string // below the site
	SHA256   string // "" of a list of checksums
	Size     int64
	Modified int64  // in nanoseconds
	Inode    uint64 // 0 where the system has none
}

// look is what of a file is seen from outside.
type look struct {
	size, modified int64
	inode          uint64
}

func kept(name, sum string, info fs.FileInfo) Kept {
	return Kept{name, sum, info.Size(), info.ModTime().UnixNano(), inode(info)}
}

// is says whether a file is the one that was kept.
func (k Kept) is(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && kept(k.Path, k.SHA256, info) == k
}

// Laid are the files laid since it was asked last.
func (s *Site) Laid() []Kept {
	all := s.laid
	s.laid = nil
	s.forget()
	clear(s.folders) // the next files lie elsewhere, and a folder that is there is soon made again
	return all
}

// Reuse takes files over from the last site. Where one is not what it was, none are taken.
func (s *Site) Reuse(all []Kept) error {
	before := len(s.laid)
	s.laid = slices.Grow(s.laid, len(all))
	var l linker
	defer l.close()
	for i, k := range all {
		if err := s.link(&l, k); err != nil {
			for _, done := range all[:i] {
				err = errors.Join(err, os.Remove(filepath.Join(s.staging, filepath.FromSlash(done.Path))))
			}
			s.laid = s.laid[:before]
			return err
		}
		s.laid = append(s.laid, k)
	}
	return nil
}

// link makes a file of the last site one of this as well, without a copy. What was linked is looked at, and not what it
// was linked from: another build may put its own site there at any moment.
func (s *Site) link(l *linker, k Kept) error {
	s.taken++
	if s.stock.lay(k) {
		return nil
	}
	if l.unlike(k.Path) {
		full, err := s.place(k.Path)
		if err != nil {
			return err
		}
		if err := l.enter(folderOf(k.Path), filepath.Join(s.out, filepath.FromSlash(folderOf(k.Path))), filepath.Dir(full)); err != nil {
			return err
		}
	}
	if s.stock != nil {
		if err := s.give(k.Path, filepath.Join(s.staging, filepath.FromSlash(k.Path))); err != nil {
			return err
		}
	}
	linked, seen, err := l.link(k.Path[len(folderOf(k.Path)):])
	if err == nil && seen != (look{k.Size, k.Modified, k.Inode}) {
		err = fmt.Errorf("%s is not what it was", k.Path)
	}
	if err != nil && linked {
		err = errors.Join(err, os.Remove(filepath.Join(s.staging, filepath.FromSlash(k.Path))))
	}
	return err
}

// folderOf is the folder of a file of the site, "" for one that lies in none.
func folderOf(name string) string { return name[:max(0, strings.LastIndexByte(name, '/'))] }

// Adopt takes files that were used again into the list of the edition they are in; others are passed over.
func (t *Tree[A]) Adopt(all []Kept) error {
	in := t.reader.Folder() + "/"
	for _, k := range all {
		name, ok := strings.CutPrefix(k.Path, in)
		if !ok || name == sumsName || name == manifestName {
			continue
		}
		if err := t.list(File{name, k.Size, k.SHA256}); err != nil {
			return err
		}
	}
	return nil
}

// Same says whether the site at out still consists of these files, each as it was.
func Same(out string, all []Kept) bool {
	for _, k := range all {
		info, err := os.Lstat(filepath.Join(out, filepath.FromSlash(k.Path)))
		if err != nil || !k.is(info) {
			return false
		}
	}
	return true
}
