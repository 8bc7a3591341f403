package mark_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"opframe/data/date"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
	"opframe/data/workbook/mark"
)

func written(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	err := workbook.WriteTables(&b, []workbook.TableSheet{{Name: "One & two", Rows: [][]string{{"a", "b"}, {"c", "d"}}}, {Name: "Three", Rows: [][]string{{"x"}}}},
		date.Date{Year: 2017, Month: 10, Day: 1})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Notes are read back at their cells, by this program and by another library; all cells stay.
func TestNotesAreReadBack(t *testing.T) {
	data := written(t)
	hostile := "<script>alert(1)</script> ]]> & \"x\""
	out, left, err := mark.Copy(data, []mark.Note{{"One & two", "B2", "First."}, {"Three", "A1", hostile}, {"One & two", "B2", "Second."}})
	if err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
	before, after := inspect(t, data), inspect(t, out)
	for i, s := range after.Sheets {
		if len(s.Cells) != len(before.Sheets[i].Cells) {
			t.Errorf("%s has %d cells, before %d", s.Name, len(s.Cells), len(before.Sheets[i].Cells))
		}
		if len(s.Comments) != 1 {
			t.Fatalf("%s has %d notes, not 1", s.Name, len(s.Comments))
		}
	}
	if got := after.Sheets[0].Comments[0]; got.Text != "First.\n\nSecond." || cells.Ref(got.Row, got.Col) != "B2" {
		t.Errorf("the note reads %+v", got)
	}
	if got := after.Sheets[1].Comments[0].Text; got != hostile {
		t.Errorf("the note reads %q, not %q", got, hostile)
	}
	x, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if all, err := x.GetComments("Three"); err != nil || len(all) != 1 || all[0].Cell != "A1" {
		t.Errorf("another library reads %v, %v", all, err)
	}
	again, left, err := mark.Copy(out, []mark.Note{{"Three", "A1", "More."}})
	if err != nil || len(left) != 1 || left[0] != "Three" || len(again) == 0 {
		t.Errorf("a sheet with notes: left %v, %v", left, err)
	}
}

func inspect(t *testing.T, data []byte) *cells.Book {
	t.Helper()
	b, err := cells.Inspect("x.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Every part but the sheet, its links and the list of types keeps every byte.
func TestAllElseStays(t *testing.T) {
	data := written(t)
	out, _, err := mark.Copy(data, []mark.Note{{"Three", "A1", "Here."}})
	if err != nil {
		t.Fatal(err)
	}
	before, after := parts(t, data), parts(t, out)
	changed := 0
	for name, text := range before {
		if after[name] != text {
			changed++
			if name != "[Content_Types].xml" && !strings.HasPrefix(name, "xl/worksheets/sheet2") {
				t.Errorf("%s was changed", name)
			}
		}
	}
	if changed != 2 || len(after) != len(before)+3 {
		t.Errorf("%d parts changed and %d added, not 2 and 3", changed, len(after)-len(before))
	}
}

func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(b)
	}
	return all
}

// What is no workbook of the usual form is refused as such.
func TestOtherFiles(t *testing.T) {
	for _, data := range []string{"", "a,b\n", "PK\x03\x04"} {
		if _, _, err := mark.Copy([]byte(data), []mark.Note{{"One", "A1", "x"}}); err == nil {
			t.Errorf("%q was marked", data)
		}
	}
}
