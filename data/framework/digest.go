package framework

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Digest is the SHA-256 of everything a framework consists of, in lower-case hex: of each file of its folder
// in order of path, the path, the size in bytes and the bytes, as "PATH\nSIZE\nBYTES". Two programs that
// show the same one judge by the same framework. Files whose names begin with a dot are no part of it.
func (f *Framework) Digest() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(f.Files, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(path.Base(name), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		}
		data, err := fs.ReadFile(f.Files, name)
		fmt.Fprintf(h, "%s\n%d\n", name, len(data))
		h.Write(data)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
