package cells

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestAt: the value of a merged range belongs to all of its cells.
func TestAt(t *testing.T) {
	merged := `</sheetData><mergeCells><mergeCell ref="B2:C4"/><mergeCell ref="D1:D1048576"/><mergeCell ref="E2:XFD2"/></mergeCells>`
	rows := `<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>4</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c></row>`
	b, err := Open("m.xlsx", with(t, part{"xl/worksheets/sheet1.xml", strings.Replace(sheetPart(rows), "</sheetData>", merged, 1)}))
	if err != nil {
		t.Fatal(err)
	}
	s := b.Sheets[0]
	for place, want := range map[[2]int]string{
		{0, 0}: "A1 1", {0, 1}: "", {1, 1}: "B2 2", {3, 2}: "B2 2", {2, 2}: "B2 2", {4, 1}: "", {1048575, 3}: "D1 4", {1, 4}: "", {1, 16383}: "", {-1, 0}: "", {0, -1}: "", {0, 99999}: "",
	} {
		got := ""
		if c, ok := s.At(place[0], place[1]); ok {
			got = Ref(c.Row, c.Col) + " " + c.Text
		}
		if got != want {
			t.Errorf("row %d, column %d shows %q, want %q", place[0], place[1], got, want)
		}
	}
	if got, want := told(b), lines("A1 number 1", "D1 number 4", "B2 number 2", "C3 number 3"); got != want {
		t.Errorf("the covered cell C3 should stay among the cells:\n%s", got)
	}
}

func TestParseRange(t *testing.T) {
	limits := DefaultLimits()
	for text, want := range map[string]Range{"A1:B2": {0, 0, 1, 1}, "C5": {4, 2, 4, 2}, "3:5": {2, 0, 4, 16383}, "12:12": {11, 0, 11, 16383}, "B:D": {0, 1, 1048575, 3}, "XFD1048576:XFD1048576": {1048575, 16383, 1048575, 16383}} {
		if got, ok := parseRange([]byte(text), &limits); !ok || got != want {
			t.Errorf("%s is the range %+v, want %+v", text, got, want)
		}
	}
	for _, text := range []string{"", ":", "A", "5", "A1:", ":A1", "B1:A1", "A2:A1", "5:3", "D:B", "XFE:XFE", "A0:A1", "A1:B2:C3", "a1:b2", "0:0", "A1 B2", "$A$1:$B$2"} {
		if got, ok := parseRange([]byte(text), &limits); ok {
			t.Errorf("%q is no range and is read as %v", text, got)
		}
	}
}

// TestAtFindsWhatSearchingFinds: on random ranges the tree agrees with looking at each range.
func TestAtFindsWhatSearchingFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var s Sheet
		for range 30 {
			row, col := r.IntN(40), r.IntN(40)
			more := Range{row, col, row + r.IntN(6), col + r.IntN(20)}
			try := Sheet{Merged: append(append([]Range{}, s.Merged...), more)}
			err := try.merge("x")
			if overlaps := slices.ContainsFunc(s.Merged, func(r Range) bool { return r.overlaps(more) }); overlaps != (err != nil) {
				t.Fatalf("%v and %v: got %v, they overlap: %v", s.Merged, more, err, overlaps)
			}
			if err == nil {
				s = try
			}
		}
		for range 300 {
			row, col := r.IntN(50), r.IntN(70)
			got, ok := s.merges.at(row, col)
			want, found := searched(s.Merged, row, col)
			if got != want || ok != found {
				t.Fatalf("%s is found in %v, want %v, of %v", Ref(row, col), got, want, s.Merged)
			}
		}
	}
}

func (r Range) overlaps(q Range) bool {
	return r.FirstRow <= q.LastRow && q.FirstRow <= r.LastRow && r.FirstCol <= q.LastCol && q.FirstCol <= r.LastCol
}

func searched(all []Range, row, col int) (Range, bool) {
	for _, r := range all {
		if row >= r.FirstRow && row <= r.LastRow && col >= r.FirstCol && col <= r.LastCol {
			return r, true
		}
	}
	return Range{}, false
}
