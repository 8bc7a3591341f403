package intake

import (
	"fmt"
	"path"
	"strings"
	"sync"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/target"
	"opframe/data/workbook"
)

// Edition loads a framework with its layout. One in a folder of the office's own is refused where it has
// faults that would make a result wrong; those embedded were found free of them when the program was tested.
func Edition(name string) (workbook.Edition, error) { return EditionCompiled(name, "") }

// EditionCompiled is Edition where one in a folder was compiled before; see framework.LoadCompiled. Its faults are looked
// for all the same.
func EditionCompiled(name, form string) (workbook.Edition, error) {
	f, err := frameworks.FindCompiled(name, form)
	if err != nil {
		return workbook.Edition{}, err
	}
	if !frameworks.Embedded(name) {
		if err := sound(name, f); err != nil {
			return workbook.Edition{}, err
		}
	}
	l, err := workbook.LoadLayout(f)
	return workbook.Edition{Framework: f, Layout: l}, err
}

// sound refuses a framework with faults, also those against the edition it supersedes.
func sound(name string, f *framework.Framework) error {
	previous, err := Superseded(f)
	if err != nil {
		return err
	}
	if faults := framework.Lint(f, previous); len(faults) > 0 {
		return fmt.Errorf("%s has %d faults, the first: %w. `opframe frameworks lint %s` lists all", name, len(faults), faults[0], name)
	}
	return nil
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
	return editions(more, nil)
}

// EditionsWith is Editions where the one more is loaded already.
func EditionsWith(more string, e workbook.Edition) ([]workbook.Edition, error) {
	return editions(more, map[string]workbook.Edition{more: e})
}

// editions loads all but those loaded already.
func editions(more string, loaded map[string]workbook.Edition) ([]workbook.Edition, error) {
	var all []workbook.Edition
	names := frameworks.Names()
	seen := map[string]bool{}
	if more != "" {
		names = append([]string{more}, names...)
	}
	for _, name := range names {
		e, ok := loaded[name]
		if !ok {
			var err error
			if e, err = Edition(name); err != nil {
				return nil, err
			}
		}
		if ref := e.Framework.Ref(); !seen[ref] {
			seen[ref] = true
			all = append(all, e)
		}
	}
	return all, nil
}

// Shelf is the editions that a file can be an answer to. Most files answer the one that is in force, so that
// is loaded, and the others only for a file that does not: what comes of a file is the same.
type Shelf struct {
	first []workbook.Edition
	all   func() ([]workbook.Edition, error)

	finding sync.Mutex
	finders map[finding]*target.Finder // those that were asked for: one serves all files
}

// finding is what a finder is made for.
type finding struct {
	by   *framework.Framework
	asOf date.Date
}

// Finder finds ways by an edition as of a day.
func (s *Shelf) Finder(f *framework.Framework, asOf date.Date) *target.Finder {
	s.finding.Lock()
	defer s.finding.Unlock()
	k := finding{f, asOf}
	if s.finders[k] == nil {
		if s.finders == nil {
			s.finders = map[finding]*target.Finder{}
		}
		s.finders[k] = target.New(f, asOf)
	}
	return s.finders[k]
}

// NewShelf has those embedded, and one more by name or folder. It is safe for several goroutines.
func NewShelf(more string) (*Shelf, error) {
	name := more
	if name == "" {
		name = frameworks.Latest
	}
	e, err := Edition(name)
	if err != nil {
		return nil, err
	}
	return &Shelf{first: []workbook.Edition{e}, all: sync.OnceValues(func() ([]workbook.Edition, error) {
		return editions(more, map[string]workbook.Edition{name: e})
	})}, nil
}

// ShelfOf has editions that are loaded already.
func ShelfOf(known []workbook.Edition) *Shelf {
	return &Shelf{first: known, all: func() ([]workbook.Edition, error) { return known, nil }}
}

// Group puts the names of files that are one submission together, as workbook.Group does. Only CSV files can
// be sheets of one, and only for these is it asked what sheets there are.
func (s *Shelf) Group(names []string) ([]workbook.Set, error) {
	for _, name := range names {
		if strings.EqualFold(path.Ext(name), ".csv") {
			all, err := s.all()
			return workbook.Group(names, all), err
		}
	}
	return workbook.Group(names, nil), nil
}
