package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkProcess runs short commands as processes of their own, as a person or a script does, and tells what
// processor time each takes from its start to its end: the median of all, since the first have cold files.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "opframe")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as the Makefile builds it
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	round := filepath.Join(dir, "round")
	if out, err := exec.Command(program, "init", round).CombinedOutput(); err != nil {
		b.Fatalf("init: %v\n%s", err, out)
	}
	file := filepath.Join(round, "responses", "cloudberry returns FINAL (2).xlsx")
	for _, bench := range []struct {
		name string
		args []string
	}{
		{"help", []string{"--help"}},
		{"check", []string{"check", "--as-of", "2017-10-31", file}},
		{"assess", []string{"assess", "--as-of", "2017-10-31", "--out", filepath.Join(dir, "out"), file}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var all []time.Duration
			for b.Loop() {
				all = append(all, processorTime(b, program, bench.args))
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "cpu-ms/op")
		})
	}
}

// processorTime is what one run of the program takes of the processors, its own time and the system's.
func processorTime(b *testing.B, program string, args []string) time.Duration {
	b.Helper()
	c := exec.Command(program, args...)
	err := c.Run()
	var end *exec.ExitError
	if err != nil && (!errors.As(err, &end) || end.ExitCode() != exitProblems) {
		b.Fatal(err)
	}
	return c.ProcessState.UserTime() + c.ProcessState.SystemTime()
}
