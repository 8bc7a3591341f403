package report

import (
	"testing"

	"opframe/render/doc"
)

// Whatever stands in a file of guidance, it becomes blocks that can be printed or an error, never a panic.
func FuzzChapter(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: One\norder: 1\n---\n## Heading\n\nText *with* **marks** and [a link](https://example.org).\n",
		"---\ntitle: One\norder: 1\nsummary: x\n---\n- a\n  - b\n\n1. c\n\n> **Note** Mind this.\n",
		"---\ntitle: [\n---\n", "---\n---\n", "\ufeff---\r\ntitle: x\r\norder: 2\r\n---\r\ntext", "| a | b |\n|---|---|\n| c |\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := chapter("guidance/01-fuzz.md", data)
		if err != nil {
			return
		}
		if err := doc.Check(doc.Document{Title: c.Title, Lang: "en", Blocks: c.Blocks}); err != nil {
			t.Errorf("%q becomes blocks that cannot be printed: %v", data, err)
		}
	})
}
