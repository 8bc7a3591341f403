package site

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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

// survey lists what is in a folder and in those below it. Anything but files and folders is an error, above all a link
// that leads out of it. Every name is looked up in its own folder, which takes the system half as long as from the root
// of all.
func survey(root string) (*stock, error) {
	w := surveyor{found: &stock{folders: map[string]*stocked{}}, buffer: make([]byte, 1<<15), seen: map[uint64]look{}}
	err := w.folder(unix.AT_FDCWD, root, "")
	return w.found, err
}

// namesOfOne is how many names a file has that is in the site once: the last site, which shares it, has it too.
const namesOfOne = 2

type surveyor struct {
	found  *stock
	buffer []byte
	files  []stockedFile // room for those of folders to come
	// seen are files that have further names, in the site too, by inode: the second name need not be looked up.
	seen map[uint64]look
}

// folder lists the folder of a name in another that is open; at is its path below the root.
func (w *surveyor) folder(in int, name, at string) error {
	fd, err := unix.Openat(in, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	folder := &stocked{}
	w.found.folders[at] = folder
	w.files = w.files[len(w.files):]
	var within []string
	for {
		n, err := unix.ReadDirent(fd, w.buffer)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
		if within, err = w.entries(fd, w.buffer[:n], within); err != nil {
			return err
		}
	}
	folder.files = w.files[:len(w.files):len(w.files)]
	if at != "" {
		at += "/"
	}
	for _, name := range within {
		if err := w.folder(fd, name, at+name); err != nil {
			return err
		}
	}
	return nil
}

// entries adds the files of a list as the system writes it, and gives the folders in it after those that are there: of
// each entry that is its inode and another number, of eight bytes each, the length of all, its kind and its name, which a
// zero ends.
func (w *surveyor) entries(in int, list []byte, within []string) ([]string, error) {
	for len(list) > 0 {
		inode, size := binary.NativeEndian.Uint64(list), binary.NativeEndian.Uint16(list[16:])
		kind, name := list[18], list[19:size]
		list = list[size:]
		name = name[:bytes.IndexByte(name, 0)]
		switch {
		case string(name) == "." || string(name) == "..":
		case kind == unix.DT_DIR:
			within = append(within, string(name))
		default:
			number := w.found.names.numberOf(name)
			if seen, ok := w.seen[inode]; ok && kind == unix.DT_REG {
				w.add(stockedFile{number, seen})
				continue
			}
			var s unix.Stat_t
			if err := unix.Fstatat(in, w.found.names.all[number], &s, unix.AT_SYMLINK_NOFOLLOW); err != nil {
				return nil, err
			}
			switch s.Mode & unix.S_IFMT {
			case unix.S_IFREG:
				w.add(stockedFile{number, lookOf(s)})
				if s.Nlink > namesOfOne && s.Ino == inode { // not all file systems have the same in the list
					w.seen[inode] = lookOf(s)
				}
			case unix.S_IFDIR: // not all file systems tell in the list
				within = append(within, string(name))
			default:
				return nil, fs.ErrInvalid
			}
		}
	}
	return within, nil
}

// add adds a file to the folder in hand.
func (w *surveyor) add(f stockedFile) {
	if len(w.files) == cap(w.files) {
		w.files = append(make([]stockedFile, 0, 1024+2*len(w.files)), w.files...)
	}
	w.files = append(w.files, f)
}

// linker links files of one folder into another, most of which come one after the other: the folders are looked up once.
type linker struct {
	open         bool
	folder       string // of the site
	fromFD, toFD int
}

// unlike says whether a file of the site lies in another folder than the one in hand.
func (l *linker) unlike(file string) bool { return !l.open || l.folder != folderOf(file) }

// enter goes into a folder.
func (l *linker) enter(folder, from, to string) error {
	l.close()
	const how = unix.O_PATH | unix.O_DIRECTORY | unix.O_CLOEXEC
	a, err := unix.Open(from, how, 0)
	if err != nil {
		return &os.PathError{Op: "open", Path: from, Err: err}
	}
	b, err := unix.Open(to, how, 0)
	if err != nil {
		return errors.Join(&os.PathError{Op: "open", Path: to, Err: err}, unix.Close(a))
	}
	*l = linker{true, folder, a, b}
	return nil
}

// link links a file of the folder, and says whether that was done and how the file looks then.
func (l *linker) link(name string) (done bool, seen look, err error) {
	name = strings.TrimPrefix(name, "/")
	if err := unix.Linkat(l.fromFD, name, l.toFD, name, 0); err != nil {
		return false, look{}, fmt.Errorf("link %s in %s: %w", name, l.folder, err)
	}
	var s unix.Stat_t
	err = unix.Fstatat(l.toFD, name, &s, unix.AT_SYMLINK_NOFOLLOW)
	if err == nil && s.Mode&unix.S_IFMT != unix.S_IFREG {
		err = fs.ErrInvalid
	}
	return true, lookOf(s), err
}

func (l *linker) close() {
	if l.open {
		_, _ = unix.Close(l.fromFD), unix.Close(l.toFD) // nothing was written through them
	}
	*l = linker{}
}

func lookOf(s unix.Stat_t) look { return look{s.Size, unix.TimespecToNsec(s.Mtim), s.Ino} }
