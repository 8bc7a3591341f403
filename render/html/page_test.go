package html

import (
	"bytes"
	"html/template"
	"os"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"opframe/data/date"
	"opframe/render/doc"
)

// framed is what testdata/page.html is executed with.
type framed struct {
	doc.Document
	Frame
	Contents             []Link
	LastModified         string
	Tables, Broad        bool
	Masthead, Side, Body template.HTML
	Style                template.CSS
	StyleHash            string
}

var pageTemplate = sync.OnceValues(func() (*template.Template, error) {
	source, err := os.ReadFile("testdata/page.html")
	if err != nil {
		return nil, err
	}
	return template.New("page.html").Parse(string(source))
})

// byTemplate is the page as html/template makes it.
func byTemplate(t *testing.T, d doc.Document, f Frame) []byte {
	t.Helper()
	c, err := Print(d)
	if err != nil {
		t.Fatal(err)
	}
	all := framed{Document: d, Frame: f, Contents: c.contents, LastModified: doc.LongDate(d.Date), Tables: c.tables, Broad: c.broad,
		Masthead: template.HTML(c.masthead), Body: template.HTML(c.body)}
	if f.Section != nil {
		var side printer
		side.branches(f.Section)
		all.Side = template.HTML(side.b)
	}
	if f.Whole {
		css, hash, err := style()
		if err != nil {
			t.Fatal(err)
		}
		all.Style, all.StyleHash = template.CSS(css), hash
	}
	page, err := pageTemplate()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, all); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sameAsTemplate holds a page against html/template's. Links that are not followed make no page; html/template
// takes a colon in an anchor for the end of a scheme, which it is not, and leads such a link to #ZgotmplZ.
func sameAsTemplate(t *testing.T, d doc.Document, f Frame) {
	t.Helper()
	got, err := Page(d, f)
	if err != nil {
		return
	}
	if want := byTemplate(t, d, f); !bytes.Equal(got, want) && !bytes.Contains(want, []byte("#ZgotmplZ")) {
		at := 0
		for at < min(len(got), len(want)) && got[at] == want[at] {
			at++
		}
		from := max(0, at-80)
		t.Fatalf("the page differs from html/template's:\n got …%q\nwant …%q", got[from:min(len(got), at+80)], want[from:min(len(want), at+80)])
	}
}

// frames is a page in which every text around the document is s and every link leads to href, and of which the
// bits say what there is.
func frames(s, href string, bits uint32) (doc.Document, Frame) {
	on := func(n int) bool { return bits>>n&1 != 0 }
	text := func(n int) string {
		if on(n) {
			return s
		}
		return ""
	}
	d := doc.Document{Title: text(0) + "T", Lang: "en-AU" + text(1), Description: text(2), Publisher: text(3), Subtitle: text(4)}
	for _, h := range []string{"a", "b" + s, "c"}[:3*(bits>>5&1)] {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: h, ID: "h" + doc.Slug(h)})
	}
	if on(6) {
		d.Date = date.Date{Year: 2017, Month: 8, Day: 31}
	}
	table := doc.Table{Columns: make([]doc.Column, 1+4*(bits>>7&1)), Empty: "None."}
	if on(8) {
		table.Key, table.Columns, table.Rows = "k", table.Columns[:1], []doc.Row{{Cells: [][]doc.Span{doc.T(s)}}}
	}
	d.Blocks = append(d.Blocks, table)
	f := Frame{Site: text(9), Alone: on(10), Whole: on(11), Notice: text(12), Foot: text(13), Search: on(14), Module: on(15), Root: []string{"", "../../", "/x/", "../"}[bits>>16&3]}
	links := []Link{{Title: s, Href: href}, {Title: s, Current: true}, {Title: "x", Href: f.Root + "a.html", Current: true}, {Title: s, Href: href, Within: true}}
	if on(18) {
		f.Nav = links
	}
	if on(19) {
		f.Crumbs = links
	}
	if on(20) {
		f.Files = []FileLink{{s, s, href, 1}}
	}
	if on(21) {
		f.Section = []Branch{{Link: links[0], Sub: []Branch{{Link: links[1]}, {Link: links[3]}}}}
	}
	if on(22) {
		f.Prev = links[0]
	}
	if on(23) {
		f.Next = links[0]
	}
	if on(24) {
		f.Feeds = []FeedLink{{s, href, "application/atom+xml" + s}}
	}
	if on(25) {
		f.Canonical = href
		f.Meta = append(PublicMeta(d, s, s, s), Meta{Property: s, Content: s})
	}
	if on(26) && !f.Alone {
		f.Scripts = []string{"a.js", "b/c.js"}
	}
	return d, f
}

// FuzzFrame: what is around a document is, byte for byte, what html/template makes of the same template, which
// escapes by the place where a text stands.
func FuzzFrame(f *testing.F) {
	for i, s := range []string{"", "plain", `<b>&"'</b>`, "a+b", "&amp;", "é😀\u202e", "</title><script>", "--><b>", "{{.Body}}", "\u2028", "`", "\x00", "\ufffe"} {
		for j, href := range []string{"a.html", "../b/ç.html#ü", "#é", "https://example.org/a?b=c&d=%2f%zz", "a'b(c)\"d", "x|y^z{}[]", "mailto:a+b@c.d", "javascript:1", "%", "a%4", "a:b", "./a:b"} {
			f.Add(s, href, uint32(0xffffffff))
			f.Add(s, href, uint32(0xa5a5a5a5)<<j|uint32(0x1234567)>>i)
			f.Add(s, href, uint32(0x3fffffff)&^(1<<(i*3%27))&^(1<<10))
		}
	}
	f.Fuzz(func(t *testing.T, s, href string, bits uint32) {
		// Of carriage returns and bytes that are not UTF-8 we make what a parser would.
		if utf8.ValidString(s+href) && !strings.ContainsAny(s+href, "\r") {
			d, frame := frames(s, href, bits)
			sameAsTemplate(t, d, frame)
		}
	})
}

func TestPagesAreThoseOfTheTemplate(t *testing.T) {
	for bit := range 28 {
		for _, bits := range []uint32{0, 1 << bit, 1<<bit | 1<<10, ^uint32(1 << bit), ^uint32(1<<bit | 1<<10 | 1<<11), ^uint32(1<<bit | 1<<8)} {
			d, f := frames("A & B + <C>", "../a/b.html?c=1&d=2#e+f", bits)
			sameAsTemplate(t, d, f)
		}
	}
	d, f := register()
	sameAsTemplate(t, d, f)
	sameAsTemplate(t, report(), reportFrame())
}

// One document printed once stands in several frames as if it were printed for each.
func TestContentIsFramedAsAPageOfItsOwn(t *testing.T) {
	d, f := register()
	c, err := Print(d)
	if err != nil {
		t.Fatal(err)
	}
	other := reportFrame()
	for _, f := range []Frame{f, other, f} {
		want, err := Page(d, f)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Page(f); err != nil || !bytes.Equal(got, want) {
			t.Errorf("printed once and framed it is\n%s\n%v, want\n%s", got, err, want)
		}
	}
	if _, err := Print(doc.Document{}); err == nil {
		t.Error("a document without a title is printed")
	}
}
