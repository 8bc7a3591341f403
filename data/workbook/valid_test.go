package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"opframe/data/date"
	"opframe/data/response"
)

// TestNothingExcelWouldRepair holds what Excel refuses, or repairs with a message, against the limits
// it documents.
func TestNothingExcelWouldRepair(t *testing.T) {
	for _, dir := range []string{"testdata/small@1.0", "../frameworks/interim@0.8", "../frameworks/interim@1.0"} {
		e := load(t, dir)
		data := writeXLSX(t, e, Prefill{ProviderName: "Ångström & <Sons>", Last: made(rand.New(rand.NewPCG(9, 9)), e.Framework)})
		wellFormed(t, data)
		x, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range x.GetSheetList() {
			if utf16Len(sheet) > 31 {
				t.Errorf("sheet %q has a title of more than 31 characters", sheet)
			}
			merges(t, x, sheet)
			validations(t, x, sheet)
			formulas(t, x, sheet)
		}
		for _, n := range x.GetDefinedName() {
			if !slices.Contains(x.GetSheetList(), n.Scope) || !strings.HasPrefix(n.RefersTo, quoted(n.Scope)+"!$") {
				t.Errorf("the name %s of %s refers to %s", n.Name, n.Scope, n.RefersTo)
			}
		}
	}
}

func wellFormed(t *testing.T, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for err == nil {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s is not well-formed: %v", f.Name, err)
		}
	}
}

func merges(t *testing.T, x *excelize.File, sheet string) {
	t.Helper()
	all, err := x.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	taken := map[[2]int]string{}
	for _, m := range all {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		if c1 == c2 && r1 == r2 {
			t.Errorf("%s: a single cell is merged: %s", sheet, m[0])
		}
		for r := r1; r <= r2; r++ {
			for c := c1; c <= c2; c++ {
				if other := taken[[2]int{c, r}]; other != "" {
					t.Errorf("%s: the merged cells %s and %s overlap", sheet, other, m[0])
				}
				taken[[2]int{c, r}] = m[0]
			}
		}
	}
}

func validations(t *testing.T, x *excelize.File, sheet string) {
	t.Helper()
	all, err := x.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, v := range all {
		if strings.HasPrefix(v.Formula1, `"`) && utf16Len(v.Formula1) > 257 || v.Formula1 == "" {
			t.Errorf("%s!%s: a list of %d characters", sheet, v.Sqref, len(v.Formula1))
		}
		if utf16Len(*v.Prompt) > 255 || utf16Len(*v.Error) > 255 || utf16Len(*v.PromptTitle) > 32 || utf16Len(*v.ErrorTitle) > 32 {
			t.Errorf("%s!%s: a message is too long", sheet, v.Sqref)
		}
		for _, ref := range strings.Fields(v.Sqref) {
			if seen[ref] {
				t.Errorf("%s!%s has two rules", sheet, ref)
			}
			seen[ref] = true
		}
	}
}

func formulas(t *testing.T, x *excelize.File, sheet string) {
	t.Helper()
	rows, err := x.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c := range row {
			ref, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			f, err := x.GetCellFormula(sheet, ref)
			if err != nil {
				t.Fatal(err)
			}
			if len(f) > 8000 || strings.Count(f, "(") != strings.Count(f, ")") {
				t.Errorf("%s!%s: a formula of %d characters: %s", sheet, ref, len(f), f)
			}
		}
	}
}

func TestOnlyWhatIsToBeFilledInIsUnlocked(t *testing.T) {
	e := small(t)
	x, err := excelize.OpenReader(bytes.NewReader(writeXLSX(t, e, Prefill{ProviderID: "p1"})))
	if err != nil {
		t.Fatal(err)
	}
	for ref, locked := range map[string]bool{
		"Product!D6": false, "Product!F6": false, "Product!G6": false, "Product!D12": false, "Places!B6": false, "Start!C16": false,
		"Product!C6": true, "Product!E6": true, "Product!B6": true, "Product!D11": true, "Product!D8": true, "Places!B4": true, "Start!C11": true,
	} {
		sheet, cell, _ := strings.Cut(ref, "!")
		id, err := x.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := x.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := style.Protection == nil || style.Protection.Locked; got != locked {
			t.Errorf("%s is locked: %v, want %v", ref, got, locked)
		}
		if p, err := x.GetSheetProtection(sheet); err != nil || p.Password != "" || p.EditObjects {
			t.Errorf("%s is not protected without a password: %+v, %v", sheet, p, err)
		}
	}
	if visible, err := x.GetSheetVisible(listsTitle); visible || err != nil {
		t.Errorf("the lists of drop-downs can be seen: %v", err)
	}
}

func TestQuestionsSayWhetherTheyAreAsked(t *testing.T) {
	e := small(t)
	cells := map[string]string{"P07": "Product!E10", "P08": "Product!E11", "P09": "Product!E15", "P10": "Product!E16",
		"P20": "Product!E18", "W05": "Work practices!E10", "W06": "Work practices!E11"}
	rows := func(onshore ...string) []response.Row {
		var all []response.Row
		for _, o := range onshore {
			r := response.Row{Cells: map[string]response.Answer{"supplier": {Raw: "x", Understood: true}}}
			if o != "" {
				r.Cells["onshore"] = response.Answer{Raw: o, Understood: true, Value: response.Value{Options: []string{o}}}
			}
			all = append(all, r)
		}
		return all
	}
	for _, c := range []struct {
		answers map[string]string // by id, an option
		places  []response.Row    // rows of P20
		want    map[string]string // status by id
	}{
		{nil, nil, map[string]string{"P07": statusRequired, "P08": statusDepends, "P10": statusDepends, "P20": statusDepends}},
		{map[string]string{"P07": "no"}, nil, map[string]string{"P07": statusAnswered, "P08": statusNotAsked, "P09": statusNotAsked, "P10": statusNotAsked}},
		{map[string]string{"P07": "partly", "P01": "client"}, nil, map[string]string{"P08": statusRequired, "P09": statusDepends, "P10": statusOptional, "P20": statusNotAsked}},
		{map[string]string{"P07": "yes", "P08": "key"}, nil, map[string]string{"P08": statusAnswered, "P09": statusNotAsked, "P10": statusNotAsked}},
		{map[string]string{"P07": "yes", "P08": "sms"}, nil, map[string]string{"P08": statusAnswered, "P09": statusRequired}},
		{map[string]string{"P01": "dsp"}, nil, map[string]string{"P20": statusRequired, "W05": statusDepends, "W06": statusDepends}},
		{map[string]string{"P01": "dsp"}, rows("yes"), map[string]string{"P20": statusAnswered, "W05": statusNotAsked, "W06": statusNotAsked}},
		{map[string]string{"P01": "dsp"}, rows("yes", "no"), map[string]string{"W05": statusRequired, "W06": statusOptional}},
		{map[string]string{"P01": "dsp"}, rows("yes", ""), map[string]string{"W05": statusDepends, "W06": statusOptional}},
		{map[string]string{"P01": "client"}, rows("no"), map[string]string{"P20": statusNotAsked, "W05": statusNotAsked, "W06": statusNotAsked}},
	} {
		last := made(rand.New(rand.NewPCG(1, 1)), e.Framework)
		clear(last.Answers)
		for id, option := range c.answers {
			a := last.Answers[id]
			a.Understood, a.Raw, a.Value.Options = true, option, []string{option}
			last.Answers[id] = a
		}
		if c.places != nil {
			last.Answers["P20"] = response.Answer{Understood: true, Value: response.Value{Rows: c.places}}
		}
		x, err := excelize.OpenReader(bytes.NewReader(writeXLSX(t, e, Prefill{Last: last})))
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range c.want {
			sheet, ref, _ := strings.Cut(cells[id], "!")
			saved, err := x.GetCellValue(sheet, ref)
			if err != nil {
				t.Fatal(err)
			}
			worked, err := x.CalcCellValue(sheet, ref)
			if err != nil {
				t.Fatal(err)
			}
			// The library cannot work out sums over arrays; for those TestLibreOffice… ask Calc.
			if c.places != nil {
				worked = want
			}
			if saved != want || worked != want {
				t.Errorf("after %v and %d places, %s is saved as %q and worked out as %q, want %q", c.answers, len(c.places), id, saved, worked, want)
			}
		}
	}
}

func TestTablesAreWrittenAsText(t *testing.T) {
	var b, again bytes.Buffer
	sheets := []TableSheet{{"Providers", [][]string{{"id", "name"}, {"007", "=1+1"}, {"p2", "Ängström, a longer name that is not cut"}}}, {"Empty", nil}}
	for _, w := range []io.Writer{&b, &again} {
		if err := WriteTables(w, sheets, date.Date{Year: 2020, Month: 1, Day: 2}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same tables were written as different bytes")
	}
	x, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := x.GetRows("Providers")
	if err != nil || len(rows) != 3 || rows[1][0] != "007" || rows[1][1] != "=1+1" {
		t.Errorf("the table reads %q, %v", rows, err)
	}
	if f, err := x.GetCellFormula("Providers", "B2"); f != "" || err != nil {
		t.Errorf("a text became the formula %q, %v", f, err)
	}
	if err := WriteTables(io.Discard, nil, date.Date{}); err == nil {
		t.Error("a workbook without sheets was written")
	}
	if err := WriteTables(io.Discard, []TableSheet{{Name: "a/b"}}, date.Date{}); err == nil {
		t.Error("a sheet was called a/b, which Excel refuses")
	}
}
