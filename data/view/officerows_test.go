package view

import (
	"fmt"
	"testing"
)

// A packed row says what the brief row does that it was made of, in the register's place.
func TestPackedRowsSayTheSame(t *testing.T) {
	r := aRound(t, "Ana", "a", "b")
	c := aCase(t, r, "b", "")
	rows := PackRows(r)
	want := make([]OfficeRow, len(r.Products))
	for i, p := range r.Products {
		want[i] = RowOf(r, edition(t, "interim@1.0"), p, nil, nil)
		if p.ID == "b" {
			want[i] = RowOf(r, edition(t, "interim@1.0"), p, nil, &c).Brief()
		}
		rows.Put(i, &want[i])
	}
	i := 0
	for got := range rows.All {
		if a, b := shown(*got), shown(want[i]); a != b {
			t.Errorf("row %d says\n%s\nwant\n%s", i, a, b)
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d rows, want %d", i, len(want))
	}
}

// shown is a row in words, with its case.
func shown(r OfficeRow) string {
	c := r.Case
	r.Case = nil
	return fmt.Sprintf("%+v %+v", r, c)
}
