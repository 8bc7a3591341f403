package consultation

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"opframe/data/response"
)

const folder = "papers"

// Load reads papers/*.md and actions.xlsx or actions.csv in the root of dir; either may be missing. A
// file or row that is not fit to publish is left out and told of in the problems, which name file and
// line or cell and are sorted by file; everything else is in the Record. Seats are not in these files.
// The error is one of reading the folder.
func Load(dir fs.FS) (Record, []response.Problem, error) {
	l := &loader{classes: map[string]class{}}
	entries, err := l.read(dir)
	if err != nil {
		return Record{}, nil, err
	}
	l.settle(entries)
	if err := l.actions(dir); err != nil {
		return Record{}, nil, err
	}
	l.record.order()
	return l.record, inOrder(l.problems), nil
}

// loader collects the record and what is wrong with the files.
type loader struct {
	teller
	record Record
	// classes are those of all files by id, also of files that are left out: what names one of these is
	// not wrong. Where the file does not even say what it is, the class is unknown.
	classes map[string]class
}

// teller collects problems.
type teller struct{ problems []response.Problem }

func (t *teller) tell(sev response.Severity, at response.Cell, what, do string) {
	t.problems = append(t.problems, response.Problem{Kind: response.Publication, Severity: sev, Cell: at, What: what, Do: do})
}

// inOrder sorts problems by file and line; those of one line, or of a list's rows, stay as they were found.
func inOrder(all []response.Problem) []response.Problem {
	slices.SortStableFunc(all, func(a, b response.Problem) int {
		return cmp.Or(strings.Compare(a.Cell.File, b.Cell.File), cmp.Compare(a.Cell.Line, b.Cell.Line))
	})
	return all
}

// read reads every file in papers. Of the files that programs leave behind, .DS_Store and the like, it
// says nothing.
func (l *loader) read(dir fs.FS) ([]*entry, error) {
	files, err := fs.ReadDir(dir, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []*entry
	for _, f := range files {
		at := response.Cell{File: path.Join(folder, f.Name())}
		switch {
		case strings.HasPrefix(f.Name(), ".") || strings.HasPrefix(f.Name(), "~$"):
		case f.IsDir():
			l.tell(response.Warning, at, "it is a folder: only files directly in papers are read.", "Move its files up.")
		case path.Ext(f.Name()) != ".md":
			l.tell(response.Warning, at, "it is no Markdown file, so it is not read.", "Write the paper as a file that ends in .md, or move this one out of papers.")
		case f.Type()&(fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDevice|fs.ModeIrregular) != 0:
			l.tell(response.Error, at, "it is no ordinary file, so it is not read.", "Put the file itself here.")
		default:
			if e := l.file(dir, at.File); e != nil {
				all = append(all, e)
			}
		}
	}
	return all, nil
}

// file reads one paper; nil where it must be left out.
func (l *loader) file(dir fs.FS, name string) *entry {
	source, err := fs.ReadFile(dir, name)
	if err != nil {
		l.classes[idOf(name)] = unknown
		l.tell(response.Error, response.Cell{File: name}, fmt.Sprintf("it cannot be read: %v.", err), "Look whether the file is there and may be read.")
		return nil
	}
	e, problems := parse(name, source)
	l.problems = append(l.problems, problems...)
	l.classes[e.ID] = e.class()
	if slices.ContainsFunc(problems, func(p response.Problem) bool { return p.Severity == response.Error }) {
		return nil
	}
	return e
}

// order sorts what was read as Record says.
func (r *Record) order() {
	slices.SortFunc(r.Groups, func(a, b Group) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), strings.Compare(a.ID, b.ID))
	})
	slices.SortFunc(r.Meetings, func(a, b Meeting) int { return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID)) })
	slices.SortFunc(r.Papers, func(a, b Paper) int { return cmp.Or(b.Date.Compare(a.Date), strings.Compare(a.ID, b.ID)) })
}

func idOf(file string) string { return strings.TrimSuffix(path.Base(file), ".md") }
