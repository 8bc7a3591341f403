package tagged_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"opframe/render/pdf/tagged"
	"opframe/render/pdf/tagged/check"
)

// Each rule is broken once in the tree, and the checker says which.
func TestCheckerFindsWrongTrees(t *testing.T) {
	for _, c := range []struct {
		condition string
		wrong     func(a *author)
	}{
		{"09-004", func(a *author) {
			a.find("TR").Kids = append(a.find("TR").Kids, tagged.Kid{Element: &tagged.Element{Type: "P"}})
		}},
		{"09-004", func(a *author) { a.find("THead").Type = "Sect" }},
		{"09-005", func(a *author) { a.find("LBody").Type = "P" }},
		{"09-005", func(a *author) { a.find("L").Type = "Sect" }},
		{"09-006", func(a *author) { a.find("TOC").Type = "Sect" }},
		{"09-006", func(a *author) { a.find("Reference").Type = "Sect" }},
		{"11-001", func(a *author) { a.find("Span").Lang = "français" }},
		{"11-001", func(a *author) { a.info.Lang = "-" }},
		{"13-004", func(a *author) { a.find("Figure").Alt = "" }},
		{"14-002", func(a *author) { a.find("H1").Type = "H2" }},
		{"14-003", func(a *author) { a.find("H2").Type = "H3" }},
		{"15-003", func(a *author) { a.eachCell(func(e *tagged.Element) { e.Scope, e.Headers = "", nil }) }},
		{"17-002", func(a *author) { a.find("Span").Type = "Formula" }},
		{"19-003", func(a *author) { a.find("Note").ID = "" }},
		{"7.2", func(a *author) { a.eachCell(func(e *tagged.Element) { e.ColSpan = 0 }) }},
		{"7.2", func(a *author) { a.eachCell(func(e *tagged.Element) { e.RowSpan = 9 }) }},
		{"31-016", func(a *author) { a.info.Fonts[0].Widths = make([]int, len(a.font.Widths)) }},
		{"10-001", func(a *author) { a.info.Fonts[0].Runes = make([]rune, len(a.font.Runes)) }},
		{"31-029", func(a *author) { a.info.Fonts[0].Runes[a.codes['e']] = 0xfeff }},
		{"31-011", func(a *author) { a.info.Fonts[0].Program = a.font.Program[:5000] }},
		{"31-030", func(a *author) { a.codes['e'] = 0; a.add(a.text("P", "e")) }},
		{"12.6.4.7", func(a *author) { a.add(a.link("e", "https://example.org/é", 0)) }},
	} {
		a := document(t, "", true)
		c.wrong(a)
		expect(t, c.condition, check.File(finish(t, a)))
	}
}

func expect(t *testing.T, condition string, found []check.Problem) {
	t.Helper()
	for _, p := range found {
		if p.Condition == condition {
			return
		}
	}
	t.Errorf("the checker does not find %s; it finds %v", condition, found)
}

// Each rule is broken once in a file, and the checker says which.
func TestCheckerFindsWrongFiles(t *testing.T) {
	for _, c := range []struct {
		condition string
		wrong     func(o objects)
	}{
		{"01-007", func(o objects) { o.catalogue()["MarkInfo"] = check.Dict{"Marked": true, "Suspects": true} }},
		{"7.1", func(o objects) { delete(o.catalogue(), "MarkInfo") }},
		{"7.1", func(o objects) { delete(o.catalogue(), "StructTreeRoot") }},
		{"7.1", func(o objects) { delete(o.dict(o.d.Trailer["Info"]), "Title") }},
		{"02-001", func(o objects) { o.kind("P")["S"] = check.Name("Paragraph") }},
		{"02-001", func(o objects) { o.tree()["RoleMap"] = check.Dict{"X": check.Name("Y")} }},
		{"02-003", func(o objects) { o.tree()["RoleMap"] = check.Dict{"X": check.Name("Y"), "Y": check.Name("X")} }},
		{"02-004", func(o objects) { o.tree()["RoleMap"] = check.Dict{"P": check.Name("Span")} }},
		{"06-001", func(o objects) { delete(o.catalogue(), "Metadata") }},
		{"06-002", func(o objects) { o.xmp("pdfuaid:part>1", "pdfuaid:part>") }},
		{"06-003", func(o objects) { o.xmp("dc:title>", "dc:titel>") }},
		{"07-001", func(o objects) { delete(o.catalogue(), "ViewerPreferences") }},
		{"07-002", func(o objects) { o.catalogue()["ViewerPreferences"] = check.Dict{"DisplayDocTitle": false} }},
		{"11-001", func(o objects) { delete(o.catalogue(), "Lang") }},
		{"14-006", func(o objects) { o.kind("H1")["S"] = check.Name("H"); o.kind("H2")["S"] = check.Name("H") }},
		{"14-007", func(o objects) { o.kind("H1")["S"] = check.Name("H") }},
		{"19-004", func(o objects) { o.kind("Note")["ID"] = check.String("row-1") }},
		{"20-001", func(o objects) { o.catalogue()["OCProperties"] = check.Dict{} }},
		{"21-001", func(o objects) { delete(o.dict(o.catalogue()["AF"].(check.Array)[0]), "UF") }},
		{"6.8", func(o objects) { delete(o.catalogue(), "AF") }},
		{"25-001", func(o objects) { o.catalogue()["AcroForm"] = check.Dict{} }},
		{"26-001", func(o objects) { o.d.Trailer["Encrypt"] = check.Ref(1) }},
		{"14.4", func(o objects) { delete(o.d.Trailer, "ID") }},
		{"28-002", func(o objects) { o.annot()["Subtype"] = check.Name("Text") }},
		{"28-004", func(o objects) { o.annot()["Contents"] = check.String("") }},
		{"28-007", func(o objects) { o.annot()["Subtype"] = check.Name("TrapNet") }},
		{"28-008", func(o objects) { delete(o.page(), "Tabs") }},
		{"28-009", func(o objects) { o.page()["Tabs"] = check.Name("R") }},
		{"28-010", func(o objects) { o.annot()["Subtype"] = check.Name("Widget") }},
		{"28-011", func(o objects) { o.kind("Link")["S"] = check.Name("Span") }},
		{"28-012", func(o objects) { delete(o.annot(), "Contents") }},
		{"6.3.2", func(o objects) { o.annot()["F"] = 6.0 }},
		{"29-001", func(o objects) { o.catalogue()["AA"] = check.Dict{} }},
		{"29-001", func(o objects) { o.annot()["A"] = check.Dict{"S": check.Name("JavaScript")}; delete(o.annot(), "Dest") }},
		{"12.3", func(o objects) { o.annot()["Dest"] = check.Array{o.d.Trailer["Root"]} }},
		{"30-002", func(o objects) { o.resources()["XObject"] = check.Dict{"F": check.Dict{"Subtype": check.Name("Form")}} }},
		{"30-001", func(o objects) { o.resources()["XObject"] = check.Dict{"F": check.Dict{"Ref": check.Dict{}}} }},
		{"6.2.10", func(o objects) { o.page()["Group"] = check.Dict{} }},
		{"31-001", func(o objects) { delete(o.descendant(), "CIDSystemInfo") }},
		{"31-004", func(o objects) { o.descendant()["CIDToGIDMap"] = check.Name("None") }},
		{"31-005", func(o objects) { delete(o.descendant(), "CIDToGIDMap") }},
		{"31-006", func(o objects) { o.font()["Encoding"] = check.Name("UniGB-UCS2-H") }},
		{"31-009", func(o objects) { delete(o.dict(o.descendant()["FontDescriptor"]), "FontFile2") }},
		{"31-009", func(o objects) { o.font()["Subtype"] = check.Name("Type1") }},
		{"31-027", func(o objects) { delete(o.font(), "ToUnicode") }},
		{"31-028", func(o objects) { o.toUnicode("<0000>") }},
		{"31-029", func(o objects) { o.toUnicode("<FEFF>") }},
		{"10-001", func(o objects) { o.toUnicode("<>") }},
		{"01-003", func(o objects) { o.content(" BDC", " BDC /Artifact BMC EMC") }},
		{"01-004", func(o objects) { o.content("/Artifact BMC", "/Artifact BMC /P <</MCID 0>> BDC EMC") }},
		{"01-005", func(o objects) { o.content("/Artifact BMC", "/Span BMC") }},
		{"01-005", func(o objects) { o.content("/H1 <</MCID 0>>", "/H1 <</MCID 99>>") }},
		{"14.6", func(o objects) { o.content("/Artifact BMC", "/Artifact BMC /Span BMC") }},
		{"14.7", func(o objects) { o.content("/H1 <</MCID 0>>", "/H1 <</MCID 1>>") }},
		{"14.7", func(o objects) { o.kind("P")["P"] = check.Ref(3) }},
		{"14.7", func(o objects) { o.kind("P")["K"] = o.kind("H1")["K"] }},
		{"14.7", func(o objects) { delete(o.tree(), "IDTree") }},
		{"14.7", func(o objects) { delete(o.tree(), "ParentTree") }},
		{"14.7", func(o objects) { delete(o.page(), "StructParents") }},
		{"14.7", func(o objects) { o.annot()["StructParent"] = 0.0 }},
	} {
		d, err := check.Open(finish(t, document(t, "A-3a", true)))
		if err != nil {
			t.Fatal(err)
		}
		c.wrong(objects{t, d})
		expect(t, c.condition, d.Problems())
	}
}

// A file that is not whole is a problem of the file.
func TestCheckerFindsDamage(t *testing.T) {
	done := finish(t, document(t, "", true))
	for _, damaged := range [][]byte{nil, done[:len(done)/2], done[:len(done)-8], bytes.Replace(done, []byte("endobj"), []byte("endobi"), 1),
		bytes.Replace(done, []byte("%PDF-1.7"), []byte("%PDF-1.3"), 1)} {
		expect(t, "file", check.File(damaged))
	}
}

// objects are those of a document that is about to be broken.
type objects struct {
	t *testing.T
	d *check.Document
}

func (o objects) dict(v any) check.Dict {
	o.t.Helper()
	if r, ok := v.(check.Ref); ok {
		v = o.d.Objects[r]
	}
	d, ok := v.(check.Dict)
	if !ok {
		o.t.Fatalf("%v is no dictionary", v)
	}
	return d
}

func (o objects) catalogue() check.Dict { return o.dict(o.d.Trailer["Root"]) }
func (o objects) tree() check.Dict      { return o.dict(o.catalogue()["StructTreeRoot"]) }
func (o objects) page() check.Dict {
	return o.dict(o.dict(o.catalogue()["Pages"])["Kids"].(check.Array)[0])
}
func (o objects) annot() check.Dict      { return o.dict(o.page()["Annots"].(check.Array)[0]) }
func (o objects) resources() check.Dict  { return o.dict(o.page()["Resources"]) }
func (o objects) font() check.Dict       { return o.dict(o.dict(o.resources()["Font"])["T"]) }
func (o objects) descendant() check.Dict { return o.dict(o.font()["DescendantFonts"].(check.Array)[0]) }

// kind is the first element of a type.
func (o objects) kind(s check.Name) check.Dict {
	o.t.Helper()
	for n := range check.Ref(len(o.d.Objects) + 9) {
		if e, ok := o.d.Objects[n].(check.Dict); ok && e["S"] == s && e["P"] != nil {
			return e
		}
	}
	o.t.Fatalf("there is no %s", s)
	return nil
}

func (o objects) replace(v any, before, after string) {
	o.t.Helper()
	s := o.d.Objects[v.(check.Ref)].(*check.Stream)
	if !strings.Contains(string(s.Data), before) {
		o.t.Fatalf("there is no %q to be changed", before)
	}
	s.Data = []byte(strings.ReplaceAll(string(s.Data), before, after))
}

func (o objects) xmp(before, after string)     { o.replace(o.catalogue()["Metadata"], before, after) }
func (o objects) content(before, after string) { o.replace(o.page()["Contents"], before, after) }

// toUnicode makes the letter e stand for something else, and all others for nothing.
func (o objects) toUnicode(text string) {
	o.t.Helper()
	_, codes := testFont(o.t)
	s := o.d.Objects[o.font()["ToUnicode"].(check.Ref)].(*check.Stream)
	s.Data = fmt.Appendf(nil, "1 beginbfchar <%04x> %s endbfchar", codes['e'], text)
}
