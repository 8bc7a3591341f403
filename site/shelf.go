package site

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// listing lists the files of an edition. It knows nothing of its reader.
type listing struct {
	outputs []File
	taken   map[string]int // index into outputs by lower case, since some file systems know no other
	// shelves are folders that are finished, by lower case as well; their files are not in outputs.
	shelves map[string]shelf
	shelved int // how many files they hold
	names   shelfNames
}

// shelf is a folder of an edition to which nothing is added any more. An edition can have ten thousand such folders, so
// no more is kept of their files than their lists need: 12 files take as much as the path of 6.
type shelf struct {
	folder string // "products/p1"
	files  int
	first  int    // the number of its first file, once files are numbered
	packed []byte // of each file in the order of paths the number of its name, its size and its SHA-256
}

// shelfNames numbers what files are called below their folders. Folders of one kind call them alike.
type shelfNames struct {
	all []string
	at  map[string]int
}

func (n *shelfNames) number(name string) int {
	i, ok := n.at[name]
	if !ok {
		if n.at == nil {
			n.at = map[string]int{}
		}
		name = strings.Clone(name)
		i = len(n.all)
		n.all, n.at[name] = append(n.all, name), i
	}
	return i
}

// Shelve keeps the files put last, as far as they lie in folders of the folder in, in little room. Nothing should be put
// into these folders afterwards, though it can be.
func (t *listing) Shelve(in string) {
	first := len(t.outputs)
	for first > 0 && shelfOf(t.outputs[first-1].Path) != "" && strings.HasPrefix(t.outputs[first-1].Path, in+"/") {
		first--
	}
	files := slices.Clone(t.outputs[first:])
	slices.SortFunc(files, byPath)
	for len(files) > 0 {
		folder, n := shelfOf(files[0].Path), 1
		for n < len(files) && shelfOf(files[n].Path) == folder {
			n++
		}
		t.pack(strings.Clone(folder), files[:n])
		files = files[n:]
	}
	clear(t.outputs[first:])
	t.outputs = t.outputs[:first]
}

// number numbers all files: those that are not shelved as they were put, and then those of one shelf after the other.
func (t *listing) number() {
	n := len(t.outputs)
	for key, s := range t.shelves {
		s.first = n
		t.shelves[key] = s
		n += s.files
	}
}

// numbered finds the number and the size of a file of exactly this name, once files are numbered. The name is no string,
// since hundreds of thousands are looked for.
func (t *listing) numbered(name []byte) (number int, size int64, ok bool) {
	i, put := t.taken[string(name)]
	if put && t.outputs[i].Path == string(name) {
		return i, t.outputs[i].Size, true
	}
	folder := shelfOf(name)
	s, shelved := t.shelves[string(folder)]
	if lower := bytes.ToLower(name); !put && !shelved && !bytes.Equal(lower, name) {
		i, put = t.taken[string(lower)]
		s, shelved = t.shelves[string(shelfOf(lower))]
	}
	if put && t.outputs[i].Path == string(name) {
		return i, t.outputs[i].Size, true
	}
	if !shelved || s.folder != string(folder) {
		return 0, 0, false
	}
	want, ok := t.names.at[string(name[len(folder)+1:])]
	if !ok {
		return 0, 0, false
	}
	number = s.first
	for packed := s.packed; len(packed) > 0; number++ {
		is, width := binary.Uvarint(packed)
		packed = packed[width:]
		size, width := binary.Uvarint(packed)
		if int(is) == want {
			return number, int64(size), true
		}
		packed = packed[width+sumSize:]
	}
	return 0, 0, false
}

// shelfOf is the folder that would be shelved with a file in it: the second from the root; "" for one that lies higher.
func shelfOf[T string | []byte](name T) T {
	slash := 0
	for i := range len(name) {
		if name[i] == '/' {
			if slash++; slash == 2 {
				return name[:i]
			}
		}
	}
	return name[:0]
}

func (t *listing) pack(folder string, files []File) {
	s := shelf{folder: folder, files: len(files)}
	var packed []byte
	for _, f := range files {
		delete(t.taken, strings.ToLower(f.Path))
		packed = binary.AppendUvarint(packed, uint64(t.names.number(f.Path[len(folder)+1:])))
		packed = binary.AppendUvarint(packed, uint64(f.Size))
		sum, err := hex.DecodeString(f.SHA256)
		if err != nil || len(sum) != sumSize {
			panic(fmt.Sprintf("%s: %q is no SHA-256", f.Path, f.SHA256)) // describe made it
		}
		packed = append(packed, sum...)
	}
	s.packed = slices.Clone(packed) // of its size, and no more
	if t.shelves == nil {
		t.shelves = map[string]shelf{}
	}
	t.shelves[strings.ToLower(folder)] = s
	t.shelved += s.files
}

// unpacked are the files of a shelf in the order of their paths.
func (n *shelfNames) unpacked(s shelf) []File {
	files := make([]File, 0, s.files)
	for packed := s.packed; len(packed) > 0; {
		name, width := binary.Uvarint(packed)
		packed = packed[width:]
		size, width := binary.Uvarint(packed)
		packed = packed[width:]
		files = append(files, File{s.folder + "/" + n.all[name], int64(size), hex.EncodeToString(packed[:sumSize])})
		packed = packed[sumSize:]
	}
	return files
}

// unshelve takes the files of a shelf back, should more be put beside them.
func (t *listing) unshelve(name string) {
	key := strings.ToLower(shelfOf(name))
	s, ok := t.shelves[key]
	if !ok {
		return
	}
	t.takeDown(key)
	for _, f := range t.names.unpacked(s) {
		t.taken[strings.ToLower(f.Path)] = len(t.outputs)
		t.outputs = append(t.outputs, f)
	}
}

func (t *listing) takeDown(key string) {
	t.shelved -= t.shelves[key].files
	delete(t.shelves, key)
}

// file finds a file of exactly this name.
func (t *listing) file(name string) (File, bool) {
	if i, ok := t.taken[strings.ToLower(name)]; ok && t.outputs[i].Path == name {
		return t.outputs[i], true
	}
	if s, ok := t.shelves[strings.ToLower(shelfOf(name))]; ok {
		for _, f := range t.names.unpacked(s) {
			if f.Path == name {
				return f, true
			}
		}
	}
	return File{}, false
}

// files goes through all files in the order of their paths.
func (t *listing) files(yield func(File) bool) {
	outputs := slices.SortedFunc(slices.Values(t.outputs), byPath)
	shelves := make([]shelf, 0, len(t.shelves))
	for _, s := range t.shelves {
		shelves = append(shelves, s)
	}
	// All paths of a shelf begin with its folder and a slash, and no others do: so they stand together.
	slices.SortFunc(shelves, func(a, b shelf) int { return strings.Compare(a.folder+"/", b.folder+"/") })
	for _, s := range shelves {
		for len(outputs) > 0 && outputs[0].Path < s.folder+"/" {
			if !yield(outputs[0]) {
				return
			}
			outputs = outputs[1:]
		}
		for _, f := range t.names.unpacked(s) {
			if !yield(f) {
				return
			}
		}
	}
	for _, f := range outputs {
		if !yield(f) {
			return
		}
	}
}

func byPath(a, b File) int { return strings.Compare(a.Path, b.Path) }
