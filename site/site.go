// Package site puts the files of an edition into its own tree: into a fresh directory first, with a
// manifest and checksums, and in place of the last site when all are complete. It does not know what
// the files say. A tree takes files for its own reader only.
package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"opframe/data/audience"
)

// Site is a site being built. Nothing of it is seen at its place until Commit.
type Site struct {
	out, staging string
	held         io.Closer // says that staging is in use
	trees        []finisher
	folders      map[string]bool // that have been made in staging
	laid         []Kept          // since Laid was asked last
	known        map[held]twin   // bytes laid last: several editions have the same
	knownBytes   int             // how many these are
	// spare is where the site before the last is kept, "" where none is; see BeginOver.
	spare       string
	stock       *stock
	taken, made int // files of the last site, and new ones
}

// mostKnown is how many bytes are kept to know them again.
const mostKnown = 4 << 20

// held are bytes by where they are.
type held struct {
	first *byte
	n     int
}

// twin is what is known of bytes that another file of the site may have as well.
type twin struct{ sum, name string }

// marker names the file that says a directory is a site this program made and may replace.
const (
	marker = ".opframe-site"
	mark   = "made by opframe; replaced whole by the next build\n"
)

// Begin starts a site that will stand at out. A directory there that is neither empty nor made by this
// package is left alone with an error. What a killed build of the same site left beside it is removed.
func Begin(out string) (*Site, error) {
	out = filepath.Clean(out)
	if err := replaceable(out); err != nil {
		return nil, err
	}
	staging, err := os.MkdirTemp(filepath.Dir(out), stagingPrefix(out))
	if err != nil {
		return nil, err
	}
	lock, err := hold(staging)
	if err == nil {
		err = os.Chmod(staging, 0o755)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(staging))
	}
	return newSite(out, staging, lock), nil
}

// replaceable holds that nothing of anybody else is at out, and removes what killed builds left beside it.
func replaceable(out string) error {
	entries, err := os.ReadDir(out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	ours := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == marker })
	if len(entries) > 0 && !ours {
		return fmt.Errorf("%s: it holds files that opframe did not make, so it is not replaced: name another folder or empty this one", out)
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	return sweep(out)
}

func newSite(out, staging string, lock io.Closer) *Site {
	return &Site{out: out, staging: staging, held: lock, folders: map[string]bool{}, known: map[held]twin{}}
}

// Commit finishes every tree and puts the site in place of the last one, which is removed or kept as a spare. Where the
// system can, both change places in one step, so that at any moment one of them is there, whole.
func (s *Site) Commit() error {
	for _, t := range s.trees {
		if err := t.finish(); err != nil {
			return err
		}
	}
	if err := s.stock.clear(s.staging); err != nil {
		return err
	}
	last := s.holdLast()
	old, err := swap(s.staging, s.out)
	if err == nil {
		s.staging = ""
		err = errors.Join(s.dispose(old, last), s.held.Close())
	}
	if last != nil {
		err = errors.Join(err, last.Close())
	}
	return err
}

// Abort removes what was built. After Commit it does nothing, so that it can be deferred.
func (s *Site) Abort() error {
	if s.staging == "" {
		return nil
	}
	return errors.Join(os.RemoveAll(s.staging), s.held.Close())
}

// Tree is the edition of one reader.
type Tree[A audience.Reader] struct {
	site   *Site
	reader A
	about  About
	listing
	// mentions are by page, see Mention; sources tell further ones, see MentionLater.
	mentions map[string]Mention
	sources  []iter.Seq2[string, Mention]
	measured bool // see Measured
}

// Commit puts these beside the outputs of each edition.
const manifestName, sumsName = "manifest.json", "SHA256SUMS"

type finisher interface{ finish() error }

// Close finishes an edition to which nothing is added any more, so that what is known of its files can be forgotten.
func (t *Tree[A]) Close() error {
	err := t.finish()
	t.site.trees = slices.DeleteFunc(t.site.trees, func(f finisher) bool { return f == finisher(t) })
	return err
}

// About is what a manifest says besides its files.
type About struct {
	Program   string `json:"program"`
	Framework string `json:"framework"`
	// FrameworkSHA256 is the digest of the framework's files, in lower-case hex.
	FrameworkSHA256 string `json:"framework_sha256,omitempty"`
	Round           string `json:"round,omitempty"`
	AsOf            string `json:"as_of"`
	// Inputs are those the edition was made from that its reader may know of.
	Inputs []File `json:"inputs"`
}

// File is a name with the SHA-256 of its bytes in lower-case hex. Size is in bytes.
type File struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Describe makes the File of some bytes.
func Describe(name string, data []byte) File {
	sum := sha256.Sum256(data)
	return File{name, int64(len(data)), hex.EncodeToString(sum[:])}
}

// describePieces is Describe of bytes that are there in pieces.
func describePieces(name string, pieces [][]byte) File {
	sum, size := sha256.New(), 0
	for _, data := range pieces {
		sum.Write(data) // a hash never fails
		size += len(data)
	}
	return File{name, int64(size), hex.EncodeToString(sum.Sum(nil))}
}

// describe is Describe, for bytes that another edition may just have been given as well: then it names the file of the
// site that has them.
func (s *Site) describe(folder, name string, data []byte) (f File, same string) {
	if len(data) == 0 {
		return Describe(name, data), ""
	}
	at := held{&data[0], len(data)}
	if t, ok := s.known[at]; ok {
		return File{name, int64(len(data)), t.sum}, t.name
	}
	f = Describe(name, data)
	if s.knownBytes += len(data); s.knownBytes > mostKnown {
		s.forget()
	}
	s.known[at] = twin{f.SHA256, path.Join(folder, name)}
	return f, ""
}

func (s *Site) forget() {
	clear(s.known)
	s.knownBytes = 0
}

// NewTree adds an edition to the site.
func NewTree[A audience.Reader](s *Site, reader A, about About) *Tree[A] {
	t := &Tree[A]{site: s, reader: reader, about: about, listing: listing{taken: map[string]int{}}}
	s.trees = append(s.trees, t)
	return t
}

// Put writes a file into the edition. A file sealed for another reader, a path outside the edition and
// a path used before are errors.
func (t *Tree[A]) Put(name string, file audience.For[A, []byte]) error {
	if err := t.takes(name, file.Reader()); err != nil {
		return err
	}
	data := file.Value()
	f, same := t.site.describe(t.reader.Folder(), name, data)
	if err := t.list(f); err != nil {
		return err
	}
	at := path.Join(t.reader.Folder(), name)
	if same != "" && t.site.repeat(same, at, f.SHA256) == nil {
		return nil // else it is written like any other
	}
	return t.site.write(at, f.SHA256, data)
}

// PutPieces is Put of a file that is there in pieces, one after the other.
func (t *Tree[A]) PutPieces(name string, file audience.For[A, [][]byte]) error {
	if err := t.takes(name, file.Reader()); err != nil {
		return err
	}
	f := describePieces(name, file.Value())
	if err := t.list(f); err != nil {
		return err
	}
	return t.site.write(path.Join(t.reader.Folder(), name), f.SHA256, file.Value()...)
}

// PutWritten is Put of a file that is written as it is made.
func (t *Tree[A]) PutWritten(name string, file audience.For[A, func(io.Writer) error]) error {
	if err := t.takes(name, file.Reader()); err != nil {
		return err
	}
	if err := t.list(File{Path: name}); err != nil {
		return err
	}
	full := path.Join(t.reader.Folder(), name)
	f, err := t.site.create(full)
	if err != nil {
		return err
	}
	sum := sha256.New()
	of := &t.outputs[len(t.outputs)-1]
	err = file.Value()(io.MultiWriter(f, sum, (*Counter)(&of.Size)))
	of.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return errors.Join(err, t.site.finished(f, full, of.SHA256))
}

// Counter counts the bytes written to it.
type Counter int64

func (c *Counter) Write(b []byte) (int, error) {
	*c += Counter(len(b))
	return len(b), nil
}

// takes says what speaks against a file.
func (t *Tree[A]) takes(name string, reader A) error {
	if reader != t.reader {
		return fmt.Errorf("%s: it is for %s and does not go into %s", name, reader.Folder(), t.reader.Folder())
	}
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("%s: %q is no path below it", t.reader.Folder(), name)
	}
	return nil
}

// list notes a file of the edition. A path used before is an error.
func (t *Tree[A]) list(f File) error {
	t.unshelve(f.Path)
	at := strings.ToLower(f.Path)
	if i, ok := t.taken[at]; ok {
		return fmt.Errorf("%s: %s is there already as %s", t.reader.Folder(), f.Path, t.outputs[i].Path)
	}
	t.taken[at] = len(t.outputs)
	t.outputs = append(t.outputs, f)
	return nil
}

// write writes a new file of the site from pieces, one after the other.
func (s *Site) write(name, sum string, pieces ...[]byte) error {
	f, err := s.create(name)
	if err != nil {
		return err
	}
	for _, data := range pieces {
		if _, err = f.Write(data); err != nil {
			break
		}
	}
	return errors.Join(err, s.finished(f, name, sum))
}

// create begins a new file of the site. One that is there already is never written through: it may be the last site's,
// linked to.
func (s *Site) create(name string) (*os.File, error) {
	full, err := s.place(name)
	if err != nil {
		return nil, err
	}
	if err := s.give(name, full); err != nil {
		return nil, err
	}
	s.made++
	return os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// finished closes a new file of the site and notes it.
func (s *Site) finished(f *os.File, name, sum string) error {
	info, err := f.Stat()
	if err = errors.Join(err, f.Close()); err == nil {
		s.laid = append(s.laid, kept(name, sum, info))
	}
	return err
}

// repeat gives a file of the site a further name, for an edition that has the same bytes: what an office and a provider
// both read takes half the room and time so. Not every system links files, nor any number to one: then there is an error,
// and nothing at that name.
func (s *Site) repeat(name, as, sum string) error {
	full, err := s.place(as)
	if err == nil {
		err = s.give(as, full)
	}
	if err == nil {
		err = os.Link(filepath.Join(s.staging, filepath.FromSlash(name)), full)
	}
	if err != nil {
		return err
	}
	info, err := os.Lstat(full)
	if err != nil {
		return errors.Join(err, os.Remove(full))
	}
	s.made++
	s.laid = append(s.laid, kept(as, sum, info))
	return nil
}

// place is where a file of the site is put, with its folder made.
func (s *Site) place(name string) (string, error) {
	full := filepath.Join(s.staging, filepath.FromSlash(name))
	dir := filepath.Dir(full)
	if s.folders[dir] {
		return full, nil
	}
	s.folders[dir] = true
	if err := s.giveFolder(path.Dir(name)); err != nil || s.stock.folder(path.Dir(name)) != nil {
		return full, err
	}
	if os.Mkdir(dir, 0o755) == nil { // mostly the folder around it is there
		return full, nil
	}
	return full, os.MkdirAll(dir, 0o755)
}

// Drop takes files out of the edition's list by how their names begin; Site.Remove takes them from the disk.
func (t *Tree[A]) Drop(prefix string) {
	t.unshelve(prefix)
	for key, s := range t.shelves {
		if strings.HasPrefix(s.folder+"/", prefix) {
			t.takeDown(key)
		}
	}
	t.outputs = slices.DeleteFunc(t.outputs, func(f File) bool { return strings.HasPrefix(f.Path, prefix) })
	clear(t.taken)
	for i, f := range t.outputs {
		t.taken[strings.ToLower(f.Path)] = i
	}
}

// Remove removes folders of the site that is being built, by their paths below it.
func (s *Site) Remove(folders ...string) error {
	var faults []error
	for _, name := range folders {
		full := filepath.Join(s.staging, filepath.FromSlash(name))
		for dir := range s.folders {
			if dir == full || strings.HasPrefix(dir, full+string(filepath.Separator)) {
				delete(s.folders, dir)
			}
		}
		s.stock.forget(name)
		faults = append(faults, os.RemoveAll(full))
	}
	return errors.Join(faults...)
}

// Count is how many files the edition holds, manifest and checksums left out.
func (t *Tree[A]) Count() int { return len(t.outputs) + t.shelved }
