package cells

import "testing"

func TestUsualPlacesAreNamedAsAllOthers(t *testing.T) {
	for col := range usualCols + 2 {
		for row := range usualRows + 2 {
			if got, want := Ref(row, col), ref(row, col); got != want {
				t.Fatalf("row %d, column %d is called %q, want %q", row, col, got, want)
			}
		}
	}
}
