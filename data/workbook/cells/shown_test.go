package cells

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestShown: numbers and texts the way LibreOffice Calc 7.4 in English writes them as CSV with the
// contents as shown. Every line was compared with it; clients_test.go compares anew.
func TestShown(t *testing.T) {
	const afternoon = 45351.739583333336 // 29 February 2024, 17:45
	cases := []struct {
		code  string
		value float64
		want  string
	}{
		{"General", 0.1 + 0.2, "0.3"}, {"General", -1.0 / 3, "-0.333333333333333"}, {"General", 1234567, "1234567"}, {"General", 1e-9, "0.000000001"},
		{"General", 1e-10, "1E-10"}, {"General", 1.23456789e-9, "1.23456789E-09"}, {"General", 1e15, "1000000000000000"}, {"General", 1234567890123456, "1234567890123456"},
		{"General", 1e16, "1E+016"}, {"General", -1.5e100, "-1.5E+100"}, {"General", 0, "0"},
		{`General" x"`, 1e17, "1.00000000000000E+17 x"}, {`General" x"`, -1.5e-10, "-0.00000000015 x"}, {"General;-General", -2, "-2"},
		{"0", 0.5, "1"}, {"0", 1.5, "2"}, {"0", -0.3, "0"}, {"0", 999999.5, "1000000"}, {"0", 123456789012345678, "123456789012346000"},
		{"0.00", 2.675, "2.68"}, {"0.00", 1.005, "1.01"}, {"0.00", -0.004, "0.00"}, {"0.00", 99.995, "100.00"},
		{"#,##0", 1234567, "1,234,567"}, {"#,##0.00", -1234.567, "-1,234.57"}, {"#,###", 0, ""}, {"0,000", 12, "0,012"}, {"#,##0.", 3, "3"},
		{"0.##", 0, "0"}, {"0.##", 1.5, "1.5"}, {"#.##", 0.5, ".5"}, {"#.#", 0, ""}, {"???.??", 1, "  1.  "}, {"0.0#", 2.25, "2.25"},
		{"0%", 0.255, "26%"}, {"0.0%", -0.5, "-50.0%"}, {"0%", 0, "0%"},
		{"0.00E+00", 1234.5, "1.23E+03"}, {"##0.0E+0", 123456, "123.5E+3"}, {"0.0E+0", 9.99, "1.0E+1"}, {"0.00E-00", 1234.5, "1.23E03"}, {"#E+0", 0, "0E+0"},
		{"0.0,", 1234, "1.2"}, {`#,##0,,"M"`, 12345678901, "12,346M"},
		{`"ID-"0000`, -7, "-ID-0007"}, {"000-000", 1234, "001-234"}, {`0 "days"`, 3, "3 days"}, {`0\ \k\g`, 3, "3 kg"}, {"(000) 000-0000", 5, "(000) 000-0005"},
		{"0_)", 3, "3 "}, {"_-* #,##0.00_-", 3, " 3.00 "}, {"$#,##0.00;($#,##0.00)", -3, "($3.00)"}, {"#,##0.00 [$€-407]", 3, "3.00 €"},
		{`0;-0;"zero"`, 0, "zero"}, {`0;-0;"zero"`, -2, "-2"}, {`0.00;"neg"`, -2, "neg"}, {";;;", 5, ""}, {"0;", -1, ""},
		{"[<1]0.00;[>=100]0;General", 50, "50"}, {"[<1]0.00;[>=100]0;General", -1, "-1.00"}, {`[=1]"Yes";[=0]"No";0`, 1, "Yes"}, {`[=1]"Yes";[=0]"No";0`, 0, "No"}, {"[Red]-0;0", -1, "1"},
		{"[Color 3]0", 4, "4"}, {"@", 0.5, "0.5"},
		{"yyyy-mm-dd", afternoon, "2024-02-29"}, {"dd/mm/yyyy", afternoon, "29/02/2024"}, {"d. mmmm yyyy", afternoon, "29. February 2024"}, {"ddd, d mmm yy", afternoon, "Thu, 29 Feb 24"},
		{"dddd", afternoon, "Thursday"}, {"mmmmm", afternoon, "F"}, {"yyyymmdd", afternoon, "20240229"}, {"m/d", afternoon, "2/29"}, {"[$-409]mmmm d, yyyy", afternoon, "February 29, 2024"},
		{"yyyy-mm-dd hh:mm", afternoon, "2024-02-29 17:45"}, {"yyyy-mm-dd hh:mm", 0.99999999, "1899-12-31 00:00"}, {"yyyy-mm-dd", 0.99999999, "1899-12-30"}, {"yyyy-mm-dd", 1, "1899-12-31"},
		{"h:mm", afternoon, "17:45"}, {"h:mm AM/PM", afternoon, "5:45 PM"}, {"hh:mm:ss", 0.99999999, "23:59:59"}, {"h:mm", -0.25, "18:00"}, {"h:mm:ss", 45351.7395833333, "17:45:00"},
		{"mm:ss.0", 0.1234567891234, "57:46.7"}, {"hh:mm:ss.000", 0.99999999, "23:59:59.999"}, {"[h]:mm:ss", 1.5, "36:00:00"}, {"[h]:mm", -1.5, "-36:00"}, {"[mm]:ss", 0.5, "720:00"}, {"[s]", 0.5, "43200"},
	}
	for _, c := range cases {
		f := parseFormat(c.code)
		if c.code == "General" {
			f = nil
		}
		if got, ok := f.showNumber(c.value, epoch1900); !ok || got != c.want {
			t.Errorf("%v in the format %s shows %q, want %q", c.value, c.code, got, c.want)
		}
	}
	if got, _ := parseFormat("yyyy-mm-dd").showNumber(0, epoch1904); got != "1904-01-01" {
		t.Errorf("day 0 counted from 1904 shows %q", got)
	}
}

// TestNotShown: what is not implemented is not shown wrong.
func TestNotShown(t *testing.T) {
	for _, code := range []string{"# ?/?", "[$-407]0.00", "[$-407]d. mmmm yyyy", "[$-419]h:mm AM/PM", "ggge", "bbbb", "[DBNum1]0", "yyyy 0", "[>x]0", "[NatNum1]0"} {
		if got, ok := parseFormat(code).showNumber(45351.5, epoch1900); ok {
			t.Errorf("the format %s is not implemented and shows %q", code, got)
		}
	}
	for _, v := range []float64{3e6, -1e6, 1e300} {
		if got, ok := parseFormat("yyyy-mm-dd").showNumber(v, epoch1900); ok {
			t.Errorf("there is no day %v, and it shows %q", v, got)
		}
	}
}

func TestShownTexts(t *testing.T) {
	for code, want := range map[string]string{"General": "a", "0.00": "a", "@": "a", `@" x"`: "a x", "0;@": "a", `0;-0;0;"text: "@`: "text: a", ";;;": "", "0;0;0;": "", "yyyy": "a"} {
		if got := parseFormat(code).showText("a", 100); got != want {
			t.Errorf("a text in the format %s shows %q, want %q", code, got, want)
		}
	}
}

// TestRows: the fields of a sheet as a spreadsheet program writes them.
func TestRows(t *testing.T) {
	b, err := Inspect("r.xlsx", withRows(t, `<row r="2"><c r="B2" s="1"><v>45351</v></c><c r="C2" t="b"><v>1</v></c></row><row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="e"><v>#N/A</v></c></row>`))
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for row := range b.Sheets[0].Rows() {
		got = append(got, slices.Clone(row))
	}
	want := [][]string{{"", "", ""}, {"", "2/29/2024", "TRUE"}, {"", "", ""}, {"Yes", "#N/A", ""}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
	if rows, cols := b.Sheets[0].Size(); rows != 4 || cols != 3 {
		t.Errorf("the sheet has %d rows and %d columns, want 4 and 3", rows, cols)
	}
	for row := range b.Sheets[0].Rows() {
		if strings.Join(row, "") != "" {
			t.Error("the first row should be empty")
		}
		break
	}
}

// FuzzShown: any format code shows any number without fault.
func FuzzShown(f *testing.F) {
	for _, code := range []string{"General", "0.00", "#,##0;(#,##0)", "yyyy-mm-dd hh:mm:ss.000", "[h]:mm", "##0.0E+0", "0-0,0.0,%", `[<1]"a";@`, "[$-407]0", `"`, `\`, "_", "*", "[", "?/?"} {
		f.Add(code, 45351.75)
		f.Add(code, -1e300)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		if v != v || v-v != 0 {
			return // no cell holds these
		}
		shown, ok := parseFormat(code).showNumber(v, epoch1900)
		if !ok && shown != "" {
			t.Errorf("%v in the format %q is not implemented and shows %q", v, code, shown)
		}
		parseFormat(code).showText("text", 100)
	})
}
