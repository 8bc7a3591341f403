package main

import (
	"bufio"
	"encoding/gob"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"opframe/site"
)

// built is what is told of a build, and told again where nothing has changed since.
type built struct {
	Key     key
	Folders []string // besides the round's own that were read
	Account account
	Read    map[string]sum
	// Framework is the round's, compiled. One whose text is another now is read anew.
	Framework string
	files     []entry
}

// laidList lists the files a site consists of while they are laid. It does so in the file that will be the cache's
// builtFile, since of a round of ten thousand they are hundreds of thousands.
type laidList struct {
	file *os.File
	out  *bufio.Writer
	enc  *gob.Encoder
}

// entry is one step of the list: files that were laid, folders that were removed with what was in them until then, or
// the end.
type entry struct {
	Laid    []byte // a site.KeptList, which is read only where nothing else has changed
	Removed []string
	End     *built
}

func newLaidList(dir string) (*laidList, error) {
	f, err := os.CreateTemp(dir, builtFile+".new-")
	if err != nil {
		return nil, err
	}
	l := &laidList{file: f, out: bufio.NewWriterSize(f, 1<<16)}
	l.enc = gob.NewEncoder(l.out)
	return l, l.enc.Encode(cacheForm)
}

// add notes files, a site.KeptList.
func (l *laidList) add(files []byte) error { return l.enc.Encode(entry{Laid: files}) }

// remove notes that folders of the site were removed.
func (l *laidList) remove(folders []string) error {
	if l == nil {
		return nil
	}
	return l.enc.Encode(entry{Removed: folders})
}

// commit ends the list and puts it in the place of the last one.
func (l *laidList) commit(end *built) error {
	err := errors.Join(l.enc.Encode(entry{End: end}), l.out.Flush(), l.file.Close())
	if err == nil {
		err = os.Rename(l.file.Name(), filepath.Join(filepath.Dir(l.file.Name()), builtFile))
	}
	if err != nil {
		err = errors.Join(err, os.Remove(l.file.Name()))
	}
	return err
}

func (l *laidList) abort() error {
	if l == nil {
		return nil
	}
	return errors.Join(l.file.Close(), os.Remove(l.file.Name()))
}

// readBuilt reads what is told of the last build; nil where that cannot be read.
func readBuilt(out string) *built {
	f, err := os.Open(filepath.Join(cacheFolder(out), builtFile))
	if err != nil {
		return nil
	}
	defer f.Close()
	dec := gob.NewDecoder(bufio.NewReaderSize(f, 1<<16))
	var form string
	if dec.Decode(&form) != nil || form != cacheForm {
		return nil
	}
	var files []entry
	for {
		var e entry
		if dec.Decode(&e) != nil {
			return nil
		}
		if e.End != nil {
			e.End.files = files
			return e.End
		}
		files = append(files, e)
	}
}

// stands says whether the site at out is still as it was built.
func (b *built) stands(out string) bool {
	var files []site.Kept
	for _, e := range b.files {
		if e.Removed != nil {
			files = slices.DeleteFunc(files, func(k site.Kept) bool {
				return slices.ContainsFunc(e.Removed, func(f string) bool { return strings.HasPrefix(k.Path, f+"/") })
			})
			continue
		}
		var laid site.KeptList
		if laid.UnmarshalBinary(e.Laid) != nil {
			return false
		}
		files = append(files, laid...)
	}
	return site.Same(out, files)
}
