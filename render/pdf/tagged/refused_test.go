package tagged_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"opframe/render/pdf/tagged"
)

// What would not be whole is refused, and the error says what is wrong where.
func TestRefusesWhatDoesNotAgree(t *testing.T) {
	for _, c := range []struct {
		want  string
		wrong func(a *author)
	}{
		{"its root is no Document", func(a *author) { a.root.Type = "Sect" }},
		{"its root is no Document", func(a *author) { a.root = nil }},
		{`Heading "": no standard structure type`, func(a *author) { a.find("H1").Type = "Heading" }},
		{`LBody "": mark 7 on page 1 has another owner`, func(a *author) { a.find("H1").Kids[0].Mark.MCID = 7 }},
		{"no mark 700 on page 1", func(a *author) { a.find("H1").Kids[0].Mark.MCID = 700 }},
		{"no mark 0 on page 9", func(a *author) { a.find("H1").Kids[0].Mark.Page = 8 }},
		{"no mark -1 on page 1", func(a *author) { a.find("H1").Kids[0].Mark.MCID = -1 }},
		{"mark 0 (H1) on page 1 is in no element", func(a *author) { a.find("H1").Kids = nil }},
		{"annotation 0 on page 1 is in no element", func(a *author) { e := a.find("Link"); e.Kids = e.Kids[:1] }},
		{"no annotation 5 on page 1", func(a *author) { a.find("Link").Kids[1].Annot.N = 5 }},
		{"annotation 1 on page 1 has another owner", func(a *author) { a.find("Link").Kids[1].Annot.N = 1 }},
		{"nothing says what it leads to", func(a *author) { a.find("Link").Kids[1].Annot.Contents = "" }},
		{"is not in a Link", func(a *author) { a.find("Link").Type = "Span" }},
		{"kid 0 is not exactly one", func(a *author) { a.find("H1").Kids[0].Element = &tagged.Element{Type: "P"} }},
		{"nested too deep, or in itself", func(a *author) { e := a.find("BlockQuote"); e.Kids = []tagged.Kid{{Element: e}} }},
		{"another element has the same ID", func(a *author) { a.find("H1").ID = "note-1" }},
		{`it refers to "row-9", and no TH has that ID`, func(a *author) { a.find("TD").Headers = []string{"row-9"} }},
		{`it refers to "note-1", and no TH has that ID`, func(a *author) { a.find("TD").Headers = []string{"note-1"} }},
		{`scope "Up" is not`, func(a *author) { a.find("TH").Scope = "Up" }},
		{`scope "Row" is not`, func(a *author) { a.find("TD").Scope = "Row" }},
		{`list numbering "Roman" is not one of`, func(a *author) { a.find("L").ListNumbering = "Roman" }},
		{"it needs a title and a language", func(a *author) { a.info.Title = "" }},
		{"it needs a title and a language", func(a *author) { a.info.Lang = "" }},
		{"2 pages, and 1 contents for them", func(a *author) { a.info.Contents = make([][]byte, 1) }},
		{"2 pages, and 1 heads for them", func(a *author) { a.info.Heads = make([][]byte, 1) }},
		{"paints outside of marked content", func(a *author) { a.info.Heads = [][]byte{nil, []byte("0 0 m 9 9 l S")} }},
		{"there twice", func(a *author) { a.info.Heads = [][]byte{nil, []byte("/P<</MCID 0>>BDC EMC")} }},
		{"it needs a date", func(a *author) { a.info.Date = time.Time{} }},
		{`conformance "A-4"`, func(a *author) { a.info.Conformance = "A-4" }},
		{"only A-3a has attachments", func(a *author) { a.info.Attachments = make([]tagged.Attachment, 1) }},
		{"it has no name", func(a *author) { a.info.Conformance, a.info.Attachments = "A-3a", make([]tagged.Attachment, 1) }},
		{"does not come after", func(a *author) { a.attach("b", "Data"); a.attach("a", "Data") }},
		{`relationship "Friend" is not one of`, func(a *author) { a.attach("b", "Friend") }},
		{"font TRIALS+LiberationSans: 0 runes", func(a *author) { a.info.Fonts[0].Runes = nil }},
		{"it needs a resource's name", func(a *author) { a.info.Fonts[0].Program = nil }},
		{"paints outside of marked content", func(a *author) { a.pdf.Line(1, 1, 2, 2) }},
		{"Tj paints outside of marked content", func(a *author) { a.show(10, "bare") }},
		{"paints outside of marked content", func(a *author) { a.raw("/Span BMC 0 0 m S EMC") }},
		{"an artifact in marked content or", func(a *author) { a.raw("/P <</MCID 90>> BDC /Artifact BMC EMC EMC") }},
		{"marked content or an artifact in", func(a *author) { a.raw("/Artifact BMC /P <</MCID 90>> BDC EMC EMC") }},
		{"an artifact has an MCID", func(a *author) { a.raw("/Artifact <</MCID 90>> BDC EMC") }},
		{"MCID 0 is there twice", func(a *author) { a.raw("/P <</MCID 0>> BDC EMC") }},
		{`MCID "-1" is not a number`, func(a *author) { a.raw("/P <</MCID -1>> BDC EMC") }},
		{`MCID "999999" is not a number`, func(a *author) { a.raw("/P <</MCID 999999>> BDC EMC") }},
		{"mark 90 (P) on page 2 is in no element", func(a *author) { a.raw("/P <</MCID 90>> BDC EMC") }},
		{"EMC without a beginning", func(a *author) { a.raw("EMC") }},
		{"still open at the end", func(a *author) { a.raw("/Artifact BMC") }},
		{"begins within a text object and ends outside", func(a *author) { a.raw("BT /Artifact BMC ET EMC") }},
		{"BT and ET do not alternate", func(a *author) { a.raw("BT BT") }},
		{`unknown operator "BI"`, func(a *author) { a.raw("BI") }},
		{"properties of marked content", func(a *author) { a.raw("/P /Named BDC EMC") }},
		{"marked content without a tag", func(a *author) { a.raw("BMC EMC") }},
		{"want a number", func(a *author) { a.raw("1.2.3 w") }},
		{"compression", func(a *author) { a.pdf.SetCompression(true) }},
		{"the file is encrypted", func(a *author) { a.pdf.SetProtection(0, "a", "b") }},
		{"/Names has scripts or files", func(a *author) { a.pdf.SetJavascript("app.alert(1)") }},
		{"is not embedded", func(a *author) { a.pdf.SetFont("Helvetica", "", 9) }},
		{"the pages have transparency", func(a *author) { a.info.Conformance = "A-2a"; a.pdf.SetAlpha(0.5, "Normal") }},
		{"/OCProperties has no place", func(a *author) { a.pdf.AddLayer("x", true) }},
	} {
		a := everything(t, true)
		c.wrong(a)
		_, err := tagged.Finish(a.bytes(t), a.root, a.info)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want an error with %q, got %v", c.want, err)
		}
	}
}

func (a *author) attach(name, relationship string) {
	a.info.Conformance = "A-3a"
	a.info.Attachments = append(a.info.Attachments, tagged.Attachment{Name: name, MIME: "text/plain", Description: "d", Relationship: relationship, Date: at})
}

// A file that is not as fpdf writes it is refused with the object that is not.
func TestRefusesWhatFpdfDoesNotWrite(t *testing.T) {
	a := everything(t, true)
	raw := a.bytes(t)
	for _, c := range []struct{ want, before, after string }{
		{"no PDF", "%PDF-1.3", "%PXF-1.3"},
		{"no PDF", "startxref", "startxrex"},
		{"no table of cross-references", "\nxref\n0 ", "\nxrex\n0 "},
		{"object 3: ", "3 0 obj", "9 0 obj"},
		{"object 3: at byte", "<</Type /Page\n", "<</Type  Page\n"},
		{"object 4: no endstream after", "<</Length 1", "<</Length 2"},
		{"object 4: its /Length", "<</Length ", "<</Lengtx "},
		{"no root of pages", "/Kids [", "/Kidz ["},
		{"no page with one content stream", "/Contents 4 0 R", "/Contents 3 0 R"},
		{"the content of two pages", "/Contents 6 0 R", "/Contents 4 0 R"},
		{"no trailer", "trailer", "trailex"},
		{"annotation 0: it is no link", "/Subtype /Link", "/Subtype /Lint"},
	} {
		if !bytes.Contains(raw, []byte(c.before)) {
			t.Fatalf("there is no %q", c.before)
		}
		damaged := bytes.Replace(raw, []byte(c.before), []byte(c.after), 1)
		_, err := tagged.Finish(damaged, a.root, a.info)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: want an error with %q, got %v", c.after, c.before, c.want, err)
		}
	}
}

// Whatever is wrong with the input, Finish gives an error or a file, and does not panic.
func FuzzFinish(f *testing.F) {
	a := everything(f, true)
	a.info.Fonts[0].Program = a.font.Program[:100]
	a.info.Fonts[0].Runes, a.info.Fonts[0].Widths = a.font.Runes[:5], a.font.Widths[:5]
	raw := a.bytes(f)
	f.Add(0, 0, []byte{})
	f.Add(len(raw)-60, 10, []byte("999999999999"))
	f.Add(bytes.Index(raw, []byte("/Annots"))+8, 6, []byte("[[[[[[[[[["))
	f.Add(bytes.Index(raw, []byte("/Outlines"))+10, 2, []byte("3"))
	f.Add(bytes.Index(raw, []byte("/MCID 2"))+6, 1, []byte("65535"))
	f.Fuzz(func(t *testing.T, at, cut int, insert []byte) {
		at = min(max(at, 0), len(raw))
		cut = min(max(cut, 0), len(raw)-at)
		damaged := append(append(bytes.Clone(raw[:at]), insert...), raw[at+cut:]...)
		done, err := tagged.Finish(damaged, a.root, a.info)
		if err == nil && len(done) == 0 {
			t.Error("neither a file nor an error")
		}
	})
}
