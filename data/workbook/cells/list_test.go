package cells

import (
	"slices"
	"testing"
)

func TestReadList(t *testing.T) {
	book, err := Open("list.csv", []byte(" ,,\n Name , Day ,Name\nAnn,2017-10-31,\n , ,\nBob,soon,Rob\n"))
	if err != nil {
		t.Fatal(err)
	}
	l := ReadList(book.Sheets[0])
	if !slices.Equal(l.Header, []string{"name", "day", "name"}) || !slices.Equal(l.twice([]string{"name", "day"}), []string{"name"}) || l.twice([]string{"day"}) != nil {
		t.Errorf("the columns are %q, of which %q stand twice", l.Header, l.twice([]string{"name", "day"}))
	}
	if len(l.Rows) != 2 || l.Rows[1].N != 4 {
		t.Fatalf("got the rows %+v: rows of spaces are none", l.Rows)
	}
	ann, bob := l.Rows[0], l.Rows[1]
	if day, err := ann.Day("day"); err != nil || day.String() != "2017-10-31" || ann.Text("name") != "" || bob.Text("name") != "Rob" {
		t.Errorf("got %v, %v, %q, %q: of two columns with one name the right one counts", day, err, ann.Text("name"), bob.Text("name"))
	}
	if _, err := bob.Day("day"); err == nil {
		t.Error("soon is no day")
	}
	if day, err := bob.Day("none"); err != nil || !day.IsZero() {
		t.Errorf("a column that is not there holds no day, got %v, %v", day, err)
	}
	if got := bob.Ref("day", "name") + bob.Ref("none", "day") + bob.Ref("none", "neither"); got != "B5B5A5" {
		t.Errorf("the places are %s, want B5, B5 and A5", got)
	}
}
