package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"opframe/data/sample"
)

// init writes the sample round into a folder that is not there or empty.
func (a *app) init(f *flags) error {
	if f.NArg() != 1 {
		return misused("init: name the folder to write the sample round into")
	}
	dir := f.Arg(0)
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s: it is not empty, and nothing in it is overwritten: name another folder", dir)
	}
	files, err := sample.Files()
	if err != nil {
		return err
	}
	responses := 0
	for _, name := range sorted(files) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, files[name], 0o644)); err != nil {
			return err
		}
		if filepath.Dir(filepath.FromSlash(name)) == "responses" {
			responses++
		}
	}
	fmt.Fprintf(a.out, "%s: a sample round with %s; everybody in it is fictional\n", dir, count(responses, "response"))
	return nil
}
