package round

import (
	"errors"
	"io/fs"
	"path"
	"strings"
)

// wording reads letters/*.md, the round's own wording of letters. What a letter may say there is for those to
// check that print it.
func (r *Round) wording(dir fs.FS) error {
	entries, err := fs.ReadDir(dir, "letters")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	r.Letters = map[string][]byte{}
	for _, e := range entries {
		file := path.Join("letters", e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir() || path.Ext(e.Name()) != ".md":
			r.warn(file, "it is no wording of a letter, so it is not read.", "Wording is Markdown, such as letters/outcome.md.")
		default:
			if r.Letters[file], err = fs.ReadFile(dir, file); err != nil {
				return err
			}
		}
	}
	return nil
}
