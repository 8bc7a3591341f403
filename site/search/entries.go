package search

import (
	"encoding/binary"
	"errors"
)

// AppendEntries appends entries as they are kept until an index is written.
func AppendEntries(b []byte, entries []Entry) []byte {
	for _, e := range entries {
		for _, s := range []string{e.Path, e.Anchor, e.Title, e.Heading, e.Summary, e.Text} {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
	}
	return b
}

var errCutOff = errors.New("what can be searched of a page was cut off")

// Entries are those that AppendEntries appended to nothing. They are parts of one string.
func Entries(b []byte) ([]Entry, error) {
	var all []Entry
	for s := string(b); s != ""; {
		var e Entry
		for _, to := range []*string{&e.Path, &e.Anchor, &e.Title, &e.Heading, &e.Summary, &e.Text} {
			n, width := binary.Uvarint(b[len(b)-len(s):])
			if width <= 0 || n > uint64(len(s)-width) {
				return nil, errCutOff
			}
			*to, s = s[width:width+int(n)], s[width+int(n):]
		}
		all = append(all, e)
	}
	return all, nil
}
