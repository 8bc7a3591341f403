package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"opframe/data/intake"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// received is one submission as it came in.
type received = intake.Intake

// submissions are the files named on the command line as submissions, a file each or a set of CSV files.
type submissions struct {
	sets  []workbook.Set
	known *intake.Shelf
	paths map[string]string // by name
}

func submissionsOf(paths []string, known *intake.Shelf) (submissions, error) {
	s := submissions{known: known, paths: map[string]string{}}
	var names []string
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return s, err
		}
		name := filepath.Base(p)
		if other, ok := s.paths[name]; ok {
			return s, misused("%s and %s have the same name, so problems could not tell them apart: check them one at a time", other, p)
		}
		s.paths[name] = p
		names = append(names, name)
	}
	var err error
	s.sets, err = known.Group(names)
	return s, err
}

// read reads the i-th submission. One that cannot be read is a refused intake; only files that are not there are errors.
func (s submissions) read(ctx context.Context, i int) received {
	return readSet(ctx, s.sets[i], func(name string) ([]byte, error) { return os.ReadFile(s.paths[name]) }, s.known)
}

// read reads the files named, a submission a file or a set of CSV files.
func read(ctx context.Context, paths []string, known *intake.Shelf) ([]received, error) {
	s, err := submissionsOf(paths, known)
	if err != nil {
		return nil, err
	}
	all := make([]received, 0, len(s.sets))
	err = inOrder(ctx, len(s.sets), func(i int) (received, error) { return s.read(ctx, i), nil }, func(_ int, in received) error {
		all = append(all, in)
		return nil
	})
	return all, err
}

// readSet reads one submission within the bounds of time and memory.
func readSet(ctx context.Context, set workbook.Set, open func(string) ([]byte, error), known *intake.Shelf) received {
	limits, done := bounded(ctx)
	defer done()
	return known.Read(set, open, limits)
}

// readWhole is readSet with what the files carry besides answers.
func readWhole(ctx context.Context, set workbook.Set, open func(string) ([]byte, error), known []workbook.Edition) received {
	limits, done := bounded(ctx)
	defer done()
	return intake.ReadWhole(set, open, known, limits)
}

// longest is how long the reading of one submission may take; honest ones take milliseconds.
const longest = 5 * time.Second

// bounded are the limits of reading with a bound on time.
func bounded(ctx context.Context) (limits cells.Limits, done func()) {
	ctx, done = context.WithTimeout(ctx, longest)
	limits = cells.DefaultLimits()
	limits.Stop = func() bool { return ctx.Err() != nil }
	return limits, done
}
