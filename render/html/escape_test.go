package html

import (
	"bytes"
	"html/template"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FuzzText: what goes in as text comes out as the same text, in the eyes of a parser that knows
// nothing of us, and as html/template would have it.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "plain", `<b>&"'</b>`, "&amp;&#65;&lt", "a\r\nb\rc", "\x00", "\xff\xfe", "é😀\u202e", "</p>", "<!--",
		"]]>", "\ufeff", "javascript:x", "\u2028", "\x0c\x0b", "+/`=", "\xed\xa0\x80", strings.Repeat("<", 99)} {
		f.Add(s)
	}
	theirs := template.Must(template.New("").Parse(`<p title="{{.}}">{{.}}</p>`))
	f.Fuzz(func(t *testing.T, s string) {
		ours := append([]byte(`<p title="`), appendText(nil, s)...)
		ours = append(append(append(ours, `">`...), appendText(nil, s)...), "</p>"...)
		attr, text := parsed(t, ours)
		want := shown(s)
		if attr != want {
			t.Errorf("in an attribute %q reads %q, want %q", s, attr, want)
		}
		if text != want {
			t.Errorf("as text %q reads %q, want %q", s, text, want)
		}
		var b bytes.Buffer
		if err := theirs.Execute(&b, s); err != nil {
			t.Fatal(err)
		}
		// html/template leaves carriage returns and bytes that are not UTF-8 to the parser.
		if _, theirs := parsed(t, b.Bytes()); shown(theirs) != text && !strings.Contains(s, "\r") {
			t.Errorf("html/template has %q read %q, we %q", s, theirs, text)
		}
	})
}

// shown is what a reader should see of s: itself, but U+FFFD for NUL and each byte that is not UTF-8.
func shown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == 0 {
			r = '\ufffd'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// parsed is the title and text of the paragraph that the page consists of, if of nothing else.
func parsed(t *testing.T, page []byte) (attr, text string) {
	t.Helper()
	nodes, err := html.ParseFragment(bytes.NewReader(page), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	if len(nodes) != 1 || nodes[0].Data != "p" || len(nodes[0].Attr) != 1 {
		t.Fatalf("text broke out of its paragraph: %q", page)
	}
	for c := nodes[0].FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode {
			t.Fatalf("text became an element: %q", page)
		}
		text += c.Data
	}
	return nodes[0].Attr[0].Val, text
}
