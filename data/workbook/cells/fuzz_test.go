package cells

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// FuzzOpen: any bytes are read into a sound book or refused with a whole reason.
func FuzzOpen(f *testing.F) {
	f.Add(with(f))
	f.Add(withRows(f, `<row r="1"><c r="A1" s="1"><v>45351.5</v></c><c t="inlineStr"><is><t>x</t></is></c></row>`))
	f.Add(odsRows(f, odsCells("Yes")))
	f.Add(ole("Root Entry", "EncryptedPackage"))
	f.Add([]byte("id;answer\n\"A\";1,5\n"))
	f.Add([]byte("\xFF\xFEa\x00;\x00b\x00"))
	f.Fuzz(func(t *testing.T, data []byte) { openSound(t, data) })
}

// FuzzODS: any content of the parts of a sound OpenDocument spreadsheet.
func FuzzODS(f *testing.F) {
	list := odsParts("")[1].text
	meta := xmlHead + `<office:document-meta ` + odfHead + `><office:meta><meta:generator>x</meta:generator><meta:user-defined meta:name="n">v</meta:user-defined></office:meta></office:document-meta>`
	for _, rows := range []string{
		odsCells("Yes", "No"), odsCells(odsValue(`office:value-type="float" office:value="1.5" table:number-columns-repeated="2"`, "1,5")),
		odsCells(odsValue(`office:value-type="date" office:date-value="2024-02-29T17:45:00"`, "x"), odsValue(`office:value-type="time" office:time-value="PT36H30M0.5S"`, "x")),
		odsCells(odsValue(`table:formula="of:=1" office:value-type="boolean" office:boolean-value="true"`, "x"), `<table:table-cell table:formula="of:=1"/>`),
		odsCells(odsValue(`office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"`, `a<text:s text:c="3"/><text:tab/><text:a xlink:href="http://a/">b</text:a>`), `<table:covered-table-cell/>`),
		`<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/><table:table-row-group table:display="false"><table:table-row table:number-rows-repeated="3">` + odsCells("a")[len("<table:table-row>"):] + `</table:table-row-group>`,
		odsCells(`<table:table-cell><office:annotation><dc:creator>a</dc:creator><text:p>b<text:s/></text:p></office:annotation><text:p>c</text:p></table:table-cell>`),
	} {
		f.Add(contentPart(`<style:style style:name="seen" style:family="table"/>`, odsTable("Start", rows)), list, meta)
	}
	f.Fuzz(func(t *testing.T, content, list, meta string) {
		openSound(t, odsWith(t, "", part{odfContent, content}, part{odfManifest, list}, part{odfMeta, meta}))
	})
}

// FuzzFacts: any content of the parts that carry facts leaves the cells as they are.
func FuzzFacts(f *testing.F) {
	limits := DefaultLimits()
	p, err := openPack(carrying(f), &limits)
	if err != nil {
		f.Fatal(err)
	}
	names := []string{"docProps/core.xml", "docProps/custom.xml", "xl/comments1.xml", "xl/threads1.xml", "xl/connections.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/externalLinks/link1.xml"}
	for i, name := range names {
		content, err := p.read(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, string(content))
	}
	f.Fuzz(func(t *testing.T, which int, content string) {
		if which < 0 || which >= len(names) {
			return
		}
		data := changedIn(t, carrying(t), part{names[which], content})
		openSound(t, data)
		if b, err := Open("f", data); err != nil || told(b) != "Start!B1 text Yes\n" {
			t.Errorf("%s changes what is read: %v", names[which], err)
		}
	})
}

// FuzzParts: any content of the parts of a sound package. FuzzOpen seldom gets this far, because a
// changed byte breaks the sum of its part.
func FuzzParts(f *testing.F) {
	p := parts()
	f.Add(p[2].text, p[3].text, p[4].text, p[6].text, p[7].text)
	f.Add(workbookPart(`<sheet name="A" state="hidden" r:id="rId1"/>`), p[3].text,
		sheetPart(`<row r="2"><c r="B2" t="s"><v>0</v></c><c s="1"><f>A1</f><v>60</v></c><c t="d"><v>2024-02-29</v></c><c t="b"><v>1</v></c></row>`),
		stringsPart(`<si><r><t>a_x000D_b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>`), p[7].text)
	f.Fuzz(func(t *testing.T, workbook, links, sheet, texts, styles string) {
		openSound(t, with(t, part{"xl/workbook.xml", workbook}, part{"xl/_rels/workbook.xml.rels", links},
			part{"xl/worksheets/sheet1.xml", sheet}, part{"xl/sharedStrings.xml", texts}, part{"xl/styles.xml", styles}))
	})
}

// openSound checks what holds for every file.
func openSound(t *testing.T, data []byte) {
	t.Helper()
	b, err := Open("fuzz", data)
	inspected, inspectErr := Inspect("fuzz", data)
	if fmt.Sprint(err) != fmt.Sprint(inspectErr) {
		t.Errorf("Open says %v, Inspect %v", err, inspectErr)
	}
	if err != nil {
		checkRefusal(t, err)
		return
	}
	if o, i := told(b), told(inspected); o != i {
		t.Errorf("Open reads\n%s\nInspect\n%s", o, i)
	}
	for i, s := range b.Sheets {
		checkCells(t, s.Cells)
		checkSheet(t, inspected.Sheets[i])
	}
}

// checkSheet checks what holds of the facts of every sheet.
func checkSheet(t *testing.T, s Sheet) {
	t.Helper()
	for _, spans := range [][]Span{s.HiddenRows, s.HiddenCols} {
		for i, p := range spans {
			if p.First > p.Last || p.First < 0 || i > 0 && p.First <= spans[i-1].Last+1 {
				t.Errorf("the hidden rows or columns %v should be sorted and apart", spans)
			}
		}
	}
	for i, m := range s.Merged {
		for _, other := range s.Merged[:i] {
			if m.overlaps(other) {
				t.Errorf("%v and %v overlap", m, other)
			}
		}
		if r, ok := s.merges.at(m.LastRow, m.LastCol); !ok || r != m {
			t.Errorf("the corner of %v is found in %v", m, r)
		}
	}
	if rows, cols := s.Size(); rows*cols < 10_000 {
		n := 0
		for range s.Rows() {
			n++
		}
		if n != rows {
			t.Errorf("%d rows, want %d", n, rows)
		}
	}
}

func checkCells(t *testing.T, cells []Cell) {
	t.Helper()
	limits := DefaultLimits()
	for i, c := range cells {
		if c.Text == "" {
			t.Errorf("%s is empty", Ref(c.Row, c.Col))
		}
		if c.Row < 0 || c.Row >= limits.Rows || c.Col < 0 || c.Col >= limits.Cols {
			t.Errorf("row %d, column %d is outside the limits", c.Row, c.Col)
		}
		if c.Kind == Date && (c.Date.IsZero() || !strings.HasPrefix(c.Text, c.Date.String())) {
			t.Errorf("%s is the date %v and says %q", Ref(c.Row, c.Col), c.Date, c.Text)
		}
		if _, why := badCharacter([]byte(c.Text)); why != "" {
			t.Errorf("%s says %q: %s", Ref(c.Row, c.Col), c.Text, why)
		}
		if i > 0 && (c.Row < cells[i-1].Row || c.Row == cells[i-1].Row && c.Col <= cells[i-1].Col) {
			t.Errorf("%s stands behind %s", Ref(c.Row, c.Col), Ref(cells[i-1].Row, cells[i-1].Col))
		}
	}
}

// FuzzCSV: what is read from a text and written again reads the same.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n", "\uFEFFa;\"b\n\"\"c\"\r\n\n;d", "sep=\t\na\tb", "Stra\xDFe;1,5\n", "a\rb\r", utf16Text("a;b\n", true), "\"", "a\"b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Open("fuzz.csv", data)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if b.Format != CSV || len(b.Sheets[0].Cells) == 0 {
			return
		}
		cells := b.Sheets[0].Cells
		checkCells(t, cells)
		if last := cells[len(cells)-1]; last.Row > 1000 || widest(cells) > 1000 {
			return
		}
		again, err := Open("again.csv", asCSV(t, cells))
		if err != nil {
			t.Fatalf("written again it is refused: %v", err)
		}
		if got, want := told(again), told(b); got != want {
			t.Errorf("written again it reads\n%q\nwant\n%q", got, want)
		}
	})
}

func widest(cells []Cell) (n int) {
	for _, c := range cells {
		n = max(n, c.Col)
	}
	return n
}

// asCSV writes cells as CSV with a declared separator.
func asCSV(t *testing.T, cells []Cell) []byte {
	t.Helper()
	rows := make([][]string, cells[len(cells)-1].Row+1)
	for _, c := range cells {
		for len(rows[c.Row]) <= c.Col {
			rows[c.Row] = append(rows[c.Row], "")
		}
		rows[c.Row][c.Col] = c.Text
	}
	out := bytes.NewBufferString("\uFEFFsep=,\n")
	w := csv.NewWriter(out)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzXML: what the scanner takes, encoding/xml takes, and both find the same tags, attributes and text.
func FuzzXML(f *testing.F) {
	for _, p := range parts() {
		f.Add(p.text)
	}
	for _, s := range []string{
		"<a/>", "<a><b></a></b>", "<a b='1' b='2'/>", "<a>&lt;&#65;&#x41;</a>", "<a><![CDATA[x]]></a>", "<!DOCTYPE a><a/>", "<a>]]></a>", "<a b=\"\n&amp;\"/>",
		"<p:a xmlns:p='u' p:b='1'/>", "<a><!-- x --><?y z?>\r\n</a >", "<a xmlns='u'><b xmlns=''/></a>", "<a", "<", "<a>&", "<a b", "<a b=", "</a>", "<a/ >", "<:a/>", "<a:/>", "<a:b:c/>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		limits := DefaultLimits()
		x := newScanner("part", []byte(src), otherSpace, &limits)
		ours := scanned(x)
		if x.err != nil {
			checkRefusal(t, named("fuzz", x.err))
			return
		}
		theirs, err := decoded(src)
		if err != nil {
			// encoding/xml alone minds the letters of foreign names and the version of XML.
			if strings.Contains(err.Error(), "invalid XML name") || strings.Contains(src, "<?xml") {
				return
			}
			t.Fatalf("the scanner takes %q, encoding/xml does not: %v", src, err)
		}
		if ours != theirs {
			t.Errorf("the scanner finds\n%q\nencoding/xml\n%q", ours, theirs)
		}
	})
}

func scanned(x *scanner) string {
	var out strings.Builder
	for {
		switch x.next() {
		case opened:
			fmt.Fprintf(&out, "<%s", x.innermost())
			for _, a := range x.attrs {
				fmt.Fprintf(&out, " %s=%q", a.name.full, a.value)
			}
			out.WriteString(">")
		case closed:
			out.WriteString("</>")
		case characters:
			out.Write(x.chars)
		default:
			return out.String()
		}
	}
}

func decoded(src string) (string, error) {
	var out strings.Builder
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(src, "\uFEFF")))
	depth := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			fmt.Fprintf(&out, "<%s", rawName(token.Name))
			for _, a := range token.Attr {
				value := strings.NewReplacer("\n", " ", "\t", " ").Replace(a.Value)
				fmt.Fprintf(&out, " %s=%q", rawName(a.Name), value)
			}
			out.WriteString(">")
		case xml.EndElement:
			depth--
			out.WriteString("</>")
		case xml.CharData:
			if depth > 0 {
				out.Write(token)
			}
		}
	}
}

func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
