package html

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"opframe/data/date"
	"opframe/render/doc"
	"opframe/render/golden"
)

func report() doc.Document {
	h := func(text string) doc.Block { return doc.Heading{Level: 2, Text: text, ID: doc.Slug(text)} }
	none := doc.Table{Columns: []doc.Column{{Title: "A"}}, Empty: "None."}
	sections := []doc.Block{
		none, h("What was decided"), none,
		doc.Callout{Title: "Note", Blocks: []doc.Block{doc.Quote{Text: "Yes.", Source: "a.xlsx, Product!D14"}}},
		h("Findings"), doc.Paragraph{Text: doc.T("Nine of twelve APIs.")},
		doc.Table{Caption: "Controls", Columns: []doc.Column{{Title: "A"}}, Rows: []doc.Row{{Cells: [][]doc.Span{doc.T("b")}}}},
		h("Obligations"),
		doc.Figure{Caption: "Findings", Alt: "One is met.", Plot: doc.Bars{Subject: "Control", Legend: []doc.Key{{Label: "Met", Tone: doc.Good}},
			Bars: []doc.Bar{{Label: "Hosting", Values: []doc.Count{{N: 1}}}}}},
	}
	return doc.Document{
		Title: "Assessment report", Subtitle: "Ledger One", Label: "Public", Description: "What was decided & why.",
		Publisher: "Partnership Office", Date: date.Date{Year: 2017, Month: 8, Day: 31}, Lang: "en-AU", Blocks: sections,
	}
}

func reportFrame() Frame {
	return Frame{
		Root: "../", Site: "Office desk",
		Nav:    []Link{{Title: "Products", Href: "../products.html"}, {Title: "Reports", Href: "../reports/index.html", Current: true}},
		Crumbs: []Link{{Title: "Office desk", Href: "../index.html"}, {Title: "Ledger One"}},
		Files:  []FileLink{{Label: "Assessment report", Kind: "PDF", Href: "assessment.pdf", Size: 53_999}},
		Notice: "Confidential: the office only", Foot: "The office and its providers are fictional.",
	}
}

func TestPage(t *testing.T) {
	page, err := Page(report(), reportFrame())
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/page.txt", golden.Section{Name: "html", Got: page})
	again, _ := Page(report(), reportFrame())
	if !bytes.Equal(page, again) {
		t.Error("the same document and frame gave other bytes")
	}
	checkPage(t, page)
}

func TestPageOfLittle(t *testing.T) {
	page, err := Page(doc.Document{Title: "Home", Lang: "en-AU"}, Frame{Site: "Home", Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/page-of-little.txt", golden.Section{Name: "html", Got: page})
	checkPage(t, page)
}

// checkPage holds what every page promises to those who cannot see it and to those who attack it.
func checkPage(t *testing.T, page []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	count, ids := map[string]int{}, map[string]bool{}
	var refs []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && (n.FirstChild != nil || len(n.Attr) == 0 || n.Attr[0].Key != "src") {
			t.Error("a script stands in the page itself")
		}
		count[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("the id %q is given twice", a.Val)
				}
				ids[a.Val] = true
			case a.Key == "aria-labelledby":
				refs = append(refs, strings.Fields(a.Val)...)
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				refs = append(refs, a.Val[1:])
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s> has an attribute %s", n.Data, a.Key)
			case a.Key == "src" && n.Data != "script":
				t.Errorf("<%s> loads %q", n.Data, a.Val)
			case a.Key == "href" && strings.Contains(a.Val, "script:"):
				t.Errorf("a link leads to %q", a.Val)
			}
		}
	}
	for _, ref := range refs {
		if !ids[ref] {
			t.Errorf("%q is referred to and is not there", ref)
		}
	}
	for tag, want := range map[string]int{"h1": 1, "main": 1, "title": 1 + count["svg"], "style": 0, "iframe": 0} {
		if count[tag] != want {
			t.Errorf("%d elements <%s>, want %d", count[tag], tag, want)
		}
	}
	if !bytes.Contains(page, []byte(`http-equiv="Content-Security-Policy" content="default-src 'none';`)) {
		t.Error("the page has no strict policy")
	}
}

func TestHostileFrame(t *testing.T) {
	for _, s := range []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onload='x`, `javascript:alert(1)`, `--><b>`, `</title><script>`,
		`{{.Body}}`, "\u202e", "\x00",
	} {
		d := report()
		d.Title, d.Subtitle, d.Label, d.Description, d.Publisher, d.Lang = s, s, s, s, s, s
		d.Blocks = append(d.Blocks, doc.Table{Key: "key", Columns: []doc.Column{{Title: s, Filter: true}},
			Rows: []doc.Row{{ID: "row", Keys: []string{s}, Cells: [][]doc.Span{doc.T(s)}}}})
		l := []Link{{Title: s, Href: "a.html"}, {Title: s, Current: true}}
		f := Frame{Root: "../", Site: s, Nav: l, Crumbs: l, Files: []FileLink{{s, s, "a.pdf", 1}}, Notice: s, Foot: s,
			Section: []Branch{{Link: l[0], Sub: []Branch{{Link: l[1]}}}}, Prev: l[0], Next: l[0], Search: true,
			Feeds: []FeedLink{{s, "a.atom", s}}, Meta: append(PublicMeta(d, s, s, s), Meta{Property: s, Content: s}), Scripts: []string{"a.js"}}
		page, err := Page(d, f)
		if err != nil {
			t.Fatal(err)
		}
		checkPage(t, page)
		if n := bytes.Count(page, []byte("<script")); n != 2 {
			t.Errorf("%q made %d scripts of two", s, n)
		}
	}
}

func TestPageRefusesLinksOfTheFrameThatLeadAstray(t *testing.T) {
	f := reportFrame()
	f.Nav = append(f.Nav, Link{Title: "Run", Href: "javascript:alert(1)"})
	f.Crumbs = append(f.Crumbs, Link{Title: "Root", Href: "/index.html"})
	f.Files = append(f.Files, FileLink{Label: "Data", Kind: "JSON", Href: "data:text/json,1"})
	f.Section = []Branch{{Link: Link{Title: "A", Href: "a.html"}, Sub: []Branch{{Link: Link{Title: "Deep", Href: "//host"}}}}}
	f.Prev, f.Next = Link{Title: "Before", Href: "vbscript:x"}, Link{Title: "After", Href: "\\\\host"}
	f.Feeds = []FeedLink{{Title: "Feed", Href: "file:///a.atom"}}
	f.Canonical = "javascript:2"
	f.Scripts = []string{"https://example.org/a.js", "/a.js"}
	_, err := Page(report(), f)
	for _, want := range []string{`"Run" leads to "javascript:alert(1)"`, `"Root" leads to "/index.html"`, `"Data" leads to "data:`,
		`"Deep" leads to "//host"`, `"Before" leads to`, `"After" leads to`, `"Feed" leads to "file:`, `"canonical" leads to "javascript:2"`,
		`script "https://example.org/a.js"`, `script "/a.js"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the fault %s is not in %v", want, err)
		}
	}
}

func TestPageRefusesWhatItCannotPrintWell(t *testing.T) {
	d := report()
	d.Blocks = append(d.Blocks, doc.Heading{Level: 4, Text: "Too deep", ID: "deep"})
	if _, err := Page(d, Frame{}); err == nil || !strings.Contains(err.Error(), `page "Assessment report": heading "Too deep"`) {
		t.Errorf("a heading that skips a level gave %v", err)
	}
}

func TestContentsFromThreeSections(t *testing.T) {
	h := func(text string) doc.Block { return doc.Heading{Level: 2, Text: text, ID: doc.Slug(text)} }
	if got := contents([]doc.Block{h("A"), h("B")}); got != nil {
		t.Errorf("two sections have contents %v, want none", got)
	}
	inside := doc.Callout{Title: "x", Blocks: []doc.Block{h("Inside")}}
	if got := contents([]doc.Block{h("A"), inside, h("B"), h("C")}); len(got) != 3 || got[2] != (Link{Title: "C", Href: "#c"}) {
		t.Errorf("three sections have contents %v", got)
	}
}

func TestFileLinkSaysTypeAndSize(t *testing.T) {
	if got, want := (FileLink{"Information pack", "PDF", "pack.pdf", 731_200}).Text(), "Information pack (PDF, 732KB)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
