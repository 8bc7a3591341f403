package intake

import (
	"fmt"

	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/workbook"
)

// Edition loads a framework with its layout and the edition it supersedes, and refuses one with faults that
// would make a result wrong.
func Edition(name string) (workbook.Edition, error) {
	f, err := frameworks.Find(name)
	if err != nil {
		return workbook.Edition{}, err
	}
	previous, err := Superseded(f)
	if err != nil {
		return workbook.Edition{}, err
	}
	if faults := framework.Lint(f, previous); len(faults) > 0 {
		return workbook.Edition{}, fmt.Errorf("%s has %d faults, the first: %w. `opframe frameworks lint %s` lists all", name, len(faults), faults[0], name)
	}
	l, err := workbook.LoadLayout(f)
	return workbook.Edition{Framework: f, Layout: l}, err
}

// Superseded is the edition before f, or nil.
func Superseded(f *framework.Framework) (*framework.Framework, error) {
	if f.Supersedes == "" {
		return nil, nil
	}
	previous, err := frameworks.Find(f.Supersedes)
	if err != nil {
		return nil, fmt.Errorf("%s supersedes %s: %w", f.Ref(), f.Supersedes, err)
	}
	return previous, nil
}

// Editions are all that a file can be an answer to: those embedded, and one more by name or folder.
func Editions(more string) ([]workbook.Edition, error) {
	var all []workbook.Edition
	names := frameworks.Names()
	seen := map[string]bool{}
	if more != "" {
		names = append([]string{more}, names...)
	}
	for _, name := range names {
		e, err := Edition(name)
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
