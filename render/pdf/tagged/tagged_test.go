package tagged_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"opframe/render/pdf/tagged"
	"opframe/render/pdf/tagged/check"
)

// cases are the documents that all tests of finished files use.
var cases = []struct {
	name, conformance string
	own               bool // a font that fpdf was not told of
}{{"ua", "", false}, {"ua-own", "", true}, {"a2a", "A-2a", false}, {"a2a-own", "A-2a", true}, {"a3a", "A-3a", true}}

func document(t testing.TB, conformance string, own bool) *author {
	t.Helper()
	a := everything(t, own)
	a.info.Conformance = conformance
	if conformance == "A-3a" {
		a.info.Attachments = []tagged.Attachment{
			{Name: "assessment.json", MIME: "application/json", Description: "The same as data", Relationship: "Data", Data: []byte(`{"a":1}`), Date: at},
			{Name: "é (1).csv", MIME: "text/csv", Description: "Noch einmal", Relationship: "Alternative", Data: []byte("a,1\n"), Date: at}}
	}
	return a
}

func finish(t testing.TB, a *author) []byte {
	t.Helper()
	done, err := tagged.Finish(a.bytes(t), a.root, a.info)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// With OPFRAME_PDFS the files are left in that folder, for `make test-pdfua`.
func TestFinishedFilesHaveNoProblems(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			done := finish(t, document(t, c.conformance, c.own))
			for _, p := range check.File(done) {
				t.Error(p)
			}
			if again := finish(t, document(t, c.conformance, c.own)); !bytes.Equal(done, again) {
				t.Error("the same document made twice gives different bytes")
			}
			if dir := os.Getenv("OPFRAME_PDFS"); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, c.name+".pdf"), done, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// What the file says of itself is what was asked for, in the information dictionary and in the packet.
func TestMetadata(t *testing.T) {
	d, err := check.Open(finish(t, document(t, "A-3a", true)))
	if err != nil {
		t.Fatal(err)
	}
	info := d.Objects[d.Trailer["Info"].(check.Ref)].(check.Dict)
	catalogue := d.Objects[d.Trailer["Root"].(check.Ref)].(check.Dict)
	xmp := string(d.Objects[catalogue["Metadata"].(check.Ref)].(*check.Stream).Data)
	for _, c := range []struct{ key, value, packet string }{
		{"Title", "\xfe\xff\x00C\x00r\x00\xe9\x00d\x00i\x00t\x00 \x00(\x00a\x00 \x00\\\x00 \x00t\x00r\x00i\x00a\x00l\x00)\x00 \xd8\x3d\xde\x42", ">Crédit (a \\ trial) 🙂<"},
		{"Author", "Office of <Trials>", "<dc:creator><rdf:Seq><rdf:li>Office of &lt;Trials&gt;</rdf:li>"},
		{"Subject", "How it is & was", ">How it is &amp; was<"},
		{"Producer", "opframe", "<pdf:Producer>opframe</pdf:Producer>"},
		{"Creator", "opframe tests", "<xmp:CreatorTool>opframe tests</xmp:CreatorTool>"},
		{"CreationDate", "D:20260228123000Z", "<xmp:CreateDate>2026-02-28T12:30:00Z</xmp:CreateDate>"},
		{"ModDate", "D:20260228123000Z", "<xmp:ModifyDate>2026-02-28T12:30:00Z</xmp:ModifyDate>"},
	} {
		if got := info[c.key]; got != check.String(c.value) {
			t.Errorf("the information dictionary has /%s %q, want %q", c.key, got, c.value)
		}
		if !strings.Contains(xmp, c.packet) {
			t.Errorf("the packet does not have %s:\n%s", c.packet, xmp)
		}
	}
	for _, want := range []string{"<dc:language><rdf:Bag><rdf:li>en-GB<", `xml:lang="en-GB">Cr`, "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A<", "pdfaExtension:schemas"} {
		if !strings.Contains(xmp, want) {
			t.Errorf("the packet does not have %s:\n%s", want, xmp)
		}
	}
	if id := d.Trailer["ID"].(check.Array); len(id[0].(check.String)) != 16 || id[0] != id[1] {
		t.Errorf("the file's ID is %q, want two equal parts of 16 bytes", id)
	}
}

// Different content gives a different ID, the same content the same.
func TestIDIsMadeOfTheContent(t *testing.T) {
	id := func(title string) any {
		a := document(t, "", true)
		a.info.Title = title
		d, err := check.Open(finish(t, a))
		if err != nil {
			t.Fatal(err)
		}
		return d.Trailer["ID"].(check.Array)[0]
	}
	if id("One") == id("Two") || id("One") != id("One") {
		t.Error("the ID does not follow the content")
	}
}

// The outline says how many entries show, so that readers open it.
func TestOutlineIsKept(t *testing.T) {
	d, err := check.Open(finish(t, document(t, "", true)))
	if err != nil {
		t.Fatal(err)
	}
	catalogue := d.Objects[d.Trailer["Root"].(check.Ref)].(check.Dict)
	outline := d.Objects[catalogue["Outlines"].(check.Ref)].(check.Dict)
	first := d.Objects[outline["First"].(check.Ref)].(check.Dict)
	if outline["Count"] != 3.0 || first["Count"] != 1.0 || catalogue["PageMode"] != check.Name("UseOutlines") {
		t.Errorf("the outline is %v, its first entry %v, the page mode %v", outline, first, catalogue["PageMode"])
	}
	target := d.Objects[first["Dest"].(check.Array)[0].(check.Ref)].(check.Dict)
	if target["Type"] != check.Name("Page") {
		t.Errorf("the first entry leads to %v, which is no page", target)
	}
}

func TestAttachmentsAreAssociated(t *testing.T) {
	d, err := check.Open(finish(t, document(t, "A-3a", true)))
	if err != nil {
		t.Fatal(err)
	}
	catalogue := d.Objects[d.Trailer["Root"].(check.Ref)].(check.Dict)
	spec := d.Objects[catalogue["AF"].(check.Array)[0].(check.Ref)].(check.Dict)
	file := d.Objects[spec["EF"].(check.Dict)["F"].(check.Ref)].(*check.Stream)
	if string(file.Data) != `{"a":1}` || spec["AFRelationship"] != check.Name("Data") || file.Dict["Subtype"] != check.Name("application/json") {
		t.Errorf("the attachment is %v with %q", spec, file.Data)
	}
}

// What pages have in common before their contents is in the file once, and is content of each of them.
func TestHeadsAreShared(t *testing.T) {
	head := []byte("/Artifact BMC 0 0 m 595 842 l S EMC")
	a := document(t, "A-2a", true)
	a.info.Heads = [][]byte{head, head}
	done := finish(t, a)
	for _, p := range check.File(done) {
		t.Error(p)
	}
	d, err := check.Open(done)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[check.Ref]int{}
	for _, o := range d.Objects {
		if page, ok := o.(check.Dict); ok && page["Type"] == check.Name("Page") {
			pages[page["Contents"].(check.Array)[0].(check.Ref)]++
		}
	}
	for ref, n := range pages {
		if got := d.Objects[ref].(*check.Stream).Data; n != 2 || !bytes.Equal(got, head) {
			t.Errorf("%d pages begin with %q, want both with %q", n, got, head)
		}
	}
}
