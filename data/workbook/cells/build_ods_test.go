package cells

import (
	"strings"
	"testing"
)

const odfHead = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"` +
	` xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"` +
	` xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"` +
	` xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// odsParts are those of a small OpenDocument spreadsheet with these sheets.
func odsParts(tables string) []part {
	return []part{
		{"mimetype", odsType},
		{odfManifest, manifestPart(`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>`)},
		{odfContent, contentPart(`<style:style style:name="seen" style:family="table"><style:table-properties table:display="true"/></style:style>`+
			`<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>`, tables)},
	}
}

func manifestPart(entries string) string {
	return xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">` +
		`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + odsType + `"/>` + entries + `</manifest:manifest>`
}

func contentPart(styles, tables string) string {
	return xmlHead + `<office:document-content ` + odfHead + `><office:automatic-styles>` + styles + `</office:automatic-styles>` +
		`<office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`
}

// odsWith is the small spreadsheet with some parts changed.
func odsWith(t testing.TB, tables string, changed ...part) []byte {
	t.Helper()
	all := odsParts(tables)
	for _, c := range changed {
		all = change(all, c)
	}
	return packed(t, all...)
}

// odsRows is the small spreadsheet with these rows in its one sheet.
func odsRows(t testing.TB, rows string) []byte {
	t.Helper()
	return odsWith(t, odsTable("Start", rows))
}

func odsTable(name, rows string) string {
	return `<table:table table:name="` + name + `" table:style-name="seen">` + rows + `</table:table>`
}

// odsCells is a row of these cells: whole cells as they are, others as texts.
func odsCells(cells ...string) string {
	var row strings.Builder
	for _, c := range cells {
		if !strings.HasPrefix(c, "<table:") {
			c = `<table:table-cell office:value-type="string"><text:p>` + c + `</text:p></table:table-cell>`
		}
		row.WriteString(c)
	}
	return `<table:table-row>` + row.String() + `</table:table-row>`
}

// odsValue is a cell with these attributes and a text.
func odsValue(attrs, text string) string {
	return `<table:table-cell ` + attrs + `><text:p>` + text + `</text:p></table:table-cell>`
}
