package intake_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/sample/bulk"
	"opframe/data/target"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

var asOf = date.Date{Year: 2025, Month: 10, Day: 31}

// bulkRound is a mapped framework of 180 questions and n workbooks in its form, by name. OPFRAME_ROUND names a round
// of that kind to take them from.
func bulkRound(b *testing.B, n int) (known []workbook.Edition, sets []workbook.Set, open func(string) ([]byte, error)) {
	b.Helper()
	if round := os.Getenv("OPFRAME_ROUND"); round != "" {
		return ownRound(b, round, n)
	}
	dir := filepath.Join(b.TempDir(), "framework")
	questions, providers := bulk.Questions(), bulk.Providers(n)
	if err := os.Mkdir(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	for name, data := range bulk.Round(questions, providers) {
		if name, ok := strings.CutPrefix(name, "framework/"); ok {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	known, err := intake.Editions(dir)
	if err != nil {
		b.Fatal(err)
	}
	files := map[string][]byte{}
	for _, p := range providers {
		name := p.ID + ".xlsx"
		if files[name], err = bulk.Workbook(questions, p, ""); err != nil {
			b.Fatal(err)
		}
		sets = append(sets, workbook.Set{Name: name, Files: []string{name}})
	}
	return known, sets, func(name string) ([]byte, error) { return files[name], nil }
}

func ownRound(b *testing.B, round string, n int) (known []workbook.Edition, sets []workbook.Set, open func(string) ([]byte, error)) {
	b.Helper()
	known, err := intake.Editions(filepath.Join(round, "framework"))
	if err != nil {
		b.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(round, "responses", "*.xlsx"))
	if err != nil || len(names) < n {
		b.Fatalf("the round has %d responses: %v", len(names), err)
	}
	files := map[string][]byte{}
	for _, path := range names[:n] {
		name := filepath.Base(path)
		if files[name], err = os.ReadFile(path); err != nil {
			b.Fatal(err)
		}
		sets = append(sets, workbook.Set{Name: name, Files: []string{name}})
	}
	return known, sets, func(name string) ([]byte, error) { return files[name], nil }
}

// BenchmarkRead reads a workbook of a provider for its answers.
func BenchmarkRead(b *testing.B) {
	known, sets, open := bulkRound(b, 8)
	b.ReportAllocs()
	defer cpu(b)()
	for i := 0; b.Loop(); i++ {
		if in := intake.ShelfOf(known).Read(sets[i%len(sets)], open, cells.DefaultLimits()); in.Refused != nil {
			b.Fatal(in.Refused)
		}
	}
}

// BenchmarkReadWhole reads it for its answers and for what it carries besides, as a build does.
func BenchmarkReadWhole(b *testing.B) {
	known, sets, open := bulkRound(b, 8)
	b.ReportAllocs()
	defer cpu(b)()
	for i := 0; b.Loop(); i++ {
		if in := intake.ReadWhole(sets[i%len(sets)], open, known, cells.DefaultLimits()); in.Refused != nil {
			b.Fatal(in.Refused)
		}
	}
}

// BenchmarkInspect reads a workbook for what it carries besides answers.
func BenchmarkInspect(b *testing.B) {
	known, sets, open := bulkRound(b, 8)
	var submissions []response.Submission
	for _, set := range sets {
		submissions = append(submissions, intake.ShelfOf(known).Read(set, open, cells.DefaultLimits()).Submission)
	}
	b.ReportAllocs()
	defer cpu(b)()
	for i := 0; b.Loop(); i++ {
		data, _ := open(sets[i%len(sets)].Name)
		book, err := cells.Inspect(sets[i%len(sets)].Name, data)
		if err != nil {
			b.Fatal(err)
		}
		workbook.Inspect(book, &submissions[i%len(sets)])
	}
}

// found is what is worked out of one submission.
type found struct {
	submission response.Submission
	check      assess.Report
	assessment assess.Assessment
	ways       []target.Ways
	review     review.Reviewed
}

func judge(f *framework.Framework, finder *target.Finder, s response.Submission) *found {
	x := &found{submission: s, check: assess.Check(f, &s, asOf), assessment: assess.Assess(f, &s, asOf), ways: finder.Ahead(&s)}
	x.review = review.Lay(f, &s, x.assessment, nil)
	return x
}

// BenchmarkJudge checks and assesses a submission, says what it would take, and lays a review without decisions over it.
func BenchmarkJudge(b *testing.B) {
	known, sets, open := bulkRound(b, 8)
	f := known[0].Framework
	finder := target.New(f, asOf)
	var submissions []response.Submission
	for _, set := range sets {
		submissions = append(submissions, intake.ShelfOf(known).Read(set, open, cells.DefaultLimits()).Submission)
	}
	b.ReportAllocs()
	defer cpu(b)()
	for i := 0; b.Loop(); i++ {
		judge(f, finder, submissions[i%len(sets)])
	}
}

// BenchmarkKept tells how much memory stays in use for one product of a round while the round is built.
func BenchmarkKept(b *testing.B) {
	const many = 50
	known, sets, open := bulkRound(b, many)
	f := known[0].Framework
	finder := target.New(f, asOf)
	judge(f, finder, intake.ShelfOf(known).Read(sets[0], open, cells.DefaultLimits()).Submission) // what is made once
	for b.Loop() {
		before := inUse()
		all := make([]*found, len(sets))
		for i, set := range sets {
			all[i] = judge(f, finder, intake.ShelfOf(known).Read(set, open, cells.DefaultLimits()).Submission)
		}
		b.ReportMetric(float64(inUse()-before)/many, "kept-B/product")
		runtime.KeepAlive(all)
	}
}

// cpu tells what an operation costs on all processors together, which the collection of garbage runs on as well.
func cpu(b *testing.B) func() {
	used := func() int64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return u.Utime.Nano() + u.Stime.Nano()
	}
	before := used()
	return func() { b.ReportMetric(float64(used()-before)/float64(b.N), "cpu-ns/op") }
}

func inUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
