package cells

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
)

// part is one entry of a package made by hand.
type part struct{ name, text string }

const (
	mainURI  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	refURI   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relURI   = "http://schemas.openxmlformats.org/package/2006/relationships"
	typeURI  = "http://schemas.openxmlformats.org/package/2006/content-types"
	typeMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// parts are those of a small workbook: two sheets (the second one hidden), texts and styles. Style 1
// is a date, 2 a date with time, 3 a duration, 4 a time of day.
func parts() []part {
	return []part{
		{"[Content_Types].xml", contentTypes(typeMain)},
		{"_rels/.rels", relationshipPart(link("rId1", "officeDocument", "xl/workbook.xml"))},
		{"xl/workbook.xml", workbookPart(`<sheet name="Start" sheetId="1" r:id="rId1"/><sheet name="Lists" sheetId="2" state="hidden" r:id="rId2"/>`)},
		{"xl/_rels/workbook.xml.rels", relationshipPart(
			link("rId1", "worksheet", "worksheets/sheet1.xml"), link("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
			link("rId3", "sharedStrings", "sharedStrings.xml"), link("rId4", "styles", "styles.xml"))},
		{"xl/worksheets/sheet1.xml", sheetPart(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)},
		{"xl/worksheets/sheet2.xml", sheetPart(``)},
		{"xl/sharedStrings.xml", stringsPart(`<si><t>Yes</t></si><si><t>No</t></si>`)},
		{"xl/styles.xml", xmlHead + `<styleSheet xmlns="` + mainURI + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
			`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>`},
	}
}

func contentTypes(main string) string {
	return xmlHead + `<Types xmlns="` + typeURI + `"><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + main + `"/></Types>`
}

func workbookPart(sheets string) string {
	return xmlHead + `<workbook xmlns="` + mainURI + `" xmlns:r="` + refURI + `"><sheets>` + sheets + `</sheets></workbook>`
}

func sheetPart(rows string) string {
	return xmlHead + `<worksheet xmlns="` + mainURI + `"><sheetData>` + rows + `</sheetData></worksheet>`
}

func stringsPart(items string) string {
	return xmlHead + `<sst xmlns="` + mainURI + `">` + items + `</sst>`
}

func relationshipPart(links ...string) string {
	return xmlHead + `<Relationships xmlns="` + relURI + `">` + strings.Join(links, "") + `</Relationships>`
}

func link(id, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, id, refURI, kind, target)
}

// with is the small workbook with some parts changed, added, or left out where the text is "-".
func with(t testing.TB, changed ...part) []byte {
	t.Helper()
	all := parts()
	for _, c := range changed {
		all = change(all, c)
	}
	return packed(t, all...)
}

func change(all []part, c part) (changed []part) {
	found := false
	for _, p := range all {
		if p.name == c.name {
			found = true
			p = c
		}
		if p.text != "-" {
			changed = append(changed, p)
		}
	}
	if !found {
		changed = append(changed, c)
	}
	return changed
}

// withRows is the small workbook with these rows in its first sheet.
func withRows(t testing.TB, rows string) []byte {
	t.Helper()
	return with(t, part{"xl/worksheets/sheet1.xml", sheetPart(rows)})
}

// withTexts is the small workbook with these shared strings, the first one in A1.
func withTexts(t testing.TB, items string) []byte {
	t.Helper()
	return with(t, part{"xl/sharedStrings.xml", stringsPart(items)})
}

func packed(t testing.TB, all ...part) []byte {
	t.Helper()
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	if slices.ContainsFunc(all, func(p part) bool { return len(p.text) > 1<<20 }) { // in haste
		z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	}
	for _, p := range all {
		h := zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.text == "" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(&h)
		if err == nil {
			_, err = w.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatalf("packing %s: %v", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatalf("packing: %v", err)
	}
	return file.Bytes()
}

// withHeader is the small workbook whose first sheet is stored with a header that change makes lie.
func withHeader(t testing.TB, lie func(*zip.FileHeader)) []byte {
	t.Helper()
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for _, p := range parts() {
		h := &zip.FileHeader{
			Name: p.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(p.text)),
			CompressedSize64: uint64(len(p.text)), UncompressedSize64: uint64(len(p.text)),
		}
		if strings.HasSuffix(p.name, "sheet1.xml") {
			lie(h)
		}
		w, err := z.CreateRaw(h)
		if err == nil {
			_, err = w.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatalf("packing %s: %v", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatalf("packing: %v", err)
	}
	return file.Bytes()
}

// told writes the cells of a book one a line: "Start!A1 text Yes", with = behind the kind of a formula.
func told(b *Book) string {
	var out strings.Builder
	for _, s := range b.Sheets {
		for _, c := range s.Cells {
			kind := [...]string{"text", "number", "date", "bool", "error"}[c.Kind]
			if c.Formula {
				kind += "="
			}
			fmt.Fprintf(&out, "%s!%s %s %s\n", s.Name, Ref(c.Row, c.Col), kind, c.Text)
		}
	}
	return out.String()
}

// lines is what told gives for these cells of the first sheet.
func lines(cells ...string) string {
	var out strings.Builder
	for _, c := range cells {
		out.WriteString("Start!" + c + "\n")
	}
	return out.String()
}
