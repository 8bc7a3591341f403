package report

import (
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/view"
	"opframe/render/doc"
)

// What is wrong with a chapter of guidance is said with file and line.
func TestGuidanceFaults(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"sound", "---\ntitle: One\norder: 1\n---\n## Heading\n\nText.\n", ""},
		{"no front matter", "Text.\n", "guidance/01-one.md"},
		{"front matter without end", "---\ntitle: One\n", "01-one.md:1: the front matter that begins here does not end"},
		{"unknown key", "---\ntitel: One\norder: 1\n---\n", `01-one.md:2:1: unknown key "titel"`},
		{"no title", "---\norder: 1\n---\nText.\n", "the front matter needs title and order"},
		{"raw HTML", "---\ntitle: One\norder: 1\n---\nText.\n\n<script>alert(1)</script>\n", "01-one.md:7:"},
		{"heading of level 1", "---\ntitle: One\norder: 1\n---\n# Heading\n", "01-one.md:5:"},
		{"level skipped", "---\ntitle: One\norder: 1\n---\n## Two\n\n#### Four\n", "01-one.md:7:"},
		{"image", "---\ntitle: One\norder: 1\n---\n![x](y.png)\n", "01-one.md:5:"},
		{"link to a script", "---\ntitle: One\norder: 1\n---\n[x](javascript:alert(1))\n", "01-one.md:5:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := &framework.Framework{ID: "f", Version: "1", Files: fstest.MapFS{"guidance/01-one.md": {Data: []byte(test.text)}}}
			all, err := Guidance(f)
			if test.want == "" && (err != nil || len(all) != 1 || all[0].Slug != "one") {
				t.Fatalf("got %+v and %v, want the one chapter", all, err)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want an error that says %q", err, test.want)
			}
		})
	}
}

// Chapters are written each by themselves; in the pack their notes are counted on and stand at the end.
func TestNotesOfSeveralChaptersInOnePack(t *testing.T) {
	f, err := frameworks.Find("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	noted := func(slug, text string) Chapter {
		return Chapter{Title: slug, Slug: slug, Blocks: []doc.Block{
			doc.Paragraph{Text: []doc.Span{{Text: "Words."}, {Note: 1}}}, doc.Notes{Items: []doc.Note{{N: 1, Text: doc.T(text)}}}}}
	}
	d := packDocument(view.Public{Framework: f}, nil, []Chapter{noted("one", "first"), noted("two", "second")})
	if err := doc.Check(d); err != nil {
		t.Fatal(err)
	}
	last, ok := d.Blocks[len(d.Blocks)-1].(doc.Notes)
	if !ok || len(last.Items) != 2 || doc.Plain(last.Items[1].Text) != "second" || last.Items[1].N != 2 {
		t.Errorf("the pack ends in %+v, want the two notes counted on", d.Blocks[len(d.Blocks)-1])
	}
}
