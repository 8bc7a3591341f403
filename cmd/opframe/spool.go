package main

import (
	"bufio"
	"encoding/gob"
	"errors"
	"io"
	"os"
	"slices"
)

// spool keeps values on disk that are made one by one and needed again later, so that of thousands no more than one is
// in memory. A nil spool is empty.
type spool[T any] struct {
	file *os.File
	out  *bufio.Writer
	enc  *gob.Encoder
	n    int
	left bool // the file has its name still
}

// spoolFolder is where they lie: in the cache, where there is one.
func (b *builder) spoolFolder() string {
	if b.cache == nil {
		return ""
	}
	return b.cache.dir
}

// newSpool makes one in a folder. Where the system can, its file has no name, so that nothing of it stays behind
// whatever happens.
func newSpool[T any](dir string) (*spool[T], error) {
	f, err := os.CreateTemp(dir, "spool.new-")
	if err != nil {
		return nil, err
	}
	s := &spool[T]{file: f, out: bufio.NewWriterSize(f, 1<<15)}
	s.left = os.Remove(f.Name()) != nil
	s.enc = gob.NewEncoder(s.out)
	return s, nil
}

// add adds a value and tells its number.
func (s *spool[T]) add(v *T) (int, error) {
	s.n++
	return s.n - 1, s.enc.Encode(v)
}

// each goes through all values in the order they were added.
func (s *spool[T]) each(do func(i int, v *T) error) error {
	if s == nil {
		return nil
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	dec := gob.NewDecoder(bufio.NewReaderSize(io.NewSectionReader(s.file, 0, 1<<62), 1<<15))
	for i := range s.n {
		v := new(T)
		if err := dec.Decode(v); err != nil {
			return err
		}
		if err := do(i, v); err != nil {
			return err
		}
	}
	return nil
}

// shelf keeps bytes on disk, to be read again in any order. A nil shelf is empty.
type shelf struct {
	spool *spool[struct{}]
	at    int64
}

// kept says where bytes lie on a shelf.
type kept struct {
	At   int64
	Size int32
}

func newShelf(dir string) (*shelf, error) {
	s, err := newSpool[struct{}](dir)
	return &shelf{spool: s}, err
}

func (s *shelf) add(b []byte) (kept, error) {
	k := kept{s.at, int32(len(b))}
	s.at += int64(len(b))
	_, err := s.spool.out.Write(b)
	return k, err
}

// read reads what was added into b.
func (s *shelf) read(k kept, b []byte) ([]byte, error) {
	if err := s.spool.out.Flush(); err != nil {
		return nil, err
	}
	b = slices.Grow(b[:0], int(k.Size))[:k.Size]
	_, err := s.spool.file.ReadAt(b, k.At)
	return b, err
}

func (s *shelf) close() error {
	if s == nil {
		return nil
	}
	return s.spool.close()
}

func (s *spool[T]) close() error {
	if s == nil {
		return nil
	}
	err := s.file.Close()
	if s.left {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	return err
}
