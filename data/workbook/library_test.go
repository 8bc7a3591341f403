//go:build !(js && wasm)

package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"opframe/data/workbook/cells"
)

// byLibrary has the library write every cell, slowly: what WriteXLSX writes must be the same workbook.
func byLibrary(t *testing.T, pages []page, a about) []byte {
	t.Helper()
	p := slow{newPrinter(), &shell{}, t}
	var titles []string
	for _, pg := range pages {
		titles = append(titles, pg.title)
	}
	p.must(p.properties(a, dateOf(a.created).String()), p.sheets(titles), p.looks(p.shell))
	for _, pg := range pages {
		p.page(pg, a)
	}
	p.x.SetActiveSheet(0)
	var b bytes.Buffer
	p.must(p.x.Write(&b), p.x.Close())
	return b.Bytes()
}

type slow struct {
	printer
	shell *shell
	t     *testing.T
}

func (p slow) must(errs ...error) {
	p.t.Helper()
	if err := errors.Join(errs...); err != nil {
		p.t.Fatal(err)
	}
}

func (p slow) page(pg page, a about) {
	p.t.Helper()
	p.must(p.widths(pg), p.x.SetSheetDimension(pg.title, "A1:"+cells.Ref(max(0, len(pg.lines)-1), max(0, len(pg.widths)-1))))
	hidden := pg.kind == listPage || pg.kind == markPage
	for row, ln := range pg.lines {
		p.line(pg, row, ln)
		switch {
		case hidden:
		case row == 0 && pg.marked():
			p.must(p.x.SetRowVisible(pg.title, 1, false))
		default:
			p.must(p.x.SetRowHeight(pg.title, row+1, pg.height(&ln)))
		}
	}
	w := sheetWriter{pg: pg}
	for _, v := range w.validations() {
		p.must(p.x.AddDataValidation(pg.title, v))
	}
	if hidden {
		p.must(p.x.SetSheetVisible(pg.title, false, pg.kind == markPage))
		return
	}
	p.must(p.protect(pg), p.view(pg), p.paper(pg), p.x.SetHeaderFooter(pg.title, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + printable(a.title) + "&R" + printable(pg.title), OddFooter: "&L" + printable(a.footer) + "&RPage &P of &N"}))
	p.names(pg)
	p.colours(pg)
}

func (p slow) line(pg page, row int, ln line) {
	p.t.Helper()
	for _, c := range ln.cells {
		ref, last := cells.Ref(row, c.col), cells.Ref(row, c.col)
		for _, s := range ln.spans {
			if s[0] == c.col && s[1] > c.col {
				last = cells.Ref(row, s[1])
				p.must(p.x.MergeCell(pg.title, ref, last))
			}
		}
		if c.look != noLook {
			p.must(p.x.SetCellStyle(pg.title, ref, last, p.shell.styles[c.look]))
		}
		if c.link != "" {
			p.must(p.x.SetCellHyperLink(pg.title, ref, quoted(c.link)+"!B1", "Location"))
		}
		switch {
		case c.formula != "":
			p.must(p.x.SetCellDefault(pg.title, ref, c.String()), p.x.SetCellFormula(pg.title, ref, c.formula))
		case c.kind == isText:
			p.must(p.x.SetCellStr(pg.title, ref, storable(c.text)))
		case c.kind == isNumber:
			p.must(p.x.SetCellFloat(pg.title, ref, c.number, -1, 64))
		case c.kind == isDay:
			p.must(p.x.SetCellInt(pg.title, ref, int64(serial(c.day))))
		}
	}
}

func (p slow) names(pg page) {
	p.t.Helper()
	if pg.header > 0 {
		row := strings.TrimLeft(absolute(pg.header, 0), "$A")
		p.must(p.x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: pg.title, RefersTo: quoted(pg.title) + "!$" + row + ":$" + row}))
	}
	if pg.marked() {
		p.must(p.x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: pg.title,
			RefersTo: rangeOf(pg.title, 1, 1, len(pg.lines)-1, len(pg.widths)-1)}))
	}
}

func (p slow) colours(pg page) {
	p.t.Helper()
	for i, k := range colouring {
		if pg.status == 0 {
			return
		}
		from := pg.status
		to := from
		if i == 0 {
			from, to = 1, len(pg.widths)-1
		}
		p.must(p.x.SetConditionalFormat(pg.title, cells.Ref(pg.first, from)+":"+cells.Ref(len(pg.lines)-1, to), []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: "$" + cells.Ref(pg.first, pg.status) + "=" + literal(marksOf[k].word), Format: &p.shell.coloured[i]}}))
	}
}

// writtenBothWays are workbooks of every kind with everything a cell can hold.
func writtenBothWays(t *testing.T, check func(t *testing.T, fast, slow []byte)) {
	e, last := received(t)
	books := map[string][]page{"a supplement to a foreign questionnaire": plan(e.Framework, e.Layout, Prefill{ProviderName: "A & B", Last: &last, Only: []string{"ORG-03", "REC-36"}})}
	for _, e := range []Edition{small(t), load(t, "../frameworks/interim@1.0")} {
		full := made(rand.New(rand.NewPCG(7, 7)), e.Framework)
		books["empty "+e.Framework.Ref()] = plan(e.Framework, e.Layout, Prefill{})
		books["filled in "+e.Framework.Ref()] = plan(e.Framework, e.Layout, Prefill{Last: full})
		books["a supplement "+e.Framework.Ref()] = plan(e.Framework, e.Layout, Prefill{Last: full, Only: []string{e.Framework.Questions()[3].ID}})
	}
	books["tables"] = []page{TableSheet{"A'b & <c>", [][]string{{"id", "name"}, {"007", "=1+1"}, {" x ", "two\nlines\t_x0041_\x01"}}}.page(), TableSheet{"Empty", nil}.page()}
	f := formPlanner{f: Form{Kind: "review@1", Title: "Review", Start: "Start", Steps: []string{"One"}, Facts: []FormFact{{"a", "A", "b", true}}, Lists: []FormList{{ID: "l", Title: "List",
		Columns: []FormColumn{{ID: "x", Title: "X", Width: 20}, {ID: "y", Title: "Y", Width: 12, Input: true, Kind: "day"}}, Rows: []FormRow{{"1", map[string]string{"x": "é", "y": "2020-01-02"}}}}}}}
	form := []page{{}, f.list(f.f.Lists[0])}
	form[0] = f.start()
	books["a form"] = append(form, f.lists.page())
	for name, pages := range books {
		t.Run(name, func(t *testing.T) {
			a := about{title: `Questions & "answers"`, subject: "x@1", footer: "A & B · c", created: dateOf(last.Completed)}
			var b bytes.Buffer
			if err := printPages(&b, pages, a); err != nil {
				t.Fatal(err)
			}
			check(t, b.Bytes(), byLibrary(t, pages, a))
		})
	}
}

// What WriteXLSX writes is what the library would have written: to our reader, to the library's, and in every
// part, but for the text of cells, which stands in the sheets, and results of formulas, which the library lacks.
func TestTheLibraryWouldWriteTheSame(t *testing.T) {
	writtenBothWays(t, func(t *testing.T, fast, slow []byte) {
		compareRead(t, fast, slow)
		compareOpened(t, fast, slow)
		ours, theirs := partsOf(t, fast), partsOf(t, slow)
		delete(theirs, "xl/sharedStrings.xml")
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Errorf("parts differ (-library +ours):\n%s", diff)
		}
	})
}

func compareRead(t *testing.T, fast, slow []byte) {
	t.Helper()
	var books [2]cells.Book
	for i, data := range [][]byte{fast, slow} {
		b, err := cells.Open("x.xlsx", data)
		if err != nil {
			t.Fatal(err)
		}
		books[i] = *b
		for j, s := range b.Sheets {
			b.Sheets[j].Cells = slices.DeleteFunc(s.Cells, func(c cells.Cell) bool { return c.Formula })
		}
	}
	if diff := cmp.Diff(books[1].Sheets, books[0].Sheets, cmpopts.IgnoreUnexported(cells.Sheet{})); diff != "" {
		t.Errorf("we read other cells (-library +ours):\n%s", diff)
	}
}

// compareOpened compares values and styles as the library reads them.
func compareOpened(t *testing.T, fast, slow []byte) {
	t.Helper()
	ours, err1 := excelize.OpenReader(bytes.NewReader(fast))
	theirs, err2 := excelize.OpenReader(bytes.NewReader(slow))
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	told := func(x *excelize.File, sheet string) (all []any) {
		rows, err := x.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			h, err := x.GetRowHeight(sheet, r+1)
			all = append(all, h, err)
			for c := range max(len(row), 9) {
				ref := cells.Ref(r, c)
				f, err1 := x.GetCellFormula(sheet, ref)
				id, err2 := x.GetCellStyle(sheet, ref)
				_, to, err3 := x.GetCellHyperLink(sheet, ref)
				v, err4 := x.GetCellValue(sheet, ref, excelize.Options{RawCellValue: true})
				if err := errors.Join(err1, err2, err3, err4); err != nil {
					t.Fatal(err)
				}
				if f != "" {
					v = ""
				}
				all = append(all, ref, v, f, id, to)
			}
		}
		v, err1 := x.GetDataValidations(sheet)
		c, err2 := x.GetConditionalFormats(sheet)
		p, err3 := x.GetSheetProtection(sheet)
		return append(all, v, c, p, errors.Join(err1, err2, err3))
	}
	if !slices.Equal(ours.GetSheetList(), theirs.GetSheetList()) {
		t.Errorf("the sheets are %q, the library's %q", ours.GetSheetList(), theirs.GetSheetList())
	}
	for _, sheet := range theirs.GetSheetList() {
		if diff := cmp.Diff(told(theirs, sheet), told(ours, sheet)); diff != "" {
			t.Errorf("%s: the library reads something else (-library +ours):\n%s", sheet, diff)
		}
	}
}

// partsOf are the elements of each part with what they say, whatever way it is written.
func partsOf(t *testing.T, data []byte) map[string][]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch x := token.(type) {
			case xml.StartElement:
				said := element(x)
				if x.Name.Local == "is" || x.Name.Local == "v" || strings.Contains(said, "haredStrings") {
					if err := d.Skip(); err != nil {
						t.Fatal(err)
					}
					continue
				}
				all[f.Name] = append(all[f.Name], said)
			case xml.CharData:
				all[f.Name] = append(all[f.Name], string(x))
			case xml.EndElement:
				all[f.Name] = append(all[f.Name], "/"+x.Name.Local)
			}
		}
	}
	return all
}

// element is a start tag with its attributes in order of name, without those that only repeat something.
func element(x xml.StartElement) string {
	var all []string
	for _, a := range x.Attr {
		value := a.Value
		switch {
		case a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Local == "Ignorable" || a.Name.Local == "count" || x.Name.Local == "c" && a.Name.Local == "t":
			continue
		case value == "true":
			value = "1"
		case value == "false":
			value = "0"
		}
		all = append(all, a.Name.Local+"="+value)
	}
	slices.Sort(all)
	return x.Name.Space + " " + x.Name.Local + " " + strings.Join(all, " ")
}

// Workbooks written at once, from what is kept and while it is made, are those written one by one.
func TestWritingSeveralAtOnce(t *testing.T) {
	e := small(t)
	var all [8][]byte
	var group sync.WaitGroup
	clear(shells.all)
	clear(frames.all)
	for i := range all {
		group.Go(func() { all[i] = writeXLSX(t, e, Prefill{ProductID: fmt.Sprint(i % 2)}) })
	}
	group.Wait()
	for i, data := range all {
		if !bytes.Equal(data, writeXLSX(t, e, Prefill{ProductID: fmt.Sprint(i % 2)})) {
			t.Errorf("workbook %d differs from the same one written alone", i)
		}
	}
}

// A text stands between tags as the standard library puts it there.
func TestEscapedAsTheStandardLibraryDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pieces := strings.Split("a|é|<|>|&|\"|'|\t|\n|\r|\x00|\x1f|\x7f|\ufffd|\ufffe|\uffff|\xff|\xed\xa0\x80|😀|—|]]>", "|")
	for range 20_000 {
		var s strings.Builder
		for range r.IntN(8) {
			s.WriteString(pieces[r.IntN(len(pieces))])
		}
		var want strings.Builder
		if err := xml.EscapeText(&want, []byte(s.String())); err != nil {
			t.Fatal(err)
		}
		if got := inXML(s.String()); got != want.String() {
			t.Fatalf("%q becomes %q, want %q", s.String(), got, want.String())
		}
	}
}
