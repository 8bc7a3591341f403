//go:build clients

package cells

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// This test needs LibreOffice Calc (Debian: libreoffice-calc).

// asShown is what Calc's CSV export is told: comma and double quotes, UTF-8, from the first row, the
// formats of the file, no quotes but where needed, contents as shown, every sheet (-1). The token
// before "as shown" keeps numbers from being quoted.
const asShown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"

// TestLibreOfficeShowsTheSame: every cell of every sheet of workbooks saved by LibreOffice, as xlsx and
// as ods, is what LibreOffice writes when it exports the same file as CSV.
func TestLibreOfficeShowsTheSame(t *testing.T) {
	calc := calc{t: t, dir: t.TempDir()}
	for name, data := range map[string][]byte{
		"numbers.xlsx": numbers(t), "moments.xlsx": moments1900(t), "words.xlsx": wordsBook(t), "merged.xlsx": mergedBook(t),
		"formulas.xlsx": formulas(t), "from1904.xlsx": from1904(t), "questions.xlsx": questionnaire(t), "flat.fods": flat(),
	} {
		if err := os.WriteFile(filepath.Join(calc.dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	saved := calc.convert("ods", "*.xlsx", "*.fods")
	// As ods LibreOffice writes texts without the format around them, so this one is for xlsx alone.
	check(t, os.WriteFile(filepath.Join(calc.dir, "texts.xlsx"), texts(t), 0o644))
	saved = append(saved, calc.convert("xlsx", "*.xlsx", "*.fods")...)
	if len(saved) != 17 {
		t.Fatalf("LibreOffice saved %d workbooks, want 17: %v", len(saved), saved)
	}
	compared := 0
	for _, format := range []string{"xlsx", "ods"} {
		calc.run(append([]string{"--convert-to", asShown, "--outdir", filepath.Join(calc.dir, format+"-csv")}, ofFormat(saved, format)...)...)
	}
	for _, path := range saved {
		n := calc.compare(path)
		t.Logf("%s: %d fields", filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), n)
		compared += n
	}
	if compared < 5000 {
		t.Errorf("%d fields were compared, want some thousand", compared)
	}
}

func ofFormat(paths []string, format string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return filepath.Ext(p) != "."+format })
}

// calc is LibreOffice with a folder.
type calc struct {
	t   *testing.T
	dir string
}

// convert has LibreOffice save files in another format, into a folder named after that.
func (c calc) convert(format string, patterns ...string) []string {
	c.t.Helper()
	to := filepath.Join(c.dir, format)
	args := []string{"--convert-to", format, "--outdir", to}
	for _, p := range patterns {
		names, err := filepath.Glob(filepath.Join(c.dir, p))
		if err != nil {
			c.t.Fatal(err)
		}
		args = append(args, names...)
	}
	c.run(args...)
	saved, err := filepath.Glob(filepath.Join(to, "*."+format))
	if err != nil {
		c.t.Fatal(err)
	}
	return saved
}

func (c calc) run(args ...string) {
	c.t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		c.t.Fatal("LibreOffice is not installed: on Debian or Ubuntu, apt-get install libreoffice-calc")
	}
	cmd := exec.Command(soffice, append([]string{"-env:UserInstallation=file://" + c.dir + "/profile", "--headless"}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if out, err := cmd.CombinedOutput(); err != nil {
		c.t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
}

// compare compares every field of every sheet of a workbook with what was exported of it.
func (c calc) compare(path string) (fields int) {
	c.t.Helper()
	to := filepath.Dir(path) + "-csv"
	data, err := os.ReadFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	book, err := Inspect(filepath.Base(path), data)
	if err != nil {
		c.t.Fatal(err)
	}
	if len(book.Facts.Unreadable) > 0 {
		c.t.Errorf("%s: %v", path, book.Facts.Unreadable)
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	for _, s := range book.Sheets {
		want := records(c.t, filepath.Join(to, stem+"-"+s.Name+".csv"))
		var got [][]string
		for row := range s.Rows() {
			got = append(got, slices.Clone(row))
		}
		fields += c.compareSheet(book.Name+"!"+s.Name, got, want)
	}
	return fields
}

// compareSheet compares field by field. LibreOffice counts cells that are empty, as those of formulas
// with an empty text, to the size of a sheet.
func (c calc) compareSheet(name string, got, want [][]string) (fields int) {
	c.t.Helper()
	for row := range max(len(got), len(want)) {
		for col := range max(width(got, row), width(want, row)) {
			g, w := field(got, row, col), field(want, row, col)
			fields++
			if g != w && !knownDifference(name, g, w) {
				c.t.Errorf("%s!%s is %q, LibreOffice writes %q", name, Ref(row, col), g, w)
			}
		}
	}
	return fields
}

// knownDifference: LibreOffice names some errors in its own way, and writes them to xlsx in Excel's.
// What it cannot show itself it calls #FMT. Of accounting formats it loses the widths when it saves
// ods, and shows its own file otherwise than it says there.
func knownDifference(name, got, want string) bool {
	return (got == "#VALUE!" || got == "#NUM!") && want == "Err:502" || want == "#FMT" ||
		strings.HasPrefix(name, "numbers.ods!Built in") && strings.TrimSpace(got) == strings.TrimSpace(want)
}

func width(rows [][]string, row int) int {
	if row >= len(rows) {
		return 0
	}
	return len(rows[row])
}

func field(rows [][]string, row, col int) string {
	if row >= len(rows) || col >= len(rows[row]) {
		return ""
	}
	return rows[row][col]
}

// records reads a CSV file with its empty lines, which encoding/csv passes over.
func records(t *testing.T, name string) (rows [][]string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(data)))
	r.FieldsPerRecord = -1
	for next := 1; ; {
		record, err := r.Read()
		if err != nil {
			if err.Error() != "EOF" {
				t.Fatalf("%s: %v", name, err)
			}
			return rows
		}
		line, _ := r.FieldPos(0)
		for ; next < line; next++ {
			rows = append(rows, nil)
		}
		last, _ := r.FieldPos(len(record) - 1)
		next = last + strings.Count(record[len(record)-1], "\n") + 1
		rows = append(rows, record)
	}
}

// table has a column for each format and a row for each value.
func table(t *testing.T, f *excelize.File, sheet string, formats []string, values []any) {
	t.Helper()
	_, err := f.NewSheet(sheet)
	check(t, err)
	for col, code := range formats {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		check(t, err)
		check(t, f.SetCellStr(sheet, Ref(0, col), code))
		for row, v := range values {
			check(t, f.SetCellValue(sheet, Ref(row+1, col), v))
			check(t, f.SetCellStyle(sheet, Ref(row+1, col), Ref(row+1, col), style))
		}
	}
}

func numbers(t *testing.T) []byte {
	f := excelize.NewFile()
	table(t, f, "Numbers", []string{"General", "0", "0.00", "0.0", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00", "##0.0E+0", "0.##", "#.##", "#", "000-000", "0.0,", `#,##0,,"M"`, `0 "days"`, `"ID-"0000`,
		"[Red]-0;0", `0;-0;"zero"`, "#,##0.00 [$€-407]", "$#,##0.00;($#,##0.00)", "0_);(0)", "_-* #,##0.00_-", `0.00;"neg"`, "General;-General", `General "x"`, "[<1]0.00;[>=100]0;General", `[=1]"Yes";[=0]"No";0`, "@", "0.0%;-0.0%"},
		[]any{0, 1, -1, 0.5, -0.5, 0.3, 2.675, 1234.567, -1234.567, 99.995, 999999.5, 12345678901.0, 1e15, 1.5e-5, 0.1 + 0.2, 1.0 / 3, 100, "text", "1.50", ""})
	table(t, f, "General", []string{"General"}, []any{1e-9, 1e-10, 1e16, 1e22, 1e100, -1.5e100, 1.23456789e-9, 0.0001, 123456789.123456, 99999.99999999, -7e-7})
	f.NewSheet("Built in")
	for id := range 50 {
		if id == 12 || id == 13 {
			continue // fractions are not implemented
		}
		style, err := f.NewStyle(&excelize.Style{NumFmt: id})
		check(t, err)
		for row, v := range []any{0, 1, -1, 1234.5678, -1234.5678, 45351.75, 0.5, "text"} {
			check(t, f.SetCellValue("Built in", Ref(row, id), v))
			check(t, f.SetCellStyle("Built in", Ref(row, id), Ref(row, id), style))
		}
	}
	return written(t, f)
}

func texts(t *testing.T) []byte {
	f := excelize.NewFile()
	table(t, f, "Texts", []string{"General", "0.00", "@", `"text: "@`, `0;-0;"zero";"text: "@`, ";;;", `_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)`, "yyyy-mm-dd"}, []any{"text", " ", "a@b", "é", 5, 0, -5})
	return written(t, f)
}

var momentFormats = []string{"yyyy-mm-dd", "dd/mm/yyyy", "d. mmmm yyyy", "ddd, d mmm yy", "dddd", "mmm-yy", "m/d", "yyyymmdd", "yyyy-mm-dd hh:mm", "dd-mmm-yyyy hh:mm:ss", "h:mm", "hh:mm:ss", "h:mm AM/PM", "mm:ss.0",
	"hh:mm:ss.000", "[h]:mm:ss", "[mm]:ss", "[s]", "[$-409]mmmm d, yyyy", "[$-809]dd mmmm yyyy", `h "o'clock"`}

func moments1900(t *testing.T) []byte {
	f := excelize.NewFile()
	table(t, f, "Moments", momentFormats, []any{45351, 45351.75, 45351.7395833333, 44926.999, 36526, 61, 0, 0.5, 0.25, 1.75, 2958465, -0.25, 45000.0416666667, 0.123456789, "text"})
	return written(t, f)
}

func from1904(t *testing.T) []byte {
	f := excelize.NewFile()
	yes := true
	check(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	table(t, f, "Moments", momentFormats[:12], []any{43889, 43889.75, 0, 1, 60.5})
	return written(t, f)
}

func wordsBook(t *testing.T) []byte {
	f := excelize.NewFile()
	for i, v := range []any{"plain", "  space  around  ", "line\nbreak", "two\n\nbreaks", "\"quoted\", comma; semicolon", "é😀課 Κανείς", "<&>'", "_x0041_", "007", "+61 2", "=not a formula", "1e5", "TRUE", true, false,
		strings.Repeat("long ", 500), "trailing ", " ", "'apostrophe", "\u00a0no break\u00a0", "مرحبا"} {
		check(t, f.SetCellValue("Sheet1", Ref(i, i%4), v))
	}
	_, err := f.NewSheet("Hidden é")
	check(t, err)
	check(t, f.SetCellValue("Hidden é", "C3", "hidden"))
	check(t, f.SetSheetVisible("Hidden é", false))
	_, err = f.NewSheet("Empty")
	check(t, err)
	check(t, f.SetRowVisible("Sheet1", 2, false))
	check(t, f.SetColVisible("Sheet1", "C", false))
	return written(t, f)
}

func mergedBook(t *testing.T) []byte {
	f := excelize.NewFile()
	for _, r := range []string{"B2:D2", "B4:B9", "D4:F6", "A12:XFD12"} {
		from, to, _ := strings.Cut(r, ":")
		check(t, f.SetCellValue("Sheet1", from, "of "+r))
		check(t, f.MergeCell("Sheet1", from, to))
	}
	check(t, f.SetCellValue("Sheet1", "G20", 45))
	check(t, f.AddComment("Sheet1", excelize.Comment{Cell: "G20", Author: "Ada", Text: "not a text of the cell"}))
	check(t, f.SetCellHyperLink("Sheet1", "G20", "https://example.com/", "External"))
	return written(t, f)
}

func formulas(t *testing.T) []byte {
	f := excelize.NewFile()
	for i, formula := range []string{"1+1", "1/3", "1/0", "NA()", `"a"&"b"`, `""`, "A99", "1=1", "NOT(TRUE())", `HYPERLINK("http://example.com","label")`, "SQRT(-1)", "NOSUCH(1)", "DATE(2024,2,29)", "2^70", "-5%", `REPT("x",40)`, "ROUND(2.675,2)"} {
		check(t, f.SetCellFormula("Sheet1", Ref(i, 0), formula))
	}
	day, percent := "yyyy-mm-dd", "0.0%"
	for cell, code := range map[string]*string{"A13": &day, "A2": &percent} {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: code})
		check(t, err)
		check(t, f.SetCellStyle("Sheet1", cell, cell, style))
	}
	return written(t, f)
}

// flat is a spreadsheet in one XML file, with what only OpenDocument can say.
func flat() []byte {
	style := func(name, data string) string {
		return fmt.Sprintf(`<style:style style:name="%s" style:family="table-cell" style:data-style-name="%s"/>`, name, data)
	}
	cell := func(style, attrs, text string) string {
		return fmt.Sprintf(`<table:table-cell table:style-name="%s" %s><text:p>%s</text:p></table:table-cell>`, style, attrs, text)
	}
	rows := []string{
		cell("bool", `office:value-type="boolean" office:boolean-value="true"`, "TRUE") + cell("bool", `office:value-type="boolean" office:boolean-value="false"`, "FALSE"),
		cell("percent", `office:value-type="percentage" office:value="0.255"`, "25.5%") + cell("money", `office:value-type="currency" office:currency="USD" office:value="-1234.5"`, "x"),
		cell("day", `office:value-type="date" office:date-value="2024-02-29"`, "x") + cell("clock", `office:value-type="time" office:time-value="PT17H45M00S"`, "x"),
		cell("", `office:value-type="string"`, `a<text:s text:c="4"/>b <text:span>c</text:span>`) + cell("", `office:value-type="string" table:number-columns-repeated="3"`, "again"),
		cell("", `office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1"`, "merged") + `<table:covered-table-cell/>` + cell("", `office:value-type="float" office:value="3"`, "3"),
		cell("", `table:formula="of:=[.C5]*2.5" office:value-type="float" office:value="7.5"`, "7.5") + cell("", `table:formula="of:=[.C5]+1" office:value-type="float" office:value="4"`, "4"),
	}
	number := ` xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"`
	return []byte(xmlHead + `<office:document ` + odfHead + number + ` office:version="1.3" office:mimetype="` + odsType + `"><office:automatic-styles>` +
		`<number:boolean-style style:name="N1"><number:boolean/></number:boolean-style>` +
		`<number:percentage-style style:name="N2"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>` +
		`<number:currency-style style:name="N3"><number:currency-symbol>$</number:currency-symbol><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:currency-style>` +
		`<number:date-style style:name="N4"><number:day-of-week/><number:text> </number:text><number:day/><number:text>. </number:text><number:month number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>` +
		`<number:time-style style:name="N5"><number:hours/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>` +
		style("bool", "N1") + style("percent", "N2") + style("money", "N3") + style("day", "N4") + style("clock", "N5") +
		`</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Sheet"><table:table-row>` + strings.Join(rows, "</table:table-row><table:table-row>") +
		`</table:table-row><table:table-row table:number-rows-repeated="5"><table:table-cell table:number-columns-repeated="9"/></table:table-row><table:table-row table:number-rows-repeated="3">` +
		cell("", `office:value-type="string"`, "repeated") + `</table:table-row></table:table></office:spreadsheet></office:body></office:document>`)
}
