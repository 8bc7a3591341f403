package main

import (
	"crypto/sha256"
	"io"
	"os"
	"time"

	"opframe/data/freelist"
)

// stamp is how a file looks from outside. Whoever writes to it, or puts another in its place, changes it, whatever time
// they give the file.
type stamp struct {
	Size, Modified, Changed int64
	Inode                   uint64
}

// sum is the SHA-256 of a file when it had this stamp.
type sum struct {
	Stamp  stamp
	SHA256 key
}

// fileSums are those of files that were read, by name, so that each is read once a build and not at all in the next, if
// it is as it was. One that was changed a moment before is not remembered: it may be changed again within the same tick
// of the clock. Nil sums remember nothing.
type fileSums struct{ last, next map[string]sum }

func newFileSums() *fileSums { return &fileSums{next: map[string]sum{}} }

// settled is how long a file must not have changed before its stamp is trusted.
const settled = 2 * time.Second

// of is the SHA-256 of a file, and its size.
func (s *fileSums) of(name string) (key, int64, error) {
	now := time.Now()
	info, err := os.Stat(name)
	if err != nil {
		return key{}, 0, err
	}
	seen, known := stampOf(info)
	if s == nil || !known {
		return sumOf(name)
	}
	for _, x := range []sum{s.next[name], s.last[name]} {
		if x.Stamp == seen {
			s.next[name] = x
			return x.SHA256, seen.Size, nil
		}
	}
	k, size, err := sumOf(name)
	if err == nil && size == seen.Size && time.Unix(0, max(seen.Changed, seen.Modified)).Add(settled).Before(now) {
		s.next[name] = sum{seen, k}
	}
	return k, size, err
}

func sumOf(name string) (key, int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return key{}, 0, err
	}
	defer f.Close()
	h, room := sha256.New(), copying.Take()
	defer copying.Give(room)
	size, err := io.CopyBuffer(h, struct{ io.Reader }{f}, room[:]) // which a file would not use, left to itself
	return key(h.Sum(nil)), size, err
}

// copying is room to read files through.
var copying = freelist.New(4, func() *[32 << 10]byte { return new([32 << 10]byte) })
