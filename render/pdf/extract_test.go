package pdf

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// drawn is a document before it is finished: as fpdf writes it, in which a test can read.
func drawn(t testing.TB, d doc.Document) written {
	t.Helper()
	w, err := write(newSetter(d.Blocks), d)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// page is the content of a page.
func (w written) page(i int) []byte { return slices.Concat(w.heads[i], []byte("\n"), w.contents[i]) }

// extract is the text of each page: what is replaced by an empty ActualText is left out, and every text
// operator is followed by nothing.
func extract(t testing.TB, d doc.Document) []string {
	t.Helper()
	w := drawn(t, d)
	var pages []string
	for i := range w.contents {
		s := w.page(i)
		var b strings.Builder
		w.read(t, s, func(p shown) {
			if !p.silent {
				b.WriteString(p.text)
			}
		})
		pages = append(pages, b.String())
	}
	return pages
}

// shown is a text that is shown, and the mark around it.
type shown struct {
	text, mark string
	silent     bool
}

var operator = regexp.MustCompile(`(?s)\((?:\\.|[^\\()])*\)(?:Tj|')|/F\d+ [\d.]+ Tf|/\w+<<[^\n]*?>>BDC|EMC`)

// read tells of every text of a stream, in its order.
func (w written) read(t testing.TB, stream []byte, tell func(shown)) {
	t.Helper()
	font, marks := "", []string{}
	for _, m := range operator.FindAll(stream, -1) {
		op := string(m)
		switch {
		case op[0] == '(':
			text := w.decode(t, font, m[1:bytes.LastIndexByte(m, ')')])
			if len(marks) == 0 {
				t.Errorf("%q stands outside of every mark", text)
				continue
			}
			tell(shown{text, marks[0], strings.Contains(marks[len(marks)-1], "ActualText<FEFF>")})
		case op == "EMC":
			marks = marks[:len(marks)-1]
		case strings.HasSuffix(op, "BDC"):
			marks = append(marks, op)
		default:
			font = op[1:strings.IndexByte(op, ' ')]
		}
	}
}

// decode reads a string by what the font says its codes stand for.
func (w written) decode(t testing.TB, resource string, s []byte) string {
	t.Helper()
	var font tagged.Font
	for _, f := range w.fonts {
		if f.Resource == resource {
			font = f
		}
	}
	plain := strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r").Replace(string(s))
	var b strings.Builder
	for len(plain) > 0 {
		if c := plain[0]; c < 0x80 {
			b.WriteByte(c)
			plain = plain[1:]
			continue
		}
		glyph := int(plain[0]&0x7f)<<8 | int(plain[1])
		if glyph <= ascii || glyph >= len(font.Runes) {
			t.Fatalf("font %q has %d runes and none for the glyph %d", resource, len(font.Runes), glyph)
		}
		b.WriteRune(font.Runes[glyph])
		plain = plain[2:]
	}
	return b.String()
}
