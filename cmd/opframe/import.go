package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

func importFlags(f *flags) {
	f.StringVar(&f.mapping, "map", "", "import: the workbook.yaml that says which column of the list holds what")
	f.StringVarP(&f.out, "output", "o", "", "import: the folder to write the draft into; it must not be there or be empty")
}

// importList drafts a framework folder from a list of controls that an office has.
func (a *app) importList(f *flags, args []string) error {
	if len(args) != 1 || f.mapping == "" || f.out == "" {
		return misused("frameworks import: name one file, its map and a folder: frameworks import FILE --map workbook.yaml -o DIR")
	}
	entries, err := os.ReadDir(f.out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s: it is not empty, and nothing in it is overwritten: name another folder", f.out)
	}
	files, err := a.draft(args[0], f.mapping)
	if err != nil {
		return err
	}
	for _, name := range sorted(files) {
		full := filepath.Join(f.out, name)
		if err := errors.Join(os.MkdirAll(f.out, 0o755), os.WriteFile(full, files[name], 0o644)); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "%s: a draft to go on from; `opframe frameworks lint %s` says what is missing\n", f.out, pathName(f.out))
	return nil
}

// draft reads the list and says what in it was left out.
func (a *app) draft(list, mapping string) (map[string][]byte, error) {
	data, err := os.ReadFile(list)
	if err != nil {
		return nil, err
	}
	mapped, err := os.ReadFile(mapping)
	if err != nil {
		return nil, err
	}
	book, err := cells.Open(filepath.Base(list), data)
	if err != nil {
		return nil, err
	}
	yaml, layout, problems, err := workbook.Import(filepath.Base(list), book, mapped)
	for _, p := range problems {
		fmt.Fprintf(a.err, "opframe: %s\n", p)
	}
	return map[string][]byte{"framework.yaml": yaml, "workbook.yaml": layout}, err
}

// pathName writes a folder so that it is taken for a path and not for a name.
func pathName(dir string) string {
	if filepath.Base(dir) == dir {
		return "." + string(filepath.Separator) + dir
	}
	return dir
}
