package doc

import "testing"

func TestPlacedIsWhatRebaseChanges(t *testing.T) {
	for link, want := range map[string]bool{"": false, "#a": false, "https://example.org/a": false, "mailto:a@b.c": false, "/x": false, "x.html": true, "x.html#a": true} {
		if got := Placed(everywhere(link)); got != want {
			t.Errorf("a document with links to %q is placed: %v, want %v", link, got, want)
		}
	}
}

// What nothing changes in is not copied: most blocks of a report have no link that depends on where it lies.
func TestRebaseSharesWhatStays(t *testing.T) {
	d := everywhere("#a")
	blocks := append(d.Blocks, Paragraph{Text: T("spare")})[:len(d.Blocks)] // with room behind them
	d.Blocks = blocks
	got := Rebase(d, "a/b.html")
	if &got.Blocks[0] != &d.Blocks[0] {
		t.Error("a document without links to other pages is copied")
	}
	_ = append(got.Blocks, Quote{})
	if _, ok := blocks[:len(blocks)+1][len(blocks)].(Paragraph); !ok {
		t.Error("appending to what was rebased wrote to the document's own blocks")
	}
}
