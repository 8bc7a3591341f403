package main

import (
	"errors"
	"fmt"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/intake"
	"opframe/data/workbook"
	"opframe/render/report"
)

// frameworks lists the embedded frameworks, or lints those named, all of them where none is.
func (a *app) frameworks(f *flags) error {
	args := f.Args()
	switch {
	case len(args) > 0 && args[0] == "import":
		return a.importList(f, args[1:])
	case f.mapping != "" || f.out != "":
		return misused("frameworks: --map and -o belong to import")
	case len(args) > 0 && args[0] == "lint":
		return a.lint(args[1:])
	case len(args) > 0:
		return misused("frameworks: %q is neither lint nor import", args[0])
	}
	for _, name := range frameworks.Names() {
		x, err := frameworks.Find(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "%-16s %s, %s of %s\n", name, x.Title, x.Kind, x.Published)
		fmt.Fprintf(a.out, "%-16s %s, %s, %s, %s, %s\n", "", count(len(x.Controls), "control"), count(len(x.Questions()), "question"),
			count(len(x.Checks), "check"), count(len(x.APIs), "API"), count(len(x.Obligations), "obligation"))
		if x.Supersedes != "" {
			fmt.Fprintf(a.out, "%-16s supersedes %s\n", "", x.Supersedes)
		}
		digest, err := x.Digest()
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "%-16s sha256 %s\n", "", digest)
	}
	return nil
}

func (a *app) lint(names []string) error {
	if len(names) == 0 {
		names = frameworks.Names()
	}
	count := 0
	for _, name := range names {
		faults := lintOne(name)
		for _, fault := range faults {
			fmt.Fprintln(a.out, fault)
		}
		if len(faults) == 0 {
			fmt.Fprintf(a.out, "%s: no faults\n", name)
		}
		count += len(faults)
	}
	if count > 0 {
		fmt.Fprintf(a.out, "%d faults\n", count)
		return errProblems
	}
	return nil
}

// lintOne gathers the faults of a framework: of its form, its sense, its rules and cases, its layout and
// its guidance. The rules are proved only where the sense is sound, since they cannot be judged otherwise.
func lintOne(name string) []error {
	f, err := frameworks.Find(name)
	if err != nil {
		return parts(err)
	}
	previous, err := intake.Superseded(f)
	if err != nil {
		return parts(err)
	}
	faults := framework.Lint(f, previous)
	if len(faults) == 0 {
		faults = assess.Prove(f)
	}
	if _, err := workbook.LoadLayout(f); err != nil {
		faults = append(faults, parts(err)...)
	}
	if _, err := report.Guidance(f); err != nil {
		faults = append(faults, parts(err)...)
	}
	return faults
}

// parts takes joined errors apart.
func parts(err error) []error {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		return joined.Unwrap()
	}
	return []error{err}
}
