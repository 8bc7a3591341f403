package cells

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// kindOfFile is a kind of file that is not read, with what its sender can do.
type kindOfFile struct {
	is, do string
}

const (
	doSaveXLSX  = "Open it, save it as .xlsx (Excel workbook) and send that"
	doUnlockODS = "Open it in LibreOffice, take the tick off Save with password under File > Save As, save it and send it again"
	doExport    = "Open it in LibreOffice, save it as .xlsx (Excel 2007-365) or .ods and send that"
	doNumbers   = "Export it from Numbers with File > Export To > Excel and send that"
	doUnlock    = "Open it, remove the password under File > Info > Protect Workbook, save it and send it again"
	doCopyOver  = "Put what it says into the workbook you were given, save that as .xlsx and send it"
	doUnpack    = "Unpack it and send the workbook inside"
)

// firstBytes knows files by how they begin. Text that begins like this is not taken for CSV.
var firstBytes = []struct {
	begin string
	kind  kindOfFile
}{
	{"%PDF-", kindOfFile{"this is a PDF, not a spreadsheet", doCopyOver}},
	{"{\\rtf", kindOfFile{"this is a text document (RTF), not a spreadsheet", doCopyOver}},
	{"\x89PNG\r\n", kindOfFile{"this is a picture (PNG), not a spreadsheet", doCopyOver}},
	{"\xFF\xD8\xFF", kindOfFile{"this is a picture (JPEG), not a spreadsheet", doCopyOver}},
	{"\x1F\x8B", kindOfFile{"this is a gzip archive, not a spreadsheet", doUnpack}},
	{"7z\xBC\xAF\x27\x1C", kindOfFile{"this is a 7-Zip archive, not a spreadsheet", doUnpack}},
	{"Rar!\x1A\x07", kindOfFile{"this is a RAR archive, not a spreadsheet", doUnpack}},
	{"\x09\x00\x04\x00", oldExcel}, {"\x09\x02\x06\x00", oldExcel},
	{"\x09\x04\x06\x00", oldExcel}, {"\x09\x08\x08\x00", oldExcel}, {"\x09\x08\x10\x00", oldExcel},
}

var oldExcel = kindOfFile{"this is a workbook of old Excel (xls)", doSaveXLSX}

// firstWords knows text files by how they begin, letter case and white space aside.
var firstWords = []struct {
	begin string
	kind  kindOfFile
}{
	{"<!doctype html", webPage}, {"<html", webPage}, {"<head", webPage}, {"<body", webPage}, {"<table", webPage}, {"<meta", webPage},
	{"mime-version:", kindOfFile{"this is a web archive (MHT), whatever its name ends in", doSaveXLSX}},
	{flatODS, kindOfFile{"this is a flat OpenDocument spreadsheet (fods)", doExport}},
	{"<?xml", kindOfFile{"this is an XML file, not an Excel workbook", doSaveXLSX}},
}

// flatODS stands for a beginning that has this mark of an OpenDocument spreadsheet in one piece.
const flatODS = `office:mimetype="application/vnd.oasis.opendocument.spreadsheet"`

var webPage = kindOfFile{"this is a web page (HTML), whatever its name ends in", doSaveXLSX}

// notASpreadsheet refuses what is known by its first bytes.
func notASpreadsheet(data []byte) error {
	if len(data) == 0 {
		return refuse("Send the file again", "the file is empty")
	}
	if bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
		kind := insideOLE(data)
		return refuse(kind.do, "%s", kind.is)
	}
	for _, f := range firstBytes {
		if bytes.HasPrefix(data, []byte(f.begin)) {
			return refuse(f.kind.do, "%s", f.kind.is)
		}
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\uFEFF")), " \t\r\n")
	start = bytes.ToLower(start)
	for _, f := range firstWords {
		isFlat := f.begin == flatODS && bytes.HasPrefix(start, []byte("<?xml")) && bytes.Contains(data[:min(len(data), 8<<10)], []byte(flatODS))
		if isFlat || bytes.HasPrefix(start, []byte(f.begin)) {
			return refuse(f.kind.do, "%s", f.kind.is)
		}
	}
	return nil
}

// streams knows OLE containers by a stream in them. Encryption first: it hides what is inside.
var streams = []struct {
	name string
	kind kindOfFile
}{
	{"EncryptedPackage", kindOfFile{"it is locked with a password", doUnlock}},
	{"Workbook", oldExcel},
	{"Book", oldExcel},
	{"WordDocument", kindOfFile{"this is a document of old Word (doc), not a spreadsheet", doCopyOver}},
	{"PowerPoint Document", kindOfFile{"this is a presentation of old PowerPoint (ppt), not a spreadsheet", doCopyOver}},
	{"__properties_version1.0", kindOfFile{"this is an e-mail message (msg), not a spreadsheet", "Send the workbook attached to it"}},
}

// insideOLE looks for the entries of the container's directory. They are 128 bytes long, aligned,
// and begin with the name in UTF-16, its length in bytes standing at 64.
func insideOLE(data []byte) kindOfFile {
	found := map[string]bool{}
	for ; len(data) >= 128; data = data[128:] {
		size := int(binary.LittleEndian.Uint16(data[64:]))
		if size < 4 || size > 64 || size%2 != 0 {
			continue
		}
		units := make([]uint16, 0, 32)
		for i := 0; i < size-2; i += 2 {
			units = append(units, binary.LittleEndian.Uint16(data[i:]))
		}
		found[string(utf16.Decode(units))] = true
	}
	for _, s := range streams {
		if found[s.name] {
			return s.kind
		}
	}
	return kindOfFile{"this is a file of an old Office program, not an Excel workbook", doSaveXLSX}
}
