//go:build !(js && wasm)

package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"

	"opframe/data/deflate"
	"opframe/data/freelist"
)

// The library writes a workbook without rows, and we put the rows in: of two workbooks with the same questions
// all parts but the sheets are the same, so that these are written and packed once, as a shell to fill.

// printPages writes pages as an xlsx file, whole or not at all.
func printPages(w io.Writer, pages []page, a about) error {
	shell, err := shellOf(len(pages))
	if err != nil {
		return err
	}
	r := writingRooms.Take()
	defer r.leave()
	z := zip.NewWriter(&r.out)
	s := sheetWriter{shell: shell, b: r.sheet}
	defer func() { r.sheet = s.b }()
	said := shell.filled(pages, a)
	var text []byte
	for _, p := range shell.parts {
		switch {
		case p.sheet > 0:
			s.pg = pages[p.sheet-1]
			if err := s.write(a, p.sheet == 1); err != nil {
				return fmt.Errorf("sheet %s: %w", s.pg.title, err)
			}
			p.pack(&r.packer, s.b)
		case p.pieces != nil:
			text = text[:0]
			for i, x := range p.pieces {
				if i%2 == 1 {
					x = said[x]
				}
				text = append(text, x...)
			}
			p.pack(&r.packer, text)
		}
		if err := p.addTo(z); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	_, err = w.Write(r.out.Bytes())
	return err
}

// writingRoom is what workbooks are written in, one after the other.
type writingRoom struct {
	out    bytes.Buffer
	packer deflate.Deflater
	sheet  []byte
}

var writingRooms = freelist.New(4, func() *writingRoom { return new(writingRoom) })

// leave gives the room to the next, unless this was a large workbook.
func (r *writingRoom) leave() {
	const most = 1 << 20
	if r.out.Cap() > most || cap(r.sheet) > most {
		return
	}
	r.out.Reset()
	writingRooms.Give(r)
}

// part is a file of the package that a workbook is.
type part struct {
	name   string
	sheet  int // its number, from 1, where it is a sheet
	text   string
	pieces []string // where it says what differs between workbooks: every other one is a place that is left open
	packed []byte
	method uint16 // it is packed with
	sum    uint32
	size   int
}

// pack compresses a part, into the packer's room, which is free again once it is in the package. The parts are short: a
// thorough compression takes longer than everything else, and makes a workbook smaller by an eighth.
func (p *part) pack(by *deflate.Deflater, data []byte) {
	p.packed, p.method, p.sum, p.size = data, zip.Store, crc32.ChecksumIEEE(data), len(data)
	if len(data) >= worthPacking {
		p.packed, p.method = by.Deflate(data, deflate.Sheets()), zip.Deflate
	}
}

// worthPacking is from how many bytes on a part is compressed.
const worthPacking = 1000

// addTo puts the part into a package, without a time, so that it cannot differ.
func (p *part) addTo(z *zip.Writer) error {
	const version = 20 // of the format, the first with this compression
	w, err := z.CreateRaw(&zip.FileHeader{Name: p.name, Method: p.method, CreatorVersion: version, ReaderVersion: version,
		CRC32: p.sum, CompressedSize64: uint64(len(p.packed)), UncompressedSize64: uint64(p.size)})
	if err != nil {
		return err
	}
	_, err = w.Write(p.packed)
	return err
}

// filled says what stands in the places that a shell leaves open for pages and their properties.
func (*shell) filled(pages []page, a about) map[string]string {
	said := map[string]string{holeTitle: inXML(a.title), holeSubject: inXML(a.subject), holeDay: dateOf(a.created).String(),
		holeNames: definedNames(pages) + holeNames}
	for i, pg := range pages {
		state := ""
		switch pg.kind {
		case listPage:
			state = ` state="hidden"`
		case markPage:
			state = ` state="veryHidden"`
		}
		said[holeSheet(i)] = `name="` + inXML(pg.title) + `"` + state
	}
	return said
}

// definedNames say what is printed of each sheet, and which line on every page of it.
func definedNames(pages []page) string {
	var b strings.Builder
	add := func(i int, name, ref string) {
		fmt.Fprintf(&b, `<definedName name="_xlnm.%s" localSheetId="%d">%s</definedName>`, name, i, inXML(ref))
	}
	for i, pg := range pages {
		if pg.header > 0 {
			add(i, "Print_Titles", fmt.Sprintf("%s!$%d:$%d", quoted(pg.title), pg.header+1, pg.header+1))
		}
		if pg.marked() {
			add(i, "Print_Area", rangeOf(pg.title, 1, 1, len(pg.lines)-1, len(pg.widths)-1))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "<definedNames>" + b.String() + "</definedNames>"
}

// inXML is a text as it stands between tags or quotes.
func inXML(s string) string { return string(appendXML(nil, s)) }

// appendXML appends a text as it stands between tags or quotes, in the way of xml.EscapeText.
func appendXML(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		size, instead := 1, ""
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); unstorable(r) || r == utf8.RuneError && size == 1 {
				instead = "\uFFFD"
			}
		case c == '"':
			instead = "&#34;"
		case c == '\'':
			instead = "&#39;"
		case c == '&':
			instead = "&amp;"
		case c == '<':
			instead = "&lt;"
		case c == '>':
			instead = "&gt;"
		case c == '\t':
			instead = "&#x9;"
		case c == '\n':
			instead = "&#xA;"
		case c == '\r':
			instead = "&#xD;"
		case c < ' ':
			instead = "\uFFFD"
		}
		if instead != "" {
			b = append(append(b, s[from:i]...), instead...)
			from = i + size
		}
		i += size
	}
	return append(b, s[from:]...)
}
