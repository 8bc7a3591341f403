package cells

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"
)

// refused is a file and words of the reason it is refused for.
type refused struct {
	name string
	data []byte
	why  string
}

// refusals are damaged, hostile and foreign files. Each is refused for its own reason.
func refusals(t *testing.T) []refused {
	t.Helper()
	good := with(t)
	sheet1 := func(text string) []byte { return with(t, part{"xl/worksheets/sheet1.xml", text}) }
	main := func(kind string) []byte { return with(t, part{"[Content_Types].xml", contentTypes(kind)}) }
	mergedCells := func(refs ...string) []byte {
		return sheet1(strings.Replace(sheetPart(""), "</sheetData>", `</sheetData><mergeCells><mergeCell ref="`+strings.Join(refs, `"/><mergeCell ref="`)+`"/></mergeCells>`, 1))
	}
	return []refused{
		// Files of another kind.
		{"empty", nil, "the file is empty. Send the file again."},
		{"blank", []byte(" \r\n\r\n"), "there is no text in the file"},
		{"binary", []byte("a,b\x00c"), "neither a workbook nor text"},
		{"pdf", []byte("%PDF-1.7\n"), "this is a PDF"},
		{"rtf", []byte(`{\rtf1 hello}`), "RTF"},
		{"png", []byte("\x89PNG\r\n\x1a\n...."), "picture (PNG)"},
		{"jpeg", []byte("\xFF\xD8\xFF\xE0..."), "picture (JPEG)"},
		{"gzip", []byte("\x1F\x8B\x08\x00"), "gzip archive"},
		{"html saved as xls", []byte("\uFEFF\r\n<HTML xmlns:o=\"urn\"><table>"), "this is a web page (HTML)"},
		{"html table", []byte("<table><tr><td>1"), "this is a web page (HTML)"},
		{"spreadsheet of Excel 2003 in XML", []byte(`<?xml version="1.0"?><Workbook/>`), "this is an XML file"},
		{"xls", ole("Root Entry", "Workbook"), "workbook of old Excel (xls). Open it, save it as .xlsx"},
		{"xls of 1995", ole("Root Entry", "Book"), "workbook of old Excel (xls)"},
		{"xls without a container", []byte("\x09\x08\x10\x00\x00\x06\x05\x00"), "workbook of old Excel (xls)"},
		{"password", ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "locked with a password. Open it, remove the password"},
		{"doc", ole("Root Entry", "WordDocument"), "old Word (doc)"},
		{"other container", ole("Root Entry"), "old Office program"},
		{"container cut off", ole("Root Entry", "Workbook")[:100], "old Office program"},
		{"docx", main("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), "this is a Word document, not a spreadsheet. Put what it says into the workbook"},
		{"pptx", main("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "PowerPoint"},
		{"xlsb", main("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "binary workbook (xlsb). Open it, save it as .xlsx"},
		{"xlam", main("application/vnd.ms-excel.addin.macroEnabled.main+xml"), "add-in"},
		{"unknown content type", main("application/x-other"), "declared as application/x-other"},
		{"no content type", main(""), `declared as`},
		{"ods without content", packed(t, part{"mimetype", odsType}), "the part content.xml is missing"},
		{"odt", packed(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}), "OpenDocument file, but not a spreadsheet"},
		{"numbers", packed(t, part{"Index/Document.iwa", "x"}), "Apple Numbers"},
		{"zip", packed(t, part{"northwind.xlsx", "x"}), "this is a zip archive, not a workbook. Unpack it"},

		// The zip file.
		{"only a beginning", good[:30], "cut off or damaged"},
		{"two letters", []byte("PK"), "cut off or damaged"},
		{"cut off", good[:len(good)-40], "cut off or damaged"},
		{"list of parts damaged", bytes.Replace(good, []byte("PK\x01\x02"), []byte("PK\x01\x03"), 1), "cut off or damaged"},
		{"wrong sum", withHeader(t, func(h *zip.FileHeader) { h.CRC32 ^= 1 }), "xl/worksheets/sheet1.xml is damaged"},
		{"sum left out", withHeader(t, func(h *zip.FileHeader) { h.CRC32 = 0 }), "xl/worksheets/sheet1.xml is damaged"},
		{"size too small", withHeader(t, func(h *zip.FileHeader) { h.UncompressedSize64 -= 9 }), "sheet1.xml is damaged"},
		{"size too large", withHeader(t, func(h *zip.FileHeader) { h.UncompressedSize64 += 9 }), "sheet1.xml is damaged"},
		{"packed size beyond the file", withHeader(t, func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 40 }), "sheet1.xml is cut off"},
		{"one bit flipped", flipped(good), "is damaged: what unpacks"},
		{"locked part", withHeader(t, func(h *zip.FileHeader) { h.Flags |= 1 }), "locked with a password"},
		{"unusual method", withHeader(t, func(h *zip.FileHeader) { h.Method = 12 }), "packed by method 12"},
		{"stored as deflated", withHeader(t, func(h *zip.FileHeader) { h.Method = zip.Deflate }), "sheet1.xml is damaged"},
		{"bytes behind the packed part", withDeflated(t, trailer), "sheet1.xml is damaged: what unpacks"},
		{"more packed than promised", withDeflated(t, shortened), "sheet1.xml is damaged: what unpacks"},
		{"declared bomb", withHeader(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 50 }), "unpacks to more than the 67,108,864 bytes allowed"},
		{"bomb by ratio", sheet1(sheetPart(strings.Repeat(" ", 2<<20))), "more than 400 times its size"},
		{"hidden bomb", packedBomb(t), "is damaged: what unpacks"},
		{"part twice", packed(t, append(parts(), part{"xl/worksheets/sheet1.xml", "x"})...), "sheet1.xml is in it twice"},
		{"part twice in other case", packed(t, append(parts(), part{"XL/Worksheets/Sheet1.xml", "x"})...), "is in it twice"},
		{"part outside", with(t, part{"../../etc/passwd", "x"}), "../../etc/passwd, which points outside"},
		{"part outside, backslashes", with(t, part{`xl\..\..\a.xml`, "x"}), "points outside"},
		{"part at the top", with(t, part{"/etc/passwd", "x"}), "points outside"},
		{"part on a drive", with(t, part{"c:/a.xml", "x"}), "points outside"},
		{"part with an unprintable name", with(t, part{"../\x1b[2J\n", "x"}), `"../\x1b[2J\n"`},

		// The package.
		{"no relationships", with(t, part{"_rels/.rels", "-"}), "the part _rels/.rels is missing"},
		{"no main part", with(t, part{"_rels/.rels", relationshipPart()}), "no main part is declared"},
		{"two main parts", with(t, part{"_rels/.rels", relationshipPart(link("a", "officeDocument", "xl/workbook.xml"), link("b", "officeDocument", "xl/styles.xml"))}), "names 2 parts as officeDocument"},
		{"relationship twice", with(t, part{"_rels/.rels", relationshipPart(link("a", "officeDocument", "xl/workbook.xml"), link("a", "x", "y"))}), "relationship a is given twice"},
		{"many links", with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(manyLinks(2001))}), "holds more than the 2,000 links allowed"},
		{"main part missing", with(t, part{"xl/workbook.xml", "-"}), "the part xl/workbook.xml is missing"},
		{"sheet missing", with(t, part{"xl/worksheets/sheet2.xml", "-"}), "the part xl/worksheets/sheet2.xml is missing"},
		{"texts missing", with(t, part{"xl/sharedStrings.xml", "-"}), "the part xl/sharedStrings.xml is missing"},
		{"styles missing", with(t, part{"xl/styles.xml", "-"}), "the part xl/styles.xml is missing"},
		{"texts outside the file", with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(link("rId1", "worksheet", "worksheets/sheet1.xml"), link("rId2", "worksheet", "worksheets/sheet2.xml"),
			strings.Replace(link("rId3", "sharedStrings", "file:///etc/passwd"), "/>", ` TargetMode="External"/>`, 1))}), "names a part outside the file as sharedStrings"},
		{"sheet outside the file", with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(strings.Replace(link("rId1", "worksheet", "http://a/b"), "/>", ` TargetMode="External"/>`, 1))}), "the sheet Start lies outside the file"},
		{"no sheets", with(t, part{"xl/workbook.xml", workbookPart("")}), "lists no sheet"},
		{"sheet not linked", with(t, part{"xl/workbook.xml", workbookPart(`<sheet name="A" r:id="rId9"/>`)}), "refers to a part rId9 that is not linked"},
		{"sheets of one name", with(t, part{"xl/workbook.xml", workbookPart(`<sheet name="Start" r:id="rId1"/><sheet name="START" r:id="rId2"/>`)}), "two sheets are named START"},
		{"sheet without a name", with(t, part{"xl/workbook.xml", workbookPart(`<sheet r:id="rId1"/>`)}), "a sheet has no name"},
		{"two sheets of one part", with(t, part{"xl/workbook.xml", workbookPart(`<sheet name="A" r:id="rId1"/><sheet name="B" r:id="rId1"/>`)}), "two sheets are the same part"},
		{"macro sheet of Excel 4", with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(`<Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="m.xml"/>`)}), "macros of Excel 4"},
		{"styles where a sheet should be", with(t, part{"xl/_rels/workbook.xml.rels", relationshipPart(link("rId1", "worksheet", "styles.xml"), link("rId2", "worksheet", "worksheets/sheet2.xml"))}), "its root <styleSheet> is not the <worksheet>"},
		{"foreign namespace", sheet1(strings.Replace(sheetPart(""), mainURI, "urn:other", 1)), "its root <worksheet> is not the <worksheet>"},

		// XML.
		{"tags crossed", withRows(t, `<row><c></row></c>`), "<c> is closed by </row>"},
		{"end without start", sheet1(sheetPart("") + "</worksheet>"), "</worksheet> closes nothing"},
		{"two roots", sheet1(sheetPart("") + "<a/>"), "<a> stands behind the root"},
		{"text behind the root", sheet1(sheetPart("") + "x"), "text stands outside"},
		{"XML cut off", sheet1(strings.TrimSuffix(sheetPart(""), "</sheetData></worksheet>")), "it ends inside <sheetData>"},
		{"XML cut off in a tag", sheet1(sheetPart("")[:100]), "xl/worksheets/sheet1.xml is damaged"},
		{"damage behind the cells", sheet1(strings.Replace(sheetPart(""), "</worksheet>", "<a></b></worksheet>", 1)), "<a> is closed by </b>"},
		{"part of nothing", sheet1(""), "it holds no element"},
		{"comment with two dashes", withRows(t, `<!-- a -- b -->`), "-- stands in a comment"},
		{"comment without an end", withRows(t, `<!-- a`), "<!-- has no -->"},
		{"CDATA without an end", withRows(t, `<![CDATA[`), "<![CDATA[ has no ]]>"},
		{"XML declared inside", withRows(t, `<?xml version="1.0"?>`), "a second XML declaration"},
		{"single &", withTexts(t, `<si><t>R & D</t></si>`), "a single & stands in a text"},
		{"unknown entity", withTexts(t, `<si><t>&nbsp;</t></si>`), "&nbsp; is not known"},
		{"character that is none", withTexts(t, `<si><t>&#0;</t></si>`), "&#0; is not known"},
		{"document type", sheet1(`<!DOCTYPE a>` + sheetPart("")), "it declares a document type"},
		{"entity bomb", sheet1(`<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + sheetPart("<row>&b;</row>")), "it declares a document type"},
		{"external entity", with(t, part{"xl/sharedStrings.xml", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst xmlns="` + mainURI + `"><si><t>&x;</t></si></sst>`}), "xl/sharedStrings.xml is damaged near byte 0: it declares a document type"},
		{"UTF-16 with a mark", sheet1(utf16Text(sheetPart(""), true)), "it is written in UTF-16"},
		{"UTF-16 without a mark", sheet1(utf16Text(sheetPart(""), false)), "it is written in UTF-16"},
		{"other encoding", sheet1(strings.Replace(sheetPart(""), "UTF-8", "windows-1252", 1)), "it is written in windows-1252"},
		{"not UTF-8", withTexts(t, "<si><t>\xE9</t></si>"), "it is not valid UTF-8"},
		{"control character", withTexts(t, "<si><t>\x01</t></si>"), "it holds a control character"},
		{"prefix not declared", withRows(t, `<q:row/>`), "the prefix q is not declared"},
		{"attribute twice", withRows(t, `<row r="1" r="2"/>`), "the attribute r is given twice"},
		{"attribute twice among many", withRows(t, `<row`+manyAttributes(20)+` a7=""/>`), "the attribute a7 is given twice"},
		{"prefix out of its element", withRows(t, `<row xmlns:q="urn:q"/><q:row/>`), "the prefix q is not declared"},
		{"r:id under two prefixes", with(t, part{"xl/workbook.xml", workbookPart(`<sheet name="A" xmlns:s="` + refURI + `" r:id="rId1" s:id="rId2"/>`)}), "the attribute s:id is given twice"},
		{"attribute without quotes", withRows(t, `<row r=1/>`), "has no quotes"},
		{"attributes run together", withRows(t, `<row r="1"s="2"/>`), "has no space before an attribute"},
		{"tag in an attribute", withRows(t, `<row r="<a>"/>`), "holds a <"},
		{"too deep", withRows(t, strings.Repeat("<a>", 70)+strings.Repeat("</a>", 70)), "more than 64 deep"},
		{"too many attributes", withRows(t, "<row"+manyAttributes(140)+"/>"), "more than 128 attributes"},
		{"element in a text", withTexts(t, `<si><t>a<b/></t></si>`), "<b> stands inside a text"},

		// Cells.
		{"row far outside", withRows(t, `<row r="231999999999940"><c><v>1</v></c></row>`), "a row has the number 231999999999940; rows go from 1 to 1,048,576"},
		{"row 0", withRows(t, `<row r="0"/>`), "a row has the number 0"},
		{"row below 0", withRows(t, `<row r="-1"/>`), "a row has the number -1"},
		{"rows past the end", withRows(t, `<row r="1048576"/><row/>`), "more than the 1,048,576 rows"},
		{"column far outside", withRows(t, `<row r="1"><c r="XFE1"/></row>`), "the address XFE1; addresses go from A1 to XFD1048576"},
		{"columns past the end", withRows(t, `<row r="1"><c r="XFD1"/><c/></row>`), "more than the 16,384 columns"},
		{"address that is none", withRows(t, `<row r="1"><c r="1A"/></row>`), "a cell has the address 1A"},
		{"address that overflows", withRows(t, `<row r="1"><c r="`+strings.Repeat("Z", 40)+`1"/></row>`), "a cell has the address ZZZ"},
		{"cell in another row", withRows(t, `<row r="1"><c r="A2"><v>1</v></c></row>`), "the cell A2 stands in row 1"},
		{"cell twice", withRows(t, `<row r="1"><c r="B1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>`), "sheet1.xml holds the cell B1 twice"},
		{"two values", withRows(t, `<row><c><v>1</v><v>2</v></c></row>`), "a cell has two values"},
		{"shared text that is not there", withRows(t, `<row><c t="s"><v>2</v></c></row>`), "the cell A1 refers to the shared text 2, and there are 2"},
		{"shared text below 0", withRows(t, `<row><c t="s"><v>-1</v></c></row>`), "refers to the shared text -1"},
		{"number that is none", withRows(t, `<row><c><v>NaN</v></c></row>`), "the cell A1 is NaN where a number should be"},
		{"number too large", withRows(t, `<row><c><v>1e999</v></c></row>`), "is 1e999 where a number"},
		{"number in hexadecimal", withRows(t, `<row><c><v>0x10</v></c></row>`), "is 0x10 where a number"},
		{"truth that is none", withRows(t, `<row><c t="b"><v>2</v></c></row>`), "is 2 where 1 for true"},
		{"date that is none", withRows(t, `<row><c t="d"><v>2023-02-29</v></c></row>`), "is 2023-02-29 where a date"},
		{"type unknown", withRows(t, `<row><c t="q"><v>1</v></c></row>`), "the unknown type q"},
		{"merged ranges that overlap", mergedCells("A1:B9", "B9:C9"), "the part xl/worksheets/sheet1.xml merges the cells A1:B9 and B9:C9, which overlap"},
		{"merged range twice", mergedCells("A1:B9", "A1:B9"), "merges the cells A1:B9 and A1:B9, which overlap"},
		{"merged range that is none", mergedCells("B1:A1"), "it merges the cells B1:A1, which is no range"},
		{"merged range past the end", mergedCells("A1:A1048577"), "it merges the cells A1:A1048577, which is no range"},
		{"hidden columns past the end", sheet1(strings.Replace(sheetPart(""), "<sheetData>", `<cols><col min="3" max="16385" hidden="1"/></cols><sheetData>`, 1)), "the columns 3 to 16385 are hidden; columns go from 1 to 16,384"},
		{"style that is not there", withRows(t, `<row><c s="5"><v>1</v></c></row>`), "the cell A1 has the style 5, and there are 5"},
	}
}

func TestRefuse(t *testing.T) { checkRefused(t, "northwind.xlsx", refusals(t)) }

func checkRefused(t *testing.T, name string, cases []refused) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b, err := Open(name, c.data)
			if err == nil {
				t.Fatalf("read, and should be refused:\n%s", told(b))
			}
			checkRefusal(t, err)
			if !strings.HasPrefix(err.Error(), name+": ") || !strings.Contains(err.Error(), c.why) {
				t.Errorf("refused with\n%v\nwant a reason with\n%s", err, c.why)
			}
		})
	}
}

// checkRefusal: an error says what and what to do, on one line, whatever the file holds.
func checkRefusal(t *testing.T, err error) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) || r.Name == "" || r.Why == "" || r.Do == "" {
		t.Fatalf("the error should be a whole refusal: %#v", err)
	}
	if s := r.Error(); strings.ContainsAny(s, "\n\r\x1b") || len(s) > 500 {
		t.Errorf("the message should be one short printable line: %q", s)
	}
}

// TestLimits: each limit refuses by its own words, one step past it and not at it.
func TestLimits(t *testing.T) {
	rows := withRows(t, `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c><v>123</v></c></row>`)
	csv := []byte("ab;c\n1;2\n")
	merged := with(t, part{"xl/worksheets/sheet1.xml", strings.Replace(sheetPart(""), "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>`, 1)})
	ods := odsRows(t, odsCells("a", "b"))
	cases := []struct {
		name string
		data []byte
		set  func(l *Limits, n int)
		n    int // enough
		why  string
	}{
		{"file", csv, func(l *Limits, n int) { l.FileBytes = n }, len(csv), "the file has 9 bytes, more than the 8 allowed"},
		{"entries", rows, func(l *Limits, n int) { l.Entries = n }, 8, "packed from 8 parts, more than the 7"},
		{"part", rows, func(l *Limits, n int) { l.PartBytes = int64(n) }, longest(parts()), "bytes allowed"},
		{"total", rows, func(l *Limits, n int) { l.TotalBytes = int64(n) }, unpackedSize(t, rows), "its parts unpack to more than"},
		{"sheets", rows, func(l *Limits, n int) { l.Sheets = n }, 2, "more than the 1 sheets"},
		{"rows", rows, func(l *Limits, n int) { l.Rows = n }, 1, "more than the 0 rows"},
		{"cols", rows, func(l *Limits, n int) { l.Cols = n }, 3, "more than the 2 columns"},
		{"cells", rows, func(l *Limits, n int) { l.Cells = n }, 3, "more than the 2 filled cells"},
		{"text", rows, func(l *Limits, n int) { l.TextRunes = n }, 3, "the part xl/worksheets/sheet1.xml holds more than the 2 characters allowed in the cell A1"},
		{"texts", rows, func(l *Limits, n int) { l.TextBytes = n }, 8, "more than the 7 bytes allowed together"},
		{"strings", rows, func(l *Limits, n int) { l.Strings = n }, 2, "more than the 1 texts"},
		{"styles", rows, func(l *Limits, n int) { l.Styles = n }, 5, "more than the 4 styles"},
		{"depth", rows, func(l *Limits, n int) { l.Depth = n }, 5, "more than 4 deep"},
		{"attributes", rows, func(l *Limits, n int) { l.Attributes = n }, 4, "more than 3 attributes"},
		{"merged", merged, func(l *Limits, n int) { l.Merged = n }, 2, "more than the 1 merged ranges"},
		{"sheet name", rows, func(l *Limits, n int) { l.SheetName = n }, 5, "a name of more than the 4 characters"},
		{"ods sheet name", ods, func(l *Limits, n int) { l.SheetName = n }, 5, "a name of more than the 4 characters"},
		{"ods sheets", ods, func(l *Limits, n int) { l.Sheets = n }, 1, "more than the 0 sheets"},
		{"ods rows", ods, func(l *Limits, n int) { l.Rows = n }, 1, "more than the 0 rows"},
		{"ods cols", ods, func(l *Limits, n int) { l.Cols = n }, 2, "more than the 1 columns"},
		{"ods cells", ods, func(l *Limits, n int) { l.Cells = n }, 2, "more than the 1 filled cells"},
		{"ods texts", ods, func(l *Limits, n int) { l.TextBytes = n }, 2, "more than the 1 bytes allowed together"},
		{"ods styles", ods, func(l *Limits, n int) { l.Styles = n }, 2, "more than the 1 styles"},
		{"csv rows", csv, func(l *Limits, n int) { l.Rows = n }, 2, "more than the 1 rows"},
		{"csv cols", csv, func(l *Limits, n int) { l.Cols = n }, 2, "more than the 1 columns"},
		{"csv cells", csv, func(l *Limits, n int) { l.Cells = n }, 4, "more than the 3 filled cells"},
		{"csv text", csv, func(l *Limits, n int) { l.TextRunes = n }, 2, "the cell A1 holds more than the 1 characters"},
		{"csv texts", csv, func(l *Limits, n int) { l.TextBytes = n }, 5, "more than the 4 bytes allowed together"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			limits := DefaultLimits()
			c.set(&limits, c.n)
			if _, err := OpenWithin("a", c.data, limits); err != nil {
				t.Errorf("refused at the limit %d: %v", c.n, err)
			}
			c.set(&limits, c.n-1)
			_, err := OpenWithin("a", c.data, limits)
			if err == nil || !strings.Contains(err.Error(), c.why) {
				t.Errorf("past the limit %d got %v, want a reason with %q", c.n-1, err, c.why)
			}
		})
	}
}

// TestCheap: files that promise much cost little.
func TestCheap(t *testing.T) {
	far := withRows(t, `<row r="231999999999940"><c><v>1</v></c></row>`)
	wide := with(t, part{"xl/worksheets/sheet1.xml", strings.Replace(sheetPart(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`), "<sheetData>", `<dimension ref="A1:XFD1048576"/><sheetData>`, 1)})
	promised := withHeader(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 60 << 20 })
	for name, data := range map[string][]byte{"far row": far, "whole dimension": wide, "promised 60 MB": promised, "hidden bomb": packedBomb(t)} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = Open("cheap.xlsx", data) // read or refused: TestRead and TestRefuse tell which
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; spent > 1<<20 {
			t.Errorf("%s takes %d bytes of memory, want below a megabyte", name, spent)
		}
	}
}

// TestSharedTextBomb: one long text used in many cells is one text in memory and counts at each use.
func TestSharedTextBomb(t *testing.T) {
	long := stringsPart("<si><t>" + strings.Repeat("0123456789abcdef", 2000) + "</t></si>")
	rows := "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 3000) + "</row>"
	_, err := Open("a.xlsx", with(t, part{"xl/sharedStrings.xml", long}, part{"xl/worksheets/sheet1.xml", sheetPart(rows)}))
	if err == nil || !strings.Contains(err.Error(), "67,108,864 bytes allowed together") {
		t.Errorf("96 MB of text from one shared string: got %v, want a refusal", err)
	}
}

// ole is the beginning of an old Office container with a directory of these entries.
func ole(entries ...string) []byte {
	file := make([]byte, 512)
	copy(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for _, name := range entries {
		entry := make([]byte, 128)
		for i, u := range utf16.Encode([]rune(name)) {
			entry[2*i], entry[2*i+1] = byte(u), byte(u>>8)
		}
		entry[64] = byte(2 * (len(name) + 1))
		file = append(file, entry...)
	}
	return file
}

// flipped changes one bit in the middle of the packed first sheet.
func flipped(file []byte) []byte {
	file = bytes.Clone(file)
	at := bytes.Index(file, []byte("xl/worksheets/sheet1.xml"))
	file[at+len("xl/worksheets/sheet1.xml")+100] ^= 4
	return file
}

// packedBomb says that its first sheet unpacks to 100 bytes; it is 10 MB.
func packedBomb(t *testing.T) []byte {
	t.Helper()
	honest := with(t, part{"xl/worksheets/sheet1.xml", strings.Repeat(" ", 10<<20)})
	r, err := zip.NewReader(bytes.NewReader(honest), int64(len(honest)))
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, f := range r.File {
		if h := f.FileHeader; strings.HasSuffix(h.Name, "sheet1.xml") {
			h.UncompressedSize64 = 100
			err = copyRaw(w, &h, f)
		} else {
			err = w.Copy(f)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// withDeflated is the small workbook whose first sheet, an empty one, is packed, and then the bytes
// and their header are changed by lie.
func withDeflated(t *testing.T, lie func(h *zip.FileHeader, packed *bytes.Buffer)) []byte {
	t.Helper()
	text := []byte(sheetPart(""))
	var packed, file bytes.Buffer
	w, err := flate.NewWriter(&packed, 6)
	check(t, err)
	_, err = w.Write(text)
	check(t, err)
	check(t, w.Close())
	z := zip.NewWriter(&file)
	for _, p := range parts() {
		h := &zip.FileHeader{Name: p.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(p.text)), UncompressedSize64: uint64(len(p.text))}
		content := []byte(p.text)
		if strings.HasSuffix(p.name, "sheet1.xml") {
			h.Method, h.CRC32, h.UncompressedSize64 = zip.Deflate, crc32.ChecksumIEEE(text), uint64(len(text))
			lie(h, &packed)
			content = packed.Bytes()
		}
		h.CompressedSize64 = uint64(len(content))
		part, err := z.CreateRaw(h)
		check(t, err)
		_, err = part.Write(content)
		check(t, err)
	}
	check(t, z.Close())
	return file.Bytes()
}

// trailer puts bytes behind the packed ones and counts them as part of them.
func trailer(_ *zip.FileHeader, packed *bytes.Buffer) { packed.WriteString("abc") }

// shortened promises the text without its last nine bytes, with the right sum for that.
func shortened(h *zip.FileHeader, _ *bytes.Buffer) {
	text := []byte(sheetPart(""))
	text = text[:len(text)-9]
	h.UncompressedSize64, h.CRC32 = uint64(len(text)), crc32.ChecksumIEEE(text)
}

// copyRaw copies a part as it is packed under a header that may lie.
func copyRaw(w *zip.Writer, h *zip.FileHeader, f *zip.File) error {
	from, err := f.OpenRaw()
	if err != nil {
		return err
	}
	to, err := w.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

func utf16Text(s string, mark bool) string {
	var b strings.Builder
	if mark {
		b.WriteString("\xFF\xFE")
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String()
}

func manyLinks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(link(fmt.Sprintf("id%d", i), "worksheet", "a.xml"))
	}
	return b.String()
}

func unpackedSize(t *testing.T, file []byte) (n int) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		n += int(f.UncompressedSize64)
	}
	return n
}

func longest(all []part) (n int) {
	for _, p := range all {
		n = max(n, len(p.text))
	}
	return n
}
