package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers states which packages of ours each package may import: the arrow of the house. A package that
// is not in the table does not pass, so a new room is put here first.
var layers = map[string][]string{
	"data/audience":       {},
	"data/date":           {},
	"data/deflate":        {},
	"data/freelist":       {},
	"data/yamlfile":       {},
	"data/framework":      {"data/date", "data/yamlfile"},
	"data/frameworks":     {"data/framework"},
	"data/response":       {"data/date"},
	"data/workbook/cells": {"data/date", "data/freelist"},
	"data/workbook/mark":  {},
	"data/consultation":   {"data/date", "data/yamlfile", "data/response", "data/workbook/cells"},
	"data/workbook":       {"data/date", "data/deflate", "data/freelist", "data/yamlfile", "data/framework", "data/response", "data/workbook/cells"},
	"data/round":          {"data/date", "data/yamlfile", "data/response", "data/consultation", "data/framework", "data/workbook/cells"},
	"data/assess":         {"data/date", "data/freelist", "data/yamlfile", "data/framework", "data/response"},
	"data/review":         {"data/date", "data/framework", "data/response", "data/assess", "data/workbook", "data/workbook/cells"},
	"data/target":         {"data/date", "data/framework", "data/response", "data/assess"},
	"data/service":        {"data/date", "data/framework", "data/response", "data/round"},
	"data/disclose":       {},
	"data/compare":        {"data/date", "data/framework", "data/response", "data/assess"},
	"data/view":           {"data/audience", "data/date", "data/framework", "data/response", "data/consultation", "data/round", "data/assess", "data/review", "data/target", "data/service", "data/compare", "data/disclose"},
	"data/intake": {"data/audience", "data/date", "data/framework", "data/frameworks", "data/response", "data/round", "data/assess", "data/target", "data/view",
		"data/workbook", "data/workbook/cells"},
	"render/golden":    {}, // compares in tests
	"data/sample":      {"data/date", "data/yamlfile", "data/framework", "data/frameworks", "data/response", "data/assess", "data/review", "data/round", "data/service", "data/workbook"},
	"data/sample/bulk": {},
	"render/doc":       {"data/audience", "data/date"},
	"render/chart":     {"render/doc"},
	"render/prose":     {"render/doc"},
	"render/report": {"data/audience", "data/date", "data/yamlfile", "data/framework", "data/response", "data/assess", "data/review", "data/target", "data/service", "data/compare", "data/disclose",
		"data/consultation", "data/round", "data/view", "render/doc", "render/prose", "templates"},
	"render/html":             {"data/freelist", "render/doc", "render/chart", "templates"},
	"render/markdown":         {"data/freelist", "render/doc"},
	"render/pdf":              {"data/deflate", "data/freelist", "render/doc", "render/chart", "render/pdf/tagged"},
	"render/pdf/tagged":       {"data/deflate", "data/freelist"},
	"render/pdf/tagged/check": {}, // checks in tests
	"render/standalone": {"data/audience", "data/view", "render/doc", "render/exchange", "render/html", "render/markdown", "render/pdf",
		"render/report"},
	"render/exchange":  {"data/audience", "data/date", "data/freelist", "data/framework", "data/response", "data/assess", "data/review", "data/target", "data/service", "data/compare", "data/disclose", "data/consultation", "data/view", "render/doc"},
	"templates":        {},
	"site/search":      {},
	"site":             {"data/audience"},
	"cmd/opframe":      {"*"},                                       // ties everything together, and nobody imports it
	"cmd/opframe-wasm": {"*"},                                       // likewise, for a browser
	"cmd/opframe-bulk": {"data/sample/bulk", "data/workbook/cells"}, // rounds to measure with
}

// owners are the libraries with one importer each; tests may use them as well.
var owners = map[string]string{
	"go.yaml.in/yaml/v3":           "data/yamlfile",
	"github.com/xuri/excelize/v2":  "data/workbook",
	"github.com/go-pdf/fpdf":       "render/pdf",
	"github.com/go-fonts/":         "render/pdf",
	"golang.org/x/image":           "render/pdf",
	"github.com/yuin/goldmark":     "render/prose",
	"github.com/spf13/pflag":       "cmd/opframe",
	"html/template":                "", // too slow for thousands of pages; tests of render/html hold ours to it
	"os/signal":                    "cmd/opframe",
	"net/http":                     "cmd/opframe",
	"github.com/fsnotify/fsnotify": "cmd/opframe",
	"github.com/google/go-cmp":     "render/golden",
	"github.com/rogpeppe/go-inter": "render/golden",
	"golang.org/x/net":             "",
	"golang.org/x/sys":             "site",
}

// pure packages make values of values: they touch no file, no clock, no environment.
var pure = []string{"data/audience", "data/date", "data/deflate", "data/freelist", "data/framework", "data/response", "data/workbook", "data/workbook/cells",
	"data/assess", "data/review", "data/target", "data/service", "data/compare", "data/disclose", "data/view", "render/doc", "render/chart", "render/prose", "render/report", "render/html",
	"render/markdown", "render/pdf", "render/pdf/tagged", "render/pdf/tagged/check", "render/exchange", "render/standalone",
	"data/intake", "data/workbook/mark", "data/yamlfile", "data/consultation", "data/round", "templates"}

func TestImportsFollowTheArrow(t *testing.T) {
	imports := importsOf(t, "../..")
	for pkg, all := range imports {
		allowed, known := layers[pkg]
		if !known {
			t.Errorf("%s is not in the table of layers: put it there first", pkg)
			continue
		}
		for _, imp := range all {
			checkImport(t, pkg, imp, allowed)
		}
	}
	for pkg := range layers {
		if imports[pkg] == nil {
			t.Errorf("the table of layers has %s, and there is no such package", pkg)
		}
	}
}

func checkImport(t *testing.T, pkg, imp string, allowed []string) {
	t.Helper()
	if ours, ok := strings.CutPrefix(imp, "opframe/"); ok {
		if strings.HasPrefix(ours, "cmd/") {
			t.Errorf("%s imports %s: nobody imports cmd", pkg, ours)
		} else if !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*") {
			t.Errorf("%s imports %s, which does not stand before it", pkg, ours)
		}
		return
	}
	for library, owner := range owners {
		if strings.HasPrefix(imp, library) && pkg != owner {
			t.Errorf("%s imports %s, which belongs to %q", pkg, imp, owner)
		}
	}
	if slices.Contains(pure, pkg) && slices.Contains([]string{"os", "os/exec", "net", "net/http", "path/filepath", "math/rand", "math/rand/v2", "log"}, imp) {
		t.Errorf("%s imports %s: it makes values of values and touches nothing outside", pkg, imp)
	}
}

// What runs in a browser has no files, network and clock: every room on its way is pure. data/frameworks opens
// a folder where it is given a path, which the checker never does.
func TestTheCheckerForBrowsersIsPure(t *testing.T) {
	imports := importsOf(t, "../..")
	seen := map[string]bool{}
	var follow func(pkg string)
	follow = func(pkg string) {
		for _, imp := range imports[pkg] {
			ours, ok := strings.CutPrefix(imp, "opframe/")
			if !ok || seen[ours] {
				continue
			}
			seen[ours] = true
			if !slices.Contains(pure, ours) && ours != "data/frameworks" {
				t.Errorf("%s is on the way of cmd/opframe-wasm and not among the pure", ours)
			}
			follow(ours)
		}
	}
	follow("cmd/opframe-wasm")
	if !seen["data/workbook/cells"] || !seen["render/pdf"] {
		t.Errorf("the way of cmd/opframe-wasm is only %v", seen)
	}
}

// The table itself must hold the pairs that may never meet, whatever is added to it later.
func TestPairsThatMustNotMeet(t *testing.T) {
	for pkg, allowed := range layers {
		if strings.HasPrefix(pkg, "render/") && slices.Contains(allowed, "data/workbook") {
			t.Errorf("%s may import data/workbook: render never knows where it was read", pkg)
		}
		if pkg == "site" && slices.Contains(allowed, "data/assess") {
			t.Error("site may import data/assess: site never knows what it says")
		}
		if strings.HasPrefix(pkg, "data/") && slices.ContainsFunc(allowed, func(a string) bool { return strings.HasPrefix(a, "render/") }) {
			t.Errorf("%s may import from render: data never knows how it looks", pkg)
		}
	}
	printers := []string{"render/html", "render/markdown", "render/pdf"}
	for _, p := range printers {
		for _, other := range printers {
			if slices.Contains(layers[p], other) {
				t.Errorf("%s may import %s: printers know nothing of each other", p, other)
			}
		}
	}
}

// The clock is read once, in cmd.
func TestOnlyCmdReadsTheClock(t *testing.T) {
	for name, text := range sources(t, "../..") {
		if strings.Contains(text, "time.Now(") && path.Dir(name) != "cmd/opframe" {
			t.Errorf("%s reads the clock", name)
		}
		if strings.Contains(text, "os.Exit(") && (path.Dir(path.Dir(name)) != "cmd" || path.Base(name) != "main.go") {
			t.Errorf("%s exits: only main does", name)
		}
		for _, printing := range []string{"fmt.Print", "os.Stdout", "os.Stderr"} {
			if strings.Contains(text, printing) && !strings.HasPrefix(name, "cmd/") {
				t.Errorf("%s has %s: only cmd prints", name, printing)
			}
		}
	}
}

// importsOf lists the imports of the non-test files of each package below root.
func importsOf(t *testing.T, root string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for name, text := range sources(t, root) {
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		pkg := path.Dir(name)
		all[pkg] = append(all[pkg], "")
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			all[pkg] = append(all[pkg], p)
		}
	}
	return all
}

// sources reads the Go files below root that are not tests, by path from root with slashes.
func sources(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() && (name == "testdata" || name == "out" || name == "bin" || name == "node_modules" || strings.HasPrefix(name, ".") && p != root) {
			return fs.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(root, p)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
