package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// intake is one submission as it came in, or the problem that kept it from being read.
type intake struct {
	name       string
	files      []string
	answered   *framework.Framework // the edition answered
	submission response.Submission
	traits     []response.Trait // what its files carry besides answers; of build only
	refused    *response.Problem
}

// read reads the files named on the command line, a submission a file or a set of CSV files. A file
// that cannot be read is a refused intake; only files that are not there are errors.
func read(ctx context.Context, paths []string, known []workbook.Edition) ([]intake, error) {
	byName := map[string]string{}
	var names []string
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return nil, err
		}
		name := filepath.Base(p)
		if other, ok := byName[name]; ok {
			return nil, misused("%s and %s have the same name, so problems could not tell them apart: check them one at a time", other, p)
		}
		byName[name] = p
		names = append(names, name)
	}
	open := func(name string) ([]byte, error) { return os.ReadFile(byName[name]) }
	var all []intake
	for _, set := range workbook.Group(names, known) {
		all = append(all, readSet(ctx, set, open, known))
	}
	return all, nil
}

// readSet reads one submission. Whatever goes wrong with it is a problem of its own: not even a fault
// of this program may keep the others from being read.
func readSet(ctx context.Context, set workbook.Set, open func(string) ([]byte, error), known []workbook.Edition) (in intake) {
	in.name, in.files = set.Name, set.Files
	refuse := func(what, do string) {
		in.refused = &response.Problem{Kind: response.Unreadable, Severity: response.Error,
			Cell: response.Cell{File: set.Name}, What: what, Do: do}
	}
	defer func() {
		if r := recover(); r != nil {
			refuse(fmt.Sprintf("opframe failed on it: %v.", r), "Please report this with the file; the others were read.")
		}
	}()
	var files []workbook.File
	for _, name := range set.Files {
		data, err := open(name)
		if err != nil {
			refuse(err.Error()+".", "Make it readable.")
			return in
		}
		files = append(files, workbook.File{Name: name, Data: data})
	}
	limits, done := bounded(ctx)
	defer done()
	s, err := workbook.ReadWithin(set.Name, files, known, limits)
	if err != nil {
		refuse(refusal(err))
		return in
	}
	if s.Framework == "" && len(s.Problems) > 0 { // it holds no question of any framework, and reading has said so
		in.refused = &s.Problems[0]
		return in
	}
	f, ok := find(known, s.Framework)
	if !ok {
		refuse(fmt.Sprintf("It answers %q, which is not known here.", s.Framework), "Name its framework with --framework.")
		return in
	}
	in.submission, in.answered = s, f
	return in
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

// inspected adds what the files of an intake carry besides answers. A file that was read is never refused
// here; should it be, that is told as something not known.
func inspected(ctx context.Context, in intake, open func(string) ([]byte, error)) intake {
	if in.refused != nil {
		return in
	}
	limits, done := bounded(ctx)
	defer done()
	for _, name := range in.files {
		data, err := open(name)
		if err == nil {
			var book *cells.Book
			if book, err = cells.InspectWithin(name, data, limits); err == nil {
				in.traits = append(in.traits, workbook.Inspect(book, &in.submission)...)
				continue
			}
		}
		in.traits = append(in.traits, response.Trait{Kind: response.Unknown, Cell: response.Cell{File: name}, What: err.Error()})
	}
	return in
}

// assessable is the submission in terms of an edition that can be assessed by: itself, or carried over
// to the edition that supersedes the one answered.
func assessable(in intake, known []workbook.Edition) (*framework.Framework, response.Submission, error) {
	if in.answered.Kind == framework.Assessment {
		return in.answered, in.submission, nil
	}
	for _, e := range known {
		if e.Framework.Supersedes == in.answered.Ref() {
			s, err := assess.Carry(e.Framework, in.answered, in.submission)
			return e.Framework, s, err
		}
	}
	return nil, in.submission, fmt.Errorf("%s: %s is a questionnaire only, and no edition here supersedes it", in.name, in.answered.Ref())
}

// checked is the report on one intake against the edition it answers.
func checked(in intake, asOf date.Date) assess.Report {
	if in.refused != nil {
		return assess.Report{Problems: []response.Problem{*in.refused}}
	}
	return assess.Check(in.answered, &in.submission, asOf)
}
