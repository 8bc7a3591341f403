package intake

import (
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/sample"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// A shelf that loads editions as they are needed groups and reads every response of the sample round, and what is
// none, as one on which all stand already; for most of them it loads no more than the edition in force.
func TestShelf(t *testing.T) {
	files, err := sample.Files()
	if err != nil {
		t.Fatal(err)
	}
	files["responses/list.csv"] = []byte("a,b\n1,2\n")
	open := func(name string) ([]byte, error) { return files["responses/"+name], nil }
	known, err := Editions("")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range files {
		if strings.HasPrefix(name, "responses/") {
			names = append(names, path.Base(name))
		}
	}
	whole := ShelfOf(known)
	sets, err := whole.Group(names)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewShelf("")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Group(names); err != nil || !reflect.DeepEqual(got, sets) {
		t.Errorf("grouped as %v, want %v: %v", got, sets, err)
	}
	one := 0
	for _, set := range sets {
		s, asked := &Shelf{first: s.first}, false
		s.all = func() ([]workbook.Edition, error) { asked = true; return known, nil }
		got, want := s.Read(set, open, cells.DefaultLimits()), whole.Read(set, open, cells.DefaultLimits())
		if ref(got.Answered) != ref(want.Answered) {
			t.Errorf("%s answers %s, want %s", set.Name, ref(got.Answered), ref(want.Answered))
		}
		got.Answered, want.Answered = nil, nil // read twice, so another pointer
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %+v, want %+v", set.Name, got, want)
		}
		if !asked {
			one++
		}
	}
	if one < 20 || one == len(sets) {
		t.Errorf("%d of %d submissions were read with one edition", one, len(sets))
	}
}

func ref(f *framework.Framework) string {
	if f == nil {
		return "none"
	}
	return f.Ref()
}

// An edition that is named stands before all others, and all others stand beside it once.
func TestNamedEditionComesFirst(t *testing.T) {
	s, err := NewShelf("cloud-sample@1")
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.all()
	if err != nil {
		t.Fatal(err)
	}
	var refs []string
	for _, e := range all {
		refs = append(refs, e.Framework.Ref())
	}
	if len(s.first) != 1 || s.first[0].Framework != all[0].Framework || refs[0] != "cloud-sample@1" {
		t.Errorf("the editions are %v", refs)
	}
	slices.Sort(refs)
	if !slices.Equal(refs, frameworks.Names()) {
		t.Errorf("the editions are %v, want %v", refs, frameworks.Names())
	}
}
