// Package site puts the files of an edition into its own tree: into a fresh directory first, with a
// manifest and checksums, and in place of the last site when all are complete. It does not know what
// the files say. A tree takes files for its own reader only.
package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
}

// marker names the file that says a directory is a site this program made and may replace.
const (
	marker = ".opframe-site"
	mark   = "made by opframe; replaced whole by the next build\n"
)

// Begin starts a site that will stand at out. A directory there that is neither empty nor made by this
// package is left alone with an error. What a killed build of the same site left beside it is removed.
func Begin(out string) (*Site, error) {
	out = filepath.Clean(out)
	entries, err := os.ReadDir(out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	ours := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == marker })
	if len(entries) > 0 && !ours {
		return nil, fmt.Errorf("%s: it holds files that opframe did not make, so it is not replaced: name another folder or empty this one", out)
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return nil, err
	}
	if err := sweep(out); err != nil {
		return nil, err
	}
	staging, err := os.MkdirTemp(filepath.Dir(out), stagingPrefix(out))
	if err != nil {
		return nil, err
	}
	held, err := hold(staging)
	if err == nil {
		err = os.Chmod(staging, 0o755)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(staging))
	}
	return &Site{out: out, staging: staging, held: held}, nil
}

// Commit finishes every tree and puts the site in place of the last one, which is removed.
func (s *Site) Commit() error {
	for _, t := range s.trees {
		if err := t.finish(); err != nil {
			return err
		}
	}
	old := s.staging + oldSuffix
	err := os.Rename(s.out, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	replaced := err == nil
	if err := os.Rename(s.staging, s.out); err != nil {
		if replaced {
			err = errors.Join(err, os.Rename(old, s.out))
		}
		return err
	}
	s.staging = ""
	return errors.Join(s.held.Close(), os.RemoveAll(old))
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
	site    *Site
	reader  A
	about   About
	outputs []File
	taken   map[string]int // index into outputs by lower case, since some file systems know no other
	// mentions are by page; see Mention.
	mentions map[string]Mention
}

// Commit puts these beside the outputs of each edition.
const manifestName, sumsName = "manifest.json", "SHA256SUMS"

type finisher interface{ finish() error }

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

// NewTree adds an edition to the site.
func NewTree[A audience.Reader](s *Site, reader A, about About) *Tree[A] {
	t := &Tree[A]{site: s, reader: reader, about: about, taken: map[string]int{}}
	s.trees = append(s.trees, t)
	return t
}

// Put writes a file into the edition. A file sealed for another reader, a path outside the edition and
// a path used before are errors.
func (t *Tree[A]) Put(name string, file audience.For[A, []byte]) error {
	if file.Reader() != t.reader {
		return fmt.Errorf("%s: it is for %s and does not go into %s", name, file.Reader().Folder(), t.reader.Folder())
	}
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("%s: %q is no path below it", t.reader.Folder(), name)
	}
	if i, ok := t.taken[strings.ToLower(name)]; ok {
		return fmt.Errorf("%s: %s is there already as %s", t.reader.Folder(), name, t.outputs[i].Path)
	}
	t.taken[strings.ToLower(name)] = len(t.outputs)
	t.outputs = append(t.outputs, Describe(name, file.Value()))
	return t.write(name, file.Value())
}

func (t *Tree[A]) write(name string, data []byte) error {
	full := filepath.Join(t.site.staging, filepath.FromSlash(path.Join(t.reader.Folder(), name)))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, data, 0o644)
}

// finish writes manifest.json and SHA256SUMS, which `sha256sum -c` reads. The manifest does not list
// itself; the sums list the manifest.
func (t *Tree[A]) finish() error {
	outputs := slices.SortedFunc(slices.Values(t.outputs), func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	manifest, err := json.MarshalIndent(struct {
		Schema  string `json:"schema"`
		Edition string `json:"edition"`
		Readers string `json:"readers"`
		About
		Outputs []File `json:"outputs"`
	}{"opframe/manifest/1", t.reader.Folder(), t.reader.Label(), t.about, outputs}, "", "  ")
	if err != nil {
		return err
	}
	manifest = append(manifest, '\n')
	var sums strings.Builder
	for _, f := range append(outputs, Describe(manifestName, manifest)) {
		fmt.Fprintf(&sums, "%s  %s\n", f.SHA256, f.Path)
	}
	return errors.Join(t.write(manifestName, manifest), t.write(sumsName, []byte(sums.String())))
}

// Count is how many files the edition holds, manifest and checksums left out.
func (t *Tree[A]) Count() int { return len(t.outputs) }
