package tagged_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"opframe/render/pdf/tagged"
)

// author writes a document through fpdf and keeps the structure tree beside it.
type author struct {
	pdf    *fpdf.Fpdf
	root   *tagged.Element
	info   tagged.Info
	font   tagged.Font
	codes  map[rune]uint16 // glyphs of font; nil where fpdf has one
	mcid   int
	annots int
	y      float64
}

var at = time.Date(2026, 2, 28, 12, 30, 0, 0, time.UTC)

func info() tagged.Info {
	return tagged.Info{Title: "Crédit (a \\ trial) 🙂", Author: "Office of <Trials>", Subject: "How it is & was", Lang: "en-GB",
		Producer: "opframe", Creator: "opframe tests", Date: at}
}

// newAuthor begins a document. Its font is either one that fpdf makes or one that it is not told of.
func newAuthor(t testing.TB, own bool) *author {
	t.Helper()
	a := &author{pdf: fpdf.New("P", "pt", "A4", ""), root: &tagged.Element{Type: "Document", Attributes: &tagged.Attributes{}}, info: info()}
	a.pdf.SetCompression(false)
	a.pdf.SetCatalogSort(true)
	a.pdf.SetCreationDate(at)
	a.pdf.SetModificationDate(at)
	a.pdf.SetAutoPageBreak(false, 0)
	if own {
		a.font, a.codes = testFont(t)
		a.info.Fonts = []tagged.Font{a.font}
	} else {
		a.pdf.AddUTF8FontFromBytes("sans", "", liberationsansregular.TTF)
	}
	return a
}

// testFont is a whole face, and the glyphs of ASCII in it.
func testFont(t testing.TB) (tagged.Font, map[rune]uint16) {
	t.Helper()
	f, err := sfnt.Parse(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	var buf sfnt.Buffer
	font := tagged.Font{Resource: "T", PostScript: "TRIALS+LiberationSans", Program: liberationsansregular.TTF, Runes: make([]rune, f.NumGlyphs()),
		Flags: 4, Ascent: 905, Descent: -212, CapHeight: 729, StemV: 80, BBox: [4]int{-544, -303, 1302, 980}}
	font.Widths = make([]int, f.NumGlyphs())
	for g := range font.Widths {
		w, err := f.GlyphAdvance(&buf, sfnt.GlyphIndex(g), fixed.I(1000), xfont.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		font.Widths[g] = w.Round()
	}
	codes := map[rune]uint16{}
	for r := ' '; r <= '~'; r++ {
		g, err := f.GlyphIndex(&buf, r)
		if err != nil {
			t.Fatal(err)
		}
		codes[r], font.Runes[g] = uint16(g), r
	}
	return font, codes
}

func (a *author) page() {
	a.pdf.AddPage()
	if a.codes == nil {
		a.pdf.SetFont("sans", "", 10)
	}
	a.mcid, a.annots, a.y = 0, 0, 60
	a.raw("/Artifact <</Type/Pagination>> BDC")
	a.show(30, "Running head")
	a.raw("EMC")
	a.raw("/Artifact BMC")
	a.pdf.Line(50, 36, 400, 36)
	a.raw("EMC")
}

func (a *author) raw(operators string) { a.pdf.RawWriteStr(operators) }

// show puts text on the page.
func (a *author) show(y float64, text string) {
	if a.codes == nil {
		a.pdf.Text(50, y, text)
		return
	}
	hex := ""
	for _, r := range text {
		hex += fmt.Sprintf("%04x", a.codes[r])
	}
	a.raw(fmt.Sprintf("BT /T 10 Tf 50 %.2f Td <%s> Tj ET", 841.89-y, hex))
}

// mark shows text in marked content and gives the kid that owns it.
func (a *author) mark(tag, text string) tagged.Kid {
	a.raw(fmt.Sprintf("/%s <</MCID %d>> BDC", tag, a.mcid))
	a.show(a.y, text)
	a.raw("EMC")
	a.y += 12
	a.mcid++
	return tagged.Kid{Mark: &tagged.Mark{Page: a.pdf.PageNo() - 1, MCID: a.mcid - 1}}
}

// text is an element with text.
func (a *author) text(kind, text string) *tagged.Element {
	return &tagged.Element{Type: kind, Attributes: &tagged.Attributes{}, Kids: []tagged.Kid{a.mark(kind, text)}}
}

// link is text that leads to address, or to the page that target is where address is "".
func (a *author) link(text, address string, target int) *tagged.Element {
	if address != "" {
		a.pdf.LinkString(50, a.y-10, 80, 12, address)
	} else {
		a.pdf.Link(50, a.y-10, 80, 12, target)
	}
	e := a.text("Link", text)
	e.Kids = append(e.Kids, tagged.Kid{Annot: &tagged.Annot{Page: a.pdf.PageNo() - 1, N: a.annots, Contents: "leads to " + text}})
	a.annots++
	return e
}

func group(kind string, kids ...*tagged.Element) *tagged.Element {
	e := &tagged.Element{Type: kind, Attributes: &tagged.Attributes{}}
	for _, k := range kids {
		e.Kids = append(e.Kids, tagged.Kid{Element: k})
	}
	return e
}

func (a *author) add(kids ...*tagged.Element) {
	a.root.Kids = append(a.root.Kids, group("", kids...).Kids...)
}

func (a *author) bytes(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := a.pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everything is a document with all that a report has: contents, lists, a table over two pages with heads
// of rows and columns, a figure, links, a note, a quote, another language.
func everything(t testing.TB, own bool) *author {
	t.Helper()
	a := newAuthor(t, own)
	second := a.pdf.AddLink()
	a.page()
	a.pdf.Bookmark("First", 0, 40)
	a.pdf.Bookmark("Below", 1, 60)
	a.add(a.text("H1", "The title"))
	a.add(group("TOC", group("TOCI", group("Reference", a.link("First", "", second)))))
	p := a.text("P", "Some text with ")
	p.Kids = append(p.Kids, tagged.Kid{Element: a.link("an address", "https://example.org/a(b)", 0)}, a.mark("P", " and more."))
	foreign := a.text("Span", "texte")
	foreign.Lang = "fr"
	p.Kids = append(p.Kids, tagged.Kid{Element: foreign})
	a.add(p, a.list(), a.figure())
	note := a.text("Note", "1 A note")
	note.ID = "note-1"
	a.add(a.table(second), note, group("BlockQuote", a.text("P", "They say so.")), a.text("H2", "Second"))
	a.pdf.Bookmark("Second", 0, 80)
	return a
}

func (a *author) list() *tagged.Element {
	item := func(n int) *tagged.Element {
		return group("LI", a.text("Lbl", fmt.Sprint(n, ".")), a.text("LBody", "Item"))
	}
	l := group("L", item(1), item(2))
	l.ListNumbering = "Decimal"
	return l
}

func (a *author) figure() *tagged.Element {
	drawn := tagged.Kid{Mark: &tagged.Mark{Page: a.pdf.PageNo() - 1, MCID: a.mcid}}
	a.raw(fmt.Sprintf("/Figure <</MCID %d>> BDC", a.mcid))
	a.pdf.Rect(50, a.y, 100, 20, "F")
	a.raw("EMC")
	box := [4]float64{50, 841.89 - a.y - 20, 150, 841.89 - a.y}
	a.y += 34
	a.mcid++
	caption := tagged.Kid{Element: a.text("Caption", "Figure 1")}
	return &tagged.Element{Type: "Figure", Attributes: &tagged.Attributes{Alt: "A black box", BBox: &box}, Kids: []tagged.Kid{drawn, caption}}
}

func (a *author) table(target int) *tagged.Element {
	row := func(kinds string, texts ...string) *tagged.Element {
		tr := group("TR")
		for i, kind := range strings.Fields(kinds) {
			tr.Kids = append(tr.Kids, tagged.Kid{Element: a.text(kind, texts[i])})
		}
		return tr
	}
	head := row("TH TH", "Name", "Value")
	for i, k := range head.Kids {
		k.Element.Scope, k.Element.ID = "Column", fmt.Sprint("col-", i)
	}
	body := group("TBody", row("TH TD", "a", "1"))
	a.page()
	a.pdf.SetLink(target, 40, -1)
	body.Kids = append(body.Kids, group("", row("TH TD", "b", "2")).Kids...)
	for i, k := range body.Kids {
		first, second := k.Element.Kids[0].Element, k.Element.Kids[1].Element
		first.Scope, first.ID = "Row", fmt.Sprint("row-", i)
		second.Headers = []string{first.ID, "col-1"}
	}
	wide := row("TD", "both")
	wide.Kids[0].Element.ColSpan = 2
	body.Kids = append(body.Kids, tagged.Kid{Element: wide})
	return group("Table", group("THead", head), body)
}

// find is the first element of a type, in the order of reading.
func (a *author) find(kind string) *tagged.Element {
	var found *tagged.Element
	each(a.root, func(e *tagged.Element) {
		if found == nil && e.Type == kind {
			found = e
		}
	})
	return found
}

func (a *author) eachCell(do func(*tagged.Element)) {
	each(a.root, func(e *tagged.Element) {
		if e.Type == "TH" || e.Type == "TD" {
			do(e)
		}
	})
}

func each(e *tagged.Element, do func(*tagged.Element)) {
	do(e)
	for _, k := range e.Kids {
		if k.Element != nil {
			each(k.Element, do)
		}
	}
}
