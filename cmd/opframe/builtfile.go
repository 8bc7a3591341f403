package main

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"io"
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
	file      *os.File
	files     *io.SectionReader // entries
}

// laidList lists the files a site consists of while they are laid. It does so in the file that will be the cache's
// builtFile, since of a round of ten thousand they are hundreds of thousands.
type laidList struct {
	file *os.File
	out  *bufio.Writer
	enc  *gob.Encoder
}

// entry is one step of the list: files that were laid, or folders that were removed with what was in them until then.
// What is told of the build stands behind the list, and where it begins in the last bytes of the file: the list is read
// only where nothing else has changed.
type entry struct {
	Laid    []byte // a site.KeptList
	Removed []string
}

// endSize is the size of what says where the list ends.
const endSize = 8

func newLaidList(dir string) (*laidList, error) {
	f, err := os.CreateTemp(dir, builtFile+".new-")
	if err != nil {
		return nil, err
	}
	l := &laidList{file: f, out: bufio.NewWriterSize(f, 1<<16)}
	l.enc = gob.NewEncoder(l.out)
	return l, nil
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
	err := l.end(end)
	if err = errors.Join(err, l.out.Flush(), l.file.Close()); err == nil {
		err = os.Rename(l.file.Name(), filepath.Join(filepath.Dir(l.file.Name()), builtFile))
	}
	if err != nil {
		err = errors.Join(err, os.Remove(l.file.Name()))
	}
	return err
}

func (l *laidList) end(b *built) error {
	if err := l.out.Flush(); err != nil {
		return err
	}
	at, err := l.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	end := gob.NewEncoder(l.out)
	if err := errors.Join(end.Encode(cacheForm), end.Encode(b)); err != nil {
		return err
	}
	_, err = l.out.Write(binary.LittleEndian.AppendUint64(nil, uint64(at)))
	return err
}

func (l *laidList) abort() error {
	if l == nil {
		return nil
	}
	return errors.Join(l.file.Close(), os.Remove(l.file.Name()))
}

// readBuilt reads what is told of the last build; nil where that cannot be read. It is to be closed.
func readBuilt(out string) *built {
	f, err := os.Open(filepath.Join(cacheFolder(out), builtFile))
	if err != nil {
		return nil
	}
	b, err := readEnd(f)
	if err != nil {
		_ = f.Close() // nothing was written to it
		return nil
	}
	return b
}

func readEnd(f *os.File) (*built, error) {
	size, err := f.Seek(-endSize, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	var last [endSize]byte
	if _, err := f.ReadAt(last[:], size); err != nil {
		return nil, err
	}
	at := int64(binary.LittleEndian.Uint64(last[:]))
	if at < 0 || at > size {
		return nil, io.ErrUnexpectedEOF
	}
	dec := gob.NewDecoder(bufio.NewReaderSize(io.NewSectionReader(f, at, size-at), 1<<16))
	var form string
	if err := dec.Decode(&form); err != nil || form != cacheForm {
		return nil, errors.Join(err, io.ErrUnexpectedEOF)
	}
	b := &built{file: f, files: io.NewSectionReader(f, 0, at)}
	return b, dec.Decode(b)
}

func (b *built) close() error { return b.file.Close() }

// stands says whether the site at out is still as it was built.
func (b *built) stands(out string) bool {
	dec := gob.NewDecoder(bufio.NewReaderSize(b.files, 1<<16))
	var files []site.Kept
	for {
		var e entry
		if err := dec.Decode(&e); errors.Is(err, io.EOF) {
			return site.Same(out, files)
		} else if err != nil {
			return false
		}
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
}
