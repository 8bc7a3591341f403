package frameworks

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"opframe/data/framework"
)

var compile = flag.Bool("compile", false, "write compiled/ anew")

// The compiled form of each edition is what its YAML says, to the last place of it.
func TestCompiled(t *testing.T) {
	for _, name := range Names() {
		sub, err := fs.Sub(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := framework.Load(name, sub)
		if err != nil {
			t.Fatal(err)
		}
		form, err := want.Compile()
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("compiled", name)
		if *compile {
			if err := os.WriteFile(file, form, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if has, err := os.ReadFile(file); err != nil || !slices.Equal(has, form) {
			t.Errorf("%s is not what %s/framework.yaml says: run go generate ./data/frameworks (%v)", file, name, err)
		}
		if got, err := Find(name); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is another when it is read from its compiled form: %v", name, err)
		}
	}
}

// Nothing but these forms lies in the folder.
func TestCompiledHasNoOthers(t *testing.T) {
	entries, err := os.ReadDir("compiled")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !Embedded(e.Name()) {
			t.Errorf("compiled/%s is of no embedded edition: remove it", e.Name())
		}
	}
}
