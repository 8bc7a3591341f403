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
