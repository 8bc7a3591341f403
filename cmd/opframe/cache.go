package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"opframe/data/response"
	"opframe/site"
)

// cache is what is known of the last build of a site, in a folder beside it. A part is found by the SHA-256 of everything
// it was made of, and no file of the last site is used again that is not as it was left. So the folder can be deleted at
// any time, be cut off or belong to another build: the worst that follows is work. What a build leaves takes the place
// of what the last one left in one step, and after the site has.
type cache struct {
	dir  string
	last map[key]*part
	kept map[key]bool // parts that are in the next one already
	// stays are those of the last that are in the file of parts; where nearly all of it stays, it is left as it is, and
	// what is new stands in a file beside it.
	stays  []*part
	stored int // how many parts that file has

	file *os.File
	out  *bufio.Writer

	packer    *packer
	unpackers map[key]*unpacker // by what was told of types

	laid *laidList // what the next site consists of
}

// key is the SHA-256 of everything something was made of.
type key [sha256.Size]byte

// part is something a build made: everything of a provider, or an edition that says nothing of single ones, or the
// office's own pages, each with its files; or what a response is, or what came of the figures of the summary.
type part struct {
	Key     key
	Files   []byte // a site.KeptList, read when it is used
	Unit    *packed
	Claim   *claim
	Edition *openEdition
	Figures *figures
	Types   []byte // what a packer tells before its records

	stored bool // in the file of parts
}

// claim says whose a submission is, or why it is refused.
type claim struct {
	Provider string
	Refused  *response.Problem
}

// cacheForm changes with the types above.
const cacheForm = "opframe cache 13"

// cacheFolder is where the cache of a site lies.
func cacheFolder(out string) string { return filepath.Clean(out) + ".cache" }

// The files in it, and the folder of the site before the last.
const (
	partsFile   = "parts"
	laterFile   = "later" // parts of builds since
	builtFile   = "built"
	spareFolder = "spare"
)

// openCache reads the cache of a site and begins the next one. One that cannot be read is as good as none.
func openCache(out string, program key) (*cache, error) {
	c := &cache{dir: cacheFolder(out), last: map[key]*part{}, kept: map[key]bool{}, unpackers: map[key]*unpacker{}}
	c.load(partsFile, program)
	c.stored = len(c.last)
	for _, p := range c.last {
		p.stored = true
	}
	c.load(laterFile, program)
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return nil, err
	}
	c.sweep()
	var err error
	if c.packer, err = newPacker(); err != nil {
		return nil, err
	}
	if c.last[c.packer.of] == nil {
		c.last[c.packer.of] = &part{Key: c.packer.of, Types: c.packer.types}
	}
	if c.file, err = os.CreateTemp(c.dir, partsFile+".new-"); err != nil {
		return nil, err
	}
	c.out = bufio.NewWriterSize(c.file, 1<<16)
	c.out.Write(ofProgram(program)) // what fails is told by Flush
	c.laid, err = newLaidList(c.dir)
	return c, err
}

// sweep removes what killed builds have left, an hour after: until then it may be that of one at work.
func (c *cache) sweep() {
	entries, _ := os.ReadDir(c.dir) // should it not be readable, what lies there is in nobody's way
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.Contains(e.Name(), ".new-") && time.Since(info.ModTime()) > time.Hour {
			os.Remove(filepath.Join(c.dir, e.Name()))
		}
	}
}

func (c *cache) load(name string, program key) {
	file, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		return
	}
	rest, ours := bytes.CutPrefix(file, ofProgram(program))
	if !ours {
		return
	}
	r := partReader{rest: rest}
	for p := r.next(); p != nil; p = r.next() {
		c.last[p.Key] = p
	}
}

// ofProgram begins a file of parts, which are of use to the program that made them alone.
func ofProgram(program key) []byte { return append([]byte(cacheForm), program[:]...) }

// find finds a part of the last build.
func (c *cache) find(k key) *part {
	if c == nil {
		return nil
	}
	return c.last[k]
}

// again finds a part of the last build and puts its files into the site. It gives nil where there is none, or where they
// are not what they were.
func (c *cache) again(s *site.Site, k key) (*part, []site.Kept) {
	p := c.find(k)
	if p == nil || p.Unit == nil && p.Edition == nil || p.Unit != nil && !c.reads(p.Unit) {
		return nil, nil
	}
	var files site.KeptList
	if files.UnmarshalBinary(p.Files) != nil || s.Reuse(files) != nil {
		return nil, nil
	}
	s.Laid() // they are these files
	return p, files
}

// reads says whether a packed record can be read.
func (c *cache) reads(p *packed) bool {
	told := c.find(p.Types)
	if told == nil || !p.whole() {
		return false
	}
	if c.unpackers[p.Types] == nil {
		u, err := newUnpacker(told.Types)
		if err != nil {
			return false
		}
		c.unpackers[p.Types] = u
	}
	return true
}

// read reads a piece of a packed record that can be read.
func (c *cache) read(p *packed, piece int, into any) error {
	return c.unpackers[p.Types].read(p.Pieces[piece], into)
}

// made notes something that was made, of these files.
func (c *cache) made(p *part, files []site.Kept) error {
	if c == nil {
		return nil
	}
	var err error
	if p.Files, err = site.KeptList(files).MarshalBinary(); err != nil {
		return err
	}
	return c.used(p)
}

// used notes something whose files lie in the site.
func (c *cache) used(p *part) error { return errors.Join(c.laid.add(p.Files), c.keep(p)) }

// keep notes a part for the next build, and with it what is told of the types in it.
func (c *cache) keep(p *part) error {
	if c == nil || c.kept[p.Key] {
		return nil
	}
	c.kept[p.Key] = true
	if p.Unit != nil {
		if err := c.keep(c.last[p.Unit.Types]); err != nil {
			return err
		}
	}
	if p.stored {
		c.stays = append(c.stays, p)
		return nil
	}
	return c.write(p)
}

func (c *cache) write(p *part) error {
	b, err := p.append(nil)
	if err == nil {
		_, err = c.out.Write(b)
	}
	return err
}

// commit puts what was noted in the place of the last cache, with what is told of the build as a whole. That parts lie
// there which are of no use any more does no harm, as they are found by what they were made of.
func (c *cache) commit(w *built) error {
	into := laterFile
	if later := len(c.kept) - len(c.stays); 8*(later+c.stored-len(c.stays)) > c.stored {
		into = partsFile
		for _, p := range c.stays {
			if err := c.write(p); err != nil {
				return err
			}
		}
	}
	err := errors.Join(c.out.Flush(), c.file.Close())
	if err == nil {
		err = os.Rename(c.file.Name(), filepath.Join(c.dir, into))
	}
	if err == nil && into == partsFile {
		if err = os.Remove(filepath.Join(c.dir, laterFile)); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err == nil {
		err = c.laid.commit(w)
	} else {
		err = errors.Join(err, c.laid.abort())
	}
	c.file = nil
	return err
}

// abort forgets what was noted. After commit it does nothing.
func (c *cache) abort() error {
	if c == nil || c.file == nil {
		return nil
	}
	err := errors.Join(c.file.Close(), os.Remove(c.file.Name()), c.laid.abort())
	c.file = nil
	return err
}

// hasher makes keys of texts, each told apart from the next.
type hasher struct{ hash.Hash }

func newHasher(kind string) hasher {
	h := hasher{sha256.New()}
	h.add(kind)
	return h
}

func (h hasher) add(texts ...string) {
	var n [8]byte
	for _, t := range texts {
		binary.LittleEndian.PutUint64(n[:], uint64(len(t)))
		h.Write(n[:]) // a hash never fails
		io.WriteString(h, t)
	}
}

func (h hasher) key() key { return key(h.Sum(nil)) }

// program is the key of the running program itself: whatever is built into it, templates too.
func (a *app) program() (key, error) {
	name, err := os.Executable()
	if err != nil {
		return key{}, err
	}
	k, _, err := a.hashed.of(name)
	return k, err
}

// filesKey is that of all files below folders, by name and content. Hidden files are nobody's input.
func (a *app) filesKey(h hasher, folders ...string) error {
	for _, dir := range folders {
		h.add(dir)
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case name != dir && strings.HasPrefix(e.Name(), "."):
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			case e.IsDir():
				return nil
			}
			sum, _, err := a.hashed.of(name)
			h.add(name, string(sum[:]))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
