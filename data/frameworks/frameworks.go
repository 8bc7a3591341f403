// Package frameworks holds the published frameworks, a folder an edition, and finds them by name.
// It knows nothing of what they say.
package frameworks

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"opframe/data/framework"
)

//go:embed *@*
var embedded embed.FS

// compiled has the compiled form of each embedded edition, a file of the edition's name. Whoever changes an edition
// that is not published yet, or the fields of framework.Framework, makes them anew; a test compares them with
// what the YAML says.
//
//go:generate go test -run TestCompiled -compile .
//go:embed compiled/*@*
var compiled embed.FS

// Latest is the edition used where none is named.
const Latest = "interim@1.0"

// Names lists the embedded editions, sorted.
func Names() []string {
	entries, err := embedded.ReadDir(".")
	if err != nil {
		panic(err) // the root of an embed.FS can always be read
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	return names
}

// Embedded says that there is an embedded edition of that name. The tests hold that these have no faults.
func Embedded(name string) bool { return slices.Contains(Names(), name) }

// Find loads an edition: an embedded one by its name, or one in a folder by its path. A name with a
// separator is always a path, any other always an embedded name.
func Find(name string) (*framework.Framework, error) { return FindCompiled(name, "") }

// FindCompiled is Find where an edition in a folder was compiled before; see framework.LoadCompiled.
func FindCompiled(name, form string) (*framework.Framework, error) {
	if strings.ContainsRune(name, filepath.Separator) {
		return framework.LoadCompiled(name, os.DirFS(name), form)
	}
	if !Embedded(name) {
		return nil, fmt.Errorf("no framework is called %q: there are %s; for one in a folder of your own give its path, such as ./%s",
			name, strings.Join(Names(), ", "), name)
	}
	sub, err := fs.Sub(embedded, name)
	if err != nil {
		return nil, err
	}
	own, err := compiled.ReadFile("compiled/" + name)
	if err != nil {
		return nil, err
	}
	return framework.LoadCompiled(name, sub, string(own))
}
