package doc

import (
	"reflect"
	"slices"
	"testing"
)

func TestMentionedFindsEveryAnchorAndLink(t *testing.T) {
	anchors, links := Mentioned(everywhere("x.html"))
	if want := []string{"h", "k", "r", "k", "r"}; !slices.Equal(anchors, want) {
		t.Errorf("anchors are %q, want %q", anchors, want)
	}
	want := slices.Repeat([]Link{{"x.html", "a"}}, 10)
	if !slices.Equal(links, want) {
		t.Errorf("links are %q, want %q", links, want)
	}
}

func TestSpansBesideEachOtherAreOneLink(t *testing.T) {
	_, links := Mentioned(Document{Blocks: []Block{Paragraph{Text: []Span{
		{Text: "the ", Link: "a"}, {Text: "API", Link: "a", Code: true}, {Text: "one", Link: "b"}, {Text: " and "}, {Text: "again", Link: "b"},
	}}}})
	if want := []Link{{"a", "the API"}, {"b", "one"}, {"b", "again"}}; !slices.Equal(links, want) {
		t.Errorf("links are %q, want %q", links, want)
	}
}

func TestSections(t *testing.T) {
	grid := Grid{RowTitle: "Risk", Rows: []string{"Low"}, Cols: []string{"Level 1"}, Cells: [][]GridCell{{{Text: "allowed", Things: []string{"Lodge"}, Link: "p.html"}}}}
	got := Sections(Document{Title: "Not a word", Blocks: []Block{
		Paragraph{Text: []Span{{Text: "By 31\u00a0Oc"}, {Text: "tober", Strong: true}, {Note: 1}, {Text: "\n2017."}}},
		Heading{Level: 2, Text: "One", ID: "one"},
		List{Items: []Item{{Text: T("item"), Sub: &List{Items: []Item{{Text: T("sub item")}}}}}},
		Table{Caption: "Caption", Columns: []Column{{Title: "Column"}}, Rows: []Row{{Cells: [][]Span{T("cell\nline")}}}},
		Heading{Level: 3, Text: "Two", ID: "two"},
		Figure{Caption: "Figure", Alt: "Not said", Plot: grid},
		Callout{Title: "Note", Blocks: []Block{Quote{Text: "Yes.", Source: "A!1"}, Table{Columns: []Column{{Title: "T"}}, Empty: "None."}}},
		Heading{Level: 2, Text: "Three", ID: "three"},
		Heading{Level: 2, Text: "Four", ID: "four"},
		Facts{Items: []Fact{{Term: "Term", Text: T("fact")}}},
		Answers{Items: []Answer{{ID: "P1", Question: "Which?", Said: T("All\nof them")}}},
		Code{Text: "co  de"},
		Notes{Items: []Note{{N: 1, Text: T("A note.")}}},
	}})
	want := []Section{
		{"", "", "By 31 October 2017."},
		{"one", "One", "item sub item Caption Column cell line"},
		{"two", "Two", "Figure Risk Level 1 Low allowed Lodge Note Yes. A!1 T None."},
		{"three", "Three", ""},
		{"four", "Four", "Term fact P1 Which? All of them co de A note."},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sections are\n%q, want\n%q", got, want)
	}
	if got := Sections(Document{Blocks: []Block{Heading{Level: 2, Text: "A", ID: "a"}}}); len(got) != 2 || got[0] != (Section{}) {
		t.Errorf("a document that begins with a heading has sections %q, want an empty first one", got)
	}
}

// Words run on from span to span and end at every kind of space.
func TestSectionsPutOneSpaceBetweenWords(t *testing.T) {
	d := Document{Blocks: []Block{
		Paragraph{Text: []Span{{Text: " a\u00a0 "}, {Text: "b"}, {Text: "c\n"}, {Text: ""}, {Text: "\u2003é文 d"}}},
		Paragraph{Text: T(" \n")}, Heading{Level: 2, Text: "H", ID: "h"}, Quote{Text: "e\tf", Source: "g"},
	}}
	want := []Section{{Text: "a bc é文 d"}, {ID: "h", Heading: "H", Text: "e f g"}}
	if got := Sections(d); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
