package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"opframe/data/sample"
)

// sampleFiles is the sample round, made once: making it takes as long as building it.
var sampleFiles = sync.OnceValues(sample.Files)

// sampleRound writes the sample round into a folder of the test's own, as `opframe init` does.
func sampleRound(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "round")
	if err := writeSample(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func writeSample(dir string) error {
	files, err := sampleFiles()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(full, files[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sampleSite is the sample round built once for all tests that only read it.
func sampleSite(t *testing.T) string {
	t.Helper()
	site, err := builtSample()
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// sampleDir is where the site of sampleSite lies; TestMain takes it away.
var sampleDir = filepath.Join(os.TempDir(), fmt.Sprintf("opframe-sample-%d", os.Getpid()))

var builtSample = sync.OnceValues(func() (string, error) {
	dir, out := filepath.Join(sampleDir, "round"), filepath.Join(sampleDir, "site")
	if err := writeSample(dir); err != nil {
		return "", err
	}
	var said bytes.Buffer
	if code := run(context.Background(), []string{"build", dir, "-o", out}, io.Discard, &said); code != exitProblems {
		return "", fmt.Errorf("build of the sample ends with exit code %d, want 3: the sample has deliberate problems\n%s", code, said.String())
	}
	return out, nil
})

// sampleTo is the word `sample DIR [WORD …]` of scripts: what `opframe init DIR` writes, which build.txtar holds,
// in no time; with words, of the responses only those in whose names one of them stands.
func sampleTo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: sample DIR [WORD …]")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(writeSample(dir))
	if len(args) == 1 {
		return
	}
	ts.Check(filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		wanted := slices.ContainsFunc(args[1:], func(word string) bool { return strings.Contains(strings.ToLower(e.Name()), word) })
		if err != nil || e.IsDir() || wanted || filepath.Base(filepath.Dir(name)) != "responses" {
			return err
		}
		return os.Remove(name)
	}))
}
