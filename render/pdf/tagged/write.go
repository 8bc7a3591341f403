package tagged

import (
	"crypto/sha256"
	"fmt"
	"strconv"

	"opframe/data/deflate"
	"opframe/data/freelist"
)

// perStream is how many objects an object stream holds: a reader unpacks all of them to get at one. Those of a
// report are in one, for they are alike.
const perStream = 4000

// writer writes a file. Streams go into it as they come, all other objects into object streams
// (ISO 32000-1, 7.5.7), which are where most of the size of a structure tree is saved.
type writer struct {
	out   []byte
	small []byte  // the objects that wait for an object stream
	heads []head  // of those
	where []place // by number
	root  int
	info  int

	deflate.Deflater
	scratch []byte // of a stream in the making
	nodes   []node // of the tree
	memory
}

// head is where an object begins in small.
type head struct{ number, at int }

// place is where an object is: at an offset in the file, or as the n-th in an object stream.
type place struct{ kind, at, n int }

// Kinds of a place, as a stream of cross-references numbers them.
const (
	placeFree = iota
	placeInFile
	placeInStream
)

// writers are kept between documents, for their memory is large.
var writers = freelist.New(4, func() *writer { return new(writer) })

// mostKept is how large a file may have been for that.
const mostKept = 1 << 20

// forget lets go of a document.
func (w *writer) forget() {
	w.memory.forget()
	clear(w.nodes)
}

// start begins a file in which the numbers below next are taken.
func (w *writer) start(next int) {
	w.out = append(w.out[:0], "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"...)
	w.small, w.heads = w.small[:0], w.heads[:0]
	w.where = append(w.where[:0], make([]place, next)...)
}

// begin starts an object that is no stream; what is added next is its value.
func (w *writer) begin(number int) {
	if len(w.heads) == perStream {
		w.flush()
	}
	w.heads = append(w.heads, head{number, len(w.small)})
}

func (w *writer) place(number int, p place) {
	for len(w.where) <= number {
		w.where = append(w.where, place{})
	}
	w.where[number] = p
}

// fresh is a number that no object has; it is taken at once.
func (w *writer) fresh() int {
	w.place(len(w.where), place{})
	return len(w.where) - 1
}

// flush packs the waiting objects.
func (w *writer) flush() {
	if len(w.heads) == 0 {
		return
	}
	number := w.fresh()
	b := w.scratch[:0]
	for i, h := range w.heads {
		b = append(strconv.AppendInt(b, int64(h.number), 10), ' ')
		b = append(strconv.AppendInt(b, int64(h.at-w.heads[0].at), 10), ' ')
		w.place(h.number, place{placeInStream, number, i})
	}
	d := fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(w.heads), len(b))
	w.scratch = append(b, w.small[w.heads[0].at:]...)
	w.stream(number, d, w.ZlibObjects(w.scratch, len(b), deflate.Objects()))
	w.small, w.heads = w.small[:0], w.heads[:0]
}

// stream writes a stream as it is; d are the entries of its dictionary but for the length.
func (w *writer) stream(number int, d string, data []byte) {
	w.place(number, place{placeInFile, len(w.out), 0})
	b := append(strconv.AppendInt(w.out, int64(number), 10), " 0 obj\n<<"...)
	b = append(append(b, d...), "/Length "...)
	b = append(strconv.AppendInt(b, int64(len(data)), 10), ">>\nstream\n"...)
	w.out = append(append(b, data...), "\nendstream\nendobj\n"...)
}

// deflated writes a stream that is deflated here.
func (w *writer) deflated(number int, d string, data []byte, as *deflate.Codes) {
	w.stream(number, d+"/Filter/FlateDecode", w.Zlib(data, as))
}

// finish writes the stream of cross-references (ISO 32000-1, 7.5.8) and gives the file. The file's ID is
// made of what the file says, both parts alike, for it was never changed.
func (w *writer) finish() []byte {
	w.flush()
	id := sha256.Sum256(w.out)
	number, at := w.fresh(), len(w.out)
	w.place(number, place{placeInFile, at, 0})
	offset := 1
	for at>>(8*offset) > 0 {
		offset++
	}
	d := fmt.Sprintf("/Type/XRef/Size %d/Root %d 0 R/Info %d 0 R/ID[<%X><%X>]/W[1 %d 2]"+
		"/DecodeParms<</Predictor 12/Columns %d>>", len(w.where), w.root, w.info, id[:16], id[:16], offset, offset+3)
	w.deflated(number, d, w.rows(offset), deflate.Fonts())
	w.out = fmt.Appendf(w.out, "startxref\n%d\n%%%%EOF\n", at)
	return freelist.Printed.Copy(w.out)
}

// rows are the cross-references, with so many bytes for an offset. Each is less the one above and marked as such
// (PNG's filter "up"): they deflate well.
func (w *writer) rows(offset int) []byte {
	var above, row [11]byte // the kind, up to eight bytes of an offset, and two
	width := offset + 3
	rows := w.scratch[:0]
	for number, p := range w.where {
		if number == 0 {
			p.n = 0xffff // the head of the list of free objects
		}
		row[0] = byte(p.kind)
		for i := range offset {
			row[offset-i] = byte(p.at >> (8 * i))
		}
		row[offset+1], row[offset+2] = byte(p.n>>8), byte(p.n)
		rows = append(rows, 2)
		for i := range width {
			rows = append(rows, row[i]-above[i])
		}
		above = row
	}
	w.scratch = rows
	return rows
}
