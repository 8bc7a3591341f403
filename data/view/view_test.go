package view

import (
	"reflect"
	"strings"
	"testing"
)

// The first lock: no field of what the public and the working groups are given, however deep, can hold an
// answer, a finding or anything else of a provider.
func TestPublicViewsHaveNoRoomForAProvider(t *testing.T) {
	for _, v := range []any{Public{}, WorkingGroup{}} {
		for _, path := range reach(reflect.TypeOf(v), map[reflect.Type]bool{}) {
			t.Errorf("%T can hold a %s", v, path)
		}
	}
	// The same search finds them where they belong, or it proves nothing.
	for _, v := range []any{Provider{}, Office{}} {
		if len(reach(reflect.TypeOf(v), map[reflect.Type]bool{})) == 0 {
			t.Errorf("%T is said to hold nothing of a provider", v)
		}
	}
}

// reach lists the types of data/response and data/assess, and the register's, that a type can hold.
func reach(t reflect.Type, seen map[reflect.Type]bool) []string {
	if seen[t] {
		return nil
	}
	seen[t] = true
	pkg := t.PkgPath()
	confidential := strings.HasSuffix(pkg, "data/response") || strings.HasSuffix(pkg, "data/assess") ||
		strings.HasSuffix(pkg, "data/round") && t.Name() != "Office"
	if confidential {
		return []string{t.String()}
	}
	var found []string
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return reach(t.Elem(), seen)
	case reflect.Map:
		return append(reach(t.Key(), seen), reach(t.Elem(), seen)...)
	case reflect.Struct:
		for i := range t.NumField() {
			found = append(found, reach(t.Field(i).Type, seen)...)
		}
	}
	return found
}
