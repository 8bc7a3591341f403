package cells

import (
	"reflect"
	"strings"
	"testing"
)

// external is a link that leads out of the file.
func external(id, kind, target string) string {
	return strings.Replace(link(id, kind, target), "/>", ` TargetMode="External"/>`, 1)
}

// carrying is the small workbook with everything Facts tells of.
func carrying(t testing.TB) []byte {
	t.Helper()
	micro := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="` + kind + `" Target="` + target + `"/>`
	}
	workbook := strings.NewReplacer("<sheets>", `<workbookProtection lockStructure="1"/><sheets>`, "</sheets>", `</sheets><definedNames>`+
		`<definedName name="Answers">Start!$A$1:$B$9</definedName><definedName name="_x" hidden="1" localSheetId="0">[1]Rates!$A$1</definedName></definedNames>`,
		`state="hidden"`, `state="veryHidden"`).Replace(parts()[2].text)
	sheet := strings.Replace(sheetPart(`<row r="1"><c r="B1" t="s"><v>0</v></c></row><row r="3" hidden="1"/><row r="4" ht="0"/><row r="9" hidden="true"/>`),
		"<sheetData>", `<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols><sheetData>`, 1)
	sheet = strings.Replace(sheet, "</sheetData>", `</sheetData><sheetProtection sheet="1" password="CC1A"/><mergeCells><mergeCell ref="B1:C4"/><mergeCell ref="A6"/><mergeCell ref="E1:E2"/></mergeCells>`+
		`<hyperlinks><hyperlink ref="C2" q:id="l1" location="top" xmlns:q="`+refURI+`"/><hyperlink ref="A1:A3" location="'Lists'!A1"/></hyperlinks>`, 1)
	return with(t,
		part{"_rels/.rels", relationshipPart(link("rId1", "officeDocument", "xl/workbook.xml"), link("a", "extended-properties", "docProps/app.xml"),
			link("o", "custom-properties", "docProps/custom.xml"), micro("c", kindCore, "docProps/core.xml"))},
		part{"docProps/core.xml", xmlHead + `<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="urn:t"><dc:creator>Ada &amp; Bob</dc:creator>` +
			`<cp:lastModifiedBy>Eve</cp:lastModifiedBy><t:created>2024-02-29T17:45:00Z</t:created><t:modified>2024-03-01T00:00:00Z</t:modified></cp:coreProperties>`},
		part{"docProps/app.xml", xmlHead + `<Properties xmlns="urn:app"><Application>Microsoft Excel</Application><Company>Northwind</Company><TitlesOfParts><v>x</v></TitlesOfParts></Properties>`},
		part{"docProps/custom.xml", xmlHead + `<Properties xmlns="urn:own" xmlns:v="urn:v"><property name="Client" pid="2"><v:lpwstr>Tailspin</v:lpwstr></property></Properties>`},
		part{"xl/workbook.xml", workbook},
		part{"xl/_rels/workbook.xml.rels", strings.Replace(parts()[3].text, "</Relationships>", link("e", "externalLink", "externalLinks/link1.xml")+link("n", "connections", "connections.xml")+
			micro("m", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")+micro("p", kindPerson, "persons/person.xml")+"</Relationships>", 1)},
		part{"xl/externalLinks/link1.xml", xmlHead + `<externalLink xmlns="` + mainURI + `"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`},
		part{"xl/externalLinks/_rels/link1.xml.rels", relationshipPart(external("r", "externalLinkPath", "file:///C:/rates.xlsx"))},
		part{"xl/connections.xml", xmlHead + `<connections xmlns="` + mainURI + `"><connection id="1" name="Sales"><dbPr connection="Provider=SQL"/></connection><connection id="2" name="Web"><webPr url="http://a/b"/></connection></connections>`},
		part{"xl/vbaProject.bin", "x"},
		part{"xl/persons/person.xml", xmlHead + `<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Mallory" id="{7}"/></personList>`},
		part{"xl/worksheets/sheet1.xml", sheet},
		part{"xl/worksheets/_rels/sheet1.xml.rels", relationshipPart(link("k", "comments", "../comments1.xml"), micro("t", kindThread, "../threads1.xml"),
			external("l1", "hyperlink", "http://example.com/"), link("x", "oleObject", "../embeddings/o.bin"), link("i", "image", "../media/i.png"))},
		part{"xl/comments1.xml", xmlHead + `<comments xmlns="` + mainURI + `"><authors><author>Ada</author><author>tc={1}</author></authors><commentList>` +
			`<comment ref="B2" authorId="0"><text><r><t>first </t></r><r><t>part</t></r></text></comment><comment ref="A1" authorId="1"><text><t>stand-in</t></text></comment></commentList></comments>`},
		part{"xl/threads1.xml", xmlHead + `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">` +
			`<threadedComment ref="A1" id="{1}" personId="{7}"><text>why?</text></threadedComment><threadedComment ref="A1" id="{2}" parentId="{1}" personId="{8}"><text>so.</text></threadedComment></ThreadedComments>`},
		part{"xl/embeddings/o.bin", "x"}, part{"xl/media/i.png", "x"})
}

func TestFacts(t *testing.T) {
	b, err := Inspect("f.xlsm", carrying(t))
	if err != nil {
		t.Fatal(err)
	}
	want := Facts{Creator: "Ada & Bob", LastModifiedBy: "Eve", Company: "Northwind", Application: "Microsoft Excel",
		Created: "2024-02-29T17:45:00Z", Modified: "2024-03-01T00:00:00Z", Macros: true, Protected: true,
		ExternalLinks:    []string{"cmd|/c calc", "file:///C:/rates.xlsx"},
		EmbeddedObjects:  []string{"xl/embeddings/o.bin"},
		DataConnections:  []string{"Sales: Provider=SQL", "Web: http://a/b"},
		Pictures:         []string{"xl/media/i.png"},
		DefinedNames:     []DefinedName{{Name: "Answers", Refers: "Start!$A$1:$B$9"}, {Name: "_x", Refers: "[1]Rates!$A$1", Hidden: true}},
		CustomProperties: []Property{{"Client", "Tailspin"}},
	}
	if !reflect.DeepEqual(b.Facts, want) {
		t.Errorf("the facts are\n%+v\nwant\n%+v", b.Facts, want)
	}
	s := b.Sheets[0]
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"comments", s.Comments, []Comment{{0, 0, "Mallory", "why?"}, {0, 0, "", "so."}, {1, 1, "Ada", "first part"}}},
		{"links", s.Links, []Link{{0, 0, "#'Lists'!A1"}, {1, 2, "http://example.com/#top"}}},
		{"hidden rows", s.HiddenRows, []Span{{2, 3}, {8, 8}}},
		{"hidden columns", s.HiddenCols, []Span{{1, 2}, {4, 4}}},
		{"merged", s.Merged, []Range{{0, 1, 3, 2}, {0, 4, 1, 4}}},
		{"protected", s.Protected, true},
		{"very hidden", b.Sheets[1].VeryHidden && b.Sheets[1].Hidden, true},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
	opened, err := Open("f.xlsm", carrying(t))
	if err != nil {
		t.Fatal(err)
	}
	if o := opened.Sheets[0]; !reflect.DeepEqual(o.HiddenRows, s.HiddenRows) || !reflect.DeepEqual(o.Merged, s.Merged) || o.Comments != nil || !reflect.DeepEqual(opened.Facts, Facts{}) {
		t.Errorf("Open should read what is hidden and merged, and no other facts: %+v", o)
	}
}

// TestUnreadableFacts: damage beside the cells does not hide them, and is told.
func TestUnreadableFacts(t *testing.T) {
	all := carrying(t)
	for _, c := range []struct {
		name string
		part part
		why  string
	}{
		{"comments damaged", part{"xl/comments1.xml", "<a>"}, "xl/comments1.xml is damaged"},
		{"comments missing", part{"xl/comments1.xml", "-"}, "the part xl/comments1.xml is missing"},
		{"comment without a place", part{"xl/comments1.xml", `<comments xmlns="` + mainURI + `"><commentList><comment ref="?"/></commentList></comments>`}, "a comment has the address ?"},
		{"entity bomb", part{"docProps/core.xml", `<!DOCTYPE a [<!ENTITY a "aa">]><a>&a;</a>`}, "docProps/core.xml is damaged near byte 0: it declares a document type"},
		{"links of a sheet", part{"xl/worksheets/_rels/sheet1.xml.rels", "<a>"}, "sheet1.xml.rels is damaged"},
		{"comments of two kinds damaged", part{"xl/worksheets/_rels/sheet1.xml.rels", relationshipPart(link("k", "comments", "../a.xml"), link("l", "comments", "../b.xml"))}, "a.xml is missing\nthe part xl/b.xml is missing"},
		{"many comments", part{"xl/comments1.xml", xmlHead + `<comments xmlns="` + mainURI + `"><commentList>` + strings.Repeat(`<comment ref="A1"/>`, 70_000) + `</commentList></comments>`}, "more than the 65,536 allowed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := changedIn(t, all, c.part)
			b, err := Inspect("f.xlsm", data)
			if err != nil {
				t.Fatalf("refused, and the cells are sound: %v", err)
			}
			if told(b) != "Start!B1 text Yes\n" || !strings.Contains(strings.Join(b.Facts.Unreadable, "\n"), c.why) {
				t.Errorf("unreadable: %q, want a line with %q; cells %s", b.Facts.Unreadable, c.why, told(b))
			}
		})
	}
}

// changedIn is a package with one part changed, or left out.
func changedIn(t testing.TB, data []byte, c part) []byte {
	t.Helper()
	limits := DefaultLimits()
	p, err := openPack(data, &limits)
	check(t, err)
	var all []part
	for _, f := range p.parts {
		content, err := p.read(f.name)
		check(t, err)
		all = append(all, part{f.name, string(content)})
	}
	return packed(t, change(all, c)...)
}

func TestFactsODS(t *testing.T) {
	content := contentPart("", odsTable("Start", odsCells(`<table:table-cell office:value-type="string"><office:annotation><dc:creator>Ada</dc:creator><dc:date>2024</dc:date><text:p>first</text:p><text:p>second</text:p></office:annotation>`+
		`<text:p>see <text:a xlink:href="http://example.com/">this</text:a></text:p></table:table-cell>`, odsValue(`office:value-type="float" office:value="0.5"`, "50 %")))+
		`<table:table table:name="'file:///C:/old.ods'#Rates"/><table:named-expressions><table:named-range table:name="Answers" table:cell-range-address="$Start.$A$1"/><table:named-expression table:name="N" table:expression="of:=1"/></table:named-expressions>`+
		`<table:shapes><draw:frame><draw:object xlink:href="./Object 1"/><draw:object xlink:href="./Object 2"/><draw:image xlink:href="http://example.com/i.png"/><draw:image xlink:href="Pictures/a.png"/></draw:frame></table:shapes>`+
		`<table:database-ranges><table:database-range><table:database-source-query table:database-name="Sales"/></table:database-range></table:database-ranges>`+
		`<table:dde-links><table:dde-link><office:dde-source office:dde-application="soffice" office:dde-topic="x.ods"/></table:dde-link></table:dde-links><table:tracked-changes/>`)
	meta := xmlHead + `<office:document-meta ` + odfHead + `><office:meta><meta:generator>LibreOffice/7</meta:generator><meta:initial-creator>Ada</meta:initial-creator><dc:creator>Eve</dc:creator>` +
		`<meta:creation-date>2024-02-29T17:45:00</meta:creation-date><dc:date>2024-03-01</dc:date><meta:user-defined meta:name="Company">Northwind</meta:user-defined></office:meta></office:document-meta>`
	data := odsWith(t, "", part{odfContent, content}, part{odfMeta, meta}, part{"Basic/Standard/Module1.xml", "x"}, part{"Pictures/a.png", "x"},
		part{odfManifest, manifestPart(`<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="Object 2/" manifest:media-type="application/vnd.oasis.opendocument.chart"/>`)})
	b, err := Inspect("f.ods", data)
	if err != nil {
		t.Fatal(err)
	}
	want := Facts{Creator: "Ada", LastModifiedBy: "Eve", Company: "Northwind", Application: "LibreOffice/7", Created: "2024-02-29T17:45:00", Modified: "2024-03-01",
		Macros: true, TrackedChanges: true, ExternalLinks: []string{"file:///C:/old.ods", "http://example.com/i.png", "soffice|x.ods"}, EmbeddedObjects: []string{"Object 1"},
		DataConnections: []string{"Sales"}, Pictures: []string{"Pictures/a.png"},
		DefinedNames:     []DefinedName{{Name: "Answers", Refers: "$Start.$A$1"}, {Name: "N", Refers: "of:=1"}},
		CustomProperties: []Property{{"Company", "Northwind"}}}
	if !reflect.DeepEqual(b.Facts, want) {
		t.Errorf("the facts are\n%+v\nwant\n%+v", b.Facts, want)
	}
	s := b.Sheets[0]
	if want := []Comment{{0, 0, "Ada", "first\nsecond"}}; !reflect.DeepEqual(s.Comments, want) {
		t.Errorf("comments are %v, want %v", s.Comments, want)
	}
	if want := []Link{{0, 0, "http://example.com/"}}; !reflect.DeepEqual(s.Links, want) {
		t.Errorf("links are %v, want %v", s.Links, want)
	}
	if c := s.Cells[1]; c.Text != "0.5" || c.Shown != "50 %" {
		t.Errorf("B1 is %q and shows %q, want 0.5 and 50 %%", c.Text, c.Shown)
	}
}
