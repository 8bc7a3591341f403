package check

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Document is a file that was read: its objects by number, and its trailer. A test may change objects.
type Document struct {
	Objects map[Ref]any
	Trailer Dict
}

// row of the cross-references: kind 1 is at an offset, kind 2 the n-th of an object stream.
type row struct{ kind, at, n int }

// Open reads a file with one stream of cross-references at its end (ISO 32000-1, 7.5.8), and every object
// in it, strictly: an offset must lead to the object, a length to the end of its stream.
func Open(data []byte) (*Document, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n%")) || len(data) < 15 || data[10] < 128 {
		return nil, errors.New("the head is not that of PDF 1.7 with binary content")
	}
	at, err := start(data)
	if err != nil {
		return nil, err
	}
	d := &Document{Objects: map[Ref]any{}}
	number, v, err := indirect(data, at)
	s, ok := v.(*Stream)
	if err != nil || !ok || s.Dict["Type"] != Name("XRef") {
		return nil, fmt.Errorf("cross-references: no stream at %d: %v", at, err)
	}
	d.Trailer = s.Dict
	rows, err := references(s)
	if err != nil {
		return nil, fmt.Errorf("cross-references, object %d: %w", number, err)
	}
	return d, d.load(data, rows)
}

func start(data []byte) (int, error) {
	tail := bytes.LastIndex(data, []byte("startxref\n"))
	if tail < 0 || !bytes.HasSuffix(data, []byte("\n%%EOF\n")) {
		return 0, errors.New("no startxref, or no end of file")
	}
	number, _, _ := bytes.Cut(data[tail+len("startxref\n"):], []byte("\n"))
	at, err := strconv.Atoi(string(number))
	if err != nil || at < 0 || at >= len(data) {
		return 0, fmt.Errorf("startxref says %q", number)
	}
	return at, nil
}

// references reads the rows of a stream of cross-references.
func references(s *Stream) ([]row, error) {
	widths, _ := s.Dict["W"].(Array)
	if len(widths) != 3 {
		return nil, errors.New("no /W of three widths")
	}
	var w [3]int
	total := 0
	for i, v := range widths {
		f, ok := v.(float64)
		if !ok || f < 0 || f > 7 {
			return nil, fmt.Errorf("width %v", v)
		}
		w[i] = int(f)
		total += w[i]
	}
	if size, _ := s.Dict["Size"].(float64); total == 0 || len(s.Data) != int(size)*total {
		return nil, fmt.Errorf("%d bytes for %v rows of %d", len(s.Data), s.Dict["Size"], total)
	}
	var rows []row
	for b := s.Data; len(b) > 0; {
		var field [3]int
		for i := range field {
			for range w[i] {
				field[i], b = field[i]<<8|int(b[0]), b[1:]
			}
		}
		rows = append(rows, row{field[0], field[1], field[2]})
	}
	return rows, nil
}

// load reads the objects that are in the file, then those in object streams.
func (d *Document) load(data []byte, rows []row) error {
	for n, r := range rows {
		if r.kind != 1 {
			continue
		}
		number, v, err := indirect(data, r.at)
		if err != nil || number != n {
			return fmt.Errorf("object %d: at byte %d is object %d: %v", n, r.at, number, err)
		}
		d.Objects[Ref(n)] = v
	}
	return d.loadPacked(rows)
}

// loadPacked reads the objects that are in object streams.
func (d *Document) loadPacked(rows []row) error {
	indexes := map[int][]int{}
	for n, r := range rows {
		if r.kind != 2 {
			continue
		}
		s, ok := d.Objects[Ref(r.at)].(*Stream)
		if !ok {
			return fmt.Errorf("object %d is in %d, which is no stream", n, r.at)
		}
		if indexes[r.at] == nil {
			index, err := s.index()
			if err != nil {
				return fmt.Errorf("object stream %d: %w", r.at, err)
			}
			indexes[r.at] = index
		}
		index := indexes[r.at]
		if 2*r.n+1 >= len(index) || index[2*r.n] != n {
			return fmt.Errorf("object %d is not the one that object stream %d has at %d", n, r.at, r.n)
		}
		v, err := (&reader{b: s.Data, at: index[2*r.n+1]}).value()
		if err != nil {
			return fmt.Errorf("object %d: %w", n, err)
		}
		d.Objects[Ref(n)] = v
	}
	return nil
}

// index is the numbers of the objects in s, each with where it begins.
func (s *Stream) index() ([]int, error) {
	first, _ := s.Dict["First"].(float64)
	count, _ := s.Dict["N"].(float64)
	if s.Dict["Type"] != Name("ObjStm") || first < 0 || int(first) > len(s.Data) || count < 0 {
		return nil, errors.New("it has no index")
	}
	r := &reader{b: s.Data[:int(first)]}
	var index []int
	for i := range 2 * int(count) {
		v, err := r.value()
		f, ok := v.(float64)
		if i%2 == 1 {
			f += first
		}
		if err != nil || !ok || f < 0 || i%2 == 1 && int(f) > len(s.Data) {
			return nil, fmt.Errorf("its index has %v: %v", v, err)
		}
		index = append(index, int(f))
	}
	return index, nil
}

// indirect reads "n 0 obj … endobj" at a byte.
func indirect(data []byte, at int) (int, any, error) {
	if at < 0 || at >= len(data) {
		return 0, nil, fmt.Errorf("byte %d is beyond the end", at)
	}
	r := &reader{b: data, at: at}
	number, err := strconv.Atoi(r.word())
	if err != nil || !bytes.HasPrefix(data[r.at:], []byte(" 0 obj\n")) {
		return 0, nil, r.fail("no object begins")
	}
	r.at += len(" 0 obj\n")
	v, err := r.value()
	if err != nil {
		return number, nil, err
	}
	if dict, ok := v.(Dict); ok && bytes.HasPrefix(data[r.at:], []byte("\nstream\n")) {
		r.at += len("\nstream\n")
		if v, err = r.stream(dict); err != nil {
			return number, nil, err
		}
	}
	if !bytes.HasPrefix(data[r.at:], []byte("\nendobj\n")) {
		return number, nil, r.fail("no endobj")
	}
	return number, v, nil
}

func (r *reader) stream(d Dict) (*Stream, error) {
	length, ok := d["Length"].(float64)
	if !ok || length < 0 || int(length) > len(r.b)-r.at || !bytes.HasPrefix(r.b[r.at+int(length):], []byte("\nendstream")) {
		return nil, r.fail(fmt.Sprintf("a stream that is not %v long", d["Length"]))
	}
	data := r.b[r.at : r.at+int(length)]
	r.at += int(length) + len("\nendstream")
	data, err := unpack(d, data)
	return &Stream{d, data}, err
}

// unpack undoes deflate, and the prediction of rows that streams of cross-references have.
func unpack(d Dict, data []byte) ([]byte, error) {
	switch d["Filter"] {
	case nil:
		return data, nil
	case Name("FlateDecode"):
	default:
		return nil, fmt.Errorf("filter %v is not known here", d["Filter"])
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(z)
	params, _ := d["DecodeParms"].(Dict)
	if columns, ok := params["Columns"].(float64); ok && err == nil {
		return unpredict(out, int(columns))
	}
	return out, err
}

func unpredict(b []byte, width int) ([]byte, error) {
	if width < 1 || len(b)%(width+1) != 0 {
		return nil, fmt.Errorf("%d bytes are no rows of %d", len(b), width+1)
	}
	var out []byte
	above := make([]byte, width)
	for ; len(b) > 0; b = b[width+1:] {
		if b[0] != 2 {
			return nil, fmt.Errorf("prediction %d is not known here", b[0])
		}
		for i, c := range b[1 : width+1] {
			above[i] += c
		}
		out = append(out, above...)
	}
	return out, nil
}

// resolve follows a reference; what is none is itself.
func (d *Document) resolve(v any) any {
	if r, ok := v.(Ref); ok {
		return d.Objects[r]
	}
	return v
}

// dict is the dictionary that v is, refers to, or is that of the stream; or an empty one.
func (d *Document) dict(v any) Dict {
	switch v := d.resolve(v).(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}
