package cells

import (
	"fmt"
	"github.com/xuri/excelize/v2"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestTryWrite(t *testing.T) {
	os.WriteFile("/tmp/cells/lo/q.xlsx", questionnaire(t), 0o644)
	os.WriteFile("/tmp/cells/lo/oracle.xlsx", excelizeBook(t), 0o644)
	f := excelize.NewFile()
	d := "yyyy-mm-dd"
	st, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &d})
	du := "[h]:mm"
	st2, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &du})
	st3, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
	st4, _ := f.NewStyle(&excelize.Style{NumFmt: 22})
	st5, _ := f.NewStyle(&excelize.Style{NumFmt: 20})
	for i, s := range []int{st, st2, st3, st4, st5} {
		c := Ref(i, 0)
		f.SetCellValue("Sheet1", c, 45351.75)
		f.SetCellStyle("Sheet1", c, c, s)
	}
	f.SetCellFormula("Sheet1", "B1", `1+1`)
	f.SetCellFormula("Sheet1", "B2", `"a"&"b"`)
	f.SetCellFormula("Sheet1", "B3", `1/0`)
	f.SetCellFormula("Sheet1", "B4", `""`)
	f.SetCellFormula("Sheet1", "B5", `TRUE()`)
	f.SetCellFormula("Sheet1", "B6", `DATE(2024,2,29)`)
	f.SetCellValue("Sheet1", "C1", "a\r\nb")
	f.SetCellValue("Sheet1", "C2", "_x0041_")
	f.SetCellValue("Sheet1", "C3", "  sp  ")
	f.SetCellValue("Sheet1", "C4", true)
	f.MergeCell("Sheet1", "D1", "E3")
	f.SetCellValue("Sheet1", "D1", "merged")
	f.NewSheet("hid")
	f.SetCellValue("hid", "A1", 1.5)
	f.SetSheetVisible("hid", false)
	os.WriteFile("/tmp/cells/lo/kinds.xlsx", written(t, f), 0o644)
}
func TestTryRead(t *testing.T) {
	fs, _ := filepath.Glob(os.Getenv("TRY"))
	for _, f := range fs {
		b, _ := os.ReadFile(f)
		bk, err := Open(filepath.Base(f), b)
		if err != nil {
			t.Log(f, err)
			continue
		}
		s := told(bk)
		n := strings.Count(s, "\n")
		if len(s) > 1500 {
			s = s[:300]
		}
		fmt.Println("==", f, bk.Format, n)
		for _, x := range bk.Sheets {
			fmt.Println(x.Name, x.Hidden, len(x.Cells))
		}
		fmt.Println(s)
	}
}
func TestTryPair(t *testing.T) {
	for _, n := range []string{"q", "oracle"} {
		a, _ := os.ReadFile("/tmp/cells/lo/" + n + ".xlsx")
		b, _ := os.ReadFile("/tmp/cells/lo/out/" + n + ".xlsx")
		x, e1 := Open(n, a)
		y, e2 := Open(n, b)
		if e1 != nil || e2 != nil {
			t.Fatal(e1, e2)
		}
		p, q := strings.Split(told(x), "\n"), strings.Split(told(y), "\n")
		fmt.Println(n, len(p), len(q), told(x) == told(y))
		for i := range p {
			if i < len(q) && p[i] != q[i] {
				fmt.Printf("%q\n%q\n", p[i], q[i])
			}
		}
	}
}
func TestTryWorst(t *testing.T) {
	rep := func(s string, n int) string { return strings.Repeat(s, n) }
	vary := func(k int) string {
		var b strings.Builder
		for i := 0; i < k; i++ {
			fmt.Fprintf(&b, `<c t="s"><v>%d</v></c>`, i*2654435761%2)
			if i%100 == 99 {
				b.WriteString("</row><row>")
			}
		}
		return "<row>" + b.String() + "</row>"
	}
	strs := func(k int) string {
		var b strings.Builder
		for i := 0; i < k; i++ {
			fmt.Fprintf(&b, `<si><t>%x</t></si>`, uint32(i*2654435761))
		}
		return b.String()
	}
	attrs := func(k int) string {
		var b strings.Builder
		for i := 0; i < k; i++ {
			fmt.Fprintf(&b, `<x%s/>`, manyAttributes(60))
		}
		return b.String()
	}
	odd := func(k int) string {
		var b strings.Builder
		for i := 0; i < k; i++ {
			fmt.Fprintf(&b, "<row r=\"%d\"><c><v>%d.5</v></c></row>", 1000000-i, i)
		}
		return b.String()
	}
	fmtx := func(k int) string {
		var b strings.Builder
		for i := 0; i < k; i++ {
			fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="%xyyyy"/>`, i, i*2654435761)
		}
		return `<styleSheet xmlns="` + mainURI + `"><numFmts>` + b.String() + `</numFmts></styleSheet>`
	}
	cases := map[string]func() []byte{
		"400k cells": func() []byte { return withRows(t, vary(400000)) },
		"480k varied": func() []byte {
			r := rand.New(rand.NewPCG(3, 4))
			var b strings.Builder
			for i := 0; i < 4800; i++ {
				b.WriteString("<row>")
				for j := 0; j < 100; j++ {
					fmt.Fprintf(&b, `<c><v>%d</v></c>`, r.Uint32())
				}
				b.WriteString("</row>")
			}
			return withRows(t, b.String())
		},
		"90MB empty": func() []byte {
			r := rand.New(rand.NewPCG(3, 4))
			var b strings.Builder
			for b.Len() < 46<<20 {
				b.WriteString("<row>")
				for j := 0; j < 100; j++ {
					fmt.Fprintf(&b, `<c s="%d"/>`, r.IntN(9))
				}
				b.WriteString("</row>")
			}
			s := sheetPart(b.String())
			return with(t, part{"xl/worksheets/sheet1.xml", s}, part{"xl/worksheets/sheet2.xml", s})
		},
		"attrs 90MB": func() []byte {
			r := rand.New(rand.NewPCG(3, 4))
			var b strings.Builder
			for b.Len() < 45<<20 {
				b.WriteString("<x")
				for j := 0; j < 60; j++ {
					fmt.Fprintf(&b, ` a%x%d=""`, r.Uint32()%16, j)
				}
				b.WriteString("/>")
			}
			s := sheetPart(b.String())
			return with(t, part{"xl/worksheets/sheet1.xml", s}, part{"xl/worksheets/sheet2.xml", s})
		},
		"xmlns 90MB": func() []byte {
			r := rand.New(rand.NewPCG(3, 4))
			var b strings.Builder
			for b.Len() < 45<<20 {
				b.WriteString("<x")
				for j := 0; j < 60; j++ {
					fmt.Fprintf(&b, ` xmlns:a%x%d="u"`, r.Uint32()%16, j)
				}
				b.WriteString("/>")
			}
			s := sheetPart(b.String())
			return with(t, part{"xl/worksheets/sheet1.xml", s}, part{"xl/worksheets/sheet2.xml", s})
		},
		"entities 60MB": func() []byte {
			r := rand.New(rand.NewPCG(3, 4))
			var b strings.Builder
			for b.Len() < 60<<20 {
				b.WriteString("<si><t>")
				for j := 0; j < 400; j++ {
					fmt.Fprintf(&b, `&#%d;`, 65+r.IntN(26))
				}
				b.WriteString("</t></si>")
			}
			return withTexts(t, b.String())
		},
		"escapes 60MB": func() []byte {
			r := rand.New(rand.NewPCG(3, 4))
			var b strings.Builder
			for b.Len() < 60<<20 {
				b.WriteString("<si><t>")
				for j := 0; j < 400; j++ {
					fmt.Fprintf(&b, `_x00%d_`, 41+r.IntN(9))
				}
				b.WriteString("</t></si>")
			}
			return withTexts(t, b.String())
		},
		"links": func() []byte {
			var b strings.Builder
			for i := 0; i < 900000; i++ {
				fmt.Fprintf(&b, `<Relationship Id="%x"/>`, uint32(i*2654435761))
			}
			return with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(b.String())})
		},
		"2M cells":       func() []byte { return withRows(t, vary(2000000)) },
		"900k strings":   func() []byte { return withTexts(t, strs(900000)) },
		"attrs":          func() []byte { return withRows(t, attrs(60000)) },
		"reverse rows":   func() []byte { return withRows(t, odd(480000)) },
		"60k formats":    func() []byte { return with(t, part{"xl/styles.xml", fmtx(60000)}) },
		"csv 20MB short": func() []byte { return []byte(rep("a,b;c\n", 3400000)) },
		"csv 20MB wide":  func() []byte { return []byte(rep(rep(",", 16000)+"\n", 1250)) },
		"csv 20MB lines": func() []byte { return []byte(rep("\n", 20000000) + "a") },
		"csv 19MB 1252":  func() []byte { return []byte(rep(rep("\xe4", 20)+";"+rep("\xe4", 30)+"\n", 380000)) },
		"csv quotes":     func() []byte { return []byte(rep("\"\"\"\",", 4000000)) },
		"csv utf16":      func() []byte { return []byte(utf16Text(rep("ab;cd\n", 1600000), true)) },
		"100k entries": func() []byte {
			var ps []part
			for i := 0; i < 100000; i++ {
				ps = append(ps, part{fmt.Sprint(i), ""})
			}
			return packed(t, ps...)
		},
	}
	for n, mk := range cases {
		d := mk()
		runtime.GC()
		var a, z runtime.MemStats
		runtime.ReadMemStats(&a)
		s := time.Now()
		_, err := Open(n, d)
		e := time.Since(s)
		runtime.ReadMemStats(&z)
		m := "read"
		if err != nil {
			m = err.Error()
			m = m[:min(len(m), 110)]
		}
		fmt.Printf("%-16s %5.1fMB %6v total alloc %4d MB  %s\n", n, float64(len(d))/1e6, e.Round(time.Millisecond), (z.TotalAlloc-a.TotalAlloc)>>20, m)
	}
}
