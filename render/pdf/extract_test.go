package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// extract is the text of each page, read from the content streams of a PDF that this package printed:
// what is replaced by an empty ActualText is left out, every text operator is followed by nothing.
func extract(t *testing.T, pdf []byte) []string {
	t.Helper()
	var pages []string
	for _, m := range regexp.MustCompile(`/Contents (\d+) 0 R`).FindAllSubmatch(pdf, -1) {
		pages = append(pages, text(content(t, pdf, string(m[1]))))
	}
	return pages
}

// content is the inflated stream of the object with the number.
func content(t *testing.T, pdf []byte, object string) []byte {
	t.Helper()
	at := bytes.Index(pdf, []byte("\n"+object+" 0 obj\n"))
	if at < 0 {
		t.Fatalf("object %s is not in the file", object)
	}
	from := at + bytes.Index(pdf[at:], []byte("stream\n")) + len("stream\n")
	r, err := zlib.NewReader(bytes.NewReader(pdf[from:]))
	if err != nil {
		t.Fatalf("object %s: %v", object, err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("object %s: %v", object, err)
	}
	return b
}

var operator = regexp.MustCompile(`(?s)BDC|EMC|\(((?:\\.|[^\\()])*)\) Tj`)

func text(stream []byte) string {
	var b strings.Builder
	silent := false
	for _, m := range operator.FindAllSubmatch(stream, -1) {
		switch op := string(m[0]); {
		case op == "BDC" || op == "EMC":
			silent = op == "BDC"
		case !silent:
			b.WriteString(decode(m[1]))
		}
	}
	return b.String()
}

// decode reads a PDF string of UTF-16 without its backslashes.
func decode(s []byte) string {
	var plain []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			if s[i] == 'r' {
				plain = append(plain, '\r')
				continue
			}
		}
		plain = append(plain, s[i])
	}
	var units []uint16
	for i := 0; i+1 < len(plain); i += 2 {
		units = append(units, uint16(plain[i])<<8|uint16(plain[i+1]))
	}
	return string(utf16.Decode(units))
}
