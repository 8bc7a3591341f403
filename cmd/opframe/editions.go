package main

import (
	"errors"
	"fmt"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/workbook"
	"opframe/render/report"
)

// edition loads a framework with its layout and the edition it supersedes, and refuses one with faults
// that would make a result wrong.
func edition(name string) (workbook.Edition, error) {
	f, err := frameworks.Find(name)
	if err != nil {
		return workbook.Edition{}, err
	}
	previous, err := superseded(f)
	if err != nil {
		return workbook.Edition{}, err
	}
	if faults := framework.Lint(f, previous); len(faults) > 0 {
		return workbook.Edition{}, fmt.Errorf("%s has %d faults, the first: %w. `opframe frameworks lint %s` lists all", name, len(faults), faults[0], name)
	}
	l, err := workbook.LoadLayout(f)
	return workbook.Edition{Framework: f, Layout: l}, err
}

// superseded is the edition before f, or nil.
func superseded(f *framework.Framework) (*framework.Framework, error) {
	if f.Supersedes == "" {
		return nil, nil
	}
	previous, err := frameworks.Find(f.Supersedes)
	if err != nil {
		return nil, fmt.Errorf("%s supersedes %s: %w", f.Ref(), f.Supersedes, err)
	}
	return previous, nil
}

// editions are all that a file can be an answer to: those embedded, and one more by name or folder.
func editions(more string) ([]workbook.Edition, error) {
	var all []workbook.Edition
	names := frameworks.Names()
	seen := map[string]bool{}
	if more != "" {
		names = append([]string{more}, names...)
	}
	for _, name := range names {
		e, err := edition(name)
		if err != nil {
			return nil, err
		}
		if ref := e.Framework.Ref(); !seen[ref] {
			seen[ref] = true
			all = append(all, e)
		}
	}
	return all, nil
}

func find(all []workbook.Edition, ref string) (*framework.Framework, bool) {
	for _, e := range all {
		if e.Framework.Ref() == ref {
			return e.Framework, true
		}
	}
	return nil, false
}

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
	previous, err := superseded(f)
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
