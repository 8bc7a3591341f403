package site

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
)

// KeptList is files of a site as they are stored: of ten thousands, an encoding that knows nothing of them takes
// longer to read and write than looking at every file.
type KeptList []Kept

// MarshalBinary writes the files one after the other; of each path only what differs from the one before.
func (all KeptList) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, 80*len(all))
	b = binary.AppendUvarint(b, uint64(len(all)))
	last := ""
	for _, k := range all {
		same := 0
		for same < min(len(last), len(k.Path)) && last[same] == k.Path[same] {
			same++
		}
		b = binary.AppendUvarint(b, uint64(same))
		b = appendText(b, k.Path[same:])
		last = k.Path
		sum, err := hex.DecodeString(k.SHA256)
		if err != nil {
			return nil, err
		}
		b = appendText(b, string(sum))
		b = binary.AppendVarint(b, k.Size)
		b = binary.AppendVarint(b, k.Modified)
		b = binary.AppendUvarint(b, k.Inode)
	}
	return b, nil
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// UnmarshalBinary reads what MarshalBinary wrote. What was cut off is an error. The texts of all files lie together.
func (all *KeptList) UnmarshalBinary(b []byte) error {
	r := stored{rest: b}
	n := r.number()
	most := min(n, uint64(len(b)))
	*all = make(KeptList, 0, most)
	texts := make([]byte, 0, 2*len(b)) // so much, or it grows
	ends := make([]int, 0, 2*most)     // of each path and each sum in texts
	last := 0                          // where the path before begins
	for range n {
		same, rest := r.number(), r.bytes()
		if r.short || len(ends) == 0 && same > 0 || len(ends) > 0 && same > uint64(ends[len(ends)-2]-last) {
			return errCutOff
		}
		begin := len(texts)
		texts = append(append(texts, texts[last:last+int(same)]...), rest...)
		ends = append(ends, len(texts))
		texts = hex.AppendEncode(texts, r.bytes())
		ends = append(ends, len(texts))
		last = begin
		*all = append(*all, Kept{Size: r.signed(), Modified: r.signed(), Inode: r.number()})
	}
	if r.short || len(r.rest) > 0 {
		return errCutOff
	}
	text, begin := string(texts), 0
	for i := range *all {
		path, sum := ends[2*i], ends[2*i+1]
		(*all)[i].Path, (*all)[i].SHA256 = text[begin:path], text[path:sum]
		begin = sum
	}
	return nil
}

var errCutOff = errors.New("a list of files was cut off")

// stored reads numbers and texts, until there is less than there should be: then short is true.
type stored struct {
	rest  []byte
	short bool
}

func (r *stored) number() uint64 {
	v, n := binary.Uvarint(r.rest)
	return v * uint64(r.take(n))
}

func (r *stored) signed() int64 {
	v, n := binary.Varint(r.rest)
	return v * int64(r.take(n))
}

// take goes on by n bytes, and is 0 where that cannot be.
func (r *stored) take(n int) int {
	if n <= 0 {
		r.short, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return 1
}

func (r *stored) bytes() []byte {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.short, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
