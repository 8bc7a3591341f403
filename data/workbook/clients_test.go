//go:build clients

package workbook

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// These tests need LibreOffice Calc and its Python (Debian: libreoffice-calc python3-uno).

var update = flag.Bool("update", false, "keep what LibreOffice saves as test data")

func TestLibreOfficeFillsInByHand(t *testing.T) {
	dir := inLibreOffice(t, small(t), byHand(), editions(t))
	if !*update {
		return
	}
	names, err := filepath.Glob(filepath.Join(dir, "filled*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join("testdata/libreoffice", strings.Replace(filepath.Base(name), "filled", "saved", 1))
		if err := os.WriteFile(to, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLibreOfficeFillsInTheSmallQuestionnaire(t *testing.T) {
	e := small(t)
	for _, seed := range []uint64{1, 2, 3} {
		inLibreOffice(t, e, made(rand.New(rand.NewPCG(seed, 17)), e.Framework), editions(t))
	}
	inLibreOffice(t, e, full(t, e), editions(t))
}

func TestLibreOfficeFillsInTheInterimQuestionnaire(t *testing.T) {
	for _, v := range []string{"0.8", "1.0"} {
		e := load(t, "../frameworks/interim@"+v)
		inLibreOffice(t, e, made(rand.New(rand.NewPCG(5, 5)), e.Framework), []Edition{e})
	}
}

// inLibreOffice has Calc fill in an empty questionnaire, and compares what is read from its files
// with what was filled in, and its results of all formulas with ours.
func inLibreOffice(t *testing.T, e Edition, want *response.Submission, known []Edition) string {
	t.Helper()
	dir := t.TempDir()
	typed, computed := difference(plan(e.Framework, e.Layout, Prefill{}), plan(e.Framework, e.Layout, Prefill{Last: want}))
	report := fill(t, dir, writeXLSX(t, e, Prefill{}), typed)
	if len(report.Locked) > 0 {
		t.Errorf("these cells are for filling in and locked: %v", report.Locked)
	}
	if len(report.Lists) == 0 {
		t.Error("no cell offers a list")
	}
	data, err := os.ReadFile(filepath.Join(dir, "filled.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, known, File{"filled.xlsx", data})
	expectProblems(t, got.Problems, nil)
	if diff := cmp.Diff(*want, got, told); diff != "" {
		t.Errorf("xlsx: what was read differs from what was filled in (-filled in +read):\n%s", diff)
	}
	compareResults(t, data, computed)

	names, err := filepath.Glob(filepath.Join(dir, "filled-*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var files []File
	for i, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		names[i] = filepath.Base(name)
		files = append(files, File{names[i], data})
	}
	sets := Group(names, known)
	if len(sets) != 1 {
		t.Fatalf("the CSV files of one questionnaire are grouped as %v", sets)
	}
	got, err = Read(sets[0].Name, files, known)
	if err != nil {
		t.Fatal(err)
	}
	expectProblems(t, got.Problems, nil)
	if diff := cmp.Diff(*want, got, told); diff != "" {
		t.Errorf("csv: what was read differs from what was filled in (-filled in +read):\n%s", diff)
	}
	return dir
}

// result is what a formula should give.
type result struct{ sheet, ref, formula, want string }

// difference is what has to be typed to come from one plan to another, and what the formulas of the
// second give.
func difference(empty, filled []page) (typed [][4]string, computed []result) {
	for i, pg := range filled {
		for row, ln := range pg.lines {
			for j, c := range ln.cells {
				ref := cells.Ref(row, c.col)
				if c.formula != "" {
					computed = append(computed, result{pg.title, ref, c.formula, c.String()})
					continue
				}
				if c.content == empty[i].lines[row].cells[j].content {
					continue
				}
				how := "typed"
				if c.look == wordsLook {
					how = "text"
				}
				typed = append(typed, [4]string{pg.title, ref, how, c.String()})
			}
		}
	}
	return typed, computed
}

// compareResults holds the results that Calc saved against ours, which a person sees before anything
// is calculated.
func compareResults(t *testing.T, data []byte, computed []result) {
	t.Helper()
	book, err := cells.Open("filled.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range book.Sheets {
		for _, c := range s.Cells {
			got[s.Name+"!"+cells.Ref(c.Row, c.Col)] = c.Text
		}
	}
	for _, r := range computed {
		if g := got[r.sheet+"!"+r.ref]; g != r.want {
			t.Errorf("%s!%s: Calc works out %q, we %q, from =%s", r.sheet, r.ref, g, r.want, r.formula)
		}
	}
}

type filledIn struct{ Lists, Locked []string }

func fill(t *testing.T, dir string, questionnaire []byte, typed [][4]string) filledIn {
	t.Helper()
	list, err := json.Marshal(typed)
	if err != nil {
		t.Fatal(err)
	}
	blank, todo := filepath.Join(dir, "blank.xlsx"), filepath.Join(dir, "cells.json")
	for name, data := range map[string][]byte{blank: questionnaire, todo: list} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	out, err := exec.Command(python(t), "testdata/libreoffice/fill.py", soffice(t), blank, todo, dir, "filled").CombinedOutput()
	if err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	t.Logf("LibreOffice filled in %d cells in %.1f s", len(typed), time.Since(start).Seconds())
	var report filledIn
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	return report
}

func soffice(t *testing.T) string {
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is not installed: on Debian or Ubuntu, apt-get install libreoffice-calc python3-uno")
	}
	return path
}

// python is one that knows LibreOffice: the first in the path may be somebody's own.
func python(t *testing.T) string {
	tried := []string{"python3", "/usr/bin/python3"}
	i := slices.IndexFunc(tried, func(p string) bool { return exec.Command(p, "-c", "import uno").Run() == nil })
	if i < 0 {
		t.Fatalf("none of %s can import uno: on Debian or Ubuntu, apt-get install python3-uno", strings.Join(tried, ", "))
	}
	return tried[i]
}

// Calc sees the same workbook in what WriteXLSX writes and in what the library would have written: texts, styles,
// widths, lists, protection, what is hidden and what is printed.
func TestLibreOfficeSeesWhatTheLibraryWouldWrite(t *testing.T) {
	dir := t.TempDir()
	var names []string
	writtenBothWays(t, func(t *testing.T, fast, slow []byte) {
		for kind, data := range map[string][]byte{"fast": fast, "slow": slow} {
			name := filepath.Join(dir, fmt.Sprintf("%s-%d.xlsx", kind, len(names)/2))
			if err := os.WriteFile(name, data, 0o644); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
	})
	args := append([]string{"--headless", "--norestore", "-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--convert-to", "fods", "--outdir", dir}, names...)
	convert := exec.Command(soffice(t), args...)
	convert.Env = append(os.Environ(), "SC_IMPORT_THREADS=1", "MAX_CONCURRENCY=1") // or the order of page styles is left to chance
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	// What stands beside it in the file is of the program and the day; results of formulas the library does not write.
	beside := regexp.MustCompile(`(?s)<office:(meta|settings)>.*?</office:(meta|settings)>|(<table:table-cell[^>]* table:formula="[^"]*").*?</table:table-cell>`)
	seen := func(name string) []string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(beside.ReplaceAllString(string(data), "$3"), "\n")
	}
	for i := range len(names) / 2 {
		fast := filepath.Join(dir, fmt.Sprintf("fast-%d.fods", i))
		if diff := cmp.Diff(seen(strings.Replace(fast, "fast", "slow", 1)), seen(fast)); diff != "" {
			t.Errorf("%s: Calc sees something else (-library +ours):\n%s", filepath.Base(fast), diff)
		}
	}
}
