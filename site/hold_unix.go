//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package site

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// hold marks a staging directory and locks the mark until it is closed. The system takes the lock away
// with the process, so what is marked and not locked was left by a build that was killed. The mark has its
// name only once it is locked, so that no other build sees it unlocked.
func hold(staging string) (io.Closer, error) {
	name := filepath.Join(staging, marker)
	f, err := os.OpenFile(name+".new", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	// On a file system without locks nobody can take one, and then nothing is thought abandoned.
	_ = lock(f)
	_, err = f.WriteString(mark)
	if err = errors.Join(err, os.Rename(name+".new", name)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// abandoned says whether a directory is marked as ours and no build holds it. One that is not marked yet may be of a
// build that begins, and is old where that was killed.
func abandoned(dir string) bool {
	f, err := os.OpenFile(filepath.Join(dir, marker), os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		info, err := os.Stat(dir)
		return err == nil && time.Since(info.ModTime()) > time.Hour
	}
	if err != nil {
		return false
	}
	defer f.Close()
	return lock(f) == nil
}

func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
