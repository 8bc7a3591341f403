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

// survey lists the files and folders below a folder. Anything else there is an error, above all a link that leads out
// of it. Every name is looked up in its own folder, which takes the system half as long as from the root of all.
func survey(root string) (files []seen, folders []string, err error) {
	w := surveyor{buffer: make([]byte, 1<<15)}
	err = w.folder(unix.AT_FDCWD, root, "")
	return w.files, w.folders, err
}

type surveyor struct {
	files   []seen
	folders []string
	buffer  []byte
}

// folder lists the folder of a name in another that is open; at begins the names of what is in it.
func (w *surveyor) folder(in int, name, at string) error {
	fd, err := unix.Openat(in, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	var names []string
	for {
		n, err := unix.ReadDirent(fd, w.buffer)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
		_, _, names = unix.ParseDirent(w.buffer[:n], -1, names)
	}
	for _, name := range names {
		if err := w.entry(fd, name, at+name); err != nil {
			return err
		}
	}
	return nil
}

func (w *surveyor) entry(in int, name, full string) error {
	var s unix.Stat_t
	if err := unix.Fstatat(in, name, &s, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return err
	}
	switch s.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		w.files = append(w.files, seen{full, look{s.Size, unix.TimespecToNsec(s.Mtim), s.Ino}})
		return nil
	case unix.S_IFDIR:
		w.folders = append(w.folders, full)
		return w.folder(in, name, full+"/")
	}
	return fs.ErrInvalid
}
