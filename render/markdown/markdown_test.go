package markdown

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"opframe/render/doc"
	_ "opframe/render/golden" // takes -update, as all tests below render do
)

// prose is spans as running text.
func prose(spans []doc.Span) string { return string(new(printer).prose(spans)) }

// What Markdown must escape is tested against a parser in opframe/render; here is what it leaves
// alone, so that a plain reader is not bothered.
func TestPlainTextStaysPlain(t *testing.T) {
	for _, s := range []string{
		"AT&T & sons", "5 < 20 > 3", "mfa_all_users is an id", "[c] is withheld", "a - b + c = d", "1.5 (of 2)", "#1 of 3, 100% (a|b)",
		"31\u00a0August 2017 · Public", "Kim Nguyễn: ok!", "what? {yes}", "it's \"quoted\"", "a.b.c, v1.0.",
	} {
		want := s
		if strings.HasPrefix(s, "#") {
			want = `\` + s
		}
		if got := prose(doc.T(s)); got != want {
			t.Errorf("%q is written %q, want %q", s, got, want)
		}
	}
}

func TestProseIsBrokenIntoLines(t *testing.T) {
	got := prose(doc.T(strings.Repeat("word ", 40)))
	for _, line := range strings.Split(got, "\n") {
		if len(line) > width {
			t.Errorf("a line of %d characters: %q", len(line), line)
		}
	}
	if strings.ReplaceAll(got, "\n", " ") != strings.TrimSpace(strings.Repeat("word ", 40)) {
		t.Errorf("breaking lines changed the words: %q", got)
	}
	// A line must not begin with what begins a block.
	got = prose(doc.T(strings.Repeat("x", width) + " - a " + strings.Repeat("y", width) + " # b"))
	if want := strings.Repeat("x", width) + "\n\\- a\n" + strings.Repeat("y", width) + "\n\\# b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCharactersAreThoseOfUTF8(t *testing.T) {
	for _, s := range []string{"", "a", "plain text of many words", "é文😀", "aé文😀b and more é文😀 to come", strings.Repeat("😀", 9), "\ufffd\u2028 x"} {
		for i := range s {
			if got, want := characters([]byte(s[i:])), utf8.RuneCountInString(s[i:]); got != want {
				t.Errorf("%q has %d characters, want %d", s[i:], got, want)
			}
		}
	}
}

func TestPrintIsTheSameEachTime(t *testing.T) {
	d := long()
	first, second := Print(d), Print(d)
	if !bytes.Equal(first, second) {
		t.Error("the same document gave other bytes")
	}
}

// long is a document of about 32 KB of Markdown.
func long() doc.Document {
	reason := strings.Repeat("Every user with access signs in with two factors & more. ", 2)
	t := doc.Table{Caption: "Findings", RowHead: true, Columns: []doc.Column{{Title: "Control"}, {Title: "Finding"}, {Title: "Reason", Wide: 4}, {Title: "Weight", Right: true}}}
	for range 180 {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T("Multi-factor authentication"), {{Text: "met", Tone: doc.Good}}, doc.T(reason), doc.T("10")}})
	}
	return doc.Document{Title: "Assessment report", Lang: "en-AU", Blocks: []doc.Block{t}}
}

func BenchmarkPrint32KB(b *testing.B) {
	d := long()
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(Print(d))))
	}
}
