//go:build !(js && wasm)

package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The library writes a formula without its result, and a file without results looks empty wherever
// nothing calculates: in a preview, in a browser, for a program that reads it. So each formula is
// given its number in place of a result, and the parts are put right on their way into the archive.

// formulaCell is a cell with a formula as the library writes it.
var formulaCell = regexp.MustCompile(`( t="str")(><f>[^<]*</f><v>)(\d+)(</v>)`)

// zip is the archive the library writes to.
func (p *printer) zip(w io.Writer) excelize.ZipWriter {
	return &archive{Writer: zip.NewWriter(w), p: p}
}

type archive struct {
	*zip.Writer
	p *printer
}

// Create opens a part. Its time is left out, so that it cannot differ.
func (a *archive) Create(name string) (io.Writer, error) {
	w, err := a.Writer.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil || !strings.HasPrefix(name, "xl/worksheets/sheet") {
		return w, err
	}
	return &sheetPart{w, a.p}, nil
}

// sheetPart is one sheet, which the library writes at once.
type sheetPart struct {
	w io.Writer
	p *printer
}

// Write passes the sheet on with the results of its formulas.
func (s *sheetPart) Write(b []byte) (int, error) {
	if _, err := s.w.Write(formulaCell.ReplaceAllFunc(b, s.p.result)); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (p *printer) result(match []byte) []byte {
	part := formulaCell.FindSubmatch(match)
	n, err := strconv.Atoi(string(part[3]))
	if err != nil || n >= len(p.results) {
		return match // it is no number of ours
	}
	c := p.results[n]
	var out bytes.Buffer
	if c.kind != isNumber {
		out.Write(part[1])
	}
	out.Write(part[2])
	// Writing to a Buffer cannot fail.
	_ = xml.EscapeText(&out, []byte(c.String()))
	out.Write(part[4])
	return out.Bytes()
}
