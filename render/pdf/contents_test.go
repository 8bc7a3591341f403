package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"opframe/render/doc"
)

func TestALongDocumentHasContents(t *testing.T) {
	d := chapters(30)
	pages := extract(t, d)
	if !strings.Contains(pages[0], ContentsTitle) {
		t.Fatalf("the first page has no list of contents: %.200q", pages[0])
	}
	found := regexp.MustCompile(`(Chapter \d+) \.+ (\d+) `).FindAllStringSubmatch(strings.Join(pages, ""), -1)
	if len(found) != 30 {
		t.Fatalf("%d lines of contents with dots and page numbers, want 30", len(found))
	}
	for _, f := range found {
		page, err := strconv.Atoi(f[2])
		if err != nil || page > len(pages) || !strings.Contains(pages[page-1], f[1]+" word") {
			t.Errorf("%s is not on page %s", f[1], f[2])
		}
	}
	if tree := outline(t, d); !strings.Contains(tree, "TOCI(Reference(Link(Chapter 2 →Chapter 2, page ") {
		t.Errorf("the contents are no TOC of links: %.600s", tree)
	}
}

func TestAShortDocumentHasNone(t *testing.T) {
	for _, d := range []doc.Document{chapters(7), {Title: "T", Lang: "en-AU", Blocks: append(chapters(5).Blocks, doc.Paragraph{Text: long(6000)})}} {
		if pages := extract(t, d); strings.Contains(strings.Join(pages, ""), ContentsTitle) {
			t.Errorf("%d pages with few sections or few pages have contents", len(pages))
		}
	}
}

// A list of links below a heading called contents gets page numbers; there is no second list.
func TestADocumentsOwnContentsGetPageNumbers(t *testing.T) {
	d := chapters(30)
	list := doc.List{Ordered: true}
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			list.Items = append(list.Items, doc.Item{Text: []doc.Span{{Text: h.Text, Link: "#" + h.ID}}})
		}
	}
	d.Blocks = append([]doc.Block{doc.Heading{Level: 2, Text: "Contents", ID: "contents"}, list}, d.Blocks...)
	text := strings.Join(extract(t, d), "")
	if n := len(regexp.MustCompile(`\d+\. Chapter \d+ \.+ \d+ `).FindAllString(text, -1)); n != 30 {
		t.Errorf("%d lines with dots and page numbers, want 30", n)
	}
	if strings.Contains(text, ContentsTitle) {
		t.Error("there is a second list of contents")
	}
}

func TestAListThatIsNotAllLinksIsAList(t *testing.T) {
	d := doc.Document{Title: "T", Lang: "en-AU", Blocks: []doc.Block{doc.Heading{Level: 2, Text: "Contents", ID: "contents"},
		doc.List{Items: []doc.Item{{Text: []doc.Span{{Text: "there", Link: "#contents"}}}, {Text: doc.T("and words")}}}}}
	if tree := outline(t, d); strings.Contains(tree, "TOC") || !strings.Contains(tree, "L.Disc(") {
		t.Errorf("got %s, want a list", tree)
	}
}

func TestACrowdedTableLiesOnLandscapePages(t *testing.T) {
	before, after := doc.Paragraph{Text: doc.T("Before.")}, doc.Paragraph{Text: doc.T("After.")}
	pages := laid(before, doc.Heading{Level: 2, Text: "Heading", ID: "h"}, broad(9, 60), after)
	for i, pg := range pages {
		want := landscape
		if i == 0 || i == len(pages)-1 {
			want = portrait
		}
		if pg.sheet != want {
			t.Errorf("page %d of %d is %v, want %v", i+1, len(pages), pg.sheet, want)
		}
		for _, b := range pg.boxes {
			inside(t, pg.sheet, b.ink)
		}
	}
	if got := textOf(pages[1].boxes[0]); got != "Heading" {
		t.Errorf("the landscape page begins with %q, want the heading of the table", got)
	}
	for _, pg := range laid(before, broad(4, 20), after) {
		if pg.sheet != portrait {
			t.Error("a table with few columns lies on a landscape page")
		}
	}
}

// Heights of landscape pages count in bookmarks, of which fpdf knows the last page's only.
func TestBookmarksAndLinksLeadIntoPagesOfEitherHeight(t *testing.T) {
	d := doc.Document{Title: "T", Lang: "en-AU", Blocks: []doc.Block{
		doc.Paragraph{Text: []doc.Span{{Text: "to the table", Link: "#h"}}},
		doc.Heading{Level: 2, Text: "Heading", ID: "h"}, broad(9, 10), doc.Heading{Level: 2, Text: "Last", ID: "l"}}}
	raw := drawn(t, d).raw
	for _, m := range regexp.MustCompile(`/Dest \[5 0 R /XYZ 0 (\S+) null\]`).FindAllSubmatch(raw, -1) {
		if y, err := strconv.ParseFloat(string(m[1]), 64); err != nil || y < landscape.h-top || y > landscape.h {
			t.Errorf("a heading on top of a landscape page is led to at %s, want %.0f or a little less", m[1], landscape.h-top+8)
		}
	}
	if n := len(regexp.MustCompile(`/Dest \[5 0 R`).FindAll(raw, -1)); n != 2 {
		t.Errorf("%d links and bookmarks lead to the second page, want 2", n)
	}
}
