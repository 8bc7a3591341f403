package cells

import (
	"strings"
	"testing"
)

// readable is a file and the cells it holds, as told.
type readable struct {
	name string
	data []byte
	want string
}

// readables are files as programs write them, and odd ones that are still right.
func readables(t *testing.T) []readable {
	t.Helper()
	strict := strings.NewReplacer(
		mainURI, "http://purl.oclc.org/ooxml/spreadsheetml/main",
		refURI, "http://purl.oclc.org/ooxml/officeDocument/relationships")
	var strictParts, prefixed []part
	for _, p := range parts() {
		strictParts = append(strictParts, part{p.name, strict.Replace(p.text)})
		prefixed = append(prefixed, part{p.name, withPrefix(p.text)})
	}
	return []readable{
		{"plain", with(t), lines("A1 text Yes")},
		{"strict edition", packed(t, strictParts...), lines("A1 text Yes")},
		{"namespace with a prefix", packed(t, prefixed...), lines("A1 text Yes")},
		{"names of parts in other case", with(t, part{"xl/sharedStrings.xml", "-"}, part{"xl/SharedStrings.xml", stringsPart(`<si><t>Yes</t></si>`)}), lines("A1 text Yes")},
		{"names of parts with backslashes", with(t, part{"xl/sharedStrings.xml", "-"}, part{`xl\sharedStrings.xml`, stringsPart(`<si><t>Yes</t></si>`)}), lines("A1 text Yes")},
		{"workbook under another name", movedWorkbook(t), lines("A1 text Yes")},
		{"byte order mark", with(t, part{"xl/sharedStrings.xml", "\uFEFF" + stringsPart(`<si><t>Yes</t></si>`)}), lines("A1 text Yes")},
		{"comments and CDATA", withTexts(t, `<!-- a --><si><?p i?><t>Y<!-- b --><![CDATA[<e>]]>s</t></si>`), lines("A1 text Y<e>s")},
		{"entities", withTexts(t, `<si><t>&lt;R&amp;D&gt; &quot;&apos;&#8364;&#x20AC;</t></si>`), lines(`A1 text <R&D> "'€€`)},
		{"rich text", withTexts(t, `<si><r><rPr><b/></rPr><t xml:space="preserve">Yes, </t></r><r><t>but</t></r></si>`), lines("A1 text Yes, but")},
		{"space kept", withTexts(t, `<si><t xml:space="preserve">  a  b </t></si>`), lines("A1 text   a  b ")},
		{"only space", withTexts(t, `<si><t xml:space="preserve"> </t></si>`), lines("A1 text  ")},
		{"phonetic runs", withTexts(t, `<si><t>課きく</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/></si>`), lines("A1 text 課きく")},
		{"escapes", withTexts(t, `<si><t>a_x000D__x000A_b _x005F_x000D_ _x20AC_ _xD83D__xDE00_</t></si>`), lines("A1 text a\r\nb _x000D_ € 😀")},
		{"escapes that are none", withTexts(t, `<si><t>_x00_ _xZZZZ_ _x_ _x+123_ my_xyz _x001B_ _xD83D_ _xFFFE_ _x</t></si>`), lines("A1 text _x00_ _xZZZZ_ _x_ _x+123_ my_xyz _x001B_ _xD83D_ _xFFFE_ _x")},
		{"empty text", withTexts(t, `<si><t/></si>`), ""},
		{"no styles, no texts", with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(link("rId1", "worksheet", "worksheets/sheet1.xml"), link("rId2", "worksheet", "worksheets/sheet2.xml"))},
			part{"xl/worksheets/sheet1.xml", sheetPart(`<row><c s="0"><v>1</v></c></row>`)}), lines("A1 number 1")},
		{"cells by position", withRows(t, `<row><c t="s"><v>0</v></c><c/><c t="s"><v>1</v></c></row><row r="4"><c r="C4"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`),
			lines("A1 text Yes", "C1 text No", "C4 number 1", "D4 number 2", "A5 number 3")},
		{"rows out of order", withRows(t, `<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`),
			lines("A1 number 1", "A2 number 3", "B2 number 4")},
		{"last corner", withRows(t, `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`), lines("XFD1048576 number 1")},
		{"numbers", withRows(t, `<row><c><v>1</v></c><c t="n"><v>2.10</v></c><c><v>1.1000000000000001</v></c><c><v>1E-3</v></c><c><v>-0</v></c><c><v>123456789012345678</v></c><c><v>1e300</v></c><c s=""><v> 7 </v></c></row>`),
			lines("A1 number 1", "B1 number 2.1", "C1 number 1.1", "D1 number 0.001", "E1 number 0", "F1 number 123456789012345680", "G1 number 1e+300", "H1 number 7")},
		{"booleans and errors", withRows(t, `<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`),
			lines("A1 bool TRUE", "B1 bool FALSE", "C1 error #N/A", "D1 error= #DIV/0!")},
		{"inline text", withRows(t, `<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><r><t>b</t></r><r><rPr/><t xml:space="preserve"> c</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c><is><t>d_x0041_</t></is></c></row>`),
			lines("A1 text a", "B1 text b c", "C1 text dA")},
		{"formulas", withRows(t, `<row><c t="str"><f>A&amp;B</f><v>ab</v></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c t="b"><f>TRUE()</f><v>1</v></c><c s="1"><f>TODAY()</f><v>45000</v></c></row>`),
			lines("A1 text= ab", "B1 number= 2", "D1 bool= TRUE", "E1 date= 2023-03-15")},
		{"formulas without a value", withRows(t, `<row><c><f>1+1</f></c><c><f>2</f><v/></c><c t="str"><f>A1</f></c><c><f t="shared" si="0"/></c></row>`),
			lines("A1 error= #NOVALUE", "B1 error= #NOVALUE", "C1 error= #NOVALUE", "D1 error= #NOVALUE")},
		{"dates", withRows(t, `<row><c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>60</v></c><c s="1"><v>61</v></c><c s="1"><v>45351</v></c><c s="1"><v>2958465</v></c><c s="1"><v>2958466</v></c></row>`),
			lines("A1 date 1900-01-01", "B1 date 1900-02-28", "C1 number 60", "D1 date 1900-03-01", "E1 date 2024-02-29", "F1 date 9999-12-31", "G1 number 2958466")},
		{"dates with time", withRows(t, `<row><c s="2"><v>45351.5</v></c><c s="2"><v>45351.73958333333</v></c><c s="2"><v>45351.9999999</v></c><c s="1"><v>0.5</v></c><c s="1"><v>-1</v></c></row>`),
			lines("A1 date 2024-02-29 12:00", "B1 date 2024-02-29 17:45", "C1 date 2024-03-01", "D1 number 0.5", "E1 number -1")},
		{"durations and times of day", withRows(t, `<row><c s="3"><v>1.5</v></c><c s="4"><v>0.25</v></c></row>`), lines("A1 number 1.5", "B1 number 0.25")},
		{"dates from 1904", with(t, part{"xl/workbook.xml", strings.Replace(workbookPart(`<sheet name="Start" sheetId="1" r:id="rId1"/>`), "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)},
			part{"xl/worksheets/sheet1.xml", sheetPart(`<row><c s="1"><v>0</v></c><c s="1"><v>60</v></c><c s="1"><v>43889</v></c><c t="d"><v>2024-02-29</v></c></row>`)}),
			lines("A1 date 1904-01-01", "B1 date 1904-03-01", "C1 date 2024-02-29", "D1 date 2024-02-29")},
		{"ISO dates", withRows(t, `<row><c t="d"><v>2024-02-29</v></c><c t="d"><v>2024-02-29T17:45:00.000</v></c><c t="d"><v>2024-02-29T00:00:00Z</v></c><c t="d"><v>1899-12-30T06:00:00</v></c><c t="d"><v>06:00:00</v></c><c t="d"><v>1850-05-05</v></c></row>`),
			lines("A1 date 2024-02-29", "B1 date 2024-02-29 17:45", "C1 date 2024-02-29", "D1 number 0.25", "E1 number 0.25", "F1 date 1850-05-05")},
		{"dimension of the whole sheet", with(t, part{"xl/worksheets/sheet1.xml", strings.Replace(sheetPart(`<row r="1"><c r="A1"><v>1</v></c></row>`), "<sheetData>", `<dimension ref="A1:XFD1048576"/><sheetData>`, 1)}), lines("A1 number 1")},
		{"foreign elements", withRows(t, `<x:row xmlns:x="urn:x" r="9"><x:c r="A9"><x:v>1</x:v></x:c></x:row><row r="1"><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c></row>`), lines("A1 number 1")},
		{"namespace for one element", withRows(t, `<row xmlns="urn:x"><c><v>9</v></c></row><row><c><v>1</v></c></row>`), lines("A1 number 1")},
		{"prefix for one element", withRows(t, `<a xmlns:q="`+mainURI+`"><b xmlns:q="urn:x"/><q:row/></a><row xmlns:q="`+mainURI+`"><b xmlns:q="urn:x"/><q:c><q:v>1</q:v></q:c></row>`), lines("A1 number 1")},
		{"chart sheet", with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(link("rId1", "worksheet", "worksheets/sheet1.xml"), link("rId2", "chartsheet", "chartsheets/sheet1.xml"), link("rId3", "sharedStrings", "sharedStrings.xml"))}), lines("A1 text Yes")},
	}
}

func TestRead(t *testing.T) { checkRead(t, "odd.xlsx", XLSX, readables(t)) }

func checkRead(t *testing.T, name string, format Format, cases []readable) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b, err := Open(name, c.data)
			if err != nil {
				t.Fatalf("refused, and should be read: %v", err)
			}
			if b.Format != format {
				t.Errorf("the format is %s, want %s", b.Format, format)
			}
			if got := told(b); got != c.want {
				t.Errorf("cells read\n%swant\n%s", got, c.want)
			}
		})
	}
}

// withPrefix writes the elements of a part with a prefix for their namespace.
func withPrefix(text string) string {
	for _, uri := range []string{mainURI, relURI, typeURI} {
		text = strings.Replace(text, `xmlns="`+uri, `xmlns:y="`+uri, 1)
	}
	head, body, _ := strings.Cut(text, "\n")
	body = strings.ReplaceAll(body, "<", "<y:")
	return head + "\n" + strings.ReplaceAll(body, "<y:/", "</y:")
}

// movedWorkbook has its parts where no program puts them.
func movedWorkbook(t *testing.T) []byte {
	return packed(t,
		part{"[content_types].xml", strings.Replace(contentTypes(typeMain), "/xl/workbook.xml", "/a/Main.xml", 1)},
		part{"_rels/.rels", relationshipPart(link("x", "officeDocument", "/a/main.xml"))},
		part{"a/main.xml", workbookPart(`<sheet name="Start" sheetId="1" r:id="s"/>`)},
		part{"a/_rels/main.xml.rels", relationshipPart(link("s", "worksheet", "../b/./one.xml"), link("t", "sharedStrings", "texts.xml"))},
		part{"b/one.xml", sheetPart(`<row><c t="s"><v>0</v></c></row>`)},
		part{"a/texts.xml", stringsPart(`<si><t>Yes</t></si>`)})
}

// TestBook: what is told of the file and its sheets.
func TestBook(t *testing.T) {
	for _, c := range []struct {
		contentType string
		want        Format
	}{
		{typeMain, XLSX},
		{"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", XLSX},
		{"application/vnd.ms-excel.sheet.macroEnabled.main+xml", XLSM},
	} {
		b, err := Open("northwind.xls", with(t, part{"[Content_Types].xml", contentTypes(c.contentType)}))
		if err != nil {
			t.Fatalf("%s: %v", c.contentType, err)
		}
		if b.Format != c.want || b.Name != "northwind.xls" {
			t.Errorf("format %s of %s, want %s: the declared type decides, not the name", b.Format, b.Name, c.want)
		}
		if len(b.Sheets) != 2 || b.Sheets[0].Hidden || !b.Sheets[1].Hidden || b.Sheets[1].Name != "Lists" {
			t.Errorf("sheets %+v, want Start, and Lists hidden", b.Sheets)
		}
	}
	veryHidden := with(t, part{"xl/workbook.xml", workbookPart(`<sheet name="a &amp; b" sheetId="1" state="veryHidden" r:id="rId1"/>`)})
	b, err := Open("v.xlsx", veryHidden)
	if err != nil || !b.Sheets[0].Hidden || b.Sheets[0].Name != "a & b" {
		t.Errorf("a very hidden sheet should be flagged hidden and keep its name: %+v, %v", b, err)
	}
}

// TestSerialOfDate: Number is the serial, Date the day, also when the file writes ISO dates.
func TestSerialOfDate(t *testing.T) {
	b, err := Open("d.xlsx", withRows(t, `<row><c s="1"><v>45351.5</v></c><c t="d"><v>2024-02-29T12:00:00</v></c><c t="d"><v>1900-02-28</v></c></row>`))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		serial float64
		day    string
	}{{45351.5, "2024-02-29"}, {45351.5, "2024-02-29"}, {59, "1900-02-28"}} {
		if c := b.Sheets[0].Cells[i]; c.Number != want.serial || c.Date.String() != want.day {
			t.Errorf("%s is %v, %v; want %v, %v", Ref(c.Row, c.Col), c.Number, c.Date, want.serial, want.day)
		}
	}
}

func TestDateFormats(t *testing.T) {
	cases := []struct {
		code string
		want bool
	}{
		{"yyyy-mm-dd", true}, {`yyyy\-mm\-dd;@`, true}, {"d. mmmm yyyy", true}, {"[$-409]d-mmm-yy;@", true}, {"mmmm", true}, {"MM", true},
		{`[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, true}, {"dd/mm/yyyy hh:mm:ss.000", true}, {"mmm hh:mm", true}, {`[$-411]ggge"年"m"月"d"日"`, true},
		{"[Red]yyyy", true}, {"0;yyyy", true}, {"[<1]h:mm;yyyy-mm-dd", true}, {"YYYY", true}, {"[ENG][$-809]DD\" \"MMMM", true},
		{"General", false}, {"GENERAL", false}, {"0.00", false}, {"#,##0.00 [$€-407]", false}, {"0.00E+00", false}, {"##0.0e-0", false}, {"@", false}, {"0%", false}, {"", false},
		{"[h]:mm", false}, {"[hh]:mm:ss", false}, {"[mm]:ss", false}, {"[s]", false}, {"h:mm AM/PM", false}, {"mm:ss", false}, {"h:mm", false}, {"mm:ss.0", false}, {"h:mm a/p", false},
		{`"day" 0`, false}, {`0 "d"`, false}, {`0\d`, false}, {"0_d", false}, {"*d0", false}, {"[Red]0", false}, {"[dd]0", false}, {"[Blue][<100]0", false}, {"# ?/?", false},
		{`"yyyy`, false}, {"[yyyy", false}, {`\`, false}, {"[]", false}, {"[", false}, {";;;", false}, {"0 EUR", false},
	}
	for _, c := range cases {
		if got := isDateFormat([]byte(c.code)); got != c.want {
			t.Errorf("format %q is a date: %v, want %v", c.code, got, c.want)
		}
	}
	for id, want := range map[int]bool{0: false, 1: false, 9: false, 11: false, 13: false, 14: true, 17: true, 18: false, 21: false, 22: true, 37: false, 45: false, 46: false, 47: false, 49: false, 57: true} {
		if got := isBuiltinDate(id); got != want {
			t.Errorf("built-in format %d is a date: %v, want %v", id, got, want)
		}
	}
}
