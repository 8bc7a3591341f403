package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"opframe/data/audience"
	"opframe/data/frameworks"
	"opframe/render/report"
	"opframe/templates"
)

const (
	checkFolder = "check/"
	checkPage   = checkFolder + "index.html"
	// moduleFolder is where the checker for browsers lies beside the program. It is no part of the program: it
	// would be half of it, and one of them would be built of what the other was before.
	moduleFolder = "opframe-wasm"
)

// checkerModule is the checker for browsers as it was built: the module, and the script of the toolchain that runs it.
type checkerModule struct{ wasm, exec []byte }

// moduleName and execName are its files.
const moduleName, execName = "opframe.wasm", "wasm_exec.js"

// readModule reads the checker in a folder, nil where the folder is "".
func readModule(dir string) (*checkerModule, error) {
	if dir == "" {
		return nil, nil
	}
	wasm, err := os.ReadFile(filepath.Join(dir, moduleName))
	exec, err2 := os.ReadFile(filepath.Join(dir, execName))
	return &checkerModule{wasm, exec}, errors.Join(err, err2)
}

// moduleBeside is the folder of the checker beside the program, "" where there is none.
func moduleBeside() string {
	self, err := os.Executable()
	if err != nil {
		return "" // the system does not tell where the program lies
	}
	dir := filepath.Join(filepath.Dir(self), moduleFolder)
	if _, err := os.Stat(filepath.Join(dir, moduleName)); err != nil {
		return ""
	}
	return dir
}

// checkerFolder is where the checker that the flags of build ask for lies, "" where there is none.
func (f *flags) checkerFolder() string {
	if f.noWASM || f.checker != "" {
		return f.checker
	}
	return moduleBeside()
}

// settleChecker is the checker that the flags of build ask for.
func (b *builder) settleChecker(f *flags) (err error) {
	if f.noWASM && f.checker != "" {
		return misused("build: --no-wasm and --check contradict each other")
	}
	b.checker, err = readModule(f.checkerFolder())
	return err
}

// checks: the public edition has the checker. A framework of the office's own is not in it.
func (b *builder) checks() bool {
	return b.checker != nil && slices.Contains(frameworks.Names(), b.edition.Framework.Ref())
}

// told is what the page is told of the module, as the script module.js.
type told struct {
	Name       string `json:"name"` // with its hash, so that browsers keep it as long as it is the same
	Size       int    `json:"size"`
	Packed     int    `json:"packed"` // by gzip, which is up to the server
	Frameworks []seal `json:"frameworks"`
}

type seal struct {
	Framework string `json:"framework"`
	SHA256    string `json:"sha256"`
}

// layChecker puts the scripts of the page check/ beside it, and the module where there is one.
func (b *builder) layChecker(x *binder[audience.Public]) error {
	about, err := b.toldOfModule()
	if err != nil {
		return err
	}
	data, err := json.Marshal(about)
	if err != nil {
		return err
	}
	files := map[string][]byte{"module.js": fmt.Appendf(nil, "window.opframeModule = %s;\n", data)}
	for _, name := range []string{"check.js", "worker.js"} {
		if files[name], err = fs.ReadFile(templates.Checker(), name); err != nil {
			return err
		}
	}
	if about == nil {
		delete(files, "worker.js")
	} else {
		files[about.Name], files["wasm_exec.js"] = b.checker.wasm, b.checker.exec
	}
	for _, name := range sorted(files) {
		if err := x.lay(checkFolder+name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) toldOfModule() (*told, error) {
	if !b.checks() {
		return nil, nil
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write(b.checker.wasm)
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b.checker.wasm)
	t := &told{Name: "opframe-" + hex.EncodeToString(sum[:8]) + ".wasm", Size: len(b.checker.wasm), Packed: packed.Len()}
	for _, e := range b.known {
		digest, err := e.Framework.Digest()
		if err != nil {
			return nil, err
		}
		t.Frameworks = append(t.Frameworks, seal{e.Framework.Ref(), digest})
	}
	return t, nil
}

// addCheckPage adds the page itself.
func (b *builder) addCheckPage(x *binder[audience.Public], o openPages) error {
	p, err := report.CheckPage(o.view, b.checks())
	x.add(p)
	return err
}
