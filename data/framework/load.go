package framework

import (
	"fmt"
	"io/fs"
	"path"

	"opframe/data/yamlfile"
)

// ownFile is the name of a framework's own file in its folder.
const ownFile = "framework.yaml"

// Load reads the framework in the root of dir. Name is what messages call the folder. The error
// joins every fault of the file's form; Lint finds the faults of its sense.
func Load(name string, dir fs.FS) (*Framework, error) {
	return LoadCompiled(name, dir, "")
}

// LoadCompiled is Load where the framework was compiled before: the same is read, many times faster. A compiled
// form that is not of this very framework.yaml, or was made when Framework had other fields, counts for nothing.
func LoadCompiled(name string, dir fs.FS, compiled string) (*Framework, error) {
	data, err := fs.ReadFile(dir, ownFile)
	if err != nil {
		return nil, fmt.Errorf("%s: no framework.yaml there: %w", name, err)
	}
	f := &Framework{Files: dir}
	if !yamlfile.Restore(data, compiled, f) {
		if err := yamlfile.Decode(path.Join(name, ownFile), data, f); err != nil {
			return nil, err
		}
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

// Compile is the framework as LoadCompiled reads it. It is called by the same name then.
func (f *Framework) Compile() ([]byte, error) {
	data, err := fs.ReadFile(f.Files, ownFile)
	return yamlfile.Compile(data, f), err
}

// CompileAgain is Compile, given a compiled form that may be the framework's own, which then is given back.
func (f *Framework) CompileAgain(compiled string) (string, error) {
	data, err := fs.ReadFile(f.Files, ownFile)
	if err != nil || yamlfile.Fits(data, compiled, f) {
		return compiled, err
	}
	return string(yamlfile.Compile(data, f)), nil
}
