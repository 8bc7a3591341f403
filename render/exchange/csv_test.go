package exchange

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"testing/quick"

	"opframe/render/doc"
)

// rowsOf reads a CSV back as a program would.
func rowsOf(t *testing.T, data []byte) [][]string {
	t.Helper()
	rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if !ok {
		t.Fatal("it should begin with a byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil {
		t.Fatalf("it should be CSV that can be read back: %v\n%s", err, data)
	}
	return rows
}

func TestCSVOfATable(t *testing.T) {
	table := doc.Table{Columns: []doc.Column{{Title: "Product"}, {Title: "Next expiry"}, {Title: "Problems"}},
		Rows: []doc.Row{
			{Cells: [][]doc.Span{{{Text: "A, or \"B\"", Link: "products/a/index.html"}}, doc.T("31\u00a0October 2017"), doc.T("-3")}, Keys: []string{"", "2017-10-31", ""}},
			{Cells: [][]doc.Span{{{Text: "=HYPERLINK(1)"}, {Text: "\n"}, {Text: "Access", Tone: doc.Good}}, doc.T("–"), doc.T("12")}, Keys: []string{"", "9999", ""}},
		}}
	want := "\ufeffProduct,Next expiry,Problems\r\n" +
		"\"A, or \"\"B\"\"\",2017-10-31,-3\r\n" +
		"'=HYPERLINK(1); Access,–,12\r\n"
	if got := string(CSV(table)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCSVGuardsWhatLooksLikeAFormula(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"=1+1", "'=1+1"}, {"+61 2 5550", "'+61 2 5550"}, {"-cmd|x", "'-cmd|x"}, {"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"}, {"\r=1", "'=1"}, {"\n\n=1", "'=1"}, {"'=1", "''=1"}, {"＝1+1", "'＝1+1"}, {"-", "'-"}, {"-1-1", "'-1-1"},
		{"-1", "-1"}, {"+2.5", "+2.5"}, {"-40%", "-40%"}, {"a=b", "a=b"}, {"O'Neill", "O'Neill"}, {"– none", "– none"}, {"", ""},
		{"first\nsecond\r\n\r\nthird", "first; second; third"}, {"bad \xff byte", "bad \ufffd byte"},
	} {
		got := rowsOf(t, CSV(doc.Table{Columns: []doc.Column{{Title: "X"}}, Rows: []doc.Row{{Cells: [][]doc.Span{doc.T(c.in)}}}}))
		if len(got) != 2 || got[1][0] != c.want {
			t.Errorf("%q is written as %q, want %q", c.in, got[1:], c.want)
		}
	}
}

// Whatever stands in a table, the file has a record a row and a field a column, no field begins like a
// formula, and taking the guard away gives the text of the cell back.
func TestCSVHoldsEveryTable(t *testing.T) {
	holds := func(a, b, c string, narrow bool) bool {
		in := []string{a, b, c}
		if narrow {
			in = in[:1]
		}
		table := doc.Table{Columns: make([]doc.Column, len(in))}
		row := doc.Row{}
		for _, s := range in {
			row.Cells = append(row.Cells, doc.T(s))
		}
		table.Rows = []doc.Row{row, row}
		data := CSV(table)
		if strings.Count(string(data), "\n") != strings.Count(string(data), "\r\n") {
			t.Errorf("every line should end with CR LF: %q", data)
		}
		rows := rowsOf(t, data)
		if len(rows) != 3 {
			t.Errorf("%q: %d records for a head and two rows", in, len(rows))
			return false
		}
		for i, s := range in {
			if !kept(t, s, rows[2][i]) {
				return false
			}
		}
		return true
	}
	begin := []string{"=", "+", "-", "@", "'", "''=", "\t", "\r", "\n", "\"", ",", "\\.", " ", "\ufeff"}
	for _, x := range begin {
		for _, y := range begin {
			holds(x+y, y, "", false)
			holds(x+y+"1", "", x, true)
		}
	}
	holds("", "", "", true)
	if err := quick.Check(holds, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

func kept(t *testing.T, in, got string) bool {
	t.Helper()
	var lines []string
	for _, l := range doc.Lines(strings.ToValidUTF8(in, "\ufffd")) {
		if l != "" {
			lines = append(lines, l)
		}
	}
	want := strings.Join(lines, "; ")
	if strings.ContainsAny(got[:min(1, len(got))], "=+-@\t\r") && !plainNumber.MatchString(got) {
		t.Errorf("%q is written as %q, which a spreadsheet program takes for a formula", in, got)
		return false
	}
	if got != want && (got != "'"+want || !formula(want)) {
		t.Errorf("%q is written as %q, want %q or the same behind an apostrophe", in, got, want)
		return false
	}
	return true
}
