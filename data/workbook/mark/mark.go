// Package mark makes a copy of a workbook with notes at its cells, as a person would who went through it. It
// adds the parts that hold the notes and says in three others that they are there; every other byte of every
// part stays what it was, so that the copy can be corrected and sent. It knows the package around a workbook
// (ECMA-376, parts 1 and 2) and nothing of what cells say.
package mark

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Note is said at one cell: Ref is "D14".
type Note struct{ Sheet, Ref, Text string }

// ErrFormat is what Copy answers for a file that is no workbook of the usual form: ods, csv and strict OOXML.
var ErrFormat = errors.New("notes can be put into workbooks of the form xlsx and xlsm only")

// Copy is the workbook with the notes. Several notes at one cell become one. Sheets that carry notes or
// comments already are left as they are: left names them, in order of the notes. The workbook must have been
// read before (cells.Open), so that its limits have been held against it.
func Copy(data []byte, notes []Note) (marked []byte, left []string, err error) {
	b, err := open(data)
	if err != nil {
		return nil, nil, err
	}
	n := 0
	for _, s := range bySheet(notes) {
		part, ok := b.sheets[s.name]
		if !ok {
			return nil, nil, fmt.Errorf("there is no sheet %q", s.name)
		}
		switch done, err := b.annotate(part, s.notes, n+1); {
		case err != nil:
			return nil, nil, err
		case !done:
			left = append(left, s.name)
		default:
			n++
		}
	}
	marked, err = b.write()
	return marked, left, err
}

// sheetNotes are the notes of one sheet, a cell once.
type sheetNotes struct {
	name  string
	notes []Note
}

func bySheet(notes []Note) []sheetNotes {
	var all []sheetNotes
	for _, n := range notes {
		i := slices.IndexFunc(all, func(s sheetNotes) bool { return s.name == n.Sheet })
		if i < 0 {
			i = len(all)
			all = append(all, sheetNotes{name: n.Sheet})
		}
		s := &all[i]
		if k := slices.IndexFunc(s.notes, func(o Note) bool { return o.Ref == n.Ref }); k >= 0 {
			s.notes[k].Text += "\n\n" + n.Text
		} else {
			s.notes = append(s.notes, n)
		}
	}
	return all
}

// book is a workbook's package with what is changed and added.
type book struct {
	zip     *zip.Reader
	sheets  map[string]string // part by name of the sheet
	changed map[string][]byte // by name of the part as it is written
	added   []string          // names of parts that were not there, in order
}

const (
	typesPart = "[Content_Types].xml"
	relSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgSpace  = "http://schemas.openxmlformats.org/package/2006/relationships"
)

func open(data []byte) (*book, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrFormat
	}
	b := &book{zip: z, sheets: map[string]string{}, changed: map[string][]byte{}}
	main := ""
	for _, r := range b.relations("") {
		if r.attr("Type") == relSpace+"/officeDocument" {
			main = resolve("", r.attr("Target"))
		}
	}
	text, ok := b.read(main)
	if !ok {
		return nil, ErrFormat
	}
	targets := map[string]string{}
	for _, r := range b.relations(main) {
		targets[r.attr("Id")] = resolve(path.Dir(main), r.attr("Target"))
	}
	all, err := elements(text)
	for _, e := range all {
		if e.local == "sheet" {
			b.sheets[e.attr("name")] = targets[e.attr("id")]
		}
	}
	return b, err
}

// read gives a part by its name in whatever case, with what was changed of it.
func (b *book) read(name string) ([]byte, bool) {
	if text, ok := b.changed[name]; ok {
		return text, true
	}
	f := b.find(name)
	if f == nil {
		return nil, false
	}
	r, err := f.Open()
	if err != nil {
		return nil, false
	}
	text, err := io.ReadAll(r)
	return text, err == nil
}

func (b *book) find(name string) *zip.File {
	for _, f := range b.zip.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			return f
		}
	}
	return nil
}

// relations are those of a part, "" for the package.
func (b *book) relations(of string) []element {
	text, _ := b.read(relsOf(of))
	all, err := elements(text)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(all, func(e element) bool { return e.local != "Relationship" })
}

func relsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base("/"+part)+".rels")
}

// resolve makes a part's name of a target that counts from folder.
func resolve(folder, target string) string {
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return path.Join(folder, target)
}

// write packs all again: parts that were not touched keep their packed bytes.
func (b *book) write() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	var faults []error
	put := func(name string, text []byte) {
		p, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = p.Write(text)
		}
		faults = append(faults, err)
	}
	written := map[string]bool{}
	for _, f := range b.zip.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		changed := ""
		for n := range b.changed { // one name at most fits
			if strings.EqualFold(n, name) {
				changed = n
			}
		}
		if changed == "" {
			faults = append(faults, w.Copy(f))
			continue
		}
		written[changed] = true
		put(f.Name, b.changed[changed])
	}
	for _, name := range b.added {
		if !written[name] {
			put(name, b.changed[name])
		}
	}
	faults = append(faults, w.Close())
	return out.Bytes(), errors.Join(faults...)
}
