package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"
	"time"

	"opframe/data/intake"
	"opframe/data/sample/bulk"
)

// asProgram makes the test binary behave as the program, for tests that kill it.
const asProgram = "OPFRAME_TEST_AS_PROGRAM"

// process is opframe as a process of its own.
func process(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	return c
}

// treeSum is a digest of every name and byte below a folder.
func treeSum(t testing.TB, dir string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		fmt.Fprintf(h, "%s %x\n", filepath.ToSlash(rel), sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(h.Sum(nil))
}

// differing names some files in which two trees differ.
func differing(t testing.TB, a, b string) string {
	t.Helper()
	out, _ := exec.Command("diff", "-rq", a, b).CombinedOutput()
	return string(out[:min(len(out), 2000)])
}

// cleanly builds a round where nothing was built before and gives the folder of the site.
func cleanly(t testing.TB, round string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "clean")
	mustBuild(t, round, out)
	return out
}

func put(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Whatever changes in a round, a build after another gives the bytes of one from nothing.
func TestBuildAgainGivesTheBytesOfACleanBuild(t *testing.T) {
	round := bulkRound(t, 9)
	out := filepath.Join(t.TempDir(), "site")
	mustBuild(t, round, out)
	questions, providers := bulk.Questions(), bulk.Providers(12)
	response := func(name string) string { return filepath.Join(round, "responses", name) }
	workbook := func(i int, edit string) []byte {
		data, err := bulk.Workbook(questions, providers[i], edit)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	edit := func(name, old, new string) {
		file := filepath.Join(round, name)
		data := mustRead(t, file)
		if !bytes.Contains(data, []byte(old)) {
			t.Fatalf("%s does not hold %q", name, old)
		}
		put(t, file, bytes.Replace(data, []byte(old), []byte(new), 1))
	}
	for _, step := range []struct {
		what string
		do   func()
	}{
		{"nothing", func() {}},
		{"an answer", func() { put(t, response("p00003.xlsx"), workbook(3, "once")) }},
		{"an answer put back", func() { put(t, response("p00003.xlsx"), workbook(3, "")) }},
		{"a second file of a product", func() { put(t, response("again.xlsx"), workbook(4, "again")) }},
		{"an unreadable file", func() { put(t, response("broken.xlsx"), []byte("PK\x03\x04 and no more")) }},
		{"two files less", func() {
			if err := errors.Join(os.Remove(response("again.xlsx")), os.Remove(response("p00007.xlsx"))); err != nil {
				t.Fatal(err)
			}
		}},
		{"a file of nobody registered", func() { put(t, response("p00010.xlsx"), workbook(10, "")) }},
		{"a product more", func() {
			for name, data := range bulk.Round(questions, providers[:11]) {
				put(t, filepath.Join(round, name), data)
			}
		}},
		{"a second product of a provider", func() { edit("register-Products.csv", "p00002,p00002", "second,p00001,Second,yes\np00002,p00002") }},
		{"a paper", func() {
			if err := os.MkdirAll(filepath.Join(round, "papers"), 0o755); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(round, "papers", "news.md"), []byte("---\nkind: update\ntitle: News\ndate: 2025-10-01\nstatus: final\naudience: public\n---\n\nText.\n"))
		}},
		{"the wording of a letter", func() {
			if err := os.MkdirAll(filepath.Join(round, "letters"), 0o755); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(round, "letters", "acknowledgement.md"), []byte("We thank {provider}.\n\n## What we received {#received}\n\n## What happens next {#next}\n\nWe read it.\n"))
		}},
		{"a rule of the framework", func() { edit("framework/framework.yaml", "All of it is in place", "Everything is in place") }},
		{"the day", func() { edit("round.yaml", "2025-10-31", "2025-11-30") }},
		{"a review", func() {
			var said bytes.Buffer
			if code := run(t.Context(), []string{"review", round, "--product", "p00005"}, io.Discard, &said); code != exitDone {
				t.Fatalf("review ends with %d: %s", code, said.String())
			}
		}},
		{"something that cannot be read beside", func() {
			dir := filepath.Join(round, "private")
			if err := errors.Join(os.Mkdir(dir, 0o755), os.Symlink("nowhere", filepath.Join(dir, "lost"))); err != nil {
				t.Fatal(err)
			}
		}},
		{"no review", func() {
			if err := os.RemoveAll(filepath.Join(round, "reviews")); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		step.do()
		mustBuild(t, round, out)
		if clean := cleanly(t, round); treeSum(t, out) != treeSum(t, clean) {
			t.Fatalf("after %s changed the site is not what a clean build gives:\n%s", step.what, differing(t, out, clean))
		}
	}
}

// The office's own pages take something of all products. They are made again where that has changed, and else are those
// of the last build: a workbook in which only the words of a comment differ changes the pages on its product alone.
func TestOfficePagesAreMadeAgainWhereTheyChange(t *testing.T) {
	round := bulkRound(t, 5)
	out := filepath.Join(t.TempDir(), "site")
	questions, providers := bulk.Questions(), bulk.Providers(5)
	for _, step := range []struct {
		comment string
		remade  bool
	}{{"", true}, {"once", true}, {"twice", false}, {"again", false}, {"", true}} {
		data, err := bulk.Workbook(questions, providers[3], step.comment)
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(round, "responses", providers[3].ID+".xlsx"), data)
		own, report := filepath.Join(out, "office", "index.html"), filepath.Join(out, "office", "products", providers[3].ID, "assessment.html")
		var before [2]fs.FileInfo // not there the first time
		for i, name := range []string{own, report} {
			before[i], _ = os.Stat(name)
		}
		mustBuild(t, round, out)
		for i, name := range []string{own, report} {
			after, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if remade := before[i] == nil || !os.SameFile(before[i], after); remade != (step.remade || name == report) {
				t.Errorf("with the comment %q %s is made anew: %t", step.comment, filepath.Base(name), remade)
			}
		}
		if clean := cleanly(t, round); treeSum(t, out) != treeSum(t, clean) {
			t.Fatalf("with the comment %q the site is not what a clean build gives:\n%s", step.comment, differing(t, out, clean))
		}
	}
}

// What somebody does to the site or to its cache costs work and nothing else.
func TestBuildTrustsNothingThatWasTouched(t *testing.T) {
	round := bulkRound(t, 5)
	out := filepath.Join(t.TempDir(), "site")
	mustBuild(t, round, out)
	want := treeSum(t, out)
	report := filepath.Join(out, "providers/p00001/p00001/assessment.html")
	parts, built := filepath.Join(cacheFolder(out), partsFile), filepath.Join(cacheFolder(out), builtFile)
	cut := func(name string) {
		data := mustRead(t, name)
		put(t, name, data[:len(data)*2/3])
	}
	for what, do := range map[string]func(){
		"a file of the site written over": func() { put(t, report, []byte("x")) },
		"a file of the site replaced by one as long": func() {
			data := mustRead(t, report)
			data[len(data)/2] ^= 1
			if err := os.Remove(report); err != nil {
				t.Fatal(err)
			}
			put(t, report, data)
		},
		"a file of the site removed": func() {
			if err := os.Remove(report); err != nil {
				t.Fatal(err)
			}
		},
		"the cache removed": func() {
			if err := os.RemoveAll(cacheFolder(out)); err != nil {
				t.Fatal(err)
			}
		},
		"the list of parts cut off":   func() { cut(parts) },
		"the account cut off":         func() { cut(built) },
		"the list of parts not ours":  func() { put(t, parts, []byte("something else")) },
		"the site removed":            func() { _ = os.RemoveAll(out) },
		"the cache of another site":   func() { another(t, out) },
		"only the account was kept":   func() { _ = os.Remove(parts) },
		"only the parts were kept":    func() { _ = os.Remove(built) },
		"the cache of a killed build": func() { put(t, parts+".new-1", []byte("x")) },
	} {
		t.Run(what, func(t *testing.T) {
			// Whatever the case before has left: what nothing needed since is not made again.
			if err := os.RemoveAll(cacheFolder(out)); err != nil {
				t.Fatal(err)
			}
			mustBuild(t, round, out)
			do()
			put(t, filepath.Join(round, "responses", "p00002.xlsx"), mustRead(t, filepath.Join(round, "responses", "p00002.xlsx")))
			mustBuild(t, round, out)
			if treeSum(t, out) != want {
				t.Errorf("the site is not what it was:\n%s", differing(t, out, cleanly(t, round)))
			}
		})
	}
}

// A build is made of the site before the last, and of parts in two files: what somebody does to these costs work as well.
func TestBuildTrustsNoSpareThatWasTouched(t *testing.T) {
	x := newTwoForms(t, 30) // so many that one changed is few of them
	out := filepath.Join(t.TempDir(), "site")
	spare, later := filepath.Join(cacheFolder(out), spareFolder), filepath.Join(cacheFolder(out), laterFile)
	form := 0
	build := func(t *testing.T) {
		t.Helper()
		form = 1 - form
		x.forms[form]()
		mustBuild(t, x.round, out)
		if treeSum(t, out) != x.wanted[form] {
			t.Errorf("the site is not what it was:\n%s", differing(t, out, cleanly(t, x.round)))
		}
	}
	for range 3 {
		build(t)
	}
	for _, name := range []string{spare, later} {
		if _, err := os.Stat(name); err != nil && runtime.GOOS == "linux" {
			t.Fatalf("nothing is shown here: %v", err)
		}
	}
	for what, do := range map[string]func() error{
		"nothing":            func() error { return nil },
		"a report replaced":  func() error { return replaced(filepath.Join(spare, "providers/p00001/p00001/assessment.html")) },
		"a page of everyone": func() error { return replaced(filepath.Join(spare, "public/index.html")) },
		"a file more":        func() error { return os.WriteFile(filepath.Join(spare, "office/secret.txt"), []byte("x"), 0o644) },
		"a file of the site more": func() error {
			return os.WriteFile(filepath.Join(out, "providers/p00001/p00001/more.html"), []byte("x"), 0o644)
		},
		"the spare removed":      func() error { return os.RemoveAll(spare) },
		"half of it removed":     func() error { return os.RemoveAll(filepath.Join(spare, "providers")) },
		"the later parts gone":   func() error { return os.Remove(later) },
		"the later parts cut":    func() error { return os.Truncate(later, 500) },
		"the first parts gone":   func() error { return os.Remove(filepath.Join(cacheFolder(out), partsFile)) },
		"the site moved by hand": func() error { return errors.Join(os.RemoveAll(spare), os.Rename(out, spare)) },
	} {
		t.Run(what, func(t *testing.T) {
			if err := do(); err != nil && runtime.GOOS == "linux" {
				t.Fatal(err)
			}
			for range 4 {
				build(t)
			}
		})
	}
}

// replaced puts a file of the same size in the place of one.
func replaced(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	data[len(data)/2] ^= 1
	return errors.Join(os.Remove(name), os.WriteFile(name, data, 0o644))
}

// An input that was not read again is one that nobody has written to, whatever its size and its time say.
func TestAnInputIsHashedWhereItMayHaveChanged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "answers.xlsx")
	put(t, name, []byte("yes, all of it"))
	of := func(s *fileSums) key {
		k, size, err := s.of(name)
		if err != nil || size != 14 {
			t.Fatalf("%d bytes: %v", size, err)
		}
		return k
	}
	first := newFileSums()
	was := of(first)
	if len(first.next) > 0 {
		t.Error("a file that was written a moment ago is remembered")
	}
	time.Sleep(settled + 100*time.Millisecond)
	of(first)
	if len(first.next) == 0 && runtime.GOOS == "linux" {
		t.Error("a file that nobody changes is not remembered")
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	put(t, name, []byte("no, none of it"))
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if of(first) == was || of(&fileSums{last: first.next, next: map[string]sum{}}) == was {
		t.Error("a file with other bytes, and with its time put back, is taken for what it was")
	}
}

// A framework read from its compiled form is the one that its text says, and another text is read anew.
func TestACompiledFrameworkIsTheSame(t *testing.T) {
	dir := filepath.Join(bulkRound(t, 1), "framework")
	want, err := intake.Edition(dir)
	if err != nil {
		t.Fatal(err)
	}
	form, err := want.Framework.Compile()
	if err != nil {
		t.Fatal(err)
	}
	same := func() {
		t.Helper()
		want, err := intake.Edition(dir)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := intake.EditionCompiled(dir, string(form)); err != nil || !reflect.DeepEqual(got.Framework, want.Framework) {
			t.Errorf("it is another when it is read from its compiled form: %v", err)
		}
	}
	same()
	text := filepath.Join(dir, "framework.yaml")
	put(t, text, bytes.Replace(mustRead(t, text), []byte("All of it is in place"), []byte("All of it is in plaCe"), 1))
	same()
}

// another puts the cache of another round's site in the place of this one's.
func another(t *testing.T, out string) {
	other := filepath.Join(t.TempDir(), "other")
	mustBuild(t, bulkRound(t, 3), other)
	if err := errors.Join(os.RemoveAll(cacheFolder(out)), os.Rename(cacheFolder(other), cacheFolder(out))); err != nil {
		t.Fatal(err)
	}
}

// rounds are two forms of a round, with what a clean build of each gives.
type twoForms struct {
	round  string
	forms  [2]func()
	wanted [2]string
}

func newTwoForms(t *testing.T, n int) twoForms {
	x := twoForms{round: bulkRound(t, n)}
	edits := bulkEdits(t)
	name := filepath.Join(x.round, "responses", "p00000.xlsx")
	for i := range x.forms {
		x.forms[i] = func() { // in one step, as a file is copied into a folder by those who take care
			put(t, name+".part~", edits[i])
			if err := os.Rename(name+".part~", name); err != nil {
				t.Fatal(err)
			}
		}
		x.forms[i]()
		x.wanted[i] = treeSum(t, cleanly(t, x.round))
	}
	return x
}

// A build that is killed at any moment leaves the last site or the new one, never a mixture, and what it left spoils no
// later build.
func TestKilledBuildsLeaveAWholeSite(t *testing.T) {
	x := newTwoForms(t, 8)
	out := filepath.Join(t.TempDir(), "site")
	x.forms[0]()
	start := time.Now()
	mustBuild(t, x.round, out)
	whole := time.Since(start)
	const seed = 17
	random := rand.New(rand.NewPCG(seed, seed))
	killed := 0
	for i := range 24 {
		x.forms[i%2]()
		if i%5 == 0 { // now and then from nothing, which takes longest
			if err := os.RemoveAll(cacheFolder(out)); err != nil {
				t.Fatal(err)
			}
		}
		c := process("build", x.round, "-o", out)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole) * 3 / 2)))
		if c.Process.Kill() == nil {
			killed++
		}
		_ = c.Wait() // it was killed, or ended with a code that says the round has problems
		if got := treeSum(t, out); got != x.wanted[0] && got != x.wanted[1] {
			t.Fatalf("build %d was killed and left neither site", i)
		}
	}
	if killed == 0 {
		t.Error("no build was killed, so nothing was shown")
	}
	x.forms[1]()
	mustBuild(t, x.round, out)
	if treeSum(t, out) != x.wanted[1] {
		t.Errorf("a build after killed ones is not clean:\n%s", differing(t, out, cleanly(t, x.round)))
	}
	// One killed before it could mark its folder leaves it empty, and it is removed an hour later.
	left, err := filepath.Glob(filepath.Join(filepath.Dir(out), ".site.new-*", ".opframe-site"))
	if err != nil || len(left) > 0 && runtime.GOOS == "linux" {
		t.Errorf("killed builds left %q, which the next did not remove (%v)", left, err)
	}
}

// Builds into the same folder at once end with one of their sites, and whoever looks meanwhile finds a whole one.
func TestBuildsAtOnceLeaveAWholeSite(t *testing.T) {
	x := newTwoForms(t, 8)
	out := filepath.Join(t.TempDir(), "site")
	for i := range 4 {
		var all []*exec.Cmd
		for k := range 3 {
			x.forms[(i+k)%2]()
			c := process("build", x.round, "-o", out)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			all = append(all, c)
			time.Sleep(time.Duration(k) * 40 * time.Millisecond)
		}
		for _, c := range all {
			// A build may end with an error where a file was changed under its hands; it leaves the site alone then.
			_ = c.Wait()
		}
		if got := treeSum(t, out); got != x.wanted[0] && got != x.wanted[1] {
			t.Fatalf("builds at once left neither site:\n%s", differing(t, out, cleanly(t, x.round)))
		}
	}
	x.forms[0]()
	mustBuild(t, x.round, out)
	if treeSum(t, out) != x.wanted[0] {
		t.Errorf("a build after builds at once is not clean:\n%s", differing(t, out, cleanly(t, x.round)))
	}
}
