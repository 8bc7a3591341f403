package doc

import "testing"

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
