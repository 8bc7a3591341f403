// Package freelist keeps room that takes long to make for whoever needs some next. It knows nothing of what that is.
package freelist

// List is room that nobody is using just now. What sync.Pool keeps is gone with the second collection of garbage, and
// in a round there is one for every few submissions: what is here stays. It is safe for use by several at once.
type List[T any] struct {
	free   chan *T
	newOne func() *T
}

// New is a list that keeps so many at most. NewOne makes one where none is free.
func New[T any](most int, newOne func() *T) List[T] {
	return List[T]{make(chan *T, most), newOne}
}

// Take gives one that is free, or a new one.
func (l List[T]) Take() *T {
	select {
	case x := <-l.free:
		return x
	default:
		return l.newOne()
	}
}

// Give makes x free, of which nothing may be used any more. It is false where enough are free already.
func (l List[T]) Give(x *T) bool {
	select {
	case l.free <- x:
		return true
	default:
		return false
	}
}

// Bytes are copies of what was made in room that is used again at once, in room that is used again when they are done
// with. Whoever does not say so leaves them to the collector, as any others.
type Bytes struct{ free List[[]byte] }

// Printed are the documents printed in any format: several lie side by side until they are written.
var Printed = NewBytes(24)

// NewBytes keeps room for so many at most.
func NewBytes(most int) Bytes { return Bytes{New(most, func() *[]byte { return new([]byte) })} }

// Shorter ones are not worth keeping; others take room in steps, so that the next fits in it.
const (
	leastBytes = 16 << 10
	stepBytes  = 16 << 10
)

// Copy is a copy of b.
func (l Bytes) Copy(b []byte) []byte {
	if len(b) < leastBytes {
		return append([]byte{}, b...)
	}
	room := *l.free.Take()
	if cap(room) < len(b) {
		room = make([]byte, 0, (len(b)+stepBytes-1)/stepBytes*stepBytes)
	}
	return append(room[:0], b...)
}

// Done makes the room of a copy free. Nothing of the copy, nor of a part of it, may be used afterwards.
func (l Bytes) Done(b []byte) {
	if cap(b) >= leastBytes {
		b = b[:0]
		l.free.Give(&b)
	}
}
