package doc

import (
	"reflect"
	"testing"
)

func TestRebase(t *testing.T) {
	for _, c := range []struct{ link, page, want string }{
		{"apis.html#a", "controls/x.html", "../apis.html#a"},
		{"controls/y.html", "controls/x.html", "y.html"},
		{"controls/y.html", "controls/a/x.html", "../y.html"},
		{"controls/a/y.html?q=1", "controls/x.html", "a/y.html?q=1"},
		{"consultation/papers/p.html", "framework/issues/1.html", "../../consultation/papers/p.html"},
		{"index.html", "index.html", "index.html"},
		{"index.html", "about/index.html", "../index.html"},
		{"apis.html", "index.html", "apis.html"},
		{"controls/x.html#a", "controls/x.html", "#a"},
		{"products.html#products?outcome=full%20access", "products.html", "#products?outcome=full%20access"},
		{"controls/x.html?q=1#a", "controls/x.html", "x.html?q=1#a"},
		{"./apis.html", "controls/x.html", "../apis.html"},
		{"controls/", "index.html", "controls/"},
		{"controls/", "controls/x.html", "../controls/"},
		{"../outside.html", "controls/x.html", "../../outside.html"}, // stays wrong, to be found by the check of links
		{"papers/a:b.html", "papers/x.html", "./a:b.html"},
		{"#a", "controls/x.html", "#a"},
		{"#a?outcome=x", "controls/x.html", "#a?outcome=x"},
		{"?a", "controls/x.html", "?a"},
		{"https://example.org/a", "controls/x.html", "https://example.org/a"},
		{"mailto:a@example.org", "controls/x.html", "mailto:a@example.org"},
		{"javascript:alert(1)", "controls/x.html", "javascript:alert(1)"},
		{"/etc/passwd", "controls/x.html", "/etc/passwd"},
		{`\\host\x`, "controls/x.html", `\\host\x`},
		{"", "controls/x.html", ""},
	} {
		d := Document{Blocks: []Block{Paragraph{Text: []Span{{Text: "a", Link: c.link}}}}}
		if got := Rebase(d, c.page).Blocks[0].(Paragraph).Text[0].Link; got != c.want {
			t.Errorf("%q on %q becomes %q, want %q", c.link, c.page, got, c.want)
		}
	}
}

// everywhere has a link in every place that can hold one.
func everywhere(link string) Document {
	spans := func() []Span { return []Span{{Text: "a", Link: link}, {Text: "b", Strong: true}} }
	table := Table{Key: "k", Columns: []Column{{Title: "A"}}, RowHead: true, Rows: []Row{{ID: "r", Keys: []string{"1"}, Cells: [][]Span{spans()}}}}
	grid := Grid{Rows: []string{"r"}, Cols: []string{"c"}, Cells: [][]GridCell{{{Text: "a", Link: link}}}}
	sub := List{Items: []Item{{Text: spans()}}}
	blocks := func() []Block {
		return []Block{
			Paragraph{Text: spans()}, List{Items: []Item{{Text: spans(), Sub: &sub}}}, Facts{Items: []Fact{{Term: "t", Text: spans()}}}, Answers{Items: []Answer{{ID: "a", Said: spans()}}},
			table, Figure{Caption: "f", Alt: "f", Plot: grid}, Quote{Text: "q"}, Code{Text: "c"},
		}
	}
	all := append([]Block{Heading{Level: 2, Text: "H", ID: "h"}}, blocks()...)
	all = append(all, Callout{Title: "c", Blocks: []Block{Callout{Title: "c", Blocks: []Block{Paragraph{Text: spans()}, table}}}})
	return Document{Title: "T", Blocks: append(all, Notes{Items: []Note{{N: 1, Text: spans()}}})}
}

func TestRebaseReachesEveryLinkAndChangesNoInput(t *testing.T) {
	d := everywhere("x.html")
	got := Rebase(d, "a/b.html")
	if want := everywhere("../x.html"); !reflect.DeepEqual(got, want) {
		t.Errorf("rebased to\n%+v, want\n%+v", got, want)
	}
	if want := everywhere("x.html"); !reflect.DeepEqual(d, want) {
		t.Errorf("the document itself was changed to\n%+v", d)
	}
}
