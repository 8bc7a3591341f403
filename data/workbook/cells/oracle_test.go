package cells

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestOracle: what excelize writes and reads again, we read alike.
func TestOracle(t *testing.T) {
	file := excelizeBook(t)
	book, err := Open("oracle.xlsx", file)
	if err != nil {
		t.Fatal(err)
	}
	oracle, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	seen, kinds := 0, map[Kind]int{}
	for _, s := range book.Sheets {
		for _, c := range s.Cells {
			want, err := oracle.GetCellValue(s.Name, Ref(c.Row, c.Col), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			if got := rawText(c); got != want {
				t.Errorf("%s!%s is %q, excelize reads %q", s.Name, Ref(c.Row, c.Col), got, want)
			}
			seen++
			kinds[c.Kind]++
		}
	}
	if want := filled(t, oracle); seen != want {
		t.Errorf("%d cells read, excelize finds %d: none may be lost", seen, want)
	}
	for kind := Text; kind <= Bool; kind++ {
		if kinds[kind] == 0 {
			t.Errorf("the test holds no cell of kind %d", kind)
		}
	}
	if !book.Sheets[2].Hidden || book.Sheets[0].Hidden {
		t.Errorf("the third sheet alone is hidden")
	}
}

// excelizeBook holds values of every kind, spread over three sheets.
func excelizeBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	day := "yyyy-mm-dd"
	dateStyle, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day})
	check(t, err)
	for _, name := range []string{"Second", "Läst & <ok>"} {
		_, err := f.NewSheet(name)
		check(t, err)
	}
	check(t, f.SetSheetVisible("Läst & <ok>", false))
	values := []any{
		"text", "  space  ", "line\nbreak", "<&>\"'", "_x0041_", "é😀課", "TRUE", "1.50", 0, -7, 3.25, 1e-9, 0.1, 123456789, true, false,
		time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(1999, 12, 31, 13, 45, 0, 0, time.UTC),
		[]excelize.RichTextRun{{Text: "rich "}, {Text: "text", Font: &excelize.Font{Bold: true}}},
	}
	for _, sheet := range f.GetSheetList() {
		for i, v := range values {
			cell := Ref(i*i, i%5*40)
			if runs, ok := v.([]excelize.RichTextRun); ok {
				check(t, f.SetCellRichText(sheet, cell, runs))
				continue
			}
			check(t, f.SetCellValue(sheet, cell, v))
		}
		check(t, f.SetCellValue(sheet, "B2", 45000))
		check(t, f.SetCellStyle(sheet, "B2", "B2", dateStyle))
		check(t, f.MergeCell(sheet, "C3", "D9"))
	}
	return written(t, f)
}

// rawText is a cell as excelize gives it unformatted.
func rawText(c Cell) string {
	switch c.Kind {
	case Date, Number:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case Bool:
		return map[string]string{"TRUE": "1", "FALSE": "0"}[c.Text]
	}
	return c.Text
}

func filled(t *testing.T, f *excelize.File) (n int) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		check(t, err)
		for _, row := range rows {
			for _, text := range row {
				if text != "" {
					n++
				}
			}
		}
	}
	return n
}

// TestFormulaWithoutValue: what excelize writes for a formula and reads as empty.
func TestFormulaWithoutValue(t *testing.T) {
	f := excelize.NewFile()
	check(t, f.SetCellFormula("Sheet1", "B2", `COUNTIF(A:A,"Yes")`))
	b, err := Open("f.xlsx", written(t, f))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(b), "Sheet1!B2 error= "+NoValue+"\n"; got != want {
		t.Errorf("a formula never calculated reads %q, want %q", got, want)
	}
}

// questionnaire is a workbook of 200 questions of about 44 KB, with the styles, drop-downs and
// protected cells of a real one.
func questionnaire(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	wrap, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true}})
	check(t, err)
	open, err := f.NewStyle(&excelize.Style{Protection: &excelize.Protection{Locked: false}})
	check(t, err)
	r := rand.New(rand.NewPCG(1, 2))
	for s := range 5 {
		sheet := fmt.Sprintf("Section %d", s+1)
		_, err := f.NewSheet(sheet)
		check(t, err)
		for q := range 40 {
			row := q + 2
			check(t, f.SetSheetRow(sheet, Ref(row, 0), &[]any{fmt.Sprintf("S%d-%02d", s, q), words(r, 18), words(r, 10), []string{"Yes", "No", "Partly"}[r.IntN(3)], words(r, 14), words(r, 4), 45000 + q}))
			check(t, f.SetCellStyle(sheet, Ref(row, 1), Ref(row, 2), wrap))
			check(t, f.SetCellStyle(sheet, Ref(row, 3), Ref(row, 9), open))
			v := excelize.NewDataValidation(true)
			v.SetSqref(Ref(row, 3))
			check(t, v.SetDropList([]string{"Yes", "No", "Partly"}))
			v.SetInput("Answer", "Choose one of the answers; comment where it is Partly.")
			check(t, f.AddDataValidation(sheet, v))
		}
	}
	return written(t, f)
}

// words is text that packs about as well as prose.
func words(r *rand.Rand, n int) string {
	syllables := []string{"ac", "re", "ti", "lo", "se", "cu", "man", "ver", "ent", "sup", "ply", "key", "log", "in", "ion", "al"}
	text := ""
	for range n {
		for range 1 + r.IntN(3) {
			text += syllables[r.IntN(len(syllables))]
		}
		text += " "
	}
	return text + "."
}

func written(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	buf, err := f.WriteToBuffer()
	check(t, err)
	return buf.Bytes()
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestCost holds the memory side of the target: 3,000 allocations for 200 questions.
func TestCost(t *testing.T) {
	file := questionnaire(t)
	n := testing.AllocsPerRun(5, func() {
		if _, err := Open("q.xlsx", file); err != nil {
			t.Fatal(err)
		}
	})
	if n > 3000 {
		t.Errorf("%v allocations for a workbook of 200 questions, want at most 3,000", n)
	}
}

// BenchmarkOpen is the time side: 1.5 ms.
func BenchmarkOpen(b *testing.B) {
	file := questionnaire(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := Open("q.xlsx", file); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkInspect: what the facts and shown texts cost beside that.
func BenchmarkInspect(b *testing.B) {
	file := questionnaire(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := Inspect("q.xlsx", file); err != nil {
			b.Fatal(err)
		}
	}
}
