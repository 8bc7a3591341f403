//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package site

import (
	"io"
	"os"
	"path/filepath"
)

// hold marks a staging directory. A directory with an open file in it could not be moved here.
func hold(staging string) (io.Closer, error) {
	return io.NopCloser(nil), os.WriteFile(filepath.Join(staging, marker), []byte(mark), 0o644)
}

// abandoned is never known here, so nothing is removed.
func abandoned(string) bool { return false }
