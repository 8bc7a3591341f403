package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"opframe/render/golden"
	"opframe/render/pdf"
)

// The HTML, PDF and Markdown of every report of the sample round say the same words in the same order.
// The PDF is read by pdftotext, which `make test` installs.
func TestFormatsSayTheSameWords(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Fatalf("pdftotext is needed to read the PDFs (poppler-utils, which `make test` installs): %v", err)
	}
	out := sampleSite(t)
	reports := 0
	walk(t, out, func(name string, data []byte) {
		stem, isPDF := strings.CutSuffix(name, ".pdf")
		if !isPDF || strings.HasPrefix(name, "office/products/") {
			return // the office's copies are the providers' files
		}
		reports++
		page := readFile(t, filepath.Join(out, stem+".html"))
		fromHTML := words(mainText(t, page))
		fromMarkdown := words(mainText(t, rendered(t, readFile(t, filepath.Join(out, stem+".md")))))
		fromPDF := pdfWords(pdfText(t, filepath.Join(out, name)), fromHTML)
		sameWords(t, stem, "Markdown", fromHTML, fromMarkdown)
		sameWords(t, stem, "PDF", fromHTML, fromPDF)
		least := 1000
		if strings.Contains(name, "/papers/") {
			least = 300
		}
		if len(fromHTML) < least {
			t.Errorf("%s says only %d letters: that is no report", stem, len(fromHTML))
		}
	})
	if reports < 30 {
		t.Errorf("%d reports were compared, want those of 30 products at least", reports)
	}
}

func sameWords(t *testing.T, report, format, want, got string) {
	t.Helper()
	if got == want {
		return
	}
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-60):min(len(s), i+60)] }
	t.Errorf("%s: the %s differs from the HTML\n  HTML %q\n  %s %q", report, format, around(want), format, around(got))
}

var shownByNumber = regexp.MustCompile(`‹U\+([0-9A-F]+)›`)

// words leaves the letters, digits and signs of a text without the spaces between them, since formats
// break lines in different places. What a PDF shows by number is left out of all, the numbers too.
func words(text string) string {
	text = shownByNumber.ReplaceAllString(text, "")
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r > 0xFFFF || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || unicode.IsControl(r) || unicode.Is(unicode.Co, r) {
			return -1
		}
		return r
	}, text)
}

// mainText is the text of <main> but for navigation, file links and drawings.
func mainText(t *testing.T, page []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	if m := findElement(root, "main"); m != nil {
		root = m
	}
	var b strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (n.Data == "svg" || n.Data == "nav" || n.Data == "style" || class(n) == "files") {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(root)
	return b.String()
}

func findElement(n *html.Node, name string) *html.Node {
	if n.Type == html.ElementNode && n.Data == name {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if m := findElement(c, name); m != nil {
			return m
		}
	}
	return nil
}

func class(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "class" {
			return a.Val
		}
	}
	return ""
}

func rendered(t *testing.T, md []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote)).Convert(md, &b); err != nil {
		t.Fatal(err)
	}
	return golden.Notes(b.Bytes())
}

// pdfText is what pdftotext reads, in the order of the content.
func pdfText(t *testing.T, file string) string {
	t.Helper()
	text, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext %s: %v", file, err)
	}
	return string(text)
}

var (
	pageFoot = regexp.MustCompile(`Page \d+ of \d+\s*$`)
	listMark = regexp.MustCompile(`^\s*(•|◦|▪|–|\d+\.|[a-z]\.)\s`)
	leader   = regexp.MustCompile(`\s*\.{3,}\s*\d+\s*$`) // the dots and the page number in a list of contents
)

// pdfWords leaves the words of a PDF without what only pages have: the running head, which is the first
// line of every page but the first, the foot, which ends in the page number, the contents with page numbers
// of a long document, and the marks of list items where a line does not go on as expected with them.
func pdfWords(text, want string) string {
	var all []string
	for n, page := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
		lines := strings.Split(strings.TrimRight(page, "\n"), "\n")
		if last := len(lines) - 1; pageFoot.MatchString(lines[last]) {
			lines = lines[:last]
		}
		if n > 0 {
			lines = lines[1:]
		}
		all = append(all, lines...)
	}
	var b strings.Builder
	for _, line := range withoutContents(all) {
		plain := words(line)
		if !strings.HasPrefix(want[min(b.Len(), len(want)):], plain) {
			plain = words(listMark.ReplaceAllString(line, ""))
		}
		b.WriteString(plain)
	}
	return b.String()
}

// withoutContents leaves out the list of contents that a long document gets, and the page numbers of one
// that a document has itself.
func withoutContents(lines []string) []string {
	from := slices.IndexFunc(lines, func(l string) bool { return strings.TrimSpace(l) == pdf.ContentsTitle })
	last := from
	for i, l := range lines {
		if leader.MatchString(l) {
			last, lines[i] = i, leader.ReplaceAllString(l, "")
		}
	}
	if from < 0 {
		return lines
	}
	return slices.Delete(lines, from, last+1)
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
