package cells

import (
	"reflect"
	"strings"
	"testing"
)

// readableODS are OpenDocument spreadsheets as programs write them, and odd ones that are still right.
func readableODS(t *testing.T) []readable {
	t.Helper()
	plain := odsRows(t, odsCells("Yes"))
	prefixed := strings.NewReplacer("table:", "t:", "xmlns:table", "xmlns:t", "text:", "x:", "xmlns:text", "xmlns:x", "office:", "o:", "xmlns:office", "xmlns:o")
	other := odsParts(odsTable("Start", odsCells("Yes")))
	other[2].text = prefixed.Replace(other[2].text)
	other[2].text = strings.NewReplacer("opendocument:xmlns:t:1.0", "opendocument:xmlns:table:1.0", "opendocument:xmlns:x:1.0", "opendocument:xmlns:text:1.0", "opendocument:xmlns:o:1.0", "opendocument:xmlns:office:1.0").Replace(other[2].text)
	return []readable{
		{"plain", plain, lines("A1 text Yes")},
		{"other prefixes", packed(t, other...), lines("A1 text Yes")},
		{"template", odsWith(t, odsTable("Start", odsCells("Yes")), part{"mimetype", odsType + "-template"}), lines("A1 text Yes")},
		{"no mimetype", odsWith(t, odsTable("Start", odsCells("Yes")), part{"mimetype", "-"}), lines("A1 text Yes")},
		{"no list of parts", odsWith(t, odsTable("Start", odsCells("Yes")), part{odfManifest, "-"}), lines("A1 text Yes")},
		{"numbers", odsRows(t, odsCells(odsValue(`office:value-type="float" office:value="2.10"`, "2,10"), odsValue(`office:value-type="percentage" office:value="0.25"`, "25%"),
			odsValue(`office:value-type="currency" office:currency="EUR" office:value="1E3"`, "1.000,00 €"), odsValue(`office:value-type="float" office:value="-0"`, "0"))),
			lines("A1 number 2.1", "B1 number 0.25", "C1 number 1000", "D1 number 0")},
		{"booleans", odsRows(t, odsCells(odsValue(`office:value-type="boolean" office:boolean-value="true"`, "WAHR"), odsValue(`office:value-type="boolean" office:boolean-value="false"`, "x"))),
			lines("A1 bool TRUE", "B1 bool FALSE")},
		{"dates", odsRows(t, odsCells(odsValue(`office:value-type="date" office:date-value="2024-02-29"`, "29. Feb"), odsValue(`office:value-type="date" office:date-value="2024-02-29T17:45:00.000000123"`, "x"),
			odsValue(`office:value-type="date" office:date-value="1899-12-30T06:00:00"`, "x"), odsValue(`office:value-type="date" office:date-value="-0044-03-15"`, "x"), odsValue(`office:value-type="date" office:date-value="12345-03-15"`, "x"))),
			lines("A1 date 2024-02-29", "B1 date 2024-02-29 17:45", "C1 number 0.25", "D1 text -0044-03-15", "E1 text 12345-03-15")},
		{"times", odsRows(t, odsCells(odsValue(`office:value-type="time" office:time-value="PT06H00M00S"`, "6:00"), odsValue(`office:value-type="time" office:time-value="PT36H30M00.5S"`, "x"),
			odsValue(`office:value-type="time" office:time-value="-PT12H"`, "x"), odsValue(`office:value-type="time" office:time-value="P1DT12H"`, "x"), odsValue(`office:value-type="time" office:time-value="PT36H0-1M59.99S"`, "x"))),
			lines("A1 number 0.25", "B1 number 1.5208391203703704", "C1 number -0.5", "D1 number 1.5", "E1 text PT36H0-1M59.99S")},
		{"paragraphs", odsRows(t, odsCells(`a</text:p><text:p/><text:p>b`, `c<text:line-break/>d<text:tab/>e`)), lines("A1 text a\n\nb", "B1 text c\nd\te")},
		{"space", odsRows(t, odsCells("  a \n\t b  ", `<text:s text:c="3"/>a<text:s/>b <text:span> c</text:span>`)), lines("A1 text a b ", "B1 text    a b c")},
		{"spans, links, fields", odsRows(t, odsCells(`Yes, <text:span text:style-name="T1">but</text:span> <text:a xlink:href="http://a/">see</text:a> <text:date>5/5</text:date>`)), lines("A1 text Yes, but see 5/5")},
		{"how a word is said", odsRows(t, odsCells(`<text:ruby><text:ruby-base>課</text:ruby-base><text:ruby-text>カ</text:ruby-text></text:ruby>`)), lines("A1 text 課")},
		{"paragraphs in lists and headings", odsRows(t, odsCells(`<table:table-cell office:value-type="string"><text:h>a</text:h><text:list><text:list-item><text:p>b</text:p></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list></table:table-cell>`)), lines("A1 text a\nb\nc")},
		{"no type", odsRows(t, odsCells(odsValue("", "Yes"))), lines("A1 text Yes")},
		{"text in an attribute", odsRows(t, odsCells(odsValue(`office:value-type="string" office:string-value="a  b"`, "shown"), odsValue(`office:value-type="string" office:string-value=""`, "c"))), lines("A1 text a  b", "B1 text c")},
		{"entities and CDATA", odsRows(t, odsCells(`&lt;R&amp;D&gt; <![CDATA[<e>]]>`)), lines("A1 text <R&D> <e>")},
		{"remark on a cell", odsRows(t, odsCells(`<table:table-cell office:value-type="string"><office:annotation><dc:creator>me</dc:creator><text:p>note</text:p></office:annotation><text:p>Yes</text:p></table:table-cell>`)), lines("A1 text Yes")},
		{"only a remark", odsRows(t, odsCells(`<table:table-cell><office:annotation><text:p>note</text:p></office:annotation></table:table-cell>`)), ""},
		{"drawing in a cell", odsRows(t, odsCells(`<table:table-cell office:value-type="string"><draw:frame><draw:text-box><text:p>no</text:p></draw:text-box></draw:frame><text:p>Yes</text:p></table:table-cell>`)), lines("A1 text Yes")},
		{"formulas", odsRows(t, odsCells(odsValue(`table:formula="of:=1+1" office:value-type="float" office:value="2"`, "2"), odsValue(`table:formula="of:=A" office:value-type="string" office:string-value="ab"`, "ab"),
			odsValue(`table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"`, "#DIV/0!"), `<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>`)),
			lines("A1 number= 2", "B1 text= ab", "C1 error= #DIV/0!")},
		{"formulas without a value", odsRows(t, odsCells(`<table:table-cell table:formula="of:=1+1"/>`, `<table:table-cell table:formula="of:=1" calcext:value-type="error"/>`)), lines("A1 error= #NOVALUE", "B1 error= #NOVALUE")},
		{"repeated cells", odsRows(t, odsCells(`<table:table-cell table:number-columns-repeated="3"/>`, odsValue(`office:value-type="float" office:value="7" table:number-columns-repeated="2"`, "7"), "x")),
			lines("D1 number 7", "E1 number 7", "F1 text x")},
		{"repeated rows", odsRows(t, `<table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`+odsCells("y")),
			lines("A10 text x", "A11 text x", "A12 text y")},
		{"repeated without end, and empty", odsRows(t, odsCells("x", `<table:table-cell table:number-columns-repeated="231999999999940"/>`)+`<table:table-row table:number-rows-repeated="99999999999999999999"><table:table-cell/></table:table-row>`), lines("A1 text x")},
		{"last corner", odsRows(t, `<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>`+odsCells(`<table:table-cell table:number-columns-repeated="16383"/>`, "x")), lines("XFD1048576 text x")},
		{"groups and heads", odsRows(t, `<table:table-columns><table:table-column/></table:table-columns><table:table-header-rows>`+odsCells("a")+`</table:table-header-rows><table:table-row-group><table:table-row-group>`+odsCells("b")+`</table:table-row-group></table:table-row-group><table:table-rows>`+odsCells("c")+`</table:table-rows>`),
			lines("A1 text a", "A2 text b", "A3 text c")},
		{"covered cell with a value", odsRows(t, odsCells(odsValue(`office:value-type="string" table:number-columns-spanned="2"`, "a"), `<table:covered-table-cell office:value-type="string"><text:p>b</text:p></table:covered-table-cell>`, "c")),
			lines("A1 text a", "B1 text b", "C1 text c")},
		{"sheet of another file kept inside", odsWith(t, odsTable("Start", odsCells("a"))+odsTable("'file:///x.ods'#Secret", odsCells("b"))), lines("A1 text a")},
		{"foreign elements", odsRows(t, `<q:table-row xmlns:q="urn:q"/><table:table-row><q:table-cell xmlns:q="urn:q"/><table:table-cell office:value-type="string"><q:p xmlns:q="urn:q">n</q:p><text:p>y</text:p></table:table-cell></table:table-row>`), lines("A1 text y")},
	}
}

func TestReadODS(t *testing.T) { checkRead(t, "odd.ods", ODS, readableODS(t)) }

// refusalsODS are damaged and hostile ones. What is refused of every package is in refusals.
func refusalsODS(t *testing.T) []refused {
	t.Helper()
	value := func(attrs string) []byte { return odsRows(t, odsCells(odsValue(attrs, "x"))) }
	locked := `<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="9"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>`
	return []refused{
		{"password", odsWith(t, "", part{odfManifest, manifestPart(locked)}, part{odfContent, "\x01\x02"}), "locked with a password. Open it in LibreOffice, take the tick off"},
		{"password of new LibreOffice", packed(t, part{"mimetype", odsType}, part{"encrypted-package", "\x01\x02"}), "locked with a password"},
		{"odt", odsWith(t, "", part{"mimetype", "application/vnd.oasis.opendocument.text"}), "an OpenDocument file, but not a spreadsheet"},
		{"text inside", odsWith(t, "", part{odfContent, strings.ReplaceAll(contentPart("", ""), "office:spreadsheet", "office:text")}), "its body holds <office:text>, which is no spreadsheet"},
		{"no content", odsWith(t, "", part{odfContent, "-"}), "the part content.xml is missing"},
		{"no sheets", odsWith(t, ""), "lists no sheet"},
		{"flat file", []byte(`<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">`), "flat OpenDocument spreadsheet (fods). Open it in LibreOffice"},
		{"list of parts damaged", odsWith(t, odsTable("A", ""), part{odfManifest, "<a>"}), "META-INF/manifest.xml is damaged"},
		{"document type", odsWith(t, "", part{odfContent, `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + strings.TrimPrefix(contentPart("", odsTable("A", odsCells("&x;"))), xmlHead)}), "it declares a document type"},
		{"XML cut off", odsWith(t, "", part{odfContent, strings.TrimSuffix(contentPart("", odsTable("A", "")), "</office:spreadsheet></office:body></office:document-content>")}), "content.xml is damaged"},
		{"sheets of one name", odsWith(t, odsTable("A", "")+odsTable("a", "")), "two sheets are named a"},
		{"sheet without a name", odsWith(t, odsTable("", "")), "a sheet has no name"},
		{"many sheets", odsWith(t, manySheets(257)), "more than the 256 sheets"},
		{"number that is none", value(`office:value-type="float" office:value="NaN"`), "the cell A1 of the sheet Start is NaN where a number should be"},
		{"number left out", value(`office:value-type="float"`), `the cell A1 of the sheet Start is  where a number should be`},
		{"date that is none", value(`office:value-type="date" office:date-value="2023-02-29"`), "is 2023-02-29 where a date"},
		{"time that is none", value(`office:value-type="time" office:time-value="6:00"`), "is 6:00 where a time"},
		{"time with months", value(`office:value-type="time" office:time-value="P1M"`), "is P1M where a time"},
		{"truth that is none", value(`office:value-type="boolean" office:boolean-value="1"`), "is 1 where true or false"},
		{"type unknown", value(`office:value-type="void" office:value="1"`), "the unknown type void"},
		{"type under two prefixes", value(`xmlns:q="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:value-type="float" q:value-type="string" office:value="1"`), "the attribute q:value-type is given twice"},
		{"repeated 0 times", odsRows(t, odsCells(`<table:table-cell table:number-columns-repeated="0"/>`)), "something is repeated 0 times"},
		{"repeated -1 times", odsRows(t, `<table:table-row table:number-rows-repeated="-1"/>`), "something is repeated -1 times"},
		{"two million cells in one", odsRows(t, `<table:table-row table:number-rows-repeated="2000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row>`), "more than the 500,000 filled cells"},
		{"a million times one cell", value(`office:value-type="float" office:value="1" table:number-columns-repeated="1000000"`), "more than the 16,384 columns"},
		{"value past the last row", odsRows(t, `<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>`+odsCells("x")), "more than the 1,048,576 rows"},
		{"value past the last column", odsRows(t, odsCells(`<table:table-cell table:number-columns-repeated="16384"/>`, "x")), "more than the 16,384 columns"},
		{"long text", odsRows(t, odsCells(strings.Repeat("x", 40_000))), "more than the 32,767 characters allowed in the cell A1"},
		{"very long text", odsRows(t, odsCells(strings.Repeat("x", 200_000))), "more than the 32,767 characters allowed in the cell A1"},
		{"long text of spaces", odsRows(t, odsCells(strings.Repeat(`<text:s text:c="32767"/>`, 9))), "more than the 32,767 characters allowed in the cell A1"},
		{"spaces without end", odsRows(t, odsCells(`<text:s text:c="2000000000"/>`)), "a text has 2000000000 spaces in it"},
		{"one long text in many cells", odsRows(t, `<table:table-row table:number-rows-repeated="3000">`+odsCells(strings.Repeat("x", 30_000))[len("<table:table-row>"):]), "67,108,864 bytes allowed together"},
		{"merged cells that overlap", odsRows(t, odsCells(odsValue(`table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"`, "a"))+odsCells(`<table:table-cell/>`, odsValue(`table:number-columns-spanned="2" office:value-type="string"`, "b"))), "the part content.xml merges the cells A1:B2 and B2:C2, which overlap"},
		{"merged cells past the end", odsRows(t, odsCells(odsValue(`table:number-rows-spanned="1048577" office:value-type="string"`, "a"))), "a merged cell covers more than"},
		{"merged cell repeated", odsRows(t, odsCells(odsValue(`table:number-rows-spanned="2" table:number-columns-repeated="2" office:value-type="string"`, "a"))), "a merged cell is repeated"},
		{"merged cell in a repeated row", odsRows(t, `<table:table-row table:number-rows-repeated="2">`+odsCells(odsValue(`table:number-columns-spanned="2" office:value-type="string"`, "a"))[len("<table:table-row>"):]), "a row with merged cells is repeated"},
		{"table in a cell", odsRows(t, odsCells(`<table:table-cell><table:table table:name="x"/></table:table-cell>`)), "the cell A1 of the sheet Start holds a table"},
		{"too deep", odsRows(t, odsCells(strings.Repeat("<text:span>", 70)+"x"+strings.Repeat("</text:span>", 70))), "more than 64 deep"},
	}
}

func TestRefuseODS(t *testing.T) { checkRefused(t, "northwind.ods", refusalsODS(t)) }

func manySheets(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(odsTable(Ref(i, 0), ""))
	}
	return b.String()
}

// TestHiddenODS: what a spreadsheet program does not show is read and flagged.
func TestHiddenODS(t *testing.T) {
	hidden := strings.Replace(odsTable("Hidden", odsCells("a")), `"seen"`, `"unseen"`, 1)
	common := strings.Replace(odsTable("Common", odsCells("b")), `"seen"`, `"elsewhere"`, 1)
	rows := odsTable("Rows", `<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="2"/>`+
		`<table:table-column-group table:display="false"><table:table-column table:number-columns-repeated="99999"/></table:table-column-group>`+
		odsCells("c")+`<table:table-row table:visibility="collapse" table:number-rows-repeated="2"><table:table-cell/></table:table-row>`+
		`<table:table-row table:visibility="filter"><table:table-cell/></table:table-row>`+odsCells("d")+
		`<table:table-row-group table:display="false"><table:table-row table:number-rows-repeated="2000000"/></table:table-row-group>`)
	styles := xmlHead + `<office:document-styles ` + odfHead + `><office:styles><style:style style:name="elsewhere" style:family="table">` +
		`<style:table-properties table:display="false"/></style:style></office:styles></office:document-styles>`
	b, err := Open("h.ods", odsWith(t, odsTable("Seen", "")+hidden+common+rows, part{odfStyles, styles}))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true, true, false} {
		if got := b.Sheets[i].Hidden; got != want {
			t.Errorf("the sheet %s is hidden: %v, want %v", b.Sheets[i].Name, got, want)
		}
	}
	s := b.Sheets[3]
	if want := []Span{{1, 3}, {5, 1048575}}; !reflect.DeepEqual(s.HiddenRows, want) {
		t.Errorf("hidden rows are %v, want %v", s.HiddenRows, want)
	}
	if want := []Span{{0, 0}, {3, 16383}}; !reflect.DeepEqual(s.HiddenCols, want) {
		t.Errorf("hidden columns are %v, want %v", s.HiddenCols, want)
	}
}
