// Package audience knows the readers there are and seals values for one of them.
// It knows nothing of what the values say. A sealed value can be handed on only along
// the three roads below: what is public may go to anyone, and the office may see everything.
package audience

import (
	"fmt"
	"path"
)

// Public is anybody.
type Public struct{}

// WorkingGroup is a member of one of the consultation groups.
type WorkingGroup struct{}

// Provider is one digital service provider, by its id in the register.
type Provider struct{ ID string }

// Office is the partnership office itself.
type Office struct{}

// Reader is one of the four audiences. The union is closed: an edition for anybody else
// does not compile.
type Reader interface {
	comparable
	Public | WorkingGroup | Provider | Office
	// Folder is the root of the reader's edition below the site, with slashes.
	Folder() string
	// Label says who may read, as printed on every page and document.
	Label() string
}

// Folder is "public".
func (Public) Folder() string { return "public" }

// Folder is "working-group".
func (WorkingGroup) Folder() string { return "working-group" }

// Folder is "providers/ID".
func (p Provider) Folder() string { return path.Join("providers", p.ID) }

// Folder is "office".
func (Office) Folder() string { return "office" }

// Label says that anybody may read.
func (Public) Label() string { return "Public" }

// Label names the members.
func (WorkingGroup) Label() string { return "Working group members only" }

// Label names the one provider and the office.
func (Provider) Label() string { return "Confidential: the provider and the office only" }

// Label names the office.
func (Office) Label() string { return "Confidential: the office only" }

// For is a value with one reader. The zero value is sealed for the zero reader and holds nothing.
type For[A Reader, T any] struct {
	reader A
	value  T
}

// Seal says who v is for. Only packages that build from a view of that audience should call it.
func Seal[A Reader, T any](reader A, v T) For[A, T] { return For[A, T]{reader, v} }

// Reader is the one the value is for.
func (f For[A, T]) Reader() A { return f.reader }

// Value is what was sealed.
func (f For[A, T]) Value() T { return f.value }

// Map makes something of a sealed value, for the same reader.
func Map[A Reader, T, U any](f For[A, T], make func(T) (U, error)) (For[A, U], error) {
	u, err := make(f.value)
	return For[A, U]{f.reader, u}, err
}

// Release hands what is public to any other reader.
func Release[A Reader, T any](f For[Public, T], to A) For[A, T] { return For[A, T]{to, f.value} }

// ToOffice hands anything to the office, which may see everything.
func ToOffice[A Reader, T any](f For[A, T]) For[Office, T] { return For[Office, T]{Office{}, f.value} }

// Gather makes one thing of many sealed values of the same reader. A value sealed for another reader is
// an error: nothing is mixed.
func Gather[A Reader, T, U any](reader A, all []For[A, T], make func([]T) (U, error)) (For[A, U], error) {
	var values []T
	for _, f := range all {
		if f.reader != reader {
			return For[A, U]{}, fmt.Errorf("what is for %s does not go to %s", f.reader.Folder(), reader.Folder())
		}
		values = append(values, f.value)
	}
	u, err := make(values)
	return For[A, U]{reader, u}, err
}
