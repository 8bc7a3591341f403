package site

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"opframe/data/audience"
)

// edition begins a public tree with files of so many bytes.
func edition(t testing.TB, files map[string]int) *Tree[audience.Public] {
	t.Helper()
	s, err := Begin(filepath.Join(t.TempDir(), "site"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Abort(); err != nil {
			t.Error(err)
		}
	})
	tree := NewTree(s, audience.Public{}, About{})
	for name, size := range files {
		if err := tree.Put(name, public(strings.Repeat("x", size))); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

func lines(faults []Fault) []string {
	var all []string
	for _, f := range faults {
		all = append(all, fmt.Sprintf("%s: %s: %s; %s", f.Page, f.Href, f.What, f.Do))
	}
	return all
}

func TestLinksAreFollowed(t *testing.T) {
	tree := edition(t, map[string]int{
		"index.html": 1, "controls/index.html": 1, "controls/hosting.html": 1, "controls/a b.html": 1, "Über.html": 1,
		"papers/pack.pdf": 731_001, "papers/register.csv": 54, "other/x.txt": 1, "unknown.html": 1, "search.html": 1,
	})
	tree.Mention("index.html", Mention{Links: []Ref{{Href: "controls/hosting.html"}, {Href: "search.html"}}})
	tree.Mention("search.html", Mention{})
	tree.Mention("controls/hosting.html", Mention{Anchors: []string{"judged", "évidence"}})
	for _, c := range []struct{ href, text, what, do string }{
		{href: "hosting.html"},
		{href: "../controls/hosting.html#judged"},
		{href: "hosting.html#%C3%A9vidence"},
		{href: "hosting.html#judged?finding=met&_q=100%25"},
		{href: "hosting.html#?finding=met"},
		{href: "hosting.html#top"},
		{href: "hosting.html#"},
		{href: "a%20b.html"},
		{href: "../%C3%9Cber.html"},
		{href: "../search.html?q=cloud#"},
		{href: "../unknown.html#anything"},
		{href: "../papers/pack.pdf#page=3"},
		{href: "../manifest.json"},
		{href: "../SHA256SUMS"},
		{href: "#own"},
		{href: "#own?api=P&_sort=rating"},
		{href: "?q=x#own"},
		{href: "https://example.org/nowhere#x", text: "Elsewhere (PDF, 1KB)"},
		{href: "HTTP://example.org/"},
		{href: "mailto:office@example.org"},

		{href: "#none", what: `controls/index.html has no place called "none"`, do: "name the id of a heading"},
		{href: "hosting.html#none?finding=met", what: `controls/hosting.html has no place called "none"`},
		{href: "hosting.html#Judged", what: `no place called "Judged"`},
		{href: "encryption.html", what: "there is no controls/encryption.html in the edition", do: "correct the link"},
		{href: "controls/hosting.html", what: "there is no controls/controls/hosting.html"},
		{href: "Hosting.html", what: "there is no controls/Hosting.html", do: "controls/hosting.html"},
		{href: "../controls/", what: "it names a folder", do: "name the page: controls/index.html"},
		{href: "../controls", what: "it names a folder", do: "name the page: controls/index.html"},
		{href: "./", what: "it names a folder", do: "controls/index.html"},
		{href: "..", what: "it names a folder", do: "name the page: index.html"},
		{href: "../other/#x", what: "it names a folder, not a page", do: "other has no index.html"},
		{href: "../../office/index.html", what: "it leads out of the edition"},
		{href: "/controls/hosting.html", what: "it starts at the root of a server"},
		{href: "//example.org/x", what: "it starts at the root of a server"},
		{href: "50%.html", what: "a percent sign in it"},
		{href: "", what: "the link leads nowhere"},
		{href: "javascript:alert(1)", what: `links that start with "javascript:" are not followed`},

		{href: "../papers/pack.pdf", text: "Information pack (PDF, 732KB)"},
		{href: "../papers/pack.pdf", text: " Information pack (PDF, 12 pages, 732\u00a0KB) "},
		{href: "../papers/pack.pdf", text: "Information pack (PDF, 0.7MB)"},
		{href: "../papers/pack.pdf", text: "Information pack (of 2017)"},
		{href: "../papers/pack.pdf", text: "(PDF, many KB)"},
		{href: "../papers/register.csv", text: "Register (CSV, 1KB)"},
		{href: "../papers/pack.pdf", text: "Information pack (PDF, 731KB)", what: "it promises 731KB, and papers/pack.pdf has 732KB", do: "write the size the file has: 732KB"},
		{href: "../papers/pack.pdf", text: "Information pack (PDF, 0.8MB)", what: "it promises 0.8MB, and papers/pack.pdf has 0.7MB"},
		{href: "../papers/pack.pdf", text: "Information pack (Markdown, 732KB)", what: "it promises a file of kind Markdown, and papers/pack.pdf is none"},
	} {
		tree.mentions["controls/index.html"] = Mention{Marks: []uint32{markOf("own")}, Links: []Ref{{c.href, c.text}, {c.href, c.text}}}
		got := lines(tree.Faults("index.html", "controls/index.html"))
		switch {
		case c.what == "" && len(got) > 0:
			t.Errorf("%q %q: got %q, want no fault", c.href, c.text, got)
		case c.what != "" && (len(got) != 1 || !strings.Contains(got[0], "controls/index.html: "+c.href+": ") || !strings.Contains(got[0], c.what) || !strings.Contains(got[0], c.do)):
			t.Errorf("%q %q: got %q, want one fault that says %q and %q", c.href, c.text, got, c.what, c.do)
		}
	}
}

func TestPagesNobodyReachesAreFaults(t *testing.T) {
	tree := edition(t, map[string]int{"index.html": 1, "a.html": 1, "b.html": 1, "lost/c.html": 1, "lost/d.html": 1, "404.html": 1, "silent.html": 1, "x.csv": 1})
	tree.Mention("index.html", Mention{Links: []Ref{{Href: "a.html#x?y=z"}}})
	tree.Mention("a.html", Mention{Anchors: []string{"x"}, Links: []Ref{{Href: "b.html"}}})
	tree.Mention("b.html", Mention{Links: []Ref{{Href: "index.html"}}})
	tree.Mention("lost/d.html", Mention{Links: []Ref{{Href: "c.html"}}})
	tree.Mention("lost/c.html", Mention{Links: []Ref{{Href: "d.html"}, {Href: "none.html"}}})
	tree.Mention("404.html", Mention{})
	want := []string{
		"lost/c.html: none.html: there is no lost/none.html in the edition; correct the link, or add the page",
		"lost/c.html: : no link leads here from index.html; link to it from the page it belongs below, or leave it out of the edition",
		"lost/d.html: : no link leads here from index.html; link to it from the page it belongs below, or leave it out of the edition",
	}
	for range 5 {
		if got := lines(tree.Faults()); !slices.Equal(got, want) {
			t.Fatalf("faults are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if got := lines(tree.Faults("index.html", "lost/d.html")); len(got) != 1 {
		t.Errorf("with a second root the faults are %q, want the broken link only", got)
	}
}

func TestMissingPagesAndRootsAreFaults(t *testing.T) {
	tree := edition(t, map[string]int{"a.html": 1})
	tree.Mention("a.html", Mention{Links: []Ref{{Href: "#x"}}})
	tree.Mention("a.html", Mention{Anchors: []string{"x"}})
	tree.Mention("gone.html", Mention{Links: []Ref{{Href: "a.html"}}})
	got := strings.Join(lines(tree.Faults()), "\n")
	for _, want := range []string{"gone.html: : it says what it refers to and is not in the edition", "index.html: : readers start there", "a.html: : no link leads here"} {
		if !strings.Contains(got, want) {
			t.Errorf("the faults do not say %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "no place called") {
		t.Errorf("two mentions of one page are not taken together:\n%s", got)
	}
}

func TestHasAndSize(t *testing.T) {
	tree := edition(t, map[string]int{"a/Page.html": 7})
	for name, want := range map[string]bool{"a/Page.html": true, "a/page.html": false, "a": false, "": false, "manifest.json": true, "SHA256SUMS": true} {
		if got := tree.Has(name); got != want {
			t.Errorf("Has(%q) is %t, want %t", name, got, want)
		}
	}
	if size, ok := tree.Size("a/Page.html"); size != 7 || !ok {
		t.Errorf("the size is %d (%t), want 7", size, ok)
	}
	if _, ok := tree.Size("a/page.html"); ok {
		t.Error("a file that is not there has a size")
	}
}

// BenchmarkFaults checks 10,000 pages with 60 links each: navigation, neighbours, anchors and files.
func BenchmarkFaults(b *testing.B) {
	tree := &Tree[audience.Public]{listing: listing{taken: map[string]int{}}}
	for p := range 10_000 {
		name := fmt.Sprintf("products/%d/assessment.html", p)
		tree.taken[name] = len(tree.outputs)
		tree.outputs = append(tree.outputs, File{Path: name, Size: 53_900, SHA256: "x"})
		m := Mention{}
		for i := range 20 {
			m.Anchors = append(m.Anchors, fmt.Sprint("section-", i))
			m.Links = append(m.Links, Ref{fmt.Sprint("#section-", i), "Section"},
				Ref{fmt.Sprintf("../%d/assessment.html", i), "Navigation"},
				Ref{fmt.Sprintf("../%d/assessment.html#section-%d", (p+i)%10_000, i), "Neighbour"})
		}
		m.Links[0].Text = "Assessment (HTML, 54KB)"
		tree.Mention(name, m)
	}
	for b.Loop() {
		if faults := tree.Faults("products/0/assessment.html"); len(faults) > 0 {
			b.Fatal(lines(faults)[0])
		}
	}
}
