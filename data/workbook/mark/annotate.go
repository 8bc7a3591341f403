package mark

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// later are the elements of a sheet that stand after legacyDrawing (ECMA-376 part 1, 18.3.1.99).
var later = []string{"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}

// annotate puts notes at cells of a sheet. It is false for a sheet that carries notes already.
func (b *book) annotate(part string, notes []Note, n int) (bool, error) {
	text, ok := b.read(part)
	if !ok {
		return false, fmt.Errorf("the part %s is missing", part)
	}
	all, err := elements(text)
	if err != nil || len(all) == 0 {
		return false, errors.Join(ErrFormat, err)
	}
	if all[0].attr("xmlns") != "" && strings.HasPrefix(all[0].attr("xmlns"), "http://purl.oclc.org/") {
		return false, ErrFormat
	}
	at := all[0].end
	for _, e := range all[1:] {
		if e.depth == 1 && e.local == "legacyDrawing" {
			return false, nil
		}
		if e.depth == 1 && at == all[0].end && (slices.Contains(later, e.local) || e.local == "AlternateContent" && afterData(all, e)) {
			at = e.start
		}
	}
	for _, r := range b.relations(part) {
		if path.Base(r.attr("Type")) == "comments" {
			return false, nil
		}
	}
	comments, drawing := fmt.Sprintf("xl/opframeComments%d.xml", n), fmt.Sprintf("xl/opframeNotes%d.vml", n)
	prefix := all[0].prefix
	if prefix != "" {
		prefix += ":"
	}
	b.change(part, insert(text, at, `<`+prefix+`legacyDrawing xmlns:r="`+relSpace+`" r:id="opframeNotes"/>`))
	b.change(comments, commentsPart(notes))
	b.change(drawing, drawingPart(notes, n))
	return true, errors.Join(b.relate(part, comments, drawing), b.declare(comments))
}

func afterData(all []element, e element) bool {
	return slices.ContainsFunc(all, func(o element) bool { return o.depth == 1 && o.local == "sheetData" && o.start < e.start })
}

func insert(text []byte, at int, what string) []byte {
	return slices.Concat(text[:at], []byte(what), text[at:])
}

// change replaces or adds a part.
func (b *book) change(name string, text []byte) {
	if _, ok := b.changed[name]; !ok && b.find(name) == nil {
		b.added = append(b.added, name)
	}
	b.changed[name] = text
}

// relate says in the links of a sheet where its notes are.
func (b *book) relate(part, comments, drawing string) error {
	links := `<Relationship Id="opframeComments" Type="` + relSpace + `/comments" Target="/` + comments + `"/>` +
		`<Relationship Id="opframeNotes" Type="` + relSpace + `/vmlDrawing" Target="/` + drawing + `"/>`
	name := relsOf(part)
	text, ok := b.read(name)
	if !ok || len(b.relations(part)) == 0 {
		b.change(name, []byte(xml.Header+`<Relationships xmlns="`+pkgSpace+`">`+links+`</Relationships>`))
		return nil
	}
	return b.within(name, text, links)
}

// declare says what kind of parts the new ones are.
func (b *book) declare(comments string) error {
	text, ok := b.read(typesPart)
	if !ok {
		return ErrFormat
	}
	all, err := elements(text)
	if err != nil {
		return err
	}
	more := `<Override PartName="/` + comments + `" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`
	if !slices.ContainsFunc(all, func(e element) bool { return strings.EqualFold(e.attr("Extension"), "vml") }) {
		more = `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>` + more
	}
	return b.within(typesPart, text, more)
}

// within puts elements without prefix at the end of a part's root.
func (b *book) within(name string, text []byte, what string) error {
	all, err := elements(text)
	if err != nil || len(all) == 0 || all[0].prefix != "" {
		return errors.Join(ErrFormat, err)
	}
	b.change(name, insert(text, all[0].end, what))
	return nil
}

// element is one start tag: where it begins and, of the root, where its end tag begins, in bytes.
type element struct {
	prefix, local     string
	attrs             []xml.Attr
	depth, start, end int
}

// attr is an attribute by its name, whatever its prefix.
func (e element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// elements are the start tags of a part, in order.
func elements(text []byte) ([]element, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, ErrFormat }
	var all []element
	depth := 0
	for {
		at := int(d.InputOffset())
		t, err := d.RawToken()
		switch t := t.(type) {
		case xml.StartElement:
			all = append(all, element{prefix: t.Name.Space, local: t.Name.Local, attrs: slices.Clone(t.Attr), depth: depth, start: at})
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				all[0].end = at
			}
		}
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // memory takes all of it
	return b.String()
}

func commentsPart(notes []Note) []byte {
	var b strings.Builder
	b.WriteString(xml.Header + `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>opframe</author></authors><commentList>`)
	for _, n := range notes {
		b.WriteString(`<comment ref="` + escaped(n.Ref) + `" authorId="0"><text><r><t xml:space="preserve">` + escaped(n.Text) + `</t></r></text></comment>`)
	}
	b.WriteString(`</commentList></comments>`)
	return []byte(b.String())
}

// drawingPart is where and how large each note is shown, in the form that all spreadsheet programs ask for.
func drawingPart(notes []Note, n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">`+
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>`+
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`, n)
	for i, note := range notes {
		col, row := position(note.Ref)
		fmt.Fprintf(&b, `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>`+
			`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>`+
			`<x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			n*1024+i+1, col+1, row, col+4, row+6, row, col)
	}
	b.WriteString(`</xml>`)
	return []byte(b.String())
}

// position are column and row of "D14", counted from 0.
func position(ref string) (col, row int) {
	digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	for _, c := range ref[:len(ref)-len(digits)] {
		col = col*26 + int(c-'A') + 1
	}
	row, _ = strconv.Atoi(digits) // a reference of our own making
	return col - 1, row - 1
}
