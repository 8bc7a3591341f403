package tagged

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// source is what fpdf wrote. Objects keep their numbers in the new file, so what refers to them stays.
type source struct {
	root, info    int
	pages         []page
	resources     dict
	outlines      int // the number of the outline's root, or 0
	pageMode      []byte
	pageLayout    []byte
	openAction    []byte
	contentOfPage map[int]int // the number of a content stream → its page
	*memory
}

// memory is what it takes to read files, one after the other.
type memory struct {
	objects []object // by number; the first is unused
	dicts   dict     // of all dictionaries
	marks   marks    // of all pages
	walker  walker
}

// forget makes ready for the next file; nothing of the one before is held.
func (m *memory) forget() {
	clear(m.objects)
	clear(m.dicts)
	clear(m.marks)
	clear(m.walker.found[:cap(m.walker.found)]) // of the longest page
	m.objects, m.dicts, m.marks = m.objects[:0], m.dicts[:0], m.marks[:0]
}

// object is an indirect object as written. Of a stream, value is the dictionary.
type object struct {
	value  []byte
	stream []byte // nil where the object is none
}

// page is one page, from 0.
type page struct {
	number int
	dict   dict
	head   []byte // content before its own, nil for none
	annots [][]byte
	marked marks
}

// parse reads a file as fpdf v0.9.0 writes it: one table of cross-references at the end, all objects of
// generation 0, streams right after their dictionaries. The contents of pages are those given, if any are.
func parse(raw []byte, contents, heads [][]byte, m *memory) (*source, error) {
	offsets, trailer, err := crossReferences(raw, m)
	if err != nil {
		return nil, err
	}
	s := &source{memory: m, contentOfPage: map[int]int{}}
	s.objects = slices.Grow(s.objects, len(offsets))[:len(offsets)]
	for n := 1; n < len(offsets); n++ {
		if s.objects[n], err = s.readObject(raw, n, offsets[n]); err != nil {
			return nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	if trailer.get("Encrypt") != nil {
		return nil, errors.New("the file is encrypted")
	}
	s.root, s.info = trailer.ref("Root"), trailer.ref("Info")
	if err := s.readCatalogue(); err != nil {
		return nil, fmt.Errorf("catalogue, object %d: %w", s.root, err)
	}
	return s, s.readPages(contents, heads)
}

// crossReferences are the offsets of objects by number, and the trailer.
func crossReferences(raw []byte, m *memory) ([]int, dict, error) {
	tail := bytes.LastIndex(raw, []byte("\nstartxref\n"))
	if !bytes.HasPrefix(raw, []byte("%PDF-1.")) || tail < 0 {
		return nil, nil, errors.New("no PDF: it has no head, or no startxref")
	}
	number, _, _ := bytes.Cut(raw[tail+len("\nstartxref\n"):], []byte("\n"))
	at, err := strconv.Atoi(string(number))
	if err != nil || at < 0 || at > tail {
		return nil, nil, fmt.Errorf("startxref says %q", number)
	}
	table, ok := bytes.CutPrefix(raw[at:tail], []byte("xref\n0 "))
	head, rows, found := bytes.Cut(table, []byte("\n"))
	size, err := strconv.Atoi(string(head))
	if !ok || !found || err != nil || size < 1 || size > len(rows)/20 {
		return nil, nil, fmt.Errorf("byte %d: no table of cross-references as fpdf writes it", at)
	}
	offsets := make([]int, size)
	for n := 1; n < size; n++ {
		row := rows[20*n : 20*n+20]
		if offsets[n], err = strconv.Atoi(string(row[:10])); err != nil || string(row[10:]) != " 00000 n \n" {
			return nil, nil, fmt.Errorf("cross-reference of object %d is %q", n, row)
		}
	}
	trailer, ok := bytes.CutPrefix(rows[20*size:], []byte("trailer\n"))
	if !ok {
		return nil, nil, errors.New("no trailer after the table of cross-references")
	}
	d, err := m.dicts.entries(trailer)
	return offsets, d, err
}

// readObject reads object n at an offset.
func (s *source) readObject(raw []byte, n, at int) (object, error) {
	if at < 0 || at >= len(raw) {
		return object{}, fmt.Errorf("offset %d is beyond the file", at)
	}
	head := strconv.Itoa(n) + " 0 obj\n"
	body, ok := bytes.CutPrefix(raw[at:], []byte(head))
	if !ok {
		return object{}, syntaxError(raw, at, strconv.Quote(head))
	}
	end, err := skipValue(body, 0, 0)
	if err != nil {
		return object{}, err
	}
	o := object{value: body[:end:end]}
	rest, isStream := bytes.CutPrefix(body[end:], []byte("\nstream\n"))
	if isStream {
		if o.stream, rest, err = s.cutStream(o.value, rest); err != nil {
			return object{}, err
		}
	}
	if !bytes.HasPrefix(rest, []byte("\nendobj\n")) {
		return object{}, syntaxError(rest, 0, "endobj")
	}
	return o, nil
}

// cutStream divides what follows the word stream into the stream, as long as its dictionary says, and what
// stands behind the word endstream.
func (s *source) cutStream(value, rest []byte) (stream, after []byte, err error) {
	d, err := s.dicts.entries(value)
	if err != nil {
		return nil, nil, err
	}
	length := d.count("Length")
	if length < 0 || length > len(rest) {
		return nil, nil, fmt.Errorf("its /Length is %q, and %d bytes follow", d.get("Length"), len(rest))
	}
	after, ok := bytes.CutPrefix(rest[length:], []byte("\nendstream"))
	if !ok {
		return nil, nil, fmt.Errorf("no endstream after %d bytes, its /Length", length)
	}
	return rest[:length:length], after, nil
}

// dictOf reads the dictionary that object n is.
func (s *source) dictOf(n int) (dict, error) {
	if n <= 0 || n >= len(s.objects) {
		return nil, fmt.Errorf("there is no object %d", n)
	}
	d, err := s.dicts.entries(s.objects[n].value)
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", n, err)
	}
	return d, nil
}

// readCatalogue takes over how the document opens, and refuses what this package would have to rewrite.
func (s *source) readCatalogue() error {
	d, err := s.dictOf(s.root)
	if err != nil {
		return err
	}
	for _, e := range d {
		switch string(e.key) {
		case "Outlines":
			s.outlines = d.ref("Outlines")
		case "PageMode":
			s.pageMode = e.value
		case "PageLayout":
			s.pageLayout = e.value
		case "OpenAction":
			s.openAction = e.value
		case "Names":
			if names := string(bytes.Join(bytes.Fields(e.value), nil)); names != "<</EmbeddedFiles<</Names[]>>>>" {
				return fmt.Errorf("/Names has scripts or files: %.80q; files are given as attachments", e.value)
			}
		case "Type", "Pages", "Lang":
		default:
			return fmt.Errorf("/%s has no place in the new file", e.key)
		}
	}
	return nil
}
