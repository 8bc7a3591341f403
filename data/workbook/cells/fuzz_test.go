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
	f.Add(packed(f, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}))
	f.Add(ole("Root Entry", "EncryptedPackage"))
	f.Add([]byte("id;answer\n\"A\";1,5\n"))
	f.Add([]byte("\xFF\xFEa\x00;\x00b\x00"))
	f.Fuzz(func(t *testing.T, data []byte) { openSound(t, data) })
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
	if err != nil {
		checkRefusal(t, err)
		return
	}
	for _, s := range b.Sheets {
		checkCells(t, s.Cells)
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
