package framework

import (
	"fmt"
	"io/fs"
	"path"

	"opframe/data/yamlfile"
)

// Load reads the framework in the root of dir. Name is what messages call the folder. The error
// joins every fault of the file's form; Lint finds the faults of its sense.
func Load(name string, dir fs.FS) (*Framework, error) {
	file := path.Join(name, "framework.yaml")
	data, err := fs.ReadFile(dir, "framework.yaml")
	if err != nil {
		return nil, fmt.Errorf("%s: no framework.yaml there: %w", name, err)
	}
	f := &Framework{Files: dir}
	if err := yamlfile.Decode(file, data, f); err != nil {
		return nil, err
	}
	for i := range f.Controls {
		for j := range f.Controls[i].Questions {
			f.Controls[i].Questions[j].Control = f.Controls[i].ID
			f.Controls[i].Questions[j].Dimension = f.Controls[i].Dimension
		}
	}
	f.index = newIndex(f)
	f.index.settle(f)
	return f, nil
}
