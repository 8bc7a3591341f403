package pdf

import (
	"bytes"
	"reflect"
	"sync"
	"testing"

	"opframe/render/doc"
)

func TestMemoryHoldsNothingOfADocumentThatIsDone(t *testing.T) {
	d := answered()
	s := newSetter(d.Blocks)
	if _, err := write(s, d); err != nil {
		t.Fatal(err)
	}
	m := s.memory
	m.empty()
	zero(t, "memory", reflect.ValueOf(m).Elem())
	for what, b := range map[string][]byte{"ground": m.ground, "out": m.out, "contents": m.contents, "raw": m.raw.Bytes(), "programs": m.programs, "glyf": m.glyf} {
		if b = b[:cap(b)]; len(b) == 0 || len(bytes.Trim(b, "\x00")) > 0 {
			t.Errorf("%s has room for %d bytes, and not all are zero", what, len(b))
		}
	}
}

// zero reports what is not zero in the slices of v, up to their capacity; numbers in v itself may be anything.
func zero(t *testing.T, what string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			zero(t, what+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Map:
		if v.Len() > 0 {
			t.Errorf("%s has %d entries", what, v.Len())
		}
	case reflect.Slice:
		for v, i := v.Slice(0, v.Cap()), 0; i < v.Len(); i++ {
			if e := v.Index(i); e.Kind() == reflect.Slice {
				zero(t, what, e)
			} else if !e.IsZero() {
				t.Fatalf("%s: number %d of %d is %v", what, i, v.Len(), e)
			}
		}
	}
}

func TestDocumentsPrintedAtOnceAreThoseOfOneAfterTheOther(t *testing.T) {
	docs := []doc.Document{report(), letter(), answered(), longReport()}
	var want [][]byte
	for _, d := range docs {
		want = append(want, mustPrint(t, d).Bytes)
	}
	var all sync.WaitGroup
	for i := range 4 * len(docs) {
		all.Go(func() {
			if p, err := Print(docs[i%len(docs)]); err != nil || !bytes.Equal(p.Bytes, want[i%len(docs)]) {
				t.Errorf("document %d: other bytes, error %v", i%len(docs), err)
			}
		})
	}
	all.Wait()
}
