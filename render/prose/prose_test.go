package prose_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"opframe/render/doc"
	"opframe/render/golden"
	"opframe/render/html"
	"opframe/render/markdown"
	"opframe/render/prose"
)

// A case is a file: Markdown in, and either what both printers make of it or its faults.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no cases: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			blocks, err := prose.Blocks(name+".md", golden.Get(golden.Read(t, file), "in.md"))
			if strings.HasPrefix(name, "refused") {
				if err == nil {
					t.Fatal("nothing was refused")
				}
				golden.Check(t, file, golden.Section{Name: "faults", Got: []byte(err.Error())})
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			d := doc.Document{Title: "Case: " + name, Lang: "en-AU", Blocks: blocks}
			if err := doc.Check(d); err != nil {
				t.Errorf("not a good document: %v", err)
			}
			golden.Check(t, file,
				golden.Section{Name: "html", Got: html.Body(d)}, golden.Section{Name: "markdown", Got: markdown.Print(d)})
		})
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, in, front, body string
		line                  int
	}{
		{"front matter keeps its lines", "---\ntitle: A\n---\n\nText\n", "\ntitle: A\n", "\nText\n", 4},
		{"none", "Text\n---\n", "", "Text\n---\n", 1},
		{"empty front matter", "---\n---\nText", "\n", "Text", 3},
		{"ended by CRLF, after a byte order mark", "\ufeff---\r\na: b\r\n---\r\nText", "\na: b\r\n", "Text", 4},
		{"empty file", "", "", "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			front, body, line, err := prose.Split("x.md", []byte(c.in))
			if err != nil || string(front) != c.front || string(body) != c.body || line != c.line {
				t.Errorf("got %q, %q, line %d, %v; want %q, %q, line %d", front, body, line, err, c.front, c.body, c.line)
			}
		})
	}
}

// FuzzBlocks: whatever an author writes is read or refused, and what is read is a good document, which
// has the links that its author wrote.
func FuzzBlocks(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		md := golden.Get(golden.Read(f, file), "in.md")
		f.Add(md)
		for part := range bytes.SplitSeq(md, []byte("\n\n")) {
			f.Add(part)
		}
	}
	f.Fuzz(func(t *testing.T, md []byte) {
		prose.Lint("fuzz.md", md)
		refs, _ := prose.Links("fuzz.md", md)
		blocks, err := prose.Blocks("fuzz.md", md)
		if err != nil {
			return
		}
		d := doc.Document{Title: "T", Lang: "en", Blocks: blocks}
		if err := doc.Check(d); err != nil {
			t.Fatalf("read, but not a good document: %v", err)
		}
		if _, err := html.Page(d, html.Frame{}); err != nil {
			t.Errorf("read, but not fit to print: %v", err)
		}
		written := map[string]bool{}
		for _, r := range refs {
			written[r.Href] = true
		}
		_, links := doc.Mentioned(d)
		for _, l := range links {
			if !written[l.Href] {
				t.Errorf("the document links to %q, and Links does not have it: %v", l.Href, refs)
			}
		}
	})
}
